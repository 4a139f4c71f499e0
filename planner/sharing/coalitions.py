"""Every coalition of a unit's members as a scenario of its own: what serving its people alone takes.

A coalition goes by the scenario's own rules and aims, judged for its own people. Its unit is the
scenario's, with the same posts, where the seat's municipality is in it; otherwise the same unit with
its seat in the centre of the coalition's most populous municipality. A municipality by itself has its
own unit where the region knows one (kind `solo`). What others gave the unit (grants) does not follow
those who leave.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from planner.errors import Finding, InputError
from planner.messages import message
from planner.pipeline import Task
from planner.region import Region, Unit
from planner.scenario import Scenario, effective_region
from planner.sharing.game import PLAYERS_MAX, Coalition, coalitions

NEW_UNIT = "coalition_unit"


def shared_unit(task: Task, unit_id: str | None = None) -> Unit:
    """The unit whose cost is shared.

    Raises:
        InputError: the scenario has no such unit, several to choose from, or too many members for every
            coalition to be solved; or the optimiser chooses who the members are.
    """
    scenario = task.loaded.scenario
    candidates = [task.region.units[u] for u in scenario.units.candidates]
    if scenario.units.assignment == "free":
        raise InputError(
            [_refused(message("the optimiser chooses the members"), scenario.units.assignment)]
        )
    if unit_id is not None and unit_id not in scenario.units.candidates:
        raise InputError([_refused(message("the scenario has no such unit"), unit_id, candidates)])
    chosen = [u for u in candidates if unit_id in (None, u.id) and len(u.member_codes) > 1]
    if len(chosen) != 1:
        found = ", ".join(u.id for u in chosen) or "none"
        raise InputError(
            [_refused(message("one unit with several members is needed"), found, candidates)]
        )
    [unit] = chosen
    if len(unit.member_codes) > PLAYERS_MAX:
        raise InputError(
            [
                Finding(
                    scenario.name,
                    message("too many members for every coalition to be solved"),
                    field=f"units.members.{unit.id}",
                    found=message("{count} municipalities", count=len(unit.member_codes)),
                    expected=message("at most {players_max}", players_max=PLAYERS_MAX),
                    fix=message("Share the cost of a smaller unit."),
                )
            ]
        )
    return unit


def coalition_tasks(task: Task, region: Region, unit: Unit) -> dict[Coalition, Task]:
    """Every coalition of the unit's members, as a task of its own.

    Args:
        task: the scenario as it was read.
        region: the region as its tables say, before the scenario changes it.
        unit: whose members are the players.
    """
    return {
        coalition: _task(task, region, unit, coalition) for coalition in coalitions(unit.member_codes)
    }


def _task(task: Task, region: Region, unit: Unit, coalition: Coalition) -> Task:
    codes = tuple(sorted(coalition))
    scenario = task.loaded.scenario
    data: dict[str, Any] = scenario.model_dump(mode="json")
    data["scope"] = list(codes)
    units = data["units"]
    name, new = _unit_of(task.region, unit, coalition)
    units["candidates"] = [name]
    units["members"] = {name: list(codes)}
    units["new"] = [*(row for row in units["new"] if row["id"] == name), *new]
    units["grants"] = {u: nok for u, nok in units["grants"].items() if u == name and name == unit.id}
    units["staff_bases"] = {u: b for u, b in units["staff_bases"].items() if u == name}
    units["must_open"], units["fixed_members"] = [], {}
    data["name"] = f"{scenario.name}-{'-'.join(codes)}"
    changed = Scenario.model_validate(data)
    return Task(replace(task.loaded, scenario=changed), effective_region(region, changed), codes)


def _unit_of(region: Region, unit: Unit, coalition: Coalition) -> tuple[str, list[dict[str, Any]]]:
    """The id of a coalition's unit, and the unit itself where nobody has it yet."""
    if len(coalition) == 1:
        for own in region.units.values():
            if own.kind == "solo" and frozenset(own.member_codes) == coalition:
                return own.id, []
    if region.places[unit.seat_place_id].municipality_code in coalition:
        return unit.id, []
    host = max(sorted(coalition), key=lambda code: region.municipalities[code].persons)
    return NEW_UNIT, [
        {
            "id": NEW_UNIT,
            "name": unit.name,
            "seat_place_id": region.municipalities[host].seat_place_id,
            "kind": unit.kind,
            "member_codes": sorted(coalition),
            "eligible_codes": sorted(coalition),
            "exists_today": False,
            "legal_form": unit.legal_form,
            "coordinator_fte": unit.coordinator_fte,
            "nok_per_year": unit.nok_per_year,
            "payer": unit.payer,
        }
    ]


def _refused(problem: str, found: str, candidates: list[Unit] | None = None) -> Finding:
    several: Iterator[str] = (u.id for u in candidates or [] if len(u.member_codes) > 1)
    names = ", ".join(several)
    return Finding(
        "--unit",
        problem,
        found=found,
        expected=message("one of {names}", names=names)
        if names
        else message("a scenario with a unit of several municipalities"),
        fix=message("Name it: --unit ID.")
        if names
        else message("Choose a scenario whose units have stated members."),
    )
