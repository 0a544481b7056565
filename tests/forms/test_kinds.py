"""Every kind of field is a complete thing: declared, in the union of all, and with all that follows from a kind."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import Any, ClassVar, get_args

import pytest

from generator.forms import Filling, check, controls, field_kind, from_filling, to_filling
from generator.forms.kinds import FieldKind
from generator.model import AnyField, Field, Form, Section, unwrap
from generator.records.table_schema import columns_of
from tests.builders import a_handbook
from tests.forms.kind_cases import CASES, KindCase
from tests.render.word.sample_forms import EVERY_KIND

KINDS = pytest.mark.parametrize(("kind", "case"), CASES.items(), ids=CASES)


def form_of(field: AnyField, rows: int = 0) -> Form:
    """A form with this field alone."""
    form = next(iter(a_handbook().forms.values()))
    return replace(form, sections=(Section(id="part", rows=rows, fields=(field,)),))


def test_every_kind_is_in_every_list():
    """In the union that the type checker goes by, among these cases, and in the form that the Word documents are
    tried on.
    """
    assert set(get_args(AnyField)) == set(Field.VARIANTS.values())
    assert list(CASES) == list(Field.VARIANTS)
    assert {field.kind for section in EVERY_KIND.sections for field in section.fields} == set(Field.VARIANTS)


@KINDS
def test_every_kind_has_a_class_of_its_own(kind: str, case: KindCase):
    """One that is no other kind's and leaves no question open."""
    classes = {name: type(field_kind(other.field(name))) for name, other in CASES.items()}
    assert [name for name, cls in classes.items() if cls is classes[kind]] == [kind]
    assert issubclass(classes[kind], FieldKind) and not inspect.isabstract(classes[kind])


@KINDS
@pytest.mark.parametrize("rows", [0, 3], ids=["alone", "in rows"])
def test_an_answer_goes_into_the_document_and_comes_back(kind: str, case: KindCase, rows: int):
    """Through the controls that the layout has for it, and is right before and after."""
    field = case.field(kind)
    form, answers = form_of(field, rows), {"f": case.answer}
    record = {"part": [answers]} if rows else answers
    filling = to_filling(form, record)
    written = filling.rows["part"][0] if rows else filling.single
    assert set(written) == set(controls(form))
    assert from_filling(form, filling) == record
    assert check(form, record) == []


@KINDS
def test_what_is_no_answer_is_told(kind: str, case: KindCase):
    """No kind takes anything, and what it does not take is named with its title."""
    (remark,) = check(form_of(case.field(kind)), {"f": case.wrong})
    assert remark.key == "f" and "栏目" in remark.text


@KINDS
def test_what_is_missing_is_told(kind: str, case: KindCase):
    """Where it must be filled in; a total works itself out."""
    empty: tuple[dict[str, Any], ...] = ({}, {"f": None}, {"f": ""})
    required, free = form_of(case.field(kind)), form_of(case.field(kind, required=False))
    assert [len(check(required, record)) for record in empty] == [0 if kind == "total" else 1] * 3
    assert [check(free, record) for record in empty] == [[]] * 3
    assert from_filling(free, Filling()) == {}


@KINDS
def test_every_kind_has_its_column(kind: str, case: KindCase):
    """The first holds the answer; what else belongs to it follows as a text."""
    first, *others = columns_of(case.field(kind))
    assert (first.name, first.type, first.title) == ("f", case.column, "栏目")
    assert {column.type for column in others} <= {"VARCHAR"}


@KINDS
def test_every_kind_says_what_may_be_written(kind: str, case: KindCase):
    """On the page of its form, and to the author of a sample that is no answer."""
    assert field_kind(case.field(kind)).phrase() == case.phrase
    assert field_kind(case.field(kind)).sample_hint()


def test_a_kind_that_is_not_in_the_union_stops_everything():
    """A variant that was declared and forgotten is told when the model is read, not when somebody uses it."""

    class Part:
        VARIANTS: ClassVar[dict[str, type]] = {}

    class Round(Part):
        pass

    class Square(Part):
        pass

    class Forgotten(Part):
        pass

    Part.VARIANTS.update(round=Round, square=Square, forgotten=Forgotten)
    assert unwrap(tuple[Round | Square | Forgotten, ...]) is Part
    with pytest.raises(TypeError, match="Forgotten"):
        unwrap(tuple[Round | Square, ...])
