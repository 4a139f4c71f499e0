"""Sentences and labels of a weighing, in bokmål and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.report.numbers import Lang, number

LANGS: tuple[Lang, ...] = ("nb", "en")


def told(lang: Lang, key: str, /, **values: str | int) -> str:
    """A text by key, with values set in: whole numbers in the language's style, texts as they are."""
    shown = {name: number(lang, v) if isinstance(v, int) else v for name, v in values.items()}
    return WEIGHING_WORDS[key][LANGS.index(lang)].format(**shown)


WEIGHING_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("Vekting av kriterier", "Criteria weighed"),
        "equal": ("like vekter", "equal weights"),
        "named": ("{title}: {weights}", "{title}: {weights}"),
        "table": (
            "Rangering ({level}), med og uten kvalifikasjoner",
            "Ranking ({level}), with and without qualifications",
        ),
        "rank": ("nr.", "no."),
        "alternative": ("alternativ", "alternative"),
        "score": ("poeng", "score"),
        "share": ("først i", "first in"),
        "without_rank": ("nr. uten", "no. without"),
        "without_score": ("poeng uten", "score without"),
        "without_share": ("først uten", "first without"),
        "share_note": (
            "«Først i»: andelen av alle mulige vektinger der alternativet kommer først, alene eller"
            " sammen med andre som er like på alle kriterier. {how}",
            "“First in”: the share of all possible weightings for which the alternative comes "
            "first, alone or with others that are equal in every criterion. {how}",
        ),
        "drawn": (
            "Anslått med {samples} trekk (frø {seed}); standardfeilen er høyst {error} prosentpoeng.",
            "Estimated by {samples} draws (seed {seed}); the standard error is at most {error} "
            "percentage points.",
        ),
        "exact": ("Regnet ut nøyaktig.", "Computed exactly."),
        "scores": (
            "Poeng per kriterium, 0–100 (kolonnene er alternativenes nummer med kvalifikasjoner)",
            "Score per criterion, 0–100 (columns are the alternatives' numbers with qualifications)",
        ),
        "figures": ("Tallene bak", "The figures behind"),
        "thousands": ("1000 kr", "1000 NOK"),
        "criterion": ("kriterium", "criterion"),
        "weight": ("vekt", "weight"),
        "levels": (
            "Andel av alle vektinger der alternativet kommer først, ved lav til høy deltakelse (● "
            "først med de oppgitte vektene)",
            "Share of all weightings for which the alternative comes first, at low to high demand "
            "(● first with the weights given)",
        ),
        "level": ("{level} ({per_1000})", "{level} ({per_1000})"),
        "level_without": ("{level}, uten", "{level}, without"),
        "per_1000": (
            "Tallet i parentes er deltakere per 1000 innbyggere og år; «uten» er uten kvalifikasjoner.",
            "The figure in parentheses is participants per 1000 inhabitants and year; “without” is "
            "without qualifications.",
        ),
        "changes": (
            "Når én vekt endres og de andre beholder sitt innbyrdes forhold",
            "When one weight changes and the others keep their proportions",
        ),
        "changes_at": ("ny vinner ved", "another first at"),
        "changes_first": ("da først", "then first"),
        "changes_size": ("endring", "change"),
        "points": ("{points} prosentpoeng", "{points} percentage points"),
        "result": ("Resultat", "Result"),
        "with": ("Med kvalifikasjoner", "With qualifications"),
        "without": ("Uten kvalifikasjoner", "Without qualifications"),
        "first": (
            "{which}: {first} kommer først med {score} poeng, foran {second} med {second_score}.",
            "{which}: {first} comes first with a score of {score}, before {second} with "
            "{second_score}.",
        ),
        "first_alone": (
            "{which}: bare {first} kan rangeres.",
            "{which}: only {first} can be ranked.",
        ),
        "first_tie": (
            "{which}: {first} deler førsteplassen med {score} poeng; vektene skiller dem ikke.",
            "{which}: {first} share the first place with a score of {score}; the weights do not "
            "tell them apart.",
        ),
        "first_all": (
            "{which}: ingen kriterier som teller, skiller alternativene.",
            "{which}: no criterion that counts tells the alternatives apart.",
        ),
        "first_none": (
            "{which}: ingen alternativer kan rangeres.",
            "{which}: no alternative can be ranked.",
        ),
        "first_share": (
            "{which}: {first} kommer først i {share} av alle vektinger, {second} i {second_share}.",
            "{which}: {first} comes first in {share} of all weightings, {second} in {second_share}.",
        ),
        "not_told_apart": (
            "{which}: {names} kan ikke skilles fra førsteplassen så nøyaktig som planene er bevist.",
            "{which}: {names} cannot be told from the first place as exactly as the plans are proven.",
        ),
        "smallest": (
            "{which}: minste endring av én vekt som gir en ny vinner, er {criterion} fra {now} til "
            "{then}; da kommer {first} først.",
            "{which}: the smallest change of one weight that gives another winner is {criterion} "
            "from {now} to {then}; then {first} comes first.",
        ),
        "no_change": (
            "{which}: ingen endring av én vekt alene gir en ny vinner.",
            "{which}: no change of one weight alone gives another winner.",
        ),
        "reversal": (
            "{which}: uten {left_out} i sammenligningen kommer {first} først; rangeringen avhenger "
            "altså av hvilke alternativer som er med.",
            "{which}: without {left_out} in the comparison {first} comes first; so the ranking "
            "depends on which alternatives are compared.",
        ),
        "dominated": (
            "Dominert, det vil si ikke bedre på noe kriterium som teller, og dårligere på minst "
            "ett: {names}.",
            "Dominated, that is no better in any criterion that counts and worse in at least one: "
            "{names}.",
        ),
        "dominated_by": ("{name} (av {by})", "{name} (by {by})"),
        "dominated_more": ("{by} og {more} til", "{by} and {more} more"),
        "equal_to": (
            "Like på alle kriterier som teller: {names}.",
            "Equal in every criterion that counts: {names}.",
        ),
        "apart_coverage": (
            "Ikke rangert, fordi ikke alle i sammenligningsgrunnlaget er med: {names}.",
            "Not ranked, because not everybody in scope is covered: {names}.",
        ),
        "apart_basis": (
            "Ikke rangert, fordi forutsetningene er andre enn i de øvrige: {names}.",
            "Not ranked, because they rest on other assumptions than the rest: {names}.",
        ),
        "apart_unknown": (
            "Ikke rangert, fordi tall mangler: {names}.",
            "Not ranked, because figures are not known: {names}.",
        ),
        "apart_no_plan": (
            "Uten plan ved {level} deltakelse: {names}.",
            "No plan at {level} demand: {names}.",
        ),
        "left_out": (
            "Kriterier som ingen alternativer har tall for, teller ikke: {names}.",
            "Criteria that are known for no alternative do not count: {names}.",
        ),
        "method": (
            "Slik er det regnet: på hvert kriterium får det beste av de rangerte alternativene 1, "
            "det dårligste 0 og de andre etter hvor de ligger mellom dem; poengene er den vektede "
            "summen. Alternativer som lar innbyggere stå utenfor, rangeres ikke. Den som lar flere "
            "deltakere være uten tilbud, får ikke bedre reise, jevnhet eller kostnad av det.",
            "How it is computed: in each criterion the best of the ranked alternatives gets 1, the "
            "worst 0 and the others by where they lie between; the score is the weighted sum. "
            "Alternatives that leave inhabitants out are not ranked. One that leaves more "
            "participants with no offer gets no better travel, equity or cost for it.",
        ),
        "reading": (
            "Kvalifikasjonspoengene er lest ut av en rapport som selv har en anbefaling; de er ikke"
            " målt. Derfor står rangeringen også uten dem, og begrunnelsene i ord.",
            "The qualification scores are read out of a report that has a preference of its own; "
            "they are not measured. So the ranking stands without them as well, and the evidence in"
            " words.",
        ),
        "evidence": (
            "Begrunnelser for kvalifikasjonspoengene (0–4; på engelsk i datasettet)",
            "Evidence for the qualification scores (0–4)",
        ),
        "evidence_row": (
            "{label} {score} – {words} ({section})",
            "{label} {score} – {words} ({section})",
        ),
    }
)
