"""Small regions and scenarios for tests: built by hand, or drawn at random with hypothesis.

`make_region()` builds a valid region of a few municipalities from very little; `make_programme` and its
like have defaults for every field. `small_problems()` draws (region, scenario) pairs that are small
enough for the brute force of `tests/oracle`.
"""

from tests.small_region.builders import (
    EVERY_LEVEL,
    RATES,
    make_programme,
    make_region,
    make_scenario,
    make_service,
    make_unit,
    make_venue,
    place_id_of,
    shortest_ways,
    travel_of,
)
from tests.small_region.problems import small_problems, small_regions, small_scenarios

__all__ = [
    "EVERY_LEVEL",
    "RATES",
    "make_programme",
    "make_region",
    "make_scenario",
    "make_service",
    "make_unit",
    "make_venue",
    "place_id_of",
    "shortest_ways",
    "small_problems",
    "small_regions",
    "small_scenarios",
    "travel_of",
]
