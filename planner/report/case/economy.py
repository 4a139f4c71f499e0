"""Section: what it costs, and who pays what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planner.decide import KEYS, effects, total
from planner.pipeline import Alternative
from planner.report.case.build import first_wide, plain_table
from planner.report.case.grouping import choice
from planner.report.case.illustrations import illustration
from planner.report.case.material import Material
from planner.report.case.municipalities import changed
from planner.report.case.tree import Block, Cell, Heading, Paragraph, Points, Table
from planner.report.comparison import row_label, subject_of
from planner.report.words import ABSENT, THOUSAND, apportioned, known, money, say, tell, term
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
        "costs": "Costs in detail",
        "payers": "NOK a year for the inhabitants in scope, by who pays",
        "payers_thousand": "Who pays, thousands of NOK a year, at {level} participation",
        "by_municipality": "What each municipality pays, shared by head, thousands of NOK a year",
        "by_municipality_note": (
            "Shared by the inhabitants of each unit's members; what the hospital trust and "
            "participants pay is not in the table. A dash is a municipality that has no part in it. "
            "[The municipalities' choice of key.]"
        ),
        "by_municipality_outside": (
            "Where a unit has members outside the scope, its whole cost is shared among them all; in "
            "the table above venues and courses are shared by use."
        ),
        "by_municipality_annex": "Other keys stand in the annex on costs.",
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
    """Payers in the alternatives of the choice, and what each municipality pays in every one."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "intro"))
    yield _payers(m)
    for a in m.alternatives:
        if a.indicators.cost_absent_because:
            yield Paragraph(tell(TEXTS, m.lang, "missing", name=m.quote(a.name)), kind="note")
    yield _by_municipality(m)
    note = tell(TEXTS, m.lang, "by_municipality_note")
    scope = set(m.main.scope_codes)
    if any(set(a.plan.member_of()) - scope for a in m.alternatives):
        note += " " + tell(TEXTS, m.lang, "by_municipality_outside")
    if "costs" in m.annexes:
        note += " " + tell(TEXTS, m.lang, "by_municipality_annex")
    yield Paragraph(note, kind="note")
    yield Points((tell(TEXTS, m.lang, "grants"), tell(TEXTS, m.lang, "budget")))


def costs(m: Material) -> Iterator[Block]:
    """The annex: payers at every level, expenses, keys and prices."""
    yield Heading(1, tell(TEXTS, m.lang, "costs"))
    yield _payers_at_levels(m)
    yield from illustration(m, "cost")
    if m.proposed.indicators.cost_items:
        yield _items(m)
    if m.effects is not None:
        yield _keys(m)
        yield Paragraph(tell(TEXTS, m.lang, "keys_note"), kind="note")
        for name, units in m.effects.shared_by_head.items():
            if units:
                yield Paragraph(tell(TEXTS, m.lang, "use", name=name), kind="note")
    yield _prices(m)


def by_head(a: Alternative) -> Mapping[str, float]:
    """Municipality → NOK a year that it pays if shared by head; members outside the scope too."""
    found = effects(subject_of(a), subject_of(a))
    return {
        row.code: row.after.nok_by_head
        for row in (*found.municipalities, *found.others)
        if row.after.nok_by_head is not None
    }


def _by_municipality(m: Material) -> Table:
    """A row for each alternative, in thousands that add up; who pays nothing anywhere has no column."""
    paid = {a.name: by_head(a) for a in m.alternatives}
    codes = [
        code
        for code in sorted(
            {code for row in paid.values() for code in row},
            key=lambda c: -m.region.municipalities[c].persons,
        )
        if any(row.get(code, 0.0) >= 500 for row in paid.values())
    ]
    rows = []
    for a in m.alternatives:
        if a.name in m.main.other_basis or not paid[a.name]:
            continue
        parts = apportioned([paid[a.name].get(code, 0.0) for code in codes], THOUSAND)
        has_part = set(a.plan.member_of()) or set(codes)
        rows.append(
            [
                a.name,
                *(
                    m.number(part / THOUSAND) if code in has_part else ABSENT
                    for code, part in zip(codes, parts, strict=True)
                ),
                m.number(sum(parts) / THOUSAND),
            ]
        )
    header = [
        tell(TEXTS, m.lang, "alternative"),
        *(m.region.municipalities[code].name for code in codes),
        tell(TEXTS, m.lang, "sum"),
    ]
    return plain_table(
        tell(TEXTS, m.lang, "by_municipality"),
        header,
        rows,
        widths=first_wide(len(header), 0.24),
        small=True,
    )


def _payers(m: Material) -> Table:
    """The choice's payers at the main level, in thousands that add up to the total."""
    payers = [name for name in PAYER_ROWS[:4] if any(cell.value for cell in m.main.rows[name])]
    rows = []
    for group in choice(m):
        found = group.shown.indicators
        values = [getattr(found, name) for name in payers]
        if any(value is None for value in values):
            rows.append([group.shown.name, *(ABSENT for _ in payers), ABSENT, ABSENT])
            continue
        # The municipalities' part stands in the brief and in the next table too, and is the same there.
        parts = apportioned(values, THOUSAND, kept=[0] if payers[0] == PAYER_ROWS[0] else [])
        told = [m.number(part / THOUSAND) for part in (*parts, sum(parts))]
        each = known(m.lang, "cost_nok_per_person", found.cost_nok_per_person)
        rows.append([group.shown.name, *told, each])
    header = [
        tell(TEXTS, m.lang, "alternative"),
        *(_payer(m, name) for name in (*payers, *PAYER_ROWS[4:])),
    ]
    return plain_table(
        tell(TEXTS, m.lang, "payers_thousand", level=m.main_level.label),
        header,
        rows,
        widths=first_wide(len(header), 0.32),
    )


def _payers_at_levels(m: Material) -> Table:
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
                    known(m.lang, name, None if there is None else getattr(there.indicators, name))
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
    parts = apportioned([row.nok for row in found], THOUSAND)
    rows = []
    for row, part in zip(found, parts, strict=True):
        item = term(m.lang, row.item)
        rows.append([item[:1].upper() + item[1:], term(m.lang, row.payer), money(m.lang, part)])
    rows.append([tell(TEXTS, m.lang, "sum"), "", money(m.lang, sum(parts))])
    header = [tell(TEXTS, m.lang, key) for key in ("item", "payer", "nok")]
    caption = tell(TEXTS, m.lang, "items", name=m.proposed.name, level=m.main_level.label)
    return plain_table(caption, header, rows, words=(0, 1), widths=(0.5, 0.25, 0.25))


def _keys(m: Material) -> Table:
    assert m.effects is not None
    every = (*m.effects.municipalities, *m.effects.others)
    columns = [_shares([(r.before.nok(key), r.after.nok(key)) for r in every]) for key in KEYS]
    columns.append(_shares([(r.before.nok_users, r.after.nok_users) for r in every]))
    rows = []
    for n, row in enumerate(every):
        inside = row in m.effects.municipalities
        name = row.name if inside else tell(TEXTS, m.lang, "outside", name=row.name)
        rows.append([name, *(changed(m, *column[n], "cost_nok") for column in columns)])
    sums = [tuple(total([pair[k] for pair in column]) for k in (0, 1)) for column in columns]
    rows.append([tell(TEXTS, m.lang, "sum"), *(changed(m, a, b, "cost_nok") for a, b in sums)])
    fixed = m.percent(m.effects.fixed_share)
    header = [say(m.lang, "column.municipality")]
    texts = [told(m.lang, f"key.{key}", fixed=fixed) for key in KEYS]
    texts.append(told(m.lang, "column.users"))
    header += [text[:1].upper() + text[1:] for text in texts]
    caption = tell(TEXTS, m.lang, "keys_change", before=m.effects.before, after=m.effects.after)
    return plain_table(caption, header, rows)


def _shares(
    pairs: Sequence[tuple[float | None, float | None]],
) -> list[tuple[float | None, float | None]]:
    """Before and after of each municipality, in thousands that add up where none is absent."""
    sides = []
    for n in (0, 1):
        side = [pair[n] for pair in pairs]
        numbers = [value for value in side if value is not None]
        whole = len(numbers) == len(side)
        sides.append(list(apportioned(numbers, THOUSAND)) if whole else side)
    return list(zip(*sides, strict=True))


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
