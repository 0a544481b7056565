"""What a check knows how to write, written: the smallest change of a file's text, one place at a time.

A correction is taken only if the file afterwards says the same as before but for the words that were to be exchanged;
what cannot be exchanged in place is left to its author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from generator.load.documents import parse
from generator.problems import Problem, ProblemsFound

PLAIN = re.compile(r"""(?P<before>\s*(?:- )*(?:[A-Za-z_-]+: +)?)(?P<value>[^\s"'{\[|>&*!%@`#].*)""")
"""A line whose value is written without quotes."""


def corrected(text: str, problems: Sequence[Problem]) -> tuple[str, list[Problem]]:
    """The text of one file in which all is written that its problems know -> the text, and those that were mended.

    Of several problems at one place the first is mended: check again for the rest.
    """
    mended: list[Problem] = []
    places = set()
    for problem in sorted(problems, key=lambda problem: problem.place, reverse=True):
        if not problem.instead or problem.place in places:
            continue
        places.add(problem.place)
        if (exchanged := _exchanged(text, problem)) is not None:
            text = exchanged
            mended.append(problem)
    return text, mended[::-1]


def _exchanged(text: str, problem: Problem) -> str | None:
    """The text with the words at the place exchanged; None if that cannot be done in place."""
    lines = text.split("\n")
    place, line = problem.place, lines[problem.place.line - 1]
    if place.line != place.end_line:
        return None
    old = line[place.column - 1 : place.end_column - 1]
    plain = line[: place.column - 1] + problem.instead + line[place.end_column - 1 :]
    quoted = line[: place.column - 1] + f'"{problem.instead}"' + line[place.end_column - 1 :]
    candidates = [plain, quoted]
    if match := PLAIN.fullmatch(line):
        value = plain.removeprefix(match["before"])
        candidates.append(match["before"] + '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"')
    for candidate in candidates:
        changed = "\n".join([*lines[: place.line - 1], candidate, *lines[place.line :]])
        if _says_the_same_but(text, changed, old, problem.instead):
            return changed
    return None


def _says_the_same_but(before: str, after: str, old: str, new: str) -> bool:
    """Whether two texts hold the same data, but for one text in which `old` became `new`."""
    try:
        pairs = zip_longest(_leaves(parse(before, "").data), _leaves(parse(after, "").data))
    except ProblemsFound:
        return False
    changes = [pair for pair in pairs if pair[0] != pair[1]]
    if len(changes) != 1 or None in changes[0]:
        return False
    (path, was), (path_after, now) = changes[0]
    old = old.strip("\"'")
    spots = [match.start() for match in re.finditer(re.escape(old), str(was))]
    return path == path_after and any(str(was)[:at] + new + str(was)[at + len(old) :] == now for at in spots)


def _leaves(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(data, dict | list):
        for step, part in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _leaves(part, (*path, step))
    else:
        yield path, data
