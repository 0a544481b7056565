"""The values of YAML nodes; what business authors never mean is refused."""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.load.documents.nodes import MAKE, place_of
from generator.load.documents.swallowed_text import refuse_swallowed
from generator.load.documents.text import INVISIBLE, refuse, refuse_invisible
from generator.problems import Place, Problem, ProblemsFound

LONGEST_TEXT = 20_000
"""In characters: the longest of the shipped handbook has some hundred."""


def value_of(node: yaml.Node, name: str, seen: set[yaml.Node], lines: list[str]) -> Any:
    """Nodes -> dict, list, str, int, float, bool, None. `lines` are those of the file."""
    if node in seen:
        refuse(
            "E107",
            "不支持 YAML 的引用写法（& 和 *）",
            place_of(name, node, head=True),
            "如果想写星号等符号，请给整段文字加英文双引号",
        )
    seen.add(node)
    if isinstance(node, yaml.ScalarNode) and node.tag in MAKE:
        return _scalar(node, name, lines)
    if isinstance(node, yaml.SequenceNode) and node.tag == "seq":
        return _list(node, name, seen, lines)
    if isinstance(node, yaml.MappingNode) and node.tag == "map":
        return _mapping(node, name, seen, lines)
    refuse(
        "E111",
        f"不支持 YAML 标签「{node.tag.replace('tag:yaml.org,2002:', '!!')}」",
        place_of(name, node, head=True),
        "如果想写感叹号，请给整段文字加英文双引号",
    )


def _scalar(node: yaml.ScalarNode, name: str, lines: list[str]) -> str | int | float | bool | None:
    if len(node.value) > LONGEST_TEXT:
        message = f"这段文字有 {len(node.value)} 个字，最多 {LONGEST_TEXT} 个"
        refuse("E100", message, place_of(name, node, head=True), "请拆成几段，或检查引号有没有配对")
    if node.tag == "str" and node.style == '"' and (unseen := INVISIBLE.search(node.value)):
        refuse_invisible(unseen[0], place_of(name, node))  # written as an escape, such as "\\u200b"
    if node.tag == "str" and not node.style:
        if node.start_mark.line != node.end_mark.line:
            refuse_swallowed(node, name, lines)
        return str(node.value).strip("\u3000")  # as a space would be
    return MAKE[node.tag](node.value)


def _list(node: yaml.SequenceNode, name: str, seen: set[yaml.Node], lines: list[str]) -> list[Any]:
    for entry in node.value if node.flow_style else ():
        if entry.tag == "str" and not entry.style and re.search("[，、]", entry.value):
            refuse(
                "E114",
                "方括号里的分隔符是全角的「，」或「、」",
                place_of(name, entry),
                "请改用英文逗号加一个空格「, 」；是文字里的标点就给那一项加英文双引号",
            )
    return [value_of(entry, name, seen, lines) for entry in node.value]


def _mapping(node: yaml.MappingNode, name: str, seen: set[yaml.Node], lines: list[str]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    keys: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.tag not in MAKE:
            refuse(
                "E108",
                "字段名只能是文字，不能是列表或花括号",
                place_of(name, key, head=True),
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
            refuse(
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
                    place_of(name, key),
                    "同一层里每个字段只写一次；如果是列表，每一项前面要加「- 」",
                    related=((place_of(name, keys[word]), "第一次写在这里"),),
                )
            )
        if not word or word != word.strip():
            refuse(
                "E109",
                "字段名前后有空格（可能是全角空格）" if word else "字段名是空的",
                place_of(name, key),
                "缩进请只用半角空格，字段名后面紧跟英文冒号",
            )
        if node.flow_style and value.start_mark.index == value.end_mark.index:
            refuse(
                "E113",
                f"花括号里的「{word}」没有值",
                place_of(name, key),
                "冒号要用英文半角「:」，后面加一个空格"
                if re.search("[:：]", word)
                else f'引用参数要加英文双引号："{{{word}}}"'
                if re.fullmatch("[a-z][a-z0-9-]*", word)
                else "花括号在 YAML 里有特殊含义；如果只是文字，请给整段加英文双引号",
            )
        if not node.flow_style and not key.style and (half := re.match("[a-z_]+(：)", word)):
            line, column = key.start_mark.line + 1, key.start_mark.column + half.start(1) + 1
            refuse(
                "E199",
                "冒号是全角的「：」",
                Place(name, line, column, line, column + 1),
                "请改成英文半角冒号加一个空格「: 」",
            )
        if node.flow_style and re.search("[，：]", word):
            refuse(
                "E114",
                "花括号里用了全角的「，」或「：」",
                place_of(name, key),
                "请改成英文半角的逗号、冒号，后面各加一个空格",
            )
        data[word], keys[word] = value_of(value, name, seen, lines), key
    return data
