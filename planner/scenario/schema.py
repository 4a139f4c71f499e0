"""The scenario schema: what a scenario file may say, with units, defaults and meaning.

Every model is frozen and forbids unknown keys. The reference page and the JSON Schema for editors are
made from these descriptions, so they are written for the reader of a scenario file.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from planner.scenario.part import Part
from planner.scenario.schema_people import Participation, Population, SecondLine, Specialist

Share = Annotated[float, Field(ge=0, le=1)]
Persons = Annotated[int, Field(ge=0)]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9_æøåÆØÅ.-]+$")]


class NewUnit(Part):
    """A coordinating unit that the region's tables do not have."""

    id: Identifier
    """Id of the unit, which no other unit has."""
    name: str
    """Name for tables and maps."""
    seat_place_id: str
    """Place of the seat (region table `places`)."""
    kind: str = "new"
    """Kind of unit, for tables: intermunicipal, host_municipality, dms, … as you like."""
    member_codes: tuple[str, ...] = ()
    """Municipalities that belong to it where memberships are fixed."""
    eligible_codes: tuple[str, ...] = ()
    """Municipalities that may belong; empty means all."""
    staff_base_place_ids: tuple[str, ...] = ()
    """Places, external ones too, that staff set out from; empty means the seat."""
    exists_today: bool = False
    """Whether the unit exists already."""
    legal_form: str = "to be decided"
    """Legal form in words, for tables."""
    coordinator_fte: float = Field(default=1.0, ge=0)
    """Coordinator posts (full-time equivalents)."""
    nok_per_year: float | None = Field(default=None, ge=0)
    """Fixed cost a year beside the posts (NOK)."""
    payer: Literal["municipalities", "hospital_trust"] = "municipalities"
    """Who pays its posts."""


class NewVenue(Part):
    """A venue that the region's tables do not have."""

    id: Identifier
    """Id of the venue, which no other venue has."""
    name: str
    """Name for tables and maps."""
    place_id: str
    """Place where it lies (region table `places`)."""
    kind: str = "municipal"
    """Kind of room; a programme of the catalogue may ask for certain kinds."""
    seats: int = Field(ge=1)
    """Persons that it seats, the staff included."""
    nok_per_year: float | None = Field(default=None, ge=0)
    """Fixed cost in a year that it is in use (NOK); `null`: not known, and then cost is not told."""
    time_of_day: Literal["day", "evening", "both"] = "both"
    """When it can be used."""
    meetings_per_year: float = Field(default=80, ge=0)
    """Meetings that it can take in a year, day and evening together."""


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
    """With free assignment: fewest open units."""
    count_max: int | None = Field(default=None, ge=0)
    """With free assignment: most open units."""
    municipalities: tuple[str, ...] = ()
    """With free assignment: the municipalities to distribute; empty means those in scope."""
    outside: Literal["allowed", "forbidden"] = "allowed"
    """Whether a municipality in scope may stand outside every unit."""
    staff_bases: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Unit id → places that its staff set out from, in place of those in the table."""
    partners: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Unit id → units that take part as its partners: their staff bases (where `staff_bases` names
    none), qualifications and agreements count as its own."""
    second_line: dict[str, SecondLine] = Field(default_factory=dict)
    """Unit id → courses that the hospital holds in its rooms, beside the unit's own."""
    grants: dict[str, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)
    """Unit id → grants a year (NOK) that bear part of what its payer would pay."""


class Threshold(Part):
    """The guideline of inhabitants per unit (*veiledende befolkningsgrunnlag*)."""

    persons_min: Persons = 20_000
    """Lower end: inhabitants that a sound service is estimated to need."""
    persons_max: Persons = 40_000
    """Upper end."""
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
    """Whether the rule holds."""
    boats: bool = False
    """Whether boats and ferries connect municipalities."""


class ProgrammeChange(Part):
    """Values that replace those of the programme catalogue; `null` leaves the catalogue's."""

    group_min_persons: int | None = Field(default=None, ge=1)
    """Smallest group that meets."""
    group_max_persons: int | None = Field(default=None, ge=1)
    """Largest group."""
    meetings_per_course: int | None = Field(default=None, ge=1)
    """Meetings (days or evenings) of one course."""
    cycle_years: int | None = Field(default=None, ge=1)
    """Years over which people are gathered for a course; two double the groups, and the wait."""
    time_of_day: Literal["day", "evening", "both"] | None = None
    """When its meetings are."""
    pooled: bool | None = None
    """Whether its people can meet as one group; if not, no local course is planned for them."""
    professionals_per_meeting: int | None = Field(default=None, ge=0)
    """Professionals who lead a meeting."""
    user_representatives_per_meeting: int | None = Field(default=None, ge=0)
    """User representatives who take part in leading a meeting."""
    venue_kinds: tuple[str, ...] | None = None
    """Kinds of venue that suit; an empty list: any."""
    levels: tuple[Literal["municipality", "shared", "specialist"], ...] | None = None
    """Where it may be held: in each municipality for its own people, shared between municipalities, at
    the specialist service."""
    joins_id: str | None = None
    """The general programme that takes in groups too small for their own course; `""`: none."""


class Demand(Part):
    """How many people would take part."""

    level: str = "low"
    """Name in the region's table `demand_levels`: lowest, low, middle or high as shipped."""
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
    """Whether mobile courses are held. Each place that is large enough gets a venue
    `mobile_<place id>`."""
    place_persons_min: Persons = 300
    """Smallest place (persons) that is assumed to have a suitable room."""
    seats: int = Field(default=20, ge=1)
    """Persons that such a room seats, the staff included."""
    meetings_per_year: float = Field(default=40, ge=0)
    """Meetings that each such room can take in a year."""
    nok_per_year: float | None = Field(default=None, ge=0)
    """Rent of such a room in a year that it is in use (NOK); `null`: not known, and then cost is not
    told."""


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
    """Courses in rooms that the team goes out to."""

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
    """Speed on that way."""


class TravelChoice(Part):
    """The road network and its season."""

    season: Literal["summer", "winter"] = "summer"
    """Whether `winter` below counts."""
    winter: Winter = Winter()
    """What winter does to the roads."""
    closed: tuple[str, ...] = ()
    """Links (ids) that are closed in any season."""
    boats: bool = False
    """Whether express boats and ferries carry people."""
    matrix: str | None = None
    """CSV file with columns from,to,minutes,km that replaces the road graph (relative to this file)."""
    where_no_road: Literal["report", "great_circle"] = "report"
    """A place without any link is reported by name, or reached by the great-circle rule."""
    great_circle: GreatCircle = GreatCircle()
    """The great-circle rule."""


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
    """Whether venues take only as many meetings a year as the region's table says."""

    on: bool = True
    """Whether the rule holds."""
    share: Share = 1.0
    """Share of every venue's meetings that courses may take; others have the rest of the room."""


class Access(Part):
    """Limits on the way people travel."""

    minutes_max: float | None = Field(default=None, gt=0)
    """Nobody travels longer than this one way (minutes), the way to the specialist included."""
    specialist_share_max: Share | None = None
    """At most this share of all participants takes part at the specialist."""
    unmet_share_max: Share | None = None
    """At most this share of all participants is left without an offer; 0: nobody is."""


class Nearest(Part):
    """Whether people always go to the nearest course of their programme, never past it to fill another
    one."""

    on: bool = False
    """Whether the rule holds."""


class SingleSource(Part):
    """Whether everybody of a place goes to the same venue or specialist for a programme."""

    on: bool = False
    """Whether the rule holds."""


class Staffing(Part):
    """Whether the hours of coordinators, professionals and user representatives fit what there is."""

    mode: Literal["report", "hard"] = "report"
    """`report`: hours and posts needed are told, and bound nothing. `hard`: the coordinators' hours of
    every unit fit its posts, and the bounds below hold."""
    hours_per_post: float = Field(default=1700, gt=0)
    """Hours of a full-time post in a year, holidays taken off. An assumption."""
    hours_per_week: float = Field(default=37.5, gt=0)
    """Hours of a full-time post in a week."""
    hours_base_per_week: float = Field(default=18.5, ge=0)
    """Hours a week that a unit works whatever its courses: networks, skills, information, developing
    the service. The mean of eight centres in 2006."""
    develop_years: float = Field(default=4, gt=0)
    """Years over which the hours to develop a programme are spread; 1: all of them in one year. An
    assumption."""
    professional_hours_max: dict[str, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)
    """Profession → most hours a year in meetings, over all units; no entry: no bound."""
    user_representative_meetings_max: float | None = Field(default=None, ge=0)
    """Most meetings a year that user representatives take part in, each counted, over all units."""


class Rules(Part):
    """Rules that can be switched or tuned."""

    own_unit: OwnUnit = OwnUnit()
    """Which venues people may attend."""
    group_size: GroupSize = GroupSize()
    """How large a course group must be."""
    capacity: Capacity = Capacity()
    """What a venue can take."""
    access: Access = Access()
    """Limits on the way people travel."""
    nearest: Nearest = Nearest()
    """Whether people go to the nearest course."""
    single_source: SingleSource = SingleSource()
    """Whether the people of a place keep together."""
    staffing: Staffing = Staffing()
    """Whether the hours fit the posts."""


class Budget(Part):
    """Upper bounds on a plan."""

    nok_per_year_max: float | None = Field(default=None, ge=0)
    """Most the plan may cost a year, all payers together (NOK)."""


class Solve(Part):
    """How long and how exactly to search."""

    gap: Annotated[float, Field(ge=0, lt=1)] = 0.001
    """Relative gap at which a stage counts as done."""
    seconds_max: float | None = Field(default=120.0, gt=0)
    """Time limit for the whole solve (seconds); `null`: none."""
    settle: bool = True
    """Whether `unmet`, `travel` and `cost` follow, in this order, after the objectives that a scenario
    names, where it leaves them out: so no figure of a plan depends on chance. `cost` follows where
    courses can be held and every price is known. `false`: what the objectives leave open stays open."""


ObjectiveName = Literal["unmet", "travel", "cost", "seat_travel", "worst_travel", "equity", "reach"]
LimitName = Literal["unmet", "travel", "cost", "worst_travel", "equity", "reach"]
Amount = Annotated[float, Field(ge=0)]


class Scenario(Part):
    """One organisational alternative, or one what-if, in full."""

    schema_version: Literal[1] = 1
    """Version of this schema."""
    name: Identifier
    """Short name for commands, tables and folders; a file that leaves it out is called after itself."""
    title: str
    """Short title in Norwegian, for tables and maps."""
    title_en: str = ""
    """Short title in English."""
    about: str = ""
    """What the alternative represents and where it comes from."""
    region: str = "midt-troms-2011"
    """Shipped region by name, or the path of a folder or workbook."""
    scope: str | tuple[str, ...] = ""
    """The municipalities whose people the plan is judged for: a scope of the region by name, `all`, or
    a list of codes. Empty means the region's default scope."""
    units: Units = Units()
    """Which coordinating units may exist and who belongs to them."""
    threshold: Threshold = Threshold()
    """The guideline of inhabitants per unit."""
    contiguity: Contiguity = Contiguity()
    """Whether the members of a unit must hang together."""
    population: Population = Population()
    """The year whose inhabitants count."""
    demand: Demand = Demand()
    """How many people would take part."""
    participation: Participation = Participation()
    """Whether people come, and who decides where they go."""
    specialist: Specialist = Specialist()
    """What the specialist services (hospitals) take."""
    venues: Venues = Venues()
    """Where courses may be held."""
    travel: TravelChoice = TravelChoice()
    """The road network and its season."""
    rules: Rules = Rules()
    """Rules that can be switched or tuned."""
    budget: Budget = Budget()
    """Upper bounds on a plan."""
    objectives: tuple[ObjectiveName, ...] = ("unmet", "travel", "cost")
    """Order in which objectives are made as small as possible. `unmet`: participants a year without
    an offer. `travel`: hours a year on the road. `cost`: NOK a year. `seat_travel`: person-minutes to
    the seat. `worst_travel`: the longest way of anybody who takes part, in minutes. `equity`: the mean
    way of the municipality that has the longest, in minutes. `reach`: participants a year whom no
    local course reaches, or who come nowhere (`participation.reach`). Where people may stay at home (a
    distance decay, or their own choice) and no order is stated, `reach` stands before `travel`: hours
    could be saved by keeping people away.
    Ties end with the fewest venues in use and then ids in order."""
    limits: dict[LimitName, Amount] = Field(default_factory=dict)
    """Objective → the most that it may come to, in its own unit, whatever the order above: one
    objective is bounded while another is made small."""
    solve: Solve = Solve()
    """How long and how exactly to search."""

    @property
    def decays(self) -> bool:
        """Whether the way keeps people of any programme from coming."""
        forms = (self.participation.decay, *self.participation.programmes.values())
        return any(decay.form != "none" for decay in forms)

    @property
    def nearest(self) -> bool:
        """Whether people go to the nearest course of their programme, never past it."""
        return self.rules.nearest.on or self.participation.choice == "nearest"

    @property
    def stays_home(self) -> bool:
        """Whether people with an offer may stay at home, for the way or by their own choice."""
        chosen = self.participation.choice == "logit"
        return self.decays or (chosen and self.participation.logit.home_minutes is not None)

    @property
    def reach(self) -> Literal["local", "anywhere"]:
        """What the objective `reach` counts as reached."""
        return self.participation.reach or ("anywhere" if self.stays_home else "local")

    @model_validator(mode="after")
    def _reach_goes_before_travel(self) -> Scenario:
        if self.stays_home and "objectives" not in self.model_fields_set:
            object.__setattr__(self, "objectives", ("unmet", "reach", "travel", "cost"))
        return self

    @model_validator(mode="after")
    def _objectives_differ(self) -> Scenario:
        if len(set(self.objectives)) != len(self.objectives):
            raise ValueError("an objective is named twice in `objectives`")
        if not self.objectives:
            raise ValueError("`objectives` is empty: name at least one")
        return self
