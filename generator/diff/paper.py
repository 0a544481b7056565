"""What the paper on a change says, made once: a headline and sections in the order in which somebody decides.

A comment, a page and the sheet for an approval show the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import groupby
from typing import NamedTuple

from generator.diff.change_report import ChangeReport, ClassedChange
from generator.diff.classes import ChangeClass
from generator.language import phrasing
from generator.model import NEW, CalendarYear, declared_in
from generator.problem_formats import WORDS
from generator.problems import Level, Problem

FIRST = 6
"""Of many items, so many are named."""
TOLD = 20
"""So many problems are told; the check tells the rest."""
MANY = 20
"""With more changes than these, nobody reads all of them before deciding where to look."""
AT_ONCE = 10
"""So many lines of a section are then shown; the rest is folded."""


class Line(NamedTuple):
    """One line: the words, a mark in front, and what is less important."""

    text: str
    mark: str = ""
    note: str = ""


class ReportSection(NamedTuple):
    """A heading and its lines."""

    title: str
    lines: tuple[Line, ...]
    signed: bool = False
    """Whether those who are named by the marks of its lines have to sign."""


class Paper(NamedTuple):
    """All that is said of a change."""

    headline: str
    sections: tuple[ReportSection, ...]
    problems: tuple[Problem, ...]
    """What the check says of the new state, errors first."""
    report: ChangeReport | None
    """None where the new state has errors: nobody can say what it does."""

    @property
    def hash(self) -> str:
        """What an approval names; empty where there is nothing to approve."""
        return self.report.hash if self.report else ""

    @property
    def errors(self) -> int:
        """How many of the problems have to be mended first."""
        return sum(problem.level is Level.ERROR for problem in self.problems)

    @property
    def at_once(self) -> int | None:
        """How many lines of a section are shown at once; None for all of them."""
        return AT_ONCE if max(len(self.report.changes) if self.report else 0, len(self.problems)) > MANY else None


def paper(report: ChangeReport, before: Sequence[Problem] = ()) -> Paper:
    """The paper on a change that can be approved; sections without a line are left out. `before` is what the check said
    of the old state.
    """
    problems = _errors_first(report.problems)
    sections = (
        ReportSection("数字和时限", tuple(map(_line, report.figures))),
        ReportSection("其他变化", tuple(map(_line, report.others))),
        ReportSection("表单前后", tuple(_forms(report))),
        ReportSection("涉及谁", tuple(_concerned(report))),
        ReportSection("每人的用时", tuple(_efforts(report))),
        ReportSection("要重新阅读", tuple(_reading(report))),
        ReportSection("请谁批准", tuple(_approvers(report)), signed=True),
        ReportSection("检查", tuple(_checked(problems, before))),
    )
    return Paper(headline(report), tuple(section for section in sections if section.lines), problems, report)


def paper_on_errors(problems: Sequence[Problem]) -> Paper:
    """The paper on a state with errors: what to mend first, and no change."""
    ordered = _errors_first(problems)
    errors = sum(problem.level is Level.ERROR for problem in ordered)
    title = f"手册有 {errors} 个错误，改好以后才能说明这次改了什么"
    return Paper(title, (ReportSection("先改这些", tuple(_told(ordered))),), ordered, None)


def headline(report: ChangeReport) -> str:
    """The change in one line: how much of it is of which class, and how much is figures."""
    count, figures = len(report.changes), len(report.figures)
    if not count:
        return "手册内容没有变化" + ("，只改了用时估算" if report.workloads() else "")
    classes = Counter(each.change_class for each in report.changes)
    by_class = phrasing.listed(f"{name.value} {classes[name]}" for name in ChangeClass if classes[name])
    places = sum(len(each.followers) for each in report.changes)
    return "，".join(
        [
            f"改了 {count} 处" + (f"（{by_class}）" if count > 1 else ""),
            *([f"其中数字和时限 {figures} 处"] if figures else []),
            *([f"另有 {places} 处跟着变"] if places else []),
        ]
    )


def _line(each: ClassedChange) -> Line:
    return Line(str(each.change), each.change_class.value, "；".join(filter(None, (_details(each), _followers(each)))))


def _details(each: ClassedChange) -> str:
    """The days of a new calendar; why a clause is decided otherwise, by whom and when."""
    told = [f"{change.where[-1]}：{change.texts[1].rstrip('。') or '没有写'}" for change in each.details]
    if each.change.kind == NEW and isinstance(each.change.entry, CalendarYear):
        for declared in fields(CalendarYear):
            days = getattr(each.change.entry, declared.name)
            if declared.name != "id" and days:
                told.append(f"{declared_in(CalendarYear, declared.name).title}：{phrasing.listed(map(str, days))}")
    return "；".join(told)


def _followers(each: ClassedChange) -> str:
    if not each.followers:
        return ""
    titles = list(dict.fromkeys(change.where[0] for change in each.followers))
    return f"跟着变 {len(each.followers)} 处：{_some(titles)}"


def _concerned(report: ChangeReport) -> Iterator[Line]:
    for name, values in (
        ("岗位", report.roles()),
        ("日历", report.calendars()),
        ("表单", [form.title for form in report.forms()]),
        ("依据条款", report.clauses()),
    ):
        if values:
            yield Line(phrasing.listed(values), name)


def _forms(report: ChangeReport) -> Iterator[Line]:
    """The fields of every part of a form that has others than before, or in another order."""
    for form in report.forms():
        old = report.old.forms.get(form.formerly or form.id) or report.old.forms.get(form.id)
        before = {part.id: part for part in old.sections} if old else {}
        for part in form.sections:
            was, now = ([field.title for field in each.fields] for each in (before.get(part.id, part), part))
            if old and was != now:
                yield Line(
                    f"改后：{phrasing.listed(now)}", f"{form.title} › {part.title}", f"改前：{phrasing.listed(was)}"
                )


def _efforts(report: ChangeReport) -> Iterator[Line]:
    """What the change costs every holder of a role, and all of them together."""
    for change in report.workloads():
        parts = [f"平均每天 {change.a_day:+.0f} 分钟（{change.before:.0f} → {change.after:.0f}）"]
        if change.role.headcount:
            parts.append(f"{change.role.headcount} 人合计每周 {change.a_week_of_all / 60:+.1f} 小时")
        yield Line("，".join(parts), change.role.title, str(change.new) if change.new else "不再有用时估算")


def _reading(report: ChangeReport) -> Iterator[Line]:
    by_role = ((_some([f"「{item.title}」" for item in items]), role) for role, items in report.to_read_again().items())
    for items, group in groupby(sorted(by_role), key=lambda pair: pair[0]):
        yield Line(items, phrasing.listed(role for _, role in group))


def _some(titles: Sequence[str]) -> str:
    """The first of some titles, and how many they are."""
    return phrasing.first_of(titles, FIRST, "等 {} 个条目")


def _approvers(report: ChangeReport) -> Iterator[Line]:
    for owner, titles in report.approvers().items():
        yield Line(_some(titles), owner)


def _errors_first(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.level is not Level.ERROR))


def _checked(problems: Sequence[Problem], before: Iterable[Problem]) -> Iterator[Line]:
    """How many problems there are, and those of them that the change brought."""
    if not problems:
        yield Line("没有发现问题")
        return
    known = {(problem.code, problem.message, problem.place.file) for problem in before}
    brought = [problem for problem in problems if (problem.code, problem.message, problem.place.file) not in known]
    new = f"其中这次带来的 {len(brought)} 个" if brought else "都不是这次带来的"
    yield Line(f"没有错误，{len(problems)} 个提醒，{new}")
    yield from _told(brought)


def _told(problems: Sequence[Problem]) -> Iterator[Line]:
    for problem in problems[:TOLD]:
        mark = f"{WORDS[problem.level]} {problem.place.file}:{problem.place.line}"
        yield Line(problem.message, mark, problem.hint)
    if len(problems) > TOLD:
        yield Line(f"还有 {len(problems) - TOLD} 个没有列出，运行 sop check 查看")
