"""Whether the questions of the self-tests can be answered."""

from __future__ import annotations

from collections.abc import Iterator

from generator.language.phrasing import in_one_line
from generator.load.rules.violation import RuleContext, Violation, violation_at


def questions_can_be_answered(context: RuleContext) -> Iterator[Violation]:
    """A question of a self-test has a right and a wrong answer, and what it is about exists."""
    for quiz in context.handbook.quizzes.values():
        for position, question in enumerate(quiz.questions):
            right = [answer.right for answer in question.answers]
            if all(right) or not any(right):
                yield violation_at(
                    quiz.id,
                    ("questions", position, "answers"),
                    "E416",
                    f"这道题没有{'错误' if all(right) else '正确'}的选项",
                    "给正确的选项写 right: true，错误的选项不写",
                    at_key=True,
                )
            texts = [answer.text for answer in question.answers]
            for place, text in enumerate(texts):
                if text in texts[:place]:
                    yield violation_at(
                        quiz.id,
                        ("questions", position, "answers", place, "text"),
                        "E416",
                        f"选项「{in_one_line(text, 20)}」写了两次",
                        "请删除一个，或换一种说法",
                    )
            if question.entry and not context.has(question.entry):
                yield violation_at(
                    quiz.id,
                    ("questions", position, "entry"),
                    "E416",
                    f"「{question.about}」里没有「{question.entry.entry}」",
                    f"写它的步骤、条文或栏目的编号：{'、'.join(context.entries.get(question.about, ()))}",
                )
