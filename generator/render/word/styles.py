"""The styles of forms in a base document, whatever became of them there."""

from __future__ import annotations

from docx.document import Document
from docx.opc.part import XmlPart
from lxml import etree

from generator.render.word.base import HINT_STYLE, styles_xml
from generator.render.word.oxml import qualified

REFERENCES = [
    qualified(f"w:{name}")
    for name in ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "numStyleLink", "styleLink")
]
"""Elements that name a style by its id."""


def bring_styles(document: Document) -> str:
    """See to it that every style of forms is there under its own id; gives the id of the style for hints.

    Word keeps a style's name but gives it another id when it saves, so styles are known by their names. Those that a
    company has changed stay as they are.
    """
    styles = document.styles.element
    by_name = {_name(style): style for style in styles.iterchildren(qualified("w:style"))}
    for own in etree.fromstring(styles_xml()).iterchildren(qualified("w:style")):
        there = by_name.get(_name(own))
        if there is None:
            _free(document, own.get(qualified("w:styleId"), ""))
            styles.append(own)
        elif own.get(qualified("w:customStyle")) == "1":
            _rename(document, there, own.get(qualified("w:styleId"), ""))
    return next(
        str(style.get(qualified("w:styleId")))
        for style in styles.iterchildren(qualified("w:style"))
        if _name(style) == HINT_STYLE.lower()
    )


def _name(style: etree._Element) -> str:
    """In lower case: Word writes some of its own names in small letters, some not."""
    name = style.find(qualified("w:name"))
    return "" if name is None else name.get(qualified("w:val"), "").lower()


def _free(document: Document, id: str) -> None:
    """Give whatever style has this id another one."""
    for style in document.styles.element.iterchildren(qualified("w:style")):
        if style.get(qualified("w:styleId")) == id:
            _rename(document, style, f"{id}Old")


def _rename(document: Document, style: etree._Element, id: str) -> None:
    old = style.get(qualified("w:styleId"))
    if old == id:
        return
    _free(document, id)
    style.set(qualified("w:styleId"), id)
    for part in document.part.package.iter_parts():
        for reference in part.element.iter(*REFERENCES) if isinstance(part, XmlPart) else ():
            if reference.get(qualified("w:val")) == old:
                reference.set(qualified("w:val"), id)
