"""The supervisor's week: that it says what the records say, the same from every format, and nothing that cannot be
known.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections import Counter
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from typing import ClassVar

import pytest
import python_calamine

from generator import cli
from generator.model import YesNoField
from generator.records import store
from generator.records.store_formats import FOLDERS, FORMATS
from generator.records.table_schema import tables
from generator.reports.business_exports import load_exports
from generator.reports.duties import Standing, duties
from generator.reports.report import Report, report
from generator.reports.report_page import report_page
from generator.reports.report_workbook import report_book
from generator.reports.roster import Person, Roster, read_roster
from generator.schedule.china import CHINA
from generator.schedule.periods import Week
from tests.builders import a_handbook
from tests.department import department_root
from tests.reports.invented import EXPORTS, NAMES, ROSTER, SALES, Sent, handbook, sent, stored

WEEK = Week.parse("2026-W47")
AS_OF = datetime(2026, 11, 23, 9, 0)
WORKDAYS = [date(2026, 11, day) for day in range(16, 21)]
AWAY = {("S0102", date(2026, 11, 18)), ("S0102", date(2026, 11, 19))}
"""On leave."""


def a_roster() -> Roster:
    return read_roster("名册.csv", ROSTER.encode(), handbook())


def a_report(everything, roster=..., week=WEEK, as_of=AS_OF, exports=EXPORTS, in_force="2025"):
    connection = stored(handbook().forms.values(), handbook(), everything)
    return of_store(connection, a_roster() if roster is ... else roster, week, as_of, exports, in_force)


def of_store(connection, roster=None, week=WEEK, as_of=AS_OF, exports=EXPORTS, in_force="2025"):
    loaded = load_exports(connection, handbook(), {name: text.encode() for name, text in exports.items()})
    return report(connection, handbook(), roster, week, as_of, in_force=in_force, exports=loaded)


@pytest.fixture(scope="module")
def everything() -> list[Sent]:
    return sent(handbook())


@pytest.fixture(scope="module")
def told(everything):
    """The report of the invented department."""
    return a_report(everything)


@pytest.mark.parametrize("seed", [2026, 1, 2])
def test_who_owes_what_is_as_plain_python_has_it(seed):
    """Every daily form of every workday but for leave and days before and after employment; late by the clock, missing
    by absence.
    """
    everything = sent(handbook(), seed)
    came = {
        (one.form, one.record["staff-number"], one.record[field]): one.saved
        for one in everything
        for field in ({"daily-plan": "plan-date", "self-check": "check-date"}.get(one.form),)
        if field
    }
    plans = {
        (one.record["staff-number"], one.record["period-start"]): one.saved
        for one in everything
        if one.form == "weekly-plan"
    }
    expected = {}

    def standing(saved: datetime | None, limit: datetime, late: Standing, absent: Standing) -> Standing:
        return absent if saved is None else Standing.ON_TIME if saved <= limit else late

    for staff in SALES:
        for day in WORKDAYS:
            gone = staff == "S0203" or (staff == "S0204" and day < date(2026, 11, 18))
            leave = Standing.LEAVE if (staff, day) in AWAY else Standing.MISSING
            if not gone:
                for form, by, late in (
                    ("self-check", time(18), Standing.LATE),
                    ("daily-plan", time(9), Standing.FILED),
                ):  # which is written on all day
                    expected[form, staff, day] = standing(
                        came.get((form, staff, day.isoformat())), datetime.combine(day, by), late, leave
                    )
        if staff != "S0203":
            late = Standing.FILED if handbook().forms["weekly-plan"].continued else Standing.LATE
            saved = plans.get((staff, "2026-11-23"))
            expected["weekly-plan", staff, WORKDAYS[4]] = standing(
                saved, datetime.combine(WORKDAYS[4], time(18)), late, Standing.MISSING
            )
    assert {
        (duty.form.id, duty.person.staff, duty.day): duty.standing for duty in a_report(everything).duties
    } == expected
    assert len(set(expected.values())) >= 4


def test_the_run_of_weeks_says_what_each_week_says(everything, told):
    """The oldest first, this one last."""
    assert [week.monday for week, _ in told.past] == [date(2026, 10, 12) + timedelta(weeks=count) for count in range(6)]
    own = [Counter(duty.standing for duty in a_report(everything, week=week).duties) for week, _ in told.past]
    assert [held for _, held in told.past] == [
        {standing: counted[standing] for standing in Standing} for counted in own
    ]


def test_what_is_not_yet_due_is_not_missing(everything):
    """In the middle of the week, the rest of it is ahead."""
    held = Counter(
        (duty.day, duty.standing)
        for duty in a_report([], as_of=datetime(2026, 11, 18, 12, 0)).duties
        if duty.form.id == "daily-plan"
    )
    assert {day for day, standing in held if standing is Standing.MISSING} == set(WORKDAYS[:3])
    assert {day for day, standing in held if standing is Standing.AHEAD} == set(WORKDAYS[3:])


def test_a_week_of_holidays(everything):
    """Of the National Day week only the workdays count; 调休 on a Saturday does too."""
    quiet = a_report([], week=Week.parse("2026-W41"), as_of=AS_OF)
    assert sorted({duty.day for duty in quiet.duties if duty.form.id == "self-check"}) == [
        date(2026, 10, 8),
        date(2026, 10, 9),
        date(2026, 10, 10),
    ]


@pytest.mark.parametrize(
    ("due", "week", "days"),
    [
        ({"every": "月", "on": "1 日", "by": "12:00"}, "2026-W44", [date(2026, 10, 30)]),
        ({"every": "月", "on": "1 日", "by": "12:00"}, "2026-W45", []),
        ({"every": "月", "on": "10 日", "by": "12:00"}, "2026-W46", [date(2026, 11, 10)]),
        ({"every": "周", "on": "周五", "by": "下班"}, "2026-W40", [date(2026, 9, 30)]),
        ({"every": "月", "on": "最后一个工作日", "by": "下班"}, "2026-W44", [date(2026, 10, 30)]),
        ({"every": "季度", "on": "首个工作日", "by": "下班"}, "2026-W44", []),
        ({"every": "月", "by": "下班"}, "2026-W45", []),
        ({"every": "月", "by": "下班"}, "2026-W49", [date(2026, 11, 30)]),
        ({"every": "周", "times": 1}, "2026-W47", [date(2026, 11, 20)]),
        ({"every": "季度", "on": "首月", "by": "下班"}, "2026-W44", [date(2026, 10, 30)]),
        ({"every": "季度", "by": "下班"}, "2026-W40", [date(2026, 9, 30)]),
        ({"every": "年", "on": "3 月", "by": "下班"}, "2026-W14", [date(2026, 3, 31)]),
    ],
    ids=[
        "周日提前到上月末",
        "下一周不再算",
        "当天",
        "周五放假提前到假前",
        "月末",
        "季度",
        "没说哪天，月初还不欠",
        "没说哪天，月底到期",
        "没说周几",
        "首月没说哪天",
        "季度没说哪天",
        "三月没说哪天",
    ],
)
def test_a_limit_on_a_day_off_is_due_on_the_workday_before(due, week, days):
    """Once, in the week of that workday; where no day is named, at the end of the week, month, quarter or year."""
    handbook, people = (
        a_handbook(form={"visit-record": {"due": due}}),
        Roster((Person("S1", "张三", "sales-rep"), Person("S2", "李四", "legal"))),
    )
    all_duties = duties(
        stored(handbook.forms.values(), handbook, []),
        handbook,
        people,
        Week.parse(week).monday,
        Week.parse(week).sunday,
        AS_OF,
    )
    assert [(duty.day, duty.person.name) for duty in all_duties] == [(day, "张三") for day in days]


def test_a_correction_does_not_make_late_what_was_in_time():
    """Of two copies for one day the one in time counts."""
    one = {"staff-number": "S0101", "check-date": "2026-11-17"}
    result = a_report(
        [Sent("self-check", one, datetime(2026, 11, 18, 9)), Sent("self-check", one, datetime(2026, 11, 17, 17))]
    )
    assert [
        duty.standing
        for duty in result.owed(result.roster.by_staff["S0101"], handbook().forms["self-check"], date(2026, 11, 17))
    ] == [Standing.ON_TIME]


def test_answers_no_are_counted_by_item(everything, told):
    """And each with whose it is and the measure that was written."""
    fields = {
        field.id: field
        for section in handbook().forms["self-check"].sections
        for field in section.fields
        if isinstance(field, YesNoField)
    }
    days = [day.isoformat() for day in WEEK.days]
    mine = [one.record for one in everything if one.form == "self-check" and one.record["check-date"] in days]
    assert {item.field.id: (item.yes, len(item.nos)) for item in told.items} == {
        id: (sum(record[id] == "是" for record in mine), sum(record[id] == "否" for record in mine)) for id in fields
    }
    assert sorted(
        (no.staff, no.day.isoformat(), item.field.id, no.note) for item in told.items for no in item.nos
    ) == sorted(
        (record["staff-number"], record["check-date"], id, record.get(f"{id}.if-no", ""))
        for record in mine
        for id in fields
        if record[id] == "否"
    )


def test_promises_by_the_week_in_which_they_fall_due(everything, told):
    """From two weeks before to the week after, without those who promised nothing."""
    due = [
        one.record["feedback-date"]
        for one in everything
        if one.form == "visit-record" and "feedback-date" in one.record
    ]
    expected = {
        "本周到期": ("2026-11-16", "2026-11-22"),
        "下周到期": ("2026-11-23", "2026-11-29"),
        "前两周到期": ("2026-11-02", "2026-11-15"),
    }
    assert {
        words: [promise.until.isoformat() for promise in held] for words, held in told.promises_by_week.items()
    } == {words: sorted(day for day in due if first <= day <= last) for words, (first, last) in expected.items()}
    nothing = {"staff-number": "S0101", "visit-date": "2026-11-17", "commitments": "无", "feedback-date": "2026-11-18"}
    assert a_report([Sent("visit-record", nothing, None)]).promises == ()


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("2025 版", True),
        ("2025", True),
        ("销售工作手册2025版", True),
        ("2025.1 版", False),
        ("2024 版", False),
        ("12025", False),
        ("", False),
    ],
)
def test_who_has_read_the_revision_in_force(said, counts):
    """By 工号 and revision, however it is written; another revision does not count."""
    one = Sent("read-confirmation", {"staff-number": "s0101", "revision": said, "sign-date": "2026-11-02"}, None)
    reading = a_report([one]).confirmation_status
    assert [(person.name, day) for person, day in reading.confirmed] == (
        [("张三", date(2026, 11, 2))] if counts else []
    )
    assert {person.name for person in reading.missing} == set(NAMES.values()) - {"黄凯"} - (
        {"张三"} if counts else set()
    )


@pytest.mark.parametrize(
    ("answers", "confirmed", "strangers"),
    [
        ({"person-name": "张三"}, ["张三"], 0),
        ({"staff-number": "S0102", "person-name": "张三"}, ["王芳"], 0),
        ({"person-name": "过客"}, [], 1),
        ({}, [], 1),
    ],
)
def test_a_confirmation_without_a_number_goes_by_the_name(answers, confirmed, strangers):
    """Older copies did not ask for the 工号; what fits nobody is counted, not given to anybody."""
    reading = a_report(
        [Sent("read-confirmation", {**answers, "revision": "2025 版", "sign-date": "2026-11-02"}, None)]
    ).confirmation_status
    assert ([person.name for person, _ in reading.confirmed], reading.strangers) == (confirmed, strangers)


def test_what_is_signed_after_the_week_is_not_in_its_report():
    """A report of an old week stays what it was."""
    one = Sent("read-confirmation", {"staff-number": "S0101", "revision": "2025 版", "sign-date": "2026-11-23"}, None)
    assert a_report([one]).confirmation_status.confirmed == ()


NOTES = {
    "没有名册": (
        lambda: a_report([Sent("self-check", {"staff-number": "S0101", "check-date": "2026-11-17"}, None)], None),
        "没有给名册",
    ),
    "没有表": (lambda: a_report([]), "这一周一份表也没有收到"),
    "没有工作日": (lambda: a_report([], week=Week.parse("2026-W08")), "这一周没有工作日"),
    "没有工号": (
        lambda: a_report([Sent("self-check", {"check-date": "2026-11-17"}, None)]),
        "1 份表没有写工号，归不到人头上：self-check/000000.docx。",
    ),
    "不在名册里": (
        lambda: a_report([Sent("self-check", {"staff-number": "X9", "check-date": "2026-11-17"}, None)]),
        "1 个工号不在名册里，他们交的表没有计入「应交」：X9。",
    ),
    "没有日期": (
        lambda: a_report([Sent("self-check", {"staff-number": "S0101"}, None)]),
        "库里有 1 份表看不出说的是哪一天，没有计入任何一周。",
    ),
    "没有保存时间": (
        lambda: a_report([Sent("self-check", {"staff-number": "S0101", "check-date": "2026-11-17"}, None)]),
        "1 份表无法判断是否按时",
    ),
    "看不懂的数字": (
        lambda: a_report([], exports={"learning-log.csv": "姓名,日期,小时数,附小结\n张三,2026-11-17,两,是\n"}),
        "「learning-log.csv」第 2 行「小时数」写的「两」不是数字，当作没有填",
    ),
}


@pytest.mark.parametrize("name", NOTES)
def test_what_cannot_be_known_is_said(name):
    """In the notes, which both formats show; nothing crashes for want of data."""
    make, note = NOTES[name]
    made = make()
    assert [words for words in made.notes if words.startswith(note)]
    assert note in report_page(made).decode() and note in texts_of(report_book(made))


def test_without_a_roster_nothing_is_missing(everything):
    """The report is about those who handed in, and does not say who did not."""
    result = a_report(everything, None)
    assert (result.duties, result.confirmation_status, {person.staff for person in result.roster.people}) == (
        (),
        None,
        set(NAMES) - {"S0001"} | {"K0001"},
    )


def test_the_same_store_gives_the_same_report(everything, told):
    """Byte for byte, page and workbook."""
    again = a_report(everything)
    assert report_page(again) == report_page(told) and report_book(again) == report_book(told)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_of_a_store_gives_the_same_report(everything, told, format, tmp_path):
    """What `sop collect` writes, whichever format it was told to write."""
    path = tmp_path / f"记录{format}"
    if format in FOLDERS:
        path.mkdir()
    with stored(handbook().forms.values(), handbook(), everything) as connection:
        store.save(connection, tables(handbook().forms), path, format)
    with store.open_store(path, handbook().forms) as connection:
        assert report_page(of_store(connection, a_roster())) == report_page(told)


def test_the_page_asks_nobody_and_runs_nothing(told):
    """No script, no address to load from, no text of a record that becomes markup."""
    nasty = replace(
        told,
        promises=tuple(
            replace(promise, text="<script>alert(1)</script><img src=x onerror=alert(2)>") for promise in told.promises
        ),
    )
    page = report_page(nasty).decode()
    assert (
        re.findall(r'<script|<img|<link|<iframe|<[^>]*\b(?:src|srcset|on[a-z]+)=|href="[^#]|url\(|@import', page) == []
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_page_shows_the_figures(told):
    """The share on time, who is missing what, and every KPI with its target and the word of its band."""
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", report_page(told).decode()))
    for entry in told.kpi_results:
        assert entry.kpi.title in page
        if entry.whole and entry.whole.limit:
            shown = re.escape(f"{entry.whole.value:.1f}".removesuffix(".0"))
            assert re.search(rf"{shown} ?{re.escape(entry.kpi.unit)}\s+{entry.whole.limit.word}", page), entry.kpi.title
    held = Counter(duty.standing for duty in told.duties)
    due = held[Standing.ON_TIME] + held[Standing.LATE] + held[Standing.MISSING]
    assert f"按时率 {f'{held[Standing.ON_TIME] / due * 100:.1f}'.removesuffix('.0')}%" in page
    assert f"未交 {held[Standing.MISSING]} 另有迟交 {held[Standing.LATE]}" in page


def texts_of(book: bytes) -> str:
    """Every text of a workbook."""
    opened = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book))
    return "\n".join(
        str(cell) for name in opened.sheet_names for row in opened.get_sheet_by_name(name).to_python() for cell in row
    )


def test_the_workbook_has_the_same_tables_and_real_charts(told):
    """Numbers as numbers, days as days, three charts, and no cell that is worked out."""
    content = report_book(told)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    _head, *rows = book.get_sheet_by_name("应交明细").to_python()
    assert [tuple(row[1:5]) for row in rows] == [
        (duty.person.staff, duty.form.title, duty.day, duty.standing.value) for duty in told.duties
    ]
    figures = {row[0]: row[3] for row in book.get_sheet_by_name("指标").to_python()[1:]}
    assert figures == {
        entry.kpi.title: pytest.approx(entry.whole.value, abs=1e-4) if entry.whole else "" for entry in told.kpi_results
    }
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        assert sum(name.startswith("xl/charts/chart") for name in names) == 3
        assert not any(b"<f>" in package.read(name) for name in names if name.startswith("xl/worksheets/sheet"))


def test_the_workbook_is_valid(told, tmp_path):
    """By the schemas of ECMA-376, full and empty."""
    from openxml_audit import OpenXmlValidator

    for name, made in (("full", told), ("empty", a_report([], None, exports={}))):
        (tmp_path / f"{name}.xlsx").write_bytes(report_book(made))
        result = OpenXmlValidator().validate(tmp_path / f"{name}.xlsx")
        assert [str(error) for error in result.errors] == []


@pytest.fixture
def folder(everything, tmp_path):
    """A store, a roster and exports on disk."""
    with stored(handbook().forms.values(), handbook(), everything) as connection:
        store.save(connection, tables(handbook().forms), tmp_path / "记录.duckdb", ".duckdb")
    (tmp_path / "名册.csv").write_bytes(ROSTER.encode("gb18030"))
    (tmp_path / "导出").mkdir()
    for name, text in EXPORTS.items():
        (tmp_path / "导出" / name).write_text(text, encoding="utf-8-sig")
    return tmp_path


def sop(folder, *arguments, root=None) -> int:
    root = root or department_root()
    return cli.main(["report", str(folder / "记录.duckdb"), "--root", str(root), *map(str, arguments)])


@pytest.mark.parametrize("ending", ["html", "xlsx"])
def test_the_command_writes_the_report_and_nothing_else(folder, ending, capsys):
    """Only the file after -o, which nobody else may read; what must be known before trusting it is told at once."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert (
        sop(
            folder,
            "--week",
            "2026-W47",
            "--roster",
            folder / "名册.csv",
            "--exports",
            folder / "导出",
            "-o",
            folder / f"周报.{ending}",
        )
        == 0
    )
    assert {
        path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != f"周报.{ending}"
    } == before
    assert os.name == "nt" or (folder / f"周报.{ending}").stat().st_mode & 0o777 == 0o600
    output = capsys.readouterr().out
    assert "2026 年第 47 周" in output and "注意：1 个工号不在名册里" in output
    assert "陈晨" in (
        (folder / "周报.html").read_text() if ending == "html" else texts_of((folder / "周报.xlsx").read_bytes())
    )


def test_without_a_week_it_is_the_last_one(folder, small, capsys):
    """The one that is over: on Monday morning nobody has to know its number."""
    assert sop(folder, "-o", folder / "周报.html", root=small) == 0
    title = Week(datetime.now(CHINA).date()).before(1).title
    assert f"周报.html：{title}\n" in capsys.readouterr().out


WRONG = {
    "结尾不对": (["-o", "周报.pdf"], 2, "结尾写 .html 或 .xlsx"),
    "没有这个版本": (["--revision", "1999", "-o", "周报.html"], 2, "没有「1999」这个版本，现有：next"),
    "名册不在": (["--roster", "没有.csv", "-o", "周报.html"], 1, "读写文件出错"),
    "导出不在": (["--exports", "没有", "-o", "周报.html"], 1, "读写文件出错"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_use_is_told(folder, small, name, capsys, monkeypatch):
    """In one sentence, and nothing is written."""
    monkeypatch.chdir(folder)
    arguments, code, words = WRONG[name]
    assert sop(folder, "--week", "2026-W47", *arguments, root=small) == code
    assert words in capsys.readouterr().err
    assert not list(folder.glob("周报*"))


def test_a_week_that_is_none_is_told(folder, capsys):
    """By the command line itself."""
    with pytest.raises(SystemExit) as left:
        sop(folder, "--week", "47", "-o", folder / "周报.html")
    assert left.value.code == 2 and "「47」不是周，要写成「年-W周」，例如 2026-W47" in capsys.readouterr().err


def test_mistakes_of_the_roster_are_told_with_their_lines(folder, small, capsys):
    """All of them, and no report is written."""
    (folder / "名册.csv").write_text("工号,姓名,岗位\nS1,张三,卖货的\n,李四,销售代表\n", encoding="utf-8")
    assert (
        sop(folder, "--week", "2026-W47", "--roster", folder / "名册.csv", "-o", folder / "周报.html", root=small) == 1
    )
    output = capsys.readouterr().out
    assert "名册.csv:2:1" in output and "名册.csv:3:1" in output and "2 个错误" in output
    assert not (folder / "周报.html").exists()


class Watched(Report):
    """A report that knows what of it was asked for."""

    asked: ClassVar[set[str]] = set()

    def __getattribute__(self, name: str):
        Watched.asked.add(name)
        return super().__getattribute__(name)


@pytest.mark.parametrize("write", [report_page, report_book], ids=["page", "workbook"])
def test_both_forms_of_the_report_show_all_of_it(told, write):
    """A part that is added to the report and shown in one of them alone would be missed in the other. Of the forms,
    each duty names its own.
    """
    watched = Watched(**{declared.name: getattr(told, declared.name) for declared in fields(Report)})
    Watched.asked.clear()
    write(watched)
    assert {declared.name for declared in fields(Report)} - Watched.asked <= {"forms"}
