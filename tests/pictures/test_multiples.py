"""Small multiples: every alternative in its panel, all at one scale, nothing on top of anything."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.legend import Legend

from planner.errors import InputError
from planner.report.charts.picture import Page
from planner.report.maps.multiples import Panel, draw_multiples, key_lines, multiples_figure
from tests.pictures.measure import assert_readable, words_of
from tests.web_map.cases import backdrop, five

SMALL = Page(20, 15, 60)


@pytest.fixture(scope="module")
def drawn() -> tuple[object, tuple[Panel, ...]]:
    return multiples_figure(five(), page=Page(dpi=72), backdrop=backdrop())


def test_one_panel_to_an_alternative_all_with_the_same_frame(
    drawn: tuple[object, tuple[Panel, ...]],
) -> None:
    _, panels = drawn
    assert [panel.name for panel in panels] == [a.name for a in five()]
    sizes = {tuple(round(v, 6) for v in p.axes.get_position().bounds[2:]) for p in panels}
    assert len(sizes) == 1
    for panel in panels:
        assert panel.extent == pytest.approx(panels[0].extent)
        limits = (*panel.axes.get_xlim(), *panel.axes.get_ylim())
        assert limits == pytest.approx([panel.extent[n] for n in (0, 2, 1, 3)])
    # The frame holds every municipality that plays a part in any of them: Lavangen only in one.
    west, south, east, north = panels[0].extent
    codes = {c for a in five() for c in (*a.plan.member_of(), *a.plan.outside_codes)}
    assert {"1919", "1920"} & codes or len(codes) >= 8
    for code in codes:
        x0, y0, x1, y1 = backdrop().shapes[code].bounds
        assert west < x0 < x1 < east
        assert south < y0 < y1 < north


def test_titles_key_figures_and_one_legend(drawn: tuple[object, tuple[Panel, ...]]) -> None:
    figure, _ = drawn
    text = words_of(figure)
    for alternative in five():
        assert alternative.title("nb") in text
        for line in key_lines(alternative, "nb"):
            assert " ".join(line.replace("\u00a0", " ").split()) in text
    assert "29 678 innb.: innenfor" in text
    assert len(figure.findobj(Legend)) == 1  # type: ignore[attr-defined]
    assert "© Kartverket" in text
    assert "50 km" in text


def test_nothing_covers_anything(drawn: tuple[object, tuple[Panel, ...]]) -> None:
    figure, panels = drawn
    assert_readable(figure)
    labels = [spot.box for panel in panels for spot in panel.labels]
    assert all(a.overlap(b) == 0 for a, b in combinations(labels, 2))
    assert all(not panel.missing_labels for panel in panels)


@pytest.mark.parametrize(("count", "page"), [(2, Page(15, 24, 60)), (7, SMALL)])
def test_any_number_on_any_page(count: int, page: Page) -> None:
    from dataclasses import replace

    first = five()
    many = []
    for n in range(count):
        base = first[n % 5]
        scenario = base.scenario.model_copy(
            update={"name": f"a{n}", "title": f"Et langt navn på nr. {n}"}
        )
        many.append(replace(base, loaded=replace(base.loaded, scenario=scenario)))
    figure, panels = multiples_figure(many, page=page, lang="en", backdrop=backdrop())
    assert len(panels) == count
    assert_readable(figure)
    assert "One" not in words_of(figure)
    assert tuple(figure.get_size_inches() * 2.54) == pytest.approx((page.width_cm, page.height_cm))


@pytest.mark.parametrize(("suffix", "start"), [("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_the_same_alternatives_give_the_same_bytes(tmp_path: Path, suffix: str, start: bytes) -> None:
    for name in "ab":
        draw_multiples(
            five()[1:2], tmp_path / f"{name}.{suffix}", page=Page(12, 9, 50), backdrop=backdrop()
        )
    written = (tmp_path / f"a.{suffix}").read_bytes()
    assert written.startswith(start)
    assert written == (tmp_path / f"b.{suffix}").read_bytes()
    assert b"CreationDate" not in written
    assert b"<dc:date>" not in written


def test_what_cannot_stand_together_is_refused(tmp_path: Path) -> None:
    one = five()[1]
    with pytest.raises(InputError):
        draw_multiples((one, one), tmp_path / "m.png", backdrop=backdrop())
    with pytest.raises(InputError):
        draw_multiples((), tmp_path / "m.png", backdrop=backdrop())
    assert list(tmp_path.iterdir()) == []
