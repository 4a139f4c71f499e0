"""The parts of a scenario on people: who comes for all the way they have, who finds a place, and which
line of service holds the course."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from planner.scenario.part import Part

Share = Annotated[float, Field(ge=0, le=1)]


class DecayStep(Part):
    """A step of the distance decay."""

    over_minutes: float = Field(ge=0)
    """The step holds for ways longer than this, one way."""
    share: Share
    """Share of those who would take part that come."""


class Decay(Part):
    """How many of those who would take part at the door come when they have a way to go. No source
    gives it: every parameter is an assumption, and is to be varied."""

    form: Literal["none", "steps", "exponential", "logistic"] = "none"
    """`none`: everybody comes, whatever the way. `steps`: a table. `exponential`: a share less for
    every minute beyond the first. `logistic`: few are lost near by, many around `half_minutes`."""
    steps: tuple[DecayStep, ...] = ()
    """For `steps`, by rising minutes; before the first everybody comes."""
    rate_per_minute: float = Field(default=0.005, ge=0)
    """For `exponential`: the share lost for each further minute one way."""
    free_minutes: float = Field(default=30, ge=0)
    """For `exponential`: minutes one way that keep nobody away."""
    half_minutes: float = Field(default=120, gt=0)
    """For `logistic`: minutes one way at which about half come."""
    steepness_per_minute: float = Field(default=0.03, ge=0)
    """For `logistic`: how sharply the share falls there."""

    @model_validator(mode="after")
    def _steps_fit(self) -> Decay:
        minutes = [step.over_minutes for step in self.steps]
        shares = [1.0, *(step.share for step in self.steps)]
        if self.form == "steps" and not self.steps:
            raise ValueError("the form steps needs `steps`")
        if minutes != sorted(set(minutes)):
            raise ValueError("the minutes of `steps` do not rise from step to step")
        if shares != sorted(shares, reverse=True):
            raise ValueError("the shares of `steps` rise: more would come from farther away")
        return self


class Logit(Part):
    """How people choose where nobody tells them where to go: an offer that takes t minutes one way is
    as attractive as exp(−`rate_per_minute` · t), and each gets its share. No source gives it: both
    figures are assumptions, and are to be varied."""

    rate_per_minute: float = Field(default=0.03, ge=0)
    """How much less attractive each further minute one way makes an offer."""
    home_minutes: float | None = Field(default=120, ge=0)
    """Staying at home is as attractive as an offer that takes this many minutes one way; `null`:
    whoever has an offer goes."""


class Participation(Part):
    """Whether people come, and who decides where they go."""

    choice: Literal["planned", "nearest", "logit"] = "planned"
    """Who decides where people go. `planned`: the plan. `nearest`: they go to the nearest course of
    their programme, never past it (as `rules.nearest`). `logit`: they choose for themselves among what
    is offered, the nearer the more likely."""
    logit: Logit = Logit()
    """For `logit`: how they choose."""

    decay: Decay = Decay()
    """The distance decay of every programme."""
    programmes: dict[str, Decay] = Field(default_factory=dict)
    """Programme id → the distance decay of that programme, in place of `decay`."""
    reach: Literal["local", "anywhere"] | None = None
    """What the objective `reach` counts as reached: people who come to a `local` course, or who come
    `anywhere`, to the specialist service too. `null`: `anywhere` with a decay, `local` without."""


class ServiceChange(Part):
    """Values of a specialist service that replace those of the region's table; `null` leaves them."""

    trips_per_course: float | None = Field(default=None, gt=0)
    """Return trips that one participant makes for a course there. No source gives it."""
    participants_per_year_max: float | None = Field(default=None, ge=0)
    """Most people who can take part there in a year, all programmes together."""
    programme_places: dict[str, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)
    """Programme id → most people who can take part in it there in a year."""


class Population(Part):
    """The year whose inhabitants count, from the region's table `population_by_year`."""

    year: int | None = Field(default=None, ge=1800, le=2200)
    """The year; between two years of the table on the straight line between them. `null`: the
    inhabitants of the table `municipalities`."""
    alternative: str = ""
    """Alternative of the projection, as the table has it (MMMM, LLML, HHMH as SSB's). Empty: what was
    counted, or the only alternative that there is."""


class Specialist(Part):
    """What the specialist services (hospitals) take. Where neither region nor scenario states how many,
    everybody is assumed to find a place there."""

    all_services: ServiceChange = ServiceChange()
    """Changes to every service; places are those of each of them."""
    services: dict[str, ServiceChange] = Field(default_factory=dict)
    """Service id → changes to that service; they win over `all_services`."""


class SecondLine(Part):
    """Courses that the hospital holds for a unit's people, in the unit's rooms: with its own staff,
    who set out from its own bases, at the trust's cost. The unit's own courses go on beside them."""

    staff_base_place_ids: tuple[str, ...]
    """Places that the hospital's staff set out from."""
    holds: tuple[str, ...] = ()
    """Programmes that the hospital holds; the unit holds the others."""
    may_hold: tuple[str, ...] | Literal["all"] = ()
    """Programmes of which the optimiser decides who holds them; `all`: every programme that the
    catalogue lets both lines hold, but those in `holds`."""
