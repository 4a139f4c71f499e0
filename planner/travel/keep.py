"""The cache of many-to-many times: files named by a hash of everything that the times depend on.

Never stale, because nothing but the content decides which file is read. A file is written beside its
place and moved there, so that a reader meets a whole one or none; what cannot be read counts as absent.
The folder may be emptied at any time.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from planner.travel.network import OpenLinks

FOLDER_VARIABLE = "LMS_PLANNER_CACHE"
"""Environment variable that names another folder for the cache."""

VERSION = 1
"""Part of the hash: raised whenever times are computed or kept differently."""


def cache_folder() -> Path:
    """Where times are kept: `LMS_PLANNER_CACHE`, or the user's folder for caches."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "lms-planner" / "travel"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "lms-planner" / "travel"


def key_of(
    links: OpenLinks,
    origins: Mapping[str, int],
    destinations: Mapping[str, int],
    minutes_max: float | None,
) -> str:
    """SHA-256 of the open links as they are in the season, both ends and the limit."""
    digest = hashlib.sha256()
    ends = [list(origins.items()), list(destinations.items())]
    # each length stands before what is counted, so that no two inputs run together to the same bytes
    head = json.dumps([VERSION, links.size, len(links.keys), minutes_max, ends]).encode()
    digest.update(len(head).to_bytes(8, "little") + head)
    for values, kind in ((links.keys, "<i8"), (links.minutes, "<f8"), (links.km, "<f8")):
        digest.update(values.astype(kind).tobytes())
    return digest.hexdigest()


def find(
    folder: Path, key: str, shape: tuple[int, int]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]] | None:
    """Minutes and km kept under a key, or None where there is no whole file of this shape."""
    import numpy as np

    damaged = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error)
    try:
        content = _path(folder, key).read_bytes()
        digest, body = content[:32], content[32:]
        if hashlib.sha256(body).digest() != digest:
            return None
        with np.load(io.BytesIO(body), allow_pickle=False) as kept:
            minutes, km = kept["minutes"], kept["km"]
    except damaged:
        return None
    if minutes.shape != shape or km.shape != shape or minutes.dtype != np.float64:
        return None
    return minutes, km


def put(folder: Path, key: str, minutes: npt.NDArray[np.float64], km: npt.NDArray[np.float64]) -> None:
    """Keep times under a key; where the folder cannot be written to, they are not kept."""
    import numpy as np

    body = io.BytesIO()
    np.savez_compressed(body, minutes=minutes, km=km)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(_path(folder, key), hashlib.sha256(body.getvalue()).digest() + body.getvalue())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _path(folder: Path, key: str) -> Path:
    return folder / f"{key}.times"
