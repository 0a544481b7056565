"""What a role's work costs: its fixed minutes a week, and those that every customer or deal adds, summed up from the
efforts that authors wrote at steps, rules and forms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.language.phrasing import title_of
from generator.model import Effort, Form, Handbook, Item, Role, Rule, Step
from generator.schedule.cadences import CADENCES
from generator.schedule.work_calendar import calendar_of_role

WEEKS_A_YEAR = 52
MONTHS_A_YEAR = 12


class WorkItem(NamedTuple):
    """One thing that a role does, with what it costs."""

    item: Item
    entry: Step | Rule | Form
    effort: Effort
    a_week: float
    """Minutes in an ordinary week; 0 where it goes with customers or deals."""

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.entry)


@dataclass(frozen=True)
class Workload:
    """What the handbook asks of one holder of a role."""

    role: Role
    works: tuple[WorkItem, ...]
    """The dearest week first."""
    days_a_week: float
    """Workdays of an ordinary week: 5.5 where every second Saturday is worked."""
    minutes_a_day: int
    """Working time of a workday."""

    @property
    def week(self) -> float:
        """What is fixed, in an ordinary week without holidays."""
        return sum(work.a_week for work in self.works)

    @property
    def day(self) -> float:
        """What is fixed, spread over the workdays."""
        return self.week / self.days_a_week

    @property
    def month(self) -> float:
        """What is fixed, in the twelfth part of a year."""
        return self.week * WEEKS_A_YEAR / MONTHS_A_YEAR

    @property
    def per(self) -> Mapping[str, int]:
        """What each customer or deal adds, by its word."""
        minutes: dict[str, int] = defaultdict(int)
        for effort in (work.effort for work in self.works):
            if effort.per:
                minutes[effort.per] += effort.minutes * (effort.times or 1)
        return minutes

    @property
    def share(self) -> int:
        """The part of the working time that is fixed, in percent."""
        return round(100 * self.day / self.minutes_a_day)

    @property
    def measured(self) -> int:
        """How many of the efforts somebody measured."""
        return sum(work.effort.is_measured for work in self.works)

    def __str__(self) -> str:
        """平均每个工作日 60 分钟（占工时 12%），每周 5 小时，每月 21.7 小时；每个客户另加 30 分钟."""
        parts = []
        if self.week:
            day, week, month = map(time_phrase, (self.day, self.week, self.month))
            parts.append(f"固定工作平均每个工作日 {day}（占工时 {self.share}%），每周 {week}，每月 {month}")
        parts += [f"每个{what}{'另加' if self.week else ''} {time_phrase(cost)}" for what, cost in self.per.items()]
        return "；".join((*parts, self._evidence()))

    def _evidence(self) -> str:
        if self.measured in (0, len(self.works)):
            return "都是实测" if self.measured else "都是估计"
        return f"{len(self.works)} 项里实测 {self.measured} 项，其余是估计"


class WorkloadChange(NamedTuple):
    """What a change of the handbook does to the minutes of one role; one side is None where it had none, or has none
    any more.
    """

    role: Role
    """As it is, or as it last was."""
    old: Workload | None
    new: Workload | None

    @property
    def before(self) -> float:
        """Fixed minutes of a workday."""
        return self.old.day if self.old else 0

    @property
    def after(self) -> float:
        """Fixed minutes of a workday."""
        return self.new.day if self.new else 0

    @property
    def a_day(self) -> float:
        """Minutes more for each holder and workday."""
        return self.after - self.before

    @property
    def a_week_of_all(self) -> float:
        """Minutes more a week for all holders together."""
        was, now = (load.week if load else 0 for load in (self.old, self.new))
        return (now - was) * (self.role.headcount or 0)


def workload_changes(old: Handbook, new: Handbook) -> tuple[WorkloadChange, ...]:
    """Of every role whose minutes, or what is known of them, change."""
    was, now = workloads(old), workloads(new)
    changed = (id for id in dict.fromkeys((*now, *was)) if str(was.get(id)) != str(now.get(id)))
    return tuple(WorkloadChange((now.get(id) or was[id]).role, was.get(id), now.get(id)) for id in changed)


def workloads(handbook: Handbook) -> Mapping[str, Workload]:
    """Of every role of the department, by its id, from the efforts that are written; roles without any are left out."""
    loads = (_workload(handbook, role) for role in handbook.own_roles())
    return {load.role.id: load for load in loads if load.works}


def is_countable(entry: Step | Rule | Form) -> bool:
    """Whether it is known how often the effort of an entry comes: from itself, or from the limit beside it."""
    effort = entry.effort
    return effort is None or bool(effort.per or effort.every or (entry.due and entry.due.every))


def _workload(handbook: Handbook, role: Role) -> Workload:
    calendar = calendar_of_role(handbook, role.id)
    days = calendar.workdays.days_a_week
    works = [
        WorkItem(item, entry, entry.effort, _a_week(entry, entry.effort, days))
        for item, entry in _entries(handbook, role.id)
        if entry.effort
    ]
    works.sort(key=lambda work: -work.a_week)
    return Workload(role, tuple(works), days, calendar.minutes_a_day)


def _entries(handbook: Handbook, role: str) -> Iterator[tuple[Item, Step | Rule | Form]]:
    """What the role does. The time for a form that one of its steps uses is that of the step, where it has any."""
    filled_in_steps = set[str]()
    for procedure in handbook.procedures.values():
        for step in procedure.steps:
            if step.role == role:
                filled_in_steps |= set(step.forms) if step.effort else set()
                yield procedure, step
    yield from handbook.rules_for(role)
    for form in handbook.forms.values():
        if role in form.filled_by and form.id not in filled_in_steps:
            yield form, form


def _a_week(entry: Step | Rule | Form, effort: Effort, days_a_week: float) -> float:
    due = None if effort.every else entry.due
    every = effort.every or (due and due.every)
    if effort.per or not every:
        return 0
    cadence = CADENCES[every]
    if cadence.is_daily:
        periods = days_a_week
    elif cadence.weeks:
        periods = 1 / cadence.weeks
    else:
        periods = MONTHS_A_YEAR / cadence.months / WEEKS_A_YEAR
    return effort.minutes * periods * (effort.times or (due and due.times) or 1)


def time_phrase(minutes: float) -> str:
    """A length of working time in words: minutes below two hours, else hours to a tenth."""
    return f"{minutes:.0f} 分钟" if minutes < 120 else f"{minutes / 60:.1f}".removesuffix(".0") + " 小时"
