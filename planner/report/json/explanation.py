"""The JSON of `explain --format json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.decide import Changes, Explanation, Step, as_overrides
from planner.decide.explain_types import Effect
from planner.region import Region
from planner.report.json.document import Document, Part, Texts, document
from planner.report.words import RULES, Names, in_words, reason_text, step_text
from planner.scenario import Scenario, dotted
from planner.solve.infeasible import Value
from planner.texts import LANGS, name_in

Values = dict[str, Any]
"""Figures and ids that a sentence is made of, by name."""


class SettingJson(Part):
    """A value of the scenario, and where it was set."""

    path: str
    """Its path, as after `--set`."""
    origin: str
    """File and line, the command line, or default."""


class ReasonJson(Part):
    """Arithmetic that rules out every plan."""

    reason: str
    """Name of the reason."""
    text: Texts
    """The reason as a sentence."""
    values: Values
    """What the sentence is made of."""
    settings: tuple[str, ...]
    """Paths of the values that it rests on."""


class ConflictJson(Part):
    """A rule of the set that cannot all hold."""

    rule: str
    """Name of the rule."""
    text: Texts
    """What it asks, as a sentence."""
    values: Values
    """What the sentence is made of."""
    settings: tuple[SettingJson, ...]
    """Where it is set."""


class RuleJson(Part):
    """A rule of the scenario that has no short name for a conflict."""

    rule: str
    """Name of the rule."""
    text: Texts
    """What it asks."""


class StepJson(Part):
    """One change of a relaxation."""

    rule: str
    """The rule that is loosened."""
    text: Texts
    """The change as a sentence."""
    values: Values
    """What the sentence is made of."""
    change: float
    """How much is given up, as a share."""
    tight: bool
    """Whether less was tried and is not enough."""
    next_smaller: tuple[str, ...] | None
    """The overrides of the next smaller change, which gives no plan; null: none was tried."""


class UnitSizeJson(Part):
    """A unit of the plan that a relaxation gives."""

    unit: str
    """Its id."""
    persons: int
    """Its inhabitants."""


class EffectJson(Part):
    """What the plan that a relaxation gives is like."""

    travel_hours: float
    """Travel hours a year."""
    participants_unmet: float
    """Participants a year with no offer."""
    minutes_worst_municipality: float | None
    """Mean minutes one way of the municipality with the longest way; null: nobody travels."""
    cost_nok: float | None
    """Cost a year; null: a price is missing."""
    units: tuple[UnitSizeJson, ...]
    """Its units."""
    proven: bool
    """Whether it is proven best."""


class RelaxationJson(Part):
    """Changes that together give the scenario a plan."""

    change: float
    """How much is given up in all, as a share."""
    steps: tuple[StepJson, ...]
    """The changes."""
    set: tuple[str, ...]
    """Overrides (`--set`) that make them."""
    remove: tuple[SettingJson, ...]
    """Values to take out of the file by hand."""
    tight: bool
    """Whether less was tried and is not enough."""
    effect: EffectJson
    """What the plan is like."""


class ExplanationJson(Document):
    """What `explain --format json` gives: why a scenario has no plan, and what would give it one."""

    scenario: str
    """Name of the scenario."""
    title: Texts
    """Its title."""
    status: str
    """feasible, infeasible or unknown."""
    guideline_as_if_hard: bool
    """Whether the guideline, which the scenario does not demand, was looked at as if it did."""
    reasons: tuple[ReasonJson, ...]
    """What arithmetic alone shows."""
    conflict: tuple[ConflictJson, ...]
    """Rules that cannot all hold."""
    minimal: bool
    """Whether every part of the conflict is needed."""
    rules: tuple[RuleJson, ...]
    """Rules of the scenario in words."""
    relaxations: tuple[RelaxationJson, ...]
    """Changes that help, smallest first."""
    complete: bool
    """Whether no smaller change was left untried."""


def explanation_json(explanation: Explanation, region: Region, scenario: Scenario) -> str:
    """The explanation as JSON, with every sentence in both languages."""
    names = {lang: Names(region, lang) for lang in LANGS}

    def both(rule: str, values: Mapping[str, Value]) -> dict[str, str]:
        return {lang: name.say(RULES, rule, values) for lang, name in names.items()}

    def step(one: Step) -> dict[str, Any]:
        return {
            "rule": one.key,
            "text": {lang: step_text(one, name) for lang, name in names.items()},
            "values": _plain(one.values),
            "change": one.change,
            "tight": one.tight,
            "next_smaller": None if one.tighter is None else _overrides(scenario, one.tighter),
        }

    data = {
        "scenario": explanation.scenario,
        "title": {lang: name_in(lang, explanation.title, explanation.title_en) for lang in LANGS},
        "status": explanation.status,
        "guideline_as_if_hard": explanation.guideline_as_if_hard,
        "reasons": [
            {
                "reason": reason.key,
                "text": {lang: reason_text(reason, name) for lang, name in names.items()},
                "values": _plain(reason.values),
                "settings": [dotted(path) for path in reason.settings],
            }
            for reason in explanation.reasons
        ],
        "conflict": [
            {
                "rule": rule.key,
                "text": both(rule.key, rule.values),
                "values": _plain(rule.values),
                "settings": [{"path": s.name, "origin": s.origin} for s in rule.settings],
            }
            for rule in explanation.conflict
        ],
        "minimal": explanation.minimal,
        "rules": [
            {
                "rule": rule.name,
                "text": {
                    lang: " ".join(in_words(lang, s) for s in rule.asks(scenario)) for lang in LANGS
                },
            }
            for rule in explanation.rules
        ],
        "relaxations": [
            {
                "change": relaxation.change,
                "steps": [step(one) for one in relaxation.steps],
                "set": list(relaxation.overrides),
                "remove": [{"path": s.name, "origin": s.origin} for s in relaxation.removed],
                "tight": relaxation.tight,
                "effect": _effect_json(relaxation.effect),
            }
            for relaxation in explanation.relaxations
        ],
        "complete": explanation.complete,
    }
    return document(ExplanationJson, data)


def _effect_json(effect: Effect) -> dict[str, Any]:
    return {
        "travel_hours": effect.travel_hours,
        "participants_unmet": effect.participants_unmet,
        "minutes_worst_municipality": effect.minutes_worst_municipality,
        "cost_nok": effect.cost_nok,
        "units": [{"unit": unit_id, "persons": persons} for unit_id, persons in effect.units],
        "proven": effect.proven,
    }


def _overrides(scenario: Scenario, changes: Changes) -> list[str]:
    return list(as_overrides(scenario, changes))


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}
