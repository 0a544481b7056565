"""The looks of a company's base document, for the documents that are not made from it: its header with the logo, its
fonts, its styles of forms.

They are read from the base, or from any form that was made from it, so that a released revision keeps the looks that
its forms have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from io import BytesIO
from typing import NamedTuple

import docx
from docx.opc.part import Part, XmlPart
from lxml import etree

from generator.render.word.base import SANS, SERIF
from generator.render.word.header_footer import height
from generator.render.word.oxml import element, qualified
from generator.render.word.package import xml

OURS, TITLE = "表单页眉", "表单标题"
"""The names of the styles of the line that every form adds to the header, and of a form's title."""
NAMED = tuple(map(qualified, ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn")))
"""What names a style."""
KEPT = tuple(map(qualified, ("w:pPr", "w:rPr", "w:tblPr")))
"""What a style says, in the order of the standard."""
SHOWN = (
    "descendant-or-self::*"
    "[local-name()='t' or local-name()='drawing' or local-name()='pict' or local-name()='fldSimple']"
)
MOST = 100
"""More pictures than a header has."""
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class Letterhead(NamedTuple):
    """The looks of one base document."""

    header: bytes
    """The company's own part of the header; empty if it has none."""
    relations: bytes
    """The part that says where its pictures are."""
    pictures: Mapping[str, tuple[str, bytes]]
    """By their path below `word`: media type and content."""
    height: int
    """Of the header, in twentieths of a point."""
    fonts: tuple[tuple[bytes, bytes], ...]
    """Each of our fonts, as the styles name it, and the company's."""
    styles: tuple[bytes, ...]
    """The styles of forms, and those that the header uses, under ids of their own."""

    def over(self, place: int, ours: bytes = b"") -> bytes:
        """A header of ours below the company's.

        `place` is its place among the headers of the document: pictures are counted through.
        """
        root = etree.fromstring(self.header)
        for number, picture in enumerate(root.xpath("//*[local-name()='docPr']"), 1):
            picture.set("id", str(place * MOST + number))
        root.extend(etree.fromstring(ours) if ours else [element("w:p")])  # Word wants a paragraph after the last table
        return xml(root)

    def with_looks(self, styles: bytes) -> bytes:
        """Our styles with the company's fonts and, where they have the same name, as the company has them."""
        for ours, theirs in self.fonts:
            styles = styles.replace(ours, theirs)
        root = etree.fromstring(styles)
        styles_by_name = {_name(style): style for style in root.iter(qualified("w:style"))}
        for style in map(etree.fromstring, self.styles):
            if (own := styles_by_name.get(_name(style))) is None:
                root.append(style)
                continue
            for part in KEPT:
                for old in own.findall(part):
                    own.remove(old)
                own.extend(style.findall(part))
        return xml(root)


@cache
def letterhead(content: bytes) -> Letterhead:
    """The looks of a base document, or of a form that was made from it."""
    document = docx.Document(BytesIO(content))
    styles_by_id: dict[str, etree._Element] = {
        style.get(qualified("w:styleId"), ""): style for style in document.styles.element.iter(qualified("w:style"))
    }
    styles_by_name = {_name(style): style for style in styles_by_id.values()}
    fonts = tuple(
        (ours.encode(), theirs.encode())
        for ours, holder in ((SERIF, document.styles.element), (SANS, styles_by_name.get(TITLE)))
        if holder is not None and (theirs := _font(holder))
    )
    own = [etree.tostring(style) for name, style in styles_by_name.items() if name.startswith("表单")]
    section = document.sections[0]
    part = None if section.header.is_linked_to_previous else section.header.part
    root = _company_part(part, styles_by_id) if part is not None else None
    if part is None or root is None:
        return Letterhead(b"", b"", {}, 0, fonts, tuple(own))
    relations = _relations(part, root)
    used = [etree.tostring(style) for style in _styles(root, styles_by_id)]
    return Letterhead(xml(root), *relations, height(root), fonts, (*own, *used))


def _company_part(part: XmlPart, styles_by_id: Mapping[str, etree._Element]) -> etree._Element | None:
    """The header without the line of ours; None if nothing is left that one sees, or if it needs parts that are neither
    pictures nor links.
    """
    root = etree.fromstring(etree.tostring(part.element))
    for line in root.findall(qualified("w:p")):
        style = line.find(f"{qualified('w:pPr')}/{qualified('w:pStyle')}")
        if style is not None and _name(styles_by_id.get(style.get(qualified("w:val"), ""))) == OURS:
            root.remove(line)
    strange = any(not part.rels[id].is_external and "image" not in part.rels[id].reltype for id in _used(root))
    return None if strange or not root.xpath(SHOWN) else root


def _used(root: etree._Element) -> list[str]:
    """The ids of the relations that an element names."""
    return list(
        dict.fromkeys(
            value
            for node in root.iter(etree.Element)
            for name, value in node.attrib.items()
            if name.startswith(RELATION)
        )
    )


def _relations(part: Part, root: etree._Element) -> tuple[bytes, dict[str, tuple[str, bytes]]]:
    """The relations of the header in a document of ours, and its pictures."""
    relations = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    pictures: dict[str, tuple[str, bytes]] = {}
    for number, id in enumerate(_used(root), 1):
        relation = part.rels[id]
        about = etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", Id=id, Type=relation.reltype)
        if relation.is_external:
            about.set("Target", relation.target_ref)
            about.set("TargetMode", "External")
            continue
        target = f"media/letterhead{number}.{relation.target_part.partname.ext}"
        about.set("Target", target)
        pictures[target] = relation.target_part.content_type, relation.target_part.blob
    return xml(relations), pictures


def _styles(root: etree._Element, styles_by_id: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """The styles that the header uses, with those they are based on, under new ids; the header is made to name
    these.
    """
    new: dict[str, str] = {}

    def rename(holder: etree._Element) -> None:
        for node in list(holder.iter(*NAMED)):
            id, parent = node.get(qualified("w:val")), node.getparent()
            if id is not None and id in styles_by_id:
                node.set(qualified("w:val"), new.setdefault(id, f"Letterhead{len(new) + 1}"))
            elif parent is not None:
                parent.remove(node)

    rename(root)
    count = 0
    while count < len(new):
        style = deepcopy(styles_by_id[list(new)[count]])
        count += 1
        for part in [part for part in style if part.tag not in (qualified("w:basedOn"), *KEPT)]:
            style.remove(part)
        rename(style)
        style.insert(0, element("w:name", val=f"信头 {count}"))
        style.attrib.pop(qualified("w:default"), None)
        style.set(qualified("w:styleId"), f"Letterhead{count}")
        style.set(qualified("w:customStyle"), "1")
        yield style


def _name(style: etree._Element | None) -> str:
    name = None if style is None else style.find(qualified("w:name"))
    return "" if name is None else name.get(qualified("w:val"), "")


def _font(holder: etree._Element) -> str:
    """The first font that is named inside an element, in the words of our own styles; empty if it is left to a
    theme.
    """
    font = next(holder.iter(qualified("w:rFonts")), None)
    fonts: dict[str, str | int] = (
        {}
        if font is None
        else {
            name: value for name in ("ascii", "hAnsi", "eastAsia", "cs") if (value := font.get(qualified(f"w:{name}")))
        }
    )
    return (
        str(etree.tostring(element("w:rFonts", **fonts), encoding="unicode"))
        if {"ascii", "eastAsia"} <= set(fonts)
        else ""
    )
