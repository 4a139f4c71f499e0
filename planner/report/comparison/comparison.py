"""Alternatives side by side: one scope, one set of rows, and the best of each row marked fairly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

from planner.errors import Finding, InputError
from planner.evaluate import INDICATORS, UNMET_TOLERANCE, indicator_values, unmet_share
from planner.evaluate import units_small as small_units
from planner.evaluate import worst_municipality as worst_of
from planner.messages import message
from planner.pipeline import Alternative, WithoutPlan
from planner.plan import Stage
from planner.region import Region
from planner.report.comparison.basis import Basis, basis_of, main_basis
from planner.report.comparison.marks import Candidate, best_of

COVERAGE_ROWS = ("coverage_share", "persons_outside")
"""Rows in which every alternative competes: they tell who is left out."""
WORST = "minutes_mean_worst_municipality"
SMALL = "units_under_two_posts"
EXTRA_ROWS = {WORST: "minutes_mean", SMALL: "posts_fte"}
"""Rows that are no indicators of their own, and the indicator that rests on the same fields."""
PER_HEAD = {
    "travel_hours_per_participant": "travel_hours_total",
    "cost_nok_per_person": "cost_nok",
}
"""Figures that are another one per head: known as exactly as that one is."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of one alternative. `bound` is what the solver proved it cannot be better than."""

    value: float | None
    bound: float | None
    best: bool
    assumed: bool


@dataclass(frozen=True, repr=False)
class Comparison:
    """Alternatives of one region, judged for one scope.

    `rows` maps an indicator to one cell per alternative, in the order of `alternatives`; coverage comes
    first.
    """

    region: Region
    scope_codes: tuple[str, ...]
    persons_in_scope: int
    alternatives: tuple[Alternative, ...]
    without_plan: tuple[WithoutPlan, ...]
    rows: Mapping[str, tuple[Cell, ...]]
    basis: Basis
    """The assumptions that most alternatives share; the others take no mark."""

    def __repr__(self) -> str:
        names = ", ".join(alternative.name for alternative in self.alternatives)
        return (
            f"<comparison of {names} in {self.region.title}, {self.persons_in_scope} persons in scope>"
        )

    def _repr_html_(self) -> str:
        from planner.report.web import comparison_html

        return comparison_html(self)

    @cached_property
    def uncovered(self) -> tuple[str, ...]:
        """Alternatives that cover fewer of the scope than the best does."""
        return _names(self.alternatives, _covered(self.alternatives))

    @cached_property
    def other_basis(self) -> tuple[str, ...]:
        """Alternatives that rest on other assumptions than most."""
        return _names(
            self.alternatives, [basis_of(a.scenario) == self.basis for a in self.alternatives]
        )

    @cached_property
    def less_served(self) -> tuple[str, ...]:
        """Alternatives that leave more people with no offer than the best comparable one does."""
        return _names(self.alternatives, _served(self.alternatives, self.basis))


def compare(
    alternatives: Sequence[Alternative], without_plan: Sequence[WithoutPlan] = ()
) -> Comparison:
    """Set alternatives side by side.

    A mark goes to the best value of a row and to those that cannot be told from it. It never goes to a
    value earned by leaving people out (less coverage of the scope than the best alternative, or more
    participants with no offer), nor to one under other assumptions about the world than most rest on.

    Raises:
        InputError: no alternative, two of one name, or different regions or scopes.
    """
    alternatives = tuple(alternatives)
    _check(alternatives)
    first = alternatives[0]
    basis = main_basis(alternatives)
    return Comparison(
        region=first.region,
        scope_codes=first.indicators.scope_codes,
        persons_in_scope=first.indicators.persons_in_scope,
        alternatives=alternatives,
        without_plan=tuple(without_plan),
        rows=_rows(alternatives, basis),
        basis=basis,
    )


def stage_of(alternative: Alternative, indicator: str) -> Stage | None:
    """The solver's stage behind an indicator, if any."""
    name = INDICATORS[indicator].solver_stage
    return alternative.stages.get(name) if name else None


def bound_of(alternative: Alternative, indicator: str) -> float | None:
    """What the solver proved the figure cannot be better than; None where it proved nothing about it.

    A stage counts everybody the plan serves. Where some of them are outside the scope, its bound is
    that of the figure for the whole plan only.
    """
    stage = stage_of(alternative, indicator)
    whole = alternative.indicators.scope_is_whole or INDICATORS[indicator].basis == "whole plan"
    if stage is None or not whole or not isfinite(stage.bound):
        return None
    return stage.bound


def slack_of(alternative: Alternative, indicator: str) -> float:
    """How much better the figure could be for all that was proved.

    Where the plan also serves people outside the scope, the slack of the whole plan is carried over.
    """
    if indicator in EXTRA_ROWS:
        return 0.0
    if indicator in PER_HEAD:
        whole = getattr(alternative.indicators, PER_HEAD[indicator])
        value = getattr(alternative.indicators, indicator)
        return slack_of(alternative, PER_HEAD[indicator]) * value / whole if whole and value else 0.0
    stage = stage_of(alternative, indicator)
    return stage.gap * abs(stage.value) if stage and stage.value else 0.0


def worst_municipality(alternative: Alternative) -> tuple[str, float] | None:
    """Name and mean one-way minutes of the municipality in scope that has the longest way."""
    return worst_of(alternative.indicators)


def units_small(alternative: Alternative) -> int:
    """Units with fewer than two posts."""
    return small_units(alternative.indicators)


def _rows(alternatives: tuple[Alternative, ...], basis: Basis) -> dict[str, tuple[Cell, ...]]:
    alike = [basis_of(a.scenario) == basis for a in alternatives]
    covered = _covered(alternatives)
    served = _served(alternatives, basis)
    values = [_values(a) for a in alternatives]
    rows = {}
    for name in values[0]:
        doc = INDICATORS.get(name)
        candidates = []
        for n, alternative in enumerate(alternatives):
            eligible = name in COVERAGE_ROWS or (
                alike[n] and covered[n] and (served[n] or name == "participants_unmet")
            )
            candidates.append(Candidate(values[n][name], slack_of(alternative, name), eligible))
        best = best_of(candidates, doc.better if doc else "lower", doc.decimals if doc else 0)
        source = EXTRA_ROWS.get(name, name)
        rows[name] = tuple(
            Cell(
                value=candidate.value,
                bound=None if doc is None else bound_of(alternative, name),
                best=is_best,
                assumed=alternative.rests_on_assumptions(source),
            )
            for alternative, candidate, is_best in zip(alternatives, candidates, best, strict=True)
        )
    return rows


def _values(alternative: Alternative) -> dict[str, float | None]:
    """The plan's indicators and the rows of a comparison alone, by name."""
    values = {}
    for name, value in indicator_values(alternative.indicators).items():
        assert not isinstance(value, str)  # figures of a plan are numbers or absent
        values[name] = value
    worst = worst_municipality(alternative)
    return {**values, WORST: None if worst is None else worst[1], SMALL: units_small(alternative)}


def _covered(alternatives: Sequence[Alternative]) -> list[bool]:
    shares = [a.indicators.coverage_share for a in alternatives]
    return [share >= max(shares) - 1e-9 for share in shares]


def _served(alternatives: Sequence[Alternative], basis: Basis) -> list[bool]:
    """Whether an alternative leaves no more people with no offer than the best comparable one."""
    covered = _covered(alternatives)
    shares = [unmet_share(a.indicators) for a in alternatives]
    comparable = [
        share
        for share, a, inside in zip(shares, alternatives, covered, strict=True)
        if inside and basis_of(a.scenario) == basis
    ]
    least = min(comparable, default=min(shares))
    return [share <= least + UNMET_TOLERANCE for share in shares]


def _names(alternatives: Sequence[Alternative], fine: Sequence[bool]) -> tuple[str, ...]:
    return tuple(a.name for a, good in zip(alternatives, fine, strict=True) if not good)


def _check(alternatives: tuple[Alternative, ...]) -> None:
    if not alternatives:
        raise InputError(message("there is no plan to compare"))
    findings = []
    first = alternatives[0]
    seen: set[str] = set()
    for alternative in alternatives:
        where = alternative.name
        if where in seen:
            findings.append(
                Finding(
                    file=where,
                    field="name",
                    message=message("two alternatives have this name"),
                    fix=message(
                        "Give each scenario a name of its own (--set name=... for one of them)."
                    ),
                )
            )
        seen.add(where)
        if alternative.region.id != first.region.id:
            findings.append(
                Finding(
                    file=where,
                    field="region",
                    message=message("the alternatives are of different regions"),
                    found=alternative.region.id,
                    expected=message("{id}, as in {name}", id=first.region.id, name=first.name),
                    fix=message("Compare the scenarios of one region at a time."),
                )
            )
        elif alternative.indicators.scope_codes != first.indicators.scope_codes:
            scopes = ", ".join(alternative.region.scopes)
            findings.append(
                Finding(
                    file=where,
                    field="scope",
                    message=message("the alternatives are judged for different municipalities"),
                    found=", ".join(alternative.indicators.scope_codes),
                    expected=message(
                        "{names}, as in {name}",
                        names=", ".join(first.indicators.scope_codes),
                        name=first.name,
                    ),
                    fix=message(
                        "Name one scope for all: --scope NAME (this region has {scopes}).",
                        scopes=scopes,
                    ),
                )
            )
    if findings:
        raise InputError(findings)
