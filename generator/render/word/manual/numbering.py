"""The numbers of a controlled document: 第一章, 一、, （一）, 1., （1） for headings, 第一条 for rules, 第 1 步 for
steps, 附录 A.

They are real lists (ISO/IEC 29500-1, 17.9): whoever inserts a heading in Word gets all later ones renumbered. The words
are also worked out here, for the entries of the table of contents.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.render.word.manual.wordml import Block, element, part

DIGITS = "零一二三四五六七八九"
CHINESE, FIGURES, LETTERS = "chineseCountingThousand", "decimal", "upperLetter"


class ListLevel(NamedTuple):
    """How one level of a list counts."""

    format: str
    """ST_NumberFormat."""
    text: str
    """What is shown, with %1 for the number of the first level."""
    indent: int = 0
    hanging: int = 0
    """In twentieths of a point; with a hanging indent a tab follows the number, else nothing."""


class ListStyle(NamedTuple):
    """One kind of list: its number among the definitions, and its levels."""

    definition: int
    levels: tuple[ListLevel, ...]


WHOLE = ListStyle(
    0,
    (
        ListLevel(CHINESE, "第%1章　"),
        ListLevel(CHINESE, "%2、"),
        ListLevel(CHINESE, "（%3）"),
        ListLevel(FIGURES, "%4. "),
        ListLevel(FIGURES, "（%5）"),
    ),
)
"""Headings of the handbook or of one chapter of it."""
ALONE = ListStyle(
    0,
    (
        ListLevel(CHINESE, "%1、"),
        ListLevel(CHINESE, "（%2）"),
        ListLevel(FIGURES, "%3. "),
        ListLevel(FIGURES, "（%4）"),
    ),
)
"""Headings of one procedure or policy."""
APPENDIX = ListStyle(1, (ListLevel(LETTERS, "附录 %1　"), ListLevel(FIGURES, "%1.%2　")))
RULES = ListStyle(2, (ListLevel(CHINESE, "第%1条　"), ListLevel(CHINESE, "（%2）", 900, 700)))
STEPS = ListStyle(3, (ListLevel(FIGURES, "第 %1 步　"), ListLevel(FIGURES, "%2.", 340, 340)))
POINTS = ListStyle(4, (ListLevel(FIGURES, "%1.", 420, 420),))

HEADING_NUM, APPENDIX_NUM = 1, 2
"""The numbers of the two lists that run through a whole document; those that begin anew count from the next one."""


def chinese(number: int) -> str:
    """1 -> 一, 12 -> 十二, 20 -> 二十, 105 -> 一百零五; from 1 to 999."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = DIGITS[hundreds] + "百" if hundreds else ""
    text += DIGITS[tens] + "十" if tens else "零" if hundreds and ones else ""
    text = text.removeprefix("一") if text == "一十" else text
    return text + (DIGITS[ones] if ones else "")


def number_text(style: ListStyle, numbers: tuple[int, ...]) -> str:
    """The number of an entry in words, given the numbers of its level and of those above: （三）, 附录 A."""
    text = style.levels[len(numbers) - 1].text
    for position, number in enumerate(numbers):
        format = style.levels[position].format
        words = (
            chinese(number) if format == CHINESE else chr(ord("A") + number - 1) if format == LETTERS else str(number)
        )
        text = text.replace(f"%{position + 1}", words)
    return text


def numbered(num: int, level: int = 0) -> Block:
    """The property by which a paragraph is an entry of a list."""
    return element("w:numPr", element("w:ilvl", val=level), element("w:numId", val=num))


def numbering_xml(headings: ListStyle, first: int, fresh: Iterable[ListStyle]) -> bytes:
    """The numbering part.

    `first` is the number of the first chapter; `fresh` are the lists that begin anew, in their order.
    """
    kinds = (headings, APPENDIX, RULES, STEPS, POINTS)
    nums = [
        element("w:num", element("w:abstractNumId", val=0), numId=HEADING_NUM),
        element("w:num", element("w:abstractNumId", val=1), numId=APPENDIX_NUM),
    ]
    nums += [
        element(
            "w:num",
            element("w:abstractNumId", val=style.definition),
            *(
                element("w:lvlOverride", element("w:startOverride", val=1), ilvl=level)
                for level in range(len(style.levels))
            ),
            numId=num,
        )
        for num, style in enumerate(fresh, APPENDIX_NUM + 1)
    ]
    return part(
        "numbering", "".join([*(_definition(style, first if style is headings else 1) for style in kinds), *nums])
    )


def _definition(list_style: ListStyle, first: int) -> Block:
    levels = []
    for position, level in enumerate(list_style.levels):
        style = element("w:pStyle", val=f"Heading{position + 1}") if list_style.definition == 0 else None
        indent = (
            element("w:ind", left=level.indent, hanging=level.hanging)
            if level.hanging
            else element("w:ind", left=0, firstLine=0)
        )
        levels.append(
            element(
                "w:lvl",
                element("w:start", val=1 if position else first),
                element("w:numFmt", val=level.format),
                style,
                element("w:suff", val="tab" if level.hanging else "nothing"),
                element("w:lvlText", val=level.text),
                element("w:lvlJc", val="left"),
                element(
                    "w:pPr",
                    element("w:tabs", element("w:tab", val="num", pos=level.indent)) if level.hanging else None,
                    indent,
                ),
                ilvl=position,
            )
        )
    return element(
        "w:abstractNum", element("w:multiLevelType", val="multilevel"), *levels, abstractNumId=list_style.definition
    )
