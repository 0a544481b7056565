"""Roles of the sales department, and of the departments it works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.fields import ID, attribute
from generator.model.item import Due, Item

OWN, PARTNER = "本部门", "协作部门"
"""To what a role may belong: the department of the handbook, or another one that it works with."""
THEY = "对方"
"""The giver of what the other department gives; everything else is given by the department itself."""


@dataclass(frozen=True, kw_only=True)
class Authority:
    """What a role may decide."""

    TITLE: ClassVar[str] = "权限"
    what: str = attribute("可以决定什么", markdown=True)
    limit: str = attribute("限度", markdown=True, help="超过限度时找谁")


@dataclass(frozen=True, kw_only=True)
class ScorecardLine:
    """A KPI with its weight in the scorecard of a role."""

    TITLE: ClassVar[str] = "考核指标与权重"
    kpi: str = attribute("指标", ref="kpi")
    weight: int = attribute("权重", min=1, max=100, help="百分数；一个岗位的权重合计 100")


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """What two departments agreed: who gives what to whom, and when."""

    TITLE: ClassVar[str] = "部门之间的约定：谁在什么时候给谁什么"
    id: str = attribute("约定编号", defines="exchange", regex=ID)
    giver: str = attribute(
        "谁给",
        allowed=[OWN, "销售部", THEY],
        help="「本部门」是手册设置里的部门；「销售部」是它从前的写法，仍然有效",
    )
    what: str = attribute("给什么", markdown=True)
    due: Due = attribute("何时给")
    basis: tuple[str, ...] = attribute("依据", (), ref="clause")

    @property
    def is_theirs(self) -> bool:
        """Whether the other department gives it."""
        return self.giver == THEY


@dataclass(frozen=True, kw_only=True)
class Role(Item):
    """A role: who does the work."""

    TITLE: ClassVar[str] = "岗位"
    belongs: str = attribute("所属", allowed=[OWN, PARTNER])
    mission: str = attribute("岗位使命", markdown=True)
    unit: str | None = attribute(
        "所在单位", None, ref="unit", help="上班安排与公司不同时，写 handbook.yaml 里 units 的编号", example="store"
    )
    headcount: int | None = attribute(
        "在岗人数",
        None,
        min=0,
        max=9999,
        example=12,
        internal="weighs a change for whoever approves it; the handbook tells what to do, not how many do it",
    )
    reports_to: str | None = attribute("直接上级", None, ref="role", acyclic=True)
    duties: tuple[str, ...] = attribute("职责", minlength=1, markdown=True)
    authority: tuple[Authority, ...] = attribute("权限", (), wanted_of=OWN)
    skills: tuple[str, ...] = attribute("所需技能", (), markdown=True, wanted_of=OWN)
    scorecard: tuple[ScorecardLine, ...] = attribute("考核", (), wanted_of=OWN)
    growth: tuple[str, ...] = attribute("成长路径", (), markdown=True, wanted_of=OWN)
    exchanges: tuple[Exchange, ...] = attribute("协作约定", (), wanted_of=PARTNER)

    @property
    def is_own(self) -> bool:
        """Whether it belongs to the department of the handbook."""
        return self.belongs == OWN
