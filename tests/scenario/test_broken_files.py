"""Every kind of broken scenario file is told with file, line, column, and how to fix it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import InputError
from planner.scenario import read_scenario
from tests.scenario.files import findings_of, read, the_finding, write

UNKNOWN_KEYS = [
    ("title: x\ntreshold:\n  mode: soft\n", 2, 1, "threshold"),
    ("title: x\nthreshold:\n  person_min: 1\n", 3, 3, "threshold.persons_min"),
    ("title: x\nvenues:\n  mobile: {on: true, seat: 4}\n", 3, 22, "venues.mobile.seats"),
    ("title: x\npersons_min: 3\n", 2, 1, "threshold.persons_min"),
    ("title: x\nunits:\n  new:\n    - id: a\n      name: b\n      seat: c\n", 6, 7, None),
    ("title: x\ndemand:\n  changes:\n    copd: {cycle_year: 2}\n", 4, 12, "cycle_years"),
]


@pytest.mark.parametrize(("text", "line", "column", "near"), UNKNOWN_KEYS)
def test_unknown_key_names_the_nearest(
    tmp_path: Path, text: str, line: int, column: int, near: str | None
) -> None:
    found = [f for f in findings_of(tmp_path, text) if "unknown key" in f.message]
    assert len(found) == 1
    assert (found[0].line, found[0].column) == (line, column)
    assert found[0].file.endswith("mine.yaml")
    assert str(found[0]).startswith(f"{found[0].file}:{line}:{column}")
    if near is not None:
        assert near in (found[0].fix or "")


WRONG_VALUES = [
    ("title: x\nthreshold:\n  persons_min: many\n", 3, 16, "`many`", "a whole number"),
    ("title: x\nthreshold:\n  persons_min: 20.000\n", 3, 16, "`20.000`", "a whole number"),
    ("title: x\nthreshold:\n  persons_min: 20.000\n", 3, 16, "`20.000`", "a whole number"),
    ("title: x\nthreshold:\n  persons_min: 7.5\n", 3, 16, "`7.5`", "a whole number"),
    ("title: x\nthreshold:\n  tolerance_share: 0,a\n", 3, 20, "`0,a`", "a number"),
    ("title: x\nthreshold:\n  tolerance_share: 7\n", 3, 20, "`7`", "at most 1"),
    ("title: x\ncontiguity:\n  on: maybe\n", 3, 7, "`maybe`", "true or false"),
    (
        "title: x\ndemand:\n  all_programmes:\n    cycle_years: true\n",
        4,
        18,
        "`true`",
        "a whole number",
    ),
    ("title: x\nthreshold:\n  mode: sofft\n", 3, 9, "`sofft`", "soft, hard, off"),
    ("title: x\nunits:\n  candidates: u2_lokta\n", 3, 15, "`u2_lokta`", "a list"),
    ("title: x\nunits: []\n", 2, 8, "a list of 0", "keys with values"),
    ("title: x\nunits:\n  members: {u2_lokta: 1931}\n", 3, 23, "`1931`", "a list"),
    ("title: x\nobjectives: [unmet, speed]\n", 2, 21, "`speed`", "unmet, travel"),
    ("title: x\nscope: {a: 1}\n", 2, 8, "keys with values (a)", "text or a list"),
    ("title: x\nscope: [{a: 1}]\n", 2, 9, "keys with values (a)", "text"),
    ("title: x\nsolve:\n  seconds_max: .inf\n", 3, 16, "`inf`", "a number"),
    ("title: x\nsolve:\n  gap: .nan\n", 3, 8, "`nan`", "a number"),
    ("title:\n", 1, 1, "nothing", "text"),
    ("title: x\nname: two words\n", 2, 7, "`two words`", "letters, digits"),
    ("title: x\nschema_version: 2\n", 2, 17, "`2`", "1"),
]


@pytest.mark.parametrize(("text", "line", "column", "found", "expected"), WRONG_VALUES)
def test_wrong_value_says_found_and_expected(
    tmp_path: Path, text: str, line: int, column: int, found: str, expected: str
) -> None:
    finding = the_finding(tmp_path, text)
    assert (finding.line, finding.column) == (line, column)
    assert finding.found == found
    assert expected in (finding.expected or "")


def test_values_as_people_write_them(tmp_path: Path) -> None:
    text = (
        "title: |\n  En tittel\n  på to linjer\n"
        "threshold: {persons_min: 20 000, tolerance_share: '0,01'}\n"
        "contiguity: {on: nei, boats: ja}\n"
        "rules: {access: {unmet_share_max: 5 %}, capacity: {share: 50%}}\n"
    )
    scenario = read(tmp_path, text).scenario
    assert scenario.title.strip() == "En tittel på to linjer"
    assert (scenario.threshold.persons_min, scenario.threshold.tolerance_share) == (20_000, 0.01)
    assert (scenario.contiguity.on, scenario.contiguity.boats) == (False, True)
    assert (scenario.rules.access.unmet_share_max, scenario.rules.capacity.share) == (0.05, 0.5)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("title: x\ncontiguity:\n  on: !!bool 'abc'\n", 3, "its tag (bool)"),
        ('title: "\\ud800"\n', 1, "an escape that is no character"),
        ('title: x\nabout: "\\U00ffffff"\n', 2, "an escape that is no character"),
        ('title: "Vi\\x07ka"\n', 1, "a character that no text may hold"),
        ("title: x\nunits: " + "[" * 5000 + "]" * 5000 + "\n", 2, "nested too deeply"),
        ("title: x\nunits: " + "{a: " * 500 + "1" + "}" * 500 + "\n", 2, "nested too deeply"),
        ("title: x\ndemand:\n  factor: " + "9" * 5000 + "\n", 3, "more digits"),
        ("title: x\nabout: &a [*a]\n", 2, "aliases"),
    ],
)
def test_yaml_without_bounds_is_refused_with_the_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    found = [f for f in caught.value.findings if message in f.message]
    assert found, caught.value.findings
    assert found[0].line == line


def test_mends_for_what_people_write(tmp_path: Path) -> None:
    assert "20000" in str(the_finding(tmp_path, 'title: x\nthreshold: {persons_min: "20.000"}\n').fix)
    assert "20000" in str(the_finding(tmp_path, "title: x\nthreshold: {persons_min: 20.000}\n").fix)
    found = the_finding(tmp_path, "title: x\nthreshold: {persons_min: 2.0}\n")
    assert found.fix == "Write 2: a whole number has no decimals."
    found = the_finding(tmp_path, "title: x\nname: en å é\n")
    assert found.fix == "Leave out “ ”, “é”."
    assert "soft" in str(the_finding(tmp_path, "title: x\nthreshold: {mode: sofft}\n").fix)
    assert "[u2_lokta]" in str(the_finding(tmp_path, "title: x\nunits: {candidates: u2_lokta}\n").fix)


NOT_YAML = [
    ("title: x\nunits:\n\tcandidates: []\n", 3, 1, "a tab"),
    ("title: x\nunits: [a, b\n", 3, 1, "not YAML"),
    ("title: a: b\n", 1, 9, "not YAML"),
    ('title: "x\n', 2, 1, "not YAML"),
    ("title: *nowhere\n", 1, 8, "not YAML"),
    ("title: x\n---\ntitle: y\n", 2, 1, "document"),
    ("title: x\nabout: bell \x07\n", 2, 13, "a character"),
    ("", 1, 1, "empty"),
    ("# only a comment\n", 1, 1, "empty"),
    ("- a\n- b\n", 1, 1, "does not hold keys"),
    ("just text\n", 1, 1, "does not hold keys"),
    ("title: !!python/object:os.system x\n", 1, 8, "tag"),
    ("title: x\nunits: &a\n  new: [*a]\n", 2, 8, "aliases"),
    ("title: x\nmode: " + "9" * 5000 + "\n", 2, 7, "more digits"),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), NOT_YAML)
def test_what_is_not_a_scenario_at_all(
    tmp_path: Path, text: str, line: int, column: int, message: str
) -> None:
    finding = next(f for f in findings_of(tmp_path, text) if message in f.message)
    assert (finding.line, finding.column) == (line, column)
    assert finding.file.endswith("mine.yaml")


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    assert "nested" in the_finding(tmp_path, "title: " + "[" * 600).message


def test_growth_by_aliases_is_refused(tmp_path: Path) -> None:
    lines = ["title: x", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    found = findings_of(tmp_path, "\n".join(lines) + "\n")
    assert any("grow" in finding.message for finding in found)


def test_duplicate_keys_are_told_with_both_lines(tmp_path: Path) -> None:
    finding = the_finding(tmp_path, "title: x\nunits:\n  candidates: []\n  candidates: [a]\n")
    assert (finding.line, finding.column) == (4, 3)
    assert "twice" in finding.message
    assert "line 3" in (finding.found or "")


ENCODINGS = [
    ("title: LØKTA\n".encode("latin-1"), "Windows-1252", 1, 9),
    ("title: x\nabout: Målselv\n".encode("cp1252"), "Windows-1252", 2, 9),
    ("title: LØKTA\n".encode("utf-16"), "UTF-16", None, None),
]


@pytest.mark.parametrize(("raw", "guess", "line", "column"), ENCODINGS)
def test_wrong_encoding(
    tmp_path: Path, raw: bytes, guess: str, line: int | None, column: int | None
) -> None:
    finding = the_finding(tmp_path, raw)
    assert guess in (finding.found or "")
    assert (finding.line, finding.column) == (line, column)
    assert "UTF-8" in (finding.fix or "")


def test_utf8_with_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "title: LØKTA\n".encode("utf-8-sig")).scenario.title == "LØKTA"


def test_every_problem_at_once(tmp_path: Path) -> None:
    text = """
        titel: x
        threshold:
          persons_min: many
          mode: sofft
        venues:
          strategy: one_base
          in_use: v_dms
        demand:
          factor: 0
        solve: {gap: 2}
        region: midt-troms-2012
    """
    found = findings_of(tmp_path, text)
    lines = [finding.line for finding in found]
    assert {1, 3, 4, 7, 9, 10, 11} <= set(lines)
    assert lines == sorted(lines, key=lambda line: line or 0)
    assert any("`title` is missing" in finding.message for finding in found)


CONTRADICTIONS = [
    ("title: x\nthreshold: {persons_min: 5, persons_max: 4}\n", 2, "persons_max (4)"),
    ("title: x\nvenues:\n  strategy: one_base\n", 2, "one_base needs 1"),
    ("title: x\nvenues:\n  strategy: two_bases\n  bases: [a]\n", 4, "two_bases needs 2"),
    ("title: x\nvenues:\n  strategy: listed\n", 2, "listed"),
    ("title: x\nobjectives: [travel, travel]\n", 2, "twice"),
    ("title: x\nobjectives: []\n", 2, "empty"),
]


@pytest.mark.parametrize(("text", "line", "message"), CONTRADICTIONS)
def test_values_that_exclude_each_other(tmp_path: Path, text: str, line: int, message: str) -> None:
    finding = the_finding(tmp_path, text)
    assert message in finding.message
    assert finding.line == line
    assert finding.file.endswith("mine.yaml")


def test_region_by_an_unknown_name(tmp_path: Path) -> None:
    finding = the_finding(tmp_path, "title: x\nregion: midt-troms-2012\n")
    assert (finding.line, finding.column) == (2, 9)
    assert "midt-troms-20" in (finding.fix or "")


def test_region_and_matrix_by_paths_that_do_not_exist(tmp_path: Path) -> None:
    found = findings_of(tmp_path, "title: x\nregion: ./no/where\ntravel: {matrix: none.csv}\n")
    assert [(f.field, f.line) for f in found] == [("region", 2), ("travel.matrix", 3)]
    assert all("no such file" in finding.message for finding in found)


NAMES = [
    ("alt-2-lotka", "alt-2-lokta"),
    ("midt-troms-2024/alt-2-lotka", "midt-troms-2024/alt-2-lokta"),
    ("nothing-like-it", "scenario list"),
    ("", "scenario list"),
    ("alt-2-lokta.yaml", "alt-2-lokta"),
    ("../../etc/passwd-not", "scenario list"),
]


@pytest.mark.parametrize(("name", "hint"), NAMES)
def test_unknown_names_get_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        read_scenario(name)
    assert hint in str(caught.value)


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    write(tmp_path, "title: x\n", "winter-high.yaml")
    with pytest.raises(InputError) as caught:
        read_scenario(tmp_path / "winter-hihg.yaml")
    assert "winter-high.yaml" in str(caught.value)


def test_a_folder_is_no_scenario(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(InputError) as caught:
        read_scenario(tmp_path / "folder.yaml")
    assert "folder" in caught.value.findings[0].message
