"""Forms and their fields. A field's `kind` decides what else can be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.code_pattern import CodePattern
from generator.model.entry_ref import EntryRef
from generator.model.fields import ID, attribute, former_id
from generator.model.form_rule import AnyFormRule
from generator.model.item import Document, Due, Effort, effort
from generator.model.meanings import MEANINGS, PERSON_NAME
from generator.model.values import Duration


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a form."""

    TITLE: ClassVar[str] = "表单里的一栏"
    VARIANTS: ClassVar[dict[str, type[Field]]] = {}

    id: str = attribute("栏目编号", defines="field", regex=ID, help="本表单内不重复", example="customer-name")
    kind: str = attribute("种类")
    title: str = attribute("栏目名称", maxlength=30)
    required: bool = attribute("是否必填", True)
    hint: str = attribute("填写提示", "", maxlength=40, help="空白时显示在栏内的灰字")
    guide: str = attribute("填写说明", "", markdown=True, help="显示在手册的表单页上")
    width: int = attribute("列宽比例", 10, min=1, max=60, help="只用于多行表格")
    wide: bool = attribute("独占一行", False)
    sample: str = attribute(
        "示例值",
        "",
        illustrates=True,
        help="虚构的填写示例；几个选项用顿号隔开，勾选写「是」，是非写「是」或「否：」加要填的内容",
    )
    means: str = attribute(
        "含义",
        "",
        allowed=list(MEANINGS),
        meanings={name: meaning.words for name, meaning in MEANINGS.items()},
        help="程序凭它认出这一栏，例如阅读确认书里的姓名；一张表单里每种含义只用一次",
        example=PERSON_NAME,
        internal="tells the program what a field is; readers see its title",
    )
    basis: tuple[str, ...] = attribute("依据", (), ref="clause")
    formerly: str | None = former_id()

    def __init_subclass__(cls, kind: str | None = None):
        super().__init_subclass__()
        if "TITLE" not in vars(cls):
            raise TypeError(f"{cls.__name__} has no title of its own")
        if kind:
            Field.VARIANTS[kind] = cls


@dataclass(frozen=True, kw_only=True)
class TextField(Field, kind="text"):
    """One line of text."""

    TITLE: ClassVar[str] = "一行文字"
    maxlength: int = attribute("最多字数", 100, min=1, max=1000)


@dataclass(frozen=True, kw_only=True)
class LongTextField(Field, kind="longtext"):
    """Several lines of text."""

    TITLE: ClassVar[str] = "多行文字"
    lines: int = attribute("预留行数", 3, min=2, max=20)
    maxlength: int = attribute("最多字数", 2000, min=1, max=10000)


@dataclass(frozen=True, kw_only=True)
class PhoneField(Field, kind="phone"):
    """A telephone number."""

    TITLE: ClassVar[str] = "电话号码"


@dataclass(frozen=True, kw_only=True)
class CodeField(Field, kind="code"):
    """A number that the company writes in its own way: of a person, a contract."""

    TITLE: ClassVar[str] = "编号"
    pattern: CodePattern = attribute("写法", help=CodePattern.how)
    example: str = attribute("样例", maxlength=60, help="照写法写一个，写错了的人会看到它", example="S0123")


@dataclass(frozen=True, kw_only=True)
class DateField(Field, kind="date"):
    """A calendar day."""

    TITLE: ClassVar[str] = "日期"


@dataclass(frozen=True, kw_only=True)
class TimeField(Field, kind="time"):
    """A time of day."""

    TITLE: ClassVar[str] = "时刻"


@dataclass(frozen=True, kw_only=True)
class NumberField(Field, kind="number"):
    """A number, with its unit and limits."""

    TITLE: ClassVar[str] = "数字"
    unit: str = attribute("单位", "", example="人")
    least: float | None = attribute("最小值", None, figure="least")
    most: float | None = attribute("最大值", None, figure="most")
    decimals: int = attribute("小数位数", 0, min=0, max=4)


@dataclass(frozen=True, kw_only=True)
class MoneyField(Field, kind="money"):
    """An amount of money."""

    TITLE: ClassVar[str] = "金额"
    unit: str = attribute("单位", "元", allowed=["元", "万元"])
    least: float | None = attribute("最小值", 0, figure="least")
    most: float | None = attribute("最大值", None, figure="most")


@dataclass(frozen=True, kw_only=True)
class ScoreField(Field, kind="score"):
    """Points that somebody gives."""

    TITLE: ClassVar[str] = "打分"
    least: int = attribute("最低分", 1, figure="least", min=0, max=100)
    most: int = attribute("最高分", 5, figure="most", min=1, max=100)
    weight: int = attribute("权重", 1, min=1, max=100, help="合计时乘以它")
    criteria: tuple[str, ...] = attribute("打分标准", (), markdown=True)


@dataclass(frozen=True, kw_only=True)
class TotalField(Field, kind="total"):
    """The sum of other fields, worked out by the form."""

    TITLE: ClassVar[str] = "自动合计"
    of: tuple[EntryRef, ...] = attribute("合计哪些栏目", ref="field", minlength=2)
    unit: str = attribute("单位", "分")


@dataclass(frozen=True, kw_only=True)
class ChoiceField(Field, kind="choice"):
    """One of several options."""

    TITLE: ClassVar[str] = "单选"
    options: tuple[str, ...] = attribute("选项", minlength=2)


@dataclass(frozen=True, kw_only=True)
class ChoicesField(Field, kind="choices"):
    """Any number of several options."""

    TITLE: ClassVar[str] = "多选"
    options: tuple[str, ...] = attribute("选项", minlength=2)


@dataclass(frozen=True, kw_only=True)
class CheckField(Field, kind="check"):
    """A box to tick."""

    TITLE: ClassVar[str] = "勾选"


@dataclass(frozen=True, kw_only=True)
class YesNoField(Field, kind="yesno"):
    """Yes or no; a no asks for one more answer."""

    TITLE: ClassVar[str] = "是或否，选「否」时另填一栏"
    group: str = attribute("类别", "", maxlength=12)
    if_no: str = attribute("选「否」时填写", "改进措施", maxlength=20)


@dataclass(frozen=True, kw_only=True)
class SignatureField(Field, kind="signature"):
    """A signature."""

    TITLE: ClassVar[str] = "签名"


AnyField = (
    TextField
    | LongTextField
    | PhoneField
    | CodeField
    | DateField
    | TimeField
    | NumberField
    | MoneyField
    | ScoreField
    | TotalField
    | ChoiceField
    | ChoicesField
    | CheckField
    | YesNoField
    | SignatureField
)
"""A field of any kind. What follows from the kind is in `generator.forms.kinds`, which says how to add one."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of a form."""

    TITLE: ClassVar[str] = "表单的一部分"
    id: str = attribute("部分编号", defines="section", regex=ID)
    title: str = attribute("部分名称", "", maxlength=30, help="不写就没有小标题")
    rows: int = attribute("预留行数", 0, min=0, max=60, help="大于 0 时，这一部分是可以增加行的表格")
    fields: tuple[AnyField, ...] = attribute("栏目", minlength=1)


@dataclass(frozen=True, kw_only=True)
class Form(Document):
    """A form to be filled in."""

    TITLE: ClassVar[str] = "表单"
    purpose: str = attribute("用途", markdown=True)
    filled_by: tuple[str, ...] = attribute("谁填写", ref="role", minlength=1)
    submit_to: str | None = attribute("交给谁", None, ref="role")
    due: Due = attribute("何时交")
    effort: Effort | None = effort()
    retention: Duration = attribute("保存期限", figure="retention", example="3 年")
    instructions: tuple[str, ...] = attribute("填写须知", (), markdown=True)
    landscape: bool = attribute("横向纸张", False)
    staff: EntryRef | None = attribute(
        "工号栏", None, ref="field", help="填写人工号的栏目编号，汇总时按它认人", example="staff-number"
    )
    day: EntryRef | None = attribute(
        "日期栏",
        None,
        ref="field",
        help="这张表说的是哪一天，写日期栏目的编号；是否按时从这一天算起",
        example="visit-date",
    )
    plans_next: bool = attribute(
        "填的是下一期", False, help="周期性的表填的是下一期，例如周五交下一周的计划；按时从日期栏的上一期算"
    )
    continued: bool = attribute("交后续填", False, help="交了以后还要往里写，例如完成情况；最后保存得晚就不算迟交")
    promise: EntryRef | None = attribute(
        "承诺栏", None, ref="field", help="写着答应了客户什么的栏目，周报按它列出到期的承诺", example="commitments"
    )
    promise_by: EntryRef | None = attribute(
        "承诺到期栏", None, ref="field", help="最早哪一天要兑现，写日期栏目的编号", example="feedback-date"
    )
    sections: tuple[Section, ...] = attribute("组成部分", minlength=1)
    rules: tuple[AnyFormRule, ...] = attribute("栏目规则", (), help="栏目之间的关系：先后、合计、什么情况下必填等")

    def field_meaning(self, meaning: str) -> AnyField | None:
        """The field that has one of MEANINGS; None if none has."""
        return next((field for section in self.sections for field in section.fields if field.means == meaning), None)

    def field(self, id: str) -> AnyField:
        """The field with this id; KeyError if there is none."""
        return {field.id: field for section in self.sections for field in section.fields}[id]
