"""What an author probably meant, written right: for texts that are none of their field's values, and for values of
another type.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from generator.load.hints import time_words

YES = ("是", "有", "对", "yes", "y", "on", "true", "1", "√", "✓", "✔", "必填", "需要", "要")
NO = ("否", "无", "不", "no", "n", "off", "false", "0", "×", "✗", "✘", "选填", "非必填", "不需要", "不要")
SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
        "文本": "text",
        "单行文本": "text",
        "string": "text",
        "input": "text",
        "textarea": "longtext",
        "多行文本": "longtext",
        "段落": "longtext",
        "电话": "phone",
        "手机": "phone",
        "tel": "phone",
        "编号": "code",
        "工号": "code",
        "datetime": "date",
        "integer": "number",
        "int": "number",
        "数值": "number",
        "整数": "number",
        "select": "choice",
        "radio": "choice",
        "dropdown": "choice",
        "下拉": "choice",
        "下拉框": "choice",
        "单选框": "choice",
        "checkbox": "check",
        "复选框": "check",
        "multiselect": "choices",
        "boolean": "yesno",
        "是否": "yesno",
        "是非": "yesno",
        "签字": "signature",
        "评分": "score",
        "合计": "total",
        "sum": "total",
        "不得": "禁止",
        "严禁": "禁止",
        "不准": "禁止",
        "不许": "禁止",
        "不能": "禁止",
        "不可": "禁止",
        "必需": "必须",
        "须": "必须",
        "务必": "必须",
        "应该": "应当",
        "应": "应当",
        "宜": "应当",
        "建议": "应当",
        "天": "工作日",
        "每天": "工作日",
        "日": "工作日",
        "星期": "周",
        "月度": "月",
        "阅读": "读",
        "学习": "读",
        "操作": "做",
        "练习": "练",
        "考试": "考",
        "考核": "考",
        "百分比": "占比",
        "比例": "占比",
        "求和": "合计",
        "平均值": "平均",
        "次数": "计数",
        "数量": "计数",
        "警告": "提醒",
        "daily": "日",
        "weekly": "周",
        "monthly": "月",
        "quarterly": "季度",
        "yearly": "年",
    }
)
"""What people write -> the one of the allowed values that means it. Counts only where that value is allowed."""
NOTHING = ("无", "没有", "暂无", "不适用", "/", "-", "—", "N/A", "n/a", "无需", "不需要", "空")
"""What people write where there is nothing to write."""
AROUND = "[]【】()（）「」《》{}“”\"' "
"""What may stand around an id that was meant to stand alone."""


def better(text: str, accepts: Callable[[str], Any], value: str = "") -> str | None:
    """The text as it was probably meant, if that is right.

    `value` is the name of the value type, if the field has one.
    """
    suggestion = time_words.SUGGESTIONS[value](text) if value in time_words.SUGGESTIONS else None
    for words in (suggestion, *_spellings(text), time_words.day_of_period(text)):
        try:
            if words:
                accepts(words)
                return words
        except (ValueError, TypeError):
            continue
    return None


def _spellings(text: str) -> Iterator[str]:
    """Other ways to write a text."""
    plain = unicodedata.normalize("NFKC", text).strip(time_words.QUOTES)
    yield from (
        plain,
        plain.upper(),
        f"{plain}/",
        plain.rstrip("/"),
        plain.strip(".。、,"),
        re.sub(r"[\s_.]+", "-", plain).upper(),
    )
    yield re.sub("[0-9]+", lambda number: number[0].zfill(2), plain)
    yield re.sub("^([A-Za-z]{3})[ ._]?(?=[0-9])", lambda match: f"{match[1].upper()}-", plain)
    yield re.sub("^[A-Za-z]{3}(?=-)", lambda match: match[0].upper(), plain)
    if plain.isascii():
        yield "-".join(re.findall("[a-z0-9]+", plain.lower()))
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", plain, re.ASCII):
        yield from (f"https://{plain}", f"https://{plain}/")
    if re.fullmatch("[0-9]+(?:[至到~–—-][0-9]+)? ?(?:分钟?)?", plain):
        yield "-".join(re.findall("[0-9]+", plain))
    if minutes := re.fullmatch("([0-9]+) (分钟|小时)", time_words.duration(text) or ""):
        yield str(int(minutes[1]) * (60 if minutes[2] == "小时" else 1))


def number(value: Any, rules: Mapping[str, Any], help: str = "") -> str:
    """What to write instead of a value that is no number, or no whole one.

    `help` is what the model says of the field.
    """
    if isinstance(value, float):
        low, high = rules.get("min", value), rules.get("max", value)
        percent = 0 < value < 1 and "百分" in help
        return f"只写整数，例如 {max(low, min(high, round(value * 100 if percent else value))):.0f}" + (
            "（百分数，不写成小数）" if percent else ""
        )
    plain = time_words.arabic(_tens(unicodedata.normalize("NFKC", value))) if isinstance(value, str) else ""
    numbers, unit = re.findall(r"[0-9][0-9,_ ]*(?:\.[0-9]+)?", plain), re.search(r"[^0-9\s]+$", plain)
    return (
        "只写一个阿拉伯数字"
        if len(numbers) != 1
        else f"只写数字：{re.sub('[,_ ]', '', numbers[0])}" + (f"（单位「{unit[0]}」不用写）" if unit else "")
    )


def _tens(text: str) -> str:
    """百分之九十五 -> 九十五%, so that one number is left."""
    return re.sub("百分之(.+)", r"\1%", text)


def truth(value: Any) -> str:
    """What to write instead of a value that is neither true nor false."""
    word = str(value).strip(time_words.QUOTES).lower()
    return "写 true（是）" if word in YES else "写 false（否）" if word in NO else "写 true（是）或 false（否）"


def entries(raw: str, ids: bool) -> list[str]:
    """The entries of a list that was written as one text. Ids may stand in brackets, and be joined by any sign."""
    raw = re.sub("[［］【】]", lambda mark: {"［": "[", "］": "]"}.get(mark[0], mark[0]), raw)
    slashes = ids or ("/" in raw and "://" not in raw and len(raw) < 40)
    marks = "[,，、;；\n+＋/／]" if slashes else "[,，、;；\n]"
    parts = [part.strip() for part in re.split(marks, raw.strip(AROUND) if ids else raw) if part.strip()]
    return [part.strip(AROUND) for part in parts] if ids else parts


def group(raw: str, names: tuple[str, ...], required: list[str], others: str) -> str:
    """What to write instead of a text, where a group of fields belongs. `others` says which fields there are."""
    if "after_text" in names and (suggestion := time_words.due(raw)):
        return (
            f"写成「{suggestion}」"
            + ("，把「起算的事」换成从哪件事算起，例如「与客户沟通」" * ("起算的事" in suggestion))
            + "，把「要做的事」换成提前于哪件事" * ("要做的事" in suggestion)
        )
    numbers = re.findall(r"[0-9]+(?:\.[0-9]+)?", unicodedata.normalize("NFKC", raw))
    if "at_least" in names and "yellow" in names and len(numbers) == 1:
        most = re.search("[≤<＜]|不高于|不超过|以内|以下", raw)
        return (
            f"写成「{{at_most: {numbers[0]}}}」"
            if most
            else f"越大越好写成「{{at_least: {numbers[0]}}}」，越小越好写成「{{at_most: {numbers[0]}}}」"
        )
    if len(required) == 1 and raw and len(raw) <= 40:
        return f"写成「{required[0]}: {raw}」"
    if required and len(required) <= 4:
        return f"写成「{{{', '.join(f'{name}: …' for name in required)}}}」，把「…」换成内容"
    return "换行缩进后写「字段: 值」" + others
