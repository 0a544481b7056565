"""封面: who answers for a controlled document, and since when it is in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.model import Approval, Edition, Settings
from generator.render.word.base import LABEL_SHADE
from generator.render.word.content_controls import BOX_FONT, UNCHECKED
from generator.render.word.manual.blocks import GridCell, GridRow, grid, plain
from generator.render.word.manual.header_footer import COPY, DRAFT
from generator.render.word.manual.manuscript import RunningHead
from generator.render.word.manual.wordml import Block, element, paragraph, run

PENDING = "待批准"
CONTROL = f"{UNCHECKED} 受控　分发号：＿＿＿＿＿＿　　{UNCHECKED} 非受控"


class Subject(NamedTuple):
    """What the document is about."""

    title: str
    category: str
    """销售部程序文件, 销售部管理制度, 销售部管理手册; of a chapter, the handbook that it is part of."""
    running_head: RunningHead
    facts: tuple[tuple[str, str], ...] = ()
    """What the cover says of it besides, by label."""


def cover(subject: Subject, settings: Settings, edition: Edition, width: int) -> Iterator[Block]:
    """The first page."""
    approval = edition.approval
    yield _low(settings.company, "CoverCompany", 900)
    yield plain(subject.category, "CoverLine")
    yield _low(subject.title, "CoverTitle", 1500 if len(subject.title) < 12 else 1100)
    yield plain(
        DRAFT if approval is None else f"{edition.revision} 版", "CoverState" if approval is None else "CoverLine"
    )
    yield _low("", "BookGap", 700)
    pairs = [
        *([("文件编号", subject.running_head.number)] if subject.running_head.number else []),
        ("版次 / 修订状态", subject.running_head.edition),
        *([("所属版本", edition.title)] if subject.running_head.edition != edition.title else []),
        *subject.facts,
        ("密　　级", settings.confidentiality),
        ("受控状态", CONTROL),
    ]
    yield grid(
        (2300, width - 2300), [GridRow([_label(name), _fact(value)]) for name, value in pairs], "受控信息", "BookFrame"
    )
    yield _low("", "BookGap", 300)
    shares = (1500, 2900, 2000, width - 6400)
    yield grid(
        shares,
        [
            GridRow([_label(name) for name in ("", "岗位", "签名", "日期")]),
            *(GridRow([_label(name), _fact(who), _fact(""), _fact("")]) for name, who in _signatures(approval)),
        ],
        "签署",
        "BookFrame",
    )
    issued, effective = (str(approval.issued), str(approval.effective)) if approval else (PENDING, PENDING)
    line = element("w:pBdr", element("w:bottom", val="single", sz=12, space=6, color="1F2933"))
    stop = element("w:tabs", element("w:tab", val="right", pos=width))
    yield paragraph(
        "CoverDay",
        run(f"发布日期：{issued}"),
        element("w:r", element("w:tab")),
        run(f"实施日期：{effective}"),
        properties=(line, stop, element("w:spacing", before=1100 - 400 * len(subject.facts), after=60)),
    )
    yield plain(f"{settings.company}　发布", "CoverLine")
    yield _low(COPY + (f"。校验码 {edition.proof[:12]}" if edition.proof else ""), "BookNote", 60)


def _signatures(approval: Approval | None) -> tuple[tuple[str, str], ...]:
    if approval is None:
        return tuple((name, "") for name in ("编制", "审核", "会签", "批准"))
    return (
        ("编制", approval.prepared_by),
        ("审核", approval.reviewed_by),
        ("会签", approval.countersigned_by or "—"),
        ("批准", approval.approved_by),
    )


def _label(words: str) -> GridCell:
    return GridCell([plain(words, "CoverLabel")], shade=LABEL_SHADE)


def _fact(words: str) -> GridCell:
    return GridCell([boxed(words, "CoverFact")])


def boxed(words: str, style: str) -> Block:
    """A paragraph in which boxes to tick may stand."""
    font = element("w:rFonts", ascii=BOX_FONT, hAnsi=BOX_FONT, eastAsia=BOX_FONT, cs=BOX_FONT)
    pieces = re.split(f"({UNCHECKED})", words)
    return paragraph(style, *(run(piece, *([font] if piece == UNCHECKED else [])) for piece in pieces if piece))


def _low(words: str, style: str, before: int) -> Block:
    """A paragraph with so much room above it."""
    return paragraph(style, run(words), properties=(element("w:spacing", before=before),))
