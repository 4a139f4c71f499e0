"""Words of a study's pictures, in bokmål and English, and what paths are called."""

from __future__ import annotations

from planner.decide.criteria import CRITERIA
from planner.evaluate import INDICATORS
from planner.report.numbers import Lang

_PATHS: dict[str, tuple[str, str]] = {
    "threshold.persons_min": (
        "nedre anslag, innbyggere per enhet",
        "lower estimate, inhabitants per unit",
    ),
    "threshold.persons_max": (
        "øvre anslag, innbyggere per enhet",
        "upper estimate, inhabitants per unit",
    ),
    "demand.factor": ("etterspørsel, ganger anslaget", "demand, times the estimate"),
    "demand.level": ("etterspørsel", "demand level"),
    "demand.mix": ("fordeling på tilbud", "mix of programmes"),
    "demand.all_programmes.group_min_persons": ("minste gruppe, personer", "smallest group, persons"),
    "demand.all_programmes.group_max_persons": ("største gruppe, personer", "largest group, persons"),
    "demand.all_programmes.cycle_years": ("år mellom kursene", "years between courses"),
    "travel.season": ("årstid", "season"),
    "travel.winter.factor": (
        "reisetid om vinteren, ganger sommeren",
        "winter travel time, times summer",
    ),
    "population.factor": ("innbyggere, ganger i dag", "inhabitants, times today"),
    "population.year": ("år", "year"),
    "population.growth_share_per_year": ("befolkningsvekst i året", "population growth a year"),
    "assumed.places.persons": ("hvor i kommunen folk bor", "where in a municipality people live"),
    "assumed.links.minutes": ("reisetid på veiene", "travel time on the roads"),
    "assumed.links.km": ("veienes lengde", "length of the roads"),
    "assumed.venues.meetings_per_year": ("samlinger et lokale kan ta", "meetings a venue can take"),
    "assumed.venues.nok_per_year": ("leie for lokaler", "rent of venues"),
    "assumed.venues.seats": ("plasser i lokalene", "seats of venues"),
    "assumed.units.coordinator_fte": ("stillinger til samordning", "coordinators' posts"),
    "assumed.programmes.cycle_years": ("år mellom kursene", "years between courses"),
    "assumed.programmes.group_max_persons": ("største gruppe", "largest group"),
    "assumed.programmes.group_min_persons": ("minste gruppe", "smallest group"),
    "assumed.programmes.hours_per_meeting": ("timer per samling", "hours per meeting"),
    "assumed.programmes.hours_to_develop": (
        "timer til å utvikle et tilbud",
        "hours to develop a programme",
    ),
    "assumed.programmes.hours_to_repeat": ("timer til å gjenta et kurs", "hours to repeat a course"),
    "assumed.programmes.meetings_per_course": ("samlinger per kurs", "meetings per course"),
    "assumed.programmes.persons_per_case": ("personer per tilfelle", "persons per case"),
    "assumed.programmes.professionals_per_meeting": (
        "fagfolk per samling",
        "professionals per meeting",
    ),
    "assumed.programmes.user_representatives_per_meeting": (
        "brukerrepresentanter per samling",
        "user representatives per meeting",
    ),
    "assumed.demand_levels.participants_per_1000": (
        "deltakere per 1000 innbyggere",
        "participants per 1000",
    ),
    "assumed.specialist_services.seats": ("plasser ved sykehuset", "seats at the hospital"),
    "assumed.specialist_services.trips_per_course": (
        "reiser til et kurs ved sykehuset",
        "trips to a course at the hospital",
    ),
    "assumed.cost_rates.value": ("lønn og satser", "wages and rates"),
    "score": ("vektet sum, 0–1", "weighted sum, 0–1"),
    "lead": ("forsprang i vektet sum", "lead in the weighted sum"),
    "rank": ("plass", "place"),
    "weights": ("vekter", "weights"),
    "scenario": ("alternativ", "alternative"),
    "variant": ("variant", "variant"),
}

_WORDS: dict[str, tuple[str, str]] = {
    "within": ("innenfor", "within"),
    "about": ("omtrent på nedre anslag", "about at the lower estimate"),
    "below": ("under", "below"),
    "above": ("over", "above"),
    "none": ("ingen enhet", "no unit"),
    "no_plan": ("ingen plan", "no plan"),
    "guideline": (
        "Mot veiledende befolkningsgrunnlag: den enheten som ligger dårligst an",
        "Against the population guideline: the unit that stands worst",
    ),
    "median": (
        "Linjene er medianen og feltene spennet over det som ellers varierer.",
        "Lines are the median, and bands the span, over whatever else varies.",
    ),
    "mean": (
        "Hver rute er gjennomsnittet over det som ellers varierer.",
        "Each cell is the mean over whatever else varies.",
    ),
    "points": ("{count} punkter i studien", "{count} points of the study"),
    "without": ("{count} uten plan", "{count} without a plan"),
    "low": ("lav verdi", "low value"),
    "high": ("høy verdi", "high value"),
    "base": ("grunnlaget: {value}", "the base: {value}"),
    "unmoved": (
        "Uten utslag: {names}.",
        "Without effect: {names}.",
    ),
    "more": ("Utelatt: {count} med mindre utslag.", "Left out: {count} with less effect."),
    "minus": ("{one} minus {other}", "{one} minus {other}"),
    "flips": (
        "Der en stolpe krysser null, bytter alternativene plass.",
        "Where a bar crosses zero, the alternatives change places.",
    ),
    "venues": ("Hvor ofte hvert lokale er i bruk", "How often each venue is in use"),
    "units": ("Hvor ofte hver enhet er åpen", "How often each unit is open"),
    "first": ("Hvem som kommer først", "Who comes first"),
    "of_rankings": ("andel av {count} rangeringer", "share of {count} rankings"),
    "most": (
        "Hver rute viser hvem som oftest kommer først, over det som ellers varierer.",
        "Each cell shows who comes first most often, over whatever else varies.",
    ),
    "lead_flips": (
        "Der en stolpe krysser null, kommer et annet alternativ først.",
        "Where a bar crosses zero, another alternative comes first.",
    ),
    "no_rank": ("ikke rangert", "not ranked"),
    "weight": ("vekt på {name}", "weight of {name}"),
    "of_plans": ("andel av {count} planer", "share of {count} plans"),
}


def say(lang: Lang, key: str, /, **values: object) -> str:
    """A text by key, with values set in."""
    return _WORDS[key][0 if lang == "nb" else 1].format(**values)


def path_label(lang: Lang, path: str) -> str:
    """What a path or column is called; the path itself where it has no name."""
    if path.startswith("weights.") and (criterion := CRITERIA.get(path.removeprefix("weights."))):
        name = criterion.label_nb if lang == "nb" else criterion.label_en
        return say(lang, "weight", name=name[:1].lower() + name[1:])
    if path.startswith("criterion.") and (criterion := CRITERIA.get(path.removeprefix("criterion."))):
        return criterion.label_nb if lang == "nb" else criterion.label_en
    named = _PATHS.get(path)
    return named[0 if lang == "nb" else 1] if named else path.removeprefix("assumed.")


def value_label(lang: Lang, column: str) -> str:
    """What an indicator is called, with its unit; the column itself where it is no indicator."""
    doc = INDICATORS.get(column)
    if doc is None:
        return say(lang, column) if column in ("guideline", "first") else path_label(lang, column)
    label = doc.label_nb if lang == "nb" else doc.label_en
    return f"{label} ({doc.unit_nb if lang == 'nb' else doc.unit})"
