"""Section: what it costs, and who pays what."""

from __future__ import annotations

from collections.abc import Iterator

from planner.decide import KEYS, total
from planner.report.case.build import plain_table
from planner.report.case.illustrations import illustration
from planner.report.case.material import Material
from planner.report.case.municipalities import changed
from planner.report.case.tree import Block, Cell, Heading, Paragraph, Points, Table
from planner.report.comparison import row_label
from planner.report.comparison.rows import figure
from planner.report.words import say, tell, term
from planner.report.words.effects import told
from planner.texts import Texts

TEXTS = Texts(
    "case.economy",
    {
        "heading": "Economy: who pays what",
        "intro": (
            "Costs are worked out from a few prices, which are assumed. They take in coordinators' "
            "posts, venues, professionals' hours and mileage, payment of user representatives and "
            "participants' mileage. The hospital's own courses are left out, for their cost is not "
            "known."
        ),
        "payers": "NOK a year for the inhabitants in scope, by who pays",
        "alternative": "Alternative",
        "level": "Demand",
        "each": "NOK per inhabitant",
        "sum": "Total",
        "items": "What the cost of “{name}” is made of, at {level} participation",
        "item": "Expense",
        "payer": "Payer",
        "nok": "NOK a year",
        "keys_change": "What each municipality pays by three keys, “{before}” → “{after}”, NOK a year",
        "keys_note": (
            "Participants pay their own mileage. Which key shall hold is not decided. [The "
            "municipalities' choice of key.]"
        ),
        "outside": "{name} (outside the scope)",
        "prices": "Prices used",
        "price": "Price of",
        "value": "Value",
        "unit": "Unit",
        "assumed": "Assumed",
        "missing": "For {name} cost is not told, because prices are missing.",
        "grants": (
            "Grants are counted only where an alternative states them. [Grant schemes and how long "
            "they last.]"
        ),
        "budget": (
            "The figures show differences between alternatives and are no budget. [Budget, funding and "
            "VAT.]"
        ),
        "use": (
            "Nobody attends courses of the unit in “{name}”; there the key by use is shared by head "
            "too."
        ),
    },
)

PAYER_ROWS = (
    "cost_nok_municipalities",
    "cost_nok_hospital_trust",
    "cost_nok_grants",
    "cost_nok_users",
    "cost_nok",
    "cost_nok_per_person",
)


def economy(m: Material) -> Iterator[Block]:
    """Payers in every alternative, what the proposed one's cost is made of, the keys, the prices."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "intro"))
    yield _payers(m)
    yield from illustration(m, "cost")
    for a in m.alternatives:
        if a.indicators.cost_absent_because:
            yield Paragraph(tell(TEXTS, m.lang, "missing", name=m.quote(a.name)), kind="note")
    if m.proposed.indicators.cost_items:
        yield _items(m)
    if m.effects is not None:
        yield _keys(m)
        yield Paragraph(tell(TEXTS, m.lang, "keys_note"), kind="note")
        for name, units in m.effects.shared_by_head.items():
            if units:
                yield Paragraph(tell(TEXTS, m.lang, "use", name=name), kind="note")
    yield _prices(m)
    yield Points((tell(TEXTS, m.lang, "grants"), tell(TEXTS, m.lang, "budget")))


def _payers(m: Material) -> Table:
    """A row for each alternative and level; columns of payers who pay nothing are left out."""
    shown = [
        name
        for name in PAYER_ROWS
        if any(
            cell.value is None or cell.value
            for level in m.levels
            for cell in level.comparison.rows[name]
        )
    ]
    leveled = len(m.levels) > 1
    header = [Cell(tell(TEXTS, m.lang, "alternative"), head=True)]
    if leveled:
        header.append(Cell(tell(TEXTS, m.lang, "level"), head=True))
    header += [Cell(_payer(m, name), head=True, align="right") for name in shown]
    rows: list[tuple[Cell, ...]] = [tuple(header)]
    for a in m.alternatives:
        lines = []
        for level in m.levels:
            there = m.at_level(level, a.name)
            lines.append(
                [
                    figure(name, None if there is None else getattr(there.indicators, name), m.lang)
                    for name in shown
                ]
            )
        if leveled and all(line == lines[0] for line in lines):
            rows.append((Cell(a.name, columns=2), *(_right(text) for text in lines[0])))
            continue
        for n, (level, line) in enumerate(zip(m.levels, lines, strict=True)):
            first = (Cell(a.name, rows=len(lines)),) if n == 0 else ()
            second = (Cell(level.label),) if leveled else ()
            rows.append((*first, *second, *(_right(text) for text in line)))
    lead = (0.26, 0.1) if leveled else (0.3,)
    rest = (1 - sum(lead)) / len(shown)
    return Table(
        tell(TEXTS, m.lang, "payers"), tuple(rows), (*lead, *((rest,) * len(shown))), small=True
    )


def _right(text: str) -> Cell:
    return Cell(text, align="right")


def _payer(m: Material, name: str) -> str:
    if name == "cost_nok":
        return tell(TEXTS, m.lang, "sum")
    if name == "cost_nok_per_person":
        return tell(TEXTS, m.lang, "each")
    label = row_label(name, m.lang, m.specialist).removeprefix("… ")
    return label[:1].upper() + label[1:]


def _items(m: Material) -> Table:
    found = sorted(m.proposed.indicators.cost_items, key=lambda row: (row.payer, -row.nok))
    rows = []
    for row in found:
        item = term(m.lang, row.item)
        rows.append([item[:1].upper() + item[1:], term(m.lang, row.payer), m.number(row.nok)])
    rows.append([tell(TEXTS, m.lang, "sum"), "", m.number(sum(row.nok for row in found))])
    header = [tell(TEXTS, m.lang, key) for key in ("item", "payer", "nok")]
    caption = tell(TEXTS, m.lang, "items", name=m.proposed.name, level=m.main_level.label)
    return plain_table(caption, header, rows, words=(0, 1), widths=(0.5, 0.25, 0.25))


def _keys(m: Material) -> Table:
    assert m.effects is not None
    rows = []
    every = (*m.effects.municipalities, *m.effects.others)
    for row in every:
        inside = row in m.effects.municipalities
        name = row.name if inside else tell(TEXTS, m.lang, "outside", name=row.name)
        figures = [changed(m, row.before.nok(key), row.after.nok(key), 0) for key in KEYS]
        rows.append([name, *figures, changed(m, row.before.nok_users, row.after.nok_users, 0)])
    sums = [
        changed(
            m, total([r.before.nok(key) for r in every]), total([r.after.nok(key) for r in every]), 0
        )
        for key in KEYS
    ]
    within = m.effects.municipalities
    users = [total([r.before.nok_users for r in within]), total([r.after.nok_users for r in within])]
    rows.append([tell(TEXTS, m.lang, "sum"), *sums, changed(m, users[0], users[1], 0)])
    fixed = m.percent(m.effects.fixed_share)
    header = [say(m.lang, "column.municipality")]
    texts = [told(m.lang, f"key.{key}", fixed=fixed) for key in KEYS]
    texts.append(told(m.lang, "column.users"))
    header += [text[:1].upper() + text[1:] for text in texts]
    caption = tell(TEXTS, m.lang, "keys_change", before=m.effects.before, after=m.effects.after)
    return plain_table(caption, header, rows)


def _prices(m: Material) -> Table:
    yes, no = say(m.lang, "table.yes"), say(m.lang, "table.no")
    rows = []
    for rate in m.region.cost_rates.values():
        name = term(m.lang, rate.id)
        decimals = 0 if rate.value == int(rate.value) else 2
        rows.append(
            [
                name[:1].upper() + name[1:],
                m.number(rate.value, decimals),
                term(m.lang, rate.unit),
                yes if "value" in rate.assumed else no,
            ]
        )
    header = [tell(TEXTS, m.lang, key) for key in ("price", "value", "unit", "assumed")]
    return plain_table(
        tell(TEXTS, m.lang, "prices"), header, rows, words=(0, 2, 3), widths=(0.42, 0.18, 0.25, 0.15)
    )
