"""The fonts that a document asks for, what may stand in for them, and how to see which ones a program has taken.

Fonts are not embedded in Word documents: each machine takes its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

import docx
from docx.enum.text import WD_BREAK
from lxml import etree

from generator.render.word.oxml import element

SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"


class Family(NamedTuple):
    """A family of fonts that documents ask for."""

    stand_in: str
    """A free family of the same kind; of Western ones, with the same widths too."""
    names: tuple[str, ...]
    """How the PostScript names of the family and of its equals begin, without capitals and signs."""


FAMILIES: Mapping[str, Family] = {
    "Times New Roman": Family("Liberation Serif", ("timesnewroman", "liberationserif", "tinos", "nimbusroman")),
    "Arial": Family("Liberation Sans", ("arial", "liberationsans", "arimo", "nimbussans")),
    "宋体": Family(SERIF, ("simsun", "nsimsun", "songti", "stsong", "notoserifcjk", "notoserifsc", "sourcehanserif")),
    "黑体": Family(SANS, ("simhei", "heiti", "stheiti", "notosanscjk", "notosanssc", "sourcehansans")),
    "仿宋": Family(SERIF, ("fangsong", "simfang", "stfangsong", "notoserifcjk", "notoserifsc", "sourcehanserif")),
}
"""Those that our own styles name. Instead of 仿宋, which has no free equal, any 宋体 will do."""
STAND_INS: Mapping[str, str] = {name: family.stand_in for name, family in FAMILIES.items()}
NOWHERE = "没有这种字体"
"""A family that no machine has: what is taken for it is taken for every unknown one."""
ASKED = re.compile(r"<w:rFonts [^>]*?/?>")
NAMED = re.compile(r'w:(?:ascii|hAnsi|eastAsia)="([^"]+)"')


class Missing(NamedTuple):
    """A family that was not there."""

    family: str
    instead: tuple[str, ...]
    """The PostScript names of what was taken."""


def families(document: bytes) -> list[str]:
    """The families that the styles of a DOCX file name, in their order."""
    with ZipFile(BytesIO(document)) as archive:
        styles = archive.read("word/styles.xml").decode()
    return list(dict.fromkeys(name for fonts in ASKED.findall(styles) for name in NAMED.findall(fonts)))


def specimen(families: Iterable[str]) -> bytes:
    """A DOCX file with a page for each family, and a last one for a family that is nowhere."""
    document = docx.Document()
    for place, family in enumerate((*families, NOWHERE)):
        paragraph = document.add_paragraph()
        if place:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
        run = paragraph.add_run("Sales" if family.isascii() else "销售")
        fonts = dict.fromkeys(("ascii", "hAnsi", "eastAsia"), family)
        properties: etree._Element = run._element.get_or_add_rPr()
        properties.extend((element("w:rFonts", **fonts), element("w:lang", eastAsia="zh-CN")))
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def missing(families: Sequence[str], fonts_by_page: Sequence[tuple[str, ...]]) -> list[Missing]:
    """Which families were not there. `fonts_by_page` are the fonts of each page of the specimen, as a program
    has set it.
    """
    *pages, nowhere = fonts_by_page
    return [
        Missing(family, used)
        for family, used in zip(families, pages, strict=True)
        if not (_is_there(family, used) if family in FAMILIES or family.isascii() else used != nowhere)
    ]


def _is_there(family: str, used: tuple[str, ...]) -> bool:
    names = FAMILIES[family].names if family in FAMILIES else (_bare(family),)
    return any(_bare(font).startswith(names) for font in used)


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
