"""The text of a file with some of its characters exchanged: everything else keeps its bytes, line ends among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Set
from typing import NamedTuple

from generator.load.documents import Spot, YamlFile
from generator.model import DataPath

BYTE_ORDER_MARK = "\ufeff"


class Edit(NamedTuple):
    """Characters of a text, counted with plain line ends, and what stands there afterwards."""

    start: int
    end: int
    new: str


class NoPlace(Exception):
    """Words of a value cannot be told apart in the text of its file."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with all edits made."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def edited_bytes(content: bytes, edits: Iterable[Edit]) -> bytes:
    """The content of a file with all edits made; what is new gets the line ends of the file."""
    raw = content.decode()
    lead = len(BYTE_ORDER_MARK) if raw.startswith(BYTE_ORDER_MARK) else 0
    doubled = [match.start() - lead - count for count, match in enumerate(re.finditer("\r\n", raw))]
    line_end = next(iter(re.findall("\r\n?|\n", raw)), "\n")

    def at(index: int) -> int:
        return index + lead + bisect_left(doubled, index)

    return edited(
        raw, (Edit(at(edit.start), at(edit.end), edit.new.replace("\n", line_end)) for edit in edits)
    ).encode()


def exchange(file: YamlFile, path: DataPath, start: int, end: int, new: str) -> Edit:
    """The edit that exchanges the characters of a text, from `start` to `end`, where it is written.

    Raises NoPlace where they are written otherwise than they read.
    """
    spot, value = file.spot(path), file.raw(path)
    source, word = file.text[spot.start : spot.end], re.compile(f"(?={re.escape(value[start:end])})")
    in_value, in_source = ([match.start() for match in word.finditer(text)] for text in (value, source))
    if len(in_value) != len(in_source) or start == end:
        raise NoPlace
    found = spot.start + in_source[in_value.index(start)]
    return Edit(found, found + end - start, new)


def addition(file: YamlFile, path: DataPath, field: str) -> Edit:
    """The edit that writes another field right after the one at the path, whose value is of one line."""
    spot = file.spot(path)
    if spot.in_brackets:
        return Edit(spot.end, spot.end, f", {field}")
    end = file.text.find("\n", spot.end)
    end = len(file.text) if end < 0 else end
    return Edit(end, end, "\n" + " " * spot.column + field)


def removal(file: YamlFile, path: DataPath) -> Edit:
    """The edit that takes a field away, with its line or its comma.

    Raises NoPlace where it shares its line with something else.
    """
    spot, text = file.spot(path), file.text
    if not spot.in_brackets:
        return _line(file, spot, " *")
    if after := re.compile(r"\s*,[ ]*").match(text, spot.end):
        return Edit(spot.key, after.end(), "")
    before = re.compile(r",\s*$").search(text, 0, spot.key)
    return Edit(before.start() if before else spot.key, spot.end, "")


def entry_removals(file: YamlFile, path: DataPath, count: int, gone: Set[int]) -> list[Edit]:
    """The edits that take away some of the `count` entries of the list at the path, but not all.

    Raises NoPlace where one shares its line with something else.
    """
    spots = [file.spot((*path, position)) for position in range(count)]
    first_kept = min(set(range(count)) - gone)
    return [
        _line(file, spots[position], " *- +")
        if not spots[position].in_brackets
        else Edit(spots[position].start, spots[position + 1].start, "")
        if position < first_kept
        else Edit(spots[position - 1].end, spots[position].end, "")
        for position in sorted(gone)
    ]


def _line(file: YamlFile, spot: Spot, lead: str) -> Edit:
    """The edit that takes away the lines of a value, where nothing but `lead` stands before it and nothing behind."""
    text = file.text
    line, end = text.rfind("\n", 0, spot.key) + 1, spot.start + len(text[spot.start : spot.end].rstrip())
    after = re.compile(r"[ \t]*(?:\n|$)").match(text, end)
    if not after or not re.fullmatch(lead, text[line : spot.key]):
        raise NoPlace
    return Edit(line, after.end(), "")
