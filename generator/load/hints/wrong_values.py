"""What to write instead of a value that is of the right type, and not what may be written there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from generator.language.did_you_mean import closest, simplified
from generator.load.documents import YamlFile
from generator.load.hints import corrections, time_words
from generator.load.hints.field_errors import FieldError
from generator.load.hints.field_help import OF_IDS, about, options
from generator.model import ID, VALUES, Declared, class_title


def left_empty(error: FieldError, declared: Declared, file: YamlFile) -> str:
    """For a field that holds nothing."""
    line = file.place(error.path, key=True).line
    if lost := next((problem for problem in file.dropped if problem.place.line == line), None):
        return f"{lost.message}；{lost.hint}"
    spare = (
        "；用不着就删掉这一项"
        if isinstance(error.path[-1], int)
        else ""
        if error.rules["required"]
        else "；用不着就删掉这个字段"
    )
    return about(error, declared) + spare


def not_allowed(error: FieldError) -> str:
    """For a value that is none of those that may be written."""
    meanings, word = (
        error.rules.get("meta", {}).get("meanings", {}),
        simplified(unicodedata.normalize("NFKC", str(error.value))).strip(time_words.QUOTES).lower(),
    )
    of_meaning = next((option for option, meaning in meanings.items() if closest(word, [meaning])), None)
    synonym = corrections.SYNONYMS.get(word)
    guess = synonym if synonym in error.limit else closest(word, error.limit) or of_meaning
    question = f"是不是「{guess}」{f'（{meanings[guess]}）' if guess in meanings else ''}？" if guess else ""
    return question + ("可以写：" + options(error.limit, error.rules) if not guess or len(error.limit) <= 8 else "")


def misshapen(error: FieldError, declared: Declared) -> str:
    """For a text that is not written as its pattern or value type wants it."""
    value, text = error.rules.get("value", ""), str(error.value)
    parse = VALUES[value].parse if value else None
    if better := corrections.better(text, parse or _matching(error.rules["regex"]), value):
        told = f'请加英文双引号："{better}"' if re.fullmatch("[0-9.]+", better) else f"写成「{better}」"
        return f'这里是 Word 的引号，不是英文引号：写成 "{better}"' if re.match("[“”‘’„＂]", text) else told
    if parse is None:
        return (
            OF_IDS + f"，例如「{declared.example or 'first-visit'}」"
            if error.rules["regex"] == ID
            else about(error, declared)
        )
    if value == "Day" and (every := time_words.days(text)):
        return "一项只写一天，一天一行：" + "、".join(every)
    if value == "Day" and (
        match := re.fullmatch(r"(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*[日号]?", unicodedata.normalize("NFKC", text))
    ):
        return f"写上四位的年份，例如「{declared.example[:4]}-{match[1]:0>2}-{match[2]:0>2}」"
    if value == "Duration" and text.isdigit():
        return f"写上单位，例如「{text} 小时」「{text} 天」「{text} 个工作日」"
    if (
        value in ("Duration", "Deadline")
        and error.path[-2:-1] == ("due",)
        and re.fullmatch(f"[\u4e00-\u9fff]*?(?:{time_words.TODAY})", text)
    ):
        return f"没有长短和钟点的时限写在 moment 里：「moment: {text}」"
    if re.fullmatch(VALUES[value].pattern, text):
        return "写法没有错，请核对数字"
    return f"这里写{class_title(VALUES[value])}，例如「{declared.example}」"


def _matching(pattern: str) -> Callable[[str], None]:
    """Accepts what matches the pattern as a whole; raises ValueError for anything else."""

    def accept(text: str) -> None:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)

    return accept
