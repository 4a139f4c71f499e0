"""The pictures of studies, drawn from whole runs that take some minutes.

python -m docs.tools.studies [FOLDER]     run the studies of docs/examples, or go on in FOLDER, and draw

`studies.json` beside the pictures says what each shows, and which study file it was drawn from. A test
compares that with the file and with plans of its own, so that a picture cannot grow old unseen.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docs.tools.pictures import save
from planner.report.charts.picture import Page

if TYPE_CHECKING:
    import pandas as pd

DOCS = Path(__file__).resolve().parents[1]
RECORD = "studies.json"
DRAWS = 25
"""So many of the drawn weightings are recorded one by one."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A study of docs/examples, how it is drawn, and what of its table is recorded."""

    study: str
    options: dict[str, Any]
    shown: Callable[[pd.DataFrame], dict[str, Any]]

    @property
    def path(self) -> Path:
        """The study file."""
        return DOCS / "examples" / self.study


def digest(path: Path) -> str:
    """Of a study file, however its lines end."""
    return hashlib.sha256(path.read_text(encoding="utf-8").encode()).hexdigest()[:16]


def thresholds(table: pd.DataFrame) -> dict[str, Any]:
    """Alternative → the verdict of the unit that stands worst, by guideline."""
    from planner.whatif.columns import worst_verdict

    return {
        name: [worst_verdict(told) for told in rows["guideline"]]
        for name, rows in table.groupby("scenario", sort=False)
    }


def assumptions(table: pd.DataFrame) -> dict[str, Any]:
    """Who leads at the base and by how much, and the same at both ends of every assumption."""
    from planner.whatif.plot_tornado import leading, swings

    leader = leading(table, "lead")
    lead, bars = swings(table, "lead")
    ends = {
        bar.name: [[_rounded(value), at.first] for value, at in _ends(bar)]
        for bar in sorted(bars, key=lambda bar: bar.name)
    }
    return {"first": leader, "lead": _rounded(lead), "ends": ends}


def _ends(bar: Any) -> list[tuple[float | None, Any]]:
    return [(bar.low, bar.low_value), (bar.high, bar.high_value)]


def weights(table: pd.DataFrame) -> dict[str, Any]:
    """How often each alternative comes first at each guideline, and who does for the first draws."""
    from planner.whatif.plot_first import firsts

    counts = firsts(table, "threshold.persons_min")
    one = table[(table["scenario"] == table["scenario"].iloc[0])]
    middle = one[one["threshold.persons_min"] == 20_000]
    return {
        "first": {str(int(low)): row for low, row in counts.items()},
        "draws": list(middle["first"][:DRAWS]),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 5)


PAGE = Page(27.0, 18.0, 90)
PICTURES = {
    "studie-terskel.png": Picture(
        "thresholds.yaml",
        {"x": "threshold.persons_min", "y": "scenario", "value": "guideline", "page": PAGE},
        thresholds,
    ),
    "studie-antakelser.png": Picture("assumptions.yaml", {"page": PAGE}, assumptions),
    "studie-vekter.png": Picture(
        "weights.yaml",
        {"kind": "first", "by": "threshold.persons_min", "page": Page(27.0, 11.0, 90)},
        weights,
    ),
}


def main(folder: Path) -> None:
    """Run what is not run yet, draw, and write the record."""
    from planner.whatif import read_study, read_table, run_study, write_plot

    record = {}
    for name, picture in PICTURES.items():
        out = folder / picture.path.stem
        run_study(read_study(picture.path), out, workers=1)
        image = DOCS / "images" / name
        write_plot(out, image, **picture.options)
        save(image, image.read_bytes())
        record[name] = {"study": digest(picture.path), "shown": picture.shown(read_table(out))}
        print(f"docs/images/{name}: drawn")
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    (DOCS / "images" / RECORD).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder))
