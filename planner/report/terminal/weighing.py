"""A weighing as text: the ranking, what it rests on, and how far it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from planner.decide import CRITERIA, Change, Ranked, Ranking
from planner.report.comparison import Weighing, print_recommendation
from planner.report.terminal.text import WIDTH, bullets, page, paragraph, text_of, words_table
from planner.report.words import CRITERIA_IN_SENTENCES, Lang, joined, number, percent
from planner.report.words.weighing import told
from planner.texts import name_in

if TYPE_CHECKING:
    from rich.console import Console

MARK = "●"
NAMED_MAX = 3
"""So many alternatives that dominate another are named; more are counted."""


def weighing_text(
    weighing: Weighing, lang: Lang = "nb", *, width: int = WIDTH, color: bool = False
) -> str:
    """The ranking with and without qualifications, its stability, and the evidence in words."""
    console = page(width, color)
    paragraph(console, told(lang, "title"), style="bold")
    paragraph(console, _weights(weighing, lang))
    bullets(console, told(lang, "result"), result_sentences(weighing, lang))
    _ranking_table(console, weighing, lang)
    paragraph(console, _share_note(weighing, lang))
    _scores_table(console, weighing, lang)
    _figures_table(console, weighing, lang)
    _changes_table(console, weighing, lang)
    if weighing.levels:
        _levels_table(console, weighing, lang)
        paragraph(console, told(lang, "per_1000"))
    notes = [*_apart(weighing, lang), told(lang, "method")]
    if weighing.evidence:
        notes.append(told(lang, "reading"))
    for note in notes:
        paragraph(console, note)
    bullets(console, told(lang, "evidence"), _evidence(weighing, lang))
    print_recommendation(console, weighing, lang)
    return text_of(console)


def criterion_name(criterion_id: str, lang: Lang) -> str:
    """A criterion's label."""
    return CRITERIA[criterion_id].label_in(lang)


def result_sentences(weighing: Weighing, lang: Lang) -> tuple[str, ...]:
    """Who comes first, by how much, for how many weightings, and what would change it."""
    return tuple(_result(weighing, lang))


def _weights(weighing: Weighing, lang: Lang) -> str:
    title = weighing.weights.title or told(lang, "equal")
    weights = [
        f"{criterion_name(c, lang)} {percent(lang, share)}" for c, share in weighing.weights.of.items()
    ]
    text = told(lang, "named", title=title[0].upper() + title[1:], weights="; ".join(weights))
    return text + "."


def _result(weighing: Weighing, lang: Lang) -> Iterator[str]:
    pairs = list(zip(("with", "without"), weighing.rankings, strict=True))
    for key, ranking in pairs:
        which = told(lang, key)
        yield _first(ranking, which, lang)
        shares = sorted(ranking.rows, key=lambda row: -row.share_first)
        others = [row for row in shares if row.name not in (shares[0].name, *shares[0].equal_to)]
        if others and ranking.weights:
            yield told(
                lang,
                "first_share",
                which=which,
                first=joined(lang, (shares[0].name, *shares[0].equal_to)),
                share=percent(lang, shares[0].share_first),
                second=joined(lang, (others[0].name, *others[0].equal_to)),
                second_share=percent(lang, others[0].share_first),
            )
        if ranking.not_told_apart:
            names = joined(lang, ranking.not_told_apart)
            yield told(lang, "not_told_apart", which=which, names=names)
        yield from _smallest(ranking, which, lang)
        for left_out, first in ranking.reversals.items():
            names = joined(lang, first)
            yield told(lang, "reversal", which=which, left_out=left_out, first=names)
    dominated = [row for row in weighing.judgement.with_qualifications.rows if row.dominated_by]
    if dominated:
        names = "; ".join(
            told(lang, "dominated_by", name=row.name, by=_dominating(row, lang)) for row in dominated
        )
        yield told(lang, "dominated", names=names)
    equal = {
        tuple(sorted((row.name, *row.equal_to)))
        for row in weighing.judgement.with_qualifications.rows
        if row.equal_to
    }
    if equal:
        yield told(lang, "equal_to", names="; ".join(joined(lang, names) for names in sorted(equal)))


def _first(ranking: Ranking, which: str, lang: Lang) -> str:
    if not ranking.rows:
        return told(lang, "first_none", which=which)
    if len(ranking.rows) == 1:
        return told(lang, "first_alone", which=which, first=ranking.rows[0].name)
    behind = [row for row in ranking.rows if row.rank > 1]
    if not behind:
        return told(lang, "first_all", which=which)
    return told(
        lang,
        "first" if len(ranking.first) == 1 else "first_tie",
        which=which,
        first=joined(lang, ranking.first),
        score=_score(ranking.rows[0].score, lang),
        second=joined(lang, [row.name for row in behind if row.rank == behind[0].rank]),
        second_score=_score(behind[0].score, lang),
    )


def _smallest(ranking: Ranking, which: str, lang: Lang) -> Iterator[str]:
    if len({tuple(row.scores.values()) for row in ranking.rows}) < 2:
        return
    if not ranking.changes:
        if len({tuple(row.scores.values()) for row in ranking.rows if row.rank == 1}) == 1:
            yield told(lang, "no_change", which=which)
        return
    change = ranking.changes[0]
    yield told(
        lang,
        "smallest",
        which=which,
        criterion=CRITERIA_IN_SENTENCES.text(lang, change.criterion_id),
        now=percent(lang, change.share_from, 1),
        then=percent(lang, change.share_to, 1),
        first=joined(lang, change.first),
    )


def _dominating(row: Ranked, lang: Lang) -> str:
    by = row.dominated_by
    if len(by) <= NAMED_MAX:
        return joined(lang, by)
    named = ", ".join(by[:NAMED_MAX])
    return told(lang, "dominated_more", by=named, more=len(by) - NAMED_MAX)


def _ranking_table(console: Console, weighing: Weighing, lang: Lang) -> None:
    with_q, without = weighing.rankings
    other = {row.name: row for row in without.rows}
    names = [row.name for row in with_q.rows]
    names += [row.name for row in without.rows if row.name not in names]
    main = {row.name: row for row in with_q.rows}
    rows = []
    for name in names:
        left, right = _ranked(main.get(name), lang), _ranked(other.get(name), lang)
        rows.append((left[0], name, *left[1:], *right))
    keys = ["rank", "alternative", "score", "share"]
    keys += ["without_rank", "without_score", "without_share"]
    title = told(lang, "table", level=_level(weighing, lang))
    words_table(console, title, [told(lang, key) for key in keys], rows, right=(0, 2, 3, 4, 5, 6))


def _ranked(row: Ranked | None, lang: Lang) -> tuple[str, str, str]:
    """Rank, score and share."""
    if row is None:
        return "–", "–", "–"
    return str(row.rank), _score(row.score, lang), percent(lang, row.share_first, 1)


def _score(score: float, lang: Lang) -> str:
    return number(lang, score, 3)


def _level(weighing: Weighing, lang: Lang) -> str:
    comparison = weighing.comparison
    found = {a.scenario.demand.level for a in comparison.alternatives if a.name in _all_names(weighing)}
    levels = [comparison.region.demand_levels[name] for name in sorted(found)]
    names = [name_in(lang, level.name_nb, level.id) for level in levels]
    return told(lang, "demand", levels=joined(lang, names))


def _all_names(weighing: Weighing) -> set[str]:
    return {row.name for ranking in weighing.rankings for row in ranking.rows} or {
        a.name for a in weighing.comparison.alternatives
    }


def _share_note(weighing: Weighing, lang: Lang) -> str:
    drawn = [ranking for ranking in weighing.rankings if ranking.samples]
    if drawn:
        error = max(row.share_error for ranking in drawn for row in ranking.rows)
        how = told(
            lang,
            "drawn",
            samples=drawn[0].samples,
            seed=str(drawn[0].seed),
            error=number(lang, 100 * error, 2),
        )
    else:
        how = told(lang, "exact")
    return told(lang, "share_note", how=how)


def _scores_table(console: Console, weighing: Weighing, lang: Lang) -> None:
    ranking = weighing.judgement.with_qualifications
    if not ranking.rows:
        ranking = weighing.judgement.without_qualifications
    header = [told(lang, "criterion"), told(lang, "weight"), *_numbers(ranking.rows)]
    rows = [
        [
            criterion_name(c, lang),
            percent(lang, share),
            *(number(lang, 100 * row.scores[c]) for row in ranking.rows),
        ]
        for c, share in ranking.weights.items()
    ]
    words_table(
        console,
        told(lang, "scores"),
        header,
        rows,
        right=range(1, len(header)),
    )


def _figures_table(console: Console, weighing: Weighing, lang: Lang) -> None:
    """The figures behind the scores, for the same columns."""
    ranking = weighing.judgement.with_qualifications
    if not ranking.rows:
        ranking = weighing.judgement.without_qualifications
    values = weighing.judgement.values
    rows = []
    for c in ranking.weights:
        thousands = CRITERIA[c].unit.startswith("NOK")
        label = criterion_name(c, lang) + (f" ({told(lang, 'thousands')})" if thousands else "")
        cells = []
        for row in ranking.rows:
            value = values[row.name][c]
            assert value is not None  # ranked ones have every figure that counts
            shown = value / 1000 if thousands else value
            cells.append(number(lang, shown, CRITERIA[c].decimals))
        rows.append([label, *cells])
    header = [told(lang, "criterion"), *_numbers(ranking.rows)]
    words_table(console, told(lang, "figures"), header, rows, right=range(1, len(header)))


def _numbers(rows: Sequence[Ranked]) -> list[str]:
    return [str(row.rank) for row in rows]


def _changes_table(console: Console, weighing: Weighing, lang: Lang) -> None:
    rows = [_change_row(change, lang) for change in weighing.judgement.with_qualifications.changes]
    words_table(
        console,
        told(lang, "changes"),
        [told(lang, key) for key in ("criterion", "weight", "changes_at", "changes_first")],
        rows,
        right=(1, 2),
    )


def _change_row(change: Change, lang: Lang) -> list[str]:
    return [
        criterion_name(change.criterion_id, lang),
        percent(lang, change.share_from, 1),
        percent(lang, change.share_to, 1),
        joined(lang, change.first),
    ]


def _levels_table(console: Console, weighing: Weighing, lang: Lang) -> None:
    header = [told(lang, "alternative")]
    columns: list[dict[str, str]] = []
    for level in weighing.levels:
        name = name_in(lang, level.label_nb, level.level_id)
        per_1000 = number(lang, level.participants_per_1000, 1)
        header.append(told(lang, "level", level=name, per_1000=per_1000))
        header.append(told(lang, "level_without", level=name))
        for with_qualifications in (True, False):
            ranking = level.ranking(with_qualifications)
            columns.append(
                {
                    row.name: percent(lang, row.share_first) + (f" {MARK}" if row.rank == 1 else "  ")
                    for row in ranking.rows
                }
            )
    order = {row.name: None for ranking in weighing.rankings for row in ranking.rows}
    order |= {name: None for column in columns for name in column}
    rows = [[name, *(column.get(name, "–  ") for column in columns)] for name in order]
    words_table(
        console,
        told(lang, "levels"),
        header,
        rows,
        right=range(1, len(header)),
    )


def _apart(weighing: Weighing, lang: Lang) -> Iterator[str]:
    with_q, without = weighing.rankings
    for reason in ("coverage", "basis"):
        names = [name for name, why in with_q.apart.items() if why == reason]
        if names:
            yield told(lang, f"apart_{reason}", names=joined(lang, names))
    unknown = {**without.unknown, **with_q.unknown}
    if unknown:
        names = [
            f"{name} ({joined(lang, [criterion_name(c, lang) for c in missing])})"
            for name, missing in unknown.items()
        ]
        yield told(lang, "apart_unknown", names=joined(lang, names))
    if with_q.left_out:
        names = [criterion_name(c, lang) for c in with_q.left_out]
        yield told(lang, "left_out", names=joined(lang, names))
    everyone = [a.name for a in weighing.comparison.alternatives]
    for level in weighing.levels:
        missing = [name for name in everyone if name not in level.names]
        if missing:
            label = name_in(lang, level.label_nb, level.level_id)
            yield told(lang, "apart_no_plan", level=label, names=joined(lang, missing))


def _evidence(weighing: Weighing, lang: Lang) -> list[str]:
    """One paragraph for all that is said of the same units."""
    names = {u: a.unit_name(u) for a in weighing.comparison.alternatives for u in a.region.units}
    by_units: dict[tuple[str, ...], list[str]] = {}
    for row in weighing.evidence:
        text = told(
            lang,
            "evidence_row",
            label=row.label_nb,
            score=str(row.score_0_4),
            words=row.evidence,
            section=row.section,
        )
        by_units.setdefault(row.unit_ids, []).append(text)
    return [
        f"{joined(lang, [names.get(u, u) for u in unit_ids])}: {'; '.join(texts)}."
        for unit_ids, texts in by_units.items()
    ]
