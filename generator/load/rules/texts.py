"""The words of a handbook that readers see as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, dataclass
from functools import cached_property
from typing import Any

from generator.language import inline
from generator.model import DataPath, Source
from generator.model.fields import NO_PROSE

NOT_WORDS = NO_PROSE - {"figure"}
"""Rules of fields that hold something else than words of the author's own. A parameter's value is words."""
AS_FOUND = ("aliases", "avoid", "sample", "example", "equals", "has", "column", "export", "who", "day", "unit")
"""Fields that repeat what people type, or what another program calls it."""


OPTIONS = ("answers",)
"""Lists whose entries are numbered though each has fields of its own."""


@dataclass(frozen=True)
class WrittenText:
    """One text of an author."""

    id: str
    """Of the file."""
    path: DataPath
    text: str
    rules: Mapping[str, Any]
    is_entry: bool
    """Whether it is one of a list of texts."""
    is_quoted: bool
    """Whether it says what a source says."""

    @property
    def is_markdown(self) -> bool:
        """Whether inline Markdown is understood in it."""
        return bool(self.rules.get("markdown"))

    @cached_property
    def spans(self) -> tuple[inline.Span, ...]:
        """What inline Markdown makes of it, with inline.MARK for escapes."""
        return inline.parse(inline.unescaped(self.text)) if self.is_markdown else ()

    @property
    def links(self) -> tuple[str, ...]:
        """The targets of its links."""
        return inline.links(inline.parse(self.text) if "\\" in self.text and self.is_markdown else self.spans)

    @cached_property
    def shown(self) -> str:
        """What readers see of it as it was written, with inline.MARK where markup was understood."""
        return inline.left_over(self.spans) if self.is_markdown else self.text


def texts_of(id: str, part: Any, walked: Iterable[tuple[DataPath, Field[Any], Any]]) -> Iterator[WrittenText]:
    """Every text of a file that is prose, of the fields that `walk` finds in its object."""
    is_source = isinstance(part, Source)
    for path, declared, value in walked:
        rules = declared.metadata["rules"]
        is_prose = rules.get("markdown") or not (declared.name in AS_FOUND or rules.keys() & NOT_WORDS)
        if not isinstance(value, str) or not value.strip() or not is_prose:
            continue
        yield WrittenText(id, path, value, rules, isinstance(path[-1], int) or path[-3:-2] == OPTIONS, is_source)
