"""Runs for a GIS: a GeoPackage that QGIS opens coloured, or a folder of GeoJSON files.

    write_geopackage(alternatives, path)     one file in EPSG:25833, with styles inside
    write_geojson(alternatives, folder)      one file per layer in WGS84, as RFC 7946 asks

One alternative has one layer of each kind; several have a set each, and a layer of who gains. Layers
and attributes are documented in docs/gis.md and inside the GeoPackage itself.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from planner.files import (
    MARKER,
    WRITTEN_BY,
    check_not_held_open,
    check_room,
    listing,
    plain,
    replaced_file,
    replaced_folder,
    stable_json,
    write_text,
)
from planner.pipeline import Alternative
from planner.report.gis.columns import gis_reference
from planner.report.gis.layers import Layer, layers_of
from planner.report.gis.several import layers_of_several, prefixes_of
from planner.report.maps import CRS, Backdrop, read_backdrop
from planner.report.words import Lang

__all__ = ["gis_reference", "write_geojson", "write_geopackage"]

DEGREES_DECIMALS = 6
"""About a decimetre: finer than any position here is known."""


def write_geopackage(
    alternatives: Alternative | Sequence[Alternative],
    path: Path,
    *,
    lang: Lang = "nb",
    backdrop: Backdrop | None = None,
) -> None:
    """Write a run, or a comparison's, as one GeoPackage, whole or not at all.

    The same runs give the same content. `lang` is that of descriptions and legends; names of layers and
    attributes are the same in both.

    Raises:
        InputError: outlines cannot be read, another program holds the file open, or it cannot be
            written.
    """
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

    from planner.report.gis.geopackage import write_gpkg
    from planner.report.gis.qgis_style import qml_of

    path = Path(path)
    check_not_held_open(path)
    several = _several(alternatives)
    layers = _layers(several, backdrop, lang)
    most = _most_of_a_place(several)
    styles = {}
    for layer in layers:
        qml = qml_of(layer, lang, most.get(layer.prefix, 0.0))
        if qml is not None:
            styles[layer.name] = qml
    about = next(layer for layer in layers if layer.doc.name == "about")
    text = "\n".join(f"{row.values['item']}: {row.values['value']}" for row in about.rows)
    # GDAL makes the file itself, and more beside it; only the whole one goes where it is wanted.
    with replaced_file(path) as target, tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "layers.gpkg"
        try:
            write_gpkg(layers, styles, text, made, lang)
        except (DataSourceError, FeatureError, DataLayerError, sqlite3.Error):
            check_room(made)  # GDAL says of a full disk only that some statement failed
            raise
        shutil.copyfile(made, target)
        check_not_held_open(path)  # again: somebody may have opened it since


def write_geojson(
    alternatives: Alternative | Sequence[Alternative],
    folder: Path,
    *,
    lang: Lang = "nb",
    backdrop: Backdrop | None = None,
) -> None:
    """Write a run, or a comparison's, as GeoJSON, one file per layer; an earlier folder is replaced.

    Raises:
        InputError: outlines cannot be read, the folder is not one of ours, or it cannot be written.
    """
    several = _several(alternatives)
    layers = _layers(several, backdrop, lang)
    with replaced_folder(Path(folder)) as inner:
        for layer in layers:
            write_text(
                inner / f"{layer.name}.geojson", geojson_of(layer, lang, several[0].region.source_lines)
            )
        marker = {
            "written_by": WRITTEN_BY,
            "kind": "geojson",
            "scenario": ", ".join(alternative.name for alternative in several),
            "region": several[0].region.id,
            "files": listing(inner),
        }
        write_text(inner / MARKER, stable_json(marker))


def _several(alternatives: Alternative | Sequence[Alternative]) -> tuple[Alternative, ...]:
    return (alternatives,) if isinstance(alternatives, Alternative) else tuple(alternatives)


def _layers(
    several: tuple[Alternative, ...], backdrop: Backdrop | None, lang: Lang
) -> tuple[Layer, ...]:
    backdrop = backdrop if backdrop is not None else read_backdrop(several[0].region)
    if len(several) == 1:
        return layers_of(several[0], backdrop, lang)
    return layers_of_several(several, backdrop, lang)


def _most_of_a_place(several: tuple[Alternative, ...]) -> dict[str, float]:
    """Beginning of the layers' names → participants a year of the most populous place."""
    from planner.report.maps import flows_of

    prefixes = prefixes_of([a.name for a in several]) if len(several) > 1 else {several[0].name: ""}
    return {
        prefixes[a.name]: flows_of(a.region, a.travel, a.scenario, a.plan).most_of_a_place
        for a in several
    }


def geojson_of(layer: Layer, lang: Lang, sources: Sequence[str] = ()) -> str:
    """A layer as a FeatureCollection in WGS84; rows without geometry have `null`.

    `sources` (whose data, and under which licence) go with every file: each may be handed on alone.
    """
    import json

    import numpy as np
    import shapely
    from pyproj import Transformer
    from shapely.geometry import MultiPolygon, mapping
    from shapely.geometry.polygon import orient

    to_degrees = Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)

    def degrees(points: Any) -> Any:
        return np.round(np.column_stack(to_degrees.transform(*points.T)), DEGREES_DECIMALS)

    def shown(shape: Any) -> Any:
        if shape is None or shape.is_empty:
            return None
        turned = shapely.transform(shape, degrees)
        if isinstance(turned, MultiPolygon):  # outer rings anticlockwise
            turned = MultiPolygon([orient(part) for part in turned.geoms])
        return mapping(turned)

    features = [
        {
            "type": "Feature",
            "id": number,
            "properties": {name: plain(value) for name, value in row.values.items()},
            "geometry": shown(row.geometry),
        }
        for number, row in enumerate(layer.rows, start=1)
    ]
    head: dict[str, Any] = {
        "type": "FeatureCollection",
        "name": layer.name,
        "description": layer.about(lang),
    }
    if sources:
        head["sources"] = list(sources)
    # A feature to a line: readable, and easy to compare.
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "features": ['
    lines = [json.dumps(f, ensure_ascii=False, allow_nan=False) for f in features]
    return text + ("\n" + ",\n".join(lines) + "\n" if lines else "") + "]}\n"
