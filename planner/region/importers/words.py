"""What maps and reports print of files that were taken in, in Norwegian as data have it."""

from __future__ import annotations

from planner.texts import Texts

TEXTS = Texts(
    "importers",
    {
        "roads.nvdb": "Roads and travel times: NVDB Ruteplan nettverksdatasett, Statens vegvesen "
        "(NLOD 2.0)",
        "roads.osm": "Roads and travel times: © OpenStreetMap contributors (ODbL)",
        "matrix": "Travel times: {kind}, {file}",
        "persons": "Inhabitants: Statistics Norway (SSB), {file} (NLOD / CC BY 4.0)",
        "outlines": "Outlines: {file}",
        "places": "Places: {file}",
    },
)


def source_line(key: str, **values: object) -> str:
    """A line as the data have it."""
    return TEXTS.text("nb", key).format(**values)
