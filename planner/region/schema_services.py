"""Tables of rooms, coordinating units and hospital services."""

from __future__ import annotations

from planner.region.schema import Column, TableSpec

TIMES_OF_DAY = ("day", "evening", "both")

VENUES = TableSpec(
    "venues",
    "Rooms where courses may be held.",
    "Lokaler der kurs kan holdes.",
    ("id",),
    (
        Column("id", "id", "Id of the room.", "Id for lokalet.", example="v_kommunehus"),
        Column(
            "name", "text", "Name of the room.", "Lokalets navn.", example="Kommunehuset, Eksempelvik"
        ),
        Column(
            "place_id",
            "id",
            "Place that it stands in. Marked as assumed: nobody has checked that there is such "
            "a room there.",
            "Stedet det ligger på. Merket som antatt: ingen har sjekket at det finnes et slikt "
            "lokale der.",
            example="eksempelvik",
            refers_to=("places",),
        ),
        Column(
            "kind",
            "id",
            "dms, municipal, health_centre, hotel, school or a word of one's own; programmes "
            "name the kinds "
            "that suit them.",
            "dms, municipal, health_centre, hotel, school eller et eget ord; tilbudene sier "
            "hvilke typer som "
            "passer.",
            example="municipal",
        ),
        Column(
            "seats",
            "integer",
            "Seats, staff included.",
            "Sitteplasser, medregnet de som leder kurset.",
            example="25",
            minimum=1,
        ),
        Column(
            "nok_per_year",
            "number",
            "Fixed cost in NOK a year when it is in use; empty where not known.",
            "Fast kostnad i kroner per år når lokalet er i bruk; tom når den ikke er kjent.",
            example="40000",
            required=False,
            blank=True,
            minimum=0,
        ),
        Column(
            "time_of_day",
            "choice",
            "When it can be used.",
            "Når lokalet kan brukes: dag (day), kveld (evening) eller begge (both).",
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
            "Hvor mange samlinger lokalet kan ta i året, dag og kveld til sammen.",
            example="80",
            minimum=0,
        ),
        Column(
            "off_by_default",
            "yes_no",
            "Left out unless a scenario lets it in.",
            "Holdes utenfor hvis ikke et scenario slipper det til.",
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
    "Samordningsenheter som kan velges, slik de er i dag eller er foreslått.",
    ("id",),
    (
        Column("id", "id", "Id of the unit.", "Id for enheten.", example="u_eksempel"),
        Column(
            "name",
            "text",
            "Name of the unit.",
            "Enhetens navn.",
            example="Eksempelvik som vertskommune",
        ),
        Column(
            "seat_place_id",
            "id",
            "Place of its seat.",
            "Stedet der enheten har sete.",
            example="eksempelvik",
            refers_to=("places",),
        ),
        Column(
            "kind",
            "id",
            "intermunicipal, host_municipality, dms, solo or a word of one's own.",
            "intermunicipal, host_municipality, dms, solo eller et eget ord.",
            example="host_municipality",
        ),
        Column(
            "member_codes",
            "codes",
            "Municipalities that belong to it in its alternative.",
            "Kommunene som hører til enheten i sitt alternativ.",
            example="0199;0198",
            refers_to=("municipalities",),
        ),
        Column(
            "eligible_codes",
            "codes",
            "Municipalities that may belong to it where a scenario leaves it open; empty for all.",
            "Kommunene som kan høre til når scenariet lar det stå åpent; tom betyr alle.",
            example="",
            required=False,
            blank=True,
            refers_to=("municipalities",),
        ),
        Column(
            "exists_today",
            "yes_no",
            "Whether it exists today; empty where not checked.",
            "Om enheten finnes i dag; tom når det ikke er sjekket.",
            example="yes",
            required=False,
            blank=True,
        ),
        Column(
            "legal_form",
            "text",
            "Legal form, in words.",
            "Organisasjonsform, med ord.",
            example="vertskommune",
            required=False,
            blank=True,
        ),
        Column(
            "coordinator_fte",
            "number",
            "Coordinators' posts, in full-time posts.",
            "Koordinatorstillinger, i årsverk.",
            example="1.0",
            minimum=0,
        ),
        Column(
            "staff_base_place_ids",
            "ids",
            "Places, external ones too, that its staff set out from; empty for the seat.",
            "Stedene personalet reiser fra, også steder utenfor regionen; tom betyr setet.",
            example="eksempelvik",
            required=False,
            blank=True,
            refers_to=("places", "external_places"),
        ),
        Column(
            "nok_per_year",
            "number",
            "Fixed cost in NOK a year beside the posts; empty where not known.",
            "Fast kostnad i kroner per år utenom stillingene; tom når den ikke er kjent.",
            required=False,
            blank=True,
            minimum=0,
        ),
        Column(
            "payer",
            "choice",
            "Who pays its posts.",
            "Hvem som betaler stillingene: kommunene (municipalities) eller helseforetaket "
            "(hospital_trust).",
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
    "Kvalifikasjoner som enhetene vurderes etter.",
    ("id",),
    (
        Column(
            "id", "id", "Id of the qualification.", "Id for kvalifikasjonen.", example="kurserfaring"
        ),
        Column(
            "label_nb", "text", "Its wording.", "Ordlyden.", example="Erfaring med kurs for grupper"
        ),
    ),
    required=False,
)

UNIT_QUALIFICATIONS = TableSpec(
    "unit_qualifications",
    "How far a unit holds a qualification, 0 to 4, with the evidence in words.",
    "I hvilken grad en enhet har en kvalifikasjon, 0 til 4, med begrunnelsen i ord.",
    ("unit_id", "criterion_id"),
    (
        Column("unit_id", "id", "The unit.", "Enheten.", example="u_eksempel", refers_to=("units",)),
        Column(
            "criterion_id",
            "id",
            "The qualification.",
            "Kvalifikasjonen.",
            example="kurserfaring",
            refers_to=("criteria",),
        ),
        Column(
            "score_0_4",
            "integer",
            "0 (not at all) to 4 (fully).",
            "0 (ikke i det hele tatt) til 4 (fullt ut).",
            example="3",
            minimum=0,
            maximum=4,
        ),
        Column(
            "evidence",
            "text",
            "What the score rests on.",
            "Hva vurderingen bygger på.",
            example="har holdt kurs i tre år",
            required=False,
            blank=True,
        ),
        Column(
            "section",
            "text",
            "Where in the source it stands.",
            "Hvor i kilden det står.",
            required=False,
            blank=True,
        ),
    ),
    required=False,
)

SPECIALIST_SERVICES = TableSpec(
    "specialist_services",
    "Services of hospitals outside the region that people may take part in.",
    "Tilbud ved sykehus utenfor regionen som folk kan delta i.",
    ("id",),
    (
        Column("id", "id", "Id of the service.", "Id for tjenesten.", example="sp_sykehus"),
        Column("name", "text", "Name of the service.", "Tjenestens navn.", example="LMS ved sykehuset"),
        Column(
            "external_place_id",
            "id",
            "External place that it stands in.",
            "Stedet utenfor regionen der den ligger.",
            example="x_sykehusby",
            refers_to=("external_places",),
        ),
        Column(
            "seats",
            "integer",
            "Seats; empty where not known.",
            "Sitteplasser; tom når det ikke er kjent.",
            example="30",
            required=False,
            blank=True,
            minimum=0,
        ),
        Column(
            "programme_ids",
            "ids",
            "Programmes that it holds; all or empty for every one.",
            "Tilbudene den holder; all eller tom betyr alle.",
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
            "Hvor mange turer fram og tilbake én deltaker gjør for et kurs der.",
            example="2",
            above=0,
        ),
    ),
    required=False,
)

SERVICE_TABLES = (VENUES, UNITS, CRITERIA, UNIT_QUALIFICATIONS, SPECIALIST_SERVICES)
