"""A model as text: what PuLP writes as an LP file, with one line per row."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pulp


def lp_text(lp: pulp.LpProblem) -> str:
    """What `writeLP` writes, its wrapped rows joined, the empty objective left out.

    PuLP orders rows, and the terms of a row, by name, so the text does not depend on the order in which
    anything was made.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.lp"
        lp.writeLP(str(path))
        lines = path.read_text(encoding="utf-8").splitlines()
    text: list[str] = []
    in_rows = True
    for line in lines[lines.index("Subject To") :]:
        in_rows = in_rows and line not in ("Bounds", "Generals", "Binaries", "End")
        if line.strip() in ("__dummy = 0", "_dummy: __dummy = 0"):
            continue  # what PuLP puts where a row or the objective has no variable
        if in_rows and line.startswith(" "):
            text[-1] += f" {line.strip()}"
        else:
            text.append(line.rstrip().replace("__dummy", "0"))
    return "\n".join(text) + "\n"
