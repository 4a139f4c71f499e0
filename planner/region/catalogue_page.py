"""The catalogue as a page of the documentation, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from textwrap import fill

from planner.region.catalogue_derive import MIXES, Catalogue
from planner.region.catalogue_facts import HELSE_NORD
from planner.region.cells import plain
from planner.region.types import CostRate, DemandLevel, Programme

_LEVELS = ("lowest", "low", "middle", "high")
_NO_BREAK = "\N{NO-BREAK SPACE}"
_MARK = "\\*"
_WORDS = {"yes": "yes", "no": "**no**"}


def catalogue_page(catalogue: Catalogue) -> str:
    """The whole page: levels, mixes, inhabitants needed, programmes, prices, assumptions, sources."""
    parts = [
        _introduction(),
        _demand_levels(catalogue),
        _mixes(catalogue),
        _persons_needed(catalogue),
        _programmes(catalogue),
        _held_against_facts(catalogue),
        _prices(catalogue),
        _sources(catalogue),
    ]
    return "\n\n".join(parts) + "\n"


def _introduction() -> str:
    return "\n\n".join(
        (
            "# The programme catalogue",
            _paragraph(
                "Which programmes there are, how many people would take part, and what a course takes.",
                "The catalogue is derived from figures in the source reports (`geodata/lms`),",
                "and this page",
                "is written by the same code:",
            ),
            "```console\n"
            "$ lms-planner catalogue derive --check\n"
            "$ lms-planner catalogue derive --out my-catalogue\n"
            "```",
            _paragraph(
                "The first says whether the shipped tables (`geodata/catalogue`) equal a fresh",
                "derivation;",
                "the second writes them to a folder. What no source gives stands apart in two",
                "tables of",
                "assumptions, `programme_assumptions.csv` and `demand_assumptions.csv`. A",
                "region that has",
                "tables of its own by the names of the catalogue's uses those instead.",
            ),
            _paragraph(
                f"An asterisk ({_MARK}) marks a value that rests on an assumption. The tables",
                "name the same in",
                "the column `assumed`, and results that rest on them carry the mark on.",
            ),
        )
    )


def _demand_levels(catalogue: Catalogue) -> str:
    by_id = {level.id: level for level in catalogue.demand_levels}
    rows = [
        (
            f"`{key}`",
            by_id[key].name_nb,
            f"{by_id[key].participants_per_1000:.1f}{_MARK}",
            f"{catalogue.unrounded[key]:.4f}",
            f"{by_id[key].derivation}. {catalogue.origins['demand_levels', key].note}",
        )
        for key in _LEVELS
    ]
    header = (
        "level",
        "in Norwegian",
        "participants per 1000 and year",
        "before rounding",
        "derivation",
    )
    return _section(
        "How many take part",
        _paragraph(
            "Four levels, in participants per 1000 inhabitants and year. A scenario names one in",
            "`demand.level`. That people everywhere take part equally often is an assumption too.",
        ),
        _table(header, rows),
    )


def _mixes(catalogue: Catalogue) -> str:
    facts = catalogue.facts
    groups = {str(row["id"]): str(row["source_group"]) for row in facts.programmes}
    rows = []
    for programme in _by_share(catalogue):
        cells = [programme.name_en, f"`{programme.id}`", groups[programme.id]]
        for mix_id, region in MIXES.items():
            cells.append(str(facts.offers[region][groups[programme.id]]))
            cells.append(f"{100 * catalogue.share(mix_id, programme.id):.1f} %{_MARK}")
        rows.append(cells)
    sums = []
    for region in MIXES.values():
        sums += [_number(facts.total_offers(region)), "100.0 %"]
    rows.append(["all", "", "", *sums])
    header = ["programme", "id", "group in the source"]
    for mix_id, name in (("helse_nord", HELSE_NORD), ("national", "the country")):
        header += [f"offers, {name}", f"share, `{mix_id}`"]
    return _section(
        "Which programmes they take part in",
        _paragraph(
            "The share of a programme is its share of the offers in table 3 of the national survey of",
            f"2009–2010: {HELSE_NORD}'s own column by default (`demand.mix: helse_nord`), all",
            "regions together",
            "by option (`national`). That every offer has equally many participants is an assumption.",
            "Shares are kept unrounded in the tables.",
        ),
        _table(header, rows),
    )


def _persons_needed(catalogue: Catalogue) -> str:
    guide = catalogue.facts.persons_guide_max
    pooled = [programme for programme in _by_share(catalogue) if programme.pooled]
    rows = []
    for programme in pooled:
        cells = [programme.name_en, _marked(programme, "group_min_persons")]
        for mix in MIXES:
            for level in _LEVELS:
                needed = catalogue.persons_needed(programme.id, level, mix)
                text = "–" if needed == inf else _number(needed)
                cells.append(f"**{text}**" if needed <= guide else text)
        rows.append(cells)
    default = next(iter(MIXES))
    counts = {
        level: sum(catalogue.persons_needed(row.id, level, default) <= guide for row in pooled)
        for level in _LEVELS
    }
    apart = " and ".join(f"*{row.name_en}*" for row in catalogue.programmes if not row.pooled)
    header = ["programme", "smallest group"]
    header += [f"`{mix}`, {level}" for mix in MIXES for level in _LEVELS]
    return _section(
        "Inhabitants that a programme needs",
        _paragraph(
            "To fill one group a year a programme needs 1000 × g / rate inhabitants, where g is the",
            "smallest group and the rate is in participants per 1000 inhabitants and year. With",
            "a two-year",
            "cycle it needs half as many. Figures in bold are within the upper end of the",
            "guideline for one",
            f"unit, {_number(guide)} inhabitants: with the mix of {HELSE_NORD} {counts['low']}",
            f"of {len(pooled)}",
            f"programmes at low demand ({counts['lowest']} at the lowest),",
            f"{counts['middle']} at middle and {counts['high']} at high demand.",
            f"{apart} are left out: they cannot meet as one group.",
        ),
        _table(header, rows),
    )


def _programmes(catalogue: Catalogue) -> str:
    columns = {
        "pooled": "pooled",
        "meetings_per_course": "meetings",
        "cycle_years": "cycle, years",
        "time_of_day": "time of day",
        "venue_kinds": "rooms",
        "joins_id": "may join",
        "persons_per_case": "persons per case",
        "professions": "professions",
    }
    rows = []
    for row in catalogue.programmes:
        group = f"{row.group_min_persons}–{row.group_max_persons}{_MARK}"
        staff = f"{row.professionals_per_meeting} + {row.user_representatives_per_meeting}{_MARK}"
        cells = [_marked(row, name) for name in columns]
        rows.append([row.name_en, row.name_nb, group, staff, *cells])
    header = ["programme", "in Norwegian", "group", "professionals + user representatives"]
    notes = [
        f"- **{row.name_en}** (`{row.id}`): {catalogue.origins['programmes', row.id].note}"
        for row in catalogue.programmes
        if catalogue.origins["programmes", row.id].note
    ]
    hours = {
        (row.hours_per_meeting, row.hours_to_develop, row.hours_to_repeat)
        for row in catalogue.programmes
    }
    told = "; or ".join(
        f"{meeting:g} hours a meeting, {develop:g} hours of coordination to develop a course and "
        f"{repeat:g} to repeat it"
        for meeting, develop, repeat in sorted(hours)
    )
    return _section(
        "What a course takes",
        _paragraph(
            "No source gives the size of groups, the staff at a meeting or the trips to a",
            "course at the",
            "hospital; the number of meetings is known for mental health and substance use",
            "only. “Pooled”",
            "says whether the people of a row can meet as one group: where not, no local course",
            "is planned",
            "for them. “May join” names the general programme that takes in groups too small",
            "for their own,",
            "where a scenario switches that on (`rules.group_size.joins`). Where “rooms” is",
            "empty every kind",
            "of room suits. Every programme may be offered in each municipality, shared, and at",
            f"the hospital{_MARK}.",
            f"Every course takes {told}{_MARK}.",
        ),
        _table([*header, *columns.values()], rows),
        "\n".join(notes),
    )


def _held_against_facts(catalogue: Catalogue) -> str:
    facts = catalogue.facts
    per_post = facts.offers_2006 * 12 / facts.months_counted / facts.posts_2006
    low, high = (round(share * facts.hours_per_post_year / per_post) for share in (0.5, 0.75))
    per_offer = facts.participants_2006 / facts.offers_2006
    meetings = ", ".join(f"{count} had {name}" for name, count in facts.meetings_classes.items())
    by_day, in_all = facts.working_hours_offers, facts.working_hours_offers + facts.evening_offers
    points = (
        (
            f"**Participants per offer.** {_number(facts.participants_2006)} participants at",
            f"{facts.offers_2006}",
            f"offers in 2006 are {per_offer:.1f} per offer; {facts.participants_per_offer:g} are",
            "assumed for the",
            "counts of offers. That is no group size: an offer may be held several times.",
        ),
        (
            f"**Hours of coordination.** {facts.posts_2006:g} filled posts gave",
            f"{facts.offers_2006} different",
            f"offers in about {facts.months_counted:g} months, or {per_post:.1f} a post and year. With",
            f"{_number(facts.hours_per_post_year)} hours a post, of which half the centres spent",
            "between half and",
            f"three quarters on offers (sintef_2007, section 4.4), that is {low} to {high} hours",
            "an offer. To",
            "develop a course and hold it once more is assumed to take",
            f"{sum(_typical_hours(catalogue)):g}.",
        ),
        (
            f"**Meetings.** Of {sum(facts.meetings_classes.values())} offers in mental health",
            "and substance use",
            f"{meetings} meetings.",
        ),
        (
            f"**Time of day.** {by_day} of {in_all} such offers were held in working hours, the",
            "others in the",
            "evening.",
        ),
    )
    return _section(
        "What the assumptions can be held against",
        "\n".join(_paragraph(*sentences, bullet=True) for sentences in points),
    )


def _typical_hours(catalogue: Catalogue) -> tuple[float, float]:
    hours = sorted((p.hours_to_develop, p.hours_to_repeat) for p in catalogue.programmes)
    return hours[len(hours) // 2]


def _prices(catalogue: Catalogue) -> str:
    rows = [
        (f"`{row.id}`", _marked(row, "value"), row.unit, catalogue.origins["cost_rates", row.id].note)
        for row in catalogue.cost_rates
    ]
    return _section("Prices", _table(("rate", "value", "unit", "basis"), rows))


def _sources(catalogue: Catalogue) -> str:
    titles = sorted(catalogue.facts.titles.items())
    return _section("Sources", "\n".join(f"- `{key}`: {title}" for key, title in titles))


# --- text ------------------------------------------------------------------------------------------


def _section(title: str, *parts: str) -> str:
    return "\n\n".join([f"## {title}", *(part for part in parts if part)])


def _paragraph(*pieces: str, bullet: bool = False) -> str:
    """Sentences as one paragraph of lines of at most 100 letters."""
    return fill(
        " ".join(pieces),
        100,
        initial_indent="- " if bullet else "",
        subsequent_indent="  " if bullet else "",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _by_share(catalogue: Catalogue) -> list[Programme]:
    """Programmes with the largest share of the default mix first, then of the country's, then by id."""
    mixes = list(MIXES)
    return sorted(
        catalogue.programmes,
        key=lambda row: (*(-catalogue.share(mix, row.id) for mix in mixes), row.id),
    )


def _marked(record: Programme | DemandLevel | CostRate, name: str) -> str:
    """A field as text, with an asterisk where it is assumed."""
    value = getattr(record, name)
    if value in (None, ()):
        return ""
    if isinstance(value, tuple):
        text = ", ".join(str(part).replace("_", " ") for part in value)
    elif isinstance(value, bool):
        text = _WORDS[plain(value)]
    elif isinstance(value, float):
        text = f"{value:g}" if value < 1000 else _number(value)
    else:
        text = plain(value).replace("_", " ")
    return f"{text}{_MARK}" if name in record.assumed else text


def _number(value: float) -> str:
    """A whole number with groups of three."""
    return f"{value:,.0f}".replace(",", _NO_BREAK)


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(header)
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for row in rows:
        cells = [cell.replace("|", "\\|") for cell in row]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
