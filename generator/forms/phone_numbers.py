"""Telephone numbers as people in China write them -> the one way that a record has.

By the numbering plan of China (电信网编号计划): mobile numbers of eleven digits, subscribers behind an area code, 400
and 800, and short numbers of five or six digits. Numbers abroad begin with + and the code of their country (ITU-T
E.164). Not by libphonenumber: program and browser must agree, and its tables are larger than all our scripts.
"""

from __future__ import annotations

import re

from generator.forms.spellings import folded

LONGEST = 40
"""In characters: no number is written at greater length."""
SEPARATORS = re.compile(r"[\s().·-]")
EXTENSION = re.compile(r"(.+?)(?:-|[,;]?\s*(?:转|分机号?|ext\.?|x|#)[\s:]*)([0-9]{1,6})")
MOBILE = re.compile(r"(?:(?:\+|00)?86)?(1[3-9]\d{9})", re.ASCII)
FIXED = re.compile(r"(?:(?:\+|00)860?|0)(?:(10|2[0-57-9])([2-8]\d{7})|([3-9]\d\d)([2-8]\d{6,7}))", re.ASCII)
SERVICE = re.compile(r"([48]00)(\d{3})(\d{4})", re.ASCII)
SHORT = re.compile(r"9[56]\d{3,4}|1[02]\d{3}", re.ASCII)
ABROAD = re.compile(r"(?:\+|00)(?!86)([1-9]\d{6,14})", re.ASCII)


def phone_in(text: str) -> str | None:
    """138 0013 8000, +86-138-0013-8000 -> 13800138000; （021）6123 4567 转 8001 -> 021-61234567-8001; 4008208820 ->
    400-820-8820; 00852 2123 4567 -> +85221234567. None for what is no number, and for one without its area code.
    """
    if len(text) > LONGEST:
        return None
    plain = folded(text)
    if (extended := EXTENSION.fullmatch(plain)) and (number := _fixed(extended[1])):
        return f"{number}-{extended[2]}"
    digits = SEPARATORS.sub("", plain)
    if match := MOBILE.fullmatch(digits):
        return match[1]
    if match := SERVICE.fullmatch(digits):
        return "-".join(match.groups())
    if match := ABROAD.fullmatch(digits):
        return f"+{match[1]}"
    return digits if SHORT.fullmatch(digits) else _fixed(plain)


def _fixed(text: str) -> str | None:
    match = FIXED.fullmatch(SEPARATORS.sub("", text))
    return f"0{match[1] or match[3]}-{match[2] or match[4]}" if match else None
