"""Whether every id can be the name of the files that are made for it, on every system."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import KINDS, NAMES, Form
from generator.model.reserved_ids import LONGEST, flaw_of_id


def ids_can_name_files(context: RuleContext) -> Iterator[Violation]:
    """No id is one that the site needs itself or Windows cannot hold, or differs from another by case alone."""
    taken: dict[str, str] = {}
    for kind, id, part in context.handbook.parts():
        if KINDS[kind].single:
            continue
        flaw = flaw_of_id(id, is_download=isinstance(part, Form))
        if other := taken.get(id.lower()):
            flaw = f"编号「{id}」和「{other}」只差大小写，Windows 和 macOS 上分不清"
        taken[id.lower()] = id
        if flaw:
            yield violation_at(id, ("id",), "E444", flaw, f"请换一个编号，文件名跟着改{_instead(kind, id)}")
    books = {*context.handbook.procedures, *context.handbook.policies}
    for position, chapter in enumerate(context.handbook.settings.chapters):
        flaw = flaw_of_id(chapter.id)
        if chapter.id in books:
            flaw = f"章节编号「{chapter.id}」也是{NAMES[_kind(context, chapter.id)]}的编号，两份文件会同名"
        if flaw:
            hint = f"请给这一章换一个编号，例如「{chapter.id[: LONGEST - 8]}-chapter」；用到它的 chapter 跟着改"
            yield violation_at("settings", ("chapters", position, "id"), "E444", flaw, hint)


def _instead(kind: str, id: str) -> str:
    """An id that could be meant, for the kinds whose ids are words."""
    words = id[: LONGEST - len(kind) - 1].strip("-")
    return f"，例如「{words}-{kind}」" if id == id.lower() and kind != "calendar" else ""


def _kind(context: RuleContext, id: str) -> str:
    return "procedure" if id in context.handbook.procedures else "policy"
