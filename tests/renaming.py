"""Every id of a handbook changed at once, with all that refers to it: what still works does not know any of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any

from generator.load.references import LOCAL
from generator.model import KINDS, EntryRef, has_fields, hints, is_list, unwrap, variant
from generator.model.figures import PLACEHOLDER
from generator.model.parameter import PAGE

PREFIX = "zq-"
"""What every id gets in front. It keeps their order, so that what is sorted by id stays in its order."""
SOURCE = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "BCDEFGHIJKLMNOPQRSTUVWXYZA")
"""The ids of sources have three capitals: each becomes the next one."""
COLUMNS = ("column", "of", "who")
"""What a measure that counts a form names: fields of the form."""
Data = Mapping[str, Mapping[str, dict[str, Any]]]


def renamed(data: Data) -> dict[str, dict[str, dict[str, Any]]]:
    """The documents of a handbook under new ids; years of the calendar and 文件编号 are no ids of ours."""
    return {
        kind: {
            document_id(kind, id): document if kind == "calendar" else _object(KINDS[kind].cls, document, kind)
            for id, document in documents.items()
        }
        for kind, documents in data.items()
    }


def document_id(kind: str, id: str) -> str:
    """The new id of a file; a kind that is one file has none of its own."""
    return id if KINDS[kind].single or kind == "calendar" else _id(id, "clause" if kind == "source" else kind)


def back(text: str, sources: Iterable[str]) -> str:
    """A text of the renamed handbook as it reads in the handbook itself, which has these sources."""
    for source in sources:
        new = source.translate(SOURCE)
        text = re.sub(rf"\b{new}\b", source, text)
        text = text.replace(f"clause-{new.lower()}-", f"clause-{source.lower()}-")
        text = text.replace(f"source-{new.lower()}", f"source-{source.lower()}")
    return text.replace(PREFIX, "")


def _id(id: str, kind: str) -> str:
    return f"{id[:3].translate(SOURCE)}{id[3:]}" if kind in ("clause", "source") else PREFIX + id


def _reference(written: str, kinds: tuple[str, ...]) -> str:
    if "number" in kinds or "calendar" in kinds:
        return written
    item, dot, entry = written.partition(".")
    if dot and set(LOCAL) & set(kinds):
        return f"{PREFIX}{item}.{PREFIX}{entry}"
    return _id(written, kinds[0])


def _figure(name: str) -> str:
    """The new name of a figure: {crm-limit}, {customer-visit#enter-crm.within}, {#within}, {settings#old-forms}."""
    item, mark, inside = name.partition("#")
    entry, dot, figure = inside.rpartition(".")
    keeps_its_id = not item or (mark and item in KINDS and KINDS[item].single)
    new_item = item if keeps_its_id else PREFIX + item
    return new_item + mark + (PREFIX + entry + dot + figure if dot else inside)


def _text(text: str, markdown: bool) -> str:
    text = PLACEHOLDER.sub(lambda match: f"{{{_figure(match[1])}}}", text)

    def link(match: re.Match[str]) -> str:
        item, _, entry = match[1].partition("#")
        item = item if item == PAGE else PREFIX + item
        return f"]({item}#{PREFIX}{entry})" if entry else f"]({item})"

    return re.sub(r"\]\(([a-z][a-z0-9-]*(?:#[a-z0-9-]+)?)\)", link, text) if markdown else text


def _object(cls: type, data: dict[str, Any], kind: str, of_form: bool = False) -> dict[str, Any]:
    cls = variant(cls, data.get("kind"))
    of_form = of_form or bool(data.get("take") and data.get("form"))
    found: dict[str, Any] = {}
    for declared in fields(cls):
        if declared.name not in data:
            continue
        rules, hint = declared.metadata["rules"], hints(cls)[declared.name]
        change = _changer(declared.name, rules, unwrap(hint), kind, of_form)
        value = data[declared.name]
        found[declared.name] = [change(entry) for entry in value] if is_list(hint) else change(value)
    return found


def _changer(name: str, rules: Mapping[str, Any], inner: Any, kind: str, of_form: bool) -> Callable[[Any], Any]:
    if has_fields(inner):
        return lambda value: _object(inner, value, kind, of_form)
    if name == "id":
        return lambda value: _id(value, rules.get("defines", kind))
    if name == "formerly":
        return lambda value: value
    ref = rules.get("ref")
    if ref:
        return lambda value: _reference(value, (ref,) if isinstance(ref, str) else ref)
    if inner is EntryRef or (of_form and name in COLUMNS):
        return lambda value: PREFIX + value
    return lambda value: _text(value, rules.get("markdown", False)) if isinstance(value, str) else value
