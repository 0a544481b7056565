"""Who approved a revision, and from when it is in force."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from generator.model.fields import attribute
from generator.model.item import Document
from generator.model.values import Day

REVISION = "20[0-9]{2}(\\.[1-9][0-9]?)?"
"""A year, or an emergency change within it: 2026, 2026.1."""


def order(revision: str) -> tuple[int, ...]:
    """A key to sort revisions by: 2025 < 2025.1 < 2026. What is not written like one comes before all."""
    return tuple(map(int, revision.split("."))) if re.fullmatch(REVISION, revision) else ()


@dataclass(frozen=True, kw_only=True)
class Approval:
    """Who approved a release, and when."""

    TITLE: ClassVar[str] = "批准信息"
    revision: str = attribute("版本", regex=REVISION, example="2026")
    prepared_by: str = attribute("编制", help="写岗位名称")
    reviewed_by: str = attribute("审核", help="写岗位名称")
    countersigned_by: str = attribute("会签", "", help="写部门名称")
    approved_by: str = attribute("批准", help="写岗位名称")
    consulted: Day | None = attribute(
        "民主程序日期", None, help="涉及劳动者切身利益的制度，与职工代表或全体职工讨论的日期"
    )
    publicised: Day | None = attribute("公示日期", None, help="向全体员工公示的日期")
    issued: Day = attribute("发布日期")
    effective: Day = attribute("实施日期")
    summary: str = attribute("修订摘要")
    format: int = attribute("快照格式", min=1, help="读旧快照时要用")
    generator: str = attribute("生成器版本", "", help="发布时用的程序，供查考")
    previous: str = attribute("上一版指纹", "", regex="([0-9a-f]{64})?")


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What stands at the head of one controlled document, as Chinese document control has it."""

    number: str
    """文件编号"""
    edition: str
    """版次/修订状态, such as A/1: the count after the slash is the releases that changed this document.
    Of the whole handbook: its revision."""
    issued: str
    """发布日期, or 待批准"""
    effective: str
    """实施日期, or 待批准"""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One published state of the handbook: a released revision, or the draft of the next one."""

    name: str
    """The folder it is published under: `2025`, or `next` for the draft."""
    revision: str
    """The revision it is, or will become: `2025`, `2026.1`; empty for the draft of the very first one."""
    approval: Approval | None
    """None for the draft."""
    fingerprint: str
    """SHA-256 in hex over the checksums of the approval and all documents; of the draft, over those of its
    documents."""
    changes: Mapping[str, int]
    """By item id: how many releases, after its first, changed the item."""

    @property
    def title(self) -> str:
        """What readers call it."""
        if not self.revision:
            return "草案"
        return f"{self.revision} 版" if self.approval else f"{self.revision} 版（草案）"

    @property
    def proof(self) -> str:
        """The fingerprint as pages and documents carry it; empty for the draft, in which it would change every one of
        them with every word.
        """
        return self.fingerprint if self.approval else ""

    @property
    def written(self) -> datetime:
        """When files made from it say that they were written: at midnight of the day it was issued, of the draft on 1
        January 2000.

        The draft has no date of its own, and the clock is not asked, so that the same content gives the same bytes.
        """
        return datetime.combine(self.approval.issued.value if self.approval else date(2000, 1, 1), time())

    def stamp(self, document: Document) -> Stamp:
        """The control data of one document in this edition."""
        return self._stamp(document.number, f"A/{self.changes.get(document.id, 0)}")

    def stamp_of_whole(self, number: str) -> Stamp:
        """The control data of the handbook, or of a chapter by itself, under this 文件编号: their 版次 is the
        revision.
        """
        return self._stamp(number, self.title)

    def _stamp(self, number: str, edition: str) -> Stamp:
        issued, effective = (
            (str(self.approval.issued), str(self.approval.effective)) if self.approval else ("待批准", "待批准")
        )
        return Stamp(number=number, edition=edition, issued=issued, effective=effective)
