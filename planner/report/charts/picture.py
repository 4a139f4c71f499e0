"""A picture on paper or screen: its size, its format, and a file with the same bytes every time.

Page(width_cm, height_cm, dpi)     checked when it is made
write_picture(path, make, dpi)     a figure as .png, .svg or .pdf by the suffix of the path
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.files import replaced_file
from planner.messages import message

if TYPE_CHECKING:
    from PIL.Image import Image

CM_PER_INCH = 2.54
SUFFIXES = (".png", ".svg", ".pdf")
SIDE_CM = (8.0, 200.0)
DPI = (30, 1200)
DOCUMENT_SCALE = 1.17
"""Of type in a picture of a document: the smallest that maps use comes out at seven points."""
SMALLEST_POINTS = 7.0
"""No type of a document is smaller, that of its pictures included."""
PIXELS_MOST = 60_000
"""To a side: what the drawing library can do, with a margin."""
PIXELS_MOST_ALL = 250_000_000
"""In all: about a gigabyte of memory while drawing."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page in centimetres, and dots per inch for a PNG. A4 across where nothing is said.

    Raises:
        InputError: a side or the resolution is out of reach; all problems at once.
    """

    width_cm: float = 29.7
    height_cm: float = 21.0
    dpi: int = 150
    in_document: bool = False
    """Printed as large as it is drawn, with a caption and notes of the document around it: the picture
    has no heading and no foot of its own, and no type that is too small to read."""

    def __post_init__(self) -> None:
        findings = [
            Finding(
                "picture",
                problem,
                found=message("{value:g} {unit}", value=value, unit=unit),
                expected=message("{low:g}–{high:g} {unit}", low=low, high=high, unit=unit),
            )
            for problem, value, (low, high), unit in (
                (message("the width is out of reach"), self.width_cm, SIDE_CM, "cm"),
                (message("the height is out of reach"), self.height_cm, SIDE_CM, "cm"),
                (message("the resolution is out of reach"), self.dpi, DPI, message("dots per inch")),
            )
            if not low <= value <= high
        ]
        if not findings:
            wide, high = (side * self.dpi for side in self.inches)
            if max(wide, high) > PIXELS_MOST or wide * high > PIXELS_MOST_ALL:
                findings.append(
                    Finding(
                        "picture",
                        message("has more dots than can be drawn"),
                        found=f"{wide:.0f} × {high:.0f}",
                        expected=message(
                            "at most {pixels_most} to a side and {pixels_most_all} in all",
                            pixels_most=PIXELS_MOST,
                            pixels_most_all=PIXELS_MOST_ALL,
                        ),
                        fix=message("Choose a lower resolution, or .pdf, which has none."),
                    )
                )
        if findings:
            raise InputError(findings)

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height."""
        return self.width_cm / CM_PER_INCH, self.height_cm / CM_PER_INCH

    @property
    def scale(self) -> float:
        """How much larger than A4 (by the square root of the area): type and lines grow with it."""
        if self.in_document:
            return DOCUMENT_SCALE
        return sqrt(self.width_cm * self.height_cm / (29.7 * 21.0))

    @property
    def portrait(self) -> bool:
        """Whether the page is higher than it is wide."""
        return self.height_cm > self.width_cm


def check_suffix(path: Path) -> str:
    """The format that a file's name asks for (`.png`, `.svg`, `.pdf`).

    Raises:
        InputError: none of these.
    """
    kind = Path(path).suffix.lower()
    if kind in SUFFIXES:
        return kind
    raise InputError(
        [
            Finding(
                file=str(path),
                message=message("a picture cannot be written in this format"),
                found=Path(path).suffix or "no suffix",
                expected=", ".join(SUFFIXES),
                fix=message("End the file's name with one of these."),
            )
        ]
    )


def write_picture(path: Path, make: Callable[[], Any], *, dpi: int) -> None:
    """Write the figure that `make` draws, whole or not at all; the same figure gives the same bytes.

    Raises:
        InputError: the suffix is none of `SUFFIXES`, or the file cannot be written.
    """
    kind = check_suffix(path)
    with drawing(kind):
        figure = make()
        with replaced_file(Path(path)) as file, file.open("wb") as out:
            if kind == ".png":
                image_of(figure, dpi).save(out, format="PNG", dpi=(dpi, dpi))
            else:
                figure.savefig(out, format=kind[1:], dpi=dpi, metadata=_METADATA[kind])


def measure_of(figure: Any) -> Any:
    """The renderer that texts of a figure are measured with: the one that a PNG is drawn with after.

    It remembers what it has measured, and takes some hundredths of a second to make.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = figure.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        canvas = FigureCanvasAgg(figure)
    return canvas.get_renderer()


def image_of(figure: Any, dpi: int) -> Image:
    """The figure as it looks in a PNG. Without transparency, which makes it slower to write."""
    from PIL.Image import frombuffer

    figure.set_dpi(dpi)
    measure_of(figure)
    figure.canvas.draw()
    wide, high = figure.canvas.get_width_height(physical=True)
    return frombuffer("RGBA", (wide, high), figure.canvas.buffer_rgba(), "raw", "RGBA", 0, 1).convert(
        "RGB"
    )


@contextlib.contextmanager
def drawing(kind: str = ".png") -> Iterator[None]:
    """matplotlib's settings while a picture is drawn.

    Whatever a user's matplotlibrc says, pictures look alike; the salt fixes the ids inside an SVG.
    """
    import matplotlib.style
    from matplotlib import rc_context

    settings = {
        "font.family": "DejaVu Sans",
        "hatch.linewidth": 0.5,
        "svg.hashsalt": "map",
        "svg.fonttype": "path",
        "pdf.fonttype": 42,
        "path.simplify": kind == ".png",
        "text.parse_math": False,  # a name with $ in it is a name, no formula
    }
    with matplotlib.style.context("default"), rc_context(settings):
        yield


_METADATA: dict[str, dict[str, None]] = {
    ".svg": {"Date": None, "Creator": None},
    ".pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
"""No clock and no version of a library: neither belongs to what is drawn."""
