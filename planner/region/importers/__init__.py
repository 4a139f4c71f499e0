"""Official files into a region: one importer for each kind of file, recognised by content.

add_files(region, files, IMPORTERS, Choices()) -> what was taken and left
"""

from planner.region.importers.add import Added, add_files
from planner.region.importers.grids import GRIDS
from planner.region.importers.matrix_json import MATRIX_JSON
from planner.region.importers.matrix_tables import MATRIX_TABLES
from planner.region.importers.nvdb import NVDB
from planner.region.importers.osm import OSM, OSMNX
from planner.region.importers.outlines import OUTLINES
from planner.region.importers.people import PEOPLE
from planner.region.importers.projections import PROJECTIONS
from planner.region.importers.types import Choices, Importer

IMPORTERS: tuple[Importer, ...] = (
    NVDB,
    OSM,
    OSMNX,
    GRIDS,
    OUTLINES,
    PROJECTIONS,
    PEOPLE,
    MATRIX_JSON,
    MATRIX_TABLES,
)
"""Every kind, in the order in which a file is offered to them."""

__all__ = ["IMPORTERS", "Added", "Choices", "Importer", "add_files"]
