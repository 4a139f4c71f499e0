"""What results show of themselves: small, and plain text whatever names hold."""

from __future__ import annotations

from dataclasses import replace

import planner
from tests.api.shared import one_run

NOTEBOOK_BYTES_MAX = 250_000


def test_a_run_shows_its_verdict_figures_and_map() -> None:
    run = one_run()
    html = run._repr_html_()
    assert len(html) < NOTEBOOK_BYTES_MAX
    assert "29 678" in html.replace("\u00a0", " ")
    assert html.count("<img ") == 1
    assert "<script" not in html
    assert "Travel hours" in planner.run_html(run, "en")


def test_a_comparison_shows_its_table_and_small_maps() -> None:
    run = one_run()
    hostile = run.scenario.model_copy(update={"name": "other", "title": "<script>alert(1)</script>"})
    other = replace(run, loaded=replace(run.loaded, scenario=hostile))
    comparison = planner.compare([run, other])
    html = comparison._repr_html_()
    assert len(html) < NOTEBOOK_BYTES_MAX
    assert "<th>alt-2-lokta</th><th>other</th>" in html
    assert "<script" not in html + other._repr_html_()


def test_what_is_printed_is_a_line() -> None:
    run = one_run()
    values = (run, planner.compare([run]), run.region, run.travel, run.plan, run.loaded)
    for value in values:
        assert len(repr(value)) < 200
        assert "\n" not in repr(value)
    assert "alt-2-lokta" in repr(run)
