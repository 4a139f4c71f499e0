"""A near-optimal plan in words: where courses are, and who gains and who loses against the best."""

from __future__ import annotations

from collections.abc import Sequence

from planner.decide import Alternative, Alternatives
from planner.decide.effects_scenario import Effect
from planner.report.words import (
    ALTERNATIVES_WORDS,
    Lang,
    Names,
    either,
    joined,
    number,
    percent,
    rounded,
    tell,
)

HOURS_NOTICED = 0.5
"""Hours a year that a municipality's travel has to change by to be named."""

COUNTED = ("travel", "unmet", "seat_travel", "reach", "worst_travel", "equity")
"""Objectives that are so many of something; others are an amount."""

DECIMALS = {"travel": 1, "unmet": 1, "reach": 1, "worst_travel": 1, "equity": 1}


def label(lang: Lang, key: str, /, **values: str | int) -> str:
    """A text of the list of alternatives."""
    return tell(ALTERNATIVES_WORDS, lang, key, **values)


def amount(lang: Lang, found: Alternatives, value: float) -> str:
    """A value of the list's objective with its name, as `710,5 reisetimer`."""
    return f"{figure(lang, found, value)} {label(lang, f'objective.{found.objective}')}"


def figure(lang: Lang, found: Alternatives, value: float) -> str:
    """A value of the list's objective."""
    return number(lang, value, DECIMALS.get(found.objective, 0))


def places(names: Names, place_ids: Sequence[str] | frozenset[str]) -> str:
    """Places by name, in order of their names."""
    return joined(names.lang, sorted(names.call("place", p) for p in place_ids))


def sentences(found: Alternatives, plan: Alternative, names: Names) -> str:
    """What a plan gains and for whom, against the best one."""
    lang = names.lang
    if plan.effects is None:
        key = "best" if plan.place_ids else "best.nowhere"
        said = [_capital(label(lang, key, places=places(names, plan.place_ids))) + "."]
        if len(plan.members) > 1 or found.objective == "seat_travel":
            said.append(_capital(_units(plan, names)) + ".")
        return " ".join(said)
    said = [f"{_capital(_difference(plan, names))}: {_extra(found, plan, lang)}."]
    if plan.moved:
        said.append(_capital(_units(plan, names)) + ".")
        said += _to_the_seat(found.plans[0], plan, names)
    if plan.place_ids or plan.places_out:
        said += _for_whom(plan, names)
    besides = _besides(found, plan, lang)
    if besides:
        said.append(label(lang, "also", what=joined(lang, besides)))
    if plan.improved_by:
        where = either(lang, sorted(names.call("place", p) for p in plan.improved_by))
        said.append(label(lang, "improved", places=where))
    return " ".join(said)


def _difference(plan: Alternative, names: Names) -> str:
    lang = names.lang
    to, off = places(names, plan.places_in), places(names, plan.places_out)
    key = "swap" if to and off else "more" if to else "less" if off else "same_places"
    return label(lang, key, to=to, off=off)


def _extra(found: Alternatives, plan: Alternative, lang: Lang) -> str:
    objective = label(lang, f"objective.{found.objective}")
    counted = found.objective in COUNTED
    best = plan.value - plan.extra
    if not rounded(plan.extra, DECIMALS.get(found.objective, 0)):
        return label(lang, "costs_nothing" if counted else "amount_same", objective=objective)
    share = "–" if best <= 0 else f"+{percent(lang, plan.extra / best, 1)}"
    return label(
        lang,
        "costs_more" if counted else "amount_more",
        extra=figure(lang, found, plan.extra),
        objective=objective,
        share=share,
    )


def _units(plan: Alternative, names: Names) -> str:
    told = []
    for unit in plan.solved.plan.units:
        members = sorted(names.call("municipality", code) for code in unit.member_codes)
        name, seat = names.call("unit", unit.unit_id), names.call("place", unit.seat_place_id)
        key = "unit" if seat in name else "unit.seat"
        shown = joined(names.lang, members)
        told.append(label(names.lang, key, name=name, seat=seat, members=shown))
    return label(names.lang, "units", units="; ".join(told))


def _for_whom(plan: Alternative, names: Names) -> list[str]:
    assert plan.effects is not None
    lang, rows = names.lang, plan.effects.municipalities
    by_hours = sorted(rows, key=lambda row: (row.after.hours - row.before.hours, row.name))
    gains = [row for row in by_hours if row.before.hours - row.after.hours >= HOURS_NOTICED]
    loses = [row for row in reversed(by_hours) if row.after.hours - row.before.hours >= HOURS_NOTICED]
    if not gains and not loses:
        return [label(lang, "nobody")]
    said = [
        label(lang, key, names=joined(lang, [_one(row, lang) for row in chosen]))
        for key, chosen in (("gains", gains), ("loses", loses))
        if chosen
    ]
    if len(gains) + len(loses) < len(rows):
        said.append(label(lang, "others"))
    return said


def _to_the_seat(best: Alternative, plan: Alternative, names: Names) -> list[str]:
    """Whose way to the seat of their unit gets shorter, and whose longer, by a minute at least."""
    lang = names.lang
    changes = {
        code: minutes - best.seat_minutes[code]
        for code, minutes in plan.seat_minutes.items()
        if code in best.seat_minutes
    }
    by_change = sorted(changes, key=lambda code: (-abs(changes[code]), code))
    said = []
    for key, sign in (("nearer", -1), ("farther", 1)):
        told = [
            label(
                lang,
                "one.minutes",
                name=names.call("municipality", code),
                minutes=signed(lang, changes[code], 0),
            )
            for code in by_change
            if sign * changes[code] >= 1
        ]
        if told:
            said.append(label(lang, key, names=joined(lang, told)))
    return said


def _one(row: Effect, lang: Lang) -> str:
    hours = signed(lang, row.after.hours - row.before.hours, 1)
    before, after = row.before.minutes_mean, row.after.minutes_mean
    if before is None or after is None:
        return label(lang, "one.hours", name=row.name, hours=hours)
    return label(lang, "one", name=row.name, hours=hours, minutes=signed(lang, after - before, 0))


def _besides(found: Alternatives, plan: Alternative, lang: Lang) -> list[str]:
    """Changes of the whole plan that its travel hours do not tell."""
    best = next(p for p in found.plans if p.effects is None).solved
    was, now = best.indicators, plan.solved.indicators
    venues = len(plan.solved.plan.venues_in_use) - len(best.plan.venues_in_use)
    changes: list[tuple[str, float | None, int]] = [
        ("venues.one" if abs(venues) == 1 else "venues", float(venues), 0),
        ("staff", now.travel_hours_staff - was.travel_hours_staff, 1),
        ("local", now.participants_served - was.participants_served, 1),
        ("unmet", now.participants_unmet - was.participants_unmet, 1),
        (
            "cost",
            None if now.cost_nok is None or was.cost_nok is None else now.cost_nok - was.cost_nok,
            0,
        ),
    ]
    return [
        label(lang, key, change=signed(lang, change, decimals))
        for key, change, decimals in changes
        if change is not None
        and rounded(change, decimals)
        and not (key == "cost" and found.objective == "cost")
    ]


def signed(lang: Lang, value: float, decimals: int) -> str:
    """A change with its sign."""
    text = number(lang, value, decimals)
    return f"+{text}" if rounded(value, decimals) > 0 else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
