"""Whether every time limit says when: the parts that belong together stand together, and it counts from something else
than itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import ON, Due, EntryRef
from generator.schedule.cadences import CADENCES
from generator.schedule.day_words import unclear_days
from generator.schedule.named_days import misreadings, read


def time_limits_say_when(context: RuleContext) -> Iterator[Violation]:
    """A time limit names a deadline, a stretch, a period or a moment, and the parts that belong together stand
    together.
    """
    for id, _, walked in context.walked:
        for path, _, due in walked:
            if not isinstance(due, Due):
                continue
            missing_parts = [
                hint
                for is_lacking, hint in (
                    (
                        due.within and not (due.after or due.after_text),
                        "写了 within，还要用 after 或 after_text 写明从何时起算",
                    ),
                    ((due.after or due.after_text) and not due.within, "写了起算点，还要用 within 写明多久之内"),
                    (due.ahead and not due.before_text, "写了 ahead，还要用 before_text 写明提前于何事"),
                    (due.before_text and not due.ahead, "写了 before_text，还要用 ahead 写明提前多久"),
                    (
                        due.by and not (due.every or due.moment or due.on or due.times),
                        "写了 by，还要用 every 写周期，或用 moment 写是哪一天，例如「moment: 拜访」加「day: 当日」",
                    ),
                    (due.day and not due.moment, "写了 day，还要用 moment 写明是什么事的那一天"),
                    ((due.on or due.times) and not due.every, "写了 on 或 times，还要用 every 写明周期"),
                )
                if is_lacking
            ]
            for hint in missing_parts:
                yield violation_at(id, path, "E401", "时限没有写完整", hint)
            if not (missing_parts or due.within or due.ahead or due.by or due.every or due.moment):
                yield violation_at(
                    id,
                    path,
                    "E401",
                    "时限没有说清何时完成",
                    "within、ahead、by、every、moment 至少写一个，例如「within: 24 小时」加「after_text: 与客户沟通」",
                )
            if due.after and due.after_text:
                yield violation_at(id, (*path, "after_text"), "E401", "起算点写了两个", "after 和 after_text 只写一个")
            for at, message, hint in (*_misnamed(due), *unclear_days(due)):
                yield violation_at(id, (*path, at), "E401", message, hint)


def _misnamed(due: Due) -> Iterator[tuple[str, str, str]]:
    """(field, what is wrong, what to write) where a time limit names a day that its periods do not have, or more than
    one.
    """
    if not due.every:
        return
    kind = next((kind for kind, pattern in ON.items() if re.fullmatch(pattern, due.on)), "")
    if due.on and (read(due.on) is None or kind not in CADENCES[due.every].on):
        cadences = [name for name, cadence in CADENCES.items() if kind in cadence.on]
        yield (
            "on",
            f"周期「{due.every}」里没有「{due.on}」",
            f"「{due.on}」要配「every: {'」或「every: '.join(cadences)}」"
            if read(due.on)
            else "日写 1 到 31，月写 1 到 12",
        )
        return
    for message, hint in misreadings(due):
        yield "moment", message, hint


def time_limits_count_from_something(context: RuleContext) -> Iterator[Violation]:
    """No step counts from its own end, nor in a circle of steps from one another."""
    steps = {
        EntryRef(procedure.id, step.id): (procedure.id, position, step)
        for procedure in context.handbook.procedures.values()
        for position, step in enumerate(procedure.steps)
    }
    after = {ref: step.due.after for ref, (_, _, step) in steps.items() if step.due.after}
    try:
        TopologicalSorter({ref: {start} for ref, start in after.items() if start in steps}).prepare()
    except CycleError as error:
        loop = error.args[1][::-1]
        first = next(ref for ref, _ in pairwise(loop))
        id, position, _step = steps[first]
        words = (
            "这一步从自己做完起算"
            if len(loop) == 2
            else "起算点绕成了一个圈：" + " → ".join(steps[ref][2].title for ref in loop)
        )
        yield violation_at(
            id,
            ("steps", position, "due", "after"),
            "E401",
            words,
            "改成从前面的步骤起算，或用 after_text 写明从什么事起算",
        )
