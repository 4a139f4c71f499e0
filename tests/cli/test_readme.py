"""What the README shows works as shown."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.running import Here

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOO_LONG = ("compare --all", "compare solo")
"""Commands that other tests run, or that take the whole demo's time."""


def blocks(language: str) -> list[str]:
    """The code blocks of the README in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """Every lms-planner command line, without its comment."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    found = [line.split("#")[0].strip() for line in lines if "lms-planner " in line]
    return [line.removeprefix(".venv/bin/") for line in found]


def test_the_python_example_gives_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    [example] = blocks("python")
    exec(compile(example, "README.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "14620 below 5380"
    assert any(re.fullmatch(r"travel: [\d.]+ hours/year, gap 0\.\d+%, \w+", line) for line in lines)


def test_the_commands_run_in_their_order(lms: Here) -> None:
    [scenario] = blocks("yaml")
    (lms.folder / "mine.yaml").write_text(scenario, encoding="utf-8")
    ran = 0
    for line in commands():
        if any(part in line for part in TOO_LONG):
            continue
        program, *arguments = shlex.split(line)
        assert program == "lms-planner"
        result = lms(*arguments)
        checking_the_template = arguments[:2] == ["region", "check"]
        assert result.code == 0 or (checking_the_template and result.code == 2), line + result.err
        ran += 1
    assert ran >= 5
    assert {p.name for p in lms.folder.iterdir()} >= {"runs", "my-region.xlsx", "mine.yaml"}


def test_links_lead_to_files() -> None:
    for text in (README, (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert (ROOT / link).is_file(), link


def test_the_test_command_is_the_one_that_integration_runs() -> None:
    assert "make test" in README
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_command_of_the_table_is_there(lms: Here) -> None:
    top = lms("--help").out
    for command in ("demo", "solve", "compare", "evaluate", "check", "region", "scenario", "schema"):
        assert f"`{command}" in README
        assert re.search(rf"^  {command} ", top, flags=re.MULTILINE)
