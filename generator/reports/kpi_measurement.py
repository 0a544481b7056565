"""The measure of a KPI -> SQL over the tables of records, and what it counts up to for a person, a team and the
department.

Everything that an author writes reaches DuckDB as a bound parameter, but for the names of tables and columns, which are
quoted. A measure that draws on an export reads the table of `generator.reports.exports`, one that draws on a form the
table of `generator.records.store`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from generator.forms import Holds, field_kind
from generator.language import phrasing
from generator.model import TAKES, Condition, Form, Kpi, Measure
from generator.records.store import quoted
from generator.schedule.periods import Period

STAFF_COLUMNS = ("工号", "姓名")
"""By which of its columns an export says whose a row is, unless the measure says."""


def export_table(name: str) -> str:
    """The table that holds an export."""
    return f"exports.{name}"


class Query(NamedTuple):
    """A statement and its parameters by name.

    Its rows: whose (text or NULL), then amount, base, records, unknown as in Tally.
    """

    sql: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Tally:
    """What was counted. Tallies of several people add up to that of all of them."""

    amount: float = 0
    """The count, the sum, or what is divided."""
    base: float = 0
    """What it is divided by; for a count or sum, how many records have a value."""
    records: int = 0
    """The records looked at."""
    unknown: int = 0
    """Those among them of which cannot be told whether they were on time; they are in neither amount nor base."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.amount + other.amount,
            self.base + other.base,
            self.records + other.records,
            self.unknown + other.unknown,
        )


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    return sum(tallies, Tally())


def measure_of(kpi: Kpi) -> Measure:
    """How a KPI is measured. Raises ValueError for one that does not say so: it comes into no report."""
    if kpi.measure is None:
        raise ValueError(f"{kpi.id} has no measure")
    return kpi.measure


def value(kpi: Kpi, tally: Tally, heads: int = 1) -> float | None:
    """The figure, in the unit of the KPI; None where there is nothing to divide by.

    `heads` is how many people the tally is of.
    """
    measure = measure_of(kpi)
    if TAKES[measure.take].is_per_head:
        return tally.amount / heads if heads else None
    if not tally.base:
        return None
    percent = TAKES[measure.take].is_share or (measure.take == "比值" and kpi.unit == "%")
    return tally.amount / tally.base * (100 if percent else 1)


def limit(kpi: Kpi, figure: float) -> phrasing.Limit:
    """The band of the KPI that a figure falls into.

    Figures are taken as they are shown, with one decimal: 94.96 reaches 95.
    """
    target, figure = kpi.target, round(figure, 1)
    bands = {band.key: band for band in phrasing.limits(kpi)}
    low, high = (
        target.at_least is not None and figure < target.at_least,
        target.at_most is not None and figure > target.at_most,
    )
    if not low and not high:
        return bands["green"]
    yellow = target.yellow
    if "yellow" in bands and yellow is not None and (figure >= yellow if low else figure <= yellow):
        return bands["yellow"]
    return bands["red"]


TALLY_SQL: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "计数": ("count(*)", "count(*)", "0"),
        "合计": ("sum(part)", "count(part)", "0"),
        "平均": ("sum(part)", "count(part)", "0"),
        "比值": ("sum(part) FILTER (WHERE whole IS NOT NULL)", "sum(whole) FILTER (WHERE part IS NOT NULL)", "0"),
        "占比": (
            "count(*) FILTER (WHERE met) - count(*) FILTER (WHERE less AND met IS NOT NULL)",
            "count(met)",
            "count(*) - count(met)",
        ),
    }
)
"""By way of counting: amount, base and unknown of a Tally, over the columns that `query` selects."""


def query(measure: Measure, form: Form | None, period: Period, columns: Iterable[str] = ()) -> Query:
    """The statement for one period. `form` is that of the measure; None for an export, which has these `columns`.

    KeyError for 提交率, which is not a question of records: see `generator.reports.duties`.
    """
    names = _ColumnNames(measure, form)
    expressions = {"whose": names.whose(columns)}
    if measure.meets:
        expressions |= {"met": names.all(measure.meets), "less": names.all(measure.less) if measure.less else "FALSE"}
    if measure.column:
        expressions["part"] = names.column(measure.column)
    if measure.of:
        expressions["whole"] = names.column(measure.of)
    day = 'r."_day"' if form else names.column(measure.day) if measure.day else ""
    conditions = [f"{day} BETWEEN {names.bound(period.first)} AND {names.bound(period.last)}"] if day else []
    conditions += [names.condition(condition) for condition in measure.where]
    condition = f"\n      WHERE {' AND '.join(conditions)}" if conditions else ""
    amount, base, unknown = TALLY_SQL[measure.take]
    inner = "SELECT " + ", ".join(f"{expression} AS {name}" for name, expression in expressions.items())
    sql = (
        f"SELECT whose, coalesce({amount}, 0), coalesce({base}, 0), count(*), {unknown}\n"
        f"FROM ({inner}\n      FROM {names.source()}{condition})\nGROUP BY whose ORDER BY whose"
    )
    return Query(sql, names.parameters)


class _ColumnNames:
    """The columns and parameters of one statement.

    `r` is a record or the row of an export, `s` a row of a section that has rows.
    """

    def __init__(self, measure: Measure, form: Form | None):
        self._measure, self._form = measure, form
        self._section = (
            {field.id: section.id for section in form.sections if section.rows for field in section.fields}
            if form
            else {}
        )
        self.parameters: dict[str, Any] = {}

    def bound(self, value: Any) -> str:
        """A parameter that stands for the value."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def column(self, name: str) -> str:
        return f"{'s' if name in self._section else 'r'}.{quoted(name)}"

    def source(self) -> str:
        """The table; joined with the rows of a section if one of its columns is needed: then a row counts, not a
        record.
        """
        measure = self._measure
        if self._form is None:
            return f"{quoted(export_table(measure.export))} AS r"
        conditions = (*measure.where, *measure.meets, *measure.less)
        names = [measure.column, measure.of, measure.who, *(condition.column for condition in conditions)]
        sections = {self._section[name] for name in names if name in self._section}
        rows = "".join(
            f" JOIN {quoted(f'{self._form.id}.{section}')} AS s USING (_record)" for section in sorted(sections)
        )
        return f"{quoted(self._form.id)} AS r{rows}"

    def whose(self, columns: Iterable[str]) -> str:
        """Whose a record is: 工号 or name."""
        if self._measure.who:
            return f"CAST({self.column(self._measure.who)} AS VARCHAR)"
        if self._form:
            return 'r."_staff"'
        present = [f"nullif({self.column(name)}, '')" for name in STAFF_COLUMNS if name in columns]
        return f"coalesce({', '.join(present)})" if present else "NULL"

    def all(self, conditions: Iterable[Condition]) -> str:
        return " AND ".join(f"({self.condition(condition)})" for condition in conditions)

    def condition(self, condition: Condition) -> str:
        """TRUE or FALSE; NULL only for whether it was on time, where that cannot be told."""
        column, parts = self.column(condition.column), []
        field = self._form.field(condition.column) if self._form else None
        if condition.equals is not None:
            value, several = (
                self.bound(condition.equals),
                field is not None and field_kind(field).holds is Holds.OPTIONS,
            )
            parts.append(
                f"list_contains(string_split({column}, '、'), {value})"
                if several
                else f"CAST({column} AS VARCHAR) = {value}"
            )
        if condition.at_least is not None:
            parts.append(f"{column} >= {self.bound(condition.at_least)}")
        if condition.at_most is not None:
            parts.append(f"{column} <= {self.bound(condition.at_most)}")
        if condition.filled is not None:
            is_filled = (
                column if field and field_kind(field).holds is Holds.TICK else f"CAST({column} AS VARCHAR) <> ''"
            )
            parts.append(f"coalesce({is_filled}, FALSE) = {'TRUE' if condition.filled else 'FALSE'}")
        clauses = [f"coalesce({part}, FALSE)" for part in parts]
        if condition.on_time is not None:
            clauses.append(f'r."_late" = {"FALSE" if condition.on_time else "TRUE"}')
        return " AND ".join(clauses)
