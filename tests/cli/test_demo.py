"""The demo on a few of its alternatives; the integration run takes the whole of it, from the wheel."""

from __future__ import annotations

import json

import pytest

from planner.commands import demo
from planner.pipeline.run import read_tasks
from tests.cli.running import Here

NAMES = ("alt-0-today", "alt-2-lokta", "alt-3-senjalegen")


def test_the_parts_are_the_report_s_alternatives_and_the_venue_strategies() -> None:
    parts = {name: [task.name for task in tasks] for name, tasks in demo._parts().items()}
    assert set(parts) == {"eight", "eight-middle", "eight-high", "strategies", "ten"}
    assert parts["eight"] == parts["ten"] == parts["eight-middle"] == parts["eight-high"]
    assert {"alt-0-today", "solo", "alt-2-lokta", "alt-4c-both-dms", "pilot", "free"} <= set(
        parts["eight"]
    )
    assert {"one-base-finnsnes", "one-base-setermoen", "municipal-seats"} <= set(parts["strategies"])
    assert demo.CHOSEN in parts["eight"]
    assert demo.CHOSEN not in parts["strategies"], "solved once, shown in both"


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_demo_shows_writes_and_tells_where_to_look(
    lms: Here, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    parts = {
        "eight": read_tasks(NAMES, scope="eight"),
        **{
            f"eight-{level}": read_tasks(NAMES[:1], (f"demand.level={level}",), scope="eight")
            for level in ("middle", "high")
        },
        "strategies": read_tasks(["one-base-finnsnes"], scope="eight"),
        "ten": read_tasks(NAMES[:1], scope="ten"),
    }
    monkeypatch.setattr(demo, "_parts", lambda: parts)
    # Close-ups are drawn in the tests of the report; here they only cost time.
    monkeypatch.setattr("planner.report.case.close_ups", lambda *_: {})

    ran = lms("demo", "--workers", "1", "--lang", lang)

    assert ran.code == 0, ran.err
    for name in (*NAMES, "one-base-finnsnes"):
        assert name in ran.out
    assert demo.TEXTS.text(lang, "title.strategies") in ran.out
    assert "demo/ten/comparison.txt" in ran.out
    assert ran.err.splitlines()[-1].split()[0] == "lms-planner"
    folder = lms.folder / "demo"
    assert [p.name for p in lms.folder.iterdir()] == ["demo"]
    for line in (ran.out + ran.err).splitlines():
        for word in line.split():
            if word.startswith("demo/") and "{" not in word:
                assert (lms.folder / word.rstrip(".,:")).exists(), word
    for part, count in (("eight", 3), ("strategies", 2), ("ten", 1)):
        written = json.loads((folder / part / "comparison.json").read_text(encoding="utf-8"))
        assert len(written["alternatives"]) == count
        for alternative in written["alternatives"]:
            assert (folder / part / alternative["scenario"] / "map.png").stat().st_size > 50_000
    if lang == "en":  # the case document is what `report` makes of the folders, byte for byte
        levels = [f"demo/eight{at}" for at in ("", "-middle", "-high")]
        told = ("--proposed", demo.CHOSEN, "--lang", "en", "--out", "case.docx")
        assert lms("report", *levels, *told).code == 0
        written = (folder / "report.docx").read_bytes()
        assert (lms.folder / "case.docx").read_bytes() == written
    if lang == "nb":
        monkeypatch.setattr(demo, "_parts", lambda: {"eight": parts["eight"][:2]})
        assert lms("demo", "--workers", "1").code == 0, "a second time, over the first"
        assert not (folder / "ten").exists()
        assert not (folder / "eight" / NAMES[2]).exists()
