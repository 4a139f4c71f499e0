"""Where the data that ship with the planner stand: inside the installed package, or the checkout."""

from __future__ import annotations

from pathlib import Path


def _shipped(name: str) -> Path:
    package = Path(__file__).parent
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name


def geodata_dir() -> Path:
    """Folder with one sub-folder per shipped region data set."""
    return _shipped("geodata")


def scenarios_dir() -> Path:
    """Folder with one sub-folder of scenario files per shipped region."""
    return _shipped("scenarios")
