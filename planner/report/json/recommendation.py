"""A recommendation → its part of the JSON contract, in figures and in words."""

from __future__ import annotations

from dataclasses import asdict

from planner.decide import Choice, Recommendation
from planner.report.comparison import (
    Weighing,
    recommendation_label,
    recommendation_of,
    recommendation_sections,
    recommendation_title,
)
from planner.report.json import weighing_contract as contract
from planner.report.words import Lang


def recommendation_part(weighing: Weighing) -> contract.RecommendationJson:
    """The recommendation of a weighing as the contract has it."""
    found = recommendation_of(weighing)
    return contract.RecommendationJson(
        names=found.names,
        doubts=found.doubts,
        choices=(_choice(found.with_qualifications), _choice(found.without_qualifications)),
        demand_levels=found.demand_levels,
        assumed=found.assumed,
        nb=_words(weighing, found, "nb"),
        en=_words(weighing, found, "en"),
    )


def _choice(choice: Choice) -> contract.ChoiceJson:
    turn, change = choice.guideline, choice.weight
    return contract.ChoiceJson(
        with_qualifications=choice.with_qualifications,
        names=choice.names,
        several=choice.several,
        ranked=choice.ranked,
        score=choice.score,
        share_first=choice.share_first,
        runner_up=choice.runner_up,
        runner_up_score=choice.runner_up_score,
        runner_up_share_first=choice.runner_up_share_first,
        differences=tuple(contract.DifferenceJson(**asdict(row)) for row in choice.differences),
        weight=None if change is None else contract.ChangeJson(**asdict(change)),
        guideline_from=None if turn is None else turn.persons_from,
        guideline_to=None if turn is None else turn.persons_to,
        guideline_asked=choice.guideline_asked,
        guideline_most=choice.guideline_most,
        first_at_levels=tuple(contract.LevelFirstJson(**asdict(row)) for row in choice.levels),
        reversals=tuple(
            contract.ReversalJson(left_out=name, first=first)
            for name, first in choice.reversals.items()
        ),
    )


def _words(weighing: Weighing, found: Recommendation, lang: Lang) -> contract.InWordsJson:
    return contract.InWordsJson(
        title=recommendation_title(lang),
        label=recommendation_label(lang),
        sections=tuple(
            contract.SectionJson(key=part.key, heading=part.heading, sentences=part.sentences)
            for part in recommendation_sections(weighing, found, lang)
        ),
    )
