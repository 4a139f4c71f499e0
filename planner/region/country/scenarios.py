"""Scenario files for a new region: today, each alone, one unit, the best division, each as host."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import fill, indent

from planner.region.country.base import Country
from planner.region.country.tables import Named
from planner.region.country.words import english, norwegian

HOSTS_MAX = 12
"""In regions with more municipalities than this, no scenario is written for each as host."""

SOURCE = "Inhabitants are those of Statistics Norway (SSB)."
ASSUMED = (
    "municipal centres, posts, rooms and the minutes between places; the tables mark them, field by "
    "field."
)
WIDTH = 98
"""Characters to a line."""

LARGE_MUNICIPALITIES = 40
"""A region with more than this many is divided by the way to the seat alone."""


FREE = "units:\n  seats_in_every_municipality: true\n  assignment: free\n  outside: forbidden\n"
"""Units chosen freely, everyone a member."""


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """A scenario: its name, which the file has too, and what it says as YAML."""

    name: str
    title: str
    title_en: str
    about: str
    comment: str
    body: str

    def text(self, region: str, title: str, common: str, head: str = "") -> str:
        """The file, for a region at a path or by its name; `head` stands before all else."""
        return (
            f"{head}{_comment(self.comment)}"
            "#\n"
            f"{_comment(f'Source: made by `lms-planner region new` for {title}. {SOURCE}')}"
            "#\n"
            f"{_comment(f'Assumed: {ASSUMED}')}"
            "\n"
            f"name: {self.name}\n"
            f"title: {_quoted(self.title)}\n"
            f"title_en: {_quoted(self.title_en)}\n"
            f"about: >-\n{indent(fill(self.about, WIDTH), '  ')}\n"
            f"region: {_quoted(region)}\n"
            f"{self.body}{common}"
        )


def _comment(text: str) -> str:
    return indent(fill(text, WIDTH), "# ") + "\n"


def scenario_files(
    country: Country, codes: Sequence[str], ids: Named, *, hospitals: bool
) -> tuple[ScenarioFile, ...]:
    """The alternatives of a region, the one that is today first."""
    if len(codes) > LARGE_MUNICIPALITIES:
        return (_division(codes),)
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
    yield _file(
        "today",
        "today" if hospitals else "nothing",
        "No coordinating unit and no local course: what every other alternative is measured against.",
        "units:\n  candidates: []\nvenues:\n  strategy: none\n",
    )
    solo = ", ".join(f"s_{ids.municipalities[code]}" for code in codes)
    yield _file(
        "solo",
        "solo",
        "Each municipality is its own unit, with half a coordinator post.",
        f"units:\n  candidates: [{solo}]\n",
    )
    if len(codes) < 2:
        return
    yield _file(
        "one-unit",
        "one-unit",
        "One unit for all, its seat where travel is least.",
        f"{FREE}  count_max: 1\n",
    )
    yield _file(
        "best-division",
        "best-division",
        "Units, seats and members chosen freely, with everyone a member.",
        FREE,
    )
    if len(codes) > HOSTS_MAX:
        return
    for code in codes:
        name, key = country.municipalities[code].name, ids.municipalities[code]
        yield _file(
            f"host-{key.replace('_', '-')}",
            "host",
            f"{name} hosts one unit for all.",
            f"units:\n  candidates: [u_{key}]\n",
            named=name,
        )


def _division(codes: Sequence[str]) -> ScenarioFile:
    return _file(
        "best-division",
        "country",
        "Everyone a member of a unit of 20 000 to 40 000 inhabitants, as near to its seat as can be.",
        f"{FREE}threshold:\n  mode: hard\n  upper: hard\n"
        "venues:\n  strategy: none\n"
        "objectives: [seat_travel]\n"
        "solve:\n  seconds_max: 600\n",
        count=len(codes),
    )


def _file(
    name: str, key: str, comment: str, body: str, *, named: str = "", count: int = 0
) -> ScenarioFile:
    values: dict[str, object] = {"name": named, "count": count}
    return ScenarioFile(
        name=name,
        title=norwegian(f"{key}.title", **values),
        title_en=english(f"{key}.title", **values),
        about=norwegian(f"{key}.about", **values),
        comment=comment,
        body=body,
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
