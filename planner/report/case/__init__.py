"""The case document: what a council needs to decide, made from comparisons that were solved before.

case_material(comparisons, lang)    what the sections draw on                    → Material
case_document(material)             the document as a tree                       → Document
docx_bytes, html_text, pdf_bytes    the tree as Word file, web page and PDF

A section is one file, with its texts in both languages at its top.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
