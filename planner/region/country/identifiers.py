"""Ids made from names: short, stable, without letters that some systems lose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŧ": "t", "ŋ": "n", "ß": "ss"})


def slug(name: str) -> str:
    """A name as an id.

    >>> slug("Sørreisa – Nord")
    'sorreisa_nord'
    """
    text = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "_", text).strip("_") or "x"


def unique_ids(names: Mapping[str, str], tails: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Key → id made from its name; names that meet get their tails, and then a number.

    >>> unique_ids({"a": "Nes", "b": "Nes"}, {"a": ["Buskerud"], "b": ["Akershus"]})
    {'a': 'nes_buskerud', 'b': 'nes_akershus'}
    """
    wanted = {key: slug(name) for key, name in names.items()}
    for tail in range(max((len(list(t)) for t in tails.values()), default=0)):
        twice = _twice(wanted)
        for key in twice:
            every = list(tails.get(key, ()))
            if tail < len(every):
                wanted[key] = f"{wanted[key]}_{slug(every[tail])}"
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key, identifier in wanted.items():
        number, one = 1, identifier
        while one in taken:
            number += 1
            one = f"{identifier}_{number}"
        taken.add(one)
        found[key] = one
    return found


def _twice(wanted: Mapping[str, str]) -> list[str]:
    count: dict[str, int] = {}
    for identifier in wanted.values():
        count[identifier] = count.get(identifier, 0) + 1
    return [key for key, identifier in wanted.items() if count[identifier] > 1]
