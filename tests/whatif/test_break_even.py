"""Break-even values: every change there is to find, at the value where it is."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.region import read_region
from planner.whatif.crossings import break_even
from tests.cli.running import Here

ONE = ["demand.programmes=[diabetes]"]
REGION = "midt-troms-2011"


def test_a_verdict_changes_at_the_very_inhabitant_and_that_is_all() -> None:
    persons = read_region(REGION).persons_of(
        ("1922", "1924", "1925", "1926", "1927", "1928", "1929", "1931")
    )
    found = break_even(["alt-2-lokta"], "threshold.persons_min", 10_000, 40_000, overrides=ONE, scan=3)
    within, about = found.crossings
    assert (within.before.at, within.after.at) == (persons, persons + 1)
    assert within.before.state == "u2_lokta=within"
    assert about.before.state == "u2_lokta=about"
    assert about.after.state == "u2_lokta=below"
    # Less than 5 % short of L is about at: P > 0.95 L.
    assert persons > 0.95 * about.before.at
    assert persons <= 0.95 * about.after.at
    assert found.complete
    assert all(crossing.proven for crossing in found.crossings)


def test_several_units_change_each_by_itself() -> None:
    found = break_even(
        ["alt-4c-both-dms"], "threshold.persons_min", 13_600, 14_500, overrides=ONE, scan=2
    )
    assert [c.before.at for c in found.crossings] == [13_681, 14_401]


def test_what_a_fine_scan_sees_is_found_and_whether_it_is_all_is_not_claimed() -> None:
    found = break_even(
        ["alt-2-lokta"], "demand.factor", 0.5, 2.5, watch="venues", overrides=ONE, scan=5, close=0.05
    )
    fine = break_even(
        ["alt-2-lokta"], "demand.factor", 0.5, 2.5, watch="venues", overrides=ONE, scan=9, close=1
    )
    assert found.crossings
    assert not found.complete
    states = {look.at: look.state for look in (*found.looks, *fine.looks)}
    for crossing in found.crossings:
        assert 0 < crossing.after.at - crossing.before.at <= 0.05 * 2.0
        assert crossing.before.state != crossing.after.state
        assert states[crossing.before.at] == crossing.before.state
    # Every change between neighbours of the coarse scan that the fine one sees is among those found.
    coarse = [0.5 + 0.5 * n for n in range(5)]
    for a, b in pairwise(coarse):
        if states[a] != states[b]:
            assert any(a <= c.before.at < b for c in found.crossings)


def test_the_best_alternative_is_the_one_with_fewest_hours_among_those_that_cover_all() -> None:
    names = ["alt-2-lokta", "alt-3-senjalegen", "alt-4c-both-dms"]
    found = break_even(
        names, "demand.factor", 0.9, 4.0, overrides=ONE, scope="eight", scan=3, close=0.2
    )
    for look in found.looks:
        figures = {name: look.figures[name] for name in names if look.figures[name] is not None}
        assert "alt-3-senjalegen" not in look.state  # it covers half of the people
        covering = {name: hours for name, hours in figures.items() if name != "alt-3-senjalegen"}
        best = min(covering.values())
        assert set(look.state.split(", ")) == {n for n, h in covering.items() if h <= best * (1 + 1e-5)}


def test_the_guideline_moves_no_plan_of_fixed_units() -> None:
    found = break_even(
        ["alt-2-lokta"], "threshold.persons_min", 1, 40_000, watch="venues", overrides=ONE, scan=3
    )
    assert found.crossings == ()
    assert found.complete


@pytest.mark.parametrize(
    ("scenarios", "path", "between", "said"),
    [
        (["alt-2-lokta"], "threshold.person_min", (1, 2), "threshold.persons_min"),
        (["alt-2-lokta"], "travel.season", (1, 2), "is no number"),
        (["alt-2-lokta"], "demand.factor", (2, 1), "more than the first"),
        (["alt-2-lokta", "alt-2-lokta"], "demand.factor", (1, 2), "each once"),
        (["alt-2-lokta"], "demand.factor", (-2, -1), "more than 0"),
        (["alt-9"], "demand.factor", (1, 2), "alt-9"),
    ],
)
def test_what_cannot_be_is_told(
    scenarios: list[str], path: str, between: tuple[float, float], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        break_even(scenarios, path, *between, overrides=ONE, scan=2)


def test_at_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = Here(tmp_path, capsys)
    asked = ["alt-2-lokta", "--vary", "threshold.persons_min", "--between", "29000", "30000"]
    asked += ["--set", ONE[0], "--scan", "2"]
    done = here("breakeven", *asked)
    assert done.code == 0, done.err
    text = done.out.replace("\u00a0", " ")
    assert "29 000 – 29 678  LØKTA: innenfor" in text
    assert "29 679 – 30 000  LØKTA: omtrent på" in text
    assert "Dette er alle" in text
    data = json.loads(here("breakeven", *asked, "--format", "json").out)
    assert [c["after"]["at"] for c in data["crossings"]] == [29_679]
    assert data["complete"] is True
    assert here("breakeven", "alt-2-lokta", "--vary", "demand.factor").code == 2
