"""Whether efforts can be counted, and whether what is fixed leaves time for customers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.language.phrasing import listed
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import Form, Rule, Step
from generator.problems import Level
from generator.queries.workload import is_countable, time_phrase, workloads

DEAREST = 3
"""So many of the things that cost most are named."""


def efforts_say_how_often(context: RuleContext) -> Iterator[Violation]:
    """An effort can be counted: it goes with customers or deals, or comes round; and who measured it said when."""
    for id, part, walked in context.walked:
        for path, entry in (((), part), *((path, value) for path, _, value in walked)):
            if not isinstance(entry, Step | Rule | Form) or not entry.effort:
                continue
            effort, place = entry.effort, (*path, "effort")
            if not is_countable(entry):
                hint = "每个客户做一次的写 per: 客户；按周期来的写 every，例如「every: 周」，一期几次写 times"
                yield violation_at(id, place, "E434", "用时没有说多久一次", hint)
            elif effort.per and effort.every:
                message = f"用时既随{effort.per}又按{effort.every}"
                yield violation_at(id, (*place, "every"), "E434", message, "per 和 every 只写一个")
            if bool(effort.measured_by) != bool(effort.measured_on):
                lacking = ("哪天", "measured_on: 2026-03-02") if effort.measured_by else ("谁", "measured_by: 张三")
                hint = f"补上，例如「{lacking[1]}」；是估计的，measured_by 和 measured_on 都不写"
                yield violation_at(id, place, "E434", f"实测的用时没有说是{lacking[0]}测的", hint)


def fixed_work_leaves_time_for_customers(context: RuleContext) -> Iterator[Violation]:
    """What is fixed takes no larger share of anybody's working time than the settings allow."""
    limit = context.handbook.settings.fixed_share
    for load in workloads(context.handbook).values() if limit else ():
        if limit and load.share > limit:
            dearest = (work for work in load.works[:DEAREST] if work.a_week)
            named = listed(f"「{work.title}」每周 {time_phrase(work.a_week)}" for work in dearest)
            week = time_phrase(load.week)
            message = f"固定要做的事平均每周 {week}，占工时 {load.share}%，手册设置里的上限是 {limit}%"
            hint = f"最花时间的是{named}：少做几次、合并或交给别的岗位；确实要这么多，改大 fixed_share"
            yield violation_at(load.role.id, ("title",), "W434", message, hint, Level.WARNING)
