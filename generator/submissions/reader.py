"""The bytes of one submission -> its record, as the form of its own revision defines it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from generator.forms import Shape, from_filling
from generator.model import Form
from generator.submissions.cell_values import filling
from generator.submissions.cells import EMPTY, TICKED, DocumentContents, contents, squeezed
from generator.submissions.identification import Identification, Library, identify, most_like
from generator.submissions.package import OpenPackage, open_package
from generator.submissions.positions import Positions, locate
from generator.untrusted.package import Refusal

__all__ = ["Library", "Refusal", "Submission", "read"]

MOST_DOUBTS = 40
"""More are counted, not told."""
BLANK_DAY = "年月日"
"""What the print variant leaves of a date to be written by hand."""


@dataclass(frozen=True)
class Submission:
    """One filled copy of a form."""

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

    @property
    def finished(self) -> datetime | None:
        """When it was last saved after it was filled in, in UTC; None if it does not say.

        A program that does not write down when it saved leaves the midnight that a blank form is made with.
        """
        return self.saved if self.saved and self.saved.timetz().replace(tzinfo=None) != time() else None


def read(content: bytes, library: Library) -> Submission:
    """The record of a copy. Raises Refusal if there is none to be had."""
    package = open_package(content)
    identification = identify(package, library)
    body, positions = _locate_fields(package, identification)
    if 2 * len(positions.missing) > sum(map(len, identification.plan.places)) and "FormId" in package.properties:
        identification, body, positions = _other_form(package, library, identification) or (
            identification,
            body,
            positions,
        )
    form = identification.plan.form
    if not positions.by_tag and not positions.by_label:
        raise Refusal(f"文件说自己是《{form.title}》，但里面没有这张表单的栏目，请用手册下载的表单重新填写")
    if not body.has_controls and _is_print_variant(positions):
        raise Refusal(f"这是《{form.title}》的打印版，是用笔填的，请把内容填进可填写版再交")
    doubts = [*identification.doubts, *positions.doubts]
    positions.doubts.clear()
    record = from_filling(form, filling(identification.plan, positions, package.hints))
    if not any(value is not False for value in record.values()) and not body.has_controls:
        raise Refusal(f"《{form.title}》里什么也没有填；如果是打印版或扫描件，请把内容填进可填写版再交")
    doubts += positions.doubts
    if positions.missing:
        titles = list(dict.fromkeys(control.field.title for place in positions.missing for control in place.controls))
        doubts.append(
            f"没有找到{''.join(f'「{title}」' for title in titles[:8])}"
            f"{f'等 {len(titles)} 栏' if len(titles) > 8 else ''}，可能被删掉了"
        )
    if len(doubts) > MOST_DOUBTS:
        doubts[MOST_DOUBTS:] = [f"另有 {len(doubts) - MOST_DOUBTS} 处存疑"]
    how = "按控件和位置" if positions.by_tag and positions.by_label else "按控件" if positions.by_tag else "按位置"
    return Submission(form, identification.revision, record, how, package.producer, package.saved, tuple(doubts))


def _locate_fields(package: OpenPackage, identification: Identification) -> tuple[DocumentContents, Positions]:
    body = contents(package.document, identification.plan.by_tag)
    return body, locate(identification.plan, body)


def _other_form(
    package: OpenPackage, library: Library, identification: Identification
) -> tuple[Identification, DocumentContents, Positions] | None:
    """The form that is in the file if it is not the one that the file says: somebody pasted it there."""
    try:
        other = most_like(package, library)
    except Refusal:
        return None
    if other.plan.form.id == identification.plan.form.id:
        return None
    doubt = f"文件说自己是《{identification.plan.form.title}》，内容却是《{other.plan.form.title}》，按内容读"
    other = Identification(other.plan, "", (doubt,))
    return other, *_locate_fields(package, other)


def _is_print_variant(positions: Positions) -> bool:
    """Whether the cells hold what is printed for a pen: the options of a list with boxes, or room for a date."""
    for place, cell in positions.single:
        control, text = place.controls[0], squeezed(cell.text)
        if (control.shape is Shape.LIST and (EMPTY in text or TICKED in text)) or (
            control.shape is Shape.DATE and text == BLANK_DAY
        ):
            return True
    return False
