"""What to write instead of a value of another type: a text for a list, a list for a text, words for a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields

from generator.load.documents import YamlFile
from generator.load.hints import corrections
from generator.load.hints.field_errors import FieldError
from generator.load.hints.field_help import about, requirements
from generator.load.hints.quotation import in_half_width
from generator.load.hints.wrong_values import misshapen
from generator.model import Declared

TYPE_NAMES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": " true 或 false",
    "list": "列表（每行以「- 」开头）",
    "dict": "一组「字段: 值」",
}


def other_type(error: FieldError, declared: Declared, file: YamlFile) -> str:
    """How to write what was meant, from the wanted type and what stands there."""
    hint = OTHER_TYPE[error.limit](error, declared, file.raw(error.path))
    return hint or about(error, declared)


def _to_text(error: FieldError, declared: Declared, raw: str) -> str:
    rules, value = error.rules, error.value
    if isinstance(value, list) and "allowed" not in rules:
        if len(value) == 1 or "ref" in rules:
            some = [str(entry) for entry in value if isinstance(entry, str)]
            return (
                "只留一个：" + " 或 ".join(some) if 1 < len(some) <= 4 else "这里只写一个，不用列表：去掉方括号或「- 」"
            )
        return "这里只写一段文字，不是列表"
    if "value" in rules or "regex" in rules:
        return misshapen(error._replace(value=raw), declared) if raw else ""
    if isinstance(value, dict):
        return (
            "文字里有「: 」时，请给整段文字加英文双引号"
            if len(value) == 1
            else "这里只写一段文字；「字段: 值」多半放错了列表，请检查缩进"
        )
    return "" if {"allowed", "ref"} & set(rules) else f'请加英文双引号："{raw}"'


def _to_list(error: FieldError, declared: Declared, raw: str) -> str:
    inner, value = error.rules["schema"], error.value
    if isinstance(value, dict):
        return "每一项前面加「- 」"
    if isinstance(value, str) and re.match("[-－—–•·]", value):
        return "每一项换一行，以半角的「- 」开头，横线后面要有空格"
    if raw in corrections.NOTHING and not error.rules["required"]:
        return "没有就删掉这个字段"
    parts = corrections.entries(raw, "ref" in inner)
    sentence = (
        ("ref" not in inner and " " in raw and any(len(part) > 12 for part in parts)) or "。" in raw or len(raw) > 60
    )
    if inner["type"] == "dict" or not parts or sentence:
        return "" if inner["type"] == "dict" else "每一项换一行，以「- 」开头"
    if "ref" in inner and any(not part.isascii() for part in parts):
        return "；".join(["写成列表：[…, …]，每一项写编号，不写名称", *requirements(error.rules, declared.help)])
    return "写成列表：[" + (", ".join(parts) if isinstance(value, str) else f'"{raw}"') + "]"


def _to_group(error: FieldError, declared: Declared, raw: str) -> str:
    value = error.value
    if isinstance(value, str) and re.fullmatch("[｛{].*[}｝]", value):
        return f"括号、冒号和逗号都用英文半角：写成「{in_half_width(value)}」"
    if isinstance(value, str) and "：" in value and not re.search("[0-9]：[0-9]", value):
        return "冒号要用英文半角「:」，后面加一个空格"
    if isinstance(value, list):
        return "这里不是列表，请去掉「- 」，直接写「字段: 值」"
    others = f"；里面可以写 {'、'.join(declared.names)}" if declared.names else ""
    kinds = error.rules.get("variants")
    required = (
        [field.name for field in fields(kinds) if field.default is MISSING]
        if kinds
        else [name for name, about in error.rules.get("schema", {}).items() if about["required"]]
    )
    return corrections.group(raw, declared.names, required, others)


def _to_number(error: FieldError, declared: Declared, _: str) -> str:
    return corrections.number(error.value, error.rules, declared.help)


OTHER_TYPE: Mapping[str, Callable[[FieldError, Declared, str], str]] = {
    "string": _to_text,
    "list": _to_list,
    "dict": _to_group,
    "integer": _to_number,
    "number": _to_number,
    "boolean": lambda error, declared, raw: corrections.truth(error.value),
}
"""The wanted type -> the hint; gets what was written besides the error."""
