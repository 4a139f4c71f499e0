"""Whatever a scenario file holds, the answer is a scenario or an InputError, never a traceback."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.data import scenarios_dir
from planner.errors import Finding, InputError
from planner.scenario import LoadedScenario, read_scenario

SHARED_FOLDER = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
SATELLITE = (scenarios_dir() / "midt-troms" / "satellite.yaml").read_text(encoding="utf-8")
PIECES = st.sampled_from(
    [
        *("title", "units", "candidates", "scope", "demand", "persons", "extends", "travel", "matrix"),
        *(": ", ":\n", "\n", "\n  ", "\n    - ", "- ", "[", "]", "{", "}", ", ", "&a ", "*a", "!!x "),
        *("x", "1931", "0301", "null", "true", "1.5", "'", '"', "#", "|\n", ">-\n", "?", "%", "\t"),
        *("alt-2-lokta", "ø", "\x00", "\u2028", "---\n", "<<", "~", ".nan"),
    ]
)


def told(name_or_path: str | Path, overrides: list[str]) -> tuple[LoadedScenario | None, list[Finding]]:
    """The scenario, or what is said in its place."""
    try:
        return read_scenario(name_or_path, overrides), []
    except InputError as error:
        return None, list(error.findings)


def outcome(path: Path) -> None:
    """Either there is a scenario, or something is said."""
    loaded, findings = told(path, [])
    assert (loaded is None) == bool(findings)
    assert all(finding.message for finding in findings)


@SHARED_FOLDER
@given(st.lists(PIECES, max_size=25))
def test_any_text(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "any.yaml"
    path.write_text("".join(pieces), encoding="utf-8")
    outcome(path)


@SHARED_FOLDER
@given(st.binary(max_size=60))
def test_any_bytes(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(raw)
    outcome(path)


@SHARED_FOLDER
@given(st.integers(0, len(SATELLITE) - 1), st.integers(0, 12), PIECES)
def test_any_slip_in_a_sound_file(tmp_path: Path, at: int, cut: int, piece: str) -> None:
    path = tmp_path / "slip.yaml"
    path.write_text(SATELLITE[:at] + piece + SATELLITE[at + cut :], encoding="utf-8")
    outcome(path)


@SHARED_FOLDER
@given(st.lists(PIECES, min_size=1, max_size=4), st.lists(PIECES, max_size=8))
def test_any_override(key: list[str], value: list[str]) -> None:
    loaded, findings = told("satellite", [".".join(key) + "=" + "".join(value)])
    assert loaded is None or loaded.messages
    assert (loaded is None) == bool(findings)
    assert all(finding.file.startswith("--set") for finding in findings)


@pytest.mark.parametrize("module", ["merge", "suggestions", "paths", "population", "validate"])
def test_examples_in_the_docstrings(module: str) -> None:
    result = doctest.testmod(import_module(f"planner.scenario.{module}"))
    assert result.attempted > 0
    assert result.failed == 0
