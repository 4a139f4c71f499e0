"""Comparisons weighed by criteria: at the demand asked for, and at every level of the region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.decide import (
    Evidence,
    Judgement,
    Ranking,
    Subject,
    Weights,
    evidence_for,
    slack_of_plan,
    weigh,
)
from planner.pipeline import Alternative
from planner.report.comparison.comparison import Comparison


@dataclass(frozen=True, slots=True)
class AtLevel:
    """The judgement of all alternatives at one demand level; `names` are those that have a plan."""

    level_id: str
    label_nb: str
    participants_per_1000: float
    names: tuple[str, ...]
    judgement: Judgement

    def ranking(self, with_qualifications: bool) -> Ranking:
        """One of the two rankings."""
        judgement = self.judgement
        return (
            judgement.with_qualifications if with_qualifications else judgement.without_qualifications
        )


@dataclass(frozen=True, slots=True)
class Weighing:
    """A comparison weighed. `judgement` is at the demand that the comparison was made for."""

    weights: Weights
    comparison: Comparison
    judgement: Judgement
    levels: tuple[AtLevel, ...]
    """Every demand level of the region, lowest first."""
    evidence: tuple[Evidence, ...]
    """What the qualification scores of the ranked alternatives rest on."""

    @property
    def rankings(self) -> tuple[Ranking, Ranking]:
        """With qualifications, and without."""
        return self.judgement.with_qualifications, self.judgement.without_qualifications


def weigh_comparison(
    comparison: Comparison, weights: Weights, at_levels: Mapping[str, Comparison]
) -> Weighing:
    """Weigh a comparison, and the same alternatives at the region's demand levels.

    `at_levels` maps the ids of demand levels to the comparisons made with them.
    """
    levels = sorted(
        (comparison.region.demand_levels[level_id] for level_id in at_levels),
        key=lambda level: (level.participants_per_1000, level.id),
    )
    judgement = judge(comparison, weights)
    ranked = {
        row.name
        for ranking in (judgement.with_qualifications, judgement.without_qualifications)
        for row in ranking.rows
    }
    subjects = [subject_of(a) for a in comparison.alternatives if a.name in ranked]
    return Weighing(
        weights=weights,
        comparison=comparison,
        judgement=judgement,
        levels=tuple(
            AtLevel(
                level.id,
                level.name_nb,
                level.participants_per_1000,
                tuple(a.name for a in at_levels[level.id].alternatives),
                judge(at_levels[level.id], weights),
            )
            for level in levels
        ),
        evidence=evidence_for(subjects),
    )


def judge(comparison: Comparison, weights: Weights) -> Judgement:
    """The rankings of one comparison."""
    subjects = [subject_of(alternative) for alternative in comparison.alternatives]
    return weigh(subjects, weights, comparison.other_basis)


def subject_of(alternative: Alternative) -> Subject:
    """An alternative as the criteria see it."""
    return Subject(
        name=alternative.name,
        region=alternative.region,
        scenario=alternative.scenario,
        indicators=alternative.indicators,
        slack=slack_of_plan(alternative.plan),
    )
