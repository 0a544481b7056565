"""Time limits in words, as pages, Word forms, exports and change reports share them."""

from __future__ import annotations

from generator.language.phrasing import spaced
from generator.model import Deadline, Due, Handbook
from generator.schedule.cadences import CADENCES
from generator.schedule.day_words import moment_phrase
from generator.schedule.named_days import is_moved_to_the_end


def due_phrase(due: Due, handbook: Handbook) -> str:
    """The time limit as one phrase: 与客户沟通后 24 小时内, 每周五 17:00 前.

    KeyError or StopIteration if the starting point does not exist; the loader has made sure that it does.
    """
    loose = due.every not in (None, "工作日") and not due.on
    moment = ("，" if due.moment and loose else "") + moment_phrase(due)
    by = before(due.by) if due.every or due.moment or not (due.within or due.ahead) else ""
    fixed = spaced(
        _cycle(due, handbook),
        moment,
        "（没有这一天的月份，为最后一天）" if is_moved_to_the_end(due) else "",
        by,
        f"至少 {due.times} 次" if due.times else "",
    )
    parts = [fixed] if fixed else []
    if due.within:
        phrase = spaced(_start(due, handbook), f"{due.within}内")
        parts.append(f"最迟{phrase}" if fixed else phrase)
    if due.ahead:
        parts.append(
            spaced(f"{due.before_text.removesuffix('前')}前" if due.before_text else "", f"至少提前 {due.ahead}")
        )
    if due.by and not fixed:
        parts.append(spaced("到期当天", before(due.by)))
    if due.minutes:
        parts.append(f"用时 {due.minutes}")
    return "，".join(parts)


def before(by: Deadline | None) -> str:
    """9:00 前, 下班前; empty where there is no time of day."""
    return spaced(str(by), "前") if by else ""


def _cycle(due: Due, handbook: Handbook) -> str:
    """每个工作日, 每周五, 每月首个工作日, 每月 10 日, 每年 3 月, 每两周（2026-01-05 那周起）周五."""
    if not due.every:
        return ""
    cadence = CADENCES[due.every]
    if cadence.weeks == 1 and due.on:
        return f"每{due.on}"
    count_from = f"（{handbook.settings.fortnights} 那周起）" if cadence.weeks > 1 else ""
    return spaced(cadence.words + count_from, due.on)


def _start(due: Due, handbook: Handbook) -> str:
    """From when `within` counts: 「确认时间」完成后 for a step, 「结束时间」后 for a field of a form, else the
    author's words.
    """
    if not due.after:
        return f"{due.after_text.removesuffix('后')}后" if due.after_text else ""
    if due.after.item in handbook.procedures:
        return f"「{handbook.step(due.after)[1].title}」完成后"
    return f"「{handbook.field(due.after)[1].title}」后"
