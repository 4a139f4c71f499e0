"""A Word file of the user's whose look the report takes: opened, and every odd thing about it told.

open_template(path)      the document, which nothing outside it is fetched for
empty_at_marker(word)    its own text taken away from the marker on, or all of it without one
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.files import check_archive
from planner.messages import message

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

PLACE = "{{rapport}}"
"""A paragraph of a template: what stands above it is kept, and the report comes in its place."""
_MARKERS = ("rapport", "report")
_WHAT = "a Word document (.docx, not .dotx or .doc)"
_FIX = "Save the template from Word as a .docx document, or leave --template out."
_MARKER = re.compile(r"[{<\[«(]{1,2}\s*([^\W\d_]{4,12})\s*[}>\]»)]{1,2}")
_LIKE = 0.7


def open_template(template: Path) -> WordDocument:
    """The Word document in a file.

    A template that Word attached (`attachedTemplate`, often a path on somebody's own disk) is let go
    of; the report stands by itself.

    Raises:
        InputError: no Word document, a damaged or locked one, one that shows what stands elsewhere
            (linked pictures), or one whose marker is misspelt or not in a paragraph of its own.
    """
    import docx

    check_archive(template, _WHAT, _FIX)
    try:
        word = docx.Document(str(template))
        _detach(word)
        outside = _outside(word)
        sections = len(word.sections)
        findings = _markers(word, str(template))
    except Exception as error:  # python-docx promises nothing about a package that is none
        raise _unlike(
            template, f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
        ) from None
    if outside:
        raise InputError(
            [
                Finding(
                    str(template),
                    message("the template shows what stands outside it"),
                    found=target,
                    fix=message(
                        "In Word, break the link (File > Info > Edit Links to Files) or insert the "
                        "picture itself."
                    ),
                )
                for target in outside
            ]
        )
    if not sections:
        raise _unlike(template, "no section, which says how large a page is")
    if findings:
        raise InputError(findings)
    return word


def empty_at_marker(word: WordDocument) -> None:
    """Take the template's own text away, from the paragraph that marks the place; else all of it."""
    body: Any = word.element.body
    children = [child for child in body if not child.tag.endswith("}sectPr")]
    marked = [
        n for n, child in enumerate(children) if _is_marker(_text(child)) and _is_paragraph(child)
    ]
    for child in children[marked[0] if marked else 0 :]:
        body.remove(child)


def unusable(template: Path, error: Exception) -> InputError:
    """What is said where a report cannot be written into a template that can be opened."""
    return _unlike(template, f"{type(error).__name__}: {' '.join(str(error).split())[:120]}")


def _unlike(template: Path, found: str) -> InputError:
    told = message("the template cannot be opened as a Word document")
    return InputError([Finding(str(template), told, found=found, expected=_WHAT, fix=_FIX)])


def _detach(word: WordDocument) -> None:
    settings = word.settings.element
    for child in list(settings):
        if child.tag.endswith("}attachedTemplate"):
            settings.remove(child)
    rels = word.part._settings_part.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/attachedTemplate")]:
        del rels[key]


def _outside(word: WordDocument) -> list[str]:
    """What a document fetches from elsewhere when it is opened; a link to click fetches nothing."""
    found: dict[str, None] = {}
    for part in word.part.package.iter_parts():
        for rel in part.rels.values():
            if rel.is_external and not rel.reltype.endswith("/hyperlink"):
                found[rel.target_ref] = None
    return list(found)


def _is_paragraph(element: Any) -> bool:
    return bool(element.tag.endswith("}p"))


def _is_marker(text: str) -> bool:
    found = _MARKER.fullmatch(text.strip())
    return (
        bool(found)
        and found is not None
        and text.strip().startswith("{{")
        and found[1].lower() in _MARKERS
    )


def _text(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter() if str(text.tag).endswith("}t"))


def _markers(word: WordDocument, file: str) -> list[Finding]:
    """What is wrong with the marker of a template; a template may have none."""
    body: Any = word.element.body
    findings = []
    for paragraph in (element for element in body.iter() if _is_paragraph(element)):
        text = _text(paragraph).strip()
        inside = paragraph.getparent() is not body
        if _is_marker(text):
            if inside:
                findings.append(
                    Finding(
                        file,
                        message(
                            "the marker {place} stands in a table or a frame, where no report fits",
                            place=PLACE,
                        ),
                        found=text,
                        fix=message("Put it in a paragraph of its own, outside tables and text boxes."),
                    )
                )
            continue
        for found in _MARKER.finditer(text):
            word_in = found[1].lower()
            if max(SequenceMatcher(None, word_in, name).ratio() for name in _MARKERS) < _LIKE:
                continue
            alone = found[0].startswith("{{") and word_in in _MARKERS
            findings.append(
                Finding(
                    file,
                    message("the marker shares its paragraph with other text")
                    if alone
                    else message("this looks like the marker, and is not"),
                    found=text if len(text) <= 60 else text[:57] + "…",
                    expected=message("{place} in a paragraph of its own", place=PLACE),
                    fix=message(
                        "Mend it in Word, or take it out: the report then takes the place of all text."
                    ),
                )
            )
    return findings
