"""The main part of a document -> its tables as they are read: rows, cells, and in each cell what stands in controls and
what beside them.

Wherever a program puts a control (ISO/IEC 29500-1, 17.5.2: around runs, paragraphs, cells, rows, tables), it ends up in
the cell that it is seen in. Tracked changes count as accepted (17.13.5).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as declared
from types import MappingProxyType

from generator.untrusted.package import Element, W

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

PICTURE = "\ufffc"
"""Stands for a picture, a text box or an embedded object."""
TICKED, EMPTY = "☑", "☐"
SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "f0fe": TICKED,
        "f0fd": "☒",
        "f0fc": "✓",
        "f0fb": "✗",
        "f0a8": EMPTY,
        "f06f": "□",
        "f0a3": EMPTY,
        "f052": TICKED,
        "f053": "☒",
        "f050": "✓",
        "f04f": "✗",
        "f0a1": "○",
        "f06e": "■",
        "f06c": "●",
    }
)
"""The signs of Wingdings and Wingdings 2 that people tick with, by their place in the font."""

P, T, TBL, TR, TC, SDT = (W + name for name in ("p", "t", "tbl", "tr", "tc", "sdt"))
SKIPPED = {
    W + name
    for name in (
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "tcPr",
        "trPr",
        "sdtPr",
        "sdtEndPr",
        "sectPr",
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "rt",
        "customXmlPr",
        "smartTagPr",
        "softHyphen",
        "annotationRef",
        "footnoteReference",
        "endnoteReference",
    )
}
SIGNS: Mapping[object, str] = {
    W + "br": "\n",
    W + "cr": "\n",
    W + "tab": "\t",
    W + "noBreakHyphen": "-",
    W + "drawing": PICTURE,
    W + "pict": PICTURE,
    W + "object": PICTURE,
}
IGNORED = str.maketrans({0xAD: "", 0x200B: "", 0xFEFF: "", **{int(code, 16): sign for code, sign in SYMBOLS.items()}})


@dataclass(slots=True)
class ControlContent:
    """One control with what stands in it."""

    tag: str
    alias: str
    text: str
    shows_hint: bool
    """Whether it says of itself that it shows its hint."""
    ticked: bool | None = None
    """Of a box: what it says of itself."""
    day: str = ""
    """Of a date: the day it says it holds, apart from its text."""
    plain: bool = False
    """Whether it is a control for plain text."""


@dataclass(slots=True)
class DocumentCell:
    """A cell: texts and controls in reading order."""

    pieces: list[str | ControlContent]

    @property
    def controls(self) -> list[ControlContent]:
        """What is filled in through controls."""
        return [piece for piece in self.pieces if isinstance(piece, ControlContent)]

    @property
    def text(self) -> str:
        """All that is seen in it."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)


@dataclass(slots=True)
class DocumentContents:
    """What is read of a document."""

    tables: list[list[list[DocumentCell]]] = declared(default_factory=list)
    """Tables of rows of cells, the outermost only."""
    strays: list[ControlContent] = declared(default_factory=list)
    """Controls outside tables."""
    lines: list[str] = declared(default_factory=list)
    """The paragraphs before the first table."""

    @property
    def has_controls(self) -> bool:
        """Whether there is any control at all, of the form or not."""
        return next(self.controls, None) is not None

    @property
    def controls(self) -> Iterator[ControlContent]:
        """All of them."""
        for table in self.tables:
            for row in table:
                for cell in row:
                    yield from cell.controls
        yield from self.strays


def contents(document: Element, tags: Collection[str]) -> DocumentContents:
    """What stands in the document; `tags` are the tags of the form, so that other controls around them can be told
    apart.
    """
    result, reader = DocumentContents(), _DocumentReader(tags)
    for block in reader.blocks(document.iterfind(W + "body/*")):
        if block.tag == TBL:
            result.tables.append([reader.cells(row) for row in reader.rows(block)])
        elif not result.tables or next(block.iter(SDT), None) is not None:
            pieces: list[str | ControlContent] = []
            reader.gather([block], pieces)
            result.strays += [piece for piece in pieces if isinstance(piece, ControlContent)]
            if not result.tables and len(result.lines) < 40:
                result.lines.append(DocumentCell(pieces).text.strip())
    return result


class _DocumentReader:
    """Walks through the elements of one document."""

    def __init__(self, tags: Collection[str]) -> None:
        self._tags = tags

    def blocks(self, elements: Iterator[Element]) -> Iterator[Element]:
        """Tables, paragraphs, and controls without tables, in the order of the document."""
        for element in elements:
            if element.tag in SKIPPED:
                continue
            if element.tag in (P, TBL) or next(element.iter(TBL), None) is None:
                yield element
            else:
                yield from self.blocks(iter(element[:1] if element.tag == MC + "AlternateContent" else element))

    def rows(self, table: Element) -> Iterator[Element]:
        """The rows of a table, whatever is wrapped around them; not those that were deleted with changes tracked."""
        for element in table:
            if element.tag == TR:
                if element.find(f"{W}trPr/{W}del") is None:
                    yield element
            elif element.tag not in SKIPPED and element.tag != P:
                yield from self.rows(element)

    def cells(self, row: Element) -> list[DocumentCell]:
        """The cells of a row."""
        cells: list[DocumentCell] = []
        for element in row:
            if element.tag == TC:
                if element.find(f"{W}tcPr/{W}cellDel") is None:
                    pieces: list[str | ControlContent] = []
                    self.gather(element, pieces)
                    cells.append(DocumentCell(pieces))
            elif element.tag == SDT and (control := self.control(element)):
                cells.append(DocumentCell([control]))
            elif element.tag not in SKIPPED:
                cells += self.cells(element)
        return cells

    def gather(self, elements: Element | list[Element], pieces: list[str | ControlContent]) -> None:
        """The texts and controls in elements, in reading order. Every paragraph ends a line."""
        for element in elements:
            tag = element.tag
            if tag == T:
                if element.text:
                    pieces.append(element.text.translate(IGNORED))
            elif tag in SKIPPED:
                continue
            elif sign := SIGNS.get(tag):
                pieces.append(sign)
            elif tag == SDT:
                if control := self.control(element):
                    pieces.append(control)
                else:
                    self.gather(element, pieces)
            elif tag == W + "sym":
                pieces.append(
                    SYMBOLS.get("f0" + element.get(W + "char", "").lower()[-2:], "")
                )  # the place may be written with or without F0
            elif tag == MC + "AlternateContent":
                self.gather(list(element)[:1], pieces)
            else:
                self.gather(element, pieces)
                if tag == P:
                    pieces.append("\n")

    def control(self, sdt: Element) -> ControlContent | None:
        """A control of the form. None for a wrapper, whose content is to be read as if it were not there."""
        properties, content = sdt.find(W + "sdtPr"), sdt.find(W + "sdtContent")
        by_name = {element.tag: element for element in properties} if properties is not None else {}
        tag = by_name[W + "tag"].get(W + "val", "") if W + "tag" in by_name else ""
        if content is None or (tag not in self._tags and next(content.iter(SDT, TBL, TR), None) is not None):
            return None
        pieces: list[str | ControlContent] = []
        self.gather(content, pieces)
        text = "".join(piece if isinstance(piece, str) else piece.text for piece in pieces).removesuffix("\n")
        alias = by_name[W + "alias"].get(W + "val", "") if W + "alias" in by_name else ""
        control = ControlContent(
            tag if tag in self._tags else "", alias, text, W + "showingPlcHdr" in by_name, plain=W + "text" in by_name
        )
        if (box := by_name.get(W14 + "checkbox")) is not None:
            state = box.find(W14 + "checked")
            control.ticked = state is not None and state.get(W14 + "val", "1") in ("1", "true", "on")
        if W + "date" in by_name:
            control.day = by_name[W + "date"].get(W + "fullDate", "")[:10]
        return control


def squeezed(text: str) -> str:
    """Without any space, and with one kind of colon: what is compared with what is printed."""
    return "".join(text.split()).replace(":", "：")
