"""Texts for readers: English in the code, every other language in a gettext catalogue.

    TEXTS = Texts("case.decision", {"heading": "Proposed decision (draft)", …})
    TEXTS.text("nb", "heading")        # Forslag til vedtak (utkast)

The bokmål of that table stands in `planner/locale/nb/LC_MESSAGES/case.po`, under the context
`decision.heading` beside its English. `python -m docs.tools.catalogues` keeps the catalogues in step
with the tables; CONTRIBUTING.md says how to add a text or a language.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

Lang = Literal["nb", "nn", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
SOURCE: Lang = "en"
"""The language that the code is written in."""
LOCALE = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True, eq=False)
class Texts(Mapping[str, str]):
    """A table of texts: key → English.

    `name` is the catalogue that holds their translations; what stands behind its first dot, stands
    before the keys there, so that several tables can share a catalogue. No two tables have one name.
    """

    name: str
    english: Mapping[str, str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "english", MappingProxyType(dict(self.english)))

    def text(self, lang: Lang, key: str) -> str:
        """A text in a language, before values are set in.

        Raises:
            KeyError: no such key.
        """
        return translated(lang, self.domain, self.context(key), self.english[key])

    def every(self, lang: Lang) -> Mapping[str, str]:
        """All texts in a language, by key."""
        return {key: self.text(lang, key) for key in self.english}

    @property
    def domain(self) -> str:
        """The catalogue."""
        return self.name.partition(".")[0]

    def context(self, key: str) -> str:
        """What tells the text from all others of its catalogue."""
        _, dot, table = self.name.partition(".")
        return f"{table}{dot}{key}"

    def __getitem__(self, key: str) -> str:
        return self.english[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.english)

    def __len__(self) -> int:
        return len(self.english)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Texts without keys, looked up by their English: `name` is a catalogue and a context in it."""

    name: str
    english: tuple[str, ...]

    def text(self, lang: Lang, english: str) -> str:
        """A phrase in a language; one that stands in no catalogue stays as it is."""
        domain, _, context = self.name.partition(".")
        return translated(lang, domain, context, english)

    def __iter__(self) -> Iterator[str]:
        return iter(self.english)


def translated(lang: Lang, domain: str, context: str, english: str) -> str:
    """A text out of a catalogue; the English where it has none."""
    if lang == SOURCE:
        return english
    return _catalogue(lang, domain).pgettext(context, english)


def name_in(lang: Lang, norwegian: str, english: str) -> str:
    """What data call something: they name in Norwegian and, mostly, in English, and in nothing else."""
    return english if lang == SOURCE and english else norwegian


@cache
def _catalogue(lang: Lang, domain: str) -> gettext.NullTranslations:
    """Read once, when its first text is asked for: a command that says nothing reads none."""
    return gettext.translation(domain, LOCALE, [lang], fallback=True)
