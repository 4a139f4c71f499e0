"""group_size: every course has at least its smallest and at most its largest group."""

from __future__ import annotations

from collections.abc import Iterator

from scipy.special import pdtrc

from planner.verify import TOLERANCE, Facts, Violation, exceeds

RULE = "group_size"


def check(facts: Facts) -> Iterator[Violation]:
    """Participants per course, those of joined programmes included, between the two ends.

    The largest group is the programme's, or the venue's seats less the staff's. Where the scenario asks
    for a probability of filling, P(Poisson(participants per course) ≥ smallest group) is at least that.
    """
    probability = facts.scenario.rules.group_size.fill_probability
    for (programme_id, venue_id), rows in sorted(facts.course_rows.items()):
        programme = facts.region.programmes[programme_id]
        venue = facts.region.venues[venue_id]
        courses = sum(row.courses for row in rows)
        persons = facts.participants_at.get((programme_id, venue_id), 0.0) * programme.cycle_years
        what = f"{courses} course(s) of {programme_id} at {facts.venue(venue_id)}"
        least = programme.group_min_persons * courses
        if exceeds(least, persons):
            message = f"{what} need at least {least} participants in a cycle and have {persons:.6g}"
            yield Violation(RULE, message, least - persons, "persons")
        elif probability is not None:
            each = persons / courses
            if _fills(programme.group_min_persons, each * (1 + TOLERANCE) + TOLERANCE) < probability:
                fills = _fills(programme.group_min_persons, each)
                message = (
                    f"{what} shall each fill with probability {probability:g}; with {each:.6g} "
                    f"expected participants each it is {fills:.4g}"
                )
                yield Violation(RULE, message, probability - fills, "probability")
        seats = venue.seats - programme.staff_per_meeting
        most = min(programme.group_max_persons, seats) * courses
        if exceeds(persons, most):
            message = f"{what} hold at most {most} participants in a cycle and have {persons:.6g}"
            yield Violation(RULE, message, persons - most, "persons")


def _fills(least: int, expected: float) -> float:
    """P(Poisson(expected) ≥ least): that it exceeds least − 1, a whole number."""
    return float(pdtrc(least - 1, expected))
