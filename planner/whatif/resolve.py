"""Points → jobs: every value of every scenario settled and checked, with a key that says what was.

The key is the hash of the resolved scenario, the region's tables, what the point changes of them, a
travel matrix, the scope and the versions of planner and solver: equal keys have equal plans.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.errors import Finding, InputError
from planner.progress import Report, silent
from planner.region import read_region
from planner.region.types import Region
from planner.report.fingerprint import hash_of, region_hash, versions
from planner.scenario import OpenedScenario, Scenario, check_against_region, open_scenario, scope_codes
from planner.scenario.paths import parse_path
from planner.scenario.shipped import find_scenario
from planner.whatif.extra import Extra, ExtraError, extra_of, is_extra, populations, scaled_region
from planner.whatif.points import Point
from planner.whatif.study_file import StudyFile

SAYS_NOTHING = ("title", "title_en", "about")
"""Fields of a scenario that no plan depends on."""
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
                    [Finding(path, f"the file cannot be read ({error.strerror})")]
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
    scope = file.study.scope
    found = []
    for n, point in enumerate(points):
        if n % 50 == 0:
            progress(f"reading {len(points)} points", n / len(points))
        found.append(resolve_point(point, sources, scope))
    if found and all(row.job is None for row in found):
        told = dict.fromkeys(row.problem for row in found)
        raise InputError(
            Finding(file.file, f"no point of the study can be solved: {problem}")
            for problem in list(told)[:20]
        )
    return tuple(found)


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
    grown = populations(tables, loaded.scenario.demand.persons, extra)
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
    if scenario.travel.matrix is not None:
        values["travel"]["matrix"] = sources.hash_of_file(scenario.travel.matrix)
    key = hash_of(
        {
            "scenario": values,
            "region": sources.hash_of_region(scenario.region),
            "assumed": extra.assumed,
            "scope_codes": codes,
            "versions": sources.versions(),
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
    for text, value in settings.items():
        parts = parse_path(text)
        if is_extra(parts):
            extras[parts] = value
        else:
            overrides.append(f"{text}={json.dumps(value, ensure_ascii=False)}")
    return extra_of(extras), tuple(overrides)


def _group(point: Point) -> str:
    heavy = {path: value for path, value in point.settings.items() if not path.startswith(LIGHT)}
    return json.dumps([point.scenario, heavy], ensure_ascii=False, sort_keys=True)
