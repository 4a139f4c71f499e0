"""Sentences and labels of a weighing."""

from __future__ import annotations

from planner.report.words.tables import tell
from planner.texts import Lang, Texts


def told(lang: Lang, key: str, /, **values: str | int) -> str:
    """A text by key, with values set in: whole numbers in the language's style, texts as they are."""
    return tell(WEIGHING_WORDS, lang, key, **values)


WEIGHING_WORDS = Texts(
    "weighing",
    {
        "title": "Criteria weighed",
        "demand": "demand {levels}",
        "equal": "equal weights",
        "named": "{title}: {weights}",
        "table": "Ranking ({level}), with and without qualifications",
        "rank": "no.",
        "alternative": "alternative",
        "score": "score",
        "share": "first in",
        "without_rank": "no. without",
        "without_score": "score without",
        "without_share": "first without",
        "share_note": (
            "“First in”: the share of all possible weightings for which the alternative comes "
            "first, alone or with others that are equal in every criterion. {how}"
        ),
        "drawn": (
            "Estimated by {samples} draws (seed {seed}); the standard error is at most {error} "
            "percentage points."
        ),
        "exact": "Computed exactly.",
        "scores": (
            "Score per criterion, 0–100 (columns are the alternatives' numbers with qualifications)"
        ),
        "figures": "The figures behind",
        "thousands": "1000 NOK",
        "criterion": "criterion",
        "weight": "weight",
        "levels": (
            "Share of all weightings for which the alternative comes first, at low to high demand "
            "(● first with the weights given)"
        ),
        "level": "{level} ({per_1000})",
        "level_without": "{level}, without",
        "per_1000": (
            "The figure in parentheses is participants per 1000 inhabitants and year; “without” is "
            "without qualifications."
        ),
        "changes": "When one weight changes and the others keep their proportions",
        "changes_at": "another first at",
        "changes_first": "then first",
        "changes_size": "change",
        "points": "{points} percentage points",
        "result": "Result",
        "with": "With qualifications",
        "without": "Without qualifications",
        "first": (
            "{which}: {first} comes first with a score of {score}, before {second} with {second_score}."
        ),
        "first_alone": "{which}: only {first} can be ranked.",
        "first_tie": (
            "{which}: {first} share the first place with a score of {score}; the weights do not "
            "tell them apart."
        ),
        "first_all": "{which}: no criterion that counts tells the alternatives apart.",
        "first_none": "{which}: no alternative can be ranked.",
        "first_share": (
            "{which}: {first} comes first in {share} of all weightings, {second} in {second_share}."
        ),
        "not_told_apart": (
            "{which}: {names} cannot be told from the first place as exactly as the plans are proven."
        ),
        "smallest": (
            "{which}: the smallest change of one weight that gives another winner is {criterion} "
            "from {now} to {then}; then {first} comes first."
        ),
        "no_change": "{which}: no change of one weight alone gives another winner.",
        "reversal": (
            "{which}: without {left_out} in the comparison {first} comes first; so the ranking "
            "depends on which alternatives are compared."
        ),
        "dominated": (
            "Dominated, that is no better in any criterion that counts and worse in at least one: "
            "{names}."
        ),
        "dominated_by": "{name} (by {by})",
        "dominated_more": "{by} and {more} more",
        "equal_to": "Equal in every criterion that counts: {names}.",
        "apart_coverage": "Not ranked, because not everybody in scope is covered: {names}.",
        "apart_basis": "Not ranked, because they rest on other assumptions than the rest: {names}.",
        "apart_unknown": "Not ranked, because figures are not known: {names}.",
        "apart_no_plan": "No plan at {level} demand: {names}.",
        "left_out": "Criteria that are known for no alternative do not count: {names}.",
        "method": (
            "How it is computed: in each criterion the best of the ranked alternatives gets 1, the "
            "worst 0 and the others by where they lie between; the score is the weighted sum. "
            "Alternatives that leave inhabitants out are not ranked. One that leaves more "
            "participants with no offer gets no better travel, equity or cost for it."
        ),
        "reading": (
            "The qualification scores are read out of a report that has a preference of its own; "
            "they are not measured. So the ranking stands without them as well, and the evidence in"
            " words."
        ),
        "evidence": "Evidence for the qualification scores (0–4)",
        "evidence_row": "{label} {score} – {words} ({section})",
    },
)
