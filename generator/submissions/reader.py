"""The bytes of one filled copy -> its record, as the form of its own revision defines it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from generator.forms import Shape, from_filling
from generator.model import Form
from generator.submissions.cell_values import filling
from generator.submissions.cells import EMPTY, TICKED, Contents, contents, squeezed
from generator.submissions.identification import Library, Recognised, most_like, recognised
from generator.submissions.package import Opened, Refused, opened
from generator.submissions.positions import Found, located

__all__ = ["Copy", "Library", "Refused", "read"]

MOST_DOUBTS = 40
"""More are counted, not told."""
PEN_DAY = "年月日"
"""What the print variant leaves of a date to be written by hand."""


@dataclass(frozen=True)
class Copy:
    """One filled copy."""

    form: Form
    """As the revision defines it that the copy was made from, or the nearest known one."""
    revision: str
    """Such as 2025; empty where the copy does not say."""
    record: dict[str, Any]
    """See `generator.forms.answers`."""
    how: str
    """How the fields were found: 按控件, 按位置, or 按控件和位置."""
    producer: str
    """The program that saved it, as it calls itself; empty where it does not."""
    saved: datetime | None
    """When it was last saved, in UTC."""
    doubts: tuple[str, ...]
    """Chinese sentences: what somebody should look at."""


def read(content: bytes, library: Library) -> Copy:
    """The record of a copy. Raises Refused if there is none to be had."""
    package = opened(content)
    taken = recognised(package, library)
    body, found = _searched(package, taken)
    if 2 * len(found.missing) > sum(map(len, taken.plan.places)) and "FormId" in package.properties:
        taken, body, found = _another(package, library, taken) or (taken, body, found)
    form = taken.plan.form
    if not found.by_tag and not found.by_label:
        raise Refused(f"文件说自己是《{form.title}》，但里面没有这张表单的栏目，请用手册下载的表单重新填写")
    if not body.has_controls and _for_a_pen(found):
        raise Refused(f"这是《{form.title}》的打印版，是用笔填的，请把内容填进可填写版再交")
    doubts = [*taken.doubts, *found.doubts]
    found.doubts.clear()
    record = from_filling(form, filling(taken.plan, found, package.hints))
    if not any(value is not False for value in record.values()) and not body.has_controls:
        raise Refused(f"《{form.title}》里什么也没有填；如果是打印版或扫描件，请把内容填进可填写版再交")
    doubts += found.doubts
    if found.missing:
        titles = list(dict.fromkeys(control.field.title for place in found.missing for control in place.controls))
        doubts.append(
            f"没有找到{''.join(f'「{title}」' for title in titles[:8])}"
            f"{f'等 {len(titles)} 栏' if len(titles) > 8 else ''}，可能被删掉了"
        )
    if len(doubts) > MOST_DOUBTS:
        doubts[MOST_DOUBTS:] = [f"另有 {len(doubts) - MOST_DOUBTS} 处存疑"]
    how = "按控件和位置" if found.by_tag and found.by_label else "按控件" if found.by_tag else "按位置"
    return Copy(form, taken.revision, record, how, package.producer, package.saved, tuple(doubts))


def _searched(package: Opened, taken: Recognised) -> tuple[Contents, Found]:
    body = contents(package.document, taken.plan.by_tag)
    return body, located(taken.plan, body)


def _another(package: Opened, library: Library, taken: Recognised) -> tuple[Recognised, Contents, Found] | None:
    """The form that is in the file if it is not the one that the file says: somebody pasted it there."""
    try:
        other = most_like(package, library)
    except Refused:
        return None
    if other.plan.form.id == taken.plan.form.id:
        return None
    said = f"文件说自己是《{taken.plan.form.title}》，内容却是《{other.plan.form.title}》，按内容读"
    other = Recognised(other.plan, "", (said,))
    return other, *_searched(package, other)


def _for_a_pen(found: Found) -> bool:
    """Whether the cells hold what is printed for a pen: the options of a list with boxes, or room for a date."""
    for place, cell in found.single:
        control, text = place.controls[0], squeezed(cell.text)
        if (
            control.shape is Shape.LIST
            and (EMPTY in text or TICKED in text)
            or control.shape is Shape.DATE
            and text == PEN_DAY
        ):
            return True
    return False
