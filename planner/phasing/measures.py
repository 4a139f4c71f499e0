"""Measures: the parts of a plan that open one by one, and stay."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from planner.errors import Finding, InputError
from planner.messages import message
from planner.pipeline import Alternative

Kind = Literal["unit", "partner", "venue", "programme"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MEASURES_MAX = 14
"""Every set of measures is a state: of so many there are 16 384."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that opens in a period and stays.

    `id` is that of the unit, partner (a unit too), venue or programme; `unit_id` is the unit that a
    partner joins or that runs a venue, and empty for the others.
    """

    kind: Kind
    id: str
    unit_id: str = ""

    @property
    def key(self) -> str:
        """`venue:v_finnsnes`; a partner's has its unit: `partner:u_lokta:u_dms`."""
        return ":".join((self.kind, *((self.unit_id,) if self.kind == "partner" else ()), self.id))


def measures_of(
    end: Alternative, start: Alternative | None = None, kinds: Collection[Kind] = KINDS
) -> tuple[Measure, ...]:
    """What has to open between the start (today: nothing, where it is left out) and the end.

    A unit that stands at the start with the same members is no measure. Neither is what is of a kind
    that was not asked for: it opens with what it belongs to.

    Raises:
        InputError: there is nothing to open, or there are too many measures to look at every order.
    """
    standing = {u.unit_id: u.member_codes for u in start.plan.units} if start else {}
    had_venues = set(start.plan.venues_in_use) if start else set()
    had_programmes = {c.programme_id for c in start.plan.courses} if start else set()
    runner = {c.venue_id: c.unit_id for c in end.plan.courses}
    partners = end.scenario.units.partners
    had_partners = start.scenario.units.partners if start else {}
    found = [
        *(
            Measure("unit", u.unit_id)
            for u in end.plan.units
            if standing.get(u.unit_id) != u.member_codes
        ),
        *(
            Measure("partner", partner, u.unit_id)
            for u in end.plan.units
            for partner in partners.get(u.unit_id, ())
            if partner not in had_partners.get(u.unit_id, ())
        ),
        *(
            Measure("venue", venue, runner[venue])
            for venue in sorted(end.plan.venues_in_use)
            if venue not in had_venues
        ),
        *(
            Measure("programme", programme)
            for programme in sorted({c.programme_id for c in end.plan.courses})
            if programme not in had_programmes
        ),
    ]
    chosen = tuple(measure for measure in found if measure.kind in kinds)
    if not chosen:
        raise InputError(
            [
                Finding(
                    end.name,
                    message("nothing opens on the way to this plan, so there is no order to find"),
                    expected=message("a scenario whose plan has units, venues or programmes to open"),
                    fix=message("Choose another scenario, another --from, or more of --measures."),
                )
            ]
        )
    if len(chosen) > MEASURES_MAX:
        counts = ", ".join(
            f"{kind} {count}" for kind in KINDS if (count := sum(m.kind == kind for m in chosen))
        )
        raise InputError(
            [
                Finding(
                    end.name,
                    message("there are too many measures to look at every order of them"),
                    found=f"{len(chosen)} ({counts})",
                    expected=message("at most {count}", count=MEASURES_MAX),
                    fix=message(
                        "Leave out a kind: --measures unit,venue opens programmes with their units."
                    ),
                )
            ]
        )
    return chosen


def needs(measures: Sequence[Measure], standing: Collection[str] = ()) -> tuple[int, ...]:
    """For each measure the set (bits by position) of which one at least must stand with it.

    A partner needs its unit, a venue the unit that runs it, a programme any unit; 0: nothing. Units
    of `standing` stand already.
    """
    units = {m.id: 1 << n for n, m in enumerate(measures) if m.kind == "unit"}
    any_unit = sum(units.values())
    found = []
    for measure in measures:
        if measure.kind in ("partner", "venue"):
            found.append(units.get(measure.unit_id, 0))
        elif measure.kind == "programme" and not standing:
            found.append(any_unit)
        else:
            found.append(0)
    return tuple(found)
