"""The problems of a draft, over the page that a browser shows: what is wrong, in which line, and what to write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import PurePosixPath

from generator import problem_formats
from generator.problems import Level, Problem

SHOWN = 20
"""So many are shown; mending those brings the rest."""
STYLE = (
    "position:fixed;inset:0;z-index:9999;overflow:auto;padding:1.2rem;background:#fffdf8;color:#1d2430;"
    "font:15px/1.6 system-ui,sans-serif"
)
PRE = (
    "white-space:pre-wrap;overflow-wrap:anywhere;background:#f4efe4;padding:.6rem .8rem;border-radius:.4rem;"
    "margin:.4rem 0 1rem"
)


def overlay(page: str, problems: Sequence[Problem], texts: Mapping[str, str]) -> str:
    """HTML that covers a page with the errors of the draft, those of its own file first.

    `page` is its address, such as `procedures/customer-visit.html`; `texts` holds the files by name.
    """
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    own = PurePosixPath(page.lstrip("/")).with_suffix(".yaml").as_posix()
    errors.sort(key=lambda problem: not problem.place.file.endswith(f"/{own}"))
    shown = "".join(f'<pre style="{PRE}">{escape(_told(problem, texts))}</pre>' for problem in errors[:SHOWN])
    rest = f"<p>还有 {len(errors) - SHOWN} 个错误，改好这些再看。</p>" if len(errors) > SHOWN else ""
    return (
        f'<div id="sop-problems" role="alert" style="{STYLE}"><h1 style="font-size:1.25rem">有 {len(errors)} 个错误，'
        f"页面没有更新</h1><p>改好后保存，这一页会自动更新。</p>{shown}{rest}</div>"
    )


def _told(problem: Problem, texts: Mapping[str, str]) -> str:
    """One problem as a terminal shows it, without the count below it."""
    return problem_formats.text([problem], texts).rsplit("\n\n", 1)[0]
