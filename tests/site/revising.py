"""The small handbook as the tests of the working side need it: with a check list, and then revised."""

from __future__ import annotations

from pathlib import Path

SMALL = Path(__file__).parents[1] / "handbooks" / "small"

CHECK_LIST = """
id: self-check
title: 每日自检表
owner: sales-supervisor
next_review: 2026-12-31
number: XS-QR-02
chapter: visit
purpose: 下班前对照一遍。
filled_by: [sales-rep]
due: {every: 工作日, by: 下班}
retention: 1 年
sections:
  - id: items
    title: 自检项目
    fields:
      - {id: dress, kind: yesno, group: 形象, title: 着装整洁}
      - {id: constructor, kind: yesno, group: 沟通, title: 把话听完}
      - {id: signed, kind: signature, title: 签名}
"""


def changed(path: Path, *edits: tuple[str, str]) -> None:
    """Replace text in a file; each old text stands there exactly once."""
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def with_check_list(sop: Path) -> None:
    """A form that is worked through like a check list, and a procedure that uses it."""
    (sop / "forms" / "self-check.yaml").write_text(CHECK_LIST, encoding="utf-8")
    changed(sop / "procedures" / "customer-visit.yaml", ("forms: [visit-record]", "forms: [visit-record, self-check]"))


def revised(sop: Path) -> None:
    """The next edition: one step says something else, one is gone, one is new; so do a question and a task."""
    with_check_list(sop)
    visit = sop / "procedures" / "customer-visit.yaml"
    changed(
        visit,
        ("看完客户的往来记录。", "看完客户近一年的往来记录。"),
        ("id: review-week", "id: feedback"),
        ("title: 复盘本周拜访", "title: 当面反馈"),
    )
    changed(sop / "quizzes" / "visit-quiz.yaml", ("周五有空再写", "周五再写"))
    changed(sop / "onboarding" / "first-weeks.yaml", ("读完客户拜访流程", "读完客户拜访流程并提问"))


def without_storing(sop: Path) -> None:
    """A company that allows nothing to be kept in a browser."""
    with_check_list(sop)
    changed(sop / "handbook.yaml", ("site_url:", "local_storage: false\nsite_url:"))
