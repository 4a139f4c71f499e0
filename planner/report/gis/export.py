"""A run for a GIS: a GeoPackage that QGIS opens coloured, or a folder of GeoJSON files.

    write_geopackage(alternative, path)     one file in EPSG:25833, with styles inside
    write_geojson(alternative, folder)      one file per layer in WGS84, as RFC 7946 asks

Layers and attributes are documented in docs/gis.md and inside the GeoPackage itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from planner.files.atomic import MARKER, WRITTEN_BY, listing, replaced_file, replaced_folder
from planner.files.stable import plain, stable_json, write_text
from planner.pipeline.alternative import Alternative
from planner.report.gis.columns import gis_reference
from planner.report.gis.layers import Layer, layers_of
from planner.report.maps.backdrop import CRS, Backdrop, read_backdrop
from planner.report.words.numbers import Lang

__all__ = ["gis_reference", "write_geojson", "write_geopackage"]

DEGREES_DECIMALS = 6
"""About a decimetre: finer than any position here is known."""


def write_geopackage(
    alternative: Alternative, path: Path, *, lang: Lang = "nb", backdrop: Backdrop | None = None
) -> None:
    """Write a run as a GeoPackage, whole or not at all; the same run gives the same content.

    `lang` is that of descriptions and legends; names of layers and attributes are the same in both.

    Raises:
        InputError: outlines cannot be read, or the file cannot be written.
    """
    from planner.report.gis.geopackage import write_gpkg
    from planner.report.gis.qgis_style import qml_of
    from planner.report.maps.flows import flows_of

    backdrop = backdrop if backdrop is not None else read_backdrop(alternative.region)
    layers = layers_of(alternative, backdrop, lang)
    most = flows_of(
        alternative.region, alternative.travel, alternative.scenario, alternative.plan
    ).most_of_a_place
    styles = {}
    for layer in layers:
        qml = qml_of(layer, lang, most)
        if qml is not None:
            styles[layer.doc.name] = qml
    about = next(layer for layer in layers if layer.doc.name == "about")
    text = "\n".join(f"{row.values['item']}: {row.values['value']}" for row in about.rows)
    with replaced_file(Path(path)) as file:
        write_gpkg(layers, styles, text, file, lang)


def write_geojson(
    alternative: Alternative, folder: Path, *, lang: Lang = "nb", backdrop: Backdrop | None = None
) -> None:
    """Write a run as GeoJSON, one file per layer; an earlier folder of ours is replaced whole.

    Raises:
        InputError: outlines cannot be read, the folder is not one of ours, or it cannot be written.
    """
    backdrop = backdrop if backdrop is not None else read_backdrop(alternative.region)
    layers = layers_of(alternative, backdrop, lang)
    with replaced_folder(Path(folder)) as inner:
        for layer in layers:
            write_text(inner / f"{layer.doc.name}.geojson", geojson_of(layer, lang))
        marker = {
            "written_by": WRITTEN_BY,
            "kind": "geojson",
            "scenario": alternative.name,
            "region": alternative.region.id,
            "files": listing(inner),
        }
        write_text(inner / MARKER, stable_json(marker))


def geojson_of(layer: Layer, lang: Lang) -> str:
    """A layer as a FeatureCollection in WGS84; rows without geometry have `null`."""
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
    head = {"type": "FeatureCollection", "name": layer.doc.name, "description": layer.doc.about(lang)}
    # A feature to a line: readable, and easy to compare.
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "features": ['
    lines = [json.dumps(f, ensure_ascii=False, allow_nan=False) for f in features]
    return text + ("\n" + ",\n".join(lines) + "\n" if lines else "") + "]}\n"
