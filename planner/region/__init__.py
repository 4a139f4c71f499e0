"""Regions: tables on disk → Region, with every problem in them told at once."""

from planner.region.check import RegionCheck
from planner.region.describe import describe_region, describe_shipped, region_facts
from planner.region.read import check_region, locate_region, read_region, shipped_regions
from planner.region.template import write_region_workbook, write_template
from planner.region.types import Region

__all__ = [
    "Region",
    "RegionCheck",
    "check_region",
    "describe_region",
    "describe_shipped",
    "locate_region",
    "read_region",
    "region_facts",
    "shipped_regions",
    "write_region_workbook",
    "write_template",
]
