"""Plain text and Markdown -> passages: a line is a paragraph, lines between bars are a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.importing.passages import Block, Passage, PassageKind, Reading, Table

MARKED = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
BULLET = re.compile(r"\s*[-*+•·●◆■]\s+(?=\S)")
SEPARATOR = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*")


def read(text: str) -> Reading:
    """The passages of a text. Marks of Markdown that only lay it out are no part of them."""
    return Reading(tuple(_blocks(text.split("\n"))))


def _blocks(lines: list[str]) -> Iterator[Block]:
    at, table = 0, 0
    while at < len(lines):
        line = lines[at]
        if line.lstrip().startswith("|") and line.count("|") >= 2:
            end = at
            while end < len(lines) and lines[end].lstrip().startswith("|"):
                end += 1
            table += 1
            yield _table(lines[at:end], table)
            at = end
            continue
        at += 1
        if not line.strip() or re.fullmatch(r"\s*([-*_=])(\s*\1){2,}\s*", line):
            continue
        heading = MARKED.fullmatch(line.strip())
        words = heading[2] if heading else BULLET.sub("", line.strip())
        strong = re.fullmatch(r"(\*\*|__)(.+?)\1", words)
        words = re.sub(r"(\*\*|__)(.+?)\1", r"\2", words)
        yield Passage(
            PassageKind.TEXT, words, f"第 {at} 行", level=len(heading[1]) if heading else 0, strong=bool(strong)
        )


def _table(lines: list[str], number: int) -> Table:
    rows: list[tuple[Passage, ...]] = []
    for line in lines:
        if SEPARATOR.fullmatch(line):
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))]
        row = len(rows) + 1
        rows.append(
            tuple(
                Passage(PassageKind.CELL, re.sub("<br ?/?>", "\n", cell), f"表 {number} 第 {row} 行第 {column} 列")
                for column, cell in enumerate(cells, 1)
            )
        )
    return Table(tuple(rows), f"表 {number}")
