"""Bokmål for what reading, travel times and the solver tell, by its English template (`told`)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.report.numbers import Lang, number
from planner.told import Told

BOKMAL: Mapping[str, str] = MappingProxyType(
    {
        # ------------------------------------------------------------------ the solver
        "stopped by the user; another run may find a better plan": (
            "avbrutt av brukeren; en ny kjøring kan finne en bedre plan"
        ),
        "capacity or policy ties the programmes together; solved as one MILP": (
            "kapasitet eller føringer binder tilbudene sammen; løst som én heltallsmodell"
        ),
        "units, venues and courses solved together as one MILP": (
            "enheter, lokaler og kurs er løst sammen som én heltallsmodell"
        ),
        "solved as one MILP: {reason}": "løst som én heltallsmodell: {reason}",
        "too many clusters to list; units solved as one MILP": (
            "for mange grupper av kommuner å liste opp; enhetene er løst som én heltallsmodell"
        ),
        "{units} units chosen from {clusters} connected groups of municipalities": (
            "{units} enheter valgt blant {clusters} sammenhengende grupper av kommuner"
        ),
        "{units} units chosen from all {clusters} groups of municipalities that there are": (
            "{units} enheter valgt blant alle {clusters} mulige grupper av kommuner"
        ),
        "the optimiser forms the units": "optimeringen danner enhetene",
        "more than one unit could run the same venue": "flere enheter kunne drive samme lokale",
        "the share at the specialist is limited over all programmes together": (
            "andelen ved UNN er begrenset for alle tilbud under ett"
        ),
        "a budget counts all programmes together": "et budsjett gjelder alle tilbud under ett",
        "a bound on an objective counts all programmes together": (
            "en grense for et mål gjelder alle tilbud under ett"
        ),
        "the order of objectives is not unmet, travel, cost": (
            "rekkefølgen av mål er ikke unmet, travel, cost"
        ),
        "proved by listing every division into units: {units} inhabitants is the only one that "
        "reaches {reached}": (
            "bevist ved å liste opp alle inndelinger i enheter: {units} innbyggere er den eneste som "
            "når {reached}"
        ),
        "one unit of {persons}": "én enhet på {persons}",
        "{count} units of {persons}": "{count} enheter på {persons}",
        "{count} inhabitants outside": "{count} innbyggere utenfor",
        "{count} inhabitants short of the guideline": (
            "{count} innbyggere under veiledende befolkningsgrunnlag"
        ),
        "{first} and {last}": "{first} og {last}",
        "no plan satisfies all the rules of the scenario together": (
            "ingen plan oppfyller alle reglene i scenariet samtidig"
        ),
        "no division into units satisfies membership, guideline and policy": (
            "ingen inndeling i enheter oppfyller medlemskap, befolkningsgrunnlag og føringer"
        ),
        "no plan keeps the limits": "ingen plan holder grensene",
        "the search was stopped before any plan was found": (
            "søket ble avbrutt før noen plan var funnet"
        ),
        "stopped before its turn came": "avbrutt før det ble dets tur",
        # ------------------------------------------------------------------ the scenario
        "--set {path}: {now} in place of {was} ({origin})": (
            "--set {path}: {now} i stedet for {was} ({origin})"
        ),
        "--set {path}: {now} changes nothing": "--set {path}: {now} endrer ingenting",
        "default": "standardverdi",
        "{path} has no effect: {why} ({origin})": "{path} har ingen virkning: {why} ({origin})",
        "it is for units.assignment free": "det gjelder units.assignment free",
        "with free assignment the optimiser chooses members": (
            "med units.assignment free velger optimeringen medlemmene"
        ),
        "the unit is not in units.candidates": "enheten står ikke i units.candidates",
        "unit {unit} is not in units.candidates": "enheten {unit} står ikke i units.candidates",
        "it is not for venues.strategy {strategy}": "det gjelder ikke venues.strategy {strategy}",
        "venues.strategy none allows no local course": (
            "venues.strategy none tillater ingen lokale kurs"
        ),
        "venues.mobile.on is false": "venues.mobile.on er false",
        "travel.season is summer": "travel.season er summer",
        "travel.where_no_road is report": "travel.where_no_road er report",
        "a ready matrix (travel.matrix) replaces the roads": (
            "en ferdig matrise (travel.matrix) erstatter veiene"
        ),
        "threshold.mode is off": "threshold.mode er off",
        # ------------------------------------------------------------------ travel times
        "{places} ({persons} persons) can reach no other place: nobody there can travel to a course "
        "or to the specialist.": (
            "{places} ({persons} innbyggere) når ikke noe annet sted: ingen der kan reise til kurs "
            "eller til UNN."
        ),
        "{places} ({persons} persons) are cut off from the rest of the region: no open road or boat "
        "leads out.": (
            "{places} ({persons} innbyggere) er avskåret fra resten av regionen: ingen åpen vei eller "
            "båt fører ut."
        ),
        "{names} and {count} more": "{names} og {count} til",
        "The travel matrix replaces the road graph: {keys} of this scenario's travel changes "
        "nothing.": ("Reisematrisen erstatter veinettet: {keys} i travel endrer ingenting."),
        "The region has no links: every travel time is an estimate by {rule}. Fjords, mountains and "
        "seasons do not count in it.": (
            "Regionen har ingen veier i dataene: alle reisetider er anslag ved {rule}. Fjorder, fjell "
            "og årstid er ikke med i dem."
        ),
        "{places}: {lacking}, so the way to and from there is estimated by {rule}.": (
            "{places}: {lacking}, så veien dit og derfra er anslått ved {rule}."
        ),
        "no row in the travel matrix": "ingen rad i reisematrisen",
        "no road or boat": "ingen vei eller båt",
        "great-circle distance × {factor:g} at {speed:g} km/h": (
            "luftlinje × {factor} med {speed} km/t"
        ),
    }
)


def in_words(lang: Lang, message: str) -> str:
    """A message in the reader's language, where it is told from a template; as it stands otherwise."""
    if lang == "en":
        return message
    if not isinstance(message, Told):
        return BOKMAL.get(message, message)
    template = BOKMAL.get(message.template)
    if template is None:
        return message
    return template.format(**{name: _shown(lang, value) for name, value in message.values.items()})


def _shown(lang: Lang, value: object) -> str:
    if isinstance(value, str):
        return in_words(lang, value) if isinstance(value, Told) else value
    if isinstance(value, int):
        return number(lang, value)
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)
