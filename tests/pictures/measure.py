"""What a figure really shows, measured in its pixels."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from planner.report.maps.label_placement import Box


def texts_of(figure: Any) -> list[Text]:
    """Every text that is shown, laid out."""
    FigureCanvasAgg(figure).draw()
    unused = {id(text) for axes in figure.axes for text in _ticks_outside(axes)}
    found = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return [t for t in found if id(t) not in unused]


def _ticks_outside(axes: Any) -> list[Text]:
    """Labels of ticks that the library keeps ready beyond the ends of an axis and does not draw."""
    texts = []
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        drawn = axes.axison and axis.get_visible()
        margin = 1e-6 * (high - low)
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
            if not drawn or not low - margin <= tick.get_loc() <= high + margin:
                texts += [tick.label1, tick.label2]
    return texts


def boxes_of(figure: Any) -> list[tuple[Box, str]]:
    """The box of every text that is shown, in pixels."""
    texts = texts_of(figure)
    measure = FigureCanvasAgg(figure).get_renderer()
    extents = [(text.get_window_extent(measure), text.get_text()) for text in texts]
    return [(Box(found.x0, found.y0, found.x1, found.y1), text) for found, text in extents]


def words_of(figure: Any) -> str:
    return " ".join(" ".join(t.get_text() for t in texts_of(figure)).replace("\u00a0", " ").split())


def assert_readable(figure: Any, *, shrink: float = 1.0) -> None:
    """No text covers another, and all of them stand on the page."""
    boxes = [(box.grown(-shrink), text) for box, text in boxes_of(figure)]
    boxes = [(box, text) for box, text in boxes if box.x0 < box.x1 and box.y0 < box.y1]
    for (one, text), (other, covered) in combinations(boxes, 2):
        assert one.overlap(other) == 0, f"{text!r} covers {covered!r}"
    page = Box(0, 0, figure.bbox.width, figure.bbox.height)
    for box, text in boxes:
        assert page.holds(box), f"{text!r} runs over the edge"
