"""The page as one HTML text: frame, styles, script and everything that does not change."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from planner.explore.session import Session
from planner.explore.text import TEXTS

FOLDER = Path(__file__).parent
SCRIPTS = ("page.js", "figure.js", "panels.js", "start.js")
"""In the order in which they build on each other."""


def page_html(session: Session) -> str:
    """The page of a session, with nothing to fetch but its state and its answers."""
    data = {"static": session.static(), "view": session.view()}
    parts = {key: html.escape(TEXTS.text(session.lang, key)) for key in TEXTS} | {
        "lang": session.lang,
        "css": _text("page.css"),
        "script": "\n".join(_text(name) for name in SCRIPTS),
        "data": _json_in_html(data),
    }
    return re.sub(r"\{\{([\w.]+)\}\}", lambda found: parts[found[1]], _text("page.html"))


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _json_in_html(data: object) -> str:
    """JSON that nothing in it can end the script element around it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
