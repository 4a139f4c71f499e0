"""What actions make of a state, undo and redo, and states as files: no server and no solver."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("uvicorn")

from planner.errors import InputError
from planner.explore import Session
from planner.explore.answering import Request
from planner.explore.session import StaleError
from planner.pipeline import read_task
from planner.region import Region
from tests.explore.conftest import SCENARIO


class Unsolved:
    """In the place of the process that solves: it only remembers what was asked."""

    def __init__(self, _heard: Any) -> None:
        self.asked: list[Request] = []

    def ask(self, request: Request) -> None:
        self.asked.append(request)

    def stop(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setattr("planner.explore.session.Answerer", Unsolved)
    return Session(SCENARIO, tmp_path / "e")


def members(view: dict[str, Any]) -> dict[str, list[str]]:
    return {unit["id"]: sorted(unit["members"]) for unit in view["units"]}


def test_a_municipality_changes_its_unit(session: Session) -> None:
    before = members(session.view())
    view = session.act(1, {"kind": "member", "code": "1925", "unit_id": "u4b_dms_setermoen"})
    after = members(view)
    assert "1925" in before["u4a_dms_finnsnes"]
    assert "1925" in after["u4b_dms_setermoen"]
    assert "1925" not in after["u4a_dms_finnsnes"]
    assert members(session.step(view["version"], "undo")) == before
    assert members(session.step(view["version"] + 1, "redo")) == after


def test_units_open_close_and_move(session: Session) -> None:
    view = session.act(1, {"kind": "add_unit", "code": "1924"})
    new = next(u for u in view["units"] if u["id"] == "unit_1924")
    assert new["members"] == ["1924"]
    view = session.act(view["version"], {"kind": "seat", "unit_id": "unit_1924", "code": "1922"})
    moved = next(u for u in view["units"] if u["id"] == "unit_1922")
    assert moved["members"] == ["1924"]
    view = session.act(view["version"], {"kind": "close_unit", "unit_id": "unit_1922"})
    assert all("1924" not in codes for codes in members(view).values())


def test_venues_and_values(session: Session) -> None:
    venue = next(iter(session.view()["venues"]))
    for use in ("must", "off", "may"):
        version = session.view()["version"]
        view = session.act(version, {"kind": "venue", "venue_id": venue, "use": use})
        assert view["venues"][venue] == use
    view = session.act(view["version"], {"kind": "add_venue", "place_id": "moen"})
    assert [row["place"] for row in view["added"]] == ["moen"]
    view = session.act(view["version"], {"kind": "set", "path": "demand.level", "value": "high"})
    assert view["values"]["demand.level"] == "high"


@pytest.mark.parametrize(
    "action",
    [
        {"kind": "member", "code": "9999", "unit_id": "u4a_dms_finnsnes"},
        {"kind": "member", "code": "1925", "unit_id": "nobody"},
        {"kind": "set", "path": "travel.matrix", "value": "/etc/passwd"},
        {"kind": "set", "path": "demand.level", "value": "boundless"},
        {"kind": "set", "path": "venues.count_max", "value": 1e9},
        {"kind": "set", "path": "travel.boats", "value": 1},
        {"kind": "venue", "venue_id": "../x", "use": "may"},
        {"kind": "apply", "number": 0},
        {"kind": "launch"},
        "member",
        None,
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(session: Session, action: object) -> None:
    before = session.view()
    with pytest.raises(InputError):
        session.act(before["version"], action)
    assert session.view() == before


def test_a_change_of_an_older_version_is_refused(session: Session) -> None:
    session.act(1, {"kind": "rename", "title": "Mitt"})
    with pytest.raises(StaleError):
        session.act(1, {"kind": "rename", "title": "Ditt"})
    assert session.view()["title"] == "Mitt"


@pytest.mark.parametrize("name", ["../out", "a/b", "", ".hidden", "x" * 200, "a\x00b", "a\nb"])
def test_a_file_is_saved_in_the_folder_only(session: Session, name: str) -> None:
    with pytest.raises(InputError):
        session.save(name)


def test_a_saved_state_is_a_scenario(session: Session) -> None:
    session.act(1, {"kind": "member", "code": "1925", "unit_id": "u4b_dms_setermoen"})
    path = session.save("Sørreisa i innlandet")
    task = read_task(path)
    assert task.name == "sorreisa-i-innlandet"
    assert "1925" in task.region.units["u4b_dms_setermoen"].member_codes


def test_another_scenario_s_folder_is_not_taken(session: Session) -> None:
    with pytest.raises(InputError, match="another scenario"):
        Session("alt-2-lokta", session.folder)


def test_names_from_a_region_cannot_end_the_script(session: Session) -> None:
    from planner.explore.page import page_html

    session.act(1, {"kind": "rename", "title": "</script><script>alert(1)</script>"})
    page = page_html(session)
    assert "</script><script>alert" not in page


def _random_action(rng: random.Random, view: dict[str, Any], region: Region) -> dict[str, Any]:
    units = [unit["id"] for unit in view["units"]]
    codes = sorted(region.municipalities)
    kind = rng.choice(["member"] * 4 + ["add_unit", "close_unit", "seat", "venue", "set", "rename"])
    if kind in ("close_unit", "seat") and not units:
        kind = "add_unit"
    return {
        "member": lambda: {"code": rng.choice(codes), "unit_id": rng.choice([*units, None])},
        "add_unit": lambda: {"code": rng.choice(codes)},
        "close_unit": lambda: {"unit_id": rng.choice(units)},
        "seat": lambda: {"unit_id": rng.choice(units), "code": rng.choice(codes)},
        "venue": lambda: {
            "venue_id": rng.choice(sorted(view["venues"])),
            "use": rng.choice(["may", "must", "off"]),
        },
        "set": lambda: {"path": "travel.season", "value": rng.choice(["summer", "winter"])},
        "rename": lambda: {"title": rng.choice(["Ålesund", "$x$", "<b>", "{a}"])},
    }[kind]() | {"kind": kind}


@pytest.mark.parametrize("seed", range(1))
def test_random_actions_undo_to_what_was_and_never_fail(session: Session, seed: int) -> None:
    rng = random.Random(seed)
    trail = [session.view()]
    for _ in range(25):
        view = session.view()
        try:
            session.act(view["version"], _random_action(rng, view, session.region))
        except InputError:
            assert session.view() == view
            continue
        trail.append(session.view())
    still = {"version", "undo", "redo"}
    for was in reversed(trail[:-1]):
        view = session.step(session.view()["version"], "undo")
        assert {k: v for k, v in view.items() if k not in still} == {
            k: v for k, v in was.items() if k not in still
        }
    for was in trail[1:]:
        view = session.step(session.view()["version"], "redo")
        assert members(view) == members(was)
    again = Session(SCENARIO, session.folder)  # as after a restart
    assert members(again.view()) == members(session.view())
    assert json.loads((session.folder / "history.json").read_text("utf-8"))["at"] == len(trail) - 1
