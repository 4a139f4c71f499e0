"""Many-to-many times over a large road network, kept on disk from one run to the next.

For graphs with hundreds of thousands of nodes, where a table of links would not do. What comes out can
be used as it is (`as_travel`) or written as a ready matrix for scenarios (`write_matrix`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import Finding, InputError
from planner.messages import message
from planner.travel.keep import cache_folder, find, key_of, put, write_whole
from planner.travel.matrix import COLUMNS
from planner.travel.network import RoadNetwork, RoadSeason, open_links
from planner.travel.shortest import times_between
from planner.travel.table import table_of
from planner.travel.types import Travel

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class TravelTimes:
    """One-way minutes and km, origins × destinations, ids in order; NaN where no way is within the
    limit. Whether they came from the cache makes no difference to them."""

    origin_ids: tuple[str, ...]
    destination_ids: tuple[str, ...]
    minutes: npt.NDArray[np.float64]
    km: npt.NDArray[np.float64]
    from_cache: bool


def travel_times(
    network: RoadNetwork,
    origins: Mapping[str, int],
    destinations: Mapping[str, int],
    *,
    minutes_max: float | None = None,
    season: RoadSeason | None = None,
    folder: Path | None = None,
    cache: bool = True,
) -> TravelTimes:
    """One-way times from every origin to every destination (id → node) that takes at most so long.

    Minutes and km are those of the fastest way, of equally fast ones the shortest. The search starts
    from origins or destinations, whichever are fewer. Times are kept in `folder` (by default
    `cache_folder()`) under a hash of all they depend on: open links with their minutes and km in the
    season, ids and nodes of both ends, and the limit. A file that is damaged, or of another version,
    counts as absent and is made anew.

    Raises:
        InputError: arrays, season, limit or nodes that cannot be used, every problem of one kind.
    """
    import numpy as np

    season = RoadSeason() if season is None else season
    _check(network, origins, destinations, minutes_max)
    links = open_links(network, season)
    starts, ends = dict(sorted(origins.items())), dict(sorted(destinations.items()))
    shape = (len(starts), len(ends))
    key, place = "", cache_folder() if folder is None else folder
    if cache:
        key = key_of(links, starts, ends, minutes_max)
        kept = find(place, key, shape)
        if kept is not None:
            return TravelTimes(tuple(starts), tuple(ends), *kept, from_cache=True)
    minutes, km = times_between(
        links,
        np.array(list(starts.values()), dtype=np.int64),
        np.array(list(ends.values()), dtype=np.int64),
        minutes_max,
    )
    if cache:
        put(place, key, minutes, km)
    return TravelTimes(tuple(starts), tuple(ends), minutes, km, from_cache=False)


def as_travel(times: TravelTimes, season: str = "summer") -> Travel:
    """The same times as the planner's own value; pairs beyond the limit are absent."""
    return Travel(
        minutes_table=table_of(times.origin_ids, times.destination_ids, times.minutes),
        km_table=table_of(times.origin_ids, times.destination_ids, times.km),
        season=season,
        source="roads",
    )


def write_matrix(times: TravelTimes, path: Path) -> None:
    """Write a CSV file that a scenario can name in `travel.matrix`, whole or not at all."""
    import numpy as np

    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for o, d in zip(*np.nonzero(np.isfinite(times.minutes)), strict=True):
        way = (float(times.minutes[o, d]), float(times.km[o, d]))
        rows.writerow((times.origin_ids[o], times.destination_ids[d], *map(repr, way)))
    write_whole(path, text.getvalue().encode())


def _check(
    network: RoadNetwork,
    origins: Mapping[str, int],
    destinations: Mapping[str, int],
    minutes_max: float | None,
) -> None:
    findings = [
        Finding(
            "road network",
            message("there is no such node"),
            field=field,
            found=message("{key} at {node}", key=key, node=node),
            expected=f"0 … {network.nodes - 1}",
        )
        for field, ends in (("origins", origins), ("destinations", destinations))
        for key, node in sorted(ends.items())
        if not 0 <= node < network.nodes
    ]
    if minutes_max is not None and not 0 <= minutes_max < inf:
        findings.append(
            Finding(
                "road network",
                message("the limit cannot be used"),
                field="minutes_max",
                found=str(minutes_max),
                expected=message("minutes of at least 0, or None for no limit"),
            )
        )
    if findings:
        raise InputError(findings)
