"""Words and sentences of static maps and charts.

Words that the single map shares stand in `planner.report.maps.text`, labels of indicators in
`planner.evaluate.INDICATORS`.
"""

from __future__ import annotations

from planner.report.words.tables import tell
from planner.texts import Lang, Texts


def told(lang: Lang, key: str, /, **values: str | int) -> str:
    """A text by key, with values set in: whole numbers in the language's style, texts as they are.

    Raises:
        KeyError: no such key, or a value that the text asks for is missing.
    """
    return tell(PICTURE_WORDS, lang, key, **values)


PICTURE_WORDS = Texts(
    "picture",
    {
        "assumed": "* rests on assumptions that no source gives.",
        "all_assumed": "The figures rest on assumptions; the comparison says on which.",
        # ------------------------------------------------------------------ charts
        "travel.title": "How far people have to travel",
        "travel.subtitle": (
            "Share of the inhabitants in scope who reach their programme within so many minutes"
        ),
        "travel.note": (
            "Each place counts with those who take part in each programme, at courses in the region or "
            "at the hospital. A line that ends below 100% leaves some with no offer. Alternatives with "
            "the same line are drawn as one."
        ),
        "travel.axis": "minutes one way",
        "travel.share": "share of the inhabitants",
        "threshold.title": "Inhabitants of each coordinating unit",
        "threshold.subtitle": (
            "Against the population guideline, which is an estimate and no requirement"
        ),
        "threshold.band": "guideline {low}–{high} (hatched edge: about at)",
        "threshold.within": "within",
        "threshold.about": "about at the lower estimate",
        "threshold.below": "below",
        "threshold.above": "above",
        "threshold.axis": "inhabitants",
        "threshold.range": "{count} units: {span}",
        "worst.title": "The municipalities with the longest way",
        "worst.subtitle": "Mean minutes one way of those in the municipality who take part",
        "worst.note": (
            "At courses in the region and at the hospital taken together, weighted by participants."
        ),
        "worst.axis": "mean minutes one way",
        "worst.three": "the {count} with the longest way",
        "worst.others": "other municipalities",
        "worst.mean": "mean of all",
        "worst.unmet": "; {unmet} with no offer",
        "cost.title": "What the alternatives cost a year",
        "cost.subtitle": "In each row above who pays, below what for",
        "cost.note": (
            "The share that concerns the inhabitants in scope. Users' travel is their own expense and "
            "part of the sum."
        ),
        "cost.axis": "NOK a year",
        "cost.payers": "Paid by",
        "cost.parts": "Goes to",
        "cost.total": "NOK {nok} ({per_person} per inh.)",
        "cost.absent": "not told: {reasons}",
        "cost.municipalities": "municipalities",
        "cost.hospital_trust": "hospital trust",
        "cost.grants": "grants",
        "cost.users": "users",
        "cost.posts": "coordinators' posts",
        "cost.professionals": "professionals, hours and travel",
        "cost.user_representatives": "user representatives",
        "cost.venues": "venues",
        "cost.mileage": "users' travel",
        "tradeoff.title": "Travel against cost",
        "tradeoff.hours": "Travel hours in all",
        "tradeoff.hours_unit": "hours/year",
        "tradeoff.cost": "Cost in all",
        "tradeoff.cost_unit": "NOK/year",
        "tradeoff.note": (
            "Two measures of several: agreements, qualifications and equity are not shown here."
        ),
        "tradeoff.covers": "{name} (covers {share})",
        # ------------------------------------------------------------------ small multiples
        "multiples.title": "The alternatives mapped: {region}",
        "multiples.scope": (
            "Scope: {persons} inhabitants of {count} municipalities. All maps are at one scale; "
            "figures are per year."
        ),
        "multiples.units": "{persons} inh.: {guideline}",
        "multiples.no_unit": "no coordinating unit",
        "multiples.offer": "{courses} courses; {served} take part locally, {specialist} at {where}",
        "multiples.unmet": ", {unmet} with no offer",
        "multiples.lost": ", {lost} do not come",
        "multiples.travel": "{hours} travel hours; {mean} min one way, mean",
        "multiples.members": "members of a coordinating unit (colour and hatch differ)",
        "multiples.members_one": "members of the coordinating unit",
        "multiples.courses": "figure at a place: courses a year",
        "multiples.flow": "{participants} participants a year to courses",
        # ------------------------------------------------------------------ difference map
        "difference.title": "Who gets nearer and who gets farther: from “{before}” to “{after}”",
        "difference.nearer_persons": "{persons} inhabitants get at least {least} minutes nearer",
        "difference.farther_persons": "{persons} inhabitants get at least {least} minutes farther",
        "difference.same_persons": "for {persons} inhabitants the way is about the same",
        "difference.mean": (
            "The mean of all who take part goes from {before} to {after} minutes one way ({change})."
        ),
        "difference.unmet": "With no offer: from {before} to {after} a year.",
        "difference.note": (
            "Minutes one way are the mean of those from the place or municipality who take part, at "
            "courses in the region or at the hospital, weighted by participants"
        ),
        "difference.ground": "The municipality's way, change in minutes",
        "difference.places": "The place's way",
        "difference.venues": "Places with courses",
        "difference.nearer": "nearer",
        "difference.farther": "farther",
        "difference.same": "about the same",
        "difference.nobody": "cannot be compared",
        "difference.not_judged": "not in the scope of the comparison",
        "difference.more_unmet": "more with no offer",
        "difference.both_venue": "in both",
        "difference.after_venue": "only in “{after}”",
        "difference.before_venue": "only in “{before}”",
        "difference.class_same": "about the same (under {least} min)",
        "difference.class_nearer": "{span} min nearer",
        "difference.class_farther": "{span} min farther",
        # ------------------------------------------------------------------ Pareto front
        "pareto.title": "What one thing costs in the other",
        "pareto.front": "better in one means worse in the other",
        "pareto.dominated": "another is at least as good in both",
        "pareto.knee": "the knee: the best trade of the two",
        "pareto.better": "better",
    },
)
