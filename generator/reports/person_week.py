"""What a report has about one person."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Form, Kpi
from generator.reports.answers_in_week import NoAnswer, Promise, SelfCheckItem
from generator.reports.duties import OPEN, Duty, Filing, Standing
from generator.reports.kpi_figures import Figure
from generator.reports.report import Report
from generator.reports.roster import Person


@dataclass(frozen=True)
class PersonWeek:
    """One person's part of the report."""

    person: Person
    duties: tuple[Duty, ...]
    sent: tuple[tuple[Form, Filing], ...]
    """Of the forms that follow events."""
    nos: tuple[tuple[SelfCheckItem, NoAnswer], ...]
    promises: tuple[Promise, ...]
    figures: tuple[tuple[Kpi, Figure, bool], ...]
    """With whether it is that of the team."""

    @property
    def open(self) -> tuple[Duty, ...]:
        """What is missing or came late."""
        return tuple(duty for duty in self.duties if duty.standing in OPEN)

    @property
    def days_on_leave(self) -> int:
        """On how many days something would have been due."""
        return len({duty.day for duty in self.duties if duty.standing is Standing.LEAVE})

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.duties or self.sent or self.nos or self.promises or self.figures)


def person_week(report: Report, person: Person) -> PersonWeek:
    """All that the report has about a person."""
    staff = person.staff
    own = [
        (entry.kpi, figure, False) for entry in report.kpi_results for whose, figure in entry.people if whose == person
    ]
    team = [
        (entry.kpi, figure, True) for entry in report.kpi_results for whose, figure in entry.teams if whose == person
    ]
    return PersonWeek(
        person,
        report.of(person),
        tuple(
            (filings.form, filing)
            for filings in report.form_filings
            for filing in filings.filings
            if filing.staff == staff
        ),
        tuple((item, no) for item in report.items for no in item.nos if no.staff == staff),
        tuple(promise for promise in report.promises if promise.staff == staff),
        tuple(entry for entry in (*own, *team) if entry[1].value is not None),
    )
