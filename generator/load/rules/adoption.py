"""Whether what a company leaves out, and who holds its roles, can be taken at its word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.load.adoption import ADOPTION
from generator.load.rules.texts import WrittenText
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import Omission
from generator.problems import Level

CALLED = "E452"
MOST = 20
"""So many places are listed."""


def adoptions_are_decided(context: RuleContext) -> Iterator[Violation]:
    """Somebody has decided what is left out, and when; what was planned has not come yet."""
    adoption = context.handbook.adoption
    if not adoption.off and not adoption.held:
        return
    missing = [
        words
        for name, words in (("decided_by", "decided_by: 销售经理"), ("decided_on", f"decided_on: {context.as_of}"))
        if not getattr(adoption, name)
    ]
    if missing:
        yield violation_at(
            ADOPTION,
            (),
            "E451",
            "采用范围没有写谁、哪天决定的",
            "请补上：" + "，".join(f"「{words}」" for words in missing),
        )
    for position, omission in enumerate(adoption.off):
        if omission.starts and omission.starts.value <= context.as_of:
            yield violation_at(
                ADOPTION,
                ("off", position, "starts"),
                "W451",
                f"「{omission.title}」计划 {omission.starts} 启用，已经到了",
                "启用就从 off 里删掉这一条；还不启用就改日期，没有日期就删掉 starts",
                Level.WARNING,
            )


def adoptions_can_be_applied(context: RuleContext) -> Iterator[Violation]:
    """Nothing is left out twice, no role holds itself, and something is left of everything that must be there."""
    adoption = context.handbook.adoption
    seen: dict[str, int] = {}
    for position, omission in enumerate(adoption.off):
        if omission.item in seen:
            yield violation_at(
                ADOPTION,
                ("off", position, "item"),
                "E451",
                f"「{omission.title or omission.item}」写了两次",
                "请删掉一条",
            )
        seen.setdefault(omission.item, position)
    by = {holding.role: holding.by for holding in adoption.held}
    held = list[str]()
    for position, holding in enumerate(adoption.held):
        place = ("held", position, "role")
        if holding.role in held:
            yield violation_at(ADOPTION, place, "E451", f"「{holding.title or holding.role}」写了两次", "请删掉一条")
        elif _comes_back(holding.role, by):
            yield violation_at(
                ADOPTION,
                ("held", position, "by"),
                "E451",
                f"「{holding.title or holding.role}」转来转去，又由它自己担任",
                "by 要写公司里真有的岗位",
            )
        held.append(holding.role)
    for file, path in context.used.stuck if context.used else ():
        yield violation_at(file, path, "E451", "停用了这么多，这里一项也不剩了", "先换成还在用的条目，再停用")


def _comes_back(role: str, by: dict[str, str]) -> bool:
    seen = {role}
    while (role := by.get(role, "")) and role not in seen:
        seen.add(role)
    return bool(role)


def nothing_is_called_that_is_off(context: RuleContext) -> Iterator[Violation]:
    """No text sends readers to something by its name that the company does not use."""
    unlinked = defaultdict(list)
    for item, file, words in context.used.unlinked if context.used else ():
        unlinked[item].append((file, words))
    for position, omission in enumerate(context.handbook.adoption.off):
        mark = f"《{omission.title}》"
        texts = [text for text in context.texts if mark in text.text and text.id != ADOPTION and not text.is_quoted]
        where = "在这一条" if _is_written(context, position) else f"在 off 里添一条「item: {omission.item}」，"
        if texts:
            yield _called(omission, position, texts, where)
        elif unlinked[omission.item]:
            files = dict.fromkeys(file for file, _ in unlinked[omission.item])
            yield violation_at(
                ADOPTION,
                ("off", position),
                "W452",
                f"「{omission.title}」不用了，还有 {len(unlinked[omission.item])} 处链接到它的文字留着它的名称",
                f"{where}写 instead，例如「instead: {omission.title}」是照留，或换成公司自己的说法；在 "
                + "、".join(list(files)[:MOST]),
                Level.WARNING,
            )


def _is_written(context: RuleContext, position: int) -> bool:
    """Whether an author wrote this line of the adoption: some items go with others."""
    return context.used is None or context.used.author_value(ADOPTION, ("off", position)) is not None


def two_hands_are_told_apart(context: RuleContext) -> Iterator[Violation]:
    """A sentence that spoke of a role and of who holds it now speaks of one: its author reads it again."""
    for position, holding in enumerate(context.handbook.adoption.held):
        if holding.by not in context.handbook.roles or context.used is None:
            continue
        holder = context.handbook.roles[holding.by].title
        words = holding.instead or holder
        texts = [
            text
            for text in context.texts
            if isinstance(before := context.used.author_value(text.id, text.path), str)
            and any(holding.title in sentence and holder in sentence for sentence in re.split("[。；]", before))
            and any(sentence.count(words) > 1 for sentence in re.split("[。；]", text.text))
        ]
        if texts:
            yield violation_at(
                ADOPTION,
                ("held", position),
                "W453",
                f"「{holding.title}」由「{holder}」担任以后，有 {len(texts)} 处一句话里两次说到「{words}」",
                "请逐处读一遍，要改的在那里改写，例如两级审批写成一级",
                Level.WARNING,
                also=tuple((text.id, text.path, "写在这里") for text in texts[:MOST]),
            )


def _called(omission: Omission, position: int, texts: list[WrittenText], where: str) -> Violation:
    return violation_at(
        ADOPTION,
        ("off", position),
        CALLED,
        f"「{omission.title}」不用了，还有 {len(texts)} 处写着《{omission.title}》",
        f"{where}写「instead: 换成什么说法」，各处一起换；或逐处改写",
        also=tuple((text.id, text.path, "写在这里") for text in texts[:MOST]),
    )
