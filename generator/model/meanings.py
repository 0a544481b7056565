"""What a field of a form may mean to the program, beyond what it says to people: authors declare it with `means`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Meaning(NamedTuple):
    """One thing that the program looks for in a form."""

    words: str
    """For authors."""
    kinds: tuple[str, ...]
    """The kinds of field that can hold it."""


PERSON_NAME = "person-name"
REVISION_READ = "revision"
MEANINGS: Mapping[str, Meaning] = MappingProxyType(
    {
        PERSON_NAME: Meaning("填表人的姓名", ("text",)),
        "position": Meaning("填表人的岗位", ("text", "choice")),
        REVISION_READ: Meaning("读的是哪一版手册", ("text",)),
        "effective-date": Meaning("那一版的实施日期", ("date",)),
        "role-read": Meaning("岗位页读完了", ("yesno", "check")),
        "changes-read": Meaning("修订读完了", ("yesno", "check")),
        "prohibitions-read": Meaning("禁止的条文读完了", ("yesno", "check")),
    }
)
"""Every meaning. A form may use each of them once, outside of its rows."""
