"""The list of near-optimal plans as text for a terminal, and as Markdown."""

from __future__ import annotations

from planner.decide import Alternative, Alternatives
from planner.evaluate import worst_municipality
from planner.region import Region
from planner.report.comparison import amount, label, places, sentences
from planner.report.comparison.alternatives_sentences import figure
from planner.report.terminal.text import WIDTH, page, paragraph, text_of, words_table
from planner.report.words import Lang, Names, joined, number, percent, percent_at_most
from planner.texts import name_in

GAP_TOLD = 1e-5
"""Gaps up to this are rounding."""


def alternatives_text(
    found: Alternatives,
    region: Region,
    lang: Lang = "nb",
    *,
    width: int = WIDTH,
    color: bool = False,
) -> str:
    """What is proven, a table, and each plan in words. `region` is the effective region."""
    names = Names(region, lang)
    console = page(width, color)
    paragraph(console, _title(found, lang), style="bold")
    paragraph(console, " ".join(_lead(found, names)))
    header, rows = _table(found, names)
    words_table(console, label(lang, "table"), header, rows, right=_figures(found, header))
    console.print(label(lang, "plans.title"), style="bold")
    for plan in found.plans:
        head = label(lang, "plan", number=plan.number)
        paragraph(console, f"{head}: {sentences(found, plan, names)}")
    rooms = _rooms(found, names)
    if rooms:
        paragraph(console, rooms)
    return text_of(console)


def alternatives_markdown(found: Alternatives, region: Region, lang: Lang = "nb") -> str:
    """The same as Markdown: a heading, a table, and a list of plans in words."""
    names = Names(region, lang)
    header, rows = _table(found, names)
    right = _figures(found, header)
    marks = ["---:" if n in right else "---" for n in range(len(header))]
    lines = [f"# {_title(found, lang)}", "", " ".join(_lead(found, names)), ""]
    lines += [f"| {' | '.join(cells)} |" for cells in (header, marks, *rows)]
    lines += ["", f"## {label(lang, 'plans.title')}", ""]
    lines += [
        f"- **{label(lang, 'plan', number=plan.number)}**: {sentences(found, plan, names)}"
        for plan in found.plans
    ]
    rooms = _rooms(found, names)
    return "\n".join([*lines, *(["", rooms] if rooms else [])]) + "\n"


def proof(found: Alternatives, lang: Lang) -> list[str]:
    """What is proven of the list, in sentences."""
    within = percent(lang, found.within, _decimals(found.within))
    said = []
    bound = None if found.bound is None else amount(lang, found, found.bound)
    if not found.every_membership:
        said.append(label(lang, "proof.members"))
    if not found.complete and bound is not None:
        said.append(label(lang, "proof.partly", bound=bound))
    elif found.most_different:
        if found.complete:
            said.append(label(lang, "proof.different", within=within, found=found.found))
    elif bound is not None:
        said.append(label(lang, "proof.best", bound=bound))
    elif len(found.plans) < found.found:
        least = min(p.value for p in found.plans[-1:])
        said.append(label(lang, "proof.best", bound=amount(lang, found, least)))
    elif found.complete:
        said.append(label(lang, "proof.all", within=within))
    if found.gap > GAP_TOLD:
        said.append(label(lang, "proof.gap", gap=percent_at_most(lang, found.gap)))
    if found.improvable:
        key = "plans.one" if found.improvable == 1 else "plans"
        count = label(lang, key, count=found.improvable)
        said.append(label(lang, "thinner", count=count))
    return said


def _title(found: Alternatives, lang: Lang) -> str:
    title = name_in(lang, found.title, found.title_en)
    key = "title.different" if found.most_different else "title"
    return label(lang, key, name=f"{found.scenario} ({title})")


def _lead(found: Alternatives, names: Names) -> list[str]:
    lang = names.lang
    best = found.plans[0]
    scope = best.solved.indicators.scope_codes
    return [
        label(
            lang,
            "scope",
            value=amount(lang, found, best.value),
            within=percent(lang, found.within, _decimals(found.within)),
            names=joined(lang, [names.call("municipality", code) for code in scope]),
        ),
        *proof(found, lang),
    ]


def _table(found: Alternatives, names: Names) -> tuple[list[str], list[list[str]]]:
    lang = names.lang
    objective = label(lang, f"objective.{found.objective}")
    columns = ["number", "places", "value", "extra", "venues", "staff", "worst", "cost"]
    if _several_units(found):
        columns.insert(1, "seats")
    columns += ["differs"] if found.most_different else []
    header = [label(lang, f"column.{name}", objective=objective) for name in columns]
    return header, [_row(found, plan, names) for plan in found.plans]


def _row(found: Alternatives, plan: Alternative, names: Names) -> list[str]:
    lang, absent = names.lang, label(names.lang, "absent")
    now = plan.solved.indicators
    best = plan.value - plan.extra
    worst = worst_municipality(now)
    cells = [
        f"{'' if plan.proven else '≈ '}{plan.number}",
        places(names, plan.place_ids) or label(lang, "nowhere"),
        figure(lang, found, plan.value),
        absent if best <= 0 else percent(lang, plan.extra / best, 1),
        number(lang, len(plan.solved.plan.venues_in_use)),
        number(lang, now.travel_hours_staff, 1),
        absent if worst is None else number(lang, worst[1], 1),
        absent if now.cost_nok is None else number(lang, now.cost_nok),
    ]
    if _several_units(found):
        seats = {unit.seat_place_id for unit in plan.solved.plan.units}
        cells.insert(1, places(names, frozenset(seats)))
    return [*cells, *([str(plan.differs)] if found.most_different else [])]


def _figures(found: Alternatives, header: list[str]) -> list[int]:
    """Columns of figures; the others are words."""
    words = {1, 2} if _several_units(found) else {1}
    return [n for n in range(len(header)) if n not in words]


def _several_units(found: Alternatives) -> bool:
    """Whether the plans differ by their units or members."""
    return any(plan.moved for plan in found.plans)


def _rooms(found: Alternatives, names: Names) -> str:
    rooms: dict[str, tuple[str, ...]] = {}
    for plan in found.plans:
        for place_id, venue_ids in plan.rooms.items():
            rooms.setdefault(place_id, venue_ids)
    if not rooms:
        return ""
    told = [
        label(
            names.lang,
            "rooms.of",
            place=names.call("place", place_id),
            venues=joined(names.lang, sorted(names.call("venue", v) for v in venue_ids)),
        )
        for place_id, venue_ids in sorted(rooms.items())
    ]
    return label(names.lang, "rooms", rooms="; ".join(told))


def _decimals(share: float) -> int:
    return 0 if abs(share * 100 - round(share * 100)) < 1e-9 else 1
