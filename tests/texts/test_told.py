"""What is told of an input goes through `message`, so that it can be told in the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import planner

PACKAGE = Path(planner.__file__).parent
TOLD = frozenset(
    {
        *("Finding", "InputError", "NoPlanError", "InfeasibleError"),
        *("UsageError", "BadParameter", "ScenarioIssue"),
    }
)
"""Calls whose arguments a user reads."""
KEYWORDS = frozenset({"message", "found", "expected", "fix"})
HELPERS = frozenset({"refuse", "refused", "_refused", "_refuse", "unusable"})
"""Functions that hand their arguments on to one of them."""


def is_sentence(text: str) -> bool:
    return " " in text and any(letter.isalpha() for letter in text)


def plain(node: ast.expr) -> Iterator[ast.expr]:
    """Sentences written where they stand, and not in `message`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_sentence(node.value):
        yield node
    elif isinstance(node, ast.JoinedStr):
        texts = [part.value for part in node.values if isinstance(part, ast.Constant)]
        if any(is_sentence(str(text)) for text in texts):
            yield node
    elif isinstance(node, ast.IfExp):
        yield from plain(node.body)
        yield from plain(node.orelse)
    elif isinstance(node, ast.BinOp):
        yield from plain(node.left)
        yield from plain(node.right)
    elif isinstance(node, ast.List | ast.Tuple):
        for element in node.elts:
            yield from plain(element)


def untold(source: str) -> list[str]:
    """Every such sentence of a module, with its line."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in TOLD | HELPERS:
            continue
        given = node.args[1:] if name == "Finding" else node.args  # the first says where
        keywords = [k.value for k in node.keywords if k.arg in KEYWORDS]
        for argument in (*given, *keywords):
            found += [f"{part.lineno}: {ast.unparse(part)}" for part in plain(argument)]
    return found


def test_every_finding_and_refusal_can_be_told_in_another_language() -> None:
    found = {
        str(path.relative_to(PACKAGE)): lines
        for path in sorted(PACKAGE.rglob("*.py"))
        if (lines := untold(path.read_text(encoding="utf-8")))
    }
    # A list of names, cut where it is long: there is no sentence in it.
    found.pop("region/outlines.py", None)
    assert not found


def test_a_sentence_that_is_written_plainly_is_found() -> None:
    assert untold('raise InputError(f"{name} has no plan")')
    assert untold('Finding(file, "is damaged", fix="Write it" if x else message("Write it anew."))')
    assert not untold('Finding(f"{a} and {b}", message("is damaged"), found=f"{x:g}–{y:g}")')
