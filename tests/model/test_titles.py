"""What readers call the classes of the model is data of theirs; a class without it is refused."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass

import pytest

from generator.model import KINDS, VALUES, Field, class_title, has_fields, hints, unwrap


def classes() -> set[type]:
    """Every class that an author can write."""
    found, waiting = set(VALUES.values()), [kind.cls for kind in KINDS.values()]
    while waiting:
        cls = waiting.pop()
        if is_dataclass(cls) and has_fields(cls) and cls not in found:
            found.add(cls)
            waiting += [unwrap(hints(cls)[declared.name]) for declared in fields(cls)]
            waiting += getattr(cls, "VARIANTS", {}).values()
    return found


def test_every_class_has_a_title_of_its_own_in_chinese_and_is_described_in_english():
    """The title stands in schemas, the guide and messages; the docstring is for whoever reads the code."""
    assert len(classes()) > 40
    assert [cls.__name__ for cls in classes() if class_title(cls).isascii()] == []
    assert [cls.__name__ for cls in classes() if not (cls.__doc__ or "").isascii()] == []


def test_a_kind_of_field_without_a_title_is_refused():
    """Else readers would see the title of all fields in its place."""
    with pytest.raises(TypeError, match="UntitledField"):

        @dataclass(frozen=True, kw_only=True)
        class UntitledField(Field, kind="untitled"):
            """A field that nobody named."""

    assert "untitled" not in Field.VARIANTS
