"""The plan that is least regretted over a set of futures.

Candidates are the plans that are best today and in each future. Of each, the units with their members
and the rooms are kept, and everything else (courses, who goes where) is chosen anew in every future.
Regret is what a candidate's figure lies above that of the plan that is best in the same future.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import inf
from statistics import fmean
from typing import Any, Literal

from planner.errors import Finding, InfeasibleError, InputError, NoPlanError
from planner.messages import message
from planner.progress import Report, silent
from planner.scenario import Scenario, ScenarioLike, suggestion
from planner.whatif.bases import for_region, named_bases
from planner.whatif.columns import DEFAULT
from planner.whatif.extra import ExtraError
from planner.whatif.points import Point, points_of
from planner.whatif.resolve import Sources, first_region, resolve_point
from planner.whatif.study_file import StudyFile
from planner.whatif.weighting import without_weights
from planner.whatif.work import Kept, Shared, Solved, row_of, solved

Hold = Literal["at_hand", "in_use"]

TODAY = 0
"""Number of the future in which nothing differs from the scenario as it stands."""
UNMET = "participants_unmet"
SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a candidate commits to: units with their members, and rooms."""

    units: tuple[tuple[str, tuple[str, ...]], ...]
    venue_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan's commitments, and what they lead to. Mappings are by number of the future (`TODAY` is 0).

    A figure is None where the candidate has no plan; its regret there is without bound.
    """

    kept: Commitment
    best_in: tuple[int, ...]
    """Futures in which it is the best plan."""
    figures: Mapping[int, float | None]
    regrets: Mapping[int, float]
    unmet_more: float
    """Participants a year without an offer, beyond those of the best plan, in the worst future."""
    price_today: float
    """What it costs today against today's best plan, in the unit of the figure."""

    @property
    def worst(self) -> float:
        """The largest regret over the futures."""
        return max(self.regrets.values())

    @property
    def worst_in(self) -> int:
        """The future with the largest regret; the first of equals."""
        return max(self.regrets, key=lambda n: (self.regrets[n], -n))

    @property
    def expected(self) -> float:
        """The mean regret over the futures, all of them alike likely."""
        return fmean(self.regrets.values())


@dataclass(frozen=True, slots=True)
class Robust:
    """The candidates, and which of them is regretted least."""

    scenario: str
    value: str
    hold: Hold
    futures: tuple[Point, ...]
    without_plan: tuple[int, ...]
    """Futures in which no plan at all is possible; they are left out."""
    candidates: tuple[Candidate, ...]
    """By worst regret, the smallest first; today's best is the one with `TODAY` in `best_in`."""
    proven: bool
    """Whether every plan behind this is proven to its gap."""

    @property
    def minimax(self) -> Candidate:
        """The candidate with the smallest worst regret, among those that leave fewest without offer."""
        return min(self.candidates, key=lambda c: (_whole(c.unmet_more), c.worst, c.expected))

    @property
    def least_expected(self) -> Candidate:
        """The candidate with the smallest expected regret, among those that leave fewest without."""
        return min(self.candidates, key=lambda c: (_whole(c.unmet_more), c.expected, c.worst))

    @property
    def today(self) -> Candidate:
        """The plan that is best today."""
        return next(c for c in self.candidates if TODAY in c.best_in)

    @property
    def certain(self) -> bool:
        """Whether no other plan, candidate or not, can have a smaller worst regret."""
        return self.proven and self.minimax.worst <= SAME and self.minimax.unmet_more <= SAME


def robust(
    scenario: ScenarioLike,
    over: StudyFile,
    *,
    value: str = DEFAULT,
    hold: Hold = "at_hand",
    overrides: Mapping[str, Any] | None = None,
    progress: Report = silent,
) -> Robust:
    """Which of the plans that are best in some future is regretted least over all of them.

    Args:
        scenario: name, path, or one that a script holds; the study's own is not used.
        over: the study whose points are the futures.
        value: the indicator that is regretted; smaller is better.
        hold: whether a plan's rooms are at hand in every future, or must all be used there.
        overrides: path → value that holds today and in every future.

    Raises:
        InputError: the scenario, the study or a point of it cannot be; or no plan today.
    """
    (name,), held = named_bases([scenario])
    base = {"scenario": name, "scenarios": (), "set": {**over.study.set, **(overrides or {})}}
    opened = {**over.opened, **held}
    if over.regions:
        (region,) = over.regions.values()
        opened, _ = for_region([name], held, region, over.folder)
    file = replace(over, study=over.study.model_copy(update=base), opened=opened)
    asked = _Asked(file, Sources(file.folder, dict(file.regions), dict(file.opened)), value, hold)
    region = first_region(file, asked.sources)
    futures = points_of(file, region)
    if any(len(without_weights(point.settings)) < len(point.settings) for point in futures):
        told = message("varies weights: they are no future, and change no plan")
        raise InputError([Finding(over.file, told, fix=message("Leave them out here."))])
    today = Point(TODAY, name, {}, dict(overrides or {}))
    best: dict[int, Solved] = {}
    without = []
    for n, point in enumerate((today, *futures)):
        progress(message("best plan: {label}", label=point.label), 0.5 * n / (len(futures) + 1))
        found = asked.solve(point, {})
        if found is not None:
            best[point.number] = found
        elif point.number == TODAY:
            raise InputError(
                [Finding(name, message("has no plan today"), fix=message("See `lms-planner explain`."))]
            )
        else:
            without.append(point.number)
    possible = tuple(point for point in futures if point.number in best)
    if not possible:
        raise InputError([Finding(over.file, message("no future has any plan"))])
    commitments: dict[Commitment, list[int]] = {}
    for number, one in best.items():
        commitments.setdefault(_kept(one), []).append(number)
    candidates = []
    for n, (kept, best_in) in enumerate(commitments.items()):
        progress(
            message("plan {number} of {count} in every future", number=n + 1, count=len(commitments)),
            0.5 + 0.5 * n / len(commitments),
        )
        candidates.append(_judged(asked, kept, tuple(best_in), (today, *possible), best))
    candidates.sort(key=lambda c: (_whole(c.unmet_more), c.worst, c.expected, c.kept.venue_ids))
    return Robust(
        scenario=name,
        value=value,
        hold=hold,
        futures=possible,
        without_plan=tuple(without),
        candidates=tuple(candidates),
        proven=not asked.unproven,
    )


@dataclass(slots=True)
class _Asked:
    file: StudyFile
    sources: Sources
    value: str
    hold: Hold
    memory: Kept = field(default_factory=Kept)
    unproven: bool = False

    def solve(self, point: Point, fixed: Mapping[str, Any]) -> Solved | None:
        settings = {**point.settings, **fixed}
        made = Point(point.number, point.scenario, point.inputs, settings)
        row = resolve_point(made, self.sources, self.file.study.scope)
        if row.job is None:
            raise InputError([Finding(f"{self.file.file}, {point.label}", row.problem)])
        try:
            found = solved(Shared(self.sources.regions), row.job, self.memory)
        except InfeasibleError:
            return None
        except NoPlanError:
            self.unproven = True
            return None
        except ExtraError as error:
            raise InputError([Finding(f"{self.file.file}, {point.label}", str(error))]) from None
        self.unproven = self.unproven or found.plan.status.falls_short
        return found

    def figure(self, found: Solved, name: str) -> float:
        row = row_of(found)
        figure = row.get(name)
        if not isinstance(figure, int | float):
            numbers = [key for key, v in row.items() if isinstance(v, int | float)]
            fix = suggestion(name, numbers)
            raise InputError(
                [Finding("--value", message("is no figure of the plan"), found=name, fix=fix)]
            )
        return float(figure)


def _judged(
    asked: _Asked,
    kept: Commitment,
    best_in: tuple[int, ...],
    points: Iterable[Point],
    best: Mapping[int, Solved],
) -> Candidate:
    figures: dict[int, float | None] = {}
    regrets: dict[int, float] = {}
    unmet_more = 0.0
    for point in points:
        n = point.number
        optimum = best[n]
        found = (
            optimum if n in best_in else asked.solve(point, _fixed(kept, optimum.scenario, asked.hold))
        )
        figures[n] = None if found is None else asked.figure(found, asked.value)
        if found is None:
            regrets[n] = inf
            continue
        # Below zero where the objectives are not what is regretted: then nothing is regretted.
        regrets[n] = max(0.0, asked.figure(found, asked.value) - asked.figure(optimum, asked.value))
        if n != TODAY:
            more = asked.figure(found, UNMET) - asked.figure(optimum, UNMET)
            unmet_more = max(unmet_more, more)
    price = regrets.pop(TODAY)
    return Candidate(kept, best_in, figures, regrets, unmet_more, price)


def _kept(found: Solved) -> Commitment:
    units = tuple((unit.unit_id, unit.member_codes) for unit in found.plan.units)
    return Commitment(units, found.plan.venues_in_use)


def _fixed(kept: Commitment, scenario: Scenario, hold: Hold) -> dict[str, Any]:
    """What holds a plan to its units and rooms, as settings of a scenario."""
    units: dict[str, Any] = {
        "units.fixed_members": {},
        "units.assignment": "fixed",
        "units.candidates": [unit for unit, _ in kept.units],
        "units.members": {unit: list(codes) for unit, codes in kept.units},
    }
    units |= {f"units.{name}": None for name in ("count_min", "count_max")}
    units |= {f"units.{name}": [] for name in ("must_open", "municipalities")}
    free = scenario.units.assignment == "free"
    rooms: dict[str, Any] = {"venues.strategy": "none", "venues.bases": []}
    if kept.venue_ids:
        rooms |= {"venues.strategy": "listed", "venues.listed": list(kept.venue_ids)}
    if hold == "in_use":
        rooms["venues.in_use"] = sorted({*scenario.venues.in_use, *kept.venue_ids})
    others = [venue.id for venue in scenario.venues.new if venue.id not in kept.venue_ids]
    if others:  # a scenario's own rooms are let in whatever the strategy
        rooms["venues.off"] = sorted({*scenario.venues.off, *others} - {*scenario.venues.in_use})
    return (units if free else {}) | rooms


def _whole(participants: float) -> float:
    """Rounded to what the solver's accuracy tells apart."""
    return round(participants, 5)
