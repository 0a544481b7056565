"""What was meant as a link and is none: readers would see its brackets, or the id that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.language import inline
from generator.language.did_you_mean import closest
from generator.load.rules.texts import WrittenText, texts
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import PAGE

LINK = re.compile(r"[\[［【]([^\[\]［］【】]+)[\]］】](\s*)[(（]\s*([^（）()]+?)\s*[)）]")
TURNED = re.compile(r"[(（]([^（）()\s]+)[)）]\s*[\[［【]([^\[\]［］【】]+)[\]］】]")
BY_NAME = re.compile(r"[\[［【]([^\[\]［］【】]+)[\]］】]\s*[:：]?\s*[\[［【]([^\[\]［］【】]+)[\]］】]")
WIKI = re.compile(r"[\[［【]{2}([^\[\]［］【】|]+)(?:\|([^\[\]［］【】]+))?[\]］】]{2}")
OPEN = re.compile(r"[\[［]([^\[\]［］]*)[\]］]\s*[(（]\s*([^（）()\s，。；]*)")
ADDRESS = re.compile(r"(?<![\w./@#{-])([a-z][a-z0-9]*(?:-[a-z0-9]+)+)(?:#[a-z][a-z0-9-]*)?(?![\w./@}-])", re.ASCII)
"""An id of several words, which nobody writes in a Chinese sentence for its own sake."""
ONLY_ID = re.compile(r"[a-z][a-z0-9#-]*")


def links_are_written_whole(context: RuleContext) -> Iterator[Violation]:
    """Nothing that looks like a link has brackets that make it none, and no id of an item stands in a text."""
    for text in texts(context):
        if text.is_quoted:
            continue
        for words, message, hint in _half(text, context):
            yield violation_at(text.id, text.path, "E409", message, hint, word=words)


def _half(text: WrittenText, context: RuleContext) -> Iterator[tuple[str, str, str]]:
    """(the words, what is wrong with them, what to write instead); what was told of is not looked at again."""
    rest = text.shown if text.is_markdown else re.sub(r"\]\([^()\s]*\)", "]", text.text)
    for pattern, title, target in ((LINK, 1, 3), (TURNED, 2, 1), (WIKI, 2, 1), (BY_NAME, 1, 2)):
        for match in pattern.finditer(rest):
            meant = _target(match[target], context, sure=pattern is LINK and match[0][0] == "[")
            if meant and text.is_markdown:
                words = match[title] or _title(meant, context)
                yield match[0], _what(pattern, match, words), f"写成「[{words}]({meant})」"
                rest = rest.replace(match[0], inline.MARK * len(match[0]))
    if text.is_markdown and (opened := OPEN.search(rest)):
        meant = _target(opened[2], context, sure=True)
        whole = f"[{opened[1]}]({meant})" if opened[1] and meant else "[文字](编号)"
        yield opened[0], "链接没有写完整，会原样印出来", f"写成「{whole}」，括号都用半角，里面没有空格"
        rest = rest.replace(opened[0], inline.MARK)
    for match in ADDRESS.finditer(rest):
        meant = match[0] if match[1] in context.handbook.items else ""
        if meant:
            called = _title(meant, context)
            hint = f"写成「[{called}]({meant})」" if text.is_markdown else f"写成「{called}」"
            yield match[0], f"编号「{match[0]}」会原样印出来", hint


def _what(pattern: re.Pattern[str], match: re.Match[str], words: str) -> str:
    if pattern is LINK and not re.search("[［］【】（）]", match[0]):
        return f"链接「{words}」的两对括号之间不能有空格" if match[2] else f"链接「{words}」的圆括号里有空格"
    return f"链接「{words}」的括号是全角的" if pattern is LINK else f"链接「{words}」的写法不对，会原样印出来"


def _target(written: str, context: RuleContext, sure: bool) -> str:
    """Where a link was meant to lead; empty if it may be no link. `sure` of it, the nearest id is taken."""
    items = context.handbook.items
    item = written.partition("#")[0]
    if item in items or item == PAGE or inline.is_external(written):
        return written
    if titled := next((id for id, about in items.items() if written.strip("《》") == about.title), ""):
        return titled
    if not ONLY_ID.fullmatch(written) or not (sure or "-" in written):
        return ""
    return closest(item, items) or (written if sure else "")


def _title(target: str, context: RuleContext) -> str:
    item = context.handbook.items.get(target.partition("#")[0])
    return item.title if item else target
