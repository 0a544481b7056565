"""YAML syntax errors as an author would understand them."""

from __future__ import annotations

import re
from typing import Any

from generator.load import outline
from generator.load.hints.quotation import LONGEST as LONGEST_TEXT
from generator.load.hints.quotation import QUOTE, in_half_width, quoted
from generator.problems import Place, Problem

QUOTE_ALL = f"{QUOTE}，里面的引号改用「」"
QUOTE_VALUE = "请给第一个冒号后面的整段文字加英文双引号"
HALF_BRACKETS = "请改成英文半角的括号"
PAIRS = "检查这一行的 [ ] 和 { } 是否成对"
LONGEST = 1000
"""Characters of a line that are looked at: searching takes quadratic time."""
START = r"(?:: |- |[\[{,] ?)"
"""What stands before a value."""
RULES = [
    (re.compile(pattern), message, hint)
    for pattern, message, hint in [
        (r"^ *(\t)", "缩进用了 Tab 键", "请改成半角空格，每层 2 个"),
        (r"^ *(\u3000)", "缩进用了全角空格", "请改成半角空格，每层 2 个"),
        (r"^[^:]+:(\u3000)", "冒号后面是全角空格", "请改成半角空格"),
        (r"^ *(?:- )?[\w-]+(：)", "冒号是全角的「：」", "请改成英文半角冒号加一个空格「: 」"),
        (r"^ *(?:- )?[A-Za-z_\u4e00-\u9fff-]+(:)[^\s/]", "冒号后面少了一个空格", "写成「字段: 值」"),
        (r"^ *([－—–•·]) *\S", "列表的横线不是半角的「-」", "请改成「- 」，也就是半角横线加一个空格"),
        (r"^ *(-)[^\s-]", "「-」后面少了一个空格", "写成「- 文字」"),
        (r"^ *-(\u3000)", "「-」后面是全角空格", "请改成半角空格"),
        (r"^ *-(\t)", "「-」后面是 Tab 键", "请改成半角空格"),
        (r"^ *(```)", "```不是手册的内容", "请删除有 ``` 的行"),
        (r"(?:: |- )([｛［])", "括号是全角的「｛」或「［」", HALF_BRACKETS),
        (
            r"(?:: |- )[\[{][^'\"]*\s(#)",
            "括号里的 # 后面被当成注释丢掉了",
            "是文字就给那一项加英文双引号；是注释就单独写一行，以「# 」开头",
        ),
        (
            r"^ *(?:- )?[a-z_]+: [^'\"\[{].*? [a-z_]+(:) ",
            "一行里写了两个字段",
            "一个字段写一行；是文字里的冒号就给整段文字加英文双引号",
        ),
        (rf"{START}(\*)", "文字以星号 * 开头", QUOTE),
        (rf"{START}(&)", "文字以 & 开头", QUOTE),
        (rf"{START}(!)", "文字以感叹号 ! 开头", QUOTE),
        (rf"{START}([%@`])", "文字以 %、@ 或 ` 开头", QUOTE),
        (r"(?:: |- )(,)", "文字以英文逗号开头", QUOTE),
        (r"(?:: |- )([>|]) *\S", "文字以 > 或 | 开头", QUOTE + "，或改写成 ≥、≤；只要数字的栏只写数字"),
        (r": (\?)(?: |$)", "文字以 ? 开头", QUOTE),
        (r": (-) ?", "「字段:」同一行不能写列表", "请换行缩进后再写「- 」，或" + QUOTE[1:]),
        (r": \"[^\"]*(\\)", "双引号里的反斜杠 \\ 有特殊含义", "请改用英文单引号，或写成 \\\\"),
        (r": (?:\[[^\[\]]*\]|\{[^{}]*\})\s*([\]}])", "括号没有配对", PAIRS),
        (
            r"(?:: |- )(?:\"[^\"]*\"|'[^']*'|\[[^\]]*\]|\{[^}]*\})\s*([^\s#,\]}])",
            "引号或括号后面还有文字",
            QUOTE_ALL,
        ),
        (
            r"(?:: |- )[\[{][^'\"]*?([，：])",
            "括号里用了全角的「，」或「：」",
            "请改成英文半角的逗号、冒号，后面各加一个空格",
        ),
        (r"([\[{])[^\]}]*$", "括号没有配对", PAIRS),
        (
            r"(?:^ *(?:- )?|[{,] ?)[^\s#'\"\[{][^#'\"]*?: [^\s'\"\[{][^,]*?(:) ",
            "一个值里又有「: 」",
            QUOTE_VALUE,
        ),
    ]
]
"""What a source line looks like, with the culprit as the group -> what went wrong -> what to write. The first that fits
the line wins."""
NOTICED_LATE = [rule for rule in RULES if any(word in rule[1] for word in ("全角", "半角", "冒号后面少了"))]
"""Those that the parser may take for text, and notice only in the next line."""
NO_FIELD = [
    (
        re.compile(r"^ *(?:- )?(\S[^:]*)$"),
        "这一行不像「字段: 值」",
        "接着上一行的长文字请多缩进两格；否则补上字段名和冒号",
    )
]


def explain(error: Any, text: str, name: str) -> Problem:
    """A marked error of the YAML parser -> one problem at the line where the mistake is.

    The parser often reports the line after the mistake; where it was busy with a key, a bracket or a quotation, the
    mark of that context is the culprit.
    """
    parser_problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and ("simple key" in context or "flow" in context):
        mark = error.context_mark
    if "quoted scalar" in context and "end of stream" in parser_problem:
        return Problem("E199", "引号没有配对", _place(name, error.context_mark), "这里开始的引号一直没有结束")
    if "undefined alias" in parser_problem:
        return Problem("E107", "文字以星号 * 开头", _place(name, mark), QUOTE)
    if "another document" in parser_problem:
        return Problem(
            "E112", "一个文件里只能有一份内容（出现了 ---）", _place(name, mark), "请删除 --- 或拆成两个文件"
        )
    lines = text.split("\n")
    line = min(mark.line, len(lines) - 1)
    while line and not lines[line].strip(" "):
        line -= 1  # the end of a file is marked behind its last line
    if quotation := _unclosed(lines[: line + 1]):
        return Problem(
            "E199",
            "引号没有配对",
            Place(name, *quotation, quotation[0], quotation[1] + 1),
            "检查这一行的英文引号是否成对",
        )
    structural = any(words in parser_problem for words in STRUCTURAL) and "flow" not in context
    fault = outline.fault(text, line) if structural else None
    if fault and (problem := _misaligned(fault, lines, name)):
        return problem
    before = max(
        (number for number in range(line) if lines[number].strip() and not lines[number].lstrip().startswith("#")),
        default=line,
    )
    for number, rules in ((line, RULES), (before, NOTICED_LATE), (line, NO_FIELD)):
        for pattern, message, hint in rules:
            if match := pattern.search(lines[number], 0, LONGEST):
                place = Place(name, number + 1, match.start(1) + 1, number + 1, match.end(1) + 1)
                return Problem("E199", message, place, _finished(hint, lines[number], match.start(1)))
    if any(
        words in parser_problem
        for words in ("expected key", "block end", "'-' indicator", "not allowed", "document start")
    ):
        return Problem(
            "E199",
            "缩进没有对齐",
            _whole(name, lines, line),
            "同一层的字段必须左对齐，列表的「- 」也要左对齐；先看这一行和上一行",
        )
    if "flow" in context:
        return Problem("E199", "括号里的写法不对", _whole(name, lines, line), PAIRS + "，每两项之间要用「, 」隔开")
    if "start any token" in parser_problem:
        return Problem(
            "E199", "这个符号不能写在这里", _place(name, mark), "请删除；是文字的一部分就给整段文字加英文双引号"
        )
    if "expected ':'" in parser_problem:
        return Problem("E199", NO_FIELD[0][1], _whole(name, lines, line), NO_FIELD[0][2])
    return Problem(
        "E199", "这一行的写法 YAML 读不懂", _whole(name, lines, line), "请对照相邻的正确条目检查缩进、冒号和引号"
    )


VALUE = re.compile(r" *(?:- )*(?:[^\s:'\"\[{][^:]*?: +)?")
"""What stands on a line before its value."""


def _finished(hint: str, line: str, at: int) -> str:
    """The hint with what to write in full, where that can be known: `at` is the place of the mistake in its line."""
    value = VALUE.match(line)
    words = line[value.end() :].rstrip() if value else ""
    if not value or not words or at < value.end() or len(words) > LONGEST_TEXT:
        return hint
    if hint == HALF_BRACKETS:
        return f"写成 {in_half_width(words)}"
    if hint == QUOTE_ALL:
        outer = re.fullmatch(r"([\"'])(.+)\1", words)
        return "写成 " + quoted(re.sub(QUOTATION, r"「\1」", outer[2] if outer else words))
    if words[0] in "[{":
        return hint
    for told in (QUOTE_VALUE, QUOTE):
        if told in hint:
            return hint.replace(told, f"写成 {quoted(words)}")
    return hint


QUOTATION = r"[\"“”]([^\"“”]*)[\"“”]"

STRUCTURAL = ("expected key", "block end", "'-' indicator", "not allowed", "document start", "expected ':'")
"""What the parser says where the outline may be to blame."""
AT_FAULT = [
    rule for rule in RULES if any(word in rule[1] for word in ("全角", "半角", "少了一个空格", "Tab 键", "```"))
]
"""What makes a line of the outline unreadable as one."""
WHY = {
    "mixed": (
        "同一层里既有「字段: 值」，又有「- 」开头的列表项",
        "这一层和第 {beside} 行要一样：要么都是「字段: 值」，要么每一项都以「- 」开头",
    ),
    "dash": ("列表的第一项少了「- 」", "在这一行前面加「- 」，与下面各项的「- 」对齐"),
}


def _misaligned(fault: outline.Fault, lines: list[str], name: str) -> Problem | None:
    """The problem of a line that does not fit into the outline; None if it is another that shows up on it."""
    number, words = fault.line.number, lines[fault.line.number]
    for pattern, message, hint in AT_FAULT if fault.why in ("words", "") else ():
        if culprit := pattern.search(words, 0, LONGEST):
            comment = not number and "全角的「：」" in message and not words[:1].isascii()
            return Problem(
                "E199",
                message,
                Place(name, number + 1, culprit.start(1) + 1, number + 1, culprit.end(1) + 1),
                hint + "；是注释就在行首加「# 」" * comment,
            )
    place = _whole(name, lines, number)
    if fault.why == "words":
        if match := re.match(r" *(?:- )?([a-z_]+)(?:[ \t]*[=＝]|[ \t])[ \t]*\S", words):
            return Problem(
                "E199",
                "字段名后面少了冒号",
                Place(name, number + 1, match.start(1) + 1, number + 1, match.end(1) + 1),
                f"写成「{match[1]}: 」，冒号后面接值",
            )
        entry = re.match(" *- ", lines[number - 1]) and len(lines[number - 1]) - len(lines[number - 1].lstrip()) == len(
            words
        ) - len(words.lstrip())
        return Problem(
            "E199",
            NO_FIELD[0][1],
            place,
            "接着上一行的长文字请多缩进两格；是列表的一项就以「- 」开头"
            if entry
            else NO_FIELD[0][2] + "；是注释就在行首加「# 」" * (number == 0),
        )
    beside = fault.beside.number + 1 if fault.beside else 0
    if fault.why in WHY:
        message, hint = WHY[fault.why]
        return Problem("E199", message, place, hint.format(beside=beside))
    if fault.wanted is None or fault.beside is None:
        return None
    word, _, value = fault.beside.text.removeprefix("- ").partition(":")
    mark, inside = (
        ("「-」", "")
        if fault.line.kind == outline.ENTRY
        else (f"「{word}」", f"；要写在「{word}」里面，「{word}:」后面就不能再有文字")
    )
    return Problem(
        "E199",
        "缩进没有对齐",
        place,
        f"这一行缩进了 {fault.line.indent} 格，应缩进 {fault.wanted} 格，与第 {beside} 行的{mark}左对齐"
        + (f"；或缩进 {fault.other.indent} 格，与第 {fault.other.number + 1} 行左对齐" if fault.other else "")
        + inside * (fault.why == "valued" and len(value) <= 20),
    )


def _unclosed(lines: list[str]) -> tuple[int, int] | None:
    """Line and column of a quotation that was opened on its line, and in all the lines to the end is one too few to be
    closed.
    """
    for number in range(len(lines) - 1, -1, -1):
        match = re.search(r"(?:: |- )([\"'])", lines[number])
        if match and lines[number].count(match[1]) == 1 and sum(line.count(match[1]) for line in lines[number:]) % 2:
            return number + 1, match.start(1) + 1
    return None


def _whole(name: str, lines: list[str], line: int) -> Place:
    """A line without its indentation."""
    words = lines[line]
    return Place(name, line + 1, len(words) - len(words.lstrip()) + 1, line + 1, len(words.rstrip()) + 1)


def _place(name: str, mark: Any) -> Place:
    return Place(name, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
