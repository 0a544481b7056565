"""References to figures: whether the figure that a text takes by name has a home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from generator.language.did_you_mean import closest
from generator.load.files import ANY_ID
from generator.load.references import LinkedFile
from generator.model import PAGE, Figure, WrittenFigure, full_name, placeholders
from generator.problems import Problem

SHOWN = 4
"""A hint lists at most so many figures."""


def check(
    files: Iterable[LinkedFile],
    homes: Mapping[str, WrittenFigure],
    figures: Mapping[str, Figure],
    unsound: Set[str],
) -> Iterator[Problem]:
    """A problem for every reference to a figure that has no home, and for every home that leads back to itself.

    `unsound` are the ids of files that have other problems, or ANY_ID: what they lack is not told twice. Of parameters
    that do not exist it is told with the other ids.
    """
    by_id = {linked.id: linked for linked in files}
    for linked in by_id.values():
        for path, written in linked.file.figures:
            name = full_name(written, linked.id)
            item = name.partition("#")[0]
            is_unsound = item in unsound or (ANY_ID in unsound and item not in by_id)
            if "#" in name and name not in homes and not is_unsound:
                yield Problem(
                    "E302",
                    f"没有可以引用的数字「{{{written}}}」",
                    linked.file.place(path, word=f"{{{written}}}"),
                    _instead(name, linked.id, homes, figures, by_id.keys()),
                )
    for name in homes.keys() - figures.keys():
        home = homes[name]
        # In parameters no value may refer to another, which is told of each.
        if home.item in by_id and home.item != PAGE and _leads_back(name, homes):
            yield Problem(
                "E303",
                f"数字「{{{name}}}」引用来引用去，又回到了自己",
                by_id[home.item].file.place(home.path),
                "圈里必须有一处直接写上数字和单位",
            )


def _leads_back(name: str, homes: Mapping[str, WrittenFigure]) -> bool:
    """Whether a figure is taken from another that is taken, at last, from the first."""
    reached, ahead = set[str](), [name]
    while ahead:
        home = homes[ahead.pop()]
        taken = {full_name(written, home.item) for _, written in placeholders(home.text)} & homes.keys()
        ahead += taken - reached
        reached |= taken
    return name in reached


def are_known(linked: LinkedFile, figures: Mapping[str, Figure]) -> bool:
    """Whether every figure that a file takes has a value."""
    return all(full_name(written, linked.id) in figures for _, written in linked.file.figures)


def spread(files: Iterable[LinkedFile], broken: set[str]) -> None:
    """Add to the ids of broken files those of all files that take a figure of one of them, at first or second hand."""
    takers = [(linked.id, sources_of(linked)) for linked in files]
    while more := {id for id, sources in takers if id not in broken and sources & broken}:
        broken |= more


def sources_of(linked: LinkedFile) -> set[str]:
    """The ids of the files whose figures a file takes."""
    names = (full_name(written, linked.id) for _, written in linked.file.figures)
    return {name.partition("#")[0] if "#" in name else PAGE for name in names}


def _instead(
    name: str, holder: str, homes: Mapping[str, WrittenFigure], figures: Mapping[str, Figure], ids: Iterable[str]
) -> str:
    """What to write instead of the name of a figure that has no home."""
    item, _, inside = name.partition("#")
    if item not in ids:
        guess = closest(item, ids)
        renamed = f"{guess}#{inside}" if guess else ""
        return f"是不是「{_written(renamed, holder)}」？" if renamed in homes else f"没有编号为「{item}」的条目"
    own = [other for other in homes if other.startswith(f"{item}#")]
    if not own:
        return f"「{item}」里没有时限也没有目标值；要引用的数字请放进 parameters.yaml"
    entry = inside.partition(".")[0] if "." in inside else ""
    beside = [other for other in own if other.startswith(f"{item}#{entry}.")] if entry else []
    if guess := closest(name, own):
        beside = [guess, *(other for other in beside if other != guess)]
    return "可以引用：" + "、".join(
        f"{_written(other, holder)}（{figures[other].shown}）" for other in (beside or own)[:SHOWN] if other in figures
    )


def _written(name: str, holder: str) -> str:
    return "{" + name.removeprefix(holder) + "}" if name.startswith(f"{holder}#") else f"{{{name}}}"
