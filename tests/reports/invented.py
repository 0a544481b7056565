"""A department of twelve invented people, and what they handed in: random, and the same at every run."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Any

import duckdb

from generator.model import Form, Handbook, YesNoField
from generator.records import lateness, store
from generator.records.table_schema import day_of, rows_of, staff_of, tables
from generator.schedule.work_calendar import work_calendar
from generator.schedule.workdays import Workdays
from tests.department import a_department

FIRST, LAST = date(2026, 10, 12), date(2026, 11, 22)
"""Six weeks; the last one is 2026-W47."""

ROSTER = """工号,姓名,岗位,直属主管,区域,在岗起,在岗止,请假起,请假止
S0001,周敏,销售经理,,全国,2019-03-01,,,
S0010,郑强,区域经理,周敏,华东,2020-05-06,,,
S0020,李四,销售主管,郑强,华东,2021-07-01,,,
S0101,张三,销售代表,李四,华东,2023-02-01,,,
S0102,王芳,销售代表,李四,华东,2023-04-10,,2026-11-18,2026-11-19
S0102,,,,,,,2026-10-20,2026-10-20
S0103,陈晨,sales-rep,S0020,华东,2024-06-03,,,
S0104,刘洋,业务员,李四,华东,2024-09-01,,,
S0030,孙丽,销售主管,郑强,华南,2021-09-01,,,
S0201,赵磊,销售代表,孙丽,华南,2022-01-04,,,
S0202,吴静,销售代表,孙丽,华南,2023-11-20,,,
S0203,黄凯,销售代表,孙丽,华南,2025-03-03,2026-11-13,,
S0204,林雪,销售代表,孙丽,华南,2026-11-18,,,
"""
NAMES = {
    "S0001": "周敏",
    "S0010": "郑强",
    "S0020": "李四",
    "S0101": "张三",
    "S0102": "王芳",
    "S0103": "陈晨",
    "S0104": "刘洋",
    "S0030": "孙丽",
    "S0201": "赵磊",
    "S0202": "吴静",
    "S0203": "黄凯",
    "S0204": "林雪",
}
SALES = ("S0010", "S0020", "S0101", "S0102", "S0103", "S0104", "S0030", "S0201", "S0202", "S0203", "S0204")
"""Those who fill in the daily forms."""
REPS = tuple(staff for staff in SALES if staff not in ("S0010", "S0020", "S0030"))
DILIGENCE = {"S0103": 0.72, "S0201": 0.85}
"""How likely somebody hands in, where it is not as good as certain."""
CUSTOMERS = ("示例机械有限公司", "样例食品集团", "演示物流有限公司", "虚构电子厂", "测试纺织有限公司")
PROMISED = ("3 台设备的分批到货时间表", "维保合同的报价", "换型方案的第二版", "样机试用的安排", "验收标准的书面说明")
NOTES = (
    "明天 9 点前补录两条沟通",
    "出门前对照清单",
    "下次先复述再回答",
    "请技术部当天给答复",
    "把承诺写进日程并设提醒",
)


def handbook() -> Handbook:
    """The one that they work by."""
    return a_department().draft_handbook


@dataclass(frozen=True)
class Sent:
    """One filled form and when it was saved, in China's time."""

    form: str
    record: dict[str, Any]
    saved: datetime | None


def sent(handbook: Handbook, seed: int = 2026) -> list[Sent]:
    """Everything that was handed in, in the order of days."""
    chance, workdays = random.Random(seed), Workdays(handbook.calendar)
    days = [FIRST + timedelta(days=count) for count in range((LAST - FIRST).days + 1)]
    return [one for day in days for staff in SALES for one in _day(chance, handbook, workdays, day, staff)] + list(
        _rare(chance)
    )


def _day(chance: random.Random, handbook: Handbook, workdays: Workdays, day: date, staff: str) -> Iterator[Sent]:
    away = staff == "S0102" and day in (date(2026, 11, 18), date(2026, 11, 19), date(2026, 10, 20))
    gone = (staff == "S0203" and day > date(2026, 11, 13)) or (staff == "S0204" and day < date(2026, 11, 18))
    if not workdays.is_workday(day) or away or gone:
        return
    diligence = DILIGENCE.get(staff, 0.97)
    head = {"staff-number": staff, "filler": NAMES[staff]}
    if chance.random() < diligence:
        yield Sent("daily-plan", {**head, "plan-date": day.isoformat()}, _at(chance, day, 8, 20, 50))
    if chance.random() < diligence:
        fields = [
            field.id
            for section in handbook.forms["self-check"].sections
            for field in section.fields
            if isinstance(field, YesNoField)
        ]
        answers = {id: "是" if chance.random() < 0.94 else "否" for id in fields}
        notes = {
            f"{id}.if-no": chance.choice(NOTES)
            for id, answer in answers.items()
            if answer == "否" and chance.random() < 0.9
        }
        yield Sent(
            "self-check", {**head, "check-date": day.isoformat(), **answers, **notes}, _at(chance, day, 16, 55, 68)
        )
    if day.weekday() == 4 and chance.random() < diligence:
        start = day + timedelta(days=3)
        period = {"period-start": start.isoformat(), "period-end": (start + timedelta(days=4)).isoformat()}
        yield Sent("weekly-plan", {**head, **period}, _at(chance, day, 16, 0, 140))
    if staff in REPS and chance.random() < 0.55:
        promised = chance.random() < 0.5
        record = {
            "staff-number": staff,
            "visitor": NAMES[staff],
            "visit-date": day.isoformat(),
            "record-date": day.isoformat(),
            "start-time": "14:00",
            "end-time": "15:00",
            "customer-name": chance.choice(CUSTOMERS),
            "commitments": f"{NAMES[staff]}给出：{chance.choice(PROMISED)}" if promised else "无",
        }
        if promised:
            record["feedback-date"] = (day + timedelta(days=chance.randint(1, 9))).isoformat()
        yield Sent("visit-record", record, _at(chance, day, 16, 0, 130))


def _rare(chance: random.Random) -> Iterator[Sent]:
    for number in range(14):
        staff, day = chance.choice(REPS[:6]), LAST - timedelta(days=chance.randint(2, 40))
        answer = chance.choice(("按时", "按时", "按时", "超时", ""))
        record = {
            "staff-number": staff,
            "ticket": f"TS-{number:03}",
            "received-date": day.isoformat(),
            "responded-in-time": answer,
        }
        yield Sent("complaint-sheet", record, _at(chance, day, 15, 0, 60))
    for _ in range(24):
        day = LAST - timedelta(days=chance.randint(2, 40))
        yield Sent(
            "nps-survey",
            {
                "staff-number": "K0001",
                "survey-date": day.isoformat(),
                "sales-owner": NAMES[chance.choice(REPS[:6])],
                "score": chance.choice((10, 9, 9, 9, 8, 7, 6, 3)),
            },
            _at(chance, day, 10, 0, 60),
        )
    people = [
        {
            "trainee": NAMES[staff],
            "result": "合格" if chance.random() < 0.85 else "待补考",
            "score": chance.randint(60, 100),
        }
        for staff in REPS
    ]
    session = {"staff-number": "S0020", "session-date": "2026-11-17", "format": "集中培训", "people": people}
    yield Sent("training-record", session, datetime(2026, 11, 17, 17, 30))
    for staff in SALES[:8]:
        record = {"staff-number": staff, "person-name": NAMES[staff], "revision": "2025 版", "sign-date": "2026-10-14"}
        yield Sent("read-confirmation", record, datetime(2026, 10, 14, 9, 0))


def _at(chance: random.Random, day: date, hour: int, minute: int, spread: int) -> datetime:
    return datetime.combine(day, time(hour, minute)) + timedelta(minutes=chance.randint(0, spread))


EXPORTS = {
    "crm-contacts.csv": "姓名,团队,客户,沟通时间,录入时间,录入小时数\n"
    + "".join(
        f"{NAMES[staff]},华东,{customer},2026-11-{16 + number % 5} 10:0{number % 10},,{hours}\n"
        for number, (staff, customer) in enumerate(product(REPS[:6], CUSTOMERS))
        for hours in [(2, 1.5, 23.5, 30, 20, 5, "")[number * number % 11 % 7]]
    ),
    "sales-monthly.csv": "姓名,团队,月份,目标额,完成额,确认收入,毛利额,到期应收,已到账\n"
    + "".join(
        f'{NAMES[staff]},华东,2026-{month},"{400 + 10 * number},000","{330 + 25 * number},000",300000,'
        f"{78000 + 9000 * number},200000,"
        f"{170000 + 6000 * number}\n"
        for month in ("10", "11")
        for number, staff in enumerate(REPS)
    ),
    "learning-log.csv": "工号,姓名,日期,内容,小时数,附小结\n"
    + "".join(
        (
            f"{staff},{NAMES[staff]},2026-11-{16 + number % 5},示例课程,{1 + number % 3 * 0.5},"
            f"{'是' if number % 5 else '否'}\n"
        )
        for number, staff in enumerate(REPS * 2)
    ),
}
"""By file name."""


def stored(forms: Iterable[Form], handbook: Handbook, everything: Iterable[Sent]) -> duckdb.DuckDBPyConnection:
    """A store in memory, with due and late as they are worked out for copies that came back."""
    connection, held = duckdb.connect(), {table.name: table for table in tables(forms)}
    for table in held.values():
        store.create(connection, table)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in held}
    calendar = work_calendar(handbook)
    for number, one in enumerate(everything):
        form = handbook.forms[one.form]
        due, day = lateness.due(form, one.record, calendar), day_of(form, one.record)
        meta = {
            "_record": f"{number:06}",
            "_file": f"{one.form}/{number:06}.docx",
            "_revision": "2026",
            "_how": "按控件",
            "_staff": staff_of(form, one.record),
            "_day": day.isoformat() if day else None,
            "_saved": _text(one.saved),
            "_due": _text(due),
            "_late": lateness.late(form, one.saved, due),
        }
        for name, some in rows_of(form, one.record, meta).items():
            rows[name] += some
    for name, some in rows.items():
        if some:
            store.insert(connection, held[name], some)
    return connection


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat(" ") if moment else None
