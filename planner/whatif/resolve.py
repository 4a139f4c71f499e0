"""Points → jobs: every value of every scenario settled and checked, with a key that says what was.

The key is the hash of the resolved scenario, the region's tables, what the point changes of them, a
travel matrix, the scope and the versions of planner and solver: equal keys have equal plans.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from planner.errors import Finding, InputError
from planner.messages import message
from planner.progress import Report, silent
from planner.region import Region, read_region
from planner.report.comparison import basis_of
from planner.report.folder import hash_of, region_hash, versions
from planner.scenario import (
    OpenedScenario,
    Scenario,
    check_against_region,
    find_scenario,
    open_scenario,
    parse_path,
    persons_stated,
    scope_codes,
)
from planner.whatif.extra import Extra, ExtraError, extra_of, is_extra, populations, scaled_region
from planner.whatif.points import Point
from planner.whatif.stated import stated
from planner.whatif.study import Study
from planner.whatif.study_file import StudyFile
from planner.whatif.weighting import Weightings, is_weighting, without_weights

SAYS_NOTHING = ("title", "title_en", "about")
"""Fields of a scenario that no plan depends on."""
ROW_VERSION = 2
"""Of what a run's row tells; another version solves anew."""
LIGHT = ("threshold.", "budget.")
"""Paths that seldom touch what is costly to solve: points that differ only here are done together."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs for one run."""

    key: str
    scenario: Scenario
    extra: Extra
    scope_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A point with its job, or with what is wrong with it."""

    point: Point
    key: str
    job: Job | None
    problem: str = ""
    group: str = ""
    """Points of one group share most of what is costly."""
    weights: Mapping[str, float] | None = None
    """Criterion → weight, where the study ranks its alternatives."""
    basis: str = ""
    """Hash of what the scenario assumes about the world: only equal ones are ranked together."""


@dataclass(slots=True)
class Sources:
    """Regions and scenario files that a study uses, each read once."""

    folder: Path
    regions: dict[str, Region] = field(default_factory=dict)
    opened: dict[str, OpenedScenario] = field(default_factory=dict)
    _hashes: dict[str, str] = field(default_factory=dict)
    _versions: dict[str, str] = field(default_factory=dict)

    def base(self, name: str) -> OpenedScenario:
        """A base scenario's file, read once. Raises InputError."""
        if name not in self.opened:
            self.opened[name] = open_scenario(find_scenario(name, beside=self.folder))
        return self.opened[name]

    def region(self, name: str) -> Region:
        """A region, read once. Raises InputError."""
        if name not in self.regions:
            self.regions[name] = read_region(name)
        return self.regions[name]

    def hash_of_region(self, name: str) -> str:
        """The hash of a region's tables."""
        if name not in self._hashes:
            self._hashes[name] = region_hash(self.region(name))
        return self._hashes[name]

    def hash_of_file(self, path: str | None) -> str | None:
        """The hash of a travel matrix."""
        if path is None:
            return None
        if path not in self._hashes:
            try:
                self._hashes[path] = hashlib.sha256(Path(path).read_bytes()).hexdigest()
            except OSError as error:
                raise InputError(
                    [
                        Finding(
                            path,
                            message("the file cannot be read ({strerror})", strerror=error.strerror),
                        )
                    ]
                ) from None
        return self._hashes[path]

    def versions(self) -> dict[str, str]:
        """Versions of what decides which plan is found."""
        if not self._versions:
            self._versions = versions()
        return self._versions


def first_region(file: StudyFile, sources: Sources) -> Region:
    """The region of the first base scenario. Raises InputError: a base that cannot be read."""
    findings: list[Finding] = []
    found = None
    for n, name in enumerate(file.study.bases):
        try:
            loaded = sources.base(name).with_overrides()
            found = found or sources.region(loaded.scenario.region)
        except InputError as error:
            at = ("scenario",) if file.study.scenario is not None else ("scenarios", n)
            findings += error.findings or (file.finding(at, str(error), found=f"`{name}`"),)
    if findings or found is None:
        raise InputError(dict.fromkeys(findings))
    return found


def resolve(
    file: StudyFile, points: Iterable[Point], sources: Sources, progress: Report = silent
) -> tuple[Resolved, ...]:
    """Every point with its job. A point that cannot be is told as such; it stops no other.

    Raises:
        InputError: not one point can be.
    """
    points = tuple(points)
    ranked = weighs(file.study)
    scope = _one_scope(file, sources) if ranked else file.study.scope
    weightings = Weightings(file.folder, file.study.weights)
    found = []
    known: dict[str, Resolved] = {}
    for n, point in enumerate(points):
        if n % 50 == 0:
            progress(message("reading {value} points", value=len(points)), n / len(points))
        if not ranked:
            found.append(resolve_point(point, sources, scope))
            continue
        plain = json.dumps([point.scenario, without_weights(point.settings)], sort_keys=True)
        if plain not in known:
            known[plain] = resolve_point(point, sources, scope)
        found.append(_weighted(replace(known[plain], point=point), weightings))
    if found and all(row.job is None for row in found):
        told = dict.fromkeys(row.problem for row in found)
        raise InputError(
            Finding(
                file.file, message("no point of the study can be solved: {problem}", problem=problem)
            )
            for problem in list(told)[:20]
        )
    return tuple(found)


def weighs(study: Study) -> bool:
    """Whether a study ranks its alternatives."""
    return study.weights is not None or any(
        is_weighting(parse_path(row.path)) for row in stated(study.model_dump(by_alias=True))
    )


def _weighted(row: Resolved, weightings: Weightings) -> Resolved:
    """A point with its weights; one whose weights cannot be is not solved either."""
    if row.job is None:
        return row
    try:
        weights = weightings.at(row.point.settings)
    except ExtraError as error:
        key = hash_of([row.point.scenario, row.point.settings, str(error)])
        return replace(row, key=key, job=None, problem=str(error))
    return replace(row, weights=weights, basis=hash_of(basis_of(row.job.scenario)))


def _one_scope(file: StudyFile, sources: Sources) -> str | None:
    """The scope that alternatives are ranked for: as in a comparison, the region's own where the study
    says none and theirs differ.

    Raises:
        InputError: the alternatives are of different regions.
    """
    study = file.study
    scenarios = [sources.base(name).with_overrides().scenario for name in study.bases]
    regions = dict.fromkeys(scenario.region for scenario in scenarios)
    if len(regions) > 1:
        found = ", ".join(regions)
        told = message("alternatives of different regions cannot be ranked together")
        raise InputError([file.finding(("scenarios",), told, found=found)])
    if study.scope is not None:
        return study.scope
    region = sources.region(next(iter(regions)))
    scopes = {scope_codes(region, scenario) for scenario in scenarios}
    return None if len(scopes) == 1 else region.default_scope


def resolve_point(point: Point, sources: Sources, scope: str | None = None) -> Resolved:
    """One point with its job, or with what is wrong with it."""
    group = _group(point)
    try:
        job = _job(point, sources, scope)
    except (InputError, ExtraError) as error:
        findings = error.findings if isinstance(error, InputError) else ()
        problem = "; ".join(str(finding) for finding in findings) or str(error)
        key = hash_of([point.scenario, point.settings, problem])
        return Resolved(point, key, None, problem, group)
    return Resolved(point, job.key, job, group=group)


def _job(point: Point, sources: Sources, scope: str | None) -> Job:
    extra, overrides = split(point.settings)
    loaded = sources.base(point.scenario).with_overrides(overrides)
    tables = sources.region(loaded.scenario.region)
    grown = populations(tables, persons_stated(tables, loaded.scenario), extra)
    if grown is not None:
        stated = json.dumps(grown)
        loaded = sources.base(point.scenario).with_overrides((*overrides, f"demand.persons={stated}"))
    if extra.assumed:
        scaled_region(tables, extra)  # says what cannot be
    findings = check_against_region(loaded, tables)
    if findings:
        raise InputError(findings)
    codes = scope_codes(tables, loaded.scenario)
    if scope is not None:
        judged = scope_codes(tables, loaded.scenario.model_copy(update={"scope": scope}))
        if not set(judged) <= set(codes):
            # As in a comparison: solved for the scope that it is judged for.
            loaded = sources.base(point.scenario).with_overrides((*loaded.overrides, f"scope={scope}"))
        codes = judged
    scenario = loaded.scenario
    values = scenario.model_dump(mode="json", exclude=set(SAYS_NOTHING))
    values["region"] = tables.id  # what its tables hold counts, not where on this machine they stand
    if scenario.travel.matrix is not None:
        values["travel"]["matrix"] = sources.hash_of_file(scenario.travel.matrix)
    key = hash_of(
        {
            "scenario": values,
            "region": sources.hash_of_region(scenario.region),
            "assumed": extra.assumed,
            "scope_codes": codes,
            "versions": sources.versions(),
            "row": ROW_VERSION,
        }
    )
    return Job(key, scenario, extra, codes)


def split(settings: Mapping[str, Any]) -> tuple[Extra, tuple[str, ...]]:
    """What settings change of the region, and what they set of the scenario, as after `--set`.

    Raises:
        ExtraError: a value of the region that cannot be.
    """
    extras = {}
    overrides = []
    for text, value in without_weights(settings).items():
        parts = parse_path(text)
        if is_extra(parts):
            extras[parts] = value
        else:
            overrides.append(f"{text}={json.dumps(value, ensure_ascii=False)}")
    return extra_of(extras), tuple(overrides)


def _group(point: Point) -> str:
    settings = without_weights(point.settings)
    heavy = {path: value for path, value in settings.items() if not path.startswith(LIGHT)}
    return json.dumps([point.scenario, heavy], ensure_ascii=False, sort_keys=True)
