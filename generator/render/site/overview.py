"""What is worked out of the whole handbook, once, for all pages that ask for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.memory import FORGETFUL, Derived, Memory
from generator.model import Edition, Handbook, Item, Role, WorkUnit
from generator.queries import listing
from generator.queries.reviews import Review, reviews
from generator.queries.role_work import Work, works
from generator.queries.workload import Workload, workloads
from generator.render.exports.registers import Register, registers
from generator.schedule import notices, timetable
from generator.schedule.work_calendar import WorkCalendar, work_calendar


@dataclass(frozen=True)
class Overview:
    """Templates know it as `overview`."""

    handbook: Handbook
    edition: Edition
    memory: Memory = FORGETFUL

    @Derived
    def works(self) -> Mapping[str, Work]:
        """By the id of a role of the department: its work."""
        return works(self.handbook)

    @Derived
    def workloads(self) -> Mapping[str, Workload]:
        """By the id of a role: how much time its work takes; none where the handbook does not tell."""
        return workloads(self.handbook) if self.handbook.settings.show_effort else {}

    @Derived
    def parameter_uses(self) -> Mapping[str, tuple[Item, ...]]:
        """By parameter: what names it."""
        return listing.parameter_uses(self.handbook, self.memory)

    @Derived
    def registers(self) -> Sequence[Register]:
        """The lists of what is controlled."""
        return registers(self.handbook, self.edition)

    @Derived
    def reviews(self) -> Sequence[tuple[Role, Sequence[Review]]]:
        """By owner: what has to be reviewed."""
        by_owner = sorted(reviews(self.handbook), key=lambda review: review.owner.title)
        return [(owner, list(owed)) for owner, owed in groupby(by_owner, key=lambda review: review.owner)]

    @Derived
    def time_limits_notice(self) -> str:
        """What stands over the list of all time limits."""
        years = timetable.stretch(self.edition, self.handbook).years
        return notices.on_time_limits(work_calendar(self.handbook), years)

    @Derived
    def unit_calendars(self) -> Sequence[tuple[WorkUnit, WorkCalendar]]:
        """Every unit with the calendar by which it works."""
        return [(unit, work_calendar(self.handbook, unit.id)) for unit in self.handbook.settings.units]

    @Derived
    def titles_of_roles(self) -> str:
        """JSON: the title of every role of the department by its id."""
        return json.dumps({role.id: role.title for role in self.handbook.own_roles()}, ensure_ascii=False)
