"""A copy that was read, as data for programs and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.forms import Record, Remark, keys, shown
from generator.model import Field, YesNoField
from generator.submissions.reader import Copy


def as_data(name: str, copy: Copy, remarks: Sequence[Remark]) -> dict[str, Any]:
    """Everything that was found in one file, JSON-able."""
    return {
        "file": name,
        "form": copy.form.id,
        "number": copy.form.number,
        "title": copy.form.title,
        "revision": copy.revision,
        "how": copy.how,
        "producer": copy.producer,
        "saved": copy.saved.isoformat() if copy.saved else None,
        "values": copy.record,
        "doubts": list(copy.doubts),
        "remarks": [
            {"kind": remark.kind, "section": remark.section, "row": remark.row, "key": remark.key, "text": remark.text}
            for remark in remarks
        ],
    }


def refused_data(name: str, why: str) -> dict[str, Any]:
    """A file that could not be read, JSON-able."""
    return {"file": name, "refused": why}


def as_text(name: str, copy: Copy, remarks: Sequence[Remark]) -> str:
    """The same for people: what was filled in by the titles of the form, then what somebody should look at."""
    edition = f"{copy.revision} 版" if copy.revision else "没有写版本"
    lines = [name, f"  表单　《{copy.form.title}》{copy.form.number}，{edition}", f"  识别　{copy.how}"]
    if said := "，".join(filter(None, [copy.producer, f"{copy.saved:%Y-%m-%d %H:%M} UTC" if copy.saved else ""])):
        lines.append(f"  保存　{said}")
    for section in copy.form.sections:
        if section.rows:
            for number, row in enumerate(copy.record.get(section.id, ()), 1):
                lines.append(f"  {section.title or '表格'}第 {number} 行　{'；'.join(_answers(section.fields, row))}")
        else:
            lines += [f"  {answer}" for answer in _answers(section.fields, copy.record)]
    lines += [f"  存疑　{doubt}" for doubt in copy.doubts] + [f"  问题　{remark.text}" for remark in remarks]
    return "\n".join(lines) + "\n"


def refused_text(name: str, why: str) -> str:
    """A file that could not be read, for people."""
    return f"{name}\n  没有读　{why}\n"


def _answers(fields: Sequence[Field], record: Record) -> Iterator[str]:
    for field in fields:
        for key in keys(field):
            if record.get(key) not in (None, "", [], False):
                title = field.if_no if isinstance(field, YesNoField) and key != field.id else field.title
                yield f"{title}：{shown(field, record[key])}".replace("\n", "\n    ")
