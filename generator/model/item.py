"""What all pages, and all entries that are found again by their id, have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

from generator.model.entry_ref import EntryRef
from generator.model.fields import ID, attribute, former_id
from generator.model.values import Day, Deadline, Duration, Minutes

NUMBER = "[A-Z]{2}-[A-Z]{2}-[0-9]{2,3}"
"""The 文件编号 of a controlled document: who issues it, its kind, which one it is."""

EVERY = ("工作日", "周", "双周", "月", "季度", "半年", "年")
"""How often a time limit may come round, from often to rare. What each of them means stands in
`generator.schedule.cadences`.
"""

ON: Mapping[str, str] = MappingProxyType(
    {
        "weekday": "周[一二三四五六日]",
        "date": "[1-9][0-9]? 日",
        "workday": "首个工作日|最后一个工作日",
        "edge": "首月|末月",
        "month": "[1-9][0-9]? 月",
    }
)
"""How a day or a month of a period is written, by kind. What each of them means stands in
`generator.schedule.named_days`.
"""

DAYS = ("当日", "次日", "次工作日", "前一天", "前一工作日")
"""Which day beside that of an event. What each of them means stands in `generator.schedule.day_words`."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item of the handbook: one file, one page."""

    TITLE: ClassVar[str] = "手册中的一个条目：一个文件，一个页面"
    id: str = attribute("编号", regex=ID, help="与文件名相同；小写英文单词，用连字符相连", example="customer-visit")
    title: str = attribute("名称", minlength=2, maxlength=40)
    aliases: tuple[str, ...] = attribute(
        "搜索词", (), illustrates=True, help="大家在搜索框里会打的别的叫法，页面上不显示"
    )
    owner: str = attribute("归口岗位", ref="role", help="负责维护这个条目的岗位，写岗位编号", example="sales-manager")
    next_review: Day = attribute("下次评审日期", help="最迟在这一天前重新评审", example="2026-12-31")
    review_every: Duration | None = attribute("评审间隔", None, help="不写就按手册设置的评审间隔", example="6 个月")
    basis: tuple[str, ...] = attribute(
        "依据", (), ref="clause", help="落实了哪些条款，写条款编号", example=["COD-2.1a"]
    )
    formerly: str | None = former_id("改过编号时写原来的编号，修订对比靠它认出同一条目")


@dataclass(frozen=True, kw_only=True)
class Document(Item):
    """A controlled document, with a number."""

    TITLE: ClassVar[str] = "有文件编号的受控文件"
    number: str = attribute("文件编号", regex=NUMBER, defines="number", help="全手册唯一", example="XS-QP-05")
    chapter: str = attribute("所属章节", ref="chapter", help="写 handbook.yaml 里 chapters 的编号")


@dataclass(frozen=True, kw_only=True)
class Regulation(Document):
    """A document that people must follow: a procedure or a policy."""

    TITLE: ClassVar[str] = "要求人照着做的文件：流程和制度"
    staff: bool = attribute(
        "涉及劳动者切身利益", False, help="奖惩、考勤、劳动纪律等写 true：有修订时，发布要写明民主程序日期和公示日期"
    )


@dataclass(frozen=True, kw_only=True)
class Due:
    """A time limit."""

    TITLE: ClassVar[str] = "时限"
    examples: ClassVar[tuple[str, ...]] = (
        "{within: 24 小时, after_text: 与客户沟通}",
        "{ahead: 3 个工作日, before_text: 活动开始}",
        "{moment: 拜访, day: 当日, by: 下班}",
        '{moment: 收到申请, day: 次工作日, by: "12:00"}',
        '{every: 工作日, by: "09:00"}',
        '{every: 周, on: 周五, by: "17:00"}',
        "{every: 月, on: 5 日, by: 下班}",
        "{moment: 见到客户后, minutes: 5-10}",
    )
    """How it is mostly written, as YAML."""

    within: Duration | None = attribute(
        "之内", None, figure="within", help="从某事发生起算的时限，配合 after 或 after_text", example="24 小时"
    )
    after: EntryRef | None = attribute(
        "起算点",
        None,
        ref=("step", "field"),
        in_words="after_text",
        help="从哪一步完成或哪个栏目的时间起算，写编号",
        example="visit-record.end-time",
    )
    after_text: str = attribute("起算点文字", "", help="起算点既不是步骤也不是栏目时写在这里", example="与客户沟通")
    ahead: Duration | None = attribute(
        "提前", None, figure="ahead", help="要提前多久，配合 before_text", example="3 个工作日"
    )
    before_text: str = attribute("提前于何事", "", example="活动开始")
    by: Deadline | None = attribute("截止时刻", None, figure="by", help="写「时:分」或「下班」", example="09:00")
    every: str | None = attribute("周期", None, figure="every", allowed=list(EVERY))
    on: str = attribute(
        "周期中的哪天",
        "",
        figure="on",
        regex="|".join(ON.values()),
        help="配合 every：周几、几日、几月、首个工作日、最后一个工作日、首月、末月",
        example="周五",
    )
    times: int | None = attribute("每期至少次数", None, figure="times", counted="次", min=1, max=100, help="配合 every")
    moment: str = attribute("时机", "", help="没有钟点、跟着事情走的时机", example="拜访")
    day: str = attribute(
        "事情的哪一天",
        "",
        allowed=list(DAYS),
        help="配合 moment：事情的当日，或前后一天；次工作日、前一工作日跳过休息日，次日、前一天是自然日",
        example="次工作日",
    )
    minutes: Minutes | None = attribute("用时", None, figure="minutes", help="需要多少分钟", example="5-10")


PER = ("客户", "商机")
"""What work that follows no calendar is counted by."""


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How many minutes something costs those who do it, and how often it does: an estimate, or measured by somebody."""

    TITLE: ClassVar[str] = "要花多少时间：给作者和批准人看，不写 measured_by 就是估计"
    examples: ClassVar[tuple[str, ...]] = (
        "{minutes: 15}",
        "{minutes: 30, per: 客户}",
        "{minutes: 40, every: 周, times: 5}",
        "{minutes: 20, measured_by: 张三, measured_on: 2026-03-02}",
    )
    """How it is mostly written, as YAML."""

    minutes: int = attribute("一次用时", min=1, max=999, help="做一次要几分钟", example=15)
    per: str | None = attribute(
        "随什么发生", None, allowed=list(PER), help="不按周期来的事，每个客户或每个商机做一次", example="客户"
    )
    every: str | None = attribute(
        "周期", None, allowed=list(EVERY), help="不写就按时限里的 every；时限没有周期的，这里写多久一次"
    )
    times: int | None = attribute(
        "每期次数", None, min=1, max=200, help="不写就按时限里的 times，时限也没有写就是一次", example=5
    )
    measured_by: str = attribute("谁测的", "", maxlength=20, help="实测的才写；不写就是估计", example="张三")
    measured_on: Day | None = attribute("哪天测的", None, help="配合 measured_by", example="2026-03-02")

    @property
    def is_measured(self) -> bool:
        """Whether somebody took the time; else it is an estimate."""
        return bool(self.measured_by)


def effort() -> Any:
    """The field `effort`: what an entry costs those who do it."""
    return attribute("用时估算", None, internal="estimated for authors and approvers; readers see the sum, if any")
