"""The evidence behind the qualification scores, in words: what the report was read to say of a unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.decide.criteria import Subject


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is said of one qualification, of one unit or of several for which the same is said."""

    unit_ids: tuple[str, ...]
    criterion_id: str
    label_nb: str
    score_0_4: int
    evidence: str
    section: str
    """Section of the report."""


def evidence_for(subjects: Iterable[Subject]) -> tuple[Evidence, ...]:
    """Everything that the scores of some alternatives' units rest on, by unit and qualification.

    Units follow each other as the alternatives do; qualifications as the region lists them. Each
    judgement stands once, with all the units that it is made of.
    """
    order: list[str] = []
    region = None
    for subject in subjects:
        region = region or subject.region
        order += [u.unit_id for u in subject.indicators.units if u.unit_id not in order]
    if region is None:
        return ()
    ranks = {criterion_id: n for n, criterion_id in enumerate(region.criteria)}
    told: dict[tuple[str, int, str, str], list[str]] = {}
    rows = [row for row in region.qualifications if row.unit_id in order]
    for row in sorted(rows, key=lambda r: (order.index(r.unit_id), ranks.get(r.criterion_id, 0))):
        key = (row.criterion_id, row.score_0_4, row.evidence, row.section)
        told.setdefault(key, []).append(row.unit_id)
    return tuple(
        Evidence(tuple(units), criterion_id, region.criteria[criterion_id], score, words, section)
        for (criterion_id, score, words, section), units in told.items()
    )
