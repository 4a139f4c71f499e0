"""A problem of the input in the reader's language: where it is, what stands there, what to write."""

from __future__ import annotations

from planner.errors import Finding
from planner.report.words.messages import in_words
from planner.report.words.tables import tell
from planner.texts import Lang, Texts

TEXTS = Texts(
    "told.finding",
    {
        "cell": "{place}, cell {cell}",
        "field": "{place} [{field}]",
        "found": "{text}; found {found}",
        "expected": "{text}; expected {expected}",
        "fix": "{text}. {fix}",
        "problem": "Error: {subject}{count} problem in the input.",
        "problems": "Error: {subject}{count} problems in the input.",
    },
)


def finding_in_words(lang: Lang, finding: Finding) -> str:
    """A finding on one line. English is what `str(finding)` gives."""
    place = in_words(lang, finding.file)
    if finding.cell is not None:
        place = tell(TEXTS, lang, "cell", place=place, cell=finding.cell)
    elif finding.line is not None:
        place += f":{finding.line}" + (f":{finding.column}" if finding.column is not None else "")
    if finding.field is not None:
        place = tell(TEXTS, lang, "field", place=place, field=finding.field)
    text = f"{place}: {in_words(lang, finding.message)}"
    if finding.found is not None:
        text = tell(TEXTS, lang, "found", text=text, found=in_words(lang, finding.found))
    if finding.expected is not None:
        text = tell(TEXTS, lang, "expected", text=text, expected=in_words(lang, finding.expected))
    if finding.fix is not None:
        text = tell(TEXTS, lang, "fix", text=text, fix=in_words(lang, finding.fix))
    return text


def problems_in_words(lang: Lang, count: int, subject: str = "") -> str:
    """The line above a list of findings."""
    return tell(TEXTS, lang, "problem" if count == 1 else "problems", subject=subject, count=count)
