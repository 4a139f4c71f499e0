"""Colours, hatches and symbols: told apart by the colour-blind, and in grey print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SEA = "#d5e5ef"
LAND = "#f5f2ed"
LAND_EDGE = "#9b9488"
NO_COAST = "#ffffff"
OUTSIDE = "#dedede"
NOT_IN_PLAY = "#fbfaf8"
OUTLINE = "#555555"
UNIT_EDGE = "#262626"
ROAD = "#6e5b4b"
EXPOSED = "#5a9bd4"
CLOSED = "#b00020"
LOCAL = "#2b2a6b"
SPECIALIST = "#b8470c"
UNMET = "#c4006a"
INK = "#111111"
PALE_INK = "#9a958d"
MUNICIPALITY_INK = "#4c4c4c"

# Tints after Paul Tol's "light" scheme (safe with the common colour blindnesses), ordered so that
# neighbours in the list differ in lightness too. None is the blue of the sea, and names and roads stay
# readable on all of them.
_FILLS = (
    "#c5e3cb",
    "#f7d5a0",
    "#d3cbea",
    "#e6eb9a",
    "#f4c3cc",
    "#a9d8d3",
    "#efb995",
    "#d9cf9b",
    "#c9c3bd",
)
# One stroke direction each, then dots and crossings: eight, so that with nine fills seventy-two units
# differ.
_HATCHES = ("/", "\\\\", "..", "||", "xx", "oo", "++", "////")
OUTSIDE_HATCH = "--"
"""Of no unit, so that outside is told from members in grey too."""


@dataclass(frozen=True, slots=True)
class Fill:
    """How a unit's area is filled; `hatch_colour` is a darker tone of the fill."""

    colour: str
    hatch: str
    hatch_colour: str


def fills(unit_ids: Sequence[str]) -> dict[str, Fill]:
    """A fill per unit, in the order given; the pairs of colour and hatch repeat after 72 units."""
    found = {}
    for number, unit_id in enumerate(unit_ids):
        colour = _FILLS[number % len(_FILLS)]
        hatch = _HATCHES[number % len(_HATCHES)]
        found[unit_id] = Fill(colour, hatch, _darker(colour, 0.66))
    return found


def _darker(colour: str, factor: float) -> str:
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(c * factor):02x}" for c in channels)


_MARKERS = {
    "dms": "P",
    "health_centre": "p",
    "municipal": "s",
    "hotel": "D",
    "school": "^",
    "mobile": "v",
}
_SPARE = ("h", "8", "X", "<", ">", "d")


def markers(kinds: Sequence[str]) -> dict[str, str]:
    """A symbol per kind of venue; kinds that the planner does not know take spare ones, by name."""
    unknown = [kind for kind in sorted(set(kinds)) if kind not in _MARKERS]
    spare = {kind: _SPARE[number % len(_SPARE)] for number, kind in enumerate(unknown)}
    return {kind: _MARKERS.get(kind) or spare[kind] for kind in sorted(set(kinds))}
