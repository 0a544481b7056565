r"""How a company writes its own numbers: a harmless regular expression, which Python and JavaScript read alike.

What may be written is what Python's `re` and ECMAScript have in common, without repetition that has no end: characters,
`[A-Z0-9]`, `\d`, `{4}`, `{2,4}`, `?` and `( | )`. So every expression has finitely many readings; these are counted,
and a matcher that tries all of them is quick, whatever text it is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Self

LONGEST = 60
"""In characters: of a text that a pattern may take."""
MOST_READINGS = 500
"""In how many ways a matcher may have to try."""
REPEATED = re.compile(r"\{(\d{1,3})(?:,(\d{1,3}))?\}")
RANGE = re.compile(r"(\\.|[^\]\\])(?:-(\\.|[^\]\\]))?", re.DOTALL)
CLASS = re.compile(r"\[((?:\\.|[^\]\\])*)\]", re.DOTALL)
WIDE = {
    "*": "「*」可以无限重复，请写清次数，例如 [0-9]{1,4}",
    "+": "「+」可以无限重复，请写清次数，例如 [0-9]{1,4}",
    ".": "「.」是任意一个字，请写清是哪些字，例如 [A-Z0-9]；就是要一个点，写「\\.」",
    "{": "花括号里写次数，例如 {4} 或 {2,4}",
    "}": "花括号没有开头",
    "]": "方括号没有开头",
    "?": "「?」要写在可有可无的字后面",
    "^": "不用写「^」：整段文字都要符合",
    "$": "不用写「$」：整段文字都要符合",
}
"""What must not stand where a character is expected, and what to write instead."""


class _Part(NamedTuple):
    """A piece of an expression that was understood."""

    expression: str
    longest: int
    readings: int
    is_group: bool = False


@dataclass(frozen=True)
class CodePattern:
    """How a number of the company's own is written."""

    TITLE: ClassVar[str] = "编号的写法"
    source: str
    """As its author wrote it."""
    expression: str
    """As `re.fullmatch` and a JavaScript `RegExp` between ^ and $ take it, without flags."""

    pattern: ClassVar[str] = r"[^\s].{0,118}"
    example: ClassVar[str] = r"S\d\d\d\d"
    how: ClassVar[str] = (
        r"固定的字照写，[A-Z] 是其中一个字，\d 是一位数字，花括号里写前一个字重复几次，"
        "? 是前一个字可有可无，(甲|乙) 是几样选一"
    )

    @classmethod
    def parse(cls, text: str) -> Self:
        reader = _Reader(text)
        part = reader.alternatives()
        if reader.rest:
            raise ValueError("圆括号没有开头")
        if part.longest > LONGEST:
            raise ValueError(f"这样的编号最长有 {part.longest} 个字，最多 {LONGEST} 个")
        if part.readings > MOST_READINGS:
            raise ValueError("长短不定的地方太多，请把次数写死，例如把 {1,9} 写成 {4}")
        return cls(text, part.expression)

    def fits(self, text: str) -> bool:
        """Whether the whole text is written like this."""
        return re.fullmatch(self.expression, text) is not None

    def __str__(self) -> str:
        return self.source


class _Reader:
    """Reads an expression from left to right. Every method raises ValueError with a Chinese sentence."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def alternatives(self) -> _Part:
        """Sequences with a | between them, up to a closing bracket or the end."""
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        return _Part(
            "|".join(part.expression for part in parts),
            max(part.longest for part in parts),
            sum(part.readings for part in parts),
        )

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self.rest and self.rest[0] not in "|)":
            parts.append(self._repeated(self._one()))
        if not parts:
            raise ValueError("这里要有字：「|」的两边和圆括号里都不能空着")
        readings = 1
        for part in parts:
            readings = min(readings * part.readings, MOST_READINGS + 1)
        return _Part("".join(part.expression for part in parts), sum(part.longest for part in parts), readings)

    def _one(self) -> _Part:
        if self._take("(?:") or self._take("("):
            inner = self.alternatives()
            if not self._take(")"):
                raise ValueError("圆括号没有结尾")
            return _Part(f"(?:{inner.expression})", inner.longest, inner.readings, is_group=True)
        if match := CLASS.match(self.rest):
            self.rest = self.rest[match.end() :]
            return _Part(_class(match[1]), 1, 1)
        if self.rest.startswith("["):
            raise ValueError("方括号没有结尾")
        if self._take(r"\d"):
            return _Part("[0-9]", 1, 1)
        character = self.rest[:2] if self.rest[0] == "\\" else self.rest[0]
        if character in WIDE:
            raise ValueError(WIDE[character])
        self.rest = self.rest[len(character) :]
        return _Part(_literal(character), 1, 1)

    def _repeated(self, part: _Part) -> _Part:
        if self._take("?"):
            return _Part(f"{part.expression}?", part.longest, part.readings + 1)
        if not (match := REPEATED.match(self.rest)):
            return part
        self.rest = self.rest[match.end() :]
        least, most = int(match[1]), int(match[2] or match[1])
        if part.is_group:
            raise ValueError(f"圆括号后面不能写「{match[0]}」，只能写「?」；请把重复的写出来")
        if not 0 < most <= LONGEST or least > most:
            raise ValueError(f"「{match[0]}」里的次数不对，写 1 到 {LONGEST}，小的在前")
        if self.rest[:1] == "?":
            raise ValueError(f"「{match[0]}?」请改成「{{0,{most}}}」")
        times = str(most) if least == most else f"{least},{most}"
        return _Part(f"{part.expression}{{{times}}}", part.longest * most, most - least + 1)

    def _take(self, text: str) -> bool:
        if not self.rest.startswith(text):
            return False
        self.rest = self.rest[len(text) :]
        return True


def _class(inner: str) -> str:
    """The inside of square brackets -> a class of characters."""
    if inner.startswith("^"):
        raise ValueError("「[^…]」太宽，请写出可以用的字")
    if not inner:
        raise ValueError("方括号里要有字")
    ranges = []
    for match in RANGE.finditer(inner):
        if match[1] == r"\d" and not match[2]:
            ranges.append("0-9")
            continue
        first, last = _literal(match[1]), _literal(match[2] or match[1])
        if first[-1] > last[-1]:
            raise ValueError(f"「{match[0]}」前后反了")
        ranges.append(f"{first}-{last}" if match[2] else first)
    return f"[{''.join(ranges)}]"


def _literal(character: str) -> str:
    """One character, as it stands in an expression anywhere: signs have a backslash before them."""
    if character[0] == "\\" and (len(character) < 2 or character[1].isalnum()):
        raise ValueError(f"「{character}」不能用，只有 \\d 和标点前面能写「\\」")
    plain = character[-1]
    if not plain.isprintable() or ord(plain) > 0xFFFF:
        raise ValueError("里面有不能用的字")
    return f"\\{plain}" if plain.isascii() and not plain.isalnum() else plain
