"""House rules over the whole handbook, one function each, listed in RULES at the end.

A rule sees a handbook whose fields and references are sound, and yields findings: which item, where in its document, what is wrong
and what to write instead.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..language import inline, wording
from ..model import (Due, Glossary, Handbook, Item, Kpi, MoneyField, NumberField, ScoreField, TotalField, kind_of, walk)
from ..problems import Level, Place, Problem


@dataclass(frozen=True)
class Finding:
    """A problem that still needs its line: the item's id and the path inside its document."""
    id: str
    path: tuple
    problem: Problem
    at_key: bool = False


@dataclass(frozen=True)
class Case:
    """What a rule judges."""
    handbook: Handbook
    """Every item that is sound in itself."""
    as_of: date
    """The day that review dates are held against."""
    broken: frozenset[str]
    """Ids of the items that are not in the handbook, because they have other problems."""


def check(case: Case) -> Iterator[Finding]:
    """All findings of all rules."""
    for rule in RULES:
        yield from rule(case)


def _finding(id: str, path: tuple, code: str, message: str, hint: str, level: Level = Level.ERROR, at_key: bool = False) -> Finding:
    return Finding(id, path, Problem(code, message, Place(""), hint, level), at_key)


def time_limits_say_when(case: Case) -> Iterator[Finding]:
    """A time limit names a deadline, a stretch, a period or a moment, and the parts that belong together stand together."""
    for _, id, part in case.handbook.parts():
        for path, _, due in walk(part):
            if not isinstance(due, Due):
                continue
            if not (due.within or due.ahead or due.by or due.every or due.moment):
                yield _finding(id, path, "E401", "时限没有说清何时完成", "within、ahead、by、every、moment 至少写一个，例如「within: 24 小时」加「after_text: 与客户沟通」")
            for wrong, hint in ((due.within and not (due.after or due.after_text), "写了 within，还要用 after 或 after_text 写明从何时起算"),
                                (due.after and due.after_text, "after 和 after_text 只写一个"),
                                ((due.after or due.after_text) and not due.within, "写了起算点，还要用 within 写明多久之内"),
                                (due.ahead and not due.before_text, "写了 ahead，还要用 before_text 写明提前于何事"),
                                (due.before_text and not due.ahead, "写了 before_text，还要用 ahead 写明提前多久"),
                                (due.by and not (due.every or due.moment), "写了 by，还要用 every 写周期，或用 moment 写是哪一天，例如「moment: 拜访当日」"),
                                ((due.on or due.times) and not due.every, "写了 on 或 times，还要用 every 写明周期")):
                if wrong:
                    yield _finding(id, path, "E401", "时限没有写完整", hint)


def targets_are_clear(case: Case) -> Iterator[Finding]:
    """A KPI has one target, a yellow limit on its bad side, and a source that can feed it."""
    for kpi in case.handbook.kpis.values():
        target = kpi.target
        if (target.at_least is None) == (target.at_most is None):
            yield _finding(kpi.id, ("target",), "E402", f"指标「{kpi.title}」的目标要且只要一个方向", "越大越好写 at_least，越小越好写 at_most")
        elif target.yellow is not None and _is_good(kpi, target.yellow):
            yield _finding(kpi.id, ("target", "yellow"), "E402", f"黄线 {wording.number(target.yellow)} 已经达标了",
                           "黄线是未达目标但还没到红区的界限，at_least 时要小于目标，at_most 时要大于目标")
        if not kpi.source.fields and not kpi.source.export:
            yield _finding(kpi.id, ("source",), "E403", f"指标「{kpi.title}」没有数据来源", "写 fields（表单栏目）或 export（系统导出的报表名称）")


def _is_good(kpi: Kpi, value: float) -> bool:
    return value >= kpi.target.at_least if kpi.target.at_least is not None else value <= kpi.target.at_most


def scorecards_sum_to_100(case: Case) -> Iterator[Finding]:
    """The weights of a role's scorecard sum to 100, and no KPI stands there twice."""
    for role in case.handbook.roles.values():
        total, named = sum(line.weight for line in role.scorecard), [line.kpi for line in role.scorecard]
        if role.scorecard and total != 100:
            yield _finding(role.id, ("scorecard",), "E404", f"岗位「{role.title}」的考核权重合计是 {total}，不是 100", "请调整各指标的 weight", at_key=True)
        for position, kpi in enumerate(named):
            if kpi in named[:position]:
                yield _finding(role.id, ("scorecard", position, "kpi"), "E404", f"指标「{kpi}」考核了两次", "请合并成一行")


def forms_are_used(case: Case) -> Iterator[Finding]:
    """No form that nothing uses."""
    for form in () if case.broken else case.handbook.forms.values():
        if not case.handbook.users_of(form.id):
            yield _finding(form.id, ("id",), "E405", f"没有任何步骤、条文或入职任务用到表单「{form.title}」", "在用到它的步骤里写「forms: [" + form.id + "]」，不再需要就删除")


def clauses_are_covered(case: Case) -> Iterator[Finding]:
    """Every clause is carried out by something, and none of its figures is lost on the way."""
    handbook = case.handbook
    level = Level.ERROR if handbook.settings.uncovered == "错误" else Level.WARNING
    for source in () if case.broken else handbook.sources.values():
        for position, clause in enumerate(source.clauses):
            covering = {mention.item.id if isinstance(mention.item, Item) else kind_of(mention.item): mention.item for mention in handbook.covering(clause.id)}
            if not covering:
                yield _finding(source.id, ("clauses", position, "id"), "E406", f"条款 {clause.id} 还没有落实", f"在落实它的步骤、条文或栏目里写「basis: [{clause.id}]」", level)
                continue
            texts = [normal(" ".join(_texts(item, handbook, id))) for id, item in covering.items()]
            for number, must in enumerate(clause.must):
                for figure in figures(must):
                    if not any(re.search(rf"(?<![0-9.]){re.escape(figure)}", text) for text in texts):
                        yield _finding(source.id, ("clauses", position, "must", number), "E407", f"条款 {clause.id} 的数字「{figure}」丢了",
                                       "在落实它的条目里写上这个数字：" + "、".join(covering), level)


FIGURE = re.compile(r"(?<![A-Za-z0-9.])[0-9]+(?:[.:][0-9]+)?(?:-[0-9]+(?:\.[0-9]+)?)?(?:%|小时|分钟|个?工作日|天|次|万|个月|分|余种|种|周|年|级)?(?![A-Za-z])")


def figures(text: str) -> list[str]:
    """The figures of a text with their units, written without spaces and with plain hyphens: 24小时, 5-10分钟, 98%."""
    return FIGURE.findall(normal(text))


def normal(text: str) -> str:
    """Text in which the same figure is always written the same way."""
    return re.sub("[‐-―−~～]", "-", re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))


def _texts(item: Any, handbook: Handbook, id: str) -> Iterator[str]:
    for _, _, value in walk(item):
        if isinstance(value, Due):
            yield wording.due_phrase(value, handbook, id)
        elif not hasattr(value, "__dataclass_fields__") or hasattr(value, "parse"):
            yield str(value)


def reviews_are_not_overdue(case: Case) -> Iterator[Finding]:
    """A review date in the past is shown; only a release refuses it."""
    for item in case.handbook.items.values():
        if item.next_review.value < case.as_of:
            yield _finding(item.id, ("next_review",), "W408", f"「{item.title}」已过评审日期", f"请归口岗位（{_title(case, item.owner)}）评审后写上新的日期", Level.WARNING)


def text_links_lead_somewhere(case: Case) -> Iterator[Finding]:
    """A link in a text leads to a web address, an e-mail address or an existing item."""
    for _, id, part in case.handbook.parts():
        for path, declared, value in walk(part):
            if not declared.metadata["rules"].get("markdown"):
                continue
            for target in inline.links(value):
                if not re.match("https?://|mailto:", target) and not _exists(case, target):
                    yield _finding(id, path, "E409", f"链接「{target}」没有目标", "链接写网址、mailto:邮箱，或条目的编号，例如 [客户拜访](customer-visit)")


def _title(case: Case, role: str) -> str:
    return case.handbook.roles[role].title if role in case.handbook.roles else role


def _exists(case: Case, target: str) -> bool:
    id, _, entry = target.partition("#")
    item = case.handbook.items.get(id)
    return id in case.broken or item is not None and (not entry or any(declared.name == "id" and value == entry for _, declared, value in walk(item)))


def one_word_for_one_thing(case: Case) -> Iterator[Finding]:
    """No text uses a word that the glossary forbids."""
    forbidden = {word: term.title for term in case.handbook.glossary.terms for word in term.avoid}
    for _, id, part in case.handbook.parts():
        if isinstance(part, Glossary) or id in case.handbook.sources:
            continue
        for path, declared, value in walk(part):
            if isinstance(value, str) and "ref" not in declared.metadata["rules"] and declared.name != "aliases":
                for word in forbidden:
                    if word in value:
                        yield _finding(id, path, "E410", f"术语表规定不用「{word}」", f"请改成「{forbidden[word]}」")


def totals_add_numbers(case: Case) -> Iterator[Finding]:
    """A computed total adds up fields that hold numbers."""
    for form in case.handbook.forms.values():
        for at, section in enumerate(form.sections):
            for position, field in enumerate(section.fields):
                for place, name in enumerate(field.of if isinstance(field, TotalField) else ()):
                    if not isinstance(form.field(name), NumberField | MoneyField | ScoreField):
                        yield _finding(form.id, ("sections", at, "fields", position, "of", place), "E411", f"栏目「{form.field(name).title}」不是数字，不能合计",
                                       "只能合计 number、money、score 三种栏目")


def calendar_days_belong_to_their_year(case: Case) -> Iterator[Finding]:
    """A correction of the calendar is about its own year and says one thing of a day."""
    for year in case.handbook.calendar.values():
        for name in ("workdays", "holidays"):
            for position, day in enumerate(getattr(year, name)):
                if str(day.value.year) != year.id:
                    yield _finding(year.id, (name, position), "E412", f"{day} 不在 {year.id} 年", f"请写到 sop/calendar/{day.value.year}.yaml")
        for position, day in enumerate(year.holidays):
            if day in year.workdays:
                yield _finding(year.id, ("holidays", position), "E412", f"{day} 既上班又放假", "请只保留一处")


def the_working_day_has_an_order(case: Case) -> Iterator[Finding]:
    """Start, break and end of the working day follow each other."""
    hours = case.handbook.settings.working_hours
    if not hours.start < hours.break_start <= hours.break_end < hours.end:
        yield _finding("settings", ("working_hours",), "E413", "工作时间的先后不对", "应依次为 start、break_start、break_end、end", at_key=True)


RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    time_limits_say_when, targets_are_clear, scorecards_sum_to_100, forms_are_used, clauses_are_covered, reviews_are_not_overdue,
    text_links_lead_somewhere, one_word_for_one_thing, totals_add_numbers, calendar_days_belong_to_their_year, the_working_day_has_an_order,
)
