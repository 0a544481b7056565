"""The paper on a change in every form it is needed in: Markdown for a comment, HTML for a page, JSON for programs.

What it says is made once, as sections; a Word document is made from the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from generator.diff.change_report import ChangeReport, ClassedChange
from generator.diff.comparison import as_data
from generator.language import inline, phrasing
from generator.problems import Level, Problem

FIRST = 6
"""Of many items, so many are named."""
TOLD = 20
"""So many problems are told; the check tells the rest."""
MARKER = "<!-- sop-pr-report -->"
"""By this line a comment is found again that was written before."""


class Line(NamedTuple):
    """One line: a mark in front, the words, and what is less important."""

    text: str
    mark: str = ""
    note: str = ""


class ReportSection(NamedTuple):
    """A heading and its lines."""

    title: str
    lines: tuple[Line, ...]


def sections(report: ChangeReport) -> tuple[ReportSection, ...]:
    """All that is said, in the order in which somebody decides; sections without a line are left out."""
    everything = (
        ReportSection("数字和时限", tuple(map(_line, report.figures))),
        ReportSection("其他变化", tuple(map(_line, report.others))),
        ReportSection("涉及谁", tuple(_concerned(report))),
        ReportSection("要重新阅读", tuple(_reading(report))),
        ReportSection("请谁批准", tuple(_approvers(report))),
        ReportSection("检查", tuple(_checked(report.problems))),
    )
    return tuple(section for section in everything if section.lines)


def headline(report: ChangeReport) -> str:
    """The change in one line."""
    figures, count = len(report.figures), len(report.changes)
    if not count:
        return "手册内容没有变化"
    places = sum(len(each.followers) for each in report.changes)
    return f"改了 {count} 处" + (f"，其中数字和时限 {figures} 处，另有 {places} 处跟着变" if figures else "")


def _line(each: ClassedChange) -> Line:
    return Line(str(each.change), each.change_class.value, _followers(each))


def _followers(each: ClassedChange) -> str:
    if not each.followers:
        return ""
    titles = list(dict.fromkeys(change.where[0] for change in each.followers))
    return f"跟着变 {len(each.followers)} 处：{_some(titles)}"


def _concerned(report: ChangeReport) -> Iterator[Line]:
    for name, values in (
        ("岗位", report.roles()),
        ("表单", [form.title for form in report.forms()]),
        ("依据条款", report.clauses()),
    ):
        if values:
            yield Line(phrasing.listed(values), name)


def _reading(report: ChangeReport) -> Iterator[Line]:
    by_role = ((_some([f"「{item.title}」" for item in items]), role) for role, items in report.to_read_again().items())
    for items, group in groupby(sorted(by_role), key=lambda pair: pair[0]):
        yield Line(items, phrasing.listed(role for _, role in group))


def _some(titles: Sequence[str]) -> str:
    """The first of some titles, and how many they are."""
    return phrasing.listed(titles[:FIRST]) + (f"等 {len(titles)} 个条目" if len(titles) > FIRST else "")


def _approvers(report: ChangeReport) -> Iterator[Line]:
    for owner, titles in report.approvers().items():
        yield Line(phrasing.listed(titles), owner)


def _checked(problems: tuple[Problem, ...]) -> Iterator[Line]:
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    yield Line(f"{len(errors)} 个错误，{len(problems) - len(errors)} 个提醒" if problems else "没有发现问题")
    for problem in errors[:TOLD]:
        yield Line(problem.message, f"{problem.place.file}:{problem.place.line}", problem.hint)
    if len(errors) > TOLD:
        yield Line(f"还有 {len(errors) - TOLD} 个错误，运行 sop check 查看")


def as_markdown(report: ChangeReport) -> str:
    """A comment for a pull request; nothing in the handbook's own words is taken for markup."""
    out = [MARKER, "", f"## {headline(report)}", ""]
    for section in sections(report):
        out += [f"### {section.title}", ""]
        for line in section.lines:
            mark = f"**{inline.escaped(line.mark)}** " if line.mark else ""
            out.append(f"- {mark}{inline.escaped(line.text)}")
            out += [f"  <br><sub>{inline.escaped(line.note)}</sub>"] if line.note else []
        out.append("")
    return "\n".join([*out, f"变更指纹 `{report.hash}`", ""])


def as_html(report: ChangeReport) -> str:
    """A page that needs nothing else."""
    body = [f"<h1>{escape(headline(report))}</h1>"]
    for section in sections(report):
        body += [f"<h2>{escape(section.title)}</h2>", "<ul>"]
        for line in section.lines:
            mark = f"<b>{escape(line.mark)}</b> " if line.mark else ""
            note = f"<small>{escape(line.note)}</small>" if line.note else ""
            body.append(f"<li>{mark}{escape(line.text)}{note}</li>")
        body.append("</ul>")
    body.append(f"<p><small>变更指纹 {report.hash}</small></p>")
    return PAGE.format(title=escape(headline(report)), body="\n".join(body))


PAGE = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.7 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1d2430 }}
h1 {{ font-size: 1.4rem }} h2 {{ font-size: 1.1rem; margin-top: 1.6rem }} ul {{ padding-left: 1.2rem }}
li {{ margin: .35rem 0 }} small {{ display: block; color: #5a6472; overflow-wrap: anywhere }}
b {{ color: #8a3b12; font-weight: 600 }}
</style>
{body}
</html>
"""


def as_json(report: ChangeReport) -> str:
    """For programs."""
    changes = [
        {
            **as_data([each.change])[0],
            "class": each.change_class.value,
            "followers": as_data(each.followers),
        }
        for each in report.changes
    ]
    data = {
        "headline": headline(report),
        "hash": report.hash,
        "changes": changes,
        "roles": list(report.roles()),
        "forms": [form.id for form in report.forms()],
        "clauses": list(report.clauses()),
        "to_read_again": {role: [item.id for item in items] for role, items in report.to_read_again().items()},
        "approvers": {owner: list(titles) for owner, titles in report.approvers().items()},
        "errors": len(report.errors()),
        "warnings": len(report.problems) - len(report.errors()),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[ChangeReport], str]] = MappingProxyType(
    {"md": as_markdown, "html": as_html, "json": as_json}
)
"""Every way to show the paper as text, by the name that `sop pr-report --format` takes."""
