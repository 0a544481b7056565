"""Onboarding: what a new colleague reads, does, practises and is certified in, and who signs it off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.fields import ID, attribute, former_id
from generator.model.item import Item
from generator.model.values import Duration


@dataclass(frozen=True, kw_only=True)
class Task:
    """One task of an onboarding stage."""

    TITLE: ClassVar[str] = "入职任务"
    id: str = attribute("任务编号", defines="task", regex=ID)
    kind: str = attribute("种类", allowed=["读", "做", "练", "考"])
    text: str = attribute("任务", markdown=True)
    about: tuple[str, ...] = attribute("对应内容", (), ref=("procedure", "policy", "form", "kpi", "role"), subject=True)
    done: str = attribute("完成标准", markdown=True)
    sign_off: str = attribute("谁确认", ref="role")
    basis: tuple[str, ...] = attribute("依据", (), ref="clause")
    formerly: str | None = former_id()


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of an onboarding path."""

    TITLE: ClassVar[str] = "入职阶段"
    id: str = attribute("阶段编号", defines="stage", regex=ID)
    title: str = attribute("阶段名称", example="第 1 周")
    within: Duration = attribute("入职多久之内完成", figure="within")
    goal: str = attribute("这一阶段的目标", markdown=True)
    tasks: tuple[Task, ...] = attribute("任务", minlength=1)


@dataclass(frozen=True, kw_only=True)
class Onboarding(Item):
    """An onboarding path."""

    TITLE: ClassVar[str] = "入职路径"
    role: str = attribute("哪个岗位", ref="role")
    purpose: str = attribute("目的", markdown=True)
    stages: tuple[Stage, ...] = attribute("阶段", minlength=1)
