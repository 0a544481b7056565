"""What a check knows how to write, written: the smallest change of a file's text, one place at a time.

A correction is taken only if the file afterwards says the same as before but for the words that were to be exchanged;
what cannot be exchanged in place is left to its author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from generator.authoring.text_edits import Edit, edited
from generator.load.documents import parse
from generator.problems import Problem, ProblemsFound

PLAIN = re.compile(r"""(?P<before>\s*(?:- )*(?:[A-Za-z_-]+: +)?)(?P<value>[^\s"'{\[|>&*!%@`#].*)""")
"""A line whose value is written without quotes."""


def corrections(text: str, problems: Sequence[Problem]) -> tuple[list[Edit], list[Problem]]:
    """The edits of one file's text that write what its problems know, and the problems that they mend.

    Of several problems of one line the last is mended: check again for the rest.
    """
    edits: list[Edit] = []
    mended: list[Problem] = []
    lines = set[int]()
    for problem in sorted(problems, key=lambda problem: problem.place, reverse=True):
        if problem.instead and problem.place.line not in lines and (edit := _exchange(text, problem)):
            lines.add(problem.place.line)
            edits.append(edit)
            mended.append(problem)
    return edits, mended[::-1]


def _exchange(text: str, problem: Problem) -> Edit | None:
    """The edit that exchanges the words at the place, or the line around them; None if that cannot be done in place."""
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
    start = sum(len(before) + 1 for before in lines[: place.line - 1])
    edits = (Edit(start, start + len(line), candidate) for candidate in candidates)
    return next((edit for edit in edits if _says_the_same_but(text, edited(text, [edit]), old, problem.instead)), None)


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
