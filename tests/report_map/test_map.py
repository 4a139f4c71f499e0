"""The map as a page: what stands on it, that it can be read, and that it comes out the same."""

from __future__ import annotations

import struct
import warnings
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from planner.errors import InputError
from planner.plan import Plan, Stage, Status
from planner.region.types import Region
from planner.report.maps import style
from planner.report.maps.backdrop import Backdrop, read_backdrop
from planner.report.maps.page import Drawn, draw_map, draw_on, make_figure
from planner.scenario.schema import Scenario
from planner.travel import build_travel
from planner.travel.types import Travel
from tests.report_map.plans import hand_plan, midt_troms, scenario_of, shipped_plans, summer
from tests.small_region import make_region, make_scenario, shortest_ways

PLANS = shipped_plans()


@pytest.fixture(scope="module")
def backdrop() -> Backdrop:
    return read_backdrop(midt_troms())


@pytest.fixture(scope="module")
def pages(backdrop: Backdrop) -> dict[str, tuple[Any, Drawn]]:
    """Every plan drawn once, with its legend laid out."""
    drawn = {name: page(plan, backdrop) for name, plan in PLANS.items()}
    for figure, _ in drawn.values():
        FigureCanvasAgg(figure).draw()
    return drawn


def page(
    plan: Plan,
    backdrop: Backdrop,
    *,
    region: Region | None = None,
    travel: Travel | None = None,
    scenario: Scenario | None = None,
    **options: Any,
) -> tuple[Any, Drawn]:
    return make_figure(
        region or midt_troms(),
        travel or summer(),
        scenario or scenario_of(),
        plan,
        backdrop=backdrop,
        **options,
    )


def words_of(figure: Any) -> str:
    texts = [t.get_text() for t in figure.findobj(Text) if t.get_visible()]
    return " ".join(" ".join(texts).replace("\u00a0", " ").split())


def legend_rows(figure: Any) -> dict[str, Any]:
    rows = {}
    for legend in figure.findobj(Legend):
        for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
            rows[" ".join(text.get_text().replace("\u00a0", " ").split())] = handle
    return rows


def png_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def test_a_png_of_a4_at_the_resolution_asked_for(tmp_path: Path, backdrop: Backdrop) -> None:
    path = tmp_path / "kart.png"
    draw_map(midt_troms(), summer(), scenario_of(), PLANS["one unit"], path, dpi=60, backdrop=backdrop)
    width, height = png_size(path)
    assert (width, height) == pytest.approx((11.69 * 60, 8.27 * 60), abs=1)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("suffix", "start"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")]
)
def test_the_same_input_gives_the_same_bytes(
    tmp_path: Path, backdrop: Backdrop, suffix: str, start: bytes
) -> None:
    written = []
    for name, ground in (("a", backdrop), ("b", None)):
        path = tmp_path / f"{name}{suffix}"
        draw_map(
            midt_troms(), summer(), scenario_of(), PLANS["some outside"], path, dpi=50, backdrop=ground
        )
        written.append(path.read_bytes())
    assert written[0].startswith(start)
    assert written[0] == written[1]


def test_an_earlier_map_stays_when_the_new_one_cannot_be_drawn(tmp_path: Path) -> None:
    path = tmp_path / "kart.png"
    path.write_bytes(b"earlier")
    unreadable = replace(midt_troms(), boundaries_path=tmp_path / "gone.geojson")
    with pytest.raises(InputError, match=r"gone\.geojson"):
        draw_map(unreadable, summer(), scenario_of(), PLANS["today"], path)
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_other_formats_and_missing_folders_are_refused(tmp_path: Path, backdrop: Backdrop) -> None:
    with pytest.raises(InputError, match=r"\.gif"):
        draw_map(midt_troms(), summer(), scenario_of(), PLANS["today"], tmp_path / "kart.gif")
    with pytest.raises(InputError, match="cannot be written here"):
        draw_map(
            midt_troms(),
            summer(),
            scenario_of(),
            PLANS["today"],
            tmp_path / "none" / "kart.png",
            dpi=30,
            backdrop=backdrop,
        )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", sorted(PLANS))
def test_no_name_covers_another(name: str, pages: dict[str, tuple[Any, Drawn]]) -> None:
    figure, drawn = pages[name]
    assert drawn.missing_labels == ()
    assert all(a.box.overlap(b.box) == 0 for a, b in combinations(drawn.labels, 2))
    # Not only the boxes reserved: the type itself, as it is drawn.
    measure = FigureCanvasAgg(figure).get_renderer()
    boxes = {spot.id: spot.box.grown(1.5) for spot in drawn.labels}
    for text in figure.findobj(Text):
        if text.get_gid() in boxes:
            found = text.get_window_extent(measure)
            room = boxes[text.get_gid()]
            assert room.x0 <= found.x0, text
            assert found.x1 <= room.x1, text
            assert room.y0 <= found.y0, text
            assert found.y1 <= room.y1, text


@pytest.mark.parametrize("name", sorted(PLANS))
def test_everything_stays_on_the_page(name: str, pages: dict[str, tuple[Any, Drawn]]) -> None:
    figure, _ = pages[name]
    measure = FigureCanvasAgg(figure).get_renderer()
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text():
            found = text.get_window_extent(measure)
            assert found.x0 >= 0, text
            assert found.y0 >= 0, text
            assert found.x1 <= figure.bbox.width, text
            assert found.y1 <= figure.bbox.height, text
    panel = figure.axes[1].get_window_extent()
    for legend in figure.findobj(Legend):
        assert legend.get_window_extent(measure).y0 >= panel.y0


def test_one_unit_says_who_where_and_how_many(backdrop: Backdrop) -> None:
    figure, drawn = page(PLANS["one unit"], backdrop, title="Alternativ 2: LØKTA")
    text = words_of(figure)
    assert "Alternativ 2: LØKTA" in text
    assert "29 678 innbyggere (veiledende 20 000–40 000)" in text
    assert "4,6 deltakere per 1000 innbyggere og år" in text
    assert "planen er gitt, ikke optimert" in text
    assert "DMS: 3 kurs/år" in text  # six programmes, each once in two years
    for name in ("Finnsnes", "Setermoen", "Brøstadbotn", "Vangsvik", "Gryllefjord", "Sørreisa"):
        assert name in text
    going = round(drawn.flows.specialist_of("sp_unn_tromso"))
    assert f"til UNN Tromsø: {going} deltakere/år" in text
    for line in (*midt_troms().source_lines, midt_troms().boundaries_note):
        assert line.rstrip(".") in text
    assert "51 av 89 stedsposisjoner" in text
    assert "km" in text


def test_the_legend_holds_what_is_drawn_and_no_more(pages: dict[str, tuple[Any, Drawn]]) -> None:
    one = legend_rows(pages["one unit"][0])
    assert "distriktsmedisinsk senter" in one
    assert "sete for samordningsenhet" in one
    assert "vei, værutsatt om vinteren" in one
    assert not {"stengt", "båt", "uten tilbud", "hotell"} & set(one)
    some = legend_rows(pages["some outside"][0])
    (outside,) = [row for row in some if row.startswith("utenfor enhetene")]
    assert outside == "utenfor enhetene: Bardu, Målselv, Sørreisa og Dyrøy (15 058 innb.)"
    assert {"hotell", "skole eller grendehus"} <= set(some)
    halves = legend_rows(pages["two halves"][0])
    assert any(row.endswith("19 219 innb.") for row in halves)
    assert any(row.endswith("13 681 innb.") for row in halves)
    assert any(
        row.endswith("Lavangen og Salangen") and "sammenligningsgrunnlaget" in row for row in halves
    )


def test_figures_that_go_beyond_the_scope_say_so(pages: dict[str, tuple[Any, Drawn]]) -> None:
    remark = "Deltakere per år (også de utenfor sammenligningsgrunnlaget)"
    assert remark in words_of(pages["two halves"][0])
    assert remark not in words_of(pages["one unit"][0])


def test_with_no_units_everybody_is_hatched_and_at_the_hospital(
    pages: dict[str, tuple[Any, Drawn]],
) -> None:
    figure, drawn = pages["today"]
    rows = legend_rows(figure)
    assert "Ingen samordningsenhet" in words_of(figure)
    (outside,) = [row for row in rows if row.startswith("uten samordningsenhet")]
    assert "29 678" in outside
    assert rows[outside].get_hatch()
    assert "uten tilbud" in rows
    assert "sete for samordningsenhet" not in rows
    assert drawn.flows.participants_local == 0


def test_units_differ_in_hatch_too_and_outside_is_like_none(
    pages: dict[str, tuple[Any, Drawn]],
) -> None:
    figure, drawn = pages["everyone alone"]
    fills = list(drawn.fills.values())
    assert len({(f.colour, f.hatch) for f in fills}) == 8
    assert len({f.hatch for f in fills}) == 8
    assert style.OUTSIDE_HATCH not in {f.hatch for f in fills}
    swatches = [h for h in legend_rows(figure).values() if isinstance(h, Patch) and h.get_hatch()]
    assert len(swatches) == 8
    many = style.fills([f"u{n}" for n in range(72)]).values()
    assert len({(f.colour, f.hatch) for f in many}) == 72


def test_closed_roads_are_crossed_out_and_boats_dashed_where_they_count(backdrop: Backdrop) -> None:
    region = midt_troms()
    choice = {
        "season": "winter",
        "boats": True,
        "winter": {"closed": ["brandvoll--elvebakken"]},
        "closed": ["finnsnes--silsand"],
    }
    scenario = scenario_of(travel=choice)
    region = replace(
        region,
        links={
            key: replace(link, winter_exposed=True) if key == "brandvoll--elvebakken" else link
            for key, link in region.links.items()
        },
    )
    travel = build_travel(region, scenario)
    assert set(travel.closed_link_ids) == {"brandvoll--elvebakken", "finnsnes--silsand"}
    figure, _ = page(PLANS["one unit"], backdrop, region=region, travel=travel, scenario=scenario)
    crosses = [line for line in figure.axes[0].findobj(Line2D) if line.get_marker() == "x"]
    middles = {
        tuple(
            (a + b) / 2
            for a, b in zip(backdrop.points[link.from_id], backdrop.points[link.to_id], strict=True)
        )
        for link in region.links.values()
        if link.id in travel.closed_link_ids
    }
    assert {(float(c.get_xdata()[0]), float(c.get_ydata()[0])) for c in crosses} == middles
    assert {"stengt", "båt"} <= set(legend_rows(figure))
    assert "vinterføre (værutsatt vei × 1,3)" in words_of(figure)


def test_towns_far_off_are_pointed_at_from_the_edge(backdrop: Backdrop) -> None:
    region = midt_troms()
    members = region.units["u3_senjalegen"].member_codes
    plan = hand_plan(
        region,
        summer(),
        {"u3_senjalegen": members},
        {"v_dms_finnsnes": "u3_senjalegen"},
        scope=members,
        local=["diabetes_type_2"] if "diabetes_type_2" in region.programmes else [],
    )
    _, drawn = page(plan, backdrop)
    west, south, east, north = drawn.extent
    x, y = backdrop.points["x_tromso"]
    assert not (west < x < east and south < y < north)
    (label,) = [spot for spot in drawn.labels if spot.id == "service:sp_unn_tromso"]
    assert label.box.x0 > 0
    # The frame fits Senja: it does not reach the far side of Målselv.
    assert east < backdrop.shapes["1924"].bounds[2]


def test_without_outlines_it_is_drawn_and_said() -> None:
    region = replace(midt_troms(), boundaries_path=None)
    figure, drawn = page(PLANS["one unit"], read_backdrop(region), region=region)
    text = words_of(figure)
    assert "Uten grensedata, omriss etter nærmeste sted: Lavangen, Bardu" in text
    assert region.boundaries_note not in text
    assert drawn.missing_labels == ()


def test_any_region_and_english(tmp_path: Path) -> None:
    region = make_region()
    scenario = make_scenario(title_en="A small example")
    travel = shortest_ways(region, scenario)
    plan = hand_plan(
        region,
        travel,
        {"u_all": tuple(region.municipalities)},
        {"v_m1": "u_all"},
        scope=tuple(region.municipalities),
        local=["p1"],
    )
    no_land = read_backdrop(region, land_path=tmp_path / "none.geojson")
    figure, _ = page(plan, no_land, region=region, travel=travel, scenario=scenario, lang="en")
    text = words_of(figure)
    assert "A small example" in text
    assert "4,450 inhabitants" in text or f"{region.persons:,} inhabitants" in text
    assert "municipal: 0.5 courses/year" in text
    assert "No coastline for this area" in text
    assert "innbyggere" not in text


def test_a_stopped_search_is_never_called_best(backdrop: Backdrop) -> None:
    stage = Stage("travel", "hours", 110.0, 100.0, 10 / 110, Status.STOPPED)
    figure, _ = page(replace(PLANS["one unit"], stages=(stage,)), backdrop)
    assert "søket ble stoppet, gap 9,1 %" in words_of(figure)
    assert "bevist" not in words_of(figure)


def test_every_letter_can_be_written(tmp_path: Path, backdrop: Backdrop) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw_map(
            midt_troms(),
            summer(),
            scenario_of(title="Æ Ø Å æ ø å – Čáhput, Ráisa, «prøve»"),
            PLANS["everyone alone"],
            tmp_path / "kart.png",
            dpi=40,
            backdrop=backdrop,
        )


def test_onto_an_axes_of_ones_own(backdrop: Backdrop) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 4), dpi=100)
    frame = (560_000.0, 7_640_000.0, 640_000.0, 7_720_000.0)
    for number, name in enumerate(("one unit", "today")):
        axes = figure.add_axes((0.5 * number, 0, 0.5, 1))
        drawn = draw_on(
            axes,
            midt_troms(),
            summer(),
            scenario_of(),
            PLANS[name],
            backdrop=backdrop,
            base=4.5,
            most_names=0,
            extent=frame,
        )
        assert drawn.extent == pytest.approx(frame)
        assert axes.get_title() == ""
        assert not figure.findobj(Legend)
        assert "place:finnsnes" in {spot.id for spot in drawn.labels}
        assert "place:silsand" not in {spot.id for spot in drawn.labels}
