"""Packages that can be called like the function that they are named after.

`planner.solve` and `planner.evaluate` are steps of the way and rooms of the house: a script writes
`planner.solve(problem)`, the house `from planner.solve import Memo`. Both work, in any order.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class CallableModule(ModuleType):
    """A package whose call is that of its function of the same name."""

    def __call__(self, *values: Any, **named: Any) -> Any:
        """The function's answer."""
        return getattr(self, self.__name__.rpartition(".")[2])(*values, **named)


def make_callable(package: str) -> None:
    """Let a package, by its full name, be called like its function of the same name."""
    sys.modules[package].__class__ = CallableModule
