"""Phasing on Midt-Troms: bounds that are added up against plans that are solved, and the command."""

from __future__ import annotations

import json
from itertools import product

import pytest

from planner.errors import InputError
from planner.phasing import Phasing, measures_of, phase_in
from planner.phasing.states import States, by_kind
from planner.phasing.values import Added, Solved, aims_of
from planner.pipeline import read_task, solve_task
from planner.region import read_region
from planner.report.terminal import phasing_sentences
from tests.cli.running import Here

SCENARIO = "alt-4c-both-dms"
FEW = ('demand.programmes=["diabetes","stomach_bowel"]',)
REGION = "midt-troms-2011"


@pytest.fixture(scope="module")
def found() -> Phasing:
    task = read_task(SCENARIO, FEW)
    return phase_in(task, read_region(REGION), years=(1, 2, 3), workers=1)


@pytest.fixture(scope="module")
def solved() -> Solved:
    """Every sound state of the same, solved by itself."""
    end = solve_task(read_task(SCENARIO, FEW))
    states = States(end, None, read_region(REGION), by_kind(measures_of(end)))
    solved = Solved(states, aims_of(end.plan), 1)
    solved.solve(range(1 << len(states.measures)))
    return solved


def test_no_order_of_solved_plans_is_better(found: Phasing, solved: Solved) -> None:
    """Every way to give each measure a period, each state's own plan, and what needs what."""
    measures = solved.states.measures
    assert measures == found.measures
    units = {m.id: n for n, m in enumerate(measures) if m.kind == "unit"}
    most = -(-len(measures) // 3)
    best = None
    for opens_in in product(range(4), repeat=len(measures)):
        total = [0.0, 0.0]
        for p, years in enumerate((1, 2, 3)):
            standing = {n for n, at in enumerate(opens_in) if at <= p}
            if sum(at == p for at in opens_in) > most or any(
                (measures[n].kind == "venue" and units[measures[n].unit_id] not in standing)
                or (measures[n].kind == "programme" and not standing & set(units.values()))
                for n in standing
            ):
                break
            value = solved.value(sum(1 << n for n in standing))
            assert value is not None
            total = [t + years * v / 1000 for t, v in zip(total, value, strict=True)]
        else:
            best = min(best, total) if best is not None else total
    assert best == pytest.approx(list(found.value), abs=0.02)
    assert found.gap == 0


def test_added_bounds_are_what_plans_come_to(solved: Solved) -> None:
    added = Added(solved, solved.states.measures)
    for state in range(1 << len(solved.states.measures)):
        bound, value = added.value(state), solved.value(state)
        assert bound is not None
        assert value is not None
        assert all(b <= v + 10 for b, v in zip(bound, value, strict=True))
        assert bound == pytest.approx(value, abs=10)
        assert added.nok(state) == pytest.approx(solved.nok(state), abs=1)


def test_periods_grow_and_end_with_the_scenarios_plan(found: Phasing) -> None:
    before: set[str] = set()
    for period in found.best:
        standing = {m.key for m in period.standing}
        assert standing - before == {m.key for m in period.opened}
        assert before <= standing
        used = set(period.alternative.plan.venues_in_use)
        assert used <= {m.id for m in period.standing if m.kind == "venue"}
        held = {c.programme_id for c in period.alternative.plan.courses}
        assert held <= {m.id for m in period.standing if m.kind == "programme"}
        before = standing
    assert found.complete
    last, end = found.best[-1].alternative.plan, found.end.plan
    assert {(c.programme_id, c.venue_id, c.unit_id) for c in last.courses} == {
        (c.programme_id, c.venue_id, c.unit_id) for c in end.courses
    }
    assert last.units == end.units


def test_the_greedy_order_loses_and_it_is_told(found: Phasing) -> None:
    assert found.lost[0] == 0
    assert found.lost[1] > 100
    told = phasing_sentences(found, "nb")
    assert any("taper" in text and "flere reisetimer" in text for text in told)
    assert all("deltakere uten tilbud over" not in text for text in told)


def test_nothing_is_built_down_before_the_other_stands() -> None:
    """From Senjalegen with four to both DMS: nobody stands outside while units change."""
    start, task = read_task("alt-3-senjalegen", FEW), read_task(SCENARIO, FEW)
    found = phase_in(
        task, read_region(REGION), start=start, years=(1, 1), kinds=("unit", "venue"), workers=1
    )
    had = set(solve_task(start).plan.member_of())
    for period in found.best:
        assert had <= set(period.alternative.plan.member_of())
    assert set(found.best[-1].alternative.plan.member_of()) == set(found.end.plan.member_of())


def test_what_has_to_come_first_does() -> None:
    task = read_task(SCENARIO, FEW)
    found = phase_in(
        task,
        read_region(REGION),
        years=(1, 1, 1),
        opened_max=(9, 9, 9),
        first=[("u4b_dms_setermoen", "u4a_dms_finnsnes")],
        kinds=("unit", "venue"),
        workers=1,
    )
    at = {m.id: p.number for p in found.best for m in p.opened}
    assert at["u4b_dms_setermoen"] < at["u4a_dms_finnsnes"]
    with pytest.raises(InputError, match="no such measure"):
        phase_in(task, read_region(REGION), years=(1,), first=[("nobody", "u4a_dms_finnsnes")])


def test_the_command_tells_and_writes_it(lms: Here) -> None:
    ran = lms(*("phase", SCENARIO, "--set", FEW[0], "--years", "2", "--workers", "1", "--out", "faser"))
    assert ran.code == 0, ran.err
    told = json.loads((lms.folder / "faser" / "phasing.json").read_text())
    assert told["complete"]
    assert told["gap"] == 0
    assert [p["number"] for p in told["best"]] == [1, 2, 3]
    text = (lms.folder / "faser" / "phasing.txt").read_text()
    assert "Hva kommer først" in text
    assert "bevist" in text
    assert "DMS Midt-Troms" in text
    for name in ("maps.png", "phasing.png", "phasing.csv", "period-3/plan.json"):
        assert (lms.folder / "faser" / name).is_file()


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--years", "1,2"), 2, "2 verdier, og det er 3 perioder"),
        (("--first", "x"), 2, "komma mellom"),
        (("--measures", "houses"), 2, "ingen av"),
        (("--nok-max", "-1"), 2, "ingen liste med tall"),
    ],
)
def test_refusals(lms: Here, options: tuple[str, ...], code: int, words: str) -> None:
    found = lms("phase", SCENARIO, *options, "--lang", "nb")
    assert found.code == code
    assert words in " ".join(found.err.split())


def test_nothing_to_open_and_no_money_for_it_are_told(lms: Here) -> None:
    few = ("--set", FEW[0], "--workers", "1", "--lang", "nb")
    found = lms("phase", "alt-3-senjalegen", "--from", "alt-3-senjalegen", *few)
    assert found.code == 2
    assert "ingenting åpner" in " ".join(found.err.split())
    start = ("--from", "alt-3-senjalegen", "--measures", "unit,venue")
    found = lms("phase", SCENARIO, *start, "--nok-max", "1000", *few)
    assert found.code == 3
    assert "innenfor pengene" in " ".join((found.err + found.out).split())
