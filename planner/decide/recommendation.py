"""What a weighing comes to: which alternative, by how much, and what would have to be otherwise.

Facts only; `planner.report.comparison.recommendation` puts them into words. Everything is worked out
with the qualification scores and without them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Literal

from planner.decide.criteria import CRITERIA, QUALIFICATIONS, Subject, Values
from planner.decide.recommend_guideline import GuidelineTurn, guideline_turn
from planner.decide.weights import SAME_ABSOLUTE, SAME_RELATIVE, TIE, Judgement, Ranked, Ranking
from planner.decide.weights_file import Weights
from planner.decide.weights_stability import Change, smallest_change_for
from planner.evaluate import GROUPS, INDICATORS

HALF = 0.5

Several = Literal["equal", "tie", "proof"]
"""Why several come first: no criterion that counts tells them apart; they have the same score; the
plans are not proven exactly enough."""

Doubt = Literal["several", "qualifications", "demand", "weights", "alternatives"]
"""What the recommendation does not survive: it names several; another is first without (or with)
qualifications; at another demand level; for most weightings; with one alternative less."""

Verdict = Literal["better", "worse", "same", "not_counted"]

RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "travel": INDICATORS["travel_hours_total"].rests_on,
    "equity": INDICATORS["minutes_mean"].rests_on,
    "unmet": INDICATORS["participants_unmet"].rests_on,
    "cost": INDICATORS["cost_nok"].rests_on,
    "viable": INDICATORS["viable_share"].rests_on,
    "guideline": INDICATORS["persons_short"].rests_on,
    QUALIFICATIONS: ("membership",),
    "agreements": INDICATORS["agreements_new"].rests_on,
    "vulnerability": INDICATORS["posts_fte"].rests_on,
}
"""Criterion → groups of fields (`planner.evaluate.GROUPS`) that its figure draws on."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The recommended alternative beside the runner-up in one criterion.

    `part` is how much of the lead in score it makes (negative: it is behind). `not_counted`: the figure
    is better or worse, but only because more people are left without an offer, and does not count.
    """

    criterion_id: str
    ours: float
    theirs: float
    verdict: Verdict
    part: float


@dataclass(frozen=True, slots=True)
class LevelFirst:
    """Who comes first at one demand level, those that might for all that is proved included."""

    level_id: str
    participants_per_1000: float
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What one ranking, with or without qualifications, comes to."""

    with_qualifications: bool
    names: tuple[str, ...]
    """Who comes first; several where they cannot be told apart, none where none can be ranked."""
    several: Several | None
    ranked: int
    score: float
    share_first: float
    """Share of all weightings for which one of `names` comes first."""
    runner_up: tuple[str, ...]
    """The next in score, with those that are equal to it; empty where nobody is behind."""
    runner_up_score: float
    runner_up_share_first: float
    differences: tuple[Difference, ...]
    """The first of `names` beside the first of `runner_up`; what makes most of the lead first."""
    weight: Change | None
    """The smallest change of one weight beyond which the runner-up comes first; None: no one does."""
    guideline: GuidelineTurn | None
    """The lower end of the guideline nearest to the one in force with which the runner-up does."""
    guideline_asked: bool
    """Whether that was looked for: the guideline counts, is the same for all, and units are fixed."""
    guideline_most: int
    """The largest lower end that was looked at, in persons."""
    levels: tuple[LevelFirst, ...]
    reversals: Mapping[str, tuple[str, ...]]

    @property
    def levels_for_runner_up(self) -> tuple[LevelFirst, ...]:
        """Demand levels at which the runner-up comes first, alone or with others."""
        return tuple(at for at in self.levels if set(at.first) & set(self.runner_up))

    @property
    def levels_otherwise(self) -> tuple[LevelFirst, ...]:
        """Demand levels at which none of `names` comes first."""
        return tuple(at for at in self.levels if at.first and not set(at.first) & set(self.names))


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The model's assessment of a weighed comparison. A draft: it knows what was counted, no more."""

    names: tuple[str, ...]
    """First with qualifications and without; empty: the two name different ones, or none."""
    doubts: tuple[Doubt, ...]
    """What it does not survive; empty: nothing that was looked at."""
    with_qualifications: Choice
    without_qualifications: Choice
    demand_levels: tuple[str, ...]
    """Demand levels of the alternatives that were ranked."""
    assumed: tuple[str, ...]
    """Groups of fields behind the criteria that count and in which something is assumed."""

    @property
    def choices(self) -> tuple[Choice, Choice]:
        """With qualifications, and without."""
        return self.with_qualifications, self.without_qualifications


@dataclass(frozen=True, slots=True)
class JudgedLevel:
    """The judgement at one demand level of the region."""

    level_id: str
    participants_per_1000: float
    judgement: Judgement


def recommend(
    subjects: Sequence[Subject],
    weights: Weights,
    judgement: Judgement,
    levels: Sequence[JudgedLevel] = (),
    other_basis: Sequence[str] = (),
) -> Recommendation:
    """Read a recommendation off a judgement, which `planner.decide.weights.weigh` made of the subjects.

    Args:
        levels: the judgement of the same alternatives at the region's demand levels.
        other_basis: names of alternatives that rest on other assumptions than most.
    """
    without = {c: w for c, w in weights.of.items() if c != QUALIFICATIONS}
    choices = [
        _choice(subjects, judgement.values, ranking, wanted, levels, other_basis, qualifications)
        for ranking, wanted, qualifications in (
            (judgement.with_qualifications, weights.of, True),
            (judgement.without_qualifications, without, False),
        )
    ]
    first, second = choices
    names = tuple(name for name in first.names if name in second.names)
    ranked = {row.name for choice in _rankings(judgement) for row in choice.rows}
    shown = {*first.names, *second.names, *first.runner_up, *second.runner_up}
    return Recommendation(
        names=names,
        doubts=_doubts(first, second, names),
        with_qualifications=first,
        without_qualifications=second,
        demand_levels=tuple(sorted({s.scenario.demand.level for s in subjects if s.name in ranked})),
        assumed=_assumed([s for s in subjects if s.name in shown], judgement),
    )


def _rankings(judgement: Judgement) -> tuple[Ranking, Ranking]:
    return judgement.with_qualifications, judgement.without_qualifications


def _choice(
    subjects: Sequence[Subject],
    values: Mapping[str, Values],
    ranking: Ranking,
    wanted: Mapping[str, float],
    levels: Sequence[JudgedLevel],
    other_basis: Sequence[str],
    with_qualifications: bool,
) -> Choice:
    names = (*ranking.first, *ranking.not_told_apart)
    rows = {row.name: row for row in ranking.rows}
    behind = [row for row in ranking.rows if row.name not in names]
    runner_up = tuple(row.name for row in behind if row.score >= behind[0].score - TIE)
    turn = asked = most = None
    differences: tuple[Difference, ...] = ()
    weight = None
    if runner_up:
        ours, theirs = rows[names[0]], rows[runner_up[0]]
        differences = _differences(ours, theirs, values, ranking.weights)
        scores = {row.name: row.scores for row in ranking.rows}
        weight = smallest_change_for(scores, ranking.weights, runner_up[0])
        asked = guideline_turn(subjects, values, wanted, other_basis, names, runner_up[0])
        if asked is not None:
            turn, most = asked.turn, asked.most
    return Choice(
        with_qualifications=with_qualifications,
        names=names,
        several=_several(ranking, rows),
        ranked=len(ranking.rows),
        score=rows[names[0]].score if names else 0.0,
        share_first=_share(rows, names),
        runner_up=runner_up,
        runner_up_score=behind[0].score if behind else 0.0,
        runner_up_share_first=_share(rows, runner_up),
        differences=differences,
        weight=weight,
        guideline=turn,
        guideline_asked=asked is not None,
        guideline_most=most or 0,
        levels=tuple(_level_first(level, with_qualifications) for level in levels),
        reversals=ranking.reversals,
    )


def _several(ranking: Ranking, rows: Mapping[str, Ranked]) -> Several | None:
    if len(ranking.first) > 1:
        alike = {tuple(rows[name].scores.values()) for name in ranking.first}
        return "equal" if len(alike) == 1 and not ranking.not_told_apart else "tie"
    return "proof" if ranking.not_told_apart else None


def _share(rows: Mapping[str, Ranked], names: Sequence[str]) -> float:
    """Share of all weightings for which one of these comes first; equals count once."""
    groups = {tuple(rows[name].scores.values()): rows[name].share_first for name in names}
    return min(1.0, sum(groups.values()))


def _differences(
    ours: Ranked, theirs: Ranked, values: Mapping[str, Values], weights: Mapping[str, float]
) -> tuple[Difference, ...]:
    found = []
    for c, share in weights.items():
        mine, other = values[ours.name][c], values[theirs.name][c]
        assert mine is not None  # ranked ones have every figure that counts
        assert other is not None
        gain = ours.scores[c] - theirs.scores[c]
        sign = 1 if CRITERIA[c].better == "higher" else -1
        differ = not isclose(mine, other, rel_tol=10 * SAME_RELATIVE, abs_tol=10 * SAME_ABSOLUTE)
        told = _verdict(gain, sign * (mine - other), differ)
        found.append(Difference(c, mine, other, told, share * gain))
    return tuple(sorted(found, key=lambda d: (-abs(d.part), list(weights).index(d.criterion_id))))


def _verdict(gain: float, by_figure: float, differ: bool) -> Verdict:
    """By the score, which is what counts; `by_figure` is above 0 where the figure is better, and
    `differ` says whether the figures differ by more than the accuracy of the solver."""
    if abs(gain) <= TIE:
        return "not_counted" if differ else "same"
    if gain * by_figure < 0:
        return "not_counted"
    return "better" if gain > 0 else "worse"


def _level_first(level: JudgedLevel, with_qualifications: bool) -> LevelFirst:
    ranking = _rankings(level.judgement)[0 if with_qualifications else 1]
    first = (*ranking.first, *ranking.not_told_apart)
    return LevelFirst(level.level_id, level.participants_per_1000, first)


def _doubts(first: Choice, second: Choice, names: Sequence[str]) -> tuple[Doubt, ...]:
    choices = (first, second)
    found: dict[Doubt, bool] = {
        "several": any(len(choice.names) > 1 for choice in choices),
        "qualifications": set(first.names) != set(second.names),
        "demand": any(choice.levels_otherwise for choice in choices),
        "weights": any(choice.share_first < HALF and choice.names for choice in choices),
        "alternatives": any(choice.reversals for choice in choices),
    }
    return tuple(doubt for doubt, holds in found.items() if holds)


def _assumed(subjects: Sequence[Subject], judgement: Judgement) -> tuple[str, ...]:
    counted = {c for ranking in _rankings(judgement) for c in ranking.weights}
    drawn_on = {group for c in counted for group in RESTS_ON[c]}
    behind = {row.group for s in subjects for row in s.indicators.rests_on if row.rows_assumed > 0}
    return tuple(group.name for group in GROUPS if group.name in drawn_on & behind)
