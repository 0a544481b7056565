"""Whether what a text links to exists, and what a branch or a total names stands in the same file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from generator.language import inline
from generator.language.did_you_mean import closest
from generator.language.phrasing import in_one_line
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import DataPath, EntryRef, Form, Procedure, author_texts


def text_links_lead_somewhere(context: RuleContext) -> Iterator[Violation]:
    """A link in a text leads to a web address, an e-mail address or an existing item."""
    for text in context.texts:
        for target in text.links:
            if not inline.is_external(target) and not _exists(context, target):
                yield violation_at(
                    text.id,
                    text.path,
                    "E409",
                    f"链接「{in_one_line(target)}」没有目标" if target else "链接的圆括号里是空的",
                    partial(_better_target, context, target),
                    word=target or "]()",
                )


def text_links(cls: type, document: Mapping[str, Any]) -> Iterator[tuple[DataPath, str]]:
    """Every link to an item or an entry in the texts of a sound document, as (path, target)."""
    for text in author_texts(cls, document):
        if "](" in text.text and text.declared.metadata["rules"].get("markdown"):
            for target in inline.links(inline.parse(text.text)):
                if inline.is_internal(target):
                    yield text.path, target


def parts_stay_inside(context: RuleContext) -> Iterator[Violation]:
    """A branch leads to a step of its own procedure, and a total adds up fields of its own form."""
    for id, part, walked in context.walked:
        for path, declared, value in walked if isinstance(part, Procedure | Form) else ():
            if path[0] == "rules":  # which have a rule of their own
                continue
            if (path[-2:-1] == ("of",) or declared.name == "to") and value.written != value.entry:
                where = "本表单的栏目" if declared.name == "of" else "本流程的步骤"
                yield violation_at(
                    id,
                    path,
                    "E414",
                    f"这里只能写{where}",
                    f"写成「{value.entry}」" if value.item == id else f"「{value}」不在本文件里，请改用{where}编号",
                )


def _exists(context: RuleContext, target: str) -> bool:
    id, _, entry = target.partition("#")
    if not {id, f"{id}.{entry}"}.isdisjoint(context.told):
        return True
    return context.has(EntryRef(id, entry)) if entry else context.is_broken(id) or id in context.handbook.items


def _better_target(context: RuleContext, target: str) -> str:
    """The hint for a link that leads nowhere."""
    if re.match(r"(?:www\.|[\w-]+\.(?:com|cn|net|org)\b)", target):
        return f"写成「https://{target}」"
    id, _, entry = target.partition("#")
    if item_id := next(
        (item.id for item in context.handbook.items.values() if target.strip("《》") in (item.title, *item.aliases)),
        None,
    ):
        return f"这里要写编号，不是名称：{item_id}"
    inside = context.entries.get(id, ())
    guess = closest(entry, inside) if inside else closest(id, context.handbook.items)
    if guess:
        return f"是不是「{f'{id}#{guess}' if inside else guess}」？"
    return (
        f"「{id}」里有：{'、'.join(inside)}"
        if inside
        else "链接写网址、mailto:邮箱，或条目的编号，例如 [客户拜访](customer-visit)"
    )
