"""A road network as arrays, for graphs too large for a table of links: what is open, and how fast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.errors import Finding, InputError
from planner.messages import message

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class RoadNetwork:
    """L links between nodes 0 … `nodes` − 1, usable both ways. Parallel links may stand."""

    nodes: int
    from_node: npt.NDArray[np.int32]
    """(L,)"""
    to_node: npt.NDArray[np.int32]
    """(L,)"""
    minutes: npt.NDArray[np.float64]
    """(L,) in summer; at least 0."""
    km: npt.NDArray[np.float64]
    """(L,) at least 0."""
    winter_exposed: npt.NDArray[np.bool_]
    """(L,) whether winter slows the link down."""


@dataclass(frozen=True, slots=True)
class RoadSeason:
    """What a season does to a network: exposed links are slower in winter, closed ones are not there.

    minutes = minutes of the link × `winter_factor`   where it is exposed and `winter` is on
    """

    winter: bool = False
    winter_factor: float = 1.3
    closed: tuple[int, ...] = ()
    """Positions of the links that are closed."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenLinks:
    """The links of one season in both directions, sorted by `from · size + to`, each pair once."""

    size: int
    keys: npt.NDArray[np.int64]
    minutes: npt.NDArray[np.float64]
    km: npt.NDArray[np.float64]


def open_links(network: RoadNetwork, season: RoadSeason) -> OpenLinks:
    """The links that are open. Of parallel ones the fastest stays, then the shortest.

    Raises:
        InputError: what is wrong with the arrays or the season, all of it.
    """
    import numpy as np

    findings = _problems(network, season)
    if findings:
        raise InputError(findings)
    stays = network.from_node != network.to_node
    stays[list(season.closed)] = False
    tails = network.from_node[stays].astype(np.int64)
    heads = network.to_node[stays].astype(np.int64)
    slower = season.winter & network.winter_exposed[stays]
    minutes = np.where(slower, network.minutes[stays] * season.winter_factor, network.minutes[stays])
    keys = np.concatenate([tails * network.nodes + heads, heads * network.nodes + tails])
    minutes = np.concatenate([minutes, minutes])
    km = np.concatenate([network.km[stays]] * 2).astype(np.float64)
    order = np.lexsort((km, minutes, keys))
    keys = keys[order]
    first = np.ones(len(keys), dtype=bool)
    first[1:] = keys[1:] != keys[:-1]
    return OpenLinks(network.nodes, keys[first], minutes[order][first], km[order][first])


def _problems(network: RoadNetwork, season: RoadSeason) -> list[Finding]:
    import numpy as np

    count = len(network.from_node)
    lengths = {
        name: len(getattr(network, name)) for name in ("to_node", "minutes", "km", "winter_exposed")
    }
    found = [
        _finding(
            message("{name} has another length than from_node", name=name), str(length), str(count)
        )
        for name, length in lengths.items()
        if length != count
    ]
    for name in ("from_node", "to_node"):
        ends = getattr(network, name)
        if len(ends) and not 0 <= int(ends.min()) <= int(ends.max()) < network.nodes:
            expected = f"0 … {network.nodes - 1}"
            found.append(
                _finding(
                    message("{name} names no node", name=name), f"{ends.min()} … {ends.max()}", expected
                )
            )
    for name in ("minutes", "km"):
        wrong = np.flatnonzero(~(np.isfinite(getattr(network, name)) & (getattr(network, name) >= 0)))
        if len(wrong):
            value = f"{getattr(network, name)[wrong[0]]} at link {wrong[0]}, {len(wrong)} in all"
            found.append(
                _finding(
                    message("{name} cannot be used", name=name),
                    value,
                    message("a finite number of at least 0"),
                )
            )
    missing = sorted(n for n in season.closed if not 0 <= n < count)
    if missing:
        expected = message("positions of links, 0 … {value}", value=count - 1)
        found.append(_finding(message("a closed link does not exist"), str(missing[:5]), expected))
    if not 1 <= season.winter_factor < float("inf"):
        found.append(
            _finding(
                message("the winter factor cannot be used"),
                str(season.winter_factor),
                message("at least 1"),
            )
        )
    return found


def _finding(problem: str, found: str, expected: str) -> Finding:
    return Finding("road network", problem, found=found, expected=expected)
