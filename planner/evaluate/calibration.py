"""What the hours of work are held against: the centres of Helse Nord in 2006.

Two tables of `geodata/lms` (SINTEF 2007): how many hours a week the centres worked whatever their
courses, and the offers, participants and posts of each. The tables in `docs/staffing.md` are made here:

    python -m planner.evaluate.calibration
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from planner.data import geodata_dir
from planner.errors import Finding, InputError
from planner.messages import message
from planner.region import FACT_TABLES, Column, Table, TableSpec, read_folder, read_table
from planner.scenario import Staffing

WORKTIME = TableSpec(
    "lms_worktime_2006",
    "Hours a week that the centres of Helse Nord used in 2006, by kind of work.",
    ("item",),
    (
        Column("item", "text", "Kind of work."),
        Column("low", "number", "Fewest hours of any centre.", blank=True),
        Column("high", "number", "Most hours of any centre.", blank=True),
        Column("mean", "number", "Mean of the centres."),
        Column("unit", "text", "Unit of the figures."),
    ),
)
HOURS_PER_WEEK = "hours per week"
ACTIVITY, ASSUMPTIONS = "activity_helse_nord_2006", "demand_assumptions"


@dataclass(frozen=True, slots=True)
class BaseWork:
    """One kind of work that does not depend on the courses, in hours a week of a centre."""

    item: str
    hours_low: float
    hours_mean: float
    hours_high: float


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre in 2006, as far as it answered; participants and offers are those of `months` months."""

    name: str
    offers: int | None
    participants: int | None
    permanent_fte: float
    project_fte: float

    @property
    def participants_per_permanent_post(self) -> float | None:
        """None where it did not answer, or had no permanent post."""
        if self.participants is None or self.permanent_fte <= 0:
            return None
        return self.participants / self.permanent_fte

    @property
    def participants_per_filled_post(self) -> float | None:
        """Permanent and project posts together; None where it did not answer or had none."""
        filled = self.permanent_fte + self.project_fte
        return None if self.participants is None or filled <= 0 else self.participants / filled


@dataclass(frozen=True, slots=True)
class Calibration:
    """The facts about hours of work. `months` is how much of the year the counts are read to cover."""

    base_work: tuple[BaseWork, ...]
    centres: tuple[Centre, ...]
    months: float
    hours_per_post: float

    @property
    def hours_base_per_week(self) -> float:
        """Mean hours a week of a centre whatever its courses."""
        return round(sum(row.hours_mean for row in self.base_work), 6)

    @property
    def spread_permanent(self) -> tuple[float, float]:
        """Fewest and most participants per permanent post."""
        return _ends([c.participants_per_permanent_post for c in self.centres])

    @property
    def spread_filled(self) -> tuple[float, float]:
        """Fewest and most participants per filled post, project posts included."""
        return _ends([c.participants_per_filled_post for c in self.centres])

    def hours_per_offer(self, centre: Centre, rule: Staffing) -> float | None:
        """Hours of a centre's filled posts that the base work leaves, for each offer of a year.

        None where it did not answer, had no offers, or has fewer hours than its base work takes.
        """
        filled = (centre.permanent_fte + centre.project_fte) * rule.hours_per_post
        base = rule.hours_base_per_week * rule.hours_per_post / rule.hours_per_week
        if not centre.offers or filled < base:
            return None
        return (filled - base) / (centre.offers * 12 / self.months)


def read_calibration(facts_dir: Path | None = None) -> Calibration:
    """The facts of a folder laid out like `geodata/lms` (by default that one).

    Raises InputError with every problem of the tables.
    """
    facts_dir = facts_dir or geodata_dir() / "lms"
    specs = (*(spec for spec in FACT_TABLES if spec.name in (ACTIVITY, ASSUMPTIONS)), WORKTIME)
    source = read_folder(facts_dir, specs)
    findings = list(source.findings)
    tables: dict[str, Table] = {}
    for name, raw in source.tables.items():
        tables[name], found = read_table(raw)
        findings += found
    if not findings:
        findings = _lacking(tables)
    if findings:
        raise InputError(findings)
    assumed = {row.values["id"]: float(row.values["value"]) for row in tables[ASSUMPTIONS].rows}
    return Calibration(
        base_work=tuple(
            BaseWork(*(row.values[name] for name in ("item", "low", "mean", "high")))
            for row in tables[WORKTIME.name].rows
            if row.values["unit"] == HOURS_PER_WEEK
        ),
        centres=tuple(
            Centre(
                row.values["lms"],
                row.get("offers_2006"),
                row.get("participants_2006"),
                row.get("permanent_fte") or 0.0,
                row.get("project_fte") or 0.0,
            )
            for row in tables[ACTIVITY].rows
            if row.values["row_kind"] == "centre"
        ),
        months=assumed["months_counted"],
        hours_per_post=assumed["hours_per_post_year"],
    )


def calibration_tables(found: Calibration, rule: Staffing) -> str:
    """The Markdown tables of `docs/staffing.md`: base work, and each centre against the rule."""
    work = [
        (w.item, f"{w.hours_low:g}", f"{w.hours_mean:g}", f"{w.hours_high:g}") for w in found.base_work
    ]
    work.append(("**together**", "", f"**{found.hours_base_per_week:g}**", ""))
    rows = []
    for c in found.centres:
        rows.append(
            (
                c.name,
                _text(c.offers),
                _text(c.participants),
                f"{c.permanent_fte:g}",
                f"{c.project_fte:g}",
                _text(c.participants_per_permanent_post),
                _text(c.participants_per_filled_post),
                _text(found.hours_per_offer(c, rule)),
            )
        )
    hours = [h for c in found.centres if (h := found.hours_per_offer(c, rule)) is not None]
    rows.append(
        (
            "**spread**",
            "",
            "",
            "",
            "",
            f"**{_between(found.spread_permanent)}**",
            f"**{_between(found.spread_filled)}**",
            f"**{_between((min(hours), max(hours)))}, median {median(hours):.0f}**",
        )
    )
    return "\n\n".join(
        (
            _table(("kind of work, hours a week of a centre", "least", "mean", "most"), work),
            _table(
                (
                    "centre",
                    "offers",
                    "participants",
                    "permanent posts",
                    "project posts",
                    "participants per permanent post",
                    "per filled post",
                    "hours left per offer and year",
                ),
                rows,
            ),
        )
    )


def _lacking(tables: dict[str, Table]) -> list[Finding]:
    """Rows that the figures need and the tables lack."""
    assumed = {row.values["id"] for row in tables[ASSUMPTIONS].rows}
    found = [
        Finding(
            tables[ASSUMPTIONS].label,
            message("a row that the calibration needs is missing"),
            expected=name,
        )
        for name in ("months_counted", "hours_per_post_year")
        if name not in assumed
    ]
    worktime = tables[WORKTIME.name]
    rows = [row for row in worktime.rows if row.values["unit"] == HOURS_PER_WEEK]
    if not rows:
        expected = message("at least one with the unit {hours_per_week}", hours_per_week=HOURS_PER_WEEK)
        found.append(Finding(worktime.label, message("no row tells hours of work"), expected=expected))
    for row in rows:
        if row.get("low") is None or row.get("high") is None:
            found.append(
                Finding(worktime.label, message("low and high are needed here"), line=row.number)
            )
    return found


def _ends(values: Sequence[float | None]) -> tuple[float, float]:
    known = [value for value in values if value is not None]
    return min(known), max(known)


def _between(ends: tuple[float, float]) -> str:
    return f"{ends[0]:.0f}–{ends[1]:.0f}"


def _text(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(calibration_tables(read_calibration(), Staffing()) + "\n")
