"""What a company sets for its own handbook, and the corrections to the public calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from generator.model.fields import ID, attribute
from generator.model.item import NUMBER
from generator.model.values import Clock, Day, Duration

WEEKS = ("双休", "单休", "大小周")
"""Which Saturdays are worked: none, all, every second one. What each means stands in `generator.schedule.workdays`."""

ZONES = ("读者当地", "北京时间")
"""Whose day it is that an effective date is held against."""


HOST = r"[A-Za-z0-9\u4e00-\u9fff](?:[A-Za-z0-9\u4e00-\u9fff.-]*[A-Za-z0-9\u4e00-\u9fff])?(?::[0-9]{1,5})?"
PATH = r"[^\s<>\"'`\\{}|^\[\]?#]*"
"""What may stand in addresses that outputs are made of: nothing that could end an attribute."""


ACCOUNT = r"@[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+"
"""An account, a team or an address of mail, as CODEOWNERS has them."""
FOR_THE_HOST = "tells the host of the code whom to ask; readers see the owner"


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A chapter of the handbook."""

    TITLE: ClassVar[str] = "章节"
    id: str = attribute("章节编号", defines="chapter", regex=ID)
    title: str = attribute("章节名称", maxlength=20)
    summary: str = attribute("一句话说明")


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """An entrance on the home page."""

    TITLE: ClassVar[str] = "首页入口"
    id: str = attribute("入口编号", defines="entrance", regex=ID)
    title: str = attribute("入口名称", maxlength=12, example="我是新同事")
    summary: str = attribute("一句话说明")
    to: tuple[str, ...] = attribute(
        "通向哪里", ref=("procedure", "policy", "form", "kpi", "role", "onboarding", "quiz"), minlength=1, maxlength=6
    )


@dataclass(frozen=True, kw_only=True)
class WorkingHours:
    """The hours of a working day."""

    TITLE: ClassVar[str] = "工作时间"
    start: Clock = attribute("上班时刻", example="09:00")
    end: Clock = attribute("下班时刻", example="18:00")
    break_start: Clock = attribute("午休开始", example="12:00")
    break_end: Clock = attribute("午休结束", example="13:00")


@dataclass(frozen=True, kw_only=True)
class Reviewers:
    """Who reviews changes of what a role owns, on the host of the code."""

    TITLE: ClassVar[str] = "改动由谁审"
    accounts: tuple[str, ...] = attribute(
        "账号",
        regex=ACCOUNT,
        minlength=1,
        help="代码库网站上的账号或小组，以 @ 开头；也可以写邮箱",
        example="@zhangsan",
        internal=FOR_THE_HOST,
    )
    role: str | None = attribute(
        "归口岗位",
        None,
        ref="role",
        help="它归口的条目和参数由这些账号审；不写岗位，就是没有归口岗位的文件，例如设置和日历",
        internal=FOR_THE_HOST,
    )


@dataclass(frozen=True, kw_only=True)
class WorkUnit:
    """A part of the company that works by another calendar."""

    TITLE: ClassVar[str] = "上班安排与公司不同的单位"
    id: str = attribute("单位编号", defines="unit", regex=ID, example="store")
    title: str = attribute("单位名称", maxlength=20, example="门店")
    week: str = attribute("每周上班", WEEKS[0], allowed=list(WEEKS), help="国家的放假和调休，各种安排都照算")
    saturday: Day | None = attribute(
        "上班的周六", None, help="大小周：写任何一个要上班的周六，之后隔一周上一次", example="2026-01-10"
    )
    workdays: tuple[Day, ...] = attribute("改为上班的日子", (), help="只写这个单位的，全公司的写在 calendar 里")
    holidays: tuple[Day, ...] = attribute("改为放假的日子", (), help="只写这个单位的，全公司的写在 calendar 里")
    working_hours: WorkingHours | None = attribute("工作时间", None, help="不写就和公司一样")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of the handbook."""

    TITLE: ClassVar[str] = "手册设置"
    title: str = attribute("手册名称")
    number: str | None = attribute(
        "文件编号",
        None,
        regex=NUMBER,
        defines="number",
        help="整本手册作为受控文件的编号，全手册唯一；各章的编号是它加章序",
        example="XS-QM-01",
    )
    company: str = attribute("公司名称")
    department: str = attribute("部门名称")
    tagline: str = attribute("首页导语")
    colour: str = attribute(
        "主色",
        "",
        internal="the colour of links and buttons; readers see it, and no word of it",
        regex="(#[0-9a-f]{6})?",
        help="网站上链接和按钮的颜色，写 # 加六位小写十六进制；深色界面的颜色由它算出",
        example="#0f5f60",
    )
    confidentiality: str = attribute("密级说明", "内部资料，注意保密")
    working_hours: WorkingHours = attribute("工作时间")
    units: tuple[WorkUnit, ...] = attribute(
        "单位", (), help="上班安排与公司不同的单位，例如门店、仓库；岗位和名册写明属于哪个单位，时限就按它的日历算"
    )
    uncovered: str = attribute("条款未落实时", "错误", allowed=["提醒", "错误"], help="内容写全之前用「提醒」")
    site_url: str = attribute(
        "站点网址",
        "",
        regex=f"(https?://{HOST}/({PATH}/)?)?",
        help="以斜杠结尾",
        example="https://handbook.example.com/",
    )
    repo_url: str = attribute(
        "代码库网址",
        "",
        regex=f"(https?://{HOST}(/{PATH})?(?<!/))?",
        help="结尾不带斜杠",
        example="https://git.example.com/sales/handbook",
    )
    edit_path: str = attribute("编辑路径", "edit/main", regex=PATH, help="代码库网址之后、文件路径之前的部分")
    fortnights: Day = attribute(
        "双周的起点",
        Day(date(2026, 1, 5)),
        help="每两周做一次的事在哪一周到期：写这样一周里的任何一天，之后隔一周一次",
        example="2026-01-05",
    )
    time_zone: str = attribute(
        "日期以哪里为准",
        ZONES[0],
        allowed=list(ZONES),
        help="判断哪一版现行时，今天是几号：读者在国外也要按国内的日期，就写「北京时间」",
    )
    review_every: Duration = attribute(
        "评审间隔", Duration(1, "年"), figure="review-every", help="每个条目最久隔多长时间评审一次"
    )
    old_forms: Duration = attribute(
        "旧表宽限", Duration(30, "天"), figure="old-forms", help="新版实施后，旧版表单还收多久"
    )
    emergency: str | None = attribute("紧急修订由谁批准", None, ref="role", help="年内紧急修订（如 2026.1）的批准岗位")
    reviewers: tuple[Reviewers, ...] = attribute(
        "改动由谁审",
        (),
        help="哪个岗位归口的内容，在代码库网站上由哪些账号审；写了就运行 sop owners 生成 CODEOWNERS",
        internal=FOR_THE_HOST,
    )
    confirmation_form: str | None = attribute(
        "阅读确认书",
        None,
        ref="form",
        help="读者签的是哪张表单，写表单编号；不写就没有",
        example="read-confirmation",
        internal="tells the program which form readers sign; they see the form",
    )
    standard: str | None = attribute(
        "对照的标准",
        None,
        ref="source",
        help="受控清单按哪份依据文件的条款列出对照表，写文件代号",
        example="QMS",
        internal="tells the program which clauses to list; readers see the clauses",
    )
    local_storage: bool = attribute(
        "在浏览器里保存", True, help="执行记录、进度、阅读确认存在读者自己的浏览器里；不许存就写 false"
    )
    keep_days: int = attribute(
        "保存天数",
        30,
        figure="keep-days",
        counted="天",
        min=1,
        max=365,
        help="执行记录和表单草稿最后一次改动之后，过这么多天自动删除",
    )
    offline_days: int | None = attribute(
        "离线副本保留天数",
        None,
        min=1,
        max=365,
        help="读者的浏览器里有一份离线副本；这么多天没有连上手册（例如离职后登录不了），就自动删除；不写就一直保留",
        example=30,
    )
    fixed_share: int | None = attribute(
        "固定工作的上限",
        None,
        min=1,
        max=100,
        help="百分数：一个岗位固定要做的事最多占工时的多少，超过就提醒；按各处的 effort 加起来算，不写就不提醒",
        example=40,
    )
    show_effort: bool = attribute(
        "给读者看用时", False, help="写 true，岗位页和时限一览上就有各岗位固定工作的用时；不写只给作者和批准人看"
    )
    chapters: tuple[Chapter, ...] = attribute("章节", minlength=1)
    entrances: tuple[Entrance, ...] = attribute("首页入口", minlength=1, maxlength=6)

    def number_of(self, chapter: Chapter) -> str:
        """The 文件编号 of a chapter by itself: that of the handbook and the chapter's place in it.

        Empty where the handbook has none.
        """
        return f"{self.number}-{self.chapters.index(chapter) + 1:02}" if self.number else ""


@dataclass(frozen=True, kw_only=True)
class CalendarYear:
    """Corrections to the holidays and working days of a year."""

    TITLE: ClassVar[str] = "某一年的放假与调休更正"
    id: str = attribute("年份", regex="20[0-9]{2}", help="与文件名相同；纯数字要加英文引号", example="2026")
    workdays: tuple[Day, ...] = attribute("改为上班的日子", ())
    holidays: tuple[Day, ...] = attribute("改为放假的日子", ())
