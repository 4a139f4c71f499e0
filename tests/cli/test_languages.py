"""The command line speaks the reader's language: help, notes and what is wrong with an option."""

from __future__ import annotations

import inspect
import re

import click
import pytest

import cli
from planner.commands.spoken import help_texts
from planner.texts import LANGS
from tests.cli.running import Here

ENGLISH = re.compile(
    r"\b(the|and|of|with|from|which|file|folder|write|show|every|each|municipalit\w+|runs?)\b"
)
KEPT = re.compile(
    r"--\S+|`[^`]*`|\b[A-Z]{2,}\b|Ctrl-C|lms-planner [\w /.-]+|\[[^\]]*\]|\w+\.(?:yaml|json|xlsx|txt)"
    r"|\b(?:table|html|png|svg|pdf|docx|odt|gpkg|geojson|csv|json|xlsx) ="
    r"|alternatives, comparison.*?sources|\btravel, cost.*?unmet"
)
"""What stands in English in every language: options, names of forms, commands, identifiers."""


def commands(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [path]
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            found += commands(one, (*path, name))
    return found


@pytest.fixture(autouse=True)
def _no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("path", commands(cli.main_group), ids=" ".join)
def test_no_english_in_norwegian_help(
    lms: Here, monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...]
) -> None:
    monkeypatch.setenv("LANG", "nb_NO.UTF-8")
    ran = lms(*path, "--help")
    assert ran.code == 0
    body = ran.out.split("\n\nKommandoer:")[0].partition("\n")[2]
    words = re.sub(r"^ +-.*?(?:  |$)", "", body, flags=re.MULTILINE)
    found = ENGLISH.findall(KEPT.sub(" ", " ".join(words.split())))
    assert not found, ran.out
    assert "Vis denne teksten" in ran.out


def test_english_help_is_as_it_was_written(lms: Here) -> None:
    told = " ".join(lms("solve", "--help").out.split())
    assert " ".join(inspect.getdoc(cli.solve.callback).split()) in told
    assert "Options:" in told


def test_the_language_asked_for_comes_before_the_locale(
    lms: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "nb_NO.UTF-8")
    assert lms("solve", "--lang", "en", "--help").out.startswith("Usage:")
    assert lms("solve", "--help").out.startswith("Bruk:")
    monkeypatch.setenv("LC_ALL", "C")
    assert lms("solve", "--help").out.startswith("Usage:")
    assert lms("solve", "--lang=nb", "--help").out.startswith("Bruk:")
    assert lms("solve", "--help").out.startswith("Usage:")  # nothing stays behind


def test_wrong_use_is_told_in_norwegian(lms: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "nb_NO.UTF-8")
    ran = lms("solve", "alt-0-today", "--gap", "3")
    assert ran.code == 2
    assert "Feil: Ugyldig verdi for" in ran.err
    ran = lms("compare")
    assert ran.code == 2
    assert "Nevn minst ett scenario" in ran.err
    ran = lms("solve", "alt-0-today", "--out", "ut")
    assert ran.err.strip() == "Skrevet til ut"


def test_every_language_has_all_of_the_help() -> None:
    from docs.tools.catalogues import messages

    known = {one.english for one in messages() if one.domain == "help"}
    assert set(help_texts(cli.main_group)) <= known
    assert set(LANGS) >= {"nb", "en"}


def test_a_language_before_the_command_holds_for_it(lms: Here) -> None:
    """`--lang` stands before the command or after it; after it wins."""
    assert "Planlegg" in lms("--lang", "nb", "--help").out
    assert "innbyggjarar" in lms("--lang", "nn", "solve", "alt-3-senjalegen").out
    assert "inhabitants" in lms("--lang", "nn", "solve", "alt-3-senjalegen", "--lang", "en").out
    refused = lms("--lang", "nb", "region", "show", "ingen-slik")
    assert refused.code == 2
    assert "ingen slik region" in refused.err
