"""The paper on a change as text: Markdown for a comment, HTML for a page, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from html import escape
from types import MappingProxyType
from typing import Any

from generator.diff.comparison import as_data
from generator.diff.paper import Line, Paper, ReportSection
from generator.diff.side_by_side import side_by_side
from generator.language import inline

MARKER = "<!-- sop-pr-report -->"
"""By this line a comment is found again that was written before."""
LARGEST = 60_000
"""Characters of a comment: GitHub takes 65,536."""


def as_markdown(paper: Paper) -> str:
    """A comment for a pull request; nothing in the handbook's own words is taken for markup. What does not fit into a
    comment is counted.
    """
    end = f"变更指纹 `{paper.hash}`\n" if paper.hash else "有错误的改动没有变更指纹，不能批准。\n"
    out, left, untold = [MARKER, "", f"## {inline.escaped(paper.headline)}", ""], LARGEST - len(end), 0
    for section in paper.sections:
        out += [f"### {inline.escaped(section.title)}", ""]
        shown, folded = _parted(paper, section)
        for lines, is_folded in ((shown, False), (folded, True)):
            fitting = []
            for text in map(_markdown_line, lines):
                left -= len(text) + 1
                fitting += [text] if left > 0 else []
            untold += len(lines) - len(fitting)
            if fitting and is_folded:
                out += ["", f"<details><summary>还有 {len(fitting)} 条</summary>", "", *fitting, "", "</details>"]
            else:
                out += fitting
        out.append("")
    out += [f"还有 {untold} 条放不下，运行 sop pr-report --format html 看全文。", ""] if untold else []
    return "\n".join([*out, end])


def _markdown_line(line: Line) -> str:
    mark = f"**{inline.escaped(line.mark)}** " if line.mark else ""
    note = f"\n  <br><sub>{inline.escaped(line.note)}</sub>" if line.note else ""
    return f"- {mark}{inline.escaped(line.text)}{note}"


def as_html(paper: Paper) -> str:
    """A page that needs nothing else."""
    body = [f"<h1>{escape(paper.headline)}</h1>"]
    for section in paper.sections:
        shown, folded = _parted(paper, section)
        body += [f"<h2>{escape(section.title)}</h2>", *_html_list(shown)]
        if folded:
            body += [f"<details><summary>还有 {len(folded)} 条</summary>", *_html_list(folded), "</details>"]
    body += side_by_side(paper.report) if paper.report else []
    body += [f"<p><small>变更指纹 {paper.hash}</small></p>"] if paper.hash else []
    return PAGE.format(title=escape(paper.headline), body="\n".join(body))


def _html_list(lines: Sequence[Line]) -> Iterator[str]:
    yield "<ul>"
    for line in lines:
        mark = f"<b>{escape(line.mark)}</b> " if line.mark else ""
        note = f"<small>{escape(line.note)}</small>" if line.note else ""
        yield f"<li>{mark}{escape(line.text)}{note}</li>"
    yield "</ul>"


def _parted(paper: Paper, section: ReportSection) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines that are shown at once, and those that are folded; who must sign is never folded."""
    shown = None if section.signed else paper.at_once
    return section.lines[:shown], () if shown is None else section.lines[shown:]


PAGE = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.7 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1d2430 }}
h1 {{ font-size: 1.4rem }} h2 {{ font-size: 1.1rem; margin-top: 1.6rem }} ul {{ padding-left: 1.2rem }}
li {{ margin: .35rem 0 }} small {{ display: block; color: #5a6472; overflow-wrap: anywhere }}
b {{ color: #8a3b12; font-weight: 600 }} summary {{ cursor: pointer; color: #5a6472 }}
table {{ width: 100%; table-layout: fixed; border-collapse: collapse; margin: .5rem 0 1rem; font-size: .92rem }}
th, td {{ border: 1px solid #d5dae1; padding: .3rem .5rem; text-align: left; vertical-align: top }}
th {{ font-weight: 500; background: #f4f6f8 }} th, td {{ overflow-wrap: anywhere }}
del {{ background: #fbe3e0 }} ins {{ background: #dff1e3; text-decoration: none }} i {{ color: #5a6472 }}
</style>
{body}
</html>
"""


def as_json(paper: Paper) -> str:
    """For programs."""
    report = paper.report
    changes: Mapping[str, Any] = (
        {
            "changes": [
                {
                    **as_data([each.change])[0],
                    "class": each.change_class.value,
                    "followers": as_data(each.followers),
                    "details": as_data(each.details),
                }
                for each in report.changes
            ],
            "roles": list(report.roles()),
            "calendars": list(report.calendars()),
            "forms": [form.id for form in report.forms()],
            "clauses": list(report.clauses()),
            "to_read_again": {role: [item.id for item in items] for role, items in report.to_read_again().items()},
            "approvers": {owner: list(titles) for owner, titles in report.approvers().items()},
        }
        if report
        else {}
    )
    data = {
        "headline": paper.headline,
        "hash": paper.hash,
        **changes,
        "errors": paper.errors,
        "warnings": len(paper.problems) - paper.errors,
        "problems": [asdict(problem) for problem in paper.problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Paper], str]] = MappingProxyType({"md": as_markdown, "html": as_html, "json": as_json})
"""Every way to show the paper as text, by the name that `sop pr-report --format` takes."""
