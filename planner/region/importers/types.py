"""What an importer is, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from planner.messages import Message
from planner.region.importers.given import Given
from planner.region.types import Region

Record = dict[str, str]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user may say about files that do not say it themselves."""

    ferry_wait_minutes: float = 20.0
    """Waiting and boarding of one ferry."""
    unit: str = ""
    """`seconds` or `minutes`; read from the file or guessed where empty."""
    off_road_km_max: float = 10.0
    """A place farther from every road than this is not joined to the network."""
    off_road_km_per_hour: float = 30.0
    """Speed on the straight line from a place to its nearest junction."""


@dataclass(frozen=True, slots=True)
class Present:
    """The region as it stands: the value, and its tables as text with every column that they have."""

    region: Region
    tables: Mapping[str, tuple[Record, ...]]

    def records(self, name: str) -> list[Record]:
        """Copies of a table's rows; none where the region does not have it."""
        return [dict(row) for row in self.tables.get(name, ())]


@dataclass(frozen=True, slots=True)
class Taken:
    """New rows for some tables (each whole), other files, and what was taken and left, in words."""

    tables: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    source_line: str = ""
    """What is printed under maps and reports for it; empty for nothing."""
    drops_line: str = ""
    """The line that is true no longer."""
    told: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Importer:
    """One kind of file. `recognised` says what it is in words, or None where it is another kind."""

    id: str
    meaning: Message
    recognised: Callable[[Given], Message | None]
    take: Callable[[Given, Present, Choices], Taken]
