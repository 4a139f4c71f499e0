"""The difference map: its classes against a computation of its own, and a page that can be read."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from shapely import box

from planner.errors import InputError
from planner.pipeline.alternative import Alternative
from planner.problem.demand import participation_rates
from planner.report.charts.picture import Page
from planner.report.maps.difference import difference, step_of
from planner.report.maps.difference_page import (
    COLOURS,
    HATCHES,
    STEPS,
    class_name,
    difference_figure,
    draw_difference,
)
from tests.pictures.measure import assert_readable, words_of
from tests.web_map.cases import alternative, backdrop, five

SCREEN = Page(dpi=60)
PAIRS = ((0, 1), (1, 2), (2, 3), (4, 1))


def minutes_by_hand(found: Alternative, place_id: str) -> float | None:
    """Σ rate · share · minutes / Σ rate · share, from region, travel and plan alone."""
    rates = participation_rates(found.region, found.scenario)
    ways: list[tuple[float, float]] = []
    for row in found.plan.attendance:
        if row.place_id == place_id:
            to = found.region.venues[row.venue_id].place_id
            ways.append(
                (found.travel.minutes(place_id, to) or 0.0, rates[row.programme_id] * row.share)
            )
    for row in found.plan.specialist:
        if row.place_id == place_id:
            to = found.region.specialist_services[row.service_id].external_place_id
            ways.append(
                (found.travel.minutes(place_id, to) or 0.0, rates[row.programme_id] * row.share)
            )
    weight = sum(w for _, w in ways)
    return sum(m * w for m, w in ways) / weight if weight else None


def class_by_hand(minutes: float) -> int:
    for step, low in ((3, 30.0), (2, 15.0), (1, 5.0)):
        if abs(minutes) >= low:
            return step if minutes > 0 else -step
    return 0


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_every_place_is_in_its_class(first: int, second: int) -> None:
    before, after = five()[first], five()[second]
    found = difference(before, after)
    scope = before.indicators.scope_codes
    inhabited = [p for p in before.region.places.values() if p.persons and p.municipality_code in scope]
    assert [row.id for row in found.places] == [p.id for p in inhabited]
    for row in found.places:
        was, now = minutes_by_hand(before, row.id), minutes_by_hand(after, row.id)
        assert row.before == pytest.approx(was)
        assert row.after == pytest.approx(now)
        if was is not None and now is not None and abs(abs(now - was) - 5) > 1e-6:
            assert row.step == class_by_hand(now - was), row.id
    # Behind the road that winter closes live people whom no way leads anywhere.
    cut_off = sum(row.persons for row in found.places if row.step is None)
    assert (cut_off > 0) == (3 in (first, second))
    assert sum(found.persons(step) for step in STEPS) + cut_off == before.indicators.persons_in_scope


@pytest.mark.parametrize(("first", "second"), PAIRS[:3])
def test_municipalities_and_the_whole_are_those_of_the_indicators(first: int, second: int) -> None:
    before, after = five()[first], five()[second]
    found = difference(before, after)
    was, now = (
        {row.code: row.minutes_mean for row in a.indicators.per_municipality} for a in (before, after)
    )
    assert {row.id: row.before for row in found.municipalities} == pytest.approx(was)
    assert {row.id: row.after for row in found.municipalities} == pytest.approx(now)
    assert found.whole.before == pytest.approx(before.indicators.minutes_mean)
    assert found.whole.unmet_after == pytest.approx(after.indicators.participants_unmet)


def test_there_and_back_is_the_opposite() -> None:
    one, other = five()[0], five()[1]
    there, back = difference(one, other), difference(other, one)
    assert [row.step for row in there.places] == [-(row.step or 0) for row in back.places]
    assert [row.unmet for row in there.places] == [-row.unmet for row in back.places]
    same = difference(one, one)
    assert {row.step for row in same.places} == {0}
    assert {row.unmet for row in same.places} == {0}


def test_classes_begin_at_their_breaks() -> None:
    ends = (-30.0, -29.99, -15.0, -14.9, -5.0, -4.99, 0.0, 4.99, 5.0, 14.9, 15.0, 29.9, 30.0)
    assert [step_of(m) for m in ends] == [-3, -2, -2, -1, -1, 0, 0, 0, 1, 1, 2, 2, 3]
    assert [class_name(s, "nb") for s in (-3, -1, 0, 2)] == [
        "≥ 30 min kortere",
        "5–15 min kortere",
        "omtrent som før (under 5 min)",
        "15–30 min lengre",
    ]


def test_classes_differ_in_hatch_too_and_darken_the_same_way_on_both_sides() -> None:
    assert len(set(HATCHES.values())) == len(STEPS)
    assert all(set(HATCHES[s]) <= set("o.") for s in STEPS if s < 0)
    assert all(set(HATCHES[s]) == {"/"} for s in STEPS if s > 0)

    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    for side in (-1, 1):
        tones = [lightness(COLOURS[side * step]) for step in range(4)]
        assert all(light - dark > 15 for light, dark in pairwise(tones))


@pytest.mark.parametrize(
    ("first", "second", "page"), [(1, 2, Page(21, 29.7, 72)), (4, 3, Page(16, 11, 72))]
)
def test_the_page_can_be_read(first: int, second: int, page: Page) -> None:
    figure, drawn = difference_figure(five()[first], five()[second], page=page, backdrop=backdrop())
    assert drawn.missing_labels == ()
    assert all(a.box.overlap(b.box) == 0 for a, b in combinations(drawn.labels, 2))
    assert_readable(figure)


def test_what_is_said_of_a_municipality_stands_inside_it() -> None:
    before, after = five()[0], five()[1]
    figure, drawn = difference_figure(before, after, page=Page(), backdrop=backdrop())
    to_metres = figure.axes[0].transData.inverted()
    shares = {}
    for label in drawn.labels:
        kind, _, code = label.id.partition(":")
        if kind == "municipality":
            west, south = to_metres.transform((label.box.x0, label.box.y0))
            east, north = to_metres.transform((label.box.x1, label.box.y1))
            place = box(west, south, east, north)
            shares[code] = place.intersection(backdrop().shapes[code]).area / place.area
    assert set(shares) == set(after.indicators.scope_codes)
    assert min(shares.values()) > 0.5, "narrow ones too"


def test_the_page_says_what_changes() -> None:
    before, after = five()[0], five()[1]
    figure, drawn = difference_figure(before, after, page=SCREEN, backdrop=backdrop())
    text = words_of(figure)
    found = drawn.difference
    assert "«Tittel today»" in text
    assert "«Tittel one-unit»" in text
    assert (
        f"{found.persons(-3, -2, -1):,} innbyggere får minst 5 minutter kortere".replace(",", " ")
        in text
    )
    torsken = next(row for row in found.municipalities if row.id == "1928")
    assert torsken.minutes is not None
    assert f"Torsken −{abs(round(torsken.minutes))} min" in text
    assert "bare i «Tittel one-unit»" in text
    assert "i begge" not in text
    english, _ = difference_figure(before, after, lang="en", page=SCREEN, backdrop=backdrop())
    assert "kortere" not in words_of(english)


def test_more_with_no_offer_is_told_apart_from_minutes() -> None:
    worse, better = five()[0], five()[1]
    assert worse.indicators.participants_unmet > 0
    figure, drawn = difference_figure(better, worse, page=SCREEN, backdrop=backdrop())
    assert {row.unmet for row in drawn.difference.places} == {1}
    text = words_of(figure)
    assert "flere uten tilbud" in text
    assert "Uten tilbud: fra 0,0 til" in text


def test_the_same_two_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = five()[1:3]
    for name in "ab":
        path = tmp_path / f"{name}.pdf"
        draw_difference(one, other, path, page=Page(12, 9, 60), backdrop=backdrop())
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_alternatives_for_other_people_are_not_compared() -> None:
    one = five()[1]
    ten = replace(
        alternative("ten", one.plan),
        indicators=replace(one.indicators, scope_codes=(*one.indicators.scope_codes, "1917")),
    )
    with pytest.raises(InputError, match="different municipalities"):
        difference(one, ten)
