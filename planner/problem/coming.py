"""Distance decay: the share of those who would take part that do come, by the way they have."""

from __future__ import annotations

from math import exp

from planner.scenario import Decay, Scenario

NOBODY = 1e-6
"""A share below this is nobody: what nobody would come to is no offer."""


def share_coming(decay: Decay, minutes: float) -> float:
    """Share (0..1) of those with a way of so many minutes, one way, who come.

    none         1
    steps        the share of the last step that the way is longer than; 1 before the first
    exponential  exp(−rate · max(0, minutes − free))
    logistic     (1 + exp(−a · half)) / (1 + exp(a · (minutes − half))), which is 1 at the door

    >>> share_coming(Decay(form="exponential", rate_per_minute=0.01, free_minutes=30), 130)
    0.36787944117144233
    """
    if decay.form == "steps":
        share = 1.0
        for step in decay.steps:
            if minutes > step.over_minutes + 1e-6:
                share = step.share
        return share
    if decay.form == "exponential":
        return exp(-decay.rate_per_minute * max(0.0, minutes - decay.free_minutes))
    if decay.form == "logistic":
        a, half = decay.steepness_per_minute, decay.half_minutes
        return (1 + exp(-a * half)) / (1 + exp(min(700.0, a * (minutes - half))))
    return 1.0


def log_pull(scenario: Scenario, minutes: float) -> float:
    """The logarithm of how attractive an offer is that takes so many minutes one way: −θ t.

    >>> log_pull(Scenario(name="a", title="A"), 60) == -60 * 0.03
    True
    """
    return -scenario.participation.logit.rate_per_minute * minutes


def decay_of(scenario: Scenario, programme_id: str) -> Decay | None:
    """The decay of a programme, its own or that of all; None where everybody comes."""
    participation = scenario.participation
    decay = participation.programmes.get(programme_id, participation.decay)
    return None if decay.form == "none" else decay
