"""The words of the map in a browser.

Those that begin with `js.` go to the script; it sets values in at `{name}`. The rest are set into the
page when it is made. What the printed map says too comes from `planner.report.maps.text`.
"""

from __future__ import annotations

from planner.report.maps import WORDS as MAP_WORDS
from planner.report.words import tables as words
from planner.texts import Lang, Texts

TEXTS = Texts(
    "web_map",
    {
        # ------------------------------------------------------------------ the page
        "title": "Map of the alternatives",
        "skip.map": "Skip to the map",
        "skip.figures": "Skip to the key figures",
        "skip.tables": "Skip to the tables",
        "alternative": "Alternative",
        "previous": "Previous alternative",
        "next": "Next alternative",
        "beside": "Compare with",
        "beside.none": "none",
        "compare.view": "Show the one, the difference, or the other",
        "programme": "Programme",
        "programme.all": "All programmes together",
        "figures": "Key figures",
        "layers": "Layers and legend",
        "map": "Map",
        "map.keys": (
            "Arrow keys move the map, plus and minus change the scale. Tab takes you to "
            "municipalities, venues, places, journeys and roads; the arrow keys go from one to the "
            "next, and Escape returns to the map. The same figures stand in the tables below the map."
        ),
        "zoom.in": "Zoom in",
        "zoom.out": "Zoom out",
        "view.region": "The whole region",
        "view.all": "With the hospitals",
        "print": "Print",
        "tables": "Tables for the alternative",
        "table.verdict": "Verdict",
        "table.municipalities": "The municipalities",
        "table.courses": "The courses",
        "table.places": "The places",
        "sources": "Sources, licences and reservations",
        "noscript": (
            "The map is drawn by a script in this file. Switch JavaScript on in the browser to see it."
        ),
        "foot": "Made by lms-planner. The file needs no network. Map display: Leaflet (BSD 2-Clause).",
        "credits.land": "Land around: {source}",
        "credits.more": "EPSG:25833, reservations at the bottom",
        "note.projection": "Map projection: ETRS89 / UTM zone 33N (EPSG:25833).",
        "note.bands": (
            "The colour of travel time is that of the nearest place in the municipality, drawn within "
            "{km} km of it."
        ),
        "note.assumed": "* rests on assumptions that no source gives.",
        "note.best": (
            "Green frame: best in the row; alternatives that the proof cannot tell apart share it."
        ),
        # ------------------------------------------------------------------ table columns
        "column.persons": "Inhabitants",
        "column.participants_served": "Participants/year at courses",
        "column.participants_specialist": "At {specialist}/year",
        "column.participants_unmet": "No offer/year",
        "column.minutes_mean": "Minutes one way, mean",
        "column.minutes_max": "Minutes one way, longest",
        "column.share_within_60": "Within 60 min",
        "column.programmes_within_60": "Programmes within 60 min",
        # ------------------------------------------------------------------ for the script: layers
        "js.layer.units": "Coordinating units and members",
        "js.layer.bands": "Travel time to the nearest course",
        "js.layer.flows": "Who travels where",
        "js.layer.venues": "Venues in use",
        "js.layer.idle": "Venues not in use",
        "js.layer.places": "Places by population",
        "js.layer.roads": "Roads",
        "js.layer.names": "Names",
        "js.layer.courses": "Courses a year at the venues",
        # ------------------------------------------------------------------ for the script: legend
        "js.band.upto": "up to {to} minutes",
        "js.band.between": "{from}–{to} minutes",
        "js.band.over": "over {from} minutes",
        "js.band.none": "no course to travel to",
        "js.legend.local": "{n} participants/year to courses",
        "js.legend.local.one": "{n} participant/year to courses",
        "js.legend.specialist.one": (
            "{n} participant/year takes part at {services} (municipality as one)"
        ),
        "js.legend.thin.one": "{n} participant/year",
        "js.participants.one": "{n} participant/year",
        "js.courses.one": "{n} course/year",
        "js.courses_of.one": "{programme}: {n} course/year of {each} participants",
        "js.posts.one": "{n} coordinator's post",
        "js.minutes.one": "{n} minute one way",
        "js.minutes_mean.one": "{n} minute one way on average",
        "js.persons.one": "{n} inhabitant",
        "js.legend.thin": "{n} participants/year",
        "js.legend.specialist": "{n} participants/year take part at {services} (municipality as one)",
        "js.legend.unmet": "no offer",
        "js.legend.seat": "seat of a coordinating unit",
        "js.legend.hospital": "specialist service",
        "js.legend.idle": "may be used, but is not in use",
        "js.legend.venue_assumed": "white: the location is assumed",
        "js.legend.more": "and {n} more units",
        "js.legend.no_unit": "no coordinating unit",
        # ------------------------------------------------------------------ for the script: telling
        "js.persons": "{n} inhabitants",
        "js.member": "Member of {unit}",
        "js.outside": "Outside every coordinating unit",
        "js.not_in_play": "Not part of this alternative",
        "js.drawn": "Outline by nearest place",
        "js.seat_of": "Seat: {unit}",
        # ------------------------------------------------------------ for the script: two compared
        "js.change.difference": "Difference",
        "js.change.same": "the same (within a minute)",
        "js.change.shorter": "{n} minutes shorter",
        "js.change.shorter_over": "more than {n} minutes shorter",
        "js.change.longer": "{n} minutes longer",
        "js.change.longer_over": "more than {n} minutes longer",
        "js.change.moved": "Whom it moves: minutes one way, mean of those who take part",
        "js.change.change": "Change",
        "js.unit_persons": "{n} inhabitants: {judgement}",
        "js.posts": "{n} coordinators' posts",
        "js.form": "Form of organisation: {form}",
        "js.served": (
            "Participants/year: {local} at courses in the region, {specialist} at {services}, {unmet} "
            "with no offer"
        ),
        "js.nearest": "Nearest course: {place}, {minutes} minutes",
        "js.nearest_here": "Courses at the place itself",
        "js.nearest_none": "No course that the inhabitants can attend",
        "js.place_assumed": "The position is assumed",
        "js.venue_used": "{kind}, run by {unit}",
        "js.venue_idle": "{kind}, not in use in this alternative",
        "js.venue_seats": "Seats {n}",
        "js.courses": "{n} courses/year",
        "js.courses_of": "{programme}: {n} courses/year of {each} participants",
        "js.participants": "{n} participants/year",
        "js.way": "From {from} to {to}",
        "js.minutes": "{n} minutes one way",
        "js.minutes_mean": "{n} minutes one way on average",
        "js.to_service": "Take part at {service}",
        "js.unmet": "{n} a year with no offer",
        "js.lost": "Assumed: {n} a year have an offer and do not come",
        "js.road": "{road}: {from}–{to}",
        "js.road_plain": "Road {from}–{to}",
        "js.boat": "Boat {from}–{to}",
        "js.km": "{km} km, {minutes} minutes on summer roads",
        "js.km_boat": "{km} km, {minutes} minutes",
        "js.members": "Members: {names}",
        "js.exposed": "Exposed to weather in winter",
        "js.closed": "Closed in this alternative",
        "js.showing": "Showing {title}. {lines}",
        "js.only": "{programme} only.",
        "js.group.municipalities": "Municipalities ({n})",
        "js.group.venues": "Venues and seats ({n})",
        "js.group.places": "Places ({n})",
        "js.group.flows": "Journeys ({n})",
        "js.group.roads": "Roads ({n})",
        "js.group.hint": "arrow keys for the next",
        "js.and": "and",
        "js.best": "best in the row",
        "js.column.indicator": "Figure",
        "js.column.municipality": "Municipality",
        "js.column.unit": "Unit",
        "js.column.programme": "Programme",
        "js.column.venue": "Venue",
        "js.column.courses": "Courses/year",
        "js.column.each": "Participants per course",
        "js.column.fill": "Probability it fills",
        "js.column.place": "Place",
        "js.column.persons": "Inhabitants",
        "js.column.nearest": "Nearest course",
        "js.column.minutes": "Minutes one way",
        "js.column.local": "Participants/year at courses",
        "js.column.specialist": "At {services}/year",
        "js.column.unmet": "No offer/year",
        "js.column.lost": "Do not come/year (assumed)",
        "js.no_courses": "No courses in the region.",
        "js.north": "N",
        "js.north.words": "North",
    },
)

FROM_THE_PRINTED_MAP = (
    "outside",
    "no_unit",
    "not_in_play",
    "road",
    "exposed",
    "closed",
    "out",
    "boat",
    "place_assumed",
)
"""Words of `text` that the script uses too, as `map.<key>`."""


def tell(lang: Lang, key: str, /, **values: str | int) -> str:
    """A text of the page by key, with values set in.

    Raises:
        KeyError: no such key, or a value that the text asks for is missing.
    """
    return words.tell(TEXTS, lang, key, **values)


def script_words(lang: Lang) -> dict[str, str]:
    """Key (without `js.`) → text, for the script."""
    own = {key[3:]: text for key, text in TEXTS.every(lang).items() if key.startswith("js.")}
    shared = {f"map.{key}": MAP_WORDS.text(lang, key) for key in FROM_THE_PRINTED_MAP}
    return {**own, **shared}
