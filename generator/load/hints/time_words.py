"""What people say of time limits, and how the model has it written: 三个工作日内 -> 3 个工作日, 每周五下班前 -> {every:
周, on: 周五, by: 下班}.

Every function takes the words of an author and gives what to write instead, or None for what cannot be told.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from generator.forms.spellings import date_in, time_in
from generator.forms.spellings import folded as folded_spelling
from generator.language.did_you_mean import simplified
from generator.model import Clock, Due, Duration, convert
from generator.schedule.cadences import CADENCES
from generator.schedule.day_words import DAY_WORDS

QUOTES = "“”„‘’＂\"' "
"""Marks that Word puts around a text, which YAML takes for a part of it."""
DIGITS = "零一二三四五六七八九"
WHOLE = MappingProxyType(
    {
        "半小时": "30 分钟",
        "半个小时": "30 分钟",
        "半个钟头": "30 分钟",
        "一刻钟": "15 分钟",
        "半年": "6 个月",
        "半个月": "15 天",
        "一个半小时": "90 分钟",
    }
)
UNITS = MappingProxyType(
    {
        "分钟": "分钟",
        "分": "分钟",
        "min": "分钟",
        "小时": "小时",
        "钟头": "小时",
        "h": "小时",
        "hour": "小时",
        "hours": "小时",
        "天": "天",
        "日": "天",
        "自然日": "天",
        "日历日": "天",
        "day": "天",
        "days": "天",
        "工作日": "个工作日",
        "工作天": "个工作日",
        "周": "周",
        "星期": "周",
        "礼拜": "周",
        "月": "个月",
        "季度": "个月",
        "年": "年",
    }
)
"""What people call a unit -> what it is called here; 季度 are counted as three months."""
LENGTH = re.compile(
    r"(?:不超过|不晚于|不迟于|最多|最迟|最晚|至多|至少|提前|约|大约|每)?(\d+(?:\.\d+)?)个?"
    rf"({'|'.join(sorted(UNITS, key=len, reverse=True))})"
    "(?:之内|以内|之前|以前|内|前|整)?"
)
TODAY = "当天|当日|次日|第二天|隔天|即日|随时|立即|立刻|马上|现场|当场"
UNTIL = re.compile(
    r"(.*?)(下班|(?:凌晨|早上|上午|中午|下午|傍晚|晚上|早|晚)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*"
    r"(?::\d{2}|[点时](?:半|整|[一二三四五\d十]{1,3}分?)?))(?:之?前)?"
)
MONTHLY = MappingProxyType(
    {
        "底": "最后一个工作日",
        "末": "最后一个工作日",
        "初": "首个工作日",
        "最后一天": "最后一个工作日",
        "第一天": "首个工作日",
        "最后1个工作日": "最后一个工作日",
        "首个工作日": "首个工作日",
        "第1个工作日": "首个工作日",
    }
)
PERIODS = MappingProxyType({words: name for name, cadence in CADENCES.items() for words in cadence.spoken})
"""What people say of how often a thing comes round -> what `every` takes."""


def folded(text: str) -> str:
    """The words in one spelling: plain width, simplified characters, no quotation marks of Word around them."""
    return folded_spelling(simplified(text)).strip(QUOTES)


def arabic(text: str) -> str:
    """The words with Chinese numerals below a hundred as digits: 十五分钟 -> 15分钟, 两天 -> 2天.

    Weekdays keep theirs.
    """

    def number(match: re.Match[str]) -> str:
        whole = re.fullmatch(f"([{DIGITS}]?)(十?)([{DIGITS}]?)", match[0])
        tens, ten, ones = whole.groups() if whole else ("", "", "")
        return str(
            (DIGITS.index(tens or "一") * 10 if ten else 0)
            + (DIGITS.index(ones) if ones else 0 if ten else DIGITS.index(tens))
        )

    return re.sub(
        f"(?<!周)(?<!星期)(?<!礼拜)(?<![{DIGITS}十])(?:[{DIGITS}]?十[{DIGITS}]?|[{DIGITS}])(?![{DIGITS}十百千])",
        number,
        re.sub("两(?=个|天|周|年|小时|次|日)", "二", text),
    )


def duration(text: str) -> str | None:
    """三个工作日内, 24h, 2个小时, 一周, 1.5小时, 半年 -> a Duration."""
    plain = re.sub(r"\s", "", folded(text))
    length = re.sub("(?:之内|以内|内)$|^每", "", plain)
    if length in WHOLE:
        return WHOLE[length]
    if reach := re.fullmatch(r"(\d+)(?:[-~至到])(\d+)(\D+)", arabic(length)):
        return duration(reach[2] + reach[3])  # the longest is the limit
    if not (match := LENGTH.fullmatch(arabic(plain))):
        return None
    amount, unit = float(match[1]) * (3 if match[2] == "季度" else 1), UNITS[match[2]]
    if amount % 1 and unit in ("小时", "天"):
        amount, unit = amount * (60 if unit == "小时" else 24), "分钟" if unit == "小时" else "小时"
    return _sound(f"{amount:g} {unit}", Duration.parse)


def deadline(text: str) -> str | None:
    """下午5点, 18点前, 下班之前, 当天下班 -> a Deadline."""
    plain = re.sub(f"(?:之前|以前|前)$|^(?:{TODAY}|最迟|不晚于)", "", folded(text)).strip()
    if plain in ("下班", "下班时", "下班时间", "收工"):
        return "下班"
    return time_in(f"{plain}:00" if re.fullmatch(r"\d{1,2}", plain) else plain) or (
        "23:59" if plain in ("24:00", "24点", "零点", "0点") else None
    )


def clock(text: str) -> str | None:
    """9点, 上午9：00 -> a Clock."""
    return _sound(time_in(text) or "", Clock.parse)


def day(text: str) -> str | None:
    """2026.3.8, 20260308, 二〇二六年三月八日, 8/3/2026 if it can be only one day, 2026年3月底 -> a Day."""
    plain = re.sub(r"[日号]?\s*\d{1,2}:\d{2}(?::\d{2})?$", "", folded(text)).strip()
    if iso_day := date_in(text) or date_in(plain):
        return iso_day
    if match := re.fullmatch(r"(\d{4})[-/.年]\s*(\d{1,2})月?(?:底|末|份?月底|最后一天)", plain):
        year, month = int(match[1]), int(match[2])
        return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}" if 1 <= month <= 12 else None
    if match := re.fullmatch(r"(\d{4})年?(?:年底|底|末)", plain):
        return f"{match[1]}-12-31"
    if match := re.fullmatch(r"(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", plain):
        return date_in(f"20{match[1]}-{match[2]}-{match[3]}")
    if (match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", plain)) and (int(match[1]) > 12) != (
        int(match[2]) > 12
    ):
        smaller, larger = sorted(match.groups()[:2], key=int)
        return date_in(f"{match[3]}-{smaller}-{larger}")
    return None


def days(text: str) -> list[str]:
    """Every day from one to another: 2026-02-14 至 2026-02-16 -> three days.

    Empty for anything else, and for more than a month.
    """
    parts = re.split(r"\s*(?:至|到|~|—|–)\s*", folded(text).replace("--", "至"))
    ends = [date.fromisoformat(end) for part in parts if (end := date_in(part))]
    if len(parts) != 2 or len(ends) != 2:
        return []
    first, last = ends
    return (
        [(first + timedelta(more)).isoformat() for more in range((last - first).days + 1)]
        if (last - first).days <= 31
        else []
    )


def day_of_period(text: str) -> str | None:
    """每周五, 星期天, 周五下班前, 5号, 每月25日, 月底 -> what `on` takes."""
    plain = re.sub(r"\s", "", folded(text))
    plain = UNTIL.sub(r"\1", plain) if (until := UNTIL.fullmatch(plain)) and until[1] else plain
    plain = re.sub("^每?个?(?:星期|礼拜|周)[天日]$", "周日", plain)
    if match := re.fullmatch("每?个?(?:星期|礼拜|周)([一二三四五六日])", plain):
        return f"周{match[1]}"
    plain = arabic(re.sub("^(?:每?个?月(?:的|份)?|每?个?季度?的?|每年的?)", "", plain))
    if plain in MONTHLY:
        return MONTHLY[plain]
    if match := re.fullmatch("([1-9]|[12][0-9]|3[01])[日号]?", plain):
        return f"{match[1]} 日"
    return f"{match[1]} 月" if (match := re.fullmatch("([1-9]|1[0-2])月份?", plain)) else None


def due(text: str) -> str | None:
    """A whole time limit said in one breath -> the fields of a Due in braces.

    A sentence that leaves open from when a limit counts gets 「起算的事」 there, which the author has to replace.
    """
    parts = due_parts(text)
    fields = [f'{name}: "{value}"' if ":" in value else f"{name}: {value}" for name, value in parts.items()]
    return f"{{{', '.join(fields)}}}" if fields else None


def due_parts(text: str) -> dict[str, str]:
    """The same as fields and what stands in them; empty for what cannot be told."""
    plain = re.sub(r"\s", "", folded(text)).removeprefix("于").removesuffix("完成").removesuffix("提交")
    parts = _periodic(plain) or _after(plain) or _ahead(plain) or _moment(plain)
    return parts if parts and _sound(plain, lambda _: convert(Due, parts)) else {}


def _periodic(plain: str) -> dict[str, str]:
    period = next((name for name in sorted(PERIODS, key=len, reverse=True) if plain.startswith(name)), None)
    if period is None:
        return {}
    rest, parts = plain.removeprefix(period), {"every": PERIODS[period]}
    if (match := UNTIL.fullmatch(rest)) and (by := deadline(match[2])):
        parts["by"], rest = by, match[1]
    elif CADENCES[parts["every"]].months:
        rest = re.sub("(?:之前|以前|前)$", "", rest)
    if rest:
        if not (
            on := day_of_period(
                f"周{rest.removeprefix('周')}"
                if CADENCES[parts["every"]].weeks
                else f"月{rest}"
                if parts["every"] == "月"
                else rest
            )
        ):
            return {}
        parts = {"every": parts["every"], "on": on, **parts}
    return parts


def _after(plain: str) -> dict[str, str]:
    match = re.fullmatch("(?:在)?(.*?)(?:之后|以后|后)?((?:不超过|最迟|最晚)?[^后前]*?)(?:之内|以内|内)", plain)
    length = duration(match[2] + "内") if match else None
    if length is None and (bare := duration(plain)) and "前" not in plain:
        return {"within": bare, "after_text": OPEN_START}
    return {"within": length, "after_text": match[1] or OPEN_START} if match and length else {}


def _ahead(plain: str) -> dict[str, str]:
    for pattern in (
        "(?:在)?(.*?)(?:之前|以前|前)?(?:至少)?提前(.+)",
        "(?:在)?(.*?)前(.+)",
        "(?:在)?(.*?)(?<=[^\\d])?()([\\d一二三四五六七八九十两半]+个?[^\\d前]+)前",
    ):
        if (match := re.fullmatch(pattern, plain)) and (length := duration(match[match.lastindex or 0])):
            return {"ahead": length, "before_text": match[1] or OPEN_END}
    return {}


def _moment(plain: str) -> dict[str, str]:
    match = UNTIL.fullmatch(plain)
    if match and match[1] and (by := deadline(match[2])):
        weekday = day_of_period(match[1])
        return (
            {"every": "周", "on": weekday, "by": by}
            if weekday and weekday.startswith("周")
            else {**_event(match[1]), "by": by}
        )
    if match and (by := deadline(match[2])):
        return {"every": "工作日", "by": by}
    return (
        _event(plain)
        if re.search(f"(?:{TODAY}|时|之?前|之?后|结束|完成|[年月季]底|[年月季]末)$", plain)
        and not re.search("[{}:]", plain)
        else {}
    )


def _event(words: str) -> dict[str, str]:
    """拜访当日, 审批的次日, 见到客户后 -> `moment`, and `day` where the words name one; the next day is a workday."""
    for name, about in DAY_WORDS.items():
        if about.unclear and (match := re.fullmatch(f"(.*?)(?:的|之)?(?:{about.unclear})", words)):
            return {"moment": match[1] or OPEN_START, "day": name}
    return {"moment": words}


def _sound(text: str, accepts: Callable[[str], object]) -> str | None:
    """The text, if it is right."""
    try:
        accepts(text)
    except (ValueError, TypeError, KeyError):
        return None
    return text


OPEN_START, OPEN_END = "起算的事", "要做的事"
"""What stands where a sentence does not say from when, or before what, a limit counts."""


SUGGESTIONS: Mapping[str, Callable[[str], str | None]] = MappingProxyType(
    {"Duration": duration, "Deadline": deadline, "Clock": clock, "Day": day}
)
"""Value type -> how it is written, from how people write it."""
