"""Every text has its translation, asks for the same values there, and the catalogues are compiled."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from docs.tools import catalogues
from docs.tools.catalogues import PACKAGE, Message, catalogue_path, languages, messages, synchronised
from planner.region.schema import table_specs
from planner.report.words.glossary import AVOIDED
from planner.texts import LANGS, LOCALE, Phrases, Texts

MESSAGES = messages()
DOMAINS = sorted({message.domain for message in MESSAGES})
CATALOGUES = [(lang, domain) for lang in languages() for domain in DOMAINS]
FOREIGN = {
    "en": re.compile(r"\b(og|ikke|med|som|kommune\w*|innbygger\w*|deltaker\w*|tilbud|kurs)\b", re.I),
    "nb": re.compile(
        r"\b(the|and|not|with|of|municipalit\w+|inhabitants|programmes?|courses?)\b", re.I
    ),
}
"""Words by which a text is seen to be in the other language."""
KEPT = re.compile(
    r"municipality, shared, specialist|\b\w+\.\w+\b|«[^»]*»|“[^”]*”|`[^`]*`"
    r"|\{[^}]*\}|lms-planner \S+|--\S+|\b\w+\.(xlsx|csv)\b"
)
TABLES = re.compile(rf"\b({'|'.join(['municipality', *(spec.name for spec in table_specs())])})\b")
"""What stands in English in the tables of a region: their names, and a level."""
OPTION = re.compile(r"--[\wæøå-]+")
"""Options of the command line may have a Norwegian name beside the English one."""
DATA_IN_CODE = {
    "explore/actions.py",  # names of units and rooms that a click adds: one name each, as in data
    "problem/classical.py",  # names of a made-up region, in both languages as data have them
    "files/written.py",  # words and units as people write them
    "region/cells.py",
    "region/records_alternatives.py",
    "region/records_catalogue.py",  # examples of cells, Norwegian names of tables and columns
    "region/records_places.py",
    "region/records_population.py",
    "region/records_services.py",
    "scenario/alternatives.py",  # what people write after a municipality's name
    "scenario/apply.py",  # names of units and rooms that a scenario adds: one name each, as in data
    "region/importers/outlines.py",  # what columns of other people's files are called
    "region/country/choose.py",  # words that people write behind the name of a place
    "geo/outlines.py",  # what columns of other people's files are called
    "report/words/glossary.py",  # words to avoid
}
MEND = "Run `python -m docs.tools.catalogues` and commit what it writes."


def read(lang: str, domain: str) -> polib.POFile:
    return polib.pofile(str(catalogue_path(lang, domain)))


def fields(text: str) -> set[str]:
    """The values that a text asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_has_its_catalogues_and_no_other() -> None:
    assert set(languages()) >= set(LANGS) - {"en"}
    for lang in languages():
        there = {path.stem for path in (LOCALE / lang / "LC_MESSAGES").iterdir()}
        assert there == set(DOMAINS), MEND


@pytest.mark.parametrize(("lang", "domain"), CATALOGUES)
def test_no_text_lacks_its_translation(lang: str, domain: str) -> None:
    left = [e.msgctxt for e in read(lang, domain) if not e.translated()]
    assert not left, "Translate them in the .po file (take away `fuzzy` where it is right)."


@pytest.mark.parametrize(("lang", "domain"), CATALOGUES)
def test_the_catalogue_holds_the_texts_of_the_code_and_no_other(lang: str, domain: str) -> None:
    ours = [m for m in MESSAGES if m.domain == domain]
    there = {(e.msgctxt or "", e.msgid) for e in read(lang, domain)}
    assert {(m.context, m.english) for m in ours} == there, MEND
    assert len(there) == len(read(lang, domain))
    assert str(synchronised(lang, domain, ours)) + "\n" == (
        catalogue_path(lang, domain).read_text("utf-8")
    ), MEND


@pytest.mark.parametrize(("lang", "domain"), CATALOGUES)
def test_the_compiled_catalogue_is_that_of_the_text(lang: str, domain: str) -> None:
    path = catalogue_path(lang, domain).with_suffix(".mo")
    assert path.read_bytes() == read(lang, domain).to_binary(), MEND


@pytest.mark.parametrize(("lang", "domain"), CATALOGUES)
def test_both_languages_ask_for_the_same_values(lang: str, domain: str) -> None:
    for entry in read(lang, domain):
        assert fields(entry.msgid) == fields(entry.msgstr), entry.msgctxt


@pytest.mark.parametrize("domain", DOMAINS)
def test_each_language_is_itself(domain: str) -> None:
    for entry in read("nb", domain):
        english, norwegian = KEPT.sub("", entry.msgid), KEPT.sub("", entry.msgstr)
        if domain == "region":
            norwegian = TABLES.sub("", norwegian)
        assert not FOREIGN["en"].search(english), f"{entry.msgctxt} has bokmål in its English"
        assert not FOREIGN["nb"].search(norwegian), f"{entry.msgctxt} has English in its bokmål"


def test_the_norwegian_keeps_to_the_words_of_the_model() -> None:
    wrong = [
        f"{domain}: {entry.msgctxt}: {word} → {instead}"
        for domain in DOMAINS
        for entry in read("nb", domain)
        for word, instead in AVOIDED.items()
        if word in entry.msgstr.casefold() and "ingen henvisning" not in entry.msgstr
    ]
    assert not wrong


def test_no_bokmål_is_written_into_the_code() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        code = path.read_text("utf-8")
        if path.relative_to(PACKAGE).as_posix() in DATA_IN_CODE or not FOREIGN["en"].search(code):
            continue
        tree = ast.parse(code)
        about = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in about:
                assert not FOREIGN["en"].search(OPTION.sub("", node.value)), (
                    f"{path.name}:{node.lineno}: {node.value}"
                )


# ------------------------------------------------------------------------------ tables


def test_a_text_by_key_in_both_languages() -> None:
    table = Texts("report", {"section.travel": "Travel"})
    assert table.text("nb", "section.travel") == "Reise"
    assert table.text("en", "section.travel") == "Travel"
    assert table.every("nb") == {"section.travel": "Reise"}
    with pytest.raises(KeyError):
        table.text("nb", "no.such.key")


def test_a_text_without_a_translation_is_told_in_english() -> None:
    assert Texts("report", {"new": "Brand new"}).text("nb", "new") == "Brand new"
    assert Texts("no_such_catalogue", {"new": "Brand new"}).text("nb", "new") == "Brand new"
    assert Phrases("told.told", ()).text("nb", "nobody translated this") == "nobody translated this"


def test_a_table_cannot_be_changed() -> None:
    source = {"section.travel": "Travel"}
    table = Texts("report", source)
    source["section.travel"] = "Journeys"
    assert table["section.travel"] == "Travel"
    with pytest.raises(TypeError):
        table.english["section.travel"] = "Journeys"  # type: ignore[index]


def test_nothing_is_read_before_a_text_is_asked_for() -> None:
    code = (
        "import gettext, planner.report.words.tables as w; n = len(gettext._translations); "
        "w.say('nb', 'table.title'); print(n, len(gettext._translations))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]


# ------------------------------------------------------------------------------ the tool


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    monkeypatch.setattr(catalogues, "messages", lambda: MESSAGES)
    folder = tmp_path / "nb" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    return folder


def written(catalogue: polib.POFile, folder: Path) -> None:
    (folder / "a.po").write_text(str(catalogue), encoding="utf-8")


def keyed(**texts: str) -> list[Message]:
    return [Message("a", key, english, "planner/a.py", keyed=True) for key, english in texts.items()]


def test_a_new_text_comes_without_a_translation_and_a_dead_one_goes(locale: Path) -> None:
    catalogue = synchronised("nb", "a", keyed(one="One", two="Two {n}"))
    assert [entry.msgstr for entry in catalogue] == ["", ""]
    assert catalogue[1].flags == ["python-brace-format"]
    catalogue[0].msgstr = "En"
    written(catalogue, locale)
    again = synchronised("nb", "a", keyed(three="Three", one="One"))
    assert [(e.msgctxt, e.msgstr) for e in again] == [("three", ""), ("one", "En")]
    assert not again.obsolete_entries()


def test_a_translation_of_what_was_said_otherwise_is_fuzzy_until_it_is_looked_at(locale: Path) -> None:
    catalogue = synchronised("nb", "a", keyed(one="One"))
    catalogue[0].msgstr = "En"
    written(catalogue, locale)
    for _ in range(2):
        changed = synchronised("nb", "a", keyed(one="Exactly one"))
        assert (changed[0].msgstr, changed[0].fuzzy, changed[0].previous_msgid) == ("En", True, "One")
        written(changed, locale)
    changed[0].flags.remove("fuzzy")
    changed[0].msgstr = "Nøyaktig én"
    written(changed, locale)
    assert synchronised("nb", "a", keyed(one="Exactly one"))[0].translated()


def test_the_tool_tells_what_is_left_and_begins_a_language(
    locale: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert catalogues.main(["nn"]) == 1
    told = capsys.readouterr().out
    assert "nn/LC_MESSAGES/glossary.po: unit is new: coordinating unit\n" in told
    assert f"nn/LC_MESSAGES/glossary.po: {len(read('nb', 'glossary')) - 10} more\n" in told
    for domain in DOMAINS:
        path = locale.parents[1] / "nn" / "LC_MESSAGES" / f"{domain}.po"
        assert len(polib.pofile(str(path))) == len(read("nb", domain)) > 0


BOKMÅL_ONLY = re.compile(
    r"\b(ikke|bare|fra|hvor\w*|hva|hvilk\w+|hver|hvert|noen|noe|kommunenes?|kommuner|deltaker\w*|innbygger\w*"
    r"|enheter?|enheten|steder|stedene|antatt\w*|veien?|veier|være|sammen|tilbud\w*|mer|måneder|reisetiden?"
    r"|gjøre|blitt|ble|fordeling(en|er)|sier|vises|brukes|holdes|regnes)\b"
)
"""Forms that bokmål has and nynorsk has not."""


@pytest.mark.parametrize("domain", DOMAINS)
def test_nynorsk_is_nynorsk(domain: str) -> None:
    for entry in read("nn", domain):
        found = BOKMÅL_ONLY.findall(KEPT.sub("", entry.msgstr))
        assert not found, f"{entry.msgctxt}: {entry.msgstr}"
        assert not FOREIGN["nb"].search(TABLES.sub("", KEPT.sub("", entry.msgstr))), entry.msgstr
