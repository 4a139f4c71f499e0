"""`catalogue derive`: the programme catalogue, made again from the facts it rests on."""

from __future__ import annotations

from pathlib import Path

from planner.commands.console import Console
from planner.commands.exit_codes import EXIT_INPUT
from planner.commands.layout import columns
from planner.messages import message


def derive_command(console: Console, out: Path | None = None, only_check: bool = False) -> int:
    """Derive the catalogue, and write it, compare it with the shipped tables, or show it."""
    from planner.data import geodata_dir
    from planner.region import check_catalogue, derive_catalogue, lms_dir, write_catalogue

    if only_check:
        findings = check_catalogue(out or geodata_dir() / "catalogue", lms_dir())
        for finding in findings:
            console.result(str(finding))
        if findings:
            console.say(message("Differences from what the facts give: {count}.", count=len(findings)))
            return EXIT_INPUT
        console.result(message("The tables are what the facts give."))
        return 0
    catalogue = derive_catalogue(lms_dir())
    if out is not None:
        write_catalogue(catalogue, out)
        console.result(str(out))
        return 0
    shares = {(row.mix_id, row.programme_id): row.share for row in catalogue.mixes}
    mixes = sorted({row.mix_id for row in catalogue.mixes})
    rows = [
        (p.id, p.name_nb, *(f"{shares.get((mix, p.id), 0):.1%}" for mix in mixes))
        for p in catalogue.programmes
    ]
    console.result(columns([("programme", "name", *mixes), *rows], right=[2, 3]))
    for level in catalogue.demand_levels:
        console.result(
            f"\n{level.id} ({level.name_nb}): {level.participants_per_1000:g} per 1000 a year"
        )
        console.result(f"  {level.derivation}")
    return 0
