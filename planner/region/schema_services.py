"""Tables of rooms, coordinating units and hospital services."""

from __future__ import annotations

from planner.region.schema import Column, TableSpec

TIMES_OF_DAY = ("day", "evening", "both")

VENUES = TableSpec(
    "venues",
    "Rooms where courses may be held.",
    ("id",),
    (
        Column("id", "id", "Id of the room.", example="v_kommunehus"),
        Column("name", "text", "Name of the room.", example="Kommunehuset, Eksempelvik"),
        Column(
            "place_id",
            "id",
            "Place that it stands in. Marked as assumed: nobody has checked that there is such "
            "a room there.",
            example="eksempelvik",
            refers_to=("places",),
        ),
        Column(
            "kind",
            "id",
            "dms, municipal, health_centre, hotel, school or a word of one's own; programmes "
            "name the kinds "
            "that suit them.",
            example="municipal",
        ),
        Column(
            "seats",
            "integer",
            "Seats, staff included.",
            example="25",
            minimum=1,
        ),
        Column(
            "nok_per_year",
            "number",
            "Fixed cost in NOK a year when it is in use; empty where not known.",
            example="40000",
            required=False,
            blank=True,
            minimum=0,
        ),
        Column(
            "time_of_day",
            "choice",
            "When it can be used.",
            example="both",
            required=False,
            blank=True,
            choices=TIMES_OF_DAY,
            default="both",
        ),
        Column(
            "meetings_per_year",
            "number",
            "Meetings it can take a year, day and evening together.",
            example="80",
            minimum=0,
        ),
        Column(
            "off_by_default",
            "yes_no",
            "Left out unless a scenario lets it in.",
            example="no",
            required=False,
            blank=True,
            default="no",
        ),
    ),
)

UNITS = TableSpec(
    "units",
    "Coordinating units that may be chosen, as today or as proposed.",
    ("id",),
    (
        Column("id", "id", "Id of the unit.", example="u_eksempel"),
        Column(
            "name",
            "text",
            "Name of the unit.",
            example="Eksempelvik som vertskommune",
        ),
        Column(
            "seat_place_id",
            "id",
            "Place of its seat.",
            example="eksempelvik",
            refers_to=("places",),
        ),
        Column(
            "kind",
            "id",
            "intermunicipal, host_municipality, dms, solo or a word of one's own.",
            example="host_municipality",
        ),
        Column(
            "member_codes",
            "codes",
            "Municipalities that belong to it in its alternative.",
            example="0199;0198",
            refers_to=("municipalities",),
        ),
        Column(
            "eligible_codes",
            "codes",
            "Municipalities that may belong to it where a scenario leaves it open; empty for all.",
            example="",
            required=False,
            blank=True,
            refers_to=("municipalities",),
        ),
        Column(
            "exists_today",
            "yes_no",
            "Whether it exists today; empty where not checked.",
            example="yes",
            required=False,
            blank=True,
        ),
        Column(
            "legal_form",
            "text",
            "Legal form, in words.",
            example="vertskommune",
            required=False,
            blank=True,
        ),
        Column(
            "coordinator_fte",
            "number",
            "Coordinators' posts, in full-time posts.",
            example="1.0",
            minimum=0,
        ),
        Column(
            "staff_base_place_ids",
            "ids",
            "Places, external ones too, that its staff set out from; empty for the seat.",
            example="eksempelvik",
            required=False,
            blank=True,
            refers_to=("places", "external_places"),
        ),
        Column(
            "nok_per_year",
            "number",
            "Fixed cost in NOK a year beside the posts; empty where not known.",
            required=False,
            blank=True,
            minimum=0,
        ),
        Column(
            "payer",
            "choice",
            "Who pays its posts.",
            example="municipalities",
            required=False,
            blank=True,
            choices=("municipalities", "hospital_trust"),
            default="municipalities",
        ),
    ),
)

CRITERIA = TableSpec(
    "criteria",
    "Qualifications that units are judged by.",
    ("id",),
    (
        Column("id", "id", "Id of the qualification.", example="kurserfaring"),
        Column("label_nb", "text", "Its wording.", example="Erfaring med kurs for grupper"),
    ),
    required=False,
)

UNIT_QUALIFICATIONS = TableSpec(
    "unit_qualifications",
    "How far a unit holds a qualification, 0 to 4, with the evidence in words.",
    ("unit_id", "criterion_id"),
    (
        Column("unit_id", "id", "The unit.", example="u_eksempel", refers_to=("units",)),
        Column(
            "criterion_id",
            "id",
            "The qualification.",
            example="kurserfaring",
            refers_to=("criteria",),
        ),
        Column(
            "score_0_4",
            "integer",
            "0 (not at all) to 4 (fully).",
            example="3",
            minimum=0,
            maximum=4,
        ),
        Column(
            "evidence",
            "text",
            "What the score rests on.",
            example="har holdt kurs i tre år",
            required=False,
            blank=True,
        ),
        Column(
            "section",
            "text",
            "Where in the source it stands.",
            required=False,
            blank=True,
        ),
    ),
    required=False,
)

SPECIALIST_SERVICES = TableSpec(
    "specialist_services",
    "Services of hospitals outside the region that people may take part in.",
    ("id",),
    (
        Column("id", "id", "Id of the service.", example="sp_sykehus"),
        Column("name", "text", "Name of the service.", example="LMS ved sykehuset"),
        Column(
            "external_place_id",
            "id",
            "External place that it stands in.",
            example="x_sykehusby",
            refers_to=("external_places",),
        ),
        Column(
            "programme_ids",
            "ids",
            "Programmes that it holds; all or empty for every one.",
            example="all",
            required=False,
            blank=True,
            refers_to=("programmes",),
            default="all",
        ),
        Column(
            "trips_per_course",
            "number",
            "Return trips that one participant makes for a course there.",
            example="2",
            above=0,
        ),
        Column(
            "participants_per_year_max",
            "number",
            "Most people of the region who can take part there in a year, all programmes together; "
            "empty where not known: then everybody is assumed to find a place.",
            example="80",
            required=False,
            blank=True,
            minimum=0,
        ),
    ),
    required=False,
)

SPECIALIST_PLACES = TableSpec(
    "specialist_places",
    "How many a specialist service takes in one programme, where that is known.",
    ("service_id", "programme_id"),
    (
        Column(
            "service_id",
            "id",
            "The service.",
            example="sp_sykehus",
            refers_to=("specialist_services",),
        ),
        Column(
            "programme_id",
            "id",
            "The programme.",
            example="diabetes",
            refers_to=("programmes",),
        ),
        Column(
            "participants_per_year_max",
            "number",
            "Most people of the region who can take part in it there in a year.",
            example="12",
            minimum=0,
        ),
    ),
    required=False,
)

SERVICE_TABLES = (VENUES, UNITS, CRITERIA, UNIT_QUALIFICATIONS, SPECIALIST_SERVICES, SPECIALIST_PLACES)
