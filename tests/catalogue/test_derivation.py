"""The catalogue follows from the facts, and the shipped facts give the figures of the model."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import fields
from math import inf
from pathlib import Path

import pytest

from planner.data import geodata_dir
from planner.region.catalogue import Catalogue, derive_catalogue
from planner.region.types import Programme


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return derive_catalogue()


@pytest.fixture
def lms(tmp_path: Path) -> Path:
    """A copy of the shipped facts that a test may change."""
    return Path(shutil.copytree(geodata_dir() / "lms", tmp_path / "lms"))


def change(path: Path, where: Callable[[dict[str, str]], bool], **values: str) -> None:
    """Write values into the rows of a table that a condition picks; it must pick some."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header, rows = list(reader.fieldnames or ()), list(reader)
    picked = [row for row in rows if where(row)]
    assert picked
    for row in picked:
        row.update(values)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)


def test_four_levels_as_the_model_states_them(catalogue: Catalogue) -> None:
    assert {level.id: level.participants_per_1000 for level in catalogue.demand_levels} == {
        "lowest": 2.7,
        "low": 4.6,
        "middle": 8.0,
        "high": 10.5,
    }
    assert catalogue.unrounded["low"] == pytest.approx(1725 * 12 / 10 / 446_000 * 1000)
    assert catalogue.unrounded["middle"] == pytest.approx(1933 * 20 / 4_846_000 * 1000)
    assert catalogue.unrounded["high"] == pytest.approx(234 * 20 / 446_000 * 1000)
    for level in catalogue.demand_levels:
        assert f"{catalogue.unrounded[level.id]:.2f} per 1000" in level.derivation
        assert level.assumed == {"participants_per_1000"}
    assert [level.id for level in catalogue.demand_levels] == ["high", "low", "lowest", "middle"]


def test_levels_follow_the_facts(lms: Path) -> None:
    change(lms / "demand_assumptions.csv", lambda row: row["id"] == "months_counted", value="12")
    change(
        lms / "demand_assumptions.csv", lambda row: row["id"] == "participants_per_offer", value="10"
    )
    derived = derive_catalogue(lms)
    assert derived.unrounded["low"] == pytest.approx(1725 / 446)
    assert derived.unrounded["high"] == pytest.approx(2340 / 446)
    assert {level.id: level.participants_per_1000 for level in derived.demand_levels} == {
        "lowest": 2.3,
        "low": 3.9,
        "middle": 4.0,
        "high": 5.2,
    }
    low = next(level for level in derived.demand_levels if level.id == "low")
    assert "12 months" in low.derivation
    assert "3.87 per 1000" in low.derivation


@pytest.mark.parametrize(
    ("mix", "programme", "offers", "total"),
    [
        ("helse_nord", "asthma_allergy", 33, 234),
        ("helse_nord", "other", 1, 234),
        ("helse_nord", "general_coping", 0, 234),
        ("national", "mental_health", 205, 1933),
        ("national", "other", 419, 1933),
        ("national", "stroke", 23, 1933),
    ],
)
def test_shares_are_unrounded(
    catalogue: Catalogue, mix: str, programme: str, offers: int, total: int
) -> None:
    assert catalogue.share(mix, programme) == offers / total


@pytest.mark.parametrize("mix", ["helse_nord", "national"])
def test_every_mix_covers_every_programme_and_adds_up(catalogue: Catalogue, mix: str) -> None:
    shares = {row.programme_id: row.share for row in catalogue.mixes if row.mix_id == mix}
    assert set(shares) == {programme.id for programme in catalogue.programmes}
    assert sum(shares.values()) == pytest.approx(1.0, abs=1e-12)


def test_seventeen_programmes_of_which_two_cannot_be_pooled(catalogue: Catalogue) -> None:
    ids = [programme.id for programme in catalogue.programmes]
    assert ids == sorted(ids)
    assert len(ids) == 17
    assert [row.id for row in catalogue.programmes if not row.pooled] == ["gatherings", "other"]
    joined = {row.joins_id for row in catalogue.programmes}
    assert joined == {None, "general_coping"}
    apart = {row.id for row in catalogue.programmes if row.joins_id is None}
    assert apart == {"gatherings", "general_coping", "other", "parents", "sensory_loss"}
    assert {row.id for row in catalogue.programmes if row.persons_per_case == 2} == {"parents"}


def test_everything_that_no_source_gives_is_marked(catalogue: Catalogue) -> None:
    names = {field.name for field in fields(Programme)} - {"id", "name_en", "name_nb", "assumed"}
    for programme in catalogue.programmes:
        filled = {name for name in names if getattr(programme, name) not in (None, "", ())}
        sourced = {"time_of_day"} if programme.id == "mental_health" else set()
        assert programme.assumed == filled - sourced, programme.id
    assert all(row.assumed == {"share"} for row in catalogue.mixes)
    assert all(row.assumed == {"value"} for row in catalogue.cost_rates)


def test_meetings_of_mental_health_lie_in_the_median_class(catalogue: Catalogue) -> None:
    mental_health = next(row for row in catalogue.programmes if row.id == "mental_health")
    lowest, highest = map(int, catalogue.facts.median_meetings.split("-"))
    assert lowest <= mental_health.meetings_per_course <= highest
    origin = catalogue.origins["programmes", "mental_health"]
    assert "nklms_2012, table 7" in origin.source
    assert "140 of 187 offers (75 %) have 5 meetings or fewer" in origin.note
    assert "56 % were held in working hours, 44 % in the evening" in origin.note


def test_inhabitants_that_a_programme_needs(catalogue: Catalogue) -> None:
    # Diabetes at low demand: 4.6 × 30/234 participants per 1000, groups of 8.
    assert catalogue.persons_needed("diabetes", "low", "helse_nord") == pytest.approx(
        1000 * 8 / (4.6 * 30 / 234)
    )
    assert catalogue.persons_needed("general_coping", "high", "helse_nord") == inf


def test_the_cost_of_a_post_is_the_budget_over_the_posts(catalogue: Catalogue) -> None:
    rates = {row.id: row.value for row in catalogue.cost_rates}
    assert set(rates) == {"post_cost", "professional_hour", "user_representative_meeting", "mileage"}
    facts = catalogue.facts
    assert facts.posts_2009 == pytest.approx(128.7)
    assert rates["post_cost"] == round(facts.budget_nok / facts.posts_2009, -4)


def test_every_row_tells_where_it_comes_from(catalogue: Catalogue) -> None:
    rows = [("programmes", row.id) for row in catalogue.programmes]
    rows += [("programme_mix", f"{row.mix_id}/{row.programme_id}") for row in catalogue.mixes]
    rows += [("demand_levels", row.id) for row in catalogue.demand_levels]
    rows += [("cost_rates", row.id) for row in catalogue.cost_rates]
    assert set(catalogue.origins) == set(rows)
    for (table, _), origin in catalogue.origins.items():
        if table != "cost_rates":
            assert origin.source
        cited = origin.source.replace(";", ",").split(", ")[0]
        assert cited == "" or cited in catalogue.facts.titles
    assert "8 of 234" in catalogue.origins["programme_mix", "helse_nord/heart"].note
