"""Weighings → their part of the JSON contract."""

from __future__ import annotations

from dataclasses import asdict

from planner.decide import CRITERIA, Judgement, Ranked, Ranking
from planner.report.comparison import Weighing
from planner.report.json import weighing_contract as contract
from planner.report.json.recommendation import recommendation_part


def weighing_part(weighing: Weighing) -> contract.WeighingJson:
    """A weighing as the contract has it."""
    return contract.WeighingJson(
        title=weighing.weights.title,
        criteria=tuple(
            contract.CriterionJson(
                id=c,
                label_nb=CRITERIA[c].label_in("nb"),
                label_en=CRITERIA[c].label,
                unit=CRITERIA[c].unit,
                better=CRITERIA[c].better,
                weight=share,
            )
            for c, share in weighing.weights.of.items()
        ),
        judgement=_judgement(weighing.judgement),
        levels=tuple(
            contract.LevelJudgementJson(
                level=level.level_id,
                participants_per_1000=level.participants_per_1000,
                judgement=_judgement(level.judgement),
            )
            for level in weighing.levels
        ),
        evidence=tuple(contract.EvidenceJson(**asdict(row)) for row in weighing.evidence),
        recommendation=recommendation_part(weighing),
    )


def _judgement(judgement: Judgement) -> contract.JudgementJson:
    return contract.JudgementJson(
        figures=tuple(
            contract.AlternativeValuesJson(
                scenario=name,
                values=tuple(
                    contract.CriterionValueJson(criterion_id=c, value=x) for c, x in values.items()
                ),
            )
            for name, values in judgement.values.items()
        ),
        with_qualifications=_ranking(judgement.with_qualifications),
        without_qualifications=_ranking(judgement.without_qualifications),
    )


def _ranking(ranking: Ranking) -> contract.RankingJson:
    return contract.RankingJson(
        left_out=ranking.left_out,
        first=ranking.first,
        not_told_apart=ranking.not_told_apart,
        rows=tuple(_ranked(row) for row in ranking.rows),
        apart=tuple(
            contract.ApartJson(scenario=name, reason=reason, unknown=ranking.unknown.get(name, ()))
            for name, reason in ranking.apart.items()
        ),
        reversals=tuple(
            contract.ReversalJson(left_out=name, first=first)
            for name, first in ranking.reversals.items()
        ),
        changes=tuple(contract.ChangeJson(**asdict(change)) for change in ranking.changes),
        samples=ranking.samples,
        seed=ranking.seed,
    )


def _ranked(row: Ranked) -> contract.RankedJson:
    return contract.RankedJson(
        scenario=row.name,
        rank=row.rank,
        score=row.score,
        score_max=row.score_max,
        scores=tuple(
            contract.CriterionScoreJson(criterion_id=c, score=x) for c, x in row.scores.items()
        ),
        dominated_by=row.dominated_by,
        equal_to=row.equal_to,
        share_first=row.share_first,
        share_error=row.share_error,
    )
