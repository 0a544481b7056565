"""Whether a role says what a role must say, and its scorecard adds up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from generator.load.rules.coverage import level
from generator.load.rules.violation import RuleContext, Violation, violation_at


def scorecards_sum_to_100(context: RuleContext) -> Iterator[Violation]:
    """The weights of a role's scorecard sum to 100, and no KPI stands there twice."""
    for role in context.handbook.roles.values():
        total, kpis = sum(line.weight for line in role.scorecard), [line.kpi for line in role.scorecard]
        if role.scorecard and total != 100:
            yield violation_at(
                role.id,
                ("scorecard",),
                "E404",
                f"岗位「{role.title}」的考核权重合计是 {total}，不是 100",
                f"{'还差' if total < 100 else '多了'} {abs(100 - total)}，请调整各指标的 weight",
                at_key=True,
            )
        for position, kpi in enumerate(kpis):
            if kpi in kpis[:position]:
                yield violation_at(
                    role.id, ("scorecard", position, "kpi"), "E404", f"指标「{kpi}」考核了两次", "请合并成一行"
                )


def own_roles_are_complete(context: RuleContext) -> Iterator[Violation]:
    """A role of the department says what it may decide, must be able to do, is measured by and can grow into; a partner
    what is agreed with it.
    """
    for role in context.handbook.roles.values():
        for declared in fields(role):
            wanted = declared.metadata["rules"].get("wanted_of") == role.belongs
            if wanted and not getattr(role, declared.name):
                yield violation_at(
                    role.id,
                    ("title",),
                    "E418",
                    f"岗位「{role.title}」没有写{declared.metadata['title']}",
                    f"请写上「{declared.name}:」",
                    level(context),
                )
