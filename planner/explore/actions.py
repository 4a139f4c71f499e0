"""What can be done on the page, each as a type of its own, and what it makes of a scenario.

A state is what a scenario file says beyond the file that it extends, as plain values. An action makes a
new state of an old one and never changes the old. The region is asked only for what an id means.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from planner.errors import Finding, InputError
from planner.messages import message
from planner.pipeline import Task

Own = Mapping[str, Any]
"""What a state says beyond what it extends."""
Text = Annotated[str, Field(min_length=1, max_length=120)]


class _Action(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Member(_Action):
    """A municipality goes to a unit, or outside all of them (`unit_id` null)."""

    kind: Literal["member"]
    code: Text
    unit_id: Text | None


class Seat(_Action):
    """A unit gets its seat in the centre of another municipality."""

    kind: Literal["seat"]
    unit_id: Text
    code: Text


class AddUnit(_Action):
    """A new unit with its seat in the centre of a municipality, which becomes its first member."""

    kind: Literal["add_unit"]
    code: Text


class CloseUnit(_Action):
    """A unit closes; its members stand outside until they are given to another."""

    kind: Literal["close_unit"]
    unit_id: Text


class UseVenue(_Action):
    """A venue may be used, must be used, or is left out."""

    kind: Literal["venue"]
    venue_id: Text
    use: Literal["may", "must", "off"]


class AddVenue(_Action):
    """A new venue in a place of the region; what is not known of it is an assumption of the
    scenario."""

    kind: Literal["add_venue"]
    place_id: Text
    seats: Annotated[int, Field(ge=1, le=1000)] = 20


class SetValue(_Action):
    """A value of the scenario, by its path: only those that the page offers
    (`planner.explore.values`)."""

    kind: Literal["set"]
    path: Text
    value: str | int | float | bool | None


class Apply(_Action):
    """A change that the planner itself found (a way out where there is no plan), by its number."""

    kind: Literal["apply"]
    number: Annotated[int, Field(ge=0, le=99)]


class Rename(_Action):
    """The state gets another title."""

    kind: Literal["rename"]
    title: Text


Action = Annotated[
    Member | Seat | AddUnit | CloseUnit | UseVenue | AddVenue | SetValue | Apply | Rename,
    Field(discriminator="kind"),
]
ACTIONS: TypeAdapter[Action] = TypeAdapter(Action)


def parse_action(data: object) -> Action:
    """An action from plain values.

    Raises:
        InputError: it is none; every problem at once.
    """
    try:
        return ACTIONS.validate_python(data)
    except ValidationError as error:
        raise InputError(
            [
                Finding("action", found["msg"], field=".".join(map(str, found["loc"])))
                for found in error.errors()
            ]
        ) from None


def applied(own: Own, action: Action, task: Task) -> dict[str, Any]:
    """The state after an action. `task` is the state before it, as it was read.

    Raises:
        InputError: the action speaks of what the state does not have.
    """
    new: dict[str, Any] = copy.deepcopy(dict(own))
    match action:
        case Rename():
            new["title"] = action.title
        case SetValue():
            put(new, action.path, action.value)
        case UseVenue():
            _use(new, action, task)
        case AddVenue():
            _add_venue(new, action, task)
        case Member() | Seat() | AddUnit() | CloseUnit():
            units = _Units.of(new, task)
            units.apply(action)
            units.write(new)
        case Apply():
            raise InputError(message("changes of the planner's own are applied by the session"))
    return new


def put(own: dict[str, Any], path: str, value: object) -> None:
    """Set a value by its dotted path; what lies on the way is made."""
    *above, last = path.split(".")
    here = own
    for key in above:
        here = here.setdefault(key, {})
    here[last] = value


def _known(kind: str, one: str, there: Mapping[str, object]) -> None:
    if one not in there:
        raise InputError([Finding("action", message("there is no such {kind}", kind=kind), found=one)])


def _use(own: dict[str, Any], action: UseVenue, task: Task) -> None:
    _known("venue", action.venue_id, task.region.venues)
    venues = task.loaded.scenario.venues
    lists = {"on": set(venues.on), "off": set(venues.off), "in_use": set(venues.in_use)}
    for ids in lists.values():
        ids.discard(action.venue_id)
    if action.use == "off":
        lists["off"].add(action.venue_id)
    elif task.region.venues[action.venue_id].off_by_default:
        lists["on"].add(action.venue_id)
    if action.use == "must":
        lists["in_use"].add(action.venue_id)
    mine = own.setdefault("venues", {})
    for name, ids in lists.items():
        mine[name] = sorted(ids)


def _add_venue(own: dict[str, Any], action: AddVenue, task: Task) -> None:
    _known("place", action.place_id, task.region.places)
    venue_id = f"new_{action.place_id}"
    if venue_id in task.region.venues:
        raise InputError(
            [Finding("action", message("there is a new venue in this place already"), found=venue_id)]
        )
    mine = own.setdefault("venues", {})
    before = [row.model_dump(mode="json") for row in task.loaded.scenario.venues.new]
    mine["new"] = [
        *before,
        {
            "id": venue_id,
            "name": f"{task.region.place_name(action.place_id)} (nytt lokale)",
            "place_id": action.place_id,
            "kind": "other",
            "seats": action.seats,
        },
    ]


class _Units:
    """The units of a state, spelt out: candidates, members, and the units that the scenario adds."""

    def __init__(self, task: Task, members: dict[str, list[str]], new: list[dict[str, Any]]) -> None:
        self.task = task
        self.members = members
        self.new = new

    @staticmethod
    def of(own: Own, task: Task) -> _Units:
        scenario, region = task.loaded.scenario, task.region
        taken: set[str] = set()
        members: dict[str, list[str]] = {}
        for unit_id in scenario.units.candidates:
            codes = [code for code in region.units[unit_id].member_codes if code not in taken]
            taken.update(codes)
            members[unit_id] = codes
        return _Units(task, members, [row.model_dump(mode="json") for row in scenario.units.new])

    def apply(self, action: Member | Seat | AddUnit | CloseUnit) -> None:
        region = self.task.region
        match action:
            case Member():
                _known("municipality", action.code, region.municipalities)
                if action.unit_id is not None:
                    _known("unit", action.unit_id, self.members)
                self._leave(action.code)
                if action.unit_id is not None:
                    self.members[action.unit_id].append(action.code)
            case AddUnit():
                _known("municipality", action.code, region.municipalities)
                self._leave(action.code)
                self.members[self._added(action.code)] = [action.code]
            case CloseUnit():
                _known("unit", action.unit_id, self.members)
                del self.members[action.unit_id]
            case Seat():
                _known("unit", action.unit_id, self.members)
                _known("municipality", action.code, region.municipalities)
                codes = self.members.pop(action.unit_id)
                self.members[self._added(action.code, like=action.unit_id)] = codes

    def _leave(self, code: str) -> None:
        for codes in self.members.values():
            if code in codes:
                codes.remove(code)

    def _added(self, code: str, like: str | None = None) -> str:
        """The id of a new unit with its seat in a municipality; like another where one is named."""
        region = self.task.region
        municipality = region.municipalities[code]
        unit_id = f"unit_{code}"
        while unit_id in self.members:
            unit_id += "b"
        pattern = region.units[like] if like is not None else None
        self.new = [row for row in self.new if row["id"] != unit_id]
        self.new.append(
            {
                "id": unit_id,
                "name": f"Enhet med sete i {region.place_name(municipality.seat_place_id)}",
                "seat_place_id": municipality.seat_place_id,
                "coordinator_fte": pattern.coordinator_fte if pattern else 1.0,
                "payer": pattern.payer if pattern else "municipalities",
            }
        )
        return unit_id

    def write(self, own: dict[str, Any]) -> None:
        """Put it into a state. A unit without members is closed: it would serve nobody."""
        kept = {unit_id: sorted(codes) for unit_id, codes in self.members.items() if codes}
        units = own.setdefault("units", {})
        units["assignment"] = "fixed"
        units["candidates"] = list(kept)
        units["members"] = kept
        units["new"] = [row for row in self.new if row["id"] in kept]
