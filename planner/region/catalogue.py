"""The programme catalogue, derived from the facts on learning and mastery services.

derive_catalogue(facts_dir)               facts and assumptions → Catalogue
catalogue_files(catalogue)                the files of `geodata/catalogue` by name, as text
write_catalogue(catalogue, out_dir)       those files, all or none
check_catalogue(catalogue_dir, facts_dir) what in the files differs from a fresh derivation
catalogue_page(catalogue)                 the page of the documentation, in Markdown
"""

from __future__ import annotations

from planner.region.catalogue_derive import Catalogue, derive_catalogue, lms_dir
from planner.region.catalogue_files import catalogue_files, check_catalogue, write_catalogue
from planner.region.catalogue_page import catalogue_page

__all__ = [
    "Catalogue",
    "catalogue_files",
    "catalogue_page",
    "check_catalogue",
    "derive_catalogue",
    "lms_dir",
    "write_catalogue",
]
