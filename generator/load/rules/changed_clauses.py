"""What cites a clause that has changed, and was looked at by nobody since."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.problems import Level
from generator.queries.suspects import holder_id, suspects


def changed_clauses_are_looked_at_again(context: RuleContext) -> Iterator[Violation]:
    """Told at every place that cites the clause."""
    for suspect in suspects(context.handbook):
        clause = suspect.clause
        for mention in suspect.mentions:
            yield violation_at(
                suspect.id,
                mention.path,
                "W435",
                f"条款 {clause.id} 的原文 {clause.changed_on} 改了，这里还没有人复核",
                f"对照新的原文看一遍：要改就改；都合适了，运行 sop confirm {clause.id} {suspect.id} --by 姓名",
                Level.WARNING,
            )


def confirmations_are_of_what_cites(context: RuleContext) -> Iterator[Violation]:
    """A confirmation names what cites the clause; else somebody has looked at the wrong page."""
    for source in context.handbook.sources.values():
        for place, clause in enumerate(source.clauses):
            citing = {holder_id(mention.item): mention.item for mention in context.handbook.covering(clause.id)}
            for position, each in enumerate(clause.confirmed):
                if each.item not in citing and not context.is_broken(each.item):
                    known = "、".join(citing)
                    yield violation_at(
                        source.id,
                        ("clauses", place, "confirmed", position, "item"),
                        "W435",
                        f"「{each.item}」没有引用条款 {clause.id}，不用复核",
                        f"引用它的是 {known}" if known else "没有内容引用它：删掉这一条复核",
                        Level.WARNING,
                    )
