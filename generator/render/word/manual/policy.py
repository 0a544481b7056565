"""A policy as a 管理制度: its rules as numbered clauses, each with its level and why."""

from __future__ import annotations

from collections.abc import Iterator

from generator.language import phrasing
from generator.model import Edition, Handbook, Policy, Rule
from generator.render.word.manual import document
from generator.render.word.manual.blocks import entry, plain, styled, text
from generator.render.word.manual.manuscript import Manuscript
from generator.render.word.manual.numbering import RULES, numbered
from generator.render.word.manual.wordml import Block, marked, paragraph, run
from generator.schedule.phrases import due_phrase


def write_policy(manuscript: Manuscript, policy: Policy, handbook: Handbook, edition: Edition) -> None:
    """All of a policy, after its title."""
    level, rules = manuscript.inner, phrasing.in_order(policy)
    manuscript.head(level, "目的")
    manuscript.put(text(policy.purpose), *document.basis(policy))
    manuscript.head(level, "适用范围")
    manuscript.put(
        plain(
            f"本制度约束{_bound(policy.binds, handbook) or handbook.settings.department + '全部岗位'}；"
            "条文另外写明约束谁的，从其规定。"
        ),
        *document.staff(policy),
    )
    num = manuscript.begin(RULES)
    manuscript.head(level, "条文")
    meanings = [
        f"【{name}】{words.meaning}"
        for name, words in phrasing.LEVELS.items()
        if any(rule.level == name for rule in rules)
    ]
    manuscript.put(plain("条文分级：" + "；".join(meanings) + "。"))
    for rule in rules:
        manuscript.put(*_rule(rule, num, handbook))
    manuscript.head(level, "违反后果")
    manuscript.put(text(policy.breach))
    document.related(manuscript, level, (handbook.items[id] for id in policy.related), edition)
    forms = dict.fromkeys(form for rule in rules for form in rule.forms)
    document.records(manuscript, level, (handbook.forms[id] for id in forms), handbook)


def _rule(rule: Rule, num: int, handbook: Handbook) -> Iterator[Block]:
    tag = styled(f"【{rule.level}】", "BookAlarm" if rule.level == "禁止" else "BookStrong")
    yield paragraph("BookRule", tag, *marked(rule.text), properties=(numbered(num),))
    for detail in rule.details:
        yield entry(detail, num, 1)
    facts = [
        ("时限", due_phrase(rule.due, handbook) if rule.due else ""),
        ("约束", _bound(rule.binds, handbook)),
        ("记录", phrasing.listed(f"《{handbook.forms[id].title}》" for id in rule.forms)),
        ("依据", phrasing.listed(rule.basis)),
    ]
    yield paragraph("BookReason", styled("理由：", "BookStrong"), *marked(rule.why))
    if rule.breach:
        yield paragraph("BookReason", styled("违反后果：", "BookStrong"), *marked(rule.breach))
    filled_facts = [(name, words) for name, words in facts if words]
    if filled_facts:
        yield paragraph(
            "BookReason",
            *(
                piece
                for position, (name, words) in enumerate(filled_facts)
                for piece in (*([run("　")] if position else []), styled(f"{name}：", "BookStrong"), run(words))
            ),
        )


def _bound(roles: tuple[str, ...], handbook: Handbook) -> str:
    return phrasing.listed(handbook.roles[id].title for id in roles)
