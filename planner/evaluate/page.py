"""The page `docs/indicators.md`, made from the registry.

python -m planner.evaluate.page > docs/indicators.md
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from planner.evaluate.assumptions import GROUPS
from planner.evaluate.indicator import Indicator, Level
from planner.evaluate.registry import INDICATORS, docs_at

_LEVELS: tuple[tuple[Level, str, str], ...] = (
    ("plan", "Of a plan", "One figure per plan: the rows of the comparison."),
    ("unit", "Per coordinating unit", "All members of a unit count, in scope or not."),
    ("municipality", "Per municipality", "One row per municipality in scope."),
    ("programme", "Per programme", "The people in scope; courses are the plan's."),
    ("course", "Per course", "One row per programme and venue that holds courses of it."),
)

_INTRODUCTION = """\
# Indicators

<!-- Made by `python -m planner.evaluate.page` from planner/evaluate/entries_*.py. -->

`planner.evaluate.evaluate(region, travel, scenario, plan, scope_codes)` says the following of any plan,
whether solved, drawn by hand (`planner.evaluate.read_plan`), or describing today.

## How to read them

- **Scope and whole plan.** Every alternative of a comparison is judged for the same people, the
  *scope*. People of members outside the scope count towards their unit's population and groups, but not
  in participants, times, hours and cost: of the hours of professionals and of the cost only the scope's
  share is counted (of a course or venue by its participants, of a unit's posts and fixed cost by
  inhabitants). Units, courses, venues, posts, agreements, probabilities of filling and the figures
  named `…_plan` are of the whole plan. Where a plan serves nobody outside the scope
  (`scope_is_whole`), both are the same, and the bound that the solver proved for a stage holds for the
  indicator that names it.
- **Per year.** Whatever a programme's cycle, hours, cost, courses and participants are stated per year.
- **Everybody counts.** Times are over all participants in scope who take part, those at the specialist
  and those of municipalities outside every unit included, so that sending the remote away improves no
  mean. Those with no offer have no time; they stand in the denominator of the shares within 30, 45 and
  60 minutes, so that leaving people out improves no share.
- **Absent is not 0.** Where there is nothing to measure (no participants, no course, a price that is
  missing) the figure is absent (`null` in JSON, an empty cell in CSV).
- **Expected figures.** Participants are expectations, not whole numbers; courses in a cycle are
  integers.

Symbols: w participants a year, t one-way minutes on the road network in the scenario's season, P
inhabitants of a unit, L and U the ends of the guideline (20 000 and 40 000), C courses in a cycle of Y
years, g the smallest group, λ the participants expected per course, rate the participants per 1000
inhabitants and year.
"""

_RECORDS = """
## Beside the figures

- `cost_items`: each expense of each payer, the scope's share and the whole plan's. Participants'
  mileage stands by itself (`mileage_local`, `mileage_specialist`, payer `users`) and is part of the
  total.
- `assignments`: who goes where. One row per place, programme and venue or service: participants a year,
  minutes and km one way, trips per participant, hours a year.
- `rests_on`: the fields that no source gives and that the plan's figures rest on, by group, with the
  number of rows concerned. The groups:
"""


def indicators_page() -> str:
    """The page as Markdown, ending in a newline."""
    parts = [_INTRODUCTION]
    for level, title, about in _LEVELS:
        parts.append(f"\n## {title}\n\n{about}\n\n{_table(level, docs_at(level))}")
    parts.append(_RECORDS)
    parts.append("\n" + "\n".join(f"  - `{g.name}`: {g.about} ({_fields(g.fields)})" for g in GROUPS))
    parts.append(f"\n\n## Norwegian names\n\n{_names()}")
    return "".join(parts)


def _table(level: Level, docs: tuple[Indicator, ...]) -> str:
    lines = [
        "| indicator | unit | meaning and formula | of | better | rests on |",
        "|---|---|---|---|---|---|",
    ]
    for doc in docs:
        stage = (
            f" Stage of the solver: `{doc.solver_stage}`."
            if doc.solver_stage and level == "plan"
            else ""
        )
        lines.append(
            f"| `{doc.name}` | {doc.unit} | **{doc.label}.** {doc.formula}.{stage} | {doc.basis} "
            f"| {doc.better or '–'} | {', '.join(doc.rests_on) or '–'} |"
        )
    return "\n".join(lines) + "\n"


def _names() -> str:
    lines = ["| indicator | bokmål | enhet |", "|---|---|---|"]
    lines += [
        f"| `{doc.name}` | {doc.label_in('nb')} | {doc.unit_in('nb')} |" for doc in INDICATORS.values()
    ]
    return "\n".join(lines) + "\n"


def _fields(fields: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(f"{table}: {', '.join(names)}" for table, names in fields.items())


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(indicators_page())
