"""The valid name that is written most like the one found, for error messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from planner.messages import message

MANY = 12
"""Up to so many valid names are listed in full where none is near."""


def nearest(found: str, valid: Iterable[str], count: int = 1, cutoff: float = 0.6) -> list[str]:
    """Valid names most like `found`, the nearest first; case does not count.

    >>> nearest("unit", ["units", "venues"])
    ['units']
    >>> nearest("Threshold", ["threshold"])
    ['threshold']
    >>> nearest("qqq", ["units"])
    []
    """
    by_lower: dict[str, str] = {}
    for name in sorted(valid):
        by_lower.setdefault(name.lower(), name)
    close = get_close_matches(found.lower(), list(by_lower), n=count, cutoff=cutoff)
    return [by_lower[name] for name in close]


def suggestion(found: str, valid: Mapping[str, str] | Iterable[str]) -> str:
    """What to write instead of `found`: the nearest id, else the ids there are.

    Where `valid` maps ids to names, a name is recognised too (Lenvik for 1931).

    >>> suggestion("u2_lotka", {"u2_lokta": "LØKTA"})
    'Did you mean u2_lokta (LØKTA)?'
    >>> suggestion("løkta", {"u2_lokta": "LØKTA"})
    'Did you mean u2_lokta (LØKTA)?'
    >>> suggestion("5", ["a", "b"])
    'There are: a, b.'
    """
    names = dict(valid) if isinstance(valid, Mapping) else dict.fromkeys(valid, "")
    if not names:
        return message("There are none.")
    best = nearest(found, names)
    if not best:
        ids_by_name = {name: key for key, name in sorted(names.items()) if name}
        best = [ids_by_name[name] for name in nearest(found, ids_by_name)]
    if best:
        name = names[best[0]]
        if name:
            return message("Did you mean {best} ({name})?", best=best[0], name=name)
        return message("Did you mean {best}?", best=best[0])
    if len(names) <= MANY:
        return message("There are: {listed}.", listed=", ".join(sorted(names)))
    return message(
        "There are {count}, from {low} to {high}.",
        count=str(len(names)),
        low=min(names),
        high=max(names),
    )
