"""审批单: a change of the handbook on one page, to be attached to an approval in WeCom, DingTalk or an OA, or signed by
hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width

from generator.language.phrasing import brief
from generator.model import Edition, Settings
from generator.render.word.base import LABEL_SHADE
from generator.render.word.content_controls import UNCHECKED
from generator.render.word.letterhead import letterhead
from generator.render.word.manual.blocks import GridCell, GridRow, facts, gap, grid, head, label, plain
from generator.render.word.manual.cover import boxed
from generator.render.word.manual.document import WIDTH
from generator.render.word.manual.docx_file import docx_file
from generator.render.word.manual.manuscript import Manuscript, RunningHead
from generator.render.word.manual.numbering import ALONE

TITLE = "手册修订审批单"
DECISION = f"{UNCHECKED} 同意　{UNCHECKED} 不同意"
LONGEST = 120
"""Characters of a line, and of its note: the whole of it stands in the paper that the sheet is made from."""
LONGEST_MARK = 14
SIGNERS = 6
"""So many sign on one page; others on the page of the approval itself."""
LABEL, MARK = 1150, 1050
"""The columns of what a section and a line are called, in twentieths of a point."""
TEXT = WIDTH - LABEL - MARK
FIXED = 4200
"""The height of what is always there: title, facts, the gaps, the number of the approval, the last line."""
SIGNATURE = 690
"""The height of the row of somebody who signs."""
ROW, TEXT_LINE, NOTE_LINE = 90, 275, 250
"""The height of a row without its lines, of a line of text and of a line of a note."""
REST = ROW + TEXT_LINE
"""The height of the row that counts the lines for which there was no room."""
CELL_MARGINS = 230

Line = tuple[str, str, str]
"""(text, mark, note)"""
Section = tuple[str, Sequence[Line], bool]
"""(title, lines, whether those who are named by the marks have to sign)"""


@dataclass(frozen=True)
class Subject:
    """What is to be approved."""

    headline: str
    sections: Sequence[Section]
    hash: str
    """Of the change, in hex: the sheet stands for this change and for no other."""
    base: str
    """What the new state was compared with, in readers' words."""


def approval_sheet(subject: Subject, settings: Settings, edition: Edition, looks: bytes | None = None) -> bytes:
    """The sheet as a DOCX file of one page. `edition` is the state to be approved, `looks` the company's own base
    document. The same arguments give the same bytes.
    """
    manuscript = Manuscript(ALONE, letterhead=letterhead(looks) if looks else None)
    _, height = manuscript.turn(RunningHead(TITLE, "", edition.title))
    told = [section for section in subject.sections if not section[2]]
    signers = [line for section in subject.sections if section[2] for line in section[1]]
    room = height - FIXED - SIGNATURE * min(len(signers), SIGNERS)
    manuscript.put(
        plain(TITLE, "BookPart"),
        grid((LABEL, WIDTH - 2 * LABEL - 2200, LABEL, 2200), _about(subject, settings, edition), "改动"),
        gap(),
        grid((LABEL, MARK, TEXT), _told(told, room), "改了什么"),
        gap(),
        grid((1600, WIDTH - 6200, 1900, 1500, 1200), _signatures(signers), "签署"),
        gap(),
        facts(WIDTH, (("文号", ""), ("审批日期", "")), "审批"),
        plain(
            "文号填审批系统里的单号。批准只对上面的变更指纹有效：改动再变一个字，指纹就变，要重新审批。"
            "批准后，把文号写进合并说明，和这张单子一起存档。",
            "BookNote",
        ),
    )
    return docx_file(
        manuscript,
        settings,
        edition,
        TITLE,
        subject.hash[:12],
        {"Document": "approval", "Revision": edition.revision, "Fingerprint": subject.hash},
        update=False,
    )


def _about(subject: Subject, settings: Settings, edition: Edition) -> Iterator[GridRow]:
    def fact(words: str, span: int = 1) -> GridCell:
        return GridCell([plain(words, "BookCell")], span=span)

    yield GridRow([label("手册"), fact(settings.title), label("版次"), fact(edition.title)])
    yield GridRow([label("改动"), fact(subject.headline, 3)])
    yield GridRow([label("相比"), fact(subject.base, 3)])
    yield GridRow([label("变更指纹"), fact(subject.hash, 3)])


def _told(sections: Sequence[Section], room: int) -> Iterator[GridRow]:
    """The rows of all sections, as far as there is room; what is left is counted."""
    counts = _fitting(sections, room)
    for (title, lines, _), count in zip(sections, counts, strict=True):
        rest = len(lines) - count
        shown = [*lines[:count], *([(f"还有 {rest} 条没有印在这一页，见这次改动的说明", "", "")] if rest else [])]
        for place, (text, mark, note) in enumerate(shown):
            joined = "" if len(shown) == 1 else "continue" if place else "restart"
            name = label(title if not place else "", joined=joined)
            words = [plain(brief(text, LONGEST), "BookCell")]
            words += [plain(brief(note, LONGEST), "BookSmall")] if note else []
            if mark:
                yield GridRow([name, GridCell([plain(brief(mark, LONGEST_MARK), "BookMiddle")]), GridCell(words)])
            else:
                yield GridRow([name, GridCell(words, span=2)])


def _fitting(sections: Sequence[Section], room: int) -> list[int]:
    """How many lines of each section fit: the first of every one, then whatever stands first."""
    heights = {
        (number, place): _height(line)
        for number, (_, lines, _) in enumerate(sections)
        for place, line in enumerate(lines)
    }
    if sum(heights.values()) <= room:
        return [len(lines) for _, lines, _ in sections]
    counts = [0] * len(sections)
    room -= REST * len(sections)
    for number, place in sorted(heights, key=lambda at: (at[1] > 0, *at)):
        is_last = place == len(sections[number][1]) - 1
        height = heights[number, place] - (REST if is_last else 0)
        if height <= room and counts[number] == place:
            counts[number] += 1
            room -= height
    return counts


def _height(line: Line) -> int:
    text, mark, note = line
    lines = max(_lines(brief(text, LONGEST), TEXT, 190), _lines(brief(mark, LONGEST_MARK), MARK, 190))
    return ROW + lines * TEXT_LINE + (_lines(brief(note, LONGEST), TEXT, 170) * NOTE_LINE if note else 0)


def _lines(words: str, width: int, em: int) -> int:
    """On how many lines words of this size stand, in twentieths of a point; Western letters may be wide."""
    wide = sum(1 if east_asian_width(character) in "WFA" else 0.6 for character in words)
    return max(1, ceil(wide * em / (width - CELL_MARGINS)))


def _signatures(signers: Sequence[Line]) -> Iterator[GridRow]:
    yield head("请谁批准", "批准什么", "意见", "签名", "日期")
    for titles, owner, _ in signers[:SIGNERS]:
        yield GridRow(
            [
                GridCell([plain(owner, "BookLabel")], shade=LABEL_SHADE),
                GridCell([plain(brief(titles, 24), "BookCell")]),
                GridCell([boxed(DECISION, "BookMiddle")]),
                *[GridCell([plain("", "BookCell")] * 2)] * 2,
            ]
        )
    if len(signers) > SIGNERS:
        names = "、".join(owner for _, owner, _ in signers[SIGNERS:])
        yield GridRow([GridCell([plain(f"还要请 {brief(names, 60)} 批准", "BookCell")], span=5)])
