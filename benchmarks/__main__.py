"""`python -m benchmarks` (or `make bench`): every benchmark, or the ones named.

    python -m benchmarks              all of them
    python -m benchmarks shipped      one

Each prints a table of seconds. Times depend on the machine; what was proved does not.
"""

from __future__ import annotations

import sys

from benchmarks import shipped, start_up

BENCHMARKS = {"start_up": start_up.run, "shipped": shipped.run}


def main(names: list[str]) -> int:
    """Run benchmarks by name; 2 for an unknown name, 1 where one misses its target."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    met = [BENCHMARKS[name]() for name in names or BENCHMARKS]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
