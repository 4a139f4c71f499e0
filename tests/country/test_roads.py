"""Official road networks become the links of a region."""

from __future__ import annotations

import csv
import os
import shutil
import zipfile
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from benchmarks.official_roads import write_network, write_region
from planner.errors import InputError
from planner.region import read_region
from planner.region.importers import IMPORTERS, Choices, add_files
from planner.region.importers.network import RoadFile, with_waits

NODES, PLACES, SEED = 700, 12, 5
SHARED = Path(os.environ.get("LMS_SHARED", Path(__file__).resolve().parents[3] / "shared"))
SAMPLE = SHARED / "geodata/nvdb-sample/nvdb_ruteplan_2021_oslo_sample.gdb.zip"


@pytest.fixture(scope="module", params=[False, True], ids=["to 2021", "from 2022"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[int], bool]:
    folder = tmp_path_factory.mktemp("roads")
    write_network(folder / "roads.gpkg", NODES, SEED, new_form=request.param)
    return folder, write_region(folder / "region", NODES, PLACES, SEED), request.param


def network(path: Path, new: bool) -> nx.DiGraph:
    """The file as anybody would read it, link by link."""
    import pyogrio

    layer = pyogrio.list_layers(path)[0][0]
    meta, _, _, cells = pyogrio.raw.read(path, layer=layer, read_geometry=False)
    rows = [
        {str(k).lower(): v for k, v in zip(meta["fields"], row, strict=True)}
        for row in zip(*cells, strict=True)
    ]
    graph: nx.DiGraph = nx.DiGraph()
    for row in rows:
        if row.get("sperring") == 1:
            continue
        a, b = (row["fromnode"], row["tonode"]) if new else (row["fromnodeid"], row["tonodeid"])
        minutes = row["drivetime_fw"] if new else row["ft_minutes"]
        minutes += 20 if row["roadclass"] == 4 else 0
        for start, end, closed in ((a, b, "TF"), (b, a, "FT")):
            old = graph.get_edge_data(start, end, {"minutes": np.inf})["minutes"]
            if row["oneway"] != closed and minutes < old:
                graph.add_edge(start, end, minutes=minutes)
    return graph


def test_every_way_over_the_links_is_that_over_the_roads(made: tuple[Path, list[int], bool]) -> None:
    folder, nodes, new = made
    region = shutil.copytree(folder / "region", folder / "mine")
    (added,) = add_files(region, [folder / "roads.gpkg"], IMPORTERS, Choices())
    assert added.importer.id == "nvdb"
    assert ("2022" if new else "2021") in added.recognised
    roads = network(folder / "roads.gpkg", new)
    links = nx.Graph()
    for link in read_region(region).links.values():
        links.add_edge(link.from_id, link.to_id, minutes=link.minutes)
    assert links.number_of_edges() < PLACES * (PLACES - 1) / 2
    for a in range(PLACES):
        far = nx.single_source_dijkstra_path_length(roads, 1_000_000 + nodes[a], weight="minutes")
        back = nx.single_source_dijkstra_path_length(
            roads.reverse(), 1_000_000 + nodes[a], weight="minutes"
        )
        here = nx.single_source_dijkstra_path_length(links, f"p{a}", weight="minutes")
        for b in range(PLACES):
            if b == a:
                continue
            mean = (far[1_000_000 + nodes[b]] + back[1_000_000 + nodes[b]]) / 2
            assert mean - 0.1 <= here[f"p{b}"] <= mean * 1.02 + 0.6, (a, b)
    shutil.rmtree(region)


def test_rows_say_where_they_are_from(made: tuple[Path, list[int], bool]) -> None:
    folder, _, _ = made
    region = shutil.copytree(folder / "region", folder / "mine")
    add_files(region, [folder / "roads.gpkg"], IMPORTERS, Choices())
    with (region / "links.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["basis"] for row in rows} == {"NVDB Ruteplan (roads.gpkg)"}
    assert {row["road"] for row in rows} == {"Fv86"}
    assert all(link.assumed == {"winter_exposed"} for link in read_region(region).links.values())
    assert any("Statens vegvesen" in line for line in read_region(region).source_lines)
    shutil.rmtree(region)


def test_a_ferry_waits_once_however_many_links_it_has() -> None:
    roads = RoadFile(
        lon=np.zeros(5),
        lat=np.zeros(5),
        start=np.array([0, 1, 2, 3, 2, 3]),
        end=np.array([1, 2, 3, 4, 1, 2]),
        minutes=np.array([1.0, 10.0, 10.0, 1.0, 10.0, 10.0]),
        km=np.ones(6),
        ferry=np.array([False, True, True, False, True, True]),
        name=np.zeros(6, int),
        names=("",),
    )
    minutes = with_waits(roads, 20.0).minutes
    assert minutes[:4].sum() == pytest.approx(22 + 20)
    assert minutes[4:].sum() == pytest.approx(20 + 20), "and back"


def test_a_place_far_from_every_road_keeps_its_links(made: tuple[Path, list[int], bool]) -> None:
    folder, _, _ = made
    region = shutil.copytree(folder / "region", folder / "mine")
    text = (region / "places.csv").read_text(encoding="utf-8").splitlines()
    cells = text[2].split(",")
    cells[3:5] = ["14.0", "67.0"]
    text[2] = ",".join(cells)
    (region / "places.csv").write_text("\n".join(text) + "\n", encoding="utf-8")
    (added,) = add_files(region, [folder / "roads.gpkg"], IMPORTERS, Choices())
    assert "Sted 1" in str(added.told[-1])
    links = read_region(region).links
    assert links["p0--p1"].minutes == 900
    shutil.rmtree(region)


def test_roads_from_elsewhere_change_nothing(
    made: tuple[Path, list[int], bool], tmp_path: Path
) -> None:
    from planner.data import geodata_dir

    folder, _, _ = made
    region = shutil.copytree(geodata_dir() / "midt-troms-2024", tmp_path / "mine")
    text = (region / "places.csv").read_text(encoding="utf-8")
    assert read_region(region).places
    (added,) = add_files(region, [folder / "roads.gpkg"], IMPORTERS, Choices())
    assert "nothing is changed" in str(added.told[-1])
    assert (region / "places.csv").read_text(encoding="utf-8") == text


def test_a_shipped_region_is_not_changed(made: tuple[Path, list[int], bool]) -> None:
    with pytest.raises(InputError, match="ships with the planner"):
        add_files("midt-troms-2024", [made[0] / "roads.gpkg"], IMPORTERS, Choices())


def test_a_file_of_another_kind(made: tuple[Path, list[int], bool], tmp_path: Path) -> None:
    other = tmp_path / "kurs.csv"
    other.write_text("navn;dato\nDiabetes;mandag\n", encoding="utf-8")
    with pytest.raises(InputError) as told:
        add_files(made[0] / "region", [other, tmp_path / "none.gpkg"], IMPORTERS, Choices())
    assert "a table with navn, dato" in str(told.value)
    assert "no such file" in str(told.value)


def test_a_broken_geopackage(made: tuple[Path, list[int], bool], tmp_path: Path) -> None:
    (tmp_path / "x.gpkg").write_bytes(b"SQLite format 3\x00 and no more")
    with pytest.raises(InputError, match="cannot be read as a table or a map"):
        add_files(made[0] / "region", [tmp_path / "x.gpkg"], IMPORTERS, Choices())


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the real sample of NVDB stands outside the project")
def test_the_real_sample(tmp_path: Path) -> None:
    """1 000 links around Oslo, in pieces: read, recognised, with one-way streets and barriers."""
    from planner.region.country import NewRegion, new_region, read_country

    new_region(read_country(), NewRegion(("0301",)), tmp_path / "oslo")
    (added,) = add_files(tmp_path / "oslo", [SAMPLE], IMPORTERS, Choices(off_road_km_max=0.5))
    assert "1000 road links" in added.recognised
    assert "18 links with a barrier" in str(added.told[1])
    with zipfile.ZipFile(SAMPLE) as archive:
        archive.extractall(tmp_path)
    (unpacked,) = tmp_path.glob("*.gdb")
    (again,) = add_files(tmp_path / "oslo", [unpacked], IMPORTERS, Choices(off_road_km_max=0.5))
    assert again.told[:2] == added.told[:2]


def test_the_command_tells_what_it_took(
    made: tuple[Path, list[int], bool], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from cli import main_group
    from planner.commands.exit_codes import run

    region = shutil.copytree(made[0] / "region", tmp_path / "mine")
    roads = str(made[0] / "roads.gpkg")
    assert run(main_group, ["region", "add", str(region), roads]) == 0
    told = capsys.readouterr().out
    assert "veilenker, kolonner fra" in told
    assert "30 km/t i rett linje" in told
    other = tmp_path / "notat.txt"
    other.write_text("Hei", encoding="utf-8")
    before = (region / "links.csv").read_bytes()
    assert run(main_group, ["region", "add", str(region), roads, str(other)]) == 2
    assert (region / "links.csv").read_bytes() == before


def test_ones_own_folder_may_have_the_name_of_a_shipped_region(
    made: tuple[Path, list[int], bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`region new --out grenland` says `region add grenland FILE`, and Grenland ships."""
    from planner.data import geodata_dir

    shutil.copytree(geodata_dir() / "midt-troms-2024", tmp_path / "grenland")
    monkeypatch.chdir(tmp_path)
    (added,) = add_files("grenland", [made[0] / "roads.gpkg"], IMPORTERS, Choices())
    assert "nothing is changed" in str(added.told[-1])


def test_a_refusal_is_told_in_bokmaal(
    made: tuple[Path, list[int], bool], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from cli import main_group
    from planner.commands.exit_codes import run

    other = tmp_path / "kurs.csv"
    other.write_text("navn;dato\nDiabetes;mandag\n", encoding="utf-8")
    assert run(main_group, ["region", "add", str(made[0] / "region"), str(other), "--lang", "nb"]) == 2
    told = capsys.readouterr().err
    assert "en tabell med navn, dato" in told
    assert "rutenett" in told
    assert "of SSB" not in told
