"""KPIs: what is measured, how, against which target, and what is done about a bad figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from generator.model.entry_ref import EntryRef
from generator.model.fields import attribute
from generator.model.item import EVERY, Item


class Take(NamedTuple):
    """A way to take a KPI from records. How it is said stands in `generator.language.phrasing`, how it is counted in
    `generator.reports.kpi_measurement`.
    """

    needs: tuple[str, ...] = ()
    """The parts of a measure that it cannot do without."""
    may: tuple[str, ...] = ("where", "who")
    """The parts that it may have besides."""
    is_share: bool = False
    """Whether it is a part of a whole, in percent: never more than 100."""
    is_per_head: bool = False
    """Whether its figure for several people is that of one of them on average."""


TAKES: Mapping[str, Take] = MappingProxyType(
    {
        "计数": Take(is_per_head=True),
        "占比": Take(needs=("meets",), may=("less", "where", "who"), is_share=True),
        "合计": Take(needs=("column",), is_per_head=True),
        "平均": Take(needs=("column",)),
        "比值": Take(needs=("column", "of")),
        "提交率": Take(may=(), is_share=True),
    }
)


@dataclass(frozen=True, kw_only=True)
class Target:
    """The target of a KPI."""

    TITLE: ClassVar[str] = "目标值"
    at_least: float | None = attribute("不低于", None, figure="target", help="越大越好的指标写这个")
    at_most: float | None = attribute("不高于", None, figure="target", help="越小越好的指标写这个")
    yellow: float | None = attribute("黄线", None, figure="yellow", help="未达目标但还没到红区的界限")


@dataclass(frozen=True, kw_only=True)
class DataSource:
    """Where the data of a KPI come from."""

    TITLE: ClassVar[str] = "数据来源"
    fields: tuple[EntryRef, ...] = attribute(
        "表单栏目",
        (),
        ref="field",
        subject="export",
        help="写「表单编号.栏目编号」",
        example=["visit-record.visit-date"],
    )
    export: str = attribute("系统导出", "", help="不来自表单时，写系统和报表的名称", example="CRM 客户更新日志")
    how: str = attribute("怎么取数", "", markdown=True)


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What a record must meet."""

    TITLE: ClassVar[str] = "记录要满足的条件"
    column: str = attribute("哪一列", column_of="form", help="表单的栏目编号，或导出表里的列名", example="visit-date")
    equals: str | None = attribute("等于", None)
    at_least: float | None = attribute("不低于", None)
    at_most: float | None = attribute("不高于", None)
    filled: bool | None = attribute("已填写", None)
    on_time: bool | None = attribute("按时", None, help="在表单自己的时限之内")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How a KPI is taken from records."""

    TITLE: ClassVar[str] = "怎样从记录算出指标"
    take: str = attribute(
        "算法",
        allowed=list(TAKES),
        help="比值是两列合计相除；提交率是按时交的份数除以应交的份数，应交几份由名册、请假和表单的周期算出",
    )
    form: str | None = attribute("来自哪张表单", None, ref="form", subject="export")
    export: str = attribute("来自哪张导出表", "", help="CSV 文件的名称，没有表单时写", example="crm-contacts")
    column: str = attribute("算哪一列", "", column_of="form", help="合计、平均和比值时写")
    of: str = attribute("除以哪一列", "", column_of="form", help="比值时写", example="目标额")
    where: tuple[Condition, ...] = attribute("只算哪些记录", ())
    meets: tuple[Condition, ...] = attribute("达到什么算数", (), help="占比的分子：满足这些条件的记录")
    less: tuple[Condition, ...] = attribute("倒扣哪些记录", (), help="占比的分子里要减去的记录，例如净推荐值里打低分的")
    who: str = attribute(
        "算给谁",
        "",
        column_of="form",
        help="写着工号或姓名的栏目或列；不写时，表单看它的工号栏，导出表看「工号」或「姓名」列",
    )
    day: str = attribute("按哪一天归期", "", help="导出表里的日期列；不写就把整张表算作本期", example="关闭日期")
    fewest: int = attribute("至少几份才评个人", 0, min=0, max=1000, help="一个人的记录少于这个数时，只计入团队和部门")
    per: str = attribute("按谁统计", "每人", allowed=["每人", "每团队", "全部门"])


@dataclass(frozen=True, kw_only=True)
class Kpi(Item):
    """A key performance indicator."""

    TITLE: ClassVar[str] = "指标"
    purpose: str = attribute("为什么衡量", markdown=True)
    formula: str = attribute("计算公式", markdown=True)
    unit: str = attribute("单位", "%")
    target: Target = attribute("目标")
    period: str = attribute("统计周期", allowed=["日", *EVERY[1:]])
    source: DataSource = attribute("数据来源")
    measure: Measure | None = attribute("算法定义", None, help="让系统能从回收的记录自动算出指标")
    adjustable: bool = attribute("企业自定", False, help="目标值没有依据文件规定、由企业自己定时写 true")
    action: tuple[str, ...] = attribute("不达标怎么办", minlength=1, markdown=True)
