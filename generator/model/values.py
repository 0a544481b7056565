"""Values that an author writes as one short text: a stretch of time, a time of day, a date, a range of minutes.

Each class has `pattern` (for editors), `example`, `how` it is written, in Chinese, and `parse(text)`, which raises
ValueError with a Chinese sentence. `str()` gives the way the value is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar, Literal, Protocol, Self, cast, get_args

from generator.model.code_pattern import CodePattern

Unit = Literal["分钟", "小时", "天", "个工作日", "周", "个月", "年"]
"""天 are calendar days; 个工作日 skip weekends and public holidays and include 调休 workdays."""


@dataclass(frozen=True, order=True)
class Duration:
    """A length of time."""

    TITLE: ClassVar[str] = "时间长度"
    amount: int
    unit: Unit

    UNITS: ClassVar[tuple[Unit, ...]] = get_args(Unit)
    pattern: ClassVar[str] = rf"[1-9][0-9]{{0,3}} ?(?:{'|'.join(UNITS)})"
    example: ClassVar[str] = "24 小时"
    how: ClassVar[str] = f"单位只能是{'、'.join(UNITS)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        if not re.fullmatch(cls.pattern, text):
            raise ValueError(f"「{text}」不是时间长度，{cls.how}")
        unit = text.lstrip("0123456789").strip()
        return cls(int(text.removesuffix(unit)), cast(Unit, unit))

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"


@dataclass(frozen=True, order=True)
class Clock:
    """A time of day."""

    TITLE: ClassVar[str] = "时刻"
    value: time

    pattern: ClassVar[str] = "([01][0-9]|2[0-3]):[0-5][0-9]"
    example: ClassVar[str] = "09:00"
    how: ClassVar[str] = "要写成 24 小时制的「时:分」，各两位"

    @classmethod
    def parse(cls, text: str) -> Self:
        if not re.fullmatch(cls.pattern, text):
            raise ValueError(f"「{text}」不是时刻，{cls.how}")
        return cls(time.fromisoformat(text))

    def __str__(self) -> str:
        return f"{self.value.hour}:{self.value.minute:02}"


@dataclass(frozen=True, order=True)
class Deadline:
    """A time of day until which something is done, or the end of work."""

    TITLE: ClassVar[str] = "截止时刻：一个时刻，或「下班」"
    value: time | None
    """None is the end of the working day, as set in `handbook.yaml`."""

    pattern: ClassVar[str] = f"下班|{Clock.pattern}"
    example: ClassVar[str] = "09:00"
    how: ClassVar[str] = "写「下班」，或一个时刻"

    @classmethod
    def parse(cls, text: str) -> Self:
        return cls(None) if text == "下班" else cls(Clock.parse(text).value)

    def __str__(self) -> str:
        return "下班" if self.value is None else str(Clock(self.value))


@dataclass(frozen=True, order=True)
class Day:
    """A calendar day."""

    TITLE: ClassVar[str] = "日期"
    value: date

    pattern: ClassVar[str] = r"\d{4}-\d{2}-\d{2}"
    example: ClassVar[str] = "2026-01-31"
    how: ClassVar[str] = "要写成「年-月-日」"

    @classmethod
    def parse(cls, text: str) -> Self:
        if not re.fullmatch(cls.pattern, text, re.ASCII):
            raise ValueError(f"「{text}」不是日期，{cls.how}")
        try:
            return cls(date.fromisoformat(text))
        except ValueError:
            raise ValueError(f"没有「{text}」这一天") from None

    def __str__(self) -> str:
        return self.value.isoformat()


@dataclass(frozen=True, order=True)
class Minutes:
    """How many minutes something takes."""

    TITLE: ClassVar[str] = "用时，单位分钟"
    least: int
    most: int

    pattern: ClassVar[str] = "[1-9][0-9]{0,2}(-[1-9][0-9]{0,2})?"
    example: ClassVar[str] = "5-10"
    how: ClassVar[str] = "要写成「最少-最多」的分钟数"

    @classmethod
    def parse(cls, text: str) -> Self:
        least, _, most = text.partition("-")
        if not re.fullmatch(cls.pattern, text) or int(most or least) < int(least):
            raise ValueError(f"「{text}」不是用时，{cls.how}")
        return cls(int(least), int(most or least))

    def __str__(self) -> str:
        return f"{self.least} 分钟" if self.least == self.most else f"{self.least}–{self.most} 分钟"


class ValueType(Protocol):
    """What a class of this module has."""

    TITLE: ClassVar[str]
    pattern: ClassVar[str]
    example: ClassVar[str]
    how: ClassVar[str]

    @classmethod
    def parse(cls, text: str) -> Self:
        """The value that a text means. Raises ValueError with a Chinese sentence."""


VALUES: dict[str, type[ValueType]] = {
    cls.__name__: cls for cls in (Duration, Clock, Deadline, Day, Minutes, CodePattern)
}
