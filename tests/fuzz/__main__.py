"""The command: `python -m tests.fuzz --inputs 5000 --seed 1`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.fuzz.kinds import KINDS
from tests.fuzz.runner import fuzz


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--inputs", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=list(KINDS), default=[])
    parser.add_argument("--keep", type=Path, help="folder that takes the inputs that ended in a fault")
    parser.add_argument("--show", action="store_true", help="print refusals without a place or a mend")
    parser.add_argument("--traces", action="store_true", help="print tracebacks in full")
    told = parser.parse_args()
    counts = fuzz(told.inputs, told.seed, tuple(told.kind), told.keep and told.keep.absolute())
    print(counts.text())
    like: dict[str, list[str]] = {}
    for kind, number, arguments, what in counts.faults:
        last = [line.strip() for line in what.splitlines() if "/planner/" in line][-1:]
        place = f"{what.strip().splitlines()[-1][:150]} ({''.join(last)[-90:]})"
        like.setdefault(place, []).append(f"{kind} {number}: {' '.join(arguments)}")
    for place, cases in like.items():
        print(f"\n{len(cases)} x {place}\n  " + "\n  ".join(cases[:3]))
    if told.traces:
        print("\n\n".join(what[-3000:] for *_, what in counts.faults))
    if told.show:
        print("\n".join([*counts.without_place, *counts.without_fix]))
    return 1 if counts.faults else 0


if __name__ == "__main__":
    sys.exit(main())
