"""`python -m benchmarks` (or `make bench`): every benchmark, or the ones named.

    python -m benchmarks                             all of them
    python -m benchmarks methods --seconds 120       one, with more time for the plain MILP
    python -m benchmarks what_if --points 1000       one, with the whole study

Each prints a table. Times depend on the machine and on what else it does; what was proved does not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial

from benchmarks import (
    choice,
    classical,
    cores,
    districting,
    explore,
    four_fields,
    growth,
    machine,
    methods,
    norway,
    official_roads,
    peers,
    shipped,
    start_up,
    tenfold,
    travel,
    what_if,
)


def _what_if(points: int, _seconds: float) -> bool:
    return what_if.main(points)


BENCHMARKS: dict[str, Callable[[float], bool]] = {
    "official_roads": lambda _: official_roads.main(),
    "start_up": lambda _: start_up.run(),
    "methods": methods.run,
    "shipped": lambda _: shipped.run(),
    "cores": lambda _: cores.run(),
    "norway": norway.run,
    "districting": districting.run,
    "classical": classical.run,
    "peers": peers.run,
    "travel": travel.run,
    "tenfold": tenfold.run,
    "choice": choice.run,
    "explore": lambda _: explore.run(),
    "growth": growth.run,
    "four_fields": lambda _: four_fields.run(),
    "what_if": partial(_what_if, 200),
}


def main(arguments: list[str]) -> int:
    """Run benchmarks by name; 2 for an unknown name, 1 where one misses its target."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Run benchmarks.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"{', '.join(BENCHMARKS)}; all of them"
    )
    parser.add_argument(
        "--seconds", type=float, default=30.0, metavar="S", help="limit of the plain MILP (30)"
    )
    parser.add_argument(
        "--points",
        type=int,
        default=200,
        metavar="N",
        help="points of the what-if study, to 1 000 (200)",
    )
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    print(machine.description())
    chosen: dict[str, Callable[[float], bool]] = {
        **BENCHMARKS,
        "four_fields": lambda _: four_fields.run(),
        "what_if": partial(_what_if, options.points),
    }
    met = [chosen[name](options.seconds) for name in options.names or chosen]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
