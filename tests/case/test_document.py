"""The document as a tree: sections in order, tables that hold, and what is left open."""

from __future__ import annotations

import re

import pytest

from planner.errors import InputError
from planner.report.annexes import ANNEX_NAMES
from planner.report.case import case_document, case_material
from planner.report.case.document import ANNEXES, SECTIONS
from planner.report.case.material import Material
from planner.report.case.tree import Cell, Document, Heading, Paragraph, Points, Table, grid
from planner.report.words import Lang, known
from tests.case.cases import comparison_at, material_of
from tests.report.cases import alternative_of, region_of, together


def text_of(document: Document) -> str:
    """Everything that is written in a document."""
    found = [document.title, document.subtitle]
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append(block.full)
        elif isinstance(block, Paragraph):
            found += [block.lead, block.text]
        elif isinstance(block, Points):
            found += block.items
        elif isinstance(block, Table):
            found.append(block.caption)
            found += [cell.text for row in block.rows for cell in row]
    return "\n".join(found)


def table_of(document: Document, beginning: str) -> Table:
    """The table whose caption begins so."""
    return next(b for b in document.blocks if isinstance(b, Table) and b.caption.startswith(beginning))


def whole(material: Material) -> Document:
    """The paper with all of its annexes."""
    return case_document(material, ANNEX_NAMES)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_sections_stand_in_the_order_of_a_case_document(lang: Lang) -> None:
    headings = [h for h in whole(material_of(lang)).headings if h.level == 1]
    numbers = [*(str(n) for n in range(1, 11)), *"ABCDEFGHIJKL"]
    assert [re.sub(r"^(Vedlegg|Annex) |:$", "", h.number) for h in headings] == numbers
    words = {
        "nb": "vedtak kort Bakgrunn bygger Alternativene kommune betaler avtaler snur Vurdering "
        "alternativ Sammenligning nivå Fagfolk detalj Grenseflater Følsomhet Pilot Forutsetninger "
        "Kommuneark Metode kilder",
        "en": "decision brief Background rest alternatives municipality pays agreements turn "
        "Assessment alternative Comparison level Professionals detail Interfaces Sensitivity Pilot "
        "Assumptions page method sources",
    }[lang]
    for word, heading in zip(words.split(), headings, strict=True):
        assert word in heading.text
    assert len(SECTIONS) + len(ANNEXES) == len(headings)


def test_annexes_are_there_by_choice_and_in_their_order() -> None:
    material = material_of()
    paper = case_document(material)
    assert not [h for h in paper.headings if h.number.startswith("Vedlegg")]
    chosen = case_document(material, ["method", "offers"])
    annexes = [h.text for h in chosen.headings if h.number.startswith("Vedlegg")]
    assert annexes == ["Hvilke tilbud på hvilket nivå", "Metode på én side"]
    assert chosen.blocks[: len(paper.blocks)] == paper.blocks, "the paper itself is the same"
    with pytest.raises(KeyError):
        case_document(material, ["nothing"])


@pytest.mark.parametrize("levels", [("low",), ("high", "low", "middle")])
def test_every_table_is_whole(levels: tuple[str, ...]) -> None:
    document = whole(material_of(levels=levels))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) > 15
    for table in tables:
        assert sum(table.widths) == pytest.approx(1.0)
        assert len(grid(table)) == len(table.rows)  # raises where cells overlap or are missing
        assert table.rows[0][-1].head


def test_alternatives_that_do_not_differ_share_a_cell_and_others_do_not() -> None:
    material = material_of()
    table = table_of(whole(material), "Alternativene sammenlignet")
    found = {row[0].text.rstrip("*"): row for row in table.rows}
    hours = found["Reisetimer i året, i alt"]
    assert hours[0].rows == 2, "one label over both levels"
    assert [cell.columns for cell in hours[2:]] == [1, 2, 1], "together and again are one cell"
    assert found["Dekning av innbyggerne"][0].columns == 2, "what demand does not touch stands once"


def test_the_key_table_has_every_figure_of_every_level() -> None:
    material = material_of()
    table = table_of(whole(material), "Alternativene sammenlignet")
    slots = grid(table)
    for n, level in enumerate(material.levels):
        for name, label in (
            ("participants_served", "Deltakere lokalt i året"),
            ("travel_hours_total", "Reisetimer i året, i alt"),
        ):
            start = next(i for i, row in enumerate(table.rows) if row[0].text.startswith(label))
            line = slots[start + n]
            assert line[1] is not None
            assert line[1][0].text == level.label
            for slot, a in zip(line[2:], level.comparison.alternatives, strict=True):
                assert slot is not None
                assert slot[0].text.rstrip("*") == known("nb", name, getattr(a.indicators, name))


def test_the_choice_has_one_column_for_each_travel_plan() -> None:
    material = material_of()
    table = table_of(case_document(material), "Valget")
    shown = [cell.text for cell in table.rows[0][1:]]
    assert len(shown) == 3, "together and again are one"
    assert material.proposed.name in shown
    also = text_of(case_document(material))
    assert f"Samme reiseplan som «{material.proposed.name}»" in also


def test_parts_add_up_to_their_sum() -> None:
    material = material_of()
    document = case_document(material)
    table = table_of(document, "Hva hver kommune betaler")

    def value(text: str) -> int:
        return int(text.replace("\u00a0", ""))

    for row in table.rows[1:]:
        *parts, total = (value(cell.text) for cell in row[1:])
        assert sum(parts) == total
    payers = table_of(document, "Hvem som betaler")
    count = len(payers.rows[0]) - 3
    for row in payers.rows[1:]:
        assert sum(value(cell.text) for cell in row[1 : 1 + count]) == value(row[1 + count].text)
    shares = [row[-1].text for row in table_of(document, "Innbyggere i sammenl").rows[1:-1]]
    assert sum(float(s.split()[0].replace(",", ".")) for s in shares) == pytest.approx(100)


def test_the_proposal_says_where_it_stands_in_the_models_own_order() -> None:
    text = text_of(case_document(material_of(proposed="halves")))
    assert "Det er nummer" in text or "nummer én av" in text
    assert "poeng av 100 foran" in text or "nummer én av" in text


def test_a_missing_level_is_said_in_so_many_words() -> None:
    some, all_ = material_of(), material_of(levels=("low", "middle", "high"))
    assert [level.id for level in some.missing] == ["middle"]
    assert "mangler i dette dokumentet" in text_of(whole(some))
    assert "mangler i dette dokumentet" not in text_of(whole(all_))


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_the_model_cannot_know_is_named_and_left_open(lang: Lang) -> None:
    text = text_of(whole(material_of(lang)))
    wanted = {
        "nb": ("[Lovgrunnlag", "[Kunnskap om virkning", "[Erfaringer fra brukere", "ikke et lovkrav"),
        "en": ("[Legal basis", "[What is known of the effect", "[Experiences of users", "no legal"),
    }[lang]
    for words in wanted:
        assert words in text


def test_numbers_are_in_the_style_of_the_language() -> None:
    nb, en = (text_of(whole(material_of(lang))) for lang in ("nb", "en"))
    assert "4\u00a0600 innbyggere" in nb
    assert "4,600 inhabitants" in en
    assert not re.search(r"\d\.\d", re.sub(r"(?m)^\d+\.\d+ .*$|\d+\.\d+\.\d+", "", nb))


def test_no_english_stands_in_the_norwegian_and_no_norwegian_in_the_english() -> None:
    nb, en = (text_of(whole(material_of(lang))) for lang in ("nb", "en"))
    assert not re.search(r"\b(the|and|with|which|inhabitants|courses)\b", nb)
    assert "«" not in en
    assert not re.search(r"\b(og|med|som|innbyggere|deltakere|kommunene)\b|[æøå]", en)


def test_the_draft_says_how_its_alternative_was_chosen() -> None:
    by_weights = material_of()
    assert by_weights.proposed_by == "weights"
    assert by_weights.proposed.name in {"Tittel together", "Tittel again"}
    assert by_weights.tied, "the other of the two is as good"
    by_writer = material_of(proposed="halves")
    assert by_writer.proposed.name == "Tittel halves"
    assert "valgt av den som laget dokumentet" in text_of(case_document(by_writer))
    with pytest.raises(InputError, match="no alternative of the comparison") as error:
        material_of(proposed="nobody")
    assert "today, together, again, halves" in str(error.value)


def test_comparisons_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(InputError, match="same demand level"):
        material_of(levels=("low", "low"))
    region = region_of()
    winter = alternative_of(
        "x", {"u_all": "v_m1"}, region=region, scenario={"demand": {"level": "high", "factor": 2.0}}
    )
    from planner.report.comparison.comparison import compare

    with pytest.raises(InputError, match="more than the level of demand"):
        case_material([comparison_at("low"), compare([winter])])


def test_a_comparison_without_today_and_of_one_alternative_makes_a_document_too() -> None:
    from planner.report.comparison.comparison import compare

    material = case_material([compare([together()])])
    assert material.today is None
    text = text_of(case_document(material))
    assert "har ikke med dagens situasjon" in text


def test_every_municipality_has_a_page() -> None:
    material: Material = material_of()
    headings = [h.text for h in whole(material).headings if h.level == 2]
    names = sorted(row.name for row in material.proposed.indicators.per_municipality)
    assert headings[-len(names) - 1 : -1] == names


def test_a_table_with_a_hole_or_an_overlap_is_refused() -> None:
    with pytest.raises(ValueError, match="empty slot"):
        grid(Table("x", ((Cell("a"),),), (0.5, 0.5)))
    with pytest.raises(ValueError, match="sticks out"):
        grid(Table("x", ((Cell("a", columns=2), Cell("b")),), (0.5, 0.5)))


def test_what_has_no_plan_is_named_without_the_solver_s_own_words() -> None:
    from planner.pipeline.alternative import WithoutPlan
    from planner.report.comparison.comparison import compare

    known = comparison_at()
    lost = WithoutPlan("nope", "To store enheter", "infeasible", ("2 units need 40 000 inhabitants",))
    text = text_of(case_document(case_material([compare(known.alternatives, [lost])])))
    assert "Ingen plan oppfyller kravene i «To store enheter»" in text
    assert "units need" not in text
