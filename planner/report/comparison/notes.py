"""What a reader of a comparison should note: which differences are real, and which are not."""

from __future__ import annotations

from planner.pipeline import Alternative
from planner.plan import Status
from planner.report.comparison.axes import axes_remark
from planner.report.comparison.basis import differences
from planner.report.comparison.comparison import Comparison, units_small
from planner.report.comparison.forms import form_of
from planner.report.comparison.people import people_remarks
from planner.report.comparison.similar import SameTravel, same_organisation, same_travel
from planner.report.comparison.verdicts import worst_stage
from planner.report.words import Lang, in_words, joined, number, percent, percent_at_most, say

GAP_MAX = 0.01
"""Plans that are not proven to within this are named."""


def remarks(comparison: Comparison, lang: Lang) -> tuple[str, ...]:
    """Sentences on a comparison as a whole, the most important first."""
    return (
        *judged_remarks(comparison, lang),
        *(
            say(lang, "remark.message", name=a.name, message=in_words(lang, message))
            for a in comparison.alternatives
            for message in (*a.loaded.messages, *a.plan.messages, *a.travel.warnings)
        ),
    )


def judged_remarks(comparison: Comparison, lang: Lang, *, with_figures: bool = True) -> tuple[str, ...]:
    """What is to be said of the alternatives, without messages from reading and solving.

    Without figures, only the names of what alternatives that travel alike differ in: for a text beside
    the table that has them.
    """
    by_name = {a.name: a for a in comparison.alternatives}
    return (
        *(_same_travel(group, by_name, lang, with_figures) for group in same_travel(comparison)),
        *_same_organisation(comparison, lang),
        *axes_remark(comparison, lang),
        *_left_out(comparison, by_name, lang),
        *_shared_marks(comparison, lang),
        *people_remarks(comparison, lang),
        *_proof(comparison, lang),
        *(
            say(
                lang,
                "remark.without_plan",
                name=row.scenario,
                reasons=" ".join(in_words(lang, reason) for reason in row.reasons),
            )
            for row in comparison.without_plan
        ),
    )


def _same_travel(
    group: SameTravel, by_name: dict[str, Alternative], lang: Lang, with_figures: bool
) -> str:
    alternatives = [by_name[name] for name in group.names]
    names = joined(lang, group.names)
    if not group.has_courses:
        lead = say(lang, "remark.same_no_courses", names=names)
    elif group.staff_differs:
        hours = _listed(alternatives, lang, "travel_hours_staff", 0)
        lead = say(lang, "remark.same_participants", names=names, staff=hours)
    else:
        lead = say(lang, "remark.same_travel", names=names)
    what = []
    forms = _grouped([(a.name, form_of(a, lang)) for a in alternatives], lang)
    if forms:
        what.append(say(lang, "remark.what_form", values=forms))
    for indicator, decimals in (
        ("agreements_existing", 0),
        ("agreements_new", 0),
        ("posts_fte", 1),
        ("cost_nok", 0),
    ):
        values = _listed(alternatives, lang, indicator, decimals)
        if values:
            what.append(say(lang, f"remark.what_{indicator}", values=values))
    small = _grouped([(a.name, number(lang, units_small(a))) for a in alternatives], lang)
    if small:
        what.append(say(lang, "remark.what_units_small", values=small))
    read = _grouped([(a.name, _qualifications(a, lang)) for a in alternatives], lang)
    if read:
        what.append(say(lang, "remark.what_qualifications", values=read))
    if what:
        if not with_figures:
            what = [text.partition(" (")[0] for text in what]
        return f"{lead} {say(lang, 'remark.differ', what=joined(lang, what))}"
    key = "remark.nothing_gained" if group.one_organisation else "remark.nothing_differs"
    return f"{lead} {say(lang, key)}"


def _qualifications(alternative: Alternative, lang: Lang) -> str:
    """Readings of the units' qualifications, added up and averaged over the units."""
    absent = say(lang, "table.absent")
    unit_ids = [unit.unit_id for unit in alternative.plan.units]
    readings = [row for row in alternative.region.qualifications if row.unit_id in unit_ids]
    if not unit_ids or {row.unit_id for row in readings} != set(unit_ids):
        return absent
    points = sum(row.score_0_4 for row in readings) / len(unit_ids)
    star = "*" if any("score_0_4" in row.assumed for row in readings) else ""
    return f"{number(lang, points, 0 if points == int(points) else 1)}{star}"


def _listed(alternatives: list[Alternative], lang: Lang, indicator: str, decimals: int) -> str:
    """The values of an indicator, each with its alternatives; nothing where all read the same."""
    shown = []
    for alternative in alternatives:
        value = getattr(alternative.indicators, indicator)
        text = say(lang, "table.absent") if value is None else number(lang, value, decimals)
        shown.append((alternative.name, text))
    return _grouped(shown, lang)


def _grouped(shown: list[tuple[str, str]], lang: Lang) -> str:
    """`a og b: 7; c: 0` from names and texts, or nothing where there is one text only."""
    groups: dict[str, list[str]] = {}
    for name, text in shown:
        groups.setdefault(text, []).append(name)
    if len(groups) < 2:
        return ""
    return "; ".join(f"{joined(lang, names)}: {text}" for text, names in groups.items())


def _same_organisation(comparison: Comparison, lang: Lang) -> list[str]:
    found = []
    for group in same_organisation(comparison):
        hours = [
            say(lang, "remark.hours", hours=number(lang, value), names=joined(lang, names))
            for value, names in group.hours
        ]
        owner = next(a for a in comparison.alternatives if a.name == group.hours[0][1][0])
        units = joined(lang, [owner.unit_name(u) for u in group.unit_ids]) or say(lang, "form.none")
        found.append(say(lang, "remark.strategy", units=units, hours="; ".join(hours)))
    return found


def _left_out(comparison: Comparison, by_name: dict[str, Alternative], lang: Lang) -> list[str]:
    """Why some take no mark."""
    found = []
    if comparison.uncovered:
        found.append(say(lang, "remark.uncovered", names=joined(lang, comparison.uncovered)))
    if comparison.other_basis:
        told = [
            f"{name} ({joined(lang, differences(lang, by_name[name], comparison.basis))})"
            for name in comparison.other_basis
        ]
        found.append(say(lang, "remark.basis", names=joined(lang, told)))
    unmet = [
        name
        for name in comparison.less_served
        if name not in (*comparison.uncovered, *comparison.other_basis)
    ]
    if unmet:
        found.append(say(lang, "remark.unmet", names=joined(lang, unmet)))
    return found


def _shared_marks(comparison: Comparison, lang: Lang) -> list[str]:
    """Where several share the mark for travel although their plans differ."""
    cells = comparison.rows["travel_hours_total"]
    marked = [
        (a.name, cell.value)
        for a, cell in zip(comparison.alternatives, cells, strict=True)
        if cell.best and cell.value is not None
    ]
    if len({number(lang, value) for _, value in marked}) < 2:
        return []
    return [say(lang, "remark.overlap", names=joined(lang, [name for name, _ in marked]))]


def _proof(comparison: Comparison, lang: Lang) -> list[str]:
    statuses = {a.plan.status for a in comparison.alternatives}
    if statuses == {Status.OPTIMAL}:
        return [say(lang, "remark.proven")]
    loose = []
    for alternative in comparison.alternatives:
        stage = worst_stage(alternative)
        if stage is not None and stage.gap > GAP_MAX:
            known = percent_at_most(lang, stage.gap) if stage.has_bound else None
            gap = known or say(lang, "remark.no_bound")
            loose.append(f"{alternative.name} ({say(lang, f'stage.{stage.name}')}, {gap})")
    limit = percent(lang, GAP_MAX)
    if not loose:
        return [] if Status.GIVEN in statuses else [say(lang, "remark.proven_within", limit=limit)]
    return [say(lang, "remark.not_proven", limit=limit, names=joined(lang, loose))]
