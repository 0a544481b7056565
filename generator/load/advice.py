"""What is wrong with a field and what to write instead, in the author's language."""
from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.load.documents import YamlFile
from generator.model import ID, NAMES, VALUES, Declared, declared_at, placeholders
from generator.problems import Problem

TYPE_NAMES = {"string": "文字", "integer": "整数", "number": "数字", "boolean": " true 或 false",
              "list": "列表（每行以「- 」开头）", "dict": "一组「字段: 值」"}
YES, NO = ("是", "有", "对", "yes", "y", "on", "true", "1"), ("否", "无", "不", "no", "n", "off", "false", "0")


class Mistake(NamedTuple):
    """One rule of the schema that one place of a document breaks."""
    rule: str
    """The rule's name; `unknown` for a field that does not belong there."""
    path: tuple
    value: Any
    limit: Any
    """What the rule asks for."""
    rules: Mapping[str, Any]
    """All rules of the field. Of an unknown field: `siblings` with their rules, which of them are `written`, the class of its `variants`."""
    reason: str = ""
    """Why a text is none of its value type."""


def problems(mistakes: Iterable[Mistake], cls: type, data: Any, file: YamlFile) -> Iterator[Problem]:
    """A problem for each mistake but those that only follow from another. All fields that one entry lacks are one problem."""
    mistakes = sorted(mistakes, key=lambda mistake: str(mistake.path[-1]))
    meant, lacking = set(), defaultdict(list)
    for mistake in mistakes:
        if mistake.rule == "unknown":
            guess, hint = _meant(mistake)
            meant.add((*mistake.path[:-1], guess))   # a field that is missing because its name is misspelt is one mistake, not two
            yield Problem("E201", f"没有叫「{brief(mistake.path[-1])}」的字段", file.place(mistake.path, key=True), hint)
    for mistake in mistakes:
        if mistake.rule == "required" and mistake.path not in meant:
            lacking[mistake.path[:-1]].append(mistake)
        elif mistake.rule not in ("required", "unknown") and not _unfilled(mistake):
            yield _problem(mistake, declared_at(cls, data, mistake.path), file)
    for path, (first, *others) in lacking.items():
        if not others:
            yield _problem(first, declared_at(cls, data, first.path), file)
        else:
            names = {mistake.path[-1]: declared_at(cls, data, mistake.path).title for mistake in (first, *others)}
            yield Problem("E202", f"缺少 {len(names)} 个必填字段：{'、'.join(names)}", file.place((*path, first.path[-1]), key=True),
                          "；".join(f"{name} 写「{title}」" for name, title in names.items()))


def closest(word: str, options: Iterable[str]) -> str | None:
    """The option that the word is most likely a misspelling of."""
    return next(iter(difflib.get_close_matches(str(word), [str(option) for option in options], n=1, cutoff=0.6)), None)


def brief(value: Any, most: int = 40) -> str:
    """A value in one short line, to stand in a sentence."""
    text = " ".join(str(value).split())
    return text if len(text) <= most else text[:most - 1] + "…"


def _unfilled(mistake: Mistake) -> bool:
    """Whether the text waits for a parameter that does not exist, which is reported as such."""
    return isinstance(mistake.value, str) and any(placeholders(mistake.value))


def _meant(mistake: Mistake) -> tuple[str | None, str]:
    """The field that an unknown name stands for, if any, and the hint."""
    word, siblings = unicodedata.normalize("NFKC", mistake.path[-1]).lower(), mistake.rules["siblings"]
    titles = {name: rules["meta"].get("title", "") for name, rules in siblings.items()}
    guess = next((name for name, title in titles.items() if title == word), None) or closest(word, siblings)
    kinds = [kind for kind, other in getattr(mistake.rules["variants"], "VARIANTS", {}).items() if word in other.__dataclass_fields__]
    if kinds:
        return None, f"只有 {'、'.join(kinds)} 这样的栏目才能写 {word}；请删除，或改 kind"
    if guess:
        return guess, f"是不是「{guess}」？"
    others = [f"{name}（{title}）" if title else name for name, title in titles.items() if name not in mistake.rules["written"]]
    return None, f"这里还可以写：{'、'.join(others)}" if others else "请删除这个字段"


def _problem(mistake: Mistake, declared: Declared | None, file: YamlFile) -> Problem:
    code, message, hint = WORDS[mistake.rule]
    field, value = mistake.path[-1], mistake.value
    name = field if isinstance(field, str) else f"{mistake.path[-2]} 第 {field + 1} 项"
    type_name = re.split("[：，]", VALUES[mistake.rules["value"]].__doc__)[0] if "value" in mistake.rules else TYPE_NAMES.get(str(mistake.limit), "")
    words = message.format(name=name, value=brief(value), limit=mistake.limit, type=type_name, unit="项" if isinstance(value, list) else "个字",
                           size=len(value) if isinstance(value, (str, list)) else "", reason=mistake.reason.replace(str(value), brief(value)))
    origin = "".join(f"；这个值来自 parameters.yaml 的 {id}" for _, id in placeholders(file.raw(mistake.path)))
    return Problem(code, words, file.place(mistake.path, key=mistake.rule in ("required", "nullable")), hint(mistake, declared, file) + origin)


def _about(mistake: Mistake, declared: Declared | None, file: YamlFile) -> str:
    """What the model says of the field."""
    rules, field, title, example = mistake.rules, mistake.path[-1], declared.title, declared.example
    if "allowed" in rules:
        return f"这里写「{title}」：{options(rules['allowed'], rules)}"
    words = [f"这里写「{title}」" + (f"，{declared.help}" if declared.help else "")]
    if rules["type"] == "list":
        least = f"至少 {rules['minlength']} 项，" if rules.get("minlength", 0) > 1 else ""
        words.append(f"{least}每一项以「- 」开头" + (f"，里面可以写 {'、'.join(declared.names)}" if declared.names else ""))
    elif declared.names:
        words.append(f"里面可以写 {'、'.join(declared.names)}")
    words += asked(rules, declared.help)
    if isinstance(example, str):
        words.append(f"例如「{field}: {example}」" if isinstance(field, str) else f"例如「{example}」")
    return "；".join(words)


def asked(rules: Mapping[str, Any], told: str = "") -> list[str]:
    """What the rules of a field ask of its value, in phrases; without what its help has `told`."""
    words = []
    if "maxlength" in rules and rules["type"] == "string":
        words.append(f"最多 {rules['maxlength']} 个字")
    if "min" in rules and "max" in rules:
        words.append(f"从 {rules['min']} 到 {rules['max']}")
    if (kinds := rules.get("ref") or rules.get("schema", {}).get("ref")) and "编号" not in told:
        words.append(f"写{'或'.join(NAMES[kind] for kind in kinds) if len(kinds) < 3 else '条目'}的编号")
    if rules.get("regex") == ID and not told:
        words.append(OF_IDS)
    return words


OF_IDS = "只用小写英文字母、数字和连字符，以字母开头"


def _left_empty(mistake: Mistake, declared: Declared | None, file: YamlFile) -> str:
    line = file.place(mistake.path, key=True).line
    if any(warning.place.line == line for warning in file.warnings):
        return "「#」后面的文字被当成注释丢掉了，请给整段文字加英文双引号"
    spare = "；用不着就删掉这一项" if isinstance(mistake.path[-1], int) else "" if mistake.rules["required"] else "；用不着就删掉这个字段"
    return _about(mistake, declared, file) + spare


def options(allowed: Iterable[Any], rules: Mapping[str, Any]) -> str:
    """What may be written, with its meaning where the rules say one."""
    meanings = rules.get("meta", {}).get("meanings", {})
    return "、".join(f"{option}（{meanings[option]}）" if option in meanings else str(option) for option in allowed)


def _not_allowed(mistake: Mistake, declared: Declared | None, file: YamlFile) -> str:
    guess = closest(mistake.value, mistake.limit)
    return f"是不是「{guess}」？" if guess else "可以写：" + options(mistake.limit, mistake.rules)


def _misshapen(mistake: Mistake, declared: Declared | None, file: YamlFile) -> str:
    """For a text that is not written as its pattern or value type wants it."""
    parse = VALUES[mistake.rules["value"]].parse if "value" in mistake.rules else None
    if better := _better(str(mistake.value), parse or (lambda text: re.fullmatch(mistake.rules["regex"], text)[0])):
        return f'请加英文双引号："{better}"' if re.fullmatch("[0-9.]+", better) else f"写成「{better}」"
    if parse is None:
        return OF_IDS + f"，例如「{declared.example or 'customer-visit'}」" if mistake.rules["regex"] == ID else _about(mistake, declared, file)
    if re.fullmatch(VALUES[mistake.rules["value"]].pattern, str(mistake.value)):
        return "写法没有错，请核对数字"
    return f"这里写{VALUES[mistake.rules['value']].__doc__}，例如「{declared.example}」"


def _better(text: str, accepts: Callable[[str], Any]) -> str | None:
    """The text as it was probably meant, if that is right."""
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = [number.zfill(2) for number in re.findall("[0-9]+", plain)]
    tries = [plain, plain.upper(), f"{plain}/", plain.rstrip("/"), re.sub("(?:[之以]?内|前)$", "", plain), re.sub("^每?(?:星期|礼拜|周)", "周", plain),
             re.sub("^[一二三四五六七八九](?![一二三四五六七八九十百])", lambda word: str("零一二三四五六七八九".index(word[0])), plain),
             re.sub("[0-9]+", lambda number: number[0].zfill(2), plain), re.sub("(?<=[0-9])(?=[^0-9 ])", " ", plain),
             re.sub("(?<=[0-9]) ?(?=工作日|月)", " 个", plain), "-".join(re.findall("[a-z0-9]+", plain.lower())) if plain.isascii() else ""]
    if re.fullmatch("[0-9年月日号/. -]+", plain):
        tries.append("-".join(digits))
    if re.fullmatch("[0-9点时分: ]+", plain):
        tries.append(":".join(digits if len(digits) > 1 else [*digits, "00"]))
    if re.fullmatch("[0-9]+(?:[至到~–—-][0-9]+)? ?(?:分钟?)?", plain):
        tries.append("-".join(re.findall("[0-9]+", plain)))
    for words in tries:
        try:
            accepts(words)
            return words
        except (ValueError, TypeError):
            continue
    return None


def _other_type(mistake: Mistake, declared: Declared | None, file: YamlFile) -> str:
    """How to write what was meant, from the wanted type and what stands there."""
    hint = OTHER_TYPE[mistake.limit](mistake, mistake.value, declared, file.raw(mistake.path))
    return hint or _about(mistake, declared, file)


def _to_text(mistake: Mistake, value: Any, declared: Declared | None, raw: str) -> str:
    rules = mistake.rules
    if isinstance(value, list) and "allowed" not in rules:
        return "这里只写一个，不用列表：去掉方括号或「- 」" if len(value) == 1 or "ref" in rules else "这里只写一段文字，不是列表"
    if "value" in rules or "regex" in rules:
        return _misshapen(mistake._replace(value=raw), declared, None) if raw else ""
    if isinstance(value, dict):
        return "文字里有「: 」时，请给整段文字加英文双引号"
    return "" if {"allowed", "ref"} & set(rules) else f'请加英文双引号："{raw}"'


def _to_number(mistake: Mistake, value: Any, declared: Declared | None, raw: str) -> str:
    if isinstance(value, float):
        return f"只写整数，例如 {value:.0f}"
    plain = unicodedata.normalize("NFKC", value) if isinstance(value, str) else ""
    numbers, unit = re.findall(r"[0-9][0-9,_ ]*(?:\.[0-9]+)?", plain), re.search(r"[^0-9\s]+$", plain)
    return "只写一个阿拉伯数字" if len(numbers) != 1 else f"只写数字：{re.sub('[,_ ]', '', numbers[0])}" + (f"（单位「{unit[0]}」不用写）" if unit else "")


def _to_boolean(mistake: Mistake, value: Any, declared: Declared | None, raw: str) -> str:
    return "写 true（是）" if str(value).lower() in YES else "写 false（否）" if str(value).lower() in NO else "写 true（是）或 false（否）"


def _to_list(mistake: Mistake, value: Any, declared: Declared | None, raw: str) -> str:
    entries = mistake.rules["schema"]["type"]
    if isinstance(value, dict):
        return "每一项前面加「- 」"
    if isinstance(value, str) and re.match("[-－—–•·]", value):
        return "每一项换一行，以半角的「- 」开头，横线后面要有空格"
    parts = [part.strip() for part in re.split("[,，、;；\n]", raw) if part.strip()]
    if entries == "dict" or not parts or any(len(part) > 12 for part in parts) and " " in raw or "。" in raw or len(raw) > 60:
        return "" if entries == "dict" else "每一项换一行，以「- 」开头"
    return "写成列表：[" + (", ".join(parts) if isinstance(value, str) else f'"{raw}"') + "]"


def _to_group(mistake: Mistake, value: Any, declared: Declared | None, raw: str) -> str:
    if isinstance(value, str) and "：" in value:
        return "冒号要用英文半角「:」，后面加一个空格"
    if isinstance(value, list):
        return "这里不是列表，请去掉「- 」，直接写「字段: 值」"
    return "换行缩进后写「字段: 值」" + (f"；里面可以写 {'、'.join(declared.names)}" if declared.names else "")


OTHER_TYPE: Mapping[str, Callable[..., str]] = {"string": _to_text, "integer": _to_number, "number": _to_number, "boolean": _to_boolean,
                                                "list": _to_list, "dict": _to_group}
WORDS: Mapping[str, tuple[str, str, Callable[..., str]]] = {
    "required": ("E202", "缺少必填字段「{name}」", _about),
    "nullable": ("E203", "「{name}」没有填写", _left_empty),
    "empty": ("E203", "「{name}」不能为空", _left_empty),
    "type": ("E204", "「{name}」应是{type}", _other_type),
    "minlength": ("E205", "「{name}」至少要 {limit} {unit}，现在是 {size}", _about),
    "maxlength": ("E205", "「{name}」最多 {limit} {unit}，现在是 {size}",
                  lambda mistake, *_: "请删减或合并" if isinstance(mistake.value, list) else "请写短一些，细节放到别的字段"),
    "min": ("E206", "「{name}」不能小于 {limit}，现在是 {value}", _about),
    "max": ("E206", "「{name}」不能大于 {limit}，现在是 {value}", _about),
    "regex": ("E207", "「{value}」不符合「{name}」的写法", _misshapen),
    "allowed": ("E208", "「{value}」不是「{name}」可以写的值", _not_allowed),
    "value": ("E209", "{reason}", _misshapen),
}
"""Rule of the schema -> our code, message, and how the hint is found."""
