"""What was worked out once is used again while nothing that it read has changed.

A `Memory` keeps results. Beside each it holds everything that was read of `recorded` values while it was made, down to
the single field: a new value of another field makes nothing stale. Nobody lists what a page or a rule stands on; it is
what it asked for.

What is kept must not hold recorded values themselves, unless its key does: they are replaced when their file changes.
Bytes, texts and problems may be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import FrozenInstanceError, dataclass, fields, is_dataclass
from functools import cache
from itertools import count
from typing import Any, Generic, NoReturn, TypeVar, cast, overload

Result = TypeVar("Result")
Value = TypeVar("Value")


class _Reads(set[int]):
    """The numbers of all that a computation has read so far."""

    def __init__(self) -> None:
        super().__init__()
        self._noted: dict[int, Set[int]] = {}

    def note(self, others: Set[int]) -> None:
        """All that another has read. Large ones are asked for again and again, and noted once."""
        if id(others) not in self._noted:
            self._noted[id(others)] = others  # held, so that no other can have its id
            self |= others


_READS: ContextVar[_Reads | None] = ContextVar("reads", default=None)
"""What was read so far by the computation that is going on; None while nobody wants to know."""
_NUMBERS = "_numbers"
"""Where a recorded object keeps the number of each of its fields."""
_numbers = count()


@contextmanager
def _reading() -> Iterator[_Reads]:
    """Everything that is read of recorded values meanwhile. It is no reading of the computation around it."""
    reads = _Reads()
    token = _READS.set(reads)
    try:
        yield reads
    finally:
        _READS.reset(token)


@contextmanager
def nothing_read() -> Iterator[None]:
    """What goes on meanwhile must read nothing that is recorded. AssertionError if it does."""
    with _reading() as reads:
        yield
    assert not reads, "read where nobody notes it"


def _note(reads: Set[int]) -> None:
    """Let the computation that is going on have read all this, too."""
    if (noted := _READS.get()) is not None:
        noted.note(reads)


class Derived(Generic[Result]):
    """A property that is worked out once, like `functools.cached_property`, of an object that never changes: whoever
    asks for it has read what it was made from, even if another asked before.
    """

    def __init__(self, make: Callable[[Any], Result]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._slot = f"_derived_{name}"

    @overload
    def __get__(self, thing: None, owner: type) -> Derived[Result]: ...

    @overload
    def __get__(self, thing: object, owner: type) -> Result: ...

    def __get__(self, thing: object | None, owner: type) -> Derived[Result] | Result:
        if thing is None:
            return self
        held: tuple[Result, frozenset[int]] | None = thing.__dict__.get(self._slot)
        if held is None:
            with _reading() as reads:
                made = self._make(thing)
            held = thing.__dict__[self._slot] = (made, frozenset(reads))
        _note(held[1])
        return held[0]

    def __set__(self, thing: object, value: object) -> NoReturn:
        raise FrozenInstanceError(self._slot)


@dataclass(frozen=True)
class _Recorder:
    """Makes recorded values, and notes the numbers of the fields that are not what they were."""

    is_looked_into: Callable[[Any], bool]
    same: Callable[[Any, Any], bool]
    changed: set[int]

    def recorded(self, value: Any, before: Any, number: int | None) -> Any:
        """The value in the place of the one before; `number` is that of the field that holds it. What is recorded at a
        place of its own stays as it is.
        """
        if _NUMBERS in getattr(value, "__dict__", ()):
            return value
        if isinstance(value, Mapping) and self.is_looked_into(value):
            return self._mapping(value, before, number)
        if isinstance(value, tuple) and any(map(self._has_fields, value)):
            old = before if isinstance(before, tuple) else ()
            if len(old) != len(value):
                self._note(number)
                old = (None,) * len(value)
            return tuple(self.recorded(part, was, number) for part, was in zip(value, old, strict=True))
        if self._has_fields(value):
            return self._object(value, before, number)
        if value is not before and (type(value) is not type(before) or not self.same(value, before)):
            self._note(number)
        return value

    def _has_fields(self, value: Any) -> bool:
        return is_dataclass(value) and not isinstance(value, type) and self.is_looked_into(value)

    def _object(self, value: Any, before: Any, number: int | None) -> Any:
        cls = _recorded_class(value.__class__)
        held = {}
        if type(before) is cls:
            held = vars(before)
            numbers = held[_NUMBERS]
        else:
            self._note(number)
            numbers = {declared.name: next(_numbers) for declared in fields(value)}
        made: Any = object.__new__(cls)
        vars(made)[_NUMBERS] = numbers
        for name, field in numbers.items():
            vars(made)[name] = self.recorded(vars(value)[name], held.get(name), field)
        return made

    def _mapping(self, value: Mapping[Any, Any], before: Any, number: int | None) -> RecordedMapping:
        old = before if isinstance(before, RecordedMapping) else None
        if old is None:
            self._note(number)
        numbers = old.numbers if old else _Numbers()
        held = old.held if old else {}
        if list(held) != list(value):
            self.changed.add(numbers[...])
            self.changed.update(numbers[key] for key in held.keys() - value.keys())
        parts = {}
        for key, part in value.items():
            if key not in held:
                self.changed.add(numbers[key])
            parts[key] = self.recorded(part, held.get(key), numbers[key])
        return RecordedMapping(parts, numbers)

    def _note(self, number: int | None) -> None:
        if number is not None:
            self.changed.add(number)


class _Numbers(dict[Any, int]):
    """A number for every key; for all of them together, that of `...`."""

    def __missing__(self, key: Any) -> int:
        self[key] = number = next(_numbers)
        return number


class RecordedMapping(Mapping[Any, Any]):
    """A mapping that notes which keys are asked for, whether or not they are there."""

    def __init__(self, held: Mapping[Any, Any], numbers: _Numbers) -> None:
        self.held, self.numbers = held, numbers

    def __getitem__(self, key: Any) -> Any:
        if (reads := _READS.get()) is not None:
            reads.add(self.numbers[key])
        return self.held[key]

    def __iter__(self) -> Iterator[Any]:
        if (reads := _READS.get()) is not None:
            reads.add(self.numbers[...])
        return iter(self.held)

    def __len__(self) -> int:
        if (reads := _READS.get()) is not None:
            reads.add(self.numbers[...])
        return len(self.held)


class _RecordedField:
    """A field of a recorded object."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, thing: object | None, owner: type) -> Any:
        if thing is None:
            return getattr(owner.__base__, self._name)
        held = thing.__dict__
        if (reads := _READS.get()) is not None:
            reads.add(held[_NUMBERS][self._name])
        return held[self._name]

    def __set__(self, thing: object, value: object) -> NoReturn:
        raise FrozenInstanceError(self._name)


@cache
def _recorded_class(cls: type) -> type:
    """A class whose objects pass for those of a dataclass: equal to them, with their `__class__`, and with all that
    they have.
    """
    own = {name: member for name, member in vars(cls).items() if not name.startswith("__")}
    noted = {declared.name: _RecordedField(declared.name) for declared in fields(cls)}
    return type(f"Recorded{cls.__name__}", (cls,), {**own, **noted, "__class__": property(lambda thing: cls)})


@dataclass(frozen=True)
class _Kept:
    """One result."""

    key: object
    value: Any
    reads: frozenset[int]


class Memory:
    """The results of one process, for a handbook that is read again and again."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Kept] = {}
        self._recorded: dict[Hashable, Any] = {}
        self._slots = _Numbers()
        self._inner = set[int]()
        """The slots that other results stand on."""

    def kept(self, slot: Hashable, make: Callable[[], Result], key: object = None) -> Result:
        """What `make` gives, or gave when it was last asked for under `slot`, if the `key` is equal and nothing that it
        read of recorded values has changed since.

        `key` is all that it depends on beside these. Whatever `make` raises is raised, and nothing is kept.
        """
        known, number = self._kept.get(slot), self._slots[slot]
        # Both in a tuple: parts that are one and the same are equal, and need not be compared.
        if known is None or (known.key,) != (key,):
            if number in self._inner:
                self._forget({number})
            with _reading() as reads:
                value = make()
            known = self._kept[slot] = _Kept(key, value, frozenset(reads))
        if (noted := _READS.get()) is not None:
            self._inner.add(number)
            noted.note(known.reads)
            noted.add(number)
        return cast(Result, known.value)

    def recorded(
        self,
        place: Hashable,
        value: Value,
        is_looked_into: Callable[[Any], bool] = lambda part: True,
        same: Callable[[Any, Any], bool] = lambda one, other: bool(one == other),
    ) -> Value:
        """A value whose fields note it when they are read, as those of all dataclasses and mappings in it.

        What was kept and has read a field that had another value when something was last recorded at this `place` is
        forgotten. `is_looked_into` tells which dataclasses and mappings have parts, and which are one value; `same`
        tells whether two values that have none are equal.
        """
        changed = set[int]()
        # Nobody reads it yet.
        with _reading():
            recorded = _Recorder(is_looked_into, same, changed).recorded(value, self._recorded.get(place), None)
        self._recorded[place] = recorded
        self._forget(changed)
        return cast(Value, recorded)

    def _forget(self, changed: Set[int]) -> None:
        """Drop every result that stands on one of these."""
        stale = [slot for slot, kept in self._kept.items() if not changed.isdisjoint(kept.reads)] if changed else []
        for slot in stale:
            del self._kept[slot]


class Forgetful(Memory):
    """Keeps nothing and notes nothing: for a handbook that is read once."""

    def kept(self, slot: Hashable, make: Callable[[], Result], key: object = None) -> Result:
        return make()

    def recorded(
        self,
        place: Hashable,
        value: Value,
        is_looked_into: Callable[[Any], bool] = lambda part: True,
        same: Callable[[Any, Any], bool] = lambda one, other: bool(one == other),
    ) -> Value:
        return value


FORGETFUL = Forgetful()
