"""Entries to start from, as snippets of Visual Studio Code: a step, a rule, a field of a form with what must be
written of each, https://code.visualstudio.com/docs/editing/userdefinedsnippets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from itertools import count
from typing import Any

from generator.authoring.scaffold import written
from generator.load.schema import schema_of
from generator.model import (
    ID,
    KINDS,
    NAMES,
    Due,
    class_title,
    declared_in,
    has_fields,
    hints,
    is_list,
    unwrap,
    variants,
)
from generator.model.fields import NUMBERS

FILE = ".vscode/handbook.code-snippets"
MANY = 3
"""Of so many kinds that may be named, none is told."""


def snippets() -> bytes:
    """The file of the snippets, by what each writes; found by typing its title."""
    found: dict[str, Any] = {}
    for title, cls in entry_classes().items():
        body = list(_Body().entry(cls))
        found[title] = {"scope": "yaml", "prefix": title, "body": body, "description": f"新的一项：{title}"}
    for example in Due.examples:
        name = f"时限 {example}"
        found[name] = {"scope": "yaml", "prefix": name, "body": [_Body().due(example)], "description": "何时完成"}
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def entry_classes() -> Mapping[str, type]:
    """What authors add one more of to a list, by its title; of entries that differ by kind, each kind."""
    found: dict[str, type] = {}

    def look(cls: type) -> None:
        for declared in fields(cls):
            inner = unwrap(hints(cls)[declared.name])
            if has_fields(inner):
                if is_list(hints(cls)[declared.name]):
                    title = declared.metadata["title"]
                    found.update(
                        {f"{title}：{class_title(of)}": of for of in variants(inner).values()} or {title: inner}
                    )
                for of in (inner, *variants(inner).values()):
                    look(of)

    for kind in KINDS.values():
        look(kind.cls)
    return found


class _Body:
    """The lines of a snippet; its tab stops are counted."""

    def __init__(self) -> None:
        self._stops = count(1)

    def entry(self, cls: type, number: int = 1) -> Iterator[str]:
        """An entry of a list of this class, the one with this number: what must be written of it."""
        one = next(iter(variants(cls).values())) if "VARIANTS" in vars(cls) else cls
        for place, line in enumerate(self._fields(one, number)):
            yield f"{'  ' if place else '- '}{line}"

    def due(self, example: str) -> str:
        """A time limit, to be written over as a whole."""
        return f"due: {self._stop(example)}"

    def _fields(self, cls: type, number: int) -> Iterator[str]:
        if hasattr(cls, "examples"):
            yield self._stop(cls.examples[0])
            return
        kind = next((kind for kind, other in variants(cls.__bases__[0]).items() if other is cls), "")
        own = {declared.name: declared.metadata["rules"] for declared in fields(cls)}
        for name, rules in schema_of(cls).items():
            starts = number == 1 and own[name].get("starts")
            if name == "kind" and kind:
                yield f"kind: {kind}"
            elif rules["required"] or starts:
                yield from self._field(cls, name, rules, number)

    def _field(self, cls: type, name: str, rules: Mapping[str, Any], number: int) -> Iterator[str]:
        inner = unwrap(hints(cls)[name])
        if not is_list(hints(cls)[name]):
            if has_fields(inner) and not hasattr(inner, "examples"):
                yield f"{name}:"
                yield from (f"  {line}" for line in self._fields(inner, 1))
            else:
                yield f"{name}: {self._value(cls, name, rules, number)}"
            return
        yield f"{name}:"
        for place in range(rules.get("minlength", 1)):
            if has_fields(inner):
                yield from (f"  {line}" for line in self.entry(inner, place + 1))
            else:
                yield f"  - {self._value(cls, name, rules['schema'], place + 1)}"

    def _value(self, cls: type, name: str, rules: Mapping[str, Any], number: int) -> str:
        """What stands there until its author writes over it; no two entries of a list say the same."""
        inner, declared = unwrap(hints(cls)[name]), declared_in(cls, name)
        if "allowed" in rules:
            return f"${{{next(self._stops)}|{','.join(map(str, rules['allowed']))}|}}"
        if hasattr(inner, "examples"):
            return self._stop(inner.examples[0])
        if kinds := rules.get("ref"):
            return self._stop(f"{NAMES[kinds[0]]}编号" if len(kinds) < MANY else "条目编号")
        if inner is bool:
            return "true"
        if rules.get("regex") == ID and "defines" in rules:
            return self._stop(f"new-{rules['defines']}")
        example = declared.example if declared.example is not None else getattr(inner, "example", None)
        if example is None and inner in NUMBERS:
            return self._stop(str(rules.get("min", 1)))
        if example is None:
            return self._stop(declared.title if number == 1 else f"{declared.title} {number}")
        return self._stop(written(example[0] if isinstance(example, list) else example))

    def _stop(self, text: str) -> str:
        escaped = re.sub(r"([\\$}])", r"\\\1", text)
        return f"${{{next(self._stops)}:{escaped}}}"
