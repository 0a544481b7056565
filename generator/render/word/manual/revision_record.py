"""修订记录: who released what when, and what this edition changed in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.model import GONE, NEW, Document, Edition, Handbook, Revised
from generator.render.word.manual.blocks import GridRow, cell_of, grid, head, middle, plain
from generator.render.word.manual.cover import PENDING
from generator.render.word.manual.wordml import Block


def change_record(
    handbook: Handbook, edition: Edition, history: Sequence[Revised], changed: Sequence[str], width: int
) -> Iterator[Block]:
    """All releases up to this edition, oldest first, and the draft where this is one; below, sentences on what was
    changed last.

    `history` is newest first.
    """
    yield plain("修订记录", "BookPart")
    shares = (1250, 1350, 1350, width - 6150, 1100, 1100)  # a date stays on one line in wide letters too
    approvals = [revised.edition.approval for revised in reversed(history) if revised.edition.approval]
    rows = [
        GridRow(
            [
                middle(f"{approval.revision} 版"),
                middle(str(approval.issued)),
                middle(str(approval.effective)),
                cell_of(approval.summary),
                middle(approval.reviewed_by),
                middle(approval.approved_by),
            ]
        )
        for approval in approvals
    ]
    if edition.approval is None:
        summary = "编制中，见下面的修订内容。" if changed else "编制中。"
        rows.append(
            GridRow(
                [
                    middle(edition.title.replace("（", "\n（")),
                    middle(PENDING),
                    middle(PENDING),
                    cell_of(summary),
                    middle(""),
                    middle(""),
                ]
            )
        )
    rows += [GridRow([middle("") for _ in shares]) for _ in range(len(rows), 6)]  # as the paper has it, for what comes
    yield grid(shares, [head("版本", "发布日期", "实施日期", "修订摘要", "审核", "批准"), *rows], "修订记录")
    settings = handbook.settings
    emergency = (
        f"年内等不得的紧急修订，由{handbook.roles[settings.emergency].title}批准。" if settings.emergency else ""
    )
    yield plain(
        "版次中斜线后的数字，是这份文件首次发布以后被修订的次数。"
        f"没有另外写明的，评审间隔最长 {settings.review_every}。{emergency}",
        "BookNote",
    )
    if changed:
        yield plain(f"{edition.title}的修订内容", "BookCaption")
        yield grid(
            (700, width - 700),
            [
                head("序号", "修订内容"),
                *(GridRow([middle(str(number)), cell_of(words)]) for number, words in enumerate(changed, 1)),
            ],
            "修订内容",
        )


def on_item(history: Sequence[Revised], id: str) -> tuple[str, ...]:
    """Every sentence on what the newest edition changed in one item."""
    return tuple(
        "：".join(filter(None, (change.place, change.text))) for revised in history[:1] for change in revised.of(id)
    )


def on_documents(history: Sequence[Revised], chapter: str | None = None) -> tuple[str, ...]:
    """One line for every controlled document, of a chapter or of all, that the newest edition added, withdrew or
    changed, by its number.
    """
    items = {id: item for revised in reversed(history[:2]) for id, item in revised.handbook.items.items()}
    lines = []
    for id, (first, *more) in groupby(history[0].changes if history else (), key=lambda change: change.item):
        document = items.get(id)
        if isinstance(document, Document) and chapter in (None, document.chapter):
            whole = first.kind if first.whole else ""
            summary = {NEW: "新增", GONE: "废止"}.get(whole, f"修订 {len(more) + 1} 处")
            lines.append((document.number, f"{document.number}《{document.title}》：{summary}"))
    return tuple(line for _, line in sorted(lines))
