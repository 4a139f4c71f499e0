"""Keep the catalogues of translations in step with the texts in the code, and compile them.

python -m docs.tools.catalogues              from the checkout; says what is left to translate
python -m docs.tools.catalogues nn           the same, and begins the catalogues of a new language

A new text comes out without a translation. One whose English changed keeps its translation, marked
`fuzzy` with the English that it was made from; take the mark away when the translation is right. What
no table holds any more, goes.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

import cli
import planner
from planner.commands.spoken import CLICKS_OWN, DOMAIN, help_texts
from planner.texts import LANGS, LOCALE, SOURCE, Phrases, Texts

PACKAGE = Path(planner.__file__).parent
TABLES = ("Texts", "Phrases")
TEMPLATES = ("message", "later")
"""Functions of `planner.messages` whose first argument is a template."""
LISTED_MAX = 10
"""Texts of a catalogue that are named where they are left to translate."""
HEADER = {
    "Project-Id-Version": "lms-planner",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


@dataclass(frozen=True, slots=True)
class Message:
    """A text of the code: its catalogue, what tells it from the others there, and its file.

    `keyed` says that the context is of this text alone, whatever its English becomes.
    """

    domain: str
    context: str
    english: str
    source: str
    keyed: bool


def messages() -> tuple[Message, ...]:
    """Every text of the package, file by file in the order it stands there.

    Raises:
        ValueError: two tables have one name, or one is not a constant of its module.
    """
    found: dict[tuple[str, str, str], Message] = {}
    named: set[str] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.relative_to(PACKAGE.parent)
        for function, text in _first_arguments(path):
            if function in TABLES and text in named:
                raise ValueError(f"{source}: there is a table {text!r} already")
            if function in TABLES:
                named.add(text)
                every = list(_texts(_table(source, text), source.as_posix()))
            else:
                every = [Message("told", "told", text, source.as_posix(), keyed=False)]
            for message in every:
                found.setdefault((message.domain, message.context, message.english), message)
    for message in _help():
        found.setdefault((message.domain, message.context, message.english), message)
    return tuple(found.values())


def _help() -> Iterator[Message]:
    """What `--help` and click tell: their catalogue has no contexts, since click asks for none."""
    for text in CLICKS_OWN:
        yield Message(DOMAIN, "", text, "planner/commands/spoken.py", keyed=False)
    for text in help_texts(cli.main_group):
        yield Message(DOMAIN, "", text, "cli.py", keyed=False)


def _table(source: Path, name: str) -> Texts | Phrases:
    """The table of a name that a module has as a constant."""
    module = importlib.import_module(".".join(source.with_suffix("").parts))
    for value in vars(module).values():
        if isinstance(value, Texts | Phrases) and value.name == name:
            return value
    raise ValueError(f"{source}: the table {name!r} is no constant of the module")


def _texts(table: Texts | Phrases, source: str) -> Iterator[Message]:
    if isinstance(table, Texts):
        for key, english in table.english.items():
            yield Message(table.domain, table.context(key), english, source, keyed=True)
    else:
        domain, _, context = table.name.partition(".")
        for english in table:
            yield Message(domain, context, english, source, keyed=False)


def _first_arguments(path: Path) -> list[tuple[str, str]]:
    """The functions above that a file calls, each with the text that stands first in its brackets."""
    code = path.read_text(encoding="utf-8")
    if not any(f"{name}(" in code for name in TABLES + TEMPLATES):
        return []
    calls = [
        (node.lineno, node.col_offset, node.func.id, node.args[0].value)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in TABLES + TEMPLATES
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]
    return [(function, text) for _, _, function, text in sorted(calls)]


def catalogue_path(lang: str, domain: str) -> Path:
    """Where a catalogue stands."""
    return LOCALE / lang / "LC_MESSAGES" / f"{domain}.po"


def synchronised(lang: str, domain: str, found: Iterable[Message]) -> polib.POFile:
    """A catalogue with a language's texts of one domain, translated as far as it was before."""
    path = catalogue_path(lang, domain)
    before = polib.pofile(str(path)) if path.exists() else polib.POFile()
    same = {(entry.msgctxt or "", entry.msgid): entry for entry in before}
    of_key = {entry.msgctxt: entry for entry in before}
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = HEADER | {"Language": lang}
    for message in found:
        entry = polib.POEntry(
            msgctxt=message.context or None, msgid=message.english, occurrences=[(message.source, "")]
        )
        old = same.get((message.context, message.english))
        if old is not None:
            entry.msgstr, entry.previous_msgid = old.msgstr, old.previous_msgid
            entry.flags = [flag for flag in old.flags if flag == "fuzzy"]
        elif message.keyed and (old := of_key.get(message.context)) is not None:
            entry.msgstr, entry.previous_msgid = old.msgstr, old.previous_msgid or old.msgid
            entry.flags = ["fuzzy"] if old.msgstr else []
        if "{" in message.english:
            entry.flags.append("python-brace-format")
        catalogue.append(entry)
    return catalogue


def languages() -> tuple[str, ...]:
    """Those that have catalogues or ought to."""
    begun = {path.name for path in LOCALE.iterdir() if path.is_dir()}
    return tuple(sorted({*LANGS, *begun} - {SOURCE}))


def main(arguments: list[str]) -> int:
    """Write every catalogue and compile it; tell what is left. 1 when something is."""
    by_domain: dict[str, list[Message]] = {}
    for message in messages():
        by_domain.setdefault(message.domain, []).append(message)
    left = 0
    for lang in sorted({*languages(), *arguments}):
        for domain, found in by_domain.items():
            left += _write(lang, domain, found)
        for path in catalogue_path(lang, "none").parent.glob("*.[mp]o"):
            if path.stem not in by_domain:
                path.unlink()
    return 1 if left else 0


def _write(lang: str, domain: str, found: Iterable[Message]) -> int:
    """Write a catalogue and compile it; how many of its texts are left to translate."""
    path = catalogue_path(lang, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = synchronised(lang, domain, found)
    text, compiled = str(catalogue) + "\n", catalogue.to_binary()
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    path.with_suffix(".mo").write_bytes(compiled)
    left = [entry for entry in catalogue if not entry.translated()]
    for entry in left[:LISTED_MAX]:
        what = "changed" if entry.fuzzy else "new"
        print(f"{path.relative_to(LOCALE)}: {entry.msgctxt} is {what}: {entry.msgid}")
    if len(left) > LISTED_MAX:
        print(f"{path.relative_to(LOCALE)}: {len(left) - LISTED_MAX} more")
    return len(left)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
