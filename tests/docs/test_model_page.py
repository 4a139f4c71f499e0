"""The page of the model says what the rules and objectives say."""

from __future__ import annotations

from docs.build import CHECKOUT
from planner.model.objectives import OBJECTIVES
from planner.model.page import model_page, with_model_page
from planner.rules import SHIPPED

PAGE = (CHECKOUT / "docs" / "model.md").read_text(encoding="utf-8")


def test_the_page_is_up_to_date() -> None:
    assert with_model_page(PAGE) == PAGE, "write it again: python -m planner.model.page docs/model.md"


def test_every_rule_has_a_formula_that_can_be_set() -> None:
    from latex2mathml.converter import convert

    page = model_page()
    sections = page.split("\n### ")
    for rule in SHIPPED:
        [section] = [s for s in sections if s.startswith(f"Rule {rule.number}: {rule.name}\n")]
        formulas = section.split("```math\n")[1:]
        assert formulas, rule.name
        for formula in formulas:
            assert "<math" in convert(formula.split("\n```")[0])
        assert "| symbol | meaning |" in section


def test_every_objective_is_there_with_its_unit() -> None:
    for objective in OBJECTIVES.values():
        assert f"### Objective `{objective.name}`, in {objective.unit}\n" in model_page()
        assert objective.formula.split("\n")[0] in model_page()
