"""Whether time limits and targets keep to the clauses that they cite, and whether it is said of a clause why it is not
followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from generator.language.phrasing import number
from generator.load.rules.citing import path_of
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.model import ADOPTED, IN_PART, OPEN, Clause, ClauseLimit, DataPath, Due, Kpi, Mention, placeholders
from generator.problems import Level
from generator.schedule.phrases import due_phrase
from generator.schedule.strictness import Later, are_comparable, later
from generator.schedule.work_calendar import work_calendar


def limits_keep_to_their_clauses(context: RuleContext) -> Iterator[Violation]:
    """No time limit gives more time, and no target asks less, than the clause that its entry cites; but for a clause of
    which it is said that the company does otherwise. Of several limits of a clause that name no entries, one must be
    kept.
    """
    for source in context.handbook.sources.values():
        for position, clause in enumerate(source.clauses):
            places = [
                LimitPlace(source.id, ("clauses", position, "limits", place), limit)
                for place, limit in enumerate(clause.limits)
            ]
            citing = context.handbook.covering(clause.id) if places else ()
            for place in places:
                yield from _misnamed(context, clause, place, citing)
            looser: list[Violation] = []
            following: list[Mention] = []
            for mention in citing if clause.binds else ():
                bound = [place for place in places if mention.ref in place.limit.at]
                free = [place for place in places if not place.limit.at]
                found = [each for place in bound for each in _looser(context, mention, clause, [place])]
                found += _looser(context, mention, clause, free) if not bound else []
                if found and _follows(context, mention):
                    following.append(mention)
                else:
                    looser += found
                if isinstance(mention.entry, Kpi):
                    for place in places:
                        yield from _target(mention.entry, clause, place)
            also = tuple((mention.ref.item, (*path_of(mention), "due"), "它跟着变") for mention in following)
            yield from (replace(each, also=each.also + also) for each in looser)


class LimitPlace(NamedTuple):
    """A limit of a clause, and where it stands."""

    source: str
    path: DataPath
    limit: ClauseLimit


def _misnamed(
    context: RuleContext, clause: Clause, place: LimitPlace, citing: Iterable[Mention]
) -> Iterator[Violation]:
    refs = {mention.ref for mention in citing}
    for position, ref in enumerate(place.limit.at):
        if ref not in refs and ref.item not in context.broken:
            yield violation_at(
                place.source,
                (*place.path, "at", position),
                "E431",
                f"「{ref}」没有引用条款 {clause.id}，管不到它",
                f"在那里写上「basis: [{clause.id}]」，或从 at 里删掉",
            )


def _looser(context: RuleContext, mention: Mention, clause: Clause, places: list[LimitPlace]) -> Iterator[Violation]:
    """One violation if an entry gives more time than each of some limits."""
    due, handbook = getattr(mention.entry, "due", None), context.handbook
    if not isinstance(due, Due):
        return
    calendar, year = work_calendar(handbook), context.as_of.year
    judged = [
        (place, limit, later(due, limit, calendar, year))
        for place in places
        if (limit := place.limit.due) and are_comparable(due, limit)
    ]
    cases = [(place, limit, case) for place, limit, case in judged if case]
    if not cases or len(cases) < len(judged):
        return
    place, limit, case = cases[0]
    asked, given = due_phrase(limit, handbook), due_phrase(due, handbook)
    yield violation_at(
        mention.ref.item,
        (*path_of(mention), "due"),
        "E431",
        f"比依据宽：条款 {clause.id} 是「{asked}」，这里是「{given}」，{_told(case)}",
        _advice(clause, bool(place.limit.at)),
        also=((place.source, (*place.path, "due"), "依据在这里"),),
    )


def _follows(context: RuleContext, mention: Mention) -> bool:
    """Whether an entry takes its limit from another entry, where it is told."""
    part: Any = next(
        documents[mention.ref.item] for documents in context.documents.values() if mention.ref.item in documents
    )
    for step in path_of(mention):
        part = part[step]
    return any("#" in name for _, name in placeholders(part.get("due", {})))


def kept_figures(context: RuleContext, clause: Clause) -> set[str]:
    """The figures of a clause that are limits of it, and that some entry keeps to: it may well be stricter."""
    citing = context.handbook.covering(clause.id)
    calendar, year = work_calendar(context.handbook), context.as_of.year
    figures = set[str]()
    for limit in clause.limits:
        dues = [due for mention in citing if isinstance(due := getattr(mention.entry, "due", None), Due)]
        if (asked := limit.due) and any(
            are_comparable(due, asked) and not later(due, asked, calendar, year) for due in dues
        ):
            figures |= {str(part) for part in (asked.within, asked.ahead, asked.by, asked.minutes) if part}
            figures |= {f"{asked.times} 次"} if asked.times else set()
        if any(isinstance(mention.entry, Kpi) for mention in citing):
            figures |= {
                f"{number(each)}{unit}" for each in (limit.at_least, limit.at_most) if each for unit in ("", "%")
            }
    return figures


def _target(kpi: Kpi, clause: Clause, place: LimitPlace) -> Iterator[Violation]:
    limit = place.limit
    if limit.target_of not in (None, kpi.id):
        return
    for name, asked, target, sign in (
        ("at_least", limit.at_least, kpi.target.at_least, 1),
        ("at_most", limit.at_most, kpi.target.at_most, -1),
    ):
        if asked is not None and target is not None and sign * (target - asked) < 0:
            yield violation_at(
                kpi.id,
                ("target", name),
                "E431",
                f"比依据宽：条款 {clause.id} 定的是 {number(asked)}，这里的目标是 {number(target)}",
                _advice(clause, limit.target_of is not None),
                also=((place.source, (*place.path, name), "依据在这里"),),
            )


def _told(case: Later) -> str:
    """A case in words."""
    if case.start is None:
        return f"例如 {case.allowed:%Y-%m-%d} 那一期就晚了"
    return f"例如 {case.start:%Y-%m-%d %H:%M} 的事，依据到 {case.allowed:%m-%d %H:%M}，这里到 {case.given:%m-%d %H:%M}"


def _advice(clause: Clause, is_told_apart: bool) -> str:
    advice = f"改得不比依据宽；公司决定放宽的，在条款 {clause.id} 上写「state: {IN_PART}」、理由、谁、哪天决定"
    other = "" if is_told_apart else "；这里说的是条款里的另一件事，就在那个 limits 里用 at 或 target_of 写明它管哪几处"
    return advice + other


def clause_states_are_explained(context: RuleContext) -> Iterator[Violation]:
    """What is not followed to the letter says why, who decided it and when."""
    for source in context.handbook.sources.values():
        for position, clause in enumerate(source.clauses):
            missing = [
                f"{name}: {example}"
                for name, example in (("reason", "…"), ("decided_by", "销售经理"), ("decided_on", "2026-01-31"))
                if not getattr(clause, name)
            ]
            if clause.state != ADOPTED and missing:
                yield violation_at(
                    source.id,
                    ("clauses", position, "state"),
                    "E432",
                    f"条款 {clause.id} 写了「{clause.state}」，没有写全理由、谁、哪天决定的",
                    "请补上：" + "，".join(f"「{words}」" for words in missing),
                )
            elif clause.state == OPEN:
                yield violation_at(
                    source.id,
                    ("clauses", position, "state"),
                    "W432",
                    f"条款 {clause.id} 还没有定下来采不采纳",
                    "定了以后把 state 改成 采纳、部分采纳 或 不采纳",
                    Level.WARNING,
                )
