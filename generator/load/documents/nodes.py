"""The nodes of YAML text, by libyaml, with the tags of this project's YAML and nothing deeper than it may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from generator.problems import Place, Problem, ProblemsFound

MAX_DEPTH = 24
MOST_NODES = 20_000
"""Keys, values and lists of one file, a tenfold of what the largest handbooks have in one."""
SCALAR = re.compile(
    r"""(?: (?P<null> ~ | null | ) | (?P<bool> true | false )
    | (?P<int> [-+]? (?: 0 | [1-9][0-9]{0,14} ) ) | (?P<float> [-+]? (?: 0 | [1-9][0-9]{0,14} ) \. [0-9]{1,15} ) )""",
    re.VERBOSE,
)
MAKE: Mapping[str, Callable[[str], str | int | float | bool | None]] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": lambda text: text == "true",
    "null": lambda text: None,
}
"""The value of a scalar by the tag that it was composed with."""


if TYPE_CHECKING:
    from yaml import SafeLoader as FastestLoader
else:
    FastestLoader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class StrictLoader(FastestLoader):
    """Composes nodes tagged str, int, float, bool, null, map or seq; nothing else comes about without an explicit
    tag.
    """

    depth = 0
    nodes = 0

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """Called by the composer for every node without a tag."""
        if kind is not yaml.ScalarNode:
            return "map" if kind is yaml.MappingNode else "seq"
        match = SCALAR.fullmatch(value) if implicit[0] else None
        return (match and match.lastgroup) or "str"

    def descend_resolver(self, parent: yaml.Node, *_: object) -> None:
        """Called before every node: deep nesting must be stopped here, since libyaml itself crashes on it."""
        self.depth += 1
        self.nodes += 1
        if self.depth > MAX_DEPTH:
            self._refuse(parent, "E110", f"嵌套超过 {MAX_DEPTH} 层", "请检查缩进和括号")
        if self.nodes > MOST_NODES:
            self._refuse(parent, "E100", f"文件里有 {MOST_NODES} 多项内容，太多了", "请拆分成多个文件")

    def _refuse(self, parent: yaml.Node, code: str, message: str, hint: str) -> NoReturn:
        mark = parent.start_mark
        place = Place("", mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
        raise ProblemsFound(Problem(code, message, place, hint))

    def ascend_resolver(self) -> None:
        """Called after every node."""
        self.depth -= 1


def events(text: str) -> Iterator[yaml.Event]:
    """What the parser meets in a sound text, one after another: unlike nodes, events keep anchors and written tags."""
    return yaml.parse(text, Loader=FastestLoader)


def compose(text: str) -> yaml.Node | None:
    """Text -> its one document, or None where it holds none.

    Raises yaml.MarkedYAMLError, or ProblemsFound (without the name of the file) where it is nested too deeply.
    """
    loader = StrictLoader(text)
    try:
        root: yaml.Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return root


def place_of(file: str, node: yaml.Node, head: bool = False) -> Place:
    """Where a node stands; with `head` only the first key or character of a collection."""
    start, end = node.start_mark, node.end_mark
    if head and isinstance(node, yaml.MappingNode) and node.value:
        end = node.value[0][0].end_mark
    elif head:
        return Place(file, start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Place(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
