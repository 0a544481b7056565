"""Policies: rules with a level, whom they bind, why, and what follows a breach."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.fields import ID, rule
from generator.model.item import Due, Regulation


@dataclass(frozen=True, kw_only=True)
class Rule:
    """制度中的一条"""

    id: str = rule("条文编号", defines="rule", regex=ID, help="本制度内不重复", example="formal-dress")
    level: str = rule("级别", allowed=["必须", "应当", "禁止"])
    text: str = rule("条文", markdown=True, help="一条一件事，说清谁做什么")
    details: tuple[str, ...] = rule("具体要求", (), markdown=True)
    why: str = rule("为什么", markdown=True)
    binds: tuple[str, ...] = rule("约束谁", (), ref="role", help="不写就是本制度约束的全部岗位")
    breach: str = rule("违反后果", "", markdown=True, help="不写就用本制度的违反后果")
    due: Due | None = rule("时限", None)
    forms: tuple[str, ...] = rule("用到的表单", (), ref="form")
    basis: tuple[str, ...] = rule("依据", (), ref="clause")
    formerly: str | None = rule("曾用编号", None, regex=ID)


@dataclass(frozen=True, kw_only=True)
class Policy(Regulation):
    """制度"""

    purpose: str = rule("目的", markdown=True)
    binds: tuple[str, ...] = rule("约束谁", (), ref="role", help="不写就是本部门全部岗位")
    breach: str = rule("违反后果", markdown=True)
    rules: tuple[Rule, ...] = rule("条文", minlength=1)
    related: tuple[str, ...] = rule("相关内容", (), ref=("procedure", "policy", "form", "kpi", "role"))
