"""An explanation as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from planner.decide import Explanation, Relaxation, SettingAt, Step
from planner.decide.explain_types import Effect
from planner.region import Region
from planner.report.words.explanation import COUNTS, LABELS, RULES, STEPS
from planner.report.words.messages import in_words
from planner.report.words.numbers import Lang, joined, number, percent
from planner.scenario import Scenario
from planner.solve import Reason
from planner.solve.infeasible import Value
from planner.texts import Texts, name_in

WIDTH = 100


def explanation_text(
    explanation: Explanation,
    region: Region,
    scenario: Scenario,
    lang: Lang = "nb",
    *,
    width: int = WIDTH,
) -> str:
    """The explanation in paragraphs: arithmetic, the conflict with where it stands, what would help.

    `region` is the effective region, whose names are used.
    """
    names = Names(region, lang)
    lines = [f"{explanation.scenario}: {_title(explanation, lang)}"]
    low = number(lang, scenario.threshold.persons_min)
    status = "as_if_hard" if explanation.guideline_as_if_hard else explanation.status
    lines += _wrapped(_label(lang, status).format(low=low), width, "")
    if explanation.reasons:
        lines += ["", _label(lang, "arithmetic")]
        for reason in explanation.reasons:
            lines += _wrapped(f"{reason_text(reason, names)}.", width, "  ")
    if explanation.conflict:
        lines += ["", _label(lang, "conflict")]
        for rule in explanation.conflict:
            lines += _wrapped(f"{names.say(RULES, rule.key, rule.values)}.", width, "  ")
            lines += _wrapped("; ".join(_at(s, lang) for s in rule.settings), width, "    ")
        if not explanation.minimal:
            lines += _wrapped(_label(lang, "not_minimal"), width, "  ")
    if explanation.rules:
        lines += ["", _label(lang, "rules")]
        for one in explanation.rules:
            for sentence in one.asks(scenario):
                lines += _wrapped(in_words(lang, sentence), width, "  ")
    if explanation.status == "infeasible":
        lines += ["", *_relaxations(explanation, names, width)]
    return "\n".join(lines) + "\n"


class Names:
    """How things are called, and numbers written, in one language."""

    def __init__(self, region: Region, lang: Lang) -> None:
        self.region = region
        self.lang: Lang = lang

    def call(self, kind: str, one: str) -> str:
        """The name of a unit, municipality, venue, programme or place; its id where it has none."""
        region = self.region
        if kind == "place":
            return region.place_name(one)
        if kind == "programme" and one in region.programmes:
            programme = region.programmes[one]
            return name_in(self.lang, programme.name_nb, programme.name_en)
        tables: Mapping[str, Mapping[str, Any]] = {
            "unit": region.units,
            "municipality": region.municipalities,
            "venue": region.venues,
        }
        found = tables.get(kind, {}).get(one)
        return one if found is None else str(found.name)

    def count(self, value: float, decimals: int) -> str:
        """A number in the language's style."""
        return number(self.lang, value, decimals)

    def say(self, texts: Texts, key: str, values: Mapping[str, Value]) -> str:
        """A text with values set in."""
        return texts.text(self.lang, key).format(**self.shown(values))

    def shown(self, values: Mapping[str, Value]) -> dict[str, str]:
        """Values as they are read."""
        return {name: self._shown(name, value) for name, value in values.items()}

    def _shown(self, name: str, value: Value) -> str:
        if isinstance(value, tuple):
            kind = {"municipalities": "municipality"}.get(name, name.removesuffix("s"))
            return joined(self.lang, [self.call(kind, one) for one in value])
        return self.count(value, 0 if isinstance(value, int) else _decimals(value))


def step_text(step: Step, names: Names) -> str:
    """A step as a request, without a full stop."""
    key = step.key if step.key in STEPS else "off"
    shown = names.shown(step.values)
    if key == "off":
        rule = names.say(RULES, step.key.removesuffix("_off"), step.values)
        shown["rule"] = rule[0].lower() + rule[1:]
    for name in ("new", "count", "before"):
        value = step.values.get(name)
        if isinstance(value, int):
            shown[f"{name}_word"] = _in_words(value, names.lang)
            one = _label(names.lang, "unit_one" if value == 1 else "unit_many")
            shown[f"{name}_units"] = one.format(count=_in_words(value, names.lang))
    text = STEPS.text(names.lang, key).format(**shown)
    return text[0].upper() + text[1:]


def effect_text(effect: Effect, lang: Lang) -> str:
    """What the plan under a relaxation is like, in one line."""
    worst, nok = effect.minutes_worst_municipality, effect.cost_nok
    money = _label(lang, "no_nok") if nok is None else _label(lang, "nok").format(nok=number(lang, nok))
    text = _label(lang, "effect").format(
        hours=number(lang, effect.travel_hours),
        minutes=_label(lang, "no_minutes") if worst is None else number(lang, worst),
        unmet=number(lang, effect.participants_unmet, 1 if effect.participants_unmet > 0.05 else 0),
        nok=money,
    )
    return text if effect.proven else text + _label(lang, "unproven")


def _relaxations(explanation: Explanation, names: Names, width: int) -> list[str]:
    lang = names.lang
    if not explanation.relaxations:
        return _wrapped(_label(lang, "no_relaxation"), width, "")
    lines = [_label(lang, "relaxations")]
    for rank, relaxation in enumerate(explanation.relaxations, 1):
        lines += _relaxation(rank, relaxation, names, width)
    return [*lines, "", *_wrapped(_label(lang, "measure"), width, "")]


def _relaxation(rank: int, relaxation: Relaxation, names: Names, width: int) -> list[str]:
    lang = names.lang
    and_also = "; " if len(relaxation.steps) > 1 else ""
    text = and_also.join(step_text(step, names) for step in relaxation.steps)
    share = percent(lang, relaxation.change, 0 if relaxation.change >= 0.1 else 1)
    note = "" if relaxation.tight else f", {_label(lang, 'not_tight')}"
    change = _label(lang, "change").format(share=share)
    lines = _wrapped(f"{rank}. {text}. {change}{note}.", width, "  ", "     ")
    lines += [f"     --set '{override}'" for override in relaxation.overrides]
    for at in relaxation.removed:
        lines.append("     " + _label(lang, "by_hand").format(name=at.name, origin=at.origin))
    return lines + _wrapped(effect_text(relaxation.effect, lang) + ".", width, "     ")


def reason_text(reason: Reason, names: Names) -> str:
    """A reason as a sentence with a capital."""
    text = reason.sentence(names.lang, names.call, names.count)
    return text[0].upper() + text[1:]


def _title(explanation: Explanation, lang: Lang) -> str:
    return name_in(lang, explanation.title, explanation.title_en)


def _at(setting: SettingAt, lang: Lang) -> str:
    origin = _label(lang, "default") if setting.origin == "default" else setting.origin
    return f"{setting.name} ({origin})"


def _label(lang: Lang, key: str) -> str:
    return LABELS.text(lang, key)


def _in_words(value: int, lang: Lang) -> str:
    key = str(value)
    return COUNTS.text(lang, key) if key in COUNTS else number(lang, value)


def _decimals(value: float) -> int:
    return next((d for d in (0, 1) if abs(value - round(value, d)) < 1e-6), 2)


def _wrapped(text: str, width: int, indent: str, hanging: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        max(width, 40),
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
