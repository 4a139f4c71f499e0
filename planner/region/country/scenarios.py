"""Scenario files for a new region: today, each alone, one unit, the best division, each as host."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.region.country.base import Country
from planner.region.country.tables import Named

HOSTS_MAX = 12
"""In regions with more municipalities than this, no scenario is written for each as host."""

LARGE_MUNICIPALITIES = 40
"""A region with more than this many is divided by the way to the seat alone."""


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """A scenario: its name, which the file has too, and what it says as YAML."""

    name: str
    title: str
    title_en: str
    about: str
    comment: str
    body: str

    def text(self, region: str, title: str, common: str) -> str:
        """The file, for a region at a path."""
        return (
            f"# {self.comment}\n"
            "#\n"
            f"# Source: made by `lms-planner region new` for {title}. Inhabitants are those of SSB;\n"
            "# units, posts, rooms and the minutes between places are assumed, see the tables.\n"
            "\n"
            f"name: {self.name}\n"
            f"title: {_quoted(self.title)}\n"
            f"title_en: {_quoted(self.title_en)}\n"
            f"about: {_quoted(self.about)}\n"
            f"region: {_quoted(region)}\n"
            f"{self.body}{common}"
        )


def scenario_files(
    country: Country, codes: Sequence[str], ids: Named, *, hospitals: bool
) -> tuple[ScenarioFile, ...]:
    """The alternatives of a region, the one that is today first."""
    if len(codes) > LARGE_MUNICIPALITIES:
        return (_division(country, codes),)
    return tuple(_alternatives(country, codes, ids, hospitals))


def common_lines(ferries: bool, adjacency_by_ferry: bool) -> str:
    """What every scenario of the region says: ferries are part of the road where there are any."""
    text = ""
    if adjacency_by_ferry:
        text += "contiguity:\n  boats: true  # municipalities that only a ferry joins\n"
    if ferries:
        text += "travel:\n  boats: true  # car ferries are part of the road\n"
    return text


def _alternatives(
    country: Country, codes: Sequence[str], ids: Named, hospitals: bool
) -> Iterator[ScenarioFile]:
    where = (
        "sykehuset"
        if hospitals
        else "ingen steder: regionen har ikke sykehus med lærings- og mestringssenter"
    )
    yield ScenarioFile(
        "today",
        "I dag: bare sykehuset" if hospitals else "I dag: uten tilbud",
        "Today: the hospital only" if hospitals else "Today: no offer",
        f"Ingen samordningsenhet og ingen lokale kurs. De som vil delta, deltar ved {where}."
        if hospitals
        else f"Ingen samordningsenhet og ingen lokale kurs. De som vil delta, har {where}.",
        "No coordinating unit and no local course: what every other alternative is measured against.",
        "units:\n  candidates: []\nvenues:\n  strategy: none\n",
    )
    solo = ", ".join(f"s_{ids.municipalities[code]}" for code in codes)
    yield ScenarioFile(
        "solo",
        "Hver kommune for seg",
        "Each municipality alone",
        "Hver kommune er sin egen samordningsenhet, med sete i kommunesenteret.",
        "Each municipality is its own unit, with half a coordinator post.",
        f"units:\n  candidates: [{solo}]\n",
    )
    if len(codes) < 2:
        return
    yield ScenarioFile(
        "one-unit",
        "Én felles enhet",
        "One unit for all",
        "Én samordningsenhet for alle kommunene; modellen velger hvilket kommunesenter den har sete i.",
        "One unit for all, its seat where travel is least.",
        "units:\n  seats_in_every_municipality: true\n  assignment: free\n  outside: forbidden\n"
        "  count_max: 1\n",
    )
    yield ScenarioFile(
        "best-division",
        "Beste inndeling",
        "The best division",
        "Modellen velger selv hvilke enheter som skal finnes, hvor de har sete, og hvilke kommuner som "
        "hører til dem. Alle kommunene er med.",
        "Units, seats and members chosen freely, with everyone a member.",
        "units:\n  seats_in_every_municipality: true\n  assignment: free\n  outside: forbidden\n",
    )
    if len(codes) > HOSTS_MAX:
        return
    for code in codes:
        name, key = country.municipalities[code].name, ids.municipalities[code]
        yield ScenarioFile(
            f"host-{key.replace('_', '-')}",
            f"{name} som vertskommune",
            f"{name} as host municipality",
            f"{name} er vertskommune og samordner for alle kommunene.",
            f"{name} hosts one unit for all.",
            f"units:\n  candidates: [u_{key}]\n",
        )


def _division(country: Country, codes: Sequence[str]) -> ScenarioFile:
    return ScenarioFile(
        "best-division",
        "Beste inndeling i enheter",
        "The best division into units",
        f"De {len(codes)} kommunene delt i samordningsenheter på 20 000–40 000 innbyggere, slik at "
        "veien til setet blir kortest mulig. En enhet rundt en kommune som alene er større enn 40 000, "
        "kan ta inntil 20 000 andre.",
        "Everyone a member of a unit of 20 000 to 40 000 inhabitants, as near to its seat as can be.",
        "units:\n  seats_in_every_municipality: true\n  assignment: free\n  outside: forbidden\n"
        "threshold:\n  mode: hard\n  upper: hard\n"
        "venues:\n  strategy: none\n"
        "objectives: [seat_travel]\n"
        "solve:\n  seconds_max: 600\n",
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
