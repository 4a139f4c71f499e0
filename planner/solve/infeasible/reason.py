"""A reason why a scenario cannot be met: what is wrong, with its numbers, in the reader's language.

A reason names units, municipalities and venues by id; whoever shows it says how they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from planner.scenario import KeyPath
from planner.texts import Lang, Texts

Ids = tuple[str, ...]
Value = int | float | Ids
Named = Callable[[str, str], str]
"""(`unit`, `municipality`, `venue` or `programme`, id) → what it is called."""
Counted = Callable[[float, int], str]
"""(number, decimals) → the number as readers write it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that by itself makes a scenario impossible.

    `settings` are the paths of the scenario that it follows from, `values` what the sentence names:
    numbers, and ids under `units`, `municipalities`, `venues`, `programmes` or `groups` (each a list of
    municipalities, with `;` between them).
    """

    key: str
    settings: tuple[KeyPath, ...]
    values: Mapping[str, Value]

    def sentence(
        self,
        lang: Lang = "en",
        named: Named | None = None,
        counted: Counted | None = None,
    ) -> str:
        """The reason in words, beginning with a small letter and without a full stop."""
        template = SENTENCES.text(lang, self.key)
        call, count = named or _by_id, counted or _plain_number
        shown = {name: _shown(name, value, call, count) for name, value in self.values.items()}
        return template.format(**shown)


def reason(key: str, settings: Sequence[KeyPath], **values: Value) -> Reason:
    """A reason from its values by name."""
    return Reason(key, tuple(settings), values)


KINDS: Mapping[str, str] = MappingProxyType(
    {"units": "unit", "municipalities": "municipality", "venues": "venue", "programmes": "programme"}
)


def _shown(name: str, value: Value, named: Named, counted: Counted) -> str:
    if isinstance(value, int):
        return counted(value, 0)
    if isinstance(value, float):
        return counted(value, 1)
    if name == "groups":
        parts = (", ".join(named("municipality", code) for code in ids.split(";")) for ids in value)
        return "; ".join(parts)
    return ", ".join(named(KINDS[name], one) for one in value)


def _by_id(_kind: str, one: str) -> str:
    return one


def _plain_number(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".replace(",", " ")


SENTENCES = Texts(
    "reason",
    {
        "belongs_to_no_unit": (
            "municipality {municipalities} may not stand outside, but belongs to no unit"
        ),
        "no_unit_can_take": (
            "municipality {municipalities} may not stand outside, but no unit can take it"
        ),
        "below_guideline": (
            "unit {units} serves {persons} inhabitants, {short} fewer than the hard lower end of {low}"
        ),
        "above_guideline": (
            "unit {units} serves {persons} inhabitants, {over} more than the hard upper end "
            "allows ({room})"
        ),
        "too_few_for_one": "one unit of at least {low} needs {low} inhabitants; there are {total}",
        "too_few_inhabitants": (
            "{count} units of at least {low} need {wanted} inhabitants; there are {total}"
        ),
        "too_many_for_one": (
            "one unit may serve at most {room} inhabitants; there are {total}, and none may stand"
            " outside"
        ),
        "too_many_inhabitants": (
            "{count} units may serve at most {room} inhabitants together; there are {total}, and "
            "none may stand outside"
        ),
        "unit_out_of_reach": (
            "unit {units} must be open, but all who may belong to it have {persons} inhabitants, "
            "{short} fewer than the hard lower end of {low}"
        ),
        "seat_given_away": (
            "unit {units} must be open with its seat's municipality {municipalities} as a member,"
            " but that is fixed to another"
        ),
        "pocket": (
            "{municipalities} ({persons} inhabitants) has no neighbour to join and is {short} "
            "short of {low}"
        ),
        "pockets": (
            "{municipalities} ({persons} inhabitants) have no neighbour to join and are {short} "
            "short of {low}"
        ),
        "in_no_unit": (
            "{municipalities} ({persons} inhabitants) fits into no contiguous unit of {low} to {high} "
            "inhabitants"
        ),
        "not_contiguous": "the members of unit {units} do not hang together: {groups}",
        "posts_too_few": (
            "unit {units} has posts for {hours} hours a year, and base work alone takes {base}"
        ),
        "nobody_can_run": (
            "venue {venues} must be in use, but no unit of the scenario can run it (it lies in "
            "{municipalities})"
        ),
        "no_local_courses": (
            "venue {venues} must be in use, but no local courses are held (the strategy is none)"
        ),
        "suits_nothing": (
            "venue {venues} must be in use, but suits no programme (room for a group, kind, day "
            "or evening)"
        ),
        "group_too_small": (
            "venue {venues} must be in use, but no group there is large enough: {programmes} has "
            "{persons} participants in a cycle and needs {least}"
        ),
        "too_few_meetings": (
            "venue {venues} must be in use, but takes {room} meetings a year, and the smallest "
            "course takes {least}"
        ),
        "more_in_use_than_allowed": "{count} venues must be in use, but at most {most} may be",
        "no_way_at_all": (
            "{persons} of {total} participants a year ({share} %) have neither a venue nor a "
            "specialist service that they can reach, most of them in {municipalities}; at most "
            "{most} % may be without an offer"
        ),
        "posts_above_budget": "the units alone cost {nok} NOK a year; the budget is {most}",
    },
)
"""Key → the sentence."""
