"""Section: which programmes at which level, and what each needs."""

from __future__ import annotations

from collections.abc import Iterator

from planner.evaluate import ProgrammeIndicators
from planner.pipeline import Alternative
from planner.report.case.build import first_wide, merged, plain_table
from planner.report.case.grouping import groups
from planner.report.case.material import Material
from planner.report.case.tree import Block, Cell, Heading, Paragraph, Points, Table
from planner.report.words import joined, say, tell, term
from planner.texts import Texts, name_in

TEXTS = Texts(
    "case.offers",
    {
        "heading": "Which programmes at which level",
        "intro": (
            "A programme can be offered in each municipality, shared by several, or at {specialist}. "
            "Which level is possible follows from how many inhabitants the programme needs to fill a "
            "group: the size of a group over how many of the inhabitants take part each year."
        ),
        "needs": "What each programme needs, and where it is held in “{name}”",
        "needed": "Inhabitants needed",
        "held": "Courses a year",
        "level": "Level",
        "local": "Local",
        "wait": "Wait (years)",
        "fill": "Fills",
        "matrix": "Level of each programme in each alternative, at {level} participation",
        "matrix_note": (
            "M: courses of each municipality's own. S: courses shared by municipalities. {specialist}: "
            "take part at {specialist}. –: no offer. Two signs: some of the inhabitants at each level."
        ),
        "own": "M",
        "shared": "S",
        "specialist": "H",
        "general": (
            "General courses across diagnoses can take in groups too small for their own. In "
            "“{name}” that is {on}. {programmes} can be taken in like this."
        ),
        "joins_on": "allowed",
        "joins_off": "not allowed",
        "unpooled": (
            "{programmes} in the sources add up many small groups that cannot meet as one. No local "
            "courses are counted on for them."
        ),
        "peers": (
            "{programmes} are led by peers, without professionals. They take a room and somebody to "
            "hold the threads, but no professionals' hours. Where they should be held has not been "
            "worked out. [Wishes of the user organisations.]"
        ),
        "evening": "Time of day: {times}. Evening courses suit those who work.",
        "ages": "Ages: {ages}. [Programmes for children and young people to be judged apart.]",
        "age": "{age} years: {count} programmes",
        "all_ages": "all ages: {count} programmes",
        "cycle": (
            "How often courses are held decides much: with two years' participants to each course, "
            "more programmes can fill a group. The price is a longer wait."
        ),
    },
)

COLUMNS_MAX = 9
WIDTHS = (0.24, 0.12, 0.09, 0.09, 0.09, 0.1, 0.09, 0.09, 0.09)
SERVED_MIN = 0.005
"""A share of a programme's participants below this is not told."""


def offers(m: Material) -> Iterator[Block]:
    """What programmes need, where they are held, and the concepts behind."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "intro", specialist=m.specialist))
    yield _needs(m)
    shown = tuple(group.shown for group in groups(m))
    for start in range(0, len(shown), COLUMNS_MAX):
        yield _matrix(m, shown[start : start + COLUMNS_MAX])
    yield Paragraph(tell(TEXTS, m.lang, "matrix_note", specialist=m.specialist), kind="note")
    yield Points(tuple(_notes(m)))


def level_of(m: Material, a: Alternative, row: ProgrammeIndicators) -> str:
    """Where the people of a programme take part, in signs."""
    if row.participants_total <= 0:
        return say(m.lang, "table.absent")
    signs = []
    members = {unit.unit_id: len(unit.member_codes) for unit in a.indicators.units}
    sizes = {
        members.get(c.unit_id, 1) > 1
        for c in a.indicators.per_course
        if c.programme_id == row.programme_id
    }
    if row.participants_served / row.participants_total > SERVED_MIN:
        signs += [tell(TEXTS, m.lang, "own")] if False in sizes else []
        signs += [tell(TEXTS, m.lang, "shared")] if True in sizes or not sizes else []
    if row.participants_specialist / row.participants_total > SERVED_MIN:
        signs.append(m.specialist if len(m.specialist) <= 5 else tell(TEXTS, m.lang, "specialist"))
    if row.participants_unmet / row.participants_total > SERVED_MIN:
        signs.append(say(m.lang, "table.absent"))
    return "/".join(signs)


def _programme_name(m: Material, row: ProgrammeIndicators) -> str:
    return name_in(m.lang, row.name_nb, row.name_en)


def _needs(m: Material) -> Table:
    rows = []
    home = m.proposed.scenario.stays_home
    for row in m.proposed.indicators.per_programme:
        if row.participants_total <= 0:
            continue
        rows.append(
            [
                _programme_name(m, row),
                _hundreds(m, row.persons_needed_cycle),
                level_of(m, m.proposed, row),
                m.number(row.courses, 0 if row.courses == int(row.courses) else 1),
                m.number(row.participants_served),
                m.number(row.participants_specialist),
                m.number(row.participants_unmet),
                *([m.number(row.participants_lost)] if home else []),
                m.percent(row.fill_probability),
                m.number(row.wait_years, 1),
            ]
        )
    header = [
        say(m.lang, "column.programme"),
        tell(TEXTS, m.lang, "needed"),
        tell(TEXTS, m.lang, "level"),
        tell(TEXTS, m.lang, "held"),
        tell(TEXTS, m.lang, "local"),
        say(m.lang, "column.at", specialist=m.specialist),
        say(m.lang, "column.unmet"),
        *([say(m.lang, "column.lost")] if home else []),
        tell(TEXTS, m.lang, "fill"),
        tell(TEXTS, m.lang, "wait"),
    ]
    caption = tell(TEXTS, m.lang, "needs", name=m.proposed.name)
    return plain_table(caption, header, rows, widths=(0.22, 0.1, *(0.085,) * 8) if home else WIDTHS)


def _hundreds(m: Material, persons: float | None) -> str:
    """Inhabitants to the nearest hundred: the rate behind them is no better known."""
    return m.number(None if persons is None else float(round(persons, -2)))


def _matrix(m: Material, shown: tuple[Alternative, ...]) -> Table:
    header = (
        Cell(say(m.lang, "column.programme"), head=True),
        *(Cell(short(a.name, m), head=True, align="center") for a in shown),
    )
    rows: list[tuple[Cell, ...]] = [header]
    for n, known in enumerate(m.proposed.indicators.per_programme):
        if known.participants_total <= 0:
            continue
        signs = [level_of(m, a, a.indicators.per_programme[n]) for a in shown]
        rows.append((Cell(_programme_name(m, known)), *merged(signs)))
    caption = tell(TEXTS, m.lang, "matrix", level=m.main_level.label)
    return Table(caption, tuple(rows), first_wide(len(shown) + 1, 0.24), small=True)


def short(name: str, m: Material) -> str:
    """A title for the head of a narrow column."""
    for long in ("Alternativ ", "Alternative "):
        name = name.removeprefix(long)
    return name


def _notes(m: Material) -> Iterator[str]:
    region, wanted = (
        m.region,
        [row.programme_id for row in m.proposed.indicators.per_programme if row.participants_total > 0],
    )
    programmes = [region.programmes[k] for k in wanted]

    def names(chosen: list[str]) -> str:
        return joined(m.lang, [chosen[0], *(name[0].lower() + name[1:] for name in chosen[1:])])

    def called(k: str) -> str:
        return name_in(m.lang, region.programmes[k].name_nb, region.programmes[k].name_en)

    yield tell(TEXTS, m.lang, "cycle")
    joining = [called(p.id) for p in programmes if p.joins_id]
    if joining:
        on = "joins_on" if m.proposed.scenario.rules.group_size.joins else "joins_off"
        yield tell(
            TEXTS,
            m.lang,
            "general",
            name=m.proposed.name,
            on=tell(TEXTS, m.lang, on),
            programmes=names(joining),
        )
    unpooled = [called(p.id) for p in programmes if not p.pooled]
    if unpooled:
        yield tell(TEXTS, m.lang, "unpooled", programmes=names(unpooled))
    peers = [called(p.id) for p in programmes if p.professionals_per_meeting == 0]
    if peers:
        yield tell(TEXTS, m.lang, "peers", programmes=names(peers))
    times: dict[str, int] = {}
    ages: dict[str, int] = {}
    for p in programmes:
        times[p.time_of_day] = times.get(p.time_of_day, 0) + 1
        ages[p.age_band] = ages.get(p.age_band, 0) + 1
    told = [f"{term(m.lang, time)}: {count}" for time, count in sorted(times.items())]
    yield tell(TEXTS, m.lang, "evening", times=joined(m.lang, told))
    shown = [
        tell(TEXTS, m.lang, "all_ages", count=count)
        if age in ("all", "")
        else tell(TEXTS, m.lang, "age", age=age, count=count)
        for age, count in sorted(ages.items())
    ]
    yield tell(TEXTS, m.lang, "ages", ages=joined(m.lang, shown))
