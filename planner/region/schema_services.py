"""Tables of rooms, coordinating units, hospital services and the programme catalogue."""

from __future__ import annotations

from planner.region.schema import Column, TableSpec

TIMES_OF_DAY = ("day", "evening", "both")
LEVELS = ("municipality", "shared", "specialist")

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

PROGRAMMES = TableSpec(
    "programmes",
    "The programme catalogue. Left out: the shipped catalogue is used.",
    "Katalogen over tilbud. Utelates den, brukes katalogen som følger med.",
    ("id",),
    (
        Column("id", "id", "Id of the programme.", "Id for tilbudet.", example="diabetes"),
        Column("name_en", "text", "Name in English.", "Navn på engelsk.", example="Diabetes"),
        Column("name_nb", "text", "Name in Norwegian.", "Navn på norsk.", example="Diabetes"),
        Column(
            "pooled",
            "yes_no",
            "Whether its people can meet as one group; if no, no local course is planned.",
            "Om deltakerne kan møtes som én gruppe; hvis ikke planlegges ikke lokale kurs.",
            example="yes",
            required=False,
            blank=True,
            default="yes",
        ),
        Column(
            "group_min_persons",
            "integer",
            "Smallest group.",
            "Minste gruppe.",
            example="8",
            minimum=1,
        ),
        Column(
            "group_max_persons",
            "integer",
            "Largest group.",
            "Største gruppe.",
            example="14",
            minimum=1,
        ),
        Column(
            "meetings_per_course",
            "integer",
            "Meetings of one course.",
            "Samlinger i ett kurs.",
            example="4",
            minimum=1,
        ),
        Column(
            "cycle_years",
            "integer",
            "Years between one course and the next.",
            "År mellom ett kurs og det neste.",
            example="1",
            minimum=1,
        ),
        Column(
            "time_of_day",
            "choice",
            "When its meetings are held.",
            "Når samlingene holdes: dag (day), kveld (evening) eller begge (both).",
            example="both",
            choices=TIMES_OF_DAY,
        ),
        Column(
            "levels",
            "ids",
            "Where it may be offered: in each municipality, shared, at the specialist.",
            "Hvor det kan tilbys: i hver kommune (municipality), felles (shared), ved sykehuset "
            "(specialist).",
            example="municipality;shared;specialist",
            choices=LEVELS,
        ),
        Column(
            "venue_kinds",
            "ids",
            "Kinds of room that suit it; empty for every kind.",
            "Typer lokale som passer; tom betyr alle.",
            required=False,
            blank=True,
        ),
        Column(
            "joins_id",
            "id",
            "General programme that may take in groups too small for their own.",
            "Generelt tilbud som kan ta inn grupper som er for små til et eget kurs.",
            required=False,
            blank=True,
            refers_to=("programmes",),
        ),
        Column(
            "target_group",
            "text",
            "Whom it is for.",
            "Hvem det er for.",
            example="voksne med diabetes og pårørende",
            required=False,
            blank=True,
        ),
        Column(
            "age_band", "text", "Age band.", "Aldersgruppe.", example="18+", required=False, blank=True
        ),
        Column(
            "persons_per_case",
            "number",
            "Persons who come for one case (2 where both parents come).",
            "Personer som kommer for ett tilfelle (2 når begge foreldre kommer).",
            example="1",
            above=0,
        ),
        Column(
            "professionals_per_meeting",
            "integer",
            "Professionals at a meeting.",
            "Fagpersoner på en samling.",
            example="2",
            minimum=0,
        ),
        Column(
            "user_representatives_per_meeting",
            "integer",
            "User representatives at a meeting.",
            "Brukerrepresentanter på en samling.",
            example="1",
            minimum=0,
        ),
        Column(
            "professions",
            "ids",
            "Professions that it takes.",
            "Yrkesgruppene det krever.",
            example="nurse;dietitian",
            required=False,
            blank=True,
        ),
        Column(
            "hours_per_meeting",
            "number",
            "Hours of one meeting.",
            "Timer per samling.",
            example="3",
            above=0,
        ),
        Column(
            "hours_to_develop",
            "number",
            "Coordinator's hours to develop the course.",
            "Koordinatorens timer til å utvikle kurset.",
            example="100",
            minimum=0,
        ),
        Column(
            "hours_to_repeat",
            "number",
            "Coordinator's hours to repeat it.",
            "Koordinatorens timer til å gjenta det.",
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
    "Hvordan deltakerne fordeler seg på tilbudene, i én eller flere navngitte fordelinger; hver "
    "summerer "
    "seg til 1.",
    ("mix_id", "programme_id"),
    (
        Column("mix_id", "id", "Id of the mix.", "Id for fordelingen.", example="helse_nord"),
        Column(
            "programme_id",
            "id",
            "The programme.",
            "Tilbudet.",
            example="diabetes",
            refers_to=("programmes",),
        ),
        Column(
            "share",
            "number",
            "Its share of all participants, 0 to 1.",
            "Tilbudets andel av alle deltakere, 0 til 1.",
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
    "Navngitte nivåer for deltakelse.",
    ("id",),
    (
        Column("id", "id", "Id of the level.", "Id for nivået.", example="low"),
        Column("name_nb", "text", "Its name in Norwegian.", "Navnet på norsk.", example="lav"),
        Column(
            "participants_per_1000",
            "number",
            "Participants per 1000 inhabitants and year.",
            "Deltakere per 1000 innbyggere og år.",
            example="4.6",
            minimum=0,
        ),
        Column(
            "derivation",
            "text",
            "How the figure comes about.",
            "Hvordan tallet er kommet fram.",
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
    "Priser. Utelates tabellen, brukes de som følger med.",
    ("id",),
    (
        Column(
            "id",
            "id",
            "Of what: post_cost, professional_hour, user_representative_meeting, mileage.",
            "Av hva: post_cost, professional_hour, user_representative_meeting, mileage.",
            example="mileage",
        ),
        Column("value", "number", "The price.", "Prisen.", example="3.65", minimum=0),
        Column("unit", "text", "Its unit.", "Enheten.", example="NOK per km"),
    ),
    required=False,
)

SERVICE_TABLES = (VENUES, UNITS, CRITERIA, UNIT_QUALIFICATIONS, SPECIALIST_SERVICES)
CATALOGUE_TABLES = (PROGRAMMES, PROGRAMME_MIX, DEMAND_LEVELS, COST_RATES)
