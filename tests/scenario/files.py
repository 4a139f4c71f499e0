"""Writing scenario files for tests, and reading what is said about broken ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent

import pytest

from planner.errors import Finding, InputError
from planner.scenario import LoadedScenario, read_scenario


def write(folder: Path, text: str | bytes, name: str = "mine.yaml") -> Path:
    """A scenario file; text is dedented."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(text, bytes):
        path.write_bytes(text)
    else:
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return path


def read(folder: Path, text: str | bytes, overrides: Sequence[str] = ()) -> LoadedScenario:
    """The scenario that a text describes."""
    return read_scenario(write(folder, text), overrides)


def findings_of(folder: Path, text: str | bytes, overrides: Sequence[str] = ()) -> tuple[Finding, ...]:
    """What is said about a broken scenario file."""
    with pytest.raises(InputError) as caught:
        read(folder, text, overrides)
    assert caught.value.exit_code == 2
    return caught.value.findings


def the_finding(folder: Path, text: str | bytes, overrides: Sequence[str] = ()) -> Finding:
    """The one thing that is said about a broken scenario file."""
    findings = findings_of(folder, text, overrides)
    assert len(findings) == 1, [str(finding) for finding in findings]
    return findings[0]
