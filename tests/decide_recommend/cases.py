"""Alternatives made up from figures, and judgements of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from planner.decide.criteria import Subject
from planner.decide.recommendation import JudgedLevel, Recommendation, recommend
from planner.decide.weights import weigh
from planner.decide.weights_file import Weights
from tests.decide_criteria.cases import made_up

LOW = 20_000


def subject(
    name: str,
    *,
    units: Sequence[tuple[int, int]] = (),
    low: int = LOW,
    assignment: str = "fixed",
    assumed: Sequence[str] = (),
    qualified: float | None = None,
    **figures: Any,
) -> Subject:
    """`units` are inhabitants in all and in scope; `assumed` groups of fields are assumed."""
    found = made_up(name, **figures)
    rows = [
        SimpleNamespace(
            unit_id=f"u{n}",
            persons=persons,
            coordinator_fte=1.0,
            member_codes=(f"m{n}",),
        )
        for n, (persons, _) in enumerate(units)
    ]
    scenario = SimpleNamespace(
        threshold=SimpleNamespace(persons_min=low, persons_max=2 * low),
        units=SimpleNamespace(assignment=assignment),
        demand=SimpleNamespace(level="low"),
    )
    values = {
        **vars(cast("Any", found.indicators)),
        "units": tuple(rows),
        "scope_codes": tuple(f"m{n}" for n in range(len(rows))),
        "persons_in_scope": sum(inside for _, inside in units) or 1000,
        "rests_on": tuple(SimpleNamespace(group=group, rows_assumed=1, rows=1) for group in assumed),
    }
    inside = {f"m{n}": persons for n, (_, persons) in enumerate(units)}
    scores = () if qualified is None else [_scored(row.unit_id, qualified) for row in rows]
    region = SimpleNamespace(
        qualifications=scores,
        criteria={} if qualified is None else {"q": "Noe"},
        persons_of=lambda codes: sum(inside[code] for code in codes),
    )
    return replace(
        found,
        region=cast("Any", region),
        scenario=cast("Any", scenario),
        indicators=cast("Any", SimpleNamespace(**values)),
    )


def _scored(unit_id: str, score: float) -> Any:
    return SimpleNamespace(unit_id=unit_id, criterion_id="q", score_0_4=score)


def recommended(
    subjects: Sequence[Subject],
    weights: Mapping[str, float],
    levels: Mapping[str, Sequence[Subject]] | None = None,
) -> Recommendation:
    """What a judgement of subjects comes to; `levels` are the same alternatives at other demand."""
    stated = Weights("", dict(weights), 2000)
    judged = [
        JudgedLevel(level_id, float(n), weigh(at, stated))
        for n, (level_id, at) in enumerate((levels or {}).items())
    ]
    return recommend(subjects, stated, weigh(subjects, stated), judged)
