"""One alternative by itself as text: verdict, figures, units, courses and municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.pipeline import Alternative
from planner.report.comparison import assumption_note, compare, proof, sections, verdict
from planner.report.json import messages_of
from planner.report.terminal.comparison import figures_table, row_label
from planner.report.terminal.text import (
    WIDTH,
    bullets,
    page,
    paragraph,
    print_table,
    text_of,
    words_table,
)
from planner.report.words import Lang, in_words, joined, number, say, specialist_name
from planner.texts import name_in

if TYPE_CHECKING:
    from rich.console import Console

FIGURE_ROOM = 18
"""Characters that the one column of figures may need beside the labels."""


def alternative_text(
    alternative: Alternative, lang: Lang = "nb", *, width: int = WIDTH, color: bool = False
) -> str:
    """What there is to say of one alternative, with every figure of the comparison table.

    Lines are no longer than `width`, unless the words of a table need more. With `color` the text
    carries a terminal's colour codes; without, it is plain.
    """
    console = page(width, color)
    paragraph(console, f"{alternative.name}: {alternative.title(lang)}", style="bold")
    told = [*verdict(alternative, lang)]
    last = proof(alternative, lang)
    paragraph(console, " ".join(told if last in told else [*told, last]))
    shown = sections(compare([alternative]), lang)
    longest = max(len(row_label(row)) + 2 for section in shown for row in section.rows)
    label_width = min(longest, console.width - FIGURE_ROOM)
    print_table(console, figures_table(shown, [alternative.name], [0], label_width))
    console.print()
    _units(console, alternative, lang)
    _venues(console, alternative, lang)
    _municipalities(console, alternative, lang)
    note = assumption_note([alternative], lang)
    if note:
        paragraph(console, note)
    bullets(console, say(lang, "remark.title"), _messages(alternative, lang))
    return text_of(console)


def _messages(alternative: Alternative, lang: Lang) -> list[str]:
    return [in_words(lang, message) for message in messages_of(alternative)]


def _units(console: Console, alternative: Alternative, lang: Lang) -> None:
    rows = [
        (
            alternative.unit_name(unit.unit_id),
            alternative.region.place_name(unit.seat_place_id),
            joined(lang, alternative.municipality_names(unit.member_codes)),
        )
        for unit in alternative.indicators.units
    ]
    header = [say(lang, f"column.{name}") for name in ("unit_name", "seat", "members")]
    words_table(console, say(lang, "sheet.units"), header, rows)


def _venues(console: Console, alternative: Alternative, lang: Lang) -> None:
    """Where courses are held: a row per venue with its programmes and courses a year."""
    region, found = alternative.region, alternative.indicators
    rows = []
    for venue_id in found.venues_used:
        venue = region.venues[venue_id]
        held = [course for course in found.per_course if course.venue_id == venue_id]
        names = []
        for course in held:
            programme = region.programmes[course.programme_id]
            name = name_in(lang, programme.name_nb, programme.name_en)
            times = course.courses_per_year
            shown = number(lang, times, 0 if times == int(times) else 1)
            names.append(name if times == 1 else f"{name} × {shown}")
        participants = sum(c.courses_per_year * c.participants_per_course for c in held)
        rows.append(
            (
                venue.name,
                region.place_name(venue.place_id),
                joined(lang, names),
                number(lang, participants),
            )
        )
    header = [
        say(lang, "column.venue"),
        say(lang, "column.place"),
        say(lang, "column.courses"),
        say(lang, "column.participants"),
    ]
    words_table(console, say(lang, "sheet.courses"), header, rows, right=[3])


def _municipalities(console: Console, alternative: Alternative, lang: Lang) -> None:
    absent = say(lang, "table.absent")
    rows = []
    home = alternative.scenario.stays_home
    for row in alternative.indicators.per_municipality:
        minutes = [row.minutes_mean, row.minutes_max]
        rows.append(
            (
                row.name,
                number(lang, row.persons),
                number(lang, row.participants_served, 1),
                number(lang, row.participants_specialist, 1),
                number(lang, row.participants_unmet, 1),
                *([number(lang, row.participants_lost, 1)] if home else []),
                *(absent if m is None else number(lang, m) for m in minutes),
            )
        )
    specialist = specialist_name(alternative.region, lang)
    header = [
        say(lang, "column.municipality"),
        say(lang, "column.persons"),
        say(lang, "column.local"),
        say(lang, "column.at", specialist=specialist),
        say(lang, "column.unmet"),
        *([say(lang, "column.lost")] if home else []),
        say(lang, "column.mean"),
        say(lang, "column.longest"),
    ]
    title = say(lang, "single.municipalities")
    words_table(console, title, header, rows, right=range(1, len(header)))
