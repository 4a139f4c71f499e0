"""A GeoPackage that another program holds open is never damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.report.gis.export import write_geopackage
from tests.report.cases import halves


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("gis") / "run.gpkg"
    write_geopackage(halves(), path)
    return path.read_bytes()


def test_a_file_open_in_wal_mode_is_refused_and_keeps_its_changes(
    tmp_path: Path, written: bytes
) -> None:
    path = tmp_path / "run.gpkg"
    path.write_bytes(written)
    with closing(sqlite3.connect(path, isolation_level=None)) as gis:
        gis.execute("PRAGMA journal_mode = WAL")
        gis.execute("UPDATE courses SET programme_name = 'mine'")
        assert Path(f"{path}-wal").exists()
        with pytest.raises(InputError, match=r"run\.gpkg-wal.*Close it there.*--out"):
            write_geopackage(halves(), path)
        assert gis.execute("SELECT DISTINCT programme_name FROM courses").fetchall() == [("mine",)]
        assert gis.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    write_geopackage(halves(), path)  # closed: its changes are in the file, and it is replaced
    assert path.read_bytes() == written


def test_a_stale_wal_is_seen_also_where_its_file_is_gone(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "run.gpkg"
    path.write_bytes(written)
    gis = sqlite3.connect(path, isolation_level=None)
    gis.execute("PRAGMA journal_mode = WAL")
    gis.execute("UPDATE courses SET programme_name = 'mine'")
    stale = Path(f"{path}-wal").read_bytes()
    gis.close()
    for there in (True, False):
        path.write_bytes(written) if there else path.unlink()
        Path(f"{path}-wal").write_bytes(stale)
        with pytest.raises(InputError, match="stopped while it wrote it"):
            write_geopackage(halves(), path)
        assert path.exists() is there
    other = tmp_path / "other.gpkg"
    write_geopackage(halves(), other)
    assert other.read_bytes() == written


def test_a_file_that_is_being_read_is_refused(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "run.gpkg"
    path.write_bytes(written)
    with closing(sqlite3.connect(path, isolation_level=None)) as gis:
        gis.execute("BEGIN")
        gis.execute("SELECT count(*) FROM courses").fetchone()
        with pytest.raises(InputError, match="reading or writing it"):
            write_geopackage(halves(), path)
        gis.execute("COMMIT")
        write_geopackage(halves(), path)
