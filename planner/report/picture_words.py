"""Words and sentences of static maps and charts, in bokmål and English.

Words that the single map shares stand in `planner.report.map_text`, labels of indicators in
`planner.evaluate.INDICATORS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.report.numbers import Lang, number

LANGS: tuple[Lang, ...] = ("nb", "en")


def told(lang: Lang, key: str, /, **values: str | int) -> str:
    """A text by key, with values set in: whole numbers in the language's style, texts as they are.

    Raises:
        KeyError: no such key, or a value that the text asks for is missing.
    """
    shown = {name: number(lang, v) if isinstance(v, int) else v for name, v in values.items()}
    return PICTURE_WORDS[key][LANGS.index(lang)].format(**shown)


PICTURE_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "assumed": (
            "* bygger på antakelser som ingen kilde gir.",
            "* rests on assumptions that no source gives.",
        ),
        "all_assumed": (
            "Tallene bygger på antakelser; hvilke står i sammenligningen.",
            "The figures rest on assumptions; the comparison says on which.",
        ),
        # ------------------------------------------------------------------ charts
        "travel.title": ("Hvor langt folk har å reise", "How far people have to travel"),
        "travel.subtitle": (
            "Andel av innbyggerne i sammenligningsgrunnlaget som når tilbudet sitt innen så mange "
            "minutter",
            "Share of the inhabitants in scope who reach their programme within so many minutes",
        ),
        "travel.note": (
            "Hvert sted teller med dem som deltar i hvert tilbud, på kurs i regionen eller ved "
            "sykehuset. En linje som ender under 100 %, lar noen stå uten tilbud. Alternativer med "
            "samme linje er "
            "tegnet som én.",
            "Each place counts with those who take part in each programme, at courses in the region or "
            "at the hospital. A line that ends below 100% leaves some with no offer. Alternatives with "
            "the same line are drawn as one.",
        ),
        "travel.axis": ("minutter én vei", "minutes one way"),
        "travel.share": ("andel av innbyggerne", "share of the inhabitants"),
        "threshold.title": (
            "Innbyggere i hver samordningsenhet",
            "Inhabitants of each coordinating unit",
        ),
        "threshold.subtitle": (
            "Mot veiledende befolkningsgrunnlag, som er et anslag og ikke et krav",
            "Against the population guideline, which is an estimate and no requirement",
        ),
        "threshold.band": (
            "veiledende {low}–{high} (skravert kant: omtrent på)",
            "guideline {low}–{high} (hatched edge: about at)",
        ),
        "threshold.within": ("innenfor", "within"),
        "threshold.about": ("omtrent på nedre anslag", "about at the lower estimate"),
        "threshold.below": ("under", "below"),
        "threshold.above": ("over", "above"),
        "threshold.axis": ("innbyggere", "inhabitants"),
        "threshold.range": ("{count} enheter: {span}", "{count} units: {span}"),
        "worst.title": ("Kommunene med lengst vei", "The municipalities with the longest way"),
        "worst.subtitle": (
            "Minutter én vei i gjennomsnitt for dem i kommunen som deltar",
            "Mean minutes one way of those in the municipality who take part",
        ),
        "worst.note": (
            "På kurs i regionen og ved sykehuset sett under ett, vektet med antall deltakere.",
            "At courses in the region and at the hospital taken together, weighted by participants.",
        ),
        "worst.axis": ("minutter én vei, gjennomsnitt", "mean minutes one way"),
        "worst.three": ("de {count} med lengst vei", "the {count} with the longest way"),
        "worst.others": ("andre kommuner", "other municipalities"),
        "worst.mean": ("gjennomsnitt for alle", "mean of all"),
        "worst.unmet": ("; {unmet} uten tilbud", "; {unmet} with no offer"),
        "cost.title": ("Hva alternativene koster i året", "What the alternatives cost a year"),
        "cost.subtitle": (
            "Øverst i hver rad hvem som betaler, nederst hva det går til",
            "In each row above who pays, below what for",
        ),
        "cost.note": (
            "Andelen som gjelder innbyggerne i sammenligningsgrunnlaget. Brukernes reise er deres egen "
            "utgift og med i summen.",
            "The share that concerns the inhabitants in scope. Users' travel is their own expense and "
            "part of the sum.",
        ),
        "cost.axis": ("kroner i året", "NOK a year"),
        "cost.payers": ("Betales av", "Paid by"),
        "cost.parts": ("Går til", "Goes to"),
        "cost.total": ("{nok} kr ({per_person} kr per innb.)", "NOK {nok} ({per_person} per inh.)"),
        "cost.absent": ("ikke beregnet: {reasons}", "not told: {reasons}"),
        "cost.municipalities": ("kommunene", "municipalities"),
        "cost.hospital_trust": ("helseforetaket", "hospital trust"),
        "cost.grants": ("tilskudd", "grants"),
        "cost.users": ("brukerne", "users"),
        "cost.posts": ("årsverk til samordning", "coordinators' posts"),
        "cost.professionals": ("fagfolk, timer og reise", "professionals, hours and travel"),
        "cost.user_representatives": ("brukerrepresentanter", "user representatives"),
        "cost.venues": ("lokaler", "venues"),
        "cost.mileage": ("brukernes reise", "users' travel"),
        "tradeoff.title": ("Reise mot kostnad", "Travel against cost"),
        "tradeoff.hours": ("Reisetimer i alt", "Travel hours in all"),
        "tradeoff.hours_unit": ("timer/år", "hours/year"),
        "tradeoff.cost": ("Kostnad i alt", "Cost in all"),
        "tradeoff.cost_unit": ("kr/år", "NOK/year"),
        "tradeoff.note": (
            "To mål av flere: avtaler, kvalifikasjoner og hvor tilbudet er likest, vises ikke her.",
            "Two measures of several: agreements, qualifications and equity are not shown here.",
        ),
        "tradeoff.covers": ("{name} (dekker {share})", "{name} (covers {share})"),
        # ------------------------------------------------------------------ small multiples
        "multiples.title": ("Alternativene på kartet: {region}", "The alternatives mapped: {region}"),
        "multiples.scope": (
            "Sammenligningsgrunnlag: {persons} innbyggere i {count} kommuner. Alle kart har samme "
            "målestokk; tall per år.",
            "Scope: {persons} inhabitants of {count} municipalities. All maps are at one scale; "
            "figures are per year.",
        ),
        "multiples.units": ("{persons} innb.: {guideline}", "{persons} inh.: {guideline}"),
        "multiples.no_unit": ("ingen samordningsenhet", "no coordinating unit"),
        "multiples.offer": (
            "{courses} kurs; {served} deltar lokalt, {specialist} ved {where}",
            "{courses} courses; {served} take part locally, {specialist} at {where}",
        ),
        "multiples.unmet": (", {unmet} uten tilbud", ", {unmet} with no offer"),
        "multiples.travel": (
            "{hours} reisetimer; {mean} min én vei i snitt",
            "{hours} travel hours; {mean} min one way, mean",
        ),
        "multiples.members": (
            "en samordningsenhets medlemmer (farge og skravur skiller)",
            "members of a coordinating unit (colour and hatch differ)",
        ),
        "multiples.members_one": (
            "samordningsenhetens medlemmer",
            "members of the coordinating unit",
        ),
        "multiples.courses": ("tall ved stedet: kurs i året", "figure at a place: courses a year"),
        "multiples.flow": (
            "{participants} deltakere i året til kurs",
            "{participants} participants a year to courses",
        ),
        # ------------------------------------------------------------------ difference map
        "difference.title": (
            "Hvem får kortere og hvem får lengre vei: fra «{before}» til «{after}»",
            "Who gets nearer and who gets farther: from “{before}” to “{after}”",
        ),
        "difference.nearer_persons": (
            "{persons} innbyggere får minst {least} minutter kortere vei",
            "{persons} inhabitants get at least {least} minutes nearer",
        ),
        "difference.farther_persons": (
            "{persons} innbyggere får minst {least} minutter lengre vei",
            "{persons} inhabitants get at least {least} minutes farther",
        ),
        "difference.same_persons": (
            "for {persons} innbyggere er veien omtrent som før",
            "for {persons} inhabitants the way is about the same",
        ),
        "difference.mean": (
            "Gjennomsnittet for alle som deltar, går fra {before} til {after} minutter én vei "
            "({change}).",
            "The mean of all who take part goes from {before} to {after} minutes one way ({change}).",
        ),
        "difference.unmet": (
            "Uten tilbud: fra {before} til {after} i året.",
            "With no offer: from {before} to {after} a year.",
        ),
        "difference.note": (
            "Minutter én vei er gjennomsnittet for dem fra stedet eller kommunen som deltar, på kurs i "
            "regionen eller ved sykehuset, vektet med antall deltakere",
            "Minutes one way are the mean of those from the place or municipality who take part, at "
            "courses in the region or at the hospital, weighted by participants",
        ),
        "difference.ground": (
            "Kommunens vei, endring i minutter",
            "The municipality's way, change in minutes",
        ),
        "difference.places": ("Stedets vei", "The place's way"),
        "difference.venues": ("Steder med kurs", "Places with courses"),
        "difference.nearer": ("kortere", "nearer"),
        "difference.farther": ("lengre", "farther"),
        "difference.same": ("omtrent som før", "about the same"),
        "difference.nobody": ("kan ikke sammenlignes", "cannot be compared"),
        "difference.not_judged": (
            "ikke i sammenligningsgrunnlaget",
            "not in the scope of the comparison",
        ),
        "difference.more_unmet": ("flere uten tilbud", "more with no offer"),
        "difference.both_venue": ("i begge", "in both"),
        "difference.after_venue": ("bare i «{after}»", "only in “{after}”"),
        "difference.before_venue": ("bare i «{before}»", "only in “{before}”"),
        "difference.class_same": (
            "omtrent som før (under {least} min)",
            "about the same (under {least} min)",
        ),
        "difference.class_nearer": ("{span} min kortere", "{span} min nearer"),
        "difference.class_farther": ("{span} min lengre", "{span} min farther"),
        # ------------------------------------------------------------------ Pareto front
        "pareto.title": ("Hva det ene koster i det andre", "What one thing costs in the other"),
        "pareto.front": (
            "ingen er bedre i det ene uten å være dårligere i det andre",
            "better in one means worse in the other",
        ),
        "pareto.dominated": (
            "et annet er minst like godt i begge deler",
            "another is at least as good in both",
        ),
        "pareto.knee": ("kneet: det beste byttet mellom de to", "the knee: the best trade of the two"),
        "pareto.better": ("bedre", "better"),
    }
)
