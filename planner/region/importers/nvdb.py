"""NVDB Ruteplan nettverksdatasett (Statens vegvesen, NLOD 2.0): the official routing network.

A file geodatabase (also zipped) or a GeoPackage with one layer of about 1.7 million links, read by the
box of the region. Two forms of the columns are in use; names differ in case from release to release:

    to 2021      FromNodeID ToNodeID FT_MINUTES TF_MINUTES ONEWAY RoadClass VEGTYPE VEGNUMMER SPERRING
    from 2022    fromnode   tonode   drivetime_fw drivetime_bw oneway roadclass roadid category lengde

Minutes of 0 or none mean that the way is not open in that direction. Road class 4 is a ferry. After
the documentation of GISSB and ssb-sgis (Statistics Norway).
"""

from __future__ import annotations

from typing import Any

from planner.messages import Message, message
from planner.region.importers.given import Given, Layer
from planner.region.importers.network import RoadFile
from planner.region.importers.roads import Box, box_of, links_from
from planner.region.importers.types import Choices, Importer, Present, Taken
from planner.region.importers.words import source_line

_OLD = ("FromNodeID", "ToNodeID", "FT_MINUTES", "TF_MINUTES", "ONEWAY")
_NEW = ("fromnode", "tonode", "drivetime_fw", "drivetime_bw", "oneway")
_MORE = ("RoadClass", "VEGTYPE", "VEGNUMMER", "SPERRING", "roadid", "SHAPE_Length", "lengde")
FERRY_CLASS = 4
FEWEST = 1
"""A box with fewer links than this holds no network."""


def _layer(given: Given) -> tuple[Layer, tuple[str, ...]] | None:
    for layer in given.layers:
        for form in (_OLD, _NEW):
            if layer.has(*form):
                return layer, form
    return None


def recognised(given: Given) -> Message | None:
    """Whether a layer has the columns of the network, in one of the two forms."""
    found = _layer(given)
    if found is None:
        return None
    layer, form = found
    return message(
        "NVDB Ruteplan nettverksdatasett, {count} road links, columns of {years}",
        count=layer.rows,
        years=message("2021 and before") if form is _OLD else message("2022 and after"),
    )


def take(given: Given, present: Present, choices: Choices) -> Taken:
    """The links of the region from the roads in its box."""
    found = _layer(given)
    assert found is not None
    layer, form = found
    roads, barred = _read(given, layer, form, box_of(present))
    told = [
        message(
            "{count} ways (one for each direction) lie in the box of the region.",
            count=len(roads.start),
        )
    ]
    if barred:
        told.append(message("{count} links with a barrier are left out.", count=barred))
    if not len(roads.start):
        return Taken(told=(message("It has no roads where the region lies: nothing is changed."),))
    return links_from(
        roads,
        present,
        choices,
        basis=f"NVDB Ruteplan ({given.name})",
        source_line=source_line("roads.nvdb"),
        told=tuple(told),
    )


def _read(given: Given, layer: Layer, form: tuple[str, ...], box: Box) -> tuple[RoadFile, int]:
    """The network in a box, and how many links with a barrier were left out."""
    import numpy as np
    import pyogrio
    import shapely
    from pyproj import Transformer

    named = {name.casefold(): name for name in layer.fields}
    columns = [named[name.casefold()] for name in (*form, *_MORE) if name.casefold() in named]
    bounds = Transformer.from_crs(4326, layer.crs, always_xy=True).transform_bounds(*box)
    meta, _, packed, cells = pyogrio.raw.read(
        given.path, layer=layer.name, columns=columns, bbox=bounds, force_2d=True
    )
    at = {str(name).casefold(): cell for name, cell in zip(meta["fields"], cells, strict=True)}
    count = len(packed)
    shapes = shapely.from_wkb(packed)

    def of(name: str, default: Any = None) -> Any:
        return at.get(name.casefold(), np.full(count, default))

    barrier = of("SPERRING", -1) == 1
    there = ~shapely.is_empty(shapes) & ~shapely.is_missing(shapes) & ~barrier
    lines = shapes[there]
    coordinates, line = shapely.get_coordinates(lines, return_index=True)
    first = np.searchsorted(line, np.arange(len(lines)))
    last = np.searchsorted(line, np.arange(len(lines)), side="right") - 1
    nodes = [
        _identified(of(column)[there], coordinates[vertex])
        for column, vertex in ((form[0], first), (form[1], last))
    ]
    ids, index = np.unique(np.concatenate(nodes), return_inverse=True)
    start, end = np.split(index.astype(np.int64), 2)
    x, y = np.zeros(len(ids)), np.zeros(len(ids))
    for node, vertex in ((end, last), (start, first)):
        x[node], y[node] = coordinates[vertex].T
    lon, lat = Transformer.from_crs(layer.crs, 4326, always_xy=True).transform(x, y)
    km = shapely.length(lines) / 1000
    oneway = np.array([str(cell).strip().upper() for cell in of(form[4], "B")[there]])
    ferry = np.array([_integer(cell) == FERRY_CLASS for cell in of("RoadClass", 0)[there]], dtype=bool)
    names, name = _names(of, there)
    arcs = []
    for column, a, b, closed in ((form[2], start, end, "TF"), (form[3], end, start, "FT")):
        value = np.nan_to_num(of(column, 0.0)[there].astype(float), nan=0.0)
        open_ = (value > 0) & (oneway != closed)
        arcs.append((a[open_], b[open_], value[open_], km[open_], ferry[open_], name[open_]))
    starts, ends, minutes, lengths, ferries, named_by = (
        np.concatenate(pair) for pair in zip(*arcs, strict=True)
    )
    roads = RoadFile(
        np.asarray(lon), np.asarray(lat), starts, ends, minutes, lengths, ferries, named_by, names
    )
    return roads, int(barrier.sum())


def _identified(cells: Any, at: Any) -> Any:
    """Ids of nodes as text; where there is none (1 in 16 in the sample), the position stands for it."""
    import numpy as np

    ids = np.array([str(cell) if cell is not None else "" for cell in cells], dtype=object)
    for row in np.flatnonzero([not cell.strip() or cell == "nan" for cell in ids]):
        x, y = at[row]
        ids[row] = f"at {x:.1f} {y:.1f}"
    return ids.astype(str)


def _integer(cell: Any) -> int:
    try:
        return int(cell)
    except (TypeError, ValueError):
        return -1


def _names(of: Any, there: Any) -> tuple[tuple[str, ...], Any]:
    """`E6`, `Fv86` for each link: of roads above the municipal ones only."""
    import numpy as np

    kinds, numbers, ids = of("VEGTYPE", ""), of("VEGNUMMER", ""), of("roadid", "")
    shown = []
    for kind, number, identifier in zip(kinds[there], numbers[there], ids[there], strict=True):
        text = str(identifier or "").strip("{} ") or f"{kind or ''}{_digits(number)}"
        text = text.split()[0] if text.split() else ""
        letter, rest = text[:1].upper(), text[1:].lstrip("Vv")
        long = {"E": "E", "R": "Rv", "F": "Fv"}.get(letter)
        shown.append(f"{long}{rest}" if long and rest[:1].isdigit() else "")
    names, name = np.unique(["", *shown], return_inverse=True)
    return tuple(str(one) for one in names), name[1:].astype(np.int64)


def _digits(cell: Any) -> str:
    number = _integer(cell)
    return str(number) if number > 0 else ""


NVDB = Importer(
    "nvdb",
    message("NVDB Ruteplan nettverksdatasett: file geodatabase or GeoPackage, columns of either form"),
    recognised,
    take,
)
