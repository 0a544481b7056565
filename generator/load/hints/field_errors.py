"""What is wrong with a field and what to write instead, in the author's language."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any, NamedTuple

from generator.language.did_you_mean import closest
from generator.language.phrasing import in_one_line
from generator.load.documents import YamlFile
from generator.load.hints import corrections, time_words
from generator.load.hints.field_help import OF_IDS, options, requirements
from generator.model import (
    ID,
    NAMES,
    VALUES,
    DataPath,
    Declared,
    class_title,
    declared_at,
    placeholders,
    variants,
)
from generator.problems import Problem

TYPE_NAMES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": " true 或 false",
    "list": "列表（每行以「- 」开头）",
    "dict": "一组「字段: 值」",
}


class FieldError(NamedTuple):
    """One rule of the schema that one place of a document breaks."""

    rule: str
    """The rule's name; `unknown` for a field that does not belong there."""
    path: DataPath
    value: Any
    limit: Any
    """What the rule asks for."""
    rules: Mapping[str, Any]
    """All rules of the field. Of an unknown field: `siblings` with their rules, which of them are `written`, the class
    of its `variants`."""
    reason: str = ""
    """Why a text is none of its value type."""


def problems(errors: Iterable[FieldError], cls: type, data: Any, file: YamlFile) -> Iterator[Problem]:
    """A problem for each mistake but those that only follow from another.

    All fields that one entry lacks are one problem.
    """
    errors = sorted(errors, key=lambda error: str(error.path[-1]))
    suggested_fields: set[tuple[str | int | None, ...]] = set()
    missing_fields: dict[DataPath, list[FieldError]] = defaultdict(list)
    foreign_entries: set[DataPath] = set()
    for error in errors:
        if error.rule == "unknown":
            guess, hint = _suggestion(error, cls, data)
            if not error.rules["siblings"].keys() & error.rules["written"]:
                foreign_entries.add(
                    error.path[:-1]
                )  # nothing in this entry is as it should be: what it lacks only follows from that
            suggested_fields.add(
                (*error.path[:-1], guess)
            )  # a field that is missing because its name is misspelt is one mistake, not two
            yield Problem(
                "E201", f"没有叫「{in_one_line(error.path[-1])}」的字段", file.place(error.path, key=True), hint
            )
    alike: dict[DataPath, list[FieldError]] = defaultdict(list)
    for error in errors:
        if error.rule == "required" and error.path not in suggested_fields and error.path[:-1] not in foreign_entries:
            missing_fields[error.path[:-1]].append(error)
        elif error.rule not in ("required", "unknown") and not _unfilled(error):
            in_list = (
                error.rule == "type"
                and error.limit == "string"
                and isinstance(error.path[-1], int)
                and not isinstance(error.value, list | dict)
            )
            alike[error.path[:-1] if in_list else (*error.path, error.rule)].append(error)
    for group in alike.values():
        yield _problem(group[0], _declaration(group[0], cls, data), file, group)
    for path, (first, *others) in missing_fields.items():
        if not others:
            yield _problem(first, _declaration(first, cls, data), file)
        else:
            names = {str(error.path[-1]): _declaration(error, cls, data).title for error in (first, *others)}
            yield Problem(
                "E202",
                f"缺少 {len(names)} 个必填字段：{'、'.join(names)}",
                file.place((*path, first.path[-1]), key=True),
                "；".join(f"{name} 写「{title}」" for name, title in names.items()),
            )


def _declaration(error: FieldError, cls: type, data: Any) -> Declared:
    """What the model says of the field that an error is about, which is a field of the model."""
    declaration = declared_at(cls, data, error.path)
    if declaration is None:
        raise KeyError(error.path)
    return declaration


def _unfilled(error: FieldError) -> bool:
    """Whether the text waits for a parameter that does not exist, which is reported as such."""
    return isinstance(error.value, str) and any(placeholders(error.value))


def _suggestion(error: FieldError, cls: type, data: Any) -> tuple[str | None, str]:
    """The field that an unknown name stands for, if any, and the hint."""
    word, siblings = unicodedata.normalize("NFKC", str(error.path[-1])).lower(), error.rules["siblings"]
    titles = {name: rules["meta"].get("title", "") for name, rules in siblings.items()}
    missing = [name for name, rules in siblings.items() if rules["required"] and name not in error.rules["written"]]
    guess = next((name for name, title in titles.items() if title == word), None) or closest(word, siblings)
    matches = [
        name for name in missing if (len(word) > 1 and word in titles[name]) or (word, name) == ("name", "title")
    ]
    guess = guess or next(iter(matches), None)
    kinds = [
        kind
        for kind, other in (variants(error.rules["variants"]) if error.rules["variants"] else {}).items()
        if word in _names(other)
    ]
    if placement_hint := _placement_hint(error, cls, data):
        return None, placement_hint
    if kinds:
        return None, f"只有 {'、'.join(kinds)} 这样的栏目才能写 {word}；请删除，或改 kind"
    if guess:
        return guess, f"是不是「{guess}」？"
    others = [
        f"{name}（{title}）" if title else name for name, title in titles.items() if name not in error.rules["written"]
    ]
    return None, f"这里还可以写：{'、'.join(others)}" if others else "请删除这个字段"


def _names(cls: type) -> tuple[str, ...]:
    """The names of the fields of a model class."""
    return tuple(field.name for field in fields(cls))


def _placement_hint(error: FieldError, cls: type, data: Any) -> str:
    """The hint for a field of the entries below, or of what stands around, that was written too far to the left or
    right.
    """
    word, siblings = error.path[-1], error.rules["siblings"]
    for name, rules in siblings.items():
        inner = rules.get("schema", {}) if rules["type"] == "list" else rules
        family = inner.get("variants")
        if word in (inner.get("schema") or {}) or (
            family and any(word in _names(other) for other in variants(family).values())
        ):
            return f"{word} 要写在 {name} 里面：请检查这一行的缩进"
    above = [declared_at(cls, data, error.path[:end]) for end in range(1, len(error.path) - 1)]
    around = [_names(cls), *(declared.names for declared in above if declared)]
    holders = [data]
    for step in error.path[:-1]:
        holders.append(holders[-1][step])
    inside = any(word in names for names in around) and not any(
        isinstance(holder, dict) and word in holder for holder in holders[:-1]
    )
    return f"{word} 不在这一层：请检查缩进，这一行多半要左移" if inside else ""


def _problem(error: FieldError, declared: Declared, file: YamlFile, alike: Sequence[FieldError] = ()) -> Problem:
    """One problem; of several entries of one list that are wrong in the same way, `alike`, it is told together."""
    code, message, hint = WORDS[error.rule]
    field, value, kinds = error.path[-1], error.value, error.rules.get("ref", ())
    name = (
        field
        if isinstance(field, str)
        else f"{error.path[-2]} 第 {'、'.join(str(int(entry.path[-1]) + 1) for entry in alike or [error])} 项"
    )
    type_name = (
        re.split("[：，]", class_title(VALUES[error.rules["value"]]))[0]
        if "value" in error.rules
        else TYPE_NAMES.get(str(error.limit), "")
    )
    if kinds and error.limit == "string":
        type_name = f"一个{'或'.join(NAMES[kind] for kind in kinds) if len(kinds) < 3 else '条目'}编号"
    words = message.format(
        name=name,
        value=in_one_line(value),
        limit=error.limit,
        type=type_name,
        unit="项" if isinstance(value, list) else "个字",
        size=len(value) if isinstance(value, (str, list)) else "",
        reason=error.reason.replace(str(value), in_one_line(value)),
    )
    of_value = error.rule in ("value", "regex", "allowed", "maxlength", "minlength")
    origin = "".join(
        f"；这个值来自 parameters.yaml 的 {id}" for _, id in placeholders(file.raw(error.path)) if of_value
    )
    advice = (
        "请加英文双引号：" + "、".join(f'"{file.raw(entry.path)}"' for entry in alike)
        if len(alike) > 1
        else hint(error, declared, file)
    )
    return Problem(code, words, file.place(error.path, key=error.rule in ("required", "nullable")), advice + origin)


def _about(error: FieldError, declared: Declared) -> str:
    """What the model says of the field."""
    rules, field, title, example = error.rules, error.path[-1], declared.title, declared.example
    if "allowed" in rules:
        return f"这里写「{title}」：{options(rules['allowed'], rules)}"
    words = [f"这里写「{title}」" + (f"，{declared.help}" if declared.help else "")]
    if rules["type"] == "list":
        least = f"至少 {rules['minlength']} 项，" if rules.get("minlength", 0) > 1 else ""
        words.append(
            f"{least}每一项以「- 」开头" + (f"，里面可以写 {'、'.join(declared.names)}" if declared.names else "")
        )
    elif declared.names:
        words.append(f"里面可以写 {'、'.join(declared.names)}")
    words += requirements(rules, declared.help)
    if isinstance(example, str):
        words.append(f"例如「{field}: {example}」" if isinstance(field, str) else f"例如「{example}」")
    return "；".join(words)


def _left_empty(error: FieldError, declared: Declared, file: YamlFile) -> str:
    line = file.place(error.path, key=True).line
    if any(warning.place.line == line for warning in file.warnings):
        return "「#」后面的文字被当成注释丢掉了，请给整段文字加英文双引号"
    spare = (
        "；用不着就删掉这一项"
        if isinstance(error.path[-1], int)
        else ""
        if error.rules["required"]
        else "；用不着就删掉这个字段"
    )
    return _about(error, declared) + spare


def _not_allowed(error: FieldError) -> str:
    """For a value that is none of those that may be written."""
    meanings, word = (
        error.rules.get("meta", {}).get("meanings", {}),
        unicodedata.normalize("NFKC", str(error.value)).strip().lower(),
    )
    of_meaning = next((option for option, meaning in meanings.items() if closest(word, [meaning])), None)
    synonym = corrections.SYNONYMS.get(word)
    guess = synonym if synonym in error.limit else closest(word, error.limit) or of_meaning
    question = f"是不是「{guess}」{f'（{meanings[guess]}）' if guess in meanings else ''}？" if guess else ""
    return question + ("可以写：" + options(error.limit, error.rules) if not guess or len(error.limit) <= 8 else "")


def _misshapen(error: FieldError, declared: Declared) -> str:
    """For a text that is not written as its pattern or value type wants it."""
    value, text = error.rules.get("value", ""), str(error.value)
    parse = VALUES[value].parse if value else None
    if better := corrections.better(text, parse or _matching(error.rules["regex"]), value):
        return f'请加英文双引号："{better}"' if re.fullmatch("[0-9.]+", better) else f"写成「{better}」"
    if parse is None:
        return (
            OF_IDS + f"，例如「{declared.example or 'first-visit'}」"
            if error.rules["regex"] == ID
            else _about(error, declared)
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


def _other_type(error: FieldError, declared: Declared, file: YamlFile) -> str:
    """How to write what was meant, from the wanted type and what stands there."""
    hint = OTHER_TYPE[error.limit](error, declared, file.raw(error.path))
    return hint or _about(error, declared)


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
        return _misshapen(error._replace(value=raw), declared) if raw else ""
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


def _of_model(error: FieldError, declared: Declared, _: YamlFile) -> str:
    return _about(error, declared)


def _of_shape(error: FieldError, declared: Declared, _: YamlFile) -> str:
    return _misshapen(error, declared)


WORDS: Mapping[str, tuple[str, str, Callable[[FieldError, Declared, YamlFile], str]]] = {
    "required": ("E202", "缺少必填字段「{name}」", _of_model),
    "nullable": ("E203", "「{name}」没有填写", _left_empty),
    "empty": ("E203", "「{name}」不能为空", _left_empty),
    "type": ("E204", "「{name}」应是{type}", _other_type),
    "minlength": ("E205", "「{name}」至少要 {limit} {unit}，现在是 {size}", _of_model),
    "maxlength": (
        "E205",
        "「{name}」最多 {limit} {unit}，现在是 {size}",
        lambda error, declared, file: (
            "请删减或合并" if isinstance(error.value, list) else "请写短一些，细节放到别的字段"
        ),
    ),
    "min": ("E206", "「{name}」不能小于 {limit}，现在是 {value}", _of_model),
    "max": ("E206", "「{name}」不能大于 {limit}，现在是 {value}", _of_model),
    "regex": ("E207", "「{value}」不符合「{name}」的写法", _of_shape),
    "allowed": ("E208", "「{value}」不是「{name}」可以写的值", lambda error, declared, file: _not_allowed(error)),
    "value": ("E209", "{reason}", _of_shape),
}
"""Rule of the schema -> our code, message, and how the hint is found."""
