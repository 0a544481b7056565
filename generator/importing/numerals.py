"""Chinese numerals as numbers of clauses have them: 十二, 二十, 一百零三."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
TENS = (("百", 100), ("十", 10))


def chinese(number: int) -> str:
    """A number below 1000 in Chinese, as lists count: 10 is 十, 12 is 十二. A larger one stays in digits."""
    if not 0 < number < 1000:
        return DIGITS[0] if number == 0 else str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")


def number_of(text: str) -> int | None:
    """A numeral below 1000, Chinese or Arabic, as a number; None for anything else."""
    if text.isascii():
        return int(text) if text.isdigit() and len(text) <= 4 else None
    plain = text.replace("〇", "零").replace("两", "二")
    if plain and all(sign in DIGITS for sign in plain):
        return int("".join(str(DIGITS.index(sign)) for sign in plain))
    total = 0
    for sign, value in TENS:
        if sign in plain:
            head, plain = plain.split(sign, 1)
            head = head.lstrip("零")
            if head and (len(head) > 1 or head not in DIGITS):
                return None
            total += (DIGITS.index(head) if head else 1) * value
    plain = plain.lstrip("零")
    if plain and (len(plain) > 1 or plain not in DIGITS):
        return None
    return (total + (DIGITS.index(plain) if plain else 0)) or None
