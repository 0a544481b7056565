"""A copy that was read, as data for programs and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.forms import DOUBTFUL, Record, Remark, keys, shown
from generator.model import AnyField, YesNoField
from generator.submissions.reader import Submission


def as_data(name: str, submission: Submission, remarks: Sequence[Remark]) -> dict[str, Any]:
    """Everything that was found in one file, JSON-able."""
    return {
        "file": name,
        "form": submission.form.id,
        "number": submission.form.number,
        "title": submission.form.title,
        "revision": submission.revision,
        "how": submission.how,
        "producer": submission.producer,
        "saved": submission.saved.isoformat() if submission.saved else None,
        "values": submission.record,
        "doubts": list(submission.doubts),
        "remarks": [
            {"kind": remark.kind, "section": remark.section, "row": remark.row, "key": remark.key, "text": remark.text}
            for remark in remarks
        ],
    }


def refused_data(name: str, why: str) -> dict[str, Any]:
    """A file that could not be read, JSON-able."""
    return {"file": name, "refused": why}


def as_text(name: str, submission: Submission, remarks: Sequence[Remark]) -> str:
    """The same for people: what was filled in by the titles of the form, then what somebody should look at."""
    edition = f"{submission.revision} 版" if submission.revision else "没有写版本"
    lines = [
        name,
        f"  表单　《{submission.form.title}》{submission.form.number}，{edition}",
        f"  识别　{submission.how}",
    ]
    if origin := "，".join(
        filter(None, [submission.producer, f"{submission.saved:%Y-%m-%d %H:%M} UTC" if submission.saved else ""])
    ):
        lines.append(f"  保存　{origin}")
    for section in submission.form.sections:
        if section.rows:
            for number, row in enumerate(submission.record.get(section.id, ()), 1):
                lines.append(f"  {section.title or '表格'}第 {number} 行　{'；'.join(_answers(section.fields, row))}")
        else:
            lines += [f"  {answer}" for answer in _answers(section.fields, submission.record)]
    lines += [f"  存疑　{doubt}" for doubt in submission.doubts] + [
        f"  {'存疑' if remark.kind in DOUBTFUL else '问题'}　{remark.text}" for remark in remarks
    ]
    return "\n".join(lines) + "\n"


def refused_text(name: str, why: str) -> str:
    """A file that could not be read, for people."""
    return f"{name}\n  没有读　{why}\n"


def _answers(fields: Sequence[AnyField], record: Record) -> Iterator[str]:
    for field in fields:
        for key in keys(field):
            if record.get(key) not in (None, "", [], False):
                title = field.if_no if isinstance(field, YesNoField) and key != field.id else field.title
                yield f"{title}：{shown(field, record[key])}".replace("\n", "\n    ")
