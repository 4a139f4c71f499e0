"""Pictures of the case document: maps of alternatives as their run folders have them, and close-ups."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.pipeline import Alternative
from planner.report.words import Lang

if TYPE_CHECKING:
    from PIL.Image import Image
    from shapely.geometry import Polygon

    from planner.report.charts import Page
    from planner.report.maps import Backdrop

COLORS = 96
"""Colours of a picture in the document: maps have few, and this makes the file a third as large."""
TEXT_WIDE_CM = 16.8
"""The width of the document's text, which its pictures are as wide as."""
MULTIPLES_HIGH_CM, CHANGE_HIGH_CM = 20.0, 15.2
PICTURE_DPI = 180
CLOSE_INCHES = (7.2, 4.6)
CLOSE_DPI = 130
CLOSE_MARGIN = 0.12
"""Around a municipality, as a share of its larger span."""
VEIL, OUTLINE = 0.45, "#1F4E5F"
"""How much the other municipalities fade, and the line around the one that the map is of."""
SPAN_MIN_M = 12_000
"""A close-up shows at least so much: the way out of a small municipality belongs to it."""


def shrunk(png: bytes) -> bytes:
    """The same picture in fewer colours."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        return _in_few_colours(picture.convert("RGB"))


def _in_few_colours(picture: Image) -> bytes:
    from PIL.Image import Dither, Quantize

    few = picture.quantize(COLORS, method=Quantize.FASTOCTREE, dither=Dither.NONE)
    out = io.BytesIO()
    few.save(out, format="PNG")
    return out.getvalue()


def drawn(alternative: Alternative, backdrop: Backdrop, lang: Lang) -> bytes:
    """The map of an alternative (PNG)."""
    from planner.report.maps import draw_map

    with tempfile.TemporaryDirectory(prefix="lms-planner-") as temporary:
        path = Path(temporary) / "map.png"
        draw_map(
            alternative.region,
            alternative.travel,
            alternative.scenario,
            alternative.plan,
            path,
            lang=lang,
            backdrop=backdrop,
        )
        return shrunk(path.read_bytes())


def close_ups(alternative: Alternative, backdrop: Backdrop, lang: Lang) -> Mapping[str, bytes]:
    """Municipality code → the alternative's map, close on that municipality, for those in scope."""
    return {
        code: close_up(alternative, code, backdrop, lang) for code in alternative.indicators.scope_codes
    }


def close_up(alternative: Alternative, code: str, backdrop: Backdrop, lang: Lang) -> bytes:
    """The map of an alternative, close on one municipality (PNG)."""
    from matplotlib.figure import Figure

    from planner.report.charts import drawing, image_of
    from planner.report.maps import draw_on, layers

    shape = backdrop.shapes.get(code)
    with drawing():
        figure = Figure(figsize=CLOSE_INCHES, dpi=CLOSE_DPI, facecolor="white")
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        draw_on(
            axes,
            alternative.region,
            alternative.travel,
            alternative.scenario,
            alternative.plan,
            backdrop=backdrop,
            lang=lang,
            base=6.5,
            extent=_extent(alternative, code, backdrop),
        )
        if shape is not None and not shape.is_empty:
            others = _frame(axes).difference(shape)
            layers.patch(
                axes,
                others,
                facecolor="white",
                alpha=VEIL,
                edgecolor="none",
                zorder=layers.Z_EDGE + 0.2,
            )
            layers.patch(
                axes,
                shape,
                facecolor="none",
                edgecolor=OUTLINE,
                linewidth=2.0,
                zorder=layers.Z_EDGE + 0.3,
            )
        return _in_few_colours(image_of(figure, CLOSE_DPI))


def _frame(axes: Any) -> Polygon:
    """All that the axes show."""
    from shapely import box

    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    frame: Polygon = box(west, south, east, north)
    return frame


def _extent(
    alternative: Alternative, code: str, backdrop: Backdrop
) -> tuple[float, float, float, float]:
    """The municipality's outline, or its places where it has none, with a margin."""
    shape = backdrop.shapes.get(code)
    points = [
        backdrop.points[place.id]
        for place in alternative.region.places_of(code)
        if place.id in backdrop.points
    ]
    boxes = [(x, y, x, y) for x, y in points]
    if shape is not None and not shape.is_empty:
        boxes.append(shape.bounds)
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    span = max(east - west, north - south, SPAN_MIN_M)
    margin = CLOSE_MARGIN * span
    short = (max(0.0, SPAN_MIN_M - (east - west)) / 2, max(0.0, SPAN_MIN_M - (north - south)) / 2)
    return (
        west - margin - short[0],
        south - margin - short[1],
        east + margin + short[0],
        north + margin + short[1],
    )


def comparison_pictures(
    alternatives: Sequence[Alternative],
    change: tuple[Alternative, Alternative] | None,
    backdrop: Backdrop,
    lang: Lang,
    *,
    known: Mapping[str, bytes],
    charts: bool = True,
) -> Mapping[str, bytes]:
    """The charts of a comparison, its small multiples and the map of who gets nearer, by name.

    `change` are the alternatives that the last one goes from and to; charts are for the annexes. What
    has nothing to show is left out; what is `known` is not drawn again.
    """
    from planner.report.charts import CHARTS, draw_chart, has_chart

    found = {name: shrunk(png) for name, png in known.items()}
    with tempfile.TemporaryDirectory(prefix="lms-planner-") as temporary:
        path = Path(temporary) / "picture.png"
        for name in CHARTS if charts else ():
            if name not in found and has_chart(name, alternatives):
                draw_chart(name, alternatives, path, lang=lang)
                found[name] = shrunk(path.read_bytes())
    if len(alternatives) > 1 and "multiples" not in found:
        found["multiples"] = side_by_side(alternatives, lang, backdrop)
    if change is not None and "difference" not in found:
        found["difference"] = change_map(*change, lang, backdrop)
    return found


def picture_notes(
    alternatives: Sequence[Alternative],
    change: tuple[Alternative, Alternative] | None,
    backdrop: Backdrop,
    lang: Lang,
) -> Mapping[str, str]:
    """What stands under the maps: what they mean, and once their sources and reservations."""
    from planner.report.maps import difference_notes, multiples_notes

    found = {}
    if len(alternatives) > 1:
        found["multiples"] = _sentences(multiples_notes(alternatives, backdrop, lang))
    if change is not None:
        found["difference"] = _sentences(difference_notes(*change, lang))
    return found


def _sentences(texts: Sequence[str]) -> str:
    """One after another, each with its full stop."""
    return " ".join(f"{text.rstrip('.')}." for text in texts)


def side_by_side(
    alternatives: Sequence[Alternative], lang: Lang, backdrop: Backdrop | None = None
) -> bytes:
    """The alternatives at one scale, in type that is read where the document prints it (PNG)."""
    from planner.report.maps import draw_multiples

    return _in_document(
        MULTIPLES_HIGH_CM,
        lambda path, page: draw_multiples(alternatives, path, lang=lang, backdrop=backdrop, page=page),
    )


def change_map(
    before: Alternative, after: Alternative, lang: Lang, backdrop: Backdrop | None = None
) -> bytes:
    """Who gets nearer and who farther, in type that is read where the document prints it (PNG)."""
    from planner.report.maps import draw_difference

    return _in_document(
        CHANGE_HIGH_CM,
        lambda path, page: draw_difference(
            before, after, path, lang=lang, backdrop=backdrop, page=page
        ),
    )


def _in_document(height_cm: float, draw: Callable[[Path, Page], None]) -> bytes:
    from planner.report.charts import Page

    with tempfile.TemporaryDirectory(prefix="lms-planner-") as temporary:
        path = Path(temporary) / "picture.png"
        draw(path, Page(TEXT_WIDE_CM, height_cm, PICTURE_DPI, in_document=True))
        return shrunk(path.read_bytes())
