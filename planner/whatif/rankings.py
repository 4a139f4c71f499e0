"""Columns that a study with weights has: at every point, the place of an alternative among the others.

    first            who comes first at the point, joined by `;` where they tie
    rank, score      place, and weighted sum 0..1, as in `compare --weights`
    lead             score less that of the best other alternative: above 0, it comes first alone
    apart            why an alternative with a plan is not ranked
    criterion.ID     figure of each criterion that counts somewhere in the study

Alternatives are ranked against those that differ from them in nothing but the scenario, once all of
these are finished. Figures come from the plans, so that other weights need no solving.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from planner.decide import CRITERIA, TIE, Scored, Values, scored
from planner.whatif.store import Weighting
from planner.whatif.work import CRITERIA_FIGURES

FIRST, RANK, SCORE, LEAD, APART = "first", "rank", "score", "lead", "apart"
RANKED = (FIRST, RANK, SCORE, LEAD, APART)
TEXTS = (FIRST, APART)
"""Those of them that are no numbers."""
CRITERION = "criterion."

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Judged:
    name: str
    slack: Mapping[str, float]
    coverage_share: float
    unmet_share: float


def ranking_columns(rows: Sequence[Row], weightings: Mapping[int, Weighting]) -> dict[str, list[Any]]:
    """Column → a value for each row of the store; nothing where the study has no weights."""
    if not weightings:
        return {}
    combinations: dict[int, list[int]] = {}
    for n, row in enumerate(rows):
        if row["point"] in weightings:
            combinations.setdefault(weightings[row["point"]].combination, []).append(n)
    columns: dict[str, list[Any]] = {name: [None] * len(rows) for name in RANKED}
    known: dict[Any, Scored[_Judged]] = {}
    for places in combinations.values():
        if any(rows[n]["status"] is None for n in places):
            continue  # with another one among them the order may be another
        weights = weightings[rows[places[0]]["point"]].weights
        everybody, places = places, [n for n in places if CRITERIA_FIGURES in rows[n]["row"]]
        bases = [weightings[rows[n]["point"]].basis for n in places]
        key = (tuple((rows[n]["scenario"], rows[n]["hash"]) for n in places), tuple(weights))
        if key not in known:
            known[key] = _scored([rows[n] for n in places], bases, tuple(weights))
        for n, told in zip(places, _told(places, rows, known[key], weights), strict=True):
            for name, value in told.items():
                columns[name][n] = value
        first = next((columns[FIRST][n] for n in places), None)
        for n in everybody:
            columns[FIRST][n] = first
    counted = {c for weighting in weightings.values() for c in weighting.weights}
    for c in (c for c in CRITERIA if c in counted):
        figures = [row["row"].get(CRITERIA_FIGURES) for row in rows]
        columns[CRITERION + c] = [told and told["values"][c] for told in figures]
    return columns


def _scored(rows: Sequence[Row], bases: Sequence[str], counted: Sequence[str]) -> Scored[_Judged]:
    judged, values = [], {}
    for row in rows:
        told = row["row"][CRITERIA_FIGURES]
        name = row["scenario"]
        judged.append(_Judged(name, told["slack"], told["coverage_share"], told["unmet_share"]))
        values[name] = _values(told["values"])
    # as in a comparison: what most rest on, among equals what the first does
    counts = Counter(bases)
    main = max(counts, key=lambda basis: (counts[basis], -bases.index(basis)), default="")
    others = [row["scenario"] for row, basis in zip(rows, bases, strict=True) if basis != main]
    return scored(judged, values, dict.fromkeys(counted, 1.0), others)


def _values(figures: Mapping[str, float | None]) -> Values:
    return {c: figures.get(c) for c in CRITERIA}


def _told(
    places: Sequence[int], rows: Sequence[Row], found: Scored[_Judged], weights: Mapping[str, float]
) -> list[dict[str, Any]]:
    if not found.shares:  # nothing that counts is known of any of them
        return [{APART: found.apart.get(rows[n]["scenario"], "unknown")} for n in places]
    whole = fsum(weights[c] for c in found.shares)
    total = {
        name: fsum(weights[c] * score for c, score in scores.items()) / whole
        for name, scores in found.scores.items()
    }
    best = max(total.values(), default=0.0)
    first = ";".join(name for name in total if total[name] >= best - TIE)
    told: list[dict[str, Any]] = []
    for n in places:
        name = rows[n]["scenario"]
        if name not in total:
            told.append({FIRST: first or None, APART: found.apart.get(name)})
            continue
        others = [score for other, score in total.items() if other != name]
        told.append(
            {
                FIRST: first,
                RANK: 1 + sum(score > total[name] + TIE for score in others),
                SCORE: total[name],
                LEAD: total[name] - max(others) if others else None,
            }
        )
    return told
