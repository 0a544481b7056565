"""A reference to a step, a field, a rule… resolved: what the author may write short inside a file is whole here.

Authors write `step` inside the file of the step, `item.step` everywhere else. `resolved` is the only place that tells
the two apart; it runs once, when checked data become model objects, so that whoever holds an EntryRef has both ids and
completes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self


@dataclass(frozen=True, order=True)
class EntryRef:
    """An entry of an item, by the ids of both."""

    item: str
    entry: str
    written: str = field(default="", compare=False, repr=False)
    """As its author wrote it: the prints of texts go by that, and the messages to authors. No part of what the
    reference is."""

    @classmethod
    def resolved(cls, text: str, holder: str) -> Self:
        """What an author wrote -> the entry that it names. `holder` is the id of the item that a short id belongs to.

        ValueError if the id is short and there is no such item.
        """
        item, dot, entry = text.partition(".")
        if not dot and not holder:
            raise ValueError(f"{text} belongs to no item")
        return cls(item, entry, text) if dot else cls(holder, text, text)

    def __str__(self) -> str:
        return f"{self.item}.{self.entry}"
