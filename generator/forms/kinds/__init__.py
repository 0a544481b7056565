"""What follows from the kind of a field: one class a kind for parsing, checking, controls, words, table and web form.

To add a kind:

1. `generator/model/form.py`: a dataclass for what authors write of it, and its name in the union `AnyField`. A handbook
   loads only when both are there.
2. Here: a class for all that follows from it, and a case in `field_kind`. The type checker and `tests/forms` refuse a
   kind without a case, and a class that lacks an abstract method.
3. `generator/forms/answer_errors.py`: the sentence of each new mistake.
4. `templates/theme/scripts/`: its interface in `web-form-definition.ts`. One whose answer is a text joins
   `AnyTextField` there and gets its entry in `web-form-texts.ts`; of any other, `tsc` finds each `switch` that is then
   incomplete.
5. `tests/forms/kind_cases.py`: one field of this kind with its answers.

Schema, editors' JSON Schema, scaffold, guide, Word documents, reader, tables, exports and comparison need nothing more.
"""

from __future__ import annotations

from typing import assert_never

from generator.forms.kinds.codes import CodeKind, PhoneKind
from generator.forms.kinds.kind import FieldKind, Flaw, Wrong
from generator.forms.kinds.moments import DateKind, TimeKind
from generator.forms.kinds.numbers import MoneyKind, NumberKind, ScoreKind, TotalKind
from generator.forms.kinds.picks import CheckKind, ChoiceKind, ChoicesKind, YesNoKind
from generator.forms.kinds.texts import LongTextKind, SignatureKind, TextKind
from generator.model.form import (
    AnyField,
    CheckField,
    ChoiceField,
    ChoicesField,
    CodeField,
    DateField,
    LongTextField,
    MoneyField,
    NumberField,
    PhoneField,
    ScoreField,
    SignatureField,
    TextField,
    TimeField,
    TotalField,
    YesNoField,
)

__all__ = ["FieldKind", "Flaw", "Wrong", "field_kind"]


def field_kind(field: AnyField) -> FieldKind[AnyField]:
    """A field with all that follows from its kind."""
    match field:
        case TextField():
            return TextKind(field)
        case LongTextField():
            return LongTextKind(field)
        case PhoneField():
            return PhoneKind(field)
        case CodeField():
            return CodeKind(field)
        case DateField():
            return DateKind(field)
        case TimeField():
            return TimeKind(field)
        case NumberField():
            return NumberKind(field)
        case MoneyField():
            return MoneyKind(field)
        case ScoreField():
            return ScoreKind(field)
        case TotalField():
            return TotalKind(field)
        case ChoiceField():
            return ChoiceKind(field)
        case ChoicesField():
            return ChoicesKind(field)
        case CheckField():
            return CheckKind(field)
        case YesNoField():
            return YesNoKind(field)
        case SignatureField():
            return SignatureKind(field)
        case _:
            assert_never(field)
