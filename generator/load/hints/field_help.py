"""What a field asks for, in words: for hints, for the file that an author starts from, and for editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.load.hints.field_errors import FieldError
from generator.model import ID, NAMES, Declared

OF_IDS = "只用小写英文字母、数字和连字符，以字母开头"


def requirements(rules: Mapping[str, Any], help: str = "") -> list[str]:
    """What the rules of a field ask of its value, in phrases; without what its `help` says already."""
    words = []
    if "maxlength" in rules and rules["type"] == "string":
        words.append(f"最多 {rules['maxlength']} 个字")
    if "min" in rules and "max" in rules:
        words.append(f"从 {rules['min']} 到 {rules['max']}")
    if (kinds := rules.get("ref") or rules.get("schema", {}).get("ref")) and "编号" not in help:
        words.append(f"写{'或'.join(NAMES[kind] for kind in kinds) if len(kinds) < 3 else '条目'}的编号")
    if rules.get("regex") == ID and not help:
        words.append(OF_IDS)
    return words


def options(allowed: Iterable[Any], rules: Mapping[str, Any]) -> str:
    """What may be written, with its meaning where the rules say one."""
    meanings = rules.get("meta", {}).get("meanings", {})
    return "、".join(f"{option}（{meanings[option]}）" if option in meanings else str(option) for option in allowed)


def about(error: FieldError, declared: Declared) -> str:
    """What the model says of the field that an error is about."""
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
