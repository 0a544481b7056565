"""A controlled document while it is written: its blocks, its headings with their numbers, and the sections with their
running heads.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.render.word.letterhead import Letterhead
from generator.render.word.manual.numbering import APPENDIX, APPENDIX_NUM, WHOLE, ListStyle, number_text, numbered
from generator.render.word.manual.wordml import Block, element, paragraph, run

LONG_SIDE, SHORT_SIDE = 16838, 11906
"""Of A4, in twentieths of a point."""
TOP, BOTTOM = 1588, 1247
"""The margins above and below, which hold the running heads."""
HEADER, RUNNING = 624, 720
"""Where the head of a page begins, and how high ours is."""


class ContentsEntry(NamedTuple):
    """A heading, as the table of contents lists it."""

    level: int
    """From 1."""
    number: str
    title: str
    bookmark: str


class RunningHead(NamedTuple):
    """What stands at the head of the pages of a section."""

    title: str
    number: str
    """文件编号, or empty."""
    edition: str


class Margins(NamedTuple):
    """Of a page, in twentieths of a point."""

    left: int
    right: int


BOUND = Margins(1531, 1247)
"""Room for the holes at the left."""
FORM = Margins(1134, 1134)
"""As a form has it by itself."""


class Manuscript:
    """Takes blocks one after the other.

    `headings` is the list of its headings, `first` the number of its first chapter, `letterhead` what the company has
    at the head of every page.
    """

    def __init__(self, headings: ListStyle, first: int = 1, letterhead: Letterhead | None = None):
        self.letterhead = letterhead
        self.headings = headings
        self.first = first
        self.entries: list[ContentsEntry] = []
        self.blocks: list[Block] = []
        self.fresh: list[ListStyle] = []
        self.running_heads: list[tuple[RunningHead, int]] = []
        """The heads of its pages with their widths, in the order of their parts."""
        self._counts: dict[int, list[int]] = {headings.definition: [first - 1], APPENDIX.definition: []}
        self._section: Block | None = None

    @property
    def inner(self) -> int:
        """The level of the headings inside one procedure or policy."""
        return 2 if self.headings is WHOLE else 0

    def put(self, *blocks: Block) -> None:
        """Add blocks."""
        self.blocks += blocks

    def head(self, level: int, title: str, page: bool = False) -> None:
        """A numbered heading, on a new page if so wished; level 0 is the highest."""
        self._head(level, title, self.headings, (element("w:pageBreakBefore"),) if page else ())

    def appendix(self, level: int, title: str) -> None:
        """A heading of an appendix, 附录 A or A.1."""
        self._head(level, title, APPENDIX, (numbered(APPENDIX_NUM, level),))

    def begin(self, style: ListStyle) -> int:
        """A list that begins anew; gives the number by which its entries name it."""
        self.fresh.append(style)
        return APPENDIX_NUM + len(self.fresh)

    def turn(
        self, running_head: RunningHead | None, margins: Margins = BOUND, landscape: bool = False
    ) -> tuple[int, int]:
        """Begin a section on a new page; gives the width and the height of its text.

        Without a running head it has the letterhead alone.
        """
        self._close()
        wide, high = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
        width = wide - margins.left - margins.right
        parts = []
        overhang = max(0, HEADER + self.letterhead.height + RUNNING - TOP) if self.letterhead else 0
        if running_head:
            for name, id in (
                ("headerReference", f"rIdHead{self._place(running_head, width)}"),
                ("footerReference", f"rIdFoot{width}"),
            ):
                parts.append(f'<w:{name} w:type="default" r:id="{id}"/>')
        elif self.letterhead and self.letterhead.header:
            parts.append('<w:headerReference w:type="default" r:id="rIdHead0"/>')
        size = element("w:pgSz", w=wide, h=high, **({"orient": "landscape"} if landscape else {}))
        edges = element(
            "w:pgMar",
            top=TOP,
            right=margins.right,
            bottom=BOTTOM,
            left=margins.left,
            header=HEADER,
            footer=567,
            gutter=0,
        )
        self._section = element(
            "w:sectPr", *parts, element("w:type", val="nextPage"), size, edges, element("w:cols", space=425)
        )
        return width, high - TOP - BOTTOM - overhang

    def body(self) -> Block:
        """Everything, in order; Word wants a paragraph after the last table."""
        end = [] if self.blocks[-1].startswith("<w:p>") else [paragraph("BookGap")]
        return element("w:body", *self.blocks, *end, self._section)

    def _close(self) -> None:
        """The properties of a section stand in its last paragraph."""
        if self._section is None:
            return
        if not self.blocks or not self.blocks[-1].startswith("<w:p>") or "<w:sectPr>" in self.blocks[-1]:
            self.put(paragraph("BookGap"))
        self.blocks[-1] = self.blocks[-1].replace("</w:pPr>", f"{self._section}</w:pPr>", 1)

    def _place(self, running_head: RunningHead, width: int) -> int:
        if (running_head, width) not in self.running_heads:
            self.running_heads.append((running_head, width))
        return self.running_heads.index((running_head, width)) + 1

    def _head(self, level: int, title: str, style: ListStyle, properties: tuple[Block, ...]) -> None:
        counts = self._counts[style.definition]
        counts[level + 1 :] = []
        counts += [0] * (level + 1 - len(counts))
        counts[level] += 1
        bookmark = f"_Toc{len(self.entries) + 1:06}"
        self.entries.append(ContentsEntry(level + 1, number_text(style, tuple(counts)), title, bookmark))
        id = len(self.entries)
        self.put(
            paragraph(
                f"Heading{level + 1}",
                element("w:bookmarkStart", id=id, name=bookmark),
                run(title),
                element("w:bookmarkEnd", id=id),
                properties=properties,
            )
        )
