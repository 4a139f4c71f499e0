"""Facts and assumptions → the programme catalogue.

Participants of a programme k at a level and in a mix, per 1000 inhabitants and year:

    rate[k] = participants_per_1000[level] × share[mix, k]

One group a year takes 1000 × group_min_persons[k] / rate[k] inhabitants to fill.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path

from planner.data import geodata_dir
from planner.region.catalogue_facts import COUNTRY, HELSE_NORD, Facts, read_facts
from planner.region.records_catalogue import PROGRAMMES
from planner.region.types import CostRate, DemandLevel, MixShare, Programme

MIXES = {"helse_nord": HELSE_NORD, "national": COUNTRY}
"""Mix id → region of the source table. The first is the one that scenarios use by default."""

_NAMES = ("id", "name_en", "name_nb")
_TABLE_3 = "sykepleien_2011, table 3"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row comes from (source id and table or section) and a remark for the reader."""

    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue; rows in id order. `origins` is keyed by table name and row id (`mix/programme`).

    `unrounded` is level id → participants per 1000 before rounding.
    """

    programmes: tuple[Programme, ...]
    mixes: tuple[MixShare, ...]
    demand_levels: tuple[DemandLevel, ...]
    cost_rates: tuple[CostRate, ...]
    origins: Mapping[tuple[str, str], Origin]
    unrounded: Mapping[str, float]
    facts: Facts

    def share(self, mix_id: str, programme_id: str) -> float:
        """Share (0..1) of a programme in a mix."""
        return next(
            row.share for row in self.mixes if (row.mix_id, row.programme_id) == (mix_id, programme_id)
        )

    def rate(self, programme_id: str, level_id: str, mix_id: str) -> float:
        """Participants per 1000 inhabitants and year (the module's first formula)."""
        level = next(level for level in self.demand_levels if level.id == level_id)
        return level.participants_per_1000 * self.share(mix_id, programme_id)

    def persons_needed(self, programme_id: str, level_id: str, mix_id: str) -> float:
        """Inhabitants that fill one group a year (the module's second formula); infinite at rate 0."""
        programme = next(row for row in self.programmes if row.id == programme_id)
        rate = self.rate(programme_id, level_id, mix_id)
        return 1000 * programme.group_min_persons / rate if rate > 0 else inf


def lms_dir() -> Path:
    """The folder of the shipped facts."""
    return geodata_dir() / "lms"


def derive_catalogue(facts_dir: Path | None = None) -> Catalogue:
    """The catalogue from the facts of a folder laid out like that of `lms_dir` (by default that one).

    Raises InputError, with every problem, where the facts cannot be read or do not agree with each
    other.
    """
    facts = read_facts(facts_dir if facts_dir is not None else lms_dir())
    group_of = {str(row["id"]): str(row["source_group"]) for row in facts.programmes}
    programmes = tuple(sorted((_programme(row) for row in facts.programmes), key=lambda row: row.id))
    levels, unrounded = _demand_levels(facts)
    origins = {
        ("programmes", str(row["id"])): _programme_origin(row, facts) for row in facts.programmes
    }
    mixes: list[MixShare] = []
    for mix_id, region in MIXES.items():
        total = facts.total_offers(region)
        for programme in programmes:
            offers = facts.offers[region][group_of[programme.id]]
            mixes.append(MixShare(mix_id, programme.id, offers / total, frozenset({"share"})))
            origins["programme_mix", f"{mix_id}/{programme.id}"] = Origin(
                _TABLE_3,
                f"{offers} of {total} offers; that every offer has equally many participants is "
                "assumed",
            )
    for level in levels:
        origins["demand_levels", level.id] = _LEVEL_ORIGINS[level.id]
    rates = tuple(
        CostRate(rate_id, value, unit, frozenset({"value"}))
        for rate_id, value, unit, _ in sorted(facts.cost_rates)
    )
    for rate_id, _, _, basis in facts.cost_rates:
        origins["cost_rates", rate_id] = _cost_origin(rate_id, basis, facts)
    return Catalogue(programmes, tuple(mixes), levels, rates, origins, unrounded, facts)


# --- programmes ------------------------------------------------------------------------------------


def _programme(row: Mapping[str, object]) -> Programme:
    """A row of assumptions as a programme; what is filled in and not named as sourced is assumed."""
    names = [column.name for column in PROGRAMMES.columns]
    lists = [column.name for column in PROGRAMMES.columns if column.kind in ("ids", "codes")]
    texts = [column.name for column in PROGRAMMES.columns if column.kind == "text"]
    sourced = _names_of(row.get("sourced"))
    values: dict[str, object] = {name: row.get(name) for name in names}
    values |= {name: row.get(name) or () for name in lists}
    values |= {name: row.get(name) or "" for name in texts}
    assumed = frozenset(
        name
        for name in names
        if name not in _NAMES and name not in sourced and values[name] not in (None, "", ())
    )
    return Programme(**values, assumed=assumed)  # type: ignore[arg-type]


def _names_of(value: object) -> tuple[str, ...]:
    return tuple(str(name) for name in value) if isinstance(value, tuple) else ()


def _programme_origin(row: Mapping[str, object], facts: Facts) -> Origin:
    note = str(row.get("note") or "")
    if row["id"] != "mental_health":
        return Origin(_TABLE_3, note)
    day, evening = facts.working_hours_offers, facts.evening_offers
    every, most = sum(facts.meetings_classes.values()), facts.median_meetings
    up_to = facts.offers_up_to(most)
    known = (
        f"{up_to} of {every} offers ({_percent(up_to, every)}) have {most.rsplit('-')[-1]} meetings or "
        f"fewer, the median lies within {most}: the number there is assumed. "
        f"{_percent(day, day + evening)} were held in working hours, "
        f"{_percent(evening, day + evening)} in the evening."
    )
    return Origin(
        f"{_TABLE_3}; nklms_2012, table 7 and section on time of day", f"{known} {note}".strip()
    )


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} %"


# --- demand ----------------------------------------------------------------------------------------

_LEVEL_ORIGINS = {
    "lowest": Origin(
        "sintef_2007, table 4.1",
        "One centre alone, held down by its capacity; whom it served is a reading. The low level is "
        "driven by Bodø, which had 773 of the 1 725 participants.",
    ),
    "low": Origin(
        "sintef_2007, table 4.1; nklms_2012, table 1",
        "Held down by capacity: what the centres could take, not what people would come to.",
    ),
    "middle": Origin(
        "sykepleien_2011, table 3; nklms_2012, table 1",
        "Participants per offer are assumed, and an offer may be held more than once a year.",
    ),
    "high": Origin(
        "sykepleien_2011, table 3; nklms_2012, table 1",
        "Participants per offer are assumed, and an offer may be held more than once a year.",
    ),
}


def _demand_levels(facts: Facts) -> tuple[tuple[DemandLevel, ...], dict[str, float]]:
    """The four levels in id order, and their figures before rounding.

    lowest = 1000 × participants_unn_2006 × 12 / months_counted / persons_unn_catchment_2006
    low    = 1000 × participants_2006 × 12 / months_counted / persons of Helse Nord
    middle = 1000 × offers in the country × participants_per_offer / persons of the country
    high   = 1000 × offers in Helse Nord × participants_per_offer / persons of Helse Nord
    """
    per_offer, months = facts.participants_per_offer, facts.months_counted
    north, country = facts.total_offers(HELSE_NORD), facts.total_offers(COUNTRY)
    unrounded = {
        "lowest": 1000 * facts.participants_unn_2006 * 12 / months / facts.persons_unn_catchment_2006,
        "low": 1000 * facts.participants_2006 * 12 / months / facts.persons_helse_nord,
        "middle": 1000 * country * per_offer / facts.persons_country,
        "high": 1000 * north * per_offer / facts.persons_helse_nord,
    }
    derivations = {
        "lowest": f"{facts.participants_unn_2006} participants at the centre of the hospital of Tromsø "
        f"in about {months:g} months of 2006, times 12/{months:g}, over about "
        f"{facts.persons_unn_catchment_2006:g} inhabitants of Tromsø and of northern and middle Troms",
        "low": f"{facts.participants_2006} participants at {facts.centres_2006} centres of "
        "Helse Nord in "
        f"about {months:g} months of 2006, times 12/{months:g}, over {facts.persons_helse_nord} "
        "inhabitants",
        "middle": f"{country} offers in the country (survey of 2009–2010), times {per_offer:g} "
        f"participants (assumed), over {facts.persons_country} inhabitants",
        "high": f"{north} offers in Helse Nord (survey of 2009–2010), times {per_offer:g} participants "
        "(assumed), over "
        f"{facts.persons_helse_nord} inhabitants",
    }
    names = {"lowest": "lavest", "low": "lav", "middle": "middels", "high": "høy"}
    levels = []
    for level_id in sorted(names):
        value = round(unrounded[level_id], 1)
        text = f"{derivations[level_id]} = {unrounded[level_id]:.2f} per 1000, rounded to {value:.1f}"
        levels.append(
            DemandLevel(level_id, names[level_id], value, text, frozenset({"participants_per_1000"}))
        )
    return tuple(levels), unrounded


# --- prices ----------------------------------------------------------------------------------------


def _cost_origin(rate_id: str, basis: str, facts: Facts) -> Origin:
    if rate_id != "post_cost":
        return Origin("", basis)
    per_post = facts.budget_nok / facts.posts_2009
    return Origin(
        "sykepleien_2011, resource section; nklms_slides_2010, slide on total posts",
        f"Rough: about {facts.budget_nok / 1e6:g} million NOK of all spending over "
        f"{facts.posts_2009:g} posts "
        f"in 2009 = {per_post:.0f} NOK.",
    )
