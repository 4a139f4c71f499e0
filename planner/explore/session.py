"""One exploration: the history, its files, and the answers that have come for its states.

Every change is refused that was made on an older version than the one in hand: the page redoes it on
the newest. So two tabs, and an answer that comes late, do no harm to each other.
"""

from __future__ import annotations

import copy
import json
import os
import re
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from planner.errors import Finding, InputError
from planner.explore.actions import Apply, SetValue, applied, parse_action, put
from planner.explore.answering import Answerer, Request
from planner.explore.drawing import drawn, venue_row
from planner.explore.history import (
    FOLDER,
    History,
    read_history,
    state_text,
    write_history,
    write_state,
)
from planner.explore.text import TEXTS
from planner.explore.values import OFFERED, checked, value_of
from planner.files import replaced_file, write_text
from planner.messages import message
from planner.pipeline import Regions, Task, read_task
from planner.report.maps import fills, read_backdrop
from planner.report.words import Lang
from planner.texts import name_in

FILE_NAME = re.compile(r"[\w][\w .-]{0,79}")
Tree = dict[str, Any]


class StaleError(Exception):
    """The change was made on a version that is no longer the newest."""


class Session:
    """What the page talks to. All methods may be called from any thread."""

    def __init__(
        self, base: str, folder: Path, *, lang: Lang = "nb", seconds_max: float | None = 20.0
    ) -> None:
        """Begin, or go on where the folder's history ended.

        Raises:
            InputError: the scenario or the folder cannot be used.
        """
        self.folder = folder
        self.lang: Lang = lang
        self.seconds_max = seconds_max
        self.regions = Regions()
        self._lock = threading.RLock()
        self._news = threading.Condition(self._lock)
        self._answers: dict[tuple[int, int | None], Tree] = {}
        self.version = 0
        task = read_task(base, (), self.regions)
        self.base_title = name_in(lang, task.loaded.scenario.title, task.loaded.scenario.title_en)
        self.history = read_history(folder) or History.begun(_extends(base, folder))
        if self.history.extends != _extends(base, folder):
            raise InputError(
                [
                    Finding(
                        str(folder),
                        message("this folder holds an exploration of another scenario"),
                        found=self.history.extends,
                        expected=base,
                        fix=message("Name another folder with --out."),
                    )
                ]
            )
        self.region = self.regions.read(task.loaded.scenario.region)
        self._answerer = Answerer(self._heard)
        with self._lock:
            self._take(self.history)

    # ------------------------------------------------------------------------------ what is asked

    def static(self) -> Tree:
        """What does not change."""
        with self._lock:
            backdrop = read_backdrop(self.region)
            return drawn(self.task.region, self.task.loaded.scenario, backdrop, self.lang)

    def view(self) -> Tree:
        """The state in hand."""
        with self._lock:
            return self._view()

    def act(self, version: int, data: object) -> Tree:
        """A change to the state in hand.

        Raises:
            StaleError: it was made on another version.
            InputError: it is no change, or what it makes is no scenario of this region.
        """
        action = parse_action(data)
        with self._lock:
            self._only_newest(version)
            own: Mapping[str, Any] = self.history.now.own
            if isinstance(action, Apply):
                own = self._with_way_out(own, action.number)
            else:
                if isinstance(action, SetValue):
                    value = checked(action.path, action.value, self.task.region)
                    action = replace_value(action, value)
                own = applied(own, action, self.task)
            self._take(self.history.after(own))
            return self._view()

    def step(self, version: int, what: str) -> Tree:
        """`undo`, `redo`, `pin`, `unpin` or `stop`.

        Raises:
            StaleError: it was meant for another version.
            InputError: nothing of that name.
        """
        with self._lock:
            self._only_newest(version)
            if what == "stop":
                self._answerer.stop()
                return self._view()
            steps: dict[str, Callable[[], History]] = {
                "undo": self.history.undone,
                "redo": self.history.redone,
                "pin": lambda: self.history.with_pin(True),
                "unpin": lambda: self.history.with_pin(False),
            }
            if what not in steps:
                raise InputError(
                    [Finding("step", message("no such step"), found=what, expected=", ".join(steps))]
                )
            self._take(steps[what]())
            return self._view()

    def answer(self, version: int, seconds: float) -> Tree:
        """What is known of the state in hand; waits a while for news, the answer as soon as it is
        there."""
        with self._news:
            self._news.wait_for(lambda: self.version != version or self._done(), timeout=seconds)
            told = self._answers.get(self._key(), {"status": "solving", "message": ""})
            return {"version": self.version, **told}

    def save(self, name: str) -> Path:
        """The state in hand as a scenario file of the working folder.

        Raises:
            InputError: not a name for a file here.
        """
        stem = name.strip().removesuffix(".yaml")
        if not FILE_NAME.fullmatch(stem):
            raise InputError(
                [
                    Finding(
                        "name",
                        message("not a name for a file here"),
                        found=name,
                        expected=message("letters, digits, spaces, . _ and -"),
                    )
                ]
            )
        with self._lock:
            path = self.folder / f"{stem}.yaml"
            state = self.history.now
            extends = self.history.extends
            shipped = not extends.startswith("..")
            text = state_text(extends if shipped else extends.removeprefix("../"), state, self._title())
            text = text.replace(f"name: state-{state.number:04d}\n", f"name: {_id_of(stem)}\n", 1)
            with replaced_file(path) as file:
                write_text(file, text)
            return path

    def close(self) -> None:
        """End the process that solves."""
        self._answerer.close()

    # -------------------------------------------------------------------------------------- inside

    def _take(self, history: History) -> None:
        """Make a history the one in hand: read its state, write it, ask for its answer."""
        before = getattr(self, "history", None), getattr(self, "task", None)
        self.history = history
        try:
            path = write_state(self.folder, history, history.now, self._title())
            self.task: Task = read_task(path, (), self.regions)
        except InputError:
            if before[1] is not None:
                self.history, self.task = before  # type: ignore[assignment]
            raise
        write_history(self.folder, history)
        self.version += 1
        self._news.notify_all()
        if not self._done():
            pinned = history.state(history.pinned) if history.pinned else None
            self._answerer.ask(
                Request(
                    number=self.version,
                    path=path,
                    pinned=None if pinned is None else self.folder / FOLDER / pinned.file_name,
                    lang=self.lang,
                    seconds_max=self.seconds_max,
                )
            )

    def _heard(self, version: int, told: Tree) -> None:
        with self._news:
            if version == self.version:  # an answer to something older is nobody's answer any more
                self._answers[self._key()] = told
                self._news.notify_all()

    def _key(self) -> tuple[int, int | None]:
        return self.history.now.number, self.history.pinned

    def _done(self) -> bool:
        told = self._answers.get(self._key())
        return told is not None and told["status"] != "solving"

    def _only_newest(self, version: int) -> None:
        if version != self.version:
            raise StaleError

    def _title(self) -> str:
        own = self.history.now.own.get("title")
        number = self.history.now.number
        return str(own) if own else f"{self.base_title} ({number})" if number > 1 else self.base_title

    def _with_way_out(self, own: Mapping[str, Any], number: int) -> Mapping[str, Any]:
        ways = self._answers.get(self._key(), {}).get("ways_out", [])
        if number >= len(ways):
            raise InputError(
                [Finding("action", message("there is no such way out"), found=str(number))]
            )
        new: dict[str, Any] = copy.deepcopy(dict(own))
        for text in ways[number]["set"]:
            path, _, value = text.partition("=")
            put(new, path, json.loads(value))
        return new

    def _view(self) -> Tree:
        task = self.task
        scenario, region = task.loaded.scenario, task.region
        units = [region.units[unit_id] for unit_id in scenario.units.candidates]
        free = scenario.units.assignment == "free"
        looks = fills([unit.id for unit in units])
        members: dict[str, str] = {}
        for unit in units:
            for code in () if free else unit.member_codes:
                members.setdefault(code, unit.id)
        off = set(scenario.venues.off)
        must = set(scenario.venues.in_use)
        on = set(scenario.venues.on)
        return {
            "version": self.version,
            "number": self.history.now.number,
            "title": self._title(),
            "file": f"{FOLDER}/{self.history.now.file_name}",
            "undo": self.history.at > 0,
            "redo": self.history.at + 1 < len(self.history.states),
            "pinned": self.history.pinned,
            "free": free,
            "scope": sorted(task.scope_codes),
            "units": [
                {
                    "id": unit.id,
                    "name": unit.name,
                    "seat": unit.seat_place_id,
                    "members": [c for c in unit.member_codes if members.get(c) == unit.id],
                    "fill": looks[unit.id].colour,
                    "edge": looks[unit.id].hatch_colour,
                }
                for unit in units
            ],
            "venues": {
                venue.id: "off"
                if venue.id in off or (venue.off_by_default and venue.id not in on)
                else "must"
                if venue.id in must
                else "may"
                for venue in region.venues.values()
                if venue.kind != "mobile"
            },
            "added": [venue_row(region.venues[row.id], self.lang) for row in scenario.venues.new],
            "values": {row.path: value_of(scenario, row.path) for row in OFFERED},
            "strategy": TEXTS.text(self.lang, f"strategy.{scenario.venues.strategy}"),
        }


def replace_value(action: SetValue, value: object) -> SetValue:
    """The action with its value in the form of the schema."""
    return action.model_copy(update={"value": value})


def _extends(base: str, folder: Path) -> str:
    """How a state's file names the scenario: a shipped one by name, a file by its way from there."""
    path = Path(base)
    if path.suffix in (".yaml", ".yml") or path.exists():
        return Path(os.path.relpath(path.resolve(), (folder / FOLDER).resolve())).as_posix()
    return base


def _id_of(stem: str) -> str:
    """A scenario's name from a file's: small letters, digits and hyphens."""
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower().translate(str.maketrans("æøå", "aoa"))).strip("-")
    return plain or "scenario"
