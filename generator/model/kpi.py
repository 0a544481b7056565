"""KPIs: what is measured, how, against which target, and what is done about a bad figure."""
from __future__ import annotations

from dataclasses import dataclass

from .fields import rule
from .item import Item


@dataclass(frozen=True, kw_only=True)
class Target:
    """目标值"""
    at_least: float | None = rule("不低于", None, help="越大越好的指标写这个")
    at_most: float | None = rule("不高于", None, help="越小越好的指标写这个")
    yellow: float | None = rule("黄线", None, help="未达目标但还没到红区的界限")


@dataclass(frozen=True, kw_only=True)
class DataSource:
    """数据来源"""
    fields: tuple[str, ...] = rule("表单栏目", (), ref="field", help="写「表单编号.栏目编号」", example=["visit-record.visit-date"])
    export: str = rule("系统导出", "", help="不来自表单时，写系统和报表的名称", example="CRM 客户更新日志")
    how: str = rule("怎么取数", "", markdown=True)


@dataclass(frozen=True, kw_only=True)
class Kpi(Item):
    """指标"""
    purpose: str = rule("为什么衡量", markdown=True)
    formula: str = rule("计算公式", markdown=True)
    unit: str = rule("单位", "%")
    target: Target = rule("目标")
    period: str = rule("统计周期", allowed=["日", "周", "月", "季度", "年"])
    source: DataSource = rule("数据来源")
    action: tuple[str, ...] = rule("不达标怎么办", minlength=1, markdown=True)
