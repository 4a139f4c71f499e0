"""Weighing alternatives: a weighted sum of normalised criteria, and what the ranking rests on.

Normalised: for every criterion the best of the ranked alternatives scores 1, the worst 0, the others
by where they lie between (min–max). Figures that the proof or rounding cannot tell apart count as the
same; a criterion in which all are the same tells nobody apart, and scores 1 for all. Scores say how
alternatives stand among those that are ranked: with another one among them the order of the others may
change, and `Ranking.reversals` tells where leaving one out changes who comes first.

Coverage: an alternative that covers fewer of the inhabitants in scope than the best one does is not
ranked. One that leaves more participants with no offer is, but a figure that leaving people out can
make better counts for it as no better than the worst of those that leave out the fewest.

See D. von Winterfeldt and W. Edwards (1986), "Decision Analysis and Behavioral Research", chapter 8,
for the additive model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Generic, Literal, TypeVar

from planner.decide.criteria import CRITERIA, QUALIFICATIONS, Judged, Subject, Values, values_of
from planner.decide.weights_file import Weights
from planner.decide.weights_stability import Change, Shares, shares_first, smallest_changes
from planner.evaluate import UNMET_TOLERANCE

SAME_RELATIVE, SAME_ABSOLUTE = 1e-5, 1e-4
"""Figures that differ by no more than this share of the larger one, or by no more than this in their
own unit, are the same: the solver's accuracy."""
TIE = 1e-9
"""Scores that differ by less are a tie."""

J = TypeVar("J", bound=Judged)

Reason = Literal["coverage", "basis", "unknown"]
"""Why an alternative is not ranked: it leaves inhabitants out, rests on other assumptions, or a figure
of it is not known."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One alternative's place. Ties share a rank; the next rank counts them (1, 1, 3)."""

    name: str
    rank: int
    score: float
    """0..1, the weighted sum."""
    score_max: float
    """What the score could be for all that the solver proved of the figures."""
    scores: Mapping[str, float]
    """Criterion id → normalised figure, 0..1."""
    dominated_by: tuple[str, ...]
    """Alternatives that are as good in every criterion that counts, and better in one."""
    equal_to: tuple[str, ...]
    """Alternatives that no criterion that counts tells apart from this one."""
    share_first: float
    """Share of all weightings (0..1) for which it comes first, alone or beside those equal to it."""
    share_error: float
    """Standard error of the share; 0 where it is exact."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Alternatives in order, best first, for one set of criteria."""

    weights: Mapping[str, float]
    """Criterion id → share of all weights, for those that count here (sum 1)."""
    left_out: tuple[str, ...]
    """Criteria that count in the file but are known for no alternative."""
    rows: tuple[Ranked, ...]
    apart: Mapping[str, Reason]
    """Alternatives that are not ranked, with the reason."""
    unknown: Mapping[str, tuple[str, ...]]
    """Of those, which of their figures are not known."""
    reversals: Mapping[str, tuple[str, ...]]
    """Alternatives whose leaving out changes who comes first among the others, and who does then."""
    changes: tuple[Change, ...]
    """For every criterion and both ways, the weight at which another comes first; smallest first."""
    samples: int
    """How many weightings were drawn; 0 where the shares are exact."""
    seed: int

    @property
    def first(self) -> tuple[str, ...]:
        """Those that come first: several where they tie."""
        return tuple(row.name for row in self.rows if row.rank == 1)

    @property
    def not_told_apart(self) -> tuple[str, ...]:
        """Alternatives behind the first that might come first for all that the solver proved."""
        if not self.rows:
            return ()
        best = self.rows[0].score
        return tuple(row.name for row in self.rows if row.rank > 1 and row.score_max >= best - TIE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The figures of all alternatives under one demand, and the ranking with and without
    qualifications."""

    values: Mapping[str, Values]
    """Alternative → criterion → figure."""
    with_qualifications: Ranking
    without_qualifications: Ranking


def weigh(subjects: Sequence[Subject], weights: Weights, other_basis: Sequence[str] = ()) -> Judgement:
    """Rank alternatives that are judged for the same people.

    Args:
        weights: which criteria count, and how much.
        other_basis: names of alternatives that rest on other assumptions about the world than most;
            they are told, and not ranked.

    The ranking without qualifications leaves that criterion out and keeps the others' proportions.
    """
    values = {subject.name: values_of(subject) for subject in subjects}
    without = {name: w for name, w in weights.of.items() if name != QUALIFICATIONS}
    return Judgement(
        values=values,
        with_qualifications=_rank(subjects, values, weights.of, weights, other_basis),
        without_qualifications=_rank(subjects, values, without, weights, other_basis),
    )


@dataclass(frozen=True, slots=True)
class Scored(Generic[J]):
    """Alternatives that can be ranked, with their normalised figures; and why the others cannot."""

    standing: tuple[J, ...]
    shares: Mapping[str, float]
    """Criterion id → share of all weights, for those that count (sum 1)."""
    figures: Mapping[str, Mapping[str, float]]
    """Alternative → criterion → figure, turned so that less is better."""
    scores: Mapping[str, Mapping[str, float]]
    """Alternative → criterion → normalised figure, 0..1."""
    scores_max: Mapping[str, Mapping[str, float]]
    """What they could be for all that the solver proved."""
    apart: Mapping[str, Reason]
    unknown: Mapping[str, tuple[str, ...]]

    @property
    def total(self) -> Mapping[str, float]:
        """The weighted sum of every alternative, 0..1."""
        return _sums(self.scores, self.shares)


def scored(
    subjects: Sequence[J],
    values: Mapping[str, Values],
    wanted: Mapping[str, float],
    other_basis: Sequence[str] = (),
) -> Scored[J]:
    """Normalise figures. `wanted` maps criteria to weights on any scale."""
    apart: dict[str, Reason] = {s.name: "basis" for s in subjects if s.name in other_basis}
    covered = max((s.coverage_share for s in subjects if s.name not in apart), default=0.0)
    for s in subjects:
        if s.name not in apart and s.coverage_share < covered - TIE:
            apart[s.name] = "coverage"
    standing = [s for s in subjects if s.name not in apart]
    counted = [c for c in wanted if any(values[s.name][c] is not None for s in standing)]
    unknown = {
        s.name: missing
        for s in standing
        if (missing := tuple(c for c in counted if values[s.name][c] is None))
    }
    apart.update(dict.fromkeys(unknown, "unknown"))
    standing = [s for s in standing if s.name not in unknown]
    total = fsum(wanted[c] for c in counted)
    figures = {s.name: _figures(values[s.name], counted) for s in standing}
    _without_gain(standing, figures)
    scores, scores_max = _normalised(standing, figures, counted)
    shares = {c: wanted[c] / total for c in counted}
    return Scored(tuple(standing), shares, figures, scores, scores_max, apart, unknown)


def _rank(
    subjects: Sequence[Subject],
    values: Mapping[str, Values],
    wanted: Mapping[str, float],
    weights: Weights,
    other_basis: Sequence[str],
) -> Ranking:
    found = scored(subjects, values, wanted, other_basis)
    rows, shares_found, changes = _rows(found.scores, found.scores_max, found.shares, weights)
    return Ranking(
        weights=found.shares,
        left_out=tuple(c for c in wanted if c not in found.shares),
        rows=rows,
        apart={s.name: found.apart[s.name] for s in subjects if s.name in found.apart},
        unknown=found.unknown,
        reversals=_reversals(found.standing, found.figures, found.shares, rows),
        changes=changes,
        samples=shares_found.samples,
        seed=weights.seed,
    )


def _reversals(
    standing: Sequence[Judged],
    figures: Mapping[str, Mapping[str, float]],
    shares: Mapping[str, float],
    rows: Sequence[Ranked],
) -> dict[str, tuple[str, ...]]:
    """Leaving out one that does not come first: does another come first among the others?"""
    found: dict[str, tuple[str, ...]] = {}
    first = {row.name for row in rows if row.rank == 1}
    for left_out in (row.name for row in rows if row.rank > 1):
        others = [s for s in standing if s.name != left_out]
        scores, _ = _normalised(others, figures, tuple(shares))
        total = _sums(scores, shares)
        best = max(total.values())
        now = tuple(name for name, score in total.items() if score >= best - TIE)
        if not first & set(now):
            found[left_out] = now
    return found


def _figures(values: Values, counted: Sequence[str]) -> dict[str, float]:
    """Figures turned so that less is better in every criterion."""
    found = {}
    for name in counted:
        value = values[name]
        assert value is not None  # those with an unknown figure stand apart
        found[name] = value if CRITERIA[name].better == "lower" else -value
    return found


def _without_gain(subjects: Sequence[Judged], figures: dict[str, dict[str, float]]) -> None:
    """No gain from leaving people without an offer (the module says how)."""
    if not subjects:
        return
    least = min(s.unmet_share for s in subjects)
    serving = [s for s in subjects if s.unmet_share <= least + UNMET_TOLERANCE]
    for name, criterion in CRITERIA.items():
        if criterion.eased_by_leaving_out and name in figures[subjects[0].name]:
            worst = max(figures[s.name][name] for s in serving)
            for s in subjects:
                if s not in serving:
                    figures[s.name][name] = max(worst, figures[s.name][name])


def _normalised(
    subjects: Sequence[Judged], figures: Mapping[str, Mapping[str, float]], counted: Sequence[str]
) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Scores 0..1 by alternative and criterion, and what they could be for all that was proved."""
    scores: dict[str, dict[str, float]] = {s.name: {} for s in subjects}
    highest: dict[str, dict[str, float]] = {s.name: {} for s in subjects}
    for name in counted:
        told = _levelled({s.name: figures[s.name][name] for s in subjects})
        best, worst = min(told.values(), default=0.0), max(told.values(), default=0.0)
        span = worst - best
        for s in subjects:
            score = (worst - told[s.name]) / span if span > 0 else 1.0
            scores[s.name][name] = score
            gain = s.slack.get(name, 0.0) / span if span > 0 else 0.0
            highest[s.name][name] = score + gain
    return scores, highest


def _levelled(values: Mapping[str, float]) -> dict[str, float]:
    """Values that the accuracy cannot tell apart made the same: that of the smallest of them.

    >>> _levelled({"a": 711.0001, "b": 711.0, "c": 700.0})
    {'c': 700.0, 'b': 711.0, 'a': 711.0}
    """
    found: dict[str, float] = {}
    level = before = 0.0
    for n, (name, value) in enumerate(sorted(values.items(), key=lambda row: (row[1], row[0]))):
        accuracy = max(SAME_ABSOLUTE, SAME_RELATIVE * max(abs(value), abs(before)))
        if n == 0 or value - before > accuracy:
            level = value
        found[name], before = level, value
    return found


def _rows(
    scores: Mapping[str, Mapping[str, float]],
    highest: Mapping[str, Mapping[str, float]],
    shares: Mapping[str, float],
    weights: Weights,
) -> tuple[tuple[Ranked, ...], Shares, tuple[Change, ...]]:
    total, most = _sums(scores, shares), _sums(highest, shares)
    found = shares_first(scores, tuple(shares), weights.samples, weights.seed)
    rows = []
    names = list(scores)
    for name in sorted(names, key=lambda n: (-total[n], names.index(n))):
        rows.append(
            Ranked(
                name=name,
                rank=1 + sum(total[n] > total[name] + TIE for n in names),
                score=total[name],
                score_max=most[name],
                scores=scores[name],
                dominated_by=tuple(n for n in names if _dominates(scores[n], scores[name])),
                equal_to=tuple(n for n in names if n != name and scores[n] == scores[name]),
                share_first=found.share[name],
                share_error=found.error[name],
            )
        )
    return tuple(rows), found, smallest_changes(scores, shares)


def _sums(scores: Mapping[str, Mapping[str, float]], shares: Mapping[str, float]) -> dict[str, float]:
    """The weighted sum of every alternative."""
    return {name: fsum(shares[c] * x for c, x in row.items()) for name, row in scores.items()}


def _dominates(scores: Mapping[str, float], others: Mapping[str, float]) -> bool:
    """As good in every criterion, and better in one."""
    return all(scores[c] >= others[c] for c in scores) and any(scores[c] > others[c] for c in scores)
