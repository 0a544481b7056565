"""KPIs from records: the same figures that a few lines of plain Python come to, whatever the records are."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime, timedelta

import duckdb
import pytest

from generator.model import Handbook, Kpi, convert
from generator.problems import ProblemsFound
from generator.reports import kpi_figures
from generator.reports.business_exports import load_exports, needed_columns, parse_cell
from generator.reports.kpi_measurement import Tally, export_table, limit, query, value
from generator.reports.roster import read_roster
from generator.schedule.periods import Period, Week, period
from tests.builders import a_handbook
from tests.reports import invented
from tests.reports.invented import NAMES, ROSTER, Sent, handbook, sent, stored

WEEK = Week.parse("2026-W47")
FORTNIGHTS = handbook().settings.fortnights.value
AS_OF = datetime(2026, 11, 23, 9, 0)
OF_STAFF = {name: staff for staff, name in NAMES.items()}


def a_roster():
    return read_roster("名册.csv", ROSTER.encode(), handbook())


def measured(everything, files=None, of: Handbook | None = None) -> dict[str, kpi_figures.KpiResult]:
    """Every KPI of a handbook, or else of the department, by its id."""
    book = of or handbook()
    connection = stored(book.forms.values(), book, everything)
    loaded = load_exports(connection, book, {name: text.encode() for name, text in (files or {}).items()})
    return {entry.kpi.id: entry for entry in kpi_figures.kpi_results(connection, book, a_roster(), WEEK, AS_OF, loaded)}


def shares(pairs) -> dict[str, float]:
    """By whose, how many of its outcomes are true, in percent."""
    by_key = defaultdict(list)
    for whose, outcome in pairs:
        by_key[whose].append(outcome)
    return {whose: 100 * sum(outcomes) / len(outcomes) for whose, outcomes in by_key.items()}


def within(one: Sent, field: str, name: str) -> bool:
    first, last, _ = period(name, WEEK, FORTNIGHTS)
    return first <= date.fromisoformat(one.record[field]) <= last


def complaints(everything):
    return (
        (one.record["staff-number"], one.record["responded-in-time"] == "按时")
        for one in everything
        if one.form == "complaint-sheet" and within(one, "received-date", "月")
    )


def visits(everything):
    return (
        (one.record["staff-number"], one.saved <= datetime.fromisoformat(one.record["visit-date"] + " 18:00"))
        for one in everything
        if one.form == "visit-record" and within(one, "visit-date", "周")
    )


def trainings(everything):
    return (
        (OF_STAFF[row["trainee"]], row["result"] == "合格")
        for one in everything
        if one.form == "training-record" and within(one, "session-date", "月")
        for row in one.record["people"]
    )


def recommendations(everything):
    return (
        (OF_STAFF[one.record["sales-owner"]], (one.record["score"] >= 9) - (one.record["score"] <= 6))
        for one in everything
        if one.form == "nps-survey" and within(one, "survey-date", "季度")
    )


@pytest.fixture(scope="module", params=[1, 2, 3])
def counted(request):
    """Everything that was handed in, and every KPI of it."""
    everything = sent(handbook(), request.param)
    return everything, measured(everything)


@pytest.mark.parametrize(
    ("kpi", "pairs"),
    [
        ("complaint-response-48h", complaints),
        ("visit-record-same-day", visits),
        ("training-completion", trainings),
        ("nps", recommendations),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_figures_from_forms_are_those_of_plain_python(kpi, pairs, counted):
    """For everybody, for the department, and for a team: from conditions on choices, times, rows of a table, and scores
    that count against it.
    """
    everything, held = counted
    entry, expected = held[kpi], shares(pairs(everything))
    fewest = entry.kpi.measure.fewest
    counts = defaultdict(int)
    for whose, _ in pairs(everything):
        counts[whose] += 1
    assert {person.staff: figure.value for person, figure in entry.people if figure.value is not None} == pytest.approx(
        {whose: share for whose, share in expected.items() if counts[whose] >= fewest}
    )
    assert entry.whole.value == pytest.approx(shares(("", outcome) for _, outcome in pairs(everything))[""])
    members = {person.staff for person in a_roster().team("S0020")} | {"S0020"}
    assert {leader.staff: figure.value for leader, figure in entry.teams}["S0020"] == pytest.approx(
        shares(("", outcome) for whose, outcome in pairs(everything) if whose in members)[""]
    )


def test_a_ratio_of_sums_is_not_the_average_of_ratios():
    """回款率 of the department is all that came in, divided by all that was due."""
    rows = [
        line.split(",")
        for line in ("张三,2026-11,100,50", "李四,2026-11,900,900", "李四,2026-10,900,0", "王芳,2026-11,,70")
    ]
    text = "姓名,月份,目标额,完成额,确认收入,毛利额,到期应收,已到账\n" + "".join(
        f"{name},{month},1,1,1,1,{due},{paid}\n" for name, month, due, paid in rows
    )
    entry = measured([], {"sales-monthly.csv": text})["payment-rate"]
    assert entry.whole.value == pytest.approx(100 * (50 + 900) / (100 + 900))
    assert {person.name: figure.value for person, figure in entry.people if figure.value is not None} == {
        "张三": 50,
        "李四": 100,
    }


def test_figures_from_exports_are_those_of_plain_python():
    """Shares, sums and counts by 工号 and by name; the figure of a team for a sum is that of one of its people."""
    chance = random.Random(7)
    people = [
        (chance.choice(invented.REPS), date(2026, 11, 9) + timedelta(days=chance.randint(0, 20))) for _ in range(500)
    ]
    contacts = [(NAMES[staff], day, chance.choice((1, 12, 24, 24.5, 40, ""))) for staff, day in people[:300]]
    hours = [(staff, day, chance.choice((0.5, 1, 1.5)), chance.choice("是否")) for staff, day in people[300:]]
    figures = measured(
        [],
        {
            "crm-contacts.csv": "姓名,沟通时间,录入小时数\n"
            + "".join(f"{name},{day}  9:30:00,{took}\n" for name, day, took in contacts),
            "learning-log.csv": "工号,姓名,日期,小时数,附小结\n"
            + "".join(f"{staff},随便写的,{day:%Y/%m/%d},{took},{noted}\n" for staff, day, took, noted in hours),
        },
    )
    mine = [(name, took != "" and took <= 24) for name, day, took in contacts if WEEK.monday <= day <= WEEK.sunday]
    assert figures["crm-update-24h"].whole.value == pytest.approx(shares(("", met) for _, met in mine)[""])
    assert {
        person.name: figure.value for person, figure in figures["crm-update-24h"].people if figure.tally.records
    } == pytest.approx(shares(mine))
    learnt = defaultdict(float)
    for staff, day, took, noted in hours:
        if WEEK.monday <= day <= WEEK.sunday and noted == "是":
            learnt[staff] += took
    entry = figures["weekly-learning-hours"]
    assert {person.staff: figure.value for person, figure in entry.people if figure.tally.records} == pytest.approx(
        dict(learnt)
    )
    assert entry.whole.value == pytest.approx(sum(learnt.values()) / len(entry.people))


def test_what_cannot_be_told_to_be_on_time_is_left_out():
    """It is neither for nor against, and the report says how many there are."""
    day = {"staff-number": "S0101", "visit-date": "2026-11-17", "record-date": "2026-11-17"}
    saved = (datetime(2026, 11, 17, 17), datetime(2026, 11, 17, 19), None)
    entry = measured([Sent("visit-record", day, moment) for moment in saved])["visit-record-same-day"]
    assert (entry.whole.value, entry.whole.tally.unknown, entry.note) == (50, 1, "1 条无法判断是否按时，没有计入")


def test_strangers_count_for_the_department_only():
    """Whoever is not in the roster is nobody's figure; that is told."""
    rows = "".join(f"{name},2026-11-17 9:00,{hours}\n" for name, hours in (("张三", 1), ("过客", 30)))
    entry = measured([], {"crm-contacts.csv": "姓名,沟通时间,录入小时数\n" + rows})["crm-update-24h"]
    assert (entry.whole.value, [figure.value for person, figure in entry.people if figure.tally.records]) == (50, [100])
    assert entry.note == "1 条对不上名册里的人，只计入全部门"


def every_measure_runs(handbook: Handbook) -> None:
    """On tables without a row, and on an export that has the columns it asks for."""
    files = {
        f"{name}.csv": ",".join(["姓名", *(column for column in columns if column != "姓名")]) + "\n"
        for name, columns in needed_columns(handbook).items()
    }
    figures = measured([], files, handbook)
    assert set(figures) == {kpi.id for kpi in handbook.kpis.values()}
    assert {entry.note for entry in figures.values() if entry.kpi.measure.take != "提交率"} == {"本期没有收到数据"}


def test_every_measure_of_a_handbook_runs():
    """The measures fit the forms and say what they need of exports."""
    every_measure_runs(handbook())


def test_what_is_missing_is_said():
    """Without an export there is no figure, but the name of the file and of where it comes from."""
    entry = measured([])["payment-rate"]
    assert (entry.whole, entry.note) == (None, "没有 sales-monthly.csv（来自销售月度汇总表）")


KPI = {
    "id": "x-rate",
    "title": "某率",
    "owner": "sales-rep",
    "next_review": "2026-12-31",
    "purpose": "。",
    "formula": "。",
    "period": "月",
    "source": {"export": "甲"},
    "action": ["。"],
}


def a_kpi(target, **more) -> Kpi:
    return convert(Kpi, {**KPI, "target": target, **more})


@pytest.mark.parametrize(
    ("target", "figure", "band"),
    [
        ({"at_least": 95.0, "yellow": 90.0}, 95, "green"),
        ({"at_least": 95.0, "yellow": 90.0}, 94.96, "green"),
        ({"at_least": 95.0, "yellow": 90.0}, 94.9, "yellow"),
        ({"at_least": 95.0, "yellow": 90.0}, 90, "yellow"),
        ({"at_least": 95.0, "yellow": 90.0}, 89.9, "red"),
        ({"at_least": 95.0}, 94, "red"),
        ({"at_most": 2.0, "yellow": 5.0}, 2, "green"),
        ({"at_most": 2.0, "yellow": 5.0}, 2.1, "yellow"),
        ({"at_most": 2.0, "yellow": 5.0}, 5.1, "red"),
        ({"at_most": 2.0}, 3, "red"),
    ],
)
def test_a_figure_falls_into_its_band(target, figure, band):
    """On the line counts as reached, and what is shown decides."""
    assert limit(a_kpi(target), figure).key == band


@pytest.mark.parametrize(
    ("take", "unit", "tally", "figure"),
    [
        ("占比", "%", Tally(1, 4, 4), 25),
        ("占比", "分", Tally(-1, 4, 4), -25),
        ("提交率", "%", Tally(3, 4, 5, 1), 75),
        ("平均", "分", Tally(9, 2, 3), 4.5),
        ("平均", "分", Tally(0, 0, 3), None),
        ("占比", "%", Tally(0, 0, 2, 2), None),
        ("比值", "%", Tally(5, 10, 1), 50),
        ("比值", "天", Tally(5, 10, 1), 0.5),
        ("比值", "%", Tally(5, 0, 1), None),
        ("计数", "家", Tally(0, 0, 0), 0),
        ("合计", "小时", Tally(3, 2, 2), 3),
    ],
)
def test_a_tally_is_worth(take, unit, tally, figure):
    """Where there is nothing to divide by, there is no figure, never 0 or 100."""
    kpi = a_kpi({"at_least": 1.0}, unit=unit, measure={"take": take, "form": "visit-record"})
    assert value(kpi, tally) == figure


NASTY = 'a"; DROP TABLE x; --'


def test_names_and_values_of_authors_stay_names_and_values():
    """A column with quotes in its name, a text with quotes in a condition, and a file with quotes in its name."""
    measure = a_kpi(
        {"at_least": 1.0},
        measure={
            "take": "占比",
            "export": NASTY,
            "meets": [{"column": NASTY, "equals": "'; SELECT 1; --"}],
            "where": [{"column": NASTY, "filled": True}],
            "who": NASTY,
        },
    ).measure
    connection = duckdb.connect()
    quoted = NASTY.replace('"', '""')
    connection.execute(
        f"CREATE TABLE \"{export_table(quoted)}\" AS SELECT unnest(['''; SELECT 1; --', 'b', NULL, '']) AS \"{quoted}\""
    )
    asked = query(measure, None, Period(date.min, date.max, ""), [NASTY])
    assert connection.execute(asked.sql, asked.parameters).fetchall() == [
        ("'; SELECT 1; --", 1, 1, 1, 0),
        ("b", 0, 1, 1, 0),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("1,200", "DOUBLE", 1200),
        ("１２．５", "DOUBLE", 12.5),
        ("98.5%", "DOUBLE", 98.5),
        ("约 3", "DOUBLE", None),
        ("", "DOUBLE", None),
        ("2026/11/8", "DATE", date(2026, 11, 8)),
        ("2026-11-08 23:59:59", "DATE", date(2026, 11, 8)),
        ("2026-11-08T09:00:00+08:00", "DATE", date(2026, 11, 8)),
        ("2026-11", "DATE", date(2026, 11, 1)),
        ("2026年11月", "DATE", date(2026, 11, 1)),
        ("2026-13", "DATE", None),
        ("本月", "DATE", None),
        ("是", "VARCHAR", "是"),
        ("", "VARCHAR", None),
    ],
)
def test_a_cell_of_an_export_means(text, kind, meant):
    """Numbers and days as systems write them; what cannot be understood is nothing, never 0."""
    assert parse_cell(text, kind) == meant


def test_doubts_and_mistakes_of_exports_are_told():
    """A cell with its line; a missing column with those that are there, in all files at once."""
    connection = duckdb.connect()
    told = load_exports(
        connection,
        handbook(),
        {"learning-log.csv": "姓名,日期,小时数,附小结\n张三,2026-11-17,两小时,是\n".encode("gb18030")},
    )["learning-log"].doubts
    assert told == ("「learning-log.csv」第 2 行「小时数」写的「两小时」不是数字，当作没有填",)
    with pytest.raises(ProblemsFound) as error:
        load_exports(
            connection, handbook(), {"learning-log.csv": "姓名,日期\n".encode(), "leads.csv": b"", "unused.csv": b"\0"}
        )
    assert [problem.message for problem in error.value.problems] == [
        "「leads.csv」文件是空的",
        "「learning-log.csv」缺少「附小结」「小时数」列",
    ]


@pytest.mark.parametrize(
    ("name", "week", "first", "last"),
    [
        ("周", "2026-W53", "2026-12-28", "2027-01-03"),
        ("日", "2026-W53", "2026-12-28", "2027-01-03"),
        ("双周", "2026-W52", "2026-12-14", "2026-12-27"),
        ("双周", "2026-W53", "2026-12-28", "2027-01-03"),
        ("双周", "2026-W02", "2025-12-29", "2026-01-11"),
        ("双周", "2026-W03", "2026-01-12", "2026-01-18"),
        ("半年", "2026-W27", "2026-07-01", "2026-07-05"),
        ("半年", "2026-W26", "2026-01-01", "2026-06-28"),
        ("月", "2026-W53", "2026-12-01", "2026-12-31"),
        ("月", "2026-W45", "2026-11-01", "2026-11-08"),
        ("月", "2026-W44", "2026-10-01", "2026-10-31"),
        ("季度", "2026-W47", "2026-10-01", "2026-11-22"),
        ("年", "2026-W01", "2026-01-01", "2026-01-04"),
    ],
)
def test_a_period_is_that_of_the_thursday(name, week, first, last):
    """From its first day to the end of the week, and never beyond its own end."""
    counted_period = period(name, Week.parse(week), FORTNIGHTS)
    assert (counted_period.first.isoformat(), counted_period.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-47", "「2026-47」不是周，要写成「年-W周」"),
        ("2026-W54", "2026 年没有第 54 周"),
        ("2025-W53", "2025 年没有第 53 周"),
        ("", "「」不是周，要写成「年-W周」"),
    ],
)
def test_what_is_no_week_is_told(text, told):
    """In one sentence."""
    with pytest.raises(ValueError, match=told.replace("(", r"\(")):
        Week.parse(text)


def test_a_handbook_without_measures_has_no_figures():
    """KPIs need not say how they are taken."""
    handbook = a_handbook()
    connection = stored(handbook.forms.values(), handbook, [])
    assert (
        kpi_figures.kpi_results(connection, handbook, a_roster(), WEEK, AS_OF, load_exports(connection, handbook, {}))
        == ()
    )
