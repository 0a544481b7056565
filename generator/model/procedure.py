"""Procedures: who does what, in which order, by when, and what counts as done."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.entry_ref import EntryRef
from generator.model.fields import ID, rule
from generator.model.item import Due, Regulation


@dataclass(frozen=True, kw_only=True)
class Script:
    """话术"""

    when: str = rule("什么情况下", example="客户说价格太高")
    words: str = rule("怎么说", help="可以直接照着说的原话")


@dataclass(frozen=True, kw_only=True)
class Branch:
    """分支：出现某种情况时改走别的步骤"""

    when: str = rule("出现什么情况", maxlength=20, example="客户改期")
    to: EntryRef = rule("转到哪一步", ref="step")


@dataclass(frozen=True, kw_only=True)
class Step:
    """流程中的一步"""

    id: str = rule(
        "步骤编号", defines="step", regex=ID, help="本流程内不重复；改编号会断开引用", example="confirm-time"
    )
    title: str = rule("步骤名称", minlength=2, maxlength=30, help="动词开头", example="确认时间地点")
    phase: str = rule("阶段", "", maxlength=12, help="相邻步骤的阶段相同时归在一起", example="拜访前")
    role: str = rule("谁来做", ref="role", help="执行人（R）")
    accountable: str | None = rule("谁对结果负责", None, ref="role", help="批准人（A），不写就是流程的归口岗位")
    consulted: tuple[str, ...] = rule("事前征求谁", (), ref="role", help="C")
    informed: tuple[str, ...] = rule("事后告知谁", (), ref="role", help="I")
    due: Due = rule("何时完成")
    actions: tuple[str, ...] = rule("怎么做", minlength=1, markdown=True, help="一条一个动作，祈使句")
    done: str = rule("完成标准", markdown=True, help="看到什么结果就算做完")
    forms: tuple[str, ...] = rule("用到的表单", (), ref="form")
    say: tuple[Script, ...] = rule("可以这样说", ())
    avoid: tuple[str, ...] = rule("避免", (), markdown=True)
    branches: tuple[Branch, ...] = rule("分支", ())
    ends: bool = rule("到此结束", False, help="做完这一步流程就结束、不再进入下一步时写 true")
    basis: tuple[str, ...] = rule("依据", (), ref="clause")
    formerly: str | None = rule("曾用编号", None, regex=ID)


@dataclass(frozen=True, kw_only=True)
class Risk:
    """风险与对策"""

    risk: str = rule("风险", markdown=True)
    measure: str = rule("对策", markdown=True)
    basis: tuple[str, ...] = rule("依据", (), ref="clause")


@dataclass(frozen=True, kw_only=True)
class Procedure(Regulation):
    """流程"""

    purpose: str = rule("目的", markdown=True)
    scope: str = rule("适用范围", markdown=True)
    trigger: str = rule("何时启动", markdown=True)
    result: str = rule("最终结果", markdown=True)
    steps: tuple[Step, ...] = rule("步骤", minlength=1)
    risks: tuple[Risk, ...] = rule("风险与对策", ())
    kpis: tuple[str, ...] = rule("衡量指标", (), ref="kpi")
    related: tuple[str, ...] = rule("相关内容", (), ref=("procedure", "policy", "form", "kpi", "role"))
