"""The interactive map draws those who come, and tells of those who do not."""

from __future__ import annotations

from typing import Any

import pytest

from planner.report.web.page import web_map_html
from tests.web_map.cases import alternative, backdrop, five
from tests.web_map.test_page import data_of

HOME = 9998
DECAY = {"decay": {"form": "exponential", "rate_per_minute": 0.005, "free_minutes": 30}}


@pytest.mark.parametrize("way", ["whole", "keeps at home"])
def test_shares_are_of_those_who_come(way: str) -> None:
    first = five()[1]
    values: dict[str, Any] = {} if way == "whole" else {"participation": DECAY}
    one = alternative("near", first.plan, **values)
    data = data_of(web_map_html((one,), backdrop=backdrop()))
    [told] = data["alternatives"]
    lives = told.get("persons") or [place["persons"] for place in data["places"]]
    sums: dict[str, float] = {"local": 0.0, "away": 0.0, "unmet": 0.0, "lost": 0.0}
    for flow in told["flows"]:
        split = flow.get("split", {})
        for place, persons in enumerate(lives):
            people = persons * told["rates"][flow["p"]] / 1000
            to = flow["to"] if isinstance(flow["to"], int) else flow["to"][place]
            for end, share in split.get(str(place), [[to, 1.0]] if to != 9999 else []):
                kind = (
                    "lost" if end == HOME else "local" if end >= 0 else "unmet" if end == -1 else "away"
                )
                sums[kind] += people * share
    lost = sums["lost"]
    assert (lost > 1) is (way != "whole")
    everybody = {row.kind for row in one.indicators.assignments}
    assert ("lost" in everybody) is (way != "whole")
    for kind, name in (("local", "local"), ("away", "specialist"), ("lost", "lost")):
        rows = [r.participants_per_year for r in one.indicators.assignments if r.kind == name]
        assert sums[kind] == pytest.approx(sum(rows), rel=1e-3, abs=0.01)
