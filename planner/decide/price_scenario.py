"""What each policy, limit, venue, base and unit of a scenario costs: solve with it, solve without."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.decide import price_changes
from planner.decide.explain_scenario import origins
from planner.decide.explain_types import SettingAt
from planner.decide.price_changes import Question
from planner.decide.price_types import PARTS, Figures, Part, Price, Prices
from planner.decide.relax import Origin
from planner.decide.trials import Solved, Trials, as_overrides
from planner.errors import InfeasibleError, InputError, NoPlanError
from planner.evaluate import worst_municipality
from planner.messages import message
from planner.plan import EXACT_GAP, Plan, Status, relative_gap
from planner.progress import Report, silent
from planner.region import Region
from planner.scenario import LoadedScenario, Scenario
from planner.solve import Memo, stop_on_interrupt

SECONDS_EACH = 30.0
"""A plan that is not found and proven by then is shown as not proven."""

ROUNDS = 3
"""So often is a better plan of the scenario itself, found on the way, looked at in its place."""


def price(
    region: Region,
    scenario: Scenario | LoadedScenario,
    *,
    scope_codes: tuple[str, ...] | None = None,
    parts: Sequence[Part] = PARTS,
    seconds: float | None = None,
    memo: Memo | None = None,
    progress: Report = silent,
) -> Prices:
    """What a plan would gain without each rule, and lose without each thing that it uses.

    Args:
        region: the region as its tables say, before the scenario changes it.
        scenario: a scenario; read from a file it also tells where its rules stand.
        scope_codes: whom the figures are for; the scenario's own scope where it is left out.
        parts: `rules` given up, what is `used` lost, what is `unused` taken into use.
        seconds: limit for all plans together; None: none.
        memo: parts solved before.
        progress: called with what is solved, and the share done.

    Raises:
        InputError: the scenario does not fit the region.
        InfeasibleError: the scenario itself has no plan.
        NoPlanError: stopped before it had one.
    """
    plain = scenario.scenario if isinstance(scenario, LoadedScenario) else scenario
    where = origins(scenario)
    deadline = None if seconds is None else time.monotonic() + seconds
    with stop_on_interrupt() as stop:
        trials = Trials(
            region,
            plain,
            scope_codes=scope_codes,
            seconds_each=SECONDS_EACH,
            deadline=deadline,
            memo=memo or Memo(),
            stop=stop,
        )
        progress(message("the plan as it is"), 0.0)
        now = trials.solved()
        answers = _answers(trials, now, parts, progress)
        for _ in range(ROUNDS):
            better = best_known(trials, now, [a.solved for a in answers if a.solved is not None])
            if better is now:
                break
            now = better
            answers = _answers(trials, now, parts, progress)
        figures = figures_of(now)
        found = [_priced(trials, answer, now, figures, where) for answer in answers]
    return Prices(
        plain.name,
        plain.title,
        plain.title_en,
        now.indicators.scope_codes,
        figures,
        tuple(sorted(found, key=_rank)),
        complete=all(one.possible is not None for one in found),
    )


def best_known(trials: Trials, now: Solved, others: Sequence[Solved]) -> Solved:
    """The best plan of the scenario that has come up.

    Where the time limit stopped the search, the answer to a question may hold a better plan of the
    scenario itself: what is then gained is no price of the rule that was given up. Plans with other
    units are left alone, since the units come before the objectives.
    """
    if is_proven(now):
        return now
    for other in others:
        if other.plan.units == now.plan.units and is_better(other.plan, now.plan):
            now = trials.adopted(other.plan) or now
    return now


def is_better(one: Plan, other: Plan) -> bool:
    """Whether a plan comes before another in the order of the objectives that both were made by."""
    theirs = {stage.name: stage.value for stage in other.stages}
    for stage in one.stages:
        if stage.name not in theirs:
            continue
        if relative_gap(theirs[stage.name], stage.value) > EXACT_GAP:
            return stage.value < theirs[stage.name]
    return False


def is_proven(solved: Solved) -> bool:
    """Whether the plan is proven to be a best one."""
    return solved.plan.status in (Status.OPTIMAL, Status.WITHIN_GAP)


def figures_of(solved: Solved) -> Figures:
    """The figures of a plan for the people in scope."""
    found = solved.indicators
    worst = worst_municipality(found)
    return Figures(
        travel_hours=found.travel_hours_total,
        minutes_worst=None if worst is None else worst[1],
        worst=None if worst is None else worst[0],
        participants_unmet=found.participants_unmet,
        cost_nok=found.cost_nok,
        travel_hours_plan=found.travel_hours_plan,
        venues=solved.plan.venues_in_use,
        units=tuple(unit.unit_id for unit in solved.plan.units),
        proven=is_proven(solved),
    )


def _questions(trials: Trials, now: Figures, parts: Sequence[Part]) -> list[Question]:
    region, scenario, problem = trials.effective(), trials.scenario, trials.problem()
    found: list[Question] = []
    if "rules" in parts:
        found += price_changes.rules(region, scenario, problem)
    if "used" in parts:
        found += price_changes.losses(scenario, problem, now)
    if "unused" in parts:
        found += price_changes.not_chosen(region, scenario, problem, now)
    return found


WHERE_PEOPLE_GO = frozenset({"nearest", "choice_nearest", "choice_logit"})
"""Settings without which people go elsewhere: the plan as it is may not be kept then."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """`possible` says whether there is a plan; None: not known."""

    question: Question
    solved: Solved | None
    possible: bool | None


def _answers(
    trials: Trials, now: Solved, parts: Sequence[Part], progress: Report
) -> tuple[_Answer, ...]:
    asked = _questions(trials, figures_of(now), parts)
    found = []
    for number, question in enumerate(asked):
        progress(_told(question), number / len(asked))
        try:
            solved = trials.solved(question.changes, question.edit)
            found.append(_Answer(question, solved, True))
        except (InfeasibleError, InputError):
            found.append(_Answer(question, None, False))
        except NoPlanError:
            found.append(_Answer(question, None, None))
    return tuple(found)


def _priced(trials: Trials, answer: _Answer, now: Solved, figures: Figures, where: Origin) -> Price:
    question, solved = answer.question, answer.solved
    if solved is not None and question.part == "rules" and question.key not in WHERE_PEOPLE_GO:
        # the plan as it is breaks no rule where there is a rule less
        same_units = solved.plan.units == now.plan.units
        if same_units and not is_proven(solved) and is_better(now.plan, solved.plan):
            figures_now = replace(figures, proven=False)
            return _price(trials, answer, figures, figures_now, where)
    otherwise = None if solved is None else figures_of(solved)
    return _price(trials, answer, figures, otherwise, where)


def _price(
    trials: Trials, answer: _Answer, now: Figures, otherwise: Figures | None, where: Origin
) -> Price:
    question = answer.question
    written = question.edit is None
    return Price(
        question.part,
        question.key,
        question.values,
        tuple(SettingAt(path, where(path)) for path in question.paths),
        as_overrides(trials.scenario, question.changes) if written else (),
        now,
        otherwise,
        answer.possible,
    )


def _told(question: Question) -> str:
    ids = [one for value in question.values.values() if isinstance(value, tuple) for one in value]
    return " ".join((question.key.replace("_", " "), *ids[:2]))


def _rank(one: Price) -> tuple[int, float, str]:
    """By part; the largest difference in unmet, then in hours, first; then by name.

    Of what is unused the nearest to being used stands first; what is not possible stands last.
    """
    part = PARTS.index(one.part)
    hours, unmet = one.travel_hours, one.participants_unmet
    if hours is None or unmet is None:
        return (part, float("inf"), _told_price(one))
    size = hours + 1000 * unmet
    return (part, round(size if one.part == "unused" else -abs(size), 6), _told_price(one))


def _told_price(one: Price) -> str:
    ids = [x for value in one.values.values() if isinstance(value, tuple) for x in value]
    return " ".join((one.key, *ids))
