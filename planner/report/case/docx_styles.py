"""Styles of the Word file: a template's own where it has them, ours where it does not.

Word's built-in styles have the same name inside every file, whatever language Word speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.report.case.tree import Document
from planner.report.words import STYLE

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MAIN, SOFT = "1F4E5F", "46585E"
FONT = "Calibri"
ROLES = (
    "Normal",
    "Title",
    "Subtitle",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "List Bullet",
    "List Number",
    "Caption",
    "TOC Heading",
    "TOC 1",
    "TOC 2",
    "LMS Note",
    "LMS Open",
)
SIZES = {
    "Title": 26,
    "Subtitle": 12,
    "Heading 1": 16,
    "Heading 2": 13,
    "Heading 3": 11,
    "TOC Heading": 14,
    "Caption": 9,
    "LMS Note": 8.5,
}
"""Points of those that differ from ordinary text."""


LISTS = {"List Bullet": ("bullet", "\u2022"), "List Number": ("decimal", "%1.")}
"""What a list that a template lacks begins its lines with: Word's name of the format, and the sign."""


def prepared(word: WordDocument, document: Document, *, own: bool) -> dict[str, Any]:
    """The styles of every role; with `own` (no template) the page and the look are ours too."""
    from docx.enum.style import WD_STYLE_TYPE

    styles: dict[str, Any] = {}
    for role in ROLES:
        found = _named(word, role, WD_STYLE_TYPE.PARAGRAPH)
        if found is None:
            found = word.styles.add_style(role, WD_STYLE_TYPE.PARAGRAPH)
            found.base_style = word.styles["Normal"] if role != "Normal" else None
            _look(found, role, own=own)
            if role in LISTS:
                give_numbering(word, found, *LISTS[role])
        elif own:
            _look(found, role, own=own)
        styles[role] = found
    table = _named(word, "Table Grid", WD_STYLE_TYPE.TABLE)
    styles["Table Grid"] = (
        table if table is not None else word.styles.add_style("Table Grid", WD_STYLE_TYPE.TABLE)
    )
    _language(word, STYLE.text(document.lang, "locale"))
    _update_fields(word)
    if own:
        _page(word)
        _footer(word, document)
    return styles


def _named(word: WordDocument, name: str, kind: Any) -> Any:
    """A style by name, whatever its capitals: files differ (`heading 1`, `toc 1`)."""
    for style in word.styles:
        if style.type == kind and (style.name or "").casefold() == name.casefold():
            return style
    return None


def _look(style: Any, role: str, *, own: bool) -> None:
    """How a style of ours looks; in a template, its ordinary text gives the face."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    font, form = style.font, style.paragraph_format
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    if own:
        for name in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{name}"), FONT)
    if own or role in SIZES:
        font.size = Pt(SIZES.get(role, 10.5))
    if role == "Normal":
        form.space_after, form.line_spacing = Pt(7), 1.12
        return
    if role in ("Title", "TOC Heading") or role.startswith("Heading"):
        font.color.rgb = RGBColor.from_string(MAIN)
        font.bold, font.italic = True, False
        form.space_before, form.space_after = Pt(18 if role == "Heading 1" else 11), Pt(5)
        form.keep_with_next = True
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
            break
    elif role == "Subtitle":
        font.color.rgb, font.italic, font.bold = RGBColor.from_string(SOFT), False, False
    elif role == "Caption":
        font.color.rgb, font.bold, font.italic = RGBColor.from_string(SOFT), True, False
        form.space_before, form.space_after = Pt(6), Pt(4)
    elif role == "LMS Note":
        font.color.rgb = RGBColor.from_string(SOFT)
        form.space_after = Pt(8)
    elif role == "LMS Open":
        form.left_indent = Cm(0.3)
        form.space_before = form.space_after = Pt(6)
        properties = style.element.get_or_add_pPr()
        borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
        for name, value in (("val", "single"), ("sz", "24"), ("space", "6"), ("color", "E0B400")):
            left.set(qn(f"w:{name}"), value)
        borders.append(left)
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "FFFBEA")):
            shade.set(qn(f"w:{name}"), value)
        spacing = properties.find(qn("w:spacing"))
        spacing.addprevious(borders)
        spacing.addprevious(shade)
    elif role.startswith("TOC "):
        form.space_after, form.line_spacing = Pt(1), 1.0
        form.left_indent = Cm(0.6) if role == "TOC 2" else Cm(0)
        form.tab_stops.add_tab_stop(Cm(16.8), *_right_with_dots())


def give_numbering(word: WordDocument, style: Any, form: str, sign: str) -> None:
    """Let Word begin the paragraphs of a style with a sign or a number."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    numbering = _numbering(word)
    taken = [int(kind.get(qn("w:abstractNumId"))) for kind in numbering.findall(qn("w:abstractNum"))]
    kind = max(taken, default=-1) + 1
    found = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )
    # Every kind stands before the lists that are of it.
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(found)
    else:
        first.addprevious(found)
    number = numbering.add_num(kind)
    style.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number.numId


def _numbering(word: WordDocument) -> Any:
    """What the file says of its lists; a template without any gets an empty one."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.parts.numbering import NumberingPart

    part: Any = word.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        made = NumberingPart(
            PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, part.package
        )
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return element


def _right_with_dots() -> tuple[Any, Any]:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    return WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS


def _page(word: WordDocument) -> None:
    """A4 with ordinary margins."""
    from docx.shared import Cm

    section = word.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.1)
    section.top_margin = section.bottom_margin = Cm(2.0)


def _footer(word: WordDocument, document: Document) -> None:
    """Page number of pages, to the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    from planner.report.case.docx_parts import add_field

    footer = word.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_field(footer, "PAGE", "1")
    footer.add_run(" / ")
    add_field(footer, "NUMPAGES", "1")


def _language(word: WordDocument, tag: str) -> None:
    """The language that Word spells by."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    normal = word.styles["Normal"].element
    properties: Any = normal.get_or_add_rPr()
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), tag)


def _update_fields(word: WordDocument) -> None:
    """Let Word fill in page numbers when the file is opened."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    settings: Any = word.settings.element
    if settings.find(qn("w:updateFields")) is None:
        update = OxmlElement("w:updateFields")
        update.set(qn("w:val"), "true")
        settings.append(update)
