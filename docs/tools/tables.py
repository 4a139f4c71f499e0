"""Tables of the pages that come from real plans or from the code.

<!-- table: NAME -->
…                       what the function of that name here gives
<!-- end -->
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from docs.tools.figures import Results
from planner.report.words.numbers import number, percent

Row = Mapping[str, Any]

_TABLE = re.compile(
    r"(?P<begin><!-- table: (?P<name>[\w-]+) -->\n).*?(?P<end>^<!-- end -->$)", re.MULTILINE | re.DOTALL
)


class TableError(Exception):
    """A page asks for a table that there is none of."""


def with_tables(source: str, found: Results) -> str:
    """The page with its tables made again.

    Raises:
        TableError: no table has the name.
    """

    def table(match: re.Match[str]) -> str:
        if match["name"] not in TABLES:
            raise TableError(f"no table {match['name']}; there are {', '.join(TABLES)}")
        return f"{match['begin']}\n{TABLES[match['name']](found)}\n\n{match['end']}"

    return _TABLE.sub(table, source)


def alternatives(found: Results) -> str:
    """The alternatives of the 2011 report, in Norwegian."""
    return _compared(found.comparisons["alternatives"], with_units=True)


def strategies(found: Results) -> str:
    """One organisation, other venues, in Norwegian."""
    return _compared(found.comparisons["strategies"], with_units=False)


def what_if(found: Results) -> str:
    """One organisation under other assumptions, in Norwegian; nothing is marked best."""
    return _compared(found.comparisons["what-if"], with_units=False, mark=False)


def municipalities(found: Results) -> str:
    """Mean minutes one way per municipality: today, one unit, two units."""
    names = ("alt-0-today", "alt-2-lokta", "alt-4c-both-dms")
    columns = [
        {row["code"]: row for row in found.alternative(name)["per_municipality"]} for name in names
    ]
    rows = [
        (
            row["name"],
            number("nb", row["persons"]),
            *(number("nb", column[code]["minutes_mean"]) for column in columns),
        )
        for code, row in columns[0].items()
    ]
    head = ("Kommune", "Innbyggere", "I dag", "LØKTA", "Begge DMS, hver for seg")
    return _markdown(head, rows, right=range(1, 5))


def programmes(found: Results) -> str:
    """What each programme needs, and whether LØKTA and a two-year cycle can fill it."""
    yearly, two_year = found.alternative("alt-2-lokta"), found.alternative("two-year")
    catalogue = found.solved["alt-2-lokta"].region.programmes
    later = {row["programme_id"]: row for row in two_year["per_programme"]}
    rows = []
    for row in yearly["per_programme"]:
        if row["persons_needed"] is None or not catalogue[row["programme_id"]].pooled:
            continue
        rows.append(
            (
                row["persons_needed"],
                (
                    row["name_nb"],
                    number("nb", row["participants_total"], 1),
                    number("nb", row["persons_needed"]),
                    number("nb", row["courses"], 1) if row["courses"] else "–",
                    number("nb", later[row["programme_id"]]["courses"], 1)
                    if later[row["programme_id"]]["courses"]
                    else "–",
                ),
            )
        )
    head = (
        "Tilbud",
        "Deltakere i året",
        "Innbyggere som trengs",
        "Kurs i året",
        "Kurs i året når gruppene samles over to år",
    )
    ordered = [cells for _, cells in sorted(rows, key=lambda row: (row[0], row[1]))]
    return _markdown(head, ordered, right=range(1, 5))


def verdicts(found: Results) -> str:
    """Each threshold verdict with the sentence that the tool gives of a real alternative."""
    low, almost, high = (number("nb", n) for n in (20_000, 19_000, 40_000))
    rules = {
        "innenfor": (f"minst {low} og høyst {high}", "alt-2-lokta"),
        "omtrent på nedre anslag": (f"mindre enn 5 % under {low}, altså over {almost}", "alt-3-six"),
        "under": (f"{almost} eller færre", "alt-3-senjalegen"),
        "over": (f"flere enn {high}; det er ingen feil i seg selv", None),
    }
    rows = []
    for word, (rule, name) in rules.items():
        said = "Ingen av alternativene i Midt-Troms"
        if name:
            alternative = found.alternative(name)
            said = f"{alternative['title']}: {alternative['verdict']['nb'][0]}"
        rows.append((f"**{word}**", rule, said))
    return _markdown(("Vurdering", "Innbyggere i enheten", "Slik sier verktøyet det"), rows)


def verifier(_found: Results) -> str:
    """What the verifier checks, from the docstrings of its rules."""
    from planner.verify import checks as rule_checks
    from planner.verify import stages, structure

    checks: dict[str, Callable[..., Any]] = {
        structure.RULE: structure.check,
        **rule_checks(),
        stages.RULE: stages.check,
    }
    rows = [
        (f"`{name}`", " ".join((check.__doc__ or "").split("\n\n")[0].split()))
        for name, check in checks.items()
    ]
    return _markdown(("check", "what it asks of a plan"), rows)


TABLES: Mapping[str, Callable[[Results], str]] = {
    "alternatives": alternatives,
    "strategies": strategies,
    "what-if": what_if,
    "municipalities": municipalities,
    "programmes": programmes,
    "verdicts": verdicts,
    "verifier": verifier,
}


def _compared(comparison: Row, *, with_units: bool, mark: bool = True) -> str:
    columns: list[tuple[str, str, Callable[[Row], str]]] = []
    if with_units:
        columns += [
            ("Innbyggere per enhet", "", _persons),
            (f"Mot {number('nb', 20_000)}–{number('nb', 40_000)}", "", _against),
            ("Dekning", "coverage_share", lambda row: percent("nb", row["coverage_share"])),
        ]
    columns += [
        (label, name, lambda row, name=name, form=form: form(row["indicators"][name]))  # type: ignore[misc]
        for label, name, form in (
            ("Tilbud som fylles\\*", "programmes_viable", _whole),
            ("Deltakere på kurs i regionen\\*", "participants_served", _whole),
            ("Reisetimer i året\\*", "travel_hours_total", _whole),
            ("Minutter én vei\\*", "minutes_mean", _whole),
            ("1000 kroner i året\\*", "cost_nok", lambda nok: _whole(nok / 1000)),
        )
    ]
    rows = []
    for row in comparison["alternatives"]:
        cells = [f"{row['title']} (`{row['scenario']}`)"]
        for _, name, text in columns:
            best = mark and name in row["best_in"]
            cells.append(f"**{text(row)}** ●" if best else text(row))
        rows.append(cells)
    head = ["Alternativ", *(label for label, _, _ in columns)]
    return _markdown(head, rows, right=range(1, len(head)))


def _whole(value: float) -> str:
    return number("nb", value)


def _persons(row: Row) -> str:
    persons = [unit["persons"] for unit in row["units"]]
    if len(persons) > 2:
        return f"{_whole(min(persons))}–{_whole(max(persons))}"
    return " og ".join(_whole(n) for n in persons) or "–"


def _against(row: Row) -> str:
    units = row["units"]
    if len(units) > 2 and all(unit["threshold_status"] == "below" for unit in units):
        return "alle under"
    said = {
        "within": "innenfor",
        "about": "omtrent på, {short} under",
        "below": "{short} under",
        "above": "{above} over",
    }
    return (
        "; ".join(
            said[unit["threshold_status"]].format(
                short=_whole(unit["persons_short"]), above=_whole(unit["persons_above"])
            )
            for unit in units
        )
        or "–"
    )


def _markdown(head: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> str:
    aligned = set(right)
    line = ["--:" if n in aligned else "---" for n in range(len(head))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, line, *rows))
