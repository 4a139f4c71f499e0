"""The MILP over near pairs against listing every course pattern, on random programmes."""

from __future__ import annotations

from math import inf
from unittest.mock import patch

import numpy as np
import pytest

from planner.solve.programmes import sparse_pattern_milp as near
from planner.solve.programmes.course_patterns import PartArrays, PatternSearch, rounding
from planner.solve.programmes.sparse_pattern_milp import near_courses
from planner.solve.solver.highs import Limits


def drawn(seed: int) -> PartArrays:
    """A few places and towns on a line, some of them out of reach; a group needs several places."""
    rng = np.random.default_rng(seed)
    places, towns = int(rng.integers(2, 8)), int(rng.integers(1, 4))
    far = np.abs(rng.random(places)[:, None] - rng.random(towns)[None, :]) * 6
    far[rng.random(far.shape) < 0.1] = inf
    group_min = float(rng.integers(2, 5))
    staff, most = rng.integers(0, 3, towns).astype(float), group_min + rng.integers(0, 4, towns)
    if seed % 3 == 0 and towns > 1:  # the first two towns tie
        far[:, 1], staff[1], most[1] = far[:, 0], staff[0], most[0]
    return PartArrays(
        programme_id="k",
        place_ids=tuple(f"p{n}" for n in range(places)),
        venue_ids=tuple(f"v{n}" for n in range(towns)),
        service_ids=("s",) * places,
        participants=np.round(rng.gamma(1.0, 1.1, places), 2) + 0.01,
        hours_away=rng.integers(0, 8, places).astype(float),
        hours_local=far,
        nok_away=np.zeros(places),
        nok_local=np.zeros((places, towns)),
        staff_hours=staff,
        group_min=group_min,
        group_max=most,
        cycle_years=int(rng.integers(1, 3)),
    )


@pytest.mark.parametrize("groups", [0.05, 3.0])
def test_as_good_as_the_best_of_all_vectors(groups: float) -> None:
    held = tied = wider = 0
    for seed in range(24):
        arrays = drawn(seed)
        every = PatternSearch(arrays).within(0.0, lambda: False)
        least = every[0].hours
        listed = PatternSearch(arrays).within(rounding(least), lambda: False)
        with patch.object(near, "FIRST_GROUPS", groups):
            found = near_courses(PatternSearch(arrays), Limits(gap=near.SEARCH_GAP))
        search = PatternSearch(arrays)
        assert search.exact(found.rows[0]) == pytest.approx(least, abs=1e-4), f"seed {seed}"
        assert found.bound <= least + 1e-4, f"seed {seed}"
        assert found.bound >= least - 1e-4 - 1e-5 * least, f"seed {seed}"
        if found.complete:
            assert set(found.rows) == {v.courses for v in listed}, f"seed {seed}"
        held += bool(found.rows[0])
        tied += found.complete and len(found.rows) > 1
        _, others = near.near_pairs(search, arrays.hours_local - arrays.hours_away[:, None], groups)
        wider += bool(np.isfinite(others).any())
    assert held > 5
    assert tied > 0
    assert groups > 1 or wider > 5  # pairs were left out, and came back where they mattered


def test_a_search_that_is_ended_at_once_claims_nothing() -> None:
    from threading import Event

    stop = Event()
    stop.set()
    arrays = drawn(4)
    found = near_courses(PatternSearch(arrays), Limits(gap=near.SEARCH_GAP, seconds=0.0, stop=stop))
    best = PatternSearch(arrays).within(0.0, lambda: False)[0].hours
    assert found.bound <= best + 1e-6
    assert PatternSearch(arrays).exact(found.rows[0]) >= best - 1e-6
