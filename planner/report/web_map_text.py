"""The words of the map in a browser, in bokmål and English.

Those that begin with `js.` go to the script; it sets values in at `{name}`. The rest are set into the
page when it is made. What the printed map says too comes from `planner.report.map_text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.report.map_text import WORDS as MAP_WORDS
from planner.report.numbers import Lang, number

_LANGS: tuple[Lang, ...] = ("nb", "en")

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # ------------------------------------------------------------------ the page
        "title": ("Kart over alternativene", "Map of the alternatives"),
        "skip.map": ("Hopp til kartet", "Skip to the map"),
        "skip.figures": ("Hopp til nøkkeltallene", "Skip to the key figures"),
        "skip.tables": ("Hopp til tabellene", "Skip to the tables"),
        "alternative": ("Alternativ", "Alternative"),
        "previous": ("Forrige alternativ", "Previous alternative"),
        "next": ("Neste alternativ", "Next alternative"),
        "beside": ("Sammenlign med", "Compare with"),
        "beside.none": ("ingen", "none"),
        "programme": ("Læringstilbud", "Programme"),
        "programme.all": ("Alle tilbud samlet", "All programmes together"),
        "figures": ("Nøkkeltall", "Key figures"),
        "layers": ("Kartlag og tegnforklaring", "Layers and legend"),
        "map": ("Kart", "Map"),
        "map.keys": (
            "Piltaster flytter kartet, pluss og minus endrer målestokken. Med tabulator kommer du til "
            "kommuner, lokaler, steder, reiser og veger; piltastene går fra den ene til den neste, og "
            "Escape går tilbake til kartet. De samme tallene står i tabellene under kartet.",
            "Arrow keys move the map, plus and minus change the scale. Tab takes you to "
            "municipalities, venues, places, journeys and roads; the arrow keys go from one to the "
            "next, and Escape returns to the map. The same figures stand in the tables below the map.",
        ),
        "zoom.in": ("Zoom inn", "Zoom in"),
        "zoom.out": ("Zoom ut", "Zoom out"),
        "view.region": ("Hele regionen", "The whole region"),
        "view.all": ("Med sykehusene", "With the hospitals"),
        "print": ("Skriv ut", "Print"),
        "tables": ("Tabeller for alternativet", "Tables for the alternative"),
        "table.verdict": ("Vurdering", "Verdict"),
        "table.municipalities": ("Kommunene", "The municipalities"),
        "table.courses": ("Kursene", "The courses"),
        "table.places": ("Stedene", "The places"),
        "sources": ("Kilder, lisenser og forbehold", "Sources, licences and reservations"),
        "noscript": (
            "Kartet tegnes av et skript i denne filen. Slå på JavaScript i nettleseren for å se det.",
            "The map is drawn by a script in this file. Switch JavaScript on in the browser to see it.",
        ),
        "foot": (
            "Laget av lms-planner. Filen trenger ikke nett. Kartvisning: Leaflet (BSD 2-Clause).",
            "Made by lms-planner. The file needs no network. Map display: Leaflet (BSD 2-Clause).",
        ),
        "credits.land": ("Land omkring: {source}", "Land around: {source}"),
        "credits.more": ("EPSG:25833, forbehold nederst", "EPSG:25833, reservations at the bottom"),
        "note.projection": (
            "Kartprojeksjon: EUREF89 UTM sone 33 (EPSG:25833).",
            "Map projection: ETRS89 / UTM zone 33N (EPSG:25833).",
        ),
        "note.bands": (
            "Fargen for reisetid gjelder fra nærmeste sted i kommunen, tegnet inntil {km} km fra det.",
            "The colour of travel time is that of the nearest place in the municipality, drawn within "
            "{km} km of it.",
        ),
        "note.assumed": (
            "* hviler på antakelser som ingen kilde gir.",
            "* rests on assumptions that no source gives.",
        ),
        "note.best": (
            "Grønn ramme: best i raden; alternativer som beregningen ikke kan skille, deler merket.",
            "Green frame: best in the row; alternatives that the proof cannot tell apart share it.",
        ),
        # ------------------------------------------------------------------ table columns
        "column.persons": ("Innbyggere", "Inhabitants"),
        "column.participants_served": (
            "Deltakere/år på kurs i regionen",
            "Participants/year at courses",
        ),
        "column.participants_specialist": ("Deltakere/år ved {specialist}", "At {specialist}/year"),
        "column.participants_unmet": ("Uten tilbud/år", "No offer/year"),
        "column.minutes_mean": ("Minutter én vei, snitt", "Minutes one way, mean"),
        "column.minutes_max": ("Minutter én vei, lengste", "Minutes one way, longest"),
        "column.share_within_60": ("Innen 60 min", "Within 60 min"),
        "column.programmes_within_60": ("Tilbud innen 60 min", "Programmes within 60 min"),
        # ------------------------------------------------------------------ for the script: layers
        "js.layer.units": ("Samordningsenheter og medlemmer", "Coordinating units and members"),
        "js.layer.bands": ("Reisetid til nærmeste kurs", "Travel time to the nearest course"),
        "js.layer.flows": ("Hvem reiser hvor", "Who travels where"),
        "js.layer.venues": ("Lokaler i bruk", "Venues in use"),
        "js.layer.idle": ("Lokaler som ikke brukes", "Venues not in use"),
        "js.layer.places": ("Steder etter folketall", "Places by population"),
        "js.layer.roads": ("Veger", "Roads"),
        "js.layer.names": ("Navn", "Names"),
        "js.layer.courses": ("Kurs i året ved lokalene", "Courses a year at the venues"),
        # ------------------------------------------------------------------ for the script: legend
        "js.band.upto": ("inntil {to} minutter", "up to {to} minutes"),
        "js.band.between": ("{from}–{to} minutter", "{from}–{to} minutes"),
        "js.band.over": ("over {from} minutter", "over {from} minutes"),
        "js.band.none": ("ikke kurs å reise til", "no course to travel to"),
        "js.legend.local": ("{n} deltakere/år til kurs i regionen", "{n} participants/year to courses"),
        "js.legend.local.one": (
            "{n} deltaker/år til kurs i regionen",
            "{n} participant/year to courses",
        ),
        "js.legend.specialist.one": (
            "{n} deltaker/år deltar ved {services} (samlet per kommune)",
            "{n} participant/year takes part at {services} (municipality as one)",
        ),
        "js.legend.thin.one": ("{n} deltaker/år", "{n} participant/year"),
        "js.participants.one": ("{n} deltaker/år", "{n} participant/year"),
        "js.courses.one": ("{n} kurs/år", "{n} course/year"),
        "js.courses_of.one": (
            "{programme}: {n} kurs/år med {each} deltakere",
            "{programme}: {n} course/year of {each} participants",
        ),
        "js.posts.one": ("{n} årsverk til samordning", "{n} coordinator's post"),
        "js.minutes.one": ("{n} minutt én vei", "{n} minute one way"),
        "js.minutes_mean.one": ("{n} minutt én vei i gjennomsnitt", "{n} minute one way on average"),
        "js.persons.one": ("{n} innbygger", "{n} inhabitant"),
        "js.legend.thin": ("{n} deltakere/år", "{n} participants/year"),
        "js.legend.specialist": (
            "{n} deltakere/år deltar ved {services} (samlet per kommune)",
            "{n} participants/year take part at {services} (municipality as one)",
        ),
        "js.legend.unmet": ("uten tilbud", "no offer"),
        "js.legend.seat": ("sete for samordningsenhet", "seat of a coordinating unit"),
        "js.legend.hospital": ("spesialisthelsetjenesten", "specialist service"),
        "js.legend.idle": ("kan brukes, men er ikke i bruk", "may be used, but is not in use"),
        "js.legend.venue_assumed": (
            "hvitt: beliggenheten er antatt",
            "white: the location is assumed",
        ),
        "js.legend.more": ("og {n} enheter til", "and {n} more units"),
        "js.legend.no_unit": ("ingen samordningsenhet", "no coordinating unit"),
        # ------------------------------------------------------------------ for the script: telling
        "js.persons": ("{n} innbyggere", "{n} inhabitants"),
        "js.member": ("Medlem av {unit}", "Member of {unit}"),
        "js.outside": ("Utenfor alle samordningsenheter", "Outside every coordinating unit"),
        "js.not_in_play": ("Ikke med i dette alternativet", "Not part of this alternative"),
        "js.drawn": ("Omriss etter nærmeste sted", "Outline by nearest place"),
        "js.seat_of": ("Sete for {unit}", "Seat of {unit}"),
        "js.unit_persons": ("{n} innbyggere: {judgement}", "{n} inhabitants: {judgement}"),
        "js.posts": ("{n} årsverk til samordning", "{n} coordinators' posts"),
        "js.form": ("Organisasjonsform: {form}", "Form of organisation: {form}"),
        "js.served": (
            "Deltakere/år: {local} på kurs i regionen, {specialist} ved {services}, {unmet} uten "
            "tilbud",
            "Participants/year: {local} at courses in the region, {specialist} at {services}, {unmet} "
            "with no offer",
        ),
        "js.nearest": (
            "Nærmeste kurs: {place}, {minutes} minutter",
            "Nearest course: {place}, {minutes} minutes",
        ),
        "js.nearest_here": ("Kurs på stedet", "Courses at the place itself"),
        "js.nearest_none": (
            "Ingen kurs som innbyggerne her kan delta på",
            "No course that the inhabitants can attend",
        ),
        "js.place_assumed": ("Plasseringen er antatt", "The position is assumed"),
        "js.venue_used": ("{kind}, drives av {unit}", "{kind}, run by {unit}"),
        "js.venue_idle": (
            "{kind}, ikke i bruk i dette alternativet",
            "{kind}, not in use in this alternative",
        ),
        "js.venue_seats": ("Plass til {n}", "Seats {n}"),
        "js.courses": ("{n} kurs/år", "{n} courses/year"),
        "js.courses_of": (
            "{programme}: {n} kurs/år med {each} deltakere",
            "{programme}: {n} courses/year of {each} participants",
        ),
        "js.participants": ("{n} deltakere/år", "{n} participants/year"),
        "js.way": ("Fra {from} til {to}", "From {from} to {to}"),
        "js.minutes": ("{n} minutter én vei", "{n} minutes one way"),
        "js.minutes_mean": ("{n} minutter én vei i gjennomsnitt", "{n} minutes one way on average"),
        "js.to_service": ("Deltar ved {service}", "Take part at {service}"),
        "js.unmet": ("{n} i året uten tilbud", "{n} a year with no offer"),
        "js.road": ("{road}: {from}–{to}", "{road}: {from}–{to}"),
        "js.road_plain": ("Veg {from}–{to}", "Road {from}–{to}"),
        "js.boat": ("Båt {from}–{to}", "Boat {from}–{to}"),
        "js.km": (
            "{km} km, {minutes} minutter på sommerføre",
            "{km} km, {minutes} minutes on summer roads",
        ),
        "js.km_boat": ("{km} km, {minutes} minutter", "{km} km, {minutes} minutes"),
        "js.members": ("Medlemmer: {names}", "Members: {names}"),
        "js.exposed": ("Værutsatt om vinteren", "Exposed to weather in winter"),
        "js.closed": ("Stengt i dette alternativet", "Closed in this alternative"),
        "js.showing": ("Viser {title}. {lines}", "Showing {title}. {lines}"),
        "js.only": ("Bare {programme}.", "{programme} only."),
        "js.group.municipalities": ("Kommuner ({n})", "Municipalities ({n})"),
        "js.group.venues": ("Lokaler og seter ({n})", "Venues and seats ({n})"),
        "js.group.places": ("Steder ({n})", "Places ({n})"),
        "js.group.flows": ("Reiser ({n})", "Journeys ({n})"),
        "js.group.roads": ("Veger ({n})", "Roads ({n})"),
        "js.group.hint": ("piltaster for neste", "arrow keys for the next"),
        "js.and": ("og", "and"),
        "js.best": ("best i raden", "best in the row"),
        "js.column.indicator": ("Tall", "Figure"),
        "js.column.municipality": ("Kommune", "Municipality"),
        "js.column.unit": ("Enhet", "Unit"),
        "js.column.programme": ("Tilbud", "Programme"),
        "js.column.venue": ("Lokale", "Venue"),
        "js.column.courses": ("Kurs/år", "Courses/year"),
        "js.column.each": ("Deltakere per kurs", "Participants per course"),
        "js.column.fill": ("Sannsynlighet for fullt kurs", "Probability it fills"),
        "js.column.place": ("Sted", "Place"),
        "js.column.persons": ("Innbyggere", "Inhabitants"),
        "js.column.nearest": ("Nærmeste kurs", "Nearest course"),
        "js.column.minutes": ("Minutter én vei", "Minutes one way"),
        "js.column.local": ("Deltakere/år på kurs i regionen", "Participants/year at courses"),
        "js.column.specialist": ("Ved {services}/år", "At {services}/year"),
        "js.column.unmet": ("Uten tilbud/år", "No offer/year"),
        "js.no_courses": ("Ingen kurs i regionen.", "No courses in the region."),
        "js.north": ("N", "N"),
        "js.north.words": ("Nord", "North"),
    }
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
"""Words of `map_text` that the script uses too, as `map.<key>`."""


def tell(lang: Lang, key: str, /, **values: str | int) -> str:
    """A text of the page by key, with values set in.

    Raises:
        KeyError: no such key, or a value that the text asks for is missing.
    """
    shown = {name: number(lang, v) if isinstance(v, int) else v for name, v in values.items()}
    return TEXTS[key][_LANGS.index(lang)].format(**shown)


def script_words(lang: Lang) -> dict[str, str]:
    """Key (without `js.`) → text, for the script."""
    position = _LANGS.index(lang)
    own = {key[3:]: pair[position] for key, pair in TEXTS.items() if key.startswith("js.")}
    shared = {f"map.{key}": MAP_WORDS[lang][key] for key in FROM_THE_PRINTED_MAP}
    return {**own, **shared}
