"""Lines that the text above takes in, because they stand too far in."""

from __future__ import annotations

import re

import yaml

from generator.load.documents.text import refuse
from generator.problems import Place


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
