"""Names never cover one another, stay inside the frame, and are moved only as far as it takes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.report.maps.label_placement import Box, Want, nearest_corner, place_labels

FRAME = Box(0, 0, 400, 300)


def want(label_id: str, x: float, y: float, *, required: bool = True, **values: object) -> Want:
    defaults: dict[str, object] = {"width": 60.0, "height": 12.0, "clear": 4.0, "rank": 0.0}
    return Want(id=label_id, x=x, y=y, required=required, **{**defaults, **values})  # type: ignore[arg-type]


def test_alone_it_stands_to_the_right_of_its_point() -> None:
    (label,) = place_labels([want("a", 200, 150)], frame=FRAME)
    assert (label.box.x0, label.box.y0 + label.box.y1) == (204.0, 300.0)
    assert not label.leader


def test_at_the_right_edge_it_turns_inwards() -> None:
    (label,) = place_labels([want("a", 395, 150)], frame=FRAME)
    assert label.box.x1 < 395
    assert FRAME.holds(label.box)


@pytest.mark.parametrize("count", [2, 30])
def test_required_labels_at_one_point_all_find_room(count: int) -> None:
    wants = [want(f"{n:02d}", 200, 150) for n in range(count)]
    placed = place_labels(wants, frame=FRAME)
    assert {label.id for label in placed} == {w.id for w in wants}
    assert all(a.box.overlap(b.box) == 0 for a, b in combinations(placed, 2))
    # With room for a dozen around the point, the thirtieth stands far enough off to need a line.
    assert any(label.leader for label in placed) == (count == 30)


def test_of_the_spots_inside_an_area_the_cheapest_free_one_is_taken() -> None:
    spots, costs = ((60.0, 60.0), (200.0, 60.0), (340.0, 60.0)), (0.0, 0.5, 4.0)
    label = want("a", 60, 60, spots=spots, spot_costs=costs, required=False)
    (free,) = place_labels([label], frame=FRAME)
    assert (free.box.x0 + free.box.x1) / 2 == 60
    taken = [Box(40, 50, 80, 70)]
    (moved,) = place_labels([label], frame=FRAME, hard=taken)
    assert (moved.box.x0 + moved.box.x1) / 2 == 200
    dear = want("a", 60, 60, spots=spots, spot_costs=(99.0, 99.5, 104.0), required=False)
    assert place_labels([dear], frame=FRAME) == ()


def test_what_is_not_required_gives_way() -> None:
    filler = [Box(0, 0, 400, 300)]
    assert place_labels([want("a", 200, 150, required=False)], frame=FRAME, hard=filler) == ()
    crowd = [want(f"{n:02d}", 200, 150, required=False) for n in range(60)]
    placed = place_labels(crowd, frame=FRAME)
    assert 0 < len(placed) < 60


def test_the_more_important_is_placed_first() -> None:
    wants = [want("minor", 200, 150, rank=5.0), want("major", 200, 150, rank=-5.0)]
    placed = {label.id: label.box for label in place_labels(wants, frame=FRAME)}
    assert placed["major"] == Box(204.0, 144.0, 264.0, 156.0)
    assert placed["minor"] != placed["major"]


def test_it_keeps_off_symbols_and_busy_lines() -> None:
    right = Box(206, 146, 214, 154)
    (off_symbol,) = place_labels([want("a", 200, 150)], frame=FRAME, soft=[right])
    assert off_symbol.box.overlap(right) < 0.1 * 8 * 8  # a corner may touch
    line = np.array([[x, 150.0, 2.0] for x in range(200, 400, 5)])
    (off_line,) = place_labels([want("a", 200, 150)], frame=FRAME, busy=line)
    assert off_line.box.y0 >= 150 or off_line.box.y1 <= 150 or off_line.box.x1 <= 200


def test_a_name_with_spots_takes_the_first_free_one() -> None:
    spots = ((100.0, 100.0), (300.0, 200.0))
    first = want("area", 100, 100, spots=spots, required=False)
    (there,) = place_labels([first], frame=FRAME, hard=[Box(80, 90, 120, 110)])
    assert nearest_corner(there.box, 300, 200) == (300, 200)


points = st.tuples(
    st.floats(5, 395, allow_nan=False), st.floats(5, 295, allow_nan=False), st.booleans()
)


@given(
    st.lists(points, max_size=25),
    st.lists(st.tuples(st.floats(0, 360), st.floats(0, 280)), max_size=6),
)
def test_never_an_overlap(
    at: list[tuple[float, float, bool]], corners: list[tuple[float, float]]
) -> None:
    hard = [Box(x, y, x + 30, y + 15) for x, y in corners]
    wants = [want(f"{n:02d}", x, y, required=r) for n, (x, y, r) in enumerate(at)]
    placed = place_labels(wants, frame=FRAME, hard=hard)
    assert placed == place_labels(list(reversed(wants)), frame=FRAME, hard=hard)
    assert all(a.box.overlap(b.box) == 0 for a, b in combinations(placed, 2))
    assert all(label.box.overlap(box) == 0 for label in placed for box in hard)
    assert all(FRAME.holds(label.box) for label in placed)
