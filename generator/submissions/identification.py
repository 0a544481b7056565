"""Which form a copy is, and of which revision: by what it says of itself, or by its number, its title and its
labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from generator.model import REVISION, Form, Handbook, order
from generator.submissions.cells import contents, squeezed
from generator.submissions.package import OpenPackage
from generator.submissions.positions import Plan, likeness, printed
from generator.untrusted.package import Refusal

SURE, MARGIN = 0.6, 0.05
"""Which share of a form's labels a copy must have to be taken for it, and how much less any other form may have."""


class Library:
    """Every form of every revision, by which copies are recognised. It can be pickled."""

    def __init__(self, handbooks: Mapping[str, Handbook]) -> None:
        """By revision, oldest first; the draft last, under the revision that it will become."""
        self._forms: dict[tuple[str, str], Form] = {
            (form.id, revision): form for revision, handbook in handbooks.items() for form in handbook.forms.values()
        }
        self._plans: dict[tuple[str, str], Plan] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {"_forms": self._forms, "_plans": {}}

    def form(self, id: str, revision: str) -> Form | None:
        """The form as this revision has it; None if it has none."""
        return self._forms.get((id, revision))

    def revisions(self, id: str) -> list[str]:
        """The revisions that have the form, oldest first."""
        return [revision for form_id, revision in self._forms if form_id == id]

    def plan(self, id: str, revision: str) -> Plan:
        """The form as copies of it are searched. KeyError if there is none."""
        if (id, revision) not in self._plans:
            self._plans[id, revision] = Plan(self._forms[id, revision])
        return self._plans[id, revision]

    def plans(self) -> Iterable[tuple[str, Plan]]:
        """Every form of every revision with the revision, the newest first."""
        return [(revision, self.plan(id, revision)) for id, revision in reversed(self._forms)]


@dataclass(frozen=True)
class Identification:
    """What a copy was taken for."""

    plan: Plan
    revision: str
    """Empty where the copy does not say."""
    doubts: tuple[str, ...] = ()


def identify(package: OpenPackage, library: Library) -> Identification:
    """The form that a copy says it is, or the one that it is most like. Raises Refusal if it is like none."""
    id, claim = package.properties.get("FormId", ""), package.properties.get("Revision", "")
    revision = claim if re.fullmatch(REVISION, claim) else ""
    if library.form(id, revision):
        return Identification(library.plan(id, revision), revision)
    if revisions := library.revisions(id):
        nearest = (
            max(
                (candidate for candidate in revisions if order(candidate) <= order(revision)),
                key=order,
                default=revisions[0],
            )
            if revision
            else revisions[-1]
        )
        reason = f"文件说是 {revision} 版，手册里没有这一版，" if revision else "文件没有说是哪一版，"
        plan = library.plan(id, nearest)
        return Identification(plan, revision, (f"{reason}按{_edition(nearest)}的《{plan.form.title}》读",))
    return most_like(package, library)


def most_like(package: OpenPackage, library: Library) -> Identification:
    """The form whose number, title and labels the copy has.

    Raises Refusal if there is none or several are as likely.
    """
    plans = list(library.plans())
    body = contents(package.document, {tag for _, plan in plans for tag in plan.by_tag})
    labels = frozenset[str]().union(*map(printed, body.tables))
    tags = {control.tag for control in body.controls if control.tag}
    lines = squeezed("".join(chain(body.lines, ("".join(header.itertext()) for header in package.headers))))
    scores = [(_score(plan, labels, tags, lines), revision, plan) for revision, plan in plans]
    best, revision, plan = max(scores, key=lambda entry: entry[0], default=(0.0, "", None))
    other = max(
        (entry for entry in scores if plan and entry[2].form.id != plan.form.id),
        key=lambda entry: entry[0],
        default=(0.0, "", None),
    )
    if plan is None or best < SURE:
        hint = (
            f"，最像《{plan.form.title}》（{plan.form.number}），但只有 {best:.0%} 相符" if plan and best > 0.2 else ""
        )
        raise Refusal(f"看不出这是手册里的哪张表单{hint}，请用手册下载的表单填写")
    if other[2] and best - other[0] < MARGIN:
        raise Refusal(f"分不清这是《{plan.form.title}》还是《{other[2].form.title}》，请用手册下载的表单填写")
    how = "文件编号" if plan.form.number in lines else "名称和栏目" if squeezed(plan.form.title) in lines else "栏目"
    return Identification(
        plan,
        "",
        (f"文件里没有表单的标记，按{how}认作{_edition(revision)}的《{plan.form.title}》，{min(best, 1):.0%} 相符",),
    )


def _score(plan: Plan, there: frozenset[str], tags: set[str], lines: str) -> float:
    """From 0 to 1.2: the share of labels or tags that are there; number and title tell forms with the same labels
    apart.
    """
    labels = frozenset().union(*plan.labels)
    fields = plan.by_tag.keys()
    share = max(likeness(labels, there), len(tags & fields) / len(fields))
    return share * (1 + 0.1 * (plan.form.number in lines) + 0.1 * (squeezed(plan.form.title) in lines))


def _edition(revision: str) -> str:
    return f" {revision} 版" if revision else "当前草案"
