"""The one home of time: workdays, recurrence, periods, deadlines, the timetable."""
