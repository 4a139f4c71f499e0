"""Results folders where the system is another, and where other programs were there before us."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.errors import InputError
from planner.files import system
from planner.files.atomic import MARKER, WRITTEN_BY, listing, replaced_file, replaced_folder
from planner.files.stable import stable_json, write_text
from tests.files.systems import macos, windows


def linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """This very system, as far as it is that."""


def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that cannot swap, such as a network disk."""
    monkeypatch.setattr(system, "exchange", lambda one, other: False)


SYSTEMS = [linux, no_exchange, macos, windows]
each_system = pytest.mark.parametrize("become", SYSTEMS, ids=lambda become: become.__name__)


def write(target: Path, text: str) -> None:
    """A results folder with another in it."""
    with replaced_folder(target) as folder:
        inner = folder / "inner"
        inner.mkdir()
        for one in (inner, folder):
            write_text(one / "result.txt", text)
            write_text(one / MARKER, stable_json({"written_by": WRITTEN_BY, "files": listing(one)}))


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


@each_system
def test_folders_and_files_are_written_and_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, become: Callable[[Any], Any]
) -> None:
    become(monkeypatch)
    for text in ("first", "second"):
        write(tmp_path / "out", text)
        with replaced_file(tmp_path / "a.txt") as path:
            path.write_text(text)
        assert texts(tmp_path / "out") == {"inner/result.txt": text, "result.txt": text}
        assert (tmp_path / "a.txt").read_text() == text
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "out"]


def test_macos_swaps_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = macos(monkeypatch)
    write(tmp_path / "out", "first")
    write(tmp_path / "out", "second")
    assert called == ["renamex_np"]


def test_windows_that_holds_a_file_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows(monkeypatch)
    real, left = Path.replace, [3]

    def busy(path: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "The process cannot access the file")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", busy)
    write(tmp_path / "out", "first")
    assert texts(tmp_path / "out")["result.txt"] == "first"


def test_a_workbook_that_stays_open_is_told_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows(monkeypatch)
    write(tmp_path / "out", "first")

    def refused(path: Path, target: Path) -> Path:
        error = PermissionError(13, "Permission denied")
        error.winerror = 32  # type: ignore[attr-defined]  # ERROR_SHARING_VIOLATION
        raise error

    with monkeypatch.context() as busy:
        busy.setattr(Path, "replace", refused)
        with pytest.raises(InputError, match="close it"):
            write(tmp_path / "out", "second")
    assert texts(tmp_path / "out")["result.txt"] == "first"


# ----------------------------------------------------------------------------- other programs' files

GUESTS = ["Thumbs.db", ".DS_Store", "~$comparison.xlsx", ".~lock.comparison.xlsx#", ".gitkeep",
          "desktop.ini", ".snakemake_timestamp", "._result.txt"]  # fmt: skip


@each_system
def test_guests_stay_where_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, become: Callable[[Any], Any]
) -> None:
    become(monkeypatch)
    out = tmp_path / "out"
    out.mkdir()
    (out / ".gitkeep").write_text("kept")
    write(out, "first")
    for folder in (out, out / "inner"):
        for name in GUESTS:
            (folder / name).write_text(f"of {name}")
    write(out, "second")
    found = texts(out)
    assert found.pop("result.txt") == found.pop("inner/result.txt") == "second"
    assert found == {f"{inside}{name}": f"of {name}" for inside in ("", "inner/") for name in GUESTS}


@pytest.mark.parametrize("place", ["notes.txt", "inner/notes.txt", "inner/Thumbs.db.txt"])
def test_a_user_s_own_file_is_named_and_untouched(tmp_path: Path, place: str) -> None:
    write(tmp_path / "out", "first")
    (tmp_path / "out" / place).write_text("mine")
    with pytest.raises(InputError, match=place):
        write(tmp_path / "out", "second")
    assert (tmp_path / "out" / place).read_text() == "mine"
    assert texts(tmp_path / "out")["result.txt"] == "first"


# ----------------------------------------------------------------------------- what a kill leaves

KILLED = """
import os, pathlib, sys
from planner.files import system
from tests.files.test_systems import write
at = sys.argv[2]
if at == "filling":
    from planner.files import atomic
    atomic._keep_guests = lambda *_: os._exit(9)
else:
    system.exchange = lambda one, other: False
    move, moved = system.move, []
    def stop(one, other):
        move(one, other)
        os._exit(9)
    system.move = stop
write(pathlib.Path(sys.argv[1]), "second")
"""


@pytest.mark.parametrize("at", ["filling", "between the two steps of a swap"])
def test_what_a_killed_run_leaves_is_swept_away_by_the_next(tmp_path: Path, at: str) -> None:
    out = tmp_path / "out"
    write(out, "first")
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(out), at],
        check=False,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.returncode == 9
    assert len(list(tmp_path.iterdir())) == 2, "it left nothing to sweep"
    if at == "filling":
        assert texts(out)["result.txt"] == "first"
    with pytest.raises(KeyboardInterrupt), replaced_folder(out):
        raise KeyboardInterrupt
    assert texts(out)["result.txt"] == "first", "what stood there is put back"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with replaced_folder(out) as first:
        write_text(first / "result.txt", "first")
        write(out, "second")
        assert (first / "result.txt").read_text() == "first"
        write_text(first / MARKER, stable_json({"written_by": WRITTEN_BY, "files": listing(first)}))
    assert texts(out) == {"result.txt": "first"}


# ----------------------------------------------------------------------------- strange targets


def test_strange_targets_are_refused(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for target in (loop, Path("/dev/null"), tmp_path / ("n" * 300), tmp_path / "nul\0"):
        with pytest.raises(InputError, match=r"\. "), replaced_file(target):
            raise AssertionError("written")
        with pytest.raises(InputError), replaced_folder(target):
            raise AssertionError("written")
    assert [path.name for path in tmp_path.iterdir()] == ["loop"]
