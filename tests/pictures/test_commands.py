"""`map` to pictures, `charts`, and `--boundaries`, on run folders that `compare` has written."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import shapely

from planner.commands import charting, exporting, mapping, reading
from planner.commands.mapping import page_of
from planner.commands.reading import Runs
from planner.report.charts.charts import CHARTS
from planner.report.gis.export import write_geojson
from tests.cli.running import Here
from tests.pictures.test_boundaries import OUTLINES, geojson
from tests.web_map.cases import backdrop, five


@pytest.fixture
def lms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    """Commands in an empty folder. `RUN` and `ALL` stand for runs that need not be read from a disk."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    known = {"RUN": five()[1:2], "ALL": five()[1:3]}

    def read(paths: Sequence[Path]) -> Runs:
        names = [str(path) for path in paths]
        return Runs(known[names[0]], ()) if set(names) <= set(known) else reading.read_runs(paths)

    for module in (mapping, charting, exporting):
        monkeypatch.setattr(module, "read_runs", read)
    return Here(folder, capsys)


def png_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def test_from_folders_on_the_disk_to_pictures(lms: Here) -> None:
    assert lms("--quiet", "solve", "alt-0-today", "--out", "today").code == 0
    ran = lms("map", "today", "--out", "today.svg", "--lang", "en", "--width-cm", "16")
    assert (ran.code, ran.out.strip()) == (0, "today.svg"), ran.err
    assert (lms.folder / "today.svg").read_bytes().startswith(b"<?xml")


def test_one_run_and_a_difference(lms: Here) -> None:
    ran = lms("map", "RUN", "--out", "one.png", "--width-cm", "16", "--dpi", "60")
    assert ran.code == 0, ran.err
    assert png_size(lms.folder / "one.png") == pytest.approx(
        (16 / 2.54 * 60, 16 / 2.54 * 60 / 29.7 * 21), abs=1.5
    )
    assert lms("map", "ALL", "--out", "both.pdf", "--difference", "--height-cm", "9").code == 0
    assert (lms.folder / "both.pdf").read_bytes().startswith(b"%PDF")
    assert lms("map", "ALL", "--out", "both.png", "--title", "Til rådet", "--dpi", "40").code == 0
    assert png_size(lms.folder / "both.png")[0] == pytest.approx(29.7 / 2.54 * 40, abs=1.5)


def test_charts_are_written_and_named(lms: Here) -> None:
    ran = lms("charts", "ALL", "--out", "charts", "--dpi", "50")
    assert ran.code == 0, ran.err
    assert ran.out.split() == sorted(str(Path("charts") / f"{name}.png") for name in CHARTS)
    assert all((lms.folder / line).is_file() for line in ran.out.split())


def test_a_side_that_is_left_out_follows_from_the_other() -> None:
    assert page_of(None, None, None) is None
    for sides in ((29.7, None), (None, 21.0)):
        page = page_of(*sides, 300)
        assert page is not None
        assert (page.width_cm, page.height_cm, page.dpi) == (29.7, 21.0, 300)
    only_dpi = page_of(None, None, 90)
    assert only_dpi is not None
    assert (only_dpi.width_cm, only_dpi.height_cm, only_dpi.dpi) == (29.7, 21.0, 90)


def test_boundaries_reach_the_map_the_page_and_the_layers(lms: Here) -> None:
    moved = {code: shapely.affinity.translate(shape, 2_000, 0) for code, shape in OUTLINES.items()}
    file = geojson(lms.folder / "grenser.geojson", moved)
    run = "RUN"
    known = ("--boundaries", str(file), "--boundaries-column", "kommunenummer")
    assert lms("map", run, "--out", "map.html", *known).code == 0
    assert "Kommunegrenser: grenser.geojson" in (lms.folder / "map.html").read_text("utf-8")
    ran = lms("export", run, "--format", "geojson", "--out", "layers", *known)
    assert ran.code == 0, ran.err
    layer = json.loads((lms.folder / "layers" / "members.geojson").read_text("utf-8"))
    plain = lms.folder / "plain"
    write_geojson(five()[1], plain, backdrop=backdrop())
    before = json.loads((plain / "members.geojson").read_text("utf-8"))

    def west(tree: dict[str, list[dict[str, object]]], code: str) -> float:
        row = next(f for f in tree["features"] if f["properties"]["municipality_code"] == code)  # type: ignore[index]
        return float(shapely.geometry.shape(row["geometry"]).bounds[0])

    # Two kilometres east at 69° north are a twentieth of a degree.
    assert west(layer, "1922") - west(before, "1922") == pytest.approx(0.05, abs=0.01)
    about = (lms.folder / "layers" / "about.geojson").read_text("utf-8")
    assert "Kommunegrenser: grenser.geojson" in about


def test_a_file_that_lacks_some_municipalities_says_which(lms: Here) -> None:
    few = {code: shape for code, shape in OUTLINES.items() if code != "1920"}
    file = geojson(lms.folder / "few.geojson", few)
    ran = lms("map", "RUN", "--out", "m.png", "--boundaries", str(file), "--dpi", "50")
    assert ran.code == 0
    assert "few.geojson does not have Lavangen (1920)" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["map", "RUN", "--out", "m.gif"], "end its name with .html, .png, .svg or .pdf"),
        (["map", "RUN", "--out", "m.html", "--dpi", "300"], "are for pictures"),
        (["map", "RUN", "--out", "m.png", "--difference"], "--difference takes two runs"),
        (["map", "RUN", "--out", "m.png", "--width-cm", "2"], "bredden er utenfor rekkevidde"),
        (["map", "RUN", "--out", "m.png", "--dpi", "5000"], "oppløsningen er utenfor rekkevidde"),
        (["map", "RUN", "--out", "missing/m.png", "--dpi", "30"], "kan ikke skrives her"),
        (["map", "RUN", "--out", "m.png", "--boundaries", "gone.gpkg"], "gone.gpkg: filen finnes ikke"),
        (["map", "RUN", "--out", "m.png", "--boundaries-column", "nr"], "--boundaries FILE"),
        (["export", "RUN", "--boundaries", "gone.shp"], "gone.shp: filen finnes ikke"),
        (["charts", "nowhere", "--out", "c"], "nowhere: er ikke en resultatmappe"),
        (["charts", "RUN"], "Missing option '--out'"),
    ],
)
def test_wrong_input_is_told_and_nothing_is_written(lms: Here, arguments: list[str], told: str) -> None:
    ran = lms(*arguments)
    assert ran.code == 2, ran.err
    assert told in " ".join(ran.err.split())
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert list(lms.folder.iterdir()) == []


def test_commands_start_without_drawing_libraries(tmp_path: Path) -> None:
    code = (
        "import sys, planner.commands.mapping, planner.commands.charting, planner.commands.outlines\n"
        "heavy = {'pandas', 'matplotlib', 'shapely', 'scipy', 'pyproj'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=60)
