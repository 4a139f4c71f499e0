"""`--boundaries` where a run folder is written: its map is drawn on the outlines laid in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.data import geodata_dir
from tests.cli.running import Here

OUTLINES = geodata_dir() / "midt-troms-2011" / "boundaries.geojson"


@pytest.mark.parametrize(
    "command", [("solve", "alt-0-today"), ("compare", "alt-0-today", "--workers", "1")]
)
def test_maps_of_run_folders_are_drawn_on_it(
    lms: Here, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    drawn_on: list[Any] = []

    def draw_map(*values: Any, backdrop: Any, **_: Any) -> None:
        drawn_on.append(backdrop.outlines_file)
        Path(values[4]).write_bytes(b"drawn")

    monkeypatch.setattr("planner.report.maps.draw_map", draw_map)
    mine = lms.folder / "mine.geojson"
    mine.write_bytes(OUTLINES.read_bytes())
    ran = lms(*command, "--out", "results", "--boundaries", "mine.geojson")
    assert ran.code == 0, ran.err
    assert drawn_on == ["mine.geojson"]

    for told, arguments in (
        ("name a folder", ("--boundaries", "mine.geojson")),
        ("names a column of --boundaries", ("--out", "results", "--boundaries-column", "code")),
    ):
        refused = lms(*command, *arguments)
        assert refused.code == 2
        assert told in refused.err
