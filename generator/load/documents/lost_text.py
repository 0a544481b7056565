"""Text that YAML takes for something else: lines that the text above takes in, text behind # that is a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from generator.load.documents.text import refuse
from generator.problems import Level, Place, Problem


def refuse_swallowed(node: yaml.Node, name: str, lines: list[str]) -> None:
    """Refuse a text that took in a list entry or a field because that stands too far in."""
    start = node.start_mark.line
    for number in range(start + 1, min(node.end_mark.line + 1, len(lines))):
        if not (match := re.match("([ \t]*)(?:- \\S|([－—•·●▪])|([a-z_]+[:：]))", lines[number])):
            continue
        if marker := re.match(r"( *)([•·●▪①-⑳]|[（(]?[0-9一二三四五六七八九十]+[）)、.．])", lines[start]):
            refuse(
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
        refuse(
            "E116",
            "这一行缩进太深，被当成了上一行的文字",
            Place(name, number + 1, at + 1, number + 1, match.end() + 1),
            hint,
        )


def lost_comments(root: yaml.Node, text: str, name: str) -> Iterator[Problem]:
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
