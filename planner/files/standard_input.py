"""`-`: standard input in the place of a file."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import TextIO

STANDARD_INPUT = Path("-")


def is_standard_input(path: Path) -> bool:
    """Whether a path is `-`, and no file of that name stands in its place."""
    return path == STANDARD_INPUT and not path.exists()


def standard_input() -> bytes:
    """All of standard input; a second reader gets the same again, which a pipe would not give."""
    return _all_of(sys.stdin)


@lru_cache(maxsize=1)
def _all_of(stream: TextIO) -> bytes:
    return stream.buffer.read()
