"""The document as PDF: the web page, set on paper by WeasyPrint (the extra `pdf`)."""

from __future__ import annotations

from planner.errors import InputError
from planner.messages import message
from planner.report.case.to_html import html_text
from planner.report.case.tree import Document

MEND = (
    "A PDF needs WeasyPrint and the system library Pango: pip install 'lms-planner[pdf]', and on "
    "Debian and Ubuntu apt install libpango-1.0-0 libpangoft2-1.0-0. Without them: --format docx or "
    "html, and print that to PDF."
)


def pdf_bytes(document: Document) -> bytes:
    """The PDF, with bookmarks, page numbers and tags for screen readers.

    Raises:
        InputError: WeasyPrint or the library that it needs is not there; says how to fix it.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:  # OSError: the library is there, Pango is not
        raise InputError(
            message(
                "A PDF cannot be made on this machine ({value}). {mend}",
                value=_first_line(error),
                mend=MEND,
            )
        ) from error
    # Pictures stand in the page itself: whatever else a page might name is neither fetched nor read.
    inside = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    content: bytes = HTML(string=html_text(document), url_fetcher=inside).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=b"lms-planner"
    )
    return content


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
