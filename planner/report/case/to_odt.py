"""The document as an OpenDocument text: the Word file, turned by LibreOffice where there is one."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from planner.errors import Finding, InputError
from planner.messages import message
from planner.report.case.to_docx import docx_bytes
from planner.report.case.tree import Document

OFFICES = ("soffice", "libreoffice")
SECONDS = 180


def odt_bytes(document: Document, template: Path | None = None) -> bytes:
    """The OpenDocument file, with the styles, tables and pictures of the Word file.

    Raises:
        InputError: there is no LibreOffice, or it did not make the file.
    """
    office = next((found for name in OFFICES if (found := shutil.which(name))), None)
    if office is None:
        raise InputError(
            [
                Finding(
                    "--format odt",
                    message("an OpenDocument text is made by LibreOffice, which was not found"),
                    fix=message(
                        "Install LibreOffice, or write a Word file (.docx) and save that as .odt."
                    ),
                )
            ]
        )
    with tempfile.TemporaryDirectory(prefix="lms-planner-") as temporary:
        folder = Path(temporary)
        (folder / "report.docx").write_bytes(docx_bytes(document, template))
        # A profile of its own: an office that is open would take the command and do nothing.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "odt", "report.docx"]
        made = folder / "report.odt"
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, check=False)
        if not made.is_file():
            raise InputError(
                [
                    Finding(
                        "--format odt",
                        message("LibreOffice did not make the file"),
                        found=office,
                        fix=message("Write a Word file (.docx) and save it as .odt from LibreOffice."),
                    )
                ]
            )
        return made.read_bytes()
