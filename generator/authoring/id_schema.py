"""The ids of a handbook with the titles of what they name, as a JSON Schema that the schemas of editors refer to.

It refuses nothing: an id that was given since is as right as one that is offered, and only the check knows. What is
offered stands in `defaultSnippets`, whose labels the YAML language server shows whole, so that an id is found by its
title too. The title of an id that stands there already is that of a pattern: while it completes, that server takes any
`const` for true.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import Field, fields
from typing import Any

from generator.load.files import DEFINED
from generator.load.id_places import Documents, definitions
from generator.load.references import LOCAL
from generator.model import (
    KINDS,
    fill,
    has_fields,
    hints,
    is_list,
    resolved_figures,
    unwrap,
    variants,
    written_figures,
)

FILE = "ids.json"
"""Its name, in the folder of the schemas."""
DEPTH = 4
"""So far down everything has a line of its own: one id, one line."""
INSIDE = ("step", "field")
"""Of what stands inside items, the kinds that other files often name; the others are too many to choose from."""
TEXT = {"type": "string", "minLength": 1, "errorMessage": "应是文字"}
LABEL = 50
"""Characters of a label; from 60 on the language server would cut it."""


def reference(referred: Iterable[str], kind: str) -> dict[str, str]:
    """The schema, beside this one, of a text in a kind of file that names something of one of these kinds; empty where
    only what belongs to the file itself is offered.
    """
    offered = _elsewhere(referred, kind)
    return {"$ref": f"{FILE}#/definitions/{_joined(offered)}"} if offered else {}


def own_offers(kind: str) -> dict[str, Any]:
    """What the schema of a kind of file says beside this one, to have the ids of the same file offered inside it;
    nothing where no field refers to such.
    """
    return {"allOf": [{"$ref": f"{FILE}#/definitions/{_own(kind)}"}]} if own_kinds(kind) else {}


def only(id: str) -> dict[str, str]:
    """The schema that this id alone fits: the language server takes any `const` for true while it completes."""
    return {"type": "string", "pattern": f"^{id.replace('.', '[.]')}$"}


def own_kinds(kind: str) -> Set[str]:
    """The kinds of ids that a file of this kind gives and refers to itself, which are written short in it."""
    return DEFINED[kind] & frozenset(LOCAL) & frozenset().union(*_references(KINDS[kind].cls))


def id_schema(documents: Documents) -> bytes:
    """The schema of every id that author documents give."""
    figures = resolved_figures(written_figures((KINDS[kind].cls, id, data) for kind, id, data in documents))
    documents = [(kind, id, fill(KINDS[kind].cls, data, figures, id)) for kind, id, data in documents]
    titled = [(named, _title(holder)) for named, holder in definitions(documents)]
    titles = {named.item: title for named, title in titled if not named.entry}
    parts: dict[str, Any] = {}
    referred = {_elsewhere(kinds, kind) for kind, of in KINDS.items() for kinds in _references(of.cls)}
    for kinds in filter(None, referred):
        ids, files = dict[str, str](), dict[str, str]()
        for named, title in titled:
            if named.kind in kinds and named.kind in LOCAL:
                ids[str(named)] = f"{title}（{titles[named.item]}）"
            elif named.kind in kinds:
                files[named.id] = title
        parts[_joined(kinds)] = {**TEXT, **_offered(ids | files), **_told(files)}
    # Steps and fields of all files are many: where both may be named they are not written once more.
    parts[_joined(INSIDE)] = {**TEXT, "allOf": [{"$ref": f"#/definitions/{kind}"} for kind in INSIDE]}
    for kind in filter(own_kinds, KINDS):
        of_kind = [id for of, id, _ in documents if of == kind]
        parts[_own(kind)] = {"allOf": [_of_file(kind, id) for id in of_kind]} if of_kind else {}
        for id in of_kind:
            ids = {named.entry: title for named, title in titled if named.item == id and named.kind in own_kinds(kind)}
            parts[f"{_own(kind)}-{id}"] = _offered(ids)
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": dict(sorted(parts.items()))}
    return f"{_laid_out(schema, DEPTH)}\n".encode()


def _elsewhere(referred: Iterable[str], kind: str) -> tuple[str, ...]:
    """The kinds of ids that are offered from all files, where a field in a kind of file may name these."""
    return tuple(name for name in referred if name not in own_kinds(kind) and (name not in LOCAL or name in INSIDE))


def _joined(kinds: Sequence[str]) -> str:
    return "_".join(kinds)


def _own(kind: str) -> str:
    return f"own-{kind}"


def _title(holder: Mapping[str, Any]) -> str:
    """What readers know something by that has an id."""
    return str(holder.get("title") or holder.get("about") or holder.get("text") or holder.get("what") or "")


def _offered(ids: Mapping[str, str]) -> dict[str, Any]:
    """These ids, by their titles, wherever one is to be written."""
    return {"defaultSnippets": [{"label": _label(id, title), "body": id} for id, title in sorted(ids.items())]}


def _told(ids: Mapping[str, str]) -> dict[str, Any]:
    """The title of one of these ids that is written: that of another file nobody has before their eyes.

    In an `if`, because the language server offers nothing in a list whose entries have alternatives.
    """
    told = [{"title": title, **only(id)} for id, title in sorted(ids.items())]
    return {"if": {"anyOf": [*told, True]}} if told else {}


def _label(id: str, title: str) -> str:
    whole = f"{id} {title}".strip()
    return whole if len(whole) <= LABEL else whole[: LABEL - 1] + "…"


def _of_file(kind: str, id: str) -> dict[str, Any]:
    """What is offered to one file, told by its id."""
    is_it = {"required": ["id"], "properties": {"id": only(id)}}
    offered = {"$ref": f"#/definitions/{_own(kind)}-{id}"}
    return {"if": is_it, "then": _places(KINDS[kind].cls, own_kinds(kind), offered)}


def _kinds(declared: Field[Any]) -> tuple[str, ...]:
    """The kinds of ids that a field may name."""
    ref: str | tuple[str, ...] = declared.metadata["rules"].get("ref", ())
    return (ref,) if isinstance(ref, str) else ref


def _references(cls: type) -> Set[tuple[str, ...]]:
    """What the fields anywhere inside a class may name: of each the kinds of ids."""
    found = set[tuple[str, ...]]()
    for of in (cls, *variants(cls).values()):
        for declared in fields(of):
            inner = unwrap(hints(of)[declared.name])
            found |= _references(inner) if has_fields(inner) else {_kinds(declared)}
    return found


def _places(cls: type, own: Set[str], offered: Mapping[str, Any]) -> dict[str, Any]:
    """The schema that offers this in every field, anywhere inside a class, that may name something of these kinds."""
    found: dict[str, Any] = {}
    for of in (cls, *variants(cls).values()):
        for declared in fields(of):
            inner = unwrap(hints(of)[declared.name])
            part: Mapping[str, Any] = {}
            if has_fields(inner):
                part = _places(inner, own, offered)
            elif own & set(_kinds(declared)):
                part = offered
            if part:
                part = {"items": part} if is_list(hints(of)[declared.name]) else part
                found[declared.name] = {"allOf": [part], "doNotSuggest": True}  # its own schema offers the field itself
    return {"properties": found} if found else {}


def _laid_out(data: Any, depth: int, indent: str = "") -> str:
    """JSON whose parts have a line each down to a depth, and are in one line below it."""
    if not depth or not data or not isinstance(data, dict | list):
        return json.dumps(data, ensure_ascii=False)
    deeper = f"{indent} "
    if isinstance(data, dict):
        entries = [f"{json.dumps(name)}: {_laid_out(part, depth - 1, deeper)}" for name, part in data.items()]
    else:
        entries = [_laid_out(part, depth - 1, deeper) for part in data]
    opening, closing = "{}" if isinstance(data, dict) else "[]"
    return f"{opening}\n{deeper}" + f",\n{deeper}".join(entries) + f"\n{indent}{closing}"
