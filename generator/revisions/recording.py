"""What a change record says of a release: the sentences on one item, or one line for every document."""
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from generator.model import GONE, NEW, Change, Document, Handbook


def changed(changes: Sequence[Change], old: Handbook | None, new: Handbook) -> Mapping[str, tuple[str, ...]]:
    """The sentences of every change record: by the keys of ChangeRecord. Nothing for the first release."""
    if old is None:
        return {}
    chapters = [chapter.id for chapter in new.settings.chapters]
    return {**{document.id: on_item(changes, document.id) for document in new.documents},
            **{f"chapter.{chapter}": on_documents(changes, old, new, (chapter,)) for chapter in chapters},
            "handbook": on_documents(changes, old, new, chapters)}


def on_item(changes: Sequence[Change], id: str) -> tuple[str, ...]:
    """Every sentence on one item."""
    return tuple("：".join(filter(None, (change.place, change.text))) for change in changes if change.item == id)


def on_documents(changes: Sequence[Change], old: Handbook, new: Handbook, chapters: Collection[str]) -> tuple[str, ...]:
    """One line for every controlled document of these chapters that was added, withdrawn or changed, by its number."""
    found = []
    for id, (first, *more) in ((id, tuple(held)) for id, held in groupby(changes, key=lambda change: change.item)):
        document = new.items.get(id) or old.items.get(id)
        if isinstance(document, Document) and document.chapter in chapters:
            whole = first.kind if len(first.where) == 1 else ""
            said = {NEW: "新增", GONE: "废止"}.get(whole, f"修订 {len(more) + 1} 处")
            found.append((document.number, f"{document.number}《{document.title}》：{said}"))
    return tuple(line for _, line in sorted(found))
