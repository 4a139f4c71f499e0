"""The defaults and the page against the figures of the centres of Helse Nord in 2006."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from planner.data import geodata_dir
from planner.errors import InputError
from planner.evaluate.calibration import calibration_tables, read_calibration
from planner.scenario.schema import Staffing

PAGE = Path(__file__).parents[2] / "docs" / "staffing.md"
FACTS = geodata_dir() / "lms"


def rows(name: str) -> list[dict[str, str]]:
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_base_hours_are_the_sum_of_the_means() -> None:
    """Computed from the table without the reader."""
    means = [float(r["mean"]) for r in rows("lms_worktime_2006") if r["unit"] == "hours per week"]
    assert len(means) == 5
    assert sum(means) == pytest.approx(18.5)
    found = read_calibration()
    assert found.hours_base_per_week == pytest.approx(sum(means))
    assert Staffing().hours_base_per_week == found.hours_base_per_week
    assert Staffing().hours_per_post == found.hours_per_post


def test_the_spread_of_participants_per_post() -> None:
    """64 to 386: Narvik and Bodø, by their permanent posts."""
    per_post = {
        r["lms"]: float(r["participants_2006"]) / float(r["permanent_fte"])
        for r in rows("activity_helse_nord_2006")
        if r["row_kind"] == "centre" and r["participants_2006"] and float(r["permanent_fte"]) > 0
    }
    assert min(per_post, key=lambda n: per_post[n]) == "Narvik"
    assert max(per_post, key=lambda n: per_post[n]) == "Bodø"
    low, high = read_calibration().spread_permanent
    assert (low, high) == (min(per_post.values()), max(per_post.values()))
    assert (int(low), int(high)) == (64, 386)


def test_hours_left_per_offer_by_hand() -> None:
    """Mosjøen: one post less the base hours, over 5 offers in ten months."""
    found = read_calibration()
    centres = {c.name: c for c in found.centres}
    by_hand = (1700 - 18.5 * 1700 / 37.5) / (5 * 12 / 10)
    assert found.hours_per_offer(centres["Mosjøen"], Staffing()) == pytest.approx(by_hand)
    assert found.hours_per_offer(centres["Kirkenes"], Staffing()) is None  # its post was vacant
    assert found.hours_per_offer(centres["Harstad"], Staffing()) is None  # did not answer


def test_the_tables_of_the_page_are_the_facts() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for table in calibration_tables(read_calibration(), Staffing()).split("\n\n"):
        assert table in page, "run: python -m planner.evaluate.calibration, and put it in the page"


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        ("lms_worktime_2006", ("hours per week", "minutes"), "no row tells hours of work"),
        ("lms_worktime_2006", ("0.5,7.5,3.4", ",7.5,3.4"), "low and high are needed"),
        ("lms_worktime_2006", ("3.4", "many"), "many"),
        ("demand_assumptions", ("months_counted", "months"), "months_counted"),
    ],
)
def test_broken_facts_are_told(
    tmp_path: Path, table: str, change: tuple[str, str], message: str
) -> None:
    shutil.copytree(FACTS, tmp_path / "lms")
    path = tmp_path / "lms" / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_calibration(tmp_path / "lms")
    assert message in str(caught.value)
