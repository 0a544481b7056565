"""Another id for what has one, wherever it is written: the smallest change of every file's text, all files or none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import Field, fields
from typing import Any

from generator.authoring.file_changes import FileChange, FileDraft, by_hand
from generator.authoring.text_edits import NoPlace
from generator.language.did_you_mean import closest
from generator.load.documents import YamlFile
from generator.load.id_places import Documents, How, IdPlace, Named, id_places
from generator.load.references import LOCAL
from generator.model import KINDS, NAMES, declared_at, has_fields, hints, unwrap
from generator.model.reserved_ids import flaw_of_id
from generator.problems import Problem, ProblemsFound

RENAMED = tuple(
    name for name in NAMES if name not in ("number", "calendar") and not (name in KINDS and KINDS[name].single)
)
"""The kinds of things that have an id which their author chose."""
FORMERLY = "formerly"
YAML_WORDS = ("null", "true", "false")
Files = Sequence[tuple[str, str, YamlFile]]
"""Every file of the draft: its kind, the id that it stands for, its data."""


class WrongUse(ValueError):
    """What was asked for cannot be meant; says in Chinese what is wrong, and what to write."""


def documents_of(files: Files) -> Documents:
    """The data of all files."""
    return [(kind, id, file.data) for kind, id, file in files]


def kind_named(word: str) -> str:
    """The kind that a word means: its name or its Chinese title. Raises WrongUse."""
    for name in RENAMED:
        if word in (name, NAMES[name]):
            return name
    guess = closest(word, [*RENAMED, *(NAMES[name] for name in RENAMED)])
    meant = f"是不是「{guess}」？" if guess else ""
    raise WrongUse(f"没有「{word}」这一类编号，{meant}可以写：" + "、".join(f"{NAMES[n]}（{n}）" for n in RENAMED))


def what_is_named(kind: str, written: str, documents: Documents) -> Named:
    """What an id of a kind names: `item.entry`, or the entry alone where only one item has it. Raises WrongUse."""
    all_named = sorted({place.named[0] for place in id_places(documents) if place.how is How.DEFINITION})
    of_kind = [named for named in all_named if named.kind == kind]
    found = [named for named in of_kind if written in (str(named), named.id)]
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUse(f"{len(found)} 个{NAMES[kind]}叫「{written}」，写成其中一个：{'、'.join(map(str, found))}")
    if other := next((named for named in all_named if written in (str(named), named.id)), None):
        raise WrongUse(f"「{written}」是{NAMES[other.kind]}的编号，不是{NAMES[kind]}的；写成「{other.kind} {other}」")
    words = {str(named): named for named in of_kind} | {named.id: named for named in of_kind}
    titles = {title: named for named in of_kind if (title := title_of(named, documents))}
    close = closest(written, words)
    guess = titles.get(written) or (words[close] if close else None)
    meant = f"，是不是「{guess}」？" if guess else "；手册里还没有这一类" if not of_kind else f"，例如「{of_kind[0]}」"
    raise WrongUse(f"没有编号为「{written}」的{NAMES[kind]}{meant}")


def renaming(old: Named, new: str, documents: Documents) -> dict[Named, str]:
    """By what is renamed: its new id. The clauses of a source go with it, since theirs begin with its own.

    Raises WrongUse if the id cannot be had.
    """
    taken = sorted(place.named[0] for place in id_places(documents) if place.how is How.DEFINITION)
    declared = _declared_id(old.kind)
    regex = declared.metadata["rules"]["regex"]
    if new == old.id:
        raise WrongUse(f"新编号和原来的一样：{new}")
    if old.entry and old.kind in LOCAL and new.startswith(f"{old.item}."):
        raise WrongUse(f"新编号不带条目的编号，只写「{new.removeprefix(f'{old.item}.')}」")
    if not re.fullmatch(regex, new):
        meant = "-".join(re.findall("[A-Z]?[a-z0-9]+|[A-Z]+", new)).lower()
        example = declared.metadata["example"] or "two-words"
        raise WrongUse(
            f"编号「{new}」不对，" + (f"写成「{meant}」" if re.fullmatch(regex, meant) else f"例如「{example}」")
        )
    if new in YAML_WORDS:
        raise WrongUse(f"「{new}」在 YAML 里不是文字，请换一个编号")
    if not old.entry and (flaw := flaw_of_id(new, is_download=old.kind == "form")):
        raise WrongUse(f"{flaw}；请换一个编号")
    if rival := next((named for named in taken if named.id == new and _clash(named, old)), None):
        title = title_of(rival, documents)
        raise WrongUse(f"已经有{NAMES[rival.kind]}「{rival}」{f'（{title}）' if title else ''}了，请换一个编号")
    renamed = {old: new}
    if old.kind == "source":
        clauses = [named for named in taken if named.kind == "clause" and named.entry.startswith(f"{old.item}-")]
        renamed |= {named: new + named.entry.removeprefix(old.item) for named in clauses}
    return renamed


def renamed_files(files: Files, renamed: Mapping[Named, str], released: Documents) -> dict[str, FileChange]:
    """By the name of each file that changes: what it becomes when ids are exchanged. `released` are the documents of
    the last release, whose ids stay known as `formerly`.

    Raises ProblemsFound, with each place at which an author has to decide or write it.
    """
    drafts = {id: FileDraft(kind, id, file) for kind, id, file in files}
    known = {place.named[0] for place in id_places(released) if place.how is How.DEFINITION}
    problems: list[Problem] = []
    # From the last id of a text to its first: those before it keep their positions.
    for place in sorted(id_places(documents_of(files)), key=lambda place: place.start, reverse=True):
        meant = [named for named in place.named if named in renamed]
        if not meant:
            continue
        draft, new = drafts[place.file], renamed[meant[0]]
        try:
            if len(meant) < len(place.named):
                raise NoPlace
            draft.exchange(place.path, place.start, place.end, new)
            if place.how is How.DEFINITION:
                _keep_former(draft, place, new, known)
        except NoPlace:
            problems.append(_by_hand(place, new, draft.file))
    changed = [draft for draft in drafts.values() if draft.edits]
    if not problems:
        problems = [by_hand(draft.file) for draft in changed if not draft.says_what_it_should()]
    if problems:
        raise ProblemsFound(*sorted(problems, key=lambda problem: problem.place))
    return {draft.file.file: draft.change(_file_name(draft, renamed)) for draft in changed}


def _keep_former(draft: FileDraft, place: IdPlace, new: str, known: Set[Named]) -> None:
    """Leave the id that the last release knows, where the model has a field for it. Raises NoPlace."""
    (named,), path = place.named, (*place.path[:-1], FORMERLY)
    if declared_at(KINDS[draft.kind].cls, draft.file.data, path) is None:
        return
    former: str | None = draft.holder(path).get(FORMERLY)
    items = (draft.id, draft.file.data.get(FORMERLY, ""))

    def is_known(id: str) -> bool:
        return any((Named(named.kind, item, id) if named.entry else Named(named.kind, id)) in known for item in items)

    if former == new:
        draft.remove(path)
    elif former is None:
        draft.add(place.path, FORMERLY, named.id)
    elif not is_known(former) or is_known(named.id):
        draft.exchange(path, 0, len(former), named.id)


def _file_name(draft: FileDraft, renamed: Mapping[Named, str]) -> str:
    """The name of the file afterwards."""
    new = renamed.get(Named(draft.kind, draft.id))
    return f"{draft.file.file.rpartition('/')[0]}/{new}.yaml" if new else draft.file.file


def _by_hand(place: IdPlace, new: str, file: YamlFile) -> Problem:
    old = file.raw(place.path)[place.start : place.end]
    both = "和".join(NAMES[named.kind] for named in place.named)
    if len(place.named) > 1:
        message, hint = f"「{old}」在这里可以指{both}", "看不出指哪一个：请先给其中一个换个编号，这一处写成它，再改名"
    else:
        message, hint = f"这里的「{old}」不能自动改", f"请先把这一处写在一行里，或先自己改成「{new}」"
    return Problem("E620", message, file.place(place.path, word=old), hint)


def _clash(named: Named, old: Named) -> bool:
    """Whether two things may not have one id."""
    if old.kind in KINDS or named.kind in KINDS:
        return old.kind in KINDS and named.kind in KINDS
    return named.kind == old.kind and (old.kind not in LOCAL or named.item == old.item)


def _declared_id(kind: str) -> Field[Any]:
    """The field of the model that gives ids of a kind."""
    ahead: list[type] = [KINDS[kind].cls] if kind in KINDS else [declared.cls for declared in KINDS.values()]
    for cls in ahead:
        for declared in fields(cls):
            inner = unwrap(hints(cls)[declared.name])
            if declared.metadata["rules"].get("defines") == kind or (kind in KINDS and declared.name == "id"):
                return declared
            if has_fields(inner) and inner not in ahead:
                ahead.append(inner)
    raise KeyError(kind)


def title_of(named: Named, documents: Documents) -> str:
    """What readers call it; empty for what has no title."""
    places = (place for place in id_places(documents) if place.how is How.DEFINITION and place.named[0] == named)
    for place in places:
        holder: Any = next(data for _, id, data in documents if id == place.file)
        for step in place.path[:-1]:
            holder = holder[step]
        return str(holder.get("title", ""))
    return ""
