"""A change side by side, as HTML: every text that has other words as it was and as it is, and every form that has other
fields.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape

from generator.diff.change_report import ChangeReport
from generator.language.text_diff import STRANGE, likeness, stretches
from generator.model import Change, Form

NOTHING = "<i>没有</i>"


def side_by_side(report: ChangeReport) -> Iterator[str]:
    """The lines of a section of a page; none where nothing has other words or fields."""
    by_title: dict[str, list[Change]] = defaultdict(list)
    for change in report.every_change:
        if any(change.texts) and change.texts[0] != change.texts[1]:
            by_title[change.where[0]].append(change)
    forms = [(old, form) for form in report.forms() if (old := _before(report, form)) and _fields(old) != _fields(form)]
    if not by_title and not forms:
        return
    yield "<h2>前后对照</h2>"
    for old, form in forms:
        yield f"<details open><summary>《{escape(form.title)}》的栏目</summary>"
        yield from _table("", _layouts(_fields(old), _fields(form)))
        yield "</details>"
    for title, changes in by_title.items():
        yield f"<details><summary>{escape(title)}（{len(changes)} 处）</summary>"
        yield from _table("在哪里", [(escape(change.place or title), *_marked(*change.texts)) for change in changes])
        yield "</details>"


def _before(report: ChangeReport, form: Form) -> Form | None:
    return report.old.forms.get(form.formerly or form.id) or report.old.forms.get(form.id)


def _fields(form: Form) -> list[str]:
    """The form from its first part to its last field, a line each."""
    lines = []
    for part in form.sections:
        lines.append(f"【{part.title or '（无标题）'}】")
        for field in part.fields:
            kind = field.TITLE.partition("，")[0]
            lines.append(f"{field.title}（{kind}{'' if field.required else '，可以不填'}）")
    return lines


def _layouts(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str, str]]:
    """A row for each line of either form; those that go or come are marked."""
    rows = []
    for step, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = list(map(escape, old[i:j])), list(map(escape, new[k:m]))
        if step != "equal":
            left, right = [f"<del>{line}</del>" for line in left], [f"<ins>{line}</ins>" for line in right]
        length = max(len(left), len(right))
        left, right = left + [""] * (length - len(left)), right + [""] * (length - len(right))
        rows += [("", before, after) for before, after in zip(left, right, strict=True)]
    return rows


def _marked(before: str, after: str) -> tuple[str, str]:
    """Both texts, what is only in one of them marked there; of texts that have little in common, all of it."""
    if not before or not after or likeness(before, after) < STRANGE:
        left = f"<del>{escape(before)}</del>" if before else NOTHING
        return left, f"<ins>{escape(after)}</ins>" if after else NOTHING
    sides = [("".join(old), "".join(new)) for old, new in stretches(before, after)]
    left = "".join(escape(old) if old == new else f"<del>{escape(old)}</del>" if old else "" for old, new in sides)
    right = "".join(escape(new) if old == new else f"<ins>{escape(new)}</ins>" if new else "" for old, new in sides)
    return left, right


def _table(place: str, rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """A table of two sides; without a heading for the place, without that column."""
    yield "<table><tr>" + (f"<th>{place}</th>" if place else "") + "<th>改前</th><th>改后</th></tr>"
    for where, before, after in rows:
        yield "<tr>" + (f"<th>{where}</th>" if place else "") + f"<td>{before}</td><td>{after}</td></tr>"
    yield "</table>"
