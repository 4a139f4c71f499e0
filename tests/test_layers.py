"""What a layer may import, beyond the contracts of import-linter in `pyproject.toml`."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "planner"
LIGHT = ("planner.scenario", "planner.report", "planner.errors", "planner.plan", "planner.data")
"""Packages whose own import must cost nothing: the command line imports them to start."""
HEAVY = (
    "pandas",
    "geopandas",
    "pyogrio",
    "matplotlib",
    "pulp",
    "highspy",
    "openpyxl",
    "scipy",
)
NAMED = {"pillow": "PIL", "python_docx": "docx"}
"""Packages whose module has another name."""
OPTIONAL = {
    "osmium": "osmium",
    "starlette": "starlette",
    "uvicorn": "uvicorn",
    "distributed": "distributed",
    "weasyprint": "weasyprint",
}
"""Modules that are imported where they are installed → the package of an extra that brings them."""
LINES_MAX = 500
"""A file longer than this is two ideas."""


def imports(path: Path) -> set[str]:
    """Names of the modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((PACKAGE / folder).rglob("*.py"))]


def test_the_verifier_imports_no_module_of_the_model_not_even_inside_a_function() -> None:
    files = sources("verify") + sorted(PACKAGE.glob("rules/*/verify.py"))
    assert len(files) > 5
    for path in files:
        for name in imports(path):
            assert not name.startswith(
                (
                    "planner.problem",
                    "planner.model",
                    "planner.solve",
                    "planner.evaluate",
                    "planner.pipeline",
                    "pulp",
                    "highspy",
                )
            ), f"{path.name} imports {name}"


def test_pulp_and_highs_are_imported_in_model_and_solve_alone() -> None:
    allowed = {
        *sources("model", "solve"),
        *PACKAGE.glob("rules/*/model.py"),
        PACKAGE / "rules" / "rule.py",
    }
    users = {
        path
        for path in PACKAGE.rglob("*.py")
        if any(name.split(".")[0] in ("pulp", "highspy") for name in imports(path))
    }
    assert users, "somebody solves"
    assert users <= allowed


@pytest.mark.parametrize("package", LIGHT)
def test_importing_it_loads_nothing_heavy(package: str) -> None:
    code = f"import {package}, json, sys; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_the_contracts_name_every_package() -> None:
    """A new package has to find its layer."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [layers] = [c for c in config["tool"]["importlinter"]["contracts"] if c["id"] == "layers"]
    named = {name for layer in layers["layers"] for name in re.findall(r"\w+", layer)}
    still_to_come = {name for layer in layers["layers"] for name in re.findall(r"\((\w+)\)", layer)}
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    assert named - still_to_come <= packages | modules <= named


def test_files_are_short_enough_to_read_in_one_go() -> None:
    for path in {*PACKAGE.rglob("*.py"), ROOT / "cli.py"}:
        count = len(path.read_text(encoding="utf-8").splitlines())
        assert count <= LINES_MAX, f"{path.relative_to(ROOT)} has {count} lines"


def test_every_module_says_what_it_is_for() -> None:
    for path in [*PACKAGE.rglob("*.py"), ROOT / "cli.py"]:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_every_dependency_is_used_and_every_used_one_is_declared() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {
        d.split(">")[0].split("[")[0].replace("-", "_").split(".")[0]
        for d in config["project"]["dependencies"]
    }
    declared = {NAMED.get(name, name) for name in packages}
    files = [*PACKAGE.rglob("*.py"), ROOT / "cli.py"]
    used = {name.split(".")[0] for path in files for name in imports(path)}
    third = used - set(sys.stdlib_module_names) - {"planner", "__future__"}
    extras = {
        d.split(">")[0].split("[")[0]
        for name, extra in config["project"]["optional-dependencies"].items()
        if name != "dev"
        for d in extra
    }
    assert declared <= third
    assert {OPTIONAL.get(name) for name in third - declared} <= extras
