"""One file that came back -> the rows of all tables it gives, with all that is wrong with it.

Pure, and picklable for worker processes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from generator.forms import Remark, check, with_totals
from generator.forms.samples import complete_sample
from generator.model import Duration, Form, Handbook, Import
from generator.queries.in_force import State, in_force, state
from generator.records.imports import HOW, mapping_of, records
from generator.records.lateness import RevisionCalendars, due, late, local
from generator.records.table_schema import FILES, PROBLEMS, day_of, rows_of, staff_of
from generator.schedule.work_calendar import calendars_of_forms
from generator.submissions.reader import Library, Refusal, Submission, read

Rows = Mapping[str, list[dict[str, Any]]]
"""Rows as JSON by the name of their table."""
STAMP = "%Y-%m-%d %H:%M"


@dataclass(frozen=True)
class ExtractionSettings:
    """All that files are read by."""

    library: Library
    calendars: RevisionCalendars
    effective: Mapping[str, date]
    """From which day which revision is in force."""
    imports: tuple[Import, ...]
    """The mappings of the draft."""
    forms: Mapping[str, Form]
    """The forms of the draft, by id."""
    grace: Duration
    """For how long after a revision came into force copies of an older one are taken."""
    fingerprint: str
    """Another one whenever anything that a file is read by is another."""


def extraction_settings(handbooks: Mapping[str, Handbook], effective: Mapping[str, date]) -> ExtractionSettings:
    """The rules of all revisions, oldest first, the draft last under the revision that it will become; `effective`
    knows the released ones.
    """
    draft = list(handbooks.values())[-1]
    calendars = {
        revision: calendars_of_forms(handbook, draft.calendar)
        for revision, handbook in (*handbooks.items(), ("", draft))
    }
    forms_by_revision = [repr((revision, sorted(handbook.forms.items()))) for revision, handbook in handbooks.items()]
    grace = draft.settings.old_forms
    counting = {
        revision: {form: (of_form.unit, of_form.hours, of_form.fortnights) for form, of_form in of_forms.items()}
        for revision, of_forms in calendars.items()
    }
    dates, calendar, imports = (sorted(one.items()) for one in (effective, draft.calendar, draft.imports))
    digest_input = repr((forms_by_revision, counting, dates, grace, calendar, imports))
    return ExtractionSettings(
        Library(handbooks),
        RevisionCalendars(calendars),
        dict(effective),
        tuple(draft.imports.values()),
        dict(draft.forms),
        grace,
        hashlib.sha256(digest_input.encode()).hexdigest()[:16],
    )


@dataclass(frozen=True)
class ListedFile:
    """A file as it was found."""

    name: str
    """Below the folder, with forward slashes."""
    size: int
    """In bytes."""
    modified: datetime
    """The time in China, to the millisecond."""


def refusal(
    file: ListedFile, sentence: str, settings: ExtractionSettings, sha256: str | None = None, lasting: bool = True
) -> Rows:
    """The rows of a file that gives no record.

    Unless `lasting`, it is tried again next time even if it is as it was.
    """
    return {
        FILES.name: [_file(file, sha256, None, "refused", settings) | ({} if lasting else {"rules": None})],
        PROBLEMS.name: [{"_record": sha256, "_file": file.name, "kind": "refused", "text": sentence}],
    }


def of_submission(file: ListedFile, content: bytes, settings: ExtractionSettings) -> Rows:
    """The rows of one filled copy."""
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        submission = read(content, settings.library)
    except Refusal as error:
        return refusal(file, str(error), settings, sha256)
    if not _anything(submission.record):
        return refusal(file, f"《{submission.form.title}》里什么也没有填，没有收录", settings, sha256)
    if (sample := complete_sample(submission.form)) and submission.record == with_totals(submission.form, sample):
        return refusal(file, f"这是手册里填好的《{submission.form.title}》示例，不是记录，没有收录", settings, sha256)
    saved = local(submission.finished) if submission.finished else file.modified
    meta = {"_record": sha256, "_file": file.name, "_revision": submission.revision or None, "_how": submission.how}
    problems = [_remark(remark) for remark in check(submission.form, submission.record, saved.date())]
    problems += [{"kind": "doubt", "text": doubt} for doubt in submission.doubts]
    problems += [{"kind": "superseded", "text": sentence} for sentence in _not_in_force(submission, saved, settings)]
    return {
        **rows_of_record(submission.form, submission.record, meta, saved, problems, settings, submission.revision),
        FILES.name: [_file(file, sha256, submission.form.id, "read", settings)],
    }


def of_export(file: ListedFile, content: bytes, settings: ExtractionSettings) -> Iterator[Rows]:
    """The rows of a table that another system exported, some at a time."""
    sha256 = hashlib.sha256(content).hexdigest()
    mapping = mapping_of(file.name.rpartition("/")[2], settings.imports)
    if mapping is None:
        yield refusal(file, "没有一份导入对照说它的列填到哪里", settings)
        return
    form = settings.forms[mapping.form]
    try:
        for row in records(file.name, content, mapping, form):
            meta = {"_record": row.digest, "_file": file.name, "_revision": None, "_how": HOW}
            problems = [_remark(remark, f"第 {row.number} 行：") for remark in row.remarks]
            yield rows_of_record(
                form, row.record, meta, row.submitted, problems, settings, submitted=True, where=f"第 {row.number} 行："
            )
    except Refusal as error:
        yield refusal(file, str(error), settings, sha256)
        return
    yield {FILES.name: [_file(file, sha256, form.id, "read", settings)]}


def rows_of_record(
    form: Form,
    record: Mapping[str, Any],
    meta: Mapping[str, Any],
    saved: datetime | None,
    problems: Sequence[Mapping[str, Any]],
    settings: ExtractionSettings,
    revision: str = "",
    submitted: bool = False,
    where: str = "",
) -> dict[str, list[dict[str, Any]]]:
    """The rows of a record and of its problems, with what follows from the record: who, which day, due when, late or
    not.
    """
    deadline = due(form, record, settings.calendars.of(revision, form.id))
    is_late, day = late(form, saved, deadline, submitted), day_of(form, record)
    whole = {
        **meta,
        "_staff": staff_of(form, record),
        "_day": day and day.isoformat(),
        "_saved": saved and saved.isoformat(" ", "milliseconds"),
        "_due": deadline and deadline.isoformat(" "),
        "_late": is_late,
    }
    all_problems = list(problems)
    if is_late:
        all_problems.append(
            {
                "kind": "late",
                "text": f"{where}应在 {deadline:{STAMP}} 前交，{'提交' if submitted else '保存'}于 {saved:{STAMP}}",
            }
        )
    return {
        **rows_of(form, record, whole),
        PROBLEMS.name: [
            {"_record": meta["_record"], "_file": meta["_file"], "form": form.id, **problem} for problem in all_problems
        ],
    }


def _file(
    file: ListedFile, sha256: str | None, form: str | None, outcome: str, settings: ExtractionSettings
) -> dict[str, Any]:
    return {
        "_file": file.name,
        "size": file.size,
        "modified": file.modified.isoformat(" ", "milliseconds"),
        "sha256": sha256,
        "form": form,
        "outcome": outcome,
        "rules": settings.fingerprint,
    }


def _remark(remark: Remark, where: str = "") -> dict[str, Any]:
    return {
        "kind": remark.kind,
        "key": remark.key,
        "section": remark.section or None,
        "row": remark.row or None,
        "text": where + remark.text,
    }


def _anything(record: Mapping[str, Any]) -> bool:
    return any(value is not False for value in record.values())


def _not_in_force(submission: Submission, saved: datetime, settings: ExtractionSettings) -> Iterator[str]:
    """Why the copy should not have been used on the day on which it was saved."""
    revision, effective = submission.revision, settings.effective
    current = in_force(effective, saved.date())
    if not revision or revision == current:
        return
    if revision not in effective or (current and state(revision, effective, saved.date()) is State.COMING):
        yield f"用的是 {submission.revision} 版的表，保存那天（{saved:%Y-%m-%d}）这一版还没有生效" + (
            f"，现行的是 {current} 版" if current else ""
        )
    elif current:
        calendar, since = settings.calendars.of(current), datetime.combine(effective[current], time.max)
        if saved > calendar.workdays.deadline(since, settings.grace, calendar.hours):
            yield (
                f"用的是 {submission.revision} 版的表，保存那天（{saved:%Y-%m-%d}）现行的是 {current} 版，"
                f"旧表只收到实施后 {settings.grace}"
            )
    else:
        yield f"用的是 {submission.revision} 版的表，保存那天（{saved:%Y-%m-%d}）还没有生效的版本"
