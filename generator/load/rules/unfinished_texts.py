"""Words that stand where a text is still to be written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.load.rules.texts import WrittenText
from generator.load.rules.violation import RuleContext, Violation, violation_at

LATER = (
    "待补充|待补|待定|待填|待填写|待完善|待确认|待续|待写|待编写|待更新|待明确|未完|未完待续|未填|未定|暂缺|暂略|略|从略|"
    "同上|同前|如上|见上|省略|占位|占位符|请填写|请补充|请输入|此处填写|在此填写|在这里填写|填写内容|示例文字|示例内容|内容待补|"
    "起算的事|要做的事|lorem ipsum.*|tbd|tba|tbc|todo|fixme|to do|x{2,}|n/?a|xx+"
)
WHOLE = re.compile(rf"(?:{LATER})(?:中|内容)?", re.IGNORECASE | re.DOTALL)
INSIDE = re.compile(
    r"(?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])|(?<![A-Za-z0-9-])(?:x{3,}|X{3,})(?![A-Za-z0-9-])|_{3,}|lorem ipsum"
    r"|(?<=[:：])\s*(?:待补充?|待定|待填写?|待完善|待确认|待更新)(?=。?$)|[?？]{3,}"
    r"|[（(【\[〔]\s*(?:待补充?|待定|待填写?|待完善|待确认|待更新|请填写|请补充|此处填写|[xX]{2,}|…+)\s*[)）】\]〕]"
)
RULE = re.compile(r"([-*_=])\1{2,}")
"""A line across the page, which is told of as such."""
AROUND = " \t\n。．.,，；;：:！!？?、…—-（）()【】[]「」《》〈〉<>“”\"'*"
"""What may stand around such a word."""
SHOWN_ELSEWHERE = ("words", "title", "options")
"""Fields in which XXX may stand for a name: what is said to a customer, what is to be ticked."""


def texts_are_written(context: RuleContext) -> Iterator[Violation]:
    """No text waits to be written."""
    for text in context.texts:
        if word := _placeholder(text):
            message, hint = f"「{word}」是占位的文字，还没有写内容", "请写上内容；用不着这一项就删掉"
            yield violation_at(text.id, text.path, "E442", message, hint, word=word)


def _placeholder(text: WrittenText) -> str:
    """The words that stand for a text; empty if the text is one."""
    plain = unicodedata.normalize("NFKC", text.text)
    core = plain.strip(AROUND)
    if WHOLE.fullmatch(core) or (not core and text.is_markdown and not RULE.fullmatch(plain.strip())):
        return text.text.strip()[:40]
    if text.is_quoted or text.path[-1] in SHOWN_ELSEWHERE:
        return ""
    match = INSIDE.search(text.text)
    return match[0].strip() if match else ""
