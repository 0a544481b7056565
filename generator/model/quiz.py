"""Self-tests: questions with explained answers, one file a chapter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.entry_ref import EntryRef
from generator.model.fields import ID, attribute, former_id
from generator.model.item import Item


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One option of a question."""

    TITLE: ClassVar[str] = "一个选项"
    text: str = attribute("选项", markdown=True)
    right: bool = attribute("是否正确", False, starts=True, help="正确的选项写 true，错误的不写")


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of a self-test."""

    TITLE: ClassVar[str] = "一道题"
    id: str = attribute("题目编号", defines="question", regex=ID)
    ask: str = attribute("题目", markdown=True, illustrates=True, help="写一个真实的场景")
    answers: tuple[Answer, ...] = attribute("选项", minlength=2, maxlength=6, help="至少一个 right: true")
    explain: str = attribute("讲解", markdown=True, help="为什么对，错在哪里")
    about: str = attribute("考的是什么", ref=("procedure", "policy", "form", "kpi", "role"))
    entry: EntryRef | None = attribute(
        "考的是哪一步或哪一条",
        None,
        inside="about",
        regex=f"({ID})?",
        help="写步骤、条文或栏目的编号",
        example="confirm-time",
    )
    formerly: str | None = former_id()


@dataclass(frozen=True, kw_only=True)
class Quiz(Item):
    """A self-test."""

    TITLE: ClassVar[str] = "自测题"
    chapter: str = attribute("所属章节", ref="chapter")
    questions: tuple[Question, ...] = attribute("题目", minlength=1)
