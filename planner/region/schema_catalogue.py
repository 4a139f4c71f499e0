"""Tables of the programme catalogue: a region may have its own, or use the one that ships."""

from __future__ import annotations

from planner.region.schema import Column, TableSpec
from planner.region.schema_services import TIMES_OF_DAY

LEVELS = ("municipality", "shared", "specialist")

PROGRAMMES = TableSpec(
    "programmes",
    "The programme catalogue. Left out: the shipped catalogue is used.",
    ("id",),
    (
        Column("id", "id", "Id of the programme.", example="diabetes"),
        Column("name_en", "text", "Name in English.", example="Diabetes"),
        Column("name_nb", "text", "Name in Norwegian.", example="Diabetes"),
        Column(
            "pooled",
            "yes_no",
            "Whether its people can meet as one group; if no, no local course is planned.",
            example="yes",
            required=False,
            blank=True,
            default="yes",
        ),
        Column(
            "group_min_persons",
            "integer",
            "Smallest group.",
            example="8",
            minimum=1,
        ),
        Column(
            "group_max_persons",
            "integer",
            "Largest group.",
            example="14",
            minimum=1,
        ),
        Column(
            "meetings_per_course",
            "integer",
            "Meetings of one course.",
            example="4",
            minimum=1,
        ),
        Column(
            "cycle_years",
            "integer",
            "Years between one course and the next.",
            example="1",
            minimum=1,
        ),
        Column(
            "time_of_day",
            "choice",
            "When its meetings are held.",
            example="both",
            choices=TIMES_OF_DAY,
        ),
        Column(
            "levels",
            "ids",
            "Where it may be offered: in each municipality, shared, at the specialist.",
            example="municipality;shared;specialist",
            choices=LEVELS,
        ),
        Column(
            "venue_kinds",
            "ids",
            "Kinds of room that suit it; empty for every kind.",
            required=False,
            blank=True,
        ),
        Column(
            "joins_id",
            "id",
            "General programme that may take in groups too small for their own.",
            required=False,
            blank=True,
            refers_to=("programmes",),
        ),
        Column(
            "target_group",
            "text",
            "Whom it is for.",
            example="voksne med diabetes og pårørende",
            required=False,
            blank=True,
        ),
        Column("age_band", "text", "Age band.", example="18+", required=False, blank=True),
        Column(
            "persons_per_case",
            "number",
            "Persons who come for one case (2 where both parents come).",
            example="1",
            above=0,
        ),
        Column(
            "professionals_per_meeting",
            "integer",
            "Professionals at a meeting.",
            example="2",
            minimum=0,
        ),
        Column(
            "user_representatives_per_meeting",
            "integer",
            "User representatives at a meeting.",
            example="1",
            minimum=0,
        ),
        Column(
            "professions",
            "ids",
            "Professions that it takes.",
            example="nurse;dietitian",
            required=False,
            blank=True,
        ),
        Column(
            "hours_per_meeting",
            "number",
            "Hours of one meeting.",
            example="3",
            above=0,
        ),
        Column(
            "hours_to_develop",
            "number",
            "Coordinator's hours to develop the course.",
            example="100",
            minimum=0,
        ),
        Column(
            "hours_to_repeat",
            "number",
            "Coordinator's hours to repeat it.",
            example="30",
            minimum=0,
        ),
    ),
    required=False,
)

PROGRAMME_MIX = TableSpec(
    "programme_mix",
    "How participants are shared among the programmes, in one or several named mixes; each adds "
    "up to 1.",
    ("mix_id", "programme_id"),
    (
        Column("mix_id", "id", "Id of the mix.", example="helse_nord"),
        Column(
            "programme_id",
            "id",
            "The programme.",
            example="diabetes",
            refers_to=("programmes",),
        ),
        Column(
            "share",
            "number",
            "Its share of all participants, 0 to 1.",
            example="0.15",
            minimum=0,
            maximum=1,
        ),
    ),
    required=False,
)

DEMAND_LEVELS = TableSpec(
    "demand_levels",
    "Named levels of participation.",
    ("id",),
    (
        Column("id", "id", "Id of the level.", example="low"),
        Column("name_nb", "text", "Its name in Norwegian.", example="lav"),
        Column(
            "participants_per_1000",
            "number",
            "Participants per 1000 inhabitants and year.",
            example="4.6",
            minimum=0,
        ),
        Column(
            "derivation",
            "text",
            "How the figure comes about.",
            example="1725 deltakere på 446 000 innbyggere i ti måneder",
            required=False,
            blank=True,
        ),
    ),
    required=False,
)

COST_RATES = TableSpec(
    "cost_rates",
    "Prices. Left out: the shipped ones are used.",
    ("id",),
    (
        Column(
            "id",
            "id",
            "Of what: post_cost, professional_hour, user_representative_meeting, mileage.",
            example="mileage",
        ),
        Column("value", "number", "The price.", example="3.65", minimum=0),
        Column("unit", "text", "Its unit.", example="NOK per km"),
    ),
    required=False,
)

CATALOGUE_TABLES = (PROGRAMMES, PROGRAMME_MIX, DEMAND_LEVELS, COST_RATES)
