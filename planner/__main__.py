"""`python -m planner` and the `lms-planner` command."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def main() -> None:
    """Run the command line: packed into the package by a wheel, at the root of a checkout otherwise."""
    here = Path(__file__).parent
    packed = here / "_cli.py"
    entry = packed if packed.is_file() else here.parent / "cli.py"
    spec = importlib.util.spec_from_file_location("planner._cli", entry)
    assert spec is not None and spec.loader is not None  # noqa: PT018 - a .py file always has a loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main()


if __name__ == "__main__":
    main()
