"""What a kind of field is to the rest of the program. Whoever needs more of a kind adds it here, as an abstract
method where no answer fits all.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from generator.forms.record import YES, Answer, Holds, Record, is_empty, trimmed
from generator.forms.table import Control, Shape
from generator.language import inline
from generator.model.entry_ref import EntryRef
from generator.model.form import AnyField, Form

F = TypeVar("F", bound=AnyField, covariant=True)

NOT_FOR_BROWSERS = frozenset({"sample", "basis", "formerly", "width", "wide"})
"""What of a field's declaration no script asks for, or is said in another way."""


class Wrong(NamedTuple):
    """What is wrong with an answer."""

    mistake: str
    """One of `generator.forms.answer_errors.ANSWER_ERRORS`."""
    words: Mapping[str, object] = MappingProxyType({})
    """What its sentence names."""
    part: str = ""
    """Of an answer with several keys, the part that is meant: what follows the id."""
    title: str = ""
    """How the place is called, if not as the field."""


class Flaw(NamedTuple):
    """What is wrong with the declaration of a field."""

    path: tuple[str | int, ...]
    """Below the field."""
    message: str
    hint: str


class NewControl(Protocol):
    """Makes a control of a field: its shape, what it shows while it is empty, and which part of the answer it takes,
    with its words.
    """

    def __call__(self, shape: Shape, hint: str = "", part: str = "", answer: str = "") -> Control: ...


@dataclass(frozen=True)
class FieldKind(ABC, Generic[F]):
    """One field, with all that follows from its kind."""

    field: F

    # What an answer is

    @property
    @abstractmethod
    def holds(self) -> Holds:
        """What an answer is: its type in a record and in a table."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Of what an answer consists beside what stands under the field's id: what follows the id, of each further
        key.
        """
        return ()

    @property
    def options(self) -> tuple[str, ...]:
        """What can be chosen; nothing where an answer is written."""
        return ()

    @abstractmethod
    def understood(self, text: str) -> Answer:
        """The answer that a text means, which has no space around it; the text itself where it is none."""

    @abstractmethod
    def wrong(self, value: Any, record: Record, form: Form) -> Iterator[Wrong]:
        """What is wrong with an answer that is not empty, in a record or a row of one."""

    @property
    def lacking(self) -> str:
        """The mistake of leaving it empty although it is required; none if that is no mistake."""
        return "missing"

    def errors(self, record: Record, form: Form) -> Iterator[Wrong]:
        """All that is wrong with the answer in a record, or in a row of one."""
        value = record.get(self.field.id)
        # That a box is not ticked is an answer to nothing else.
        if is_empty(value) and (value is not False or self.holds is Holds.TICK):
            if self.field.required and self.lacking:
                yield Wrong(self.lacking)
        else:
            yield from self.wrong(value, record, form)

    def sampled(self) -> Iterator[tuple[str, Answer]]:
        """The answer in the author's sample, which is not empty, by key."""
        yield self.field.id, self.understood(trimmed(self.field.sample))

    @abstractmethod
    def sample_hint(self) -> str:
        """What to do about a sample that is no answer."""

    def flaws(self) -> Iterator[Flaw]:
        """What its author has declared so that nobody can fill it in."""
        yield from ()

    # Controls

    @abstractmethod
    def controls(self, control: NewControl) -> tuple[str | Control, ...]:
        """Its controls in a document, with the words printed between and after them."""

    def shown(self, value: Answer) -> str:
        """An answer as it stands in a control or a table."""
        if isinstance(value, bool):
            return YES if value else ""
        if isinstance(value, int | float):
            return trim_zeros(f"{value:.4f}")
        return "、".join(value) if isinstance(value, list) else value

    def written(self, record: Record, tag: str) -> Iterator[tuple[str, str | bool]]:
        """What its controls get from a record. `tag` is that of a control of the whole answer."""
        value = record.get(self.field.id)
        yield tag, "" if value is None else self.shown(value)

    def read(self, filling: Mapping[str, str | bool], tag: str) -> Iterator[tuple[str, Answer]]:
        """The answers by key that stand in its controls."""
        if (value := self.understood(trimmed(str(filling.get(tag, ""))))) != "":
            yield self.field.id, value

    @property
    def lines(self) -> int:
        """How many lines of writing it needs."""
        return 1

    @property
    def is_alone(self) -> bool:
        """Whether it takes a line of a grid for itself."""
        return False

    @property
    def blank(self) -> str:
        """What stands in the place of an answer that is to be written by hand."""
        return ""

    # Words and data

    @abstractmethod
    def phrase(self) -> str:
        """What may be written, beyond the options: 最多 100 字, 1–5 分. Empty where it goes without saying."""

    def for_browsers(self) -> dict[str, Any]:
        """The declaration as scripts get it: Markdown is plain text, what no script asks for is not there."""
        return {
            entry.name: _plain(getattr(self.field, entry.name), entry.metadata["rules"].get("markdown", False))
            for entry in fields(self.field)
            if entry.name not in NOT_FOR_BROWSERS
        }


def trim_zeros(digits: str) -> str:
    """A number with decimals, without needless zeros."""
    return digits.rstrip("0").rstrip(".")


def _plain(value: Any, markdown: bool) -> Any:
    if isinstance(value, tuple):
        return [_plain(part, markdown) for part in value]
    if isinstance(value, EntryRef):
        return value.entry  # a form names only fields of its own
    return inline.plain(value) if markdown and value else value
