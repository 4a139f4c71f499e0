"""The scenario schema: what a scenario file may say, with units, defaults and meaning.

Every model is frozen and forbids unknown keys. The reference page and the JSON Schema for editors are
made from these descriptions, so they are written for the reader of a scenario file.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Share = Annotated[float, Field(ge=0, le=1)]
Persons = Annotated[int, Field(ge=0)]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9_æøåÆØÅ.-]+$")]


class Part(BaseModel):
    """Base of every part of a scenario."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class NewUnit(Part):
    """A coordinating unit that the region's tables do not have."""

    id: Identifier
    name: str
    seat_place_id: str
    """Place of the seat (region table `places`)."""
    kind: str = "new"
    member_codes: tuple[str, ...] = ()
    """Municipalities that belong to it where memberships are fixed."""
    eligible_codes: tuple[str, ...] = ()
    """Municipalities that may belong; empty means all."""
    staff_base_place_ids: tuple[str, ...] = ()
    """Places, external ones too, that staff set out from; empty means the seat."""
    exists_today: bool = False
    legal_form: str = "to be decided"
    coordinator_fte: float = Field(default=1.0, ge=0)
    nok_per_year: float | None = Field(default=None, ge=0)
    """Fixed cost a year beside the posts (NOK)."""
    payer: Literal["municipalities", "hospital_trust"] = "municipalities"


class NewVenue(Part):
    """A venue that the region's tables do not have."""

    id: Identifier
    name: str
    place_id: str
    kind: str = "municipal"
    seats: int = Field(ge=1)
    nok_per_year: float | None = Field(default=None, ge=0)
    time_of_day: Literal["day", "evening", "both"] = "both"
    meetings_per_year: float = Field(default=80, ge=0)


class Units(Part):
    """Which coordinating units may exist and who belongs to them."""

    candidates: tuple[str, ...] = ()
    """Unit ids (of the region or of `new`). Empty: no coordinating unit at all, as today."""
    new: tuple[NewUnit, ...] = ()
    """Units that this scenario adds. They become candidates by being listed in `candidates`."""
    seats_in_every_municipality: bool = False
    """Add one candidate unit with its seat in each municipal centre, open to every municipality in
    play (ids `seat_<code>`)."""
    assignment: Literal["fixed", "free"] = "fixed"
    """`fixed`: every candidate is open with the members named. `free`: the optimiser chooses which
    candidates open and who belongs to them."""
    members: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Unit id → member municipality codes, in place of those in the region's table."""
    fixed_members: dict[str, str] = Field(default_factory=dict)
    """With free assignment: municipality code → the unit it must belong to."""
    must_open: tuple[str, ...] = ()
    """With free assignment: candidates that must be open."""
    count_min: int | None = Field(default=None, ge=0)
    count_max: int | None = Field(default=None, ge=0)
    """With free assignment: bounds on the number of open units."""
    municipalities: tuple[str, ...] = ()
    """With free assignment: the municipalities to distribute; empty means those in scope."""
    outside: Literal["allowed", "forbidden"] = "allowed"
    """Whether a municipality in scope may stand outside every unit."""
    staff_bases: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Unit id → places that its staff set out from, in place of those in the table."""


class Threshold(Part):
    """The guideline of inhabitants per unit (*veiledende befolkningsgrunnlag*)."""

    persons_min: Persons = 20_000
    persons_max: Persons = 40_000
    mode: Literal["soft", "hard", "off"] = "soft"
    """`soft`: the shortfall is made as small as possible before travel is looked at. `hard`: no unit
    below `persons_min`. `off`: reported only."""
    upper: Literal["report", "hard"] = "report"
    """Whether being above `persons_max` is only reported or forbidden. A unit around a municipality
    larger than `persons_max` may then take up to `persons_max − persons_min` others."""
    tolerance_share: Share = 0.01
    """How much the smallest shortfall may be exceeded for the sake of later objectives, as a share of
    `persons_min`."""

    @model_validator(mode="after")
    def _ordered(self) -> Threshold:
        if self.persons_max < self.persons_min:
            raise ValueError(
                f"persons_max ({self.persons_max}) is smaller than persons_min ({self.persons_min})"
            )
        return self


class Contiguity(Part):
    """Whether the members of a unit must hang together."""

    on: bool = True
    boats: bool = False
    """Whether boats and ferries connect municipalities."""


class ProgrammeChange(Part):
    """Values that replace those of the programme catalogue."""

    group_min_persons: int | None = Field(default=None, ge=1)
    group_max_persons: int | None = Field(default=None, ge=1)
    meetings_per_course: int | None = Field(default=None, ge=1)
    cycle_years: int | None = Field(default=None, ge=1)
    time_of_day: Literal["day", "evening", "both"] | None = None
    pooled: bool | None = None
    professionals_per_meeting: int | None = Field(default=None, ge=0)
    user_representatives_per_meeting: int | None = Field(default=None, ge=0)
    venue_kinds: tuple[str, ...] | None = None
    levels: tuple[Literal["municipality", "shared", "specialist"], ...] | None = None
    joins_id: str | None = None


class Demand(Part):
    """How many people would take part."""

    level: str = "low"
    """Name in the region's table `demand_levels`: low, middle or high as shipped."""
    mix: str = "helse_nord"
    """Name in the region's table `programme_mix`: helse_nord or national as shipped."""
    factor: float = Field(default=1.0, gt=0)
    """Multiplies every programme's participation."""
    programmes: tuple[str, ...] = ()
    """Only these programmes; empty means the whole catalogue."""
    all_programmes: ProgrammeChange = ProgrammeChange()
    """Changes to every programme."""
    changes: dict[str, ProgrammeChange] = Field(default_factory=dict)
    """Programme id → changes to that programme; they win over `all_programmes`."""
    persons: dict[str, Persons] = Field(default_factory=dict)
    """Municipality code → population in place of the table's; its places are scaled alike."""


class Mobile(Part):
    """Mobile courses: the team goes out to any suitable local room."""

    on: bool = False
    place_persons_min: Persons = 300
    """Smallest place (persons) that is assumed to have a suitable room."""
    seats: int = Field(default=20, ge=1)
    meetings_per_year: float = Field(default=40, ge=0)
    nok_per_year: float | None = Field(default=None, ge=0)


class Venues(Part):
    """Where courses may be held."""

    strategy: Literal["free", "one_base", "two_bases", "municipal_seats", "listed", "none"] = "free"
    """`free`: any venue. `one_base`, `two_bases`: venues in the places of `bases` only.
    `municipal_seats`: venues in municipal centres only. `listed`: the venues in `listed`. `none`:
    no local courses."""
    bases: tuple[str, ...] = ()
    """Place ids, for `one_base` (one) and `two_bases` (two)."""
    listed: tuple[str, ...] = ()
    """Venue ids, for `listed`."""
    new: tuple[NewVenue, ...] = ()
    """Venues that this scenario adds; they are candidates like any other."""
    on: tuple[str, ...] = ()
    """Venues that are off by default and are let in."""
    off: tuple[str, ...] = ()
    """Venues that are left out."""
    in_use: tuple[str, ...] = ()
    """Venues that must hold at least one course per cycle."""
    count_max: int | None = Field(default=None, ge=0)
    """Most venues in use, over all units."""
    located_in: Literal["members", "anywhere"] = "members"
    """`members`: a unit runs venues in its member municipalities only. `anywhere`: any venue."""
    mobile: Mobile = Mobile()

    @model_validator(mode="after")
    def _bases_fit_strategy(self) -> Venues:
        wanted = {"one_base": 1, "two_bases": 2}.get(self.strategy)
        if wanted is not None and len(self.bases) != wanted:
            raise ValueError(
                f"strategy {self.strategy} needs {wanted} place(s) in `bases`, found {len(self.bases)}"
            )
        if self.strategy == "listed" and not self.listed:
            raise ValueError("strategy listed needs venue ids in `listed`")
        return self


class Winter(Part):
    """What winter does to the links marked as exposed."""

    factor: float = Field(default=1.3, ge=1)
    """Travel time on exposed links is multiplied by this."""
    closed: tuple[str, ...] = ()
    """Exposed links (ids) that are closed altogether."""


class GreatCircle(Part):
    """The stated rule where no road is known."""

    factor: float = Field(default=1.4, ge=1)
    """Road km per great-circle km."""
    km_per_hour: float = Field(default=50.0, gt=0)


class TravelChoice(Part):
    """The road network and its season."""

    season: Literal["summer", "winter"] = "summer"
    winter: Winter = Winter()
    closed: tuple[str, ...] = ()
    """Links (ids) that are closed in any season."""
    boats: bool = False
    """Whether express boats and ferries carry people."""
    matrix: str | None = None
    """CSV file with columns from,to,minutes,km that replaces the road graph (relative to this file)."""
    where_no_road: Literal["report", "great_circle"] = "report"
    """A place without any link is reported by name, or reached by the great-circle rule."""
    great_circle: GreatCircle = GreatCircle()


class OwnUnit(Part):
    """Which venues people may attend."""

    mode: Literal["own", "guests", "anywhere"] = "own"
    """`own`: venues of the unit of their municipality. `guests`: people of municipalities outside
    every unit may attend any. `anywhere`: everyone may attend any."""


class GroupSize(Part):
    """How large a course group must be."""

    fill_probability: Annotated[float, Field(gt=0, lt=1)] | None = None
    """Ask that each course fills (reaches its minimum) with this probability under Poisson demand."""
    joins: bool = False
    """Whether groups too small for their own course may join the general programme named in the
    catalogue."""


class Capacity(Part):
    """What a venue can take."""

    on: bool = True


class Access(Part):
    """Limits on the way people travel."""

    minutes_max: float | None = Field(default=None, gt=0)
    """Nobody travels longer than this one way (minutes), the way to the specialist included."""
    specialist_share_max: Share | None = None
    """At most this share of all participants takes part at the specialist."""


class Nearest(Part):
    """Whether people always go to the nearest course of their programme."""

    on: bool = False


class Rules(Part):
    """Rules that can be switched or tuned."""

    own_unit: OwnUnit = OwnUnit()
    group_size: GroupSize = GroupSize()
    capacity: Capacity = Capacity()
    access: Access = Access()
    nearest: Nearest = Nearest()


class Budget(Part):
    """Upper bounds on a plan."""

    nok_per_year_max: float | None = Field(default=None, ge=0)
    """Most the plan may cost a year, all payers together (NOK)."""


class Solve(Part):
    """How long and how exactly to search."""

    gap: Annotated[float, Field(ge=0, lt=1)] = 0.001
    """Relative gap at which a stage counts as done."""
    seconds_max: float | None = Field(default=120.0, gt=0)
    """Time limit for the whole solve."""


ObjectiveName = Literal["unmet", "travel", "cost", "seat_travel"]


class Scenario(Part):
    """One organisational alternative, or one what-if, in full."""

    schema_version: Literal[1] = 1
    name: Identifier
    title: str
    """Short title in Norwegian, for tables and maps."""
    title_en: str = ""
    about: str = ""
    """What the alternative represents and where it comes from."""
    region: str = "midt-troms-2011"
    """Shipped region by name, or the path of a folder or workbook."""
    scope: str | tuple[str, ...] = ""
    """The municipalities whose people the plan is judged for: a scope of the region by name, `all`, or
    a list of codes. Empty means the region's default scope."""
    units: Units = Units()
    threshold: Threshold = Threshold()
    contiguity: Contiguity = Contiguity()
    demand: Demand = Demand()
    venues: Venues = Venues()
    travel: TravelChoice = TravelChoice()
    rules: Rules = Rules()
    budget: Budget = Budget()
    objectives: tuple[ObjectiveName, ...] = ("unmet", "travel", "cost")
    """Order in which objectives are made as small as possible. Ties end with the fewest venues in use
    and then ids in order."""
    solve: Solve = Solve()

    @model_validator(mode="after")
    def _objectives_differ(self) -> Scenario:
        if len(set(self.objectives)) != len(self.objectives):
            raise ValueError("an objective is named twice in `objectives`")
        if not self.objectives:
            raise ValueError("`objectives` is empty: name at least one")
        return self
