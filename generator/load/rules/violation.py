"""What a house rule sees, and what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from datetime import date
from typing import Any

from generator.load.adoption import Adopted
from generator.load.files import ANY_ID
from generator.load.rules.citing import citing_texts
from generator.load.rules.texts import WrittenText, texts_of
from generator.memory import FORGETFUL, Derived, Memory
from generator.model import PAGE, DataPath, EntryRef, FieldKind, Figure, Handbook, WrittenFigure, has_fields, walk
from generator.problems import Level, Place, Problem


@dataclass(frozen=True)
class Violation:
    """A problem that still needs its line: the item's id and the path inside its document."""

    id: str
    path: DataPath
    problem: Problem
    at_key: bool = False
    word: str = ""
    """The words to point at, where that is not the whole value."""
    also: tuple[tuple[str, DataPath, str], ...] = ()
    """Other places that belong to it: item, path, and a word on why."""
    late_hint: Callable[[], str] | None = None
    """Gives the hint where finding it takes its time: it is asked for only if the problem is told."""

    def settled(self) -> Violation:
        """The same with its hint, whatever time that takes."""
        if self.late_hint is None:
            return self
        return replace(self, problem=replace(self.problem, hint=self.late_hint()), late_hint=None)


@dataclass(frozen=True)
class RuleContext:
    """What a rule judges."""

    handbook: Handbook
    """Every item that is sound in itself."""
    as_of: date
    """The day that review dates are held against."""
    broken: frozenset[str]
    """Ids of the items that are not in the handbook, because they have other problems; ANY_ID where nobody knows which
    items there are."""
    documents: Mapping[str, Mapping[str, dict[str, Any]]] = field(default_factory=dict)
    """What the authors wrote, as {kind: {id: document}}, of the same items."""
    homes: Mapping[str, WrittenFigure] = field(default_factory=dict)
    """Where every figure is decided, by the name that texts call it by."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """Every figure by its name."""
    told: frozenset[str] = frozenset()
    """What is told to be missing: the ids of items, and `item.entry`."""
    used: Adopted | None = None
    """How the documents came from what authors wrote; None if they are that."""
    memory: Memory = FORGETFUL
    """What rules found before, where everything that they read is noted."""

    @Derived
    def walked(self) -> tuple[tuple[str, Any, tuple[tuple[DataPath, Field[Any], Any], ...]], ...]:
        """Every file as (id, object, every field with a value anywhere inside): most rules look at them all."""
        return tuple((id, part, tuple(walk(part))) for _, id, part in self.handbook.parts())

    @Derived
    def entries(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of everything inside an item, by its id; under PAGE those of all parameters."""
        return {
            id: tuple(part.id for _, _, part in walk(holder, wanted=_is_part) if getattr(part, "id", None))
            for id, holder in {**self.handbook.items, PAGE: self.handbook.parameters}.items()
        }

    @Derived
    def written(self) -> tuple[tuple[str, str, dict[str, Any]], ...]:
        """Every document as (kind, id, document)."""
        return tuple((kind, id, data) for kind, by_id in self.documents.items() for id, data in by_id.items())

    @Derived
    def basis(self) -> Mapping[EntryRef, tuple[str, ...]]:
        """The clauses that every entry carries out."""
        clauses: dict[EntryRef, list[str]] = defaultdict(list)
        for clause in self.handbook.clauses:
            for mention in self.handbook.covering(clause):
                clauses[mention.ref].append(clause)
        return {ref: tuple(ids) for ref, ids in clauses.items()}

    @Derived
    def citing_texts(self) -> Mapping[str, tuple[str, ...]]:
        """By clause: all that is said where it is cited."""
        return citing_texts(self.handbook, self.memory)

    @Derived
    def texts(self) -> tuple[WrittenText, ...]:
        """Every text of the handbook that is prose."""
        return tuple(text for id, part, fields in self.walked for text in texts_of(id, part, fields))

    @Derived
    def titles(self) -> Mapping[str, str]:
        """The id of every item by its title."""
        return {item.title: id for id, item in self.handbook.items.items()}

    def as_written(self, violation: Violation) -> Violation:
        """A violation at the place where its author can mend it."""
        if self.used is None:
            return violation
        id, path = self.used.written(violation.id, violation.path)
        also = tuple((*self.used.written(other, at), why) for other, at, why in violation.also)
        return replace(violation, id=id, path=path, also=also)

    def is_as_written(self, id: str, path: DataPath, text: str) -> bool:
        """Whether an author wrote a text like this; where the company uses less than all, some are made otherwise."""
        return self.used is None or self.used.author_value(id, path) == text

    def has(self, ref: EntryRef) -> bool:
        """Whether there is such an entry; of an item that is broken nobody can tell, so it counts as there."""
        return self.is_broken(ref.item) or ref.entry in self.entries.get(ref.item, ())

    def is_broken(self, id: str) -> bool:
        """Whether there may be an item of this id that is not in the handbook."""
        return id in self.broken or (ANY_ID in self.broken and id not in self.handbook.items)

    def of_file(self, id: str) -> RuleContext:
        """The same, as a rule sees it that looks at one file after another, when it is the turn of this one."""
        same = {declared.name: getattr(self, declared.name) for declared in fields(self)}
        return _OfFile(**same, whole=self, file=id)


@dataclass(frozen=True, kw_only=True)
class _OfFile(RuleContext):
    """All of a handbook to look things up in, and one file to be judged."""

    whole: RuleContext
    file: str

    @Derived
    def walked(self) -> tuple[tuple[str, Any, tuple[tuple[DataPath, Field[Any], Any], ...]], ...]:
        return tuple((id, part, tuple(walk(part))) for _, id, part in self.handbook.parts() if id == self.file)

    @Derived
    def written(self) -> tuple[tuple[str, str, dict[str, Any]], ...]:
        return tuple(
            (kind, self.file, by_id[self.file]) for kind, by_id in self.documents.items() if self.file in by_id
        )

    @Derived
    def entries(self) -> Mapping[str, tuple[str, ...]]:
        return self.whole.entries

    @Derived
    def basis(self) -> Mapping[EntryRef, tuple[str, ...]]:
        return self.whole.basis

    @Derived
    def citing_texts(self) -> Mapping[str, tuple[str, ...]]:
        return self.whole.citing_texts

    @Derived
    def titles(self) -> Mapping[str, str]:
        return self.whole.titles


def _is_part(field: FieldKind) -> bool:
    return has_fields(field.type)


def violation_at(
    id: str,
    path: DataPath,
    code: str,
    message: str,
    hint: str | Callable[[], str],
    level: Level = Level.ERROR,
    at_key: bool = False,
    word: str = "",
    also: tuple[tuple[str, DataPath, str], ...] = (),
    instead: str = "",
) -> Violation:
    """A violation in one line."""
    told, late = (hint, None) if isinstance(hint, str) else ("", hint)
    problem = Problem(code, message, Place(""), told, level, instead=instead)
    return Violation(id, path, problem, at_key, word, also, late)
