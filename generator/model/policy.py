"""Policies: rules with a level, whom they bind, why, and what follows a breach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.fields import ID, attribute, former_id
from generator.model.item import Due, Effort, Regulation, effort


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule of a policy."""

    TITLE: ClassVar[str] = "制度中的一条"
    id: str = attribute("条文编号", defines="rule", regex=ID, help="本制度内不重复", example="formal-dress")
    level: str = attribute("级别", allowed=["必须", "应当", "禁止"])
    text: str = attribute("条文", markdown=True, help="一条一件事，说清谁做什么")
    details: tuple[str, ...] = attribute("具体要求", (), markdown=True)
    why: str = attribute("为什么", markdown=True)
    binds: tuple[str, ...] = attribute("约束谁", (), ref="role", all_if_none=True, help="不写就是本制度约束的全部岗位")
    breach: str = attribute("违反后果", "", markdown=True, help="不写就用本制度的违反后果")
    due: Due | None = attribute("时限", None)
    effort: Effort | None = effort()
    forms: tuple[str, ...] = attribute("用到的表单", (), ref="form")
    basis: tuple[str, ...] = attribute("依据", (), ref="clause")
    formerly: str | None = former_id()


@dataclass(frozen=True, kw_only=True)
class Policy(Regulation):
    """A policy: rules that hold at all times."""

    TITLE: ClassVar[str] = "制度"
    purpose: str = attribute("目的", markdown=True)
    binds: tuple[str, ...] = attribute("约束谁", (), ref="role", all_if_none=True, help="不写就是本部门全部岗位")
    breach: str = attribute("违反后果", markdown=True)
    rules: tuple[Rule, ...] = attribute("条文", minlength=1)
    related: tuple[str, ...] = attribute("相关内容", (), ref=("procedure", "policy", "form", "kpi", "role"))
