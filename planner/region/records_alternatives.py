"""Records of the alternatives that a region's workbook names: one row does what a scenario file
does."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal

from pydantic.dataclasses import dataclass

from planner.region.schema import RECORD, Cell, Identifier, Words, table

Membership = Literal["fixed", "free"]
Season = Literal["summer", "winter"]

MEMBERSHIP_WORDS: Words = MappingProxyType(
    {"fixed": ("fast", "faste"), "free": ("fri", "frie", "velges")}
)
SEASON_WORDS: Words = MappingProxyType({"summer": ("sommer",), "winter": ("vinter",)})


@dataclass(frozen=True, slots=True, config=RECORD)
class AlternativeRow:
    """Alternatives to compare, one row each; a row does what a scenario file does."""

    id: Annotated[
        Identifier, Cell("felles_enhet", "id", also=("kortnavn",), blank=True, made_from="title")
    ]
    """Short name of the alternative."""
    title: Annotated[str, Cell("Felles enhet i Eksempelvik", "navn", also=("tittel", "alternativ"))]
    """Title for tables and maps."""
    unit_ids: Annotated[
        tuple[Identifier, ...],
        Cell("u_eksempel", "enheter", also=("enhet",), refers_to=("units",), blank=True),
    ]
    """Coordinating units that may open; empty for none, as where nothing is coordinated today."""
    members: Annotated[str, Cell("0199;0198", "medlemmer", also=("kommuner",), blank=True)]
    """Members of each unit, with / between the units in their order; empty: those of the table
    units."""
    membership: Annotated[Membership, Cell("fixed", "medlemskap", words=MEMBERSHIP_WORDS)] = "fixed"
    """Fixed: every unit opens with its members. Free: the optimiser chooses who belongs where."""
    venue_ids: Annotated[
        tuple[Identifier, ...], Cell("", "lokaler", refers_to=("venues",), blank=True)
    ] = ()
    """Rooms where courses may be held; empty for any."""
    mobile: Annotated[bool, Cell("no", "ambulerende")] = False
    """Whether courses are held in local rooms that the team goes out to as well."""
    demand_level: Annotated[
        Identifier, Cell("low", "deltakelse", also=("nivå",), refers_to=("demand_levels",))
    ] = "low"
    """Level of participation."""
    season: Annotated[Season, Cell("summer", "årstid", words=SEASON_WORDS)] = "summer"
    """Roads in summer or in winter."""
    boats: Annotated[bool, Cell("no", "båt")] = False
    """Whether boats and ferries carry people."""
    about: Annotated[str, Cell("", "beskrivelse")] = ""
    """What the alternative stands for."""


ALTERNATIVES = table(
    AlternativeRow,
    "alternatives",
    ("id",),
    nb="alternativer",
    also=("alternativ", "scenarier", "scenarioer"),
    required=False,
)
