"""Sentences of a recommendation."""

from __future__ import annotations

from planner.texts import Texts

RECOMMENDATION_WORDS = Texts(
    "recommendation",
    {
        "title": "The model's assessment (draft)",
        "label": (
            "This is the model's assessment and a draft. It is made of the figures alone; gains in "
            "health, quality, law and what the municipalities want are not in them."
        ),
        "clear": (
            "With {weights} and {demand}, {names} comes out best of {ranked} alternatives, with "
            "qualifications and without."
        ),
        "changes_with": "The answer does not hold under all that was tried: it changes with {what}.",
        "doubt_demand": "how many take part",
        "doubt_weights": "the weights (most possible weightings give another answer)",
        "doubt_alternatives": "which alternatives are compared",
        "alone": "Only {names} can be ranked, so there is nothing for the model to choose between.",
        "none": "No alternative can be ranked, and the model recommends none.",
        "several_both": (
            "With {weights} and {demand}, {names} cannot be told apart, with qualifications or "
            "without: {why}. The model does not choose between them."
        ),
        "several_one": "{which}, {names} cannot be told apart: {why}.",
        "one_of": "{which}, {names} comes out best.",
        "none_of": "{which}, no alternative can be ranked.",
        "in_both": (
            "With {weights} and {demand}, {names} comes out best or shares the first place, with "
            "qualifications and without; but the two rankings do not agree on who shares it."
        ),
        "differ": (
            "With {weights} and {demand}, the model points to no single alternative: the answer "
            "depends on whether qualifications count, and they are the makers' reading of a report, "
            "not measured."
        ),
        "equal": "they are equal in every criterion that counts",
        "tie": "they have the same score",
        "proof": "the plans are not proven exactly enough for that",
        "weights_equal": "equal weights on all criteria",
        "weights_title": "the weights “{title}”",
        "weights_given": "the weights given",
        "demand": "{level} demand ({per_1000} participants per 1000 inhabitants and year)",
        "demands": "demand {level}",
        "with": "With qualifications",
        "without": "Without qualifications",
        "both": "With qualifications and without",
        "lead": (
            "{which}: {first} scores {score} of 1 and {second}, the nearest, {second_score}. {first} "
            "comes first in {share} of all possible weightings, {second} in {second_share}."
        ),
        "better": "{first} is better than {second} in {what}.",
        "worse": "{first} is worse than {second} in {what}.",
        "worse_nowhere": "{first} is no worse than {second} in any criterion that counts.",
        "same": "They are alike in {what}.",
        "not_counted": (
            "The difference in {what} does not count, because it comes of leaving more people without "
            "an offer."
        ),
        "figure": "{criterion} ({ours} against {theirs}{unit})",
        "weight": (
            "{which}: {second} comes first if the weight on {criterion} changes from {now} to {more} "
            "{then}, the other weights keeping their proportions."
        ),
        "more": "more than",
        "less": "less than",
        "weight_none": (
            "{which}: no change of one weight alone puts {second} first; only {share} of all possible "
            "weightings do."
        ),
        "weight_never": "{which}: no weights put {second} first.",
        "level_for": "{which}: {second} comes first at {levels} demand.",
        "level_none": (
            "{which}: {second} comes first at no demand level that was worked out ({levels})."
        ),
        "guideline": (
            "{which}: {second} comes first if the lower end of the population guideline were {then} "
            "inhabitants instead of {now}, with the same units."
        ),
        "guideline_none": (
            "{which}: no lower end of the population guideline up to {most} inhabitants puts {second} "
            "first, with the same units."
        ),
        "holds_levels": (
            "{names} comes first at every demand level ({levels}), with qualifications and without."
        ),
        "otherwise_at": "{which}: at {level} demand {first} comes first.",
        "few_weightings": (
            "{which}: most possible weightings ({share}) put another alternative first; how much each "
            "criterion counts decides."
        ),
        "reversal": "{which}: without {left_out} in the comparison {first} comes first.",
        "qualifications": (
            "The two rankings do not give the same answer. The qualification scores are the makers' "
            "reading of a report that has a preference of its own; they are not measured."
        ),
        "assumed": "The figures rest on assumptions about {groups}.",
        "counted": "The criteria that count are {criteria}.",
        "not_ranked": "Not ranked, and so not assessed: {names}.",
        "compared": "Scores hold among these alternatives only; with others the answer may be another.",
        "heading_choice": "Recommendation",
        "heading_lead": "By how much, and on what",
        "heading_otherwise": "What it would take for another answer",
        "heading_rests": "What the assessment rests on",
    },
)

CRITERIA_IN_SENTENCES = Texts(
    "recommendation.criterion",
    {
        "travel": "total travel time",
        "equity": "travel time in the municipality that has it farthest",
        "unmet": "participants without an offer",
        "cost": "cost",
        "viable": "share of participants whose unit can fill a course",
        "guideline": "shortfall against the population guideline",
        "qualifications": "qualifications (the makers' reading)",
        "agreements": "agreements to be made",
        "vulnerability": "posts short of two in the unit",
    },
)
"""Criterion → what it is called inside a sentence."""

UNITS_IN_SENTENCES = Texts(
    "recommendation.unit",
    {
        "travel": "hours a year",
        "equity": "minutes one way",
        "unmet": "a year",
        "cost": "NOK a year",
        "qualifications": "of 4",
    },
)
"""Criterion → unit behind its figures; shares are written in per cent, counts by themselves."""
