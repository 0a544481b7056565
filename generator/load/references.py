"""Ids across files: unknown, duplicate, of the wrong kind, cyclic, misplaced. Knows no domain words: it only sees the links
that the model declared with `defines=` and `ref=`.

The id of a file is global; an id deeper down belongs to its file: `visit-record.end-time`, short inside it. Clauses, numbers,
chapters and terms are global wherever they stand.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from generator.load.advice import brief, closest
from generator.load.documents import YamlFile
from generator.load.schema import Link
from generator.model import NAMES
from generator.problems import Problem

LOCAL = ("step", "rule", "field", "section", "stage", "task", "question", "exchange")
"""Kinds whose ids belong to their file."""


@dataclass(frozen=True)
class Definition:
    """Where an id was given, and the title of what it names."""
    file: YamlFile
    path: tuple
    title: str


@dataclass(frozen=True)
class LinkedFile:
    """One file with the kind and id it stands for and its links."""
    kind: str
    id: str
    file: YamlFile
    links: list[Link]


def check(files: Iterable[LinkedFile], unread: Mapping[str, Set[str]]) -> Iterator[Problem]:
    """Problems of all references. `unread` are the ids of files that could not be read, with the kinds of ids that each may define:
    what is missing only because it could not be read is not another mistake.
    """
    files = list(files)
    known: dict[str, dict[str, Definition]] = defaultdict(dict)
    hidden = {(kind, id if kind in LOCAL else "") for id, kinds in unread.items() for kind in kinds}
    yield from _define(files, known, hidden)
    hidden |= {(kind, linked.id if kind in LOCAL else "") for linked in files for link in linked.links if not link.id for kind in link.kinds}
    arrows: dict[str, dict[str, dict[str, tuple[YamlFile, tuple]]]] = defaultdict(lambda: defaultdict(dict))
    for linked in files:
        for link in linked.links:
            if link.defines:
                continue
            full = next((name for kind in link.kinds for name in (link.id, f"{linked.id}.{link.id}") if name in known[kind]), None)
            if full is None:
                owner = link.id.split(".")[0] if "." in link.id else linked.id
                if link.id not in unread and not hidden & {(kind, holder) for kind in link.kinds for holder in (owner, "")}:
                    yield _dangling(linked, link, known)
            elif link.acyclic:
                arrows[link.kinds[0]][linked.id][full] = (linked.file, link.path)
    for kind, graph in arrows.items():
        yield from _cycles(kind, graph, known)


def _define(files: list[LinkedFile], known: dict[str, dict[str, Definition]], hidden: set[tuple[str, str]]) -> Iterator[Problem]:
    """Fill `known`. An id that is given twice may hide another, which is then not missing: its kind and scope go to `hidden`."""
    everywhere: dict[str, tuple[str, Definition]] = {}
    for linked in files:
        title = str(linked.file.data.get("title") or linked.id)
        if linked.id in everywhere:
            kind, other = everywhere[linked.id]
            yield Problem("E301", f"编号「{linked.id}」已经是一个{NAMES[kind]}了", linked.file.place(("id",)), "编号在全手册唯一，请给这个文件和编号换一个名字",
                          related=((other.file.place(("id",)), "已经用在这里"),))
        here = Definition(linked.file, ("id",), title)
        everywhere.setdefault(linked.id, (linked.kind, here))
        known[linked.kind].setdefault(linked.id, here)
        for link in linked.links:
            if not link.defines or not link.id:
                continue
            kind = link.kinds[0]
            full = f"{linked.id}.{link.id}" if kind in LOCAL else link.id
            if full in known[kind]:
                first = known[kind][full]
                hidden.add((kind, linked.id if kind in LOCAL else ""))
                yield Problem("E301", f"{NAMES[kind]}「{link.id}」重复了" if kind == "number" else f"{NAMES[kind]}编号「{link.id}」重复了",
                              linked.file.place(link.path), "编号必须唯一，请换一个", related=((first.file.place(first.path), "已经用在这里"),))
            else:
                known[kind][full] = Definition(linked.file, link.path, _title(linked.file, link.path))


def _title(file: YamlFile, path: tuple) -> str:
    owner = file.data
    for step in path[:-1]:
        owner = owner[step]
    return str(owner.get("title") or owner.get("about") or owner.get("text") or "")


def _dangling(linked: LinkedFile, link: Link, known: dict[str, dict[str, Definition]]) -> Problem:
    names = "或".join(NAMES[kind] for kind in link.kinds) if len(link.kinds) < 3 else "条目"
    candidates = {name.removeprefix(f"{linked.id}."): definition for kind in link.kinds for name, definition in known[kind].items()}
    titled = next((name for name, definition in candidates.items() if definition.title == link.id), None)
    elsewhere = next((kind for kind, definitions in known.items() if link.id in definitions), None)
    guess = next((name for name in candidates if name.endswith(f".{link.id}")), None) or closest(link.id, candidates)
    if titled:
        hint = f"这里要写编号，不是名称：{titled}"
    elif elsewhere:
        hint = f"「{link.id}」是{NAMES[elsewhere]}的编号，这里要写{names}的编号"
    elif guess:
        hint = f"是不是「{guess}」（{candidates[guess].title}）？"
    else:
        hint = f"先新建这个{names}" + (f"，或改成已有的编号，例如「{min(candidates)}」" if candidates else "")
    return Problem("E302", f"找不到{names}「{brief(link.id)}」", linked.file.place(link.path, word=link.id), hint)


def _cycles(kind: str, graph: dict[str, dict[str, tuple[YamlFile, tuple]]], known: dict[str, dict[str, Definition]]) -> Iterator[Problem]:
    try:
        TopologicalSorter({start: set(ends) for start, ends in graph.items()}).prepare()
    except CycleError as error:
        loop = error.args[1][::-1]   # graphlib lists it from the end of the arrow to its start
        (file, path), *others = [graph[start][end] for start, end in pairwise(loop)]
        yield Problem("E303", f"{NAMES[kind]}绕成了一个圈：" + " → ".join(known[kind][id].title for id in loop), file.place(path),
                      f"请改掉或删除其中一处 {path[-1]}", related=tuple((other.place(at), "也在这个圈里") for other, at in others))
