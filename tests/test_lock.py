"""The lock names one version of everything for every Python, and nothing of a machine."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PYTHONS = [c.rsplit(" ", 1)[1] for c in PROJECT["classifiers"] if "Python :: 3." in c]
LOCK = (ROOT / "constraints.txt").read_text("utf-8")


def asked_for() -> list[Requirement]:
    """What the project and every extra of it name, without the project itself."""
    extras = PROJECT["optional-dependencies"].values()
    named = [*PROJECT["dependencies"], *(line for extra in extras for line in extra)]
    return [r for r in map(Requirement, named) if canonicalize_name(r.name) != PROJECT["name"]]


def locked(python: str) -> dict[str, Requirement]:
    """Name → its line in the lock that holds for a Python on Linux."""
    where = {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "sys_platform": "linux",
        "platform_python_implementation": "CPython",
    }
    found: dict[str, Requirement] = {}
    for line in LOCK.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        one = Requirement(line)
        if one.marker is None or one.marker.evaluate(where):
            assert one.name not in found, f"{one.name} twice for Python {python}"
            found[one.name] = one
    return found


@pytest.mark.parametrize("python", sorted({*PYTHONS, "3.12", "3.14"}))
def test_what_is_asked_for_is_locked_within_its_bounds(python: str) -> None:
    lines = locked(python)
    for wanted in asked_for():
        name = canonicalize_name(wanted.name)
        assert name in lines, f"{name} is not in constraints.txt: run `make lock`"
        [version] = lines[name].specifier
        assert version.operator == "=="
        assert wanted.specifier.contains(version.version), (
            f"constraints.txt has {lines[name]}, pyproject.toml asks for {wanted}: run `make lock`"
        )


def test_the_lock_names_no_index_and_no_file() -> None:
    lines = [line for line in LOCK.splitlines() if not line.lstrip().startswith("#")]
    assert not [line for line in lines if "/" in line or "--" in line or "@" in line]
    assert "http" not in LOCK
