"""What the figures were measured on, in a line each."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version
from pathlib import Path

from planner.pipeline.together import cores

LIBRARIES = ("highspy", "PuLP", "scipy", "networkx", "numpy")


def description() -> str:
    """Processor, memory, Python and the libraries that do the work."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{_processor()}, {cores()} cores, {_memory()}, {platform.system()} {platform.machine()}\n"
        f"Python {sys.version.split()[0]}, lms-planner {version('lms-planner')}, {libraries}\n"
    )


def _processor() -> str:
    return _field("/proc/cpuinfo", "model name") or platform.processor() or "unknown processor"


def _memory() -> str:
    kilobytes = _field("/proc/meminfo", "MemTotal").split()
    return f"{int(kilobytes[0]) / 1024**2:.0f} GB" if kilobytes else "unknown memory"


def _field(path: str, name: str) -> str:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "")
