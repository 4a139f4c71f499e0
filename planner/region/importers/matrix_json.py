"""Matrices in JSON: the table service of OSRM, the matrix of Valhalla, the matrix of openrouteservice.

OSRM, openrouteservice   durations (seconds) and distances (metres) beside sources and destinations
Valhalla                 sources_to_targets: time (seconds) and distance (km, or miles by `units`)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.messages import Message, message
from planner.region.importers.given import Given
from planner.region.importers.matrix import Key, LengthUnit, ReadyTimes, times_from
from planner.region.importers.types import Choices, Importer, Present, Taken

KM_PER_MILE = 1.609344


def recognised(given: Given) -> Message | None:
    """Whether it is one of the three."""
    kind = _kind(given.json)
    return message("travel times in JSON of {kind}", kind=kind) if kind else None


def _kind(found: Any) -> str:
    if not isinstance(found, dict):
        return ""
    if "sources_to_targets" in found:
        return "Valhalla"
    if "durations" in found and ("sources" in found or "destinations" in found):
        return "openrouteservice" if "metadata" in found else "OSRM"
    return ""


def take(given: Given, present: Present, choices: Choices) -> Taken:
    """Its times between the places that its points are nearest to."""
    try:
        ready = _valhalla(given.json) if _kind(given.json) == "Valhalla" else _tables(given.json)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise given.unusable(
            message("is not a whole matrix of {kind}", kind=_kind(given.json)),
            found=f"{type(error).__name__}: {error}",
            fix=message("Ask the service for sources, destinations and durations again."),
        ) from error
    return times_from(given, ready, present, choices)


def _tables(found: dict[str, Any]) -> ReadyTimes:
    sources = [_osrm_point(point) for point in found.get("sources") or found["destinations"]]
    targets = [_osrm_point(point) for point in found.get("destinations") or found["sources"]]
    query = (found.get("metadata") or {}).get("query") or {}
    unit: LengthUnit = "km" if query.get("units") in ("km", "mi") else "m"
    lengths = _square(found.get("distances"), sources, targets)
    if query.get("units") == "mi":
        lengths = {pair: value * KM_PER_MILE for pair, value in lengths.items()}
    return ReadyTimes(
        kind=_kind(found),
        times=_square(found["durations"], sources, targets),
        lengths=lengths,
        time_unit="seconds",
        length_unit=unit,
    )


def _osrm_point(point: dict[str, Any]) -> Key:
    """The position; a point of a service that was given none goes by its name."""
    if point.get("location"):
        lon, lat = point["location"]
        return float(lon), float(lat)
    return str(point["name"])


def _square(
    rows: Sequence[Sequence[float | None]] | None, sources: Sequence[Key], targets: Sequence[Key]
) -> dict[tuple[Key, Key], float]:
    if rows is None:
        return {}
    return {
        (a, b): float(value)
        for a, row in zip(sources, rows, strict=True)
        for b, value in zip(targets, row, strict=True)
        if value is not None
    }


def _valhalla(found: dict[str, Any]) -> ReadyTimes:
    sources = [_valhalla_point(point) for point in _flat(found["sources"])]
    targets = [_valhalla_point(point) for point in _flat(found["targets"])]
    per_unit = KM_PER_MILE if str(found.get("units", "")).startswith("mi") else 1.0
    cells = found["sources_to_targets"]
    if isinstance(cells, dict):  # the terse form
        times = _square(cells["durations"], sources, targets)
        lengths = _square(cells.get("distances"), sources, targets)
    else:
        every = [cell for row in cells for cell in row]
        pairs = [(sources[cell["from_index"]], targets[cell["to_index"]], cell) for cell in every]
        times = {(a, b): float(c["time"]) for a, b, c in pairs if c.get("time") is not None}
        lengths = {(a, b): float(c["distance"]) for a, b, c in pairs if c.get("distance") is not None}
    return ReadyTimes(
        kind="Valhalla",
        times=times,
        lengths={pair: value * per_unit for pair, value in lengths.items()},
        time_unit="seconds",
        length_unit="km",
    )


def _flat(points: Sequence[Any]) -> list[dict[str, Any]]:
    """Older versions wrap the points in one more list."""
    return [p for part in points for p in part] if points and isinstance(points[0], list) else [*points]


def _valhalla_point(point: dict[str, Any]) -> Key:
    return float(point["lon"]), float(point["lat"])


MATRIX_JSON = Importer(
    "matrix_json",
    message("travel times in JSON of OSRM, Valhalla or openrouteservice"),
    recognised,
    take,
)
