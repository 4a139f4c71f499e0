"""`region new`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from planner.commands.console import Console
from planner.errors import Finding, InputError, PlannerError
from planner.messages import message
from planner.region import TEXTS, Country, NewRegion, chosen_codes, new_region, read_country
from planner.report.words import in_words
from planner.texts import Lang


def new_command(
    console: Console,
    municipalities: str | None,
    whole_country: bool,
    hospitals: str | None,
    out: Path,
    title: str,
    lang: Lang,
) -> int:
    """Write a region of some municipalities, or of all, and scenario files beside it."""
    country = read_country()
    municipalities = _asked_municipalities(municipalities, whole_country, lang)
    codes = _codes(country, municipalities, whole_country, hospitals)
    hospital_codes = _hospital_codes(country, hospitals, lang)
    made = new_region(country, NewRegion(codes, hospital_codes, title), out)
    console.result(str(made.path))
    told = message(
        "{municipalities} municipalities, {places} places, {persons} inhabitants (SSB, 1 January "
        "2025), {links} ways between places, {ferries} of them by ferry; {scenarios} scenario files.",
        municipalities=made.municipalities,
        places=made.places,
        persons=made.persons,
        links=made.links,
        ferries=made.ferries,
        scenarios=len(made.scenarios),
    )
    console.say(in_words(lang, told))
    console.say(
        in_words(
            lang,
            message(
                "Minutes and km are estimated from the distance over land and marked as assumed, as "
                "are centres, rooms, posts and units. `lms-planner region add {path} FILE` takes in "
                "official roads, travel times and populations.",
                path=str(made.path),
            ),
        )
    )
    if not made.hospitals:
        console.say(
            in_words(
                lang,
                message(
                    "No hospital is named, so today's alternative has no offer at all: name the "
                    "municipality of each hospital that has a learning and mastery centre with "
                    "--sykehus."
                ),
            )
        )
    folder = made.scenarios[0].parent
    console.say(in_words(lang, message("Next:")))
    console.say(f"  lms-planner compare {folder}/*.yaml --out {folder}-sammenligning")
    return 0


def _asked_municipalities(given: str | None, whole_country: bool, lang: Lang) -> str:
    if given is not None and whole_country:
        raise click.UsageError(message("--kommuner and --hele-landet exclude each other."))
    if given is not None or whole_country:
        return given or ""
    if not sys.stdin.isatty():
        raise click.UsageError(message("Name municipalities with --kommuner, or --hele-landet."))
    return str(click.prompt(TEXTS.text(lang, "ask.municipalities"), err=True))


def _codes(
    country: Country, municipalities: str, whole_country: bool, hospitals: str | None
) -> tuple[str, ...]:
    """The municipalities; what is wrong with the hospitals is told together with them."""
    findings: list[Finding] = []
    codes: tuple[str, ...] = tuple(country.municipalities)
    try:
        if not whole_country:
            codes = chosen_codes(country, municipalities)
    except InputError as error:
        findings += error.findings
    try:
        if hospitals:
            chosen_codes(country, hospitals, "--sykehus")
    except InputError as error:
        findings += error.findings
    if findings:
        raise InputError(findings)
    return codes


def _hospital_codes(country: Country, given: str | None, lang: Lang) -> tuple[str, ...]:
    """The municipalities of the hospitals, asked for where somebody sits at a terminal."""
    while given is None and sys.stdin.isatty():
        text = str(
            click.prompt(
                TEXTS.text(lang, "ask.hospitals"),
                default="",
                show_default=False,
                err=True,
            )
        )
        try:
            return chosen_codes(country, text, "--sykehus") if text.strip() else ()
        except PlannerError as error:
            click.echo(str(error), err=True)
    return chosen_codes(country, given, "--sykehus") if given else ()
