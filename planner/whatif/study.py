"""What a study file may say: base scenarios, and what varies. Frozen, and unknown keys are refused.

    scenario: alt-2-lokta
    vary:
      - {path: demand.factor, from: 0.5, to: 2.0, count: 7}
      - {path: travel.season, values: [summer, winter]}

Every entry of `vary` is crossed with the others (a grid) and with `draws`;
`one_at_a_time` stands alone.
A path is one of the scenario schema, as after `--set`, one of `planner.whatif.extra`, or a weight
(`planner.whatif.weighting`).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from planner.scenario import Part

POINTS_MAX = 1_000_000
"""More points than this are a slip of the hand."""

Number = float | int


class StudyPart(Part):
    """Base of every part of a study."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        allow_inf_nan=False,
        populate_by_name=True,
    )


class Factor(StudyPart):
    """One thing that varies: a list, a range, values that go together, or named variants."""

    path: str | None = None
    """Path of a scenario value, with `values` or with `from` and `to`."""
    values: tuple[Any, ...] | None = None
    """The values, one after another; each may itself be a list or keys with values."""
    from_: Number | None = Field(default=None, alias="from")
    """First value of a range."""
    to: Number | None = None
    """Last value of a range."""
    count: Annotated[int, Field(ge=2)] | None = None
    """How many values the range has, both ends counted."""
    step: Annotated[float, Field(gt=0)] | None = None
    """Distance between the values of a range, in place of `count`."""
    scale: Literal["linear", "log"] = "linear"
    """`log`: values of a range by equal ratios."""
    together: dict[str, tuple[Any, ...]] | None = None
    """Paths with lists of the same length: the first values go together, the second, and so on."""
    variants: dict[str, dict[str, Any]] | None = None
    """Named variants: name → paths with values; `{}` is the scenario as it stands."""
    name: str = "variant"
    """Column of the table that names the variant."""

    @model_validator(mode="after")
    def _one_kind(self) -> Factor:
        kinds = [self.path is not None, self.together is not None, self.variants is not None]
        if sum(kinds) != 1:
            raise ValueError("write exactly one of `path`, `together` and `variants`")
        if self.path is not None:
            self._check_range()
        elif self.values is not None or self.from_ is not None or self.to is not None:
            raise ValueError("`values`, `from` and `to` go with `path`")
        if self.together is not None:
            sizes = {len(values) for values in self.together.values()}
            if len(sizes) != 1 or 0 in sizes:
                raise ValueError("the lists in `together` must be of one length, at least 1")
        if self.variants is not None and not self.variants:
            raise ValueError("`variants` is empty: name at least one")
        return self

    def _check_range(self) -> None:
        if self.values is not None:
            if not self.values:
                raise ValueError("`values` is empty: name at least one")
            if (self.from_, self.to, self.count, self.step) != (None, None, None, None):
                raise ValueError("write either `values` or a range (`from`, `to`), not both")
            return
        if self.from_ is None or self.to is None:
            raise ValueError("`path` needs `values`, or `from` and `to`")
        if (self.count is None) == (self.step is None):
            raise ValueError("a range (`from`, `to`) needs either `count` or `step`")
        if self.to <= self.from_:
            raise ValueError(f"`to` ({self.to}) must be more than `from` ({self.from_})")
        if self.scale == "log" and (self.from_ <= 0 or self.count is None):
            raise ValueError("`scale: log` needs `from` above 0, and `count`")
        if self.step is not None and (self.to - self.from_) / self.step > POINTS_MAX:
            raise ValueError("`step` is too small: more than a million values")


class Distribution(StudyPart):
    """Where a drawn value comes from."""

    distribution: Literal[
        "uniform", "log_uniform", "triangular", "normal", "log_normal", "exponential", "choice"
    ]
    """Its family."""
    low: Number | None = None
    """Smallest value (uniform, log_uniform, triangular; where a normal one is cut)."""
    high: Number | None = None
    """Largest value."""
    mode: Number | None = None
    """Most likely value (triangular)."""
    mean: Number | None = None
    """Mean (normal, exponential)."""
    sd: Annotated[float, Field(gt=0)] | None = None
    """Standard deviation (normal)."""
    median: Annotated[float, Field(gt=0)] | None = None
    """Median (log_normal)."""
    sigma: Annotated[float, Field(gt=0)] | None = None
    """Standard deviation of the logarithm (log_normal)."""
    values: tuple[Any, ...] | None = None
    """What is chosen among (choice)."""
    weights: tuple[Annotated[float, Field(ge=0)], ...] | None = None
    """How likely each of `values` is, on any scale (choice); all alike where it is left out."""

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Distribution:
        needed = {
            "uniform": ("low", "high"),
            "log_uniform": ("low", "high"),
            "triangular": ("low", "mode", "high"),
            "normal": ("mean", "sd"),
            "log_normal": ("median", "sigma"),
            "exponential": ("mean",),
            "choice": ("values",),
        }[self.distribution]
        optional = {"normal": ("low", "high"), "log_normal": ("low", "high"), "choice": ("weights",)}
        allowed = {*needed, *optional.get(self.distribution, ())}
        stated = {key for key in self.model_fields_set if key != "distribution"}
        missing = [key for key in needed if getattr(self, key) is None]
        if missing:
            raise ValueError(f"{self.distribution} needs {' and '.join(f'`{k}`' for k in missing)}")
        if stated - allowed:
            raise ValueError(f"{self.distribution} has no `{min(stated - allowed)}`")
        if self.low is not None and self.high is not None and self.high <= self.low:
            raise ValueError(f"`high` ({self.high}) must be more than `low` ({self.low})")
        if self.distribution == "log_uniform" and (self.low or 0) <= 0:
            raise ValueError("log_uniform needs `low` above 0")
        if self.mode is not None and not (self.low or 0) <= self.mode <= (self.high or 0):
            raise ValueError(f"`mode` ({self.mode}) must lie from `low` to `high`")
        if self.distribution == "exponential" and (self.mean or 0) <= 0:
            raise ValueError("exponential needs `mean` above 0")
        if self.distribution == "choice":
            self._check_choice()
        return self

    def _check_choice(self) -> None:
        if not self.values:
            raise ValueError("`values` is empty: name at least one")
        if self.weights is not None and (
            len(self.weights) != len(self.values) or not any(self.weights)
        ):
            raise ValueError("`weights` must be as many as `values`, and one of them above 0")


class Draws(StudyPart):
    """Random draws by a Latin hypercube: every stretch of each distribution is met equally often."""

    count: Annotated[int, Field(ge=1, le=POINTS_MAX)]
    """How many points are drawn."""
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)]
    """Where the draws begin; the same seed gives the same points."""
    of: Annotated[dict[str, Distribution], Field(min_length=1)]
    """Path → where its value comes from."""


class Swing(StudyPart):
    """A value that goes to one end and to the other while the rest stays, for a tornado diagram."""

    path: str
    """Path of a scenario value."""
    low: Any
    """The low end."""
    high: Any
    """The high end."""
    label: str = ""
    """What the diagram calls it; the path where it is left out."""


class EveryAssumption(StudyPart):
    """Every number in the region's tables that is marked as assumed, multiplied field by field."""

    low: Annotated[float, Field(ge=0)] = 0.75
    """Factor of the low end."""
    high: Annotated[float, Field(gt=0)] = 1.25
    """Factor of the high end."""


class Study(StudyPart):
    """A study in full."""

    schema_version: Literal[1] = 1
    """Version of this form."""
    name: str = ""
    """Short name; the file's own where it is left out."""
    title: str = ""
    """Title for tables and pictures."""
    scenario: str | None = None
    """The base: name of a shipped scenario, or the path of a file, from where the study stands."""
    scenarios: tuple[str, ...] = ()
    """Several bases, in place of `scenario`: each is combined with everything that varies."""
    scope: str | None = None
    """A scope of the region by name, for which every point is judged; the scenario's own where it is
    left out."""
    weights: str | dict[str, Number] | None = None
    """Ranks the alternatives at every point: `equal`, a weights file as `compare --weights` takes it,
    or criteria with weights. Single ones may vary, as `weights.CRITERION`."""
    set: dict[str, Any] = Field(default_factory=dict)
    """Paths with values that hold at every point."""
    vary: tuple[Factor, ...] = ()
    """What varies; every entry is combined with every other."""
    draws: Draws | None = None
    """Random draws, combined with `vary`."""
    one_at_a_time: tuple[Swing, ...] = ()
    """Values that go to either end one at a time, in place of `vary` and `draws`."""
    every_assumption: EveryAssumption | None = None
    """The same for every number that the region's tables mark as an assumption."""

    @model_validator(mode="after")
    def _sound(self) -> Study:
        if (self.scenario is None) == (not self.scenarios):
            raise ValueError("write either `scenario` or `scenarios`")
        swings = bool(self.one_at_a_time) or self.every_assumption is not None
        if swings and (self.vary or self.draws is not None):
            raise ValueError(
                "`one_at_a_time` and `every_assumption` stand alone, without `vary` or `draws`"
            )
        if not swings and not self.vary and self.draws is None and len(self.bases) < 2:
            raise ValueError("nothing varies: write `vary`, `draws` or `one_at_a_time`")
        return self

    @property
    def bases(self) -> tuple[str, ...]:
        """The base scenarios as written."""
        return self.scenarios or ((self.scenario,) if self.scenario is not None else ())
