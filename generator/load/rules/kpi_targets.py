"""Whether a KPI has one target that can be met and missed, and a source."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.language import phrasing
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import TAKES, Kpi, Target, names_of

PERCENT = ("%", "百分比", "百分数", "百分之", "个百分点", "percent", "pct")


def targets_are_clear(context: RuleContext) -> Iterator[Violation]:
    """A KPI has one target, a yellow limit on its bad side, and a source that can feed it."""
    for kpi in context.handbook.kpis.values():
        target = kpi.target
        if (target.at_least is None) == (target.at_most is None):
            yield violation_at(
                kpi.id,
                ("target",),
                "E402",
                f"指标「{kpi.title}」的目标{'没有写方向' if target.at_least is None else '写了两个方向'}",
                "越大越好只写 at_least，越小越好只写 at_most",
            )
        elif kpi.unit == "%" and target.at_least is not None and 0 < target.at_least <= 1:
            yield violation_at(
                kpi.id,
                ("target", "at_least"),
                "E402",
                f"目标是 {phrasing.number(target.at_least)}%，多半少了两位",
                f"单位是 % 的只写数字，例如「{phrasing.number(target.at_least * 100)}」",
            )
        elif (
            kpi.unit == "%"
            and kpi.measure
            and TAKES[kpi.measure.take].is_share
            and (beyond := next((name for name in names_of(Target) if (getattr(target, name) or 0) > 100), ""))
        ):
            yield violation_at(
                kpi.id,
                ("target", beyond),
                "E402",
                f"目标 {phrasing.number(getattr(target, beyond))}% 谁也达不到",
                f"「{kpi.measure.take}」最多 100%，请核对",
            )
        elif target.yellow is not None and _is_good(kpi, target.yellow):
            yield violation_at(
                kpi.id,
                ("target", "yellow"),
                "E402",
                f"黄线 {phrasing.number(target.yellow)} 已经达标了",
                "黄线是未达目标但还没到红区的界限，"
                + "".join(
                    f"要{than} {phrasing.number(limit)}"
                    for than, limit in (("小于", target.at_least), ("大于", target.at_most))
                    if limit is not None
                ),
            )
        if kpi.unit != "%" and unicodedata.normalize("NFKC", kpi.unit).strip() in PERCENT:
            yield violation_at(
                kpi.id,
                ("unit",),
                "E402",
                f"单位「{kpi.unit}」要写成半角的 %",
                '写成「unit: "%"」，或删掉 unit：不写就是 %',
            )
        if not kpi.source.fields and not kpi.source.export:
            yield violation_at(
                kpi.id,
                ("source",),
                "E403",
                f"指标「{kpi.title}」没有数据来源",
                "写 fields（表单栏目）或 export（系统导出的报表名称）",
            )


def _is_good(kpi: Kpi, value: float) -> bool:
    least, most = kpi.target.at_least, kpi.target.at_most
    return (least is None or value >= least) and (most is None or value <= most)
