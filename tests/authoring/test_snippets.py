"""Every snippet writes YAML that the check accepts, once the ids in it are chosen."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from generator.authoring.snippets import entry_classes, snippets
from generator.load import load_handbook
from generator.load.documents import parse
from generator.load.files import read_folder
from generator.model import KINDS, Adoption, Due, convert, has_fields, hints, is_list, unwrap, variant
from generator.problems import Level
from generator.resources import CONTENT
from tests.conftest import SMALL
from tests.department import DEPARTMENT
from tests.load.editing import DAY

SNIPPETS: Mapping[str, Mapping[str, Any]] = json.loads(snippets())
ENTRIES = entry_classes()
STOP = re.compile(r"\$\{\d+(?::((?:\\.|[^}\\])*)|\|([^|]*)\|)\}")
CHOSEN = {
    "岗位编号": "sales-rep",
    "指标编号": "same-day-record",
    "步骤编号": "update-crm",
    "栏目编号": "people",
    "条目编号": "customer-visit",
}
"""What an author takes from the list of ids, by what stands there before."""
ADOPTED = {"decided_by": "销售经理", "decided_on": "2026-01-10"}
"""What stands beside the lists of what is off."""
OTHERS = {
    "列": {"栏目编号": "visit-record.people"},
    "不用的条目": {"条目编号": "visit-quiz"},
}
"""The same where something else fits, by the title of the snippet."""
IN_ORDER = {
    "由别人担任的岗位": ("customer-service", "sales-supervisor"),
    "栏目规则：晚于另一栏": ("end-time", "start-time"),
    "栏目规则：早于另一栏": ("start-time", "end-time"),
    "栏目规则：不能晚于填写当天": ("visit-date",),
    "栏目规则：与另一栏相隔不超过几天": ("promise-date", "visit-date"),
    "栏目：自动合计": ("prepared", "listening"),
    "栏目规则：看另一栏才必填": ("order", "way"),
}
"""What fits one after another where not all does: fields, and roles."""


def expanded(body: list[str], chosen: Mapping[str, str]) -> str:
    """What a snippet leaves in the text: the defaults and the first choices, and the ids that were chosen."""

    def value(stop: re.Match[str]) -> str:
        default = stop[2].split(",")[0] if stop[2] is not None else re.sub(r"\\(.)", r"\1", stop[1])
        return chosen.get(default, default)

    text = STOP.sub(value, "\n".join(body))
    assert "$" not in text
    return text


def lists(cls: type, data: Any, entry: type) -> Iterator[tuple[Any, str]]:
    """Every part of a document that may hold a list of such entries, with the name of its field."""
    cls = variant(cls, data.get("kind"))
    for declared in fields(cls):
        inner = unwrap(hints(cls)[declared.name])
        if not has_fields(inner):
            continue
        if is_list(hints(cls)[declared.name]) and entry in (inner, *getattr(inner, "VARIANTS", {}).values()):
            yield data, declared.name
        written = data.get(declared.name, [])
        for part in written if isinstance(written, list) else [written]:
            yield from lists(inner, part, entry)


@pytest.mark.parametrize("title", ENTRIES)
def test_a_snippet_is_accepted(tmp_path, title):
    """Put at the end of a list of a handbook: no problem, but what only more of it could mend."""
    names = iter(IN_ORDER.get(title, ()))
    chosen = CHOSEN | OTHERS.get(title, {})
    body = [re.sub("栏目编号|岗位编号", lambda stop: next(names, stop[0]), line) for line in SNIPPETS[title]["body"]]
    data = parse("new:\n" + "\n".join(f"  {line}" for line in expanded(body, chosen).split("\n")), "").data
    (entry,) = data["new"]
    handbook, file, document, holder, name = next(places_for(ENTRIES[title], SMALL, DEPARTMENT))
    root = shutil.copytree(handbook, tmp_path / "handbook")
    holder[name] = [*holder.get(name, []), entry]
    (root / file).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    told = [problem for problem in load_handbook(root, DAY).problems if problem.level is Level.ERROR]
    assert [problem.message for problem in told if problem.code != WANTED.get(title)] == []


def places_for(entry: type, *roots: Path) -> Iterator[tuple[Path, str, Any, Any, str]]:
    """Every list for such entries, as handbook, file, document, the part of it that holds the list, and its field; last
    those of files that a handbook need not have.
    """
    for root in roots:
        for kind, _, file in read_folder(root).files:
            for holder, name in lists(KINDS[kind].cls, file.data, entry):
                yield root, file.file, file.data, holder, name
    for kind in (kind for kind in KINDS.values() if kind.optional):
        document: dict[str, Any] = dict(ADOPTED) if kind.cls is Adoption else {}
        for holder, name in lists(kind.cls, document, entry):
            yield roots[0], f"{CONTENT}/{kind.path}", document, holder, name


WANTED = {
    "考核": "E404",
    "条款": "E406",
    "栏目规则：不能大于": "E429",
    "栏目规则：不能小于": "E429",
    "栏目规则：一般在什么范围": "E429",
    "栏目规则：等于几栏之和": "E429",
    "栏目规则：各部分合计是 100%": "E429",
    "栏目规则：看另一栏才必填": "E429",
    "只算哪些记录": "E417",
    "达到什么算数": "E417",
    "倒扣哪些记录": "E417",
}
"""What only its author can do after a snippet, by its title: weights that come to 100, a place that does what a clause
asks, a limit, which may be one of two fields, a second field to be added, an option that there is, a condition."""


def test_every_way_to_say_when_has_its_snippet():
    """Each is a time limit that can be read."""
    bodies = [about["body"] for title, about in SNIPPETS.items() if title.startswith("时限")]
    assert len(bodies) == len(Due.examples)
    for body, example in zip(bodies, Due.examples, strict=True):
        text = expanded(body, {})
        assert text == f"due: {example}"
        assert convert(Due, parse(text, "").data["due"])


def test_snippets_are_for_yaml_alone():
    """And each is found by its title, which no other has."""
    assert {about["scope"] for about in SNIPPETS.values()} == {"yaml"}
    assert len({about["prefix"] for about in SNIPPETS.values()}) == len(SNIPPETS) == len(ENTRIES) + len(Due.examples)
