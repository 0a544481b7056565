"""Text that YAML drops without a word: comments that begin in the middle of a line, anchors and tags before a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from generator.load.documents.nodes import events
from generator.load.hints.quotation import quoted_or_told
from generator.problems import Level, Place, Problem

COMMENT = re.compile(r"[\s,]*(#.*)")
"""What follows a value on its line, and is no part of it."""
BLOCK_HEADER = re.compile(r"[|>][-+0-9]*\s*(#.*)")
NEXT_LINE = re.compile(r"( +)(#(?![#\s]|[a-z_]+:|- ).*)")
"""A comment on a line of its own that reads like text: no space after its sign, no field that was put out of use."""
ID_LIKE = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9.-]*")
CHINESE = re.compile("[\u4e00-\u9fff]")
PROPERTY = re.compile(r"(?:^|[\s\[{,])[&!]\S*", re.MULTILINE)
"""What may be an anchor or a tag."""
IS_COMMENT = "；是注释就单独写一行，以「# 」开头"


def dropped(root: yaml.Node, text: str, name: str) -> Iterator[Problem]:
    """The problems of a file's text that does not arrive in its data. `root` is the composed file, `name` what problems
    call it.
    """
    lines = text.split("\n")
    if "#" in text:
        todo: list[tuple[yaml.Node, int]] = [(root, -1)]
        while todo:
            node, column = todo.pop()
            if isinstance(node, yaml.MappingNode):
                todo += [(value, key.start_mark.column) for key, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                todo += [(entry, -1 if node.flow_style else node.start_mark.column) for entry in node.value]
            yield from _comments(node, column, lines, name)
    if PROPERTY.search(text):
        yield from _properties(text, lines, name)


def _comments(node: yaml.Node, column: int, lines: list[str], name: str) -> Iterator[Problem]:
    """The comments after a value that read like the rest of it. `column` is where its key or its list begins."""
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        number, start = node.start_mark.line, node.start_mark.column
        if (match := BLOCK_HEADER.match(lines[number][start:])) and not match[1].startswith("# "):
            yield _cut(name, number, start + match.start(1), match[1], f"把「{match[1].rstrip()}」写到下一行")
        return
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        return
    number, end = node.end_mark.line, node.end_mark.column
    value = node.value if isinstance(node, yaml.ScalarNode) and not node.style else None
    if number < len(lines) and (match := COMMENT.match(lines[number][end:])):
        comment = match[1].rstrip()
        if not comment.removeprefix("#").strip() or (re.match("#+ ", comment) and not CHINESE.search(value or "")):
            return
        words = node.value if isinstance(node, yaml.ScalarNode) else ""
        instead = quoted_or_told(" ".join([*words.split(), comment]))
        if isinstance(node, yaml.CollectionNode):
            instead = "把它写进括号里"
        yield _cut(name, number, end + match.start(1), comment, instead, of_id=bool(ID_LIKE.fullmatch(value or "")))
    elif (
        column >= 0
        and number + 1 < len(lines)
        and CHINESE.search(value or "")
        and (match := NEXT_LINE.fullmatch(lines[number + 1].rstrip()))
        and len(match[1]) > column
    ):
        instead = quoted_or_told(" ".join([*(value or "").split(), match[2]]))
        yield _cut(name, number + 1, len(match[1]), match[2], instead)


def _cut(name: str, line: int, column: int, words: str, instead: str, of_id: bool = False) -> Problem:
    """The problem of words that were taken for a comment; beside an id they are one, and only look like text."""
    words = words.rstrip()
    place = Place(name, line + 1, column + 1, line + 1, column + 1 + len(words))
    message = f"「{words}」被当成注释丢掉了"
    if of_id:
        return Problem("W101", message, place, "是注释就在 # 后加一个空格；不是就删掉", Level.WARNING)
    return Problem("E117", message, place, f"是文字就{instead}{IS_COMMENT}")


def _properties(text: str, lines: list[str], name: str) -> Iterator[Problem]:
    """Anchors (`&VIP 客户`) and tags that say nothing (`! 客户`): both vanish."""
    for event in events(text):
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent) or not (anchor or getattr(event, "tag", None) == "!"):
            continue
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            raise ValueError("an event of a text has its place")
        sign = f"&{anchor}" if anchor else "!"
        rest = lines[start.line][start.column :].rstrip()
        place = Place(name, start.line + 1, start.column + 1, start.line + 1, start.column + 1 + len(sign))
        is_text = isinstance(event, yaml.ScalarEvent) and not event.style and end.line == start.line
        instead = quoted_or_told(rest) if is_text and _whole(rest) else "给整段加英文双引号"
        yield Problem(
            "E107" if anchor else "E111",
            f"「{sign}」在 YAML 里有特殊含义，不会出现在手册里",
            place,
            f"是文字就{instead}；不是就删掉",
        )


def _whole(rest: str) -> bool:
    """Whether a text goes on to the end of its line, and no bracket or key ends it before."""
    return not re.search(r"[\[\]{},#]|: ", rest)
