"""Rules between the fields of a form. A rule's `kind` decides what it names.

What follows from the kind is in `generator.forms.form_rules`, which says how to add one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.entry_ref import EntryRef
from generator.model.fields import ID, attribute


@dataclass(frozen=True, kw_only=True)
class FormRule:
    """What the answers of several fields must have to do with one another."""

    TITLE: ClassVar[str] = "栏目之间的规则"
    VARIANTS: ClassVar[dict[str, type[FormRule]]] = {}

    id: str = attribute("规则编号", defines="form-rule", regex=ID, help="本表单内不重复", example="end-after-start")
    kind: str = attribute("种类")
    words: str = attribute(
        "自己的说法", "", maxlength=60, help="不写就由程序来说；写成一句要求，网页、Word 和检查结果里都用它"
    )

    def __init_subclass__(cls, kind: str | None = None):
        super().__init_subclass__()
        if "TITLE" not in vars(cls):
            raise TypeError(f"{cls.__name__} has no title of its own")
        if kind:
            FormRule.VARIANTS[kind] = cls


OWN = "写本表单栏目的编号"
BESIDE = "日期栏旁边还有时刻栏时才写，两边都要写"


@dataclass(frozen=True, kw_only=True)
class AfterRule(FormRule, kind="after"):
    """One day or time must come after another."""

    TITLE: ClassVar[str] = "晚于另一栏"
    field: EntryRef = attribute("哪一栏", ref="field", help=OWN, example="end-time")
    than: EntryRef = attribute("要晚于哪一栏", ref="field", help=OWN, example="start-time")
    clock: EntryRef | None = attribute("哪一栏的时刻", None, ref="field", help=BESIDE)
    than_clock: EntryRef | None = attribute("另一栏的时刻", None, ref="field", help=BESIDE)
    or_same: bool = attribute("相同也可以", False)


@dataclass(frozen=True, kw_only=True)
class BeforeRule(FormRule, kind="before"):
    """One day or time must come before another."""

    TITLE: ClassVar[str] = "早于另一栏"
    field: EntryRef = attribute("哪一栏", ref="field", help=OWN, example="start-time")
    than: EntryRef = attribute("要早于哪一栏", ref="field", help=OWN, example="end-time")
    clock: EntryRef | None = attribute("哪一栏的时刻", None, ref="field", help=BESIDE)
    than_clock: EntryRef | None = attribute("另一栏的时刻", None, ref="field", help=BESIDE)
    or_same: bool = attribute("相同也可以", False)


@dataclass(frozen=True, kw_only=True)
class NotFutureRule(FormRule, kind="not-future"):
    """A day must have come when the form is filled in."""

    TITLE: ClassVar[str] = "不能晚于填写当天"
    field: EntryRef = attribute("哪一栏", ref="field", help=OWN, example="visit-date")


@dataclass(frozen=True, kw_only=True)
class WithinRule(FormRule, kind="within"):
    """A day must be near another one. Calendar days are counted; the same day is none away."""

    TITLE: ClassVar[str] = "与另一栏相隔不超过几天"
    field: EntryRef = attribute("哪一栏", ref="field", help=OWN, example="feedback-date")
    than: EntryRef = attribute("从哪一栏算起", ref="field", help=OWN, example="visit-date")
    days: int = attribute("几天", min=0, max=3660, help="自然日，同一天是 0 天", example=30)
    direction: str = attribute("哪一边", "前后", allowed=["前后", "之后", "之前"])


@dataclass(frozen=True, kw_only=True)
class SumRule(FormRule, kind="sum"):
    """A number must be what others add up to."""

    TITLE: ClassVar[str] = "等于几栏之和"
    field: EntryRef = attribute("哪一栏", ref="field", help=OWN, example="amount")
    of: tuple[EntryRef, ...] = attribute(
        "哪些栏目相加", ref="field", minlength=1, help="可以是多行表格里的一栏：各行相加"
    )


@dataclass(frozen=True, kw_only=True)
class ShareRule(FormRule, kind="share"):
    """Numbers must add up to a whole."""

    TITLE: ClassVar[str] = "各部分合计是 100%"
    of: tuple[EntryRef, ...] = attribute(
        "哪些栏目相加", ref="field", minlength=1, help="可以是多行表格里的一栏：各行相加"
    )
    total: int = attribute("合计应是", 100, min=1, max=1000)


@dataclass(frozen=True, kw_only=True)
class AtMostRule(FormRule, kind="at-most"):
    """A number must not be above another, or above a figure."""

    TITLE: ClassVar[str] = "不能大于"
    field: EntryRef = attribute("哪一栏", ref="field", help=OWN, example="arrived")
    than: EntryRef | None = attribute("不能大于哪一栏", None, ref="field", help="than 和 figure 写一个")
    figure: float | None = attribute("不能大于几", None, help="than 和 figure 写一个")


@dataclass(frozen=True, kw_only=True)
class AtLeastRule(FormRule, kind="at-least"):
    """A number must not be below another, or below a figure."""

    TITLE: ClassVar[str] = "不能小于"
    field: EntryRef = attribute("哪一栏", ref="field", help=OWN, example="expected")
    than: EntryRef | None = attribute("不能小于哪一栏", None, ref="field", help="than 和 figure 写一个")
    figure: float | None = attribute("不能小于几", None, help="than 和 figure 写一个")


@dataclass(frozen=True, kw_only=True)
class RequiredIfRule(FormRule, kind="required-if"):
    """A field must be filled in where another has a certain answer."""

    TITLE: ClassVar[str] = "看另一栏才必填"
    field: EntryRef = attribute("哪一栏", ref="field", help=OWN, example="booth")
    when: EntryRef = attribute("看哪一栏", ref="field", help=OWN, example="way")
    has: tuple[str, ...] = attribute(
        "是什么时必填", minlength=1, help="写选项，一字不差；勾选写「是」，是非写「是」或「否」"
    )


@dataclass(frozen=True, kw_only=True)
class PlausibleRule(FormRule, kind="plausible"):
    """A number outside of this is doubtful, and not wrong: most often it is in another unit."""

    TITLE: ClassVar[str] = "一般在什么范围"
    field: EntryRef = attribute("哪一栏", ref="field", help=OWN, example="budget")
    least: float | None = attribute("一般不小于", None)
    most: float | None = attribute("一般不大于", None)


AnyFormRule = (
    AfterRule
    | BeforeRule
    | NotFutureRule
    | WithinRule
    | SumRule
    | ShareRule
    | AtMostRule
    | AtLeastRule
    | RequiredIfRule
    | PlausibleRule
)
"""A rule of any kind."""
