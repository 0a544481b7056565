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


class Level(NamedTuple):
    """How one level of a list counts."""

    format: str
    """ST_NumberFormat."""
    text: str
    """What is shown, with %1 for the number of the first level."""
    indent: int = 0
    hanging: int = 0
    """In twentieths of a point; with a hanging indent a tab follows the number, else nothing."""


class List(NamedTuple):
    """One kind of list: its number among the definitions, and its levels."""

    definition: int
    levels: tuple[Level, ...]


WHOLE = List(
    0,
    (
        Level(CHINESE, "第%1章　"),
        Level(CHINESE, "%2、"),
        Level(CHINESE, "（%3）"),
        Level(FIGURES, "%4. "),
        Level(FIGURES, "（%5）"),
    ),
)
"""Headings of the handbook or of one chapter of it."""
ALONE = List(0, (Level(CHINESE, "%1、"), Level(CHINESE, "（%2）"), Level(FIGURES, "%3. "), Level(FIGURES, "（%4）")))
"""Headings of one procedure or policy."""
APPENDIX = List(1, (Level(LETTERS, "附录 %1　"), Level(FIGURES, "%1.%2　")))
RULES = List(2, (Level(CHINESE, "第%1条　"), Level(CHINESE, "（%2）", 900, 700)))
STEPS = List(3, (Level(FIGURES, "第 %1 步　"), Level(FIGURES, "%2.", 340, 340)))
POINTS = List(4, (Level(FIGURES, "%1.", 420, 420),))

HEADING_NUM, APPENDIX_NUM = 1, 2
"""The numbers of the two lists that run through a whole document; those that begin anew count from the next one."""


def chinese(number: int) -> str:
    """1 -> 一, 12 -> 十二, 20 -> 二十, 105 -> 一百零五; from 1 to 999."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = DIGITS[hundreds] + "百" if hundreds else ""
    text += DIGITS[tens] + "十" if tens else "零" if hundreds and ones else ""
    text = text.removeprefix("一") if text == "一十" else text
    return text + (DIGITS[ones] if ones else "")


def shown(kept: List, numbers: tuple[int, ...]) -> str:
    """The number of an entry in words, given the numbers of its level and of those above: （三）, 附录 A."""
    text = kept.levels[len(numbers) - 1].text
    for position, number in enumerate(numbers):
        format = kept.levels[position].format
        said = (
            chinese(number) if format == CHINESE else chr(ord("A") + number - 1) if format == LETTERS else str(number)
        )
        text = text.replace(f"%{position + 1}", said)
    return text


def numbered(num: int, level: int = 0) -> Block:
    """The property by which a paragraph is an entry of a list."""
    return element("w:numPr", element("w:ilvl", val=level), element("w:numId", val=num))


def numbering_xml(headings: List, first: int, fresh: Iterable[List]) -> bytes:
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
            element("w:abstractNumId", val=kept.definition),
            *(
                element("w:lvlOverride", element("w:startOverride", val=1), ilvl=level)
                for level in range(len(kept.levels))
            ),
            numId=num,
        )
        for num, kept in enumerate(fresh, APPENDIX_NUM + 1)
    ]
    return part("numbering", "".join([*(_definition(kept, first if kept is headings else 1) for kept in kinds), *nums]))


def _definition(kept: List, first: int) -> Block:
    levels = []
    for position, level in enumerate(kept.levels):
        style = element("w:pStyle", val=f"Heading{position + 1}") if kept.definition == 0 else None
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
        "w:abstractNum", element("w:multiLevelType", val="multilevel"), *levels, abstractNumId=kept.definition
    )
