"""The KPIs of a handbook, measured: for everybody, every team and the department."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

import duckdb

from generator.language.phrasing import Limit, spaced
from generator.model import TAKES, Handbook, Kpi
from generator.reports.business_exports import ExportData
from generator.reports.duties import duties, standings, tally
from generator.reports.kpi_measurement import Tally, limit, measure_of, query, total, value
from generator.reports.roster import Person, Roster
from generator.schedule.periods import Period, Week, period


@dataclass(frozen=True)
class Figure:
    """One figure of a KPI."""

    tally: Tally
    value: float | None
    """In the unit of the KPI; None where there is nothing to tell it from."""
    limit: Limit | None

    @classmethod
    def of(cls, kpi: Kpi, counts: Tally, heads: int = 1) -> Figure:
        """The figure of a KPI from what was counted for so many heads, with the limit that it meets."""
        figure = value(kpi, counts, heads)
        return cls(counts, figure, None if figure is None else limit(kpi, figure))


@dataclass(frozen=True)
class KpiResult:
    """One KPI."""

    kpi: Kpi
    period: Period
    whole: Figure | None
    """Of the department; None where there are no data, and `note` says why."""
    teams: tuple[tuple[Person, Figure], ...] = ()
    """By who leads it: the leader and everybody below."""
    people: tuple[tuple[Person, Figure], ...] = ()
    """Who has figures, or has the KPI on the scorecard of the role."""
    note: str = ""

    @property
    def per_head(self) -> bool:
        """Whether figures of teams and of the department are those of one of them on average."""
        return _per_head(self.kpi)


def kpi_results(
    connection: duckdb.DuckDBPyConnection,
    handbook: Handbook,
    roster: Roster,
    week: Week,
    as_of: datetime,
    exports: Mapping[str, ExportData],
    with_duties: bool = True,
) -> tuple[KpiResult, ...]:
    """Every KPI that has a measure: those with data first, from bad to good.

    `with_duties`: whether the roster tells who owes what.
    """
    results = []
    for kpi in handbook.kpis.values():
        if kpi.measure is None:
            continue
        within, measure = period(kpi.period, week, handbook.settings.fortnights.value), kpi.measure
        if measure.export and measure.export not in exports:
            results.append(
                KpiResult(kpi, within, None, note=spaced(f"没有 {measure.export}.csv（来自", f"{kpi.source.export}）"))
            )
        elif measure.take == "提交率" and not with_duties:
            results.append(KpiResult(kpi, within, None, note="没有名册，算不出应交几份"))
        else:
            results.append(
                _kpi_result(
                    kpi,
                    within,
                    _tallies(connection, handbook, roster, kpi, within, as_of, exports),
                    handbook,
                    roster,
                    week,
                )
            )
    order = {"red": 0, "yellow": 1, "green": 2}
    return tuple(
        sorted(results, key=lambda entry: order[entry.whole.limit.key] if entry.whole and entry.whole.limit else 3)
    )


def _tallies(
    connection: duckdb.DuckDBPyConnection,
    handbook: Handbook,
    roster: Roster,
    kpi: Kpi,
    within: Period,
    as_of: datetime,
    exports: Mapping[str, ExportData],
) -> dict[str | None, Tally]:
    """By 工号 or name, as the records have it."""
    measure = measure_of(kpi)
    if measure.take == "提交率" and measure.form:
        all_duties = duties(
            connection, handbook, roster, within.first, within.last, as_of, [handbook.forms[measure.form]]
        )
        by_staff = groupby(sorted(all_duties, key=lambda duty: duty.person.staff), key=lambda duty: duty.person.staff)
        return {staff: tally(standings(person_duties)) for staff, person_duties in by_staff}
    form = handbook.forms[measure.form] if measure.form else None
    kpi_query = query(measure, form, within, exports[measure.export].columns if measure.export else ())
    return {
        whose: Tally(*counts) for whose, *counts in connection.execute(kpi_query.sql, kpi_query.parameters).fetchall()
    }


def _kpi_result(
    kpi: Kpi, within: Period, tallies: Mapping[str | None, Tally], handbook: Handbook, roster: Roster, week: Week
) -> KpiResult:
    own: dict[str, Tally] = {}
    strangers = 0
    for whose, counts in tallies.items():
        person = roster.find(whose) if whose else None
        if person:
            own[person.staff] = own.get(person.staff, Tally()) + counts
        else:
            strangers += counts.records
    whole = total(tallies.values())
    if not whole.records:
        return KpiResult(kpi, within, None, note="本期没有收到数据")
    roles = {role.id for role in handbook.roles.values() if any(line.kpi == kpi.id for line in role.scorecard)}
    assessed = [
        person
        for person in roster.people
        if person.staff in own or (person.role in roles and person.is_employed(week.sunday))
    ]
    measure, per_head = measure_of(kpi), _per_head(kpi)

    def together(people: list[Person]) -> Figure:
        return Figure.of(
            kpi, total(own[person.staff] for person in people if person.staff in own), len(people) if per_head else 1
        )

    teams: tuple[tuple[Person, Figure], ...] = ()
    people: tuple[tuple[Person, Figure], ...] = ()
    if measure.per != "全部门":
        all_teams = {leader: (leader, *team) for leader in roster.people if (team := roster.team(leader.staff))}
        assessed_teams = {
            leader: [person for person in members if person in assessed] for leader, members in all_teams.items()
        }
        teams = tuple(
            (leader, together(members))
            for leader, members in assessed_teams.items()
            if any(person.staff in own for person in members)
        )
    if measure.per == "每人":
        people = tuple((person, _own(kpi, own.get(person.staff, Tally()))) for person in assessed)
    notes = (
        [f"{strangers} 条对不上名册里的人，只计入全部门"]
        if strangers and measure.per != "全部门" and roster.people
        else []
    )
    notes += [f"{whole.unknown} 条无法判断是否按时，没有计入"] if whole.unknown else []
    notes += [f"个人不足 {measure.fewest} 条的只计入团队"] if measure.fewest and people else []
    notes += ["按整个文件统计"] if measure.export and not measure.day else []
    return KpiResult(
        kpi, within, Figure.of(kpi, whole, max(1, len(assessed)) if per_head else 1), teams, people, "；".join(notes)
    )


def _per_head(kpi: Kpi) -> bool:
    measure = measure_of(kpi)
    return measure.per == "每人" and TAKES[measure.take].is_per_head


def _own(kpi: Kpi, counts: Tally) -> Figure:
    """The figure of one person; none where there are too few records to judge anybody by."""
    return Figure.of(kpi, counts) if counts.records >= measure_of(kpi).fewest else Figure(counts, None, None)
