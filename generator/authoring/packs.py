"""Packs: what a new handbook may start with, each a part of the shipped content, cut as an adoption cuts it.

A pack is a file in `packs/` that names the procedures, policies and other items that it keeps. Forms, KPIs, parameters,
roles, terms and chapters are those that these need. The texts of the files stay as they are wherever nothing was cut.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar

from generator.authoring.renaming import Files, documents_of
from generator.authoring.rewriting import rewritten
from generator.load import schema
from generator.load.adoption.drafts import Changes, Draft
from generator.load.adoption.falling import fall
from generator.load.adoption.holders import hand_over, reword
from generator.load.adoption.scorecards import weigh
from generator.load.documents import read
from generator.load.id_places import How, id_places
from generator.model import ID, KINDS, attribute, author_texts, convert, figures_in, placeholders
from generator.problems import ProblemsFound
from generator.resources import PACKS

CHOSEN = ("procedure", "policy", "form", "kpi", "onboarding", "quiz", "import", "source")
"""Kinds of items of which a pack keeps some."""
NEEDED = frozenset({"forms", "kpis"})
"""Fields whose items come along."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What texts say where they called something by its name that a pack leaves out."""

    TITLE: ClassVar[str] = "改成的说法"
    item: str = attribute("哪个条目", regex=ID)
    instead: str = attribute("改成什么说法", maxlength=30)


@dataclass(frozen=True, kw_only=True)
class Pack:
    """What a new handbook starts with."""

    TITLE: ClassVar[str] = "内容包"
    id: str = attribute("编号", regex=ID)
    title: str = attribute("名称")
    about: str = attribute("一句话说明")
    keep: tuple[str, ...] = attribute("留下哪些条目和依据文件", (), help="一个也不写就是全部")
    roles: tuple[str, ...] = attribute("留下哪些岗位", ())
    others: str = attribute("其他岗位的事归谁", "", help="写一个留下的岗位；正文里的名称照留")
    wordings: tuple[Wording, ...] = attribute("改成的说法", ())


def packs() -> dict[str, Pack]:
    """Every pack by its Chinese name, from small to large. Raises ProblemsFound if a file is not one."""
    found = []
    for path in sorted(PACKS.glob("*.yaml")):
        file = read(path, path.name)
        if problems := schema.check(Pack, file)[0]:
            raise ProblemsFound(*problems)
        pack: Pack = convert(Pack, file.data)
        found.append(pack)
    return {pack.title: pack for pack in sorted(found, key=lambda pack: (not pack.keep, len(pack.keep)))}


def cut(files: Files, pack: Pack) -> Draft:
    """The documents of a pack. `files` are all of the content, sound."""
    draft = Draft(documents_of(files))
    _forget(draft)
    if pack.keep:
        kept = _with_needs(draft, pack.keep)
        off = [id for kind, id, _ in draft.documents if kind in CHOSEN and id not in kept]
        _leave_roles(draft, pack)
        _leave_duties(draft, {*off})
        data: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        for kind, id, document in draft.documents:
            data[kind][id] = dict(document)
        before = draft.documents
        fall(draft, off, figures_in(data), {wording.item: wording.instead for wording in pack.wordings})
        weigh(draft, before)
        _write_words(draft, files, pack)
        while _drop_unused(draft):
            pass
    return draft


def texts(files: Files, draft: Draft) -> Iterator[tuple[str, str]]:
    """Every file of a draft, as (name below the root, text). Raises NoPlace where a text cannot hold what was cut."""
    by_id = {id: file for _, id, file in files}
    for _, id, data in draft.documents:

        def written(path: Any, of: str = id) -> Any:
            file, there = draft.written(of, path)
            return there if file == of else None

        yield by_id[id].file, rewritten(by_id[id], data, written)


def _forget(draft: Draft) -> None:
    """What was renamed once was so for readers of another handbook."""

    def former(part: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
        for name, value in (
            part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        ):
            if name == "formerly":
                yield (*path, name)
            yield from former(value, (*path, name))

    draft.change({id: Changes(gone=set(former(data))) for _, id, data in draft.documents})


def _with_needs(draft: Draft, keep: Sequence[str]) -> set[str]:
    """What is kept, with the forms and KPIs that it uses."""
    places = [place for place in id_places(draft.documents) if place.how is How.REFERENCE]
    return {*keep} | {
        place.named[0].item
        for place in places
        if place.file in keep and not NEEDED.isdisjoint(place.path) and place.named[0].kind in CHOSEN
    }


def _leave_roles(draft: Draft, pack: Pack) -> None:
    """What the roles did that a pack leaves out is done by one that it keeps; texts may go on naming them."""
    if pack.roles:
        titles = {id: str(data["title"]) for kind, id, data in draft.documents if kind == "role"}
        gone = {id: pack.others for id in titles if id not in pack.roles}
        hand_over(draft, gone, titles, is_joined=False)


def _leave_duties(draft: Draft, off: Set[str]) -> None:
    """A duty or power that leads to what is left out goes, as long as others stay."""
    gone: dict[str, set[tuple[str | int, ...]]] = defaultdict(set)
    roles = {id: data for kind, id, data in draft.documents if kind == "role"}
    for place in id_places(draft.documents):
        if place.how in (How.LINK, How.FIGURE) and place.file in roles and place.named[0].item in off:
            gone[place.file].add(place.path[:2])
    for id, paths in gone.items():
        for name in ("duties", "authority", "skills", "growth"):
            of_list = {path for path in paths if path[0] == name}
            if len(of_list) == len(roles[id].get(name, ())):
                gone[id] = gone[id] - of_list
    draft.change({id: Changes(gone={*paths}) for id, paths in gone.items()})


def _write_words(draft: Draft, files: Files, pack: Pack) -> None:
    """Names of what is left out, in the words of the pack."""
    titles = {id: str(file.data.get("title")) for _, id, file in files}
    words = {f"《{titles[wording.item]}》": wording.instead for wording in pack.wordings if wording.item in titles}

    def worded(text: str) -> str:
        for title, instead in words.items():
            text = text.replace(title, instead)
        return text

    reword(draft, worded)


def _drop_unused(draft: Draft) -> bool:
    """Leave out what nothing names any more: clauses, sources, roles, terms, chapters, parameters; whether any was."""
    places = [place for place in id_places(draft.documents) if place.how is not How.DEFINITION]
    used = {
        (n.kind, n.item, n.entry)
        for place in places
        for n in place.named
        if place.file != n.item or n.kind == "parameter"
    }
    prose = _prose(draft)
    taken = {name for _, _, data in draft.documents for _, name in placeholders(data)}
    changes: dict[str, Changes] = {}
    for kind, id, data in draft.documents:
        gone: set[Any] = set()
        if kind == "source":
            gone = {
                ("clauses", at) for at, clause in enumerate(data["clauses"]) if ("clause", id, clause["id"]) not in used
            }
            gone = {()} if len(gone) == len(data["clauses"]) else gone
        elif kind == "role":
            gone = set() if ("role", id, "") in used else {()}
        elif kind == "glossary":
            others = [text for file, texts in prose.items() if file != id for text in texts]
            gone = {
                ("terms", at)
                for at, term in enumerate(data["terms"])
                if not any(word in text for word in (term["title"], *term.get("aliases", ())) for text in others)
            }
        elif kind == "parameters":
            gone = {("parameters", at) for at, entry in enumerate(data["parameters"]) if entry["id"] not in taken}
        elif kind == "settings":
            chapters = {document["chapter"] for _, _, document in draft.documents if "chapter" in document}
            gone = {("chapters", at) for at, chapter in enumerate(data["chapters"]) if chapter["id"] not in chapters}
            if data.get("standard") not in {other for of, other, _ in draft.documents if of == "source"}:
                gone |= {("standard",)} & {(name,) for name in data}
        if gone:
            changes[id] = Changes(gone=gone)
    draft.change(changes)
    return bool(changes)


def _prose(draft: Draft) -> dict[str, list[str]]:
    return {
        id: [text.text for text in author_texts(KINDS[kind].cls, data) if text.declared.name != "aliases"]
        for kind, id, data in draft.documents
        if kind != "source"
    }
