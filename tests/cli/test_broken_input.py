"""Broken regions, scenarios and options: exit code 2, the place, the finding and the fix.

No traceback, and nothing written.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from planner.data import geodata_dir
from tests.cli.running import Here

Break = Callable[[Path], None]


@dataclass(frozen=True)
class Broken:
    """What is broken, the command that meets it, and what its message must tell."""

    name: str
    arguments: tuple[str, ...]
    place: str
    finding: str
    fix: str
    prepare: Break


def nothing(_folder: Path) -> None:
    """The options alone are broken."""


def region(file: str, old: str, new: str, count: int = 1) -> Break:
    """A copy of Midt-Troms in ./region with one text replaced."""

    def prepare(folder: Path) -> None:
        shutil.copytree(geodata_dir() / "midt-troms-2011", folder / "region")
        path = folder / "region" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, count), encoding="utf-8")

    return prepare


def encoded(folder: Path) -> None:
    """A table saved by a program that does not write UTF-8."""
    region("municipalities.csv", "Lenvik", "Lenvik")(folder)
    path = folder / "region" / "municipalities.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp865"))


def without_table(folder: Path) -> None:
    region("municipalities.csv", "Lenvik", "Lenvik")(folder)
    (folder / "region" / "places.csv").unlink()


def scenario(text: str) -> Break:
    """A scenario file ./mine.yaml."""

    def prepare(folder: Path) -> None:
        (folder / "mine.yaml").write_text(text, encoding="utf-8")

    return prepare


def plan(text: str) -> Break:
    def prepare(folder: Path) -> None:
        (folder / "plan.json").write_text(text, encoding="utf-8")

    return prepare


def occupied(folder: Path) -> None:
    """A folder of the user's own where results are to go."""
    (folder / "out").mkdir()
    (folder / "out" / "thesis.docx").write_text("years of work", encoding="utf-8")


def taken_by_a_file(folder: Path) -> None:
    (folder / "notes").write_text("mine", encoding="utf-8")


SOLVE = ("solve", "mine.yaml", "--out", "out")
CHECK = ("region", "check", "region")
LOKTA = "name: mine\ntitle: Min\nextends: alt-2-lokta\n"
NOWHERE = """{
  "schema_version": 1, "scenario": "alt-2-lokta", "region": "midt-troms-2011",
  "units": [{"unit_id": "u2_lokta", "seat_place_id": "finnsnes", "member_codes": ["1931"]}],
  "courses": [{"programme_id": "diabetes", "venue_id": "v_nowhere", "unit_id": "u2_lokta",
               "courses": 1, "cycle_years": 1}],
  "attendance": []
}"""

CASES = (
    # regions
    Broken("unknown place in a venue", CHECK, "venues.csv:2 [place_id]", "finsnes", "finnsnes",
           region("venues.csv", ",finnsnes,", ",finsnes,")),
    Broken("population that does not add up", CHECK, "municipalities.csv", "11244", "11243",
           region("municipalities.csv", "11243", "11244")),
    Broken("thousands separator", CHECK, "places.csv:2 [persons]", "4.365", "4365",
           region("places.csv", ",4365,", ",4.365,")),
    Broken("a date for a figure", CHECK, "links.csv:2 [km]", "30.05.2026", "30.5",
           region("links.csv", ",5.0,6.7,", ",30.05.2026,6.7,")),
    Broken("road shorter than the straight line", CHECK, "links.csv:2 [km]", "0.5", "straight",
           region("links.csv", ",5.0,6.7,", ",0.5,6.7,")),
    Broken("place far outside its municipality", CHECK, "places.csv:2", "outside", "lon",
           region("places.csv", "17.9812,69.2296", "10.7522,59.9139")),
    Broken("missing column", CHECK, "municipalities.csv", "persons", "column",
           region("municipalities.csv", "persons", "inhabitants")),
    Broken("duplicate id", CHECK, "venues.csv:3 [id]", "v_dms_finnsnes", "id",
           region("venues.csv", "v_dms_setermoen", "v_dms_finnsnes")),
    Broken("wrong encoding", CHECK, "municipalities.csv", "UTF-8", "UTF-8", encoded),
    Broken("missing table", CHECK, "places", "missing", "places.csv", without_table),
    Broken("no such region", ("region", "show", "midt-troms-2010"), "midt-troms-2010", "no such region",
           "Did you mean midt-troms-2011", nothing),
    # scenarios
    Broken("unknown key", SOLVE, "mine.yaml:5:3", "candidats", "candidates",
           scenario(LOKTA + "units:\n  candidats: [u2_lokta]\n")),
    Broken("unknown unit", SOLVE, "mine.yaml:5", "u2_lokkta", "u2_lokta",
           scenario(LOKTA + "units:\n  candidates: [u2_lokkta]\n")),
    Broken("value out of range", SOLVE, "mine.yaml:5:11", "-3", "more than 0",
           scenario(LOKTA + "demand:\n  factor: -3\n")),
    Broken("guideline upside down", SOLVE, "mine.yaml:4", "smaller than persons_min", "persons_max",
           scenario(LOKTA + "threshold:\n  persons_min: 30000\n  persons_max: 20000\n")),
    Broken("key given twice", SOLVE, "mine.yaml:6", "twice", "line 4",
           scenario(LOKTA + "demand:\n  level: low\ndemand:\n  level: high\n")),
    Broken("not YAML", SOLVE, "mine.yaml:5", "not YAML", "brackets",
           scenario(LOKTA + "units: [u2_lokta\n")),
    Broken("circle of extends", SOLVE, "mine.yaml", "circle", "extends",
           scenario("name: mine\ntitle: Min\nextends: mine.yaml\n")),
    Broken("extends what is not there", SOLVE, "mine.yaml:3", "alt-2-loka", "alt-2-lokta",
           scenario("name: mine\ntitle: Min\nextends: alt-2-loka\n")),
    Broken("unknown demand level", SOLVE, "mine.yaml:5", "hihg", "high",
           scenario(LOKTA + "demand:\n  level: hihg\n")),
    Broken("unknown link closed", SOLVE, "mine.yaml:5", "finnsnes--silsad", "finnsnes--silsand",
           scenario(LOKTA + "travel:\n  closed: [finnsnes--silsad]\n")),
    # options
    Broken("override of a key that is not there",
           ("solve", "pilot", "--set", "demand.levl=high", "--out", "out"),
           "demand.levl", "unknown key", "Did you mean `demand.level`", nothing),
    Broken("override without a value", ("solve", "pilot", "--set", "demand.level", "--out", "out"),
           "demand.level", "equals sign", "demand.level=high", nothing),
    Broken("unknown scenario", ("compare", "alt-2-loka", "pilot", "--out", "out"), "alt-2-loka",
           "no scenario of this name", "alt-2-lokta", nothing),
    Broken("unknown scope", ("compare", "pilot", "--scope", "nine", "--out", "out"), "scope", "nine",
           "eight", nothing),
    Broken("one scenario twice", ("compare", "pilot", "pilot", "--out", "out"), "pilot", "same name",
           "Leave one out", nothing),
    Broken("two regions", ("compare", "pilot", "midt-troms-2024/solo", "--out", "out"), "solo",
           "midt-troms-2024", "one region", nothing),
    Broken("nothing to compare", ("compare", "--out", "out"),
           "Usage:", "at least one scenario", "--all", nothing),
    Broken("unknown option", ("compare", "pilot", "--fromat", "json"), "Usage:", "--fromat", "--format",
           nothing),
    Broken("limit below zero", ("solve", "pilot", "--time-limit", "-1"), "--time-limit", "-1", "x>0",
           nothing),
    Broken("unknown format", ("compare", "pilot", "--format", "pdf"),
           "--format", "pdf", "xlsx", nothing),
    Broken("results over the user's own files", ("solve", "pilot", "--out", "out"),
           "out", "not a folder of results", "Name a new", occupied),
    Broken("results below a file", ("solve", "pilot", "--out", "notes/lokta"), "notes/lokta",
           "cannot be written", "another folder", taken_by_a_file),
    Broken("results where nothing can be written", ("compare", "pilot", "--out", "/proc/lokta"),
           "/proc/lokta", "cannot be written", "another folder", nothing),
    Broken("template where nothing can be written", ("region", "template", "--xlsx", "/proc/my.xlsx"),
           "/proc/my.xlsx", "cannot be written", "another", nothing),
    # plans
    Broken("plan that is not JSON", ("evaluate", "alt-2-lokta", "--plan", "plan.json", "--out", "out"),
           "plan.json:1", "JSON", "plan.json", plan('{"scenario": ')),
    Broken("plan of a venue that is not there", ("evaluate", "alt-2-lokta", "--plan", "plan.json"),
           "plan.json", "v_nowhere", "--anyway", plan(NOWHERE)),
    Broken("nothing at the path", ("check", "nowhere.yaml"),
           "nowhere.yaml", "no such file", "Check the path", nothing),
)  # fmt: skip


def files_in(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, hidden files too."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("broken", CASES, ids=lambda case: case.name)
def test_broken_input_is_named_and_leaves_nothing(lms: Here, broken: Broken) -> None:
    broken.prepare(lms.folder)
    before, folders = files_in(lms.folder), sorted(p for p in lms.folder.rglob("*") if p.is_dir())

    language = () if broken.arguments[:2] == ("region", "show") else ("--lang", "en")
    ran = lms(*broken.arguments, *language)

    told = ran.out + ran.err
    assert ran.code == 2, told
    assert "Traceback" not in told
    assert "Internal error" not in told
    for part in (broken.place, broken.finding, broken.fix):
        assert part in told, f"{part!r} is not told:\n{told}"
    assert files_in(lms.folder) == before
    assert sorted(p for p in lms.folder.rglob("*") if p.is_dir()) == folders


def test_all_problems_of_all_scenarios_are_told_at_once(lms: Here) -> None:
    (lms.folder / "a.yaml").write_text(
        LOKTA + "demand:\n  level: hihg\n  mix: natinal\n", encoding="utf-8"
    )
    (lms.folder / "b.yaml").write_text(LOKTA + "venus:\n  strategy: free\n", encoding="utf-8")

    ran = lms("compare", "a.yaml", "b.yaml", "no-such", "--lang", "en")

    assert ran.code == 2
    for part in ("hihg", "natinal", "venus", "no-such", "4 problems"):
        assert part in ran.err


def test_findings_are_told_in_bokmål_unless_english_is_asked_for(lms: Here) -> None:
    region("places.csv", ",4365,", ",4.365,")(lms.folder)
    ran = lms(*CHECK)
    assert ran.code == 2
    assert (
        "places.csv:2 [persons]: verdien kan ikke leses; der står '4.365'; der skal stå et helt tall, "
        "minst 0. Skriv 4365, uten tusenskille."
    ) in ran.out


def test_what_needs_no_guess_is_mended_in_a_copy(lms: Here) -> None:
    region("places.csv", "17.9812,69.2296", "69.2296,17.9812")(lms.folder)
    before = files_in(lms.folder)
    ran = lms(*CHECK, "--fix")
    assert ran.code == 0, ran.out + ran.err
    assert "places.csv:2 [lon]: '17.9812' i stedet for '69.2296'" in ran.out
    assert {k: v for k, v in files_in(lms.folder).items() if "mended" not in k} == before
    assert lms(*CHECK, "--fix").code == 2, "the copy is there already"


def test_twenty_at_least() -> None:
    assert len(CASES) >= 20
    assert len({case.name for case in CASES}) == len(CASES)
