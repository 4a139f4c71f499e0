"""Records of the programme catalogue: a region may have its own, or use the one that ships."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le
from pydantic.dataclasses import dataclass

from planner.region.records_services import TIME_WORDS, VENUE_WORDS, TimeOfDay
from planner.region.schema import RECORD, Assumed, Cell, Identifier, Words, table

Level = Literal["municipality", "shared", "specialist"]
LEVELS: tuple[Level, ...] = ("municipality", "shared", "specialist")
LEVEL_WORDS: Words = MappingProxyType(
    {
        "municipality": ("kommune", "kommunen"),
        "shared": ("felles",),
        "specialist": ("spesialist", "spesialisthelsetjenesten"),
    }
)


@dataclass(frozen=True, slots=True, config=RECORD)
class Programme:
    """The programme catalogue. Left out: the shipped catalogue is used.

    `pooled` is False where the source row adds up people who cannot meet as one group: no local course
    is planned for them. `joins_id` names the general programme that may take in groups too small for
    their own. `levels` says where it may be offered; `venue_kinds` is empty where every kind suits.
    """

    id: Annotated[Identifier, Cell("diabetes", "id", blank=True, made_from="name_nb")]
    """Id of the programme."""
    name_en: Annotated[str, Cell("Diabetes", "navn_engelsk")]
    """Name in English."""
    name_nb: Annotated[str, Cell("Diabetes", "navn")]
    """Name in Norwegian."""
    pooled: Annotated[bool, Cell("yes", "felles_gruppe", blank=True, default="yes")]
    """Whether its people can meet as one group; if no, no local course is planned."""
    group_min_persons: Annotated[int, Ge(1), Cell("8", "gruppe_minst", unit="persons")]
    """Smallest group."""
    group_max_persons: Annotated[int, Ge(1), Cell("14", "gruppe_størst", unit="persons")]
    """Largest group."""
    meetings_per_course: Annotated[int, Ge(1), Cell("4", "samlinger_per_kurs", unit="meetings")]
    """Meetings of one course."""
    cycle_years: Annotated[int, Ge(1), Cell("1", "år_mellom_kurs", unit="years")]
    """Years between one course and the next."""
    time_of_day: Annotated[TimeOfDay, Cell("both", "tid_på_dagen", words=TIME_WORDS)]
    """When its meetings are held."""
    levels: Annotated[
        tuple[Level, ...], Cell("municipality;shared;specialist", "nivåer", words=LEVEL_WORDS)
    ]
    """Where it may be offered: in each municipality, shared, at the specialist."""
    venue_kinds: Annotated[
        tuple[Identifier, ...], Cell("", "lokaltyper", words=VENUE_WORDS, blank=True)
    ]
    """Kinds of room that suit it; empty for every kind."""
    joins_id: Annotated[Identifier | None, Cell("", "går_inn_i", refers_to=("programmes",))]
    """General programme that may take in groups too small for their own."""
    target_group: Annotated[str, Cell("voksne med diabetes og pårørende", "målgruppe", blank=True)]
    """Whom it is for."""
    age_band: Annotated[str, Cell("18+", "aldersgruppe", blank=True)]
    """Age band."""
    persons_per_case: Annotated[float, Gt(0), Cell("1", "personer_per_sak", unit="persons")]
    """Persons who come for one case (2 where both parents come)."""
    professionals_per_meeting: Annotated[
        int, Ge(0), Cell("2", "fagpersoner_per_samling", unit="persons")
    ]
    """Professionals at a meeting."""
    user_representatives_per_meeting: Annotated[
        int, Ge(0), Cell("1", "brukerrepresentanter_per_samling", unit="persons")
    ]
    """User representatives at a meeting."""
    professions: Annotated[tuple[Identifier, ...], Cell("nurse;dietitian", "yrker", blank=True)]
    """Professions that it takes."""
    hours_per_meeting: Annotated[float, Gt(0), Cell("3", "timer_per_samling", unit="hours")]
    """Hours of one meeting."""
    hours_to_develop: Annotated[float, Ge(0), Cell("100", "timer_å_utvikle", unit="hours")]
    """Coordinator's hours to develop the course."""
    hours_to_repeat: Annotated[float, Ge(0), Cell("30", "timer_å_gjenta", unit="hours")]
    """Coordinator's hours to repeat it."""
    assumed: Assumed = frozenset()

    @property
    def staff_per_meeting(self) -> int:
        """Seats that the staff take beside the participants."""
        return self.professionals_per_meeting + self.user_representatives_per_meeting


@dataclass(frozen=True, slots=True, config=RECORD)
class MixShare:
    """How participants are shared among the programmes, in one or several named mixes; each adds up to
    1."""

    mix_id: Annotated[Identifier, Cell("helse_nord", "miks")]
    """Id of the mix."""
    programme_id: Annotated[Identifier, Cell("diabetes", "tilbud", refers_to=("programmes",))]
    """The programme."""
    share: Annotated[float, Ge(0), Le(1), Cell("0.15", "andel", unit="share")]
    """Its share of all participants, 0 to 1."""
    assumed: Assumed = frozenset()


@dataclass(frozen=True, slots=True, config=RECORD)
class DemandLevel:
    """Named levels of participation."""

    id: Annotated[Identifier, Cell("low", "id", blank=True, made_from="name_nb")]
    """Id of the level."""
    name_nb: Annotated[str, Cell("lav", "navn")]
    """Its name in Norwegian."""
    participants_per_1000: Annotated[
        float, Ge(0), Cell("4.6", "deltakere_per_1000", unit="participants")
    ]
    """Participants per 1000 inhabitants and year."""
    derivation: Annotated[
        str,
        Cell("1725 deltakere på 446 000 innbyggere i ti måneder", "utledning", blank=True),
    ]
    """How the figure comes about."""
    assumed: Assumed = frozenset()


@dataclass(frozen=True, slots=True, config=RECORD)
class CostRate:
    """Prices. Left out: the shipped ones are used."""

    id: Annotated[Identifier, Cell("mileage", "hva", also=("id", "pris_id"))]
    """Of what: post_cost, professional_hour, user_representative_meeting, mileage."""
    value: Annotated[float, Ge(0), Cell("3.65", "pris", also=("verdi", "beløp"), unit="NOK")]
    """The price."""
    unit: Annotated[str, Cell("NOK per km", "enhet", also=("per",))]
    """Its unit."""
    assumed: Assumed = frozenset()


PROGRAMMES = table(
    Programme, "programmes", ("id",), nb="læringstilbud", also=("tilbud", "kurs"), required=False
)
PROGRAMME_MIX = table(
    MixShare, "programme_mix", ("mix_id", "programme_id"), nb="tilbudsmiks", required=False
)
DEMAND_LEVELS = table(
    DemandLevel, "demand_levels", ("id",), nb="deltakernivåer", also=("deltakelse",), required=False
)
COST_RATES = table(CostRate, "cost_rates", ("id",), nb="priser", required=False)

CATALOGUE_TABLES = (PROGRAMMES, PROGRAMME_MIX, DEMAND_LEVELS, COST_RATES)
