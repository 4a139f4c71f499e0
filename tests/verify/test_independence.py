"""The verifier shares nothing with the model that it checks."""

from __future__ import annotations

import subprocess
import sys

FORBIDDEN = ("pulp", "highspy", "planner.problem", "planner.model", "planner.solve", "planner.evaluate")


def test_the_verifier_imports_neither_model_nor_solver() -> None:
    code = "import planner.verify, sys; planner.verify.checks(); print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "planner.rules.nearest.verify" in loaded
    assert not {name for name in loaded if name.startswith(FORBIDDEN)}
