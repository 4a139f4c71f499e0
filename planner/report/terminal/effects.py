"""Effects as text: who gains and who loses, what each municipality pays, and who pays in all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from planner.decide import KEYS, Effects, State, total
from planner.pipeline import Alternative
from planner.report.comparison import assumption_note, differences, main_basis
from planner.report.terminal.text import WIDTH, bullets, page, paragraph, text_of, words_table
from planner.report.words import Lang, joined, number, percent, rounded
from planner.report.words.effects import told

if TYPE_CHECKING:
    from rich.console import Console

VERDICTS = ("gains", "loses", "mixed", "same")


def effects_text(
    found: Effects,
    before: Alternative,
    after: Alternative,
    lang: Lang = "nb",
    *,
    width: int = WIDTH,
    color: bool = False,
) -> str:
    """The effects of going from one alternative to another. Figures rest on the assumptions named."""
    console = page(width, color)
    title = told(lang, "title", before=_named(before, lang), after=_named(after, lang))
    paragraph(console, title, style="bold")
    names = joined(lang, after.municipality_names(found.scope_codes))
    persons = sum(row.persons for row in found.municipalities)
    paragraph(console, told(lang, "scope", persons=persons, names=names))
    bullets(console, told(lang, "summary"), list(_summary(found, lang)))
    _service_table(console, found, lang)
    _cost_table(console, found, lang)
    _payers_table(console, found, lang)
    for note in _notes(found, before, after, lang):
        paragraph(console, note)
    note = assumption_note([before, after], lang)
    if note:
        paragraph(console, told(lang, "rests", note=note.removeprefix("* ")))
    return text_of(console)


def summary_sentences(found: Effects, lang: Lang) -> tuple[str, ...]:
    """Who gains, who loses, and the sums."""
    return tuple(_summary(found, lang))


def _named(alternative: Alternative, lang: Lang) -> str:
    return f"{alternative.name} ({alternative.title(lang)})"


def _summary(found: Effects, lang: Lang) -> Iterator[str]:
    for verdict in VERDICTS:
        rows = found.with_verdict(verdict)  # type: ignore[arg-type]
        if rows:
            yield told(lang, verdict, names=joined(lang, [row.name for row in rows]))
    if found.paying_without_gain:
        names = [row.name for row in found.paying_without_gain]
        yield told(lang, "pays_only", names=joined(lang, names))
    before, after = _sum(found, lambda s: s.hours, 0), _sum(found, lambda s: s.hours, 1)
    more = [row.name for row in found.municipalities if _more(row.before.hours, row.after.hours, 0)]
    yield told(
        lang,
        "hours" if more else "hours_none",
        before=number(lang, before),
        after=number(lang, after),
        change=_change(before, after, 0, lang),
        more=joined(lang, more),
    )
    for key, of in (
        ("served", lambda s: s.participants_served),
        ("unmet", lambda s: s.participants_unmet),
    ):
        before, after = _sum(found, of, 0), _sum(found, of, 1)
        if key == "served" or rounded(before, 1) or rounded(after, 1):
            yield told(
                lang,
                key,
                before=number(lang, before, 1),
                after=number(lang, after, 1),
                change=_change(before, after, 1, lang),
            )


def _service_table(console: Console, found: Effects, lang: Lang) -> None:
    columns: list[tuple[str, Callable[[State], float | None], int]] = [
        ("hours", lambda s: s.hours, 0),
        ("minutes", lambda s: s.minutes_mean, 0),
        ("served", lambda s: s.participants_served, 1),
        ("unmet", lambda s: s.participants_unmet, 1),
        ("near", lambda s: float(s.programmes_within_60), 0),
    ]
    if all(not rounded(_sum(found, lambda s: s.participants_unmet, n), 1) for n in (0, 1)):
        columns = [column for column in columns if column[0] != "unmet"]
    rows = [
        [
            row.name,
            *(_arrow(of(row.before), of(row.after), decimals, lang) for _, of, decimals in columns),
            told(lang, f"verdict.{row.service}"),
        ]
        for row in found.municipalities
    ]
    sums = []
    for name, of, decimals in columns:
        summed = name not in ("minutes", "near")
        before, after = (_sum(found, of, n) if summed else None for n in (0, 1))
        sums.append(_arrow(before, after, decimals, lang) if summed else "")
    rows.append([told(lang, "total"), *sums, ""])
    header = [told(lang, "municipality")]
    header += [told(lang, f"column.{name}") for name, _, _ in columns]
    header.append(told(lang, "column.verdict"))
    words_table(console, told(lang, "table"), header, rows, right=range(1, len(columns) + 1))


def _cost_table(console: Console, found: Effects, lang: Lang) -> None:
    columns: list[Callable[[State], float | None]] = [
        *((lambda s, key=key: s.nok(key)) for key in KEYS),
        lambda s: s.nok_users,
    ]
    rows = []
    for row in (*found.municipalities, *found.others):
        inside = row in found.municipalities
        name = row.name if inside else told(lang, "other", name=row.name)
        rows.append([name, *(_arrow(of(row.before), of(row.after), 0, lang) for of in columns)])
    every = (*found.municipalities, *found.others)
    sums = [told(lang, "total")]
    for n, of in enumerate(columns):
        among = found.municipalities if n == len(KEYS) else every
        before = total([of(row.before) for row in among])
        after = total([of(row.after) for row in among])
        sums.append(_arrow(before, after, 0, lang))
    rows.append(sums)
    fixed = percent(lang, found.fixed_share)
    header = [told(lang, "municipality")]
    header += [told(lang, f"key.{key}", fixed=fixed) for key in KEYS]
    header.append(told(lang, "column.users"))
    words_table(console, told(lang, "costs"), header, rows, right=range(1, len(header)))


def _payers_table(console: Console, found: Effects, lang: Lang) -> None:
    rows = []
    for row in found.payers:
        rows.append([told(lang, f"payer.{row.payer}"), *_three(row.nok_before, row.nok_after, lang)])
    before = total([row.nok_before for row in found.payers])
    after = total([row.nok_after for row in found.payers])
    rows.append([told(lang, "total"), *_three(before, after, lang)])
    header = [told(lang, key) for key in ("payer", "before", "after", "change")]
    words_table(console, told(lang, "payers"), header, rows, right=(1, 2, 3))


def _three(before: float | None, after: float | None, lang: Lang) -> list[str]:
    if before is None or after is None:
        return [_figure(before, 0, lang), _figure(after, 0, lang), told(lang, "absent")]
    return [number(lang, before), number(lang, after), _change(before, after, 0, lang)]


def _notes(found: Effects, before: Alternative, after: Alternative, lang: Lang) -> Iterator[str]:
    basis = main_basis([before, after])
    differ = differences(lang, after, basis)
    if differ:
        what = told(lang, "basis_of", name=after.name, what=joined(lang, differ))
        yield told(lang, "basis", names=what)
    for name, reasons in found.cost_absent_because.items():
        if reasons:
            yield told(lang, "no_cost", name=name, reasons="; ".join(reasons))
    for alternative in (before, after):
        units = found.shared_by_head[alternative.name]
        if units:
            names = joined(lang, [alternative.unit_name(u) for u in units])
            yield told(lang, "no_use", name=alternative.name, units=names)
    yield told(lang, "note")


def _sum(found: Effects, of: Callable[[State], float | None], which: int) -> float:
    states: Sequence[State] = [(row.before, row.after)[which] for row in found.municipalities]
    return sum(of(state) or 0.0 for state in states)


def _arrow(before: float | None, after: float | None, decimals: int, lang: Lang) -> str:
    return told(
        lang,
        "arrow",
        before=_figure(before, decimals, lang),
        after=_figure(after, decimals, lang),
    )


def _figure(value: float | None, decimals: int, lang: Lang) -> str:
    return told(lang, "absent") if value is None else number(lang, value, decimals)


def _change(before: float, after: float, decimals: int, lang: Lang) -> str:
    """A difference with its sign, of what reads, so that the reader's own sum agrees."""
    difference = float(rounded(after, decimals) - rounded(before, decimals))
    text = number(lang, difference, decimals)
    return f"+{text}" if difference > 0 else text


def _more(before: float, after: float, decimals: int) -> bool:
    return rounded(after, decimals) > rounded(before, decimals)
