"""Phasing as text: what opens in which period, what it is worth, and what the greedy order loses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum
from typing import TYPE_CHECKING

from planner.report.comparison import assumption_note
from planner.report.terminal.text import WIDTH, bullets, page, paragraph, text_of, words_table
from planner.report.words import (
    PHASING_WORDS,
    Lang,
    joined,
    money,
    number,
    percent_at_most,
    specialist_name,
    tell,
)
from planner.texts import name_in

if TYPE_CHECKING:
    from planner.phasing import Measure, Period, Phasing

NAMED_MAX = 3
"""Programmes that are named one by one; more are counted, with their names behind."""


def phasing_text(found: Phasing, lang: Lang = "nb", *, width: int = WIDTH, color: bool = False) -> str:
    """The order, a row for each period, and what it is worth."""
    console = page(width, color)
    paragraph(console, _told(lang, "title", title=found.end.title(lang)), style="bold")
    scope = found.best[0].alternative.indicators.scope_codes
    paragraph(
        console,
        _told(
            lang,
            "lead",
            count=len(found.measures),
            periods=len(found.best),
            years=sum(period.years for period in found.best),
            persons=number(lang, found.end.region.persons_of(scope)),
            names=joined(lang, found.end.municipality_names(scope)),
        ),
    )
    unmet = any(p.alternative.indicators.participants_unmet >= 0.5 for p in found.best)
    specialist = specialist_name(found.end.region, lang)
    header = [_told(lang, "period"), _told(lang, "years"), _told(lang, "opens"), _told(lang, "served")]
    header.append(_told(lang, "hospital", specialist=specialist))
    header += [_told(lang, "unmet")] * unmet
    header += [_told(lang, key) for key in ("hours", "nok", "posts")]
    rows = [_row(found, period, unmet, lang) for period in found.best]
    right = [0, *range(3, len(header))]
    words_table(console, _told(lang, "table"), header, rows, right=right)
    bullets(console, _told(lang, "what"), list(phasing_sentences(found, lang)))
    note = assumption_note([found.end], lang)
    if note:
        paragraph(console, note)
    return text_of(console)


def _row(found: Phasing, period: Period, unmet: bool, lang: Lang) -> list[str]:
    from planner.phasing import nok_of

    of = period.alternative.indicators
    row = [
        str(period.number),
        years_of(found.best, period, lang),
        opens_text(found, period.opened, lang),
        number(lang, of.participants_served),
        number(lang, of.participants_specialist),
    ]
    row += [number(lang, of.participants_unmet)] * unmet
    priced = not of.cost_absent_because
    row.append(number(lang, of.travel_hours_total))
    row.append(money(lang, nok_of(period.alternative)) if priced else "–")
    row.append(number(lang, of.posts_fte, 1))
    return row


def years_of(periods: Sequence[Period], period: Period, lang: Lang) -> str:
    """Which years of the whole a period is: 3–4."""
    first = sum(p.years for p in periods if p.number < period.number) + 1
    last = first + period.years - 1
    key = "year_one" if last == first else "year_span"
    return _told(lang, key, first=first, last=last)


def opens_text(found: Phasing, opened: Sequence[Measure], lang: Lang) -> str:
    """What opens, in words."""
    names = [measure_name(found, m, lang) for m in opened if m.kind != "programme"]
    programmes = [measure_name(found, m, lang) for m in opened if m.kind == "programme"]
    if len(programmes) > NAMED_MAX:
        listed = joined(lang, programmes)
        names.append(_told(lang, "programmes", count=len(programmes), names=listed))
    else:
        names += programmes
    # Names of units and venues hold commas themselves.
    return "; ".join(names) or _told(lang, "nothing")


def measure_name(found: Phasing, measure: Measure, lang: Lang) -> str:
    """A measure as people call it."""
    region = found.end.region
    if measure.kind == "programme":
        programme = region.programmes[measure.id]
        name = name_in(lang, programme.name_nb, programme.name_en)
    elif measure.kind == "venue":
        name = region.venues[measure.id].name
    else:
        name = found.end.unit_name(measure.id)
    unit = found.end.unit_name(measure.unit_id) if measure.unit_id else ""
    return _told(lang, measure.kind, name=name, unit=unit)


def phasing_sentences(found: Phasing, lang: Lang) -> tuple[str, ...]:
    """What the order is worth, that it is proven, what the greedy one loses, and what is left."""
    return tuple(_sentences(found, lang))


def _sentences(found: Phasing, lang: Lang) -> Iterator[str]:
    years = sum(period.years for period in found.best)
    served = fsum(p.years * p.alternative.indicators.participants_served for p in found.best)
    hours = fsum(p.years * p.alternative.indicators.travel_hours_total for p in found.best)
    yield _told(lang, "sum", years=years, served=number(lang, served), hours=number(lang, hours))
    names = [_told(lang, f"aim.{aim}") for aim in found.aims]
    aims = _told(
        lang,
        "aims" if len(names) == 1 else "aims_then",
        first=names[0],
        rest=joined(lang, names[1:]),
    )
    if found.gap:
        gap = percent_at_most(lang, found.gap)
        yield _told(lang, "within", aims=aims, states=found.states, gap=gap)
    else:
        yield _told(lang, "proven", aims=aims, states=found.states)
    yield _greedy(found, years, lang)
    left = [m for m in found.measures if m not in found.best[-1].standing]
    if left:
        yield _told(lang, "left", names=joined(lang, [measure_name(found, m, lang) for m in left]))
    if found.start is not None:
        yield _told(lang, "stands")
    yield _told(lang, "not_counted")


def _greedy(found: Phasing, years: int, lang: Lang) -> str:
    if not found.greedy:
        return _told(lang, "greedy_stuck")
    worse = [(aim, lost) for aim, lost in zip(found.aims, found.lost, strict=True) if abs(lost) >= 0.5]
    if not worse:
        return _told(lang, "greedy_same")
    # The first aim decides; what is gained of a later one for it is no loss.
    aim, lost = worse[0]
    told = _told(lang, f"lost_{aim}", count=number(lang, lost))
    return _told(lang, "greedy_loses", lost=told, years=years)


def _told(lang: Lang, key: str, /, **values: str | int) -> str:
    return tell(PHASING_WORDS, lang, key, **values)
