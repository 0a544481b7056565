"""Nothing of the model is forgotten: each output shows every field, or says in OMITTED why it does not.

The proof is by changing: every field of every class gets another value, and the output must say it. Who adds a field to
the model and has this test fail shows the field where readers look for it, or writes the reason into OMITTED.
"""

from __future__ import annotations

import copy
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from itertools import count
from typing import Any

import pytest

from generator import model
from generator.load import load_handbook
from generator.model import KINDS, Handbook, handbook_of
from generator.render.site.pages import pages
from generator.render.special_pages import REVISION
from tests.builders import a_release
from tests.conftest import SMALL
from tests.model.mutations import Data, Key, Mutation, Place, changed, declared_fields, mutation, to_try
from tests.model.omitted import ALL, OMITTED
from tests.model.outputs import OUTPUTS, Texts

ADOPTION: dict[str, Any] = {
    "decided_by": "总经理",
    "decided_on": "2026-01-10",
    "off": [{"title": "招投标", "item": "tender", "reason": "不投标", "starts": "2027-01-01", "instead": "公司的做法"}],
    "held": [
        {
            "title": "区域经理",
            "role": "regional-manager",
            "by": "sales-rep",
            "reason": "只有一个区域",
            "instead": "主管",
        }
    ],
}
"""What is left out, of which the small handbook has nothing."""


MEASURED: tuple[dict[str, object], ...] = (
    {"take": "占比", "form": "visit-record", "meets": [{"column": "end-time", "on_time": True}]},
    {"take": "比值", "export": "crm", "column": "达成", "of": "目标", "who": "工号", "day": "日期"},
)
"""Ways to take a KPI from records, of which the small handbook has none."""

UNIT: dict[str, Any] = {
    "id": "store",
    "title": "门店",
    "week": "大小周",
    "saturday": "2026-01-10",
    "workdays": ["2026-03-14"],
    "holidays": ["2026-03-16"],
    "working_hours": {"start": "10:00", "end": "19:00", "break_start": "13:00", "break_end": "14:00"},
}
"""A unit that works by another calendar, of which the small handbook has none."""


RULES: list[dict[str, Any]] = [
    # of every kind, and of those that name one of two things, both
    {
        "id": "moments",
        "kind": "after",
        "field": "promise-date",
        "clock": "end-time",
        "than": "visit-date",
        "than_clock": "start-time",
    },
    {
        "id": "early",
        "kind": "before",
        "field": "visit-date",
        "clock": "start-time",
        "than": "promise-date",
        "than_clock": "end-time",
    },
    {"id": "come", "kind": "not-future", "field": "visit-date"},
    {"id": "near", "kind": "within", "field": "promise-date", "than": "visit-date", "days": 90, "direction": "之后"},
    {"id": "together", "kind": "sum", "field": "total", "of": ["prepared", "listening"]},
    {"id": "shared", "kind": "share", "of": ["people", "budget"], "total": 90},
    {"id": "limited", "kind": "at-most", "field": "people", "figure": 40},
    {"id": "below", "kind": "at-most", "field": "prepared", "than": "listening"},
    {"id": "enough", "kind": "at-least", "field": "people", "figure": 2},
    {"id": "above", "kind": "at-least", "field": "listening", "than": "prepared"},
    {"id": "asked", "kind": "required-if", "field": "phone", "when": "way", "has": ["来访"]},
    {"id": "usual", "kind": "plausible", "field": "budget", "least": 1, "most": 3000},
]


@cache
def base() -> tuple[Data, Handbook]:
    """The small handbook with more KPIs, one of which is to be low; no title is a part of another one."""
    text = json.dumps(load_handbook(SMALL, date(2026, 1, 15)).data)
    data: Data = json.loads(text.replace('"{crm-limit}"', '"24 \\u5c0f\\u65f6"'))  # a time limit cannot be any text
    for number, measure in enumerate(MEASURED, 1):
        also = {**copy.deepcopy(data["kpi"]["same-day-record"]), "id": f"kpi-{number}", "measure": measure}
        data["kpi"][also["id"]] = {**also, "target": {"at_most": 5, "yellow": 8}}
    data["role"]["customer-service"]["exchanges"][0]["due"] = {"every": "双周", "on": "周三", "by": "下班"}
    clauses = data["source"]["HBK"]["clauses"]
    clauses[0] |= {"state": "部分采纳", "reason": "人手不够", "decided_by": "销售经理", "decided_on": "2026-01-31"}
    clauses[0] |= {"changed_on": "2026-01-10"}
    clauses[0]["confirmed"] = [{"item": "customer-visit", "by": "张三", "on": "2026-01-11"}]
    clauses[0]["limits"] = [
        {"due": {"ahead": "1 天", "before_text": "拜访"}, "at": ["customer-visit.prepare"]},
        {"target_of": "same-day-record", "at_least": 90, "at_most": 100},
    ]
    data["source"]["HBK"]["file"] = {"name": "规范.docx", "sha256": "0" * 64, "unread": "是扫描件"}
    data["adoption"] = {"adoption": copy.deepcopy(ADOPTION)}
    data["settings"]["settings"]["units"] = [copy.deepcopy(UNIT)]
    data["role"]["customer-service"]["unit"] = UNIT["id"]
    data["settings"]["settings"]["reviewers"] = [{"role": "sales-supervisor", "accounts": ["@li"]}]
    data["procedure"]["customer-visit"]["steps"][0]["effort"] = {"minutes": 10, "per": "客户"}
    sections = data["form"]["visit-record"]["sections"]
    sections[1]["fields"][0]["hint"] = "写清谁做"
    by_kind = {field["kind"]: field for field in sections[2]["fields"]}
    scored = [field for field in sections[2]["fields"] if field["kind"] in ("score", "total")]
    sections[2]["fields"] = [by_kind["check"], by_kind["signature"]]
    sections += [
        {"id": "asked", "title": "检查", "fields": [by_kind["yesno"]]},
        {"id": "scored", "title": "打分", "fields": scored},
    ]
    data["form"]["visit-record"]["rules"] = RULES
    titled = (document for documents in data.values() for document in documents.values() if "title" in document)
    for number, document in enumerate(titled, 1):
        document["title"] = f"题{number:02}目"
    return data, handbook_of(data)


@cache
def before() -> Mapping[str, Texts]:
    """What every output says of the small handbook."""
    handbook = base()[1]
    return {name: said(handbook, handbook) for name, said in OUTPUTS.items()}


def reason(name: str, key: Key) -> str:
    """Why an output does not show a field; empty if it should."""
    listed = OMITTED[name]
    found = (listed.get((cls, field)) for cls in key[0].__mro__ for field in (key[1], ALL))
    return next(filter(None, found), "")


def claims(name: str, place: Place) -> bool:
    """Whether an output is to show such a field. The registers list documents, not what these say."""
    control = {declared.name for declared in fields(model.Document)}
    return name != "registers" or (not place.inside and place.declared.name in control)


def rounds(kind: str) -> Iterator[list[Mutation]]:
    """Every field of one kind of document changed, as many at a time as can be told apart."""
    data, handbook = base()
    numbers = count(3000)
    tried = [place for held in to_try(data).values() for place in held if place.kind == kind]
    made = [each for place in tried if (each := mutation(place, data, handbook, next(numbers)))]
    yield [each for each in made if each.mark and each.place.written]
    # What is written anew may hide its neighbour: one at a time in an object.
    entries: dict[tuple[object, ...], list[Mutation]] = defaultdict(list)
    for each in made:
        if each.mark and not each.place.written:
            entries[each.place.id, each.path[:-1]].append(each)
    while entries:
        yield [held.pop() for held in entries.values()]
        entries = {where: held for where, held in entries.items() if held}
    for each in made:
        if not each.mark:
            yield [each]


@pytest.mark.parametrize("kind", KINDS)
def test_every_output_shows_every_field_or_says_why_not(kind: str) -> None:
    """Of every kind of document, and of all that may stand in it."""
    data, handbook = base()
    shown: dict[str, set[Key]] = {name: set() for name in OUTPUTS}
    expected: dict[str, set[Key]] = {name: set() for name in OUTPUTS}
    for together in rounds(kind):
        new = changed(data, together)
        alone = not together[0].mark if together else False
        for name, said in OUTPUTS.items():
            if kind not in {of for of, _ in before()[name]}:
                continue
            told = [each for each in together if claims(name, each.place)]
            keys = {key for each in told for key in (each.place.key, *each.place.inside)}
            expected[name] |= keys
            if keys <= shown[name] or (alone and reason(name, together[0].place.key)):
                continue
            texts = said(new, handbook)
            for each in told:
                was, now = (held.get((kind, each.place.id), "") for held in (before()[name], texts))
                if was != now if alone else re.search(each.mark, now) and not re.search(each.mark, was):
                    shown[name] |= {each.place.key, *each.place.inside}
    needless = {
        f"{name}: {cls.__name__}.{field}"
        for name, keys in shown.items()
        for cls, field in keys
        if any((of, field) in OMITTED[name] for of in cls.__mro__) and issubclass(KINDS[kind].cls, model.Item)
    }
    assert not needless, "shown after all, and still in OMITTED:\n" + "\n".join(sorted(needless))
    forgotten = {
        f"{name}: {cls.__name__}.{field}"
        for name, keys in expected.items()
        for cls, field in keys - shown[name]
        if not reason(name, (cls, field))
    }
    assert not forgotten, "shown nowhere, and OMITTED does not say why:\n" + "\n".join(sorted(forgotten))


def test_every_field_is_changed_somewhere() -> None:
    """A class that no document of the small handbook holds would be passed over in silence."""
    data, _ = base()
    assert sorted(f"{cls.__name__}.{name}" for cls, name in declared_fields() - to_try(data).keys()) == []


def test_every_exception_is_of_a_field() -> None:
    """What was renamed or taken away needs no reason any more."""
    declared = declared_fields()
    assert [
        (name, of.__name__, field)
        for name, listed in OMITTED.items()
        for of, field in listed
        if not any(issubclass(cls, of) and field in (held, ALL) for cls, held in declared)
    ] == []


def test_the_page_of_a_revision_shows_who_approved_it_and_when() -> None:
    """Every field of the approval, which no author writes into a document; but for `format`, which programs read."""
    texts = {declared.name: f"记{number}号" for number, declared in enumerate(fields(model.Approval), 3000)}
    days = {
        declared.name: model.Day(date(2040, 1, number))
        for number, declared in enumerate(fields(model.Approval), 1)
        if "Day" in str(declared.type)
    }
    special: dict[str, Any] = {**days, "revision": "2039", "format": 1, "previous": "a" * 64}
    approval = model.Approval(**{**texts, **special})
    edition = replace(a_release(), revision="2039", approval=approval)
    handbook = base()[1]
    history = (model.Revised(edition, handbook, (), "2038 版"),)
    page = next(part for part in pages(handbook, edition, history=history) if part.path == REVISION.path)
    shown = page.content.decode()
    assert [name for name in texts if str(getattr(approval, name)) not in shown and name != "format"] == []
