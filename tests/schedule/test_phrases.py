"""Time limits in words."""

from __future__ import annotations

import pytest

from generator.model import Due, convert
from generator.schedule.phrases import due_phrase
from tests.builders import a_handbook


def due(**written: str | int) -> Due:
    """A time limit as an author writes it."""
    return convert(Due, written, "customer-visit")


DUES = {
    "与客户沟通后 24 小时内": due(within="24 小时", after_text="与客户沟通"),
    "拜访后 24 小时内": due(within="24 小时", after_text="拜访后"),
    "24 小时内": due(within="24 小时"),
    "「填写记录」完成后 5 个工作日内": due(within="5 个工作日", after="customer-visit.record"),
    "「见面交谈」完成后 1 天内": due(within="1 天", after="meet"),
    "「结束时间」后 24 小时内": due(within="24 小时", after="visit-record.end-time"),
    "活动开始前至少提前 3 个工作日": due(ahead="3 个工作日", before_text="活动开始"),
    "活动前至少提前 2 周": due(ahead="2 周", before_text="活动前"),
    "每个工作日 9:00 前": due(by="09:00", every="工作日"),
    "每个工作日下班前": due(by="下班", every="工作日"),
    "每周五 17:00 前": due(every="周", on="周五", by="17:00"),
    "每月至少 1 次": due(every="月", times=1),
    "每季度": due(every="季度"),
    "每月首个工作日": due(every="月", on="首个工作日"),
    "每月 10 日 12:00 前": due(every="月", on="10 日", by="12:00"),
    "每年 3 月": due(every="年", on="3 月"),
    "每年最后一个工作日 17:00 前": due(every="年", on="最后一个工作日", by="17:00"),
    "每两周（2026-01-05 那周起）周五 17:00 前": due(every="双周", on="周五", by="17:00"),
    "每两周（2026-01-05 那周起）至少 1 次": due(every="双周", times=1),
    "每半年末月第 5 个工作日下班前": due(every="半年", on="末月", moment="第 5 个工作日", by="下班"),
    "每月 31 日（没有这一天的月份，为最后一天）下班前": due(every="月", on="31 日", by="下班"),
    "每年 2 月 29 日（没有这一天的月份，为最后一天）": due(every="年", on="2 月", moment="29 日"),
    "每年 1 月 31 日": due(every="年", on="1 月", moment="31 日"),
    "每周，周例会当日下班前": due(every="周", moment="周例会当日", by="下班"),
    "每周五例会上": due(every="周", on="周五", moment="例会上"),
    "拜访当日下班前": due(moment="拜访当日", by="下班"),
    "收到申请的下一个工作日 12:00 前": due(moment="收到申请", day="次工作日", by="12:00"),
    "收到申请的次日（自然日）12:00 前": due(moment="收到申请", day="次日", by="12:00"),
    "拜访前一个工作日下班前": due(moment="拜访", day="前一工作日", by="下班"),
    "拜访前一天（自然日）下班前": due(moment="拜访", day="前一天", by="下班"),
    "每周，例会当日下班前": due(every="周", moment="例会", day="当日", by="下班"),
    "客户到场后，用时 5–10 分钟": due(moment="客户到场后", minutes="5-10"),
    "用时 15 分钟": due(minutes="15"),
    "沟通当日下班前，最迟与客户沟通后 24 小时内": due(
        moment="沟通当日", by="下班", within="24 小时", after_text="与客户沟通"
    ),
    "收到后 1 个工作日内，到期当天 18:00 前": due(within="1 个工作日", after_text="收到", by="18:00"),
    "9:00 前": due(by="09:00"),
}


@pytest.mark.parametrize("phrase", DUES)
def test_due_phrase(phrase):
    """A time limit reads as a colleague would say it."""
    assert due_phrase(DUES[phrase], a_handbook()) == phrase


def test_due_phrase_refuses_a_starting_point_that_does_not_exist():
    """A dead reference is never shown as if it were one."""
    with pytest.raises(KeyError):
        due_phrase(due(within="1 天", after="visit-record.nothing"), a_handbook())
