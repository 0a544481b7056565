"""The pages of the editor, as HTML."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment

from generator.editing.form_parts import Group, UsedFigure
from generator.model import ITEM_KINDS, KINDS, DataPath, Duration, Minutes
from generator.render.compiled_templates import page_environment
from generator.render.special_pages import HOME, SPECIAL_PAGES
from generator.resources import TEMPLATES


@cache
def _environment() -> Environment:
    environment = page_environment(TEMPLATES)
    environment.policies["json.dumps_kwargs"] = {}  # parts stay in their order
    environment.globals.update(
        duration=_duration,
        minutes=_minutes,
        units=Duration.UNITS,
        figure_link=_figure_link,
        field_address=field_address,
    )
    return environment


def page(view: str, **shown: Any) -> str:
    """One page of the editor; `view` is its template."""
    return _environment().get_template(f"editing/{view}.html").render(view=view, **shown)


def fields(group: Group) -> str:
    """The fields of a part of a document."""
    return str(_environment().get_template("editing/parts.html").module.group_body(group))  # type: ignore[attr-defined]


def address_in_preview(kind: str, id: str, file: str) -> str:
    """Where the preview shows a document, below the root of the site."""
    if kind in ITEM_KINDS:
        return f"{KINDS[kind].path}/{id}.html"
    special = next((special for special in SPECIAL_PAGES if special.source == file), HOME)
    return f"{special.path.removesuffix('.md')}.html"


def field_address(id: str, path: DataPath) -> str:
    """Where a field of a document is changed; empty where there is no document."""
    return f"/item/{quote(id)}?open={quote(json.dumps(path))}#{slug(path)}" if id else ""


def _figure_link(figure: UsedFigure) -> str:
    """Where a figure is changed."""
    return field_address(figure.item, figure.path)


def slug(path: DataPath) -> str:
    """What a field is called in the page."""
    return "f-" + "-".join(map(str, path))


def _duration(text: str) -> tuple[str, str]:
    """A length of time in its parts."""
    try:
        parsed = Duration.parse(text)
    except ValueError:
        return text, "个工作日"
    return str(parsed.amount), parsed.unit


def _minutes(text: str) -> tuple[str, str]:
    """How long something takes, from and to."""
    try:
        parsed = Minutes.parse(text)
    except ValueError:
        return text, ""
    return str(parsed.least), str(parsed.most)
