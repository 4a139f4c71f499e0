"""Mutation testing of rules, verifier and indicators, by a sample: `python -m tests.tools.mutants`.

A mutant is the code with one small mistake in it: a comparison turned or off by its edge, a sum made a
difference, a number one too large, `and` made `or`, `min` made `max`, a condition turned round. The
tests of its part are run against it; where they all pass, nobody would have noticed the mistake. The
sample is drawn by a seed, so that the same mutants can be looked at again.

Source of the method: R. A. DeMillo, R. J. Lipton and F. G. Sayward (1978), "Hints on test data
selection: help for the practicing programmer", Computer 11(4).
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

PARTS = {
    "rules": (("planner/rules/*/model.py",), ("tests/model", "tests/rules")),
    "verifier": (("planner/verify/*.py", "planner/rules/*/verify.py"), ("tests/verify", "tests/rules")),
    "indicators": (("planner/evaluate/*.py",), ("tests/evaluate",)),
}
"""Part → its files, and the tests that should see a mistake in them."""

SECONDS_MAX = 300.0
"""A mutant that takes longer has been seen: it does not end."""

COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATE: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: where, what stood there, and what stands there now."""

    part: str
    file: Path
    line: int
    was: str
    now: str
    text: str
    """The whole file with the mistake in it."""

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.was} → {self.now}"


def mutants_of(part: str, file: Path) -> Iterator[Mutant]:
    """Every mutant of a file, in the order of its lines."""
    source = file.read_text(encoding="utf-8")
    for node, changed in _changes(ast.parse(source)):
        was, now = ast.unparse(node), ast.unparse(changed)
        old = ast.get_source_segment(source, node)
        if old is None or was == now:
            continue
        lines = source.splitlines(keepends=True)
        start = sum(len(line.encode()) for line in lines[: node.lineno - 1]) + node.col_offset
        raw = source.encode()
        end = start + len(old.encode())
        text = (raw[:start] + f"({now})".encode() + raw[end:]).decode()
        yield Mutant(part, file, node.lineno, was, now, text)


def _changes(tree: ast.Module) -> Iterator[tuple[ast.expr, ast.expr]]:
    """(expression, the same with a mistake in it); annotations and docstrings are left alone."""
    for node in _expressions(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            other = COMPARE[type(node.ops[0])]()
            yield node, ast.Compare(node.left, [other], node.comparators)
        elif isinstance(node, ast.BinOp) and type(node.op) in OPERATE:
            yield node, ast.BinOp(node.left, OPERATE[type(node.op)](), node.right)
        elif isinstance(node, ast.BoolOp):
            swapped = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield node, ast.BoolOp(swapped, node.values)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, node.operand
        elif isinstance(node, ast.IfExp):
            yield node, ast.IfExp(node.test, node.orelse, node.body)
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield node, ast.Constant(node.value + 1)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield node, ast.Call(ast.Name(CALLS[node.func.id]), node.args, node.keywords)


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            # a literal inside an f-string has no place of its own in the source
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                if isinstance(child, ast.expr):
                    yield child
                yield from _expressions(child)


def drawn(part: str, count: int, seed: int) -> list[Mutant]:
    """A sample of a part's mutants, all equally likely, by file and line."""
    patterns, _ = PARTS[part]
    files = sorted({file for pattern in patterns for file in ROOT.glob(pattern)})
    every = [mutant for file in files for mutant in mutants_of(part, file)]
    chosen = random.Random(f"{part}:{seed}").sample(every, min(count, len(every)))
    return sorted(chosen, key=lambda m: (m.file, m.line, m.now))


def survives(mutant: Mutant, copy: Path) -> bool:
    """Whether all tests of the part pass with the mistake in the copy of the checkout."""
    target = copy / mutant.file.relative_to(ROOT)
    kept = target.read_bytes()
    target.write_text(mutant.text, encoding="utf-8")
    tests = [test for test in PARTS[mutant.part][1] if (copy / test).exists()]
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=SECONDS_MAX,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    finally:
        target.write_bytes(kept)
    return done.returncode == 0


def main() -> int:
    """Draw, run and tell; 1 where a mutant survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all if none")
    parser.add_argument("--count", type=int, default=20, help="mutants of each part (20)")
    parser.add_argument("--seed", type=int, default=1, help="of the draw (1)")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.parts) - set(PARTS))
    if unknown:
        parser.error(f"no part is called {unknown[0]}; expected {', '.join(PARTS)}")
    alive = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        hidden = shutil.ignore_patterns(".*", "__pycache__", "demo", "site", "runs")
        shutil.copytree(ROOT, copy, ignore=hidden)
        for part in chosen.parts or PARTS:
            mutants = drawn(part, chosen.count, chosen.seed)
            survivors = []
            for mutant in mutants:
                if survives(mutant, copy):
                    survivors.append(mutant)
                    print(f"survived  {mutant}", flush=True)
            print(
                f"{part}: {len(mutants) - len(survivors)} of {len(mutants)} seen by the tests",
                flush=True,
            )
            alive += len(survivors)
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
