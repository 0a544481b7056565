"""What was meant as a link and is none: readers would see its brackets, or the id that it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from generator.language import inline
from generator.language.did_you_mean import closest
from generator.language.phrasing import in_one_line
from generator.load.rules.texts import WrittenText
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
    for text in context.texts:
        if text.is_quoted:
            continue
        for words, message, hint in _half(text, context):
            yield violation_at(text.id, text.path, "E409", message, hint, word=words)


def _half(text: WrittenText, context: RuleContext) -> Iterator[tuple[str, str, str | Callable[[], str]]]:
    """(the words, what is wrong with them, what to write instead); what was told of is not looked at again."""
    told: list[str] = []
    rest = text.shown if text.is_markdown else re.sub(r"\]\([^()\s]*\)", "]", text.text)
    for pattern, title, target in ((LINK, 1, 3), (TURNED, 2, 1), (WIKI, 2, 1), (BY_NAME, 1, 2)):
        for match in pattern.finditer(rest):
            is_sure = pattern is LINK and match[0][0] == "["
            if text.is_markdown and _is_meant(match[target], context, sure=is_sure):
                words = in_one_line(match[title] or _title(match[target], context))
                yield match[0], _what(pattern, match, words), partial(_whole, words, match[target], context)
                told.append(match[0])
        rest = _without(rest, told)
    if text.is_markdown and (opened := OPEN.search(rest)):
        yield opened[0], "链接没有写完整，会原样印出来", partial(_closed, opened[1], opened[2], context)
        rest = _without(rest, [opened[0]])
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


def _whole(words: str, written: str, context: RuleContext) -> str:
    return f"写成「[{words}]({_target(written, context)})」"


def _closed(words: str, written: str, context: RuleContext) -> str:
    target = _target(written, context)
    whole = f"[{in_one_line(words)}]({target})" if words and target else "[文字](编号)"
    return f"写成「{whole}」，括号都用半角，里面没有空格"


def _without(text: str, told: list[str]) -> str:
    """A text with a mark in the place of what was told of."""
    words = sorted(set(told), key=len, reverse=True)
    return re.sub("|".join(map(re.escape, words)), inline.MARK, text) if words else text


def _is_meant(written: str, context: RuleContext, sure: bool) -> bool:
    """Whether a link was meant: it leads somewhere, or what should be its target looks like an id and is `sure` to be
    one, or has parts.
    """
    return bool(_known(written, context) or (ONLY_ID.fullmatch(written) and (sure or "-" in written)))


def _known(written: str, context: RuleContext) -> str:
    """Where a link leads that is written so, or by the title of an item; empty if nowhere."""
    item = written.partition("#")[0]
    if item in context.handbook.items or item == PAGE or inline.is_external(written):
        return written
    return context.titles.get(written.strip("《》"), "")


def _target(written: str, context: RuleContext) -> str:
    """Where a link was meant to lead; the nearest id, where it leads nowhere."""
    if known := _known(written, context):
        return known
    if not ONLY_ID.fullmatch(written):
        return ""
    return closest(written.partition("#")[0], context.handbook.items) or written


def _title(target: str, context: RuleContext) -> str:
    item = context.handbook.items.get(target.partition("#")[0])
    return item.title if item else target
