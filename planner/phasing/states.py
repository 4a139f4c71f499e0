"""A state as a scenario of its own: what stands may be used, the rest of the plan may not yet.

Nothing is built down before the other stands: a municipality stays in the unit that it has at the
start until the unit that it has in the end opens, and a unit of the start, with the rooms that it
runs, stands as long as it has members left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from planner.phasing.measures import KINDS, Measure
from planner.pipeline import Alternative, Task
from planner.region import Region, Unit
from planner.scenario import Scenario, effective_region


class States:
    """Tasks of sets of measures (bits by position) on the way from a start to an end."""

    def __init__(
        self,
        end: Alternative,
        start: Alternative | None,
        region: Region,
        measures: tuple[Measure, ...],
    ) -> None:
        """`region` is the region as its tables say, before any scenario changes it."""
        self.end, self.start, self.region, self.measures = end, start, region, measures
        self.phased = frozenset(m.kind for m in measures)
        members = {code for a in (end, start) if a for code in a.plan.member_of()}
        self.scope = tuple(sorted(members | set(end.indicators.scope_codes)))
        """Everybody who is served at some time counts all the time."""
        self.full = (1 << len(measures)) - 1
        """The state in which everything stands."""

    def opened(self, state: int) -> tuple[Measure, ...]:
        """The measures that stand."""
        return tuple(m for n, m in enumerate(self.measures) if state >> n & 1)

    def units(self, state: int) -> dict[str, tuple[str, ...]]:
        """Unit → its members."""
        stand = {m.id for m in self.opened(state) if m.kind == "unit"}
        asked = {m.id for m in self.measures if m.kind == "unit"}
        new = {
            u.unit_id: u.member_codes
            for u in self.end.plan.units
            if u.unit_id in stand or u.unit_id not in asked
        }
        moved = {code for codes in new.values() for code in codes}
        old = {u.unit_id: u.member_codes for u in self.start.plan.units} if self.start else {}
        left = {
            unit: tuple(code for code in codes if code not in moved)
            for unit, codes in old.items()
            if unit not in new
        }
        return {**new, **{unit: codes for unit, codes in left.items() if codes}}

    def task(self, state: int) -> Task:
        """The state's scenario, on the region that it sees."""
        scenario = self.end.scenario
        data: dict[str, Any] = scenario.model_dump(mode="json")
        units = self.units(state)
        self._set_units(data, units, state)
        venues = self._venues(state, units)
        data["venues"] |= {
            "strategy": "listed" if venues else "none",
            "listed": sorted(venues),
            "bases": [],
            # What is to be in use at the end need not be so on the way.
            "in_use": data["venues"]["in_use"] if state == self.full else [],
            "new": [row for row in self._new_venues() if row["id"] in venues],
        }
        may_hold = self._programmes(state)
        for programme in sorted(set(self.end.region.programmes) - may_hold):
            data["demand"]["changes"].setdefault(programme, {})["levels"] = ["specialist"]
        data["scope"] = list(self.scope)
        data["name"] = f"{scenario.name}-{state}"
        changed = Scenario.model_validate(data)
        loaded = replace(self.end.loaded, scenario=changed)
        return Task(loaded, effective_region(self.region, changed), self.scope)

    def _set_units(self, data: dict[str, Any], members: dict[str, tuple[str, ...]], state: int) -> None:
        own = data["units"]
        rows = {row["id"]: row for row in own["new"]}
        for a in (self.end, self.start):
            for unit in a.plan.units if a else ():
                if unit.unit_id not in self.region.units and unit.unit_id not in rows:
                    rows[unit.unit_id] = _row(a.region.units[unit.unit_id])  # type: ignore[union-attr]
        bases = dict(own["staff_bases"])
        own |= {
            "new": [row for name, row in rows.items() if name in members],
            "candidates": sorted(members),
            "seats_in_every_municipality": False,
            "assignment": "fixed",
            "members": {name: list(codes) for name, codes in members.items()},
            "fixed_members": {},
            "must_open": [],
            "count_min": None,
            "count_max": None,
            "municipalities": [],
            "outside": "allowed",
            "staff_bases": {name: b for name, b in bases.items() if name in members},
            "partners": self._partners(members, state),
            "second_line": {n: v for n, v in own["second_line"].items() if n in members},
            "grants": {n: v for n, v in own["grants"].items() if n in members},
        }

    def _partners(self, members: dict[str, tuple[str, ...]], state: int) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        joined = {(m.unit_id, m.id) for m in self.opened(state) if m.kind == "partner"}
        asked = {(m.unit_id, m.id) for m in self.measures if m.kind == "partner"}
        for a in (self.start, self.end):
            for unit, partners in (a.scenario.units.partners if a else {}).items():
                for partner in partners:
                    stands = (unit, partner) in joined or (unit, partner) not in asked
                    if unit in members and stands and partner not in found.get(unit, []):
                        found.setdefault(unit, []).append(partner)
        return found

    def _new_venues(self) -> list[dict[str, Any]]:
        rows: dict[str, dict[str, Any]] = {}
        for a in (self.start, self.end):
            for venue in a.scenario.venues.new if a else ():
                rows[venue.id] = venue.model_dump(mode="json")
        return list(rows.values())

    def _venues(self, state: int, units: dict[str, tuple[str, ...]]) -> set[str]:
        """Those opened; those of the start whose unit stands, or that the end goes on using."""
        asked = {m.id for m in self.measures if m.kind == "venue"}
        found = {m.id for m in self.opened(state) if m.kind == "venue"}
        goes_on = set(self.end.plan.venues_in_use)
        found |= goes_on - asked
        for course in self.start.plan.courses if self.start else ():
            if course.unit_id in units or course.venue_id in goes_on:
                found.add(course.venue_id)
        return found

    def _programmes(self, state: int) -> set[str]:
        """Programmes that may be held locally."""
        asked = {m.id for m in self.measures if m.kind == "programme"}
        held = {c.programme_id for a in (self.end, self.start) if a for c in a.plan.courses}
        if "programme" not in self.phased:
            return set(self.end.region.programmes)
        return (held - asked) | {m.id for m in self.opened(state) if m.kind == "programme"}


def by_kind(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """In the order in which people think of them: units, partners, venues, programmes."""
    return tuple(sorted(measures, key=lambda m: (KINDS.index(m.kind), m.unit_id, m.id)))


def _row(unit: Unit) -> dict[str, Any]:
    """A unit that the optimiser made, as a scenario states one."""
    return {
        "id": unit.id,
        "name": unit.name,
        "seat_place_id": unit.seat_place_id,
        "kind": unit.kind,
        "member_codes": list(unit.member_codes),
        "eligible_codes": list(unit.eligible_codes),
        "staff_base_place_ids": list(unit.staff_base_place_ids),
        "exists_today": unit.exists_today,
        "legal_form": unit.legal_form,
        "coordinator_fte": unit.coordinator_fte,
        "nok_per_year": unit.nok_per_year,
        "payer": unit.payer,
    }
