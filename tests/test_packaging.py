"""The wheel and the source archive carry everything that the commands need."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel built from that archive."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build"]
    subprocess.run([*build, "-t", "sdist", "-d", folder], cwd=ROOT, check=True, capture_output=True)
    [archive] = folder.glob("*.tar.gz")
    with tarfile.open(archive) as files:
        safe: Any = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # since 3.11.4
        files.extractall(folder / "source", **safe)
    [source] = (folder / "source").iterdir()
    subprocess.run([*build, "-t", "wheel", "-d", folder], cwd=source, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def unpacked(built: Path) -> Path:
    """The wheel as an installer lays it out."""
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        files.extractall(built / "site")
    return built / "site"


def test_the_wheel_claims_one_name_only(unpacked: Path) -> None:
    tops = {p.name for p in unpacked.iterdir() if not p.name.endswith(".dist-info")}
    assert tops == {"planner"}


def test_the_wheel_carries_data_scenarios_and_the_command_line(unpacked: Path) -> None:
    package = unpacked / "planner"
    for name in ("geodata", "scenarios"):
        ours = {p.relative_to(ROOT / name) for p in (ROOT / name).rglob("*") if p.is_file()}
        theirs = {
            p.relative_to(package / "_data" / name)
            for p in (package / "_data" / name).rglob("*")
            if p.is_file()
        }
        assert {p for p in ours if "__pycache__" not in p.parts} == theirs
    ours = {p.relative_to(ROOT) for p in (ROOT / "planner" / "locale").rglob("*.[mp]o")}
    assert ours == {p.relative_to(unpacked) for p in (package / "locale").rglob("*.[mp]o")}
    assert {path.suffix for path in ours} == {".mo", ".po"}
    assert (package / "_cli.py").read_text("utf-8") == (ROOT / "cli.py").read_text("utf-8")
    assert (package / "py.typed").is_file()


def test_the_wheel_works_in_an_empty_folder(unpacked: Path, tmp_path: Path) -> None:
    """Nothing reaches back into the checkout: here the unpacked wheel stands first on the path."""
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}

    def lms(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "planner", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import planner.data as d; print(d.geodata_dir()); print(d.scenarios_dir())"
    done = subprocess.run(
        [sys.executable, "-c", where], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert all(Path(line).is_relative_to(unpacked) for line in done.stdout.splitlines())
    assert "midt-troms-2011" in lms("region", "list")
    assert "alt-2-lokta" in lms("scenario", "list")
    told = "from planner.report.words.tables import say; print(say('nb', 'table.title'))"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.stdout.strip() == "Sammenligning av alternativer"
    assert "14,620" in lms("solve", "alt-3-senjalegen", "--lang", "en", "--out", "run")
    assert (tmp_path / "run" / "map.png").stat().st_size > 50_000


def test_the_source_archive_carries_what_a_packager_tests_with(built: Path) -> None:
    [source] = (built / "source").iterdir()
    for name in ("tests/test_packaging.py", "Makefile", "LICENSE", "README.md", "CHANGELOG.md", "docs"):
        assert (source / name).exists(), name
