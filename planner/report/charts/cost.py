"""What an alternative costs: who pays, and what for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planner.pipeline import Alternative
from planner.report.charts.picture import Page
from planner.report.charts.rows import legend_line, number_axis, page_of, row_axes, titles_of, widest
from planner.report.charts.style import INK, SOFT_INK, frame, new_figure, wrapped
from planner.report.words import Lang, number
from planner.report.words.pictures import told

ITEMS: Mapping[str, tuple[str, ...]] = {
    "posts": ("posts", "unit_fixed"),
    "professionals": ("professionals", "staff_mileage"),
    "user_representatives": ("user_representatives",),
    "venues": ("venues",),
    "mileage": ("mileage_local", "mileage_specialist"),
}
"""Parts of the chart → items of the cost. Grants only move a cost from one payer to another."""
PAYERS = ("municipalities", "hospital_trust", "grants", "users")
LOOKS: Mapping[str, tuple[str, str]] = {
    "posts": ("#0072b2", ""),
    "professionals": ("#e69f00", "//"),
    "user_representatives": ("#f0e442", ".."),
    "venues": ("#009e73", "\\\\"),
    "mileage": ("#dddddd", "xx"),
    "municipalities": ("#0b5a75", ""),
    "hospital_trust": ("#d55e00", "//"),
    "grants": ("#f2e6b8", ".."),
    "users": ("#dddddd", "xx"),
}
"""Participants' mileage is what the users pay: one look for both."""


def parts_of(alternative: Alternative) -> dict[str, float]:
    """NOK a year in scope by part; items that the planner does not name here go to `posts`."""
    found = dict.fromkeys(ITEMS, 0.0)
    of_item = {item: part for part, items in ITEMS.items() for item in items}
    for row in alternative.indicators.cost_items:
        if row.item != "grants":
            found[of_item.get(row.item, "posts")] += row.nok
    return found


def payers_of(alternative: Alternative) -> dict[str, float]:
    """NOK a year in scope by payer, grants taken off those who would have paid."""
    found = dict.fromkeys(PAYERS, 0.0)
    for row in alternative.indicators.cost_items:
        found[row.payer] = found.get(row.payer, 0.0) + row.nok
    return found


def cost_figure(
    alternatives: Sequence[Alternative], *, lang: Lang = "nb", page: Page | None = None
) -> Any:
    """Two bars for each alternative: above who pays, below what for. Absent costs say why."""
    from matplotlib.patches import Patch

    page, base = page_of(1.25 * len(alternatives) + 2, page)
    figure = new_figure(page)
    notes = [told(lang, "cost.note")]
    if any(a.rests_on_assumptions("cost_nok") for a in alternatives):
        notes.append(told(lang, "all_assumed"))
    bottom, top = frame(
        figure, page, told(lang, "cost.title"), told(lang, "cost.subtitle"), notes, base=base
    )
    payers = [payers_of(a) for a in alternatives]
    parts = [parts_of(a) for a in alternatives]
    known = [a.indicators.cost_nok is not None for a in alternatives]
    for rows, keys, lead in ((payers, PAYERS, "payers"), (parts, tuple(ITEMS), "parts")):
        shown = [k for k in keys if any(r[k] for r, told_ in zip(rows, known, strict=True) if told_)]
        handles = [
            Patch(facecolor=LOOKS[k][0], hatch=LOOKS[k][1] * 2, edgecolor=INK, linewidth=0.4)
            for k in shown
        ]
        labels = [told(lang, f"cost.{k}") for k in shown]
        if labels:
            labels[0] = f"{told(lang, f'cost.{lead}')}: {labels[0]}"
        top = legend_line(figure, handles, labels, top, base)
    axes, middles = row_axes(
        figure,
        page,
        (bottom, top),
        titles_of(alternatives, lang),
        [1.25] * len(alternatives),
        base=base,
    )
    totals = [a.indicators.cost_nok or 0.0 for a in alternatives]
    size = 0.9 * base
    texts = [_total(a, lang) for a in alternatives]
    number_axis(
        axes,
        told(lang, "cost.axis"),
        lang,
        base,
        most=max([sum(v for v in p.values() if v > 0) for p in payers] or [0.0]),
        room=widest([t for t, told_ in zip(texts, known, strict=True) if told_], size) + base,
    )
    gap = 0.008 * axes.get_xlim()[1]
    room = axes.get_window_extent().width / figure.dpi * 72 * 0.97
    for n, (y, text) in enumerate(zip(middles, texts, strict=True)):
        if not known[n]:
            line = "\n".join(wrapped(text, room, size)[:2])
            axes.text(gap, y, line, fontsize=size, va="center", color=SOFT_INK)
            continue
        for rows, keys, at in ((payers, PAYERS, y - 0.24), (parts, tuple(ITEMS), y + 0.24)):
            left = 0.0
            for key in keys:
                nok = rows[n][key]
                if nok > 0:
                    axes.barh(
                        at, nok, left=left, height=0.42, color=LOOKS[key][0],
                        hatch=LOOKS[key][1], edgecolor=INK, linewidth=0.4, zorder=2,
                    )  # fmt: skip
                    left += nok
        axes.text(totals[n] + gap, y, text, fontsize=size, va="center", color=INK, zorder=3)
    return figure


def _total(alternative: Alternative, lang: Lang) -> str:
    found = alternative.indicators
    if found.cost_nok is None:
        return told(lang, "cost.absent", reasons="; ".join(found.cost_absent_because))
    per_head = number(lang, found.cost_nok_per_person or 0.0)
    return told(lang, "cost.total", nok=number(lang, found.cost_nok), per_person=per_head)
