"""Small problems with several plans that are nearly as good, drawn from a seed."""

from __future__ import annotations

from random import Random

from planner.region.types import Region
from planner.scenario.schema import Scenario
from tests.small_region import (
    make_programme,
    make_region,
    make_scenario,
    make_unit,
    make_venue,
    place_id_of,
)


def drawn(seed: int, *, free: bool = False, tied: bool = False) -> tuple[Region, Scenario]:
    """Towns along a road with a far hospital, a room in each, groups that fill here or there.

    `free` leaves the units to the optimiser; `tied` adds a rule that ties the programmes together.
    """
    dice = Random(seed)
    codes = [f"m{n}" for n in range(1, (2 if free else 3 if tied else dice.choice((3, 4))) + 1)]
    persons = {code: (dice.randint(700, 2400),) for code in codes}
    roads = [
        (place_id_of(codes[n - 1]), place_id_of(codes[n]), float(dice.randint(12, 45)))
        for n in range(1, len(codes))
    ]
    roads.append((place_id_of(codes[-1]), "x_hospital", float(dice.randint(90, 200))))
    venues = [
        make_venue(
            f"v_{code}",
            place_id_of(code),
            nok_per_year=1000.0 * dice.randint(1, 40),
            meetings_per_year=float(dice.choice((6, 8, 12))) if tied else 80.0,
        )
        for code in codes
    ]
    twin = dice.choice(codes)
    if dice.random() < 0.5:
        room = make_venue(f"w_{twin}", place_id_of(twin), seats=dice.choice((8, 20)))
        venues.append(room)
    everybody = sum(sum(row) for row in persons.values())
    programmes, mix = [], {}
    for n in range(1, dice.choice((1, 2)) + 1):
        share = dice.choice((0.2, 0.3, 0.4))
        least = max(3, int(everybody * 8 * share / 1000 / dice.choice((1.4, 2.3))))
        mix[f"p{n}"] = share
        programmes.append(
            make_programme(
                f"p{n}",
                group_min_persons=least,
                group_max_persons=least + dice.randint(2, 9),
                professionals_per_meeting=dice.choice((0, 1, 1, 2)),
                meetings_per_course=dice.choice((1, 2)),
            )
        )
    bases = (place_id_of(codes[0]), place_id_of(codes[-1]))
    units = [
        make_unit("u_one", bases[0], codes, nok_per_year=9000.0),
        make_unit("u_two", bases[1], codes if free else [], eligible_codes=tuple(codes)),
    ]
    region = make_region(
        persons,
        roads=roads,
        venues=venues,
        units=units,
        programmes=programmes,
        mix=mix,
        participants_per_1000={"low": 8.0, "middle": 9.0, "high": 10.0},
    )
    chosen: dict[str, object] = {"candidates": ["u_one"]}
    if free:
        chosen = {"candidates": ["u_one", "u_two"], "assignment": "free", "outside": "forbidden"}
    rule: dict[str, object] = {}
    if tied:
        rule = dice.choice(({}, {"count_max": 2}, {"in_use": [f"v_{dice.choice(codes)}"]}))
    scenario = make_scenario(
        units=chosen,
        venues=rule,
        rules={"capacity": {"on": tied}},
        objectives=["unmet", "travel", *(["cost"] if dice.random() < 0.6 else [])],
    )
    return region, scenario
