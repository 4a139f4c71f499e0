"""The words on a map, in bokmål and English, and the sentences made of them."""

from __future__ import annotations

from collections.abc import Mapping

from planner.plan import Plan, Status
from planner.region.types import Region, SpecialistService
from planner.report.map_flows import Flows
from planner.report.numbers import DASH, Lang, joined, number, percent_at_most
from planner.scenario.apply import scope_codes
from planner.scenario.schema import Scenario
from planner.travel.types import Travel

WORDS: Mapping[Lang, Mapping[str, str]] = {
    "nb": {
        "units": "Samordningsenheter",
        "more": "enheter til",
        "seat_in": "sete",
        "seat": "sete for samordningsenhet",
        "outside": "utenfor enhetene",
        "no_unit": "uten samordningsenhet",
        "not_in_play": "andre kommuner i datasettet",
        "venues": "Lokaler i bruk",
        "venue_assumed": "hvitt: beliggenheten er antatt",
        "courses": "kurs/år",
        "travel": "Hvem reiser hvor (deltakere/år)",
        "local": "til kurs i regionen",
        "at_specialist": "deltar ved",
        "together": "(samlet per kommune)",
        "unmet": "uten tilbud",
        "per_year": "deltakere/år",
        "to": "til",
        "roads": "Veger og steder",
        "road": "veg",
        "exposed": "værutsatt om vinteren",
        "closed": "stengt",
        "out": "veg ut av regionen",
        "boat": "båt",
        "persons": "innbyggere",
        "inhabitants": "innb.",
        "place_assumed": "hvit prikk: plasseringen er antatt",
        "hospital": "spesialisthelsetjenesten",
        "winter": "vinter",
        "summer": "sommer",
        "beyond": "med i en enhet, men ikke i sammenligningsgrunnlaget",
        "none": "Ingen samordningsenhet",
        "north": "N",
    },
    "en": {
        "units": "Coordinating units",
        "more": "more units",
        "seat_in": "seat",
        "seat": "seat of a coordinating unit",
        "outside": "outside the units",
        "no_unit": "without a coordinating unit",
        "not_in_play": "other municipalities of the data set",
        "venues": "Venues in use",
        "venue_assumed": "white: the location is assumed",
        "courses": "courses/year",
        "travel": "Who travels where (participants/year)",
        "local": "to courses in the region",
        "at_specialist": "take part at",
        "together": "(municipality as one)",
        "unmet": "no offer",
        "per_year": "participants/year",
        "to": "to",
        "roads": "Roads and places",
        "road": "road",
        "exposed": "exposed to weather in winter",
        "closed": "closed",
        "out": "road out of the region",
        "boat": "boat",
        "persons": "inhabitants",
        "inhabitants": "inh.",
        "place_assumed": "white dot: the position is assumed",
        "hospital": "specialist service",
        "winter": "winter",
        "summer": "summer",
        "beyond": "in a unit, but not in the scope of the comparison",
        "none": "No coordinating unit",
        "north": "N",
    },
}

VENUE_KINDS: Mapping[Lang, Mapping[str, str]] = {
    "nb": {
        "dms": "distriktsmedisinsk senter",
        "health_centre": "frisklivs- eller helsesenter",
        "municipal": "kommunalt lokale",
        "hotel": "hotell",
        "school": "skole eller grendehus",
        "mobile": "lokalt rom, teamet reiser ut",
    },
    "en": {
        "dms": "district medical centre",
        "health_centre": "health centre",
        "municipal": "municipal premises",
        "hotel": "hotel",
        "school": "school or community house",
        "mobile": "local room, the team goes out",
    },
}

SHORT_KINDS: Mapping[Lang, Mapping[str, str]] = {
    "nb": {
        "dms": "DMS",
        "health_centre": "helsesenter",
        "municipal": "kommunalt",
        "hotel": "hotell",
        "school": "skole",
        "mobile": "mobilt",
    },
    "en": {
        "dms": "DMS",
        "health_centre": "health centre",
        "municipal": "municipal",
        "hotel": "hotel",
        "school": "school",
        "mobile": "mobile",
    },
}


def amount(lang: Lang, value: float) -> str:
    """A yearly number: one decimal below ten, none above.

    >>> amount("nb", 3.26), amount("nb", 43.4), amount("nb", 2)
    ('3,3', '43', '2')
    """
    return number(lang, value, 0 if value >= 10 or value == int(value) else 1)


def kind_name(lang: Lang, kind: str, names: Mapping[Lang, Mapping[str, str]] = VENUE_KINDS) -> str:
    """The name of a kind of venue; a kind that the planner does not know keeps its own."""
    return names[lang].get(kind, kind.replace("_", " "))


def service_name(service: SpecialistService) -> str:
    """The short name of a specialist service: what stands before the first comma."""
    return service.name.split(",")[0].strip()


def title_of(scenario: Scenario, lang: Lang) -> str:
    """The scenario's title in the language asked for, or in the one that it has."""
    return (scenario.title_en or scenario.title) if lang == "en" else scenario.title


def beyond_scope(region: Region, scenario: Scenario, plan: Plan) -> tuple[str, ...]:
    """Members that are not in the scope of the comparison: on the map, not in the indicators."""
    return tuple(sorted(set(plan.member_of()) - set(scope_codes(region, scenario))))


def key_figures(
    region: Region, scenario: Scenario, travel: Travel, plan: Plan, flows: Flows, lang: Lang
) -> tuple[str, str]:
    """Two lines under the title: who coordinates for how many; how many take part where."""
    first = (_coordination(region, scenario, plan, lang), _demand(region, scenario, lang))
    second = (
        _participants(region, scenario, plan, flows, lang),
        _season(scenario, travel, lang),
        _proof(plan, lang),
    )
    return "  ·  ".join(first), "  ·  ".join(second)


def _coordination(region: Region, scenario: Scenario, plan: Plan, lang: Lang) -> str:
    words = WORDS[lang]
    if not plan.units:
        return words["none"]
    guide = (
        f"{number(lang, scenario.threshold.persons_min)}{DASH}"
        f"{number(lang, scenario.threshold.persons_max)}"
    )
    persons = sorted(region.persons_of(unit.member_codes) for unit in plan.units)
    if len(plan.units) == 1:
        head = f"{region.units[plan.units[0].unit_id].name}: {number(lang, persons[0])}"
    else:
        count = {"nb": "enheter med", "en": "units of"}[lang]
        listed = (
            joined(lang, [number(lang, p) for p in persons])
            if len(persons) <= 3
            else f"{number(lang, persons[0])}{DASH}{number(lang, persons[-1])}"
        )
        head = f"{len(persons)} {count} {listed}"
    guideline = {"nb": "veiledende", "en": "guideline"}[lang]
    return f"{head} {words['persons']} ({guideline} {guide})"


def _demand(region: Region, scenario: Scenario, lang: Lang) -> str:
    level = region.demand_levels[scenario.demand.level]
    rate = number(lang, level.participants_per_1000 * scenario.demand.factor, 1)
    chosen = len(scenario.demand.programmes)
    only = (
        {"nb": f", bare {chosen} tilbud", "en": f", {chosen} programmes only"}[lang] if chosen else ""
    )
    if lang == "nb":
        return (
            f"etterspørsel ({level.name_nb.lower()}): {rate} deltakere per 1000 innbyggere og år{only}"
        )
    return f"demand ({level.id}): {rate} participants per 1000 inhabitants and year{only}"


def _participants(region: Region, scenario: Scenario, plan: Plan, flows: Flows, lang: Lang) -> str:
    words = WORDS[lang]
    services = sorted({service for _, service in flows.specialist})
    where = joined(lang, [service_name(region.specialist_services[s]) for s in services])
    local = {"nb": "på kurs i regionen", "en": "at courses in the region"}[lang]
    parts = [f"{amount(lang, flows.participants_local)} {local}"]
    if services:
        parts.append(f"{amount(lang, flows.participants_specialist)} {words['at_specialist']} {where}")
    parts.append(f"{amount(lang, flows.participants_unmet)} {words['unmet']}")
    lead = {"nb": "Deltakere per år", "en": "Participants a year"}[lang]
    if beyond_scope(region, scenario, plan):
        lead += {
            "nb": " (også de utenfor sammenligningsgrunnlaget)",
            "en": " (those outside the scope too)",
        }[lang]
    return f"{lead}: {', '.join(parts)}"


def _season(scenario: Scenario, travel: Travel, lang: Lang) -> str:
    if travel.season != "winter":
        return {"nb": "sommerføre", "en": "summer roads"}[lang]
    factor = number(lang, scenario.travel.winter.factor, 1)
    return {
        "nb": f"vinterføre (værutsatt veg × {factor})",
        "en": f"winter roads (exposed links × {factor})",
    }[lang]


def _proof(plan: Plan, lang: Lang) -> str:
    gap = percent_at_most(lang, plan.gap)
    sentences: Mapping[Status, Mapping[Lang, str]] = {
        Status.OPTIMAL: {"nb": "bevist best", "en": "proven best"},
        Status.WITHIN_GAP: {
            "nb": f"bevist innenfor {gap} av det beste",
            "en": f"proven within {gap} of the best",
        },
        Status.STOPPED: {
            "nb": f"søket ble stoppet, gap {gap}",
            "en": f"search was stopped, gap {gap}",
        },
        Status.GIVEN: {"nb": "planen er gitt, ikke optimert", "en": "the plan is given, not optimised"},
    }
    return sentences[plan.status][lang]


def notes(
    region: Region,
    *,
    drawn_names: tuple[str, ...],
    land: str | None,
    lang: Lang,
    outlines_file: str | None = None,
) -> tuple[str, ...]:
    """What a reader must know: sources, approximate lines, what is assumed.

    `land` is the source of the land around the region, None where its coast is not known;
    `outlines_file` names a file of boundaries that a user laid in.
    """
    lines = [*region.source_lines]
    if outlines_file is not None:
        lines.append(
            {"nb": f"Kommunegrenser: {outlines_file}", "en": f"Boundaries: {outlines_file}"}[lang]
        )
    elif region.boundaries_path is not None and region.boundaries_note:
        lines.append(region.boundaries_note)
    if drawn_names:
        lines.append(
            {
                "nb": f"Uten grensedata, omriss etter nærmeste sted: {joined(lang, drawn_names)}.",
                "en": f"No boundary data, drawn by nearest place: {joined(lang, drawn_names)}.",
            }[lang]
        )
    if land:
        lines.append({"nb": f"Land omkring: {land}", "en": f"Land around: {land}"}[lang])
    if land is None:
        lines.append(
            {
                "nb": "Kystlinje mangler for området; hvit bunn skiller ikke land og sjø.",
                "en": "No coastline for this area; the white ground does not tell land from sea.",
            }[lang]
        )
    return (*lines, _assumed(region, lang))


def _assumed(region: Region, lang: Lang) -> str:
    places = list(region.places.values())
    links = list(region.links.values())
    positions = sum(bool(p.assumed & {"lon", "lat"}) for p in places)
    lengths = sum("km" in link.assumed for link in links)
    minutes = sum("minutes" in link.assumed for link in links)
    if lang == "nb":
        return (
            f"Antatt, ikke målt: {positions} av {len(places)} stedsposisjoner, {lengths} av "
            f"{len(links)} veglengder og {minutes} av {len(links)} kjøretider. Veger er tegnet som "
            "rette linjer mellom steder, reiser som buer."
        )
    return (
        f"Assumed, not measured: {positions} of {len(places)} positions of places, {lengths} of "
        f"{len(links)} road lengths and {minutes} of {len(links)} driving times. Roads are drawn as "
        "straight lines between places, journeys as arcs."
    )
