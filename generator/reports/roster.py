"""Who works in the department: a CSV that a manager keeps in Excel or WPS.

One line a person, with the columns of COLUMNS. A further leave of the same person is a further line, on which only 工号
and the two days of the leave need stand. Days are written as 2026-01-31, 2026/1/31 or 2026年1月31日.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generator.forms.spellings import date_in
from generator.model import Handbook
from generator.problems import Place, Problem, ProblemsFound
from generator.records.csv_text import CsvLine, read_sheet
from generator.records.table_schema import staff_number

STAFF, NAME, ROLE, SUPERIOR, REGION, UNIT = "工号", "姓名", "岗位", "直属主管", "区域", "单位"
FROM, UNTIL, LEAVE_FROM, LEAVE_UNTIL = "在岗起", "在岗止", "请假起", "请假止"
COLUMNS = (STAFF, NAME, ROLE, SUPERIOR, REGION, FROM, UNTIL, LEAVE_FROM, LEAVE_UNTIL, UNIT)
COMPANY = "公司"
"""The 单位 of somebody who works by the company's calendar though the role has a unit."""
NEEDED = (STAFF, NAME, ROLE)
ROSTER_ERROR = "E802"
LARGEST = 2_000_000
"""Bytes of the file: ten thousands of people."""

Tell = Callable[[int, str, str], None]
"""Takes a line, what is wrong there, and what to write instead."""


@dataclass(frozen=True)
class Person:
    """Somebody of the roster."""

    staff: str
    """工号."""
    name: str
    role: str
    """The id of the role."""
    superior: str = ""
    """The 工号 of the direct superior; empty for who has none in the roster."""
    region: str = ""
    unit: str | None = None
    """The id of the unit by whose calendar the person works, empty for the company's; None for that of the role."""
    first: date | None = None
    """The first day at work; None if that is long ago."""
    last: date | None = None
    """The last day at work; None while it is not known."""
    leaves: tuple[tuple[date, date], ...] = ()
    """First and last day of each."""

    def unit_in(self, handbook: Handbook) -> str:
        """The id of the unit; empty for the company."""
        role = handbook.roles.get(self.role)
        return self.unit if self.unit is not None else (role.unit or "") if role else ""

    def is_employed(self, day: date) -> bool:
        """Whether the person belongs to the department on this day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def is_on_leave(self, day: date) -> bool:
        """Whether this day is within a leave."""
        return any(first <= day <= last for first, last in self.leaves)


@dataclass(frozen=True)
class Roster:
    """Everybody, in the order of the file."""

    people: tuple[Person, ...]

    @cached_property
    def by_staff(self) -> Mapping[str, Person]:
        """By 工号."""
        return {person.staff: person for person in self.people}

    @cached_property
    def _by_name(self) -> Mapping[str, Person]:
        bearers = Counter(person.name for person in self.people)
        return {person.name: person for person in self.people if bearers[person.name] == 1}

    def find(self, text: str) -> Person | None:
        """Whom a 工号 or a name means; None for nobody here, and for a name that two people bear."""
        return self.by_staff.get(staff_number(text)) or self._by_name.get(text.strip())

    def team(self, staff: str) -> tuple[Person, ...]:
        """Who reports to a person, directly or not; without the person."""
        below = tuple(person for person in self.people if person.superior == staff)
        return tuple(member for person in below for member in (person, *self.team(person.staff)))


def read_roster(name: str, content: bytes, handbook: Handbook) -> Roster:
    """The roster in a CSV file.

    Raises ProblemsFound with every mistake, each with its line. A role may be written by title, search word or id.
    """
    sheet = read_sheet(name, content)
    problems: list[Problem] = []

    def add_problem(line: int, message: str, hint: str) -> None:
        problems.append(Problem(ROSTER_ERROR, message, Place(name, line), hint))

    missing = [column for column in NEEDED if column not in sheet.columns]
    if missing:
        add_problem(1, f"名册缺少「{'」「'.join(missing)}」列", f"第一行写列名：{'、'.join(COLUMNS)}")
        raise ProblemsFound(*problems)
    for column in sheet.columns:
        if column not in COLUMNS:
            add_problem(1, f"名册里没有「{column}」这样的列", f"可以写的列：{'、'.join(COLUMNS)}；多余的列请删掉")
    roles = {word: role.id for role in handbook.roles.values() for word in (*role.aliases, role.title, role.id)}
    people: dict[str, Person] = {}
    superiors: dict[str, tuple[int, str]] = {}
    for line in sheet.lines:
        staff = staff_number(line.cells[STAFF])
        days = {column: _day(line, column, add_problem) for column in (FROM, UNTIL, LEAVE_FROM, LEAVE_UNTIL)}
        leave = _leave(line, days, add_problem)
        if not staff:
            add_problem(line.number, "这一行没有写工号", "每一行都要有工号；没有工号的人请先编一个，不能重复")
            continue
        person = people.get(staff)
        if person is None and not line.cells[NAME]:
            add_problem(
                line.number, f"工号 {staff} 没有写姓名", "一个人的第一行要写全姓名和岗位；补写请假的行放在它下面"
            )
            continue
        if person is None:
            superiors[staff] = line.number, line.cells.get(SUPERIOR, "")
            people[staff] = Person(
                staff,
                line.cells[NAME],
                _role(line, roles, handbook, add_problem),
                region=line.cells.get(REGION, ""),
                unit=_unit(line, handbook, add_problem),
                first=days[FROM],
                last=days[UNTIL],
                leaves=leave,
            )
            if (first := days[FROM]) and (last := days[UNTIL]) and last < first:
                add_problem(line.number, f"在岗止 {last} 早于在岗起 {first}", "请核对这两个日期")
        else:
            if line.cells[NAME] not in ("", person.name):
                add_problem(
                    line.number,
                    f"工号 {staff} 已经是「{person.name}」的，这里又写了「{line.cells[NAME]}」",
                    "一个工号只能给一个人，请改其中一个",
                )
            elif not leave and not any(line.cells.get(column) for column in (LEAVE_FROM, LEAVE_UNTIL)):
                add_problem(
                    line.number,
                    f"工号 {staff}（{person.name}）写了两遍",
                    "请删掉这一行；要补写请假，就在这一行写请假起和请假止",
                )
            people[staff] = replace(person, leaves=(*person.leaves, *leave))
    _link(people, superiors, add_problem)
    if problems:
        raise ProblemsFound(*sorted(problems, key=lambda problem: problem.place))
    return Roster(tuple(people.values()))


def _day(line: CsvLine, column: str, add_problem: Tell) -> date | None:
    text = line.cells.get(column, "")
    iso_day = date_in(text)
    if text and not iso_day:
        add_problem(line.number, f"「{column}」写的「{text}」不是日期", "写成 2026-01-31 这样")
    return date.fromisoformat(iso_day) if iso_day else None


def _leave(line: CsvLine, days: Mapping[str, date | None], add_problem: Tell) -> tuple[tuple[date, date], ...]:
    first, last = days[LEAVE_FROM], days[LEAVE_UNTIL]
    if line.cells.get(LEAVE_UNTIL) and not line.cells.get(LEAVE_FROM):
        add_problem(line.number, "写了请假止，没有写请假起", "两列都写；只请一天的，两列写同一天")
    elif line.cells.get(LEAVE_FROM) and not line.cells.get(LEAVE_UNTIL):
        add_problem(line.number, "写了请假起，没有写请假止", "两列都写；还没定哪天回来的，先写估计的日子")
    elif first and last and last < first:
        add_problem(line.number, f"请假止 {last} 早于请假起 {first}", "请核对这两个日期")
    return ((first, last),) if first and last and first <= last else ()


def _role(line: CsvLine, roles: Mapping[str, str], handbook: Handbook, add_problem: Tell) -> str:
    text = line.cells[ROLE]
    if text not in roles:
        titles = "、".join(role.title for role in handbook.own_roles())
        add_problem(
            line.number,
            f"手册里没有「{text}」这个岗位" if text else f"「{line.cells[NAME]}」没有写岗位",
            f"可以写：{titles}，或岗位编号",
        )
    return roles.get(text, "")


def _unit(line: CsvLine, handbook: Handbook, add_problem: Tell) -> str | None:
    units = {word: unit.id for unit in handbook.settings.units for word in (unit.title, unit.id)}
    known = {"": None, COMPANY: "", **units}
    text = line.cells.get(UNIT, "")
    if text not in known:
        titles = "、".join(dict.fromkeys([*(unit.title for unit in handbook.settings.units), COMPANY]))
        add_problem(line.number, f"手册里没有「{text}」这个单位", f"可以写：{titles}；不写就按岗位的单位算")
    return known.get(text)


def _link(people: dict[str, Person], superiors: Mapping[str, tuple[int, str]], add_problem: Tell) -> None:
    """Write the 工号 of every superior into the people; nobody may be above themselves."""
    roster = Roster(tuple(people.values()))
    for staff, (line, text) in superiors.items():
        superior = roster.find(text) if text else None
        if text and superior is None:
            namesakes = [person.staff for person in people.values() if person.name == text]
            add_problem(
                line,
                f"直属主管「{text}」{'有两个同名的人' if namesakes else '不在名册里'}",
                f"改写工号：{'、'.join(namesakes)}"
                if namesakes
                else "写主管的工号或姓名，并给主管也写一行；最上一级留空",
            )
        people[staff] = replace(people[staff], superior=superior.staff if superior else "")
    for staff, person in people.items():
        if staff in _above(person, people):
            add_problem(superiors[staff][0], f"{person.name}的直属主管绕一圈又是自己", "请核对「直属主管」一列")


def _above(person: Person, people: Mapping[str, Person]) -> Iterator[str]:
    seen: set[str] = set()
    while person.superior and person.superior not in seen:
        seen.add(person.superior)
        yield person.superior
        person = people[person.superior]
