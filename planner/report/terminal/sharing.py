"""The sharing of costs as text: what each key asks, whether it holds, and the smallest change."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import TYPE_CHECKING

from planner.report.comparison import assumption_note
from planner.report.terminal.text import WIDTH, bullets, page, paragraph, text_of, words_table
from planner.report.words import SHARING_WORDS, Lang, joined, number, percent, tell

if TYPE_CHECKING:
    from planner.sharing import KeyVerdict, Sharing


def sharing_text(
    found: Sharing,
    lang: Lang = "nb",
    *,
    fixed_share: float,
    width: int = WIDTH,
    color: bool = False,
) -> str:
    """What each key asks of whom, which keys hold, and what would make the others hold."""
    console = page(width, color)
    together = found.together
    title = _told(lang, "title", unit=together.unit_name(found.unit_id), scenario=together.title(lang))
    paragraph(console, title, style="bold")
    for sentence in _lead(found, lang):
        paragraph(console, sentence)
    keys = [row.key for row in found.keys]
    header = [_told(lang, "municipality"), _told(lang, "persons"), _told(lang, "alone")]
    header += [key_name(key, fixed_share, lang) for key in keys]
    rows = [
        [
            municipality_name(found, code),
            number(lang, found.persons[code]),
            number(lang, found.alone(code).nok or 0.0),
            *(number(lang, row.nok[code]) for row in found.keys),
        ]
        for code in found.codes
    ]
    rows.append(
        [
            _told(lang, "total"),
            number(lang, sum(found.persons.values())),
            number(lang, fsum(found.alone(code).nok or 0.0 for code in found.codes)),
            *(number(lang, fsum(row.nok.values())) for row in found.keys),
        ]
    )
    holds = [_told(lang, "yes" if row.stable else "no") for row in found.keys]
    rows.append([_told(lang, "holds"), "", "", *holds])
    words_table(console, _told(lang, "keys"), header, rows, right=range(1, len(header)))
    bullets(console, _told(lang, "verdicts"), list(sharing_sentences(found, lang, fixed_share)))
    paragraph(console, _told(lang, "meaning"))
    note = assumption_note([together], lang)
    if note:
        paragraph(console, _told(lang, "rests", note=note.removeprefix("* ")))
    return text_of(console)


def sharing_sentences(found: Sharing, lang: Lang, fixed_share: float) -> tuple[str, ...]:
    """Whether each key holds, and the smallest change that makes it hold."""
    core = (
        _told(lang, "core_empty", nok=number(lang, found.epsilon))
        if found.core_is_empty
        else _told(lang, "core")
    )
    return (*(_verdict(found, row, lang, fixed_share) for row in found.keys), core)


def key_name(key: str, fixed_share: float, lang: Lang) -> str:
    """What a key is called."""
    fixed = percent(lang, fixed_share)
    return (
        _told(lang, f"key.{key}", fixed=fixed) if key == "fixed_and_head" else _told(lang, f"key.{key}")
    )


def municipality_name(found: Sharing, code: str) -> str:
    """A municipality's name."""
    return found.together.region.municipalities[code].name


def _lead(found: Sharing, lang: Lang) -> Iterator[str]:
    yield _told(
        lang,
        "lead",
        count=len(found.codes),
        nok=number(lang, found.nok_total),
        coalitions=len(found.coalitions),
    )
    if found.nok_per_hour:
        yield _told(lang, "hours", nok=number(lang, found.nok_per_hour))
    apart = sum(len(row.groups) > 1 for row in found.coalitions)
    if apart:
        yield _told(lang, "divided", count=apart)
    if not found.proven:
        yield _told(lang, "unproven")


def _verdict(found: Sharing, row: KeyVerdict, lang: Lang, fixed_share: float) -> str:
    key = key_name(row.key, fixed_share, lang)
    if row.stable:
        return _told(lang, "stable", key=key)
    names = joined(lang, [municipality_name(found, code) for code in row.leaving])
    alone = next(c for c in found.coalitions if c.codes == row.leaving)
    which = (
        "hours_less" if found.nok_per_hour else "group_less" if len(row.leaving) > 1 else "alone_less"
    )
    said = _told(
        lang,
        which,
        key=key,
        names=names,
        paid=number(lang, fsum(row.nok[code] for code in row.leaving)),
        alone=number(lang, alone.nok or 0.0),
        saved=number(lang, row.nok_saved),
    )
    changes = [
        _told(lang, "change", name=municipality_name(found, code), change=_signed(lang, change))
        for code in found.codes
        if abs(change := row.nok_stable[code] - row.nok[code]) >= 0.5
    ]
    closing = "closest" if found.core_is_empty else "smallest"
    return f"{said} {_told(lang, closing, changes=joined(lang, changes))}"


def _signed(lang: Lang, change: float) -> str:
    return f"+{number(lang, change)}" if change > 0 else number(lang, change)


def _told(lang: Lang, key: str, /, **values: str | int) -> str:
    return tell(SHARING_WORDS, lang, key, **values)
