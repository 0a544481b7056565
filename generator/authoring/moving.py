"""A step or a field in another item: its lines as they stand, comments among them, and every place that names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from generator.authoring.file_changes import FileChange, by_hand
from generator.authoring.renaming import Files, WrongUse, documents_of
from generator.authoring.text_edits import Edit, NoPlace, edited, exchange
from generator.language.did_you_mean import closest
from generator.load.documents import YamlFile, parse
from generator.load.id_places import How, IdPlace, Named, id_places
from generator.model import NAMES, DataPath
from generator.problems import Problem, ProblemsFound

MOVED: Mapping[str, str] = {"step": "procedure", "field": "form"}
"""What can move, and the kind of items that hold it."""


def moved_files(files: Files, named: Named, target: str) -> dict[str, FileChange]:
    """By the name of each file that changes: what it becomes when a step stands last in the procedure `target`, or a
    field last in a part of a form, `item.section`.

    Raises WrongUse where it cannot stand there; ProblemsFound with every place that only an author can change.
    """
    if named.kind not in MOVED:
        raise WrongUse(f"能移动的是步骤（step）和栏目（field），不是{NAMES[named.kind]}")
    by_id = {id: file for kind, id, file in files}
    item, _, section = target.partition(".")
    holders = [id for kind, id, _ in files if kind == MOVED[named.kind]]
    if item not in holders:
        guess = closest(item, holders)
        meant = f"，是不是「{guess}」？" if guess else ""
        raise WrongUse(f"没有编号为「{item}」的{NAMES[MOVED[named.kind]]}{meant}")
    if item == named.item:
        raise WrongUse(f"「{named.entry}」已经在「{item}」里；换先后，请在文件里移动它的几行")
    source, destination = by_id[named.item], by_id[item]
    places = id_places(documents_of(files))
    if any(place.how is How.DEFINITION and place.named[0] == Named(named.kind, item, named.entry) for place in places):
        raise WrongUse(f"「{item}」里已经有{NAMES[named.kind]}「{named.entry}」，请先用 sop rename 给它换一个编号")
    path = next(place.path[:-1] for place in places if place.how is How.DEFINITION and place.named[0] == named)
    behind = _last(destination, named.kind, section)
    edits, left = _references(places, by_id, named, item, path)
    start, end = _lines(source, path)
    inside = [edit for edit in edits[named.item] if start <= edit.start < end]
    block = edited(source.text[start:end], [Edit(e.start - start, e.end - start, e.new) for e in inside])
    shift = destination.spot(behind).column - source.spot(path).column
    edits[named.item] = [edit for edit in edits[named.item] if edit not in inside] + [Edit(start, end, "")]
    below = _lines(destination, behind)[1]
    lead = "" if destination.text[:below].endswith("\n") else "\n"
    edits[item].append(Edit(below, below, lead + _indented(block, shift)))
    changes = {by_id[id].file: FileChange(by_id[id].file, tuple(sorted(each)), by_id[id]) for id, each in edits.items()}
    for file, lists, more in ((source, path[:-1], -1), (destination, behind[:-1], 1)):
        edited_text = edited(file.text, changes[file.file].edits)
        left += [] if _has_more(file, edited_text, lists, more) else [by_hand(file)]
    if left:
        raise ProblemsFound(*sorted(left, key=lambda problem: problem.place))
    return changes


def _last(file: YamlFile, kind: str, section: str) -> DataPath:
    """The entry behind which the moved one will stand. Raises WrongUse."""
    if kind == "step":
        return ("steps", len(file.data["steps"]) - 1)
    sections = [str(part["id"]) for part in file.data["sections"]]
    if section not in sections:
        raise WrongUse(f"写明放进哪一部分：{file.data['id']}.部分的编号，这张表有 {'、'.join(sections)}")
    at = sections.index(section)
    return ("sections", at, "fields", len(file.data["sections"][at]["fields"]) - 1)


def _references(
    places: list[IdPlace], by_id: Mapping[str, YamlFile], named: Named, item: str, path: DataPath
) -> tuple[dict[str, list[Edit]], list[Problem]]:
    """By file: the edits that let every place name what it named before; and the places where that cannot be done."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    left = []
    for place in places:
        if place.how is How.DEFINITION or not any(each.entry for each in place.named):
            continue
        is_moved = place.file == named.item and place.path[: len(path)] == path
        there, meant = item if is_moved else place.file, place.named
        if named in meant:
            home = item
        elif is_moved and meant[0].item == named.item and meant[0].kind in MOVED:
            home = named.item
        else:
            continue
        file = by_id[place.file]
        written = file.raw(place.path)[slice(*place.whole)]
        entry = file.raw(place.path)[place.start : place.end]
        mark = "." if place.how is How.REFERENCE else "#"
        before = written.rpartition(entry)[0] if place.how is How.REFERENCE else ""
        own = place.how is not How.LINK and home == there
        try:
            local = not before and place.how is How.REFERENCE
            # Where another field says of which item it is an entry, both would have to change.
            if len(meant) > 1 or (local and place.file != named.item):
                raise NoPlace
            new = (mark if mark == "#" else "") + entry if own else f"{home}{mark}{entry}"
            first = place.start - len(named.item) - 1
            whole = file.raw(place.path)[max(first, 0) : place.start] == f"{named.item}{mark}"
            begin = first if whole else place.start - (mark == "#")
            if file.raw(place.path)[begin : place.end] != new:
                edits[place.file].append(exchange(file, place.path, begin, place.end, new))
        except NoPlace:
            title = f"{NAMES[named.kind]}「{named.entry}」移到「{item}」以后，这里的「{written}」不能自动改"
            hint = f"先自己改：移过去以后它的编号是「{item}{mark}{entry}」"
            left.append(Problem("E622", title, file.place(place.path, word=written), hint))
    return edits, left


def _lines(file: YamlFile, path: DataPath) -> tuple[int, int]:
    """From where to where the lines of an entry go, the comments above it among them."""
    text, spot = file.text, file.spot(path)
    start = text.rfind("\n", 0, spot.key) + 1
    while start and text[text.rfind("\n", 0, start - 1) + 1 : start].lstrip().startswith("#"):
        start = text.rfind("\n", 0, start - 1) + 1
    end = text.find("\n", spot.start + len(text[spot.start : spot.end].rstrip()))
    return start, len(text) if end < 0 else end + 1


def _indented(block: str, shift: int) -> str:
    """Lines further to the right, or to the left."""
    lines = block.splitlines(keepends=True)
    return "".join((" " * shift + line if shift > 0 else line[-shift:]) if line.strip() else line for line in lines)


def _has_more(file: YamlFile, text: str, path: DataPath, more: int) -> bool:
    """Whether a text can be read, and its list at a path has so many entries more than the file."""
    try:
        after = parse(text, "").data
    except ProblemsFound:
        return False
    return len(_list(after, path)) - len(_list(file.data, path)) == more


def _list(data: Any, path: DataPath) -> Any:
    for step in path:
        data = data[step]
    return data
