"""A layer as a GeoDataFrame (a table without geometry: a DataFrame), in the types of its columns."""

from __future__ import annotations

from typing import Any

import geopandas
import pandas as pd

from planner.geo import METRES
from planner.report.gis.layers import Layer

DTYPES = {"text": "object", "integer": "Int64", "real": "float64", "boolean": "boolean"}
"""Kind of a column → its type in pandas; each of them can hold nothing."""


def frame_of(layer: Layer) -> Any:
    """The rows of a layer, in EPSG:25833 where they have a geometry.

    `attrs` holds what the layer is (`about`) and what each column means (`columns`).
    """
    doc = layer.doc
    data = {
        column.name: pd.Series(
            [row.values[column.name] for row in layer.rows], dtype=DTYPES[column.kind]
        )
        for column in doc.columns
    }
    if doc.geometry == "NONE":
        frame = pd.DataFrame(data)
    else:
        shapes = [row.geometry for row in layer.rows]
        frame = geopandas.GeoDataFrame(data, geometry=geopandas.GeoSeries(shapes, crs=METRES))
    frame.attrs = {
        "about": doc.english,
        "columns": {column.name: column.meaning("en") for column in doc.columns},
    }
    return frame
