"""Whether the figures of a KPI can be taken as its measure says."""
from __future__ import annotations

from collections.abc import Iterator

from ..model import Form, Kpi, MoneyField, NumberField, ScoreField, TotalField
from .advice import closest
from .findings import Case, Finding, finding

NUMBERS = (NumberField, MoneyField, ScoreField, TotalField)


def measures_can_be_taken(case: Case) -> Iterator[Finding]:
    """A measure draws on one form or one export, and says all that its way of counting needs."""
    for kpi in case.handbook.kpis.values():
        if kpi.measure is None:
            continue
        measure, sums = kpi.measure, kpi.measure.take in ("合计", "平均")
        if (measure.form is None) == (not measure.export):
            yield finding(kpi.id, ("measure",), "E417", f"指标「{kpi.title}」的算法要且只要一个来源", "来自表单写 form，来自系统导出的 CSV 写 export", at_key=True)
        for name, needed, written, hint in (("column", sums, bool(measure.column), "合计和平均要写 column：算哪一列"),
                                            ("meets", measure.take == "占比", bool(measure.meets), "占比要写 meets：达到什么算数")):
            if needed and not written:
                yield finding(kpi.id, ("measure", "take"), "E417", f"「{measure.take}」没有写完整", hint)
            if written and not needed:
                yield finding(kpi.id, ("measure", name), "E417", f"「{measure.take}」用不到 {name}", "请删掉这一项，或改用另一种算法", at_key=True)
        if measure.form and measure.form in case.handbook.forms:
            yield from _columns(kpi, case.handbook.forms[measure.form], sums)


def _columns(kpi: Kpi, form: Form, sums: bool) -> Iterator[Finding]:
    """Every column is a field of the form; what is added up is a number."""
    fields = {field.id: field for section in form.sections for field in section.fields}
    measure = kpi.measure
    named = [(("measure", "column"), measure.column, sums)] if measure.column else []
    named += [(("measure", part, position, "column"), condition.column, condition.at_least is not None or condition.at_most is not None)
              for part in ("where", "meets") for position, condition in enumerate(getattr(measure, part))]
    for path, column, is_number in named:
        if column not in fields:
            guess = closest(column, fields)
            yield finding(kpi.id, path, "E417", f"表单「{form.title}」没有栏目「{column}」",
                          f"是不是「{guess}」（{fields[guess].title}）？" if guess else "可以写：" + "、".join(fields))
        elif is_number and not isinstance(fields[column], NUMBERS):
            yield finding(kpi.id, path, "E417", f"栏目「{fields[column].title}」不是数字，不能这样算", "只有 number、money、score、total 四种栏目是数字")
