"""What a new region calls its rooms, units and alternatives, in Norwegian (as data are) and English."""

from __future__ import annotations

from planner.texts import Texts

TEXTS = Texts(
    "new_region",
    {
        "venue.municipal": "Municipal premises, {name}",
        "venue.health_centre": "Healthy-life centre, {name}",
        "unit.alone": "{name} alone",
        "unit.host": "{name} as host municipality",
        "hospital.place": "{name} hospital",
        "hospital.service": "Learning and mastery centre of the hospital in {name}",
        "source.outlines": "Outlines: © Kartverket (CC BY 4.0), simplified",
        "source.persons": "Inhabitants: Statistics Norway, 1 January 2025 (NLOD / CC BY 4.0), sums of "
        "basic units",
        "source.positions": "Positions: the largest settlement of the statistical tract, GeoNames "
        "(CC BY 4.0), or a point inside it",
        "source.minutes": "Lengths and travel times: estimated from the distance over land, not "
        "measured on roads",
        "today.title": "Today: the hospital only",
        "today.about": "No coordinating unit and no local course. Those who take part, do so at the "
        "hospital.",
        "nothing.title": "Today: no offer",
        "nothing.about": "No coordinating unit and no local course; no hospital with a learning and "
        "mastery centre is named for the region.",
        "solo.title": "Each municipality alone",
        "solo.about": "Each municipality is its own coordinating unit, with its seat in the municipal "
        "centre.",
        "one-unit.title": "One unit for all",
        "one-unit.about": "One coordinating unit for all municipalities; the model chooses the "
        "municipal centre of its seat.",
        "best-division.title": "The best division",
        "best-division.about": "The model chooses which units exist, where their seats are and which "
        "municipalities belong to them. Every municipality is a member.",
        "host.title": "{name} as host municipality",
        "host.about": "{name} is the host municipality and coordinates for all municipalities.",
        "country.title": "The best division into units",
        "country.about": "{count} municipalities divided into coordinating units of 20 000–40 000 "
        "inhabitants, with the way to the seat as short as can be. A unit around a municipality that "
        "alone is larger than 40 000 may take up to 20 000 others.",
        "ask.municipalities": "Municipalities (names or numbers, with commas between)",
        "ask.hospitals": "Hospitals with a learning and mastery centre, by municipality (commas "
        "between, empty for none)",
    },
)


def norwegian(key: str, **values: object) -> str:
    """A text as the data have it."""
    return TEXTS.text("nb", key).format(**values)


def english(key: str, **values: object) -> str:
    """The same in English."""
    return TEXTS[key].format(**values)
