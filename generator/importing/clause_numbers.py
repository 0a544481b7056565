"""How Chinese documents number their clauses: 第一章, 第一条, 一、, （一）, 1., 1.1, （1）, ①, a), 附件 1."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from generator.importing.numerals import number_of

NUMERAL = "[零〇一二三四五六七八九十百两]{1,5}"
UNITS = "年|月|日|号|天|周|个|小时|时|分|点|名|人|份|次|元|万|倍|级|类|种|%|％|℃|页|项|家|台|件|条"
"""What follows a figure that is no number of a clause."""
MEASURES = "小时|分钟|秒|个|天|年|月|日|元|万|倍|%|％|℃"
"""Those of them that no sentence begins with."""
CHAPTERS = ("篇", "编", "章", "节", "条")
"""The schemes whose order is fixed, from the outermost."""
ANNEX = "附"
"""The scheme of annexes."""


class ClauseNumber(NamedTuple):
    """The number at the beginning of a paragraph."""

    text: str
    """As it is printed, without blanks: 第五条, 4.2.1, （一）."""
    scheme: str
    """How it counts: numbers of one list have the same."""
    ordinal: int
    digits: tuple[int, ...] = ()
    """Of a number with points, such as 4.2.1, its parts; empty for any other."""


class _Scheme(NamedTuple):
    pattern: re.Pattern[str]
    name: str
    """Empty where it follows from what was found."""
    ordinal: Callable[[str], int | None]


def _circled(sign: str) -> int | None:
    return ord(sign) - 0x2460 + 1


def _letter(sign: str) -> int | None:
    return ord(sign.lower()) - ord("a") + 1


def _annex(text: str) -> int | None:
    return _letter(text) if re.fullmatch("[A-Za-z]", text) else number_of(text) if text else 1


SCHEMES = (
    *(
        _Scheme(re.compile(rf"(第\s*({NUMERAL}|\d{{1,3}})\s*{name})(?![款项])[\s　:：、.．]*"), name, number_of)
        for name in CHAPTERS
    ),
    _Scheme(
        re.compile(
            r"((?:附件|附录|附表|附图)\s*([A-Za-z]|\d{1,2}|[一二三四五六七八九十]{1,2})?)(?:[\s　:：、.．]+|(?=《)|$)"
        ),
        ANNEX,
        _annex,
    ),
    _Scheme(
        re.compile(rf"((?:步骤|[Ss][Tt][Ee][Pp]|工序|环节)\s*({NUMERAL}|\d{{1,2}}))(?:[\s　:：、.．]+|$)"),
        "步骤",
        number_of,
    ),
    _Scheme(re.compile(rf"(第\s*({NUMERAL}|\d{{1,2}})\s*步)[\s　:：、.．，,]*"), "步骤", number_of),
    _Scheme(re.compile(rf"(({NUMERAL})\s*[、.．])\s*"), "一、", number_of),
    _Scheme(re.compile(rf"([（(]\s*({NUMERAL})\s*[）)])[\s、]*"), "（一）", number_of),
    _Scheme(re.compile(r"([（(]\s*(\d{1,2})\s*[）)])[\s、.]*"), "（1）", number_of),
    _Scheme(re.compile("(([①-⑳]))[\\s、.]*"), "①", _circled),
    _Scheme(re.compile(r"((\d{1,2})\s*[)）])\s*"), "1)", number_of),
    _Scheme(re.compile(r"(([a-z])\s*[)）.．、])\s*", re.IGNORECASE), "a)", _letter),
)
POINTED = re.compile(
    rf"(\d{{1,2}}(?:[.．]\d{{1,3}}){{1,5}})[.．、]?(?:[\s　]+|(?=[^\d\s.．%％]))(?!(?:{UNITS})(?![\u4e00-\u9fff]{{2}}))"
)
DASHED = re.compile(r"(\d{1,2}(?:[-－]\d{1,2}){1,3})[\s　]+(?=[^\d\s])")
LISTED = re.compile(r"((\d{1,3})\s*([、.．]))(?!\d)\s*")
HEADED = re.compile(rf"((\d{{1,2}}))(?:[\s　]+)(?=[\u4e00-\u9fffA-Za-z《])(?!(?:{UNITS}))")


def clause_number(text: str) -> tuple[ClauseNumber, str] | None:
    """The number that a text begins with, and what follows it; None if it begins with none."""
    plain = text.lstrip("\t\n 　")
    if match := POINTED.match(plain):
        digits = tuple(map(int, re.split("[.．]", match[1])))
        if not (len(digits) == 2 and _is_amount(plain, match)):
            number = ClauseNumber(match[1].replace("．", "."), f"1.{len(digits)}", digits[-1], digits)
            return number, plain[match.end() :]
    if (match := DASHED.match(plain)) and not _is_amount(plain, match):
        digits = tuple(map(int, re.split("[-－]", match[1])))
        return ClauseNumber(match[1], f"1-{len(digits)}", digits[-1], digits), plain[match.end() :]
    for pattern, name in ((LISTED, "1."), (HEADED, "1 ")):
        if match := pattern.match(plain):
            scheme = f"1{match[3]}".replace("．", ".") if pattern is LISTED else name
            return ClauseNumber(_printed(match[1]), scheme, int(match[2]), (int(match[2]),)), plain[match.end() :]
    for scheme_ in SCHEMES:
        if match := scheme_.pattern.match(plain):
            ordinal = scheme_.ordinal(match[2] or "")
            if ordinal is not None:
                return ClauseNumber(_printed(match[1]), scheme_.name, ordinal), plain[match.end() :]
    return None


def _printed(text: str) -> str:
    return re.sub(r"[\s　]", "", text)


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """Whether 1.5 is an amount: a unit follows it at once."""
    after = text[match.end(1) :]
    return bool(re.match(rf"[\s　]*(?:{MEASURES}|(?:{UNITS})(?![\u4e00-\u9fff]{{2}})|[-~～至])", after))
