"""A sentence for the user that can be said in another language later.

Those who find something out (reading, travel times, the solver) say it in English. A `Message` is that
English text, and keeps the template and the values it was made of, so that whoever shows it can look up
the template in the reader's language (`planner.report.words.messages`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Message(str):
    """English text made of a template and values; for everybody else it is a `str`."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> Message:
        made = super().__new__(cls, template.format(**values))
        made.template = template
        made.values = values
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Message, (self.template, self.values)


class FromCatalogue(str):
    """English text that stands in another catalogue than the messages': `name` is its table there."""

    __slots__ = ("name",)
    name: str

    def __new__(cls, english: str, name: str) -> FromCatalogue:
        made = super().__new__(cls, english)
        made.name = name
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return FromCatalogue, (str(self), self.name)


def message(template: str, /, **values: object) -> Message:
    """A sentence from its English template; values may themselves be told."""
    return Message(template, values)


def later(template: str, /) -> str:
    """A template that is told from elsewhere: marks it for the catalogues of translations."""
    return template


def one_of(items: Sequence[str]) -> str:
    """`a`, `a or b`, `a or b or c`; the items may themselves be told.

    >>> one_of(["a", "b", "c"])
    'a or b or c'
    """
    found = items[0]
    for item in items[1:]:
        found = message("{first} or {last}", first=found, last=item)
    return found
