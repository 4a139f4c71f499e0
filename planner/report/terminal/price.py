"""Prices as tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.decide import PARTS, Part, Price, Prices
from planner.region import Region
from planner.report.terminal.text import WIDTH, page, paragraph, text_of, words_table
from planner.report.words import PRICE_LABELS, Lang, Names, joined, number, rounded, table_of
from planner.texts import name_in

if TYPE_CHECKING:
    from rich.console import Console


def price_text(
    prices: Prices, region: Region, lang: Lang = "nb", *, width: int = WIDTH, color: bool = False
) -> str:
    """The prices as one table for each part. `region` is the effective region."""
    names = Names(region, lang)
    console = page(width, color)
    title = name_in(lang, prices.title, prices.title_en)
    paragraph(console, _label(lang, "title", name=f"{prices.scenario} ({title})"), style="bold")
    paragraph(console, _as_it_is(prices, lang))
    places = [names.call("municipality", code) for code in prices.scope_codes]
    paragraph(console, _label(lang, "scope", names=joined(lang, places)))
    unmet = any(rounded(p.participants_unmet or 0.0, 1) for p in prices.prices)
    for part in PARTS:
        _part(console, prices, part, names, unmet=unmet)
    if any(p.otherwise is not None and not p.proven for p in prices.prices):
        paragraph(console, _label(lang, "unproven"))
    if abs(prices.as_it_is.travel_hours_plan - prices.as_it_is.travel_hours) > 0.5:
        paragraph(console, _label(lang, "others"))
    return text_of(console)


def _as_it_is(prices: Prices, lang: Lang) -> str:
    now = prices.as_it_is
    nok = _label(lang, "no_nok")
    if now.cost_nok is not None:
        nok = _label(lang, "nok", nok=number(lang, now.cost_nok))
    return _label(
        lang,
        "as_it_is",
        hours=number(lang, now.travel_hours),
        minutes="–" if now.minutes_worst is None else number(lang, now.minutes_worst),
        worst=now.worst or "–",
        unmet=number(lang, now.participants_unmet, 1 if rounded(now.participants_unmet, 1) else 0),
        nok=nok,
    )


def _part(console: Console, prices: Prices, part: Part, names: Names, *, unmet: bool) -> None:
    lang = names.lang
    rows: list[list[str]] = []
    same: list[str] = []
    impossible: list[str] = []
    left_open: list[str] = []
    for one in prices.of(part):
        thing = names.say(table_of(one.key), one.key, one.values)
        if one.otherwise is None:
            (impossible if one.possible is False else left_open).append(thing)
        elif one.proven and _alike(one):
            same.append(thing)
        else:
            rows.append(_row(one, thing, lang, unmet=unmet))
    columns = ["what", "hours", "minutes", *(["unmet"] if unmet else []), "cost"]
    header = [_label(lang, name) for name in columns]
    if rows or same or impossible or left_open:
        if rows:
            words_table(console, _label(lang, part), header, rows, right=range(1, len(header)))
        else:
            console.print(_label(lang, part), style="bold")
    for key, things in (("nothing", same), ("impossible", impossible), ("open", left_open)):
        if things:
            paragraph(console, _label(lang, key, names="; ".join(things)))


def _row(one: Price, thing: str, lang: Lang, *, unmet: bool) -> list[str]:
    about = "" if one.proven else "≈ "
    cells = [
        _signed(one.travel_hours, 1, lang),
        _signed(one.minutes_worst, 1, lang),
        *([_signed(one.participants_unmet, 1, lang)] if unmet else []),
        _signed(one.cost_nok, 0, lang),
    ]
    return [thing, *(about + cell for cell in cells)]


def _alike(one: Price) -> bool:
    """Whether nothing differs that the table shows."""
    shown: Sequence[tuple[float | None, int]] = (
        (one.travel_hours, 1),
        (one.minutes_worst, 1),
        (one.participants_unmet, 1),
        (one.cost_nok, 0),
    )
    return all(value is None or not rounded(value, decimals) for value, decimals in shown)


def _signed(value: float | None, decimals: int, lang: Lang) -> str:
    if value is None:
        return "–"
    text = number(lang, value, decimals)
    return f"+{text}" if rounded(value, decimals) > 0 else text


def _label(lang: Lang, key: str, **values: str) -> str:
    return PRICE_LABELS.text(lang, key).format(**values)
