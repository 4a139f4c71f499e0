"""Regions: tables on disk → Region, with every problem in them told at once."""

from planner.region.check import RegionCheck
from planner.region.outlines import read_boundaries, region_outlines
from planner.region.read import check_region, locate_region, read_region, shipped_regions
from planner.region.template import write_region_workbook, write_template
from planner.region.types import Region

__all__ = [
    "Region",
    "RegionCheck",
    "check_region",
    "locate_region",
    "read_boundaries",
    "read_region",
    "region_outlines",
    "shipped_regions",
    "write_region_workbook",
    "write_template",
]
