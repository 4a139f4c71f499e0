"""The one machinery for many runs: what goes in comes out, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from planner.pipeline import Pool
from tests.pipeline import pieces


def wait_for(true: Callable[[], Any], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def test_pieces_are_done_with_what_all_share_and_told() -> None:
    with Pool(2, shared=10) as pool:
        futures = [pool.submit(pieces.twice, number) for number in range(6)]
        assert [future.result() for future in futures] == [0, 10, 20, 30, 40, 50]
        assert sorted(pool.news()) == [f"{number} begun" for number in range(6)]
        assert pool.news() == []


def test_a_process_remembers_from_piece_to_piece() -> None:
    with Pool(1) as pool:
        pool.submit(pieces.memory, "a").result()
        assert pool.submit(pieces.memory, "b").result() == ["a", "b"]


@pytest.mark.parametrize("piece", [pieces.until_asked, pieces.search_until_asked])
def test_pieces_end_when_they_are_asked_to(piece: Callable[..., bool]) -> None:
    with Pool(1) as pool:
        future = pool.submit(piece)
        wait_for(pool.news)
        pool.ask_to_stop()
        assert future.result(timeout=30)
        assert pool.submit(piece).result(timeout=30)  # what begins afterwards ends at once


@pytest.mark.skipif(not hasattr(os, "getpgid"), reason="no process groups here")
def test_the_terminals_ctrl_c_is_ours_alone() -> None:
    with Pool(1) as pool:
        worker = pool.submit(pieces.process_id).result()
        assert os.getpgid(worker) != os.getpgid(0)
        os.kill(worker, signal.SIGINT)
        assert pool.submit(pieces.process_id).result() == worker


def test_a_lost_process_is_told_and_no_process_stays() -> None:
    pool = Pool(2)
    workers = {pool.submit(pieces.process_id).result() for _ in range(4)}
    with pytest.raises(BrokenProcessPool):
        pool.submit(pieces.die).result()
    pool.close()
    wait_for(lambda: not any(alive(one) for one in workers))


def test_closing_ends_what_is_at_work() -> None:
    pool = Pool(1)
    worker = pool.submit(pieces.process_id).result()
    pool.submit(pieces.sleep)
    start = time.monotonic()
    pool.close()
    wait_for(lambda: not alive(worker))
    assert time.monotonic() - start < 30
