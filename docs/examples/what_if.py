"""What if demand grows, and winter comes? A study from a script, its table, and a picture.

    python docs/examples/what_if.py [FOLDER]

A second call finishes what the first left, and solves nothing twice.
"""

import sys
from pathlib import Path

from planner.whatif import read_table, run_study, study_of
from planner.whatif.plots import write_plot

STUDY = {
    "title": "Etterspørsel og årstid",
    "scenario": "alt-2-lokta",
    "set": {"demand.programmes": ["diabetes", "heart"]},
    "vary": [
        {"path": "demand.factor", "from": 0.5, "to": 1.5, "count": 3},
        {"path": "travel.season", "values": ["summer", "winter"]},
    ],
}


def main(folder: Path) -> None:
    """Run the study, and say what it found."""
    ran = run_study(study_of(STUDY), folder / "study", workers=1)
    print(f"{ran.points} points, {ran.failed} without a plan")

    table = read_table(folder / "study")
    hours = table.pivot(index="demand.factor", columns="travel.season", values="travel_hours_total")
    print(hours.round(1).to_string())

    write_plot(folder / "study", folder / "study.png", x="demand.factor", by="travel.season")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "what-if"))
