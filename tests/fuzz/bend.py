"""Ways to bend a text, JSON, an archive or a picture of the world, each from a seeded generator."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from random import Random
from typing import Any

TOKENS = [
    "",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\x00",
    "\x07",
    "\ufeff",
    "\u202e",
    "\u2028",
    "\x85",
    "\t",
    "'",
    '"',
    '"""',
    'a,"',
    "#",
    "# note",
    ",",
    ";",
    ";;",
    ":",
    "::",
    ": :",
    "- ",
    "---\n",
    "...\n",
    "|",
    ">",
    "{",
    "}",
    "[",
    "]",
    "{{}}",
    "{{rapport}}",
    "{0}",
    "${x}",
    "$x$",
    "$\\frac{1}{2",
    "%",
    "%s",
    "5%",
    "5 %",
    "<b>",
    "</script>",
    "&amp;",
    "&a",
    "*a",
    "&a [*a, *a]",
    "<<: *a",
    "!!bool 'abc'",
    "!!python/object:os.system x",
    "!x y",
    "!!binary '='",
    '"\\ud800"',
    '"\\U99999999"',
    '"\\x"',
    "?",
    "? x",
    "@",
    "`",
    "~",
    "null",
    "true",
    "ja",
    "nei",
    "yes",
    "nan",
    ".nan",
    "inf",
    "-.inf",
    "1e999",
    "-1e999",
    "9e3",
    "1_000",
    "0x10",
    "0o7",
    "1:30:00",
    "2024-01-01",
    "0",
    "-0",
    "-1",
    "1",
    "2.5",
    "1e-320",
    "9" * 30,
    "9" * 5000,
    "1" + "0" * 320,
    "29 678",
    "29,678",
    "5,5",
    "=1+1",
    "+1",
    "-x",
    "@SUM(A1)",
    "../../etc/passwd",
    "/dev/zero",
    "/dev/null",
    ".",
    "..",
    "~",
    "C:\\x",
    "http://127.0.0.1:9/x",
    "file:///etc/passwd",
    "x" * 300,
    "x" * 20000,
    "æøå",
    "Kárášjohka",
    "😀",
    "sep=,",
    "sep=;",
    "1515",
    "999999",
    "fosnavag",
    "diabetes",
    "u_all",
    "v1",
    "region",
    "case.yaml",
    "[" * 50,
    "{" * 2000,
    "[" * 3000,
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
]
STRANGE: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1,
    2**70,
    -(2**63),
    0.5,
    -0.5,
    1e300,
    1e-300,
    "",
    " ",
    "x",
    "0",
    "nan",
    [],
    {},
    [[]],
    [None],
    {"": None},
    {"a": {"b": {"c": 1}}},
    ["x"] * 3,
    "x" * 5000,
    "../..",
    "\x00",
    "\u202e",
    [1, 2],
    "<script>alert(1)</script>",
    "$a_b$",
    "{0}",
    "=1+1",
    "fosnavag",
    "1515",
    "diabetes",
    "u_all",
]


def text(source: str, random: Random) -> bytes:
    """A text with one to four of its places bent, sometimes in another encoding or cut."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        source = random.choice(_TEXT)(source, random)
    content = source.encode("utf-8", "surrogatepass")
    way = random.randrange(24)
    if way == 0:
        content = source.encode("cp1252", "replace")
    elif way == 1:
        content = source.encode("utf-16", "surrogatepass")
    elif way == 2:
        content = b"\xef\xbb\xbf" + content
    elif way == 3:
        content = flipped(content, random)
    return content


def flipped(content: bytes, random: Random) -> bytes:
    """Bytes with some of them changed, cut or doubled."""
    found = bytearray(content)
    for _ in range(random.choice((1, 2, 8, 40))):
        if found:
            found[random.randrange(len(found))] = random.randrange(256)
    way = random.randrange(4)
    if way == 0:
        del found[random.randrange(len(found) + 1) :]
    elif way == 1:
        found += found[random.randrange(len(found) + 1) :]
    return bytes(found)


def _insert(source: str, random: Random) -> str:
    at = random.randrange(len(source) + 1)
    return source[:at] + random.choice(TOKENS) + source[at:]


def _replace_word(source: str, random: Random) -> str:
    """One word, number or cell in the place of which stands a token."""
    import re

    words = list(re.finditer(r"[\w.–-]+", source))
    if not words:
        return _insert(source, random)
    word = random.choice(words)
    return source[: word.start()] + random.choice(TOKENS) + source[word.end() :]


def _swap_words(source: str, random: Random) -> str:
    import re

    words = list(re.finditer(r"[\w.–-]+", source))
    if len(words) < 2:
        return source
    one, other = sorted(random.sample(words, 2), key=lambda word: word.start())
    return (
        source[: one.start()]
        + other.group()
        + source[one.end() : other.start()]
        + one.group()
        + source[other.end() :]
    )


def _lines(source: str, random: Random) -> str:
    lines = source.splitlines(keepends=True)
    if not lines:
        return source
    at = random.randrange(len(lines))
    way = random.randrange(5)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines.insert(at, lines[at])
    elif way == 2:
        lines.insert(at, lines.pop(random.randrange(len(lines))))
    elif way == 3:
        lines[at] = "  " + lines[at]
    else:
        lines[at] = lines[at].lstrip()
    return "".join(lines)


def _cut(source: str, random: Random) -> str:
    at = random.randrange(len(source) + 1)
    return source[:at] + source[at + random.randrange(1, 30) :]


_TEXT = [_insert, _replace_word, _replace_word, _replace_word, _swap_words, _lines, _lines, _cut]


def as_json(source: str, random: Random) -> bytes:
    """JSON bent as a value (another type, a key gone or doubled, nested deep) or as a text."""
    if random.random() < 0.3:
        return text(source, random)
    value = json.loads(source)
    for _ in range(random.choice((1, 1, 2, 3))):
        value = _bent(value, random)
    way = random.randrange(30)
    content = json.dumps(value, ensure_ascii=random.random() < 0.5)
    if way == 0:
        content = content.replace("{", '{"a": ' + "[" * 2000 + "]" * 2000 + ",", 1)
    elif way == 1:
        content = content.replace("1", "1" + "0" * 6000, 1)
    elif way == 2:
        content = content.replace("1", "NaN", 1)
    elif way == 3:
        content = content.replace("{", '{"a": 1, "a": 2,', 1)
    return content.encode("utf-8", "surrogatepass")


def _bent(value: Any, random: Random) -> Any:
    """One value within a value, at any depth, replaced, taken out, moved or doubled."""
    paths = list(_paths(value))
    # deep places are many: pick a depth first
    depth = random.choice(sorted({len(path) for path in paths}))
    path = random.choice([path for path in paths if len(path) == depth])
    if not path:
        return copy.deepcopy(random.choice(STRANGE)) if random.random() < 0.2 else value
    holder = value
    for part in path[:-1]:
        holder = holder[part]
    key = path[-1]
    way = random.randrange(6)
    if way == 0:
        del holder[key]
    elif way == 1 and isinstance(holder, dict):
        holder[random.choice(["", "x", key + " ", key.upper()])] = holder.pop(key)
    elif way == 2 and isinstance(holder, list):
        holder.insert(key, holder[key])
    elif way == 3:
        other = value
        for part in random.choice(paths):
            other = other[part] if part in other or isinstance(other, list) else other
        holder[key] = json.loads(json.dumps(other))
    else:
        holder[key] = copy.deepcopy(random.choice(STRANGE))  # what is bent next may lie in it
    return value


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Any:
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _paths(item, (*path, key))
    elif isinstance(value, list):
        for key, item in enumerate(value[:50]):
            yield from _paths(item, (*path, key))


def archive(content: bytes, random: Random) -> bytes:
    """A zipped document (.xlsx, .docx) with a part bent, gone or doubled, or the archive itself."""
    if random.random() < 0.15:
        return flipped(content, random)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        inner = [name for name in names if "/" in name and name.endswith((".xml", ".rels"))]
        chosen = random.choice(inner if random.random() < 0.8 else names)
        way = random.randrange(10)
        for name in names:
            data = old.read(name)
            if name == chosen:
                if way == 0:
                    continue
                if way == 1:
                    data = b""
                elif way == 2:
                    data = flipped(data, random)
                elif way == 3:
                    data = (
                        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">'
                        b'<!ENTITY y "' + b"&x;" * 50 + b'">]><a>&y;</a>'
                    )
                elif way == 4:
                    data = old.read(random.choice(names))
                else:
                    data = text(data.decode("utf-8", "replace"), random)
            new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
