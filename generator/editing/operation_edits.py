"""The edits of a file's text that do what an operation asks: as few characters as that takes."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from generator.authoring.text_edits import Edit, NoPlace
from generator.editing.operations import Clear, Insert, Move, Operation, Put, Remove, part_at, part_in
from generator.editing.value_text import Scalar, entry_lines, field_lines, in_brackets, scalar_text
from generator.load.documents import Spot, YamlFile
from generator.model import DataPath, hints, unwrap, variant


def edits_of(operation: Operation, file: YamlFile, cls: type) -> list[Edit]:
    """The edits of a file of a model class. Raises NoPlace or KeyError where they cannot be told."""
    return _Writer(file, cls).edits(operation)


class _Chunk(NamedTuple):
    """The text of one entry, with the comments that belong to it."""

    start: int
    end: int


class _Writer:
    """Finds the edits of one file."""

    def __init__(self, file: YamlFile, cls: type) -> None:
        self.file, self.text, self.cls = file, file.text, cls

    def edits(self, operation: Operation) -> list[Edit]:
        match operation:
            case Put(path, value):
                return self._put(path, value)
            case Clear(path):
                return self._clear(path)
            case Insert(path, position, value):
                return self._insert(path, position, value)
            case Remove(path, position):
                return self._remove(path, position)
            case Move(path, position, target):
                return self._move(path, position, target)

    def _put(self, path: DataPath, value: Any) -> list[Edit]:
        holder = part_at(self.file.data, path[:-1])
        if holder is None:
            return self._put(path[:-1], {path[-1]: value})
        step = path[-1]
        if isinstance(holder, dict) and step not in holder:
            return [self._addition(path, value)]
        spot, old = self.file.spot(path), holder[step]
        if not isinstance(old, dict | list) and not isinstance(value, dict | list):
            return [self._exchange(path, spot, value)]
        return [self._replacement(path, spot, value)]

    def _exchange(self, path: DataPath, spot: Spot, value: Scalar) -> Edit:
        """A scalar for a scalar, in the quotation marks that the old one had."""
        end = self._end(spot)
        if spot.start == spot.end:  # nothing stands there, as in `phase:`
            return Edit(spot.start, spot.start, f" {scalar_text(value, 'field')}")
        mark = self.text[spot.start] if not spot.is_plain and self.file.raw(path) else ""
        kind = "entry" if isinstance(path[-1], int) else "field"
        where = f"{kind} in brackets" if spot.in_brackets else kind
        if mark == "|" and isinstance(value, str):
            return self._block_text(spot, end, value)
        return Edit(spot.start, end, scalar_text(value, where, mark if mark in ("'", '"') else ""))

    def _block_text(self, spot: Spot, end: int, value: str) -> Edit:
        """The lines of a text that is written below its key, those that differ exchanged."""
        head, _, body = self.text[spot.start : end].partition("\n")
        indent = re.match(" *", body)
        if not re.fullmatch(r"\|[-+]?", head) or not indent:
            raise NoPlace
        lines = "\n".join(f"{indent[0]}{line}" if line else "" for line in value.rstrip("\n").split("\n"))
        return Edit(spot.start + len(head) + 1, end, lines)

    def _replacement(self, path: DataPath, spot: Spot, value: Any) -> Edit:
        """A value of several parts for what stands there."""
        cls, name = self._class_of(path[:-1]), path[-1]
        if spot.in_brackets:
            return Edit(spot.start, spot.end, in_brackets(value))
        if isinstance(name, int):
            lines = entry_lines(cls, value)
            lines[0] = lines[0].removeprefix("- ")
            return Edit(spot.start, self._end(spot), _indented(lines, spot.column))
        lines = field_lines(cls, name, value)
        return Edit(spot.key, self._end(spot), _indented(lines, spot.column))

    def _addition(self, path: DataPath, value: Any) -> Edit:
        """A field that is not there yet, after those that are declared before it."""
        cls, name = self._class_of(path[:-1]), str(path[-1])
        holder: dict[str, Any] = part_in(self.file.data, path[:-1])
        names = [declared.name for declared in fields(cls)] if is_dataclass(cls) else []
        before = names[: names.index(name)] if name in names else list(holder)
        ahead = [known for known in before if known in holder]
        if not holder:
            spot = self.file.spot(path[:-1])
            inside = f"{name}: {in_brackets(value)}"
            return Edit(spot.start, spot.end, "{" + inside + "}")
        if not ahead:
            first = min(holder, key=lambda known: self.file.spot((*path[:-1], known)).key)
            spot = self.file.spot((*path[:-1], first))
            if spot.in_brackets:
                return Edit(spot.key, spot.key, f"{name}: {in_brackets(value)}, ")
            lines = field_lines(cls, name, value)
            return Edit(spot.key, spot.key, _indented(lines, spot.column) + "\n" + " " * spot.column)
        spot = self.file.spot((*path[:-1], ahead[-1]))
        if spot.in_brackets:
            return Edit(spot.end, spot.end, f", {name}: {in_brackets(value)}")
        end = self._line_end(self._end(spot))
        return Edit(end, end, "\n" + " " * spot.column + _indented(field_lines(cls, name, value), spot.column))

    def _clear(self, path: DataPath) -> list[Edit]:
        spot, text = self.file.spot(path), self.text
        names = list(part_in(self.file.data, path[:-1]))
        if spot.in_brackets:
            if after := re.compile(r"\s*,[ ]*").match(text, spot.end):
                return [Edit(spot.key, after.end(), "")]
            before = re.compile(r",\s*$").search(text, 0, spot.key)
            return [Edit(before.start() if before else spot.key, spot.end, "")]
        if len(names) == 1 and path[:-1]:
            return self._emptied(path[:-1], "{}")
        line = text.rfind("\n", 0, spot.key) + 1
        end = self._line_end(self._end(spot))
        if not text[line : spot.key].strip():
            return [Edit(line, end + 1, "") if end < len(text) else Edit(max(line - 1, 0), end, "")]
        # The first field of an entry shares its line with the dash: the next one takes its place.
        following = min(
            (self.file.spot((*path[:-1], name)).key for name in names if name != path[-1]), key=lambda key: key
        )
        if following < spot.key or text[end:following].strip():
            raise NoPlace
        return [Edit(spot.key, following, "")]

    def _emptied(self, path: DataPath, brackets: str) -> list[Edit]:
        """What is left of a list or group whose last part goes."""
        spot = self.file.spot(path)
        if isinstance(path[-1], int):
            return [Edit(spot.start, self._end(spot), brackets)]
        return [Edit(spot.key, self._end(spot), f"{path[-1]}: {brackets}")]

    def _insert(self, path: DataPath, position: int, value: Any) -> list[Edit]:
        entries = part_in(self.file.data, path[:-1]).get(path[-1])
        if not entries:
            return self._put(path, [value])
        inner = self._inner(path)
        chunks = self._chunks(path, len(entries))
        first = self.file.spot((*path, 0))
        if first.in_brackets:
            written = in_brackets(value, "entry in brackets")
            if position >= len(entries):
                return [Edit(chunks[-1].end, chunks[-1].end, f", {written}")]
            return [Edit(chunks[position].start, chunks[position].start, f"{written}, ")]
        indent = self._dash(first)
        beside = self.file.spot((*path, max(position - 1, 0)))
        written_beside = self.text[beside.start : self._end(beside)]
        in_one_line = written_beside.startswith("{") and "\n" not in written_beside
        lines = [f"- {in_brackets(value, 'entry')}"] if in_one_line else entry_lines(inner, value)
        body = " " * indent + _indented(lines, indent)
        near = max(min(position, len(chunks) - 1), 1)
        gap = self.text[chunks[near - 1].end : chunks[near].start] if len(chunks) > 1 else "\n"
        gap = gap if not gap.strip() else "\n"
        if position >= len(entries):
            return [Edit(chunks[-1].end, chunks[-1].end, gap + body)]
        return [Edit(chunks[position].start, chunks[position].start, body + gap)]

    def _remove(self, path: DataPath, position: int) -> list[Edit]:
        entries = part_in(self.file.data, path)
        if len(entries) == 1:
            return self._emptied(path, "[]")
        chunks = self._chunks(path, len(entries))
        if position + 1 < len(chunks):
            return [Edit(chunks[position].start, chunks[position + 1].start, "")]
        return [Edit(chunks[position - 1].end, chunks[position].end, "")]

    def _move(self, path: DataPath, position: int, target: int) -> list[Edit]:
        entries = part_in(self.file.data, path)
        chunks = self._chunks(path, len(entries))
        low, high = sorted((position, target))
        texts = [self.text[chunk.start : chunk.end] for chunk in chunks]
        gaps = [self.text[one.end : other.start] for one, other in pairwise(chunks)]
        texts.insert(target, texts.pop(position))
        written = texts[low] + "".join(gaps[at] + texts[at + 1] for at in range(low, high))
        return [Edit(chunks[low].start, chunks[high].end, written)]

    def _chunks(self, path: DataPath, count: int) -> list[_Chunk]:
        """The texts of the entries of a list. Raises NoPlace where one shares a line with something else."""
        chunks: list[_Chunk] = []
        for position in range(count):
            spot = self.file.spot((*path, position))
            if spot.in_brackets:
                chunks.append(_Chunk(spot.start, spot.end))
                continue
            dash = self._dash(spot)
            line = self.text.rfind("\n", 0, spot.key) + 1
            start = self._above(line, chunks[-1].end if chunks else 0, dash)
            chunks.append(_Chunk(start, self._below(self._line_end(self._end(spot)), dash)))
        return chunks

    def _above(self, line: int, least: int, indent: int) -> int:
        """Where the comments begin that stand right above a line, as far in as it does."""
        while line > least:
            before = self.text.rfind("\n", 0, line - 1) + 1
            comment = re.fullmatch(r"( *)#.*\n", self.text[before:line])
            if not comment or before < least or len(comment[1]) != indent:
                break
            line = before
        return line

    def _below(self, end: int, dash: int) -> int:
        """Where the comments end that stand below an entry and further in than it."""
        while comment := re.compile(r"\n( *)#[^\n]*").match(self.text, end):
            if len(comment[1]) <= dash:
                break
            end = comment.end()
        return end

    def _dash(self, spot: Spot) -> int:
        """The column of the dash of an entry. Raises NoPlace where another dash stands before it."""
        line = self.text.rfind("\n", 0, spot.key) + 1
        lead = re.fullmatch(r"( *)- +", self.text[line : spot.key])
        if not lead:
            raise NoPlace
        return len(lead[1])

    def _end(self, spot: Spot) -> int:
        """Where a value ends, without the line end that a text below its key includes."""
        return spot.start + len(self.text[spot.start : spot.end].rstrip())

    def _line_end(self, index: int) -> int:
        """The end of the line, where only a comment may follow. Raises NoPlace."""
        rest = re.compile(r"(?:[ \t]*|[ \t]+#[^\n]*)(?=\n|$(?![\s\S]))").match(self.text, index)
        if not rest:
            raise NoPlace
        return rest.end()

    def _class_of(self, path: DataPath) -> type:
        """The model class of what stands at a path."""
        cls, data = self.cls, self.file.data
        cls = variant(cls, data.get("kind"))
        part: Any = data
        for step in path:
            part = part.get(step) if isinstance(part, dict) else part[step]
            if isinstance(step, str):
                cls = unwrap(hints(cls)[step])
            if isinstance(part, dict):
                cls = variant(cls, part.get("kind"))
        return cls

    def _inner(self, path: DataPath) -> type:
        """The type of the entries of the list at a path."""
        inner: type = unwrap(hints(self._class_of(path[:-1]))[str(path[-1])])
        return inner


def _indented(lines: list[str], indent: int) -> str:
    """Lines of which the first stands already where it should."""
    return ("\n" + " " * indent).join(lines)
