"""A report -> a workbook with the same tables, and charts that Excel and WPS draw themselves."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from generator.language import phrasing
from generator.reports.duties import Standing, standings, tally
from generator.reports.highlights import highlights
from generator.reports.kpi_figures import Figure
from generator.reports.report import Report

COLOURS = {
    Standing.ON_TIME: "#1A7F37",
    Standing.LATE: "#BF8700",
    Standing.FILED: "#0969DA",
    Standing.MISSING: "#CF222E",
}
"""Those that make up what was due."""
BANDS = {
    "达标": {"font_color": "#1A7F37"},
    "预警": {"font_color": "#7D4E00", "bg_color": "#FFF3C4"},
    "不达标": {"font_color": "#B3121D", "bg_color": "#FFE5E2"},
}
SHAPES: Mapping[type, Mapping[str, str | bool]] = {
    date: {"num_format": "yyyy-mm-dd"},
    datetime: {"num_format": "yyyy-mm-dd hh:mm"},
    float: {"num_format": "0.0"},
    str: {"text_wrap": True},
}


class ReportWorkbook:
    """A workbook that is being written. Texts are always written as texts: nothing in a cell is ever worked out."""

    def __init__(self, report: Report, target: io.BytesIO):
        never = {f"strings_to_{other}": False for other in ("formulas", "urls", "numbers")}
        self.file = xlsxwriter.Workbook(target, {"in_memory": True, **never})
        settings = report.handbook.settings
        self.file.set_properties(
            {"title": f"{settings.department}周报 {report.week}", "company": settings.company, "created": report.as_of}
        )
        self._head = self.file.add_format(
            {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self._shapes = {kind: self.file.add_format({**look, "valign": "top"}) for kind, look in SHAPES.items()}
        self._bands = {name: self.file.add_format(look) for name, look in BANDS.items()}

    def sheet(
        self, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]], banded: int | None = None
    ) -> tuple[Any, int]:
        """Add a table; gives the sheet and how many rows it has.

        In column `banded` stand the words of a KPI's bands, which are coloured.
        """
        sheet, count = self.file.add_worksheet(title), 0
        for position, (words, width) in enumerate(columns):
            sheet.set_column(position, position, width)
            sheet.write_string(0, position, words, self._head)
        for count, row in enumerate(rows, 1):
            for position, value in enumerate(row):
                self._write(sheet, count, position, value)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        if banded is not None and count:
            for word, look in self._bands.items():
                sheet.conditional_format(
                    1, banded, count, banded, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
                )
        return sheet, count

    def _write(self, sheet: Any, row: int, position: int, value: Any) -> None:
        match value:
            case None | "":
                return
            case datetime() | date():
                sheet.write_datetime(row, position, value, self._shapes[type(value)])
            case int():
                sheet.write_number(row, position, value)
            case float():
                sheet.write_number(row, position, round(value, 4), self._shapes[float])
            case _:
                sheet.write_string(row, position, value, self._shapes[str])

    def bars(
        self,
        sheet: Any,
        title: str,
        place: str,
        rows: int,
        first: int,
        colours: Sequence[str],
        *,
        shape: str = "stacked",
        kind: str = "bar",
    ) -> None:
        """A chart of bars beside a table: of the columns from `first` on, one series a colour, named by their heads."""
        if not rows:
            return
        chart = self.file.add_chart({"type": kind, "subtype": shape} if shape == "stacked" else {"type": kind})
        for column, colour in enumerate(colours, first):
            chart.add_series(
                {
                    "name": [sheet.name, 0, column],
                    "categories": [sheet.name, 1, 0, rows, 0],
                    "values": [sheet.name, 1, column, rows, column],
                    "fill": {"color": colour},
                    "gap": 40,
                }
            )
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_legend({"position": "bottom"})
        if kind == "bar":
            chart.set_y_axis({"reverse": True})
        chart.set_size({"width": 640, "height": max(280, 80 + 30 * rows)})
        sheet.insert_chart(place, chart)


def report_book(report: Report) -> bytes:
    """The workbook."""
    target = io.BytesIO()
    book = ReportWorkbook(report, target)
    _overview(book, report)
    _filings_sheets(book, report)
    _figures(book, report)
    _answers(book, report)
    book.file.close()
    return target.getvalue()


def _overview(book: ReportWorkbook, report: Report) -> None:
    counts = standings(report.duties)
    rows: list[Sequence[Any]] = [
        ("周", f"{report.week.title}（{report.week.monday} 至 {report.week.sunday}）"),
        ("数据截至", f"{report.as_of:%Y-%m-%d %H:%M}"),
        ("密级", f"{report.handbook.settings.confidentiality}。只给直属主管和部门负责人看，不张贴、不转发。"),
    ]
    if report.has_roster:
        rows += [
            ("应交", tally(counts).records),
            *((standing.value, counts[standing]) for standing in Standing),
            ("按时率 %", _share(counts)),
        ]
    rows += [("先看这些", entry.text) for entry in highlights(report)]
    rows += [("数据说明", note) for note in report.notes]
    book.sheet("概览", (("项目", 14), ("内容", 100)), rows)
    standing_columns = tuple(COLOURS)
    sheet, count = book.sheet(
        "六周",
        (("周一", 12), *((standing.value, 9) for standing in standing_columns), ("按时率 %", 10)),
        (
            (f"{week.monday:%m-%d}", *(week_counts[standing] for standing in standing_columns), _share(week_counts))
            for week, week_counts in report.past
        ),
    )
    book.bars(sheet, "最近六周应交的表", "H2", count, 1, tuple(COLOURS.values()), kind="column")


def _share(counts: Mapping[Standing, int]) -> float | None:
    """The share in percent that was in time; None where nothing was due."""
    in_time = tally(counts)
    return in_time.amount / in_time.base * 100 if in_time.base else None


def _filings_sheets(book: ReportWorkbook, report: Report) -> None:
    standing_columns, people = tuple(COLOURS), [person for _, team in report.teams() for person in team]
    own = {person: standings(report.of(person)) for person in people}
    sheet, count = book.sheet(
        "每人提交",
        (
            ("姓名", 12),
            ("工号", 10),
            *((standing.value, 8) for standing in standing_columns),
            ("请假", 8),
            ("按时率 %", 10),
        ),
        (
            (
                person.name,
                person.staff,
                *(own[person][standing] for standing in standing_columns),
                own[person][Standing.LEAVE],
                _share(own[person]),
            )
            for person in people
        ),
    )
    book.bars(sheet, f"{report.week.title}：每个人交了几份", "J2", count, 2, tuple(COLOURS.values()))
    book.sheet(
        "应交明细",
        (("姓名", 12), ("工号", 10), ("表单", 24), ("应交日", 12), ("情况", 10), ("保存时间", 18), ("文件", 40)),
        (
            (
                duty.person.name,
                duty.person.staff,
                duty.form.title,
                duty.day,
                duty.standing.value,
                *((duty.filing.saved, duty.filing.file) if duty.filing else (None, None)),
            )
            for duty in report.duties
        ),
    )
    book.sheet(
        "其他表",
        (("姓名", 12), ("工号", 10), ("表单", 24), ("所说日期", 12), ("情况", 10), ("保存时间", 18), ("文件", 40)),
        (
            (
                report.name(filing.staff),
                filing.staff,
                entry.form.title,
                filing.day,
                filing.standing.value,
                filing.saved,
                filing.file,
            )
            for entry in report.form_filings
            for filing in entry.filings
        ),
    )


def _figures(book: ReportWorkbook, report: Report) -> None:
    book.sheet(
        "指标",
        (("指标", 26), ("期间", 22), ("目标", 12), ("实际", 10), ("单位", 7), ("评价", 9), ("记录数", 9), ("说明", 50)),
        (
            (
                entry.kpi.title,
                entry.period.words,
                phrasing.target_phrase(entry.kpi),
                entry.whole and entry.whole.value,
                entry.kpi.unit,
                _band(entry.whole),
                entry.whole.tally.records if entry.whole else None,
                entry.note,
            )
            for entry in report.kpi_results
        ),
        banded=5,
    )
    book.sheet(
        "指标明细",
        (("指标", 26), ("谁", 12), ("工号", 10), ("范围", 8), ("实际", 10), ("单位", 7), ("评价", 9), ("记录数", 9)),
        (
            (
                entry.kpi.title,
                person.name,
                person.staff,
                scope,
                person_figure.value,
                entry.kpi.unit,
                _band(person_figure),
                person_figure.tally.records,
            )
            for entry in report.kpi_results
            for scope, some in (("本人", entry.people), ("团队", entry.teams))
            for person, person_figure in some
            if person_figure.tally.records
        ),
        banded=6,
    )
    shares = [
        (entry.kpi, entry.whole.value)
        for entry in report.kpi_results
        if entry.kpi.unit == "%" and entry.whole and entry.whole.value is not None
    ]
    sheet, count = book.sheet(
        "指标对比",
        (("百分比指标", 26), ("实际 %", 10), ("目标 %", 10)),
        (
            (kpi.title, figure, kpi.target.at_least if kpi.target.at_least is not None else kpi.target.at_most)
            for kpi, figure in shares
        ),
    )
    book.bars(sheet, "部门的百分比指标：实际和目标", "E2", count, 1, ("#0969DA", "#AFB8C1"), shape="clustered")


def _answers(book: ReportWorkbook, report: Report) -> None:
    book.sheet(
        "自检",
        (("表单", 20), ("类别", 12), ("自检项目", 40), ("是", 8), ("否", 8)),
        ((item.form.title, item.field.group, item.field.title, item.yes, len(item.nos)) for item in report.items),
    )
    book.sheet(
        "承诺",
        (("到期", 12), ("姓名", 12), ("工号", 10), ("答应了什么", 60), ("记在哪天", 12)),
        (
            (promise.until, report.name(promise.staff), promise.staff, promise.text, promise.day)
            for promise in report.promises
        ),
    )
    reading = report.confirmation_status
    confirmed_rows = [(person, "已交", day) for person, day in reading.confirmed] if reading else []
    missing_rows = [(person, "未交", None) for person in reading.missing] if reading else []
    rows = [(person.name, person.staff, word, day) for person, word, day in confirmed_rows + missing_rows]
    book.sheet(
        "阅读确认",
        (("姓名", 12), ("工号", 10), (f"{reading.revision} 版" if reading else "情况", 10), ("签字日期", 12)),
        rows,
    )


def _band(figure: Figure | None) -> str:
    return figure.limit.word if figure and figure.limit else ""
