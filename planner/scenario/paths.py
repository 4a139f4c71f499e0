"""Paths into a scenario: ("units", "new", 0, "name"), written units.new.0.name."""

from __future__ import annotations

KeyPath = tuple[str | int, ...]


def dotted(path: KeyPath) -> str:
    """A path as it is written after `--set`; a key that holds dots stands in double quotes.

    >>> dotted(("units", "members", "u.1", 0))
    'units.members."u.1".0'
    """
    return ".".join(f'"{p}"' if isinstance(p, str) and ("." in p or not p) else str(p) for p in path)


def parse_path(text: str) -> tuple[str, ...]:
    """The parts of a dotted path. Raises ValueError, saying why, for an empty part or an open quote.

    >>> parse_path('units.members."u.1"')
    ('units', 'members', 'u.1')
    """
    parts: list[str] = []
    rest = text
    while True:
        if rest.startswith('"'):
            part, quote, rest = rest[1:].partition('"')
            if not quote:
                raise ValueError("a double quote is opened and never closed")
            if rest and not rest.startswith("."):
                raise ValueError("after a closing quote a dot must follow")
            more, rest = rest.startswith("."), rest[1:]
        else:
            part, dot, rest = rest.partition(".")
            more = bool(dot)
        if not part.strip():
            raise ValueError("a part of the path is empty")
        parts.append(part.strip())
        if not more:
            return tuple(parts)
