"""An empty file of one kind, every field explained beside it: what an author starts from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from generator.load.hints.field_help import options, requirements
from generator.load.schema import schema_of
from generator.model import KINDS, class_title, declared_in, has_fields, hints, is_list, unwrap, variants
from generator.model.item import NUMBER

NOTE = "##"
"""How a line that explains begins. A field that may be left out begins with a single `#`."""
HEAD = f"{NOTE} 「{NOTE}」后面是说明，看完可以删掉；行首有「# 」的栏可以不写，要写就去掉「# 」。"
PLAIN = re.compile(r"(?![0-9.]+$)[^\s\-?:,\[\]{}#&*!|>'\"%@`][^:#]*")
"""What YAML takes as it is meant, without quotes."""


def scaffold(kind: str, values: Mapping[str, str]) -> str:
    """A YAML file of a kind of KINDS.

    `values` are what is known already, by field of the top level; what must be written and is not known stands there
    empty, so that a check names it.
    """
    about = KINDS[kind]
    where = about.path if about.single else f"{about.path}/编号.yaml，文件名就是编号"
    return "\n".join([f"{NOTE} {about.title}（sop/{where}）", HEAD, *lines_of(about.cls, values)]) + "\n"


def next_number(used: Iterable[str]) -> str | None:
    """The 文件编号 that comes after those in use, of the commonest series; None if nothing says what a number looks
    like.
    """
    parts = [
        match.groups() for match in (re.fullmatch(f"(?={NUMBER}$)(.+-)([0-9]+)", number) for number in used) if match
    ]
    for series, _ in Counter(series for series, _ in parts).most_common(1):
        return f"{series}{max(int(count) for other, count in parts if other == series) + 1:02}"
    return None


def lines_of(cls: type, values: Mapping[str, Any]) -> Iterator[str]:
    """The fields of a model class as lines of YAML, each below what is to be said of it."""
    for declared in fields(cls):
        rules, inner = schema_of(cls)[declared.name], unwrap(hints(cls)[declared.name])
        yield from _comment(cls, declared.name, rules)
        example_form = "[{}]" if is_list(hints(cls)[declared.name]) else "{}"
        yield from (
            f"{NOTE}   {declared.name}: {example_form.format(example)}" for example in getattr(inner, "examples", ())
        )
        value = values.get(declared.name)
        if value is not None:
            yield f"{declared.name}: {written(value)}"
        elif rules["required"]:
            yield from _field(declared.name, inner, is_list(hints(cls)[declared.name]), None, rules.get("minlength", 1))
        else:
            usual = declared.metadata["example"] or declared.default or _example(cls, declared.name)
            sample = not declared.default if isinstance(declared.default, bool) else usual or None
            yield from (
                f"# {line}" for line in _field(declared.name, inner, is_list(hints(cls)[declared.name]), sample)
            )


def _comment(cls: type, name: str, rules: Mapping[str, Any]) -> Iterator[str]:
    """What an author should know of a field."""
    declared, of_entries = declared_in(cls, name), rules["schema"] if rules["type"] == "list" else rules
    kinds = variants(cls) if name == "kind" else {}
    words = [declared.help] if declared.help else []
    words += [f"至少 {rules['minlength']} 项"] if rules["type"] == "list" and rules.get("minlength", 0) > 1 else []
    words += requirements(rules, declared.help)
    words += ["只能写" + options(of_entries["allowed"], of_entries)] if "allowed" in of_entries else []
    words += ["写下面之一，冒号后面是它自己的栏"] if kinds else []
    words += [f"例如 {written(_example(cls, name))}"] if rules["required"] and _example(cls, name) else []
    yield f"{NOTE} " + "：".join(filter(None, [declared.title, "；".join(words)]))
    for kind, other in kinds.items():
        own = [
            f"{field.name}（{field.metadata['title']}{'，必填' if schema_of(other)[field.name]['required'] else ''}）"
            for field in fields(other)
            if field.name not in schema_of(cls)
        ]
        yield f"{NOTE}   {kind} {class_title(other)}" + (f"：{'、'.join(own)}" if own else "")


def _example(cls: type, name: str) -> Any:
    return declared_in(cls, name).example


def _field(name: str, inner: type, many: bool, sample: Any, least: int = 1) -> Iterator[str]:
    """One field: with what is `sample` as its value, else empty; of what has fields itself, these; of a list, its
    `least` entries.
    """
    body = list(lines_of(inner, {})) if has_fields(inner) and not hasattr(inner, "examples") else []
    if body and many:
        first = next(place for place, line in enumerate(body) if not line.startswith("#"))
        shown = {field.name: True for field in fields(inner) if field.metadata["rules"].get("starts")}
        starts = list(lines_of(inner, shown)) if shown and least > 1 else body
        body = [
            f"{'- ' if place == first else '' if place < first else '  '}{line}"
            for entry in (starts, *[body] * (least - 1))
            for place, line in enumerate(entry)
        ]
    elif many:
        body = (
            ["-"] * least
            if sample is None
            else [f"- {written(value)}" for value in (sample if isinstance(sample, list | tuple) else [sample])]
        )
    yield f"{name}:" if body or sample is None else f"{name}: {written(sample)}"
    yield from (f"  {line}" for line in body)


def written(value: Any) -> str:
    """A value as YAML text."""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return text if not isinstance(value, str) or PLAIN.fullmatch(text) else f'"{text}"'
