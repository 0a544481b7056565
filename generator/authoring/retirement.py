"""What must change before an item can go: what is certain is done in the texts, of the rest its author is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any

from generator.authoring.file_changes import FileChange, FileDraft, by_hand
from generator.authoring.renaming import Files, WrongUse, documents_of
from generator.authoring.text_edits import NoPlace
from generator.language import inline
from generator.language.did_you_mean import closest
from generator.load.id_places import How, IdPlace, id_places
from generator.model import KINDS, NAMES, DataPath, Figure, figures_in, full_name, hints, unwrap, variant
from generator.problems import Place, Problem

SHOWN = 4
"""So many other ids are offered."""


@dataclass(frozen=True)
class Retirement:
    """What it takes to retire an item."""

    file: str
    """The name of its file."""
    title: str
    changes: Mapping[str, FileChange]
    """What is certain, by the name of each file; the item's own file goes only where nothing else is left to do."""
    done: tuple[tuple[Place, str], ...]
    """Each of these changes, in words."""
    left: tuple[Problem, ...]
    """The places at which an author has to decide."""


def retirement(item: str, files: Files) -> Retirement:
    """What it takes to retire an item, by its id. Raises WrongUse if there is none."""
    kinds = {id: kind for kind, id, _ in files if not KINDS[kind].single and kind != "calendar"}
    by_id = {id: file for _, id, file in files}
    if item not in kinds:
        titles = {str(by_id[id].data.get("title")): id for id in kinds}
        guess = titles.get(item) or closest(item, kinds)
        raise WrongUse(f"没有编号为「{item}」的条目" + (f"，是不是「{guess}」？" if guess else ""))
    data: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for kind, id, file in files:
        data[kind][id] = file.data
    work = _Work(item, files, figures_in(data))
    by_list: dict[tuple[str, DataPath], list[IdPlace]] = defaultdict(list)
    for place in sorted(_uses(item, files), key=lambda place: place.whole, reverse=True):
        if place.how is How.REFERENCE and isinstance(place.path[-1], int):
            by_list[place.file, place.path[:-1]].append(place)
        else:
            work.settle(place)
    for (id, path), places in by_list.items():
        work.settle_list(id, path, places)
    changes = work.changes()
    own = by_id[item]
    if not work.left:
        changes[own.file] = FileChange(None, (), own)
    return Retirement(
        own.file,
        str(own.data.get("title", item)),
        changes,
        tuple(sorted(work.done)),
        tuple(sorted(work.left, key=lambda problem: problem.place)),
    )


def _uses(item: str, files: Files) -> Iterator[IdPlace]:
    """Every place in other files that names the item or something in it; where it names both, the latter."""
    found = {
        (place.file, place.path, place.whole): place
        for place in id_places(documents_of(files))
        if place.file != item and any(named.item == item for named in place.named)
    }
    yield from found.values()


class _Work:
    """What is done and what is left, place by place."""

    def __init__(self, item: str, files: Files, figures: Mapping[str, Figure]) -> None:
        self.item, self.figures = item, figures
        self.files = files
        self.drafts = {id: FileDraft(kind, id, file) for kind, id, file in files}
        self.done: list[tuple[Place, str]] = []
        self.left: list[Problem] = []

    def changes(self) -> dict[str, FileChange]:
        """What is certain, by the name of each file."""
        found = {}
        for draft in self.drafts.values():
            if draft.edits and draft.says_what_it_should():
                found[draft.file.file] = draft.change(draft.file.file)
            elif draft.edits:
                self.done = [entry for entry in self.done if entry[0].file != draft.file.file]
                self.left.append(by_hand(draft.file))
        return found

    def settle(self, place: IdPlace) -> None:
        """A link loses its target and keeps its words; of anything else an author is told."""
        draft = self.drafts[place.file]
        text = draft.file.raw(place.path)
        written = text[slice(*place.whole)]
        link = inline.LINK.fullmatch(written) if place.how is How.LINK else None
        where = draft.file.place(place.path, word=written)
        if link:
            try:
                draft.exchange(place.path, *place.whole, link[1])
                self.done.append((where, f"链接「{link[1]}」只留文字"))
                return
            except NoPlace:
                hint = f"写成「{link[1]}」"
        elif place.how is How.FIGURE:
            figure = self.figures.get(full_name(written.strip("{}"), place.file))
            value = (figure.written if text == written else figure.shown) if figure else "数字和单位"
            hint = f"写成「{value}」，或改为引用别处的数字"
        else:
            hint = self._other(place)
        self.left.append(self._problem(where, written, hint))

    def settle_list(self, id: str, path: DataPath, places: list[IdPlace]) -> None:
        """References leave a list that stays legal without them; the last ones take the field along, where it may be
        left out and nothing follows from that.
        """
        draft = self.drafts[id]
        declared = _declared(KINDS[draft.kind].cls, draft.file.data, path)
        rules, entries = declared.metadata["rules"], draft.holder((*path, 0))
        gone = {position for place in places if isinstance(position := place.path[-1], int)}
        rest = len(entries) - len(gone)
        title = declared.metadata["title"]
        try:
            if rest and rest >= rules.get("minlength", 0):
                draft.remove_entries(path, gone)
            elif not rest and declared.default is not MISSING and not rules.get("all_if_none"):
                draft.remove(path)
            else:
                raise NoPlace
            self.done += [
                (draft.file.place(place.path), f"从「{title}」里删去 {draft.file.raw(place.path)}") for place in places
            ]
        except NoPlace:
            for place in places:
                hint = self._other(place)
                if rules.get("all_if_none") and not rest:
                    hint += "；一个也不写就成了全部"
                elif rules.get("minlength", 0) > rest:
                    hint += f"；「{title}」至少要 {rules['minlength']} 项"
                self.left.append(self._problem(draft.file.place(place.path), draft.file.raw(place.path), hint))

    def _other(self, place: IdPlace) -> str:
        """What may be written instead of a reference."""
        draft = self.drafts[place.file]
        path = place.path[:-1] if isinstance(place.path[-1], int) else place.path
        declared = _declared(KINDS[draft.kind].cls, draft.file.data, path)
        kind = place.named[0].kind
        others = [
            f"{id}（{file.data['title']}）"
            for other, id, file in self.files
            if other == kind and id != self.item and "title" in file.data
        ][:SHOWN]
        instead = f"改成别的{NAMES[kind]}" + (f"，例如 {'、'.join(others)}" if others else "")
        if isinstance(place.path[-1], int):
            return instead
        if declared.default is not MISSING:
            return f"删掉这一项，或{instead}"
        in_list_without_ids = len(path) > 1 and isinstance(path[-2], int) and "id" not in draft.holder(path)
        return f"{instead}，或删掉写着它的这一整条" if in_list_without_ids else instead

    def _problem(self, where: Place, written: str, hint: str) -> Problem:
        draft = self.drafts[self.item]
        title = draft.file.data.get("title", self.item)
        return Problem("E621", f"停用{NAMES[draft.kind]}「{title}」以后，「{written}」没有着落", where, hint)


def _declared(cls: type, data: Any, path: DataPath) -> Field[Any]:
    """The declaration of the field at a path of sound author data."""
    found: Field[Any] | None = None
    for step in path:
        if isinstance(step, str):
            cls = variant(cls, data.get("kind"))
            found = next(declared for declared in fields(cls) if declared.name == step)
            cls = unwrap(hints(cls)[step])
        data = data[step]
    if found is None:
        raise KeyError(path)
    return found
