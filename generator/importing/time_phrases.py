"""Time limits in sentences: ……后 24 小时内, 每周五 17:00 前, 提前 3 个工作日, 当日下班前."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.importing.draft import Certainty
from generator.importing.numerals import number_of
from generator.importing.passages import bare
from generator.load.hints.time_words import OPEN_END, OPEN_START, deadline, due_parts, duration

AMOUNT = "(?:[0-9０-９]+(?:\\.[0-9]+)?|[一二两三四五六七八九十]{1,3}|半)"
UNIT = "(?:个?(?:工作日|工作天|自然日|小时|钟头|月|季度|星期|礼拜)|分钟|天|日|周|年|h)"
LENGTH = rf"{AMOUNT}\s*{UNIT}"
EVENT = r"[^，。；、,;：:（）()【】\[\]\n]{1,24}?"
CLOCK = (
    r"(?:上午|下午|中午|早上|晚上)?\s*"
    r"(?:[0-9]{1,2}\s*[:：]\s*[0-9]{2}|[0-9一二三四五六七八九十]{1,3}\s*[点时](?:半|整|[0-9]{1,2}分?)?|下班)"
)
AFTER = re.compile(
    rf"(?:自|在|于|从)?(?P<event>{EVENT})(?:之日起|之时起|起|之后|以后|后)的?[，,]?\s*(?:的|须|应|应当|必须|需)?\s*(?:在|于)?"
    rf"(?P<length>{LENGTH})\s*(?:之内|以内|内)"
)
AFTER_FAR = re.compile(
    rf"(?:^|[，,；;。])\s*(?:自|在|于|从|当)?(?P<event>{EVENT})(?:之后|以后|后|时)[，,](?P<between>[^，。；,;]{{1,16}}?)"
    rf"(?:在|于)?\s*(?P<length>{LENGTH})\s*(?:之内|以内|内)"
)
WITHIN = re.compile(rf"(?:不超过|不晚于|最迟|最长|限)?\s*(?P<length>{LENGTH})\s*(?:之内|以内|内)")
PERIODIC = re.compile(
    r"每(?:个)?(?:工作日|周[一二三四五六日天]?|星期[一二三四五六日天]?|双周|两周|半年|季度末?|季|年度?|月度?|天|日)(?:的|度)?"
    r"(?:[一二三四五六日天](?![\u4e00-\u9fff])|(?:\s*第?[0-9]{1,2}\s*(?:日|号|个工作日))|(?:月?[底末初])|首个工作日|"
    rf"最后一个工作日|最后一天)?\s*(?:{CLOCK})?\s*(?:之前|以前|前)?"
)
AHEAD = re.compile(rf"(?:(?P<event>{EVENT})(?:之前|以前|前)?)?(?:至少|应|须|需|应当)?提前\s*(?P<length>{LENGTH})")
BEFORE = re.compile(rf"(?P<event>{EVENT})前\s*(?P<length>{LENGTH})(?:内|前)?")
SAME_DAY = re.compile(
    rf"(?:(?P<event>{EVENT})(?:的|之)?)?"
    r"(?P<day>当日|当天|次日|次一?个?工作日|第二个?工作日|下一个?工作日|前一工作日|前一天)"
    rf"\s*(?P<by>{CLOCK})?\s*(?:之前|以前|前|内)?"
)
DAILY = re.compile(rf"(?:每天|每日|每个?工作日)?(?P<by>{CLOCK})\s*(?:之前|以前|前)")
LEADS = re.compile(
    "^(?:应当?|必须|须|需|要|并|且|则|将|可|其|自|在|于|从|当|若|如|凡|对|由|收到的|销售代表|业务员)+(?=.{2,})"
)


TIMES = re.compile("[^，。；、,;]{0,12}?([0-9]{1,2}|[一二两三四五六七八九十])\\s*次")


class TimePhrase(NamedTuple):
    """A time limit that a sentence names."""

    start: int
    end: int
    parts: dict[str, str]
    """The fields of a Due."""
    certainty: Certainty


def time_phrases(sentence: str, names: frozenset[str] = frozenset()) -> list[TimePhrase]:
    """Every time limit of a sentence, in its order; `names` are those of people, who are no part of an event."""
    tried = [*_ahead(sentence, names), *_after(sentence, names), *_after_far(sentence, names), *_periodic(sentence)]
    tried += [*_same_day(sentence, names), *_before(sentence, names), *_within(sentence), *_daily(sentence)]
    found: list[TimePhrase] = []
    for phrase in tried:
        if all(phrase.end <= other.start or phrase.start >= other.end for other in found):
            found.append(phrase)
    return sorted(found, key=lambda phrase: phrase.start)


def limit_of_cell(text: str) -> tuple[dict[str, str], Certainty] | None:
    """The limit in a cell of nothing else; None if it holds none that can be told."""
    plain = re.sub(r"[\s　]+", "", text).strip("。；;")
    plain = re.sub(f"^(?:≤|<=|＜|<|不超过|不多于|小于)({LENGTH})(?:以?内)?$", r"\1内", plain)
    plain = re.sub("(?:完成|提交|办结|回复|反馈|上报|办理|发出|填写|录入)$", "", plain)
    if not plain or re.fullmatch("[-—/无]+", plain):
        return None
    phrases = time_phrases(plain)
    if len(phrases) == 1 and phrases[0].end - phrases[0].start >= len(plain) - 2:
        return phrases[0].parts, phrases[0].certainty
    parts = due_parts(plain)
    if parts and OPEN_START not in parts.values() and OPEN_END not in parts.values():
        return parts, Certainty.SURE if not {"moment"} & parts.keys() or "by" in parts else Certainty.LIKELY
    if phrases:
        return phrases[0].parts, Certainty.LIKELY
    opened = {name: value for name, value in parts.items() if value not in (OPEN_START, OPEN_END)}
    return (opened, Certainty.LIKELY) if opened else None


def _without_blanks(**parts: str) -> dict[str, str]:
    """The fields that say something: of a limit that counts from nobody knows what, the check asks."""
    return {name: value for name, value in parts.items() if value}


def _event(words: str, names: frozenset[str]) -> str:
    """What a limit counts from, without who does it and what is said of it before."""
    event = words.strip(" 　")
    for name in sorted(names, key=len, reverse=True):
        if event.startswith(name):
            event = event.removeprefix(name)
            break
    event = re.sub("^.*(?:应当?|必须|须|需要?|可)(?:于|在|自|从|当)(?=.{2})", "", event)
    event = LEADS.sub("", event)
    event = re.sub("(?:之日|之时|当日)$", "", event)
    event = re.sub("^(?:的|应在|须在)", "", event)
    return re.sub("^(?:[并且则其应当须需要于在自从即及]|必须|一律|最迟)+$", "", event)


def _after(sentence: str, names: frozenset[str]) -> list[TimePhrase]:
    found = []
    for match in AFTER.finditer(sentence):
        event, length = _event(match["event"], names), duration(match["length"])
        if length and event:
            sure = Certainty.SURE if 2 <= len(event) <= 12 else Certainty.LIKELY
            found.append(TimePhrase(*match.span(), {"within": length, "after_text": event}, sure))
    return found


def _after_far(sentence: str, names: frozenset[str]) -> list[TimePhrase]:
    """接到投诉后，客服专员须在 30 分钟内响应."""
    found = []
    for match in AFTER_FAR.finditer(sentence):
        event, length = _event(match["event"], names), duration(match["length"])
        if length and len(event) >= 2:
            parts = {"within": length, "after_text": event}
            found.append(TimePhrase(match.start("length"), match.end(), parts, Certainty.LIKELY))
    return found


def _within(sentence: str) -> list[TimePhrase]:
    return [
        TimePhrase(*match.span(), {"within": length}, Certainty.LIKELY)
        for match in WITHIN.finditer(sentence)
        if (length := duration(match["length"]))
    ]


def _periodic(sentence: str) -> list[TimePhrase]:
    found = []
    for match in PERIODIC.finditer(sentence):
        words = re.sub(r"\s", "", match[0])
        if parts := due_parts(words):
            times = TIMES.match(sentence[match.end() : match.end() + 16])
            if times and not parts.keys() & {"on", "by"} and (number := number_of(times[1])):
                parts["times"] = str(number)
            exact = bool(parts.keys() & {"on", "by"})
            found.append(TimePhrase(*match.span(), parts, Certainty.SURE if exact else Certainty.LIKELY))
    return found


def _ahead(sentence: str, names: frozenset[str]) -> list[TimePhrase]:
    found = []
    for match in AHEAD.finditer(sentence):
        event, length = _event(match["event"] or "", names), duration(match["length"])
        event = re.sub("(?:应当?|须|需|至少|必须)+$", "", event)
        if length:
            sure = Certainty.SURE if len(event) >= 2 and event not in names else Certainty.LIKELY
            event = "" if event in names else event
            start = match.start() if event else match.start("length")
            found.append(TimePhrase(start, match.end(), _without_blanks(ahead=length, before_text=event), sure))
    return found


def _before(sentence: str, names: frozenset[str]) -> list[TimePhrase]:
    found = []
    for match in BEFORE.finditer(sentence):
        event, length = _event(match["event"], names), duration(match["length"])
        if length and len(event) >= 2 and not re.search(r"\d|[点时班周]$", event):
            found.append(TimePhrase(*match.span(), {"ahead": length, "before_text": event}, Certainty.LIKELY))
    return found


def _same_day(sentence: str, names: frozenset[str]) -> list[TimePhrase]:
    found = []
    for match in SAME_DAY.finditer(sentence):
        if sentence[match.end() :].startswith("的"):
            continue  # 当天的工作
        event = re.sub("(?:之后|以后|后)$", "", _event(match["event"] or "", names))
        day = {"当天": "当日", "前一天": "前一工作日"}.get(match["day"], match["day"])
        day = day if day in ("当日", "前一工作日") else "次工作日"
        parts = _without_blanks(moment=event, day=day)
        by = deadline(re.sub(r"\s", "", match["by"])) if match["by"] else None
        if by:
            parts["by"] = by
        elif not event and bare(sentence) != bare(match[0]) and not _is_by_itself(sentence, match):
            continue
        is_plain = 2 <= len(event) <= 10 and match["day"] in ("当日", "当天")
        certain = Certainty.SURE if is_plain else Certainty.LIKELY
        found.append(TimePhrase(*match.span(), parts, certain))
    return found


def _is_by_itself(sentence: str, match: re.Match[str]) -> bool:
    """应于当日电话催款: whether the day is a limit, though nothing says of which event; 当天的工作 is none."""
    return bool(re.search("(?:[于在应须]|应当|必须)\\s*$", sentence[: match.start("day")]))


def _daily(sentence: str) -> list[TimePhrase]:
    return [
        TimePhrase(*match.span(), {"every": "工作日", "by": by}, Certainty.LIKELY)
        for match in DAILY.finditer(sentence)
        if (by := deadline(re.sub(r"\s", "", match["by"])))
    ]
