"""The JSON of `phase --json`: a versioned contract, explained in docs/phasing.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.report.json.document import Document, Part, document
from planner.report.terminal import phasing_sentences
from planner.texts import LANGS

if TYPE_CHECKING:
    from planner.phasing import Period, Phasing


class MeasureJson(Part):
    """Something that opens and stays."""

    key: str
    """`unit:ID`, `partner:UNIT:ID`, `venue:ID` or `programme:ID`."""
    kind: str
    """unit, partner, venue or programme."""
    id: str
    """Id of the unit, partner, venue or programme."""
    unit_id: str
    """The unit that a partner joins or that runs a venue; empty for the others."""


class PeriodJson(Part):
    """One period of an order; figures are for one year of it, of everybody who is ever served."""

    number: int
    """From 1."""
    years: int
    """How long it lasts."""
    opened: tuple[str, ...]
    """Keys of the measures that open in it."""
    standing: tuple[str, ...]
    """Keys of all that stand."""
    participants_served: float
    """At courses in the region."""
    participants_specialist: float
    """At the specialist service."""
    participants_unmet: float
    """With no offer."""
    participants_lost: float
    """Who stay at home."""
    travel_hours: float
    """On the road, staff included."""
    nok_municipalities: float | None
    """What the municipalities pay, grants taken off; null where a price is missing."""
    posts_fte: float
    """Coordinators' posts."""


class PhasingJson(Document):
    """What `phase --json` gives: the best order and the greedy one."""

    region: str
    """Id of the region."""
    scenario: str
    """The scenario whose plan is led up to."""
    start: str | None
    """The scenario that stands before; null: nothing."""
    measures: tuple[MeasureJson, ...]
    """All that is to open."""
    aims: tuple[str, ...]
    """What an order is judged by, most important first."""
    best: tuple[PeriodJson, ...]
    """The best order."""
    greedy: tuple[PeriodJson, ...]
    """The order that takes what is best in each period; empty where it comes to a dead end."""
    value: dict[str, float]
    """Aim → its sum over all years in the best order."""
    value_greedy: dict[str, float]
    """The same in the greedy order."""
    complete: bool
    """Whether everything stands in the last period."""
    states: int
    """How many states were solved."""
    gap: float
    """The largest relative gap of any plan that the proof rests on; 0: all proven best."""
    summary: dict[str, tuple[str, ...]]
    """The same in sentences, by language."""


def phasing_json(found: Phasing) -> str:
    """Both orders with every period's figures, and the sentences in each language."""
    return document(
        PhasingJson,
        {
            "region": found.end.region.id,
            "scenario": found.scenario,
            "start": None if found.start is None else found.start.name,
            "measures": [
                {"key": m.key, "kind": m.kind, "id": m.id, "unit_id": m.unit_id} for m in found.measures
            ],
            "aims": found.aims,
            "best": period_rows(found.best),
            "greedy": period_rows(found.greedy),
            "value": dict(zip(found.aims, found.value, strict=True)),
            "value_greedy": dict(zip(found.aims, found.value_greedy, strict=False)),
            "complete": found.complete,
            "states": found.states,
            "gap": found.gap,
            "summary": {lang: phasing_sentences(found, lang) for lang in LANGS},
        },
    )


def period_rows(periods: Sequence[Period]) -> list[dict[str, Any]]:
    """A row of figures for each period."""
    from planner.phasing import nok_of

    rows = []
    for period in periods:
        of = period.alternative.indicators
        rows.append(
            {
                "number": period.number,
                "years": period.years,
                "opened": tuple(m.key for m in period.opened),
                "standing": tuple(m.key for m in period.standing),
                "participants_served": of.participants_served,
                "participants_specialist": of.participants_specialist,
                "participants_unmet": of.participants_unmet,
                "participants_lost": of.participants_lost,
                "travel_hours": of.travel_hours_total,
                "nok_municipalities": None if of.cost_absent_because else nok_of(period.alternative),
                "posts_fte": of.posts_fte,
            }
        )
    return rows
