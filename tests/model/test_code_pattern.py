"""How a company writes its own numbers: what may be written as a pattern, and that no pattern takes for ever."""

from __future__ import annotations

import re

import pytest

from generator.model import CodePattern

REFUSED = {
    ".*": "「.」是任意一个字",
    "[A-Z]+": "「+」可以无限重复",
    "S\\d*": "「*」可以无限重复",
    "(a{1,9}){4}": "圆括号后面不能写「{4}」",
    "(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)": "长短不定的地方太多",
    "a{0,9}a{0,9}a{0,9}a{0,9}x": "长短不定的地方太多",
    "[^a]": "「[^…]」太宽",
    "[z-a]": "「z-a」前后反了",
    "[]": "方括号里要有字",
    "[A-Z": "方括号没有结尾",
    "A]": "方括号没有开头",
    "(A": "圆括号没有结尾",
    "A)": "圆括号没有开头",
    "A||B": "两边和圆括号里都不能空着",
    "A{4": "花括号里写次数",
    "A{}": "花括号里写次数",
    "A}": "花括号没有开头",
    "{staff-number}": "花括号里写次数",
    "A{0}": "里的次数不对",
    "A{4,2}": "里的次数不对",
    "A{61}": "里的次数不对",
    "A{31}B{30}": "最长有 61 个字",
    "A??": "「?」要写在可有可无的字后面",
    "A{2,3}?": "「{2,3}?」请改成「{0,3}」",
    "^S\\d{4}": "不用写「^」",
    "S\\d{4}$": "不用写「$」",
    "\\w": "「\\w」不能用",
    "\\1": "「\\1」不能用",
    "A\\": "「\\」不能用",
    "(?=A)": "「?」要写在可有可无的字后面",
    "😀": "里面有不能用的字",
    "A\u200b": "里面有不能用的字",
}
"""What is refused, and what is said of it."""

TAKEN = ("S[0-9]{4}", "(?:HT|XY)-\\d{4}", "[&&~~||]", "[[a]", "#\\d{1,6}", "甲-乙_丙/丁 1:2,3")


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused_is_told(text: str):
    """In one sentence that says what to write instead; and never by a traceback."""
    with pytest.raises(ValueError, match=re.escape(REFUSED[text])):
        CodePattern.parse(text)


@pytest.mark.parametrize("text", TAKEN)
def test_what_is_taken_is_an_expression_without_warning(text: str):
    """Signs stand for themselves in it, and it shows itself as its author wrote it."""
    pattern = CodePattern.parse(text)
    assert str(pattern) == text
    assert re.compile(pattern.expression).groups == 0


@pytest.mark.parametrize(
    "text", ["a{0,9}a{0,9}a{0,3}b", "(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)b", "((((a?)?)?)?)?b"]
)
def test_no_text_takes_for_ever(text: str):
    """The worst that is taken, on what matches all of it but the end."""
    pattern = CodePattern.parse(text)
    assert [pattern.fits("a" * length) for length in range(60)] == [False] * 60
    assert not pattern.fits("a" * 1_000_000)


def test_an_example_keeps_to_its_own_class():
    """What editors are told about a pattern is a pattern itself."""
    assert CodePattern.parse(CodePattern.example).fits("S0123")
    assert re.fullmatch(CodePattern.pattern, CodePattern.example)
