"""The regions that ship and were made by `region new`: their tables, scenarios and README.

python -m docs.tools.made_regions        writes geodata/<region> and scenarios/<region>
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from planner.region.country import NewRegion, chosen_codes, new_region, read_country
from planner.scenario import read_scenario

ROOT = Path(__file__).parents[2]
SCHEMA = "# yaml-language-server: $schema=../scenario.schema.json\n#\n"
FIRST = ("today", "solo", "one-unit", "best-division")
GROUP = "Made by region new"


@dataclass(frozen=True, slots=True)
class Made:
    """What a region is made of, as it would be typed."""

    name: str
    title: str
    municipalities: str
    hospitals: str


MADE = (
    Made("grenland", "Grenland", "Porsgrunn, Skien, Siljan, Bamble, Kragerø, Drangedal", "Skien"),
    Made("ofoten", "Ofoten", "Narvik, Evenes, Gratangen, Lødingen, Tjeldsund", "Narvik, Harstad"),
    Made("vestfold", "Vestfold", "Vestfold fylke", "Tønsberg"),
)

README = """\
# {title}

Made by the shipped country alone (`../norge-2024`):

```sh
lms-planner region new --kommuner "{municipalities}" \\
    --sykehus "{hospitals}" --title {title} --out {name}
```

{count} municipalities, {persons} inhabitants in {places} delområder. Minutes and km are estimated from
the distance over land and marked as assumed, as are municipal centres, rooms, posts and units. That the
hospitals in {hospitals} have a learning and mastery centre is general knowledge, not looked up.
`lms-planner region add` takes official roads and figures into a copy.
`python -m docs.tools.made_regions` makes it anew, and a test holds it to that.

Outlines: © Kartverket (CC BY 4.0), simplified. Inhabitants: Statistics Norway (SSB), NLOD / CC BY 4.0.
Positions: GeoNames (CC BY 4.0).
"""


def make(made: Made, geodata: Path, scenarios: Path) -> None:
    """Write a region's tables to one folder and its scenarios to another."""
    country = read_country()
    codes = chosen_codes(country, made.municipalities)
    hospitals = chosen_codes(country, made.hospitals)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / made.name
        new = new_region(country, NewRegion(codes, hospitals, made.title), folder)
        for place in (geodata, scenarios):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
        for path in sorted(folder.iterdir()):
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".yaml":
                text = SCHEMA + text.replace('region: "."', f"region: {made.name}")
                (scenarios / path.name).write_text(text, encoding="utf-8")
            else:
                (geodata / path.name).write_text(text, encoding="utf-8")
    told = README.format(
        title=made.title,
        name=made.name,
        municipalities=made.municipalities,
        hospitals=made.hospitals,
        count=new.municipalities,
        persons=f"{new.persons:,}".replace(",", " "),
        places=new.places,
    )
    (geodata / "README.md").write_text(told, encoding="utf-8")
    names = sorted(path.stem for path in scenarios.glob("*.yaml"))
    names.sort(key=lambda one: (FIRST.index(one) if one in FIRST else len(FIRST), one))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["group", "name"])
    writer.writerows((GROUP, one) for one in names)
    (scenarios / "index.csv").write_text(out.getvalue(), encoding="utf-8")


def listed(made: Made) -> str:
    """A region's part of scenarios/README.md."""
    folder = ROOT / "scenarios" / made.name
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    rows = []
    for name in names:
        one = read_scenario(folder / f"{name}.yaml").scenario
        rows.append(f"| `{made.name}/{name}` | {one.title} | {one.title_en} |")
    head = "| name | Norwegian title | English title |\n|---|---|---|\n"
    return (
        f"\n## {made.name}\n\nMade by `region new`, see `geodata/{made.name}`:\n\n{head}"
        + "\n".join(rows)
    )


def main() -> None:
    """Write all three, and list their scenarios."""
    for made in MADE:
        make(made, ROOT / "geodata" / made.name, ROOT / "scenarios" / made.name)
    page = ROOT / "scenarios" / "README.md"
    text = page.read_text(encoding="utf-8").split(f"\n## {MADE[0].name}\n")[0].rstrip("\n")
    page.write_text("\n".join([text, *(listed(made) for made in MADE)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
