"""Which part of the handbook a company uses: what is off or planned for later, and who holds the roles that it has not
got. `generator.load.adoption` applies it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.fields import attribute
from generator.model.values import Day


@dataclass(frozen=True, kw_only=True)
class Omission:
    """An item that the company does not use, or not yet."""

    TITLE: ClassVar[str] = "不用的条目"
    item: str = attribute(
        "哪个条目",
        internal="tells which item it is; readers see its title",
        ref=("procedure", "policy", "form", "kpi", "onboarding", "quiz", "import"),
        help="写条目编号；只给它用的表单、指标、参数和题目跟着停用，不用再写",
        example="joint-innovation",
    )
    title: str = attribute("名称", "", help="页面上怎么称呼它；不写就是条目原来的名称")
    reason: str = attribute("为什么", example="公司没有联合创新的客户")
    starts: Day | None = attribute("计划哪天启用", None, help="以后要用的，写打算从哪天起用", example="2027-07-01")
    instead: str = attribute(
        "正文里改成什么说法",
        "",
        internal="readers see the words where they are written",
        maxlength=30,
        help="别处写着《名称》、或链接到它的文字，都换成这个说法；链接文字不用换的就不写",
        example="公司的出差制度",
    )


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A role that the company has not got, and who does its work."""

    TITLE: ClassVar[str] = "由别人担任的岗位"
    role: str = attribute(
        "哪个岗位",
        internal="tells which role it is; readers see its title",
        ref="role",
        help="公司没有的岗位或协作部门",
        example="regional-manager",
    )
    title: str = attribute("名称", "", help="页面上怎么称呼它；不写就是岗位原来的名称")
    by: str = attribute("由谁担任", ref="role", help="它的步骤、批准和职责都归这个岗位", example="sales-manager")
    reason: str = attribute("为什么", example="公司只有一个区域")
    instead: str = attribute(
        "正文里改成什么说法",
        "",
        internal="readers see the words where they are written",
        maxlength=30,
        help="不写就是担任它的岗位的名称",
        example="值班的同事",
    )


@dataclass(frozen=True, kw_only=True)
class Adoption:
    """What a company takes from the handbook."""

    TITLE: ClassVar[str] = "采用范围"
    decided_by: str = attribute("谁决定的", "", example="销售经理")
    decided_on: Day | None = attribute("哪天决定的", None, example="2026-11-30")
    off: tuple[Omission, ...] = attribute("不用的条目", (), help="没有写到的条目都用")
    held: tuple[Holding, ...] = attribute("由别人担任的岗位", (), help="没有写到的岗位都有")
