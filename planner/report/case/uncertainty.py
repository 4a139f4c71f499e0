"""Section: what the figures rest on, and what they cannot tell."""

from __future__ import annotations

from collections.abc import Iterator

from planner.evaluate import GROUPS
from planner.plan import Status
from planner.report.case.build import plain_table
from planner.report.case.material import Material
from planner.report.case.tree import Block, Heading, Paragraph, Points, Table
from planner.report.comparison import GAP_MAX, worst_stage
from planner.report.words import joined, say, tell, term
from planner.texts import Texts, name_in

TEXTS = Texts(
    "case.uncertainty",
    {
        "heading": "Assumptions and uncertainty",
        "intro": (
            "The alternatives have been worked out: for each of them, which courses can fill a "
            "group, where they had best be held, and who then has to travel how far, so that as few "
            "as possible are without an offer and the way is as short as possible. All are judged "
            "for the same people and under the same assumptions."
        ),
        "demand": "How many take part",
        "demand_text": (
            "Nobody knows how many will take part. Four levels have been read out of the sources. The "
            "text of this document is about {level} participation ({rate} participants per 1000 "
            "inhabitants and year) where nothing else is said."
        ),
        "levels": "Levels of participation",
        "level": "Level",
        "rate": "Participants per 1000 inhabitants and year",
        "people": "Participants a year",
        "about_people": "about {people}",
        "compared": "Compared here",
        "missing": (
            "A comparison at {levels} participation is missing from this document. It is made with "
            "lms-planner compare and --set demand.level, and its folder given to lms-planner report "
            "beside this one."
        ),
        "groups": "What is assumed",
        "groups_text": (
            "Figures marked * rest on facts that no source gives and that are assumed. The table shows "
            "which, for “{name}”."
        ),
        "groups_annex": "All assumptions stand in the annex on data and sources.",
        "groups_table": "Assumptions behind the figures",
        "about": "Concerns",
        "table": "Table",
        "assumed": "Rows assumed",
        "of": "{count} of {rows}",
        "not_stated": "not stated",
        "proof": "How exact the solutions are",
        "proven": (
            "All plans are proven the best possible under their assumptions. What is uncertain are the "
            "assumptions, not the arithmetic."
        ),
        "near": (
            "All plans are either proven the best possible or at most {limit} from it, under their "
            "assumptions. What is uncertain are the assumptions, not the arithmetic."
        ),
        "given": "The plan of {names} was given and only measured; it does not promise to be the best.",
        "loose": (
            "For {names} it is not proven that the plan is within {limit} of the best possible. "
            "Differences smaller than what is proven mean nothing."
        ),
        "verified": (
            "Every plan has been checked rule by rule by code that shares nothing with the solver."
        ),
        "beyond": "What the figures cannot tell",
        "health": (
            "Health. Whether participants cope better after a course is not in them. [What is known "
            "of the effect of such courses.]"
        ),
        "satisfaction": (
            "Satisfaction and quality. What participants think, and how well courses are held, is "
            "not in them. [Experiences of users and professionals.]"
        ),
        "law": (
            "Law. Form of organisation, agreements, data protection and procurement are not judged. "
            "[For the writer.]"
        ),
        "attendance": (
            "As many are counted on whether a course is near or far. In truth some stay at home, so "
            "differences between alternatives may be larger than the figures show."
        ),
        "attendance_assumed": (
            "Fewer are counted on the longer the way is. How many fewer is assumed, and no source "
            "gives it."
        ),
        "attendance_mixed": (
            "Fewer are counted on the longer the way is in {names}; in the others as many come whether "
            "a course is near or far. How many stay at home is assumed, and no source gives it."
        ),
        "staff": (
            "Who can do the work. How many professionals the municipalities can spare is not known."
        ),
        "future": "The future. The population is that of the data set; nothing is projected.",
    },
)

BEYOND_BEFORE, BEYOND_AFTER = ("health", "satisfaction", "law"), ("staff", "future")


def uncertainty(m: Material) -> Iterator[Block]:
    """Demand levels, what is assumed, what is proven, and what lies outside the model."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "intro"))
    yield from _demand(m)
    yield from _assumed(m)
    yield Heading(2, tell(TEXTS, m.lang, "proof"))
    yield Paragraph(f"{proof(m)} {tell(TEXTS, m.lang, 'verified')}")
    yield Heading(2, tell(TEXTS, m.lang, "beyond"))
    yield Points(
        (
            *(tell(TEXTS, m.lang, name) for name in BEYOND_BEFORE),
            attendance(m),
            *(tell(TEXTS, m.lang, name) for name in BEYOND_AFTER),
        )
    )


def attendance(m: Material) -> str:
    """What is counted on of those who have a long way: as many, or fewer, by what assumption."""
    fewer = [a.name for a in m.alternatives if a.scenario.stays_home]
    if not fewer:
        return tell(TEXTS, m.lang, "attendance")
    if len(fewer) == len(m.alternatives):
        return tell(TEXTS, m.lang, "attendance_assumed")
    names = joined(m.lang, [m.quote(name) for name in fewer])
    return tell(TEXTS, m.lang, "attendance_mixed", names=names)


def _demand(m: Material) -> Iterator[Block]:
    yield Heading(2, tell(TEXTS, m.lang, "demand"))
    rate = m.number(m.main_level.participants_per_1000, 1)
    yield Paragraph(tell(TEXTS, m.lang, "demand_text", level=m.main_level.label, rate=rate))
    yield demand_table(m)
    yield from missing_levels(m)


def demand_table(m: Material) -> Table:
    """The region's levels of participation, in people told to the nearest ten."""
    compared = {level.id for level in m.levels}
    rows = []
    known = sorted(m.main.region.demand_levels.values(), key=lambda x: x.participants_per_1000)
    for level in known:
        people = m.main.persons_in_scope * level.participants_per_1000 / 1000
        rows.append(
            [
                name_in(m.lang, level.name_nb.lower(), level.id),
                m.number(level.participants_per_1000, 1),
                tell(TEXTS, m.lang, "about_people", people=m.number(round(people, -1))),
                say(m.lang, "table.yes" if level.id in compared else "table.no"),
            ]
        )
    header = [
        tell(TEXTS, m.lang, "level"),
        tell(TEXTS, m.lang, "rate"),
        tell(TEXTS, m.lang, "people"),
        tell(TEXTS, m.lang, "compared"),
    ]
    return plain_table(tell(TEXTS, m.lang, "levels"), header, rows)


def missing_levels(m: Material) -> Iterator[Block]:
    """What to do where a level of the region was not compared."""
    if m.missing:
        labels = [name_in(m.lang, x.name_nb.lower(), x.id) for x in m.missing]
        yield Paragraph(tell(TEXTS, m.lang, "missing", levels=joined(m.lang, labels)), kind="open")


def _assumed(m: Material) -> Iterator[Block]:
    yield Heading(2, tell(TEXTS, m.lang, "groups"))
    told = tell(TEXTS, m.lang, "groups_text", name=m.proposed.name)
    if "sources" in m.annexes:
        told += " " + tell(TEXTS, m.lang, "groups_annex")
    yield Paragraph(told)
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
        for table in group.fields:
            if table in m.region.assumptions_not_stated and table not in tables:
                name = term(m.lang, "table_venues" if table == "venues" else table)
                told = tell(TEXTS, m.lang, "not_stated")
                rows.append([say(m.lang, f"group.{group.name}"), name, told])
    header = [tell(TEXTS, m.lang, key) for key in ("about", "table", "assumed")]
    yield plain_table(
        tell(TEXTS, m.lang, "groups_table"), header, rows, words=(0, 1), widths=(0.45, 0.33, 0.22)
    )


def proof(m: Material) -> str:
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
