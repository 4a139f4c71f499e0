"""Sound inputs to bend: a small region, a scenario, a run, a comparison, and files of every kind."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import shutil
from pathlib import Path

import docx
import openpyxl

import cli
from planner.commands.exit_codes import run

REGION = {
    "municipalities": """code,name,persons,seat_place_id
1515,Herøy,9000,fosnavag
1818,Herøy i Nordland,1800,silvalen
5538,Storfjord – Omasvuotna,1900,hatteng
""",
    "adjacency": """code_a,code_b,kind
1515,1818,land
1818,5538,bridge
""",
    "places": """id,name,municipality_code,lon,lat,persons,kind,assumed
fosnavag,Fosnavåg,1515,18.0,69.0,6000,town,
nes1,Nes,1515,18.1,69.0,3000,settlement,persons
silvalen,Silvalen,1818,18.3,69.0,1800,town,
hatteng,Hatteng,5538,18.5,69.0,1900,town,
""",
    "links": """from_id,to_id,km,minutes,road,kind,winter_exposed
fosnavag,nes1,5,6,Fv1,road,no
nes1,silvalen,10,12.5,Fv1,road,no
silvalen,hatteng,10,12,E8,road,yes
""",
    "venues": """id,name,place_id,kind,seats,nok_per_year,time_of_day,meetings_per_year,off_by_default
v1,Rådhuset Fosnavåg,fosnavag,municipal,40,50000,both,200,no
v2,Rådhuset Hatteng,hatteng,municipal,40,50000,both,200,no
""",
    "units": (
        "id,name,seat_place_id,kind,member_codes,eligible_codes,exists_today,legal_form,"
        "coordinator_fte,staff_base_place_ids,nok_per_year,payer\n"
        "u_all,Felles enhet,fosnavag,intermunicipal,1515;1818;5538,,no,interkommunalt,1.0,"
        "fosnavag,,municipalities\n"
    ),
}
SCENARIO = """title: Prøve
title_en: Test
about: En liten region å prøve med.
region: region
units:
  candidates: [u_all]
threshold:
  persons_min: 5000
  persons_max: 40000
demand:
  level: high
  factor: 1.5
  programmes: [diabetes]
travel:
  season: winter
rules:
  access: {minutes_max: 90}
solve:
  seconds_max: 20
"""
OTHER = "extends: case.yaml\nname: other\ntitle: Annen\ndemand:\n  level: low\n"
STUDY = """title: En studie
scenario: case.yaml
set:
  demand.level: high
vary:
  - {path: demand.factor, from: 1.0, to: 1.5, count: 3}
  - path: travel.season
    values: [summer, winter]
  - together:
      threshold.persons_min: [1000, 2000]
      threshold.persons_max: [30000, 40000]
"""
WEIGHTS = """title: Vekter
weights:
  travel: 3
  cost: 1
  equity: 2.5
samples: 1000
"""
MATRIX = "from,to,minutes,km\n" + "".join(
    f"{a},{b},{12 * abs(i - j)},{10 * abs(i - j)}\n"
    for i, a in enumerate(["fosnavag", "nes1", "silvalen", "hatteng"])
    for j, b in enumerate(["fosnavag", "nes1", "silvalen", "hatteng"])
)


def make(folder: Path) -> None:
    """Write all of it; the run and the comparison are solved and drawn by the command line itself."""
    region = folder / "region"
    region.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in REGION.items():
        (region / f"{name}.csv").write_text(text, encoding="utf-8")
        sheet = book.create_sheet(name)
        for row in csv.reader(text.splitlines()):
            sheet.append([int(cell) if cell.isdecimal() and cell[0] != "0" else cell for cell in row])
    book.save(folder / "region.xlsx")
    squares = [(17.9, "1515"), (18.2, "1818"), (18.4, "5538")]
    features = [
        {
            "type": "Feature",
            "properties": {"kommunenummer": code, "navn": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[w, 68.9], [w + 0.2, 68.9], [w + 0.2, 69.1], [w, 69.1], [w, 68.9]]],
            },
        }
        for w, code in squares
    ]
    outlines = json.dumps({"type": "FeatureCollection", "features": features})
    (folder / "outlines.geojson").write_text(outlines, encoding="utf-8")
    texts = {"case": SCENARIO, "other": OTHER, "study": STUDY, "weights": WEIGHTS}
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "matrix.csv").write_text(MATRIX, encoding="utf-8")
    template = docx.Document()
    template.add_heading("Nordre kommune", 1)
    template.add_paragraph("{{rapport}}")
    template.save(str(folder / "template.docx"))
    for arguments in (
        ["solve", "case.yaml", "--out", "run"],
        ["compare", "case.yaml", "other.yaml", "--out", "comparison", "--workers", "1"],
    ):
        told = io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            code = run(cli.main_group, ["-q", *arguments])
        assert code == 0, f"{arguments} ended with {code}: {told.getvalue()}"
    shutil.copy(folder / "run" / "plan.json", folder / "plan.json")
