"""The interactive map: ONE file that opens from a memory stick, with no network at all.

    web_map_html(alternatives, lang=…)            the page as text
    write_web_map(alternatives, path, lang=…)     the same as a file, whole or not there

Data, styles, scripts and Leaflet stand inside the file. A content security policy in its head forbids
the browser every request, so that a mistake here could not make one either. The same alternatives give
the same bytes.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from pathlib import Path

from planner.files import replaced_file, write_text
from planner.pipeline import Alternative
from planner.report.comparison import compare
from planner.report.json import planner_version
from planner.report.maps import Backdrop
from planner.report.maps.backdrop import read_backdrop
from planner.report.web.data import credits_of, map_data
from planner.report.web.text import TEXTS, tell
from planner.report.words import Lang

FOLDER = Path(__file__).parent
SCRIPTS = (
    "tell.js",
    "figures.js",
    "touch.js",
    "draw.js",
    "describe.js",
    "names.js",
    "panel.js",
    "compare.js",
    "main.js",
)
"""In the order in which they build on each other."""
SCRIPT_PAGE_WORDS = (
    "beside.none",
    "programme.all",
    "zoom.in",
    "zoom.out",
    "view.region",
    "view.all",
    "print",
)
"""Words of the page that the script sets, because what they stand on is made by it."""


def write_web_map(
    alternatives: Sequence[Alternative],
    path: Path,
    *,
    lang: Lang = "nb",
    title: str | None = None,
    backdrop: Backdrop | None = None,
) -> None:
    """Write the interactive map of some alternatives to one HTML file.

    Raises:
        InputError: the alternatives cannot be compared (other regions or scopes), outlines cannot be
            read, or the file cannot be written; what stood there is unchanged then.
    """
    page = web_map_html(alternatives, lang=lang, title=title, backdrop=backdrop)
    with replaced_file(Path(path)) as file:
        write_text(file, page)


def web_map_html(
    alternatives: Sequence[Alternative],
    *,
    lang: Lang = "nb",
    title: str | None = None,
    backdrop: Backdrop | None = None,
) -> str:
    """The interactive map of some alternatives of one region, judged for one scope.

    `title` stands at the top; left out, the alternative's own where there is one, else the region's.
    `backdrop` is that of the region (`read_backdrop`), so that several maps read it once.

    Raises:
        InputError: no alternative, two of one name, different regions or scopes, or outlines that
            cannot be read.
    """
    comparison = compare(alternatives)
    region = comparison.region
    if title is None:
        only = comparison.alternatives[0] if len(comparison.alternatives) == 1 else None
        title = only.title(lang) if only else f"{tell(lang, 'title')}: {region.title}"
    backdrop = backdrop if backdrop is not None else read_backdrop(region)
    data = map_data(comparison, backdrop, lang, title)
    data["page"] = {key: tell(lang, key) for key in SCRIPT_PAGE_WORDS}
    data["credits"] = "  ·  ".join(credits_of(region, backdrop, lang))
    texts = {key: html.escape(nb_or_en) for key, nb_or_en in _page_words(lang).items()}
    parts = {
        **texts,
        "lang": lang,
        "title": html.escape(title),
        "generator": html.escape(f"lms-planner {planner_version()}"),
        "css": _leaflet_css() + _text("map.css"),
        "leaflet": _leaflet_script(),
        "script": "\n".join(_text(name) for name in SCRIPTS),
        "data": _json_in_html(data),
    }
    return re.sub(r"\{\{([\w.]+)\}\}", lambda found: parts[found[1]], _text("page.html"))


def _page_words(lang: Lang) -> dict[str, str]:
    """The texts of the page that ask for no value."""
    texts = {key: text for key, text in TEXTS.items() if not key.startswith("js.")}
    return {key: tell(lang, key) for key, text in texts.items() if "{" not in text}


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _leaflet_script() -> str:
    """Leaflet as it was published, without the note that asks a browser for its source map."""
    return re.sub(r"\n?//# sourceMappingURL=\S*\s*$", "\n", _text("leaflet/leaflet.js"))


def _leaflet_css() -> str:
    """Leaflet's styles without the pictures of controls and pins, none of which the map has."""
    return re.sub(r"\s*(background-image|behavior):\s*url\([^)]*\);", "", _text("leaflet/leaflet.css"))


def _json_in_html(data: object) -> str:
    """JSON that nothing in it can end the script element around it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
