"""What reading, travel times and the solver tell is told in the reader's language."""

from __future__ import annotations

import copy
import pickle

from planner.messages import Message, message
from planner.model.objectives import OBJECTIVES
from planner.plan import Stage, Status
from planner.report.words.messages import in_words
from planner.report.words.stages import stage_rows


def test_english_is_the_text_itself() -> None:
    sentence = message("{names} and {count} more", names="A, B", count=1200)
    assert sentence == "A, B and 1200 more"
    assert in_words("en", sentence) == "A, B and 1200 more"
    assert in_words("nb", sentence) == "A, B og 1\u00a0200 til"


def test_values_are_told_too() -> None:
    reason = message("a budget counts all programmes together")
    sentence = message("solved as one MILP: {reason}", reason=reason)
    assert sentence == "solved as one MILP: a budget counts all programmes together"
    expected = "løst som én heltallsmodell: et budsjett gjelder alle tilbud under ett"
    assert in_words("nb", sentence) == expected


def test_it_survives_a_process_and_a_copy() -> None:
    sentence = message("{names} and {count} more", names="A", count=2)
    for same in (pickle.loads(pickle.dumps(sentence)), copy.deepcopy(sentence)):
        assert isinstance(same, Message)
        assert same == sentence
        assert in_words("nb", same) == "A og 2 til"


def test_what_nobody_told_from_a_template_stands() -> None:
    assert in_words("nb", "something else") == "something else"


def test_every_stage_has_words() -> None:
    for name, objective in OBJECTIVES.items():
        if name == "ids":  # ties are broken by it, and it is not reported
            continue
        for status in Status:
            stage = Stage(name, objective.unit, 1234.5, 1234.0, 0.0004, status)
            heads, row = stage_rows([stage], "nb")
            assert len(row) == len(heads) == 6
            assert row[1:4] == ("1234,5000", "1234,0000", "0,0400%")
            assert stage_rows([stage], "en")[1][4] == objective.unit


def test_a_figure_is_written_as_its_template_says() -> None:
    told = message("at least {share:.2%} of {count:g}", share=0.12345, count=2.5)
    assert told == "at least 12.35% of 2.5"
    assert "12,35" in in_words("nb", told)
    assert "2,5" in in_words("nb", told)
