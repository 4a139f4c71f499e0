"""`report` from comparison folders that `compare` has written; nothing is solved again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

import cli
from planner.commands.exit_codes import run as run_command
from planner.report.words import known as rounded_as_known

NAMES = ("alt-0-today", "alt-3-senjalegen")
PROGRAMMES = "demand.programmes=[diabetes,asthma_allergy,gatherings]"
Lms = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A comparison of two alternatives at two demand levels."""
    folder = tmp_path_factory.mktemp("compared")
    for level in ("low", "high"):
        arguments = ["-q", "compare", *NAMES, "--workers", "1", "--set", PROGRAMMES]
        arguments += ["--set", f"demand.level={level}", "--out", str(folder / level)]
        assert run_command(cli.main_group, arguments) == 0
    return {level: folder / level for level in ("low", "high")}


@pytest.fixture
def lms(capsys: pytest.CaptureFixture[str]) -> Lms:
    def command(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command(cli.main_group, [str(a) for a in arguments])
        return code, *capsys.readouterr()

    return command


def test_a_word_file_tells_what_the_comparisons_hold(
    folders: dict[str, Path], lms: Lms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unwanted(*_: object, **__: object) -> None:
        raise AssertionError("nothing may be solved again")

    monkeypatch.setattr("planner.solve.solve", unwanted)
    monkeypatch.setattr("planner.pipeline.solve_task", unwanted)
    out = tmp_path / "sak.docx"
    code, told, err = lms("report", folders["low"], folders["high"], "--out", out, "--full", "-q")
    assert (code, told.strip(), err) == (0, str(out), "")
    word = docx.Document(str(out))
    table = next(t for t in word.tables if t.rows[0].cells[1].text == "Deltakelse" and len(t.rows) > 20)
    for name, label in (
        ("participants_served", "Deltakere lokalt i året"),
        ("participants_specialist", "Deltakere ved UNN"),
        ("travel_hours_total", "Reisetimer i året, i alt"),
        ("cost_nok", "Kroner i året, i alt"),
    ):
        rows = {r.cells[1].text: r for r in table.rows if r.cells[0].text.rstrip("*") == label}
        for level, word_ in (("low", "lav"), ("high", "høy")):
            known = json.loads((folders[level] / "comparison.json").read_text("utf-8"))
            row = rows.get(word_) or rows[label + "*"]
            found = [cell.text.rstrip("*") for cell in row.cells[2:]]
            assert found == [
                rounded_as_known("nb", name, a["indicators"][name]) for a in known["alternatives"]
            ], (name, level)
    pictures = list(word.inline_shapes)
    assert len(pictures) > 2 + 8, "maps of both, eight close-ups, charts"
    assert out.stat().st_size < 4_000_000


def test_english_proposed_and_web_page(
    folders: dict[str, Path], lms: Lms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("close_ups", "comparison_pictures"):  # drawn above
        monkeypatch.setattr(f"planner.report.case.{name}", lambda *_, **__: {})
    out = tmp_path / "case.html"
    code, _, err = lms(
        "report",
        folders["low"],
        "--out",
        out,
        "--lang",
        "en",
        "--annexes",
        "alternatives",
        "--proposed",
        "alt-3-senjalegen",
        "-q",
    )
    assert (code, err) == (0, "")
    page = out.read_text("utf-8")
    assert "chosen by whoever made this document" in page
    assert page.count("data:image/png;base64,") == len(NAMES)
    assert "http" not in page.replace("http-equiv", "").split("<body>")[0]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("{low}", "--out", "x.txt"), 2, ".docx, .html, .odt or .pdf"),
        (("{low}", "--out", "x.html", "--template", "{low}/comparison.txt"), 2, "--template"),
        (("{low}", "--out", "x.docx", "--format", "pdf"), 2, "no name for pdf"),
        (("{low}/alt-0-today", "--out", "x.docx"), 2, "en rapport sammenligner flere"),
        (("{low}/nowhere", "--out", "x.docx"), 2, "ikke en resultatmappe"),
        (("{low}", "{low}", "--out", "x.docx"), 2, "samme nivå av deltakelse"),
        (
            ("{low}", "--out", "x.docx", "--proposed", "solo"),
            2,
            "ikke noe alternativ i sammenligningen",
        ),
        (("{low}", "--out", "x.docx", "--template", "missing.docx"), 2, "kan ikke åpnes"),
        (("{low}", "--out", "nowhere/x.html"), 2, "kan ikke skrives"),
        (("{low}", "--out", "x.html", "--boundaries-column", "nr"), 2, "--boundaries"),
    ],
)
def test_what_cannot_be_used_is_told_before_anything_is_written(
    arguments: tuple[str, ...],
    code: int,
    told: str,
    folders: dict[str, Path],
    lms: Lms,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("planner.commands.reporting.illustrated", lambda material, *_, **__: material)
    got, out, err = lms("report", *(a.format(low=folders["low"]) for a in arguments), "-q")
    assert got == code
    assert out == ""
    assert told in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []
