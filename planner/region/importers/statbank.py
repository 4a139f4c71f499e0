"""Tables of the SSB statistics bank: CSV with semicolons, Excel, JSON-stat 2 → figures by code.

    07459   population by municipality (also by sex and age)
    04317   population of basic units (*grunnkretser*)
    01222   population and changes each quarter

Codes come as `K-5524`, `K_5524`, `5524 Målselv` or `5524`, basic units with eight digits. Of several
periods the last counts; of several contents the population; of sex and age the total where there is
one, and else the sum.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.region.importers.given import Given, number

REGION = re.compile(r"^(?:K[-_ ]?)?(?P<code>\d{4}|\d{8}|\d{6})(?:[ .:–-]+(?P<name>\D.*))?$")
PERIOD = re.compile(r"(?P<year>(19|20)\d\d)(K(?P<quarter>[1-4]))?")
TODAY = 9999
TOTALS = frozenset(
    {"begge kjønn", "both sexes", "i alt", "alle aldre", "all ages", "total", "0-105+", "alle"}
)
CONTENTS = (
    "utgangen av kvartalet",
    "end of the quarter",
    "personer",
    "persons",
    "folkemengde",
    "population",
    "folketall",
    "befolkning",
    "inngangen av kvartalet",
    "beginning of the quarter",
)
"""Which content is the population, the surest first."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Inhabitants by code of one period; `digits` is 4 for municipalities, 8 for basic units."""

    persons: Mapping[str, int]
    names: Mapping[str, str]
    period: str
    digits: int
    missing_codes: tuple[str, ...]
    """Codes without a figure (`.`, `..` or `:`)."""
    year: int
    """The year whose numbers these are: that of the period, or today's for `K-` numbers, which the bank
    has led back through the years."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the texts of its dimensions, its period, its content and the figure."""

    texts: tuple[str, ...]
    period: str
    content: str
    value: float | None


def figures_of(given: Given) -> list[Figure]:
    """Every figure of a file of the statistics bank; none where it is no such file."""
    return list(_json_cells(given.json) if given.json is not None else _table_cells(given))


def read_statistics(given: Given) -> Statistics | None:
    """What a file of the statistics bank says of people; None where it is none."""
    cells = figures_of(given)
    if not cells:
        return None
    column = _region_column(cells)
    if column is None:
        return None
    period = max((cell.period for cell in cells), default="")
    cells = [cell for cell in cells if cell.period == period]
    content = _content({cell.content for cell in cells})
    if content is None:
        return None
    return _summed([cell for cell in cells if cell.content == content], column, period)


def _summed(cells: Sequence[Figure], column: int, period: str) -> Statistics | None:
    width = len(cells[0].texts)
    for place in range(width):
        if place == column:
            continue
        totals = {c.texts[place] for c in cells if c.texts[place].casefold().strip() in TOTALS}
        if totals:
            cells = [cell for cell in cells if cell.texts[place] in totals]
    persons: dict[str, float] = defaultdict(float)
    names: dict[str, str] = {}
    missing: set[str] = set()
    for cell in cells:
        match = REGION.match(cell.texts[column].strip())
        if match is None or match["code"] in ("0000", "00000000"):
            continue
        code = match["code"]
        names.setdefault(code, match["name"] or "")
        if cell.value is None:
            missing.add(code)
        else:
            persons[code] += cell.value
    digits = max(len(code) for code in names) if names else 0
    led_back = any(cell.texts[column].strip().startswith("K") for cell in cells)
    if digits not in (4, 8):
        return None
    return Statistics(
        persons={code: round(persons[code]) for code in sorted(persons) if len(code) == digits},
        names=names,
        period=period,
        digits=digits,
        missing_codes=tuple(sorted(missing - set(persons))),
        year=TODAY if led_back or not period else int(period[:4]),
    )


def _region_column(cells: Sequence[Figure]) -> int | None:
    """The dimension that is the region: where nearly every text is a code."""
    for place in range(len(cells[0].texts)):
        hits = sum(REGION.match(cell.texts[place].strip()) is not None for cell in cells)
        if hits >= 0.8 * len(cells):
            return place
    return None


def _content(contents: set[str]) -> str | None:
    """The content that is the population; the only one where there is one."""
    for wanted in CONTENTS:
        for content in sorted(contents):
            if wanted in content.casefold():
                return content
    return next(iter(contents)) if len(contents) == 1 and contents != {""} else None


def _json_cells(found: Any) -> Iterator[Figure]:
    """JSON-stat 2: dimensions in the order of `id`, figures row by row."""
    if not isinstance(found, dict) or found.get("class") != "dataset" or "dimension" not in found:
        return
    order, sizes = list(found.get("id", [])), list(found.get("size", []))
    labels = [_labels(found["dimension"][name]["category"]) for name in order]
    values = found.get("value", [])
    roles = found.get("role") or {}
    time = next((i for i, n in enumerate(order) if n in roles.get("time", ()) or n == "Tid"), None)
    what = next(
        (i for i, n in enumerate(order) if n in roles.get("metric", ()) or n == "ContentsCode"), None
    )
    total = 1
    for size in sizes:
        total *= size
    for place in range(total):
        value = values.get(str(place)) if isinstance(values, dict) else values[place]
        rest, at = place, []
        for size in reversed(sizes):
            rest, here = divmod(rest, size)
            at.append(here)
        at.reverse()
        texts = [labels[i][at[i]] for i in range(len(order))]
        yield Figure(
            texts=tuple(text for i, text in enumerate(texts) if i not in (time, what)),
            period=_period(texts[time]) if time is not None else "",
            content=texts[what] if what is not None else str(found.get("label", "")),
            value=None if value is None else float(value),
        )


def _labels(category: Mapping[str, Any]) -> list[str]:
    """`code name` of each category, in order."""
    index, labels = category.get("index", {}), category.get("label", {})
    codes = (
        sorted(index, key=lambda code: int(index[code]))
        if isinstance(index, dict)
        else list(index or labels)
    )
    shown = []
    for code in codes:
        label = str(labels.get(code, ""))
        is_code = REGION.match(str(code)) is not None and not label.startswith(str(code))
        shown.append(
            f"{code} {label}" if is_code and not PERIOD.fullmatch(str(code)) else label or code
        )
    return shown


def _period(text: str) -> str:
    match = PERIOD.search(text)
    return match[0] if match else ""


def _table_cells(given: Given) -> Iterator[Figure]:
    """A table with a title above it: texts to the left, a column for each period and content."""
    for _, rows in given.sheets:
        title = next((row[0] for row in rows[:3] if row and row[0]), "")
        head = next((i for i, row in enumerate(rows[:12]) if _is_header(row)), None)
        if head is None:
            continue
        header, above = rows[head], rows[head - 1] if head else ()
        values = [i for i, cell in enumerate(header) if PERIOD.search(cell) and i > 0]
        texts = list(range(min(values)))
        time = next(
            (i for i in texts if header[i].casefold() in ("år", "kvartal", "year", "quarter")), None
        )
        last = [""] * len(texts)
        for row in rows[head + 1 :]:
            if not any(row) or len(row) <= max(values):
                continue
            last = [row[i] or last[i] for i in texts]  # Excel leaves a repeated text out
            for i in values:
                label = header[i] if not PERIOD.fullmatch(header[i]) else _above(above, i)
                content = PERIOD.sub("", label).strip() or _variable(header, last) or title
                yield Figure(
                    texts=tuple(text for j, text in enumerate(last) if j != time),
                    period=_period(header[i]),
                    content=content,
                    value=number(row[i]),
                )


def _is_header(row: Sequence[str]) -> bool:
    """Texts, then at least one column whose name ends in a year or quarter."""
    found = [i for i, cell in enumerate(row) if PERIOD.search(cell)]
    return bool(found) and found[0] > 0 and len(row) < 400 and REGION.match(row[0] or "") is None


def _above(above: Sequence[str], column: int) -> str:
    """The content in the row above, which Excel writes once for several periods."""
    return next((above[i] for i in range(min(column, len(above) - 1), -1, -1) if above[i]), "")


def _variable(header: Sequence[str], texts: Sequence[str]) -> str:
    """The content where it is a text of its own (`statistikkvariabel`)."""
    for name, text in zip(header, texts, strict=False):
        if name.casefold() in ("statistikkvariabel", "contents"):
            return text
    return ""
