"""The one door for JSON: what is not as it should be is told with its place, and quickly."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.files.documents import json_value, object_of, read_json

BROKEN = {
    "not JSON": ('{"a": 1,\n  oops}', 2, 3),
    "nested too deep": ("[" * 100_000, 1, 101),
    "nested too deep in objects": ('{"a":\n' * 5000 + "1" + "}" * 5000, 101, 1),
    "a number is too long": ('{"a":\n ' + "9" * 200_000 + "}", 2, 2),
    "a number is too large": ('[1, 1e999]', 1, 5),
    "is no number": ('{"a": NaN}', 1, 7),
    "a key stands twice": ('{"a": 1, "a": 2}', None, None),
    "half of a character": (r'{"a": "\ud800"}', None, None),
    "not JSON: Invalid control character": ('{"a": "\x00"}', 1, 8),
}  # fmt: skip


@pytest.mark.parametrize(("message", "case"), BROKEN.items(), ids=list(BROKEN))
def test_broken_json(message: str, case: tuple[str, int | None, int | None]) -> None:
    text, line, column = case
    start = time.process_time()
    with pytest.raises(InputError) as refused:
        json_value(text, "a.json")
    finding = refused.value.findings[0]
    assert message.removesuffix(" in objects") in finding.message
    assert (finding.line, finding.column) == (line, column)
    assert finding.fix
    assert len(str(finding)) < 300, "the whole input is printed"
    assert time.process_time() - start < 1


def test_brackets_in_texts_are_no_depth() -> None:
    text = '{"a": "' + "[" * 500 + r"\"" + '"}'
    assert json_value(text, "a.json") == {"a": "[" * 500 + '"'}


def test_what_is_not_there_or_no_text(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b'{\n"a": "\xe5"}')
    for path, message in (
        (tmp_path / "none.json", "No such file"),
        (tmp_path, "is a folder"),
        (tmp_path / "latin.json", "latin.json:2: not UTF-8"),
        (Path("a\0b"), "cannot be read"),
    ):
        with pytest.raises(InputError, match=message):
            read_json(path)


def test_an_object_is_asked_for() -> None:
    with pytest.raises(InputError, match="JSON object"):
        object_of([1, 2], "a.json")
