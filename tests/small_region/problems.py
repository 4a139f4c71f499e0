"""Random small problems for property tests: (region, scenario) pairs that brute force can solve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, Literal

from hypothesis import strategies as st

from planner.region.types import AdjacencyKind, Programme, Region, Unit
from planner.scenario.schema import Scenario
from tests.small_region.builders import (
    EVERY_LEVEL,
    Border,
    Road,
    make_programme,
    make_region,
    make_scenario,
    make_service,
    make_unit,
    make_venue,
    place_id_of,
)

Assignment = Literal["fixed", "free", "any"]
Linking = Literal["none", "some", "any"]


@st.composite
def small_problems(
    draw: st.DrawFn,
    *,
    assignment: Assignment = "fixed",
    linking: Linking = "any",
    joins: bool | None = None,
    nearest: bool | None = None,
    located_anywhere: bool | None = None,
    unmet_shares: Sequence[float | None] = (None,),
    staffing: bool = False,
    objectives: Sequence[Sequence[str]] = (("unmet", "travel"), ("unmet", "travel", "cost")),
    municipalities_max: int = 4,
    venues_max: int = 3,
    programmes_max: int = 2,
    courses_max: int = 4,
) -> tuple[Region, Scenario]:
    """A random region and scenario, small enough to enumerate.

    `linking` says whether rules may tie the programmes together (tight venue capacity, venues in use,
    a limit on venues, a limit on the share at the specialist); `unmet_shares` are the limits on the
    share without an offer to draw from; `staffing` makes posts and hours bounds. No programme has
    demand for more than about `courses_max` courses per cycle in all. Options given as None are drawn.
    """
    region = draw(
        small_regions(
            municipalities_max=municipalities_max,
            venues_max=venues_max,
            programmes_max=programmes_max,
            courses_max=courses_max,
            roomy=linking == "none",
        )
    )
    scenario = draw(
        small_scenarios(
            region,
            assignment=assignment,
            linking=linking,
            joins=joins,
            nearest=nearest,
            located_anywhere=located_anywhere,
            unmet_shares=unmet_shares,
            staffing=staffing,
            objectives=objectives,
        )
    )
    return region, scenario


@st.composite
def small_regions(
    draw: st.DrawFn,
    *,
    municipalities_max: int = 4,
    venues_max: int = 3,
    programmes_max: int = 2,
    courses_max: int = 4,
    roomy: bool = False,
) -> Region:
    """A random region: towns and villages on a random road tree, up to two hospitals."""
    codes = [f"m{n}" for n in range(1, draw(st.integers(2, municipalities_max)) + 1)]
    persons = {
        code: tuple(draw(st.lists(st.integers(100, 2500), min_size=1, max_size=2))) for code in codes
    }
    place_ids = [place_id_of(code, n) for code in codes for n in range(len(persons[code]))]
    externals = ("x_north", "x_south")[: draw(st.sampled_from((1, 2, 0)))]
    programmes, mix = _draw_programmes(draw, persons, programmes_max, courses_max)
    venues = [
        make_venue(
            f"v{n}",
            draw(st.sampled_from(place_ids)),
            kind=draw(st.sampled_from(("municipal", "municipal", "dms"))),
            seats=draw(st.sampled_from((120, 60, 30, 15))),
            nok_per_year=float(draw(st.integers(0, 50))) * 1000,
            time_of_day=draw(st.sampled_from(("both", "both", "day", "evening"))),
            meetings_per_year=80.0 if roomy else float(draw(st.sampled_from((80, 12, 8, 4)))),
            off_by_default=draw(st.integers(0, 11)) == 11,
        )
        for n in range(1, draw(st.integers(1, venues_max)) + 1)
    ]
    return make_region(
        persons,
        roads=_draw_roads(draw, place_ids, externals),
        borders=_draw_borders(draw, codes),
        venues=venues,
        units=_draw_units(draw, codes),
        programmes=programmes,
        mix=mix,
        services=[
            make_service(
                f"s_{x[2:]}",
                x,
                programme_ids=draw(st.sampled_from(((), (programmes[0].id,)))),
                trips_per_course=float(draw(st.integers(1, 2))),
            )
            for x in externals
        ],
        external_place_ids=externals,
        participants_per_1000={"low": 8.0, "middle": 10.0, "high": 12.0},
    )


def _draw_programmes(
    draw: st.DrawFn,
    persons: Mapping[str, Sequence[int]],
    programmes_max: int,
    courses_max: int,
) -> tuple[list[Programme], dict[str, float]]:
    """Programmes whose smallest group leaves room for at most `courses_max` courses in a cycle."""
    count = draw(st.integers(1, programmes_max))
    programmes: list[Programme] = []
    mix: dict[str, float] = {}
    for number in range(1, count + 1):
        share = draw(st.integers(1, 8)) / 10
        cycle_years = draw(st.sampled_from((1, 1, 2)))
        everyone = sum(sum(row) for row in persons.values()) * 8.0 * share / 1000 * cycle_years
        courses = draw(st.integers(1, courses_max)) + draw(st.sampled_from((0.3, 0.6, 0.9)))
        smallest = max(2, ceil(everyone / courses))
        programme_id = f"p{number}"
        mix[programme_id] = share
        programmes.append(
            make_programme(
                programme_id,
                pooled=draw(st.integers(0, 11)) != 11,
                group_min_persons=smallest,
                group_max_persons=smallest + draw(st.integers(0, 12)),
                meetings_per_course=draw(st.integers(1, 4)),
                cycle_years=cycle_years,
                time_of_day=draw(st.sampled_from(("both", "both", "day", "evening"))),
                levels=draw(
                    st.sampled_from(
                        (
                            EVERY_LEVEL,
                            EVERY_LEVEL,
                            ("municipality", "shared"),
                            ("shared", "specialist"),
                            ("municipality", "specialist"),
                            ("municipality", "shared"),
                            ("specialist",),
                        )
                    )
                ),
                venue_kinds=draw(st.sampled_from(((), (), ("municipal",), ("dms", "municipal")))),
                joins_id="p1" if number > 1 and draw(st.booleans()) else None,
                professionals_per_meeting=draw(st.integers(0, 2)),
                user_representatives_per_meeting=draw(st.integers(0, 1)),
            )
        )
    return programmes, mix


def _draw_roads(draw: st.DrawFn, place_ids: Sequence[str], externals: Sequence[str]) -> list[Road]:
    minutes = st.integers(3, 60).map(float)
    roads: list[Road] = []
    for number in range(1, len(place_ids)):
        if draw(st.integers(0, 19)) == 19:
            continue  # now and then a place, and what hangs behind it, is cut off
        before = draw(st.integers(0, number - 1))
        roads.append((place_ids[before], place_ids[number], draw(minutes)))
    if len(place_ids) > 2 and draw(st.booleans()):
        ends = draw(st.lists(st.sampled_from(place_ids), min_size=2, max_size=2, unique=True))
        roads.append((ends[0], ends[1], draw(minutes)))
    for external in externals:
        town = draw(st.sampled_from(place_ids))
        roads.append((town, external, float(draw(st.sampled_from((150, 90, 240, 20))))))
    return roads


def _draw_borders(draw: st.DrawFn, codes: Sequence[str]) -> list[Border]:
    kinds: tuple[AdjacencyKind, ...] = ("land", "land", "bridge", "ferry")
    borders: list[Border] = []
    for number, code in enumerate(codes):
        for other in codes[:number]:
            if other == codes[number - 1] or draw(st.integers(0, 3)) == 3:
                borders.append((other, code, draw(st.sampled_from(kinds))))
    return borders


def _draw_units(draw: st.DrawFn, codes: Sequence[str]) -> list[Unit]:
    """`u_all` of everybody, `u_one` and `u_two` that share them and may leave some outside."""
    owner = {code: draw(st.sampled_from(("u_one", "u_two", "u_two", ""))) for code in codes}
    bases = [place_id_of(code) for code in codes]
    units = [make_unit("u_all", bases[0], codes)]
    for unit_id, seat in (("u_one", bases[0]), ("u_two", bases[-1])):
        units.append(
            make_unit(
                unit_id,
                seat,
                [code for code in codes if owner[code] == unit_id],
                eligible_codes=tuple(codes),
                coordinator_fte=draw(st.sampled_from((0.5, 1.0))),
                staff_base_place_ids=tuple(
                    sorted({seat, draw(st.sampled_from(bases))}) if draw(st.booleans()) else (seat,)
                ),
                nok_per_year=float(draw(st.integers(0, 30))) * 1000,
            )
        )
    return units


@st.composite
def small_scenarios(
    draw: st.DrawFn,
    region: Region,
    *,
    assignment: Assignment = "fixed",
    linking: Linking = "any",
    joins: bool | None = None,
    nearest: bool | None = None,
    located_anywhere: bool | None = None,
    unmet_shares: Sequence[float | None] = (None,),
    staffing: bool = False,
    objectives: Sequence[Sequence[str]] = (("unmet", "travel"),),
) -> Scenario:
    """A random scenario of a region drawn by `small_regions`."""
    codes = list(region.municipalities)
    chosen = draw(st.sampled_from(("fixed", "free"))) if assignment == "any" else assignment
    tied = linking == "some" or (linking == "any" and draw(st.booleans()))
    anywhere = draw(st.integers(0, 3)) == 3 if located_anywhere is None else located_anywhere
    venue_part = _draw_venues_part(draw, region, tied, anywhere)
    rules: dict[str, Any] = {
        "own_unit": {"mode": draw(st.sampled_from(("own", "own", "guests", "anywhere")))},
        "group_size": {
            "joins": draw(st.booleans()) if joins is None else joins,
            "fill_probability": draw(st.sampled_from((None, None, None, 0.6, 0.8))),
        },
        "capacity": {"on": tied},
        "access": {
            "minutes_max": draw(st.sampled_from((None, None, None, 45.0, 90.0))),
            "specialist_share_max": draw(st.sampled_from((None, 0.5, 0.2))) if tied else None,
            "unmet_share_max": draw(st.sampled_from(tuple(unmet_shares))),
        },
        "nearest": {"on": draw(st.integers(0, 4)) == 4 if nearest is None else nearest},
    }
    if staffing:
        rules["staffing"] = _draw_staffing(draw)
    return make_scenario(
        scope=draw(st.sampled_from(("all", "all", tuple(codes[:-1])))),
        units=_draw_units_part(draw, region, chosen),
        threshold=_draw_threshold(draw, region, chosen),
        contiguity={"on": chosen == "free" and draw(st.booleans()), "boats": draw(st.booleans())},
        budget={
            "nok_per_year_max": draw(st.sampled_from((None, None, None, 700_000, 1_300_000)))
            if tied
            else None
        },
        demand={"level": "low", "factor": draw(st.sampled_from((1.0, 1.0, 0.7)))},
        venues=venue_part,
        rules=rules,
        objectives=list(draw(st.sampled_from([tuple(row) for row in objectives]))),
    )


def _draw_staffing(draw: st.DrawFn) -> dict[str, Any]:
    """Posts so short that a programme or a course more may be too many (10 hours each a year)."""
    hours_per_post, hours_base_per_week = draw(st.sampled_from(((60, 0), (100, 9.4), (40, 0))))
    return {
        "mode": "hard",
        "hours_per_post": hours_per_post,
        "hours_base_per_week": hours_base_per_week,
        "professional_hours_max": draw(st.sampled_from(({}, {}, {"nurse": 12}))),
        "user_representative_meetings_max": draw(st.sampled_from((None, None, 3))),
    }


def _draw_venues_part(draw: st.DrawFn, region: Region, tied: bool, anywhere: bool) -> dict[str, Any]:
    venues = list(region.venues)
    strategies = ("free",) * 8 + ("municipal_seats", "listed", "one_base", "two_bases", "none")
    part: dict[str, Any] = {
        "strategy": draw(st.sampled_from(strategies)),
        "located_in": "anywhere" if anywhere else "members",
    }
    if part["strategy"] == "listed":
        part["listed"] = draw(st.lists(st.sampled_from(venues), min_size=1, max_size=2, unique=True))
    elif part["strategy"] in ("one_base", "two_bases"):
        count = 1 if part["strategy"] == "one_base" else 2
        places = st.sampled_from(list(region.places))
        part["bases"] = draw(st.lists(places, min_size=count, max_size=count, unique=True))
    if draw(st.integers(0, 7)) == 7:
        part["on"] = [v for v in venues if region.venues[v].off_by_default]
    if draw(st.integers(0, 7)) == 7:
        part["off"] = [draw(st.sampled_from(venues))]
    if tied and part["strategy"] != "none":
        rule = draw(st.sampled_from(("", "count_max", "in_use", "")))
        if rule == "count_max":
            part["count_max"] = draw(st.sampled_from((1, 2, 0)))
        elif rule == "in_use":
            free = [v for v in venues if v not in part.get("off", ())]
            part["in_use"] = [draw(st.sampled_from(free))] if free else []
    return part


def _draw_units_part(draw: st.DrawFn, region: Region, assignment: str) -> dict[str, Any]:
    if assignment == "fixed":
        candidates: list[str] = draw(
            st.sampled_from(
                (
                    ("u_all",),
                    ("u_all",),
                    ("u_all",),
                    ("u_one", "u_two"),
                    ("u_one", "u_two"),
                    ("u_two",),
                    (),
                )
            )
        )
        # A unit of the table may have drawn no member at all; it is no candidate then.
        return {
            "assignment": "fixed",
            "candidates": [u for u in candidates if region.units[u].member_codes],
        }
    part: dict[str, Any] = {
        "assignment": "free",
        "candidates": ["u_one", "u_two"],
        "outside": draw(st.sampled_from(("allowed", "allowed", "forbidden"))),
    }
    codes = list(region.municipalities)
    if draw(st.integers(0, 5)) == 5:
        part["municipalities"] = codes[: draw(st.integers(1, len(codes)))]
    if draw(st.integers(0, 3)) == 3:
        part["must_open"] = [draw(st.sampled_from(("u_one", "u_two")))]
    if draw(st.integers(0, 3)) == 3:
        part["count_max"] = 1
    elif draw(st.integers(0, 3)) == 3:
        part["count_min"] = 2
    if draw(st.integers(0, 3)) == 3:
        part["fixed_members"] = {codes[0]: draw(st.sampled_from(("u_one", "u_two")))}
    return part


def _draw_threshold(draw: st.DrawFn, region: Region, assignment: str) -> dict[str, Any]:
    modes = ("off", "soft", "hard") if assignment == "free" else ("off", "soft")
    share = draw(st.sampled_from((0.2, 0.4, 0.6)))
    persons_min = int(region.persons * share)
    return {
        "mode": draw(st.sampled_from(modes)),
        "persons_min": persons_min,
        "persons_max": persons_min + int(region.persons * draw(st.sampled_from((0.2, 0.5, 1.0)))),
        "upper": draw(st.sampled_from(("report", "report", "hard")))
        if assignment == "free"
        else "report",
        "tolerance_share": draw(st.sampled_from((0.0, 0.01, 0.2))),
    }
