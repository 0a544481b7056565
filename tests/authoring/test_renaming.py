"""`sop rename`: an id is exchanged wherever it is written, and nothing else is."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from generator.authoring.renaming import documents_of, renamed_files, renaming
from generator.authoring.text_edits import edited
from generator.cli import main
from generator.diff.comparison import compare
from generator.load import load_handbook
from generator.load.documents import parse
from generator.load.files import read_folder
from generator.load.id_places import Named, id_places
from generator.model import KINDS
from generator.system.publishing import write_files
from tests.department import DEPARTMENT, TODAY
from tests.load.editing import edit
from tests.renaming import PREFIX, SOURCE, document_id
from tests.renaming import renamed as judged


def texts(root: Path) -> dict[str, bytes]:
    """Every file of a draft by its name."""
    return {path.relative_to(root / "sop").as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yaml"))}


def without_former(data: Any) -> Any:
    """Author data without what things were called."""
    if isinstance(data, dict):
        return {name: without_former(part) for name, part in data.items() if name != "formerly"}
    return [without_former(part) for part in data] if isinstance(data, list) else data


def test_every_id_of_a_handbook_is_renamed_wherever_it_is_written() -> None:
    """All ids of the department at once; an independent walk over the data says what becomes of each."""
    files = read_folder(DEPARTMENT).files
    all_named = {place.named[0] for place in id_places(documents_of(files)) if place.how.value == "definition"}
    new = {
        named: f"{named.id[:3].translate(SOURCE)}{named.id[3:]}"
        if named.kind in ("source", "clause")
        else PREFIX + named.id
        for named in all_named
    }
    changes = renamed_files(files, new, [])
    data: dict[str, dict[str, Any]] = {}
    found: dict[str, dict[str, Any]] = {}
    for kind, id, file in files:
        data.setdefault(kind, {})[id] = file.data
        after = edited(file.text, changes[file.file].edits) if file.file in changes else file.text
        found.setdefault(kind, {})[document_id(kind, id)] = without_former(parse(after, file.file).data)
    assert found == without_former(judged(data))
    assert len(all_named) > 500


VISIT, RECORD, RULES = "procedures/customer-visit.yaml", "forms/visit-record.yaml", "policies/data-rules.yaml"
OF_SOURCE = ("onboarding/first-weeks", "sources/HBK", "roles/customer-service")
Exchanged = dict[str, list[tuple[str, str]]]
"""By file: the words that are exchanged, wherever they stand in it, and what stands there afterwards."""
CASES: dict[str, tuple[tuple[str, str, str], dict[str, str], Exchanged]] = {
    "a step": (
        ("step", "customer-visit.prepare", "get-ready"),
        {},
        {
            VISIT: [
                ("  - id: prepare\n", "  - id: get-ready\n    formerly: prepare\n"),
                ("after: prepare,", "after: get-ready,"),
                ("to: prepare}", "to: get-ready}"),
            ]
        },
    ),
    "a step, by the Chinese name of its kind and its id alone": (
        ("步骤", "update-crm", "sync-crm"),
        {},
        {
            VISIT: [
                ("to: update-crm}", "to: sync-crm}"),
                ("  - id: update-crm\n", "  - id: sync-crm\n    formerly: update-crm\n"),
            ],
            "quizzes/visit-quiz.yaml": [("entry: update-crm", "entry: sync-crm")],
        },
    ),
    "a field in brackets": (
        ("field", "visit-record.end-time", "finish"),
        {},
        {
            RECORD: [("{id: end-time,", "{id: finish, formerly: end-time,"), ("field: end-time,", "field: finish,")],
            "kpis/same-day-record.yaml": [("visit-record.end-time", "visit-record.finish")],
            RULES: [("visit-record#end-time", "visit-record#finish")],
            VISIT: [("visit-record.end-time", "visit-record.finish")],
        },
    ),
    "a parameter": (
        ("parameter", "crm-limit", "crm-time"),
        {},
        {
            "parameters.yaml": [("crm-limit", "crm-time")],
            VISIT: [("{crm-limit}", "{crm-time}")],
            "roles/sales-rep.yaml": [("{crm-limit}", "{crm-time}")],
        },
    ),
    "a policy, with its file": (
        ("policy", "data-rules", "customer-data"),
        {RULES: "policies/customer-data.yaml"},
        {
            RULES: [("id: data-rules\n", "id: customer-data\nformerly: data-rules\n")],
            "onboarding/first-weeks.yaml": [("data-rules", "customer-data")],
            VISIT: [("data-rules", "customer-data")],
        },
    ),
    "a form, whose fields others name with it": (
        ("form", "visit-record", "visit-log"),
        {RECORD: "forms/visit-log.yaml"},
        {
            RECORD: [("id: visit-record\n", "id: visit-log\nformerly: visit-record\n")],
            **{
                name: [("visit-record", "visit-log")]
                for name in ("handbook.yaml", "imports/crm-visits.yaml", "kpis/same-day-record.yaml", RULES, VISIT)
            },
            "onboarding/first-weeks.yaml": [("[visit-record]", "[visit-log]")],
        },
    ),
    "a source, with its clauses": (
        ("依据文件", "HBK", "NRM"),
        {"sources/HBK.yaml": "sources/NRM.yaml"},
        {name: [("HBK", "NRM")] for name in (RECORD, RULES, VISIT, *(f"{name}.yaml" for name in OF_SOURCE))},
    ),
    "a clause": (
        ("clause", "HBK-2.2", "HBK-2.3"),
        {},
        {RULES: [("HBK-2.2", "HBK-2.3")], "sources/HBK.yaml": [("HBK-2.2", "HBK-2.3")]},
    ),
    "a chapter": (
        ("chapter", "data", "records"),
        {},
        {"handbook.yaml": [("id: data\n", "id: records\n")], RULES: [("chapter: data\n", "chapter: records\n")]},
    ),
    "a term": (("term", "crm", "crm-system"), {}, {"glossary.yaml": [("id: crm\n", "id: crm-system\n")]}),
    "a question": (
        ("题目", "visit-quiz.when-to-record", "same-day"),
        {},
        {
            "quizzes/visit-quiz.yaml": [
                ("- id: when-to-record\n", "- id: same-day\n    formerly: when-to-record\n"),
            ]
        },
    ),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("words", "moved", "exchanged"), CASES.values(), ids=CASES)
def test_nothing_else_changes(
    timeless: Path, words: tuple[str, str, str], moved: dict[str, str], exchanged: Exchanged, line_end: str
) -> None:
    """Every byte of every file, whatever the line ends are, with a byte order mark and without."""
    lead = "\ufeff" if line_end == "\r\n" else ""
    for path in timeless.rglob("*.yaml"):
        path.write_bytes((lead + path.read_text(encoding="utf-8").replace("\n", line_end)).encode())
    expected = {}
    for name, before in texts(timeless).items():
        content = before
        for old, new in exchanged.get(name, []):
            old_bytes, new_bytes = (text.replace("\n", line_end).encode() for text in (old, new))
            assert old_bytes in content
            content = content.replace(old_bytes, new_bytes)
        expected[moved.get(name, name)] = content
    assert main(["rename", *words, "--root", str(timeless)]) == 0
    assert texts(timeless) == expected
    assert load_handbook(timeless, TODAY).problems == []
    assert not [path for path in timeless.rglob("*") if path.name.startswith(".")]


TOLD = {
    "step": ("customer-visit.prepare", "get-ready", "流程「客户拜访」 › 第 1 步「备齐资料」 › 步骤编号"),
    "form": ("visit-record", "visit-log", "表单「客户拜访记录表」 › 编号"),
    "role": ("sales-rep", "rep", "岗位「销售代表」 › 编号"),
    "parameter": ("crm-limit", "crm-time", "企业可调参数 › 参数「CRM 更新时限」 › 参数编号"),
    "section": ("visit-record.basics", "basic", "表单「客户拜访记录表」 › 第 1 部分「拜访信息」 › 部分编号"),
    "chapter": ("data", "records", "手册设置 › 第 2 章「数据与保密」 › 章节编号"),
    "clause": ("HBK-2.2", "HBK-2.3", "依据文件「销售行为规范」 › 条款 HBK-2.3「客户资料不外流」 › 条款编号"),
    "exchange": ("complaint-answer", "answer", "岗位「客户服务部」 › 第 2 项约定「处理结果」 › 约定编号"),
}


@pytest.mark.parametrize(("kind", "old", "new", "where"), [(kind, *told) for kind, told in TOLD.items()], ids=TOLD)
def test_the_comparison_tells_one_thing(timeless: Path, kind: str, old: str, new: str, where: str) -> None:
    """Whatever else refers to it says nothing new."""
    before = load_handbook(timeless, TODAY).handbook
    assert main(["rename", kind, old, new, "--root", str(timeless)]) == 0
    changes = compare(before, load_handbook(timeless, TODAY).handbook)
    told = f"由「{old.removeprefix('customer-visit.').removeprefix('visit-record.')}」改为「{new}」"
    assert [(" › ".join(change.where), change.text) for change in changes] == [(where, told)]


WRONG = {
    "an id that is nearly one": (
        ("step", "customer-visit.prepair", "x"),
        "没有编号为「customer-visit.prepair」的步骤，是不是「customer-visit.prepare」？",
    ),
    "an id alone that is nearly one": (
        ("step", "prepair", "x"),
        "没有编号为「prepair」的步骤，是不是「customer-visit.prepare」？",
    ),
    "a title": (("岗位", "销售代表", "x"), "没有编号为「销售代表」的岗位，是不是「sales-rep」？"),
    "another kind": (
        ("step", "visit-record", "x"),
        "「visit-record」是表单的编号，不是步骤的；写成「form visit-record」",
    ),
    "a kind that is nearly one": (("steps", "prepare", "x"), "没有「steps」这一类编号，是不是「step」？可以写："),
    "no kind that has ids of its own": (("calendar", "2026", "2027"), "没有「calendar」这一类编号"),
    "the same id": (("form", "visit-record", "visit-record"), "新编号和原来的一样：visit-record"),
    "an id in use": (("form", "visit-record", "sales-rep"), "已经有岗位「sales-rep」（销售代表）了，请换一个编号"),
    "an id in use beside it": (
        ("step", "prepare", "meet"),
        "已经有步骤「customer-visit.meet」（面谈）了，请换一个编号",
    ),
    "with its item": (("step", "prepare", "customer-visit.ready"), "新编号不带条目的编号，只写「ready」"),
    "no id": (("step", "prepare", "getReady"), "编号「getReady」不对，写成「get-ready」"),
    "no id of a clause": (("clause", "HBK-2.2", "2.3"), "编号「2.3」不对，例如「COD-2.1a」"),
    "a word of YAML": (("step", "prepare", "null"), "「null」在 YAML 里不是文字，请换一个编号"),
    "a name that the site needs": (("form", "visit-record", "index"), "编号「index」是网站自己要用的；请换一个编号"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_wrong_use_is_told_with_what_was_meant(
    timeless: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    before = texts(timeless)
    assert main(["rename", *words, "--root", str(timeless)]) == 2
    assert capsys.readouterr().err.startswith(said)
    assert texts(timeless) == before


def test_an_id_of_two_items_asks_which(timeless: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(timeless, "quizzes/visit-quiz.yaml", "when-to-record", "twice")
    shutil.copy(timeless / "sop/quizzes/visit-quiz.yaml", timeless / "sop/quizzes/second.yaml")
    edit(timeless, "quizzes/second.yaml", "id: visit-quiz\ntitle: 客户拜访自测", "id: second\ntitle: 又一份自测")
    assert main(["rename", "question", "twice", "once", "--root", str(timeless)]) == 2
    assert capsys.readouterr().err == "2 个题目叫「twice」，写成其中一个：second.twice、visit-quiz.twice\n"


FORMER = {
    "never renamed": ("", ["prepare"], "formerly: prepare"),
    "renamed since the release": ("formerly: released", ["released"], "formerly: released"),
    "renamed before the release": ("formerly: older", ["prepare"], "formerly: prepare"),
    "renamed in both": ("formerly: released", ["released", "prepare"], "formerly: prepare"),
    "never released": ("formerly: older", [], "formerly: prepare"),
    "back to what it was": ("formerly: ready", ["ready"], ""),
}


@pytest.mark.parametrize(("formerly", "released", "expected"), FORMER.values(), ids=FORMER)
def test_the_released_id_stays_known(small: Path, formerly: str, released: list[str], expected: str) -> None:
    """`formerly` is the id by which the last release is found again."""
    if formerly:
        edit(small, VISIT, "  - id: prepare\n", f"  - id: prepare\n    {formerly}\n")
    files = read_folder(small).files
    old = [("procedure", "customer-visit", {"id": "customer-visit", "steps": [{"id": id} for id in released]})]
    renamed = renamed_files(files, {Named("step", "customer-visit", "prepare"): "ready"}, old)
    change = renamed[f"sop/{VISIT}"]
    line = f"    {expected}\n" if expected else ""
    assert f"  - id: ready\n{line}    title: 备齐资料\n" in edited(change.file.text, change.edits)


def test_what_was_renamed_twice_is_still_one_thing(timeless: Path) -> None:
    """With the released id as `formerly` on both sides, neither is the id of the other."""
    edit(timeless, VISIT, "  - id: prepare\n", "  - id: prepare\n    formerly: released\n")
    before = load_handbook(timeless, TODAY).handbook
    edit(timeless, VISIT, "  - id: prepare\n", "  - id: ready\n")
    edit(timeless, VISIT, "after: prepare", "after: ready")
    edit(timeless, VISIT, "to: prepare", "to: ready")
    changes = compare(before, load_handbook(timeless, TODAY).handbook)
    assert [change.text for change in changes] == ["由「prepare」改为「ready」"]


def test_a_handbook_that_would_be_worse_is_left_alone(timeless: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The check reads the whole draft as it would be; what it finds is told, and nothing is written."""
    edit(timeless, "roles/customer-service.yaml", "id: customer-service\n", "id: customer-service\nformerly: clerk\n")
    before = texts(timeless)
    assert main(["rename", "role", "sales-rep", "clerk", "--root", str(timeless)]) == 1
    told = capsys.readouterr()
    assert "E427" in told.out and told.err == "没有改：改成「clerk」以后检查会多出这些问题\n"
    assert texts(timeless) == before


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    """Nothing is half renamed: what was new goes, and what was written over is back."""
    kept, gone = tmp_path / "kept.yaml", tmp_path / "gone.yaml"
    kept.write_bytes(b"1")
    gone.write_bytes(b"2")
    with pytest.raises(FileNotFoundError):
        write_files({kept: b"new", tmp_path / "new.yaml": b"new", gone: None, tmp_path / "missing.yaml": None})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"kept.yaml": b"1", "gone.yaml": b"2"}


LINKED = """\
# 说明里的 prepare 不动
id: customer-visit   # 编号
"""


def test_code_and_comments_are_no_links(timeless: Path) -> None:
    """What only looks like a link, or stands in a comment, keeps its words."""
    edit(timeless, VISIT, "id: customer-visit\n", LINKED)
    edit(
        timeless,
        VISIT,
        "看完客户的往来记录。",
        "看完`[记录](visit-record)`，填[记录](visit-record)，再看[它](visit-record)。",
    )
    assert main(["rename", "form", "visit-record", "log", "--root", str(timeless)]) == 0
    text = texts(timeless)[VISIT].decode()
    assert text.startswith(LINKED)
    assert "看完`[记录](visit-record)`，填[记录](log)，再看[它](log)。" in text


def test_ids_are_renamed_one_after_another(small: Path) -> None:
    """Each on what the one before left, until every id is another one: the data are those of all at once."""
    files = list(read_folder(small).files)
    whole: dict[str, dict[str, Any]] = {}
    for kind, id, file in files:
        whole.setdefault(kind, {})[id] = file.data
    sources = {id.translate(SOURCE) for id in whole["source"]}
    count = 0
    while left := [
        named
        for place in id_places(documents_of(files))
        if place.how.value == "definition"
        for named in place.named
        if named.kind != "clause" and not (named.id in sources or named.id.startswith(PREFIX))
    ]:
        old = left[count % len(left)]
        new = old.id.translate(SOURCE) if old.kind == "source" else PREFIX + old.id
        changes = renamed_files(files, renaming(old, new, documents_of(files)), [])
        for at, (kind, id, file) in enumerate(files):
            if change := changes.get(file.file):
                name = str(change.name)
                after = parse(edited(file.text, change.edits), name)
                files[at] = (kind, id if KINDS[kind].single else Path(name).stem, after)
        count += 1
    found: dict[str, dict[str, Any]] = {}
    for kind, id, file in files:
        found.setdefault(kind, {})[id] = without_former(file.data)
    assert (found, count > 60) == (without_former(judged(whole)), True)
