"""Section: professionals, user representatives and peers."""

from __future__ import annotations

from collections.abc import Iterator

from planner.report.case.build import merged, plain_table
from planner.report.case.material import Material
from planner.report.case.tree import Block, Cell, Heading, Paragraph, Points, Table
from planner.report.comparison import row_label
from planner.report.words import known, tell, term
from planner.texts import Texts

TEXTS = Texts(
    "case.staffing",
    {
        "heading": "Professionals, user representatives and peers",
        "intro": (
            "The work is of three kinds. The coordinator builds networks and skills, develops "
            "programmes and runs courses. Professionals of the municipalities and {specialist} hold "
            "the meetings together with user representatives. Peers meet participants at gatherings "
            "of their own."
        ),
        "work": "The coordinator's work in each alternative, at {level} participation",
        "alternative": "Alternative",
        "posts": "Posts",
        "needed": "Posts needed",
        "base": "Base hours",
        "develop": "Developing",
        "repeat": "Running",
        "over": "Units beyond their posts",
        "small": "Units under two posts",
        "work_note": (
            "Base hours are work to be done however many courses are held. Developing is spread over "
            "several years. Hours a year."
        ),
        "professions": "Professionals' hours a year in “{name}”, by profession",
        "profession": "Profession",
        "meetings": "In meetings",
        "travel": "On the road",
        "limit": "Limit stated",
        "together": "Together",
        "no_professions": (
            "No courses are held in the region in “{name}”, so no hours of the municipalities' "
            "professionals are needed."
        ),
        "people": "Professionals' hours and user representatives' meetings",
        "brake": (
            "The 2006 survey of the centres in Helse Nord names the capacity of professionals, not "
            "coordinators, as the brake. How many hours the municipalities can spare is not known. "
            "[To be settled with the services.]"
        ),
        "vulnerable": (
            "A unit of fewer than two posts is vulnerable when one is away. [How absence is covered.]"
        ),
        "split": (
            "Which of the professions lead a meeting is not known; hours are shared equally among them "
            "here. User representatives' travel is not counted, for their homes are not known."
        ),
        "users": (
            "User representatives take part in planning, holding and judging courses. [Which user "
            "organisations contribute, and how they are paid.]"
        ),
    },
)


def staffing(m: Material) -> Iterator[Block]:
    """Coordinators, professionals by profession, user representatives; what is not known."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "intro", specialist=m.specialist))
    yield _work(m)
    yield Paragraph(tell(TEXTS, m.lang, "work_note"), kind="note")
    yield _people(m)
    found = m.proposed.indicators.professions
    if found:
        yield _professions(m)
    else:
        yield Paragraph(tell(TEXTS, m.lang, "no_professions", name=m.proposed.name))
    yield Points(tuple(tell(TEXTS, m.lang, name) for name in ("brake", "vulnerable", "split", "users")))


def _work(m: Material) -> Table:
    rows = []
    for n, a in enumerate(m.alternatives):
        found = a.indicators
        rows.append(
            [
                a.name,
                m.number(found.posts_fte, 1),
                m.number(found.coordinator_posts_needed, 1),
                m.number(found.coordinator_hours_base),
                m.number(found.coordinator_hours_develop),
                m.number(found.coordinator_hours_repeat),
                m.number(found.units_over_posts),
                m.number(m.main.rows["units_under_two_posts"][n].value),
            ]
        )
    header = [tell(TEXTS, m.lang, "alternative")]
    header += [
        tell(TEXTS, m.lang, key)
        for key in ("posts", "needed", "base", "develop", "repeat", "over", "small")
    ]
    caption = tell(TEXTS, m.lang, "work", level=m.main_level.label)
    return plain_table(caption, header, rows, small=True)


def _people(m: Material) -> Table:
    """Hours and meetings at every demand level; one cell over levels that do not differ."""
    names = ("professional_hours", "user_representative_meetings")
    first = Cell(tell(TEXTS, m.lang, "alternative"), head=True, rows=2)
    labels = [row_label(name, m.lang, m.specialist) for name in names]
    width = len(m.levels)
    header = (first, *(Cell(label, columns=width, head=True, align="center") for label in labels))
    below = tuple(Cell(level.label, head=True, align="center") for _ in names for level in m.levels)
    rows: list[tuple[Cell, ...]] = [header, below]
    for a in m.alternatives:
        cells: list[Cell] = []
        for name in names:
            texts = []
            for level in m.levels:
                there = m.at_level(level, a.name)
                value = None if there is None else getattr(there.indicators, name)
                texts.append(known(m.lang, name, value))
            cells += merged(texts)
        rows.append((Cell(a.name), *cells))
    each = 0.66 / (2 * width)
    return Table(
        tell(TEXTS, m.lang, "people"), tuple(rows), (0.34, *((each,) * (2 * width))), head_rows=2
    )


def _professions(m: Material) -> Table:
    found = sorted(m.proposed.indicators.professions, key=lambda row: -row.hours_meetings)
    limits = any(row.hours_max is not None for row in found)
    rows = []
    for row in found:
        name = term(m.lang, row.profession)
        texts = [
            name[:1].upper() + name[1:],
            m.number(row.hours_meetings),
            m.number(row.hours_travel),
        ]
        rows.append([*texts, m.number(row.hours_max)] if limits else texts)
    sums = [
        tell(TEXTS, m.lang, "together"),
        m.number(sum(row.hours_meetings for row in found)),
        m.number(sum(row.hours_travel for row in found)),
    ]
    rows.append([*sums, ""] if limits else sums)
    header = [tell(TEXTS, m.lang, key) for key in ("profession", "meetings", "travel")]
    if limits:
        header.append(tell(TEXTS, m.lang, "limit"))
    return plain_table(tell(TEXTS, m.lang, "professions", name=m.proposed.name), header, rows)
