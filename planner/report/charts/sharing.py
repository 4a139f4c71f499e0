"""What each key asks of each municipality, beside what it would pay by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.report.charts.picture import Page, write_picture
from planner.report.charts.rows import legend_line, number_axis, page_of, row_axes
from planner.report.charts.style import INK, LINES, MARKERS, frame, new_figure
from planner.report.terminal import key_name, municipality_name
from planner.report.words import SHARING_WORDS, Lang, tell

if TYPE_CHECKING:
    from planner.sharing import Sharing


def draw_sharing(
    found: Sharing, path: Path, lang: Lang = "nb", *, fixed_share: float, page: Page | None = None
) -> None:
    """Write the picture; the suffix of the path says in which form.

    Raises:
        InputError: no form of that name, or the file cannot be written.
    """
    write_picture(
        path,
        lambda: sharing_figure(found, lang, fixed_share=fixed_share, page=page),
        dpi=(page or Page()).dpi,
    )


def sharing_figure(
    found: Sharing, lang: Lang = "nb", *, fixed_share: float, page: Page | None = None
) -> Any:
    """A row for each municipality: a mark for each key, hollow where it does not hold; a line alone."""
    from matplotlib.lines import Line2D

    def told(key: str, **values: str | int) -> str:
        return tell(SHARING_WORDS, lang, key, **values)

    page, base = page_of(len(found.codes), page)
    figure = new_figure(page)
    title = told(
        "title",
        unit=found.together.unit_name(found.unit_id),
        scenario=found.together.title(lang),
    )
    bottom, top = frame(figure, page, title, told("keys"), [told("chart.note")], base=base)

    def mark(n: int) -> dict[str, Any]:
        colour = LINES[n % len(LINES)]
        face = colour if found.keys[n].stable else "white"
        return {"marker": MARKERS[n % len(MARKERS)], "mfc": face, "mec": colour, "ms": 0.75 * base}

    handles = [Line2D([], [], linestyle="none", **mark(n)) for n in range(len(found.keys))]
    handles.append(Line2D([], [], linestyle="none", marker="|", mec=INK, ms=1.4 * base, mew=0.2 * base))
    labels = [key_name(row.key, fixed_share, lang) for row in found.keys] + [told("alone")]
    top = legend_line(figure, handles, labels, top, base)
    axes, middles = row_axes(
        figure,
        page,
        (bottom, top),
        [municipality_name(found, code) for code in found.codes],
        [1.0] * len(found.codes),
        base=base,
    )
    alone = {code: found.alone(code).nok for code in found.codes}
    amounts = [nok for row in found.keys for nok in row.nok.values()]
    amounts += [nok for nok in alone.values() if nok is not None]
    number_axis(axes, told("axis"), lang, base, most=max(amounts) * 1.05)
    least = min(amounts)
    if least < 0:  # to be paid for joining
        axes.set_xlim(left=least * 1.1)
        axes.axvline(0.0, color=INK, linewidth=0.08 * base)
    for code, y in zip(found.codes, middles, strict=True):
        for n, row in enumerate(found.keys):
            axes.plot([row.nok[code]], [y], linestyle="none", zorder=3, **mark(n))
        if alone[code] is not None:
            axes.plot([alone[code]], [y], marker="|", mec=INK, ms=2.2 * base, mew=0.2 * base, zorder=2)
    return figure
