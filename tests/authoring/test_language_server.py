"""What an author sees in Visual Studio Code, by the real server behind its YAML extension, with the files that
`sop guide` writes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest

from generator import cli
from generator.authoring.scaffold import scaffold
from generator.model import KINDS
from tests.authoring.language_server import LanguageServer, Opened, language_server
from tests.conftest import SMALL

pytestmark = pytest.mark.slow  # a server for the whole module, and its packages the first time

VISIT = "procedures/customer-visit.yaml"
RECORD = "forms/visit-record.yaml"
STEPS = {
    "prepare 备齐资料",
    "confirm 确认时间地点",
    "meet 面谈",
    "update-crm 更新 CRM",
    "review-week 复盘本周拜访",
}
ROLES = {"sales-rep 销售代表", "sales-supervisor 销售主管", "customer-service 客户服务部"}


CURSOR = "‸"


def at_cursor(text: str) -> tuple[str, int]:
    """A text without its cursor, and where that is."""
    return text.replace(CURSOR, ""), text.find(CURSOR)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook with the files for editors."""
    root = shutil.copytree(SMALL, tmp_path_factory.mktemp("editor") / "small")
    assert cli.main(["guide", "--root", str(root)]) == 0
    return root


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[LanguageServer]:
    """The server of an editor that has the small handbook open."""
    with language_server(root) as running:
        yield running


@pytest.fixture
def typed(server: LanguageServer, root: Path):
    """Open a file with one stretch written otherwise, and the cursor where CURSOR stands in it."""

    def opened(file: str, old: str, new: str) -> AbstractContextManager[Opened]:
        path = root / "sop" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        return server.opened(path, *at_cursor(text.replace(old, new, 1)))

    return opened


OFFERED = {
    "a role": (VISIT, "role: sales-rep", "role: ‸", ROLES),
    "a role while its id is typed": (VISIT, "role: sales-rep", "role: sales-r‸", ROLES),
    "roles in brackets": (VISIT, "consulted: [sales-supervisor]", "consulted: [‸]", ROLES),
    "a chapter": (VISIT, "chapter: visit", "chapter: ‸", {"visit 客户拜访", "data 数据与保密"}),
    "forms": (VISIT, "forms: [visit-record]", "forms: [‸]", {"visit-record 客户拜访记录表"}),
    "clauses": (
        VISIT,
        "basis: [HBK-1.1]",
        "basis: [‸]",
        {"HBK-1.1 拜访前做好准备", "HBK-2.1a 拜访记录及时完成", "HBK-2.1b 客户问题及时转交", "HBK-2.2 客户资料不外流"},
    ),
    "a step of the same file": (VISIT, "to: prepare", "to: ‸", STEPS),
    "an item of any kind": (
        VISIT,
        "related: [data-rules, customer-service]",
        "related: [‸]",
        {"data-rules 客户数据规定", "visit-record 客户拜访记录表", "sales-rep 销售代表", "customer-visit 客户拜访"},
    ),
    "roles in lines of their own": (VISIT, "consulted: [sales-supervisor]", "consulted:\n      - ‸", ROLES),
    "a field of the same form": (RECORD, "field: phone,", "field: ‸,", {"visit-date 拜访日期", "end-time 结束时间"}),
    "fields of the same form": (RECORD, "of: [prepared, listening]", "of: [‸]", {"prepared 准备充分"}),
    "a field of another file": (
        "kpis/same-day-record.yaml",
        "fields: [visit-record.visit-date, visit-record.end-time]",
        "fields: [‸]",
        {"visit-record.visit-date 拜访日期（客户拜访记录表）"},
    ),
}


@pytest.mark.parametrize("name", OFFERED)
def test_ids_are_offered_with_their_titles(typed, name):
    """Where an id is to be written, those that may stand there are offered, and each is found by its title too."""
    file, old, new, expected = OFFERED[name]
    with typed(file, old, new) as editor:
        offered = editor.offered()
        assert expected <= offered.keys()
        assert all(label.split(" ")[0] == text for label, text in offered.items())


def test_what_cannot_stand_there_is_not_offered(typed):
    """Neither a role for a form, nor a step of no file of ours, nor a field that another kind of form field has."""
    with typed(VISIT, "forms: [visit-record]", "forms: [‸]") as editor:
        assert [label for label in editor.offered() if "客户拜访记录表" not in label] == []
    with typed(VISIT, "to: prepare", "to: ‸") as editor:
        editor.write("id: customer-visit\n", "id: another-visit\n")
        assert editor.offered() == {}
    with typed(RECORD, "        maxlength: 60\n", "        ‸\n") as editor:
        offered = editor.offered().keys()
        assert "maxlength" in offered and not {"options", "of"} & offered


EXPLAINED = {
    "a field": (VISIT, "tri‸gger:", "何时启动"),
    "an id": (VISIT, "role: sales‸-rep", "销售代表"),
    "an id in a list": (VISIT, "related: [data‸-rules", "客户数据规定"),
    "a clause": (VISIT, "basis: [HBK‸-1.1", "拜访前做好准备"),
    "what a word of a list means": (RECORD, "kind: longte‸xt", "多行文字"),
}


@pytest.mark.parametrize("name", EXPLAINED)
def test_help_is_shown_below_the_pointer(typed, name):
    """Of a field its title and what to write; of an id the title of what it names."""
    file, there, words = EXPLAINED[name]
    with typed(file, there.replace(CURSOR, ""), there) as editor:
        assert words in editor.explained()


MARKED = {
    "a field that is misspelt": (VISIT, "trigger:", "triger:", "triger"),
    "a field that is missing": (VISIT, "trigger: 与客户约定了会面。\n", "", "trigger"),
    "a word that is not on the list": ("policies/data-rules.yaml", "level: 必须", "level: 必需", "必须"),
    "a value of the wrong kind": (VISIT, "ahead: 1 天", "ahead: 一天", "写法不对，例如"),
    "a text where a list must stand": (VISIT, "related: [data-rules, customer-service]", "related: 数据", "列表"),
}


@pytest.mark.parametrize("name", MARKED)
def test_what_is_wrong_is_marked(typed, name):
    """While one types, in the line where it stands."""
    file, old, new, words = MARKED[name]
    with typed(file, old, new) as editor:
        messages = [told["message"] for told in editor.marks()]
        assert messages and words in " ".join(messages)


def test_nothing_right_is_marked(server, root):
    """No file of a sound handbook has a mark; nor has an id that was given after `sop guide`: only the check knows."""
    files = sorted((root / "sop").rglob("*.yaml"))
    assert len(files) > len(KINDS) - 2
    with ExitStack() as opened:
        texts = {path: path.read_text(encoding="utf-8").replace("role: sales-rep", "role: newcomer") for path in files}
        editors = {path.name: opened.enter_context(server.opened(path, text)) for path, text in texts.items()}
        marks = {name: editor.marks() for name, editor in editors.items()}
    assert {name: told for name, told in marks.items() if told} == {}


def test_format_document_leaves_files_as_they_are(server, root):
    """What the program itself writes stays as it is, to the byte; what is laid out otherwise would be changed."""
    for name, kind in KINDS.items():
        with server.opened(root / "sop" / "new.yaml", scaffold(name, {"id": "new"})) as editor:
            assert editor.formatted() == [], kind.title
    with server.opened(root / "sop" / "new.yaml", "a: [一,\n    二]\nb: { c: 三 }\n") as editor:
        (edit,) = editor.formatted()
        assert edit["newText"] == "a: [一, 二]\nb: {c: 三}\n"
