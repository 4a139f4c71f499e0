"""Random small problems in which courses save hours and cost money: fronts of several points."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from planner.region.types import Region
from planner.scenario.schema import Scenario
from tests.small_region import (
    make_programme,
    make_region,
    make_scenario,
    make_service,
    make_unit,
    make_venue,
)

CODES = ("m1", "m2", "m3")


@st.composite
def trades(draw: st.DrawFn, *, tied: bool = False, programmes_max: int = 2) -> tuple[Region, Scenario]:
    """Three towns with a village here and there, two or three rooms, a hospital a good way off.

    The shortest road is not the quickest, so that hours and NOK disagree on who goes where. With `tied`
    rooms are small, of different sizes, and few may be in use.
    """
    persons = {
        code: tuple(draw(st.lists(st.integers(200, 1500), min_size=1, max_size=2))) for code in CODES
    }
    places = [f"{code}_{'ab'[n]}" for code in CODES for n in range(len(persons[code]))]
    roads = [
        (places[draw(st.integers(0, n - 1))], place, float(draw(st.integers(5, 50))))
        for n, place in enumerate(places)
        if n > 0
    ]
    roads.append((draw(st.sampled_from(places)), "x_hospital", float(draw(st.integers(40, 150)))))
    everybody = sum(map(sum, persons.values()))
    count = draw(st.integers(1, programmes_max))
    programmes, mix = [], {}
    for k in [f"p{n}" for n in range(1, count + 1)]:
        mix[k] = draw(st.sampled_from((0.3, 0.5)))
        smallest = max(2, int(everybody * 8 * mix[k] / 1000 / draw(st.sampled_from((1.2, 2.3)))))
        programmes.append(
            make_programme(
                k,
                group_min_persons=smallest,
                group_max_persons=smallest + draw(st.integers(1, 6)),
                meetings_per_course=draw(st.integers(1, 3)),
            )
        )
    venues = [
        make_venue(
            f"v{n}",
            draw(st.sampled_from(places)),
            nok_per_year=1000.0 * draw(st.integers(0, 8)),
            seats=draw(st.sampled_from((60, programmes[0].group_max_persons))) if tied else 60,
            meetings_per_year=float(draw(st.sampled_from((80, 6)))),
        )
        for n in range(1, draw(st.integers(2, 3)) + 1)
    ]
    region = make_region(
        persons,
        roads=roads,
        venues=venues,
        units=[make_unit("u_all", "m1_a", CODES)],
        programmes=programmes,
        mix=mix,
        services=[
            make_service("s_hospital", "x_hospital", trips_per_course=float(draw(st.integers(1, 3))))
        ],
        rates={
            "post_cost": 600_000.0,
            "professional_hour": 350.0,
            "user_representative_meeting": 800.0,
            "mileage": draw(st.sampled_from((0.5, 2.0))),
        },
        participants_per_1000={"low": 8.0},
    )
    links = {
        i: replace(link, km=link.km * draw(st.sampled_from((0.5, 1.0, 2.0))))
        for i, link in region.links.items()
    }
    scenario = make_scenario(
        units={"candidates": ["u_all"]},
        venues={"count_max": draw(st.sampled_from((None, 1)))} if tied else {},
    )
    return replace(region, links=links), scenario
