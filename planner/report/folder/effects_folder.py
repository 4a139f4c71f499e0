"""The folder of `effects --out`: the text, the JSON, and a workbook of the two alternatives."""

from __future__ import annotations

from pathlib import Path

from planner.decide import Effects
from planner.files import MARKER, WRITTEN_BY, listing, replaced_folder, stable_json, write_text
from planner.report.comparison import Comparison
from planner.report.excel import comparison_xlsx
from planner.report.json import effects_json
from planner.report.terminal import effects_text
from planner.report.words import Lang


def write_effects(found: Effects, comparison: Comparison, out: Path, lang: Lang) -> None:
    """Write `effects.txt`, `effects.json` and `effects.xlsx`, all or nothing.

    Raises:
        InputError: the folder is not ours, or cannot be written.
    """
    before, after = comparison.alternatives
    with replaced_folder(out) as folder:
        write_text(folder / "effects.txt", effects_text(found, before, after, lang))
        write_text(folder / "effects.json", effects_json(found, before, after))
        (folder / "effects.xlsx").write_bytes(comparison_xlsx(comparison, lang))
        marker = {"written_by": WRITTEN_BY, "kind": "effects", "files": listing(folder)}
        write_text(folder / MARKER, stable_json(marker))
