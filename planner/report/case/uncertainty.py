"""Section: what the figures rest on, and what they cannot tell."""

from __future__ import annotations

from collections.abc import Iterator

from planner.evaluate import GROUPS
from planner.plan import Status
from planner.report.case.build import plain_table
from planner.report.case.material import Material
from planner.report.case.tree import Block, Heading, Paragraph, Points
from planner.report.glossary import term
from planner.report.notes import GAP_MAX
from planner.report.numbers import joined
from planner.report.verdicts import worst_stage
from planner.report.words import Texts, say, tell

TEXTS: Texts = {
    "heading": ("Forutsetninger og usikkerhet i tallene", "Assumptions and uncertainty"),
    "intro": (
        "Alternativene er satt opp ved beregning: for hvert av dem er det funnet hvilke kurs som kan "
        "fylle en gruppe, hvor de bør holdes, og hvem som da må reise hvor langt, slik at færrest "
        "mulig står uten tilbud og reisen blir kortest mulig. Alle alternativene er vurdert for de "
        "samme innbyggerne og under de samme forutsetningene.",
        "The alternatives have been worked out: for each of them, which courses can fill a group, "
        "where they had best be held, and who then has to travel how far, so that as few as possible "
        "are without an offer and the way is as short as possible. All are judged for the same people "
        "and under the same assumptions.",
    ),
    "demand": ("Hvor mange som deltar", "How many take part"),
    "demand_text": (
        "Ingen vet hvor mange som vil delta. Tre nivåer er lest ut av kildene. Teksten i dette "
        "dokumentet gjelder {level} deltakelse ({rate} deltakere per 1000 innbyggere i året) der ikke "
        "annet er sagt.",
        "Nobody knows how many will take part. Three levels have been read out of the sources. The "
        "text of this document is about {level} participation ({rate} participants per 1000 "
        "inhabitants and year) where nothing else is said.",
    ),
    "levels": ("Nivåer av deltakelse", "Levels of participation"),
    "level": ("Nivå", "Level"),
    "rate": ("Deltakere per 1000 innbyggere i året", "Participants per 1000 inhabitants and year"),
    "people": ("Deltakere i året i {scope}", "Participants a year in {scope}"),
    "scope": ("sammenligningsgrunnlaget", "the scope"),
    "compared": ("Sammenlignet her", "Compared here"),
    "missing": (
        "Sammenligning ved {levels} deltakelse mangler i dette dokumentet. Den lages med "
        "lms-planner compare og --set demand.level, og mappen gis til lms-planner report sammen med "
        "denne.",
        "A comparison at {levels} participation is missing from this document. It is made with "
        "lms-planner compare and --set demand.level, and its folder given to lms-planner report beside "
        "this one.",
    ),
    "groups": ("Hva som er antatt", "What is assumed"),
    "groups_text": (
        "Tall merket med * hviler på opplysninger som ingen kilde gir, og som er antatt. Tabellen "
        "viser hva det gjelder i «{name}». Alle antakelsene står i vedlegg om data og kilder.",
        "Figures marked * rest on facts that no source gives and that are assumed. The table shows "
        "which, for “{name}”. All assumptions stand in the annex on data and sources.",
    ),
    "groups_table": ("Antakelser bak tallene", "Assumptions behind the figures"),
    "about": ("Gjelder", "Concerns"),
    "table": ("Tabell", "Table"),
    "assumed": ("Rader antatt", "Rows assumed"),
    "of": ("{count} av {rows}", "{count} of {rows}"),
    "proof": ("Hvor sikre beregningene er", "How exact the solutions are"),
    "proven": (
        "Alle planene er bevist best mulige under sine forutsetninger. Usikkerheten ligger i "
        "forutsetningene, ikke i regnestykket.",
        "All plans are proven the best possible under their assumptions. What is uncertain are the "
        "assumptions, not the arithmetic.",
    ),
    "near": (
        "Alle planene er enten bevist best mulige eller høyst {limit} fra det best mulige, under sine "
        "forutsetninger. Usikkerheten ligger i forutsetningene, ikke i regnestykket.",
        "All plans are either proven the best possible or at most {limit} from it, under their "
        "assumptions. What is uncertain are the assumptions, not the arithmetic.",
    ),
    "given": (
        "Planen for {names} er gitt på forhånd og bare målt; den lover ikke å være den beste.",
        "The plan of {names} was given and only measured; it does not promise to be the best.",
    ),
    "loose": (
        "For {names} er det ikke bevist at planen er innen {limit} av den best mulige. Forskjeller som "
        "er mindre enn det som er bevist, betyr ingenting.",
        "For {names} it is not proven that the plan is within {limit} of the best possible. "
        "Differences smaller than what is proven mean nothing.",
    ),
    "verified": (
        "Hver plan er kontrollert regel for regel av egen programkode som ikke deler noe med "
        "beregningen.",
        "Every plan has been checked rule by rule by code that shares nothing with the solver.",
    ),
    "beyond": ("Hva beregningene ikke kan si noe om", "What the figures cannot tell"),
    "health": (
        "Helse. Om deltakerne mestrer hverdagen bedre etter et kurs, er ikke med. [Kunnskap om "
        "virkning av lærings- og mestringstilbud.]",
        "Health. Whether participants cope better after a course is not in them. [What is known of the "
        "effect of such courses.]",
    ),
    "satisfaction": (
        "Fornøydhet og kvalitet. Hva deltakerne synes, og hvor godt kursene holdes, er ikke med. "
        "[Erfaringer fra brukere og fagfolk.]",
        "Satisfaction and quality. What participants think, and how well courses are held, is not in "
        "them. [Experiences of users and professionals.]",
    ),
    "law": (
        "Jus. Organisasjonsform, avtaler, personvern og anskaffelser er ikke vurdert. [Vurderes av "
        "saksbehandler.]",
        "Law. Form of organisation, agreements, data protection and procurement are not judged. [For "
        "the writer.]",
    ),
    "decay": (
        "Hva lang vei gjør med oppmøtet. Like mange regnes med enten kurset er nær eller langt unna. I "
        "virkeligheten blir noen hjemme, så forskjellene mellom alternativene kan være større enn "
        "tallene viser.",
        "What a long way does to attendance. As many are counted on whether a course is near or far. "
        "In truth some stay at home, so differences between alternatives may be larger than the "
        "figures show.",
    ),
    "staff": (
        "Hvem som kan ta oppgaven. Hvor mange fagfolk kommunene kan avse, er ikke kjent.",
        "Who can do the work. How many professionals the municipalities can spare is not known.",
    ),
    "future": (
        "Framtiden. Folketallet er det som står i datasettet; ingen framskriving er lagt inn.",
        "The future. The population is that of the data set; nothing is projected.",
    ),
}

BEYOND = ("health", "satisfaction", "law", "decay", "staff", "future")


def uncertainty(m: Material) -> Iterator[Block]:
    """Demand levels, what is assumed, what is proven, and what lies outside the model."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "intro"))
    yield from _demand(m)
    yield from _assumed(m)
    yield Heading(2, tell(TEXTS, m.lang, "proof"))
    yield Paragraph(f"{_proof(m)} {tell(TEXTS, m.lang, 'verified')}")
    yield Heading(2, tell(TEXTS, m.lang, "beyond"))
    yield Points(tuple(tell(TEXTS, m.lang, name) for name in BEYOND))


def _demand(m: Material) -> Iterator[Block]:
    yield Heading(2, tell(TEXTS, m.lang, "demand"))
    rate = m.number(m.main_level.participants_per_1000, 1)
    yield Paragraph(tell(TEXTS, m.lang, "demand_text", level=m.main_level.label, rate=rate))
    compared = {level.id for level in m.levels}
    rows = []
    known = sorted(m.main.region.demand_levels.values(), key=lambda x: x.participants_per_1000)
    for level in known:
        people = m.main.persons_in_scope * level.participants_per_1000 / 1000
        rows.append(
            [
                level.name_nb.lower() if m.lang == "nb" else level.id,
                m.number(level.participants_per_1000, 1),
                m.number(people),
                say(m.lang, "table.yes" if level.id in compared else "table.no"),
            ]
        )
    header = [
        tell(TEXTS, m.lang, "level"),
        tell(TEXTS, m.lang, "rate"),
        tell(TEXTS, m.lang, "people", scope=tell(TEXTS, m.lang, "scope")),
        tell(TEXTS, m.lang, "compared"),
    ]
    yield plain_table(tell(TEXTS, m.lang, "levels"), header, rows)
    if m.missing:
        labels = [x.name_nb.lower() if m.lang == "nb" else x.id for x in m.missing]
        yield Paragraph(tell(TEXTS, m.lang, "missing", levels=joined(m.lang, labels)), kind="open")


def _assumed(m: Material) -> Iterator[Block]:
    yield Heading(2, tell(TEXTS, m.lang, "groups"))
    yield Paragraph(tell(TEXTS, m.lang, "groups_text", name=m.proposed.name))
    found = m.proposed.indicators.rests_on
    rows = []
    for group in GROUPS:
        tables: dict[str, tuple[int, int]] = {}
        for row in found:
            if row.group == group.name:
                count = max(row.rows_assumed, tables.get(row.table, (0, 0))[0])
                tables[row.table] = (count, row.rows)
        for table, (count, every) in tables.items():
            about = say(m.lang, f"group.{group.name}")
            name = term(m.lang, "table_venues" if table == "venues" else table)
            rows.append([about, name, tell(TEXTS, m.lang, "of", count=count, rows=every)])
    header = [tell(TEXTS, m.lang, key) for key in ("about", "table", "assumed")]
    yield plain_table(
        tell(TEXTS, m.lang, "groups_table"), header, rows, words=(0, 1), widths=(0.45, 0.33, 0.22)
    )


def _proof(m: Material) -> str:
    statuses = {a.plan.status for a in m.alternatives}
    if Status.GIVEN in statuses:
        names = [m.quote(a.name) for a in m.alternatives if a.plan.status is Status.GIVEN]
        return tell(TEXTS, m.lang, "given", names=joined(m.lang, names))
    loose = [
        m.quote(a.name)
        for a in m.alternatives
        if (stage := worst_stage(a)) is not None and stage.gap > GAP_MAX
    ]
    limit = m.percent(GAP_MAX)
    if loose:
        return tell(TEXTS, m.lang, "loose", names=joined(m.lang, loose), limit=limit)
    if statuses == {Status.OPTIMAL}:
        return tell(TEXTS, m.lang, "proven")
    return tell(TEXTS, m.lang, "near", limit=limit)
