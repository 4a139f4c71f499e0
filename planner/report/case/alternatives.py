"""Section: every alternative with its facts and its map, today's situation included."""

from __future__ import annotations

from collections.abc import Iterator

from planner.pipeline import Alternative
from planner.report.case.build import plain_table
from planner.report.case.grouping import Group, groups
from planner.report.case.illustrations import illustration
from planner.report.case.material import Material
from planner.report.case.tree import Block, Cell, Figure, Heading, Paragraph, Table
from planner.report.comparison import unit_cell, unit_form, verdict
from planner.report.words import joined, known, say, tell
from planner.texts import SOURCE, Texts, name_in

TEXTS = Texts(
    "case.alternatives",
    {
        "heading": "The alternatives",
        "intro": (
            "Two questions are kept apart: who coordinates for which municipalities, and where "
            "courses are held. Some of the alternatives below differ in one of them only. All "
            "figures are for one year and at {level} participation."
        ),
        "list": "Alternatives of the case; those with one travel plan stand together",
        "every": "Every alternative",
        "places": "Courses are held in",
        "at_hospital": "{at} only",
        "each": "{count} units, one for each municipality",
        "other_annex": "They stand in the annex on sensitivity.",
        "same_plan": (
            "The same courses, in the same places and for the same people: {names}. They differ in "
            "form, agreements and cost."
        ),
        "other_basis": (
            "On other assumptions than the rest, and therefore no part of the choice: {names}."
        ),
        "pays": "NOK a year, the municipalities",
        "alternative": "Alternative",
        "today": "This is how things stand today, which the others are measured against.",
        "units": "Coordination in “{name}”",
        "venues": "Where courses are held in “{name}”",
        "no_venues": "No courses in the region.",
        "posts": "Posts",
        "map": "{name}: units, venues and who travels where",
        "map_told": "Map of {region} under the alternative {name}. {text}",
        "without_text": (
            "No plan satisfies {names}. lms-planner explain says why, and what it would take."
        ),
        "stopped": "For {names} the search was stopped before a plan was found.",
    },
)

ROWS_MAX = 12
"""So many units or venues are listed; more are many small ones, and stand in the workbook."""


def alternatives(m: Material) -> Iterator[Block]:
    """All of them in one table, those with one travel plan together, and maps of the choice."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "intro", level=m.main_level.label))
    yield _list(m)
    if m.main.other_basis:
        names = joined(m.lang, [m.quote(name) for name in m.main.other_basis])
        told = tell(TEXTS, m.lang, "other_basis", names=names)
        if "sensitivity" in m.annexes:
            told += " " + tell(TEXTS, m.lang, "other_annex")
        yield Paragraph(told, kind="note")
    yield from illustration(m, "multiples")
    lost = [
        ("without_text", [r.scenario for r in m.main.without_plan if r.status == "infeasible"]),
        ("stopped", [r.scenario for r in m.main.without_plan if r.status != "infeasible"]),
    ]
    for key, names_ in lost:
        if names_:
            named = joined(m.lang, [m.quote(name) for name in names_])
            yield Paragraph(tell(TEXTS, m.lang, key, names=named))


def every_alternative(m: Material) -> Iterator[Block]:
    """The annex: a part for each travel plan, with its map and all that coordinate in it."""
    yield Heading(1, tell(TEXTS, m.lang, "every"))
    yield from illustration(m, "threshold")
    for group in groups(m):
        yield from _one(m, group)
    others = [a for a in m.alternatives if a.name in m.main.other_basis]
    for a in others:
        yield from _one(m, Group(a, (a,)))


def _list(m: Material) -> Table:
    """A row for each travel plan; its alternatives in one cell, the places beside it."""
    header = tuple(
        Cell(text, head=True)
        for text in (
            tell(TEXTS, m.lang, "alternative"),
            say(m.lang, "column.unit_name"),
            tell(TEXTS, m.lang, "places"),
        )
    )
    rows: list[tuple[Cell, ...]] = [header]
    for group in groups(m):
        region = group.shown.region
        found = {region.place_name(region.venues[v].place_id) for v in group.shown.plan.venues_in_use}
        places = joined(m.lang, sorted(found)) or tell(TEXTS, m.lang, "at_hospital", at=m.specialist)
        for n, a in enumerate(group.alternatives):
            last = (Cell(places, rows=len(group.alternatives)),) if n == 0 else ()
            rows.append((Cell(a.name), Cell(_coordinating(m, a)), *last))
    return Table(tell(TEXTS, m.lang, "list"), tuple(rows), (0.36, 0.36, 0.28))


def _coordinating(m: Material, a: Alternative) -> str:
    units = a.indicators.units
    if not units:
        return say(m.lang, "form.none")
    if len(units) > 2:
        return tell(TEXTS, m.lang, "each", count=len(units))
    return joined(m.lang, [a.unit_name(unit.unit_id) for unit in units])


def _one(m: Material, group: Group) -> Iterator[Block]:
    a = group.shown
    yield Heading(2, a.name)
    about = "" if m.lang == SOURCE else a.scenario.about
    if about:
        yield Paragraph(about)
    if m.today is not None and a.name == m.today.name:
        yield Paragraph(tell(TEXTS, m.lang, "today"))
    if group.others:
        names = joined(m.lang, [m.quote(other.name) for other in group.others])
        yield Paragraph(tell(TEXTS, m.lang, "same_plan", names=names))
    if any(other.indicators.units for other in group.alternatives):
        yield _units(m, group)
    if a.indicators.venues_used:
        yield _venues(m, a)
    elif a.indicators.units:
        yield Paragraph(tell(TEXTS, m.lang, "no_venues"))
    if a.name in m.maps:
        told = " ".join(verdict(a, m.lang))
        said = tell(TEXTS, m.lang, "map_told", region=a.region.title, name=a.name, text=told)
        yield Figure(tell(TEXTS, m.lang, "map", name=a.name), m.maps[a.name], said)


def _units(m: Material, group: Group) -> Table:
    rows = []
    for a in group.alternatives:
        for unit in a.indicators.units[:ROWS_MAX]:
            known_ = a.region.units[unit.unit_id]
            rows.append(
                [
                    known_.name,
                    a.region.place_name(unit.seat_place_id),
                    unit_form(known_.kind, m.lang),
                    joined(m.lang, a.municipality_names(unit.member_codes)),
                    m.number(unit.persons),
                    unit_cell(unit, m.lang),
                    m.number(unit.coordinator_fte, 1),
                    known(m.lang, "cost_nok", _paid(a, unit.unit_id)),
                ]
            )
    header = [
        *(say(m.lang, f"column.{n}") for n in ("unit_name", "seat", "form", "members", "persons")),
        say(m.lang, "column.guideline"),
        tell(TEXTS, m.lang, "posts"),
        tell(TEXTS, m.lang, "pays"),
    ]
    return plain_table(
        tell(TEXTS, m.lang, "units", name=group.shown.name),
        header,
        rows,
        words=(0, 1, 2, 3, 5),
        widths=(0.17, 0.12, 0.15, 0.16, 0.11, 0.11, 0.08, 0.1),
        small=True,
    )


def _paid(a: Alternative, unit_id: str) -> float | None:
    """What a unit's municipalities pay a year, grants taken off; None where a price is missing."""
    if a.indicators.cost_absent_because:
        return None
    own = [cost for cost in a.indicators.unit_costs if cost.unit_id == unit_id]
    return sum(cost.nok - cost.granted for cost in own if cost.payer == "municipalities")


def _venues(m: Material, a: Alternative) -> Table:
    """A row for each programme, with the venue in one cell over all of its programmes."""
    region = a.region
    header = tuple(
        Cell(say(m.lang, f"column.{key}"), head=True, align="left" if n < 3 else "right")
        for n, key in enumerate(("venue", "place", "programme", "courses", "participants"))
    )
    rows: list[tuple[Cell, ...]] = [header]
    for venue_id in a.indicators.venues_used[:ROWS_MAX]:
        held = [course for course in a.indicators.per_course if course.venue_id == venue_id]
        venue = region.venues[venue_id]
        for n, course in enumerate(held):
            programme = region.programmes[course.programme_id]
            times = course.courses_per_year
            first = (
                Cell(venue.name, rows=len(held)),
                Cell(region.place_name(venue.place_id), rows=len(held)),
            )
            rows.append(
                (
                    *(first if n == 0 else ()),
                    Cell(name_in(m.lang, programme.name_nb, programme.name_en)),
                    Cell(m.number(times, 0 if times == int(times) else 1), align="right"),
                    Cell(m.number(times * course.participants_per_course), align="right"),
                )
            )
    return Table(tell(TEXTS, m.lang, "venues", name=a.name), tuple(rows), (0.3, 0.16, 0.28, 0.13, 0.13))
