"""What stands at the head and the foot of every page."""

from __future__ import annotations

from docx.document import Document
from docx.opc.part import XmlPart
from docx.shared import Emu
from lxml import etree

from generator.model import Stamp
from generator.render.word.oxml import element, paragraph, qualified, run

LINE = 300
"""The height of a line in a header, in twentieths of a point."""


def overhang(document: Document) -> int:
    """By how much the company's header and ours below it reach into the text, in twentieths of a point: a logo takes
    its room there.
    """
    section = document.sections[0]
    if section.header.is_linked_to_previous:
        return 0
    distance: int = Emu(section.header_distance or 0).twips
    margin: int = Emu(section.top_margin or 0).twips
    return max(0, distance + height(section.header.part.element) + LINE - margin)


def height(header: etree._Element) -> int:
    """How high the lines of a header are together, in twentieths of a point."""
    return sum(
        max(
            [
                LINE,
                *(
                    Emu(int(extent)).twips
                    for extent in line.xpath(".//*[local-name()='inline']/*[local-name()='extent']/@cy")
                ),
            ]
        )
        for line in header.iterchildren(qualified("w:p"))
    )


def header(document: Document, width: int, company: str, stamp: Stamp, draft: bool) -> None:
    """Company at the left, control data at the right; below the company's own header, if the base document has one."""
    edition = f"{stamp.edition}（草案）" if draft else stamp.edition
    control = f"文件编号：{stamp.number}　版次：{edition}　实施日期：{stamp.effective}"
    _append(
        document.sections[0].header.part,
        paragraph("FormHeader", run(company), _tab(), run(control), properties=(_right_stop(width),)),
    )


def footer(document: Document, width: int, title: str, confidentiality: str, check: str) -> None:
    """What this is at the left, the page at the right. `check` is a short form of the fingerprint, if there is one."""
    left = " · ".join(filter(None, (title, confidentiality, f"校验码 {check}" if check else "")))
    pages = (run("第 "), _field("PAGE"), run(" 页　共 "), _field("NUMPAGES"), run(" 页"))
    _append(
        document.sections[0].footer.part,
        paragraph("FormFooter", run(left), _tab(), *pages, properties=(_right_stop(width),)),
    )


def _append(part: XmlPart, line: etree._Element) -> None:
    """At the end, in the place of an empty paragraph if that is what stands there."""
    last = part.element[-1] if len(part.element) else None
    if last is not None and not last.xpath(".//w:r | .//w:sdt | .//w:fldSimple"):
        part.element.remove(last)
    part.element.append(line)


def _right_stop(width: int) -> etree._Element:
    return element("w:tabs", element("w:tab", val="right", pos=width))


def _tab() -> etree._Element:
    return element("w:r", element("w:tab"))


def _field(code: str) -> etree._Element:
    """A number that Word works out; what is shown until then is 1."""
    return element("w:fldSimple", run("1"), instr=f" {code} ")
