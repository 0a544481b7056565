"""Whether a text names the day and the cadence of the time limit beside it: 次日 is no 次工作日, 每月 no 每周."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import DataPath, Due, has_fields, walk
from generator.schedule.cadences import CADENCES
from generator.schedule.day_words import DAY_WORDS, NEXT

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "次日": NEXT,
        "次工作日": "(?:次|下一?)个?工作日",
        "前一天": "(?<!早)前一[天日]|头一?天",
        "前一工作日": "(?:前|上)一?个?工作日",
    }
)
"""By the day that a limit may name: what texts write for it."""


def texts_name_the_day_of_their_limit(context: RuleContext) -> Iterator[Violation]:
    """A text beside a limit on a workday does not speak of the calendar day, nor the other way round."""
    for id, _, walked in context.walked:
        for path, _, entry in walked:
            due = getattr(entry, "due", None)
            if isinstance(due, Due) and due.day in WORDS:
                yield from _other_day(id, path, entry, due.day)


def _other_day(id: str, path: DataPath, entry: Any, day: str) -> Iterator[Violation]:
    about = DAY_WORDS[day]
    other = next(name for name, each in DAY_WORDS.items() if each.shift == about.shift and name != day)
    for inside, declared, text in walk(entry):
        if has_fields(text) or not isinstance(text, str) or declared.metadata["rules"].get("illustrates"):
            continue
        if inside[0] != "due" and (match := re.search(WORDS[other], text)) and not re.search(WORDS[day], text):
            yield violation_at(
                id,
                (*path, *inside),
                "E430",
                f"这里写「{match[0]}」，旁边的时限是「{day}」：一个{_counted(other)}，一个{_counted(day)}",
                f"是同一天，就写成「{day}」，或改 due 里的 day；不是同一天，请写明是什么事的{match[0]}",
                word=match[0],
            )


SPOKEN: Mapping[str, str] = MappingProxyType(
    {word: every for every, cadence in CADENCES.items() for word in cadence.spoken}
)
"""How people say a cadence -> how authors write it."""


def titles_name_the_cadence_of_their_limit(context: RuleContext) -> Iterator[Violation]:
    """A title that begins with how often something is done says the same as the limit of its entry."""
    for id, _, walked in context.walked:
        for path, _, entry in walked:
            due = getattr(entry, "due", None)
            if not isinstance(due, Due) or not due.every:
                continue
            word = max((word for word in SPOKEN if getattr(entry, "title", "").startswith(word)), key=len, default="")
            if word and SPOKEN[word] != due.every:
                said, now = SPOKEN[word], CADENCES[due.every].words
                yield violation_at(
                    id,
                    (*path, "title"),
                    "E430",
                    f"标题写「{word}」，旁边的时限是「{now}」",
                    f"标题以「{now}」开头，或把 due 里的 every 改成「{said}」",
                    word=word,
                )


def _counted(day: str) -> str:
    return "跳过休息日" if DAY_WORDS[day].counts_workdays else "休息日也算"
