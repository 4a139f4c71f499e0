"""One alternative: a scenario, what it was solved on, the plan and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.evaluate import INDICATORS, Indicators
from planner.plan import Plan, Stage
from planner.region import Region
from planner.scenario import LoadedScenario, Scenario
from planner.texts import Lang, name_in
from planner.travel import Travel


@dataclass(frozen=True, slots=True, repr=False)
class Alternative:
    """Everything that a report says of one scenario. `region` is the effective region."""

    loaded: LoadedScenario
    region: Region
    travel: Travel
    plan: Plan
    indicators: Indicators
    called: str = ""
    """What it is called where people read, in the place of the scenario's name; empty: that."""

    def __repr__(self) -> str:
        found = self.indicators
        return (
            f"<run {self.name}: {len(found.units)} units, {len(found.venues_used)} venues, "
            f"{found.travel_hours_total:.0f} travel hours a year, {self.plan.status}>"
        )

    def _repr_html_(self) -> str:
        from planner.report.web import run_html

        return run_html(self)

    @property
    def scenario(self) -> Scenario:
        """The scenario's values."""
        return self.loaded.scenario

    @property
    def name(self) -> str:
        """The scenario's name, or what it is called in its place."""
        return self.called or self.loaded.scenario.name

    def title(self, lang: Lang) -> str:
        """The scenario's title in the language asked for, or in the one that it has."""
        return name_in(lang, self.scenario.title, self.scenario.title_en)

    @property
    def stages(self) -> Mapping[str, Stage]:
        """The solver's stages by name."""
        return {stage.name: stage for stage in self.plan.stages}

    @property
    def assumed_groups(self) -> frozenset[str]:
        """Groups of fields (`planner.evaluate.GROUPS`) in which something is assumed."""
        return frozenset(row.group for row in self.indicators.rests_on)

    def rests_on_assumptions(self, indicator: str) -> bool:
        """Whether a figure draws on any field that no source gives."""
        return not self.assumed_groups.isdisjoint(INDICATORS[indicator].rests_on)

    def unit_name(self, unit_id: str) -> str:
        """A unit's name in the region's table, or its id."""
        unit = self.region.units.get(unit_id)
        return unit.name if unit else unit_id

    def municipality_names(self, codes: tuple[str, ...]) -> list[str]:
        """Names of municipalities, in the order of the codes."""
        return [self.region.municipalities[code].name for code in codes]


@dataclass(frozen=True, slots=True)
class WithoutPlan:
    """A scenario that no plan satisfies (`infeasible`) or that was stopped before there was one."""

    scenario: str
    title: str
    status: str
    """`infeasible` or `no_plan`."""
    reasons: tuple[str, ...]
