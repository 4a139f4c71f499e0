"""Zipped documents of a user's (.xlsx, .docx, .zip): looked at before anything unpacks them.

A file of a few kB can unpack to gigabytes, or lack half of itself. No library that reads one looks.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from planner.errors import Finding, InputError
from planner.messages import message

PARTS_MAX = 10_000
MB_MAX = 500
RATIO_MAX = 1000
"""Unpacked against packed, of parts larger than 10 MB; XML comes to about 100 at the most."""


def check_archive(path: Path, what: str, fix: str) -> None:
    """See that a zipped document is whole and of a size that can be read.

    `what` says what should have been there ("a Word document (.docx)"), `fix` how to get one.

    Raises:
        InputError: no such file, no archive, damaged, locked with a password, or too large.
    """

    def refused(problem: str, found: str) -> InputError:
        return InputError([Finding(str(path), problem, found=found, expected=what, fix=fix)])

    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > PARTS_MAX or unpacked > MB_MAX * 2**20:
                size = f"{len(parts)} parts, {unpacked / 2**20:.0f} MB unpacked"
                raise refused(message("is too large"), size)
            for part in parts:
                if part.flag_bits & 1:
                    raise refused(message("is locked with a password"), part.filename)
                large = part.file_size > 10 * 2**20
                if large and part.file_size > RATIO_MAX * max(part.compress_size, 1):
                    raise refused(message("unpacks to more than such a file can hold"), part.filename)
            damaged = archive.testzip()
    except InputError:
        raise
    except FileNotFoundError:
        raise refused(message("cannot be opened"), message("nothing there")) from None
    except IsADirectoryError:
        raise refused(message("cannot be opened"), message("a folder")) from None
    except OSError as error:
        raise refused(message("cannot be opened"), error.strerror or str(error)) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
            UnicodeDecodeError) as error:  # fmt: skip
        raise refused(
            message("cannot be opened: damaged, or another kind of file"), str(error)
        ) from None
    if damaged is not None:
        raise refused(message("is damaged"), message("the part {damaged}", damaged=damaged))
