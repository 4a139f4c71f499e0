"""Places with their preposition: *på Finnsnes*, *i Narvik*.

A region's own table says it (`preposition` of places); where it does not, the end of the name does, as
most Norwegian settlements have it: *på* for points, moors, islands, rapids, slopes and plains, *i* for
all others.

>>> [preposition(name) for name in ("Finnsnes", "Setermoen", "Narvik", "Husøy i Senja")]
['på', 'på', 'i', 'på']
>>> preposition("Andselv (Bardufoss)"), preposition("Tromsø"), preposition("Bodø", "i")
('på', 'i', 'i')
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from planner.region import Region
from planner.report.words.numbers import Lang, joined
from planner.texts import SOURCE, Texts

TEXTS = Texts("report.places", {"at": "in"})
ENDINGS = (
    "nes", "neset", "moen", "mo", "moan", "øy", "øya", "holmen", "foss", "fossen", "bakken", "haug",
    "haugen", "sletta", "vollen", "voll", "eidet", "eid", "land", "landet", "sand", "vegan", "åsen",
)  # fmt: skip
"""Ends of names that take *på*."""


def preposition(name: str, own: str = "") -> str:
    """`i` or `på`; `own` is what the region's table says."""
    if own:
        return own
    parts = re.split(r"[(),]| i ", name)
    words = [part.split()[-1].lower() for part in parts if part.split()]
    return "på" if any(word.endswith(ENDINGS) for word in words) else "i"


def at_places(lang: Lang, region: Region, place_ids: Iterable[str]) -> str:
    """`på Finnsnes og Setermoen og i Sørreisa`; in English `in Finnsnes, Setermoen and Sørreisa`.

    Each place once, in the order given; those with one preposition together.
    """
    ids = list(dict.fromkeys(place_ids))
    if lang == SOURCE:
        return f"{TEXTS.text(lang, 'at')} {joined(lang, [region.place_name(i) for i in ids])}"
    groups: dict[str, list[str]] = {}
    for place_id in ids:
        name = region.place_name(place_id)
        place = region.places.get(place_id)
        groups.setdefault(preposition(name, (place.preposition or "") if place else ""), []).append(
            name
        )
    return joined(lang, [f"{word} {joined(lang, names)}" for word, names in groups.items()])
