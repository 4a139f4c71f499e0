"""Annex: the method in one page, for those who have to trust it without knowing the field."""

from __future__ import annotations

from collections.abc import Iterator

from planner.report.case.material import Material
from planner.report.case.tree import Block, Heading, PageBreak, Paragraph, Points
from planner.report.words import Texts, tell

TEXTS: Texts = {
    "heading": ("Metode på én side", "The method in one page"),
    "question": (
        "Kurs skal være nær folk, men ikke så nær at gruppene blir for små. Planleggeren leter seg "
        "fram til den fordelingen av kurs og deltakere som gir minst reise blant alle som er lov.",
        "Courses shall be near people, but not so near that groups get too small. The planner looks "
        "for the arrangement of courses and participants that gives the least travel of all that are "
        "allowed.",
    ),
    "steps": ("Slik går det for seg:", "This is how it goes:"),
    "step_people": (
        "Innbyggerne er plassert på steder i kommunene. For hvert sted og hvert tilbud regnes det ut "
        "hvor mange som deltar i året: innbyggere ganger deltakere per 1000. Det er et gjennomsnitt "
        "og derfor sjelden et helt tall.",
        "Inhabitants are placed in settlements. For each of them and each programme, it is worked out "
        "how many take part a year: inhabitants times participants per 1000. That is a mean, and so "
        "seldom a whole number.",
    ),
    "step_roads": (
        "Reisetiden mellom stedene følger vegene, med den raskeste ruten. Der det ikke går noen veg, "
        "settes ingen tid.",
        "Travel times follow the roads, by the fastest route. Where there is no road, no time is set.",
    ),
    "step_choose": (
        "Datamaskinen velger hvilke lokaler som er i bruk, hvor mange kurs av hvert tilbud som holdes "
        "der, og hvor folk deltar. Den prøver ikke alle muligheter én for én, men beviser underveis "
        "hvor god en plan i beste fall kan bli (heltallsprogrammering).",
        "The computer chooses which venues are in use, how many courses of each programme they hold, "
        "and where people take part. It does not try all possibilities one by one, but proves along "
        "the way how good a plan can be at best (integer programming).",
    ),
    "step_rules": (
        "Reglene er: gruppene har nok deltakere og ikke flere enn rommet tar; lokalene holder ikke "
        "flere samlinger enn de kan; folk går på kurs i sin egen enhet der ikke annet er bestemt; "
        "alle har et tilbud, deltar ved {specialist} eller telles som uten tilbud.",
        "The rules are: groups have enough participants and no more than the room takes; venues hold "
        "no more meetings than they can; people attend courses of their own unit where nothing else "
        "is decided; everybody has an offer, takes part at {specialist} or is counted as without.",
    ),
    "step_order": (
        "Målene tas i rekkefølge: først færrest mulig uten tilbud, så minst mulig reise for deltakere "
        "og fagfolk, så lavest kostnad. Reisen til {specialist} teller med, så det lønner seg ikke å "
        "sende folk bort.",
        "Goals are taken in order: first as few as possible without an offer, then as little travel as "
        "possible for participants and professionals, then the lowest cost. The way to {specialist} "
        "counts, so that sending people away does not pay.",
    ),
    "step_check": (
        "Planen kontrolleres regel for regel av egen programkode, og hvert tall regnes ut på nytt av "
        "den ferdige planen.",
        "The plan is checked rule by rule by code of its own, and every figure is worked out anew from "
        "the plan.",
    ),
    "fill": (
        "Et kurs som i gjennomsnitt har nok deltakere, vil noen år ha for få. Derfor står det for "
        "hvert kurs hvor sannsynlig det er at det blir fullt.",
        "A course with enough participants on average has too few in some years. So it is told for "
        "each how likely it is to fill.",
    ),
    "mark": (
        "Et alternativ merkes som best bare når forskjellen er større enn det som er bevist, og aldri "
        "når tallet er oppnådd ved å la folk stå utenfor.",
        "An alternative is marked best only where the difference is larger than what is proven, and "
        "never where the figure was earned by leaving people out.",
    ),
    "again": (
        "De samme opplysningene gir den samme planen. Alle kan regne etter: opplysningene, reglene og "
        "programmet er åpne.",
        "The same data give the same plan. Anybody can check it: data, rules and program are open.",
    ),
}

STEPS = ("step_people", "step_roads", "step_choose", "step_rules", "step_order", "step_check")


def method(m: Material) -> Iterator[Block]:
    """The way from data to figures."""
    words = {"specialist": m.specialist}
    yield PageBreak()
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "question"))
    yield Paragraph(tell(TEXTS, m.lang, "steps"))
    yield Points(tuple(tell(TEXTS, m.lang, step, **words) for step in STEPS), numbered=True)
    for key in ("fill", "mark", "again"):
        yield Paragraph(tell(TEXTS, m.lang, key))
