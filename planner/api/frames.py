"""Frames for analysts: a region, a run, indicators, a comparison and a study as (Geo)DataFrames.

Units stand in the names of the columns: `persons`, `km`, `minutes`, `…_hours`, `nok_…`, `…_per_year`,
`share_…` and `…_share` (0..1), `…_fte` (posts). Geometry is in metres (EPSG:25833). `frame.attrs` holds
what a frame is (`about`), what each column means (`columns`), and sources and licences (`sources`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.evaluate import INDICATORS, Level, docs_at, indicator_values
from planner.geo import DEGREES, METRES
from planner.pipeline import Alternative
from planner.region import Region, region_outlines
from planner.report import Comparison
from planner.whatif import read_table

if TYPE_CHECKING:
    import geopandas
    import pandas as pd


@dataclass(frozen=True, slots=True)
class RegionFrames:
    """A region as frames, each with its ids in a column (`code`, `id`).

    `municipalities` are areas where there are outlines (None elsewhere); `places`, `external_places`
    and `venues` are points, `links` straight lines from place to place. `units` and `adjacency` have no
    geometry.
    """

    municipalities: geopandas.GeoDataFrame
    places: geopandas.GeoDataFrame
    external_places: geopandas.GeoDataFrame
    venues: geopandas.GeoDataFrame
    links: geopandas.GeoDataFrame
    units: pd.DataFrame
    adjacency: pd.DataFrame


@dataclass(frozen=True, slots=True)
class RunFrames:
    """A run as frames: the layers of its GIS export (docs/gis.md), with the same columns.

    `flows` says who travels where: participants, minutes and km from a place to a venue or service.
    """

    units: geopandas.GeoDataFrame
    members: geopandas.GeoDataFrame
    places: geopandas.GeoDataFrame
    venues: geopandas.GeoDataFrame
    flows: geopandas.GeoDataFrame
    roads: geopandas.GeoDataFrame
    courses: pd.DataFrame


def region_frames(region: Region) -> RegionFrames:
    """A region's tables as frames.

    Raises:
        InputError: the file of its outlines cannot be read.
    """
    import pandas as pd
    from shapely import LineString

    outlines = region_outlines(region)
    where = _positions(region)
    at = {key: (point.x, point.y) for key, point in where.items()}
    venues = [
        {
            **_values(venue),
            "place_name": region.place_name(venue.place_id),
            "municipality_code": region.places[venue.place_id].municipality_code,
        }
        for venue in region.venues.values()
    ]
    lines = [LineString([at[link.from_id], at[link.to_id]]) for link in region.links.values()]
    return RegionFrames(
        municipalities=_geo(
            region,
            [_values(m) for m in region.municipalities.values()],
            [outlines.get(code) for code in region.municipalities],
        ),
        places=_geo(
            region, [_values(p) for p in region.places.values()], [where[key] for key in region.places]
        ),
        external_places=_geo(
            region,
            [_values(p) for p in region.external_places.values()],
            [where[key] for key in region.external_places],
        ),
        venues=_geo(region, venues, [where[venue.place_id] for venue in region.venues.values()]),
        links=_geo(region, [_values(link) for link in region.links.values()], lines),
        units=pd.DataFrame([_values(unit) for unit in region.units.values()]),
        adjacency=pd.DataFrame(
            [_values(pair) for pair in region.adjacency], columns=["code_a", "code_b", "kind"]
        ),
    )


def run_frames(run: Alternative, *, lang: Any = "en") -> RunFrames:
    """A run's units, members, places, venues, flows, roads and courses as frames.

    Args:
        run: from `solve_scenario`, or one of a comparison's `alternatives`.
        lang: `en` or `nb`, for the names of programmes and forms of organisation in the cells.

    Raises:
        InputError: outlines cannot be read.
    """
    from planner.report.gis import frame_of, layers_of
    from planner.report.maps import read_backdrop

    layers = layers_of(run, read_backdrop(run.region), lang)
    found = {layer.doc.name: frame_of(layer) for layer in layers}
    for frame in found.values():
        frame.attrs["sources"] = run.region.source_lines
    return RunFrames(
        units=found["units"],
        members=found["members"],
        places=found["places"],
        venues=found["venues"],
        flows=found["assignments"],
        roads=found["roads"],
        courses=found["courses"],
    )


def indicators_frame(
    runs: Alternative | Comparison | Iterable[Alternative], level: Level = "plan"
) -> pd.DataFrame:
    """Every indicator of one level, a column each (docs/indicators.md has units and formulas).

    Args:
        runs: a run, several, or a comparison.
        level: `plan` gives one row a run; `unit`, `municipality`, `programme` and `course` one for each
            of those, with their ids in front.
    """
    import pandas as pd

    rows = [
        {"scenario": run.name, **_ids(record), **indicator_values(record)}
        for run in _runs(runs)
        for record in _records(run, level)
    ]
    frame = pd.DataFrame(rows)
    frame.attrs["columns"] = {doc.name: f"{doc.label} ({doc.unit})" for doc in docs_at(level)}
    return frame


def comparison_frame(comparison: Comparison) -> pd.DataFrame:
    """The figures of a comparison's table, one row for each indicator and alternative.

    Columns: `indicator`, `label`, `unit`, `scenario`, `value` (NaN: not told), `bound` (what the solver
    proved it cannot be better than), `best` (marked in its row), `assumed` (rests on an assumption).
    """
    import pandas as pd

    rows = [
        {
            "indicator": name,
            "label": INDICATORS[name].label if name in INDICATORS else name,
            "unit": INDICATORS[name].unit if name in INDICATORS else "",
            "scenario": run.name,
            "value": cell.value,
            "bound": cell.bound,
            "best": cell.best,
            "assumed": cell.assumed,
        }
        for name, cells in comparison.rows.items()
        for run, cell in zip(comparison.alternatives, cells, strict=True)
    ]
    frame = pd.DataFrame(rows)
    return frame.astype({"value": "float64", "bound": "float64"})


def study_frame(folder: Path | str) -> pd.DataFrame:
    """The table of a study that was run (`planner.run_study`), one row for each point.

    Columns: `point`, `scenario`, one for each input, how it ended, and every indicator of the plan.

    Raises:
        InputError: no study was run there.
    """
    frame = read_table(Path(folder))
    frame.attrs["columns"] = {
        doc.name: f"{doc.label} ({doc.unit})" for doc in docs_at("plan") if doc.name in frame.columns
    }
    return frame


def _runs(runs: Any) -> tuple[Alternative, ...]:
    if isinstance(runs, Alternative):
        return (runs,)
    return tuple(runs.alternatives if isinstance(runs, Comparison) else runs)


def _records(run: Alternative, level: Level) -> tuple[Any, ...]:
    found = run.indicators
    return {
        "plan": (found,),
        "unit": found.units,
        "municipality": found.per_municipality,
        "programme": found.per_programme,
        "course": found.per_course,
    }[level]


def _ids(record: Any) -> dict[str, str]:
    """The ids of an indicator record: its fields that are named so."""
    names = [f.name for f in fields(record)]
    return {
        n: getattr(record, n) for n in names if n in ("unit_id", "code", "programme_id", "venue_id")
    }


def _values(record: Any) -> dict[str, Any]:
    """A record's fields as cells: sets as sorted text joined by `;`, as in the files."""
    return {f.name: _cell(getattr(record, f.name)) for f in fields(record)}


def _cell(value: Any) -> Any:
    if isinstance(value, frozenset | set):
        return ";".join(sorted(value))
    if isinstance(value, tuple):
        return ";".join(str(item) for item in value)
    return dict(value) if isinstance(value, Mapping) else value


def _positions(region: Region) -> dict[str, Any]:
    """Place id → point in metres, external places too."""
    from pyproj import Transformer
    from shapely import Point

    to_metres = Transformer.from_crs(DEGREES, METRES, always_xy=True)
    everywhere: list[Any] = [*region.places.values(), *region.external_places.values()]
    return {p.id: Point(to_metres.transform(p.lon, p.lat)) for p in everywhere}


def _geo(region: Region, rows: list[dict[str, Any]], shapes: list[Any]) -> geopandas.GeoDataFrame:
    import geopandas

    frame = geopandas.GeoDataFrame(rows, geometry=geopandas.GeoSeries(shapes, crs=METRES))
    frame.attrs["sources"] = region.source_lines
    return frame
