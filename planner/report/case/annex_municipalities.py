"""Annex: one page for each municipality, with its figures, its map and what changes."""

from __future__ import annotations

from collections.abc import Iterator

from planner.evaluate import MunicipalityIndicators
from planner.pipeline import Alternative
from planner.report.case.build import plain_table
from planner.report.case.grouping import groups
from planner.report.case.material import Material
from planner.report.case.municipalities import changed
from planner.report.case.tree import Block, Figure, Heading, PageBreak, Paragraph, Table
from planner.report.words import at_places, known, rounded, say, tell
from planner.texts import Texts

TEXTS = Texts(
    "case.annex_municipalities",
    {
        "heading": "A page for each municipality",
        "persons": "{name} has {persons} inhabitants, {share} of the scope.",
        "member": "In “{alternative}” the municipality belongs to {unit}.",
        "outside": "In “{alternative}” the municipality stands outside the units.",
        "goes": (
            "Its people attend courses {places}; {at} of {total} participants a year take part at "
            "{specialist}."
        ),
        "goes_away": (
            "Nobody attends courses in the region; {at} of {total} participants a year take part at "
            "{specialist}."
        ),
        "unmet": "{unmet} have no offer.",
        "change": (
            "From “{before}” to “{after}”: {hours} travel hours a year for participants, {minutes} "
            "minutes one way on average, {near} programmes within 60 minutes. The municipality pays "
            "NOK {nok} a year if shared by head."
        ),
        "table": "{name} in each alternative",
        "alternative": "Alternative",
        "mean_local": "Minutes to local courses",
        "mean_away": "Minutes to {specialist}",
        "longest": "Longest way, minutes",
        "hours": "Travel hours",
        "local": "At local courses",
        "near": "Programmes within 60 min.",
        "map": "{name}: venues and who travels where in “{alternative}”",
        "map_told": (
            "Map of {name} with roads, places, venues and lines to where its people travel. {text}"
        ),
        "open": (
            "[The municipality's own measures, healthy-life centre, volunteers and user organisations.]"
        ),
    },
)


MAP_WIDTH = 0.8
"""Share of the text's width: with a table of fifteen alternatives above it, a page is full."""


def municipality_pages(m: Material) -> Iterator[Block]:
    """A page for each municipality in scope, by name."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    rows = sorted(m.proposed.indicators.per_municipality, key=lambda row: row.name)
    for n, row in enumerate(rows):
        if n:
            yield PageBreak()
        yield Heading(2, row.name)
        text = _told(m, row)
        yield Paragraph(text)
        yield from _change(m, row)
        yield _table(m, row)
        if row.code in m.municipality_maps:
            said = tell(TEXTS, m.lang, "map_told", name=row.name, text=text)
            caption = tell(TEXTS, m.lang, "map", name=row.name, alternative=m.proposed.name)
            yield Figure(caption, m.municipality_maps[row.code], said, MAP_WIDTH)
        yield Paragraph(tell(TEXTS, m.lang, "open"), kind="open")


def _told(m: Material, row: MunicipalityIndicators) -> str:
    a = m.proposed
    share = row.persons / m.main.persons_in_scope if m.main.persons_in_scope else None
    told = [
        tell(TEXTS, m.lang, "persons", name=row.name, persons=row.persons, share=m.percent(share, 1))
    ]
    if row.unit_id is not None:
        unit = a.unit_name(row.unit_id)
        told.append(tell(TEXTS, m.lang, "member", alternative=a.name, unit=unit))
    elif a.indicators.units:
        told.append(tell(TEXTS, m.lang, "outside", alternative=a.name))
    places = _places(a, row.code)
    told.append(
        tell(
            TEXTS,
            m.lang,
            "goes" if places else "goes_away",
            places=at_places(m.lang, a.region, places) if places else "",
            at=known(m.lang, "participants_specialist", row.participants_specialist),
            total=m.number(
                float(
                    rounded(row.participants_served)
                    + rounded(row.participants_specialist)
                    + rounded(row.participants_unmet)
                )
            ),
            specialist=m.specialist,
        )
    )
    if rounded(row.participants_unmet):
        told.append(tell(TEXTS, m.lang, "unmet", unmet=m.number(row.participants_unmet)))
    return " ".join(told)


def _places(a: Alternative, code: str) -> list[str]:
    """Ids of the places where the people of a municipality attend courses, most of them first."""
    people: dict[str, float] = {}
    for row in a.indicators.assignments:
        if row.municipality_code == code and row.venue_id is not None:
            place = a.region.venues[row.venue_id].place_id
            people[place] = people.get(place, 0.0) + row.participants_per_year
    return sorted(people, key=lambda place: (-people[place], a.region.place_name(place)))


def _change(m: Material, row: MunicipalityIndicators) -> Iterator[Block]:
    if m.effects is None:
        return
    effect = next(e for e in m.effects.municipalities if e.code == row.code)
    before, after = effect.before, effect.after
    yield Paragraph(
        tell(
            TEXTS,
            m.lang,
            "change",
            before=m.effects.before,
            after=m.effects.after,
            hours=changed(m, before.hours, after.hours, "travel_hours"),
            minutes=changed(m, before.minutes_mean, after.minutes_mean, "minutes_mean"),
            near=changed(
                m,
                float(before.programmes_within_60),
                float(after.programmes_within_60),
                "programmes_within_60",
            ),
            nok=changed(m, before.nok_by_head, after.nok_by_head, "cost_nok"),
        )
    )


def _table(m: Material, here: MunicipalityIndicators) -> Table:
    names = (
        "participants_served",
        "participants_specialist",
        "minutes_mean_local",
        "minutes_mean_specialist",
        "minutes_max",
        "travel_hours",
        "programmes_within_60",
    )
    rows = []
    for group in groups(m):
        a = group.shown
        row = next(r for r in a.indicators.per_municipality if r.code == here.code)
        rows.append([a.name, *(known(m.lang, name, getattr(row, name)) for name in names)])
    header = [
        tell(TEXTS, m.lang, "alternative"),
        tell(TEXTS, m.lang, "local"),
        say(m.lang, "column.at", specialist=m.specialist),
        tell(TEXTS, m.lang, "mean_local"),
        tell(TEXTS, m.lang, "mean_away", specialist=m.specialist),
        *(tell(TEXTS, m.lang, key) for key in ("longest", "hours", "near")),
    ]
    caption = tell(TEXTS, m.lang, "table", name=here.name)
    return plain_table(caption, header, rows, small=True)
