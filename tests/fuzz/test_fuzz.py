"""A bounded run of the fuzzer, the same each time; `python -m tests.fuzz` is the long one."""

from __future__ import annotations

import signal

import pytest

from tests.fuzz.kinds import KINDS
from tests.fuzz.runner import fuzz

QUICK = tuple(name for name in KINDS if name not in ("template", "weights", "target", "run folder"))


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="commands are timed by an alarm")
def test_bent_inputs_end_with_an_answer_or_a_refusal() -> None:
    counts = fuzz(60, seed=13, kinds=QUICK)
    assert not counts.faults, counts.faults[0]
    assert not counts.without_place, counts.without_place
    assert counts.inputs == 60
    refused = sum(counter[2] for counter in counts.codes.values())
    assert 20 < refused < 58, "the inputs are bent too little, or too much"
