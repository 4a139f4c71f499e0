"""Tables of people, places and roads."""

from __future__ import annotations

from planner.region.schema import Column, TableSpec

_WINTER = Column(
    "winter_exposed",
    "yes_no",
    "Slower or closed in winter weather: passes, slide-prone stretches, wind-exposed bridges, boats.",
    example="no",
    required=False,
    blank=True,
    default="no",
)


def _link_columns(to_tables: tuple[str, ...], to_example: str) -> tuple[Column, ...]:
    return (
        Column(
            "id",
            "id",
            "Id of the stretch; <from_id>--<to_id> where left out.",
            example=f"eksempelvik--{to_example}",
            required=False,
            blank=True,
        ),
        Column(
            "from_id",
            "id",
            "Place at one end. Every stretch is used both ways.",
            example="eksempelvik",
            refers_to=("places",),
        ),
        Column(
            "to_id",
            "id",
            "Place at the other end.",
            example=to_example,
            refers_to=to_tables,
        ),
        Column(
            "km",
            "number",
            "Length in km; never shorter than the straight line.",
            example="12.5" if to_example.startswith("e") else "180",
            minimum=0,
        ),
        Column(
            "minutes",
            "number",
            "Travel time one way in fair weather, in minutes.",
            example="14" if to_example.startswith("e") else "160",
            minimum=0,
        ),
        Column(
            "road",
            "text",
            "Road number or name of the route.",
            example="Fv86" if to_example.startswith("e") else "E6",
            required=False,
            blank=True,
        ),
        Column(
            "kind",
            "choice",
            "Road, ferry or express boat. Boats count only where a scenario lets them.",
            example="road",
            required=False,
            blank=True,
            choices=("road", "ferry", "express_boat"),
            default="road",
        ),
        _WINTER,
    )


ABOUT = TableSpec(
    "about",
    "What the data set is called and where it comes from. A folder may say the same in "
    "datapackage.json.",
    (),
    (
        Column(
            "key",
            "choice",
            "id, title, source_line (a source or licence to print under maps; as many rows as "
            "needed) or "
            "boundaries_note.",
            example="title",
            choices=("id", "title", "source_line", "boundaries_note"),
        ),
        Column("value", "text", "What it says.", example="Eksempelregionen"),
    ),
    required=False,
)

MUNICIPALITIES = TableSpec(
    "municipalities",
    "The municipalities of the region and their population.",
    ("code",),
    (
        Column(
            "code",
            "code",
            "Municipality number, kept as text so that a leading zero stays.",
            example="0199",
        ),
        Column(
            "name",
            "text",
            "Name of the municipality.",
            example="Eksempelvik kommune",
        ),
        Column(
            "persons",
            "integer",
            "Population; the places of the municipality add up to it.",
            example="4800",
            minimum=0,
        ),
        Column(
            "seat_place_id",
            "id",
            "Municipal centre, a place in the municipality itself.",
            example="eksempelvik",
            refers_to=("places",),
        ),
    ),
)

ADJACENCY = TableSpec(
    "adjacency",
    "Pairs of municipalities that hang together, each pair once.",
    ("code_a", "code_b", "kind"),
    (
        Column(
            "code_a",
            "code",
            "One municipality.",
            example="0199",
            refers_to=("municipalities",),
        ),
        Column(
            "code_b",
            "code",
            "The other municipality.",
            example="0198",
            refers_to=("municipalities",),
        ),
        Column(
            "kind",
            "choice",
            "What joins them. Ferry and express_boat count only where a scenario lets boats count.",
            example="land",
            choices=("land", "bridge", "tunnel", "ferry", "express_boat"),
        ),
    ),
)

PLACES = TableSpec(
    "places",
    "Where people live (demand points) and where roads meet (junctions, 0 persons).",
    ("id",),
    (
        Column(
            "id",
            "id",
            "Id of the place, short and stable.",
            example="eksempelvik",
        ),
        Column("name", "text", "Name of the place.", example="Eksempelvik"),
        Column(
            "municipality_code",
            "code",
            "Municipality that the place lies in.",
            example="0199",
            refers_to=("municipalities",),
        ),
        Column(
            "lon",
            "number",
            "Longitude in degrees (WGS84), east positive.",
            example="17.9812",
            minimum=-180,
            maximum=180,
        ),
        Column(
            "lat",
            "number",
            "Latitude in degrees (WGS84), north positive.",
            example="69.2296",
            minimum=-90,
            maximum=90,
        ),
        Column(
            "persons",
            "integer",
            "People living in and around the place; 0 for a junction.",
            example="4800",
            minimum=0,
        ),
        Column(
            "kind",
            "text",
            "What the place is: town, settlement, junction, …",
            example="town",
            required=False,
            blank=True,
            default="settlement",
        ),
    ),
)

EXTERNAL_PLACES = TableSpec(
    "external_places",
    "Places outside the region that people travel to, such as hospital towns.",
    ("id",),
    (
        Column("id", "id", "Id of the place.", example="x_sykehusby"),
        Column("name", "text", "Name of the place.", example="Sykehusbyen"),
        Column(
            "lon",
            "number",
            "Longitude in degrees (WGS84).",
            example="18.9806",
            minimum=-180,
            maximum=180,
        ),
        Column(
            "lat",
            "number",
            "Latitude in degrees (WGS84).",
            example="69.6832",
            minimum=-90,
            maximum=90,
        ),
    ),
    required=False,
)

LINKS = TableSpec(
    "links",
    "Stretches of road and boats between the places of the region.",
    ("id",),
    _link_columns(("places",), "eksempelbotn"),
)

LINKS_EXTERNAL = TableSpec(
    "links_external",
    "Stretches of road and boats out of the region, to the external places.",
    ("id",),
    _link_columns(("external_places",), "x_sykehusby"),
    required=False,
)

SCOPES = TableSpec(
    "scopes",
    "Named sets of municipalities whose people alternatives are compared for; the first row's scope is "
    "the default. Without the table there is one scope, `all`.",
    ("scope_id", "municipality_code"),
    (
        Column("scope_id", "id", "Id of the scope.", example="alle"),
        Column(
            "scope_name",
            "text",
            "Its name in reports.",
            example="Alle kommunene",
        ),
        Column(
            "municipality_code",
            "code",
            "A municipality of the scope; one row each.",
            example="0199",
            refers_to=("municipalities",),
        ),
    ),
    required=False,
)

PLACE_TABLES = (
    ABOUT,
    MUNICIPALITIES,
    ADJACENCY,
    PLACES,
    EXTERNAL_PLACES,
    LINKS,
    LINKS_EXTERNAL,
    SCOPES,
)
