"""The words on a map, and the sentences made of them."""

from __future__ import annotations

from planner.plan import Plan
from planner.region import Region, SpecialistService
from planner.report.maps.flows import Flows
from planner.report.words import DASH, joined, number, percent_at_most, tell
from planner.scenario import Scenario, scope_codes
from planner.texts import Lang, Texts, name_in
from planner.travel import Travel

WORDS = Texts(
    "map",
    {
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
        "lost": "do not come (assumed)",
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
)

VENUE_KINDS = Texts(
    "map.kind",
    {
        "dms": "district medical centre",
        "health_centre": "health centre",
        "municipal": "municipal premises",
        "hotel": "hotel",
        "school": "school or community house",
        "mobile": "local room, the team goes out",
    },
)

SHORT_KINDS = Texts(
    "map.kind_short",
    {
        "dms": "DMS",
        "health_centre": "health centre",
        "municipal": "municipal",
        "hotel": "hotel",
        "school": "school",
        "mobile": "mobile",
    },
)

SENTENCES = Texts(
    "map.sentence",
    {
        "units": "{count} units of {listed}",
        "coordination": "{head} inhabitants (guideline {guide})",
        "only": ", {chosen} programmes only",
        "demand": "demand ({level}): {rate} participants per 1000 inhabitants and year{only}",
        "local": "{participants} at courses in the region",
        "participants": "Participants a year: {parts}",
        "participants_more": "Participants a year (those outside the scope too): {parts}",
        "summer": "summer roads",
        "winter": "winter roads (exposed links × {factor})",
        "optimal": "proven best",
        "within_gap": "proven within {gap} of the best",
        "unproven": "not proven, gap {gap}",
        "unproven_unknown": "no bound is proven",
        "stopped": "search was stopped, gap {gap}",
        "stopped_unknown": "search was stopped, no bound is proven",
        "given": "the plan is given, not optimised",
        "boundaries": "Boundaries: {file}",
        "drawn": "No boundary data, drawn by nearest place: {names}.",
        "land": "Land around: {source}",
        "no_coast": "No coastline for this area; the white ground does not tell land from sea.",
        "assumed": (
            "Assumed, not measured: {positions} of {places} positions of places, {lengths} of "
            "{links} road lengths and {minutes} of {links} driving times. Roads are drawn as "
            "straight lines between places, journeys as arcs."
        ),
    },
)


def amount(lang: Lang, value: float) -> str:
    """A yearly number: one decimal below ten, none above.

    >>> amount("nb", 3.26), amount("nb", 43.4), amount("nb", 2)
    ('3,3', '43', '2')
    """
    return number(lang, value, 0 if value >= 10 or value == int(value) else 1)


def kind_name(lang: Lang, kind: str, names: Texts = VENUE_KINDS) -> str:
    """The name of a kind of venue; a kind that the planner does not know keeps its own."""
    return names.text(lang, kind) if kind in names else kind.replace("_", " ")


def service_name(service: SpecialistService) -> str:
    """The short name of a specialist service: what stands before the first comma."""
    return service.name.split(",")[0].strip()


def title_of(scenario: Scenario, lang: Lang) -> str:
    """The scenario's title in the language asked for, or in the one that it has."""
    return name_in(lang, scenario.title, scenario.title_en)


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
    if not plan.units:
        return WORDS.text(lang, "none")
    guide = (
        f"{number(lang, scenario.threshold.persons_min)}{DASH}"
        f"{number(lang, scenario.threshold.persons_max)}"
    )
    persons = sorted(region.persons_of(unit.member_codes) for unit in plan.units)
    if len(plan.units) == 1:
        head = f"{region.units[plan.units[0].unit_id].name}: {number(lang, persons[0])}"
    else:
        listed = (
            joined(lang, [number(lang, p) for p in persons])
            if len(persons) <= 3
            else f"{number(lang, persons[0])}{DASH}{number(lang, persons[-1])}"
        )
        head = _told(lang, "units", count=len(persons), listed=listed)
    return _told(lang, "coordination", head=head, guide=guide)


def _demand(region: Region, scenario: Scenario, lang: Lang) -> str:
    level = region.demand_levels[scenario.demand.level]
    rate = number(lang, level.participants_per_1000 * scenario.demand.factor, 1)
    chosen = len(scenario.demand.programmes)
    only = _told(lang, "only", chosen=chosen) if chosen else ""
    name = name_in(lang, level.name_nb.lower(), level.id)
    return _told(lang, "demand", level=name, rate=rate, only=only)


def _participants(region: Region, scenario: Scenario, plan: Plan, flows: Flows, lang: Lang) -> str:
    words = WORDS.every(lang)
    services = sorted({service for _, service in flows.specialist})
    where = joined(lang, [service_name(region.specialist_services[s]) for s in services])
    parts = [_told(lang, "local", participants=amount(lang, flows.participants_local))]
    if services:
        parts.append(f"{amount(lang, flows.participants_specialist)} {words['at_specialist']} {where}")
    parts.append(f"{amount(lang, flows.participants_unmet)} {words['unmet']}")
    if scenario.stays_home:
        parts.append(f"{amount(lang, flows.participants_lost)} {words['lost']}")
    key = "participants_more" if beyond_scope(region, scenario, plan) else "participants"
    return _told(lang, key, parts=", ".join(parts))


def _season(scenario: Scenario, travel: Travel, lang: Lang) -> str:
    if travel.season != "winter":
        return _told(lang, "summer")
    return _told(lang, "winter", factor=number(lang, scenario.travel.winter.factor, 1))


def _proof(plan: Plan, lang: Lang) -> str:
    status = plan.status
    if status.falls_short and not all(s.has_bound for s in plan.stages if s.status is status):
        return _told(lang, f"{status}_unknown")
    return _told(lang, status.value, gap=percent_at_most(lang, plan.gap))


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
        lines.append(_told(lang, "boundaries", file=outlines_file))
    elif region.boundaries_path is not None and region.boundaries_note:
        lines.append(region.boundaries_note)
    if drawn_names:
        lines.append(_told(lang, "drawn", names=joined(lang, drawn_names)))
    if land:
        lines.append(_told(lang, "land", source=land))
    if land is None:
        lines.append(_told(lang, "no_coast"))
    return (*lines, _assumed(region, lang))


def _assumed(region: Region, lang: Lang) -> str:
    places = list(region.places.values())
    links = list(region.links.values())
    return _told(
        lang,
        "assumed",
        positions=sum(bool(p.assumed & {"lon", "lat"}) for p in places),
        places=len(places),
        lengths=sum("km" in link.assumed for link in links),
        minutes=sum("minutes" in link.assumed for link in links),
        links=len(links),
    )


def _told(lang: Lang, key: str, /, **values: str | int) -> str:
    return tell(SENTENCES, lang, key, **values)
