"""The table of contents: a field that Word, WPS and LibreOffice bring up to date, with its entries already in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.render.word.manual.blocks import plain
from generator.render.word.manual.manuscript import ContentsEntry
from generator.render.word.manual.wordml import Block, element, paragraph, run, text_element

ASK = (
    "目录的页码还没有算出：Word 打开时询问是否更新域，请选「是」；WPS 和 LibreOffice 里右键点目录，选「更新」。"
    "更新后这句话自动消失。"
)


def contents(entries: Sequence[ContentsEntry], pages: Mapping[str, int] | None, depth: int) -> Iterator[Block]:
    """目录, with the headings down to a level.

    `pages` gives the page of every bookmark; without it, the entries have none yet.
    """
    yield plain("目　录", "BookPart")
    headings = [entry for entry in entries if entry.level <= depth]
    opening = [_mark("begin"), _code(f' TOC \\o "1-{depth}" \\h \\z \\u '), _mark("separate")]
    if pages is None:
        yield paragraph("BookNote", *opening, run(ASK))
        opening = []
    for entry in headings:
        page = [] if pages is None else [run(str(pages[entry.bookmark]))]
        number = [_mark("begin"), _code(f" PAGEREF {entry.bookmark} \\h "), _mark("separate"), *page, _mark("end")]
        link = element(
            "w:hyperlink",
            run(entry.number + entry.title),
            element("w:r", element("w:tab")),
            *number,
            anchor=entry.bookmark,
            history=1,
        )
        yield paragraph(f"TOC{entry.level}", *opening, link)
        opening = []
    yield paragraph("BookGap", _mark("end"))
    yield paragraph(
        "BookGap"
    )  # the section ends here: LibreOffice loses the fields of a footer whose section ends inside another field


def _mark(kind: str) -> Block:
    return element("w:r", element("w:fldChar", fldCharType=kind))


def _code(words: str) -> Block:
    return element("w:r", text_element("w:instrText", words))
