"""The front of LØKTA is what docs/pareto.md shows, exact and with at least five points.

After a change that is meant to change it: REFRESH_PARETO=1 pytest tests/decide_pareto/test_page.py
"""

from __future__ import annotations

import os
import re

from docs.build import CHECKOUT
from planner.decide.pareto_scenario import pareto
from planner.plan import Status
from planner.region import read_region
from planner.report.folder.pareto_folder import draw_front
from planner.report.terminal.pareto import pareto_text
from planner.scenario import effective_region, read_scenario

PAGE = CHECKOUT / "docs" / "pareto.md"
MARKED = re.compile(r"(<!-- front: begin -->\n).*?(<!-- front: end -->)", re.DOTALL)


def test_the_front_of_lokta() -> None:
    loaded = read_scenario("alt-2-lokta")
    region = read_region(loaded.scenario.region)
    front = pareto(region, loaded, ("travel", "cost"))
    assert front.complete
    assert len(front.points) >= 5
    assert front.knee is not None
    for point in front.points:
        assert point.proven
        assert point.solved.plan.status is Status.OPTIMAL
        for other in front.points:
            better = [other.values[f] < point.values[f] for f in front.objectives]
            assert other is point or better in ([True, False], [False, True])
    text = pareto_text(front, effective_region(region, loaded.scenario), "en")
    page = PAGE.read_text(encoding="utf-8")
    shown = MARKED.sub(lambda found: f"{found[1]}```text\n{text}```\n{found[2]}", page)
    if os.environ.get("REFRESH_PARETO"):
        PAGE.write_text(shown, encoding="utf-8")
        draw_front(front, PAGE.parent / "images" / "pareto-lokta.svg", "en")
        page = shown
    assert shown == page
