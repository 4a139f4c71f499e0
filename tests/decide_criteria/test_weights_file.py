"""Weights files: every problem at once, with its line and column; and the word `equal`."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.decide.criteria import CRITERIA
from planner.decide.weights_file import SAMPLES, SEED, read_weights
from planner.errors import Finding, InputError


def written(folder: Path, text: str) -> Path:
    path = folder / "weights.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def told(folder: Path, text: str) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        read_weights(written(folder, text))
    return caught.value.findings


def test_a_file(tmp_path: Path) -> None:
    found = read_weights(
        written(
            tmp_path,
            "schema_version: 1\ntitle: Våre vekter\nsamples: 5000\nseed: 7\n"
            "weights:\n  cost: 1\n  travel: 3\n  equity: 0\n",
        )
    )
    assert (found.title, found.samples, found.seed) == ("Våre vekter", 5000, 7)
    assert list(found.of.items()) == [("travel", 0.75), ("cost", 0.25)]


def test_weights_as_people_write_them(tmp_path: Path) -> None:
    found = read_weights(written(tmp_path, "weights:\n  travel: 0,5\n  cost: 1 000\n"))
    assert found.stated == {"travel": 0.5, "cost": 1000.0}


def test_what_may_be_left_out(tmp_path: Path) -> None:
    found = read_weights(written(tmp_path, "weights: {travel: 0.5}\n"))
    assert (found.title, found.samples, found.seed) == ("", SAMPLES, SEED)
    assert found.of == {"travel": 1.0}


def test_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert set(read_weights("equal").of) == set(CRITERIA)
    (tmp_path / "equal").write_text("weights: {cost: 1}\n")
    assert read_weights("equal").of == {"cost": 1.0}  # a file of that name is a file


CASES = [
    ("weights:\n  travle: 3\n", 2, 3, "no such criterion", "Did you mean `travel`?"),
    ("weights:\n  x: 3\n", 2, 3, "no such criterion", "There are: travel"),
    ("weights:\n  travel: -1\n", 2, 11, "cannot stand", "at least 0"),
    ("weights:\n  travel: much\n", 2, 11, "cannot stand", "a number"),
    ("weights:\n  travel: 0,300\n  cost: 1,000\n", 3, 9, "cannot stand", "if the comma is a decimal"),
    ("weights:\n  travel: 30 %\n", 2, 11, "cannot stand", "without %"),
    ("weights:\n  travel: true\n", 2, 11, "cannot stand", "`true`"),
    ("weights:\n  travel:\n", 2, 3, "cannot stand", "nothing"),
    ("weights:\n  travel: .nan\n", 2, 11, "cannot stand", "a number"),
    ("weights:\n  travel: .inf\n", 2, 11, "cannot stand", "a number"),
    ("weights:\n  travel: 1" + "0" * 400 + "\n", 2, 11, "cannot stand", "a number"),
    ("weights:\n  travel: [1]\n", 2, 11, "cannot stand", "a list of 1"),
    ("weights:\n  travel: 0\n  cost: 0.0\n", 1, 1, "every weight is 0", "above 0"),
    ("weights:\n", 1, 1, "`weights` is missing", "keys of your own, each with a number"),
    ("weights: 3\n", 1, 10, "cannot stand", "keys of your own, each with a number"),
    ("title: x\n", 1, 1, "`weights` is missing", "keys of your own, each with a number"),
    ("travel: 3\nweights: {cost: 1}\n", 1, 1, "unknown key", "The keys here are"),
    ("wieghts: {cost: 1}\n", 1, 1, "unknown key", "Did you mean `weights`?"),
    ("weights: {cost: 1}\nsamples: 10\n", 2, 10, "cannot stand", "at least 1000"),
    ("weights: {cost: 1}\nsamples: 1.5\n", 2, 10, "cannot stand", "whole number"),
    ("weights: {cost: 1}\nseed: -1\n", 2, 7, "cannot stand", "whole number"),
    ("weights: {cost: 1}\nschema_version: 2\n", 2, 17, "cannot stand", "1"),
    ("weights: {cost: 1}\ntitle: [a]\n", 2, 8, "cannot stand", "text"),
    ("weights: {cost: 1, cost: 2}\n", 1, 20, "twice", "Keep one"),
    ("weights: {cost: 1\n", 2, 1, "not YAML", "Check"),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "help_"), CASES)
def test_problems(tmp_path: Path, text: str, line: int, column: int, message: str, help_: str) -> None:
    found = told(tmp_path, text)
    shown = [str(f) for f in found]
    here = [f for f in found if message in f.message]
    assert here, shown
    assert (here[0].line, here[0].column) == (line, column), shown
    assert help_ in str(here[0]), shown
    assert here[0].file.endswith("weights.yaml")


def test_all_problems_at_once(tmp_path: Path) -> None:
    found = told(tmp_path, "sample: 3\nweights:\n  travel: -1\n  cots: 2\n")
    assert [(f.line, f.column) for f in found] == [(1, 1), (3, 11), (4, 3)]


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.yaml", tmp_path):
        with pytest.raises(InputError):
            read_weights(path)
