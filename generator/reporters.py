"""Problems for a terminal, for GitHub and for programs. Pure: problems and texts in, text out."""
from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from unicodedata import east_asian_width

from .problems import Level, Place, Problem

WORDS = {Level.ERROR: "错误", Level.WARNING: "提醒"}
COLOURS = {Level.ERROR: "1;31", Level.WARNING: "1;33"}


def text(problems: Sequence[Problem], texts: Mapping[str, str], colour: bool = False) -> str:
    """For people: place, excerpt with a caret, and what to write instead. `texts` holds the files by name."""
    def paint(code: str, words: str) -> str:
        return f"\033[{code}m{words}\033[0m" if colour else words

    out = []
    for problem in problems:
        out.append(paint(COLOURS[problem.level], f"{WORDS[problem.level]}[{problem.code}]") + " " + paint("1", problem.message))
        out += _excerpt(problem.place, texts, lambda mark, level=problem.level: paint(COLOURS[level], mark))
        for place, note in problem.related:
            out += _excerpt(place, texts, lambda mark: paint("36", mark), note)
        if problem.hint:
            out.append(f"  怎么改：{problem.hint}")
        out.append("")
    errors = sum(problem.level is Level.ERROR for problem in problems)
    out.append(f"{errors} 个错误，{len(problems) - errors} 个提醒" if problems else "没有发现问题")
    return "\n".join(out) + "\n"


def _excerpt(place: Place, texts: Mapping[str, str], paint, note: str = "") -> list[str]:
    lines = texts.get(place.file, "").splitlines()
    out = [f"  {place.file}:{place.line}:{place.column}" + (f"  {note}" if note else "")]
    if place.line <= len(lines):
        line, number = lines[place.line - 1].replace("\t", " "), str(place.line)
        end = place.end_column if place.end_line == place.line else len(line) + 1
        out.append(f"    {number} | {line}")
        out.append(f"    {' ' * len(number)} | {' ' * _width(line[:place.column - 1])}{paint('^' * max(1, _width(line[place.column - 1:end - 1])))}")
    return out


def _width(words: str) -> int:
    """Columns on a screen: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in words)


def github(problems: Sequence[Problem], texts: Mapping[str, str]) -> str:
    """Workflow commands, which GitHub shows at the changed lines of a pull request; then the whole report for the log,
    since GitHub shows no more than ten of a kind."""
    def escaped(words: object) -> str:
        return str(words).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def attribute(words: object) -> str:
        return escaped(words).replace(":", "%3A").replace(",", "%2C")

    out = []
    for problem in problems:
        place = problem.place
        where = {"file": place.file, "line": place.line, "col": place.column, "endLine": place.end_line, "endColumn": place.end_column, "title": problem.code}
        words = problem.message + (f"\n怎么改：{problem.hint}" if problem.hint else "")
        out.append(f"::{problem.level} " + ",".join(f"{name}={attribute(value)}" for name, value in where.items()) + f"::{escaped(words)}\n")
    return "".join(out) + text(problems, texts)


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON list of the problems, for programs."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"

