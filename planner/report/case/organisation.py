"""Section: forms of organisation, agreements, and the decisions that each alternative needs."""

from __future__ import annotations

from collections.abc import Iterator

from planner.pipeline import Alternative
from planner.report.case.build import plain_table
from planner.report.case.grouping import choice
from planner.report.case.material import Material
from planner.report.case.tree import Block, Heading, Paragraph, Points, Table
from planner.report.comparison import unit_form
from planner.report.words import WORDS, joined, say, tell
from planner.texts import Texts, name_in

TEXTS = Texts(
    "case.organisation",
    {
        "heading": "Form of organisation, agreements and decisions needed",
        "intro": (
            "What kind of unit coordinates decides who is responsible, which agreements are needed and "
            "who has to decide. The table counts one agreement for each municipality beside the unit's "
            "seat, and says how many of them exist. What agreements have to contain is not judged."
        ),
        "table": "Units and agreements in the alternatives of the choice",
        "alternative": "Alternative",
        "units": "{count} units",
        "existing": "Agreements that exist",
        "new": "New agreements",
        "some": "in part",
        "decisions": "Decisions needed",
        "each": (
            "Each municipality: whether to take part, the key for sharing costs, and a budget each "
            "year. [Order and deadlines.]"
        ),
        "host": (
            "The host municipality: employer's responsibility and delegated authority. [Only where the "
            "host model of the law is used.]"
        ),
        "body": "Owners of the intermunicipal unit: statutes, board and shares. [For the writer.]",
        "found": (
            "A new unit: the decision to found it, and who takes in its first post. [For the writer.]"
        ),
        "dms": (
            "The medical centre (DMS): an agreement of municipalities and hospital trust on task, "
            "rooms and post. [Decision of the hospital trust.]"
        ),
        "trust": (
            "The hospital trust: who does what, professionals for meetings and use of rooms. "
            "[Agreement with {specialist}.]"
        ),
        "evaluation": (
            "The 2006 evaluation of the centres in Helse Nord compared forms of organisation on seven "
            "points and drew no clear conclusion. Forms are therefore not scored here."
        ),
        "qualifications": "Qualifications",
        "reading": (
            "Below is the makers' reading of the sources on a scale of 0 to 4 for the units of "
            "“{name}”. It is a judgement and no measurement, to be checked by those who know the units."
        ),
        "strong": "{unit} is strong (3–4) in: {what}.",
        "weak": "{unit} is weak (0–1) in: {what}.",
        "middle": "{unit} is neither strong nor weak in anything that was read.",
        "unread": "{unit} has not been judged.",
        "form_open": (
            "The model takes no stand on which form is best. [Discussion of form, steering and "
            "responsibility.]"
        ),
    },
)

BY_KIND = {"host_municipality": "host", "intermunicipal": "body", "dms": "dms"}
READ_MAX = 3
STRONG, WEAK = 3, 1


def organisation(m: Material) -> Iterator[Block]:
    """A table of units and agreements, who has to decide, and qualifications in words."""
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    yield Paragraph(tell(TEXTS, m.lang, "intro"))
    yield _table(m)
    yield Paragraph(tell(TEXTS, m.lang, "evaluation"))
    yield Paragraph(tell(TEXTS, m.lang, "form_open"), kind="open")
    yield Heading(2, tell(TEXTS, m.lang, "decisions"))
    yield Points(tuple(_decisions(m)))
    units = m.proposed.indicators.units
    if units and m.region.criteria and len(units) <= READ_MAX:
        yield Heading(2, tell(TEXTS, m.lang, "qualifications"))
        yield Paragraph(tell(TEXTS, m.lang, "reading", name=m.proposed.name))
        yield Points(tuple(line for unit in units for line in _read(m, unit.unit_id)))


def _table(m: Material) -> Table:
    rows = []
    for a in (group.shown for group in choice(m)):
        units = a.indicators.units
        name = say(m.lang, "form.none")
        if units:
            name = a.unit_name(units[0].unit_id) if len(units) == 1 else ""
            if len(units) > 1:
                name = (
                    joined(m.lang, [a.unit_name(u.unit_id) for u in units])
                    if len(units) <= READ_MAX
                    else tell(TEXTS, m.lang, "units", count=len(units))
                )
        rows.append(
            [
                a.name,
                name,
                _each(a, m, "kind"),
                _each(a, m, "exists_today"),
                _each(a, m, "payer"),
                m.number(a.indicators.agreements_existing),
                m.number(a.indicators.agreements_new),
            ]
        )
    header = [
        tell(TEXTS, m.lang, "alternative"),
        *(say(m.lang, f"column.{key}") for key in ("unit_name", "form", "exists_today", "payer")),
        tell(TEXTS, m.lang, "existing"),
        tell(TEXTS, m.lang, "new"),
    ]
    return plain_table(
        tell(TEXTS, m.lang, "table"),
        header,
        rows,
        words=(0, 1, 2, 3, 4),
        widths=(0.2, 0.2, 0.17, 0.1, 0.13, 0.1, 0.1),
        small=True,
    )


def _each(a: Alternative, m: Material, field: str) -> str:
    """What holds for the units of an alternative, each thing once."""
    found: dict[str, None] = {}
    for unit in a.indicators.units:
        known = a.region.units[unit.unit_id]
        if field == "kind":
            text = unit_form(known.kind, m.lang)
        elif field == "payer":
            key = f"payer.{known.payer}"
            text = say(m.lang, key) if key in WORDS else known.payer
        elif known.exists_today is None:
            text = say(m.lang, "table.absent")
        else:
            text = say(m.lang, "table.yes" if known.exists_today else "table.no")
        found[text] = None
    if field == "exists_today" and len(found) > 1:
        return tell(TEXTS, m.lang, "some")
    return " / ".join(found) or say(m.lang, "table.absent")


def _decisions(m: Material) -> Iterator[str]:
    """Who has to decide, for the kinds of units that any of the alternatives has."""
    known = [a.region.units[u.unit_id] for a in m.alternatives for u in a.indicators.units]
    yield tell(TEXTS, m.lang, "each")
    for key in dict.fromkeys(BY_KIND[unit.kind] for unit in known if unit.kind in BY_KIND):
        yield tell(TEXTS, m.lang, key)
    if any(unit.exists_today is False for unit in known):
        yield tell(TEXTS, m.lang, "found")
    yield tell(TEXTS, m.lang, "trust", specialist=m.specialist)


def _read(m: Material, unit_id: str) -> Iterator[str]:
    """What a unit is strong and weak in, as read from the sources."""
    unit = m.proposed.unit_name(unit_id)
    scores = {r.criterion_id: r.score_0_4 for r in m.region.qualifications if r.unit_id == unit_id}
    if not scores:
        yield tell(TEXTS, m.lang, "unread", unit=unit)
        return

    def named(chosen: list[str]) -> str:
        labels = [name_in(m.lang, m.region.criteria[c], c.replace("_", " ")) for c in chosen]
        return "; ".join(label[0].lower() + label[1:] for label in labels)

    strong = [c for c in m.region.criteria if scores.get(c, -1) >= STRONG]
    weak = [c for c in m.region.criteria if 0 <= scores.get(c, -1) <= WEAK]
    if strong:
        yield tell(TEXTS, m.lang, "strong", unit=unit, what=named(strong))
    if weak:
        yield tell(TEXTS, m.lang, "weak", unit=unit, what=named(weak))
    if not strong and not weak:
        yield tell(TEXTS, m.lang, "middle", unit=unit)
