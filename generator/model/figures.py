"""Figures by reference: a figure is written where it is decided and read everywhere else by its name.

The home of a figure is a field declared with `figure=NAME`: the limit of a step, rule, form or agreement, the target of
a KPI, the value of a parameter. Any text takes it by writing

    {crm-limit}                          a parameter
    {customer-visit#enter-crm.within}    a figure of an entry of an item
    {data-accuracy#target}               a figure of the item itself
    {#enter-crm.within}                  the same, inside the file of the item

Author documents keep the reference; `handbook_of` puts the figure in its place. A home may itself take its figure from
another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple

from generator.model.fields import ID, NUMBERS, DataPath, has_fields, hints, is_list, number_in, unwrap, variant
from generator.model.parameter import PAGE, Parameter

_ID = ID.replace("(-", "(?:-")
PLACEHOLDER = re.compile(rf"\{{({_ID}|(?:{_ID})?#(?:{_ID}\.)?{_ID})\}}")


class Figure(NamedTuple):
    """The value of a figure: 09:00 as authors write it, 9:00 as readers see it."""

    written: str
    shown: str


class WrittenFigure(NamedTuple):
    """A figure at its home, as the author wrote it."""

    item: str
    """The id of the file."""
    path: DataPath
    text: str
    """With its unit; it may take the place of another figure by reference."""
    parse: Any
    """The value type that the text must parse as; None for any text."""


def written_figures(documents: Iterable[tuple[type, str, Any]]) -> dict[str, WrittenFigure]:
    """The home of every figure by the name that texts call it by, from (model class, id, author document).

    Documents need not be sound: what cannot be read as a figure is none.
    """
    homes: dict[str, WrittenFigure] = {}
    for cls, id, document in documents:
        for name, figure in _figures_in(cls, document, id, (), "", ""):
            homes.setdefault(name, figure)
    return homes


def resolved_figures(homes: Mapping[str, WrittenFigure]) -> dict[str, Figure]:
    """Every figure by its name. One that leads back to itself has no value and is left out."""
    figures: dict[str, Figure] = {}

    def figure(name: str, above: frozenset[str]) -> Figure | None:
        if name in figures or name in above or name not in homes:
            return figures.get(name)
        home = homes[name]
        parts = {full: figure(full, above | {name}) for full in _names_in(home.text, home.item) if full in homes}
        if None in parts.values():
            return None
        known = {full: part for full, part in parts.items() if part is not None}
        written = fill_text(home.text, known, home.item, as_value=home.parse is not None)
        figures[name] = Figure(written, _shown(written, home.parse))
        return figures[name]

    for name in homes:
        figure(name, frozenset())
    return figures


def figures_of(documents: Iterable[tuple[type, str, Any]]) -> dict[str, Figure]:
    """Every figure of a handbook by the name that texts call it by, from (model class, id, author document)."""
    return resolved_figures(written_figures(documents))


def fill_text(
    text: str, figures: Mapping[str, Figure], holder: str, *, as_value: bool = False, linked: bool = False
) -> str:
    """A text with every reference replaced by its figure, as readers see it, or `as_value` as authors write it; with
    `linked`, a parameter by a Markdown link that shows it.

    `holder` is the id of the item that short references belong to. An unknown name is left as it is: `placeholders`
    finds those.
    """

    def replacement(match: re.Match[str]) -> str:
        name = full_name(match[1], holder)
        if name not in figures:
            return match[0]
        if as_value:
            return figures[name].written
        return f"[{figures[name].shown}]({PAGE}#{name})" if linked and "#" not in name else figures[name].shown

    return PLACEHOLDER.sub(replacement, text) if "{" in text else text


def fill(hint: Any, value: Any, figures: Mapping[str, Figure], holder: str) -> Any:
    """Author data of a declared type with every reference replaced by its figure; nothing else is changed.

    Data need not be sound.
    """
    if isinstance(value, str):
        inner = unwrap(hint)
        text = fill_text(value, figures, holder, as_value=inner in NUMBERS or hasattr(inner, "parse"))
        return number_in(text) if inner in NUMBERS and text != value else text
    if isinstance(value, list):
        return [fill(hint, part, figures, holder) for part in value]
    if not isinstance(value, dict):
        return value
    inner = unwrap(hint)
    types = hints(variant(inner, value.get("kind"))) if has_fields(inner) else {}
    return {name: fill(types.get(name, str), part, figures, holder) for name, part in value.items()}


def placeholders(value: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, str]]:
    """Every figure that author data names, as (path, name as written)."""
    if isinstance(value, str):
        if "{" in value:
            yield from ((path, match[1]) for match in PLACEHOLDER.finditer(value))
    elif isinstance(value, dict | list):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from placeholders(part, (*path, name))


def full_name(written: str, holder: str) -> str:
    """The name of a figure as it is known to all: inside its file an author may leave out the id of the item."""
    return holder + written if written.startswith("#") else written


def _names_in(text: str, holder: str) -> list[str]:
    return [full_name(match[1], holder) for match in PLACEHOLDER.finditer(text)]


def _shown(text: str, parse: Any) -> str:
    """A figure in the one way that it is shown; as it was written if it is not sound."""
    try:
        return str(parse.parse(text)) if parse else text
    except ValueError:
        return text


@cache
def _declarations(cls: type) -> tuple[tuple[str, Mapping[str, Any], Any, bool], ...]:
    """Where figures may stand in a model class: (field, rules, type, whether a list)."""
    return tuple(
        (
            declared.name,
            declared.metadata["rules"],
            unwrap(hints(cls)[declared.name]),
            is_list(hints(cls)[declared.name]),
        )
        for declared in fields(cls)
        if "figure" in declared.metadata["rules"] or has_fields(unwrap(hints(cls)[declared.name]))
    )


def _figures_in(
    cls: type, data: Any, item: str, path: DataPath, entry: str, unit: str
) -> Iterator[tuple[str, WrittenFigure]]:
    """(name, figure) of everything inside author data of a model class."""
    if not isinstance(data, dict):
        return
    cls = variant(cls, data.get("kind"))
    if path and isinstance(data.get("id"), str):
        entry = data["id"]
    unit = data["unit"] if isinstance(data.get("unit"), str) else _unit(cls) or unit
    for name, rules, inner, many in _declarations(cls):
        value = data.get(name)
        if "figure" in rules:
            text = _text(value, rules.get("counted") or unit)
            if text:
                called = f"{item}#{entry}." if entry else f"{item}#"
                parse = inner if hasattr(inner, "parse") else None
                yield (
                    entry if cls is Parameter else called + rules["figure"],
                    WrittenFigure(item, (*path, name), text, parse),
                )
        elif many:
            for position, part in enumerate(value if isinstance(value, list) else ()):
                yield from _figures_in(inner, part, item, (*path, name, position), entry, unit)
        else:
            yield from _figures_in(inner, value, item, (*path, name), entry, unit)


def _text(value: Any, unit: str) -> str:
    """A figure with its unit, where it has one; empty for what is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    amount = str(int(value)) if value == int(value) else str(value)
    return amount + unit if unit == "%" else f"{amount} {unit}".rstrip()


def _unit(cls: type) -> str:
    """The unit of numbers where the author does not write another one; empty for a class that declares none."""
    defaults = (declared.default for declared in fields(cls) if declared.name == "unit")
    return next((default for default in defaults if isinstance(default, str)), "")
