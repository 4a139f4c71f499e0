"""Criteria that alternatives are weighed by: one figure each, from region, scenario and indicators.

The figures of an alternative are known as exactly as its plan is proven; `slack` carries that over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import fsum
from typing import Literal, Protocol

from planner.evaluate import (
    INDICATORS,
    POSTS_MIN,
    Indicators,
    UnitIndicators,
    unmet_share,
    worst_municipality,
)
from planner.plan import Plan
from planner.region import Region
from planner.scenario import Scenario
from planner.texts import Lang, Phrases, translated

Better = Literal["lower", "higher"]
Values = Mapping[str, float | None]
"""Criterion id → figure; None where it is not known."""

QUALIFICATIONS = "qualifications"
"""The criterion that rests on a reading of a report, not on a measurement."""


SLACK_OF: Mapping[str, str] = {
    "travel": "travel_hours_total",
    "unmet": "participants_unmet",
    "cost": "cost_nok",
}
"""Criteria whose figure the solver proved something about, and the indicator that it is."""


class Judged(Protocol):
    """What a ranking needs to know of an alternative beside its figures."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def slack(self) -> Mapping[str, float]:
        """Criterion id → by how much its figure could be better for all that was proved."""
        ...

    @property
    def coverage_share(self) -> float:
        """Share of the inhabitants in scope who belong to a unit."""
        ...

    @property
    def unmet_share(self) -> float:
        """Share of the participants in scope with no offer."""
        ...


@dataclass(frozen=True, slots=True)
class Subject:
    """An alternative as the criteria see it. `region` is its effective region.

    `slack` says by how much a figure could be better for all that the solver proved (criterion id →
    in the criterion's unit; no entry: the figure is exact).
    """

    name: str
    region: Region
    scenario: Scenario
    indicators: Indicators
    slack: Mapping[str, float] = field(default_factory=dict)

    @property
    def coverage_share(self) -> float:
        """Share of the inhabitants in scope who belong to a unit."""
        return self.indicators.coverage_share

    @property
    def unmet_share(self) -> float:
        """Share of the participants in scope with no offer."""
        return unmet_share(self.indicators)


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is judged, and which way is better.

    `eased_by_leaving_out` says that the figure gets better where people are left without an offer.
    """

    id: str
    label: str
    unit: str
    better: Better
    decimals: int
    formula: str
    eased_by_leaving_out: bool
    measure: Callable[[Subject], float | None]

    def label_in(self, lang: Lang) -> str:
        """What it is called."""
        return translated(lang, "criteria", "label", self.label)


def values_of(subject: Subject) -> Values:
    """Every criterion's figure for an alternative, in the order of `CRITERIA`."""
    return {criterion.id: criterion.measure(subject) for criterion in CRITERIA.values()}


def slack_of_plan(plan: Plan) -> dict[str, float]:
    """By how much the figures of a plan could be better for all that the solver proved of it."""
    stages = {stage.name: stage for stage in plan.stages}
    found = {}
    for criterion_id, indicator in SLACK_OF.items():
        stage = stages.get(INDICATORS[indicator].solver_stage or "")
        found[criterion_id] = stage.gap * abs(stage.value) if stage and stage.value else 0.0
    return found


def _travel(subject: Subject) -> float | None:
    return subject.indicators.travel_hours_total


def _equity(subject: Subject) -> float | None:
    worst = worst_municipality(subject.indicators)
    return None if worst is None else worst[1]


def _unmet(subject: Subject) -> float | None:
    return subject.indicators.participants_unmet


def _cost(subject: Subject) -> float | None:
    return subject.indicators.cost_nok


def _viable(subject: Subject) -> float | None:
    return subject.indicators.viable_share


def _guideline(subject: Subject) -> float | None:
    return guideline_shortfall(subject, subject.scenario.threshold.persons_min)


def guideline_shortfall(subject: Subject, least: int) -> float | None:
    """Shortfall of the own unit as a share of a lower end, over the inhabitants in scope."""
    if least == 0:
        return 0.0
    everybody = subject.indicators.persons_in_scope
    if everybody == 0:
        return None
    short = [persons * max(0, least - unit.persons) / least for unit, persons in _inhabitants(subject)]
    return (fsum(short) + subject.indicators.persons_outside) / everybody


def _agreements(subject: Subject) -> float | None:
    return float(subject.indicators.agreements_new)


def _qualifications(subject: Subject) -> float | None:
    """Mean score of the own unit over the region's qualifications; None where one has no score."""
    scores: dict[str, list[int]] = {}
    for row in subject.region.qualifications:
        scores.setdefault(row.unit_id, []).append(row.score_0_4)
    wanted = len(subject.region.criteria)
    return _mean(
        subject,
        lambda unit: (
            sum(scores[unit.unit_id]) / wanted
            if wanted and len(scores.get(unit.unit_id, ())) == wanted
            else None
        ),
    )


def _vulnerability(subject: Subject) -> float | None:
    return _mean(subject, lambda unit: max(0.0, POSTS_MIN - unit.coordinator_fte))


def _mean(subject: Subject, of: Callable[[UnitIndicators], float | None]) -> float | None:
    """Mean over the inhabitants in scope that belong to a unit; None where one figure is missing."""
    rows = [(persons, of(unit)) for unit, persons in _inhabitants(subject) if persons > 0]
    known = [(persons, value) for persons, value in rows if value is not None]
    if not rows or len(known) < len(rows):
        return None
    return fsum(persons * value for persons, value in known) / sum(persons for persons, _ in known)


def _inhabitants(subject: Subject) -> list[tuple[UnitIndicators, int]]:
    """Each unit with its inhabitants in scope."""
    scope = set(subject.indicators.scope_codes)
    return [
        (unit, subject.region.persons_of([code for code in unit.member_codes if code in scope]))
        for unit in subject.indicators.units
    ]


CRITERIA: Mapping[str, Criterion] = {
    criterion.id: criterion
    for criterion in (
        Criterion(
            "travel",
            "Travel hours a year",
            "hours/year",
            "lower",
            0,
            "`travel_hours_total`: participants, staff and the way to the specialist",
            True,
            _travel,
        ),
        Criterion(
            "equity",
            "Minutes one way, worst municipality",
            "minutes",
            "lower",
            0,
            "mean one-way minutes of the municipality in scope with the longest",
            True,
            _equity,
        ),
        Criterion(
            "unmet",
            "Participants with no offer",
            "participants/year",
            "lower",
            1,
            "`participants_unmet`",
            False,
            _unmet,
        ),
        Criterion(
            "cost",
            "Cost a year",
            "NOK/year",
            "lower",
            0,
            "`cost_nok`, all payers together; not known where a price is missing",
            True,
            _cost,
        ),
        Criterion(
            "viable",
            "Participants whose unit can fill a course (share)",
            "share, 0–1",
            "higher",
            2,
            "`viable_share`: participants whose own unit can fill a course of their programme",
            False,
            _viable,
        ),
        Criterion(
            "guideline",
            "Shortfall against the population guideline (share)",
            "share, 0–1",
            "lower",
            2,
            "what the own unit lacks of the lower end, as a share of it: the mean over the inhabitants "
            "in scope; 1 for those outside every unit, 0 where the guideline is reached",
            False,
            _guideline,
        ),
        Criterion(
            QUALIFICATIONS,
            "Qualifications (0–4, the makers' reading)",
            "score, 0–4",
            "higher",
            1,
            "mean score of the own unit over the region's qualifications, over the inhabitants in "
            "scope that belong to a unit; not known where a unit has no score",
            False,
            _qualifications,
        ),
        Criterion(
            "agreements",
            "Agreements to be made",
            "number",
            "lower",
            0,
            "`agreements_new`",
            False,
            _agreements,
        ),
        Criterion(
            "vulnerability",
            "Posts short of two in the unit",
            "full-time posts",
            "lower",
            1,
            "posts that the own unit has less than two: the mean over the inhabitants in scope that "
            "belong to a unit",
            False,
            _vulnerability,
        ),
    )
}
"""Every criterion by id, in the order of tables."""

LABELS = Phrases("criteria.label", tuple(criterion.label for criterion in CRITERIA.values()))
"""What they are called, for the catalogues of translations."""
