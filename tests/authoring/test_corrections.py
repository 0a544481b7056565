"""What the check knows is written in place, and nothing else of the file changes."""

from __future__ import annotations

import pytest

from generator.authoring.corrections import corrections
from generator.authoring.text_edits import edited
from generator.load.documents import parse
from generator.problems import Place, Problem

WRITTEN = {
    "in a plain text": ("done: 先等 2 小时再说", "2 小时", "{#a.within}", "done: 先等 {#a.within}再说"),
    "at the head of a plain text": ("done: 2 小时内答复", "2 小时", "{#a.within}", 'done: "{#a.within}内答复"'),
    "at the head of a list entry": ("- 2 小时内答复", "2 小时", "{#a.within}", '- "{#a.within}内答复"'),
    "with quotes in the text": ('done: 2 小时内答"复"', "2 小时", "{x}", 'done: "{x}内答\\"复\\""'),
    "in a quoted text": ("done: '2 小时内'", "2 小时", "{x}", "done: '{x}内'"),
    "a whole value": ("within: 2 小时", "2 小时", "{x#y.within}", 'within: "{x#y.within}"'),
    "a value in brackets": ("due: {within: 2 小时, after: b}", "2 小时", "{x}", 'due: {within: "{x}", after: b}'),
    "a quoted value": ('by: "09:00"', '"09:00"', "{x}", 'by: "{x}"'),
    "a number": ("times: 1", "1", "{x}", 'times: "{x}"'),
}


def problem(text: str, words: str, instead: str) -> Problem:
    """The problem that has the first of these words exchanged."""
    lines = text[: text.index(words)].split("\n")
    column = len(lines[-1]) + 1
    return Problem("W000", "", Place("f", len(lines), column, len(lines), column + len(words)), instead=instead)


def corrected(text: str, problems: list[Problem]) -> tuple[str, list[Problem]]:
    """The text with all corrections, and what they mend."""
    edits, mended = corrections(text, problems)
    return edited(text, edits), mended


@pytest.mark.parametrize(("line", "words", "instead", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_words_are_exchanged_in_place(line: str, words: str, instead: str, expected: str) -> None:
    text = f"top:\n  {line}\nlast: 不动\n"
    known = problem(text, words, instead)
    changed, mended = corrected(text, [known])
    assert (changed, mended) == (f"top:\n  {expected}\nlast: 不动\n", [known])
    assert parse(changed, "f").data["last"] == "不动"


LEFT = {
    "over several lines": ("top: >-\n  先等 2\n  小时再说\n", "2\n  小时"),
    "in a comment": ("top: 先等\n# 2 小时\n", "2 小时"),
    "a key": ("2 小时: 先等\n", "2 小时"),
}


@pytest.mark.parametrize(("text", "words"), LEFT.values(), ids=LEFT)
def test_what_cannot_be_exchanged_is_left_to_its_author(text: str, words: str) -> None:
    lines, last = text[: text.index(words)].split("\n"), words.split("\n")
    column = len(lines[-1]) + 1
    end = Place("f", len(lines), column, len(lines) + len(last) - 1, column + len(last[-1]))
    assert corrected(text, [Problem("W000", "", end, instead="{x}")]) == (text, [])


def test_problems_without_an_answer_change_nothing() -> None:
    text = "top: 2 小时\n"
    assert corrected(text, [problem(text, "2 小时", "")]) == (text, [])


def test_of_two_problems_at_one_place_one_is_mended() -> None:
    """The other is told again by the next check, at its new place."""
    text = "top: 2 小时\n"
    changed, mended = corrected(text, [problem(text, "2 小时", "{a}"), problem(text, "2 小时", "{b}")])
    assert changed == 'top: "{a}"\n'
    assert len(mended) == 1
