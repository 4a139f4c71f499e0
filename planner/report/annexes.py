"""Names of the case document's annexes, apart from what writes them: the command line starts fast."""

from __future__ import annotations

ANNEX_NAMES: tuple[str, ...] = (
    "alternatives",
    "comparison",
    "offers",
    "staffing",
    "costs",
    "interfaces",
    "sensitivity",
    "pilot",
    "assumptions",
    "municipalities",
    "method",
    "sources",
)
"""In the order in which they stand behind the paper."""
