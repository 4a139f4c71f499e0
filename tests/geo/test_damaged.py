"""Files that were damaged or are strange: outlines or findings with a fix, and never anything else."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest

from planner.geo import read_outlines
from tests.geo.test_outlines import NAMES, frame

pytestmark = pytest.mark.filterwarnings("ignore")
MUTATED = 200
"""Of each format."""
STRANGE: tuple[Any, ...] = (
    None,
    True,
    0,
    -1e300,
    "",
    "Polygon",
    [],
    [[]],
    {},
    {"type": "Polygon"},
    [[[1, 2]]],
    {"type": "Polygon", "coordinates": [[[10**400, 1], [2, 2], [3, 1]]]},
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A sound file of each format."""
    folder = tmp_path_factory.mktemp("sound")
    for suffix in ("gpkg", "gml", "fgb", "geojson"):
        frame().to_file(folder / f"k.{suffix}", **({"driver": "GML"} if suffix == "gml" else {}))
    with zipfile.ZipFile(folder / "k.zip", "w") as archive:
        archive.write(folder / "k.gpkg", "k.gpkg")
    return {path.suffix: path.read_bytes() for path in folder.iterdir() if path.stem == "k"}


def mutated(data: bytes, rng: random.Random) -> bytes:
    """The bytes with some changed, cut off, repeated or made zero."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 3, 20))):
        at = rng.randrange(len(found))
        kind = rng.randrange(4)
        if kind == 0:
            found[at] = rng.randrange(256)
        elif kind == 1:
            found[at : at + 8] = bytes(8)
        elif kind == 2:
            found[at:at] = found[at : at + rng.randrange(200)]
        else:
            del found[at + 1 :]
            break
    return bytes(found)


def assert_told(path: Path) -> None:
    outlines, findings = read_outlines(path, NAMES)
    assert all(finding.fix and str(path) == finding.file for finding in findings)
    assert findings or outlines.shapes or outlines.missing_codes
    assert all(shape.is_valid and not shape.is_empty for shape in outlines.shapes.values())


@pytest.mark.parametrize("suffix", [".gpkg", ".gml", ".fgb", ".geojson", ".zip"])
def test_damaged_files(tmp_path: Path, sound: dict[str, bytes], suffix: str) -> None:
    rng = random.Random(f"outlines{suffix}")
    for number in range(MUTATED):
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(mutated(sound[suffix], rng))
        assert_told(path)


@pytest.mark.parametrize(
    "at", ["type", "features", "crs", "feature", "properties", "geometry", "coordinates"]
)
def test_geojson_with_something_strange_in_every_place(
    tmp_path: Path, sound: dict[str, bytes], at: str
) -> None:
    for number, value in enumerate(STRANGE):
        tree = json.loads(sound[".geojson"])
        feature = tree["features"][0]
        if at == "feature":
            tree["features"][0] = value
        elif at == "coordinates":
            feature["geometry"]["coordinates"] = value
        else:
            (tree if at in tree else feature)[at] = value
        path = tmp_path / f"{number}.geojson"
        path.write_text(json.dumps(tree), "utf-8")
        assert_told(path)
