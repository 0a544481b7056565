"""Roles of the sales department, and of the departments it works with."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.fields import ID, rule
from generator.model.item import Due, Item


@dataclass(frozen=True, kw_only=True)
class Authority:
    """权限"""

    what: str = rule("可以决定什么", markdown=True)
    limit: str = rule("限度", markdown=True, help="超过限度时找谁")


@dataclass(frozen=True, kw_only=True)
class ScorecardLine:
    """考核指标与权重"""

    kpi: str = rule("指标", ref="kpi")
    weight: int = rule("权重", min=1, max=100, help="百分数；一个岗位的权重合计 100")


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """部门之间的约定：谁在什么时候给谁什么"""

    id: str = rule("约定编号", defines="exchange", regex=ID)
    giver: str = rule("谁给", allowed=["销售部", "对方"])
    what: str = rule("给什么", markdown=True)
    due: Due = rule("何时给")
    basis: tuple[str, ...] = rule("依据", (), ref="clause")


@dataclass(frozen=True, kw_only=True)
class Role(Item):
    """岗位"""

    belongs: str = rule("所属", allowed=["本部门", "协作部门"])
    mission: str = rule("岗位使命", markdown=True)
    reports_to: str | None = rule("直接上级", None, ref="role", acyclic=True)
    duties: tuple[str, ...] = rule("职责", minlength=1, markdown=True)
    authority: tuple[Authority, ...] = rule("权限", ())
    skills: tuple[str, ...] = rule("所需技能", (), markdown=True)
    scorecard: tuple[ScorecardLine, ...] = rule("考核", ())
    growth: tuple[str, ...] = rule("成长路径", (), markdown=True)
    exchanges: tuple[Exchange, ...] = rule("协作约定", ())
