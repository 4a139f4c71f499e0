"""States as scenario files in a folder, with undo and redo; what is on disk is never half a state.

    states/0001.yaml, 0002.yaml, …   each a scenario that extends the one explored
    history.json                     which of them there are, in order, and which is in hand

A file is written before the history names it, so a server that is killed comes back to the last state
that was answered for.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from planner.errors import InputError
from planner.files import replaced_file, stable_json, write_text
from planner.messages import message

SCHEMA_VERSION = 1
NAME = "history.json"
FOLDER = "states"


@dataclass(frozen=True, slots=True)
class State:
    """One state: its number (never used twice), and what it says beyond what it extends."""

    number: int
    own: Mapping[str, Any]

    @property
    def file_name(self) -> str:
        """Name of its file."""
        return f"{self.number:04d}.yaml"


@dataclass(frozen=True, slots=True)
class History:
    """The states in the order of undo, the one in hand, and the one that is pinned beside it."""

    extends: str
    states: tuple[State, ...]
    at: int = 0
    pinned: int | None = None
    """Number of the state that is compared with."""
    used: int = field(default=1)
    """The highest number that was given."""

    @staticmethod
    def begun(extends: str, own: Mapping[str, Any] | None = None) -> History:
        """A first state that says nothing of its own."""
        return History(extends, (State(1, dict(own or {})),))

    @property
    def now(self) -> State:
        """The state in hand."""
        return self.states[self.at]

    def after(self, own: Mapping[str, Any]) -> History:
        """A new state after the one in hand; what could have been redone is gone, its files stay."""
        number = self.used + 1
        return replace(
            self,
            states=(*self.states[: self.at + 1], State(number, dict(own))),
            at=self.at + 1,
            used=number,
        )

    def undone(self) -> History:
        """One step back, where there is one."""
        return replace(self, at=max(0, self.at - 1))

    def redone(self) -> History:
        """One step forward, where there is one."""
        return replace(self, at=min(len(self.states) - 1, self.at + 1))

    def with_pin(self, pinned: bool) -> History:
        """The state in hand pinned, or nothing."""
        return replace(self, pinned=self.now.number if pinned else None)

    def state(self, number: int) -> State | None:
        """A state by its number."""
        return next((state for state in self.states if state.number == number), None)


def state_text(extends: str, state: State, title: str) -> str:
    """The scenario file of a state."""
    from ruamel.yaml import YAML

    data = {"name": f"state-{state.number:04d}", "title": title, "extends": [extends], **state.own}
    out = io.StringIO()
    yaml = YAML()
    yaml.default_flow_style = None
    yaml.width = 100
    yaml.dump(json.loads(json.dumps(data)), out)
    return out.getvalue()


def write_state(folder: Path, history: History, state: State, title: str) -> Path:
    """Write the file of a state, whole; the same state is the same file."""
    path = folder / FOLDER / state.file_name
    path.parent.mkdir(parents=True, exist_ok=True)
    with replaced_file(path) as file:
        write_text(file, state_text(history.extends, state, title))
    return path


def write_history(folder: Path, history: History) -> None:
    """Write which states there are."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "extends": history.extends,
        "at": history.at,
        "pinned": history.pinned,
        "used": history.used,
        "states": [{"number": s.number, "own": s.own} for s in history.states],
    }
    with replaced_file(folder / NAME) as file:
        write_text(file, stable_json(data, decimals=None))


def read_history(folder: Path) -> History | None:
    """The history of a folder; None where it has none.

    Raises:
        InputError: there is one, and it cannot be used.
    """
    path = folder / NAME
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        states = tuple(State(int(row["number"]), dict(row["own"])) for row in data["states"])
        history = History(
            str(data["extends"]),
            states,
            int(data["at"]),
            None if data["pinned"] is None else int(data["pinned"]),
            int(data["used"]),
        )
        history.now  # noqa: B018 - an index that is out of range shows here
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise InputError(
            message(
                "{path}: this history cannot be read ({error}). Move the folder away to begin anew.",
                path=path,
                error=error,
            )
        ) from None
    return history
