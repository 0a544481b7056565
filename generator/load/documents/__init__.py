"""YAML text -> plain data, strictly, with the position of anything in it.

Parsed once by libyaml. Scalars follow the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema) without
octal, hexadecimal and exponents: `09:00`, `yes`, `007` and `2026-01-01` stay text. What business authors never mean is
refused: duplicate keys, anchors, tags, several documents, invisible characters, deep nesting, oversize files.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.load.documents.dropped_text import dropped
from generator.load.documents.nodes import compose, place_of
from generator.load.documents.text import INVISIBLE, MAX_BYTES, decode, place_at, read_text, refuse, refuse_invisible
from generator.load.documents.values import value_of
from generator.load.syntax import explain
from generator.model import DataPath, placeholders
from generator.problems import Place, Problem, ProblemsFound

__all__ = ["MAX_BYTES", "Spot", "YamlFile", "decode", "parse", "read", "read_text"]


class Spot(NamedTuple):
    """Where a value stands in the text of its file, in characters from its beginning."""

    key: int
    """Where its key begins; of an entry of a list, where the entry does."""
    start: int
    end: int
    column: int
    """The column of its key, from 0."""
    in_brackets: bool
    """Whether it stands in a list or group that is written in brackets."""
    is_plain: bool
    """Whether it is a text without quotes."""


class YamlFile:
    """The data of one file, and the position of anything in it."""

    def __init__(self, file: str, text: str, data: dict[str, Any], dropped: tuple[Problem, ...] = ()):
        self.file, self.text, self.data = file, text, data
        self.dropped = dropped
        """The mistakes of words that stand in the text and not in the data."""
        self._keys: dict[int, dict[str | int, tuple[yaml.Node, yaml.Node]]] = {}

    @cached_property
    def figures(self) -> tuple[tuple[DataPath, str], ...]:
        """Every figure that its texts take, as (path, name as written)."""
        return tuple(placeholders(self.data))

    @cached_property
    def _root(self) -> yaml.Node:
        # Parsed again, but only for a file that has a problem: keeping every node tree would cost 20 times the file.
        root = compose(self.text)
        if root is None:
            raise ValueError(f"{self.file} holds no document")
        return root

    def _by_key(self, node: yaml.MappingNode) -> dict[str | int, tuple[yaml.Node, yaml.Node]]:
        """The keys and values of a mapping by key; kept, since each of thousands of mistakes asks for it."""
        if id(node) not in self._keys:
            self._keys[id(node)] = {key.value: (key, value) for key, value in node.value}
        return self._keys[id(node)]

    def _node(self, path: DataPath) -> tuple[yaml.Node | None, yaml.Node]:
        """(key, value) at path. Where it does not exist: no key, and the nearest existing ancestor."""
        key: yaml.Node | None = None
        node = self._root
        for step in path:
            key_and_node = None
            if isinstance(node, yaml.MappingNode):
                key_and_node = self._by_key(node).get(step)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                key_and_node = (node.value[step], node.value[step])
            if key_and_node is None:
                return None, node
            key, node = key_and_node
        return key, node

    def spot(self, path: DataPath) -> Spot:
        """Where the value at path and its key stand in the text. Raises KeyError if nothing is there."""
        name, node = self._node(path)
        if name is None:
            raise KeyError(path)
        _, holder = self._node(path[:-1])
        last = node  # the mark behind a block stands behind the comments that follow it
        while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
            last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
        return Spot(
            name.start_mark.index,
            node.start_mark.index,
            last.end_mark.index,
            name.start_mark.column,
            isinstance(holder, yaml.CollectionNode) and bool(holder.flow_style),
            isinstance(node, yaml.ScalarNode) and not node.style,
        )

    def place(self, path: DataPath, key: bool = False, word: str = "") -> Place:
        """Where the value (or with `key` its key, or the first `word` in it) at path stands; what does not exist is
        shown at the thing that should hold it.
        """
        name, node = self._node(path)
        if word and (inside := self.text.find(word, node.start_mark.index, node.end_mark.index)) >= 0:
            return place_at(self.file, self.text, inside, len(word))
        if name is not None and (key or node.start_mark.index == node.end_mark.index):
            return place_of(self.file, name)
        return place_of(self.file, node, head=not isinstance(node, yaml.ScalarNode))

    def raw(self, path: DataPath) -> str:
        """The scalar at path as it was written, without quotes; empty for anything else."""
        _, node = self._node(path)
        return node.value if isinstance(node, yaml.ScalarNode) else ""


def read(path: Path, name: str) -> YamlFile:
    """Read one file. `name` is how problems call it. Raises ProblemsFound if it cannot be read any further."""
    return parse(read_text(path, name), name)


def parse(text: str, name: str) -> YamlFile:
    """Text of one file -> its data. Raises ProblemsFound if it is not what the project calls YAML."""
    if unseen := INVISIBLE.search(text):
        refuse_invisible(unseen[0], place_at(name, text, unseen.start()))
    if conflict := re.search(r"^(<{7}|={7}|>{7})( |$)", text, re.MULTILINE):
        refuse(
            "E104",
            "文件里有没有解决的合并冲突",
            place_at(name, text, conflict.start(), 7),
            "请只保留需要的一份，删掉 <<<<<<<、=======、>>>>>>> 三行",
        )
    try:
        node = compose(text)
    except yaml.MarkedYAMLError as error:
        raise ProblemsFound(explain(error, text, name)) from None
    except ProblemsFound as error:
        problem = error.problems[0]
        place = Place(name, problem.place.line, problem.place.column, problem.place.end_line, problem.place.end_column)
        raise ProblemsFound(Problem(problem.code, problem.message, place, problem.hint)) from None
    if node is None:
        refuse("E105", "文件是空的", Place(name), "请写上内容；不需要的文件请删除")
    if not isinstance(node, yaml.MappingNode):
        colon = "：" in text or re.search(r"^\w+:\S", text, re.MULTILINE)
        refuse(
            "E106",
            "文件最外层应是一组「字段: 值」",
            place_of(name, node, head=True),
            "冒号要用英文半角「:」，后面加一个空格" if colon else "第一行就从字段名写起，例如「id: customer-visit」",
        )
    return YamlFile(
        name,
        text,
        value_of(node, name, set(), text.split("\n")),
        tuple(dropped(node, text, name)),
    )
