"""Run what a page shows, in a folder of its own, and give the page with what really came out.

console   lines that begin with `$ ` are run: `lms-planner …`, also with `> file`; and `ls FOLDER`.
          They must leave exit code 0, or the one that a comment behind the command names
          (`# exit code 2`). Where output is shown, it is the real one (see `blocks` for a part of it).
python    run top to bottom, names carry over; a comment behind a `print(…)` is what it prints
yaml      a scenario file: it must read and fit its region
json      must be JSON
sh        not run: getting and installing, which the integration script does from a clean clone
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from docs.tools.blocks import Block, blocks, replaced

NO_BREAK_SPACE = "\u00a0"
REST = "…"
_EXIT = re.compile(r"\s+#.*?\b(?:exit code|kode) (\d)\b.*$")


class ExampleError(Exception):
    """An example of a page does not work."""


@dataclass(slots=True)
class Session:
    """One page's examples: they share a folder and the names of its Python blocks."""

    page: str
    folder: Path
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__example__"})

    def run(self, source: str) -> str:
        """The page with what its examples really print.

        Raises:
            ExampleError: an example fails.
        """
        changes = []
        with contextlib.chdir(self.folder):
            for block in blocks(source):
                text = self._run_block(block)
                if text != block.text:
                    changes.append((block, text))
        return replaced(source, changes)

    def _run_block(self, block: Block) -> str:
        if block.kind == "console":
            return "".join(self._run_console(block))
        if block.kind == "python":
            return self._run_python(block)
        if block.kind == "json":
            json.loads(block.text)
        if block.kind in ("yaml", "json"):
            name = block.notes.get("file", f"example-{block.line}.{block.kind}")
            Path(name).write_text(block.text, encoding="utf-8")
            if block.kind == "yaml":
                self._expect(block, f"lms-planner check {name}", 0)
        return block.text

    def _run_console(self, block: Block) -> Iterator[str]:
        steps = re.split(r"^(?=\$ )", block.text, flags=re.MULTILINE)
        if steps[0].strip():
            raise self._error(block, "output before any command")
        for step in steps[1:]:
            command, *shown = step.splitlines()
            wanted = _EXIT.search(command)
            bare = _EXIT.sub("", command.removeprefix("$ "))
            printed = self._expect(block, bare, int(wanted[1]) if wanted else 0)
            yield command + "\n"
            if shown:
                yield from (f"{line}\n" for line in _cut(printed, block.notes.get("lines")))

    def _expect(self, block: Block, command: str, code: int) -> list[str]:
        found, printed = _run_command(command)
        if found != code:
            told = "\n".join(printed)
            raise self._error(block, f"`{command}` left exit code {found}, not {code}:\n{told}")
        return printed

    def _run_python(self, block: Block) -> str:
        lines = block.text.splitlines(keepends=True)
        for statement in ast.parse(block.text).body:
            out = io.StringIO()
            code = compile(ast.Module([statement], []), f"{self.page}:{block.line}", "exec")
            try:
                with contextlib.redirect_stdout(out), _one_worker():
                    exec(code, self.names)
            except Exception as error:
                raise self._error(block, f"{type(error).__name__}: {error}") from error
            last = (statement.end_lineno or 1) - 1
            head, mark, _ = lines[last].partition("  # ")
            printed = out.getvalue().rstrip("\n").replace(NO_BREAK_SPACE, " ")
            if mark and printed:
                lines[last] = f"{head}  # {printed}\n"
        return "".join(lines)

    def _error(self, block: Block, message: str) -> ExampleError:
        return ExampleError(f"docs/{self.page}:{block.line}: {message}")


def _run_command(command: str) -> tuple[int, list[str]]:
    """Exit code, and the lines that a terminal would show."""
    import cli
    from planner.commands.exit_codes import run

    words = shlex.split(command)
    target = None
    if ">" in words:
        words, target = words[: words.index(">")], Path(words[words.index(">") + 1])
    if words[0] == "ls":
        return 0, sorted(path.name for path in Path(words[1]).iterdir())
    if words[0] != "lms-planner":
        return 127, [f"examples cannot run {words[0]}"]
    terminal = _Screen()
    out = _Screen() if target else terminal
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(terminal),
        _one_worker(),
        _shipped_nearby(),
    ):
        code = run(cli.main_group, words[1:])
    if target:
        target.write_text(out.text(), encoding="utf-8")
    text = terminal.text().replace(NO_BREAK_SPACE, " ")
    return code, [line.rstrip() for line in text.rstrip("\n").splitlines()]


class _Screen(io.TextIOWrapper):
    """A stream that keeps what is written."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    def text(self) -> str:
        """All of it so far."""
        self.flush()
        return self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined, no-any-return]


def _one_worker() -> contextlib.AbstractContextManager[Any]:
    """Examples do not start processes of their own: the answers are the same."""
    return mock.patch("planner.pipeline.together.cores", return_value=1)


@contextlib.contextmanager
def _shipped_nearby() -> Iterator[None]:
    """The shipped scenarios as `scenarios/`: where the package stands, and how long the way there is,
    is no matter of the page's."""
    from planner.data import scenarios_dir

    here = Path("scenarios")
    with mock.patch("planner.scenario.shipped.scenarios_dir", return_value=here):
        here.symlink_to(scenarios_dir(), target_is_directory=True)
        try:
            yield
        finally:
            here.unlink()


def _cut(printed: list[str], wanted: str | None) -> list[str]:
    """The lines asked for (`1-12, 40-45`, `-3-` from the third last), with … for those left out."""
    if wanted is None:
        return printed
    kept: list[str] = []
    at = 0
    for part in wanted.split(","):
        found = re.fullmatch(r"\s*(-?\d+)-(\d*)\s*", part)
        if not found:
            raise ValueError(f"lines: {part!r} is not FROM-TO")
        first = int(found[1]) - 1 if int(found[1]) > 0 else len(printed) + int(found[1])
        last = int(found[2]) if found[2] else len(printed)
        if first > at:
            kept.append(REST)
        kept += printed[first:last]
        at = last
    return [*kept, REST] if at < len(printed) else kept
