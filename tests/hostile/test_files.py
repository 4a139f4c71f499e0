"""Archives, XML and PDFs: bounded, nothing fetched, no file read that was not named."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import planner
from planner.errors import InputError
from planner.region import read_region
from tests.fuzz import base

LAUGHS = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
EXTERNAL = "<!ENTITY a9 SYSTEM 'file://{secret}'>"


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(base, "run", lambda *_: 0)
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "plan.json").touch()
    base.make(tmp_path)
    return tmp_path / "region.xlsx"


def bent(path: Path, part: str, content: bytes) -> None:
    old = path.rename(path.with_name("old.zip"))
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in source.namelist():
            new.writestr(name, content if name == part else source.read(name))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("entities", [f"<!ENTITY a0 'ha'>{LAUGHS}", EXTERNAL])
def test_entities_of_a_workbook_are_not_followed(workbook: Path, part: str, entities: str) -> None:
    (workbook.parent / "secret").write_text("hemmelig", encoding="utf-8")
    with zipfile.ZipFile(workbook) as book:
        xml = book.read(part).decode()
    start = xml.find("<", xml.find("?>") + 1 if xml.startswith("<?xml") else 0)
    told = entities.replace("{secret}", str(workbook.parent / "secret"))
    xml = f"{xml[:start]}<!DOCTYPE x [{told}]>{xml[start:]}".replace("Herøy", "&a9;").replace(
        'name="municipalities"', 'name="&a9;"'
    )
    bent(workbook, part, xml.encode())
    begun = time.monotonic()
    try:
        text = repr(read_region(workbook))
    except InputError as error:
        text = str(error.findings)
    assert "hemmelig" not in text
    assert "hahaha" not in text
    assert time.monotonic() - begun < 5


def test_an_archive_that_unpacks_to_gigabytes_is_refused_unread(workbook: Path) -> None:
    bent(workbook, "xl/worksheets/sheet1.xml", b" " * 501 * 2**20)
    begun = time.monotonic()
    with pytest.raises(InputError) as caught:
        read_region(workbook)
    assert "unpacks to more" in str(caught.value)
    assert time.monotonic() - begun < 5


def test_a_pdf_reads_and_fetches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("weasyprint")
    from planner.report.case import to_pdf

    asked: list[str] = []
    style = tmp_path / "secret.css"
    style.write_text("body::before { content: 'hemmelig' }", encoding="utf-8")
    page = (
        f'<html lang=nb><title>t</title><link rel=stylesheet href="{style.as_uri()}">'
        '<img alt=x src="http://127.0.0.1:9/x.png"><p>hei'
    )
    monkeypatch.setattr(to_pdf, "html_text", lambda _document: page)
    monkeypatch.setattr(socket.socket, "connect", lambda _self, to: asked.append(str(to)))
    with_it = to_pdf.pdf_bytes(None)  # type: ignore[arg-type]
    style.unlink()
    assert to_pdf.pdf_bytes(None) == with_it, "the stylesheet was read"  # type: ignore[arg-type]
    assert not asked


def test_nothing_is_unpickled_from_a_file() -> None:
    top = Path(planner.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in top.rglob("*.py"))
    for way in ("pickle.load(", "Unpickler", "allow_pickle=True", "shelve", "joblib", "marshal.load"):
        assert way not in code
    assert "yaml.load(" not in code
    assert "yaml.unsafe_load" not in code


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what listens is read in /proc")
def test_the_scheduler_that_is_advised_listens_on_this_machine_alone(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    dask = shutil.which("dask", path=os.fspath(Path(sys.executable).parent))
    if dask is None:
        pytest.skip("no dask command")
    from planner.whatif.executors import join_cluster
    from planner.whatif.work import Shared

    with pytest.raises(InputError) as caught:
        join_cluster(Shared({}), "tcp://127.0.0.1:9", seconds=0.5)
    advice = str(caught.value.findings[0].fix).split("`")[1].split()
    assert advice[:2] == ["dask", "scheduler"]
    process = subprocess.Popen(
        [dask, *(word.replace(":8787", ":0") for word in advice[1:]), "--port", "0"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr
        line = ""
        while "Scheduler at:" not in line:
            line = process.stderr.readline()
            assert line, "the scheduler did not start"
        inodes = {
            str(path.readlink())[8:-1]
            for path in Path(f"/proc/{process.pid}/fd").iterdir()
            if path.is_symlink() and str(path.readlink()).startswith("socket:")
        }
        listening = [
            fields[1].split(":")[0]
            for name in ("tcp", "tcp6")
            for fields in map(str.split, Path(f"/proc/net/{name}").read_text().splitlines()[1:])
            if fields[3] == "0A" and fields[9] in inodes
        ]
    finally:
        process.kill()
        process.wait()
    assert listening
    assert set(listening) == {"0100007F"}
