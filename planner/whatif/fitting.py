"""Numbers as the paths that they stand at want them."""

from __future__ import annotations

from planner.scenario import parse_path, shape_at


def fitting(path: str, value: float) -> float | int:
    """A number as a path wants it: whole, or rounded to 12 digits so that 0.1 + 0.2 reads 0.3."""
    parts = parse_path(path)
    shape = shape_at(parts) or shape_at(tuple(int(p) if p.isdecimal() else p for p in parts))
    if shape is not None and shape.kind == "whole":
        return round(value)
    return float(f"{value:.12g}")
