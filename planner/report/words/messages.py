"""What reading, travel times and the solver tell, in the reader's language (`planner.messages`)."""

from __future__ import annotations

from planner.messages import FromCatalogue, Message
from planner.report.words.numbers import in_style, number
from planner.texts import SOURCE, Lang, translated


def in_words(lang: Lang, message: str) -> str:
    """A message in the reader's language, where it is told from a template; as it stands otherwise."""
    if not isinstance(message, Message):
        return _told(lang, message)
    if lang == SOURCE:
        return message
    template = _told(lang, message.template)
    return template.format(**{name: _shown(lang, value) for name, value in message.values.items()})


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
