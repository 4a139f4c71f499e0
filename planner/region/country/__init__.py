"""The country that ships with the planner, and regions made from it.

read_country() -> Country                         municipalities, tracts (delområder) and ways
chosen_codes(country, text) -> codes              which municipalities a user means
new_region(NewRegion, out) -> MadeRegion          a region folder with scenario files beside it
"""

from planner.region.country.base import Country, read_country
from planner.region.country.choose import chosen_codes
from planner.region.country.new import MadeRegion, NewRegion, new_region

__all__ = [
    "Country",
    "MadeRegion",
    "NewRegion",
    "chosen_codes",
    "new_region",
    "read_country",
]
