"""Dataclasses -> Cerberus schema; Cerberus errors -> problems at their line.

The only file that knows Cerberus. Validation runs without normalisation: defaults live in the dataclasses.
"""
from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from cerberus import TypeDefinition, Validator, errors

from ..model import VALUES, Declared, declared_at, hints, is_list, unwrap, variant
from ..problems import Problem
from .documents import YamlFile

TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}
TYPE_NAMES = {"string": "文字", "integer": "整数", "number": "数字", "boolean": "true 或 false",
              "list": "列表（每行以「- 」开头）", "dict": "一组「字段: 值」"}
OF_ENTRIES = ("ref", "acyclic", "regex", "allowed", "value")
"""Rules that, on a list, are about each entry."""
OURS = ("markdown",)
"""Declared for other readers of the model, no rule of Cerberus."""


@dataclass(frozen=True)
class Link:
    """An id that a file defines or refers to."""
    defines: bool
    kinds: tuple[str, ...]
    id: str
    path: tuple
    acyclic: bool = False


@cache
def schema_of(cls: type) -> dict[str, dict[str, Any]]:
    """The Cerberus schema of a model class."""
    return {declared.name: _field_rules(declared, hints(cls)[declared.name]) for declared in fields(cls)}


def _field_rules(declared: Any, hint: Any) -> dict[str, Any]:
    rules = {name: value for name, value in declared.metadata["rules"].items() if name not in OURS}
    out: dict[str, Any] = {"required": declared.default is MISSING, "meta": {"title": declared.metadata["title"], "example": declared.metadata["example"]}}
    inner = unwrap(hint)
    if is_list(hint):
        of_entries = {name: rules.pop(name) for name in OF_ENTRIES if name in rules}
        out |= {"type": "list", "schema": _type_rules(inner) | of_entries}
    else:
        out |= _type_rules(inner)
    if out["required"] and out["type"] == "string":
        out["empty"] = False
    if isinstance(rules.get("ref"), str):
        rules["ref"] = (rules["ref"],)
    if is_list(hint) and isinstance(out["schema"].get("ref"), str):
        out["schema"]["ref"] = (out["schema"]["ref"],)
    return out | rules


def _type_rules(inner: Any) -> dict[str, Any]:
    if inner in VALUES.values():
        return {"type": "string", "value": inner.__name__}
    if not is_dataclass(inner):
        return {"type": TYPES[inner]} | ({"empty": False} if inner is str else {})
    if hasattr(inner, "VARIANTS"):
        return {"type": "dict", "variants": inner}
    return {"type": "dict", "schema": schema_of(inner)}


class FlatErrors(errors.BaseErrorHandler):
    """`validator.errors` becomes the flat list of its leaves."""

    def __call__(self, found):
        return list(self._leaves(found))

    def _leaves(self, found):
        for error in found:
            if error.is_group_error:
                yield from self._leaves(error.child_errors)
            else:
                yield error


class HandbookValidator(Validator):
    """Cerberus with our own rules, and without its habit of taking true for 1."""

    types_mapping = Validator.types_mapping | {"integer": TypeDefinition("integer", (int,), (bool,))}

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("error_handler", FlatErrors)
        super().__init__(*args, **kwargs)

    def _error(self, *args):
        if len(args) == 1:
            # Cerberus would sort the errors and fill two trees at every level, which is quadratic; nothing here reads the trees.
            self._errors.extend(args[0])
            return
        if len(args) == 2 and args[1] is errors.UNKNOWN_FIELD:
            args += (tuple(self.schema),)
        super()._error(*args)

    def _validate_defines(self, kind, field, value):
        """{'type': 'string'}"""
        self._config["links"].append(Link(True, (kind,), value, (*self.document_path, field)))

    def _validate_ref(self, kinds, field, value):
        """{'type': ['string', 'list']}"""
        acyclic = bool(self._resolve_rules_set(self.schema[field]).get("acyclic"))
        self._config["links"].append(Link(False, tuple(kinds), value, (*self.document_path, field), acyclic))

    def _validate_acyclic(self, constraint, field, value):
        """{'type': 'boolean'}"""

    def _validate_regex(self, pattern, field, value):
        """{'type': 'string'}"""
        # Cerberus only appends '$', so that 'a|b' would accept 'axyz'.
        if isinstance(value, str) and not re.fullmatch(pattern, value):
            self._error(field, errors.REGEX_MISMATCH)

    def _validate_value(self, name, field, value):
        """{'type': 'string'}"""
        try:
            VALUES[name].parse(value)
        except ValueError as error:
            self._error(field, f"{error}|请写成「{VALUES[name].example}」这样")

    def _validate_variants(self, cls, field, value):
        """{'nullable': False}"""
        if not isinstance(value, dict):
            return
        kind = value.get("kind")
        chosen = variant(cls, kind)
        schema = schema_of(chosen)
        if chosen is cls:
            schema = schema | {"kind": {"required": True, "type": "string", "allowed": list(cls.VARIANTS), "meta": {}}}
        child = self._get_child_validator(document_crumb=field, schema_crumb=(field, "variants"), schema=schema, allow_unknown=chosen is cls)
        if not child(value, normalize=False):
            self._error(field, errors.MAPPING_SCHEMA, child._errors)


@cache
def _validator(cls: type) -> HandbookValidator:
    # Building one checks its schema, which is slow; it is reused for every file of its class.
    return HandbookValidator(schema_of(cls), links=[])


def check(cls: type, file: YamlFile) -> tuple[list[Problem], list[Link]]:
    """Hold a file against a model class -> its problems, and every id that it defines or refers to."""
    validator = _validator(cls)
    validator._config["links"].clear()
    validator.validate(file.data, normalize=False)
    return list(_problems(validator.errors, cls, file)), list(validator._config["links"])


def closest(word: str, options: Iterable[str]) -> str | None:
    """The option that the word is most likely a misspelling of."""
    return next(iter(difflib.get_close_matches(str(word), [str(option) for option in options], n=1, cutoff=0.6)), None)


def _problems(found: list[errors.ValidationError], cls: type, file: YamlFile) -> Iterator[Problem]:
    unknown = [error for error in found if error.code == errors.UNKNOWN_FIELD.code]
    meant = set()   # a field that is missing because its name is misspelt is one mistake, not two
    for error in unknown:
        guess = closest(error.field, error.info[0])
        meant.add((*error.document_path[:-1], guess))
        yield Problem("E201", f"没有叫「{error.field}」的字段", file.place(error.document_path, key=True),
                      f"是不是「{guess}」？" if guess else "这里可以写：" + "、".join(error.info[0]))
    for error in found:
        if error in unknown or (error.code == errors.REQUIRED_FIELD.code and error.document_path in meant):
            continue
        yield _problem(error, declared_at(cls, file.data, error.document_path), file)


def _problem(error: errors.ValidationError, declared: Declared | None, file: YamlFile) -> Problem:
    code, message, hint = WORDS.get(error.code, ("E299", "「{name}」的写法不对", _about))
    place = file.place(error.document_path, key=error.code in (errors.REQUIRED_FIELD.code, errors.NOT_NULLABLE.code))
    if error.code == errors.CUSTOM.code:
        message, _, example = error.info[0].partition("|")
        return Problem(code, message, place, f"写成「{example}」这样")
    name = error.field if isinstance(error.field, str) else f"第 {error.field + 1} 项"
    return Problem(code, message.format(
        name=name, value=error.value, limit=error.constraint, type=TYPE_NAMES.get(str(error.constraint), ""),
        unit="项" if isinstance(error.value, list) else "个字", size=len(error.value) if isinstance(error.value, (str, list)) else "",
    ), place, hint(error, declared, file))


def _about(error: errors.ValidationError, declared: Declared | None, file: YamlFile) -> str:
    """What the model says of the field."""
    if declared is None:
        return ""
    example = declared.example
    words = declared.title + (f"，{declared.help}" if declared.help else "")
    return f"这里写{words}" + (f"；例如「{error.field}: {example}」" if isinstance(example, str) and isinstance(error.field, str) else "")


def _options(error: errors.ValidationError, declared: Declared | None, file: YamlFile) -> str:
    guess = closest(str(error.value), error.constraint)
    return f"是不是「{guess}」？" if guess else "可以写：" + "、".join(map(str, error.constraint))


def _other_type(error: errors.ValidationError, declared: Declared | None, file: YamlFile) -> str:
    """How to write what was meant, from the wanted type and what stands there."""
    wanted, value = error.constraint, error.value
    if wanted == "string" and declared and declared.value:
        return f"写成「{declared.value.example}」这样，加英文双引号"
    if wanted == "string":
        return "文字里有「: 」时，请给整段文字加英文双引号" if isinstance(value, dict) else \
            "这里只写一段文字，不是列表" if isinstance(value, list) else f'请加英文双引号："{file.raw(error.document_path)}"'
    if wanted in ("integer", "number") and isinstance(value, str):
        number = re.fullmatch(r"\s*([0-9][0-9,_ ，]*(?:\.[0-9]+)?)\s*([^0-9]*)", value)
        return "只写阿拉伯数字" if not number else f"只写数字：{re.sub('[,_ ，]', '', number[1])}" + (f"（单位「{number[2]}」不用写）" if number[2] else "")
    if wanted == "integer" and isinstance(value, float):
        return f"只写整数，例如 {value:.0f}"
    if wanted == "boolean":
        return "写 true（是）" if str(value) in YES else "写 false（否）" if str(value) in NO else "写 true（是）或 false（否）"
    if wanted == "list" and isinstance(value, str):
        return "写成列表：[" + ", ".join(part.strip() for part in re.split("[,，、;；]", value) if part.strip()) + "]"
    if wanted == "list" and isinstance(value, dict):
        return "每一项前面加「- 」"
    if wanted == "dict" and isinstance(value, str):
        return "冒号要用英文半角「:」，后面加一个空格" if "：" in value else "换行缩进后写「字段: 值」" + (f"；{declared.title}可以写的字段：" + "、".join(declared.names) if declared else "")
    return ""


YES, NO = ("是", "yes", "Yes", "YES", "on", "TRUE", "True", "1"), ("否", "no", "No", "NO", "off", "FALSE", "False", "0")
WORDS: dict[int, tuple[str, str, Callable[..., str]]] = {
    errors.REQUIRED_FIELD.code: ("E202", "缺少必填字段「{name}」", _about),
    errors.NOT_NULLABLE.code: ("E203", "「{name}」没有填写", _about),
    errors.EMPTY_NOT_ALLOWED.code: ("E203", "「{name}」不能为空", _about),
    errors.BAD_TYPE.code: ("E204", "「{name}」应是{type}", _other_type),
    errors.MIN_LENGTH.code: ("E205", "「{name}」至少要 {limit} {unit}，现在是 {size}", _about),
    errors.MAX_LENGTH.code: ("E205", "「{name}」最多 {limit} {unit}，现在是 {size}", lambda *_: "请写短一些，细节放到别的字段"),
    errors.MIN_VALUE.code: ("E206", "「{name}」不能小于 {limit}，现在是 {value}", _about),
    errors.MAX_VALUE.code: ("E206", "「{name}」不能大于 {limit}，现在是 {value}", _about),
    errors.REGEX_MISMATCH.code: ("E207", "「{value}」不符合「{name}」的写法", _about),
    errors.UNALLOWED_VALUE.code: ("E208", "「{value}」不是「{name}」可以写的值", _options),
    errors.CUSTOM.code: ("E209", "", _about),
}
"""Cerberus code -> our code, message, and how the hint is found."""
