"""Filled copies to be collected: two invented forms in two revisions, and copies of them with what may go wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from generator.forms import to_filling
from generator.load import load_handbook
from generator.model import (
    CalendarYear,
    DateField,
    Deadline,
    Due,
    Duration,
    Edition,
    EntryRef,
    Form,
    Handbook,
    Import,
    ImportColumn,
    Section,
    TextField,
)
from generator.records.extraction import ExtractionSettings, extraction_settings
from generator.render.word import Variant, form_document
from generator.render.word.fill import Filler
from generator.schedule.china import CHINA
from tests.conftest import SMALL
from tests.forms.checking_cases import COMPLETE

STAFF = TextField(id="staff-number", kind="text", title="工号", maxlength=20)
OLD, NEW = "2025", "2026"
IN_FORCE = {OLD: date(2025, 1, 1), NEW: date(2026, 1, 1)}
EXPORT = Import(
    id="dingtalk-daily",
    title="钉钉日志：日计划",
    form="daily-plan",
    files="钉钉日志*.csv",
    submitted="提交时间",
    columns=tuple(
        ImportColumn(column=column, to=EntryRef("daily-plan", field))
        for column, field in (("工号", "staff-number"), ("提交时间", "plan-date"), ("今天第一件事", "first"))
    ),
)


@cache
def handbook(revision: str) -> Handbook:
    """The small handbook with a form that comes round every workday; in the new revision the visit record has one field
    more.
    """
    small = load_handbook(SMALL, date(2026, 1, 15)).handbook
    visit = small.forms["visit-record"]
    basics, *others = visit.sections
    own = () if any(field.id == STAFF.id for field in basics.fields) else (STAFF,)
    more = (TextField(id="place", kind="text", title="拜访地点", required=False),) if revision == NEW else ()
    visit = replace(
        visit,
        staff=EntryRef(visit.id, STAFF.id),
        day=EntryRef(visit.id, "visit-date"),
        sections=(replace(basics, fields=(*own, *basics.fields, *more)), *others),
    )
    fields = (
        STAFF,
        DateField(id="plan-date", kind="date", title="日期"),
        TextField(id="first", kind="text", title="第一件事"),
    )
    daily = replace(
        visit,
        id="daily-plan",
        title="当日工作计划",
        number="XS-QR-07",
        due=Due(every="工作日", by=Deadline.parse("09:00")),
        day=EntryRef("daily-plan", "plan-date"),
        retention=Duration(1, "年"),
        sections=(Section(id="head", fields=fields),),
    )
    book = replace(EXPORT, id="dingtalk-book", files="钉钉日志*.xlsx")
    return replace(
        small,
        forms={"daily-plan": daily, "visit-record": visit},
        calendar={"2026": CalendarYear(id="2026")},
        imports={"dingtalk-daily": EXPORT, "dingtalk-book": book},
    )


def rules() -> ExtractionSettings:
    """What both revisions are read by."""
    return extraction_settings({OLD: handbook(OLD), NEW: handbook(NEW)}, IN_FORCE)


def forms() -> list[Form]:
    """The forms of both revisions, oldest first."""
    return [form for revision in (OLD, NEW) for form in handbook(revision).forms.values()]


@cache
def _filler(form: str, revision: str) -> Filler:
    edition = Edition(name=revision, revision=revision, approval=None, fingerprint="0" * 64, changes={})
    return Filler(form_document(handbook(revision).forms[form], handbook(revision), edition, Variant.EDITABLE))


def copy(form: str, record: Mapping[str, Any], saved: str, revision: str = NEW) -> bytes:
    """A filled copy that was saved at this time in China, such as 2026-03-18 17:30."""
    held = handbook(revision).forms[form]
    return _filler(form, revision).fill(to_filling(held, record), datetime.fromisoformat(saved).replace(tzinfo=CHINA))


def visit(staff: str, day: str = "2026-03-18", at: str = "17:30", revision: str = NEW, **changes: Any) -> bytes:
    """A visit record without fault, but for the changes; None takes an answer out."""
    record = {
        **COMPLETE,
        STAFF.id: staff,
        "visit-date": day,
        **{key.replace("_", "-"): value for key, value in changes.items()},
    }
    return copy(
        "visit-record", {key: value for key, value in record.items() if value is not None}, f"{day} {at}", revision
    )


def plan(staff: str, day: str = "2026-03-18", at: str = "08:45", **changes: Any) -> bytes:
    """A plan of the day without fault, but for the changes."""
    return copy(
        "daily-plan", {STAFF.id: staff, "plan-date": day, "first": "给示例机械打电话", **changes}, f"{day} {at}"
    )
