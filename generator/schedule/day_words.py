"""Which day beside an event a time limit means: `day` with `moment`, as 收到申请 and 次工作日.

Calendar days and workdays are kept apart here, for sentences and for lateness. In releases that are older than the
field, `moment` ends in 当日 or 当天 instead, which can mean one day only; their 次日 and 前一天 leave open which days
count, and stay words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from generator.model import Due
from generator.schedule.cadences import DAY
from generator.schedule.workdays import Workdays


@dataclass(frozen=True)
class DayWord:
    """A day beside that of an event."""

    phrase: str
    """What follows the event in a sentence."""
    shift: int
    """How many days after the event it is, before it if negative."""
    counts_workdays: bool
    """Whether days off are passed over; else they count as any day."""
    unclear: str = ""
    """A pattern of what people write for it, alone or after the event."""

    def day(self, event: date, workdays: Workdays) -> date:
        """The day, of an event on this one."""
        return workdays.add(event, self.shift) if self.counts_workdays else event + self.shift * DAY


NEXT = "(?<![每首一二三两几多本此])次日(?![报程常志历记期])|第二天|隔天|隔日|翌日|(?<!最)后一天|下一天"
"""The words, but not inside 每次日报 and 最后一天."""
DAY_WORDS: Mapping[str, DayWord] = MappingProxyType(
    {
        "当日": DayWord("当日", 0, False, "当日|当天|同一天|即日"),
        "次工作日": DayWord("的下一个工作日", 1, True, rf"(?:次|下|第二)(?:一?个)?工作日|{NEXT}"),
        "次日": DayWord("的次日（自然日）", 1, False),
        "前一工作日": DayWord("前一个工作日", -1, True, "(?:前|上)一?个?工作日|前一天|前一日|头一天|头天"),
        "前一天": DayWord("前一天（自然日）", -1, False),
    }
)
"""By the word that an author writes. Where what people write may mean workdays or calendar days, it stands with the
workdays.
"""


def joined(due: Due) -> Due:
    """The limit with event and day in one text, as releases before the field have it: two that read alike are equal."""
    return replace(due, moment=moment_phrase(due), day="")


def moment_phrase(due: Due) -> str:
    """The moment with its day: 拜访当日, 收到申请的下一个工作日, 例会前."""
    return due.moment + (DAY_WORDS[due.day].phrase if due.day else "")


def day_of_event(due: Due, event: date, workdays: Workdays) -> date | None:
    """The day that a limit means, of an event on this day; None where it names none."""
    word = due.day or ("当日" if due.moment.endswith(("当日", "当天")) else "")
    return DAY_WORDS[word].day(event, workdays) if word else None


def unclear_days(due: Due) -> Iterator[tuple[str, str, str]]:
    """(field, what is wrong, what to write) where words of a limit leave open whether workdays or calendar days are
    meant.
    """
    for word, about in DAY_WORDS.items():
        if not about.unclear:
            continue
        if match := re.fullmatch(f"(.*?)(?:的|之)?({about.unclear})(.*)", due.moment):
            event, day_words, rest = match[1], match[2], match[3]
            if about.shift == 0 and rest:
                continue
            other = next((name for name, each in DAY_WORDS.items() if each.shift == about.shift and name != word), "")
            is_clear = about.shift == 0 or "工作日" in day_words
            hint = f"写成「moment: {event or '是什么事'}」加「day: {word}」"
            hint += "" if is_clear else f"；休息日也算在内的，写「day: {other}」"
            hint += "；钟点写在 by 里" if rest else ""
            yield (
                "moment",
                f"时机里的「{day_words}」" + ("要写在 day 里" if is_clear else "没有说清是工作日还是自然日"),
                hint,
            )
            return
        for field, length in (("after_text", "within"), ("before_text", "ahead")):
            if about.shift and (match := re.search(about.unclear, getattr(due, field))):
                yield (
                    field,
                    f"「{match[0]}」没有说清是工作日还是自然日",
                    f"{field} 只写事情，隔多久写在 {length} 里，例如「{length}: 1 个工作日」",
                )
