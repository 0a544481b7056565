"""What is said where clauses are cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.memory import FORGETFUL, Memory
from generator.model import DataPath, Due, Handbook, Mention, has_fields, walk
from generator.schedule.phrases import due_phrase


def citing_texts(handbook: Handbook, memory: Memory = FORGETFUL) -> Mapping[str, tuple[str, ...]]:
    """By clause: all that is said in each step, rule, risk or item that cites it."""
    known: dict[int, str] = {}

    def text(mention: Mention) -> str:
        part = citing_part(mention)
        if id(part) not in known:
            slot = ("said", mention.item.__class__, getattr(mention.item, "id", ""), path_of(mention))
            known[id(part)] = memory.kept(slot, lambda: " ".join(_texts(part, handbook)))
        return known[id(part)]

    return {clause: tuple(map(text, handbook.covering(clause))) for clause in handbook.clauses}


def path_of(mention: Mention) -> DataPath:
    """Where in its item the part stands that cites a clause."""
    return mention.path[: mention.path.index("basis")]


def citing_part(mention: Mention) -> Any:
    """What cites a clause: a step, a rule, a risk, or the whole item."""
    part = mention.item
    for step in path_of(mention):
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return part


def _texts(part: Any, handbook: Handbook) -> Iterator[str]:
    for _, _, value in walk(part):
        if isinstance(value, Due):
            yield due_phrase(value, handbook)
        elif not has_fields(value):
            yield str(value)
