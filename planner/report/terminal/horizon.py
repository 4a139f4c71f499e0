"""The horizon as text: a table for each scenario, and what turns when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from planner.report.terminal.text import WIDTH, bullets, page, paragraph, text_of, words_table
from planner.report.words import HORIZON_WORDS, Lang, joined, number, tell
from planner.texts import name_in

if TYPE_CHECKING:
    from planner.horizon import Horizon, Turn, YearPlans
    from planner.pipeline import Alternative

COUNTED = "counted"
"""The only projection of a region that has none."""
HOURS_MIN = 0.5
"""Fewer hours than this are none."""


def horizon_text(found: Horizon, lang: Lang = "nb", *, width: int = WIDTH, color: bool = False) -> str:
    """Every scenario in the main projection, and what turns in any."""
    console = page(width, color)
    first, last = str(found.years[0]), str(found.years[-1])
    title = _told(lang, "title", region=found.region.title, first=first, last=last)
    paragraph(console, title, style="bold")
    paragraph(console, _told(lang, "lead", first=first))
    if found.projections == (COUNTED,):
        years = joined(lang, [str(year) for year in found.years])
        paragraph(console, _told(lang, "no_projection", years=years))
    for base in found.decided:
        main = found.projections[0]
        title = _told(lang, "table", title=base.title(lang), projection=projection_name(main, lang))
        header, rows = _table(found, base, main, lang)
        words_table(console, title, header, rows, right=[0, 1, *range(3, len(header))])
        bullets(console, _told(lang, "what"), list(horizon_sentences(found, base, lang)))
    paragraph(console, _told(lang, "assumed"))
    return text_of(console)


def projection_name(name: str, lang: Lang) -> str:
    """What a projection is called."""
    return _told(lang, "counted") if name == COUNTED else _told(lang, "projection", name=name)


def _table(
    found: Horizon, base: Alternative, projection: str, lang: Lang
) -> tuple[list[str], list[list[str]]]:
    from planner.evaluate import threshold_status
    from planner.horizon import plan_of, unit_persons

    units = [u.unit_id for u in base.plan.units]
    persons = [unit_persons(found, base, projection, unit) for unit in units]
    one = base.unit_name(units[0]) if len(units) == 1 else ""
    header = [
        _told(lang, "year"),
        _told(lang, "persons", unit=one) if one else _told(lang, "persons_units"),
        _told(lang, "verdict"),
        *(_told(lang, key) for key in ("programmes", "served", "hours", "hours_anew")),
    ]
    rows = []
    for n, row in enumerate(found.rows_of(base.name, projection)):
        kept, anew = plan_of(row.kept), plan_of(row.anew)
        threshold = base.scenario.threshold
        verdicts = [threshold_status(counts[n], threshold) for counts in persons]
        none = _told(lang, "none")
        rows.append(
            [
                str(row.year),
                " / ".join(number(lang, counts[n]) for counts in persons) or "–",
                " / ".join(_told(lang, f"status.{v}") for v in dict.fromkeys(verdicts)) or "–",
                none if kept is None else number(lang, kept.indicators.programmes_held),
                none if kept is None else number(lang, kept.indicators.participants_served),
                none if kept is None else number(lang, kept.indicators.travel_hours_total),
                none if anew is None else number(lang, anew.indicators.travel_hours_total),
            ]
        )
    return header, rows


def horizon_sentences(found: Horizon, base: Alternative, lang: Lang) -> tuple[str, ...]:
    """What turns in which year, in each projection, and what it costs to keep the plan."""
    return tuple(_sentences(found, base, lang))


def _sentences(found: Horizon, base: Alternative, lang: Lang) -> Iterator[str]:
    yield from _units(found, base, lang)
    for projection in found.projections:
        yield from _offers(found, base, projection, lang)
    yield from _keeping(found, base, lang)


def _units(found: Horizon, base: Alternative, lang: Lang) -> Iterator[str]:
    from planner.evaluate import threshold_status
    from planner.horizon import unit_persons, unit_turns

    holds: dict[tuple[str, str], list[str]] = {}
    for projection in found.projections:
        turned = unit_turns(found, base, projection)
        for turn in turned:
            yield _told(
                lang,
                "unit_turns",
                unit=base.unit_name(turn.what),
                was=_told(lang, f"status.{turn.was}"),
                now=_told(lang, f"status.{turn.now}"),
                year=str(turn.year),
                projection=projection_name(projection, lang),
            )
        for unit in base.plan.units:
            if all(turn.what != unit.unit_id for turn in turned):
                persons = unit_persons(found, base, projection, unit.unit_id)[0]
                verdict = threshold_status(persons, base.scenario.threshold)
                holds.setdefault((unit.unit_id, verdict), []).append(projection)
    for (unit_id, status), projections in holds.items():
        yield _told(
            lang,
            "unit_holds",
            unit=base.unit_name(unit_id),
            status=_told(lang, f"status.{status}"),
            projections=joined(lang, [projection_name(name, lang) for name in projections]),
        )


def _offers(found: Horizon, base: Alternative, projection: str, lang: Lang) -> Iterator[str]:
    from planner.horizon import dropped_programmes, dropped_venues

    region = base.region

    def programme(programme_id: str) -> str:
        row = region.programmes[programme_id]
        return name_in(lang, row.name_nb, row.name_en)

    def venue(venue_id: str) -> str:
        return region.venues[venue_id].name

    for turns, keys, name in (
        (dropped_programmes(found, base, projection), {"out": "stops", "in": "starts"}, programme),
        (dropped_venues(found, base, projection), {"out": "empties", "in": "fills"}, venue),
    ):
        for (year, now), ids in _together(turns).items():
            yield _told(
                lang,
                keys[now],
                names=joined(lang, [name(i) for i in ids]),
                year=str(year),
                projection=projection_name(projection, lang),
            )


def _together(turns: Sequence[Turn]) -> dict[tuple[int, str], list[str]]:
    """What turns the same way in the same year."""
    found: dict[tuple[int, str], list[str]] = {}
    for turn in turns:
        found.setdefault((turn.year, turn.now), []).append(turn.what)
    return found


def _keeping(found: Horizon, base: Alternative, lang: Lang) -> Iterator[str]:
    from planner.horizon import plan_of, price_of_keeping

    first = str(found.years[0])
    worst: tuple[float, YearPlans] | None = None
    for projection in found.projections:
        for row in found.rows_of(base.name, projection):
            if plan_of(row.kept) is None:
                reasons = getattr(row.kept, "reasons", ())
                yield _told(
                    lang,
                    "keeping_none",
                    first=first,
                    year=str(row.year),
                    projection=projection_name(projection, lang),
                    reason="; ".join(reasons).rstrip("."),
                )
            price = price_of_keeping(row)
            if price is not None and (worst is None or price[0] > worst[0]):
                worst = (price[0], row)
    if worst is None:
        return
    hours, row = worst
    if hours < HOURS_MIN:
        yield _told(lang, "keeping_free", first=first)
        return
    yield _told(
        lang,
        "keeping",
        first=first,
        hours=number(lang, hours),
        year=str(row.year),
        projection=projection_name(row.projection, lang),
    )


def _told(lang: Lang, key: str, /, **values: str | int) -> str:
    return tell(HORIZON_WORDS, lang, key, **values)
