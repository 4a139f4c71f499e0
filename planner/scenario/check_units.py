"""Checks of `units`: who may exist, who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterator

from planner.messages import message
from planner.region import Region
from planner.scenario.issue import Known, ScenarioIssue, each, unknown
from planner.scenario.paths import KeyPath
from planner.scenario.schema import Scenario


def check_units(scenario: Scenario, known: Known, region: Region) -> Iterator[ScenarioIssue]:
    """Everything in `units` that does not fit."""
    units = scenario.units
    yield from _candidates(scenario, known)
    yield from _new_units(scenario, known, frozenset(region.units))
    yield from _fixed(scenario, known) if units.assignment == "fixed" else _free(scenario, known)
    for unit_id, place_ids in units.staff_bases.items():
        path: KeyPath = ("units", "staff_bases", unit_id)
        if unit_id not in known.units:
            yield unknown(path, "unit", unit_id, known.units)
        if not place_ids:
            yield ScenarioIssue(
                path,
                message("the list of staff bases is empty"),
                fix=message("Name at least one place."),
            )
        yield from each(path, place_ids, known.bases, "place")
    for unit_id, partner_ids in units.partners.items():
        path = ("units", "partners", unit_id)
        if unit_id not in known.units:
            yield unknown(path, "unit", unit_id, known.units)
        yield from each(path, partner_ids, known.units, "unit")
        if unit_id in partner_ids:
            yield ScenarioIssue(path, message("a unit cannot be its own partner"), unit_id)
    yield from _second_line(scenario, known, region)
    for unit_id in units.grants:
        if unit_id not in known.units:
            yield unknown(("units", "grants", unit_id), "unit", unit_id, known.units)


def _candidates(scenario: Scenario, known: Known) -> Iterator[ScenarioIssue]:
    units = scenario.units
    yield from each(("units", "candidates"), units.candidates, known.units, "unit")
    for unit_id, codes in units.members.items():
        path: KeyPath = ("units", "members", unit_id)
        if unit_id not in known.units:
            yield unknown(path, "unit", unit_id, known.units)
        else:
            yield from _membership(path, unit_id, codes, known)
    yield from each(
        ("units", "municipalities"), units.municipalities, known.municipalities, "municipality"
    )


def _new_units(scenario: Scenario, known: Known, in_region: frozenset[str]) -> Iterator[ScenarioIssue]:
    taken = in_region | set(known.seat_units)
    for index, unit in enumerate(scenario.units.new):
        path: KeyPath = ("units", "new", index)
        if unit.id in taken:
            yield ScenarioIssue(
                (*path, "id"),
                message("a unit with this id exists already"),
                unit.id,
                fix=message("Choose another id."),
            )
        taken |= {unit.id}
        if unit.seat_place_id not in known.places:
            yield unknown((*path, "seat_place_id"), "place", unit.seat_place_id, known.places)
        yield from each(
            (*path, "staff_base_place_ids"), unit.staff_base_place_ids, known.bases, "place"
        )
        yield from each(
            (*path, "eligible_codes"), unit.eligible_codes, known.municipalities, "municipality"
        )
        yield from _membership((*path, "member_codes"), unit.id, unit.member_codes, known)


def _membership(
    path: KeyPath, unit_id: str, codes: tuple[str, ...], known: Known
) -> Iterator[ScenarioIssue]:
    """Unknown, repeated and ineligible members of a unit."""
    yield from each(path, codes, known.municipalities, "municipality")
    for index, code in enumerate(codes):
        if code in known.municipalities and code not in known.eligible_codes[unit_id]:
            yield _not_eligible((*path, index), unit_id, code, known)


def _not_eligible(path: KeyPath, unit_id: str, code: str, known: Known) -> ScenarioIssue:
    return ScenarioIssue(
        path,
        message("the municipality may not belong to unit {unit_id}", unit_id=unit_id),
        known.named(code),
        message("one of {names}", names=", ".join(sorted(known.eligible_codes[unit_id]))),
        message("Leave it out, or define a unit of your own in units.new."),
    )


def _fixed(scenario: Scenario, known: Known) -> Iterator[ScenarioIssue]:
    """With fixed assignment every candidate is open, so each needs members of its own."""
    units = scenario.units
    if units.seats_in_every_municipality:
        yield ScenarioIssue(
            ("units", "seats_in_every_municipality"),
            message("units seated in every municipality have no members that could be fixed"),
            message("assignment fixed"),
            message("assignment free"),
            message("Set units.assignment to free, or list units with members in units.candidates."),
        )
    owner: dict[str, str] = {}
    for index, unit_id in enumerate(units.candidates):
        if unit_id not in known.units or unit_id in units.candidates[:index]:
            continue
        stated = unit_id in units.members
        path: KeyPath = ("units", "members", unit_id) if stated else ("units", "candidates", index)
        if not known.member_codes[unit_id] and unit_id not in known.seat_units:
            yield ScenarioIssue(
                path,
                message(
                    "with fixed assignment unit {unit_id} is open and needs members, but has none",
                    unit_id=unit_id,
                ),
                fix=message(
                    "Name them in units.members.{unit_id}, or set units.assignment to free.",
                    unit_id=unit_id,
                ),
            )
        for position, code in enumerate(known.member_codes[unit_id]):
            other = owner.setdefault(code, unit_id)
            if other != unit_id:
                yield ScenarioIssue(
                    (*path, position) if stated else path,
                    message("a municipality is a member of two units that are both open"),
                    message(
                        "{named} in {other} and {unit_id}",
                        named=known.named(code),
                        other=other,
                        unit_id=unit_id,
                    ),
                    message("one unit per municipality"),
                    message(
                        "Take a unit out of units.candidates, or state in units.members who "
                        "belongs where."
                    ),
                )


def _free(scenario: Scenario, known: Known) -> Iterator[ScenarioIssue]:
    """With free assignment there must be candidates, and what is fixed must be among them."""
    units = scenario.units
    if not known.candidates:
        yield ScenarioIssue(
            ("units", "assignment"),
            message("with free assignment there must be units to choose among, and there are none"),
            fix=message("List some in units.candidates, or set units.seats_in_every_municipality."),
        )
        return
    for code, unit_id in units.fixed_members.items():
        yield from _fixed_member(code, unit_id, known)
    yield from each(("units", "must_open"), units.must_open, known.candidates, "candidate unit")
    low, high = units.count_min, units.count_max
    count_max: KeyPath = ("units", "count_max")
    if low is not None and high is not None and low > high:
        yield ScenarioIssue(
            count_max,
            message("count_max is smaller than count_min"),
            str(high),
            message("at least {low}", low=low),
        )
    if low is not None and low > len(known.candidates):
        yield ScenarioIssue(
            ("units", "count_min"),
            message("more units must open than there are candidates"),
            str(low),
            message("at most {count}", count=str(len(known.candidates))),
        )
    needed = sorted({*units.must_open, *units.fixed_members.values()})
    if high is not None and len(needed) > high:
        yield ScenarioIssue(
            count_max,
            message("fewer units may open than must_open and fixed_members ask for"),
            str(high),
            message("at least {count} ({listed})", count=str(len(needed)), listed=", ".join(needed)),
        )


def _fixed_member(code: str, unit_id: str, known: Known) -> Iterator[ScenarioIssue]:
    path: KeyPath = ("units", "fixed_members", code)
    if code not in known.municipalities:
        yield unknown(path, "municipality", code, known.municipalities)
    elif code not in known.in_play:
        yield ScenarioIssue(
            path,
            message("the municipality is fixed to a unit, but is not among those to distribute"),
            known.named(code),
            message("one of {names}", names=", ".join(known.in_play)),
            message("Add it to units.municipalities."),
        )
    if unit_id not in known.candidates:
        yield unknown(path, "candidate unit", unit_id, known.candidates)
    elif (
        unit_id in known.units
        and code in known.municipalities
        and code not in known.eligible_codes[unit_id]
    ):
        yield _not_eligible(path, unit_id, code, known)


def _second_line(scenario: Scenario, known: Known, region: Region) -> Iterator[ScenarioIssue]:
    """Bases and programmes of the second line; what the hospital may not hold by the catalogue."""
    names = {p.id: p.name_nb for p in region.programmes.values()}
    for unit_id, line in scenario.units.second_line.items():
        path: KeyPath = ("units", "second_line", unit_id)
        if unit_id not in known.units:
            yield unknown(path, "unit", unit_id, known.units)
        at = (*path, "staff_base_place_ids")
        if not line.staff_base_place_ids:
            yield ScenarioIssue(
                at,
                message("the list of staff bases is empty"),
                fix=message("Name at least one place."),
            )
        yield from each(at, line.staff_base_place_ids, known.bases, "place")
        open_to = line.may_hold if line.may_hold != "all" else ()
        for key, programme_ids in (("holds", line.holds), ("may_hold", open_to)):
            yield from each((*path, key), programme_ids, names, "programme")
            for index, k in enumerate(programme_ids):
                levels = set(region.programmes[k].levels) if k in region.programmes else set()
                if levels and "specialist" not in levels:
                    yield ScenarioIssue(
                        (*path, key, index),
                        message("the catalogue does not let the specialist service hold it"),
                        k,
                        fix=message("Take it out, or change demand.changes.{k}.levels.", k=k),
                    )
                if key == "may_hold" and k in line.holds:
                    yield ScenarioIssue(
                        (*path, key, index),
                        message("the programme is given to the hospital already (holds)"),
                        k,
                        fix=message("Leave one out."),
                    )
