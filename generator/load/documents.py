"""YAML text -> plain data, strictly, with the position of anything in it.

Parsed once by libyaml. Scalars follow the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema) without
octal, hexadecimal and exponents: `09:00`, `yes`, `007` and `2026-01-01` stay text. What business authors never mean is
refused: duplicate keys, anchors, tags, several documents, invisible characters, deep nesting, oversize files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from generator.load.syntax import explain
from generator.model import DataPath
from generator.problems import Level, Place, Problem, ProblemsFound

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\uf8ff\ufeff\ufffd-\uffff]"
)
"""Controls, separators that YAML takes for line ends, zero-width, no-break, private and replacement characters. U+3000
is normal in Chinese."""
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
UTF8 = "请用 UTF-8 编码另存（记事本：另存为 → 编码 → UTF-8）"


if TYPE_CHECKING:
    from yaml import SafeLoader as FastestLoader
else:
    FastestLoader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class StrictLoader(FastestLoader):
    """Composes nodes tagged str, int, float, bool, null, map or seq; nothing else comes about without an explicit
    tag.
    """

    depth = 0

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """Called by the composer for every node without a tag."""
        if kind is not yaml.ScalarNode:
            return "map" if kind is yaml.MappingNode else "seq"
        match = SCALAR.fullmatch(value) if implicit[0] else None
        return (match and match.lastgroup) or "str"

    def descend_resolver(self, parent: yaml.Node, *_: object) -> None:
        """Called before every node: deep nesting must be stopped here, since libyaml itself crashes on it."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            mark = parent.start_mark
            raise ProblemsFound(
                Problem(
                    "E110",
                    f"嵌套超过 {MAX_DEPTH} 层",
                    Place("", mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2),
                    "请检查缩进和括号",
                )
            )

    def ascend_resolver(self) -> None:
        """Called after every node."""
        self.depth -= 1


class YamlFile:
    """The data of one file, and the position of anything in it."""

    def __init__(self, file: str, text: str, data: dict[str, Any], warnings: tuple[Problem, ...] = ()):
        self.file, self.text, self.data, self.warnings = file, text, data, warnings

    @cached_property
    def _root(self) -> yaml.Node:
        # Parsed again, but only for a file that has a problem: keeping every node tree would cost 20 times the file.
        root = _compose(self.text)
        if root is None:
            raise ValueError(f"{self.file} holds no document")
        return root

    def _node(self, path: DataPath) -> tuple[yaml.Node | None, yaml.Node]:
        """(key, value) at path. Where it does not exist: no key, and the nearest existing ancestor."""
        key: yaml.Node | None = None
        node = self._root
        for step in path:
            key_and_node = None
            if isinstance(node, yaml.MappingNode):
                key_and_node = next(((k, v) for k, v in node.value if k.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                key_and_node = (node.value[step], node.value[step])
            if key_and_node is None:
                return None, node
            key, node = key_and_node
        return key, node

    def place(self, path: DataPath, key: bool = False, word: str = "") -> Place:
        """Where the value (or with `key` its key, or the first `word` in it) at path stands; what does not exist is
        shown at the thing that should hold it.
        """
        name, node = self._node(path)
        if word and (inside := self.text.find(word, node.start_mark.index, node.end_mark.index)) >= 0:
            return _at(self.file, self.text, inside, len(word))
        if name is not None and (key or node.start_mark.index == node.end_mark.index):
            return _place(self.file, name)
        return _place(self.file, node, head=not isinstance(node, yaml.ScalarNode))

    def raw(self, path: DataPath) -> str:
        """The scalar at path as it was written, without quotes; empty for anything else."""
        _, node = self._node(path)
        return node.value if isinstance(node, yaml.ScalarNode) else ""


def read(path: Path, name: str) -> YamlFile:
    """Read one file. `name` is how problems call it. Raises ProblemsFound if it cannot be read any further."""
    if path.is_symlink() or not path.is_file():
        _refuse("E115", "这里要放一个文件", Place(name), "请放文件本身，不要放文件夹、链接或快捷方式")
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            _refuse(
                "E100",
                f"文件有 {size / 1e6:.1f} MB，超过 {MAX_BYTES // 1_000_000} MB",
                Place(name),
                "请拆分成多个文件，图片等附件不要写进 YAML",
            )
        content = path.read_bytes()
    except OSError:
        _refuse("E115", "文件打不开", Place(name), "请检查这个文件有没有读取权限、是不是正被别的程序占用")
    return parse(decode(content, name), name)


def decode(content: bytes, name: str) -> str:
    """UTF-8 with or without byte order mark -> text with plain line ends."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        _refuse(
            "E102", "这是 Word、Excel 一类的文件，不是文字文件", Place(name), "请把内容写成 YAML；原来的文件请移到别处"
        )
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        _refuse("E102", "文件是 UTF-16 编码", Place(name), UTF8)
    try:
        return re.sub("\r\n?", "\n", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line, start = content.count(b"\n", 0, error.start) + 1, content.rfind(b"\n", 0, error.start) + 1
        column = len(content[start : error.start].decode("utf-8-sig", "replace")) + 1
        if error.reason == "unexpected end of data":
            _refuse(
                "E102",
                "文件末尾缺了半个字",
                Place(name, line, column, line, column + 1),
                "多半没有保存完或没有传完，请重新保存，或从代码库恢复",
            )
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        _refuse("E102", "文件不是 UTF-8 编码", Place(name, line, column, line, column + 1), UTF8)
    _refuse("E102", "文件是 GBK/GB18030 编码", Place(name, line, column, line, column + 1), UTF8)


def parse(text: str, name: str) -> YamlFile:
    """Text of one file -> its data. Raises ProblemsFound if it is not what the project calls YAML."""
    if unseen := INVISIBLE.search(text):
        _refuse_unseen(unseen[0], _at(name, text, unseen.start()))
    if conflict := re.search(r"^(<{7}|={7}|>{7})( |$)", text, re.MULTILINE):
        _refuse(
            "E104",
            "文件里有没有解决的合并冲突",
            _at(name, text, conflict.start(), 7),
            "请只保留需要的一份，删掉 <<<<<<<、=======、>>>>>>> 三行",
        )
    try:
        node = _compose(text)
    except yaml.MarkedYAMLError as error:
        raise ProblemsFound(explain(error, text, name)) from None
    except ProblemsFound as error:
        problem = error.problems[0]
        place = Place(name, problem.place.line, problem.place.column, problem.place.end_line, problem.place.end_column)
        raise ProblemsFound(Problem(problem.code, problem.message, place, problem.hint)) from None
    if node is None:
        _refuse("E105", "文件是空的", Place(name), "请写上内容；不需要的文件请删除")
    if not isinstance(node, yaml.MappingNode):
        colon = "：" in text or re.search(r"^\w+:\S", text, re.MULTILINE)
        _refuse(
            "E106",
            "文件最外层应是一组「字段: 值」",
            _place(name, node, head=True),
            "冒号要用英文半角「:」，后面加一个空格" if colon else "第一行就从字段名写起，例如「id: customer-visit」",
        )
    return YamlFile(
        name,
        text,
        _build(node, name, set(), text.split("\n")),
        tuple(_lost_comments(node, text, name)) if "#" in text else (),
    )


def _compose(text: str) -> yaml.Node | None:
    loader = StrictLoader(text)
    try:
        root: yaml.Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return root


def _build(node: yaml.Node, name: str, seen: set[yaml.Node], lines: list[str]) -> Any:
    """Nodes -> dict, list, str, int, float, bool, None. `lines` are those of the file."""
    if node in seen:
        _refuse(
            "E107",
            "不支持 YAML 的引用写法（& 和 *）",
            _place(name, node, head=True),
            "如果想写星号等符号，请给整段文字加英文双引号",
        )
    seen.add(node)
    if isinstance(node, yaml.ScalarNode) and node.tag in MAKE:
        return _scalar(node, name, lines)
    if isinstance(node, yaml.SequenceNode) and node.tag == "seq":
        return _list(node, name, seen, lines)
    if isinstance(node, yaml.MappingNode) and node.tag == "map":
        return _mapping(node, name, seen, lines)
    _refuse(
        "E111",
        f"不支持 YAML 标签「{node.tag.replace('tag:yaml.org,2002:', '!!')}」",
        _place(name, node, head=True),
        "如果想写感叹号，请给整段文字加英文双引号",
    )


def _scalar(node: yaml.ScalarNode, name: str, lines: list[str]) -> str | int | float | bool | None:
    if node.tag == "str" and node.style == '"' and (unseen := INVISIBLE.search(node.value)):
        _refuse_unseen(unseen[0], _place(name, node))  # written as an escape, such as "\\u200b"
    if node.tag == "str" and not node.style:
        if node.start_mark.line != node.end_mark.line:
            _refuse_swallowed(node, name, lines)
        return str(node.value).strip("\u3000")  # as a space would be
    return MAKE[node.tag](node.value)


def _list(node: yaml.SequenceNode, name: str, seen: set[yaml.Node], lines: list[str]) -> list[Any]:
    for entry in node.value if node.flow_style else ():
        if entry.tag == "str" and not entry.style and re.search("[，、]", entry.value):
            _refuse(
                "E114",
                "方括号里的分隔符是全角的「，」或「、」",
                _place(name, entry),
                "请改用英文逗号加一个空格「, 」；是文字里的标点就给那一项加英文双引号",
            )
    return [_build(entry, name, seen, lines) for entry in node.value]


def _mapping(node: yaml.MappingNode, name: str, seen: set[yaml.Node], lines: list[str]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    keys: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.tag not in MAKE:
            _refuse(
                "E108",
                "字段名只能是文字，不能是列表或花括号",
                _place(name, key, head=True),
                "如果想写花括号 { }，请给整段文字加英文双引号",
            )
        word = key.value
        if (
            word in data
            and (deeper := re.match("( *)- ", lines[key.start_mark.line - 1]))
            and len(deeper[1]) >= key.start_mark.column >= 2
        ):
            at, expected = (
                len(deeper[1]) + 1,
                key.start_mark.column - 2,
            )  # the entry above begins another list than its fields say
            line = key.start_mark.line
            _refuse(
                "E199",
                "缩进没有对齐",
                Place(name, line, at, line, at + 1),
                f"这一行缩进了 {at - 1} 格，应缩进 {expected} 格，比下一行的「{word}」少 2 格",
            )
        if word in data:
            raise ProblemsFound(
                Problem(
                    "E101",
                    f"字段「{word}」重复了",
                    _place(name, key),
                    "同一层里每个字段只写一次；如果是列表，每一项前面要加「- 」",
                    related=((_place(name, keys[word]), "第一次写在这里"),),
                )
            )
        if not word or word != word.strip():
            _refuse(
                "E109",
                "字段名前后有空格（可能是全角空格）" if word else "字段名是空的",
                _place(name, key),
                "缩进请只用半角空格，字段名后面紧跟英文冒号",
            )
        if node.flow_style and value.start_mark.index == value.end_mark.index:
            _refuse(
                "E113",
                f"花括号里的「{word}」没有值",
                _place(name, key),
                "冒号要用英文半角「:」，后面加一个空格"
                if re.search("[:：]", word)
                else f'引用参数要加英文双引号："{{{word}}}"'
                if re.fullmatch("[a-z][a-z0-9-]*", word)
                else "花括号在 YAML 里有特殊含义；如果只是文字，请给整段加英文双引号",
            )
        if not node.flow_style and not key.style and (half := re.match("[a-z_]+(：)", word)):
            line, column = key.start_mark.line + 1, key.start_mark.column + half.start(1) + 1
            _refuse(
                "E199",
                "冒号是全角的「：」",
                Place(name, line, column, line, column + 1),
                "请改成英文半角冒号加一个空格「: 」",
            )
        if node.flow_style and re.search("[，：]", word):
            _refuse(
                "E114",
                "花括号里用了全角的「，」或「：」",
                _place(name, key),
                "请改成英文半角的逗号、冒号，后面各加一个空格",
            )
        data[word], keys[word] = _build(value, name, seen, lines), key
    return data


def _refuse_swallowed(node: yaml.Node, name: str, lines: list[str]) -> None:
    """Refuse a text that took in a list entry or a field because that stands too far in."""
    start = node.start_mark.line
    for number in range(start + 1, min(node.end_mark.line + 1, len(lines))):
        if not (match := re.match("([ \t]*)(?:- \\S|([－—•·●▪])|([a-z_]+[:：]))", lines[number])):
            continue
        if marker := re.match(r"( *)([•·●▪①-⑳]|[（(]?[0-9一二三四五六七八九十]+[）)、.．])", lines[start]):
            _refuse(
                "E116",
                "列表的这一项没有以「- 」开头",
                Place(name, start + 1, marker.start(2) + 1, start + 1, marker.end(2) + 1),
                "把编号或圆点改成半角的「- 」：横线加一个空格",
            )
        at, head = len(match[1]), re.match("( *)((?:- +)*)(?:([^:]+):)?", lines[start])
        if head and match[3] and head[3]:
            hint = (
                f"这一行缩进了 {at} 格，应缩进 {head.end(2)} 格，与第 {start + 1} 行的「{head[3]}」左对齐；"
                "冒号用半角，后面加一个空格"
            )
        elif head and head[2] and head.end(2) == node.start_mark.column:
            hint = (
                f"这一行缩进了 {at} 格，应缩进 {len(head[1])} 格，与第 {start + 1} 行的「-」左对齐"
                + "；横线要写成半角的「- 」" * bool(match[2])
            )
        else:
            hint = f"第 {start + 1} 行的文字和下面的列表只能留一样" + "；列表的横线要写成半角的「- 」" * bool(match[2])
        _refuse(
            "E116",
            "这一行缩进太深，被当成了上一行的文字",
            Place(name, number + 1, at + 1, number + 1, match.end() + 1),
            hint,
        )


def _lost_comments(root: yaml.Node, text: str, name: str) -> Iterator[Problem]:
    """Warnings about text that YAML drops as a comment, as in `title: 客户 #1`."""
    lines = text.split("\n")
    todo = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, yaml.CollectionNode):
            todo += [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else node.value
        elif (
            isinstance(node, yaml.ScalarNode)
            and not node.style
            and (lost := re.match(r"\s*(#\S.*)", lines[node.end_mark.line][node.end_mark.column :]))
        ):
            line, column = node.end_mark.line + 1, node.end_mark.column + lost.start(1) + 1
            yield Problem(
                "W101",
                f"「{lost[1].rstrip()}」被当成注释丢掉了",
                Place(name, line, column, line, column + len(lost[1].rstrip())),
                "# 是文字的一部分就请给整段加英文双引号；真是注释请在 # 后加一个空格",
                Level.WARNING,
            )


def _place(file: str, node: yaml.Node, head: bool = False) -> Place:
    """Where a node stands; with `head` only the first key or character of a collection."""
    start, end = node.start_mark, node.end_mark
    if head and isinstance(node, yaml.MappingNode) and node.value:
        end = node.value[0][0].end_mark
    elif head:
        return Place(file, start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Place(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _at(file: str, text: str, index: int, length: int = 1) -> Place:
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    return Place(file, line, column, line, column + length)


def _refuse_unseen(character: str, place: Place) -> NoReturn:
    if character == "\ufffd":
        _refuse("E103", "有乱码字符「\ufffd」", place, "原来的字在转换编码时丢了，请重新输入")
    _refuse(
        "E103",
        f"有看不见的特殊字符 U+{ord(character):04X}",
        place,
        "多半是从网页、微信或 Word 粘贴带来的，请删除后重新输入",
    )


def _refuse(code: str, message: str, place: Place, hint: str) -> NoReturn:
    raise ProblemsFound(Problem(code, message, place, hint))
