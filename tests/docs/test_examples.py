"""Every example of the documentation runs, and prints what the page says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

import cli
from docs.build import CHECKOUT, PAGES
from docs.tools.blocks import blocks
from docs.tools.examples import ExampleError, Session
from planner.commands.own_first import OwnFirst

TEXTS = {name: CHECKOUT / "docs" / name for name in PAGES} | {"README.md": CHECKOUT / "README.md"}
RUN = ("console", "python", "yaml", "json")
WITH_EXAMPLES = [
    name
    for name, path in TEXTS.items()
    if any(block.kind in RUN for block in blocks(path.read_text(encoding="utf-8")))
]
AGAIN = "see what differs, or write it: python -m docs.tools.refresh"


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_of_a_page(name: str, tmp_path: Path) -> None:
    source = TEXTS[name].read_text(encoding="utf-8")
    assert Session(name, tmp_path).run(source) == source, AGAIN


def test_the_pages_that_should_have_examples_have_them() -> None:
    assert {"veiledning.md", "tutorial.md", "region.md", "README.md"} <= set(WITH_EXAMPLES)


@pytest.mark.parametrize("name", list(TEXTS))
def test_no_block_is_of_a_kind_that_nobody_looks_at(name: str) -> None:
    known = {*RUN, "sh", "text", "math"}
    assert {block.kind for block in blocks(TEXTS[name].read_text(encoding="utf-8"))} <= known


def _shell_lines(name: str) -> list[str]:
    source = TEXTS[name].read_text(encoding="utf-8")
    return [
        line
        for block in blocks(source)
        if block.kind == "sh"
        for line in block.text.splitlines()
        if line.strip()
    ]


@pytest.mark.parametrize(
    ("name", "line"), [(name, line) for name in TEXTS for line in _shell_lines(name)]
)
def test_commands_that_are_not_run_exist(name: str, line: str) -> None:
    """Installing is what the integration script does; here the words of a command are looked at."""
    words = shlex.split(line, comments=True)
    program, *arguments = words[: words.index(">")] if ">" in words else words
    if program == "make":
        makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
        for target in arguments:
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    elif Path(program).name == "lms-planner":
        command: click.Command = cli.main_group
        while isinstance(command, click.Group) and not arguments[0].startswith("-"):
            own = isinstance(command, OwnFirst) and arguments[0] not in command.commands
            command = command.commands["run" if own else arguments.pop(0)]
        if arguments != ["--help"]:
            command.make_context("lms-planner", arguments)
    else:
        assert Path(program).name in {"python3", "pip", "git", "source"}


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("```console\n$ lms-planner scenario show nowhere\n```\n", "left exit code 2, not 0"),
        ("```console\n$ lms-planner region list  # exit code 3\n```\n", "left exit code 0, not 3"),
        ("```console\n$ rm -r /\n```\n", "examples cannot run rm"),
        ("```python\n1 / 0\n```\n", "ZeroDivisionError"),
        ("```yaml\ntitel: Feil\n```\n", "ukjent nøkkel|unknown key"),
    ],
)
def test_an_example_that_does_not_work_is_told(page: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ExampleError, match=told):
        Session("page.md", tmp_path).run(page)


def test_what_an_example_really_prints_takes_the_place_of_what_the_page_says(tmp_path: Path) -> None:
    page = (
        "<!-- file: mine.yaml -->\n```yaml\ntitle: Min\nextends: solo\n```\n"
        "```console\n$ lms-planner check mine.yaml\nwrong\n```\n"
        "<!-- lines: 2- -->\n```console\n$ lms-planner scenario show mine.yaml\n?\n```\n"
        "```python\nn = 20\nprint(n + 1)  # 7\nprint('not shown')\n```\n"
    )
    found = Session("page.md", tmp_path).run(page)
    assert "wrong" not in found
    assert "mine.yaml: no problems. Min, region midt-troms-2011." in found
    assert "show mine.yaml\n…\nextends: solo\n```" in found
    assert "print(n + 1)  # 21\nprint('not shown')\n" in found
    assert Session("page.md", tmp_path).run(found) == found
