"""The table of a study: one row per point, inputs first, then how it ended, then every indicator."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.evaluate import INDICATORS
from planner.files import csv_text, replaced_file, write_text
from planner.messages import message
from planner.scenario import suggestion
from planner.whatif.rankings import RANKED, TEXTS, ranking_columns
from planner.whatif.store import read_store

if TYPE_CHECKING:
    import pandas as pd

HEAD = ("point", "scenario")
ENDED = ("status", "reason", "gap", "method", "hash")
CHOSEN = ("unit_ids", "guideline", "venue_ids")
TIMES = "seconds.csv"
"""How long each point took, which differs from run to run and so stands apart from the table."""


def read_table(folder: Path | str) -> pd.DataFrame:
    """The table of a study that was run, also while it runs; points still to do have no status.

    Columns: `point`, `scenario`, one for each input, `status`, `reason`, `gap` (relative), `method`,
    `hash`, `unit_ids`, `guideline` and `venue_ids` (joined by `;`), and every indicator of a
    whole plan (`planner.evaluate.INDICATORS` has units and formulas). Where the study has weights also
    those of `planner.whatif.rankings`.

    Raises:
        InputError: no study was run there.
    """
    import pandas as pd

    with read_store(Path(folder)) as store:
        rows = store.rows()
        weightings = store.weightings()
    inputs = list(dict.fromkeys(name for row in rows for name in row["inputs"]))
    indicators = [name for name in INDICATORS if any(name in row["row"] for row in rows)]
    ranked = ranking_columns(rows, weightings)
    taken = {*HEAD, *ENDED, *CHOSEN, *indicators, *ranked}
    named = {name: f"input.{name}" if name in taken else name for name in inputs}
    table: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in HEAD}
    for name in inputs:
        table[named[name]] = _alike([row["inputs"].get(name) for row in rows])
    table |= {name: [None if row[name] == "" else row[name] for row in rows] for name in ENDED}
    table |= {name: values for name, values in ranked.items() if name in RANKED}
    for name in (*CHOSEN, *indicators):
        table[name] = [row["row"].get(name) for row in rows]
    table |= ranked
    frame = pd.DataFrame(table)
    for name in (*indicators, *(name for name in ranked if name not in TEXTS)):
        frame[name] = pd.to_numeric(frame[name], errors="coerce")
    return frame


def _alike(values: list[Any]) -> list[Any]:
    """Values of one kind: text where not all are numbers, so that a column can be stored."""
    told = [value for value in values if value is not None]
    if all(isinstance(value, bool) for value in told):
        return values
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in told):
        return values
    return [None if value is None else str(value) for value in values]


def chosen_columns(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Some columns, in the order asked.

    Raises:
        InputError: a column that there is not; all of them at once.
    """
    unknown = [name for name in names if name not in frame.columns]
    if unknown:
        raise InputError(
            Finding(
                "the table",
                message("has no such column"),
                found=name,
                fix=suggestion(name, frame.columns),
            )
            for name in unknown
        )
    return frame.loc[:, list(names)]


def csv_of(frame: pd.DataFrame) -> str:
    """The table as CSV: UTF-8, commas, an empty cell where there is nothing to tell."""
    text: str = frame.to_csv(index=False, lineterminator="\n")
    return text


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write the table, whole or not at all: Parquet where the name ends so, else CSV.

    Raises:
        InputError: it cannot be written, or Parquet is not installed.
    """
    content = _parquet(frame) if path.suffix == ".parquet" else csv_of(frame).encode()
    with replaced_file(path) as new:
        new.write_bytes(content)


def write_tables(folder: Path) -> tuple[Path, ...]:
    """`table.csv` and `seconds.csv` in a study's folder; `table.parquet` where it can be written."""
    frame = read_table(folder)
    written = [folder / "table.csv", folder / TIMES]
    write_table(frame, written[0])
    with read_store(folder) as store, replaced_file(written[1]) as new:
        rows = [(row["point"], row["seconds"]) for row in store.rows()]
        write_text(new, csv_text(("point", "seconds"), rows))
    try:
        write_table(frame, folder / "table.parquet")
        written.append(folder / "table.parquet")
    except ParquetMissingError:
        pass
    return tuple(written)


class ParquetMissingError(InputError):
    """Parquet needs a package that is not installed."""


def _parquet(frame: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    try:
        frame.to_parquet(out, index=False)
    except ImportError:
        raise ParquetMissingError(
            [
                Finding(
                    "Parquet",
                    message("the package pyarrow is not installed"),
                    fix=message(
                        "Install it: pip install 'lms-planner[parquet]'; or let the name end in .csv."
                    ),
                )
            ]
        ) from None
    return out.getvalue()
