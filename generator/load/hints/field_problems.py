"""The problems of the fields of one document: what is wrong, and what to write instead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.language.phrasing import in_one_line
from generator.load.documents import YamlFile
from generator.load.hints.field_errors import FieldError
from generator.load.hints.field_help import about
from generator.load.hints.unknown_fields import suggestion
from generator.load.hints.wrong_types import TYPE_NAMES, other_type
from generator.load.hints.wrong_values import left_empty, misshapen, not_allowed
from generator.model import NAMES, VALUES, DataPath, Declared, class_title, declared_at, placeholders
from generator.problems import MOST_OF_FILE, Place, Problem, and_more


def field_problems(
    errors: Sequence[FieldError],
    cls: type,
    data: Any,
    file: YamlFile,
    home: Callable[[DataPath], Place | None] = lambda path: None,
) -> Iterator[Problem]:
    """A problem for each mistake but those that only follow from another; of more than MOST_OF_FILE, how many more.

    All fields that one entry lacks are one problem. `home` says where a value is decided that is only taken by
    reference at a path: a mistake in it is told there.
    """
    if len(errors) > MOST_OF_FILE:
        yield and_more(file.file, len(errors) - MOST_OF_FILE)
    errors = sorted(errors[:MOST_OF_FILE], key=lambda error: str(error.path[-1]))
    suggested_fields: set[tuple[str | int | None, ...]] = set()
    missing_fields: dict[DataPath, list[FieldError]] = defaultdict(list)
    foreign_entries: set[DataPath] = set()
    for error in errors:
        if error.rule == "unknown":
            guess, hint = suggestion(error, cls, data)
            if not error.rules["siblings"].keys() & error.rules["written"]:
                # Nothing in this entry is as it should be: what it lacks only follows from that.
                foreign_entries.add(error.path[:-1])
            # A field that is missing because its name is misspelt is one mistake, not two.
            suggested_fields.add((*error.path[:-1], guess))
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
        problem = _problem(group[0], _declaration(group[0], cls, data), file, group)
        there = home(group[0].path) if group[0].rule in OF_VALUE else None
        yield replace(problem, place=there, related=((problem.place, "用在这里"),)) if there else problem
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
    advice = (
        "请加英文双引号：" + "、".join(f'"{file.raw(entry.path)}"' for entry in alike)
        if len(alike) > 1
        else hint(error, declared, file)
    )
    return Problem(code, words, file.place(error.path, key=error.rule in ("required", "nullable")), advice)


def _of_model(error: FieldError, declared: Declared, _: YamlFile) -> str:
    return about(error, declared)


def _of_shape(error: FieldError, declared: Declared, _: YamlFile) -> str:
    return misshapen(error, declared)


OF_VALUE = ("value", "regex", "allowed", "maxlength", "minlength")
"""Rules that a value breaks, wherever it was taken from."""
WORDS: Mapping[str, tuple[str, str, Callable[[FieldError, Declared, YamlFile], str]]] = {
    "required": ("E202", "缺少必填字段「{name}」", _of_model),
    "nullable": ("E203", "「{name}」没有填写", left_empty),
    "empty": ("E203", "「{name}」不能为空", left_empty),
    "type": ("E204", "「{name}」应是{type}", other_type),
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
    "allowed": ("E208", "「{value}」不是「{name}」可以写的值", lambda error, declared, file: not_allowed(error)),
    "value": ("E209", "{reason}", _of_shape),
}
"""Rule of the schema -> our code, message, and how the hint is found."""
