"""Make `geodata/norge-2024/code_changes.csv.gz`: which municipality of 2024 each earlier one lies in.

python -m docs.tools.country_codes NORWAY_FOLDER MUNICIPALITIES_2020

NORWAY_FOLDER as for `docs.tools.country`; MUNICIPALITIES_2020 is `Kommuner-2020-large.json.bz2` of the
Python package hvor 0.2.1. Outlines are laid over each other; a part under 3 per cent of a municipality
is taken for the difference between two simplifications.
"""

from __future__ import annotations

import bz2
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from docs.tools.country import in_metres, write

PART_MIN = 0.03

TRONDELAG_2018 = {
    "5001": "1601", "5004": "1702", "5005": "1703", "5011": "1612", "5012": "1613", "5013": "1617",
    "5014": "1620", "5015": "1621", "5016": "1622", "5017": "1627", "5018": "1630", "5019": "1632",
    "5020": "1633", "5021": "1634", "5022": "1635", "5023": "1636", "5024": "1638", "5025": "1640",
    "5026": "1644", "5027": "1648", "5028": "1653", "5029": "1657", "5030": "1662", "5031": "1663",
    "5032": "1664", "5033": "1665", "5034": "1711", "5035": "1714", "5036": "1717", "5037": "1719",
    "5038": "1721", "5039": "1724", "5040": "1725", "5041": "1736", "5042": "1738", "5043": "1739",
    "5044": "1740", "5045": "1742", "5046": "1743", "5047": "1744", "5048": "1748", "5049": "1749",
    "5050": "1750", "5051": "1751", "5052": "1755",
}  # fmt: skip
MERGED_2018 = {
    "5053": ("1723", "1729"),
    "5054": ("1624", "1718"),
    "0710": ("0706", "0719", "0720"),
    "0712": ("0709", "0728"),
    "0715": ("0702", "0714"),
    "0729": ("0722", "0723"),
    "1903": ("1901", "1915"),
}
"""Numbers of 2018 → those of 2011 that they replaced; the others kept their number until 2020."""


def main(norway: Path, outlines_2020: Path) -> None:
    """Write the table."""
    now = _outlines(json.loads((norway / "kommune_2024.geojson").read_text("utf-8")))
    then = _outlines(json.loads((norway / "kommune_2011.geojson").read_text("utf-8")))
    later = _outlines(json.loads(bz2.decompress(outlines_2020.read_bytes())))
    gone = {old for several in MERGED_2018.values() for old in several} | set(TRONDELAG_2018.values())
    middle = {code: one for code, one in then.items() if code not in gone}
    middle |= {new: then[old] for new, old in TRONDELAG_2018.items()}
    for new, several in MERGED_2018.items():
        name = max((then[old] for old in several), key=lambda one: one[1].area)[0]
        middle[new] = (name, shapely.unary_union([then[old][1] for old in several]))
    rows: list[dict[str, object]] = []
    for year, before in ((2011, then), (2018, middle), (2020, later)):
        rows += _parts(year, before, now)
    write("code_changes", rows)


Named = Mapping[str, tuple[str, BaseGeometry]]


def _outlines(collection: dict[str, Any]) -> dict[str, tuple[str, BaseGeometry]]:
    found: dict[str, tuple[str, BaseGeometry]] = {}
    for feature in collection["features"]:
        named = feature["properties"]
        code = str(named.get("kommune_no") or named.get("kommunenummer") or named["id"]).zfill(4)
        name = str(named.get("kommune_name") or named.get("navn") or named.get("name") or "")
        found[code] = (name.split(" - ")[0], in_metres(shapely.make_valid(shape(feature["geometry"]))))
    return dict(sorted(found.items()))


def _parts(year: int, before: Named, now: Named) -> list[dict[str, object]]:
    codes = list(now)
    tree = shapely.STRtree([now[code][1] for code in codes])
    rows: list[dict[str, object]] = []
    for old, (name, outline) in sorted(before.items()):
        hits = [codes[int(i)] for i in tree.query(outline, predicate="intersects")]
        areas = {code: outline.intersection(now[code][1]).area for code in hits}
        whole = sum(areas.values())
        parts = [code for code in sorted(areas) if areas[code] / whole >= PART_MIN]
        rows += [
            {
                "year": year,
                "old_code": old,
                "old_name": name,
                "new_code": code,
                "whole": "yes" if len(parts) == 1 else "no",
            }
            for code in parts
        ]
    return rows


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
