"""Whether the figures of a KPI can be taken as its measure says: that there are data, and that they are of the kind it
needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.forms import Holds, field_kind
from generator.language.did_you_mean import closest
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import (
    TAKES,
    AnyField,
    CodeField,
    Condition,
    DataPath,
    Form,
    Kpi,
    Measure,
    TextField,
    declared_in,
    names_of,
)

BETTER = {
    Holds.NUMBER: " at_least 或 at_most",
    Holds.TICK: "「filled: true」",
    Holds.DAY: "「filled: true」",
}
"""By what else than `equals` an answer can be judged."""
PARTS = ("column", "of", "meets", "less", "where", "who")
"""The parts of a measure that only some ways of counting have."""


class ColumnUse(NamedTuple):
    """One place in which a measure names a column."""

    path: DataPath
    column: str
    condition: Condition | None
    """None where the column itself is counted."""


def measures_can_be_taken(context: RuleContext) -> Iterator[Violation]:
    """A measure draws on one form or one export, says all that its way of counting needs, and what it says fits the
    columns.
    """
    for kpi in context.handbook.kpis.values():
        measure = kpi.measure
        if measure is None:
            continue
        if (measure.form is None) == (not measure.export):
            yield violation_at(
                kpi.id,
                ("measure",),
                "E417",
                f"指标「{kpi.title}」的算法要且只要一个来源",
                "来自表单写 form，来自系统导出的 CSV 写 export",
                at_key=True,
            )
            continue
        take = TAKES[measure.take]
        for name in PARTS:
            if name in take.needs and not getattr(measure, name):
                hint = f"{measure.take}要写 {name}：{declared_in(Measure, name).title}"
                yield violation_at(kpi.id, ("measure", "take"), "E417", f"「{measure.take}」没有写完整", hint)
            if getattr(measure, name) and name not in (*take.needs, *take.may):
                yield violation_at(
                    kpi.id,
                    ("measure", name),
                    "E417",
                    f"「{measure.take}」用不到 {name}",
                    "请删掉这一项，或改用另一种算法",
                    at_key=True,
                )
        if measure.take == "平均" and kpi.unit == "%":
            yield violation_at(
                kpi.id,
                ("measure", "take"),
                "E417",
                "百分数不能平均：各人的百分数加起来平均，不是大家合起来的百分数",
                "改用「比值」，column 写分子那一列，of 写分母那一列",
            )
        for path, _, condition in _column_uses(measure):
            if condition and not any(
                getattr(condition, name) is not None for name in names_of(Condition) if name != "column"
            ):
                yield violation_at(
                    kpi.id,
                    path[:-1],
                    "E417",
                    "这个条件没有说要怎样",
                    "equals、at_least、at_most、filled、on_time 写一个",
                )
        if form := context.handbook.forms.get(measure.form or ""):
            yield from _of_form(kpi, measure, form)
            yield from _columns(kpi, measure, form)
        elif measure.export:
            yield from _of_export(kpi, measure)


def _of_form(kpi: Kpi, measure: Measure, form: Form) -> Iterator[Violation]:
    """The form says of which day it speaks and who filled it in, where that is needed."""
    if form.day is None:
        yield violation_at(
            kpi.id,
            ("measure", "form"),
            "E417",
            f"表单「{form.title}」没有写 day，算不出哪份记录属于哪一期",
            f"在 sop/forms/{form.id}.yaml 里写「day: 日期栏目的编号」",
        )
    if form.staff is None and not measure.who and measure.per != "全部门":
        yield violation_at(
            kpi.id,
            ("measure", "form"),
            "E417",
            f"表单「{form.title}」没有写 staff，算不到人头上",
            (
                f"在 sop/forms/{form.id}.yaml 里写「staff: 工号栏目的编号」，或在这里用 who 写明算给谁，"
                "或写「per: 全部门」"
            ),
        )
    if measure.take == "提交率" and form.due.every is None:
        yield violation_at(
            kpi.id,
            ("measure", "take"),
            "E417",
            f"表单「{form.title}」没有固定的周期，算不出应交几份",
            "表单的 due 写了 every 才能用「提交率」",
        )
    if measure.day:
        yield violation_at(
            kpi.id,
            ("measure", "day"),
            "E417",
            "来自表单的不用写 day",
            "表单自己写明了是哪一天，请删掉这一项",
            at_key=True,
        )


def _of_export(kpi: Kpi, measure: Measure) -> Iterator[Violation]:
    """Somebody can be asked for the export, and nothing is asked of it that only forms can tell."""
    if measure.export.lower().endswith((".csv", ".xlsx")):
        yield violation_at(
            kpi.id,
            ("measure", "export"),
            "E417",
            "导出表的名称不写扩展名",
            f"写成「{measure.export.rpartition('.')[0]}」",
        )
    if not kpi.source.export:
        yield violation_at(
            kpi.id,
            ("measure", "export"),
            "E417",
            f"没有说「{measure.export}.csv」从哪里来",
            "在 source 里写「export: 系统和报表的名称」",
        )
    if measure.take == "提交率":
        yield violation_at(kpi.id, ("measure", "take"), "E417", "「提交率」只能来自表单", "请写 form，或改用「占比」")
    for path, _, condition in _column_uses(measure):
        if condition and condition.on_time is not None:
            yield violation_at(
                kpi.id,
                path[:-1],
                "E417",
                "导出表没有时限，算不出是否按时",
                "改用 equals、at_least 或 at_most 写明怎样算按时",
            )


def _columns(kpi: Kpi, measure: Measure, form: Form) -> Iterator[Violation]:
    """Every column is a field of the form, of a kind that fits what is asked of it."""
    fields = {field.id: field for section in form.sections for field in section.fields}
    rows = {field.id: section for section in form.sections if section.rows for field in section.fields}
    tables: dict[str, str] = {}
    for path, column, condition in _column_uses(measure):
        if column not in fields:
            guess = next((id for id, field in fields.items() if field.title == column), None) or closest(column, fields)
            yield violation_at(
                kpi.id,
                path,
                "E417",
                f"表单「{form.title}」没有栏目「{column}」",
                f"是不是「{guess}」（{fields[guess].title}）？" if guess else "可以写：" + "、".join(fields),
            )
            continue
        field = fields[column]
        is_number = (
            path[-1] in ("of", "column")
            if condition is None
            else condition.at_least is not None or condition.at_most is not None
        )
        if is_number and field_kind(field).holds is not Holds.NUMBER:
            yield violation_at(
                kpi.id,
                path,
                "E417",
                f"栏目「{field.title}」不是数字，不能这样算",
                "只有 number、money、score、total 四种栏目是数字",
            )
        if path[-1] == "who" and not isinstance(field, TextField | CodeField):
            yield violation_at(
                kpi.id, path, "E417", f"栏目「{field.title}」里不是工号或姓名", "写一个 text 或 code 栏目"
            )
        if condition and condition.equals is not None:
            yield from _equals(kpi, (*path[:-1], "equals"), field, condition.equals)
        if column in rows:
            tables.setdefault(rows[column].id, rows[column].title)
    if len(tables) > 1:
        yield violation_at(
            kpi.id,
            ("measure",),
            "E417",
            f"用到了两个多行表格：「{'」「'.join(tables.values())}」",
            "一个指标只能按一个多行表格里的行计算",
            at_key=True,
        )


def _equals(kpi: Kpi, path: DataPath, field: AnyField, value: str) -> Iterator[Violation]:
    kind = field_kind(field)
    options = kind.options
    if options and value not in options:
        guess = closest(value, options)
        yield violation_at(
            kpi.id,
            path,
            "E417",
            f"栏目「{field.title}」没有选项「{value}」",
            f"是不是「{guess}」？" if guess else "可以写：" + "、".join(options),
        )
    elif not options and kind.holds is not Holds.TEXT:
        better = BETTER.get(kind.holds, "别的条件")
        yield violation_at(
            kpi.id, path, "E417", f"栏目「{field.title}」不能用 equals 比较", f"改用{better}", at_key=True
        )


def _column_uses(measure: Measure) -> Iterator[ColumnUse]:
    """Every column that the measure names."""
    for name in ("column", "of", "who"):
        if column := getattr(measure, name):
            yield ColumnUse(("measure", name), column, None)
    for part in ("where", "meets", "less"):
        for position, condition in enumerate(getattr(measure, part)):
            yield ColumnUse(("measure", part, position, "column"), condition.column, condition)
