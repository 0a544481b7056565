"""Ids across files: unknown, duplicate, of the wrong kind, cyclic, misplaced.

Knows no domain words: it only sees the links that the model declared with `defines=` and `ref=`.

The id of a file is global; an id deeper down belongs to its file: `visit-record.end-time`, short inside it. Clauses,
numbers, chapters and terms are global wherever they stand.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import islice, pairwise
from typing import Any

from generator.language.did_you_mean import closest
from generator.language.phrasing import in_one_line
from generator.load.documents import YamlFile
from generator.load.hints.corrections import AROUND, NOTHING
from generator.load.schema import IdUse
from generator.model import KINDS, NAMES, DataPath, Figure, fill_text
from generator.problems import MOST_OF_FILE, Problem, and_more

FILES = tuple(KINDS)
"""Kinds whose ids are those of files."""
MANY = 3
"""From this many places on, an id is not misspelt: what it named is gone."""
LOCAL = ("step", "rule", "field", "section", "stage", "task", "question", "exchange", "form-rule")
"""Kinds whose ids belong to their file."""


@dataclass(frozen=True)
class Definition:
    """Where an id was given, and the title of what it names."""

    file: YamlFile
    path: DataPath
    title: str


@dataclass(frozen=True)
class LinkedFile:
    """One file with the kind and id it stands for and its links."""

    kind: str
    id: str
    file: YamlFile
    links: list[IdUse]
    text_links: tuple[tuple[DataPath, str], ...] = ()
    """What its texts link to: (path, target)."""


def check(
    files: Iterable[LinkedFile], unread: Mapping[str, Set[str]], figures: Mapping[str, Figure], told: set[str]
) -> Iterator[Problem]:
    """Problems of all references.

    `unread` are the ids of files that could not be read, with the kinds of ids that each may define: what is missing
    only because it could not be read is not another mistake. Titles are told with their `figures`.
    `told` is filled with what is missing, as `item` or `item.entry`: links in texts to it are told with it.
    """
    files = list(files)
    definitions: dict[str, dict[str, Definition]] = defaultdict(dict)
    hidden = {(kind, id if kind in LOCAL else "") for id, kinds in unread.items() for kind in kinds}
    yield from _define(files, definitions, hidden, figures)
    hidden |= {
        (kind, linked.id if kind in LOCAL else "")
        for linked in files
        for link in linked.links
        if not link.id
        for kind in link.kinds
    }
    missing: dict[str, list[tuple[LinkedFile, IdUse]]] = defaultdict(list)
    used = set[str]()
    arrows: dict[str, dict[str, dict[str, tuple[YamlFile, DataPath]]]] = defaultdict(lambda: defaultdict(dict))
    for linked in files:
        for link in linked.links:
            if link.defines:
                continue
            full = next(
                (
                    name
                    for kind in link.kinds
                    for name in (link.id, f"{linked.id}.{link.id}")
                    if name in definitions[kind]
                ),
                None,
            )
            if full is None:
                owner = link.id.split(".")[0] if "." in link.id else linked.id
                if link.id not in unread and not hidden & {
                    (kind, holder) for kind in link.kinds for holder in (owner, "")
                }:
                    is_own = owner == linked.id
                    key = link.id if is_own or any(owner in definitions[kind] for kind in FILES) else owner
                    is_entry = is_own and "." not in key and set(link.kinds) <= set(LOCAL)
                    missing[f"{linked.id}.{key}" if is_entry else key].append((linked, link))
                continue
            used.add(full)
            if link.acyclic:
                arrows[link.kinds[0]][linked.id][full] = (linked.file, link.path)
    there = set().union(*(definitions[kind] for kind in (*FILES, *LOCAL)))
    told.update(missing.keys() - there)
    for linked in files:
        for path, target in linked.text_links:
            item, _, entry = target.partition("#")
            if key := next((name for name in (item, f"{item}.{entry}") if name in told), ""):
                missing[key].append((linked, IdUse(False, missing[key][0][1].kinds, target, path)))
    former = _former_ids(files)
    for id, places in islice(missing.items(), MOST_OF_FILE):
        yield _dead_reference(id, places, definitions, former.get(id), used)
    more = Counter(places[0][0].file.file for places in islice(missing.values(), MOST_OF_FILE, None))
    yield from (and_more(file, count) for file, count in more.items())
    for kind, graph in arrows.items():
        yield from _cycles(kind, graph, definitions)


def _define(
    files: list[LinkedFile],
    definitions: dict[str, dict[str, Definition]],
    hidden: set[tuple[str, str]],
    figures: Mapping[str, Figure],
) -> Iterator[Problem]:
    """Fill `definitions`.

    An id that is given twice may hide another, which is then not missing: its kind and scope go to `hidden`.
    """
    everywhere: dict[str, tuple[str, Definition]] = {}
    for linked in files:
        title = fill_text(str(linked.file.data.get("title") or linked.id), figures, linked.id)
        if linked.id in everywhere:
            kind, other = everywhere[linked.id]
            yield Problem(
                "E301",
                f"编号「{linked.id}」已经是一个{NAMES[kind]}了",
                linked.file.place(("id",)),
                "编号在全手册唯一，请给这个文件和编号换一个名字",
                related=((other.file.place(("id",)), "已经用在这里"),),
            )
        definition = Definition(linked.file, ("id",), title)
        everywhere.setdefault(linked.id, (linked.kind, definition))
        definitions[linked.kind].setdefault(linked.id, definition)
        for link in linked.links:
            if not link.defines or not link.id:
                continue
            kind = link.kinds[0]
            full = f"{linked.id}.{link.id}" if kind in LOCAL else link.id
            if full in definitions[kind]:
                first = definitions[kind][full]
                hidden.add((kind, linked.id if kind in LOCAL else ""))
                here, there = linked.file.place(link.path), first.file.place(first.path)
                if kind == "number":  # which of the two took the number of the other, no file says
                    free = _next_free(link.id, {other.id for file in files for other in file.links if other.defines})
                    for one, two in ((here, there), (there, here)):
                        yield Problem(
                            "E301",
                            f"文件编号「{link.id}」用了两次",
                            one,
                            f"新加的那一份换成「{free}」，原来的不动",
                            related=((two, "也用在这里"),),
                        )
                    continue
                yield Problem(
                    "E301",
                    f"{NAMES[kind]}编号「{link.id}」重复了",
                    here,
                    "编号必须唯一，请换一个",
                    related=((there, "已经用在这里"),),
                )
            else:
                definitions[kind][full] = Definition(
                    linked.file, link.path, fill_text(_title(linked.file, link.path), figures, linked.id)
                )


def _next_free(number: str, taken: Set[str]) -> str:
    """The first number of the same series that is free, behind all that are taken."""
    series, _, last = number.rpartition("-")
    used = [int(other.rpartition("-")[2]) for other in taken if re.fullmatch(rf"{re.escape(series)}-[0-9]+", other)]
    return f"{series}-{max(used, default=0) + 1:0{len(last)}}"


def _title(file: YamlFile, path: DataPath) -> str:
    owner: Any = file.data
    for step in path[:-1]:
        owner = owner[step]
    return str(owner.get("title") or owner.get("about") or owner.get("text") or "")


def _former_ids(files: Iterable[LinkedFile]) -> dict[str, str]:
    """What items and their entries are called now, by what they say they were called once."""
    former: dict[str, str] = {}
    for linked in files:
        entries = ((f"{linked.id}.", entry) for entry in _entries(linked.file.data))
        for prefix, holder in (("", linked.file.data), *entries):
            if isinstance(once := holder.get("formerly"), str) and isinstance(now := holder.get("id"), str):
                former.setdefault(prefix + once, prefix + now)
    return former


def _entries(data: Any) -> Iterator[dict[str, Any]]:
    """Everything with an id inside a document."""
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        if isinstance(part, dict) and "id" in part:
            yield part
        yield from _entries(part)


def _dead_reference(
    id: str,
    places: list[tuple[LinkedFile, IdUse]],
    definitions: Mapping[str, Mapping[str, Definition]],
    now: str | None,
    used: Set[str],
) -> Problem:
    """One problem for an id that is nowhere to be found, however many places name it.

    `now` is what it has become, if that is known; `used` is everything that is referred to and there.
    """
    owner, _, entry = id.partition(".")
    is_whole = [bool(entry) and place[0].id == owner and place[1].id == entry for place in places]
    if all(is_whole):
        id, now = entry, (now or "").removeprefix(f"{owner}.")
    (linked, link), first = (
        min(places, key=lambda place: (place[1].id not in (id, entry), len(place[1].kinds))),
        places[0],
    )
    is_named = link.id in (id, entry) or len(places) == 1
    kinds = link.kinds if is_named else ("form",) if "field" in link.kinds else ("procedure",)
    names = "或".join(NAMES[kind] for kind in kinds) if len(kinds) < 3 else "条目"
    name = link.id if len(places) == 1 else id
    return Problem(
        "E302",
        f"找不到{names}「{in_one_line(name)}」" + (f"，{len(places)} 处用到它" if len(places) > 1 else ""),
        first[0].file.place(first[1].path, word=first[1].id),
        _instead(name, linked, kinds, definitions, now, len(places), used),
        related=tuple((other.file.place(at.path, word=at.id), "也用在这里") for other, at in places[1:MOST_OF_FILE]),
    )


def _instead(
    id: str,
    linked: LinkedFile,
    kinds: tuple[str, ...],
    definitions: Mapping[str, Mapping[str, Definition]],
    now: str | None,
    count: int,
    used: Set[str],
) -> str:
    """What to write instead of an id that is nowhere to be found."""
    names = "或".join(NAMES[kind] for kind in kinds) if len(kinds) < 3 else "条目"
    all_of = {
        name.removeprefix(f"{linked.id}."): definition
        for kind in kinds
        for name, definition in definitions[kind].items()
    }
    candidates = {
        name: all_of[name] for name in sorted(all_of, key=lambda name: "." in name)
    }  # those of the same file first
    own = [name for name in candidates if "." not in name]
    parts = [part for part in re.split("[,，、;；/ +和与及]+", id) if part]
    if id in NOTHING:
        return "没有就删掉这一项"
    if (bare := id.strip(AROUND)) != id and bare in candidates:
        return f"写成「{bare}」，前后不加别的符号"
    if now:
        return f"「{id}」已经改为「{now}」，请写新的编号"
    if len(parts) > 1 and all(part in candidates for part in parts):
        return f"这里写了 {len(parts)} 个编号：能写几个的，写成 [{', '.join(parts)}]；只能写一个的，留下一个"
    if meant_id := _id_by_title(id, candidates, definitions):
        return f"这里要写编号，不是名称：{meant_id}"
    if id in definitions["number"]:
        return f"「{id}」是文件编号，这里要写{names}的编号：{definitions['number'][id].file.data.get('id', '')}"
    if elsewhere := next((kind for kind in (*FILES, *LOCAL) if id in definitions[kind]), None):
        inner = next((name for name in candidates if name.startswith(f"{id}.")), "")
        owner = id.split(".", maxsplit=1)[0]
        example = f"，例如「{inner}」" if inner and kinds != ("step",) else f"：{owner}" if owner in candidates else ""
        return f"「{id}」是{NAMES[elsewhere]}的编号，这里要写{names}的编号{example}"
    if guess := (
        next((name for name in candidates if name.endswith(f".{id}")), None)
        if not own or not closest(id, own)
        else None
    ) or (
        closest(id, own) or closest(id, candidates)
        if count < MANY
        else closest(id, [name for name in candidates if _same(name, id)])
    ):
        return f"是不是「{guess}」（{candidates[guess].title}）？"
    if renamed := _renamed(id.removeprefix(f"{linked.id}."), linked, candidates, used):
        owner = f"{linked.id}." if id.startswith(f"{linked.id}.") else ""
        return (
            f"是不是改成了「{owner}{renamed}」（{candidates[renamed].title}）？请把这些地方都写成新的编号，"
            f"并在它那里写「formerly: {id.rpartition('.')[2]}」，修订对比和记录才接得上"
        )
    if not id.isascii() and (guess := closest(id, [definition.title for definition in candidates.values()])):
        name = next(name for name, definition in candidates.items() if definition.title == guess)
        return f"是不是「{name}」（{guess}）？这里要写编号"
    if count >= MANY and len(kinds) == 1 and kinds[0] in FILES:
        return f"是不是删除了 {id}.yaml，或改了它的编号？请恢复，或把这些地方都改掉"
    if count >= MANY:
        return f"是不是删除了「{id}」，或改了它的编号？请恢复，或把这些地方都改掉"
    return f"先新建这个{names}" + (
        f"，或改成已有的编号，例如「{min(candidates, key=lambda name: ('.' in name, name))}」" if candidates else ""
    )


def _renamed(id: str, linked: LinkedFile, candidates: Mapping[str, Definition], used: Set[str]) -> str | None:
    """What an id was probably changed to: the one id beside it that nothing refers to, and that shares a word with it
    or is much like it.
    """
    owner, _, entry = id.rpartition(".")
    parts = set(entry.split("-"))
    beside = [
        name for name in candidates if name.rpartition(".")[0] == owner and not {name, f"{linked.id}.{name}"} & used
    ]
    alike = [
        name
        for name in beside
        if parts & set(name.rpartition(".")[2].split("-"))
        or difflib.SequenceMatcher(None, name.rpartition(".")[2], entry).ratio() >= 0.5
    ]
    return alike[0] if len(alike) == 1 else None


def _same(name: str, id: str) -> bool:
    """Whether one of two ids holds the other, as after a renaming, or is all but the same."""
    return (
        id in name
        or name in id
        or (not re.search("[0-9]", name) and difflib.SequenceMatcher(None, name, id).ratio() > 0.85)
    )


def _id_by_title(
    words: str, candidates: Mapping[str, Definition], definitions: Mapping[str, Mapping[str, Definition]]
) -> str | None:
    """The id of what is called so: by its title, or by one of the words that it is searched by."""
    words = words.strip("《》「」【】“” ")
    for name, definition in candidates.items():
        if definition.title == words:
            return name
    for name, definition in candidates.items():
        others = definition.file.data.get("aliases") if definition.path == ("id",) else None
        if isinstance(others, list) and words in others:
            return name
    owner, _, inner = re.sub("[.．。·›>/#]", ".", words).partition(".")
    owners = {name: definition.title for kind in FILES for name, definition in definitions[kind].items()}
    return next(
        (
            name
            for name, definition in candidates.items()
            if inner and "." in name and definition.title == inner and owners.get(name.split(".")[0]) == owner
        ),
        None,
    )


def _cycles(
    kind: str, graph: dict[str, dict[str, tuple[YamlFile, DataPath]]], definitions: dict[str, dict[str, Definition]]
) -> Iterator[Problem]:
    try:
        TopologicalSorter({start: set(ends) for start, ends in graph.items()}).prepare()
    except CycleError as error:
        loop = error.args[1][::-1]  # graphlib lists it from the end of the arrow to its start
        (file, path), *others = [graph[start][end] for start, end in pairwise(loop)]
        yield Problem(
            "E303",
            f"{NAMES[kind]}绕成了一个圈：" + " → ".join(definitions[kind][id].title for id in loop),
            file.place(path),
            f"请改掉或删除其中一处 {path[-1]}",
            related=tuple((other.place(at), "也在这个圈里") for other, at in others),
        )
