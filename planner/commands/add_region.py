"""`region add`."""

from __future__ import annotations

from pathlib import Path

from planner.commands.console import Console
from planner.messages import message
from planner.region import IMPORTERS, Choices, add_files
from planner.report.words import in_words
from planner.texts import Lang


def add_command(
    console: Console,
    region: str,
    files: tuple[Path, ...],
    ferry_wait: float,
    unit: str | None,
    lang: Lang,
) -> int:
    """Take official files into a region of one's own, and say what was taken and what was left."""
    choices = Choices(ferry_wait_minutes=ferry_wait, unit=unit or "")
    for added in add_files(region, files, IMPORTERS, choices):
        console.result(f"{added.path}: {in_words(lang, added.recognised)}")
        for told in added.told:
            console.result(f"  {in_words(lang, told)}")
    console.say(
        in_words(lang, message("{region} is written anew and checks without problems.", region=region))
    )
    return 0
