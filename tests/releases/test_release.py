"""Releases: refused with every reason, frozen as a whole, proved to the byte, chained, and counted."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

from generator import cli, workspace
from generator.bill_of_materials import DISTRIBUTION, bill_of_materials
from generator.load import load_handbook
from generator.model import Approval, Day, order
from generator.problems import Level, ProblemsFound
from generator.releases import snapshot
from generator.releases.editions import editions
from generator.releases.freeze import PreparedRelease, prepare, write_release
from generator.releases.reader import read_releases
from generator.releases.snapshot import APPROVAL, BILL, FOLDER, SUMS
from generator.render.site.pages import pages
from generator.render.word.form_files import form_files
from generator.resources import HOME
from tests.conftest import SMALL
from tests.interruptions import killed_before

AS_OF = date(2026, 1, 15)
GOOD = Approval(
    revision="2026",
    prepared_by="销售主管",
    reviewed_by="法务专员",
    approved_by="总经理",
    summary="第一版。",
    format=0,
    issued=Day(date(2026, 1, 10)),
    effective=Day(date(2026, 2, 1)),
)
OPTIONS = {
    "prepared-by": "销售主管",
    "reviewed-by": "法务专员",
    "countersigned-by": "技术部",
    "approved-by": "总经理",
    "summary": "第一版：「试行」。",
}


def day(*parts: int) -> Day:
    """A date of an approval."""
    return Day(date(*parts))


def freeze(root: Path, revision: str, issued: str, effective: str, **options: str) -> int:
    """`sop release …`, as it is typed."""
    given = (
        OPTIONS
        | {"issued": issued, "effective": effective}
        | {name.replace("_", "-"): value for name, value in options.items()}
    )
    return cli.main(
        [
            "release",
            revision,
            "--root",
            str(root),
            *(part for name, value in given.items() for part in (f"--{name}", value)),
        ]
    )


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Change a text in one file below sop/."""
    path = root / "sop" / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def everlasting(root: Path) -> Path:
    """The handbook with review dates that no clock will reach."""
    for path in root.rglob("*.yaml"):
        path.write_text(
            path.read_text(encoding="utf-8").replace("next_review: 2026-12-31", "next_review: 2099-12-31"),
            encoding="utf-8",
        )
    return root


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with two releases: 2025 and, with a changed procedure, 2026."""
    root = everlasting(shutil.copytree(SMALL, tmp_path_factory.mktemp("years") / "handbook"))
    assert freeze(root, "2025", "2024-12-15", "2025-01-01") == 0
    edit(root, "procedures/customer-visit.yaml", "客户已明确答复。", "客户已书面答复。")
    assert freeze(root, "2026", "2025-12-15", "2026-01-01", summary="拜访前要有书面答复。") == 0
    return root


@pytest.fixture
def released(years: Path, tmp_path: Path) -> Path:
    """A copy of that root, to be damaged."""
    return shutil.copytree(years, tmp_path / "released")


def codes(problems) -> list[str]:
    """The codes of problems, in order."""
    return sorted(problem.code for problem in problems)


def test_a_release_is_what_was_in_the_draft(years: Path):
    """The happy path through the command line: documents, forms, approval, all proved by the real coreutils."""
    folder = years / FOLDER / "2025"
    checked = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=True
    )
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {line.removesuffix(": OK") for line in checked.stdout.splitlines()} == files - {SUMS}
    command = subprocess.run(
        "grep -v '  forms/' SHA256SUMS | sha256sum", shell=True, cwd=folder, capture_output=True, text=True, check=True
    )
    fingerprint = command.stdout.split()[0]
    first, second = read_releases(years)[0]
    assert (
        first.fingerprint == fingerprint and second.approval.previous == fingerprint and first.approval.previous == ""
    )
    assert first.approval == Approval(
        revision="2025",
        prepared_by="销售主管",
        reviewed_by="法务专员",
        countersigned_by="技术部",
        approved_by="总经理",
        issued=Day(date(2024, 12, 15)),
        effective=Day(date(2025, 1, 1)),
        summary="第一版：「试行」。",
        format=snapshot.FORMAT,
        generator=f"{DISTRIBUTION} {version(DISTRIBUTION)}",
    )
    assert first.files[BILL] == second.files[BILL] == bill_of_materials()
    draft = load_handbook(years, AS_OF)
    assert second.documents == draft.data and second.handbook == draft.handbook and first.documents != draft.data
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*")} == {0o644, 0o755}
    assert [path.name for path in sorted((years / FOLDER).iterdir())] == ["2025", "2026"]


def test_forms_and_pages_show_the_fingerprint_of_their_revision(years: Path):
    """The forms were made with the fingerprint that the release now has, are what today's generator makes, and the page
    of the revision shows it.
    """
    state = workspace.read(years, AS_OF)
    assert len({edition.fingerprint for edition in state.editions}) == 3
    for held, edition in zip(state.releases, state.editions, strict=False):
        assert edition.fingerprint == held.fingerprint
        assert held.forms == form_files(held.handbook, edition) and len(held.forms) == 3
        for content in held.forms.values():
            properties = zipfile.ZipFile(io.BytesIO(content)).read("docProps/custom.xml").decode()
            assert held.fingerprint in properties
        page = next(artifact for artifact in pages(held.handbook, edition) if artifact.path == "revision.md")
        assert held.fingerprint in page.content.decode()


def test_editions_count_the_releases_that_changed_an_item(released: Path):
    """A/0 in the first release, A/1 in the one that changed it, and the draft counts its own changes; renames go on
    counting.
    """

    def stamps() -> dict[str, list[str]]:
        state = workspace.read(released, AS_OF)
        volumes = list(
            zip(state.editions, [*(held.handbook for held in state.releases), state.loaded.handbook], strict=False)
        )
        return {
            document.id: [
                edition.stamp(book.items[document.id]).edition for edition, book in volumes if document.id in book.items
            ]
            for document in state.loaded.handbook.documents
        }

    assert stamps() == {
        "customer-visit": ["A/0", "A/1", "A/1"],
        "data-rules": ["A/0", "A/0", "A/0"],
        "visit-record": ["A/0", "A/0", "A/0"],
    }
    edit(released, "procedures/customer-visit.yaml", "客户已书面答复。", "客户已回信。")
    edit(released, "policies/data-rules.yaml", "立即收回数据权限。", "立即收回全部权限。")
    assert stamps() == {
        "customer-visit": ["A/0", "A/1", "A/2"],
        "data-rules": ["A/0", "A/0", "A/1"],
        "visit-record": ["A/0", "A/0", "A/0"],
    }
    (released / "sop/policies/data-rules.yaml").rename(released / "sop/policies/customer-data.yaml")
    edit(released, "policies/customer-data.yaml", "id: data-rules\n", "id: customer-data\nformerly: data-rules\n")
    for name in ("procedures/customer-visit.yaml", "onboarding/first-weeks.yaml"):
        edit(released, name, "data-rules", "customer-data")
    assert stamps()["customer-data"] == ["A/1"]
    assert freeze(released, "2027", "2026-12-15", "2027-01-01") == 0
    assert stamps() == {
        "customer-visit": ["A/0", "A/1", "A/2", "A/2"],
        "customer-data": ["A/1", "A/1"],
        "visit-record": ["A/0"] * 4,
    }


def test_a_new_value_of_a_parameter_changes_what_uses_it(released: Path):
    """A time limit that comes from a parameter is part of the document that shows it, although its file is the same."""
    before = workspace.read(released, AS_OF).editions[-1].changes
    edit(released, "parameters.yaml", "value: 24 小时", "value: 12 小时")
    edit(released, "sources/HBK.yaml", "最迟 24 小时更新 CRM", "最迟 12 小时更新 CRM")
    after = workspace.read(released, AS_OF).editions[-1].changes
    assert {id for id in after if after[id] != before[id]} == {"customer-visit", "sales-rep", "parameters", "HBK"}


def test_editions_are_named_and_the_draft_is_next(years: Path, small: Path):
    """The draft is the year after the last release, an emergency change too; of a handbook without releases nobody
    knows the year yet.
    """
    state = workspace.read(years, AS_OF)
    assert [(edition.name, edition.revision) for edition in state.editions] == [
        ("2025", "2025"),
        ("2026", "2026"),
        ("next", "2027"),
    ]
    urgent = [
        *state.releases,
        replace(state.releases[1], approval=replace(state.releases[1].approval, revision="2026.1")),
    ]
    assert editions(urgent, state.loaded.data)[-1].revision == "2027"
    assert [(edition.name, edition.revision) for edition in workspace.read(small, AS_OF).editions] == [("next", "")]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("2025", "2026"), ("2025", "2025.1"), ("2025.1", "2026"), ("2025.2", "2025.10"), ("2025.9", "2026")],
)
def test_revisions_have_an_order(earlier: str, later: str):
    """Years in their order, and emergency changes within their year, by number."""
    assert order(earlier) < order(later)


REFUSALS = [
    ("approver prepared it", {"approved_by": "销售主管"}, {}, ["E502"]),
    ("approver reviewed it", {"approved_by": "法务 专员"}, {}, ["E502"]),
    ("approver among several", {"reviewed_by": "法务专员、 总经理"}, {}, ["E502"]),
    ("in force before issued", {"effective": Day(date(2026, 1, 9))}, {}, ["E503"]),
    ("no approver", {"approved_by": ""}, {}, ["E202"]),
    ("no summary", {"summary": ""}, {}, ["E202"]),
    ("not a revision", {"revision": "26"}, {}, ["E207"]),
    ("invisible character", {"summary": "第一版\u200b。"}, {}, ["E103"]),
    (
        "review overdue",
        {},
        {"kpis/same-day-record.yaml": ("next_review: 2026-12-31", "next_review: 2026-01-14")},
        ["W408"],
    ),
    (
        "review due before it is in force",
        {},
        {"kpis/same-day-record.yaml": ("next_review: 2026-12-31", "next_review: 2026-02-01")},
        ["E508"],
    ),
    ("staff rules without dates", {}, {"policies/data-rules.yaml": ("purpose:", "staff: true\npurpose:")}, ["E507"]),
    (
        "staff rules not made public",
        {"consulted": day(2026, 1, 5)},
        {"policies/data-rules.yaml": ("purpose:", "staff: true\npurpose:")},
        ["E507"],
    ),
    (
        "made public before talked over",
        {"consulted": day(2026, 1, 20), "publicised": day(2026, 1, 15)},
        {"policies/data-rules.yaml": ("purpose:", "staff: true\npurpose:")},
        ["E503"],
    ),
    ("made public too late", {"consulted": day(2026, 1, 5), "publicised": day(2026, 2, 2)}, {}, ["E503"]),
    (
        "emergency by the wrong one",
        {"revision": "2026.1"},
        {"handbook.yaml": ("company:", "emergency: sales-supervisor\ncompany:")},
        ["E502"],
    ),
    ("unclean handbook", {}, {"kpis/same-day-record.yaml": ("at_least: 95", "at_least: 80")}, ["E402"]),
    ("unreadable file", {}, {"glossary.yaml": ("terms:", "terms: [")}, ["E1"]),
]


@pytest.mark.parametrize(
    ("approval", "edits", "expected"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS]
)
def test_each_reason_refuses(small: Path, approval: dict, edits: dict, expected: list[str]):
    """A first release is refused for its approval and for anything that is wrong with the handbook."""
    for name, (old, new) in edits.items():
        edit(small, name, old, new)
    with pytest.raises(ProblemsFound) as refused:
        prepare(load_handbook(small, AS_OF), [], replace(GOOD, **approval))
    assert [
        code for code in expected if not any(problem.code.startswith(code) for problem in refused.value.problems)
    ] == []
    assert len(refused.value.problems) == len(expected)
    assert all(problem.level is Level.ERROR and problem.message and problem.hint for problem in refused.value.problems)


def test_a_form_that_names_its_column_of_staff_numbers_asks_for_no_dates(small: Path):
    """Only rules that people work by concern their interests; a form says under the same word where the staff number
    stands.
    """
    edit(small, "forms/visit-record.yaml", "retention: 3 年\n", "retention: 3 年\nstaff: customer-name\n")
    assert APPROVAL in prepare(load_handbook(small, AS_OF), [], GOOD).files


@pytest.mark.parametrize(
    ("approval", "changed", "expected"),
    [
        ({"revision": "2026.1"}, True, []),
        ({"revision": "2027", "issued": Day(date(2025, 12, 15)), "effective": Day(date(2026, 1, 1))}, True, []),
        ({"revision": "2026.1"}, False, ["E505"]),
        ({"revision": "2026"}, True, ["E504"]),
        ({"revision": "2025.9"}, True, ["E504"]),
        ({"revision": "2027", "issued": Day(date(2025, 12, 14))}, True, ["E503"]),
        (
            {"revision": "2027", "issued": Day(date(2025, 12, 14)), "effective": Day(date(2025, 12, 31))},
            True,
            ["E503", "E503"],
        ),
    ],
    ids=[
        "emergency",
        "the same days",
        "nothing changed",
        "the same again",
        "an older year",
        "issued before the last",
        "in force before the last",
    ],
)
def test_a_release_follows_the_last_one(released: Path, approval: dict, changed: bool, expected: list[str]):
    """Numbers and dates go up, and there is something to release."""
    if changed:
        edit(released, "procedures/customer-visit.yaml", "客户已书面答复。", "客户已回信。")
    loaded, (held, _) = load_handbook(released, AS_OF), read_releases(released)
    given = replace(GOOD, **approval)
    if not expected:
        prepared = prepare(loaded, held, given)
        assert prepared.previous == held[-1].fingerprint
        assert f'previous: "{prepared.previous}"' in prepared.files[APPROVAL].decode()
        return
    with pytest.raises(ProblemsFound) as refused:
        prepare(loaded, held, given)
    assert codes(refused.value.problems) == expected


def test_every_reason_is_told_at_once(released: Path, capsys: pytest.CaptureFixture):
    """One run of the command names all that stands against a release, and writes nothing."""
    edit(released, "kpis/same-day-record.yaml", "next_review: 2099-12-31", "next_review: 2020-01-01")
    edit(released, "roles/sales-rep.yaml", "weight: 100", "weight: 90")
    before = sorted(path.as_posix() for path in released.rglob("*"))
    assert freeze(released, "2025.1", "2025-12-01", "2025-11-01", prepared_by="甲", approved_by="甲", summary=" ") == 1
    captured = capsys.readouterr()
    assert set(re.findall(r"\[([EW][0-9]+)\]", captured.out)) == {"W408", "E404", "E502", "E503", "E504"}
    assert captured.out.count("E503") == 3 and "Traceback" not in captured.out + captured.err
    assert sorted(path.as_posix() for path in released.rglob("*")) == before


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("approved_by", "aproved_by", "aproved_by"),
        ('issued: "2024-12-15"', 'issued: "15.12.2024"', "15.12.2024"),
        ('revision: "2025"', "revision: 2025", "revision"),
        (f"format: {snapshot.FORMAT}", "format: 99", "快照格式 99"),
        (f"format: {snapshot.FORMAT}", "format: 0", "不能小于 1"),
        ('previous: ""', "", ""),
    ],
    ids=["unknown field", "not a date", "a number", "newer format", "no format", "as written"],
)
def test_an_old_approval_is_read_strictly(released: Path, old: str, new: str, words: str):
    """What no schema allows is reported at its line, even where all checksums were made to fit."""
    folder = released / FOLDER / "2025"
    path = folder / APPROVAL
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    reseal(folder)
    problems = read_releases(released)[1]
    assert [problem.place.file for problem in problems] == ([f"{FOLDER}/2025/{APPROVAL}"] if words else [])
    assert all(words in problem.message for problem in problems)
    assert old not in ("approved_by", "format: 1") or problems[0].place.line > 1


def reseal(folder: Path) -> None:
    """Make the checksums fit whatever is there: what somebody would do who wants to hide a change."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != SUMS
    }
    (folder / SUMS).write_bytes(snapshot.sums(files))


@pytest.mark.parametrize(
    ("approval", "said"),
    [
        (
            'revision: "2026"\nformat: 9\nseals: [a, b]\n',
            "2026 版是用快照格式 9 发布的，这个程序只读得懂 {known} 及以前的",
        ),
        (
            'generator: "sales-handbook 7.1"\nformat: 9\n? {another: syntax}\n: *x\n',
            "2026 版是用快照格式 9 发布的（生成器 sales-handbook 7.1），这个程序只读得懂 {known} 及以前的",
        ),
    ],
    ids=["other fields", "another syntax, and who wrote it"],
)
def test_a_release_of_a_newer_format_is_one_sentence(
    released: Path, approval: str, said: str, capsys: pytest.CaptureFixture
):
    """The format is read before anything else: neither its fields, nor its checksums, nor its documents are judged."""
    folder = released / FOLDER / "2026"
    (folder / SUMS).rename(folder / "BLAKE3SUMS")
    (folder / "documents" / "roles" / "sales-rep.json").write_text("not JSON", encoding="utf-8")
    (folder / APPROVAL).write_text(approval, encoding="utf-8")
    releases, (problem,) = read_releases(released)
    assert [held.approval.revision for held in releases] == ["2025"]
    assert (problem.code, problem.message) == ("E506", said.format(known=snapshot.FORMAT))
    assert problem.hint == "请把这个程序更新到发布它的那个版本或更新的版本；不要改动这个文件夹"
    assert problem.place.file == f"{FOLDER}/2026/{APPROVAL}" and problem.place.line == 2
    assert cli.main(["check", "--root", str(released)]) == 1
    assert capsys.readouterr().out.count("E506") == 1


def test_what_follows_a_release_that_cannot_be_read_is_not_called_damaged(released: Path):
    """Nobody here knows its fingerprint, so the next one's record of it is neither right nor wrong."""
    path = released / FOLDER / "2025" / APPROVAL
    path.write_text(
        path.read_text(encoding="utf-8").replace(f"format: {snapshot.FORMAT}", "format: 9"), encoding="utf-8"
    )
    releases, problems = read_releases(released)
    assert [held.approval.revision for held in releases] == ["2026"] and codes(problems) == ["E506"]


def test_every_changed_byte_is_told(released: Path):
    """One flipped bit in any file of a release, at its start, its middle or its end, names that file, and the release
    is not used.
    """
    folder = released / FOLDER / "2026"
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        for position in (0, len(content) // 2, len(content) - 1):
            path.write_bytes(content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :])
            releases, problems = read_releases(released)
            assert {problem.code for problem in problems} == {"E501"} and [
                held.approval.revision for held in releases
            ] == ["2025"]
            if name != SUMS:
                assert [problem.place.file for problem in problems] == [f"{FOLDER}/2026/{name}"]
                id = snapshot.kind_and_id(name)
                assert (id[1] if id and "/" in name.removeprefix("documents/") else "") in problems[0].message
        path.write_bytes(content)
    assert read_releases(released)[1] == []


def test_every_missing_file_is_told(released: Path):
    """A file that is gone is named, also the list itself."""
    folder = released / FOLDER / "2026"
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        path.unlink()
        problems = read_releases(released)[1]
        assert [(problem.code, problem.place.file) for problem in problems] == [
            ("E501", f"{FOLDER}/2026/{path.relative_to(folder).as_posix()}")
        ]
        assert "缺少" in problems[0].message
        path.write_bytes(content)


@pytest.mark.parametrize("name", ["documents/roles/new.json", "note.txt", "forms/.hidden", "SHA256SUMS.bak"])
def test_every_extra_file_is_told(released: Path, name: str):
    """A file that was not released is named, and the hint is to remove it."""
    (released / FOLDER / "2026" / name).write_text("{}")
    (problem,) = read_releases(released)[1]
    assert (
        problem.code == "E501"
        and problem.place.file == f"{FOLDER}/2026/{name}"
        and "多出" in problem.message
        and "删除" in problem.hint
    )


def hide_a_change(root: Path) -> None:
    """A document of 2025 is changed and all checksums of its folder are made to fit."""
    path = root / FOLDER / "2025/documents/roles/sales-rep.json"
    path.write_text(path.read_text(encoding="utf-8").replace("20 次", "2 次"), encoding="utf-8")
    reseal(root / FOLDER / "2025")


@pytest.mark.parametrize(
    "damage",
    [
        hide_a_change,
        lambda root: shutil.rmtree(root / FOLDER / "2025"),
        lambda root: (root / FOLDER / "2025").rename(root / FOLDER / "2025.1"),
        lambda root: shutil.copytree(root / FOLDER / "2025", root / FOLDER / "2024"),
    ],
    ids=["hidden change", "deleted year", "renamed folder", "copied year"],
)
def test_the_chain_tells_what_checksums_cannot(released: Path, damage: Callable[[Path], object]):
    """Each revision records the fingerprint of the one before: history cannot be rewritten one folder at a time."""
    damage(released)
    problems = read_releases(released)[1]
    assert problems and {problem.code for problem in problems} == {"E501"}
    assert cli.main(["check", "--root", str(released)]) == 1


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [(APPROVAL, "技术部", "财务部"), ("documents/roles/sales-rep.json", "20 次", "2 次")],
    ids=["approval", "document"],
)
def test_the_forms_tell_what_checksums_of_the_newest_release_cannot(released: Path, file: str, old: str, new: str):
    """No later revision records its fingerprint yet, but each of its forms does."""
    folder = released / FOLDER / "2026"
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    reseal(folder)
    releases, problems = read_releases(released)
    assert [held.approval.revision for held in releases] == ["2025"]
    assert {problem.place.file for problem in problems} == {
        f"{FOLDER}/2026/forms/{path.name}" for path in (folder / "forms").iterdir()
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [("visit-record.docx", b"no ZIP"), ("visit-record.docx", b"PK\5\6" + bytes(18)), ("note.txt", b"")],
    ids=["no ZIP", "empty ZIP", "another file"],
)
def test_what_is_no_form_is_told(released: Path, name: str, content: bytes):
    """Also where the checksums were made to fit it: it carries no fingerprint."""
    (released / FOLDER / "2026" / "forms" / name).write_bytes(content)
    reseal(released / FOLDER / "2026")
    releases, problems = read_releases(released)
    assert [held.approval.revision for held in releases] == ["2025"]
    assert [(problem.code, problem.place.file) for problem in problems] == [("E501", f"{FOLDER}/2026/forms/{name}")]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("documents/roles/sales-rep.json", b"{", "不是一组「字段: 值」的 JSON"),
        ("documents/roles/sales-rep.json", b"[]", "不是一组「字段: 值」的 JSON"),
        ("documents/glossary.json", b"[" * 200_000, "不是一组「字段: 值」的 JSON"),
        ("documents/roles/sales-rep.json", b'{"id": "sales-rep"}\n', "旧的格式：缺少"),
        ("documents/songs/first.json", b"{}\n", "手册里已经没有这一类内容"),
        ("documents/glossary.json", None, "缺少术语表"),
    ],
    ids=["no JSON", "a list", "deep", "another schema", "unknown kind", "missing part"],
)
def test_what_todays_model_cannot_read_is_told(released: Path, name: str, content: bytes | None, words: str):
    """A snapshot whose format lost its reader is a problem of the generator, and says so; it is no crash."""
    path = released / FOLDER / "2026" / name
    path.parent.mkdir(exist_ok=True)
    path.unlink() if content is None else path.write_bytes(content)
    reseal(released / FOLDER / "2026")
    releases, (problem,) = read_releases(released)
    assert (
        problem.code == "E506"
        and words in problem.message
        and problem.place.file == f"{FOLDER}/2026/{name}"
        and len(releases) == 1
    )


def too_large(folder: Path) -> str:
    with (folder / "documents" / "glossary.json").open("wb") as file:
        file.truncate(10**11)
    return "documents/glossary.json"


def a_link(folder: Path) -> str:
    (folder / "forms").rename(folder.parent.parent / "elsewhere")
    (folder / "forms").symlink_to(folder.parent.parent / "elsewhere")
    return "forms"


def a_pipe(folder: Path) -> str:
    os.mkfifo(folder / "documents" / "pipe.json")
    return "documents/pipe.json"


@pytest.mark.parametrize("change", [too_large, a_link, a_pipe])
def test_what_cannot_be_a_release_is_told_before_it_is_read(released: Path, change: Callable[[Path], str]):
    """A file of 100 GB, a link, a pipe that nobody writes to: one report, at once."""
    file = change(released / FOLDER / "2026")
    releases, (problem,) = read_releases(released)
    assert (problem.code, problem.place.file) == ("E501", f"{FOLDER}/2026/{file}")
    assert [held.approval.revision for held in releases] == ["2025"]


def test_a_folder_of_a_release_that_is_a_link_is_told(released: Path):
    """Its files would be those of nobody knows whom."""
    (released / FOLDER / "2026").rename(released / "elsewhere")
    (released / FOLDER / "2026").symlink_to(released / "elsewhere")
    _, (problem,) = read_releases(released)
    assert (problem.code, problem.place.file) == ("E501", f"{FOLDER}/2026")


def test_no_release_follows_a_damaged_one(released: Path, capsys: pytest.CaptureFixture):
    """Neither a new year nor the damaged year itself is written while a released file is not as released."""
    edit(released, "procedures/customer-visit.yaml", "客户已书面答复。", "客户已回信。")
    path = released / FOLDER / "2026" / APPROVAL
    path.write_bytes(path.read_bytes() + b"\n")
    before = {path: path.read_bytes() for path in (released / FOLDER).rglob("*") if path.is_file()}
    for revision in ("2026", "2027"):
        assert freeze(released, revision, "2026-12-15", "2027-01-01") == 1
        assert "E501" in capsys.readouterr().out
    with pytest.raises(ProblemsFound):
        write_release(released, PreparedRelease("2027", "", {APPROVAL: b""}))
    assert {path: path.read_bytes() for path in (released / FOLDER).rglob("*") if path.is_file()} == before


def test_no_revision_is_called_in_force_beside_a_damaged_one(released: Path, capsys: pytest.CaptureFixture):
    """The list of revisions names the damage and leaves it at that: the newest is as likely as any to be the one in
    force.
    """
    path = released / FOLDER / "2026" / APPROVAL
    path.write_bytes(path.read_bytes() + b"\n")
    assert cli.main(["revisions", "--root", str(released)]) == 1
    output = capsys.readouterr().out
    assert "E501" in output and "2026 版的批准信息" in output and "现行" not in output


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2024-06-01", "没有现行的版本，最早的 2025 版从 2025-01-01 起实施"),
        ("2025-06-01", "现行的是 2025 版，由总经理批准"),
    ],
)
def test_the_revision_in_force_on_a_day_is_told(released: Path, capsys: pytest.CaptureFixture, on: str, words: str):
    """With who approved it; also while the draft cannot be read, and before the first one."""
    for draft in ("mission: x\n", "mission: ["):
        assert cli.main(["revisions", "--root", str(released), "--on", on]) == 0
        assert f"{on} {words}" in capsys.readouterr().out
        (released / "sop/roles/sales-rep.yaml").write_text(draft, encoding="utf-8")


def test_what_has_changed_since_a_day_is_told(released: Path, capsys: pytest.CaptureFixture):
    """Every later revision with its date, its approver, its summary and how to see the changes; last the draft."""
    edit(released, "procedures/customer-visit.yaml", "客户已书面答复。", "客户已回信。")
    later = read_releases(released)[0][1].approval
    assert cli.main(["revisions", "--root", str(released), "--on", "2025-06-01"]) == 0
    *_, in_force, since, draft = capsys.readouterr().out.splitlines()
    assert in_force.startswith("2025-06-01 现行的是 2025 版，由总经理批准")
    assert since.startswith(f"此后 2026 版：{later.effective} 起实施，由{later.approved_by}批准，和 2025 版相比有 ")
    assert since.endswith(f"（sop diff 2025 2026）。{later.summary}")
    assert draft == "当前 2027 版（草案）：和 2026 版相比有 1 处修订（sop diff 2026）"


@pytest.mark.parametrize(
    "arguments",
    [
        ["26"],
        ["2027"],
        ["2027", "--effective", "2027-02-30"],
        ["2027", "--effective"],
        ["2027", "--colour", "red"],
        ["--help"],
    ],
    ids=["no year", "options missing", "no such day", "no value", "unknown option", "help"],
)
def test_wrong_use_is_told_in_chinese(capsys: pytest.CaptureFixture, arguments: list[str]):
    """The standard library's English does not reach the user: no Latin word but the command's own and its options."""
    given = (
        ["--prepared-by", "甲", "--reviewed-by", "乙", "--approved-by", "丙", "--summary", "丁"]
        if arguments[-1] in ("2027-02-30", "red")
        else []
    )
    with pytest.raises(SystemExit) as ended:
        cli.main(["release", *arguments, *given])
    captured = capsys.readouterr()
    assert ended.value.code == (0 if arguments == ["--help"] else 2)
    words = re.sub(r"--?[a-z-]+|\bsop( release)?\b|\bred\b", "", captured.out + captured.err)
    assert re.search("[\u4e00-\u9fff]", words) and re.findall("[A-Za-z]{2,}", words) == []


def test_a_released_folder_is_never_written_again(released: Path):
    """A revision that is there is refused, whoever asks."""
    with pytest.raises(ProblemsFound) as refused:
        write_release(released, PreparedRelease("2026", "", {APPROVAL: b"revision: 2026"}))
    assert codes(refused.value.problems) == ["E504"] and read_releases(released)[1] == []


@pytest.mark.slow
def test_a_release_appears_whole_or_not_at_all(released: Path):
    """Killed before any single change on disk, there is no release or the whole one; the next run starts clean."""
    edit(released, "procedures/customer-visit.yaml", "客户已书面答复。", "客户已回信。")
    prepared = prepare(load_handbook(released, AS_OF), read_releases(released)[0], replace(GOOD, revision="2027"))
    step, target = 0, released / FOLDER / "2027"  # as long as it is not there, no release changed
    while killed_before(step, lambda: write_release(released, prepared)):
        if target.exists():  # only the locks were still to go
            assert read_releases(released)[1] == []
            shutil.rmtree(target)
        step += 1
    assert step > len(prepared.files) and len(read_releases(released)[0]) == 3 and read_releases(released)[1] == []
    assert sorted(path.name for path in (released / FOLDER).iterdir()) == ["2025", "2026", "2027"]


def test_a_release_that_another_overtook_is_refused(released: Path):
    """What was prepared after 2026 is not written after 2026.1: its record of the release before would be wrong."""
    edit(released, "procedures/customer-visit.yaml", "客户已书面答复。", "客户已回信。")
    late, first = (
        prepare(load_handbook(released, AS_OF), read_releases(released)[0], replace(GOOD, revision=revision))
        for revision in ("2027", "2026.1")
    )
    write_release(released, first)
    with pytest.raises(ProblemsFound) as refused:
        write_release(released, late)
    assert codes(refused.value.problems) == ["E504"] and "2026.1" in refused.value.problems[0].message
    assert sorted(path.name for path in (released / FOLDER).iterdir()) == ["2025", "2026", "2026.1"]


def test_git_leaves_released_bytes_alone(years: Path, tmp_path: Path):
    """With .gitattributes, a checkout on a machine that turns line ends still gives the released bytes."""
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CEILING_DIRECTORIES": str(tmp_path),
    }

    def git(*arguments: str, folder: Path = tmp_path) -> str:
        identity = ("-c", "user.name=示例", "-c", "user.email=example@example.com")
        return subprocess.run(
            ["git", *identity, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True
        ).stdout

    root, clone = tmp_path / "repository", tmp_path / "clone"
    root.mkdir()
    shutil.copy(HOME / ".gitattributes", root)
    shutil.copytree(years / "sop", root / "sop")
    git("init", "--quiet", folder=root)
    names = sorted(path.relative_to(root).as_posix() for path in (root / FOLDER).rglob("*") if path.is_file())
    assert git("check-attr", "text", "--", *names, folder=root).splitlines() == [
        f"{name}: text: unset" for name in names
    ]
    assert "unspecified" in git("check-attr", "text", "--", "sop/handbook.yaml", folder=root)
    git("add", ".", folder=root)
    git("commit", "--quiet", "-m", "released", folder=root)
    git("clone", "--quiet", "-c", "core.autocrlf=true", str(root), str(clone))
    assert b"\r\n" in (clone / "sop/handbook.yaml").read_bytes(), "this checkout does turn line ends"
    assert len(read_releases(clone)[0]) == 2 and read_releases(clone)[1] == []
