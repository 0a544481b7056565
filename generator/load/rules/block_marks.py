"""Signs of headings, lists and quotations at the beginning of a line: a text of this handbook is one paragraph, and
what is a list is a list in YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.load.rules.texts import WrittenText
from generator.load.rules.violation import RuleContext, Violation, violation_at

DIGITS = "[0-9一二三四五六七八九十]{1,3}"
BLOCKS = {
    "标题": r"#{2,6}\s*(?=\S)|#\s+(?=\S)",
    "引用": r">\s+(?=[^\d\s])|>(?=[\u4e00-\u9fff])",
    "列表": r"[-+–—－]\s+(?=\S)|-(?=[\u4e00-\u9fff])|\*\s+(?=\S)|[•·●▪■◆◇▶➢➤✓✔]\s*(?=\S)",
    "勾选框": r"\[[ xX√]\]\s*|[□☐☑]\s*(?=\S)",
    "代码块": r"```\w*|~~~\w*",
    "分隔线": r"(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$",
    "提示框": r"(?:!{3}|\?{3}|:{3})\s*\w*",
}
NUMBERING = (
    rf"(?:[0-9]{{1,2}}[.．)）]\s*(?![0-9]))|(?:[0-9]{{1,2}}、(?![0-9]))|[(（]{DIGITS}[)）]\s*|[①-⑳]\s*"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[A-Za-z][.、．)）]\s*(?=[\u4e00-\u9fff])"
)
"""The number of an entry, as Word and people write it; 1.5 万 and 3、5 日 are none."""


def texts_are_one_paragraph(context: RuleContext) -> Iterator[Violation]:
    """No line of a text begins with a sign that makes a block elsewhere, no entry of a list with its number."""
    for text in context.texts:
        lines = text.text.strip().split("\n")
        told = next((told for number, line in enumerate(lines) if (told := _block(line.strip(), number, text))), None)
        if told is None and any(not line.strip() for line in lines):
            told = "", "空了一行也不会分段，前后会连在一起", "请写成一段；要分开说就分成两项"
        if told:
            mark, message, hint = told
            yield violation_at(text.id, text.path, "E441", message, hint, word=mark)


def _block(line: str, number: int, text: WrittenText) -> tuple[str, str, str] | None:
    """(the sign, what is wrong with it, what to write instead); None for a line that begins with a word."""
    for name, pattern in BLOCKS.items():
        if match := re.match(pattern, line):
            sign = match[0].strip()
            return sign, f"开头的「{sign}」不会变成{name}，会原样印出来", _without(line, match, number)
    if not text.is_markdown or text.is_quoted or not (text.is_entry or number):
        return None
    if match := re.match(NUMBERING, line):
        message = f"开头的「{match[0].strip()}」多余，列表自带编号或圆点" if text.is_entry and not number else LINES
        return match[0].strip(), message, _without(line, match, number)
    return None


LINES = "几行文字会连成一段，不会分行"


def _without(line: str, match: re.Match[str], number: int) -> str:
    rest = line[match.end() :].strip()
    if number:
        return "要列成几条，就在 YAML 里写成列表，一条一项，前面不写编号"
    return f"写成「{rest}」" if 0 < len(rest) <= 40 else "请删除"
