"""The pictures of the pages, drawn from real plans: maps, and two charts.

`pictures.json` beside them says which figures each was drawn from; a test compares that with a real
run, so that a picture cannot grow old unseen.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from docs.tools.figures import ALTERNATIVES, STRATEGIES, Results
from planner.report.words.numbers import number

MAPS = {
    "alt-2-lokta.png": "alt-2-lokta",
    "pilot.png": "pilot",
    "alt-4c-both-dms.png": "alt-4c-both-dms",
}
SIDE_BY_SIDE = ("alt-0-today", "alt-2-lokta", "alt-3-senjalegen", "alt-4c-both-dms", "pilot", "solo")
FROM, TO = "one-base-finnsnes", "one-base-setermoen"
TIMES = ("alt-0-today", "alt-2-lokta", "alt-3-senjalegen", "alt-4b-dms-inland", "alt-4c-both-dms")
RECORD = "pictures.json"

COLOURS = 128
"""Enough for a map and small enough for a page."""

PARTS = (
    ("travel_hours_participants", "deltakere til kurs i regionen", "#0072b2", ""),
    ("travel_hours_specialist", "deltakere til UNN", "#e69f00", "//"),
    ("travel_hours_outside", "innbyggere utenfor en enhet, til UNN", "#f0e6c8", ".."),
    ("travel_hours_staff", "fagfolk", "#000000", ""),
)


def record(found: Results) -> dict[str, Any]:
    """The figures that the pictures show, by file."""
    shown: dict[str, Any] = {}
    for file, name in MAPS.items():
        row = found.alternative(name)
        shown[file] = {
            "venues": {
                v["venue_id"]: [v["name"], round(v["courses"], 6), round(v["participants"], 1)]
                for v in row["venues"]
            },
            "units": {u["unit_id"]: [u["name"], u["persons"]] for u in row["units"]},
            "participants": round(row["indicators"]["participants_specialist"], 1),
        }
    shown["befolkning.png"] = {name: _persons(found, name) for name in _with_units(found)}
    shown["reise.png"] = {
        name: [round(found.alternative(name)["indicators"][part], 1) for part, *_ in PARTS]
        for name in _travelling()
    }
    return shown | _record_of_maps(found)


def _record_of_maps(found: Results) -> dict[str, Any]:
    from planner.report.maps.difference import difference
    from planner.report.maps.multiples import key_lines

    change = difference(found.solved[FROM], found.solved[TO])
    shares = ("share_within_30", "share_within_45", "share_within_60", "minutes_max")
    return {
        "alternativer.png": {name: list(key_lines(found.solved[name], "nb")) for name in SIDE_BY_SIDE},
        "forskjell.png": {row.id: round(row.minutes or 0.0, 1) for row in change.municipalities},
        "reisetid.png": {
            name: [round(found.alternative(name)["indicators"][share], 4) for share in shares]
            for name in TIMES
        },
    }


def write_pictures(found: Results, folder: Path) -> None:
    """Draw every picture, and the record of what they show."""
    folder.mkdir(exist_ok=True)
    for file, name in MAPS.items():
        save(folder / file, _map(found.solved[name]))
    save(folder / "befolkning.png", _population(found))
    save(folder / "reise.png", _travel(found))
    write_static_maps(found, folder)
    text = json.dumps(record(found), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / RECORD).write_text(text + "\n", encoding="utf-8")


def write_static_maps(found: Results, folder: Path) -> None:
    """Draw the pictures that the commands `map` and `charts` draw."""
    from planner.report.charts.charts import draw_chart
    from planner.report.charts.picture import Page
    from planner.report.maps.difference_page import draw_difference
    from planner.report.maps.multiples import draw_multiples

    page = Page(dpi=105)
    for file, draw in {
        "alternativer.png": lambda path: draw_multiples(
            [found.solved[name] for name in SIDE_BY_SIDE], path, page=page
        ),
        "forskjell.png": lambda path: draw_difference(
            found.solved[FROM], found.solved[TO], path, page=page
        ),
        "reisetid.png": lambda path: draw_chart(
            "travel-time", [found.solved[name] for name in TIMES], path, page=Page(27.0, 15.0, 105)
        ),
    }.items():
        draw(folder / file)
        save(folder / file, (folder / file).read_bytes())


def save(path: Path, png: bytes) -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS)
    picture.save(path, optimize=True)


def _map(alternative: Any) -> bytes:
    import tempfile

    from planner.report import draw_map

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.png"
        draw_map(alternative.region, alternative.travel, alternative.scenario, alternative.plan, path)
        return path.read_bytes()


def _with_units(found: Results) -> list[str]:
    return [name for name in ALTERNATIVES if found.alternative(name)["units"] and name != "free"]


def _persons(found: Results, name: str) -> list[int]:
    return sorted((unit["persons"] for unit in found.alternative(name)["units"]), reverse=True)


def _travelling() -> list[str]:
    return list(dict.fromkeys((*ALTERNATIVES, *STRATEGIES)))


def _title(found: Results, name: str) -> str:
    return str(found.alternative(name)["title"])


def _population(found: Results) -> bytes:
    names = _with_units(found)[::-1]
    figure, axes = _figure(len(names))
    low, high = 20_000, 40_000
    axes.axvspan(low, high, color="#cde6d0", zorder=0)
    almost = {"facecolor": "#eef6ef", "edgecolor": "#7fb087", "hatch": "////", "linewidth": 0}
    axes.axvspan(low * 0.95, low, zorder=0, **almost)
    for row, name in enumerate(names):
        persons = _persons(found, name)
        axes.hlines(row, 0, max(persons), color="#c8ced4", linewidth=1, zorder=1)
        axes.plot(persons, [row] * len(persons), "o", color="#0b5a75", markersize=7, zorder=2)
        shown = persons if len(persons) <= 2 else [persons[0], persons[-1]]
        for count in shown:
            text = number("nb", count)
            axes.annotate(
                text, (count, row), (0, 6), textcoords="offset points", ha="center", fontsize=8
            )
    axes.set_yticks(range(len(names)), [_title(found, name) for name in names])
    axes.set_ylim(-0.6, len(names) - 0.2)
    axes.set_xlim(0, 43_000)
    axes.set_xticks(range(0, 40_001, 10_000), [number("nb", n) for n in range(0, 40_001, 10_000)])
    axes.set_xlabel("Innbyggere i hver enhet (ett punkt per enhet)")
    axes.set_title(
        "Grønt: veiledende befolkningsgrunnlag, 20 000–40 000. Skravert: omtrent på nedre anslag",
        fontsize=9,
        loc="left",
    )
    return _png(figure)


def _travel(found: Results) -> bytes:
    names = _travelling()[::-1]
    figure, axes = _figure(len(names))
    left = [0.0] * len(names)
    for part, label, colour, hatch in PARTS:
        hours = [found.alternative(name)["indicators"][part] for name in names]
        axes.barh(
            range(len(names)),
            hours,
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="white" if colour == "#0072b2" else "#555555",
            linewidth=0.5,
            label=label,
            height=0.7,
        )
        left = [a + b for a, b in zip(left, hours, strict=True)]
    for row, total in enumerate(left):
        axes.text(total + 12, row, number("nb", total), va="center", fontsize=8)
    axes.set_yticks(range(len(names)), [_title(found, name) for name in names])
    axes.set_xlim(0, max(left) * 1.08)
    axes.set_ylim(-0.6, len(names) - 0.2)
    ticks = range(0, int(max(left)) + 1, 200)
    axes.set_xticks(list(ticks), [number("nb", n) for n in ticks])
    axes.set_xlabel("Reisetimer i året, fram og tilbake")
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, 1.05), ncols=4, fontsize=8, frameon=False)
    return _png(figure)


def _figure(rows: int) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 1.2 + 0.36 * rows), dpi=130, facecolor="white", layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=9)
    return figure, axes


def _png(figure: Any) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()
