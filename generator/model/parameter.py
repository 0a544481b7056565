"""Figures that a company decides for itself: declared once, used in any text as `{id}`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from generator.model.fields import ID, DataPath, attribute

PLACEHOLDER = re.compile(rf"\{{({ID})\}}".replace("(-", "(?:-"))
PAGE = "parameters"
"""What a link to a parameter names before its `#`."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A figure that the company decides for itself."""

    TITLE: ClassVar[str] = "企业可调参数"
    id: str = attribute("参数编号", defines="parameter", regex=ID, example="discount-rep")
    title: str = attribute("参数名称", maxlength=40)
    value: str = attribute("取值", help="连同单位一起写，会原样出现在正文里", example="5%")
    decide: str = attribute("怎么定", markdown=True, help="企业采用手册时凭什么定这个数")
    owner: str = attribute("谁来定", ref="role")


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """All figures that the company decides for itself."""

    TITLE: ClassVar[str] = "企业可调参数表"
    parameters: tuple[Parameter, ...] = attribute("参数", ())


def fill(value: Any, values: Mapping[str, str], linked: bool = False) -> Any:
    """Author data with every `{id}` replaced by the parameter's value; with `linked`, by a Markdown link that shows the
    value.

    An unknown name is left as it is: `placeholders` finds those.
    """
    if isinstance(value, str):
        return PLACEHOLDER.sub(
            lambda match: (
                match[0]
                if match[1] not in values
                else f"[{values[match[1]]}]({PAGE}#{match[1]})"
                if linked
                else values[match[1]]
            ),
            value,
        )
    if isinstance(value, dict):
        return {name: fill(part, values, linked) for name, part in value.items()}
    return [fill(part, values, linked) for part in value] if isinstance(value, list) else value


def placeholders(value: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, str]]:
    """Every parameter that author data names, as (path, id)."""
    if isinstance(value, str):
        yield from ((path, match[1]) for match in PLACEHOLDER.finditer(value))
    elif isinstance(value, dict | list):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from placeholders(part, (*path, name))


def values_of(document: Mapping[str, Any]) -> dict[str, str]:
    """The value of every parameter by its id, as far as the author's document is sound."""
    entries = document.get("parameters")
    sound = (entry for entry in entries if isinstance(entry, dict)) if isinstance(entries, list) else ()
    return {
        entry["id"]: entry["value"]
        for entry in sound
        if isinstance(entry.get("id"), str) and isinstance(entry.get("value"), str)
    }
