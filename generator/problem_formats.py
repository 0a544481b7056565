"""Problems for a terminal, for GitHub, for GitLab and for programs. Pure: problems and texts in, text out."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import east_asian_width

from generator.problems import MOST, Level, Place, Problem

WORDS = {Level.ERROR: "错误", Level.WARNING: "提醒"}
SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor"}
"""What GitLab calls the levels."""
COLOURS = {Level.ERROR: "1;31", Level.WARNING: "1;33"}
WIDTH, BEFORE = 100, 40
"""Columns of an excerpt, and how many of them come before the caret when the line is longer."""
LONGEST = 600
"""Characters of a message."""
ANNOTATIONS = 10
"""So many errors, warnings and notices GitHub shows of one step each."""
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
    """Workflow commands, which GitHub shows at the changed lines of a pull request: as many of a kind as it shows of a
    step, and one that counts the others; then the whole report for the log.
    """
    told = [problem for level in Level for problem in _of(level, problems)[:ANNOTATIONS]]
    related = [(other, note, problem) for problem in told for other, note in problem.related]
    rest = len(problems) - len(told)
    notes = related[: ANNOTATIONS - (rest > 0)]
    return "".join(
        [
            *(_annotation(problem.level, problem.place, problem.code, _in_short(problem)) for problem in told),
            *([f"::notice title=还有 {rest} 个没有标出::这里只标得下一部分，全部见这一步的日志\n"] if rest else []),
            *(
                _annotation("notice", other, problem.code, f"{note}：{_in_short(problem)}")
                for other, note, problem in notes
            ),
            text(problems, texts),
        ]
    )


def _of(level: Level, problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.level is level]


def _in_short(problem: Problem) -> str:
    return _brief(problem.message) + (f"\n怎么改：{_brief(problem.hint)}" if problem.hint else "")


def _annotation(kind: str, place: Place, title: str, words: str) -> str:
    """A workflow command, escaped as GitHub's own toolkit does it."""

    def escaped(value: object) -> str:
        return str(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    where = {
        "file": place.file,
        "line": place.line,
        "col": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "title": title,
    }
    attributes = (f"{name}={escaped(value).replace(':', '%3A').replace(',', '%2C')}" for name, value in where.items())
    return f"::{kind} {','.join(attributes)}::{escaped(words)}\n"


def gitlab(problems: Sequence[Problem]) -> str:
    """A Code Quality report, errors first: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

    The fingerprint of a problem stays when lines are put in above it, so that GitLab knows it again.
    """
    seen = Counter[tuple[str, str, str]]()
    entries = []
    for problem in (each for level in Level for each in _of(level, problems)):
        key = (problem.place.file, problem.code, problem.message)
        seen[key] += 1
        entries.append(
            {
                "description": _in_short(problem),
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(repr((*key, seen[key])).encode()).hexdigest(),
                "severity": SEVERITIES[problem.level],
                "location": {
                    "path": problem.place.file,
                    "lines": {"begin": problem.place.line, "end": problem.place.end_line},
                },
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


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
        "github": Format("标在 GitHub 的合并请求上", lambda problems, texts, colour: github(problems, texts)),
        "gitlab": Format("GitLab 的代码质量报告", lambda problems, texts, colour: gitlab(problems)),
        "json": Format("给程序用", lambda problems, texts, colour: as_json(problems)),
    }
)
"""Every way, by the name that `sop check --format` takes."""
