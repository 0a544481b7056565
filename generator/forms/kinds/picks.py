"""Kinds of fields whose answer is chosen or ticked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.forms.kinds.kind import FieldKind, Flaw, NewControl, Wrong
from generator.forms.record import BOTH, IF_NO, NO, YES, Answer, Holds, Record, trimmed
from generator.forms.spellings import folded, options_in
from generator.forms.table import ANSWER_GAP, BOX_GAP, Control, Shape
from generator.model.form import CheckField, ChoiceField, ChoicesField, Form, YesNoField

TICKED, UNTICKED = (
    ("是", "yes", "y", "true", "1", "√", "✓", "✔", "☑", "已完成"),
    ("否", "no", "n", "false", "0", "×", "✗", "☐", "□", "未完成"),
)
"""What people write for a ticked box and for an empty one."""


class ChoiceKind(FieldKind[ChoiceField]):
    """One of a list."""

    @property
    def holds(self) -> Holds:
        return Holds.OPTION

    @property
    def options(self) -> tuple[str, ...]:
        return self.field.options

    def understood(self, text: str) -> Answer:
        return next((option for option in self.field.options if folded(option) == folded(text)), text)

    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        if value not in self.field.options:
            yield Wrong("option", {"value": value, "options": list(self.field.options)})

    def flaws(self) -> Iterator[Flaw]:
        return _twice(self.field.options)

    def sample_hint(self) -> str:
        return "写 options 里的一个，一字不差"

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return (control(Shape.LIST, "请选择"),)

    def phrase(self) -> str:
        return ""


class ChoicesKind(FieldKind[ChoicesField]):
    """Any number of a list."""

    @property
    def holds(self) -> Holds:
        return Holds.OPTIONS

    @property
    def options(self) -> tuple[str, ...]:
        return self.field.options

    def understood(self, text: str) -> Answer:
        return options_in(text, self.field.options)

    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        for choice in value if isinstance(value, list | tuple) else [value]:
            if choice not in self.field.options:
                yield Wrong("option", {"value": choice, "options": list(self.field.options)})

    def flaws(self) -> Iterator[Flaw]:
        return _twice(self.field.options)

    def sample_hint(self) -> str:
        return "几个选项之间用顿号「、」隔开"

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        boxes = [
            (control(Shape.BOX, part=str(number), answer=option), BOX_GAP + option)
            for number, option in enumerate(self.field.options, 1)
        ]
        return tuple(part for box in boxes for part in (*box, ANSWER_GAP))[:-1]

    def written(self, record: Record, tag: str) -> Iterator[tuple[str, str | bool]]:
        value = record.get(self.field.id)
        choices = value if isinstance(value, list | tuple) else [value]
        yield from ((f"{tag}.{number}", option in choices) for number, option in enumerate(self.field.options, 1))

    def read(self, filling: Mapping[str, str | bool], tag: str) -> Iterator[tuple[str, Answer]]:
        choices = [option for number, option in enumerate(self.field.options, 1) if filling.get(f"{tag}.{number}")]
        if choices:
            yield self.field.id, choices

    @property
    def is_alone(self) -> bool:
        return True

    def phrase(self) -> str:
        return ""


class CheckKind(FieldKind[CheckField]):
    """A box to be ticked."""

    @property
    def holds(self) -> Holds:
        return Holds.TICK

    def understood(self, text: str) -> Answer:
        return True if folded(text) in TICKED else False if folded(text) in (*UNTICKED, "") else text

    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        if value is not True:
            yield Wrong("tick", {"value": value})

    def sample_hint(self) -> str:
        return "写「是」"

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return control(Shape.BOX), BOX_GAP + YES

    def written(self, record: Record, tag: str) -> Iterator[tuple[str, str | bool]]:
        yield tag, record.get(self.field.id) is True

    def read(self, filling: Mapping[str, str | bool], tag: str) -> Iterator[tuple[str, Answer]]:
        if tag in filling:
            yield self.field.id, bool(filling[tag])

    def phrase(self) -> str:
        return "完成后勾选"


class YesNoKind(FieldKind[YesNoField]):
    """是, or 否 and something to be written then."""

    @property
    def holds(self) -> Holds:
        return Holds.YES_OR_NO

    @property
    def parts(self) -> tuple[str, ...]:
        return (IF_NO,)

    @property
    def options(self) -> tuple[str, ...]:
        return YES, NO

    def understood(self, text: str) -> Answer:
        return YES if folded(text) in TICKED else NO if folded(text) in UNTICKED else text

    def errors(self, record: Record, form: Form) -> Iterator[Wrong]:
        note = self._note(record)
        if not isinstance(note, str | None):
            yield Wrong("text", {"value": note}, IF_NO, f"{self.field.title}：{self.field.if_no}")
        yield from super().errors(record, form)

    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        if value == BOTH:
            yield Wrong("both")
        elif value not in (YES, NO):
            yield Wrong("answer", {"value": value})
        elif value == NO and not self._note(record):
            yield Wrong("measure", {"if_no": self.field.if_no}, IF_NO)

    def sampled(self) -> Iterator[tuple[str, Answer]]:
        answer, *note_parts = re.split("[：:]", self.field.sample, maxsplit=1)
        yield self.field.id, self.understood(trimmed(answer))
        if note := "".join(note_parts).strip():
            yield f"{self.field.id}.{IF_NO}", note

    def sample_hint(self) -> str:
        return "写「是」，或「否：」后面写上要填的内容"

    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        return (
            control(Shape.BOX, part="yes", answer=YES),
            BOX_GAP + YES + ANSWER_GAP,
            control(Shape.BOX, part="no", answer=NO),
            BOX_GAP + NO + ANSWER_GAP + f"{self.field.if_no}：",
            control(Shape.TEXT, "选否时填", IF_NO, self.field.if_no),
        )

    def written(self, record: Record, tag: str) -> Iterator[tuple[str, str | bool]]:
        value = record.get(self.field.id)
        yield f"{tag}.yes", value in (YES, BOTH)
        yield f"{tag}.no", value in (NO, BOTH)
        yield f"{tag}.{IF_NO}", self._note(record) or ""

    def read(self, filling: Mapping[str, str | bool], tag: str) -> Iterator[tuple[str, Answer]]:
        answers = [word for word, part in ((YES, "yes"), (NO, "no")) if filling.get(f"{tag}.{part}")]
        if answers:
            yield self.field.id, answers[0] if len(answers) == 1 else BOTH
        if note := trimmed(str(filling.get(f"{tag}.{IF_NO}", ""))):
            yield f"{self.field.id}.{IF_NO}", note

    @property
    def is_alone(self) -> bool:
        return True

    def phrase(self) -> str:
        return f"选「否」时填写{self.field.if_no}"

    def _note(self, record: Record) -> Any:
        return record.get(f"{self.field.id}.{IF_NO}")


def _twice(options: tuple[str, ...]) -> Iterator[Flaw]:
    for position, option in enumerate(options):
        if option in options[:position]:
            yield Flaw(("options", position), f"选项「{option}」重复了", "请删除一个，或换一种写法")
