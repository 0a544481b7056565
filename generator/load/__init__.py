"""YAML text -> Handbook: the stages in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from generator.load import figure_references, references, schema
from generator.load.adoption import ADOPTION, adopted
from generator.load.documents import MAX_BYTES, YamlFile
from generator.load.files import DEFINED, Folder, read_folder
from generator.load.rules import house
from generator.load.rules.link_targets import text_links
from generator.load.rules.violation import RuleContext, Violation
from generator.memory import FORGETFUL, Memory
from generator.model import (
    ID,
    KINDS,
    DataPath,
    Figure,
    Handbook,
    WrittenFigure,
    full_name,
    handbook_of,
    resolved_figures,
    written_figures,
)
from generator.problems import MOST_OF_FILE, Level, Place, Problem, and_more, has_errors
from generator.system.sized_files import TooLarge, read_sized

__all__ = ["LoadResult", "excerpts", "load_handbook"]


Value = TypeVar("Value")
EMPTY: Mapping[str, dict[str, Any]] = {
    "settings": {
        "title": "",
        "company": "",
        "department": "",
        "tagline": "",
        "working_hours": {"start": "09:00", "end": "18:00", "break_start": "12:00", "break_end": "13:00"},
        "chapters": [],
        "entrances": [],
    },
    "glossary": {"terms": []},
}
"""By kind of which there must be one file: a document that says nothing."""


@dataclass(frozen=True)
class LoadResult:
    """What reading a handbook gave."""

    handbook: Handbook | None
    """None if any problem is an error."""
    problems: list[Problem]
    data: Mapping[str, Mapping[str, dict[str, Any]]] = field(default_factory=dict)
    """The author documents as {kind: {id: document}}, those without errors, as far as the company uses them."""
    is_whole: bool = False
    """Whether these are all documents: what is wrong then is against a house rule, and no document is hard to read."""


def load_handbook(
    root: Path, as_of: date, memory: Memory = FORGETFUL, instead: Mapping[str, str] = MappingProxyType({})
) -> LoadResult:
    """Read everything below `root/sop`. `as_of` is the day that review dates are held against.

    Never raises for what authors can do wrong: every problem is in the result, sorted by place.

    Whoever reads the same handbook again and again hands in the same `memory`: what did not change is then neither read
    nor checked again, and the result is the same. With it `instead` tells what would be if some files, by their name
    such as `sop/glossary.yaml`, held another text.
    """
    folder = read_folder(root, memory, instead)
    problems, unread = folder.problems, folder.unread
    homes = written_figures((KINDS[kind].cls, id, file.data) for kind, id, file in folder.files)
    figures = resolved_figures(homes)
    by_id = {id: file for _, id, file in folder.files}

    def home(name: str) -> Place | None:
        written = homes.get(name)
        return by_id[written.item].place(written.path) if written and written.item in by_id else None

    broken, unshaped, files = set(unread), set(unread), []
    for kind, id, file in folder.files:
        if kind == "parameters" and (nested := list(_nested_parameters(file))):
            problems += nested
            broken.add(id)
        schema_problems, links, texts = _judged(kind, id, file, figures, home, memory)
        problems += [*_not_repeated(file.dropped, schema_problems), *schema_problems]
        if schema_problems:
            unshaped.add(id)
        if schema_problems or any(problem.level is Level.ERROR for problem in file.dropped):
            broken.add(id)
        if name_problem := _name_problem(kind, id, file, schema_problems, folder):
            problems.append(name_problem)
            unread |= {id: DEFINED[kind], file.data["id"]: DEFINED[kind]}
            broken |= {id, file.data["id"]}
            unshaped |= {id, file.data["id"]}
        else:
            files.append(references.LinkedFile(kind, id, file, links, texts))
    told = set[str]()
    for problem in (link_problems := list(references.check(files, unread, figures, told))):
        files_named = {problem.place.file, *(place.file for place, _ in problem.related)}
        broken |= {linked.id for linked in files if linked.file.file in files_named}
    problems += link_problems
    figure_problems = list(figure_references.check(files, homes, figures, broken | set(unread)))
    files_named = {problem.place.file for problem in figure_problems}
    broken |= {linked.id for linked in files if linked.file.file in files_named}
    problems += figure_problems
    figure_references.spread(files, broken)
    unshaped |= {linked.id for linked in files if not figure_references.are_known(linked, figures)}
    figure_references.spread(files, unshaped)
    by_id = {linked.id: linked.file for linked in files}

    def context(without: Set[str], told: Set[str]) -> RuleContext:
        return _context(files, figures, homes, as_of, frozenset(without), frozenset(told), memory)

    sound = context(broken, frozenset())
    # Mostly nothing is wrong with references, and both are the same.
    legible = context(unshaped, told) if told or unshaped != broken else sound
    problems += _at_lines(house.check(sound, legible), by_id)
    problems = sorted(_merged(problems), key=lambda problem: (problem.place, problem.code, problem.message))
    return LoadResult(None if has_errors(problems) else sound.handbook, problems, sound.documents, not broken)


def _judged(
    kind: str,
    id: str,
    file: YamlFile,
    figures: Mapping[str, Figure],
    home: Callable[[str], Place | None],
    memory: Memory,
) -> tuple[list[Problem], list[schema.IdUse], tuple[tuple[DataPath, str], ...]]:
    """What a file has to say for itself: its problems, the ids that it defines or refers to, and where its texts link
    to. With an error it is asked anew each time: where that stands, other files decide, too.
    """
    cls = KINDS[kind].cls

    def judge() -> tuple[list[Problem], list[schema.IdUse], tuple[tuple[DataPath, str], ...]]:
        problems, links = schema.check(cls, file, figures, id, home)
        return problems, links, () if problems else tuple(text_links(cls, file.data))

    taken = [figures.get(full_name(name, id)) for _, name in file.figures]
    judged = memory.kept(("judged", file.file), judge, (kind, id, file.text, taken))
    return judge() if judged[0] else judged


def _merged(problems: Iterable[Problem]) -> Iterable[Problem]:
    """The problems, those of one place that say the same as one, with all other places."""
    merged: dict[tuple[Place, str, str], Problem] = {}
    for problem in problems:
        key = (problem.place, problem.code, problem.message)
        known = merged.get(key)
        merged[key] = replace(known, related=(*known.related, *problem.related)) if known else problem
    return merged.values()


def _context(
    files: Iterable[references.LinkedFile],
    figures: Mapping[str, Figure],
    homes: Mapping[str, WrittenFigure],
    as_of: date,
    without: frozenset[str],
    told: frozenset[str],
    memory: Memory,
) -> RuleContext:
    """What house rules judge: the documents without those of some ids, as far as the company uses them."""
    used = adopted(
        [(linked.kind, linked.id, linked.file.data) for linked in files if linked.id not in without], figures
    )
    if ADOPTION in used.documents:
        unknown = {name: figure for name, figure in figures.items() if homes[name].item in without}
        homes = written_figures(
            (KINDS[kind].cls, id, data) for kind, by_id in used.documents.items() for id, data in by_id.items()
        )
        figures = {**unknown, **resolved_figures(homes)}
    handbook = _handbook(used.documents, figures, FORGETFUL if without else memory)
    if without or told or ADOPTION in used.documents:
        # Not all that rules read is noted: what is missing, and how documents came from what was written.
        return RuleContext(handbook, as_of, without, used.documents, homes, figures, told, used)
    documents = {kind: _recorded(("documents", kind), by_id, memory) for kind, by_id in used.documents.items()}
    named = _recorded("homes", homes, memory), _recorded("figures", figures, memory)
    return RuleContext(handbook, as_of, without, documents, *named, told, memory=memory)


def _recorded(place: Hashable, values: Mapping[str, Value], memory: Memory) -> Mapping[str, Value]:
    """A mapping that notes which of its values are read; what is in them is one value."""
    return memory.recorded(place, values, lambda part: part is values)


def _handbook(
    data: Mapping[str, Mapping[str, dict[str, Any]]], figures: Mapping[str, Figure], memory: Memory
) -> Handbook:
    """The handbook in what is sound. What no handbook can be without, and is broken, is empty: no other file is hidden
    for it.
    """
    return handbook_of({**{name: {name: document} for name, document in EMPTY.items()}, **data}, figures, memory)


def _nested_parameters(file: YamlFile) -> Iterable[Problem]:
    """The mistakes of parameters whose values name parameters: a value is put into texts as it stands."""
    for path, id in file.figures:
        if path[-1:] == ("value",):
            yield Problem(
                "E426",
                f"参数的取值里不能再引用参数「{id}」",
                file.place(path, word=f"{{{id}}}"),
                "请直接写上数字和单位",
            )


def _name_problem(kind: str, id: str, file: YamlFile, problems: list[Problem], folder: Folder) -> Problem | None:
    """The mistake of a file whose name is not its id, unless there is something wrong with the id itself."""
    written_id = file.data.get("id")
    if KINDS[kind].single or written_id in (None, id):
        return None
    place = file.place(("id",))
    if any(problem.place == place for problem in problems):
        return None
    if any(written_id == other for _, other, _ in folder.files):
        hint = f"已经有 {written_id}.yaml 了：多余的一份请删除，要留下就换一个编号，文件名跟着改"
    else:
        pattern = next(
            (
                declared.metadata["rules"].get("regex", ID)
                for declared in fields(KINDS[kind].cls)
                if declared.name == "id"
            ),
            ID,
        )
        hint = f"请把文件改名为 {written_id}.yaml" + (f"，或把编号改成 {id}" if re.fullmatch(pattern, id) else "")
    return Problem("E306", f"文件名「{id}」和编号「{written_id}」不一致", place, hint)


def _not_repeated(dropped: Iterable[Problem], problems: list[Problem]) -> list[Problem]:
    """The mistakes of dropped text, but for those on the line of a field that is empty: its hint says the same."""
    empty = {problem.place.line for problem in problems if problem.code == "E203"}
    return [problem for problem in dropped if problem.place.line not in empty]


def _at_lines(violations: Iterable[Violation], files: dict[str, YamlFile]) -> Iterator[Problem]:
    """The violations of house rules at their lines: of one file the first MOST_OF_FILE, and how many more."""
    count = Counter[str]()
    for violation in violations:
        count[violation.id] += 1
        if count[violation.id] <= MOST_OF_FILE:
            yield _problem_at_line(violation, files)
    yield from (and_more(files[id].file, all - MOST_OF_FILE) for id, all in count.items() if all > MOST_OF_FILE)


def _problem_at_line(violation: Violation, files: dict[str, YamlFile]) -> Problem:
    """A violation of a house rule, at its line."""
    file = files[violation.id]
    return replace(
        violation.problem,
        hint=violation.late_hint() if violation.late_hint else violation.problem.hint,
        place=file.place(violation.path, key=violation.at_key, word=violation.word),
        related=tuple((files[id].place(path), why) for id, path, why in violation.also),
    )


def excerpts(root: Path, problems: Iterable[Problem]) -> dict[str, str]:
    """The text of every file that a problem points at, by its name, with plain line ends; without those that cannot be
    read, or are too large for anybody to look for a line in them.
    """
    names = {place.file for problem in problems for place in (problem.place, *(place for place, _ in problem.related))}
    texts = {}
    for name in sorted(names):
        if name.endswith((".yaml", ".yml")) and not (root / name).is_symlink():
            with suppress(OSError, TooLarge):
                texts[name] = re.sub("\r\n?", "\n", _readable(read_sized(root / name, MAX_BYTES)))
    return texts


def _readable(content: bytes) -> str:
    """Text in whatever encoding it is, to be shown."""
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return content.decode("utf-8-sig", "replace")
