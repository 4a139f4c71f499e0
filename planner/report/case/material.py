"""What the case document is made of: comparisons at one or several demand levels, and what follows.

Alternatives are called by their titles here: a council reads of «Alternativ 2: LØKTA», not of
`alt-2-lokta`. Nothing is solved; weighing and effects are worked out from figures that stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from planner.decide import Effects, Weights, effects, equal_weights
from planner.errors import Finding, InputError
from planner.messages import message
from planner.pipeline import Alternative, WithoutPlan
from planner.region import DemandLevel, Region
from planner.report.comparison import (
    Comparison,
    Weighing,
    compare,
    differences,
    subject_of,
    weigh_comparison,
)
from planner.report.words import Lang, joined, number, percent, quoted, specialist_name
from planner.texts import name_in

Chief = Literal["director", "alderman"]


@dataclass(frozen=True, slots=True)
class Level:
    """The comparison at one demand level."""

    id: str
    label: str
    participants_per_1000: float
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that the sections draw on. Alternatives have their titles as names."""

    lang: Lang
    main: Comparison
    """The comparison that was named first: text and maps are about it."""
    main_level: Level
    levels: tuple[Level, ...]
    """All of them, lowest participation first."""
    missing: tuple[DemandLevel, ...]
    """Demand levels of the region that no comparison was given for."""
    proposed: Alternative
    """The alternative that the draft decision is written for."""
    proposed_by: Literal["writer", "weights", "order"]
    tied: tuple[str, ...]
    """Other alternatives that come first with equal weights."""
    today: Alternative | None
    """The first alternative without any unit: how things stand."""
    effects: Effects | None
    """From today to the proposed alternative."""
    weighing: Weighing
    quoted: Weighing
    """The same with «titles» in quotation marks, for sentences; its comparison too."""
    ids: Mapping[str, str]
    """Title → name of the scenario."""
    chief: Chief = "director"
    """What the municipalities' chief executive is called: `kommunedirektør` or `rådmann`."""
    maps: Mapping[str, bytes] = field(default_factory=dict)
    """Title → map of the alternative (PNG)."""
    municipality_maps: Mapping[str, bytes] = field(default_factory=dict)
    """Municipality code → its map under the proposed alternative (PNG)."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Charts, small multiples and the map of the change (PNG), by name."""
    picture_notes: Mapping[str, str] = field(default_factory=dict)
    """What stands under a picture of that name: what it means, sources and reservations."""
    annexes: tuple[str, ...] = ()
    """Those that stand behind the paper: it refers to no other."""

    @property
    def region(self) -> Region:
        """The region as the proposed alternative sees it."""
        return self.proposed.region

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Those of the main comparison."""
        return self.main.alternatives

    @property
    def specialist(self) -> str:
        """What people call the specialist service: UNN."""
        return specialist_name(self.main.region, self.lang)

    @property
    def scope_names(self) -> str:
        """The municipalities in scope."""
        return joined(
            self.lang, [self.main.region.municipalities[c].name for c in self.main.scope_codes]
        )

    def at_level(self, level: Level, name: str) -> Alternative | None:
        """An alternative at a demand level; None where it has no plan there."""
        return next((a for a in level.comparison.alternatives if a.name == name), None)

    def quote(self, name: str) -> str:
        """A title in quotation marks."""
        return quoted(self.lang, name)

    def number(self, value: float | None, decimals: int = 0) -> str:
        """A figure in the language's style, or what stands where there is none."""
        return "–" if value is None else number(self.lang, value, decimals)

    def percent(self, share: float | None, decimals: int = 0) -> str:
        """A share in per cent."""
        return "–" if share is None else percent(self.lang, share, decimals)


def case_material(
    comparisons: Sequence[Comparison],
    lang: Lang = "nb",
    *,
    proposed: str | None = None,
    weights: Weights | None = None,
    chief: Chief = "director",
) -> Material:
    """Put together what the document draws on.

    Args:
        comparisons: one at each demand level; the first is the one that the text is about.
        proposed: name of the scenario that the draft decision is written for. Where it is left out,
            that is the alternative which comes first with all criteria weighted alike.

    Raises:
        InputError: they are of different regions or scopes, two are at the same level, or no
            alternative has the name proposed.
    """
    _check(comparisons)
    ids = _titles(comparisons, lang)
    titles = {scenario: title for title, scenario in ids.items()}
    levels = tuple(
        sorted(
            (_level(comparison, titles, lang) for comparison in comparisons),
            key=lambda level: (level.participants_per_1000, level.id),
        )
    )
    first = dict(comparisons[0].basis)["level"]
    main_level = next(level for level in levels if level.id == first)
    main = main_level.comparison
    known = {level.id for level in levels}
    weighing = weigh_comparison(
        main, weights or equal_weights(), {level.id: level.comparison for level in levels}
    )
    chosen, by, tied = _proposed(main, weighing, titles, proposed)
    today = next((a for a in main.alternatives if not a.plan.units), None)
    return Material(
        lang=lang,
        main=main,
        main_level=main_level,
        levels=levels,
        missing=tuple(
            sorted(
                (level for level in main.region.demand_levels.values() if level.id not in known),
                key=lambda level: level.participants_per_1000,
            )
        ),
        proposed=chosen,
        proposed_by=by,
        tied=tied,
        today=today,
        effects=None
        if today is None or today.name == chosen.name
        else effects(subject_of(today), subject_of(chosen)),
        weighing=weighing,
        quoted=_quoted(levels, main_level, weights or equal_weights(), lang),
        ids=ids,
        chief=chief,
    )


def _titles(comparisons: Sequence[Comparison], lang: Lang) -> dict[str, str]:
    """Title → scenario; where two have one title, the scenario's name stands behind it."""
    scenarios: dict[str, str] = {}
    for comparison in comparisons:
        for a in comparison.alternatives:
            scenarios.setdefault(a.name, a.title(lang) or a.name)
        for row in comparison.without_plan:
            scenarios.setdefault(row.scenario, row.title or row.scenario)
    every = list(scenarios.values())
    return {
        (f"{title} ({name})" if every.count(title) > 1 else title): name
        for name, title in scenarios.items()
    }


def _level(comparison: Comparison, titles: Mapping[str, str], lang: Lang) -> Level:
    named = [_named(a, titles[a.name]) for a in comparison.alternatives]
    without = [
        WithoutPlan(titles[row.scenario], row.title, row.status, row.reasons)
        for row in comparison.without_plan
    ]
    level = comparison.region.demand_levels[dict(comparison.basis)["level"]]
    return Level(
        id=level.id,
        label=name_in(lang, level.name_nb.lower(), level.id),
        participants_per_1000=level.participants_per_1000,
        comparison=compare(named, without),
    )


def _named(alternative: Alternative, title: str) -> Alternative:
    """The alternative with its title in place of its name."""
    return replace(alternative, called=title)


def _quoted(levels: Sequence[Level], main_level: Level, weights: Weights, lang: Lang) -> Weighing:
    """The weighing with titles in quotation marks: they may hold colons and commas."""
    comparisons = {
        level.id: compare([_named(a, quoted(lang, a.name)) for a in level.comparison.alternatives])
        for level in levels
    }
    return weigh_comparison(comparisons[main_level.id], weights, comparisons)


def _proposed(
    main: Comparison, weighing: Weighing, titles: Mapping[str, str], wanted: str | None
) -> tuple[Alternative, Literal["writer", "weights", "order"], tuple[str, ...]]:
    first = weighing.judgement.with_qualifications.first or (
        weighing.judgement.without_qualifications.first
    )
    by_name = {a.name: a for a in main.alternatives}
    if wanted is not None:
        if titles.get(wanted) not in by_name:
            raise InputError(
                [
                    Finding(
                        "--proposed",
                        message("no alternative of the comparison has this name"),
                        found=wanted,
                        expected=", ".join(s for s, title in titles.items() if title in by_name),
                        fix=message("Name one of them, or leave --proposed out."),
                    )
                ]
            )
        return by_name[titles[wanted]], "writer", ()
    if first:
        return by_name[first[0]], "weights", first[1:]
    with_units = [a for a in main.alternatives if a.plan.units]
    return (with_units or list(main.alternatives))[0], "order", ()


def _check(comparisons: Sequence[Comparison]) -> None:
    first = comparisons[0]
    findings = []
    seen: set[str] = set()
    for comparison in comparisons:
        level = dict(comparison.basis)["level"]
        if comparison.region.id != first.region.id or comparison.scope_codes != first.scope_codes:
            findings.append(
                Finding(
                    level,
                    message("the comparisons are of different regions or scopes"),
                    found=f"{comparison.region.id}: {', '.join(comparison.scope_codes)}",
                    expected=f"{first.region.id}: {', '.join(first.scope_codes)}",
                    fix=message("Compare the same scenarios with the same --scope at every level."),
                )
            )
        elif level in seen:
            findings.append(
                Finding(
                    level,
                    message("two comparisons stand at the same demand level"),
                    found=level,
                    fix=message(
                        "Give one comparison for each level, made with `lms-planner compare … --set "
                        "demand.level=middle --out FOLDER`."
                    ),
                )
            )
        elif (other := _other_basis(comparison, first)) is not None:
            findings.append(
                Finding(
                    level,
                    message("the comparisons differ in more than the level of demand"),
                    found=other,
                    fix=message(
                        "Make them of the same scenarios, with only demand.level set otherwise."
                    ),
                )
            )
        seen.add(level)
    if findings:
        raise InputError(findings)


def _other_basis(comparison: Comparison, first: Comparison) -> str | None:
    """What differs between the assumptions of two comparisons beside the level, in words."""
    theirs, ours = dict(comparison.basis), dict(first.basis)
    level = theirs.pop("level")
    ours.pop("level")
    if theirs == ours:
        return None
    basis = (("level", level), *((name, value) for name, value in first.basis if name != "level"))
    for alternative in comparison.alternatives:
        told = differences("en", alternative, basis)
        if told:
            return f"{alternative.name}: {', '.join(told)}"
    return "other assumptions"
