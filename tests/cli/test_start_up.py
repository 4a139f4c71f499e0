"""The command line starts fast, and says what it can do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import planner
from tests.cli.running import COMMAND, Here, apart

HEAVY = (
    "pandas",
    "pulp",
    "highspy",
    "geopandas",
    "matplotlib",
    "networkx",
    "scipy",
    "openpyxl",
)


LIMIT_SECONDS = 0.3
"""Of processor time; 0.12 s on the machine of the benchmarks, and a busy one is slower."""


def imported_by(code: str, folder: Path) -> list[str]:
    """Heavy packages that a piece of Python has imported by its end."""
    code += f"\nimport json, sys; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("arguments", [["--help"], ["compare", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    code = (
        f"import sys; sys.argv = ['lms-planner', *{arguments!r}]\n"
        "from planner.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as leaving:\n    assert leaving.code == 0, leaving.code"
    )
    assert imported_by(code, tmp_path) == []


def test_importing_the_package_is_cheap(tmp_path: Path) -> None:
    assert imported_by("import planner, planner.errors, planner.plan", tmp_path) == []


def test_scenario_list_needs_no_solver_and_no_map(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['lms-planner', 'scenario', 'list']\n"
        "from planner.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as leaving:\n    assert leaving.code == 0, leaving.code"
    )
    assert not {"pulp", "highspy", "geopandas", "matplotlib"} & set(imported_by(code, tmp_path))


def test_help_answers_at_once(tmp_path: Path) -> None:
    seconds = []
    for _ in range(5):
        before = processor_seconds_of_children()
        subprocess.run([*COMMAND, "--help"], cwd=tmp_path, capture_output=True, check=True)
        seconds.append(processor_seconds_of_children() - before)
    # processor time: what else the machine is doing does not count
    assert min(seconds) < LIMIT_SECONDS


def processor_seconds_of_children() -> float:
    """Seconds that all processes started and waited for have kept a processor busy."""
    times = os.times()
    return times.children_user + times.children_system


def test_every_command_has_help(lms: Here) -> None:
    for command in (
        ["solve"], ["compare"], ["demo"], ["check"], ["evaluate"], ["schema"], ["region"],
        ["region", "list"], ["region", "show"], ["region", "check"], ["region", "template"],
        ["scenario", "list"], ["scenario", "show"], ["catalogue", "derive"],
    ):  # fmt: skip
        ran = lms(*command, "--help")
        assert ran.code == 0
        assert ran.out.startswith("Usage: lms-planner " + " ".join(command))
        assert ran.err == ""


def test_version_is_the_package_s(lms: Here) -> None:
    from importlib.metadata import version

    assert lms("--version").out == f"lms-planner {version('lms-planner')}\n"


def test_every_public_name_can_be_had_and_is_listed() -> None:
    for name in planner.__all__:
        assert getattr(planner, name) is not None
    with pytest.raises(AttributeError, match="sole"):
        planner.sole  # noqa: B018


def test_runs_as_a_module_from_an_empty_folder(tmp_path: Path) -> None:
    ran = apart("region", "list", folder=tmp_path)
    assert ran.code == 0
    names = [line.split()[0] for line in ran.out.splitlines()]
    assert names == ["grenland", "midt-troms-2011", "midt-troms-2024", "ofoten", "vestfold"]
    assert ran.err == ""
