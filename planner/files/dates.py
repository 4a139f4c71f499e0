"""Office files without the time at which they were made: the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

EPOCH = datetime(2000, 1, 1)
"""One date for every file."""


def undated(content: bytes) -> bytes:
    """The same file (.xlsx, .docx) with one date in the archive and in its properties."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                date = f"{EPOCH.isoformat()}Z".encode()
                data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", date, data)
            info = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, data)
    return out.getvalue()
