"""Section: every alternative with its facts and its map, today's situation included."""

from __future__ import annotations

from collections.abc import Iterator

from planner.pipeline import Alternative
from planner.report.case.build import plain_table
from planner.report.case.illustrations import illustration
from planner.report.case.material import Material
from planner.report.case.tree import Block, Cell, Figure, Heading, Paragraph, Points, Table
from planner.report.comparison import unit_cell, unit_form, verdict
from planner.report.words import joined, say, tell
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
        "list": "Alternatives of the case",
        "alternative": "Alternative",
        "today": "This is how things stand today, which the others are measured against.",
        "units": "Coordination in “{name}”",
        "venues": "Where courses are held in “{name}”",
        "no_venues": "No courses in the region.",
        "posts": "Posts",
        "map": "{name}: units, venues and who travels where",
        "map_told": "Map of {region} under the alternative {name}. {text}",
        "without": "Alternatives without a plan",
        "without_text": (
            "No plan satisfies {names}. lms-planner explain says why, and what it would take."
        ),
        "stopped": "For {names} the search was stopped before a plan was found.",
    },
)

ROWS_MAX = 12
"""So many units or venues are listed; more are many small ones, and stand in the workbook."""


def alternatives(m: Material) -> Iterator[Block]:
    """A list of them all, then one part for each."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "intro", level=m.main_level.label))
    yield _list(m)
    yield from illustration(m, "multiples")
    yield from illustration(m, "threshold")
    for a in m.alternatives:
        yield from _one(m, a)
    lost = [
        ("without_text", [r.scenario for r in m.main.without_plan if r.status == "infeasible"]),
        ("stopped", [r.scenario for r in m.main.without_plan if r.status != "infeasible"]),
    ]
    if m.main.without_plan:
        yield Heading(2, tell(TEXTS, m.lang, "without"))
    for key, names in lost:
        if names:
            named = joined(m.lang, [m.quote(name) for name in names])
            yield Paragraph(tell(TEXTS, m.lang, key, names=named))


def _list(m: Material) -> Table:
    rows = []
    for a in m.alternatives:
        units = a.indicators.units
        names = [a.unit_name(unit.unit_id) for unit in units]
        shown = joined(m.lang, names) if len(names) <= 2 else say(m.lang, "table.absent")
        if len(names) > 2:
            shown = str(len(names))
        places = sorted(
            {a.region.place_name(a.region.venues[v].place_id) for v in a.indicators.venues_used}
        )
        rows.append(
            [
                a.name,
                shown or say(m.lang, "form.none"),
                joined(m.lang, places) or say(m.lang, "table.absent"),
            ]
        )
    header = [
        tell(TEXTS, m.lang, "alternative"),
        say(m.lang, "column.unit_name"),
        say(m.lang, "column.place"),
    ]
    return plain_table(
        tell(TEXTS, m.lang, "list"), header, rows, words=(0, 1, 2), widths=(0.34, 0.36, 0.3)
    )


def _one(m: Material, a: Alternative) -> Iterator[Block]:
    yield Heading(2, a.name)
    about = "" if m.lang == SOURCE else a.scenario.about
    if about:
        yield Paragraph(about)
    if m.today is not None and a.name == m.today.name:
        yield Paragraph(tell(TEXTS, m.lang, "today"))
    told = verdict(a, m.lang)
    yield Points(told)
    if a.indicators.units:
        yield _units(m, a)
    if a.indicators.venues_used:
        yield _venues(m, a)
    elif a.indicators.units:
        yield Paragraph(tell(TEXTS, m.lang, "no_venues"))
    if a.name in m.maps:
        said = tell(TEXTS, m.lang, "map_told", region=a.region.title, name=a.name, text=" ".join(told))
        yield Figure(tell(TEXTS, m.lang, "map", name=a.name), m.maps[a.name], said)


def _units(m: Material, a: Alternative) -> Table:
    rows = []
    for unit in a.indicators.units[:ROWS_MAX]:
        known = a.region.units[unit.unit_id]
        rows.append(
            [
                known.name,
                a.region.place_name(unit.seat_place_id),
                unit_form(known.kind, m.lang),
                joined(m.lang, a.municipality_names(unit.member_codes)),
                m.number(unit.persons),
                unit_cell(unit, m.lang),
                m.number(unit.coordinator_fte, 1),
            ]
        )
    header = [
        *(say(m.lang, f"column.{n}") for n in ("unit_name", "seat", "form", "members", "persons")),
        say(m.lang, "column.guideline"),
        tell(TEXTS, m.lang, "posts"),
    ]
    return plain_table(
        tell(TEXTS, m.lang, "units", name=a.name),
        header,
        rows,
        words=(0, 1, 2, 3, 5),
        widths=(0.18, 0.12, 0.16, 0.22, 0.1, 0.14, 0.08),
        small=True,
    )


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
                    Cell(m.number(times * course.participants_per_course, 1), align="right"),
                )
            )
    return Table(tell(TEXTS, m.lang, "venues", name=a.name), tuple(rows), (0.3, 0.16, 0.28, 0.13, 0.13))
