"""Which controls a field gets in its cell, and the words printed between and after them."""

from __future__ import annotations

from generator.forms.kinds import field_kind
from generator.forms.table import Control, Shape
from generator.model.form import AnyField, Section


def parts(field: AnyField, section: Section, advice: str = "") -> tuple[str | Control, ...]:
    """The controls of a field with the words printed between and after them. `advice` follows what an empty one shows.

    A field that may stay empty says so among others that may not. Where all of a section may, it is somebody else's
    or comes later.
    """
    prefix = f"{section.id}." if section.rows else ""
    free = not (field.required or prefix) and (
        len(section.fields) == 1 or any(other.required for other in section.fields)
    )

    def control(shape: Shape, hint: str = "", part: str = "", answer: str = "") -> Control:
        return Control(
            prefix + field.id + (part and f".{part}"),
            f"{field.title}：{answer}" if answer else field.title,
            shape,
            field,
            part,
            hint
            and ((not part and field.hint) or hint)
            + (advice and f"，{advice}")
            + ("（选填）" if free and not part else ""),
            hint,
        )

    return field_kind(field).controls(control)
