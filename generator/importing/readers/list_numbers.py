"""The numbers that Word shows before paragraphs: they stand in no text, but follow from `numbering.xml`.

ECMA-376 Part 1, 17.9; the formats of numbers are those of 17.18.59 that Chinese documents use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from generator.importing.numerals import chinese
from generator.untrusted.package import Element, W

MOST_LEVELS = 9


class Level(NamedTuple):
    """How one level of a list is numbered."""

    format: str
    text: str
    """As Word has it: 第%1条, %1.%2."""
    start: int
    is_legal: bool
    """Whether all levels are shown in Arabic digits."""
    restarts_after: int
    """The level, from 1, whose numbers make this one begin again: all above it do, too. 0 if none does."""


def _letters(number: int) -> str:
    letter = chr(ord("a") + (number - 1) % 26)
    return letter * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    signs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, sign in signs:
        text, number = text + sign * (number // value), number % value
    return text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalZero": lambda number: f"{number:02}",
        "decimalFullWidth": lambda number: str(number).translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)}),
        "chineseCounting": chinese,
        "chineseCountingThousand": chinese,
        "japaneseCounting": chinese,
        "ideographDigital": chinese,
        "taiwaneseCounting": chinese,
        "taiwaneseCountingThousand": chinese,
        "decimalEnclosedCircle": _circled,
        "decimalEnclosedCircleChinese": _circled,
        "ideographEnclosedCircle": lambda number: f"（{chinese(number)}）",
        "decimalEnclosedParen": lambda number: f"({number})",
        "lowerLetter": _letters,
        "upperLetter": lambda number: _letters(number).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda number: _roman(number).upper(),
    }
)
"""By Word's name of a format; of one that is not here, the digits are shown."""
SILENT = ("bullet", "none")
"""Formats that are no number."""


class ListNumbers:
    """Counts the paragraphs of one document."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._list_of: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        self._by_style: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read(numbering)
        self._styles = dict(_styles(styles)) if styles is not None else {}

    def _read(self, numbering: Element) -> None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId", "")] = {
                level: self._level(node) for level, node in _levels(abstract)
            }
            for level, node in _levels(abstract):
                if (style := _value(node, "pStyle")) is not None:
                    self._by_style[style] = (abstract.get(f"{W}abstractNumId", ""), level)
        for num in numbering.iter(f"{W}num"):
            id = num.get(f"{W}numId", "")
            self._list_of[id] = _value(num, "abstractNumId") or ""
            for override in num.iter(f"{W}lvlOverride"):
                level = _integer(override.get(f"{W}ilvl"), 0)
                if (start := _value(override, "startOverride")) is not None:
                    self._starts[(id, level)] = _integer(start, 1)

    @staticmethod
    def _level(node: Element) -> Level:
        return Level(
            _value(node, "numFmt") or "decimal",
            _value(node, "lvlText") or "",
            _integer(_value(node, "start"), 1),
            node.find(f"{W}isLgl") is not None,
            _integer(_value(node, "lvlRestart"), MOST_LEVELS),
        )

    def number_of(self, paragraph: Element) -> str:
        """The number before a paragraph; empty if it has none. To be asked once of every paragraph, in order."""
        properties = paragraph.find(f"{W}pPr")
        list_id, level = self._place(properties) if properties is not None else ("", 0)
        abstract = self._list_of.get(list_id, "")
        levels = self._levels.get(abstract, {})
        if list_id in ("", "0") or level not in levels:
            return ""
        counts = self._counts[abstract]
        if list_id not in self._begun:
            self._begun.add(list_id)
            for (id, at), start in self._starts.items():
                if id == list_id:
                    counts[at] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level and at in levels and level < levels[at].restarts_after]:
            del counts[deeper]
        if levels[level].format in SILENT:
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in levels:
                return ""
            number = counts.setdefault(at, levels[at].start)
            return str(number) if levels[level].is_legal else FORMATS.get(levels[at].format, str)(number)

        return re.sub("%([1-9])", shown, levels[level].text).strip()

    def _place(self, properties: Element) -> tuple[str, int]:
        """The list of a paragraph and its level there: its own, or that of its style."""
        style = _value(properties, "pStyle")
        list_id, level = _numbering(properties)
        seen: set[str] = set()
        while style and style not in seen and style in self._styles:
            seen.add(style)
            parent, of_style, style_level = self._styles[style]
            list_id = of_style if list_id is None else list_id
            if list_id is not None and level is None and of_style is not None:
                abstract = self._list_of.get(list_id, "")
                named = self._by_style.get(style)
                level = named[1] if named and named[0] == abstract else style_level
            style = parent
        return list_id or "", level or 0


def _levels(abstract: Element) -> Iterator[tuple[int, Element]]:
    for node in abstract.iter(f"{W}lvl"):
        level = _integer(node.get(f"{W}ilvl"), 0)
        if level < MOST_LEVELS:
            yield level, node


def _styles(styles: Element) -> Iterator[tuple[str, tuple[str, str | None, int | None]]]:
    """By id of a style: the one that it builds on, its list and its level there."""
    for style in styles.iter(f"{W}style"):
        properties = style.find(f"{W}pPr")
        list_id, level = _numbering(properties) if properties is not None else (None, None)
        yield style.get(f"{W}styleId", ""), (_value(style, "basedOn") or "", list_id, level)


def _numbering(properties: Element) -> tuple[str | None, int | None]:
    node = properties.find(f"{W}numPr")
    if node is None:
        return None, None
    level = _value(node, "ilvl")
    return _value(node, "numId"), None if level is None else _integer(level, 0)


def _value(node: Element, name: str) -> str | None:
    child = node.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,6}", text) else otherwise
