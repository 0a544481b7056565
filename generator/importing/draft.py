"""A draft of one file of the handbook: its fields, each with where it comes from and how sure it is, as YAML."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, NamedTuple

from generator.authoring.scaffold import written
from generator.load.schema import schema_of
from generator.model import KINDS, PLACEHOLDER, has_fields, hints, is_list, unwrap, variant
from generator.resources import CONTENT

UNSEEN = ("Cc", "Cf", "Co", "Cn", "Cs")
"""Unicode's categories of signs that documents hold and a handbook may not."""


class Certainty(Enum):
    """How sure it is that a field says what the document says."""

    SURE = "确定"
    LIKELY = "推测"


class Value(NamedTuple):
    """What a draft says in a field."""

    value: str | tuple[str, ...] | Mapping[str, str]
    """A text, also of a number; a list of ids; or the fields of a small part that fits on one line, such as a time
    limit."""
    origin: str = ""
    """Where it comes from: 第五条，表 2 第 3 行. Empty for what needs no word."""
    certainty: Certainty = Certainty.LIKELY


Node = Value | dict[str, Any] | list[Any]
"""A value, a part with fields, or a list of either."""


@dataclass
class Draft:
    """A draft of one file."""

    kind: str
    """Its name in KINDS."""
    id: str
    title: str
    data: dict[str, Any]
    """By name of field: a Node."""

    @property
    def path(self) -> str:
        """Where it is written, below the root."""
        return f"{CONTENT}/{KINDS[self.kind].path}/{self.id}.yaml"


def missing(cls: type, data: Mapping[str, Any]) -> Iterator[str]:
    """The titles of all fields that must be written and that a draft does not say."""
    of = variant(cls, data["kind"].value) if "kind" in data else cls
    for declared in fields(of):
        node = data.get(declared.name)
        if node is None:
            if schema_of(of)[declared.name]["required"]:
                yield declared.metadata["title"]
            continue
        inner = unwrap(hints(of)[declared.name])
        for part in node if isinstance(node, list) else [node]:
            if isinstance(part, dict):
                yield from missing(inner, part)


def values_of(data: Node) -> Iterator[tuple[tuple[str | int, ...], Value]]:
    """Every value of a draft with its path."""
    if isinstance(data, Value):
        yield (), data
        return
    for key, node in data.items() if isinstance(data, dict) else enumerate(data):
        for path, value in values_of(node):
            yield (key, *path), value


def as_yaml(draft: Draft, head: Sequence[str], tail: Sequence[str] = ()) -> str:
    """The file; `head` and `tail` are lines of comment before and after it."""
    cls = KINDS[draft.kind].cls
    lines = [*(f"# {line}" for line in head), *_lines(cls, draft.data), *(f"# {line}" for line in tail)]
    return "\n".join(lines) + "\n"


def _lines(cls: type, data: Mapping[str, Any]) -> Iterator[str]:
    of = variant(cls, data["kind"].value) if "kind" in data and isinstance(data["kind"], Value) else cls
    unknown = set(data) - {declared.name for declared in fields(of)}
    if unknown:
        raise ValueError(f"{of.__name__} has no {', '.join(sorted(unknown))}")
    for declared in fields(of):
        name, node = declared.name, data.get(declared.name)
        if node is None:
            if schema_of(of)[name]["required"]:
                yield f"# 待补：{declared.metadata['title']}，原文里没有找到"
                yield f"{name}:"
            continue
        inner = unwrap(hints(of)[name])
        if isinstance(node, Value):
            yield from _told(node)
            many = is_list(hints(of)[name])
            is_number = inner in (int, float, bool) and isinstance(node.value, str)
            yield f"{name}: {node.value if is_number else _inline(node.value, in_list=many)}"
        elif isinstance(node, dict):
            yield f"{name}:"
            yield from (f"  {line}" for line in _lines(inner, node))
        else:
            yield from _list(name, inner, node)


def _list(name: str, inner: type, nodes: Sequence[Node]) -> Iterator[str]:
    values = [node for node in nodes if isinstance(node, Value)]
    alike = len({(value.origin, value.certainty) for value in values}) == 1 and len(values) == len(nodes)
    if alike:
        yield from _told(values[0])
    yield f"{name}:"
    for node in nodes:
        if isinstance(node, Value):
            if not alike:
                yield from (f"  {line}" for line in _told(node))
            yield f"  - {_inline(node.value)}"
        elif isinstance(node, dict) and has_fields(inner):
            lines = list(_lines(inner, node))
            first = next((at for at, line in enumerate(lines) if not line.startswith("#")), 0)
            for at, line in enumerate(lines):
                yield f"  {'- ' if at == first else '' if at < first else '  '}{line}"
        else:
            raise TypeError(f"{name} holds {type(node).__name__}")


def _told(value: Value) -> Iterator[str]:
    if value.origin:
        yield f"# 来自 {value.origin} · {value.certainty.value}"


def _inline(value: str | tuple[str, ...] | Mapping[str, str], in_list: bool = False) -> str:
    if isinstance(value, str):
        text = one_line(value)
        return f"[{_safe(text)}]" if in_list else _safe(text)
    if isinstance(value, tuple):
        return f"[{', '.join(_safe(one_line(part)) for part in value)}]"
    parts = [f"{name}: {part if part.isdigit() else _safe(one_line(part))}" for name, part in value.items()]
    return f"{{{', '.join(parts)}}}"


def _safe(text: str) -> str:
    """A text as YAML: in quotes where it holds anything that YAML would take for something else."""
    plain = written(text)
    if plain.startswith('"') or "," in plain:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return plain


def one_line(text: str) -> str:
    """A text without line breaks, tabs and signs that nobody sees; what would name a figure of the handbook does
    not.
    """
    seen = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in UNSEEN)
    return " ".join(PLACEHOLDER.sub(lambda match: f"｛{match[0][1:-1]}｝", seen).split())


def as_data(node: Node) -> Any:
    """What a draft says, as the YAML of it is read: without where it comes from."""
    if isinstance(node, Value):
        value = node.value
        if isinstance(value, Mapping):
            return {name: one_line(part) for name, part in value.items()}
        return one_line(value) if isinstance(value, str) else [one_line(part) for part in value]
    if isinstance(node, dict):
        return {name: as_data(part) for name, part in node.items()}
    return [as_data(part) for part in node]
