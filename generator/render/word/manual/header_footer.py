"""What stands at the head and the foot of the pages of a controlled document."""

from __future__ import annotations

from unicodedata import east_asian_width

from generator.render.word.manual.blocks import GridCell, GridRow, grid, plain
from generator.render.word.manual.manuscript import RunningHead
from generator.render.word.manual.wordml import Block, element, paragraph, part, run

DRAFT = "草案，未经批准，不得作为执行依据"
HEAD_SIZE = 17
"""Of the letters at the head of a page, in half points."""
WIDEST = 0.72
"""The width of a Western letter or digit, in Chinese characters: 0.5 in Times, up to this in what stands in for it."""
FIXED = "\u00a0"
"""A space at which no line ends."""
COPY = "打印件、下载件未盖受控章的为非受控文件，以在线现行版为准"


def header(company: str, running_head: RunningHead, width: int, draft: bool) -> bytes:
    """Company, document and control data side by side, with a line below; under it, that this is a draft where it is
    one.
    """
    control = "　".join(
        filter(
            None, (f"文件编号：{running_head.number}" if running_head.number else "", f"版次：{running_head.edition}")
        )
    )
    shares = _shares(width, *map(_width, (company, running_head.title, control)))
    cells = [
        GridCell(
            [paragraph("RunningHead", run(words), properties=(element("w:jc", val=side),))], borders=edges, tight=True
        )
        for words, side, edges in (
            (company, "left", "TLR"),
            (running_head.title, "center", "TLR"),
            (control, "right", "TLR"),
        )
    ]
    table = grid(shares, [GridRow(cells)], "页眉")
    return part(
        "hdr", table + plain(DRAFT if draft else "", "RunningDraft" if draft else "BookGap") + plain("", "BookGap")
    )


def footer(confidentiality: str, width: int) -> bytes:
    """Confidentiality and what copies are worth at the left, the page at the right."""
    return part(
        "ftr",
        paragraph(
            "RunningFoot",
            run(" · ".join(filter(None, (confidentiality, COPY)))),
            element("w:r", element("w:tab")),
            run(f"第{FIXED}"),
            _field("PAGE"),
            run(f"{FIXED}页{FIXED}共{FIXED}"),
            _field("NUMPAGES"),
            run(f"{FIXED}页"),
            properties=(element("w:tabs", element("w:tab", val="right", pos=width)),),
        ),
    )


def _shares(width: int, left: int, middle: int, right: int) -> tuple[int, int, int]:
    """The columns: control data on one line; the title in the middle of the page where there is room, else between the
    two.
    """
    right = min(right, width // 2)
    side = min(left if 2 * right + middle > width else max(left, right), width - right - min(middle, width // 4))
    return side, width - side - right, right


def _width(words: str) -> int:
    """How much room words take at most at the head of a page, with whatever fonts, in twentieths of a point."""
    wide = sum(1 if east_asian_width(character) in "WFA" else WIDEST for character in words)
    return int(wide * HEAD_SIZE * 10) + 80


def _field(code: str) -> Block:
    return element("w:fldSimple", run("1"), instr=f" {code} ")
