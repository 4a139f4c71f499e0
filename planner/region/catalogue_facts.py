"""The facts that the programme catalogue is derived from, read and cross-checked.

They stand in `geodata/lms`: figures of the source reports, row by row with the table they come from,
and beside them, apart, two tables of assumptions (`programme_assumptions`, `demand_assumptions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Finding, InputError
from planner.messages import message
from planner.region.catalogue_tables import FACT_TABLES
from planner.region.rows import Table, read_table
from planner.region.source_csv import read_folder

COUNTRY = "all"
HELSE_NORD = "Helse Nord"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the reports say, added up where they give rows; `titles` is source id → title."""

    centres_2006: int
    """Centres of Helse Nord that answered the survey of 2006."""
    participants_2006: int
    offers_2006: int
    posts_2006: float
    """Filled posts, permanent and project, of the centres that answered."""
    participants_unn_2006: int
    """Of the centre at the hospital of Tromsø alone."""
    persons_unn_catchment_2006: float
    """A reading: whom that centre served."""
    persons_helse_nord: int
    persons_country: int
    offers: Mapping[str, Mapping[str, int]]
    """Region (`Helse Nord`, …; `all` for the country) → group as the source names it → offers."""
    meetings_classes: Mapping[str, int]
    """Class of meetings (such as 2-5) → offers in mental health and substance use; fewest first."""
    working_hours_offers: int
    evening_offers: int
    budget_nok: float
    posts_2009: float
    persons_guide_min: int
    persons_guide_max: int
    participants_per_offer: float
    months_counted: float
    hours_per_post_year: float
    programmes: tuple[Mapping[str, object], ...]
    """Rows of the table of assumptions on programmes, by column."""
    cost_rates: tuple[tuple[str, float, str, str], ...]
    """(id, value, unit, basis)."""
    titles: Mapping[str, str]

    def total_offers(self, region: str) -> int:
        """Offers of a region over all groups."""
        return sum(self.offers[region].values())

    @property
    def median_meetings(self) -> str:
        """The class that holds the median of the offers by number of meetings."""
        half = sum(self.meetings_classes.values()) / 2
        reached = 0
        for name, offers in self.meetings_classes.items():
            reached += offers
            if reached >= half:
                return name
        raise ValueError("no classes of meetings")

    def offers_up_to(self, meetings_class: str) -> int:
        """Offers with as many meetings as a class says, or fewer."""
        total = 0
        for name, offers in self.meetings_classes.items():
            total += offers
            if name == meetings_class:
                return total
        raise ValueError(f"no class of meetings {meetings_class}")


def read_facts(facts_dir: Path) -> Facts:
    """Read the facts and assumptions of a folder laid out like `geodata/lms`.

    Raises InputError with every problem: tables or columns that are missing, cells that cannot be read,
    rows that a figure needs and the tables lack, and sums that differ from the total beside them.
    """
    if not facts_dir.is_dir():
        raise InputError(
            [
                Finding(
                    str(facts_dir),
                    message("there is no such folder"),
                    expected=message(
                        "a folder with the tables {names}",
                        names=", ".join(s.file_name for s in FACT_TABLES),
                    ),
                )
            ]
        )
    source = read_folder(facts_dir, FACT_TABLES)
    findings = list(source.findings)
    tables: dict[str, Table] = {}
    for name, raw in source.tables.items():
        tables[name], found = read_table(raw)
        findings.extend(found)
    if findings:
        raise InputError(findings)
    return _facts(tables)


def _facts(tables: Mapping[str, Table]) -> Facts:
    reader = _Reader(tables)
    centres = [
        row
        for row in tables["activity_helse_nord_2006"].rows
        if row.get("row_kind") == "centre" and row.get("participants_2006") is not None
    ]
    offers = _offers(reader)
    programmes = tuple(row.values for row in tables["programme_assumptions"].rows)
    _check_groups(reader, programmes, offers)
    classes = reader.profile("meetings_per_offer")
    time_of_day = reader.profile("time_of_day")
    regions = [name for name in offers if name != COUNTRY]
    persons = {name: reader.economy("population", name) for name in (*regions, COUNTRY)}
    reader.check_total(
        "lms_economy_2009", "population", sum(persons[r] for r in regions), persons[COUNTRY]
    )
    facts = Facts(
        centres_2006=len(centres),
        participants_2006=sum(row.values["participants_2006"] for row in centres),
        offers_2006=sum(row.get("offers_2006") or 0 for row in centres),
        posts_2006=sum(
            (row.get("permanent_fte") or 0.0) + (row.get("project_fte") or 0.0) for row in centres
        ),
        participants_unn_2006=round(reader.activity("UNN", "participants_2006")),
        persons_unn_catchment_2006=reader.assumption("persons_unn_catchment_2006"),
        persons_helse_nord=round(persons[HELSE_NORD]) if HELSE_NORD in persons else 0,
        persons_country=round(persons[COUNTRY]),
        offers=offers,
        # The source lists the largest class first; "more than 16" has no digit at its beginning.
        meetings_classes=dict(sorted(classes.items(), key=lambda item: _lowest(item[0]))),
        working_hours_offers=time_of_day.get("working hours", 0),
        evening_offers=time_of_day.get("evening", 0),
        budget_nok=reader.economy("budget_lms_direct", COUNTRY),
        posts_2009=sum(reader.economy("fte_total", name) for name in regions),
        persons_guide_min=round(reader.economy("population_guide_municipal_lms_low", "national guide")),
        persons_guide_max=round(
            reader.economy("population_guide_municipal_lms_high", "national guide")
        ),
        participants_per_offer=reader.assumption("participants_per_offer"),
        months_counted=reader.assumption("months_counted"),
        hours_per_post_year=reader.assumption("hours_per_post_year"),
        programmes=programmes,
        cost_rates=tuple(
            (row.values["rate_id"], row.values["value"], row.values["unit"], row.get("basis") or "")
            for row in tables["cost_rates"].rows
        ),
        titles={row.values["source_id"]: row.values["title"] for row in tables["sources"].rows},
    )
    reader.check_total(
        "activity_helse_nord_2006",
        "participants_2006",
        facts.participants_2006,
        reader.recomputed("participants_2006"),
    )
    reader.raise_findings()
    return facts


class _Reader:
    """Single figures of the tables by name; what is not there is collected and raised at the end."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.tables = tables
        self.findings: list[Finding] = []

    def economy(self, metric: str, region: str) -> float:
        return self._one("lms_economy_2009", "value", metric=metric, region=region)

    def assumption(self, name: str) -> float:
        return self._one("demand_assumptions", "value", id=name)

    def activity(self, lms: str, column: str) -> float:
        return self._one("activity_helse_nord_2006", column, lms=lms)

    def recomputed(self, column: str) -> float:
        return self._one("activity_helse_nord_2006", column, row_kind="total_recomputed")

    def profile(self, dimension: str) -> dict[str, int]:
        """Category → offers of a dimension of the profile; never empty unless a finding says so."""
        rows = [
            row
            for row in self.tables["offer_profile_2011"].rows
            if row.get("dimension") == dimension and row.get("row_kind") == "cell"
        ]
        if not rows:
            self.missing("offer_profile_2011", {"dimension": dimension, "row_kind": "cell"})
        return {row.values["category"]: row.values["offers"] for row in rows}

    def check_total(self, table: str, what: str, added: float, total: float) -> None:
        if abs(added - total) > 1e-6:
            self.findings.append(
                Finding(
                    self.tables[table].label,
                    message("the rows of {what} do not add up to the total beside them", what=what),
                    found=f"{added:g}",
                    expected=f"{total:g}",
                    fix=message("Correct the row that was changed, or the total."),
                )
            )

    def raise_findings(self) -> None:
        if self.findings:
            raise InputError(self.findings)

    def _one(self, table: str, column: str, **wanted: str) -> float:
        rows = [
            row
            for row in self.tables[table].rows
            if all(row.get(name) == value for name, value in wanted.items())
        ]
        if len(rows) != 1 or rows[0].get(column) is None:
            self.missing(table, wanted, len(rows))
            return 1.0  # never seen: the finding is raised before any figure leaves
        value = float(rows[0].values[column])
        if value <= 0:
            self.findings.append(
                Finding(
                    self.tables[table].label,
                    message("the figure cannot be"),
                    line=rows[0].number,
                    field=column,
                    found=f"{value:g}",
                    expected=message("more than 0"),
                )
            )
        return value

    def missing(self, table: str, wanted: Mapping[str, str], rows: int = 0) -> None:
        where = ", ".join(f"{name} {value}" for name, value in wanted.items())
        self.findings.append(
            Finding(
                self.tables[table].label,
                message("a row that the derivation needs is missing")
                if rows == 0
                else message("one row is needed"),
                found=message("{rows} rows with {where}", rows=rows, where=where),
                expected=message("one row with a figure"),
            )
        )


def _offers(reader: _Reader) -> dict[str, dict[str, int]]:
    """Offers by region and group from the cells; the sums are held against the printed totals."""
    rows = reader.tables["programme_mix_2010"].rows
    offers: dict[str, dict[str, int]] = {}
    country: dict[str, int] = {}
    for row in rows:
        if row.get("row_kind") == "cell":
            group, region, count = (row.values[name] for name in ("group_no", "region", "offers"))
            offers.setdefault(region, {})[group] = count
            country[group] = country.get(group, 0) + count
    offers[COUNTRY] = country
    for row in rows:
        if row.get("row_kind") == "total":
            group, region, count = (row.values[name] for name in ("group_no", "region", "offers"))
            known = offers.get(region, {})
            added = sum(known.values()) if group == "Sum" else known.get(group, 0)
            reader.check_total("programme_mix_2010", f"{group}, {region}", added, count)
    if HELSE_NORD not in offers:
        reader.missing("programme_mix_2010", {"region": HELSE_NORD, "row_kind": "cell"})
    return offers


def _check_groups(
    reader: _Reader,
    programmes: Iterable[Mapping[str, object]],
    offers: Mapping[str, Mapping[str, int]],
) -> None:
    """Every group of the source is one programme, and the other way round."""
    label = reader.tables["programme_assumptions"].label
    named = [str(row["source_group"]) for row in programmes]
    for group in sorted(set(named) - set(offers[COUNTRY])):
        reader.findings.append(
            Finding(
                label,
                message("names a group that the table programme_mix_2010 does not have"),
                field="source_group",
                found=group,
                expected=", ".join(sorted(offers[COUNTRY])),
            )
        )
    for group in sorted(set(offers[COUNTRY]) - set(named)):
        reader.findings.append(
            Finding(
                label,
                message("a group of the table programme_mix_2010 has no programme"),
                found=group,
                fix=message("Add a row with this source_group."),
            )
        )
    for group in sorted({group for group in named if named.count(group) > 1}):
        reader.findings.append(
            Finding(
                label,
                message("two programmes share one group"),
                field="source_group",
                found=group,
                fix=message("Its offers would count twice: give each programme a group of its own."),
            )
        )
    for row in programmes:
        if row.get("joins_id") == row["id"]:
            reader.findings.append(
                Finding(
                    label,
                    message("a programme joins itself"),
                    field="joins_id",
                    found=str(row["id"]),
                    fix=message("Empty it."),
                )
            )


def _lowest(name: str) -> int:
    """The first number in the name of a class of meetings."""
    digits = "".join(c if c.isdigit() else " " for c in name).split()
    return (int(digits[0]) + (name.startswith("more than"))) if digits else 0
