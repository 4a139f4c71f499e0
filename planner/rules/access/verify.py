"""access: nobody travels too far, and not too many go to the specialist or without an offer."""

from __future__ import annotations

from collections.abc import Iterator

from planner.verify import TOLERANCE, Facts, Violation, exceeds, participants_unmet

RULE = "access"


def check(facts: Facts) -> Iterator[Violation]:
    """One-way minutes within the limit (≤), to the specialist too; bounded shares there and unmet."""
    access = facts.scenario.rules.access
    if access.minutes_max is not None:
        trips = [
            (row.place_id, facts.minutes_to_venue(row.place_id, row.venue_id), row.venue_id)
            for row in facts.attending
        ] + [
            (row.place_id, facts.minutes_to_service(row.place_id, row.service_id), row.service_id)
            for row in facts.at_specialist
        ]
        for place_id, minutes, to_id in sorted(set(trips), key=str):
            if minutes is not None and exceeds(minutes, access.minutes_max):
                message = (
                    f"people of {facts.place(place_id)} travel {minutes:g} minutes one way to {to_id}; "
                    f"at most {access.minutes_max:g} are allowed"
                )
                yield Violation(RULE, message, minutes - access.minutes_max, "minutes")
    if access.specialist_share_max is not None:
        everyone = facts.participants_in_all
        there = sum(facts.coming_to_service(row) for row in facts.plan.specialist)
        most = access.specialist_share_max * everyone
        if there > most + TOLERANCE * max(1.0, everyone):
            message = (
                f"{there:.6g} of {everyone:.6g} participants a year take part at the specialist; at "
                f"most {access.specialist_share_max:.4g} of them may ({most:.6g})"
            )
            yield Violation(RULE, message, there - most, "participants/year")
    if access.unmet_share_max is not None:
        everyone, without = facts.participants_in_all, participants_unmet(facts)
        most = access.unmet_share_max * everyone
        if without > most + TOLERANCE * max(1.0, everyone):
            message = (
                f"{without:.6g} of {everyone:.6g} participants a year are without an offer; at most "
                f"{access.unmet_share_max:.4g} of them may be ({most:.6g})"
            )
            yield Violation(RULE, message, without - most, "participants/year")
