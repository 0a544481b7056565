"""A supervisor's week: who handed in what, what is open, and how the figures stand.

Pure: everything comes from what is passed in.

What the records do not tell is said in `Report.notes`, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import duckdb

from generator.language import phrasing
from generator.model import Form, Handbook
from generator.records import store
from generator.records.store import quoted
from generator.reports import answers_in_week, kpi_figures, read_confirmations
from generator.reports.answers_in_week import Promise, SelfCheckItem
from generator.reports.business_exports import ExportData
from generator.reports.duties import OPEN, Duty, Filing, Standing, duties, filings, periodic, standings
from generator.reports.kpi_figures import KpiResult
from generator.reports.read_confirmations import ConfirmationStatus
from generator.reports.roster import Person, Roster
from generator.schedule.notices import unannounced
from generator.schedule.periods import Week
from generator.schedule.work_calendar import work_calendar

DAY = timedelta(days=1)
WEEKS = 6
"""How many weeks the run of past weeks shows, with the one of the report."""


@dataclass(frozen=True)
class FormFilings:
    """How many came in of a form that follows events, not the calendar."""

    form: Form
    filings: tuple[Filing, ...]


@dataclass(frozen=True)
class Report:
    """All that a report shows, whatever it is written in."""

    handbook: Handbook
    week: Week
    as_of: datetime
    """What was due after it is not yet missing. In China's time, without a zone."""
    roster: Roster
    has_roster: bool
    forms: tuple[Form, ...]
    """Those that come round by the calendar."""
    duties: tuple[Duty, ...]
    past: tuple[tuple[Week, Mapping[Standing, int]], ...]
    """How the duties of the last weeks stand, oldest first, this week last."""
    form_filings: tuple[FormFilings, ...]
    items: tuple[SelfCheckItem, ...]
    promises: tuple[Promise, ...]
    kpi_results: tuple[KpiResult, ...]
    confirmation_status: ConfirmationStatus | None
    notes: tuple[str, ...]

    def of(self, person: Person) -> tuple[Duty, ...]:
        """The duties of one person, in the order of forms and days."""
        return self._by_staff.get(person.staff, ())

    @cached_property
    def _by_staff(self) -> Mapping[str, tuple[Duty, ...]]:
        by_staff: dict[str, list[Duty]] = {}
        for duty in self.duties:
            by_staff.setdefault(duty.person.staff, []).append(duty)
        return {staff: tuple(duties) for staff, duties in by_staff.items()}

    @property
    def columns(self) -> tuple[tuple[Form, tuple[date, ...]], ...]:
        """The forms that somebody owes this week, each with the days."""
        days_by_form = [
            (form, tuple(sorted({duty.day for duty in self.duties if duty.form.id == form.id}))) for form in self.forms
        ]
        return tuple((form, days) for form, days in days_by_form if days)

    def owed(self, person: Person, form: Form, day: date) -> tuple[Duty, ...]:
        """What a person owes of a form on a day: once, or before days off once for each period."""
        return tuple(duty for duty in self.of(person) if duty.form.id == form.id and duty.day == day)

    @property
    def open(self) -> tuple[Duty, ...]:
        """What is missing or came late, by person and day."""
        return tuple(
            duty
            for person in self.roster.people
            for duty in sorted(self.of(person), key=lambda duty: duty.day)
            if duty.standing in OPEN
        )

    @property
    def promises_by_week(self) -> Mapping[str, tuple[Promise, ...]]:
        """Those of this week, of the next one, and of the weeks before."""

        def between(first: date, last: date) -> tuple[Promise, ...]:
            return tuple(promise for promise in self.promises if first <= promise.until <= last)

        week = self.week
        return {
            "本周到期": between(week.monday, week.sunday),
            "下周到期": between(week.sunday + DAY, date.max),
            "前两周到期": between(date.min, week.monday - DAY),
        }

    def name(self, staff: str) -> str:
        """Who bears a 工号, as reports call people; the 工号 itself where the roster does not know it, empty where
        there is none.
        """
        person = self.roster.by_staff.get(staff)
        return person.name if person else staff

    def teams(self) -> tuple[tuple[Person | None, tuple[Person, ...]], ...]:
        """The people at work in this week, by whom they report to: superiors in the order of the roster, None for those
        who have none.
        """
        present = [person for person in self.roster.people if any(person.is_employed(day) for day in self.week.days)]
        all_teams = [
            (leader, tuple(person for person in present if person.superior == (leader.staff if leader else "")))
            for leader in (None, *self.roster.people)
        ]
        return tuple((leader, team) for leader, team in all_teams if team)


def report(
    connection: duckdb.DuckDBPyConnection,
    handbook: Handbook,
    roster: Roster | None,
    week: Week,
    as_of: datetime,
    *,
    in_force: str = "",
    exports: Mapping[str, ExportData],
) -> Report:
    """The report of a week from a store of records.

    `in_force` is the revision that must have been read; `exports` are those loaded.

    Without a roster it is about those whose 工号 stands in the records, and says nothing of what is missing.
    """
    members = roster or _people_in(connection, handbook, week)
    forms = periodic(handbook) if roster else ()
    span = duties(connection, handbook, members, week.before(WEEKS - 1).monday, week.sunday, as_of, forms)
    week_duties = tuple(duty for duty in span if week.monday <= duty.day)
    came = {form.id: tuple(filings(connection, form, week.monday, week.sunday)) for form in handbook.forms.values()}
    other_filings = tuple(
        FormFilings(form, came[form.id]) for form in handbook.forms.values() if form not in forms and came[form.id]
    )
    past = [
        (older, standings(duty for duty in span if older.monday <= duty.day <= older.sunday))
        for older in (week.before(count) for count in range(WEEKS - 1, -1, -1))
    ]
    return Report(
        handbook,
        week,
        as_of,
        members,
        roster is not None,
        forms,
        week_duties,
        tuple(past) if forms else (),
        other_filings,
        answers_in_week.self_check_items(connection, handbook, week),
        answers_in_week.promises(connection, handbook, week),
        kpi_figures.kpi_results(connection, handbook, members, week, as_of, exports, with_duties=roster is not None),
        read_confirmations.confirmation_status(connection, handbook, members, week, in_force) if roster else None,
        tuple(_notes(connection, handbook, roster, week, came, exports)),
    )


def _people_in(connection: duckdb.DuckDBPyConnection, handbook: Handbook, week: Week) -> Roster:
    staff = {
        filing.staff
        for form in handbook.forms.values()
        for filing in filings(connection, form, week.before(WEEKS - 1).monday, week.sunday)
    }
    return Roster(tuple(Person(number, number, "") for number in sorted(staff) if number))


def _notes(
    connection: duckdb.DuckDBPyConnection,
    handbook: Handbook,
    roster: Roster | None,
    week: Week,
    came: Mapping[str, tuple[Filing, ...]],
    exports: Mapping[str, ExportData],
) -> list[str]:
    """What a reader must know before trusting the figures."""
    notes, all_filings = [], [filing for form_filings in came.values() for filing in form_filings]
    if roster is None:
        notes.append("没有给名册（--roster）：谁该交而没交、谁没有读手册，都算不出来；下面只列交了表的人。")
    if not any(work_calendar(handbook).workdays.is_workday(day) for day in week.days):
        notes.append("这一周没有工作日，没有按工作日应交的表。")
    if guess := unannounced({day.year for day in week.days}, work_calendar(handbook)):
        notes.append(f"{guess}。")
    if not all_filings:
        notes.append("这一周一份表也没有收到。如果本应有，请先运行 sop collect，再重新出报告。")
    if anonymous := [filing for filing in all_filings if not filing.staff]:
        notes.append(f"{len(anonymous)} 份表没有写工号，归不到人头上：{_some(filing.file for filing in anonymous)}。")
    if roster and (
        strangers := sorted(
            {filing.staff for filing in all_filings if filing.staff and filing.staff not in roster.by_staff}
        )
    ):
        notes.append(f"{len(strangers)} 个工号不在名册里，他们交的表没有计入「应交」：{_some(strangers)}。")
    each = [
        f"SELECT count(*) AS held FROM {quoted(form)} WHERE _day IS NULL AND _due IS NULL" for form in handbook.forms
    ]
    undated = store.number(connection, f"SELECT sum(held) FROM ({' UNION ALL '.join(each)})") if each else 0
    if undated:
        notes.append(f"库里有 {undated} 份表看不出说的是哪一天，没有计入任何一周。")
    unreadable = store.number(connection, "SELECT count(*) FROM _files WHERE outcome = 'refused'")
    if unreadable:
        notes.append(f"收回的文件里有 {unreadable} 个读不出来，里面的内容没有计入；名单见 sop collect 的输出。")
    unknown = sum(filing.late is None for filing in all_filings)
    if unknown:
        notes.append(
            f"{unknown} 份表无法判断是否按时，原因是表单的时限要看表外的事，或文件没有保存时间；"
            "它们写作「已交」，不计入按时率。"
        )
    notes += [doubt for export in exports.values() for doubt in export.doubts[:5]]
    notes += [
        f"「{name}.csv」还有 {len(export.doubts) - 5} 处看不懂的数字或日期。"
        for name, export in exports.items()
        if len(export.doubts) > 5
    ]
    return notes


def _some(words: Iterable[str], most: int = 5) -> str:
    return phrasing.first_of(list(dict.fromkeys(words)), most, " 等 {} 个")
