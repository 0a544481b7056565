"""Onboarding: what a new colleague reads, does, practises and is certified in, and who signs it off."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.fields import ID, rule
from generator.model.item import Item
from generator.model.values import Duration


@dataclass(frozen=True, kw_only=True)
class Task:
    """入职任务"""

    id: str = rule("任务编号", defines="task", regex=ID)
    kind: str = rule("种类", allowed=["读", "做", "练", "考"])
    text: str = rule("任务", markdown=True)
    about: tuple[str, ...] = rule("对应内容", (), ref=("procedure", "policy", "form", "kpi", "role"))
    done: str = rule("完成标准", markdown=True)
    sign_off: str = rule("谁确认", ref="role")
    basis: tuple[str, ...] = rule("依据", (), ref="clause")
    formerly: str | None = rule("曾用编号", None, regex=ID)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """入职阶段"""

    id: str = rule("阶段编号", defines="stage", regex=ID)
    title: str = rule("阶段名称", example="第 1 周")
    within: Duration = rule("入职多久之内完成")
    goal: str = rule("这一阶段的目标", markdown=True)
    tasks: tuple[Task, ...] = rule("任务", minlength=1)


@dataclass(frozen=True, kw_only=True)
class Onboarding(Item):
    """入职路径"""

    role: str = rule("哪个岗位", ref="role")
    purpose: str = rule("目的", markdown=True)
    stages: tuple[Stage, ...] = rule("阶段", minlength=1)
