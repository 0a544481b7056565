"""A Word document (ECMA-376) -> passages: paragraphs with the numbers of their lists, tables, text boxes, notes,
comments, headers, tracked changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.importing.passages import Block, Passage, PassageKind, Reading, Table
from generator.importing.readers.list_numbers import ListNumbers
from generator.untrusted.package import Element, Limits, Refusal, W, main_part, open_package

LIMITS = Limits("文件", "一般的制度文件", part=40_000_000, marks=3_000_000, parts=4000, directory=1_000_000)
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHAPES = re.compile(r"\{[^}]*(?:wordprocessingShape|urn:schemas-microsoft-com:vml)\}(?:wsp|shape|rect|oval|roundrect)")
REMOVED = (f"{W}del", f"{W}moveFrom")
ADDED = (f"{W}ins", f"{W}moveTo")
SIDE_PARTS = (
    ("header", PassageKind.HEADER),
    ("footer", PassageKind.FOOTER),
    ("footnotes", PassageKind.FOOTNOTE),
    ("endnotes", PassageKind.FOOTNOTE),
    ("comments", PassageKind.COMMENT),
)
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def read(content: bytes) -> Reading:
    """The passages of a document. Raises Refusal."""
    package = open_package(content, LIMITS)
    main = main_part(package)
    folder = main.rpartition("/")[0]
    document = package.parsed(main)
    body = document.find(f"{W}body")
    if body is None:
        raise Refusal("是「Strict Open XML」格式，或不是 Word 文档，请另存为「Word 文档（*.docx）」")

    def part(name: str) -> Element | None:
        return package.parsed(f"{folder}/{name}") if f"{folder}/{name}" in package.names else None

    styles = part("styles.xml")
    reader = _Reader(ListNumbers(part("numbering.xml"), styles), _style_names(styles), document)
    blocks = list(reader.blocks(body))
    for name in sorted(package.names):
        for stem, kind in SIDE_PARTS:
            if re.fullmatch(rf"{re.escape(folder)}/{stem}\d{{0,3}}\.xml", name):
                blocks += reader.aside(package.parsed(name), kind)
    return Reading(tuple(blocks))


def _style_names(styles: Element | None) -> dict[str, str]:
    """By id of a style: its name, in lower case."""
    if styles is None:
        return {}
    names = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        names[style.get(f"{W}styleId", "")] = (name.get(f"{W}val", "") if name is not None else "").lower()
    return names


class _Reader:
    """Walks the body of a document once, counting pages, paragraphs and tables."""

    def __init__(self, numbers: ListNumbers, style_names: dict[str, str], document: Element) -> None:
        self.numbers, self.style_names = numbers, style_names
        self.knows_pages = next(document.iter(f"{W}lastRenderedPageBreak"), None) is not None
        self.page, self.paragraph, self.table = 1, 0, 0
        self.contents_depth = 0
        """How many fields are open that hold a table of contents."""

    def blocks(self, holder: Element, in_contents: bool = False) -> Iterator[Block]:
        """What stands in the body or in a part of it."""
        for node in holder:
            if node.tag == f"{W}p":
                yield from self.paragraphs(node, in_contents)
            elif node.tag == f"{W}tbl":
                yield from self.table_of(node)
            elif node.tag == f"{W}sdt":
                gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                is_contents = gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
                inside = node.find(f"{W}sdtContent")
                if inside is not None:
                    yield from self.blocks(inside, in_contents or is_contents)
            elif node.tag in (*ADDED, f"{W}customXml", f"{W}smartTag"):
                yield from self.blocks(node, in_contents)

    def paragraphs(self, node: Element, in_contents: bool) -> Iterator[Passage]:
        """A paragraph, then what hangs on it: boxes, pictures, what was deleted."""
        number = self.numbers.number_of(node)
        start_page = self.page
        in_field = self.contents_depth > 0
        pieces = _Pieces()
        self._collect(node, pieces, removed=False, added=False)
        text = "".join(pieces.text)
        style = self._style(node)
        if text.strip():
            self.paragraph += 1
        page = self.page if re.match(r"\s*\n", text) else start_page
        where = f"第 {page} 页，第 {self.paragraph} 段" if self.knows_pages else f"第 {self.paragraph} 段"
        is_contents = in_contents or in_field or re.match(r"(toc|目录) ?\d", style) or pieces.has_contents
        if text.strip() or number:
            heading = re.fullmatch(r"(?:heading|标题) ?([1-9])", style)
            outline = node.find(f"{W}pPr/{W}outlineLvl")
            level = int(heading[1]) if heading else 0
            if outline is not None and re.fullmatch("[0-8]", outline.get(f"{W}val", "")):
                level = int(outline.get(f"{W}val", "")) + 1
            kind = PassageKind.CONTENTS if is_contents else PassageKind.TEXT
            yield Passage(kind, text, where, number, level, pieces.is_bold and bool(text.strip()))
        yield from self._hanging(pieces, where)

    def _hanging(self, pieces: _Pieces, where: str) -> Iterator[Passage]:
        for kind, words in pieces.aside:
            told = kind is PassageKind.INSERTED  # its words stand in the paragraph
            yield Passage(kind, "" if told else words, where, repeats=words if told else "")

    def _style(self, node: Element) -> str:
        style = node.find(f"{W}pPr/{W}pStyle")
        return "" if style is None else self.style_names.get(style.get(f"{W}val", ""), "")

    def table_of(self, node: Element) -> Iterator[Block]:
        """A table; tables inside its cells follow it."""
        self.table += 1
        number, rows, nested = self.table, [], list[Block]()
        above: dict[int, str] = {}
        for row_number, row in enumerate(_children(node, f"{W}tr"), 1):
            cells, column = [], 1
            for cell in _children(row, f"{W}tc"):
                span = _span(cell)
                where = f"表 {number} 第 {row_number} 行第 {column} 列"
                texts, aside = [], list[Passage]()
                for inner in _children(cell, f"{W}p", f"{W}tbl"):
                    if inner.tag == f"{W}tbl":
                        nested += self.table_of(inner)
                        continue
                    pieces = _Pieces()
                    number_before = self.numbers.number_of(inner)
                    self._collect(inner, pieces, removed=False, added=False)
                    words = "".join(pieces.text)
                    texts.append(f"{number_before} {words}" if number_before and not words.strip() else words)
                    aside += self._hanging(pieces, where)
                text = "\n".join(texts).strip("\n")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
                repeats = above.get(column, "") if goes_on and not text.strip() else ""
                above[column] = text.strip() or repeats if merge is not None else ""
                cells.append(Passage(PassageKind.CELL, text, where, repeats=repeats))
                cells += [
                    Passage(PassageKind.CELL, "", where, repeats=text.strip() or repeats) for _ in range(span - 1)
                ]
                nested += aside
                column += span
            rows.append(tuple(cells))
        yield Table(tuple(rows), f"表 {number}")
        yield from nested

    def aside(self, root: Element, kind: PassageKind) -> Iterator[Passage]:
        """What stands beside the text: headers, notes, comments."""
        for number, node in enumerate(root.iter(f"{W}p"), 1):
            if any(str(parent.tag).endswith("}txbxContent") for parent in node.iterancestors()):
                continue
            pieces = _Pieces()
            self._collect(node, pieces, removed=False, added=False)
            text = "".join(pieces.text)
            if text.strip():
                yield Passage(kind, text, f"{kind.value}第 {number} 段")
            yield from self._hanging(pieces, kind.value)

    def _collect(self, node: Element, pieces: _Pieces, *, removed: bool, added: bool) -> None:
        """The text below a node of a paragraph, and what stands beside it."""
        for child in node:
            tag = str(child.tag)
            if tag in (f"{W}t", f"{W}delText"):
                words = child.text or ""
                if removed:
                    pieces.add_aside(PassageKind.DELETED, words)
                else:
                    pieces.text.append(words)
                    if added:
                        pieces.inserted.append(words)
            elif tag == f"{W}sym":
                pieces.text.append(_symbol(child))
            elif tag == f"{W}lastRenderedPageBreak" or (tag == f"{W}br" and child.get(f"{W}type") == "page"):
                self.page += 1 if tag == f"{W}lastRenderedPageBreak" or not self.knows_pages else 0
            elif tag in SIGNS:
                pieces.text.append(SIGNS[tag])
            elif tag == f"{W}fldChar":
                self._field(child, pieces)
            elif tag == f"{W}instrText":
                if re.match(r"\s*TOC\b", child.text or "") and pieces.fields:
                    pieces.fields[-1] = True
                    pieces.has_contents = True
                    self.contents_depth += 1
            elif tag == f"{COMPATIBILITY}AlternateContent":
                choice = child.find(f"{COMPATIBILITY}Choice")
                if choice is not None:
                    self._collect(choice, pieces, removed=removed, added=added)
            elif tag.endswith("}txbxContent"):
                self._box(child, pieces)
            elif tag == f"{W}rPr" or tag == f"{W}pPr":
                continue
            else:
                if tag == f"{DRAWING}blip" or tag.endswith("}imagedata"):
                    pieces.aside.append((PassageKind.PICTURE, ""))
                elif SHAPES.fullmatch(tag) and not any(str(part.tag).endswith("}txbxContent") for part in child.iter()):
                    pieces.aside.append((PassageKind.SHAPE, ""))
                if tag == f"{W}r":
                    pieces.note_bold(child)
                self._collect(child, pieces, removed=removed or tag in REMOVED, added=added or tag in ADDED)
        if node.tag in ADDED and pieces.inserted:
            pieces.add_aside(PassageKind.INSERTED, "".join(pieces.inserted))
            pieces.inserted.clear()

    def _field(self, node: Element, pieces: _Pieces) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            pieces.fields.append(False)
        elif kind == "end":
            if pieces.fields:
                self.contents_depth -= pieces.fields.pop()
            elif self.contents_depth:
                self.contents_depth -= 1

    def _box(self, box: Element, pieces: _Pieces) -> None:
        lines = []
        for paragraph in box.iter(f"{W}p"):
            inside = _Pieces()
            self._collect(paragraph, inside, removed=False, added=False)
            lines.append("".join(inside.text))
        if text := "\n".join(filter(None, lines)):
            pieces.aside.append((PassageKind.TEXTBOX, text))


class _Pieces:
    """What is gathered of one paragraph."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.inserted: list[str] = []
        self.aside: list[tuple[PassageKind, str]] = []
        self.fields: list[bool] = []
        self.has_contents = False
        self._bold: list[bool] = []

    def add_aside(self, kind: PassageKind, words: str) -> None:
        """Words that stand beside the text; what follows one another is one passage."""
        if self.aside and self.aside[-1][0] is kind:
            words = self.aside.pop()[1] + words
        self.aside.append((kind, words))

    def note_bold(self, run: Element) -> None:
        """Whether a run with text is bold."""
        if any((text.text or "").strip() for text in run.iter(f"{W}t")):
            bold = run.find(f"{W}rPr/{W}b")
            self._bold.append(bold is not None and bold.get(f"{W}val", "1") not in ("0", "false"))

    @property
    def is_bold(self) -> bool:
        """Whether all of its runs are bold."""
        return bool(self._bold) and all(self._bold)


def _children(holder: Element, *tags: str) -> Iterator[Element]:
    """The rows of a table, the cells of a row, what stands in a cell: also inside content controls and insertions."""
    for node in holder:
        if node.tag in tags:
            yield node
        elif node.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", *ADDED):
            yield from _children(node, *tags)


def _span(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    text = "1" if span is None else span.get(f"{W}val", "1")
    return min(int(text), 60) if re.fullmatch("[0-9]{1,3}", text) and int(text) else 1


def _symbol(node: Element) -> str:
    code = node.get(f"{W}char", "")
    known = {"F0A8": "□", "F06F": "□", "F071": "□", "F0FE": "☑", "F052": "☑", "F0A3": "□"}
    return known.get(code.upper(), chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else "")
