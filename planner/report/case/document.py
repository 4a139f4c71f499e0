"""The sections in the order that a council reads them, with numbers and a table of contents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from planner.report import ANNEX_NAMES
from planner.report.case.alternatives import alternatives, every_alternative
from planner.report.case.annex_method import method
from planner.report.case.annex_municipalities import municipality_pages
from planner.report.case.annex_sources import sources
from planner.report.case.assessment import assessment, pilot
from planner.report.case.background import background
from planner.report.case.brief import brief
from planner.report.case.decision import decision
from planner.report.case.economy import costs, economy
from planner.report.case.interfaces import interfaces
from planner.report.case.key_table import comparison_section, differences_section
from planner.report.case.material import Material
from planner.report.case.municipalities import across_alternatives, municipalities
from planner.report.case.offers import offers
from planner.report.case.organisation import organisation
from planner.report.case.premises import premises
from planner.report.case.sensitivity import sensitivity
from planner.report.case.staffing import staffing
from planner.report.case.tree import Block, Document, Heading
from planner.report.case.uncertainty import uncertainty
from planner.report.case.what_it_takes import what_it_takes
from planner.report.words import tell
from planner.texts import Texts

TEXTS = Texts(
    "case.document",
    {
        "title": "Learning and mastery programmes: coordination and venues",
        "subtitle": "{region}. Case document, a draft to work on",
        "contents": "Contents",
        "table": "Table",
        "figure": "Figure",
        "annex": "Annex {letter}:",
    },
)

Section = Callable[[Material], Iterator[Block]]

SECTIONS: tuple[Section, ...] = (
    decision,
    brief,
    background,
    premises,
    alternatives,
    municipalities,
    economy,
    organisation,
    what_it_takes,
    assessment,
)
"""The paper that a council reads: eight to twelve pages."""


def _comparison(m: Material) -> Iterator[Block]:
    yield from comparison_section(m)
    yield from across_alternatives(m)
    yield from differences_section(m)


ANNEXES: Mapping[str, Section] = MappingProxyType(
    dict(
        zip(
            ANNEX_NAMES,
            (
                every_alternative,
                _comparison,
                offers,
                staffing,
                costs,
                interfaces,
                sensitivity,
                pilot,
                uncertainty,
                municipality_pages,
                method,
                sources,
            ),
            strict=True,
        )
    )
)
"""What can be added behind it, by name, in the order in which it stands there."""


def case_document(material: Material, annexes: Collection[str] = ()) -> Document:
    """The paper, with the annexes named (all of `ANNEXES` for the whole).

    Raises:
        KeyError: there is no such annex.
    """
    for name in annexes:
        ANNEXES[name]
    material = replace(material, annexes=tuple(annexes))
    lang = material.lang
    chosen = [section for name, section in ANNEXES.items() if name in annexes]
    blocks = [
        *_numbered(block for section in SECTIONS for block in section(material)),
        *_lettered((block for annex in chosen for block in annex(material)), material),
    ]
    return Document(
        lang=lang,
        title=tell(TEXTS, lang, "title"),
        subtitle=tell(TEXTS, lang, "subtitle", region=material.main.region.title),
        contents=tell(TEXTS, lang, "contents"),
        caption_words=(tell(TEXTS, lang, "table"), tell(TEXTS, lang, "figure")),
        blocks=tuple(blocks),
    )


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings with 1, 1.1, 1.2, 2 …"""
    counts = [0, 0]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            counts = [counts[0] + 1, 0]
            yield replace(block, number=str(counts[0]))
        elif isinstance(block, Heading) and block.level == 2:
            counts[1] += 1
            yield replace(block, number=f"{counts[0]}.{counts[1]}")
        else:
            yield block


def _lettered(blocks: Iterable[Block], m: Material) -> Iterator[Block]:
    """Annexes with letters."""
    count = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            letter = chr(ord("A") + count)
            count += 1
            number = tell(TEXTS, m.lang, "annex", letter=letter)
            yield replace(block, number=number)
        else:
            yield block
