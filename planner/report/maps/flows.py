"""Who travels where, in participants a year: a plan's shares turned into lines for a map.

Nothing here knows of drawing; the numbers are those of `model.md`: persons × rate / 1000 × share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from planner.plan import Attendance, Plan, SpecialistAttendance
from planner.problem import decay_of, participation_rates, share_coming
from planner.region import Region
from planner.scenario import Scenario
from planner.travel import Travel

Key = TypeVar("Key", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class Flows:
    """Participants a year by way, and courses a year by venue. Keys are sorted.

    `local`: (place, place of the venue); `specialist`: (municipality code, service id); `unmet` and
    `lost`, who have an offer and do not come for the way: place.
    `most_of_a_place` is the largest demand of any inhabited place, whatever the plan: the measure that
    line widths of several plans can share.
    """

    local: Mapping[tuple[str, str], float]
    specialist: Mapping[tuple[str, str], float]
    unmet: Mapping[str, float]
    lost: Mapping[str, float]
    courses: Mapping[str, float]
    most_of_a_place: float

    @property
    def participants_local(self) -> float:
        """Participants a year at venues of the region."""
        return sum(self.local.values())

    @property
    def participants_specialist(self) -> float:
        """Participants a year at specialist services."""
        return sum(self.specialist.values())

    @property
    def participants_unmet(self) -> float:
        """People a year with no offer."""
        return sum(self.unmet.values())

    @property
    def participants_lost(self) -> float:
        """People a year who have an offer and do not come, for the way."""
        return sum(self.lost.values())

    def specialist_of(self, service_id: str) -> float:
        """Participants a year at one specialist service."""
        return sum(n for (_, service), n in self.specialist.items() if service == service_id)


def flows_of(region: Region, travel: Travel, scenario: Scenario, plan: Plan) -> Flows:
    """Participants and courses a year of a plan, for the people of every place that the plan names.

    `region` is the effective region. With a distance decay those who come are counted, and the others
    apart.

    Raises:
        InputError: the region has no such demand level or mix.
    """
    rates = participation_rates(region, scenario)

    def participants(place_id: str, programme_id: str, share: float) -> float:
        return region.places[place_id].persons * rates[programme_id] / 1000 * share

    def coming(row: Attendance | SpecialistAttendance) -> float:
        """The share of a row's people who come."""
        decay = decay_of(scenario, row.programme_id)
        minutes = None if decay is None else travel.minutes(row.place_id, end_of(row))
        return 1.0 if decay is None or minutes is None else share_coming(decay, minutes)

    def end_of(row: Attendance | SpecialistAttendance) -> str:
        if isinstance(row, Attendance):
            return region.venues[row.venue_id].place_id
        return region.specialist_services[row.service_id].external_place_id

    going: tuple[Attendance | SpecialistAttendance, ...] = (*plan.attendance, *plan.specialist)
    most = max((place.persons for place in region.places.values()), default=0)
    used = {row.programme_id for row in plan.attendance}
    used |= {row.programme_id for row in plan.specialist}
    used |= {row.programme_id for row in plan.unmet}
    return Flows(
        local=_summed(
            (
                (row.place_id, region.venues[row.venue_id].place_id),
                participants(row.place_id, row.programme_id, row.share * coming(row)),
            )
            for row in plan.attendance
        ),
        specialist=_summed(
            (
                (region.places[row.place_id].municipality_code, row.service_id),
                participants(row.place_id, row.programme_id, row.share * coming(row)),
            )
            for row in plan.specialist
        ),
        unmet=_summed(
            (row.place_id, participants(row.place_id, row.programme_id, row.share))
            for row in plan.unmet
        ),
        lost=_summed(
            [
                (
                    row.place_id,
                    participants(row.place_id, row.programme_id, row.share * (1 - coming(row))),
                )
                for row in going
            ]
            + [
                (row.place_id, participants(row.place_id, row.programme_id, row.share))
                for row in plan.at_home
            ]
        ),
        courses=_summed((row.venue_id, row.courses / row.cycle_years) for row in plan.courses),
        most_of_a_place=most * sum(rates[programme_id] for programme_id in sorted(used)) / 1000,
    )


def _summed(rows: Iterable[tuple[Key, float]]) -> dict[Key, float]:
    """Sums by key, sorted; rows of nothing are left out."""
    sums: dict[Key, float] = {}
    for key, value in rows:
        if value > 0:
            sums[key] = sums.get(key, 0.0) + value
    return dict(sorted(sums.items()))
