"""Paths that a study has beside those of the scenario schema: the population, and what is assumed.

    population.factor                  every municipality's population times this
    population.growth_share_per_year   a share a year (0.01 is 1 %), from base_year until year
    population.year, .base_year
    assumed.TABLE.FIELD                what the region's table marks as an assumption, times this

They change the region before the scenario does, so that what a scenario states itself stays as stated;
`population` also multiplies populations that the scenario states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from planner.region import Region
from planner.scenario import place_persons

POPULATION = ("factor", "growth_share_per_year", "year", "base_year")
TABLES = {
    "municipalities": "municipalities",
    "places": "places",
    "links": "links",
    "venues": "venues",
    "units": "units",
    "programmes": "programmes",
    "programme_mix": "mixes",
    "demand_levels": "demand_levels",
    "specialist_services": "specialist_services",
    "cost_rates": "cost_rates",
    "unit_qualifications": "qualifications",
}
"""Table as its file is called → field of Region."""
NOT_VARIED = frozenset({"places.lon", "places.lat", "municipalities.persons", "programme_mix.share"})
"""Numbers that a factor makes no sense of: positions; inhabitants, which `population.factor` changes
with those of their places; shares of a mix, which `demand.mix` changes together."""


MOST = {"unit_qualifications.score_0_4": 4}
"""Ends of scales, beyond which no factor takes a number."""


class ExtraError(ValueError):
    """A path or value of this module that cannot be; the message says why."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What a point changes of the region: the factor of each population, and of each assumed field."""

    persons_factor: float = 1.0
    assumed: Mapping[str, float] = field(default_factory=dict)
    """`table.field` → factor."""

    def __bool__(self) -> bool:
        return self.persons_factor != 1.0 or any(factor != 1.0 for factor in self.assumed.values())


def is_extra(parts: tuple[str, ...]) -> bool:
    """Whether a path is one of these and not one of the scenario schema."""
    return parts[0] in ("population", "assumed")


def check_extra(parts: tuple[str, ...]) -> None:
    """Raises ExtraError for a path that there is not."""
    if parts[0] == "population":
        if len(parts) != 2 or parts[1] not in POPULATION:
            raise ExtraError(f"There are: {', '.join(f'population.{name}' for name in POPULATION)}.")
    elif len(parts) != 3 or parts[1] not in TABLES:
        raise ExtraError(f"Write assumed.TABLE.FIELD; the tables are {', '.join(TABLES)}.")


def extra_of(values: Mapping[tuple[str, ...], Any]) -> Extra:
    """What values of these paths come to.

    Raises:
        ExtraError: a value that is no number, or growth without both years.
    """
    for path, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ExtraError(f"{'.'.join(path)} must be a number, found {value!r}")
        if value < 0 and path[-1] != "growth_share_per_year":
            raise ExtraError(f"{'.'.join(path)} must be at least 0, found {value!r}")
    told = {path[1]: float(v) for path, v in values.items() if path[0] == "population"}
    factor = told.get("factor", 1.0)
    growth = told.get("growth_share_per_year")
    if growth is not None or "year" in told:
        if growth is None or "year" not in told or "base_year" not in told:
            raise ExtraError(
                "growth needs population.growth_share_per_year, population.base_year and "
                "population.year"
            )
        if growth <= -1:
            raise ExtraError("population.growth_share_per_year must be more than -1")
        factor *= (1 + growth) ** (told["year"] - told["base_year"])
    assumed = {f"{p[1]}.{p[2]}": float(v) for p, v in values.items() if p[0] == "assumed"}
    return Extra(factor, dict(sorted(assumed.items())))


def assumed_numbers(region: Region) -> Iterator[tuple[str, int]]:
    """`table.field` of every number that some record marks as assumed, and how many records do."""
    for table, name in TABLES.items():
        counts: dict[str, int] = {}
        for record in _records(region, name):
            for one in record.assumed:
                if _is_number(getattr(record, one, None)) and f"{table}.{one}" not in NOT_VARIED:
                    counts[one] = counts.get(one, 0) + 1
        yield from ((f"{table}.{one}", counts[one]) for one in sorted(counts))


def scaled_region(region: Region, extra: Extra) -> Region:
    """The region with every assumed value of some fields multiplied.

    Whole numbers stay whole, move by at least one, and stay at least 1 where they were. Inhabitants of
    places are made to add up to their municipality's again, so that people move between places whose
    number is assumed and those whose number is known.

    Raises:
        ExtraError: a field that no record has, or that no record marks as an assumed number.
    """
    known = {name for name, _ in assumed_numbers(region)}
    for name in extra.assumed:
        if name not in known:
            raise ExtraError(
                f"no number in assumed.{name} is marked as an assumption; there are: "
                + ", ".join(sorted(known))
            )
    for name, factor in extra.assumed.items():
        table, one = name.split(".")
        most = MOST.get(name)
        rows = [_scaled(record, one, factor, most) for record in _records(region, TABLES[table])]
        before = getattr(region, TABLES[table])
        after = dict(zip(before, rows, strict=True)) if isinstance(before, Mapping) else tuple(rows)
        changes: dict[str, Any] = {TABLES[table]: after}
        region = replace(region, **changes)
        if name == "places.persons":
            totals = {code: row.persons for code, row in region.municipalities.items()}
            shared = place_persons(region, totals)
            places = {key: replace(row, persons=shared[key]) for key, row in region.places.items()}
            region = replace(region, places=places)
    return region


def populations(region: Region, stated: Mapping[str, int], extra: Extra) -> dict[str, int] | None:
    """Municipality code → population after growth, of all of them; None where nothing changes."""
    if extra.persons_factor == 1.0:
        return None
    before = {code: stated.get(code, m.persons) for code, m in region.municipalities.items()}
    return {code: round(persons * extra.persons_factor) for code, persons in before.items()}


def _records(region: Region, name: str) -> list[Any]:
    table = getattr(region, name)
    return list(table.values() if isinstance(table, Mapping) else table)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _scaled(record: Any, name: str, factor: float, most: float | None) -> Any:
    if name not in record.assumed or name not in {f.name for f in fields(record)}:
        return record
    old = getattr(record, name)
    if not _is_number(old):
        return record
    new: float = old * factor
    if isinstance(old, int):
        new = round(new)
        if new == old and factor != 1:
            new += 1 if factor > 1 else -1
        new = max(min(old, 1), new)
    new = new if most is None else min(new, most)
    changes: dict[str, Any] = {name: new}
    return replace(record, **changes)
