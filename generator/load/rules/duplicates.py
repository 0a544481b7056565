"""What stands twice where it can be meant only once: in a list, as a title, as a former id that is still in use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.language.phrasing import in_one_line
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import (
    ITEM_KINDS,
    KINDS,
    NAMES,
    Chapter,
    DataPath,
    EntryRef,
    Item,
    Procedure,
    Step,
    Term,
    has_fields,
)

LISTS_WITH_OWN_RULES = ("options", "kpi")
"""Lists that rules of their own look at."""


def lists_hold_nothing_twice(context: RuleContext) -> Iterator[Violation]:
    """No text and no reference stands twice in one list, and no item is related to itself."""
    for id, part, walked in context.walked:
        seen: dict[tuple[DataPath, Any], int] = {}
        for path, declared, entry in walked:
            is_own = declared.name not in LISTS_WITH_OWN_RULES and not declared.metadata["rules"].get("verbatim")
            if isinstance(path[-1], int) and not has_fields(entry) and is_own:
                first = seen.setdefault((path[:-1], entry), path[-1])
                if first != path[-1]:
                    yield violation_at(
                        id,
                        path,
                        "E424",
                        (
                            f"「{declared.metadata['title']}」里「"
                            f"{in_one_line(entry.written if isinstance(entry, EntryRef) else entry, 20)}」写了两次"
                        ),
                        f"和第 {first + 1} 项一样，请删除一个",
                    )
        for position, other in enumerate(getattr(part, "related", ())):
            if other == id:
                yield violation_at(id, ("related", position), "E424", "相关内容里写了这个条目自己", "请删除这一项")


def titles_are_told_apart(context: RuleContext) -> Iterator[Violation]:
    """No two items of one kind, chapters or terms have the same title."""
    handbook = context.handbook
    for kind in ITEM_KINDS:
        item_ids: dict[str, str] = {}
        for item in getattr(handbook, KINDS[kind].part).values():
            if item.title in item_ids:
                yield violation_at(
                    item.id,
                    ("title",),
                    "E425",
                    f"已经有一个{NAMES[kind]}叫「{item.title}」了",
                    f"另一个是 {item_ids[item.title]}，请换一个分得清的名称",
                )
            item_ids.setdefault(item.title, item.id)
    lists: tuple[tuple[str, str, tuple[Chapter | Term, ...]], ...] = (
        ("settings", "chapters", handbook.settings.chapters),
        ("glossary", "terms", handbook.glossary.terms),
    )
    for id, name, entries in lists:
        entry_ids: dict[str, str] = {}
        for position, entry in enumerate(entries):
            if entry.title in entry_ids:
                yield violation_at(
                    id,
                    (name, position, "title"),
                    "E425",
                    f"「{entry.title}」已经有了",
                    f"另一个是 {entry_ids[entry.title]}，请合并，或换一个名称",
                )
            entry_ids.setdefault(entry.title, entry.id)


def former_ids_are_free(context: RuleContext) -> Iterator[Violation]:
    """What something was called once is not the name of anything today: the comparison of revisions would take the one
    for the other.
    """
    handbook = context.handbook
    for id, part, walked in context.walked:
        holders = [((), part), *((path, value) for path, _, value in walked if hasattr(value, "formerly"))]
        beside = {
            type(entry).__mro__[-2]: {
                other.id for _, other in holders if type(other).__mro__[-2] is type(entry).__mro__[-2]
            }
            for path, entry in holders
            if path
        }
        claims: set[tuple[type, str]] = set()
        for path, entry in holders:
            former = getattr(entry, "formerly", None)
            if former is None:
                continue
            kind = type(entry).__mro__[-2]
            is_taken = former in (
                beside[kind] if path else handbook.items if isinstance(entry, Item) else handbook.imports
            )
            if former == entry.id:
                yield violation_at(
                    id,
                    (*path, "formerly"),
                    "E427",
                    f"曾用编号「{former}」就是现在的编号",
                    "没有改过编号，请删除 formerly",
                )
            elif is_taken or (kind, former) in claims:
                yield violation_at(
                    id,
                    (*path, "formerly"),
                    "E427",
                    f"曾用编号「{former}」{'现在是别的内容的编号' if is_taken else '写在两处'}",
                    "写改名以前的编号；没有改过编号就删除 formerly",
                )
            claims.add((kind, former))


def nobody_is_asked_by_himself(context: RuleContext) -> Iterator[Violation]:
    """Whoever does a step is not also asked before it, nor told after it."""
    for procedure in context.handbook.procedures.values():
        for position, step in enumerate(procedure.steps):
            yield from _double_roles(procedure, position, step, context)


def _double_roles(procedure: Procedure, position: int, step: Step, context: RuleContext) -> Iterator[Violation]:
    for name, what in (("consulted", "征求"), ("informed", "告知")):
        for place, role in enumerate(getattr(step, name)):
            if role == step.role:
                title = context.handbook.roles[role].title if role in context.handbook.roles else role
                yield violation_at(
                    procedure.id,
                    ("steps", position, name, place),
                    "E424",
                    f"「{title}」自己做这一步，不用再{what}他",
                    f"请从 {name} 里删除，或改 role",
                )
