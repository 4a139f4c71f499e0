"""What reading, travel times and the solver tell, in the reader's language (`planner.messages`)."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from planner.messages import FromCatalogue, Message
from planner.report.words.numbers import in_style, number
from planner.texts import SOURCE, Lang, translated


def in_words(lang: Lang, message: str) -> str:
    """A message in the reader's language, where it is told from a template; as it stands otherwise."""
    if not isinstance(message, Message):
        return _told(lang, message)
    if lang == SOURCE:
        return message
    return _filled(lang, _told(lang, message.template), message.values)


def _filled(lang: Lang, template: str, values: Mapping[str, object]) -> str:
    """The template with its values; one that says how a figure is written has it so, in the language's
    style."""
    parts = []
    for text, name, form, _ in Formatter().parse(template):
        parts.append(text)
        if name is None:
            continue
        value = values[name]
        if form and isinstance(value, int | float):
            parts.append(in_style(lang, format(value, form)))
        else:
            parts.append(_shown(lang, value))
    return "".join(parts)


def _told(lang: Lang, template: str) -> str:
    return translated(lang, "told", "told", template)


def _shown(lang: Lang, value: object) -> str:
    if isinstance(value, FromCatalogue):
        domain, _, context = value.name.partition(".")
        return translated(lang, domain, context, value)
    if isinstance(value, str):
        return in_words(lang, value) if isinstance(value, Message) else value
    if isinstance(value, int):
        return number(lang, value)
    return in_style(lang, f"{value:g}") if isinstance(value, float) else str(value)
