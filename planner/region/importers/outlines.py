"""Outlines of municipalities, in any form that the reader of geodata takes → `boundaries.geojson`."""

from __future__ import annotations

import json

from planner.errors import InputError
from planner.messages import Message, message
from planner.region.importers.given import Given, Layer
from planner.region.importers.types import Choices, Importer, Present, Taken
from planner.region.importers.words import source_line

DECIMALS = 5
"""A metre is 0.00001 degrees, about."""


def recognised(given: Given) -> Message | None:
    """Whether it has areas and a column that names municipalities."""
    layer = _layer(given)
    if layer is None:
        return None
    return message("outlines, layer {layer} with {count} areas", layer=layer.name, count=layer.rows)


def _layer(given: Given) -> Layer | None:
    from planner.geo.outlines import COLUMN_NAMES

    for layer in given.layers:
        named = any(
            name.casefold() in COLUMN_NAMES or name.casefold().startswith(("kommune", "komm"))
            for name in layer.fields
        )
        if "Polygon" in layer.geometry and named:
            return layer
    return None


def take(given: Given, present: Present, choices: Choices) -> Taken:
    """The outlines of the region's municipalities.

    Raises:
        InputError: none is in the file, or the file cannot be read.
    """
    import shapely

    from planner.geo import DEGREES, read_outlines
    from planner.region.outlines import BOUNDARIES

    names = {code: one.name for code, one in present.region.municipalities.items()}
    found, findings = read_outlines(given.path, names, crs=DEGREES, share_min=0.01)
    if findings or not found.shapes:
        raise (
            InputError(findings)
            if findings
            else given.unusable(
                message("has none of the region's municipalities"), expected=", ".join(names)
            )
        )
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": names[code]},
            "geometry": json.loads(
                shapely.to_geojson(shapely.set_precision(found.shapes[code], 10.0**-DECIMALS))
            ),
        }
        for code in sorted(found.shapes)
    ]
    body = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    told = [message("Outlines of {count} municipalities are taken.", count=len(features))]
    if found.missing_codes:
        told.append(
            message(
                "Not in the file, and now without an outline: {names}.",
                names=", ".join(names[code] for code in found.missing_codes),
            )
        )
    if found.other_cells:
        told.append(message("{count} other areas are left.", count=len(found.other_cells)))
    return Taken(
        files={f"{BOUNDARIES}.geojson": '{"type":"FeatureCollection","features":[\n' + body + "\n]}\n"},
        source_line=source_line("outlines", file=given.name),
        told=tuple(told),
    )


OUTLINES = Importer(
    "outlines",
    message("outlines of municipalities as GeoJSON, GeoPackage, shapefile, geodatabase or GML"),
    recognised,
    take,
)
