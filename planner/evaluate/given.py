"""Plans as JSON: those of run folders, and plans drawn by hand.

A plan by hand needs `scenario`, `region`, `units`, `courses` and who attends what; everything else may
be left out. Demand that no row takes up counts as unmet when the plan is evaluated.

    {
      "schema_version": 1,
      "scenario": "by-hand",
      "region": "midt-troms-2011",
      "units": [{"unit_id": "u2_lokta", "seat_place_id": "finnsnes", "member_codes": ["1931", "1925"]}],
      "courses": [{"programme_id": "diabetes", "venue_id": "v_dms_finnsnes", "unit_id": "u2_lokta",
                   "courses": 2, "cycle_years": 1}],
      "attendance": [{"place_id": "finnsnes", "programme_id": "diabetes",
                      "course_programme_id": "diabetes", "venue_id": "v_dms_finnsnes", "share": 1.0}]
    }
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from dataclasses import fields as dataclass_fields
from difflib import get_close_matches
from math import inf, isfinite
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planner.errors import Finding, InputError
from planner.files import read_json, shown
from planner.messages import message
from planner.plan import (
    AtHome,
    Attendance,
    CourseInPlan,
    Holder,
    Plan,
    SpecialistAttendance,
    Stage,
    Status,
    UnitInPlan,
    Unmet,
)

PLAN_SCHEMA_VERSION = 1
"""Version of the form; a plan of another version is refused."""

SHARE_TOLERANCE = 1e-6

_Id = Annotated[str, Field(min_length=1)]
_Share = Annotated[float, Field(ge=0, le=1 + SHARE_TOLERANCE, allow_inf_nan=False)]
_Number = Annotated[float, Field(allow_inf_nan=False)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Unit(_Row):
    unit_id: _Id
    seat_place_id: _Id
    staff_base_place_ids: list[_Id] = []
    member_codes: list[_Id]


class _Course(_Row):
    programme_id: _Id
    venue_id: _Id
    unit_id: _Id
    courses: Annotated[int, Field(ge=0)]
    cycle_years: Annotated[int, Field(ge=1)]
    holder: Holder = "unit"


class _Attendance(_Row):
    place_id: _Id
    programme_id: _Id
    course_programme_id: _Id
    venue_id: _Id
    share: _Share


class _Specialist(_Row):
    place_id: _Id
    programme_id: _Id
    service_id: _Id
    share: _Share


class _Unmet(_Row):
    place_id: _Id
    programme_id: _Id
    share: _Share


class _AtHome(_Row):
    place_id: _Id
    programme_id: _Id
    share: _Share


class _Stage(_Row):
    name: _Id
    unit: str
    value: _Number
    bound: _Number | None
    """None: nothing was proven (−∞)."""
    gap: _Number | None
    """None: no gap can be told (∞)."""
    status: Literal["optimal", "within_gap", "unproven", "stopped", "given"]


class PlanFile(_Row):
    """The form of a plan in JSON, version 1."""

    schema_version: Literal[1]
    scenario: _Id
    region: _Id
    units: list[_Unit]
    outside_codes: list[_Id] = []
    courses: list[_Course]
    attendance: list[_Attendance]
    specialist: list[_Specialist] = []
    unmet: list[_Unmet] = []
    stages: list[_Stage] = []
    method: str = "given"
    messages: list[str] = []
    at_home: list[_AtHome] = []


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """A plan as plain values for `json.dumps`; `plan_from_json` gives the same plan back, exactly.

    A bound of −∞ and a gap of ∞ (nothing proven) become None.

    Raises:
        ValueError: another figure of a stage is not finite.
    """
    [fields] = _values([plan])
    for name in ("units", "courses", "attendance", "specialist", "unmet", "at_home"):
        fields[name] = _values(fields[name])
    for row in fields["courses"]:
        if row["holder"] == "unit":
            del row["holder"]  # the hospital is told where it is a second line
    if not fields["at_home"]:
        del fields["at_home"]  # only where people choose for themselves
    fields["stages"] = [_stage_fields(stage) for stage in plan.stages]
    plain: dict[str, Any] = json.loads(json.dumps(fields, allow_nan=False))
    return {"schema_version": PLAN_SCHEMA_VERSION, **plain}


def _values(records: Sequence[Any]) -> list[dict[str, Any]]:
    """Field → value of records of one kind; they hold none of their own, and `asdict` copies deeply."""
    names = [field.name for field in dataclass_fields(records[0])] if records else []
    return [{name: getattr(record, name) for name in names} for record in records]


def plan_from_json(data: object, file: str = "plan.json") -> Plan:
    """The plan that `plan_to_json` gave, or one made by hand in the same form.

    Raises:
        InputError: not such a plan; every fault is named with its place in the file.
    """
    if not isinstance(data, Mapping):
        raise InputError(
            [
                Finding(
                    file,
                    message("not a plan"),
                    found=shown(data),
                    expected=message("a JSON object with the keys of a plan"),
                )
            ]
        )
    version = data.get("schema_version")
    if version != PLAN_SCHEMA_VERSION:
        raise InputError(
            [
                Finding(
                    file,
                    message("this planner cannot read the plan's version"),
                    field="schema_version",
                    found=shown(version) if "schema_version" in data else message("no such key"),
                    expected=str(PLAN_SCHEMA_VERSION),
                    fix=message(
                        'Write "schema_version": {plan_schema_version} where the plan has this form.',
                        plan_schema_version=PLAN_SCHEMA_VERSION,
                    ),
                )
            ]
        )
    try:
        form = PlanFile.model_validate(dict(data))
    except ValidationError as error:
        raise InputError([_finding(file, e) for e in error.errors(include_url=False)]) from None
    plan = _plan(form)
    findings = [*_shares_above_one(file, plan), *_repeated_rows(file, plan)]
    if findings:
        raise InputError(findings)
    return plan


def read_plan(path: str | Path) -> Plan:
    """The plan in a JSON file.

    Raises:
        InputError: no such file, too large, not UTF-8, not JSON (with line and column), or not a plan.
    """
    return plan_from_json(read_json(Path(path), "the plan"), str(path))


def _stage_fields(stage: Stage) -> dict[str, Any]:
    fields = asdict(stage)
    for name, unknown in (("bound", -inf), ("gap", inf)):
        if fields[name] == unknown:
            fields[name] = None
    for name in ("value", "bound", "gap"):
        if fields[name] is not None and not isfinite(fields[name]):
            raise ValueError(f"stage {stage.name}: {name} is {fields[name]}")
    return fields


def _plan(form: PlanFile) -> Plan:
    return Plan(
        scenario=form.scenario,
        region=form.region,
        units=tuple(
            UnitInPlan(u.unit_id, u.seat_place_id, tuple(u.staff_base_place_ids), tuple(u.member_codes))
            for u in form.units
        ),
        outside_codes=tuple(form.outside_codes),
        courses=tuple(CourseInPlan(**row.model_dump()) for row in form.courses),
        attendance=tuple(Attendance(**row.model_dump()) for row in form.attendance),
        specialist=tuple(SpecialistAttendance(**row.model_dump()) for row in form.specialist),
        unmet=tuple(Unmet(**row.model_dump()) for row in form.unmet),
        stages=tuple(
            Stage(
                s.name,
                s.unit,
                s.value,
                -inf if s.bound is None else s.bound,
                inf if s.gap is None else s.gap,
                Status(s.status),
            )
            for s in form.stages
        ),
        method=form.method,
        messages=tuple(form.messages),
        at_home=tuple(AtHome(**row.model_dump()) for row in form.at_home),
    )


def _shares_above_one(file: str, plan: Plan) -> list[Finding]:
    shares: dict[tuple[str, str], list[float]] = defaultdict(list)
    rows: list[Attendance | SpecialistAttendance | Unmet | AtHome] = []
    rows += [*plan.attendance, *plan.specialist, *plan.unmet, *plan.at_home]
    for row in rows:
        shares[row.place_id, row.programme_id].append(row.share)
    return [
        Finding(
            file,
            message(
                "the shares of place {place_id} for programme {programme_id} add up to more than 1",
                place_id=place_id,
                programme_id=programme_id,
            ),
            found=f"{sum(each):g}",
            expected=message("at most 1 over attendance, specialist, unmet and at_home"),
        )
        for (place_id, programme_id), each in sorted(shares.items())
        if sum(each) > 1 + SHARE_TOLERANCE * len(each)
    ]


def _repeated_rows(file: str, plan: Plan) -> list[Finding]:
    """Rows with the same ids: one of them is a slip."""
    keys: list[tuple[str, tuple[str, ...]]] = [
        *(("units", (u.unit_id,)) for u in plan.units),
        *(("courses", (c.programme_id, c.venue_id)) for c in plan.courses),
        *(
            ("attendance", (a.place_id, a.programme_id, a.course_programme_id, a.venue_id))
            for a in plan.attendance
        ),
        *(("specialist", (s.place_id, s.programme_id, s.service_id)) for s in plan.specialist),
        *(("unmet", (r.place_id, r.programme_id)) for r in plan.unmet),
        *(("at_home", (h.place_id, h.programme_id)) for h in plan.at_home),
    ]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    findings = []
    for table, key in keys:
        if (table, key) in seen:
            findings.append(
                Finding(
                    file,
                    message("two rows say the same thing"),
                    field=table,
                    found=", ".join(key),
                    expected=message("one row"),
                    fix=message("Put them together in one row."),
                )
            )
        seen.add((table, key))
    return findings


def _finding(file: str, error: Any) -> Finding:
    location: tuple[str | int, ...] = error["loc"]
    field = ""
    for part in location:
        field += f"[{part}]" if isinstance(part, int) else f".{part}" if field else str(part)
    kind, told = error["type"], error["msg"]
    if kind == "missing":
        return Finding(file, message("a key is missing"), field=field, fix=message("Add it."))
    if kind == "extra_forbidden":
        known = _keys_beside(location)
        near = get_close_matches(str(location[-1]), known, n=1)
        fix = message("Did you mean {near}?", near=near[0]) if near else message("Take it out.")
        return Finding(
            file, message("a plan has no such key"), field=field, expected=", ".join(known), fix=fix
        )
    expected = told.removeprefix("Input should be ")
    return Finding(
        file,
        message("the value cannot be used"),
        field=field,
        found=shown(error["input"]),
        expected=expected,
    )


def _keys_beside(location: tuple[str | int, ...]) -> list[str]:
    rows: dict[str, type[_Row]] = {
        "units": _Unit,
        "courses": _Course,
        "attendance": _Attendance,
        "specialist": _Specialist,
        "unmet": _Unmet,
        "at_home": _AtHome,
        "stages": _Stage,
    }
    form = PlanFile if len(location) == 1 else rows[str(location[0])]
    return list(form.model_fields)
