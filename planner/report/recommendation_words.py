"""Sentences of a recommendation, in bokmål and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Both = tuple[str, str]

RECOMMENDATION_WORDS: Mapping[str, Both] = MappingProxyType(
    {
        "title": (
            "Modellens vurdering (utkast)",
            "The model's assessment (draft)",
        ),
        "label": (
            "Dette er modellens vurdering og et utkast. Det er laget av tallene alene; helsegevinst, "
            "kvalitet, jus og hva kommunene ønsker, er ikke med.",
            "This is the model's assessment and a draft. It is made of the figures alone; gains in "
            "health, quality, law and what the municipalities want are not in them.",
        ),
        "clear": (
            "Med {weights} og {demand} kommer {names} best ut av {ranked} alternativer, både med og "
            "uten kvalifikasjoner.",
            "With {weights} and {demand}, {names} comes out best of {ranked} alternatives, with "
            "qualifications and without.",
        ),
        "changes_with": (
            "Svaret holder ikke under alt som er prøvd: det endres av {what}.",
            "The answer does not hold under all that was tried: it changes with {what}.",
        ),
        "doubt_demand": ("hvor mange som deltar", "how many take part"),
        "doubt_weights": (
            "vektene (de fleste mulige vektinger gir et annet svar)",
            "the weights (most possible weightings give another answer)",
        ),
        "doubt_alternatives": (
            "hvilke alternativer som sammenlignes",
            "which alternatives are compared",
        ),
        "alone": (
            "Bare {names} kan rangeres, så modellen har ingenting å velge mellom.",
            "Only {names} can be ranked, so there is nothing for the model to choose between.",
        ),
        "none": (
            "Ingen alternativer kan rangeres, og modellen anbefaler ingen.",
            "No alternative can be ranked, and the model recommends none.",
        ),
        "several_both": (
            "Med {weights} og {demand} kan {names} ikke skilles fra hverandre, verken med eller uten "
            "kvalifikasjoner: {why}. Modellen velger ikke mellom dem.",
            "With {weights} and {demand}, {names} cannot be told apart, with qualifications or "
            "without: {why}. The model does not choose between them.",
        ),
        "several_one": (
            "{which} kan {names} ikke skilles fra hverandre: {why}.",
            "{which}, {names} cannot be told apart: {why}.",
        ),
        "one_of": (
            "{which} kommer {names} best ut.",
            "{which}, {names} comes out best.",
        ),
        "none_of": (
            "{which} kan ingen alternativer rangeres.",
            "{which}, no alternative can be ranked.",
        ),
        "in_both": (
            "Med {weights} og {demand} kommer {names} best ut eller deler førsteplassen, både med og "
            "uten kvalifikasjoner; men de to rangeringene er ikke enige om hvem som er med i toppen.",
            "With {weights} and {demand}, {names} comes out best or shares the first place, with "
            "qualifications and without; but the two rankings do not agree on who shares it.",
        ),
        "differ": (
            "Med {weights} og {demand} peker modellen ikke ut ett alternativ: svaret avhenger av om "
            "kvalifikasjonene regnes med, og de er vår lesning av en rapport, ikke målt.",
            "With {weights} and {demand}, the model points to no single alternative: the answer "
            "depends on whether qualifications count, and they are our reading of a report, not "
            "measured.",
        ),
        "equal": (
            "de er like på alle kriterier som teller",
            "they are equal in every criterion that counts",
        ),
        "tie": ("de får samme poeng", "they have the same score"),
        "proof": (
            "planene er ikke bevist nøyaktig nok til det",
            "the plans are not proven exactly enough for that",
        ),
        "weights_equal": ("like vekter på alle kriterier", "equal weights on all criteria"),
        "weights_title": ("vektene «{title}»", "the weights “{title}”"),
        "weights_given": ("vektene som er oppgitt", "the weights given"),
        "demand": (
            "{level} deltakelse ({per_1000} deltakere per 1000 innbyggere og år)",
            "{level} demand ({per_1000} participants per 1000 inhabitants and year)",
        ),
        "demands": ("deltakelse {level}", "demand {level}"),
        "with": ("Med kvalifikasjoner", "With qualifications"),
        "without": ("Uten kvalifikasjoner", "Without qualifications"),
        "both": ("Med og uten kvalifikasjoner", "With qualifications and without"),
        "lead": (
            "{which}: {first} får {score} av 1 poeng, {second}, som er nærmest, {second_score}. "
            "{first} kommer først i {share} av alle mulige vektinger, {second} i {second_share}.",
            "{which}: {first} scores {score} of 1 and {second}, the nearest, {second_score}. {first} "
            "comes first in {share} of all possible weightings, {second} in {second_share}.",
        ),
        "better": (
            "{first} er bedre enn {second} på {what}.",
            "{first} is better than {second} in {what}.",
        ),
        "worse": (
            "{first} er dårligere enn {second} på {what}.",
            "{first} is worse than {second} in {what}.",
        ),
        "worse_nowhere": (
            "{first} er ikke dårligere enn {second} på noe kriterium som teller.",
            "{first} is no worse than {second} in any criterion that counts.",
        ),
        "same": ("De er like på {what}.", "They are alike in {what}."),
        "not_counted": (
            "Forskjellen på {what} teller ikke, fordi den kommer av at flere er uten tilbud.",
            "The difference in {what} does not count, because it comes of leaving more people without "
            "an offer.",
        ),
        "figure": (
            "{criterion} ({ours} mot {theirs}{unit})",
            "{criterion} ({ours} against {theirs}{unit})",
        ),
        "weight": (
            "{which}: {second} kommer først hvis vekten på {criterion} endres fra {now} til {more} "
            "{then}, og de andre vektene beholder sitt innbyrdes forhold.",
            "{which}: {second} comes first if the weight on {criterion} changes from {now} to {more} "
            "{then}, the other weights keeping their proportions.",
        ),
        "more": ("mer enn", "more than"),
        "less": ("mindre enn", "less than"),
        "weight_none": (
            "{which}: ingen endring av én vekt alene setter {second} først; bare {share} av alle "
            "mulige vektinger gjør det.",
            "{which}: no change of one weight alone puts {second} first; only {share} of all possible "
            "weightings do.",
        ),
        "weight_never": (
            "{which}: ingen vekter setter {second} først.",
            "{which}: no weights put {second} first.",
        ),
        "level_for": (
            "{which}: {second} kommer først ved {levels} deltakelse.",
            "{which}: {second} comes first at {levels} demand.",
        ),
        "level_none": (
            "{which}: {second} kommer ikke først ved noe deltakelsesnivå som er regnet på ({levels}).",
            "{which}: {second} comes first at no demand level that was worked out ({levels}).",
        ),
        "guideline": (
            "{which}: {second} kommer først hvis den nedre grensen for befolkningsgrunnlaget var "
            "{then} innbyggere i stedet for {now}, med de samme enhetene.",
            "{which}: {second} comes first if the lower end of the population guideline were {then} "
            "inhabitants instead of {now}, with the same units.",
        ),
        "guideline_none": (
            "{which}: ingen nedre grense for befolkningsgrunnlaget opp til {most} innbyggere setter "
            "{second} først, med de samme enhetene.",
            "{which}: no lower end of the population guideline up to {most} inhabitants puts {second} "
            "first, with the same units.",
        ),
        "holds_levels": (
            "{names} kommer først ved alle deltakelsesnivåene ({levels}), med og uten kvalifikasjoner.",
            "{names} comes first at every demand level ({levels}), with qualifications and without.",
        ),
        "otherwise_at": (
            "{which}: ved {level} deltakelse kommer {first} først.",
            "{which}: at {level} demand {first} comes first.",
        ),
        "few_weightings": (
            "{which}: de fleste mulige vektinger ({share}) setter et annet alternativ først; hvor mye "
            "hvert kriterium skal telle, avgjør.",
            "{which}: most possible weightings ({share}) put another alternative first; how much each "
            "criterion counts decides.",
        ),
        "reversal": (
            "{which}: uten {left_out} i sammenligningen kommer {first} først.",
            "{which}: without {left_out} in the comparison {first} comes first.",
        ),
        "qualifications": (
            "De to rangeringene gir ikke samme svar. Kvalifikasjonspoengene er vår lesning av en "
            "rapport som selv har en anbefaling; de er ikke målt.",
            "The two rankings do not give the same answer. The qualification scores are our reading of "
            "a report that has a preference of its own; they are not measured.",
        ),
        "assumed": (
            "Tallene bygger på antakelser om {groups}.",
            "The figures rest on assumptions about {groups}.",
        ),
        "counted": (
            "Kriteriene som teller, er {criteria}.",
            "The criteria that count are {criteria}.",
        ),
        "not_ranked": (
            "Ikke rangert, og derfor ikke vurdert: {names}.",
            "Not ranked, and so not assessed: {names}.",
        ),
        "compared": (
            "Poengene gjelder bare mellom disse alternativene; med andre alternativer kan svaret bli "
            "et annet.",
            "Scores hold among these alternatives only; with others the answer may be another.",
        ),
        "heading_choice": ("Anbefaling", "Recommendation"),
        "heading_lead": ("Hvor mye, og på hva", "By how much, and on what"),
        "heading_otherwise": (
            "Hva som skal til for et annet svar",
            "What it would take for another answer",
        ),
        "heading_rests": ("Hva vurderingen hviler på", "What the assessment rests on"),
    }
)

CRITERIA_IN_SENTENCES: Mapping[str, Both] = MappingProxyType(
    {
        "travel": ("samlet reisetid", "total travel time"),
        "equity": (
            "reisetid i kommunen som har det lengst",
            "travel time in the municipality that has it farthest",
        ),
        "unmet": ("deltakere uten tilbud", "participants without an offer"),
        "cost": ("kostnad", "cost"),
        "viable": (
            "andel deltakere som kan få eget kurs i enheten",
            "share of participants whose unit can fill a course",
        ),
        "guideline": (
            "underskudd mot veiledende befolkningsgrunnlag",
            "shortfall against the population guideline",
        ),
        "qualifications": ("kvalifikasjoner (vår lesning)", "qualifications (our reading)"),
        "agreements": ("avtaler som må inngås", "agreements to be made"),
        "vulnerability": (
            "årsverk som mangler til to i enheten",
            "posts short of two in the unit",
        ),
    }
)
"""Criterion → what it is called inside a sentence."""

UNITS_IN_SENTENCES: Mapping[str, Both] = MappingProxyType(
    {
        "travel": ("timer i året", "hours a year"),
        "equity": ("minutter én vei", "minutes one way"),
        "unmet": ("i året", "a year"),
        "cost": ("kr i året", "NOK a year"),
        "qualifications": ("av 4", "of 4"),
    }
)
"""Criterion → unit behind its figures; shares are written in per cent, counts by themselves."""
