"""Where the outline of a YAML text goes wrong: which line is indented otherwise than its neighbours want it, and by how
much.

A parser only says where it gave up, which is often a line later. Here the lines are read as an author sees them: fields
and list entries, further in or further out. Text in quotes, in brackets over several lines and in blocks (`|`, `>`) is
passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

FIELD, ENTRY, WORDS = "field", "entry", "words"
KEY = re.compile(r"(\"[^\"]*\"|'[^']*'|[^\s#\-－—–•·\[\]{}\"'&*!|>%@`,?:][^#]*?|-[^\s#][^#]*?)(?:[ ]*:)(?= |$)")
BLOCK = re.compile(r"[|>][+-]?[1-9]?[+-]?(?: +#.*)?$")


class OutlineLine(NamedTuple):
    """One line that is part of the outline."""

    number: int
    """From 0."""
    indent: int
    kind: str
    text: str
    """Without its indentation."""


class Fault(NamedTuple):
    """The first line that does not fit."""

    line: OutlineLine
    wanted: int | None
    """How far it should be indented; None if nobody can tell."""
    beside: OutlineLine | None
    """A line that stands as this one should."""
    other: OutlineLine | None = None
    """Another line that it might stand beside just as well."""
    why: str = ""
    """What is wrong, if it is not the indentation: `mixed` for a list entry among fields or a field among list entries,
    `valued` for fields below a field that has a value, `dash` for the first entry of a list without its dash, `words`
    for text that is no field."""


@dataclass
class OutlineLevel:
    """Lines that stand side by side."""

    indent: int
    kind: str
    lines: list[OutlineLine] = field(default_factory=list)
    open: bool = False
    """Whether the last line waits for what stands below it."""


def fault(text: str, last: int) -> Fault | None:
    """The first line up to line `last` (from 0) that does not fit, if any."""
    lines = text.split("\n")
    outline = list(_outline(lines))
    levels: list[OutlineLevel] = []
    closed_levels: list[OutlineLevel] = []
    for position, line in enumerate(outline):
        if line.number > last:
            return None
        before = levels[-1].lines[-1] if levels else None
        for step, part in enumerate(_parts(line)):
            clash = _place(part, levels, closed_levels, first=not step)
            if isinstance(clash, str):
                return Fault(part, None, None, why=clash)
            if clash is not None:
                return _blame(part, outline, position, levels, closed_levels, before, clash)
    return None


def _outline(lines: list[str]) -> Iterator[OutlineLine]:
    """The lines that make up the outline."""
    skip_to, number = -1, 0
    while number < len(lines):
        text = lines[number]
        words = text.lstrip(" ")
        indent = len(text) - len(words)
        number += 1
        if not words.strip() or words.startswith("#") or indent <= skip_to < 0:
            continue
        entry = re.match(r"(?:- +)+|-$", words)
        rest = words[entry.end() :] if entry else words
        key = KEY.match(rest)
        kind = ENTRY if entry else FIELD if key else WORDS
        yield OutlineLine(number - 1, indent, kind, words.rstrip())
        value = (rest[key.end() :] if key else rest).strip()
        inner = indent + (entry.end() if entry and key else 0)
        if BLOCK.fullmatch(value):
            while number < len(lines) and (
                not lines[number].strip() or len(lines[number]) - len(lines[number].lstrip(" ")) > inner
            ):
                number += 1
        elif value[:1] in ('"', "'", "[", "{"):
            number = _end_of(value, lines, number)
        elif value and not value.startswith("#"):
            while number < len(lines) and _goes_on(lines[number], inner if key else indent):
                number += 1


def _goes_on(line: str, indent: int) -> bool:
    """Whether a line only goes on with the text of the line before, which stands this far in."""
    words = line.lstrip(" ")
    return (
        bool(words.strip())
        and len(line) - len(words) > indent
        and not re.match(r"#|- |-$|[\t\u3000]", words)
        and not KEY.match(words)
    )


def _end_of(value: str, lines: list[str], number: int) -> int:
    """The line after a quotation or brackets that begin with `value`; the next line if they never end."""
    text, end = value, number
    while end <= len(lines):
        if _closed(text):
            return end
        if end < len(lines):
            text += "\n" + lines[end]
        end += 1
    return number


def _closed(text: str) -> bool:
    if text[0] in "\"'":
        return text.count(text[0]) >= 2
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", text)
    return sum(map(bare.count, "[{")) <= sum(map(bare.count, "]}"))


def _parts(line: OutlineLine) -> list[OutlineLine]:
    """A line as the levels see it: `- id: a` is an entry, and a field two columns further in."""
    parts, at = [], line.indent
    rest = line.text
    while entry := re.match(r"- +|-$", rest):
        parts.append(OutlineLine(line.number, at, ENTRY, rest))
        at, rest = at + entry.end(), rest[entry.end() :]
    if KEY.match(rest):
        parts.append(OutlineLine(line.number, at, FIELD, rest))
    elif not parts:
        parts.append(OutlineLine(line.number, at, WORDS, rest))
    return parts


def _place(
    line: OutlineLine, levels: list[OutlineLevel], closed_levels: list[OutlineLevel], first: bool
) -> OutlineLevel | str | None:
    """Put a line where it belongs; gives the level it clashes with, or WORDS, if it fits nowhere."""
    if not first:
        levels.append(OutlineLevel(line.indent, line.kind, [line], _opens(line)))
        return None
    if re.match("[\t\u3000]", line.text):
        return WORDS
    gone = []
    while levels and levels[-1].indent > line.indent:
        gone.append(levels.pop())
    if (
        levels
        and levels[-1].kind == ENTRY
        and levels[-1].indent == line.indent
        and line.kind == FIELD
        and len(levels) > 1
        and levels[-2].indent == line.indent
    ):
        gone.append(levels.pop())  # a list that stands as far out as the field it belongs to
    closed_levels[:] = gone or closed_levels
    if line.kind == WORDS:
        return WORDS
    if not levels and not gone:
        levels.append(OutlineLevel(line.indent, line.kind, [line], _opens(line)))
        return None
    top = levels[-1] if levels else None
    if top and top.indent == line.indent and top.kind == line.kind:
        top.lines.append(line)
        top.open = _opens(line)
        return None
    if (
        top
        and top.open
        and not gone
        and (top.indent < line.indent or (line.kind == ENTRY and top.kind == FIELD and top.indent == line.indent))
    ):
        top.open = False
        levels.append(OutlineLevel(line.indent, line.kind, [line], _opens(line)))
        return None
    return top or gone[-1]


def _opens(line: OutlineLine) -> bool:
    """Whether other lines may stand below this one."""
    rest = re.sub("^(?:- +)+", "", line.text)
    if line.kind == ENTRY:
        return rest in ("", "-")
    key = KEY.match(rest)
    return bool(key and re.fullmatch(r"\s*(#.*)?", rest[key.end() :]))


def _blame(
    line: OutlineLine,
    outline: list[OutlineLine],
    position: int,
    levels: list[OutlineLevel],
    closed_levels: list[OutlineLevel],
    before: OutlineLine | None,
    clash: OutlineLevel,
) -> Fault:
    """Which line to blame for one that fits nowhere, and where it should stand."""
    previous = outline[position - 1] if position else None
    after = outline[position + 1] if position + 1 < len(outline) else None
    open_fields = [
        level
        for level in closed_levels
        if level.kind == FIELD
        and line.kind == ENTRY
        and level.indent == line.indent + 2
        and not any(other.kind == ENTRY and other.indent == line.indent for other in closed_levels)
    ]
    if open_fields and re.match("- +", line.text) and KEY.match(line.text[2:]):
        return Fault(open_fields[-1].lines[0], None, None, why="dash")
    outer = next((at for at in range(position - 1, -1, -1) if outline[at].indent < line.indent), None)
    if (
        outer is not None
        and outline[outer].kind == line.kind
        and any(level.indent == line.indent and level.kind == line.kind for level in _levels_before(outline, outer))
    ):
        return Fault(outline[outer], line.indent, line)  # stands further out than the lines above and below it
    if not levels and previous and position == 1:
        return Fault(previous, line.indent, line)
    if (
        previous
        and previous.kind == FIELD == line.kind
        and previous.indent < line.indent
        and position > 1
        and _waits(outline, position - 1)
    ):
        return Fault(previous, line.indent, line)
    if clash.indent == line.indent and clash.kind == FIELD and line.kind == ENTRY and not closed_levels:
        return Fault(line, None, clash.lines[0], why="mixed")
    same_kind = [
        level for level in [*levels, *closed_levels] if level.kind == line.kind and level.indent != line.indent
    ]
    alike = [
        level
        for level in same_kind
        if line.kind == FIELD or bool(KEY.match(level.lines[0].text[2:])) == bool(KEY.match(line.text[2:]))
    ] or same_kind
    if not alike:
        return Fault(line, None, None)
    inner = (
        after.indent - 2
        if after and after.kind == FIELD and line.kind == ENTRY
        else after.indent
        if after and after.kind == line.kind
        else -1
    )
    same = before.indent if before and before.kind == line.kind else -1
    best = min(
        alike,
        key=lambda level: (level.indent != inner, abs(level.indent - line.indent), level.indent != same, -level.indent),
    )
    deeper = (
        previous
        and previous.kind == FIELD
        and line.kind == FIELD
        and line.indent > previous.indent
        and line.indent - best.indent >= 2
    )
    equal = next(
        (
            level
            for level in alike
            if inner < 0
            and level.indent != best.indent
            and abs(level.indent - line.indent) == abs(best.indent - line.indent)
        ),
        None,
    )
    holds_value = deeper and previous is not None and best.lines[-1].number == previous.number
    return Fault(line, best.indent, best.lines[-1], equal.lines[-1] if equal else None, "valued" if holds_value else "")


def _levels_before(outline: list[OutlineLine], position: int) -> list[OutlineLevel]:
    """The levels that are open before a line of a sound outline."""
    levels: list[OutlineLevel] = []
    for line in outline[:position]:
        for step, part in enumerate(_parts(line)):
            _place(part, levels, [], first=not step)
    return levels


def _waits(outline: list[OutlineLine], position: int) -> bool:
    """Whether the line before this one waits for something below it, and this one, which stands no further in, cannot
    be it.
    """
    levels = _levels_before(outline, position)
    return bool(levels) and levels[-1].open and outline[position].indent <= levels[-1].indent
