"""A document changed in its text. Every result is read again: a change is made only where the text then says what was
meant and nothing else.
"""

from __future__ import annotations

import json
from typing import Any

from generator.authoring.text_edits import NoPlace, edited_bytes
from generator.editing.operation_edits import edits_of
from generator.editing.operations import Operation, intended
from generator.load.documents import decode, parse
from generator.problems import ProblemsFound


class Refused(Exception):
    """A change cannot be made without harm to the rest of the file; says so in Chinese."""

    def __init__(self, words: str = "这一处的写法特别，自动改会改坏别的地方；请在编辑器里手工改这个文件"):
        super().__init__(words)


def changed(content: bytes, name: str, cls: type, operation: Operation) -> bytes:
    """The content of a file of a model class after an operation. `name` is how problems call the file.

    Raises Refused, or ProblemsFound if the file cannot be read.
    """
    file = parse(decode(content, name), name)
    try:
        meant = intended(file.data, operation)
    except (KeyError, IndexError, TypeError, AttributeError):
        raise Refused from None
    try:
        edits = [] if _same(meant, file.data) else edits_of(operation, file, cls)
    except (NoPlace, KeyError):
        raise Refused from None
    after = edited_bytes(content, edits)
    try:
        read = parse(decode(after, name), name)
    except ProblemsFound as error:
        raise Refused(error.problems[0].message) from None
    if not _same(read.data, meant) or len(read.dropped) > len(file.dropped):
        raise Refused
    return after


def _same(one: Any, other: Any) -> bool:
    """Whether data are equal, and of the same types."""
    first, second = (json.dumps(data, sort_keys=True, ensure_ascii=False) for data in (one, other))
    return first == second
