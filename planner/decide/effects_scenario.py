"""Who gains, who loses, who pays: one alternative against another, municipality by municipality.

What a unit costs its municipalities (grants taken off) is shared among them by three keys:

- by head: by inhabitants of the members;
- fixed plus head: a stated share equally among the members, the rest by inhabitants;
- by use: by participants at the unit's courses, guests of other municipalities included. A unit whose
  courses nobody attends is shared by head, and named.

Participants bear their own way. A municipality outside every unit pays nothing but for its guests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal

from planner.decide.criteria import Subject
from planner.evaluate import MunicipalityIndicators

Verdict = Literal["gains", "loses", "mixed", "same"]
Key = Literal["head", "fixed_and_head", "use"]

KEYS: tuple[Key, ...] = ("head", "fixed_and_head", "use")
PAYERS = ("municipalities", "hospital_trust", "grants", "users")
FIXED_SHARE = 0.25
"""Share of a unit's cost that every member bears alike where nobody says otherwise: an assumption."""
SAME_HOURS = 0.05
SAME_PARTICIPANTS = 0.005
"""Hours and participants a year that differ by less are the same."""


@dataclass(frozen=True, slots=True)
class State:
    """How the people of one municipality stand under one alternative; all figures are per year.

    Costs are in NOK and None where a price is missing. `hours` are participants' on the road.
    """

    unit_id: str | None
    hours: float
    minutes_mean: float | None
    participants_served: float
    participants_specialist: float
    participants_unmet: float
    programmes_within_60: int
    nok_by_head: float | None
    nok_by_fixed_and_head: float | None
    nok_by_use: float | None
    nok_users: float | None
    """Mileage of its participants, which they bear themselves."""

    def nok(self, key: Key) -> float | None:
        """The municipality's share of what its units cost, by one of the keys."""
        by_key = {
            "head": self.nok_by_head,
            "fixed_and_head": self.nok_by_fixed_and_head,
            "use": self.nok_by_use,
        }
        return by_key[key]


@dataclass(frozen=True, slots=True)
class Effect:
    """One municipality under both alternatives, and what the change means for its people."""

    code: str
    name: str
    persons: int
    before: State
    after: State
    service: Verdict
    """Hours, people served, people with no offer and programmes within 60 minutes together: better in
    some and worse in none, the other way round, or some of each. Fewer hours are no gain where more
    people have no offer, nor are programmes near by that nobody of the municipality uses."""


@dataclass(frozen=True, slots=True)
class PayerEffect:
    """What one payer bears for the people in scope, NOK a year; None where a price is missing."""

    payer: str
    nok_before: float | None
    nok_after: float | None


@dataclass(frozen=True, slots=True)
class Effects:
    """One alternative (`after`) against another (`before`), judged for one scope."""

    before: str
    after: str
    scope_codes: tuple[str, ...]
    fixed_share: float
    """Share of a unit's cost that the key `fixed_and_head` divides equally."""
    municipalities: tuple[Effect, ...]
    """Those in scope, by code."""
    others: tuple[Effect, ...]
    """Members and guests outside the scope: of them only what they pay is told."""
    payers: tuple[PayerEffect, ...]
    shared_by_head: Mapping[str, tuple[str, ...]]
    """Alternative → units that nobody attends, whose cost the key `use` shares by head."""
    cost_absent_because: Mapping[str, tuple[str, ...]]
    """Alternative → why its cost is not told."""

    @property
    def paying_without_gain(self) -> tuple[Effect, ...]:
        """Municipalities in scope that pay more by either key of heads, and gain in nothing."""
        return tuple(
            row
            for row in self.municipalities
            if row.service in ("same", "loses")
            and all(_more(row.before.nok(key), row.after.nok(key)) for key in KEYS[:2])
        )

    def with_verdict(self, verdict: Verdict) -> tuple[Effect, ...]:
        """Municipalities in scope whose people gain, lose, do some of each, or neither."""
        return tuple(row for row in self.municipalities if row.service == verdict)


def effects(before: Subject, after: Subject, fixed_share: float = FIXED_SHARE) -> Effects:
    """Compare two alternatives of one region that are judged for the same people.

    Raises:
        ValueError: they are judged for different municipalities, or the share is not within 0..1.
    """
    if before.indicators.scope_codes != after.indicators.scope_codes:
        raise ValueError("the alternatives are judged for different municipalities")
    if not 0 <= fixed_share <= 1:
        raise ValueError(f"the fixed share has to be within 0..1, and is {fixed_share:g}")
    first, second = _Costs.of(before, fixed_share), _Costs.of(after, fixed_share)
    rows = []
    for was, now in zip(
        before.indicators.per_municipality, after.indicators.per_municipality, strict=True
    ):
        then, later = _state(was, first), _state(now, second)
        rows.append(Effect(was.code, was.name, was.persons, then, later, _verdict(then, later)))
    paying = set(first.shares) | set(second.shares)
    municipalities = after.region.municipalities
    others = []
    for code in sorted(paying - set(after.indicators.scope_codes)):
        then, later = _paying(code, before, first), _paying(code, after, second)
        row = municipalities[code]
        others.append(Effect(code, row.name, row.persons, then, later, "same"))
    return Effects(
        before=before.name,
        after=after.name,
        scope_codes=after.indicators.scope_codes,
        fixed_share=fixed_share,
        municipalities=tuple(rows),
        others=tuple(others),
        payers=_payers(before, after),
        shared_by_head={before.name: first.by_head, after.name: second.by_head},
        cost_absent_because={s.name: s.indicators.cost_absent_because for s in (before, after)},
    )


@dataclass(frozen=True, slots=True)
class _Costs:
    """Municipality → NOK a year by each key, and of its participants' mileage."""

    shares: Mapping[str, Mapping[Key, float]]
    users: Mapping[str, float]
    by_head: tuple[str, ...]
    absent: bool

    @staticmethod
    def of(subject: Subject, fixed_share: float) -> _Costs:
        found, region = subject.indicators, subject.region
        shares: dict[str, dict[Key, float]] = defaultdict(lambda: dict.fromkeys(KEYS, 0.0))
        members = {unit.unit_id: unit.member_codes for unit in found.units}
        use = _use(subject)
        nobody = []
        for cost in found.unit_costs:
            if cost.payer != "municipalities":
                continue
            nok = cost.nok - cost.granted
            codes = members[cost.unit_id]
            persons = {code: region.municipalities[code].persons for code in codes}
            head = shared(nok, persons)
            attending = use.get(cost.unit_id, {})
            if not attending and nok > 0:
                nobody.append(cost.unit_id)
            by_use = shared(nok, attending) if attending else head
            for code in codes:
                fixed = nok * fixed_share / len(codes)
                shares[code]["head"] += head[code]
                shares[code]["fixed_and_head"] += fixed + head[code] * (1 - fixed_share)
            for code, part in by_use.items():
                shares[code]["use"] += part
        return _Costs(
            shares={code: shares[code] for code in sorted(shares)},
            users=_mileage(subject),
            by_head=tuple(nobody),
            absent=bool(found.cost_absent_because),
        )

    def nok(self, code: str, key: Key) -> float | None:
        if self.absent:
            return None
        return self.shares[code][key] if code in self.shares else 0.0


def shared(nok: float, by: Mapping[str, float]) -> dict[str, float]:
    """An amount shared in proportion to a figure of each; equally where all figures are 0.

    >>> shared(90.0, {"a": 2.0, "b": 1.0})
    {'a': 60.0, 'b': 30.0}
    """
    total = fsum(by.values())
    if total <= 0:
        return {code: nok / len(by) for code in by}
    return {code: nok * figure / total for code, figure in by.items()}


def _use(subject: Subject) -> dict[str, dict[str, float]]:
    """Unit → municipality → participants at its courses a year."""
    runs = {course.venue_id: course.unit_id for course in subject.indicators.per_course}
    found: dict[str, dict[str, float]] = {}
    for row in subject.indicators.assignments:
        if row.kind == "local" and row.venue_id in runs:
            people = found.setdefault(runs[row.venue_id], {})
            code = row.municipality_code
            people[code] = people.get(code, 0.0) + row.participants_per_year
    return found


def _mileage(subject: Subject) -> dict[str, float]:
    """Municipality → NOK a year of its participants' ways, to local courses and to the specialist."""
    rate = subject.region.cost_rates.get("mileage")
    found: dict[str, float] = defaultdict(float)
    for row in subject.indicators.assignments:
        if row.kind != "unmet" and row.km is not None and rate is not None:
            trips = row.participants_per_year * row.trips_per_participant
            found[row.municipality_code] += trips * 2 * row.km * rate.value
    return dict(found)


def _state(row: MunicipalityIndicators, costs: _Costs) -> State:
    return State(
        unit_id=row.unit_id,
        hours=row.travel_hours,
        minutes_mean=row.minutes_mean,
        participants_served=row.participants_served,
        participants_specialist=row.participants_specialist,
        participants_unmet=row.participants_unmet,
        programmes_within_60=row.programmes_within_60,
        nok_by_head=costs.nok(row.code, "head"),
        nok_by_fixed_and_head=costs.nok(row.code, "fixed_and_head"),
        nok_by_use=costs.nok(row.code, "use"),
        nok_users=None if costs.absent else costs.users.get(row.code, 0.0),
    )


def _paying(code: str, subject: Subject, costs: _Costs) -> State:
    """A municipality outside the scope: what it pays, and nothing else."""
    return State(
        unit_id=subject.indicators.unit_of.get(code),
        hours=0.0,
        minutes_mean=None,
        participants_served=0.0,
        participants_specialist=0.0,
        participants_unmet=0.0,
        programmes_within_60=0,
        nok_by_head=costs.nok(code, "head"),
        nok_by_fixed_and_head=costs.nok(code, "fixed_and_head"),
        nok_by_use=costs.nok(code, "use"),
        nok_users=None,
    )


def _verdict(before: State, after: State) -> Verdict:
    unmet = _sign(after.participants_unmet - before.participants_unmet, SAME_PARTICIPANTS)
    hours = _sign(after.hours - before.hours, SAME_HOURS)
    if hours < 0 < unmet:
        hours = 0
    near = _sign(after.programmes_within_60 - before.programmes_within_60, 0.5)
    if (after if near > 0 else before).participants_served < SAME_PARTICIPANTS:
        near = 0  # courses that nobody of the municipality attends are no service to it
    changes = (
        -hours,
        -unmet,
        _sign(after.participants_served - before.participants_served, SAME_PARTICIPANTS),
        near,
    )
    better, worse = any(c > 0 for c in changes), any(c < 0 for c in changes)
    if better and worse:
        return "mixed"
    return "gains" if better else "loses" if worse else "same"


def _more(before: float | None, after: float | None) -> bool:
    """Whether a cost is known and higher, by a krone or more."""
    return before is not None and after is not None and after - before >= 1


def _sign(difference: float, same: float) -> int:
    return 0 if abs(difference) < same else 1 if difference > 0 else -1


def _payers(before: Subject, after: Subject) -> tuple[PayerEffect, ...]:
    def of(subject: Subject, payer: str) -> float | None:
        value: float | None = getattr(subject.indicators, f"cost_nok_{payer}")
        return value

    return tuple(PayerEffect(payer, of(before, payer), of(after, payer)) for payer in PAYERS)


def total(rows: Sequence[float | None]) -> float | None:
    """The sum, or None where one is not known."""
    known = [row for row in rows if row is not None]
    return fsum(known) if len(known) == len(rows) else None
