"""`sop fill`: which form it takes, what it writes, and that it never writes over or beside what it should not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from generator.cli import main
from tests.cli.test_cli_check import PROJECT
from tests.conftest import SMALL
from tests.load.editing import edit
from tests.submissions.test_filled import BY_ID


@pytest.fixture(scope="module")
def handbook(tmp_path_factory) -> Path:
    """The small handbook released as 2025 (in force), then changed: the draft has another title for a field and one
    more form.
    """
    small = shutil.copytree(SMALL, tmp_path_factory.mktemp("filled") / "small")
    approval = [
        "--prepared-by",
        "甲",
        "--reviewed-by",
        "乙",
        "--approved-by",
        "丙",
        "--summary",
        "首次发布",
        "--issued",
        "2024-12-01",
    ]
    for path in (small / "sop").rglob("*.yaml"):
        path.write_text(
            path.read_text(encoding="utf-8").replace("next_review: 2026-12-31", "next_review: 2999-12-31"),
            encoding="utf-8",
        )
    edit(small, "handbook.yaml", "company:", "review_every: 999 年\ncompany:")
    assert main(["release", "2025", "--root", str(small), "--effective", "2025-01-01", *approval]) == 0
    edit(small, "forms/visit-record.yaml", "title: 拜访日期", "title: 来访日期")
    other = (small / "sop/forms/visit-record.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("id: visit-record", "id: call-record"),
        ("title: 客户拜访记录表", "title: 电话记录表"),
        ("aliases: [拜访记录]\n", ""),
        ("XS-QR-01", "XS-QR-02"),
        ("    basis: [HBK-2.1a]", ""),
    ):
        other = other.replace(old, new, 1)
    (small / "sop/forms/call-record.yaml").write_text(other, encoding="utf-8")
    edit(small, "policies/data-rules.yaml", "forms: [visit-record]", "forms: [visit-record, call-record]")
    return small


@pytest.fixture
def root(handbook, tmp_path) -> Path:
    """A copy of its root."""
    return shutil.copytree(handbook, tmp_path / "small")


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A file with a complete record, in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "visit.yaml"
    path.write_text(BY_ID, encoding="utf-8")
    return Path("visit.yaml")


def text(path: Path) -> str:
    return "".join(docx.Document(path).element.itertext())


def revision(path: Path) -> str:
    """The custom properties, in which a form says where it is from."""
    return ZipFile(path).read("docProps/custom.xml").decode()


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("visit-record", [], "2025"),
        ("拜访记录", ["--revision", "2025"], "2025"),
        ("XS-QR-01", ["--revision", "next"], "2026"),
        ("电话记录表", [], "2026"),
    ],
    ids=["in force", "asked for", "draft asked for", "only in the draft"],
)
def test_which_revision(root, data, capsys, name, options, expected):
    """The one in force, if it has the form, else the draft; unless one is asked for."""
    assert main(["fill", name, "visit.yaml", "--root", str(root), *options]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "visit.docx"
    made = Path("visit.docx")
    assert f"<vt:lpwstr>{expected}</vt:lpwstr>" in revision(made)
    assert ("来访日期" in text(made)) == (expected == "2026")
    assert all(word in text(made) for word in ("示例机械有限公司", "寄样本", "堵车", "2026-03-20", "张三"))
    assert abs(docx.Document(made).core_properties.modified.replace(tzinfo=UTC) - datetime.now(UTC)) < timedelta(
        minutes=5
    )


def test_the_title_of_another_revision_is_unknown(root, data, capsys):
    """Titles are those of the revision that is filled in: the mistake is shown with its line, and nothing is
    written.
    """
    data.write_text(BY_ID.replace("visit-date:", "拜访日期:"), encoding="utf-8")
    assert main(["fill", "visit-record", "visit.yaml", "--root", str(root), "--revision", "next"]) == 1
    output = capsys.readouterr().out
    assert (
        "错误[E901] 表单「客户拜访记录表」没有「拜访日期」这一栏\n  visit.yaml:2:1\n    2 | 拜访日期: 2026-03-18\n"
        "      | ^^^^^^^^\n  怎么改：是不是「来访日期」？\n"
    ) in output
    assert sorted(path.name for path in Path().iterdir()) == ["small", "visit.yaml"]


def test_reminders_do_not_stop(root, data, capsys):
    """What is still missing is told, and the form is written."""
    data.write_text("customer-name: 示例机械有限公司\n", encoding="utf-8")
    assert main(["fill", "visit-record", "visit.yaml", "--root", str(root), "-o", "out/表.docx"]) == 0
    output = capsys.readouterr().out
    assert "0 个错误，1 个提醒" in output and output.splitlines()[-1] == "out/表.docx"
    assert "示例机械有限公司" in text(Path("out/表.docx"))


def test_an_existing_file_is_kept(root, data, capsys):
    """Unless --force says otherwise."""
    Path("visit.docx").write_bytes(b"mine")
    assert main(["fill", "visit-record", "visit.yaml", "--root", str(root)]) == 1
    assert capsys.readouterr().out == (
        "错误[E904] 「visit.docx」已经有了，没有覆盖\n  visit.docx:1:1\n"
        "  怎么改：换一个文件名；确实要覆盖就加 --force\n\n1 个错误，0 个提醒\n"
    )
    assert Path("visit.docx").read_bytes() == b"mine"
    assert main(["fill", "visit-record", "visit.yaml", "--root", str(root), "--force"]) == 0
    assert "寄样本" in text(Path("visit.docx"))


def test_many_files_go_into_a_folder(root, data, capsys):
    """One form for each file, named like it."""
    Path("second.yaml").write_text(BY_ID.replace("示例机械", "示例电子"), encoding="utf-8")
    assert main(["fill", "visit-record", "visit.yaml", "second.yaml", "--root", str(root), "-o", "out"]) == 0
    assert capsys.readouterr().out == "out/visit.docx\nout/second.docx\n"
    assert sys.platform == "win32" or Path("out/second.docx").stat().st_mode & 0o777 == 0o600
    assert "示例电子有限公司" in text(Path("out/second.docx")) and "示例电子" not in text(Path("out/visit.docx"))


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (BY_ID.replace("people: 3", "people: 三"), "「到场人数」写的「三」不是数字"),
        ("a: [", "second.yaml:1"),
        ("", "文件是空的"),
        (None, "没有「second.yaml」这个文件"),
        ("- people: 3\n", "文件最外层应是一组「字段: 值」"),
    ],
    ids=["wrong", "no yaml", "empty", "absent", "a list"],
)
def test_all_or_nothing(root, data, capsys, second, told):
    """One file is wrong, and none is written."""
    if second is not None:
        Path("second.yaml").write_text(second, encoding="utf-8")
    assert main(["fill", "visit-record", "visit.yaml", "second.yaml", "--root", str(root), "-o", "out"]) == 1
    assert told in capsys.readouterr().out
    assert not Path("out").exists()


def test_two_files_of_one_name(root, data, capsys):
    """They would write over each other."""
    Path("other").mkdir()
    Path("other/visit.yaml").write_text(BY_ID, encoding="utf-8")
    assert main(["fill", "visit-record", "visit.yaml", "other/visit.yaml", "--root", str(root), "-o", "out"]) == 1
    assert "有 2 个数据文件都要写成「visit.docx」" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["visit-recrd", "visit.yaml"], "没有「visit-recrd」这张表，是不是「visit-record」（客户拜访记录表）？\n"),
        (["call-record", "visit.yaml", "--revision", "2025"], "没有「call-record」这张表，"),
        (
            ["visit-record", "visit.yaml", "--revision", "2024"],
            "没有「2024」这个版本，现有：2025、next（next 是当前草案）\n",
        ),
        (["visit-record", "visit.yaml", "visit.yaml", "-o", "a.docx"], "有 2 个数据文件，-o 要写文件夹\n"),
    ],
    ids=["form", "form of a revision", "revision", "two into one"],
)
def test_wrong_use(root, data, capsys, arguments, told):
    """It ends with 2 and says what there is."""
    assert main(["fill", *arguments, "--root", str(root)]) == 2
    assert capsys.readouterr().err.startswith(told)


def test_a_released_form_needs_no_sound_draft(root, data, capsys):
    """While the draft is being written, the form in force can be filled in; the draft's cannot."""
    edit(root, "forms/visit-record.yaml", "kind: time, title: 开始时间", "kind: tim, title: 开始时间")
    assert main(["fill", "visit-record", "visit.yaml", "--root", str(root)]) == 0
    assert main(["fill", "call-record", "visit.yaml", "--root", str(root), "-o", "b.docx"]) == 1
    assert "sop/forms/visit-record.yaml" in capsys.readouterr().out


def test_a_damaged_release_is_refused(root, data, capsys):
    """Nobody fills in a form that is not as it was released."""
    path = root / "sop/revisions/2025/forms/visit-record.docx"
    path.write_bytes(path.read_bytes() + b" ")
    assert main(["fill", "visit-record", "visit.yaml", "--root", str(root)]) == 1
    assert "校验清单对不上" in capsys.readouterr().out and not Path("visit.docx").exists()


def test_as_users_run_it(root, tmp_path):
    """In a process of its own, from another folder, no traceback for a file in a foreign encoding."""
    (tmp_path / "gbk.yaml").write_bytes("客户名称: 示例".encode("gb18030"))
    arguments = [
        "fill",
        "visit-record",
        str(tmp_path / "gbk.yaml"),
        "--root",
        str(root),
        "-o",
        str(tmp_path / "a.docx"),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments], cwd=PROJECT, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"") and "GBK" in done.stdout.decode()
