"""Source documents, clause by clause: what the handbook must carry out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.entry_ref import EntryRef
from generator.model.fields import attribute
from generator.model.item import Due
from generator.model.values import Day

ADOPTED, IN_PART, REFUSED, OPEN = "采纳", "部分采纳", "不采纳", "待定"
"""What a company does with a clause."""


@dataclass(frozen=True, kw_only=True)
class ClauseLimit:
    """What a clause allows at most, or asks at least."""

    TITLE: ClassVar[str] = "条款定下的限度"
    examples: ClassVar[tuple[str, ...]] = (
        "{due: {within: 24 小时, after_text: 与客户沟通}}",
        '{due: {every: 工作日, by: "09:00"}, at: [daily-work.submit-plan]}',
        "{target_of: data-accuracy, at_least: 98}",
    )
    """How it is mostly written, as YAML."""
    due: Due | None = attribute("时限", None, help="和步骤的 due 同样的写法")
    target_of: str | None = attribute("管哪个指标", None, ref="kpi", subject=True, help="不写就管引用本条款的每个指标")
    at_least: float | None = attribute("指标不低于", None, help="引用本条款的指标，目标不能比它低")
    at_most: float | None = attribute("指标不高于", None, help="引用本条款的指标，目标不能比它高")
    at: tuple[EntryRef, ...] = attribute(
        "管哪几处",
        (),
        ref=("step", "rule", "exchange", "task"),
        all_if_none=True,
        help="条款说了几件事时，写明这个时限管的步骤、条文或约定；不写就管引用本条款的每一处",
        example=["customer-visit.enter-crm"],
    )


CITING = ("procedure", "policy", "form", "kpi", "role", "onboarding", "quiz", "glossary")
"""Kinds of files that may cite clauses."""


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """Somebody looked at what cites a clause after its words had changed."""

    TITLE: ClassVar[str] = "复核：条款改了以后，有人看过引用它的内容，仍然合适"
    examples: ClassVar[tuple[str, ...]] = ("{item: customer-visit, by: 张三, on: 2026-03-02}",)
    """How it is mostly written, as YAML."""
    item: str = attribute("复核了哪一个条目", ref=CITING, subject=True, example="customer-visit")
    by: str = attribute("谁复核的", maxlength=20, example="张三")
    on: Day = attribute("哪天复核的", example="2026-03-02")


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A clause of a source."""

    TITLE: ClassVar[str] = "条款"
    id: str = attribute("条款编号", defines="clause", regex="[A-Z]{3}-[0-9]+(\\.[0-9]+)*[a-z]?", example="COD-2.1a")
    about: str = attribute("内容摘要")
    number: str = attribute("原文编号", "", verbatim=True, maxlength=40, help="原文里写的编号", example="第五条")
    words: tuple[str, ...] = attribute("原文", (), verbatim=True, help="一字不差，一段一项")
    place: str = attribute(
        "在原文哪里", "", verbatim=True, maxlength=120, help="第几页、第几段、表格的哪一格", example="第 2 页第 14 段"
    )
    must: tuple[str, ...] = attribute("不可丢失的数字和要点", ())
    limits: tuple[ClauseLimit, ...] = attribute("限度", (), help="引用本条款的时限和目标不能比它宽")
    state: str = attribute("采纳情况", ADOPTED, allowed=[ADOPTED, IN_PART, REFUSED, OPEN])
    reason: str = attribute("理由", "", help="没有照单采纳的，写为什么")
    decided_by: str = attribute("谁决定的", "", example="销售经理")
    decided_on: Day | None = attribute("哪天决定的", None)
    changed_on: Day | None = attribute(
        "原文哪天改的", None, help="换了新的原文就写；引用它的内容都变成待复核，直到有人复核", example="2026-03-01"
    )
    confirmed: tuple[Confirmation, ...] = attribute("复核", (), help="由 sop confirm 写，也可以手写")

    @property
    def binds(self) -> bool:
        """Whether it must be carried out to the letter."""
        return self.state == ADOPTED

    @property
    def is_asked(self) -> bool:
        """Whether something must carry it out, if only in part."""
        return self.state in (ADOPTED, IN_PART)


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """The file that a source was taken from."""

    TITLE: ClassVar[str] = "原文件"
    name: str = attribute("文件名", verbatim=True, maxlength=200, example="客户拜访管理办法.docx")
    sha256: str = attribute("SHA-256 校验值", regex="[0-9a-f]{64}", help="文件改过一个字节，它就不一样")
    unread: str = attribute("没有读的原因", "", maxlength=100, help="程序读不出文字的文件才写", example="是扫描件")


@dataclass(frozen=True, kw_only=True)
class Source:
    """A source that the handbook carries out."""

    TITLE: ClassVar[str] = "依据文件"
    id: str = attribute("文件代号", regex="[A-Z]{3}", help="与文件名相同", example="COD")
    title: str = attribute("文件名称")
    kind: str = attribute("文件类别")
    external: bool = attribute("外来文件", False, help="法规、标准、客户的规定等写 true，列进外来文件清单")
    number: str = attribute("原文件编号", "", verbatim=True, maxlength=60, example="XS-GD-03")
    version: str = attribute("版次", "", verbatim=True, maxlength=40, example="A/1")
    issued: Day | None = attribute("发布日期", None)
    effective: Day | None = attribute("生效日期", None)
    owner: str = attribute("归口部门", "", verbatim=True, maxlength=60, help="谁发布、谁维护这份文件", example="销售部")
    prepared_by: str = attribute("编制", "", verbatim=True, maxlength=60)
    reviewed_by: str = attribute("审核", "", verbatim=True, maxlength=60)
    approved_by: str = attribute("批准", "", verbatim=True, maxlength=60)
    file: SourceFile | None = attribute("原文件", None, help="由 sop import 写")
    clauses: tuple[Clause, ...] = attribute("条款", minlength=1)
