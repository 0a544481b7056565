"""What is wrong with a page template, for whoever edits it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from generator.problems import Place, Problem, ProblemsFound


@contextmanager
def template_problems(templates: Path) -> Iterator[None]:
    """Raise ProblemsFound, with file and line, where a template in this folder cannot be understood or filled in."""
    try:
        yield
    except TemplateError as error:
        raise ProblemsFound(
            Problem(
                "E607",
                f"页面模板写错了：{error.message or error}",
                _place(error, templates),
                "把这一行改好；改不好，用 git 取回原来的模板",
            )
        ) from None


def _place(error: TemplateError, templates: Path) -> Place:
    """The line that a mistake in writing is in; else the innermost line that was being filled in."""
    if isinstance(error, TemplateSyntaxError):
        file, line = Path(error.filename) if error.filename else templates / (error.name or ""), error.lineno
    else:
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if Path(frame.filename).is_relative_to(templates)
        ]
        file, line = (Path(frames[-1].filename), frames[-1].lineno or 1) if frames else (templates, 1)
    return Place(
        file.relative_to(templates.parent).as_posix() if file.is_relative_to(templates.parent) else file.name, line
    )
