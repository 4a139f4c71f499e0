"""Section: what borders on the specialist service, the medical centres and the healthy-life centres."""

from __future__ import annotations

from collections.abc import Iterator

from planner.report.case.build import merged
from planner.report.case.material import Material
from planner.report.case.tree import Block, Cell, Heading, Paragraph, Points, Table
from planner.report.words import joined, known, tell
from planner.texts import Texts

TEXTS = Texts(
    "case.interfaces",
    {
        "heading": "Interfaces: {specialist}, medical centres and healthy-life centres",
        "specialist": (
            "{specialist} has programmes of its own, and some will go on taking part there: those "
            "who need what only a specialist can give, and those who are too few locally. The table "
            "shows how many."
        ),
        "table": "Participants at {specialist} a year",
        "alternative": "Alternative",
        "today_share": (
            "Where courses move to the municipalities, {specialist} loses participants of the region. "
            "Whether that frees professionals to help locally has not been worked out. [Who does what, "
            "guidance and shared courses.]"
        ),
        "services": (
            "Counted on here: {services}. Which programmes they hold, and how many trips a course "
            "there takes, is assumed."
        ),
        "dms_used": "District medical centres (DMS) are venues in {names}.",
        "dms_unused": "None of the alternatives has courses at a district medical centre (DMS).",
        "dms": (
            "A medical centre can be three things: rooms for courses, a base for professionals, and "
            "the coordinator. The figures keep them apart. [The centres' own plans and capacity.]"
        ),
        "healthy": (
            "Healthy-life centres are more than rooms. They can take a share of the lifestyle "
            "programmes, as overweight, COPD and smoking, and heart disease, as partners. The "
            "figures do not know how large a share, and so have taken nothing off. [Which "
            "municipalities have one, and what it can take.]"
        ),
        "healthy_venue": "Courses in rooms of a health centre: {names}.",
    },
)


def interfaces(m: Material) -> Iterator[Block]:
    """Who goes to the specialist under each alternative, and what is left to talk about."""
    words = {"specialist": m.specialist}
    yield Heading(1, tell(TEXTS, m.lang, "heading", **words))
    yield Paragraph(tell(TEXTS, m.lang, "specialist", **words))
    yield _table(m)
    names = [s.name for s in m.region.specialist_services.values()]
    yield Points(
        (
            tell(TEXTS, m.lang, "today_share", **words),
            tell(TEXTS, m.lang, "services", services=joined(m.lang, names)),
            *_dms(m),
            tell(TEXTS, m.lang, "healthy"),
            *_centres(m),
        )
    )


def _users_of(m: Material, kind: str) -> list[str]:
    """Alternatives with courses in a kind of venue."""
    return [
        m.quote(a.name)
        for a in m.alternatives
        if any(a.region.venues[v].kind == kind for v in a.indicators.venues_used)
    ]


def _dms(m: Material) -> Iterator[str]:
    known = any(v.kind == "dms" for v in m.region.venues.values())
    if not known:
        return
    using = _users_of(m, "dms")
    if using:
        yield tell(TEXTS, m.lang, "dms_used", names=joined(m.lang, using))
    else:
        yield tell(TEXTS, m.lang, "dms_unused")
    yield tell(TEXTS, m.lang, "dms")


def _centres(m: Material) -> Iterator[str]:
    using = _users_of(m, "health_centre")
    if using:
        yield tell(TEXTS, m.lang, "healthy_venue", names=joined(m.lang, using))


def _table(m: Material) -> Table:
    """Participants at the specialist, a column for each level."""
    header = (
        Cell(tell(TEXTS, m.lang, "alternative"), head=True),
        *(Cell(level.label, head=True, align="center") for level in m.levels),
    )
    rows: list[tuple[Cell, ...]] = [header]
    for a in m.alternatives:
        texts = []
        for level in m.levels:
            there = m.at_level(level, a.name)
            value = None if there is None else there.indicators.participants_specialist
            texts.append(known(m.lang, "participants_specialist", value))
        rows.append((Cell(a.name), *merged(texts)))
    width = 0.5 / len(m.levels)
    caption = tell(TEXTS, m.lang, "table", specialist=m.specialist)
    return Table(caption, tuple(rows), (0.5, *((width,) * len(m.levels))))
