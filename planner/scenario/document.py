"""YAML text → plain values, each with the place where it stands.

Values are plain Python (dict with text keys, list, str, int, float, bool, None). The schema decides
later what a value should have been: where it wants text, the text as it was written is at hand, so that
a municipality code such as 0301 keeps its zero.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from planner.errors import Finding, InputError
from planner.files import INVISIBLE, is_standard_input, refused, standard_input
from planner.messages import message
from planner.scenario.paths import KeyPath, dotted

VALUES_MAX = 20_000
"""More values than any scenario has: a file that unfolds to more is refused (aliases of aliases)."""

DEPTH_MAX = 60
"""Brackets within brackets: a scenario has six levels."""
DIGITS_MAX = 300

YAML_TAG = "tag:yaml.org,2002:"
PLAIN_TAGS = {YAML_TAG + name for name in ("null", "bool", "int", "float", "str", "timestamp")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands. `line` and `column` count from 1; None for the command line.

    A value that begins on a line of its own (a block of keys or of list items) stands where its key
    stands. `key_line` and `key_column` are those of the key.
    """

    file: str
    line: int | None = None
    column: int | None = None
    key_line: int | None = None
    key_column: int | None = None


@dataclass(frozen=True)
class Document:
    """Plain values with their places.

    `texts` holds the text as written of every value that YAML did not read as text.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[KeyPath, Place] = field(default_factory=dict)
    texts: Mapping[KeyPath, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    """Problems that did not stop the reading: duplicate keys, unknown tags."""


def shown(path: Path) -> str:
    """A file's name for messages: relative to the working folder where it lies in it."""
    if is_standard_input(path):
        return "standard input"
    absolute = path.absolute()
    try:
        return str(absolute.relative_to(Path.cwd()))
    except ValueError:
        return str(absolute)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file. Raises InputError: no such file, a folder, another encoding."""
    file = shown(path)
    if is_standard_input(path):
        return _decoded(standard_input(), file)
    if not path.exists():
        raise InputError(
            [Finding(file, message("there is no such file"), fix=message("Check the path."))]
        )
    if path.is_dir():
        raise InputError(
            [
                Finding(
                    file,
                    message("this is a folder"),
                    expected=message("a scenario file (.yaml)"),
                    fix=message("Name a file in it."),
                )
            ]
        )
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(
            [Finding(file, message("the file cannot be read ({strerror})", strerror=error.strerror))]
        ) from None
    return _decoded(raw, file)


def _decoded(raw: bytes, file: str) -> str:
    """Bytes as text. Raises InputError: another encoding than UTF-8."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError([_wrong_encoding(file, "UTF-16")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        guess = "Windows-1252 or ISO 8859-1" if b"\x00" not in raw else "not text at all"
        raise InputError([_wrong_encoding(file, guess, line, column)]) from None


def _wrong_encoding(
    file: str, guess: str, line: int | None = None, column: int | None = None
) -> Finding:
    return Finding(
        file,
        message("the file is not in UTF-8"),
        line,
        column,
        found=message("bytes that look like {guess}", guess=guess),
        expected=message("UTF-8"),
        fix=message("Save the file again with the encoding UTF-8."),
    )


def parse_file(path: Path) -> Document:
    """Read a scenario file. Raises InputError where it is not one mapping of keys to values."""
    file = shown(path)
    document = parse_value(read_text(path), file)
    if document.data.get("", ...) is None and not document.findings:
        raise InputError(
            [
                Finding(
                    file,
                    message("the file is empty"),
                    1,
                    1,
                    expected=message("keys and values, at least a title"),
                    fix=message(
                        "Write for example `title: LØKTA`; `lms-planner scenario show "
                        "alt-2-lokta` prints a whole one."
                    ),
                )
            ]
        )
    top = document.data[""]
    if not isinstance(top, dict):
        raise InputError(
            [
                *document.findings,
                Finding(
                    file,
                    message("the file does not hold keys with values"),
                    1,
                    1,
                    found=(
                        message("a list")
                        if isinstance(top, list)
                        else message("only the value {top}", top=f"{top!r}")
                    ),
                    expected=message("keys and values, such as `title: LØKTA`"),
                ),
            ]
        )
    return Document(
        top,
        {path[1:]: place for path, place in document.places.items() if path[1:]},
        {path[1:]: text for path, text in document.texts.items() if path[1:]},
        document.findings,
    )


def parse_value(text: str, file: str, *, placed: bool = True) -> Document:
    """Parse one YAML value; it stands under the empty key, so every path begins with "".

    With `placed` False (a value of the command line) places name the file only.
    Raises InputError, with line and column, where the text is not YAML.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLStreamError
    from ruamel.yaml.reader import ReaderError

    if (line_of := _too_deep(text)) is not None:
        raise InputError(
            [
                Finding(
                    file,
                    message("values are nested too deeply"),
                    line_of if placed else None,
                    fix=message("No scenario needs more than six levels."),
                )
            ]
        )
    if (escape := _bad_escape(text)) is not None:
        raise InputError(
            [
                Finding(
                    file,
                    message("an escape that is no character"),
                    text.count("\n", 0, escape.start()) + 1 if placed else None,
                    escape.start() - text.rfind("\n", 0, escape.start()) if placed else None,
                    found=escape.group(),
                    expected=message("at most \\U0010FFFF, and no half of a pair (\\uD800 to \\uDFFF)"),
                    fix=message("Write the letter itself."),
                )
            ]
        )
    # The round-trip scanner would leave marks in folded text; nodes carry their places either way.
    yaml = YAML(typ="safe", pure=True)
    try:
        yaml.composer.warn_double_anchors = False  # YAML allows it: the later anchor holds
        node = yaml.compose(text)
        walk = _Walk(file, placed, cast("Callable[[Any], Any]", yaml.constructor.construct_object))
        walk.value(node, ("",), None)
    except MarkedYAMLError as error:
        raise InputError([_syntax(error, text, file, placed)]) from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - (text.rfind("\n", 0, error.position) + 1) + 1
        raise InputError(
            [
                Finding(
                    file,
                    message("a character that YAML does not allow"),
                    line if placed else None,
                    column if placed else None,
                    found=message("character code {code}", code=f"{_code(error.character):#x}"),
                    fix=message("Delete it."),
                )
            ]
        ) from None
    except YAMLStreamError as error:
        raise InputError([Finding(file, message("this is not YAML ({error})", error=error))]) from None
    except (ValueError, OverflowError, ArithmeticError, KeyError, TypeError, AttributeError) as error:
        # An escape that is no character (\\U99999999), a number that no machine holds.
        raise InputError(
            [
                Finding(
                    file,
                    message("a value that cannot be read"),
                    found=f"{type(error).__name__}: {' '.join(str(error).split())[:120]}",
                    fix=message(
                        "Look for escapes such as \\U in quotation marks, and very long numbers."
                    ),
                )
            ]
        ) from None
    except RecursionError:
        raise InputError(
            [
                Finding(
                    file,
                    message("values are nested too deeply"),
                    fix=message("No scenario needs more than six levels."),
                )
            ]
        ) from None
    return Document({"": walk.top}, walk.places, walk.texts, tuple(walk.findings))


def _too_deep(text: str) -> int | None:
    """The line where brackets, or the dashes of lists, stand deeper within each other than any need."""
    depth = 0
    for found in re.finditer(r"[\[\]{}]|(?:-[ \t]+){60}", text):
        mark = found.group()
        depth += 1 if mark in "[{" else -1 if mark in "]}" else DEPTH_MAX + 1
        if depth > DEPTH_MAX:
            return text.count("\n", 0, found.start()) + 1
        depth = max(depth, 0)
    return None


def _bad_escape(text: str) -> re.Match[str] | None:
    """The first escape, in a text between double quotation marks, of what is no character."""
    if "\\" not in text:
        return None
    for found in re.finditer(r"\\(?:U([0-9A-Fa-f]{8})|u([0-9A-Fa-f]{4}))", text):
        code = int(found[1] or found[2], 16)
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if (code > 0x10FFFF or 0xD800 <= code <= 0xDFFF) and before.count('"') % 2:
            return found
    return None


def _code(character: Any) -> int:
    return ord(character) if isinstance(character, str) else int(character)


def _syntax(error: Any, text: str, file: str, placed: bool) -> Finding:
    """A YAML error in words, with the tab named where one is the cause."""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark and placed else None
    column = mark.column + 1 if mark and placed else None
    lines = text.splitlines()
    at = lines[mark.line] if mark and mark.line < len(lines) else ""
    lead = at[: len(at) - len(at.lstrip())]
    if mark and ("\t" in lead or at[mark.column : mark.column + 1] == "\t"):
        return Finding(
            file,
            message("a tab stands where YAML wants spaces"),
            line,
            column,
            fix=message("Indent with spaces only."),
        )
    problem = (error.problem or "it cannot be read").strip()
    context = f" ({error.context.strip()})" if error.context else ""
    return Finding(
        file,
        message("this is not YAML: {problem}{context}", problem=problem, context=context),
        line,
        column,
        found=f"`{at.strip()}`" if at.strip() else None,
        fix=message("Check indentation, colons, brackets and quotes here and on the line above."),
    )


class _Walk:
    """Turns YAML nodes into plain values and notes where each stands."""

    def __init__(self, file: str, placed: bool, construct: Callable[[Any], Any]) -> None:
        self.file, self.placed, self.construct = file, placed, construct
        self.top: Any = None
        self.places: dict[KeyPath, Place] = {}
        self.texts: dict[KeyPath, str] = {}
        self.findings: list[Finding] = []
        self.open: set[int] = set()
        self.count = 0

    def value(self, node: Any, path: KeyPath, key: Any) -> Any:
        """The plain value of a node (None for an empty document)."""
        result: Any = None
        if node is None:
            self.places[path] = Place(self.file)
        else:
            self.places[path] = self.place(node, key)
            self.count += 1
            if id(node) in self.open or self.count > VALUES_MAX:
                self.complain(
                    node, message("aliases (*name) make the file refer to itself or grow without end")
                )
            else:
                self.open.add(id(node))
                result = self.inside(node, path)
                self.open.discard(id(node))
        if path == ("",):
            self.top = result
        return result

    def inside(self, node: Any, path: KeyPath) -> Any:
        kind = type(node).__name__
        if kind == "MappingNode":
            return self.mapping(node, path)
        if kind == "SequenceNode":
            return [self.value(item, (*path, index), None) for index, item in enumerate(node.value)]
        tag = str(node.tag)
        if tag not in PLAIN_TAGS:
            self.complain(node, f"a value with a tag that a scenario cannot have ({tag})")
            return None
        if tag == YAML_TAG + "str":
            return self.text(node)
        self.texts[path] = str(node.value)
        if tag == YAML_TAG + "timestamp":
            return str(node.value)
        try:
            return self.construct(node)
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
            # More digits than Python turns into a number, or a tag that the value does not fit.
            if len(str(node.value)) > DIGITS_MAX:
                self.complain(node, message("a number with more digits than any scenario needs"))
            else:
                self.complain(
                    node,
                    message(
                        "a value that its tag ({tag}) does not fit", tag=tag.removeprefix(YAML_TAG)
                    ),
                )
            return None

    def text(self, node: Any) -> str | None:
        """A text without marks that cannot be seen; None, and a finding, where it cannot stand."""
        text = str(node.value)
        if (bad := refused(text)) is not None:
            line, column = self.at(node)
            self.findings.append(
                Finding(
                    self.file,
                    message("a character that no text may hold"),
                    line,
                    column,
                    found=bad,
                    fix=message("Delete it; it cannot be seen, so write the cell anew."),
                )
            )
            return None
        return INVISIBLE.sub("", text)

    def mapping(self, node: Any, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key, value in node.value:
            if type(key).__name__ != "ScalarNode":
                self.complain(key, "a key must be a word, and this is a list or a mapping")
                continue
            name = str(key.value)
            if name in result:
                line, column = self.at(key)
                self.findings.append(
                    Finding(
                        self.file,
                        message("the key is written twice"),
                        line,
                        column,
                        dotted((*path[1:], name)),
                        found=(
                            message(
                                "`{name}` again, first on line {first}", name=name, first=first[name]
                            )
                            if self.placed
                            else None
                        ),
                        fix=message("Keep one of them."),
                    )
                )
                continue
            first[name] = key.start_mark.line + 1
            result[name] = self.value(value, (*path, name), key)
        return result

    def place(self, node: Any, key: Any) -> Place:
        if not self.placed:
            return Place(self.file)
        key_line, key_column = self.at(key) if key is not None else (None, None)
        block = type(node).__name__ != "ScalarNode" and not node.flow_style
        empty = type(node).__name__ == "ScalarNode" and not node.value and node.style is None
        line, column = self.at(key if key is not None and (block or empty) else node)
        return Place(self.file, line, column, key_line, key_column)

    def at(self, node: Any) -> tuple[int | None, int | None]:
        if not self.placed:
            return None, None
        return node.start_mark.line + 1, node.start_mark.column + 1

    def complain(self, node: Any, what: str) -> None:
        line, column = self.at(node)
        self.findings.append(Finding(self.file, what, line, column))
