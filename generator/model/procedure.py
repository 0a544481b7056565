"""Procedures: who does what, in which order, by when, and what counts as done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.entry_ref import EntryRef
from generator.model.fields import ID, attribute, former_id
from generator.model.item import Due, Effort, Regulation, effort


@dataclass(frozen=True, kw_only=True)
class Script:
    """What to say in a situation."""

    TITLE: ClassVar[str] = "话术"
    when: str = attribute("什么情况下", illustrates=True, example="客户说价格太高")
    words: str = attribute("怎么说", illustrates=True, help="可以直接照着说的原话")


@dataclass(frozen=True, kw_only=True)
class Branch:
    """Where a procedure goes on in a certain case."""

    TITLE: ClassVar[str] = "分支：出现某种情况时改走别的步骤"
    when: str = attribute("出现什么情况", maxlength=20, example="客户改期")
    to: EntryRef = attribute("转到哪一步", ref="step")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a procedure."""

    TITLE: ClassVar[str] = "流程中的一步"
    id: str = attribute(
        "步骤编号", defines="step", regex=ID, help="本流程内不重复；改编号会断开引用", example="confirm-time"
    )
    title: str = attribute("步骤名称", minlength=2, maxlength=30, help="动词开头", example="确认时间地点")
    phase: str = attribute("阶段", "", maxlength=12, help="相邻步骤的阶段相同时归在一起", example="拜访前")
    role: str = attribute("谁来做", ref="role", help="执行人（R）")
    accountable: str | None = attribute("谁对结果负责", None, ref="role", help="批准人（A），不写就是流程的归口岗位")
    consulted: tuple[str, ...] = attribute("事前征求谁", (), ref="role", help="C")
    informed: tuple[str, ...] = attribute("事后告知谁", (), ref="role", help="I")
    due: Due = attribute("何时完成")
    effort: Effort | None = effort()
    actions: tuple[str, ...] = attribute("怎么做", minlength=1, markdown=True, help="一条一个动作，祈使句")
    done: str = attribute("完成标准", markdown=True, help="看到什么结果就算做完")
    forms: tuple[str, ...] = attribute("用到的表单", (), ref="form")
    say: tuple[Script, ...] = attribute("可以这样说", ())
    avoid: tuple[str, ...] = attribute("避免", (), markdown=True, illustrates=True)
    branches: tuple[Branch, ...] = attribute("分支", ())
    ends: bool = attribute("到此结束", False, help="做完这一步流程就结束、不再进入下一步时写 true")
    basis: tuple[str, ...] = attribute("依据", (), ref="clause")
    formerly: str | None = former_id()


@dataclass(frozen=True, kw_only=True)
class Risk:
    """A risk, and what is done about it."""

    TITLE: ClassVar[str] = "风险与对策"
    risk: str = attribute("风险", markdown=True)
    measure: str = attribute("对策", markdown=True)
    basis: tuple[str, ...] = attribute("依据", (), ref="clause")


@dataclass(frozen=True, kw_only=True)
class Procedure(Regulation):
    """A procedure: steps one after another."""

    TITLE: ClassVar[str] = "流程"
    purpose: str = attribute("目的", markdown=True)
    scope: str = attribute("适用范围", markdown=True)
    trigger: str = attribute("何时启动", markdown=True)
    result: str = attribute("最终结果", markdown=True)
    steps: tuple[Step, ...] = attribute("步骤", minlength=1)
    risks: tuple[Risk, ...] = attribute("风险与对策", ())
    kpis: tuple[str, ...] = attribute("衡量指标", (), ref="kpi")
    related: tuple[str, ...] = attribute("相关内容", (), ref=("procedure", "policy", "form", "kpi", "role"))
