"""What a draft tells of itself, and the moves that reach beyond one document."""

from __future__ import annotations

from dataclasses import fields

import pytest

from generator.editing.form_parts import Entries, Group
from generator.editing.operations import Insert, Put, Remove
from generator.editing.text_changes import Refused
from generator.model import KINDS, variants
from generator.problems import ProblemsFound
from tests.editing.conftest import MANAGER

VISIT = "sop/procedures/customer-visit.yaml"


@pytest.fixture
def draft(desk):
    """The draft of the manager."""
    return desk.draft_of(MANAGER)


def test_an_id_is_another_one_everywhere(draft):
    """Of an item its file and address too; of a step wherever it is named."""
    assert draft.rename("procedure", "customer-visit", "client-visit") == "client-visit"
    assert "customer-visit" not in draft.documents.files
    assert draft.document("data-rules")[1].data["related"] == ["client-visit"]
    assert draft.rename("step", "client-visit.prepare", "get-ready") == "client-visit"
    steps = draft.document("client-visit")[1].data["steps"]
    assert steps[0]["id"] == steps[1]["due"]["after"] == "get-ready"
    assert draft.check().problems == []
    sent = draft.send("换编号", "读起来更顺", MANAGER)
    assert sent.branch.startswith("edit/2026-01-15-")


@pytest.mark.parametrize("new", ["Client Visit", "data-rules", "customer-visit", "../x", "index"])
def test_an_id_that_cannot_be_had_is_refused(draft, new):
    """In a sentence; nothing changes."""
    with pytest.raises(Refused, match="编号"):
        draft.rename("procedure", "customer-visit", new)
    assert draft.tree.changed() == frozenset()


def test_an_item_goes_when_nothing_needs_it(draft):
    """First what has to be decided is told with where; what is certain is done with the item."""
    found, worse = draft.retire("customer-service", write=True)
    assert found.title == "客户服务部" and draft.tree.changed() == frozenset()
    assert [(each.id, each.path) for each in draft.located(worse)] == [("HBK", ("clauses", 2, "id"))]
    draft.change(
        "data-rules", [Put(("rules", 1, "basis"), ["HBK-2.1b"]), Put(("rules", 1, "details"), ["1 个工作日内答复。"])]
    )
    found, worse = draft.retire("customer-service", write=True)
    assert (found.left, worse, draft.check().problems) == ((), (), [])
    assert "customer-service" not in draft.documents.files
    assert "customer-service" not in draft.document("customer-visit")[1].data["related"]
    draft.undo_all()
    assert draft.tree.changed() == frozenset() and "customer-service" in draft.documents.files


def test_the_same_change_twice_is_two_branches(draft):
    """The name of the second has a number."""
    branches = []
    for _ in range(2):
        draft.change("customer-visit", [Put(("scope",), "全体。")])
        branches.append(draft.send("标题", "原因", MANAGER).branch)
    assert branches[1] == f"{branches[0]}-2" and draft.tree.changed() == frozenset()


def test_a_draft_with_errors_is_not_handed_in(draft):
    """Nor moved about: the errors come first, each with the document and the field that it is about."""
    draft.change("customer-visit", [Put(("steps", 2, "forms", 0), "visit-recrod")])
    for action in (
        lambda: draft.send("标题", "原因", MANAGER),
        lambda: draft.rename("procedure", "customer-visit", "client-visit"),
        lambda: draft.retire("customer-service", write=True),
    ):
        with pytest.raises(ProblemsFound):
            action()
    located = draft.located(draft.check().problems)
    assert [(each.id, each.title, each.path) for each in located] == [
        ("customer-visit", "客户拜访", ("steps", 2, "forms", 0))
    ]
    draft.undo("customer-visit")
    assert draft.tree.changed() == frozenset() and draft.check().problems == []


PLACES = {
    "an empty text": ([Put(("scope",), "")], ("scope",), "「适用范围」不能为空"),
    "a length of time that is none": (
        [Put(("steps", 1, "due", "within"), "两天")],
        ("steps", 1, "due", "within"),
        "两天",
    ),
    "a title that is too long": ([Put(("steps", 0, "title"), "长" * 31)], ("steps", 0, "title"), "30"),
    "a step that others name": ([Remove(("steps",), 0)], ("steps", 0, "due", "after"), "prepare"),
    "an entry that is still empty": (
        [Insert(("risks",), 1, {"risk": "", "measure": "有对策"})],
        ("risks", 1, "risk"),
        "「风险」不能为空",
    ),
    "a role that is none": ([Put(("steps", 0, "role"), "nobody")], ("steps", 0, "role"), "nobody"),
}


@pytest.mark.parametrize("name", PLACES)
def test_the_check_speaks_at_the_field(draft, name):
    """With its own messages, in which fields are called as the form calls them."""
    operations, path, words = PLACES[name]
    draft.change("customer-visit", operations)
    found = draft.problems("customer-visit", draft.check())
    assert any(each.path == path and words in each.message + each.hint and each.is_error for each in found), found


def test_limits_are_told_as_readers_see_them(draft):
    """Those of the draft and the examples to begin from; titles with the figures that stand in them."""
    assert draft.documents.phrases("customer-visit", draft.check().handbook)[("steps", 1, "due")] == (
        "「备齐资料」完成后 2 小时内，用时 5–10 分钟"
    )
    group = draft.form("customer-visit", ("steps", 1, "due"))
    assert "每个工作日 9:00 前" in [preset.title for preset in group.presets]
    draft.change("same-day-record", [Put(("title",), "{crm-limit}完成率")])
    assert draft.documents.title("same-day-record") == "24 小时完成率"


def test_every_field_of_the_model_is_in_a_form(draft):
    """Each field of each document is shown, may be added, is its id, or is the program's own."""

    def look(group: Group, cls: type, data: dict) -> None:
        shown = {part.path[-1] for part in group.parts} | {each.name for each in group.addable}
        hidden = {"id", "formerly"} | ({"kind"} if variants(cls) else set())
        assert {declared.name for declared in fields(cls)} - hidden <= shown

    for id, (kind, file) in draft.documents.files.items():
        group = draft.form(id)
        look(group, KINDS[kind].cls, file.data)
        for part in group.parts:
            if isinstance(part, Entries) and part.folds:
                for entry in part.entries:
                    assert entry.heading, entry.path
                    assert draft.form(id, entry.path).parts
