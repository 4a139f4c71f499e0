"""Files that other programs leave in any folder: they are nobody's results and nobody's work.

A results folder that holds them is replaced like any other, and they stay in it.
"""

from __future__ import annotations

import fnmatch

GUESTS = (
    ".DS_Store",
    "._*",
    ".localized",
    "Icon\r",
    "Thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "~$*",
    ".~lock.*#",
    ".directory",
    ".gitkeep",
    ".gitignore",
    ".keep",
    ".nfs*",
    ".fuse_hidden*",
    ".snakemake_timestamp",
    ".targetstamp",
    ".dvc",
    ".dropbox",
    ".stfolder",
    "*:Zone.Identifier",
)
"""Of Finder, Explorer, Excel and Word, LibreOffice, KDE, Git, network disks, workflow tools and folders
that are kept in step; as patterns of `fnmatch`."""


def is_guest(name: str) -> bool:
    """Whether another program leaves a file of this name wherever it goes.

    >>> [name for name in ("Thumbs.db", "~$front.xlsx", ".~lock.a.ods#", "a.txt") if is_guest(name)]
    ['Thumbs.db', '~$front.xlsx', '.~lock.a.ods#']
    """
    return any(fnmatch.fnmatch(name.casefold(), pattern.casefold()) for pattern in GUESTS)
