"""Problems for a terminal, for GitHub and for programs. Pure: problems and texts in, text out."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import east_asian_width

from generator.problems import MOST, Level, Place, Problem

WORDS = {Level.ERROR: "错误", Level.WARNING: "提醒"}
COLOURS = {Level.ERROR: "1;31", Level.WARNING: "1;33"}
WIDTH, BEFORE = 100, 40
"""Columns of an excerpt, and how many of them come before the caret when the line is longer."""
LONGEST = 600
"""Characters of a message."""
SHOWN = 4
"""How many related places are shown with their line; of others only the place."""


def text(problems: Sequence[Problem], texts: Mapping[str, str], colour: bool = False) -> str:
    """For people: place, excerpt with a caret, and what to write instead. `texts` holds the files by name."""

    def paint(code: str, words: str) -> str:
        return f"\033[{code}m{words}\033[0m" if colour else words

    lines = {name: words.split("\n") for name, words in texts.items() if words}
    out = []
    for problem in problems[:MOST]:
        out.append(
            paint(COLOURS[problem.level], f"{WORDS[problem.level]}[{problem.code}]")
            + " "
            + paint("1", _visible(_brief(problem.message)))
        )
        out += _excerpt(problem.place, lines, partial(paint, COLOURS[problem.level]))
        for place, note in problem.related[:SHOWN]:
            out += _excerpt(place, lines, partial(paint, "36"), note)
        out += [
            f"  {_visible(place.file)}:{place.line}:{place.column}  {note}" for place, note in problem.related[SHOWN:]
        ]
        if problem.hint:
            out.append(f"  怎么改：{_visible(_brief(problem.hint))}")
        out.append("")
    errors = sum(problem.level is Level.ERROR for problem in problems)
    if len(problems) > MOST:
        out.append(f"还有 {len(problems) - MOST} 个没有列出，先改上面的，再检查一次")
    out.append(f"{errors} 个错误，{len(problems) - errors} 个提醒" if problems else "没有发现问题")
    return "\n".join(out) + "\n"


def _excerpt(place: Place, texts: Mapping[str, list[str]], paint: Callable[[str], str], note: str = "") -> list[str]:
    """The place, its line and a caret below the characters that it is about; of a long line the stretch around them."""
    lines, number = texts.get(place.file, []), str(place.line)
    out = [f"  {_visible(place.file)}:{place.line}:{place.column}" + (f"  {note}" if note else "")]
    if place.line > len(lines):
        return out
    whole = lines[place.line - 1]
    # Only what can be seen is looked at: a character takes at least one column.
    unseen = max(0, min(place.column - 1, len(whole)) - BEFORE - 1)
    line = _visible(whole[unseen : unseen + BEFORE + WIDTH + 2])
    start = place.column - 1 - unseen
    end = place.end_column - 1 - unseen if place.end_line == place.line else len(line)
    reach = list(accumulate(map(_width, line), initial=0))  # columns before each character
    is_long = reach[-1] > WIDTH or len(whole) > WIDTH
    first = bisect_left(reach, reach[min(start, len(line))] - BEFORE) if is_long else 0
    last = bisect_right(reach, reach[first] + WIDTH) - 1
    excerpt = ("…" if first else "") + line[first:last] + ("…" if last < len(line) else "")
    indent = " " * (_width(line[first:start]) + (1 if first else 0))
    out.append(f"    {number} | {excerpt}")
    out.append(f"    {' ' * len(number)} | {indent}{paint('^' * max(1, _width(line[start : min(end, last)])))}")
    return out


def _brief(words: str) -> str:
    """Words that nobody reads to their end are cut: an author's text may stand in them."""
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _visible(words: str) -> str:
    """One line in which every character takes the room that `_width` says, and none can steer the terminal."""
    return "".join(
        " " if character in "\t\n\r" else character if character.isprintable() or character == "\u3000" else "\ufffd"
        for character in words
    )


def _width(words: str) -> int:
    """Columns on a screen: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in words)


def github(problems: Sequence[Problem], texts: Mapping[str, str]) -> str:
    """Workflow commands, which GitHub shows at the changed lines of a pull request; then the whole report for the log,
    since GitHub shows no more than ten of a kind.
    """

    def escaped(words: object) -> str:
        return str(words).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def attribute(words: object) -> str:
        return escaped(words).replace(":", "%3A").replace(",", "%2C")

    out, notes = [], []
    for problem in problems[:MOST]:
        place = problem.place
        where = {
            "file": place.file,
            "line": place.line,
            "col": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "title": problem.code,
        }
        words = _brief(problem.message) + (f"\n怎么改：{_brief(problem.hint)}" if problem.hint else "")
        for other, note in problem.related:
            beside = {
                "file": other.file,
                "line": other.line,
                "col": other.column,
                "endLine": other.end_line,
                "endColumn": other.end_column,
                "title": problem.code,
            }
            message = f"{note}：{words}"
            notes.append(
                "::notice "
                + ",".join(f"{name}={attribute(value)}" for name, value in beside.items())
                + f"::{escaped(message)}\n"
            )
        out.append(
            f"::{problem.level} "
            + ",".join(f"{name}={attribute(value)}" for name, value in where.items())
            + f"::{escaped(words)}\n"
        )
    return "".join([*out, *notes]) + text(problems, texts)


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON list of the problems, for programs."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


class Format(NamedTuple):
    """A way to show a list of problems."""

    purpose: str
    """For help texts."""
    write: Callable[[Sequence[Problem], Mapping[str, str], bool], str]
    """Takes the problems, the files by name, and whether colours are shown."""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": Format("给人看", text),
        "github": Format("标在合并请求上", lambda problems, texts, colour: github(problems, texts)),
        "json": Format("给程序用", lambda problems, texts, colour: as_json(problems)),
    }
)
"""Every way, by the name that `sop check --format` takes."""
