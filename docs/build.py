"""Build the documentation: docs/*.md → site/*.html, with every link checked.

    python docs/build.py [FOLDER]      (or `make docs`; FOLDER is ./site where it is left out)

The site needs no network and no server: open site/index.html. Links between pages, anchors and pictures
are checked in the pages and in the Markdown files of the checkout that point here; where one is broken,
each is named and nothing is written. Web addresses are not visited.
"""

from __future__ import annotations

import html
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parent
CHECKOUT = DOCS.parent

PAGES: Mapping[str, str] = {
    "index.md": "Start",
    "veiledning.md": "Veiledning (bokmål)",
    "tutorial.md": "Tutorial",
    "ny-region.md": "En ny region på ti minutter",
    "region.md": "Your own region",
    "region-tables.md": "Region tables",
    "scenario-reference.md": "Scenario files",
    "indicators.md": "Indicators",
    "json-contract.md": "JSON contract",
    "json-documents.md": "JSON of every command",
    "explain.md": "Why there is no plan",
    "price.md": "What a rule costs",
    "alternatives.md": "Nearly as good plans",
    "pareto.md": "Trade-offs",
    "criteria.md": "Criteria and weights",
    "effects.md": "Who pays, who gains",
    "sharing.md": "Sharing the cost",
    "phasing.md": "What comes first",
    "horizon.md": "Does it hold",
    "explore.md": "Explore in the meeting",
    "staffing.md": "Staffing",
    "participation.md": "Who comes, who finds a place",
    "what-if.md": "What-if studies",
    "python.md": "From Python",
    "map.md": "The interactive map",
    "static-maps.md": "Maps and charts for print",
    "report.md": "Case document and workbook",
    "formats.md": "Formats",
    "languages.md": "Languages",
    "gis.md": "Layers for a GIS",
    "catalogue.md": "Programme catalogue",
    "model.md": "The model",
    "solving-partition.md": "Dividing into units",
    "solving-joint.md": "Units and venues together",
    "solving-programmes.md": "Large regions",
    "classical.md": "Classical location problems",
    "travel-times.md": "Travel times at scale",
    "api.md": "The Python interface",
    "architecture.md": "Architecture",
}
"""Every page and its name in the menu, in order."""

NORWEGIAN = frozenset({"veiledning.md"})

BESIDE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "geodata/README.md", "scenarios/README.md")
"""Files outside docs/ whose links are checked as well."""

_LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)(?:\s+\"[^\"]*\")?\)")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$", re.MULTILINE)
_FENCE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)\s*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BAR = r'<mrow style="border-top: 1px solid">\1</mrow>'
_MATH = re.compile(r"^```math\n(?P<tex>.*?)\n```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a page that would not work for its reader."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def slug(heading: str) -> str:
    """The anchor of a heading, as code hosts make it: `Rule 1: membership` → `rule-1-membership`.

    >>> slug("Hva `--set` gjør, på norsk")
    'hva---set-gjør-på-norsk'
    """
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    text = re.sub(r"[`*]", "", text).strip().lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def anchors(source: str) -> frozenset[str]:
    """Every anchor of a page; a heading that stands twice gets -1, -2, … after it."""
    seen: dict[str, int] = {}
    found = set()
    for match in _HEADING.finditer(_blanked(source, _FENCE)):
        base = slug(match[2])
        seen[base] = seen.get(base, -1) + 1
        found.add(f"{base}-{seen[base]}" if seen[base] else base)
    return frozenset(found)


def check(checkout: Path = CHECKOUT) -> list[Problem]:
    """What is broken in the pages of docs/ and in the files beside that are for readers too."""
    docs = checkout / "docs"
    problems = []
    written = {path.name for path in docs.glob("*.md")}
    for name in sorted(written ^ set(PAGES)):
        what = "is in no menu: name it in PAGES" if name in written else "is in the menu and not there"
        problems.append(Problem(f"docs/{name}", 1, f"the page {what}"))
    files = [f"docs/{name}" for name in PAGES] + list(BESIDE)
    for file in files:
        path = checkout / file
        if path.is_file():
            problems += _check_file(checkout, file, path.read_text(encoding="utf-8"))
    return problems


def _check_file(checkout: Path, file: str, source: str) -> Iterator[Problem]:
    text = _blanked(source, _FENCE, _CODE, _COMMENT)
    for match in _LINK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        message = _fault(checkout, file, match)
        if message:
            yield Problem(file, line, message)


def _fault(checkout: Path, file: str, match: re.Match[str]) -> str | None:
    target = match["target"]
    if match["picture"] and len(match["text"].strip()) < 10:
        return f"the picture {target} has no text for those who cannot see it"
    if re.match(r"https?://|mailto:", target):
        return "a picture from the web; put it in docs/images" if match["picture"] else None
    name, _, anchor = target.partition("#")
    path = (checkout / file).parent / name if name else checkout / file
    if not path.is_file():
        return f"there is no file {target}"
    if file.startswith("docs/") and not path.resolve().is_relative_to((checkout / "docs").resolve()):
        return f"{target} lies outside docs/ and is not on the site; name it as text instead"
    if anchor and anchor not in anchors(path.read_text(encoding="utf-8")):
        return f"there is no heading for {target}"
    return None


def _blanked(text: str, *patterns: re.Pattern[str]) -> str:
    """The text with what the patterns find made blank, every line where it was."""
    for pattern in patterns:
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


def render(name: str, source: str) -> str:
    """A page as HTML."""
    import markdown
    from markdown.extensions.toc import TocExtension

    seen: dict[str, int] = {}

    def anchor(text: str, _separator: str) -> str:
        base = slug(html.unescape(text))
        seen[base] = seen.get(base, -1) + 1
        return f"{base}-{seen[base]}" if seen[base] else base

    contents = TocExtension(slugify=anchor, toc_depth="2-3")
    converter = markdown.Markdown(extensions=["tables", "fenced_code", "sane_lists", contents])
    body = converter.convert(_with_formulas(_without_comments(source)))
    body = re.sub(r'href="([\w-]+)\.md(#[^"]*)?"', r'href="\1.html\2"', body)
    body = re.sub(r"<table>.*?</table>", r'<div class="wide">\g<0></div>', body, flags=re.DOTALL)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.DOTALL)
    title = re.sub(r"<[^>]+>", "", heading[1]) if heading else PAGES[name]
    menu = "\n".join(_entry(page, text, here=page == name) for page, text in PAGES.items())
    norwegian = name in NORWEGIAN
    return _PAGE.format(
        lang="nb" if norwegian else "en",
        title=title,
        menu=menu,
        contents=_contents(converter, "Innhold" if norwegian else "On this page"),
        body=body,
    )


def _entry(page: str, text: str, *, here: bool) -> str:
    current = ' aria-current="page"' if here else ""
    return f'<li><a href="{Path(page).stem}.html"{current}>{text}</a></li>'


def _contents(converter: object, heading: str) -> str:
    tokens = getattr(converter, "toc_tokens", [])
    inner = tokens[0]["children"] if len(tokens) == 1 and tokens[0]["level"] == 1 else tokens
    if len(inner) < 3:
        return ""
    items = "".join(f'<li><a href="#{t["id"]}">{t["name"]}</a></li>' for t in inner)
    return f"<nav class=contents><p>{heading}</p><ul>{items}</ul></nav>"


def _without_comments(source: str) -> str:
    """Comments carry notes for the tests of the pages; they are no text for readers."""
    kept = [(m.start(), m.end()) for m in _FENCE.finditer(source)]

    def drop(found: re.Match[str]) -> str:
        inside = any(start <= found.start() < end for start, end in kept)
        return found[0] if inside else ""

    return _COMMENT.sub(drop, source)


def _with_formulas(source: str) -> str:
    """Formulas as MathML, which browsers set without a script or a font from the web."""
    from latex2mathml.converter import convert

    def formula(found: re.Match[str]) -> str:
        # what stands side by side in a line may wrap where the line is too long
        parts = re.split(r",\s*\\q?quad\s+(?!\\forall)", found["tex"])
        text = "".join(convert(part, display="block") for part in parts)
        # a bar as long as what stands under it, whatever fonts the reader has
        text = re.sub(r"<mover>(.*?)<mo accent=.true.>&#x02015;</mo></mover>", _BAR, text)
        return f"<div class=formula>{text}</div>"

    return _MATH.sub(formula, source)


def build(out: Path, checkout: Path = CHECKOUT) -> None:
    """Write the site to a folder, whole or not at all.

    Raises:
        FileExistsError: something stands there that is no site of ours.
    """
    docs = checkout / "docs"
    if out.exists() and any(out.iterdir()) and not (out / "style.css").is_file():
        raise FileExistsError(f"{out} holds something else; name another folder")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".site-", dir=out.parent) as temporary:
        site = Path(temporary) / "site"
        shutil.copytree(docs / "images", site / "images", ignore=shutil.ignore_patterns("*.json"))
        shutil.copy(docs / "style.css", site)
        for name in PAGES:
            page = render(name, (docs / name).read_text(encoding="utf-8"))
            (site / name).with_suffix(".html").write_text(page, encoding="utf-8")
        if out.exists():
            shutil.rmtree(out)
        site.rename(out)
    out.chmod(0o755)


def main(arguments: list[str]) -> int:
    """Check, build and tell."""
    out = Path(arguments[0]) if arguments else CHECKOUT / "site"
    problems = check()
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} broken; nothing was written.", file=sys.stderr)
        return 1
    try:
        build(out)
    except FileExistsError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{len(PAGES)} pages, every link in them checked: {out}/index.html")
    return 0


_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – lms-planner</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<header><a href="index.html">lms-planner</a></header>
<nav class="menu"><ul>
{menu}
</ul></nav>
<main>
{contents}
{body}
</main>
</body>
</html>
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
