"""The content hash of an item, or of one of its entries: a short hash of what it asks of its readers.

Ticks, answers and read confirmations in a browser are kept together with the hash of what they were given for. When a
later edition asks something else, the hashes differ, and the page says so instead of passing the old tick off as one
for the new text.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from functools import partial
from typing import Any

from generator.memory import FORGETFUL, Memory
from generator.model import Due, EntryRef, Item, has_fields
from generator.schedule.day_words import joined

SILENT = frozenset({"aliases", "basis", "means", "next_review", "review_every", "staff"})
"""Fields that say nothing of what is to be done; those that are for the program alone say so in the model."""


def content_hash(entry: Any, memory: Memory = FORGETFUL) -> str:
    """12 hex digits of the SHA-256 (FIPS 180-4) over the words and values of an item or entry, with the parameters
    filled in.

    A field that holds its default is left out, so that a field added to the model later changes no hash.
    """
    return memory.kept(("content hash", entry.id), partial(_hash, entry)) if isinstance(entry, Item) else _hash(entry)


def _hash(entry: Any) -> str:
    return hashlib.sha256(json.dumps(_words(entry), ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def _words(value: Any) -> Any:
    if isinstance(value, Due):
        value = joined(value)
    if isinstance(value, tuple):
        return [_words(part) for part in value]
    if has_fields(value):
        values = {
            field.name: getattr(value, field.name)
            for field in fields(value)
            if field.name not in SILENT
            and not field.metadata["internal"]
            and getattr(value, field.name) != field.default
        }
        return {name: _words(part) for name, part in values.items()}
    if isinstance(value, EntryRef):
        return value.written
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
