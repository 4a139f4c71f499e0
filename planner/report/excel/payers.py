"""The sheet on who pays: what each municipality pays in every alternative, by each key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.decide import FIXED_SHARE, KEYS, effects
from planner.report.comparison import Comparison, subject_of
from planner.report.excel.look import add_table, names_in
from planner.report.words import Lang, percent, say
from planner.report.words.effects import told

if TYPE_CHECKING:
    from openpyxl import Workbook

LEAD = ("scenario", "municipality", "code", "persons")


def add_payers(book: Workbook, comparison: Comparison, lang: Lang) -> None:
    """A row for each alternative and municipality; members and guests outside the scope pay too.

    The keys are those of `planner.decide.effects`: by head, a fixed share alike and the rest by head,
    by use. What participants bear themselves has a column of its own.
    """
    rows = []
    called = names_in(comparison, lang)
    for a in comparison.alternatives:
        subject = subject_of(a)
        found = effects(subject, subject)
        for row in (*found.municipalities, *found.others):
            state = row.after
            rows.append(
                [
                    called[a.name],
                    row.name,
                    row.code,
                    row.persons,
                    *(state.nok(key) for key in KEYS),
                    state.nok_users,
                ]
            )
    fixed = percent(lang, FIXED_SHARE)
    keys = [told(lang, f"key.{key}", fixed=fixed) for key in KEYS]
    header = [say(lang, f"column.{name}") for name in LEAD]
    header += [f"{say(lang, 'column.nok')}, {text}" for text in (*keys, told(lang, "column.users"))]
    formats = {len(LEAD) + 1 + n: "#,##0" for n in range(len(KEYS) + 1)}
    add_table(book, say(lang, "sheet.payers"), header, rows, {4: "#,##0", **formats})
