"""What to write instead of a field that does not belong where it stands."""

from __future__ import annotations

import unicodedata
from dataclasses import fields
from typing import Any

from generator.language.did_you_mean import closest
from generator.load.hints.field_errors import FieldError
from generator.model import declared_at, variants


def suggestion(error: FieldError, cls: type, data: Any) -> tuple[str | None, str]:
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
