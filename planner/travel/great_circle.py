"""The stated rule where no road is known: great-circle distance × a factor, at a stated speed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.messages import message
from planner.region import Region
from planner.scenario import GreatCircle

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def great_circle_times(
    region: Region, rule: GreatCircle, origins: tuple[str, ...], destinations: tuple[str, ...]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """One-way minutes and km, origins × destinations, by the rule alone.

    km = factor × geodesic km (WGS84)          minutes = 60 × km / km_per_hour
    """
    import numpy as np
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    lon_to, lat_to = _positions(region, destinations)
    km = np.empty((len(origins), len(destinations)))
    for row, (lon, lat) in enumerate(zip(*_positions(region, origins), strict=True)):
        _, _, metres = geod.inv(
            np.full(len(destinations), lon), np.full(len(destinations), lat), lon_to, lat_to
        )
        km[row] = np.asarray(metres) / 1000.0
    km = np.round(rule.factor * km, 6)
    return np.round(60.0 * km / rule.km_per_hour, 6), km


def rule_in_words(rule: GreatCircle) -> str:
    """The rule as a reader of a warning needs it."""
    return message(
        "great-circle distance × {factor:g} at {speed:g} km/h",
        factor=rule.factor,
        speed=rule.km_per_hour,
    )


def _positions(
    region: Region, place_ids: tuple[str, ...]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    import numpy as np

    known = [
        region.places[key] if key in region.places else region.external_places[key] for key in place_ids
    ]
    return np.array([place.lon for place in known]), np.array([place.lat for place in known])
