"""What the spellings mean that people use for days, times, amounts and options; None for what cannot be told for
sure.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from types import MappingProxyType

from generator.model.code_pattern import CodePattern

DIGITS = "〇一二三四五六七八九"
HOURS = MappingProxyType(
    {
        "凌晨": range(7),
        "早上": range(4, 12),
        "上午": range(5, 13),
        "中午": range(10, 15),
        "下午": range(12, 20),
        "傍晚": range(16, 21),
        "晚上": range(17, 24),
        "晚": range(17, 24),
        "早": range(4, 12),
        "am": range(12),
        "pm": range(12, 24),
    }
)
"""The hours of the day that each of its parts may mean."""
MINUTES = MappingProxyType({"半": 30, "一刻": 15, "三刻": 45, "整": 0, "": 0})
MULTIPLES = MappingProxyType(
    {
        "": 1,
        "百": 100,
        "千": 1000,
        "万": 10_000,
        "十万": 100_000,
        "百万": 1_000_000,
        "千万": 10_000_000,
        "亿": 100_000_000,
    }
)
SMALL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
SEPARATORS = "[、，,;；\n]"
"""What stands between one option and the next."""
WEEKDAY = r"(?:\s*\(?(?:周|星期|礼拜)([一二三四五六日天])\)?)?"
MIDNIGHT = r"(?:[t\s]\s*0?0:00(?::00)?)?"
"""What spreadsheets put after a day."""


def folded(text: str) -> str:
    """The text with what only looks different alike: full-width characters, capitals, dashes."""
    return re.sub("[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", text)).strip().lower()


def date_in(text: str) -> str | None:
    """2026年3月8日, 2026/3/8, 2026.03.08, 20260308, 二〇二六年三月八日, 2026-03-08（周日） -> 2026-03-08. A year must
    be there.
    """
    plain = re.sub("[零○oO]", "〇", folded(text)) if "年" in text else folded(text)
    if chinese := re.fullmatch(
        f"([{DIGITS}]{{4}})年([一二三四五六七八九十]{{1,2}})月([一二三四五六七八九十]{{1,3}})[日号]{WEEKDAY}", plain
    ):
        year = int("".join(str(DIGITS.index(digit)) for digit in chinese[1]))
        parts, weekday = [year, _small(chinese[2]) or 0, _small(chinese[3]) or 0], chinese[4]
    elif match := (
        re.fullmatch(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?{WEEKDAY}{MIDNIGHT}", plain)
        or re.fullmatch(r"(\d{4})(\d{2})(\d{2})()", plain)
    ):
        parts, weekday = [int(part) for part in match.groups()[:3]], match[4]
    else:
        return None
    try:
        day = datetime.date(*parts)
    except ValueError:
        return None
    return None if weekday and min("一二三四五六日天".index(weekday), 6) != day.weekday() else day.isoformat()


def time_in(text: str) -> str | None:
    """9:5, 9：05, 9点05分, 9时, 上午九点, 下午2点半, 两点一刻, 2:30 PM, 09:05:00, 0905 -> 09:05 and so on."""
    plain = re.sub(r"[零〇\s]", "", folded(text)).replace("两点", "二点")
    hour: int | None
    minute: int | None
    if match := re.fullmatch(r"(\d{2})(\d{2})", plain):
        part, hour, minute = "", int(match[1]), int(match[2])
    elif match := re.fullmatch(
        rf"(\D{{0,2}}?)({SMALL})(?::(\d{{1,2}})(?::00)?|[点时](半|[一三]刻|整)?|[点时]({SMALL})分?)(am|pm)?", plain
    ):
        part, hour = match[1] or match[6] or "", _small(match[2])
        minute = MINUTES[match[4] or ""] if match[3] is None and match[5] is None else _small(match[3] or match[5])
        if match[1] and match[6]:
            return None
    else:
        return None
    if part:
        if hour == 12 and part in ("凌晨", "am"):
            hour = 0
        hours = HOURS.get(part, range(0))
        hour = next((possible for possible in (hour, (hour or 0) + 12) if possible in hours), None)
    return f"{hour:02}:{minute:02}" if hour is not None and minute is not None and hour < 24 and minute < 60 else None


def code_in(text: str, pattern: CodePattern) -> str | None:
    """ｓ０１２３, S 0123 -> S0123, where that is how the company writes it."""
    bare = "".join(folded(text).split())
    return next((spelling for spelling in (text, bare, bare.upper()) if pattern.fits(spelling)), None)


def number_in(text: str, unit: str = "") -> int | float | None:
    """1,200, １２００, ¥1200, 1200 元, 人民币 1200 元整, 0.12 万 -> 1200. In a field of 万元, 1.2 万元, 1.2 and 12000
    元 are 1.2.
    """
    match = re.fullmatch(
        r"(¥|人民币|rmb|cny)?\s*([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?)(.*)", folded(text), re.DOTALL
    )
    if not match or len(match[2]) > 20:
        return None
    value, rest, unit = float(match[2].replace(",", "")), match[3].strip(), folded(unit)
    amount = unit in ("元", "万元")
    if amount:
        rest = re.sub("(?:圆|块钱?)$", "元", rest.removesuffix("整"))
    if match[1] and (not amount or (unit == "万元" and not rest)):
        return None  # ¥12 in a field of 万元: whether the sign or the printed unit is meant, nobody can tell
    if rest not in ("", unit):
        multiple_and_unit = re.fullmatch("([十百千]?[百千万亿])?(.*)", rest, re.DOTALL)
        multiple, own = multiple_and_unit.groups(default="") if multiple_and_unit else ("", rest)
        if multiple not in MULTIPLES or own not in ("", "元" if amount else unit):
            return None
        value *= MULTIPLES[multiple] / (10_000 if unit == "万元" else 1)
    value = round(value, 6)
    return int(value) if value == int(value) else value


def options_in(text: str, options: Sequence[str]) -> list[str]:
    """设备、配件 -> the options meant, one after another. An option may itself hold what stands between two; what is
    no option stays as written.
    """
    by_spelling = {folded(option): option for option in options}
    longest = 1 + max(
        (len(re.findall(SEPARATORS, option)) for option in by_spelling), default=0
    )  # in pieces: no option has more of them
    pieces = re.split(f"({SEPARATORS})", text)  # with the separators between them
    result, position = [], 0
    while position < len(pieces):
        candidates = (("".join(pieces[position : position + 2 * count - 1]), count) for count in range(longest, 0, -1))
        part, count = next(
            (part.strip(), count) for part, count in candidates if count == 1 or folded(part) in by_spelling
        )
        if part:
            result.append(by_spelling.get(folded(part), part))
        position += 2 * count
    return result


def _small(text: str) -> int | None:
    """7, 十, 十五, 二十, 五十九 -> a number below 100."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return None
    return (DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (DIGITS.index(ones) if ones else 0)
