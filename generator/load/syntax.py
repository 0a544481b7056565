"""YAML syntax errors as an author would understand them."""
from __future__ import annotations

import re
from typing import Any

from ..problems import Place, Problem

QUOTE = "请给整段文字加英文双引号"
RULES = [(re.compile(pattern), message, hint) for pattern, message, hint in [
    (r"^ *\t", "缩进用了 Tab 键", "请改成半角空格，每层 2 个"),
    (r"^ *\u3000", "缩进用了全角空格", "请改成半角空格，每层 2 个"),
    (r"^[^:]+:\u3000", "冒号后面是全角空格", "请改成半角空格"),
    (r"^ *(- )?[\w-]+：", "冒号是全角的「：」", "请改成英文半角冒号加一个空格「: 」"),
    (r"^ *(- )?[A-Za-z_\u4e00-\u9fff-]+:[^\s/]", "冒号后面少了一个空格", "写成「字段: 值」"),
    (r"(: |- )\*", "文字以星号 * 开头", QUOTE),
    (r"(: |- )&", "文字以 & 开头", QUOTE),
    (r"(: |- )!", "文字以感叹号 ! 开头", QUOTE),
    (r"(: |- )[%@`]", "文字以 %、@ 或 ` 开头", QUOTE),
    (r": [>|] *\S", "文字以 > 或 | 开头", QUOTE + "，例如 \">= 90%\"，或改写成 ≥ 90%"),
    (r": \?( |$)", "文字以 ? 开头", QUOTE),
    (r": - ?", "「字段:」同一行不能写列表", "请换行缩进后再写「- 」，或" + QUOTE[1:]),
    (r": \"[^\"]*\\", "双引号里的反斜杠 \\ 有特殊含义", "请改用英文单引号，或写成 \\\\"),
    (r": (\"[^\"]*\"|'[^']*'|\[[^\]]*\])\s*\S", "引号或括号后面还有文字", "请给整段文字加英文引号，里面的引号改用「」"),
    (r"[\[{][^\]}]*$", "括号没有配对", "检查这一行的 [ ] 或 { } 是否成对"),
    (r"^ *(- )?[^\s#'\"\[{][^#'\"]*: .*: ", "一行里有两个「: 」", "请给冒号后面的整段文字加英文双引号"),
    (r"^ *(- )?[^:]+$", "这一行不像「字段: 值」", "接着上一行的长文字请多缩进两格；否则补上字段名和冒号"),
]]
"""What a source line looks like -> what went wrong -> what to write. The first that fits the line wins."""


def explain(error: Any, text: str, name: str) -> Problem:
    """A marked error of the YAML parser -> one problem at the line where the mistake is.

    The parser often reports the line after the mistake; where it was busy with a key, a bracket or a quotation, the mark of that
    context is the culprit.
    """
    told, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and ("simple key" in context or "flow" in context):
        mark = error.context_mark
    if "quoted scalar" in context and "end of stream" in told:
        return Problem("E199", "引号没有配对", _place(name, error.context_mark), "这里开始的引号一直没有结束")
    if "undefined alias" in told:
        return Problem("E107", "文字以星号 * 开头", _place(name, mark), QUOTE)
    if "another document" in told:
        return Problem("E112", "一个文件里只能有一份内容（出现了 ---）", _place(name, mark), "请删除 --- 或拆成两个文件")
    lines = text.split("\n")
    line = min(mark.line, len(lines) - 1)
    place = Place(name, line + 1, mark.column + 1, line + 1, mark.column + 2)
    for pattern, message, hint in RULES:
        if pattern.search(lines[line].rstrip("\r")):
            return Problem("E199", message, place, hint)
    if "did not find expected key" in told or "block end" in told or "not allowed" in told:
        return Problem("E199", "缩进没有对齐", place, "同一层的字段必须左对齐，列表的「- 」也要左对齐")
    return Problem("E199", "这一行的写法 YAML 读不懂", place, "请对照相邻的正确条目检查缩进、冒号和引号")


def _place(name: str, mark: Any) -> Place:
    return Place(name, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
