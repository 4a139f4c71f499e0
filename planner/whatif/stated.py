"""The paths that a study names, with the values that it gives them, as they stand in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.scenario import KeyPath


@dataclass(frozen=True, slots=True)
class Stated:
    """A path, where it stands, and its values with their places; drawn values are not among them."""

    at: KeyPath
    path: str
    values: tuple[tuple[KeyPath, Any], ...] = ()


def stated(data: Mapping[str, Any]) -> Iterator[Stated]:
    """Every path that a study names; what is no study is passed over."""
    yield from _single(data.get("set"), ("set",))
    for n, factor in _items(data.get("vary")):
        at: KeyPath = ("vary", n)
        if isinstance(factor.get("path"), str):
            listed = _listed(factor.get("values"), (*at, "values"))
            ends = [((*at, end), factor[end]) for end in ("from", "to") if end in factor]
            yield Stated((*at, "path"), factor["path"], (*listed, *ends))
        for path, values in _table(factor.get("together")):
            here = (*at, "together", path)
            yield Stated(here, path, tuple(_listed(values, here)))
        for name, values in _table(factor.get("variants")):
            yield from _single(values, (*at, "variants", name))
    draws = data.get("draws")
    for path, of in _table(draws.get("of") if isinstance(draws, dict) else None):
        here = ("draws", "of", path)
        values = of.get("values") if isinstance(of, dict) else None
        yield Stated(here, path, tuple(_listed(values, (*here, "values"))))
    for n, swing in _items(data.get("one_at_a_time")):
        if isinstance(swing.get("path"), str):
            at = ("one_at_a_time", n)
            ends = [((*at, end), swing[end]) for end in ("low", "high") if end in swing]
            yield Stated((*at, "path"), swing["path"], tuple(ends))


def _single(table: Any, at: KeyPath) -> Iterator[Stated]:
    for path, value in _table(table):
        yield Stated((*at, path), path, (((*at, path), value),))


def _table(table: Any) -> Iterable[tuple[str, Any]]:
    return table.items() if isinstance(table, dict) else ()


def _listed(values: Any, at: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(values, list | tuple):
        yield from (((*at, n), value) for n, value in enumerate(values))


def _items(rows: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    if isinstance(rows, list | tuple):
        yield from ((n, row) for n, row in enumerate(rows) if isinstance(row, dict))
