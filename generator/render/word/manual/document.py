"""What procedures and policies have in common: control data, related documents and records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.language import phrasing
from generator.model import KINDS, Document, Edition, Form, Handbook, Item, Regulation, kind_of
from generator.render.word.manual.blocks import GridCell, GridRow, cell_of, facts, grid, head, middle, plain, styled
from generator.render.word.manual.manuscript import Manuscript, RunningHead
from generator.render.word.manual.wordml import Block, paragraph, run
from generator.schedule.phrases import due_phrase

WIDTH = 9128
"""Of the text between the margins for binding, in twentieths of a point."""


def running_head(document: Document, edition: Edition) -> RunningHead:
    """What stands at the head of the pages of a controlled document."""
    stamp = edition.stamp(document)
    return RunningHead(document.title, stamp.number, stamp.edition)


def control_data(document: Document, handbook: Handbook, edition: Edition) -> Block:
    """文件编号, 版次 and the rest, as one table."""
    stamp = edition.stamp(document)
    return facts(
        WIDTH,
        (
            ("文件编号", stamp.number),
            ("版次", stamp.edition),
            ("归口岗位", handbook.roles[document.owner].title),
            ("发布日期", stamp.issued),
            ("实施日期", stamp.effective),
            ("下次评审", phrasing.review_phrase(document)),
        ),
        f"{document.title}的受控信息",
        across=3,
    )


def basis(item: Item) -> Iterator[Block]:
    """The clauses that the item as a whole carries out."""
    if item.basis:
        yield paragraph("BookText", styled("依据：", "BookStrong"), run(phrasing.listed(item.basis)))


def staff(regulation: Regulation) -> Iterator[Block]:
    """What the law asks for before a regulation that touches the interests of employees may change."""
    if regulation.staff:
        yield plain(f"本{KINDS[kind_of(regulation)].title}{phrasing.STAFF}。")


def related(manuscript: Manuscript, level: int, items: Iterable[Item], edition: Edition) -> None:
    """相关文件: whatever else one should read, documents with their numbers."""
    related_items = list(items)
    manuscript.head(level, "相关文件")
    if not related_items:
        manuscript.put(plain("无。"))
        return
    rows = [
        GridRow(
            [
                middle(item.number if isinstance(item, Document) else "—"),
                cell_of(item.title),
                middle(KINDS[kind_of(item)].title),
                middle(edition.stamp(item).edition if isinstance(item, Document) else "—"),
            ]
        )
        for item in related_items
    ]
    manuscript.put(
        grid((1700, WIDTH - 4300, 1300, 1300), [head("文件编号", "名称", "类别", "版次"), *rows], "相关文件")
    )


def records(manuscript: Manuscript, level: int, forms: Iterable[Form], handbook: Handbook) -> None:
    """相关记录: the forms, who fills them in, when they are due, and how long they are kept."""
    record_forms = list(forms)
    manuscript.head(level, "相关记录")
    if not record_forms:
        manuscript.put(plain("无。"))
        return
    rows = [
        GridRow(
            [
                middle(form.number),
                cell_of(form.title),
                GridCell(phrasing.listed(handbook.roles[role].title for role in form.filled_by)),
                cell_of(due_phrase(form.due, handbook)),
                middle(str(form.retention)),
            ]
        )
        for form in record_forms
    ]
    manuscript.put(
        grid(
            (1400, 2500, 1700, WIDTH - 6700, 1100),
            [head("表单编号", "名称", "填写", "何时交", "保存期限"), *rows],
            "相关记录",
        )
    )
