"""Ids across files: what names nothing, what is named twice, and where the files themselves must be."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.load import load_handbook
from generator.model import KINDS
from tests.conftest import SMALL
from tests.load.editing import DAY, edit, in_full, reports, reports_of, shown
from tests.load.reference_errors import REFERENCE_ERRORS

FILES = sorted(path.relative_to(SMALL / "sop").as_posix() for path in SMALL.rglob("*.yaml"))


@pytest.mark.parametrize("name", REFERENCE_ERRORS)
def test_every_reference_mistake_is_explained(name):
    """A wrong id gives exactly its report, and what was meant where that can be guessed."""
    file, old, new, *expected = REFERENCE_ERRORS[name]
    assert reports_of(file, old, new) == in_full(file, expected)


def test_the_small_handbook_is_sound():
    """The base of these tests has no problem at all, and gives a handbook."""
    loaded = load_handbook(SMALL, DAY)
    assert loaded.problems == [] and loaded.handbook is not None
    assert {kind: len(held) for kind, held in loaded.data.items()} == {
        kind: 3 if kind == "role" else 1 for kind in KINDS.keys() - {"adoption"}
    }


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_cannot_be_read_is_one_mistake(small, file):
    """What other files say of it is not reported as missing, whatever kind of file it is."""
    path = small / "sop" / file
    path.write_text(path.read_text(encoding="utf-8") + "'\n", encoding="utf-8")
    (told,) = reports(small)
    assert told.startswith(f"{file}:{path.read_text(encoding='utf-8').count(chr(10))}:1 E199 ")


@pytest.mark.parametrize("file", FILES)
def test_a_file_with_a_wrong_field_is_one_mistake(small, file):
    """References into a file stay good while something else in it is wrong."""
    path = small / "sop" / file
    path.write_text(path.read_text(encoding="utf-8") + "zzz: 1\n", encoding="utf-8")
    (told,) = reports(small)
    assert told.startswith(f"{file}:{path.read_text(encoding='utf-8').count(chr(10))}:1 E201 没有叫「zzz」的字段 → ")


@pytest.mark.parametrize("file", FILES)
def test_a_file_with_another_ending_is_one_mistake(small, file):
    """`.yml`, capitals and the `.txt` that an editor adds are told with the right name."""
    for ending in (".yml", ".YAML", ".yaml.txt"):
        path = small / "sop" / file
        path.rename(wrong := path.with_suffix(ending))
        assert reports(small) == [
            f"{file.removesuffix('.yaml')}{ending}:1:1 E307 扩展名「{ending}」不对 → 请把文件改名为 {path.name}"
        ]
        wrong.rename(path)


@pytest.mark.parametrize("file", [file for file in FILES if "/" in file])
def test_a_file_under_another_name_is_one_mistake(small, file):
    """Capitals, spaces and copies: the file name is the id, so the hint is the right name."""
    path = small / "sop" / file
    path.rename(path.with_name(f"新的 {path.name}"))
    assert reports(small) == [
        (
            f"{Path(file).parent}/新的 {path.name}:1:5 E306 文件名「新的 {path.stem}」和编号「{path.stem}」不一致 → "
            f"请把文件改名为 {path.name}"
        )
    ]


def test_a_copy_of_a_file_is_one_mistake(small):
    """A copy left beside the original repeats every id of it; that is told once."""
    shutil.copy(small / "sop/forms/visit-record.yaml", small / "sop/forms/visit-record - 副本.yaml")
    assert reports(small) == [
        (
            "forms/visit-record - 副本.yaml:1:5 E306 文件名「visit-record - 副本」和编号「visit-record」不一致 → "
            "已经有 visit-record.yaml 了：多余的一份请删除，要留下就换一个编号，文件名跟着改"
        )
    ]


def test_one_id_for_two_kinds(small):
    """An id is unique in the whole handbook, since pages, links and reports know items by it alone."""
    policy = (
        (small / "sop/policies/data-rules.yaml")
        .read_text(encoding="utf-8")
        .replace("id: data-rules", "id: customer-visit")
    )
    (small / "sop/policies/customer-visit.yaml").write_text(policy.replace("GD-01", "GD-02"), encoding="utf-8")
    assert reports(small) == [
        (
            "procedures/customer-visit.yaml:1:5 E301 编号「customer-visit」已经是一个制度了 → "
            "编号在全手册唯一，请给这个文件和编号换一个名字"
        )
    ]


def test_related_places(small):
    """A duplicate shows where the id was used first, a circle every link of it."""
    edit(small, "procedures/customer-visit.yaml", "- id: meet", "- id: prepare")
    edit(small, "roles/sales-supervisor.yaml", "belongs: 本部门", "belongs: 本部门\nreports_to: sales-rep")
    related = [
        [(place.file, place.line, place.column, note) for place, note in problem.related]
        for problem in load_handbook(small, DAY).problems
    ]
    assert related == [
        [("sop/procedures/customer-visit.yaml", 13, 9, "已经用在这里")],
        [("sop/roles/sales-supervisor.yaml", 6, 13, "也在这个圈里")],
    ]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (
            "forms/visit-record.yaml",
            [
                "handbook.yaml:28:26 E302 找不到表单「visit-record」，",
                "是不是删除了 visit-record.yaml，或改了它的编号？请恢复，或把这些地方都改掉",
            ],
        ),
        (
            "roles/sales-rep.yaml",
            [
                "forms/visit-record.yaml:9:13 E302 找不到岗位「sales-rep」，",
                "是不是删除了 sales-rep.yaml，或改了它的编号？请恢复，或把这些地方都改掉",
            ],
        ),
    ],
)
def test_a_deleted_file_is_one_mistake(small, file, told):
    """However many places name what is gone: it is told once, with every place, and what stood inside it is not told
    again.
    """
    (small / "sop" / file).unlink()
    (problem,) = load_handbook(small, DAY).problems
    assert shown(problem).startswith(told[0]) and problem.hint == told[1]
    named = [
        path
        for path in (small / "sop").rglob("*.yaml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(rf"(?<![a-z-]){Path(file).stem}(?![a-z-])", re.sub(r"\(.*?\)", "", line))
    ]
    assert len(problem.related) + 1 >= len(set(named)) > 1
    assert {place.file for place, _ in problem.related} <= {f"sop/{path.relative_to(small / 'sop')}" for path in named}


def places(problem) -> list[str]:
    """Every place of a problem, as file and line."""
    return [f"{place.file}:{place.line}" for place in (problem.place, *(place for place, _ in problem.related))]


def test_a_renamed_item_without_a_word_is_one_mistake(small):
    """The likely new id, every place at once, links in texts among them, and what keeps the history."""
    edit(small, "procedures/customer-visit.yaml", "id: customer-visit\n", "id: visit-customer\n")
    (small / "sop/procedures/customer-visit.yaml").rename(small / "sop/procedures/visit-customer.yaml")
    (problem,) = load_handbook(small, DAY).problems
    assert problem.hint == (
        "是不是改成了「visit-customer」（客户拜访）？请把这些地方都写成新的编号，"
        "并在它那里写「formerly: customer-visit」，修订对比和记录才接得上"
    )
    assert len(places(problem)) == 6 and "sop/roles/sales-rep.yaml:10" in places(problem)


def test_a_renamed_step_without_a_word_is_one_mistake(small):
    """Beside its own file and in others; a link from a text is told in the same round."""
    edit(small, "procedures/customer-visit.yaml", "id: update-crm\n", "id: sync-crm\n")
    elsewhere = "due: {within: 1 天, after: customer-visit.update-crm}"
    edit(small, "forms/visit-record.yaml", "due: {moment: 拜访, day: 当日, by: 下班}", elsewhere)
    edit(small, "roles/sales-rep.yaml", "(customer-visit)", "(customer-visit#update-crm)")
    (problem,) = load_handbook(small, DAY).problems
    assert "是不是改成了「customer-visit.sync-crm」（更新 CRM）？" in problem.hint
    assert "「formerly: update-crm」" in problem.hint
    assert places(problem) == [
        "sop/forms/visit-record.yaml:11",
        "sop/procedures/customer-visit.yaml:38",
        "sop/roles/sales-rep.yaml:10",
    ]


def test_an_entry_that_says_what_it_was_called(small):
    """Its new id is told to whoever still uses the old one."""
    edit(small, "procedures/customer-visit.yaml", "id: update-crm\n", "id: crm\n    formerly: update-crm\n")
    told = "找不到步骤「update-crm」 → 「update-crm」已经改为「crm」，请写新的编号"
    assert reports(small) == [f"procedures/customer-visit.yaml:38:26 E302 {told}"]


def test_a_renamed_id_is_one_mistake(small):
    """Who renames a file and its id, and says what it was called, is told the new id for every place that still has the
    old one.
    """
    edit(small, "forms/visit-record.yaml", "id: visit-record\n", "id: visit-sheet\nformerly: visit-record\n")
    (small / "sop/forms/visit-record.yaml").rename(small / "sop/forms/visit-sheet.yaml")
    (problem,) = load_handbook(small, DAY).problems
    assert (
        problem.code == "E302"
        and problem.hint == "「visit-record」已经改为「visit-sheet」，请写新的编号"
        and len(problem.related) > 3
    )


PLACES = {
    "没有 sop": (
        shutil.rmtree,
        ["sop:1:1 E304 没有找到 sop 文件夹 → 请在手册所在的文件夹里运行，或用 --root 指出 sop 的上一级"],
    ),
    "sop 是文件": (
        lambda sop: (shutil.rmtree(sop), sop.write_text("")),
        ["sop:1:1 E304 没有找到 sop 文件夹 → 请在手册所在的文件夹里运行，或用 --root 指出 sop 的上一级"],
    ),
    "sop 是空的": (
        lambda sop: (shutil.rmtree(sop), sop.mkdir()),
        [
            "glossary.yaml:1:1 E304 缺少术语表文件 glossary.yaml → 请建立这个文件；原来有的请从代码库恢复",
            "handbook.yaml:1:1 E304 缺少手册设置文件 handbook.yaml → 请建立这个文件；原来有的请从代码库恢复",
        ],
    ),
    "没有手册设置": (
        lambda sop: (sop / "handbook.yaml").unlink(),
        ["handbook.yaml:1:1 E304 缺少手册设置文件 handbook.yaml → 请建立这个文件；原来有的请从代码库恢复"],
    ),
    "手册设置拼错": (
        lambda sop: (sop / "handbook.yaml").rename(sop / "handbok.yaml"),
        ["handbok.yaml:1:1 E307 「handbok.yaml」不是手册的文件 → 是不是「handbook.yaml」？"],
    ),
    "手册设置是文件夹": (
        lambda sop: ((sop / "handbook.yaml").unlink(), (sop / "handbook.yaml").mkdir()),
        ["handbook.yaml:1:1 E115 这里要放一个文件 → 请放文件本身，不要放文件夹、链接或快捷方式"],
    ),
    "多余的文件": (
        lambda sop: (sop / "notes.yaml").write_text("a: 1\n"),
        [
            (
                "notes.yaml:1:1 E307 「notes.yaml」不是手册的文件 → 内容只放在这些位置："
                "handbook.yaml、roles、procedures、policies、forms、kpis、onboarding、quizzes、glossary.yaml、"
                "parameters.yaml、sources、calendar、imports、adoption.yaml"
            )
        ],
    ),
    "文件夹拼错": (
        lambda sop: (sop / "roles").rename(sop / "Roles"),
        ["Roles/customer-service.yaml:1:1 E307 「Roles」不是放内容的文件夹 → 是不是「roles」？"],
    ),
    "下一层文件夹": (
        lambda sop: (
            (sop / "roles/own").mkdir(),
            (sop / "roles/sales-rep.yaml").rename(sop / "roles/own/sales-rep.yaml"),
        ),
        [
            (
                "roles/own/sales-rep.yaml:1:1 E307 「roles/own」不是放内容的文件夹 → "
                "sop/roles/ 里不再分文件夹，请把文件移出来"
            )
        ],
    ),
    "名字像文件的文件夹": (
        lambda sop: (sop / "roles/x.yaml").mkdir(),
        ["roles/x.yaml:1:1 E115 这里要放一个文件 → 请放文件本身，不要放文件夹、链接或快捷方式"],
    ),
    "断开的链接": (
        lambda sop: (sop / "roles/x.yaml").symlink_to("nowhere"),
        ["roles/x.yaml:1:1 E115 这里要放一个文件 → 请放文件本身，不要放文件夹、链接或快捷方式"],
    ),
    "指向自己的链接": (
        lambda sop: (sop / "roles/x.yaml").symlink_to("x.yaml"),
        ["roles/x.yaml:1:1 E115 这里要放一个文件 → 请放文件本身，不要放文件夹、链接或快捷方式"],
    ),
    "文件夹是链接": (
        lambda sop: (
            (sop / "quizzes").rename(sop.parent / "elsewhere"),
            (sop / "quizzes").symlink_to(sop.parent / "elsewhere"),
        ),
        ["quizzes:1:1 E115 这里要放一个文件夹 → 请放它本身，不要放链接或快捷方式"],
    ),
    "文件夹是链接，别处提到里面的条目": (
        lambda sop: (
            (sop / "procedures").rename(sop.parent / "elsewhere"),
            (sop / "procedures").symlink_to(sop.parent / "elsewhere"),
        ),
        ["procedures:1:1 E115 这里要放一个文件夹 → 请放它本身，不要放链接或快捷方式"],
    ),
    "文件夹是断开的链接": (
        lambda sop: (shutil.rmtree(sop / "quizzes"), (sop / "quizzes").symlink_to("nowhere")),
        ["quizzes:1:1 E115 这里要放一个文件夹 → 请放它本身，不要放链接或快捷方式"],
    ),
    "文件夹成了文件": (
        lambda sop: (shutil.rmtree(sop / "quizzes"), (sop / "quizzes").write_text("../quizzes")),
        ["quizzes:1:1 E115 这里要放一个文件夹 → 请放它本身，不要放链接或快捷方式"],
    ),
    "别的链接": (
        lambda sop: (sop / "notes").symlink_to("/tmp"),
        ["notes:1:1 E115 这里要放一个文件夹 → 请放它本身，不要放链接或快捷方式"],
    ),
    "内容文件以点开头": (
        lambda sop: (sop / "roles/.draft.yaml").write_text("a: 1\n"),
        [
            (
                "roles/.draft.yaml:1:1 W307 名字以「.」或「~」开头的文件不会进入手册 → "
                "要用就改名，去掉开头的符号；不用就删除"
            )
        ],
    ),
    "管道": (
        lambda sop: os.mkfifo(sop / "roles/x.yaml"),
        ["roles/x.yaml:1:1 E115 这里要放一个文件 → 请放文件本身，不要放文件夹、链接或快捷方式"],
    ),
    "表单放进流程": (
        lambda sop: (sop / "forms/visit-record.yaml").rename(sop / "procedures/visit-record.yaml"),
        ["procedures/visit-record.yaml:1:1 E307 这个文件放错了地方 → 看内容是表单，请移到 sop/forms/"],
    ),
    "流程放在最外面": (
        lambda sop: (sop / "procedures/customer-visit.yaml").rename(sop / "customer-visit.yaml"),
        ["customer-visit.yaml:1:1 E307 「customer-visit.yaml」不是手册的文件 → 看内容是流程，请移到 sop/procedures/"],
    ),
    "文件夹用中文名": (
        lambda sop: (sop / "procedures").rename(sop / "流程"),
        ["流程/customer-visit.yaml:1:1 E307 「流程」不是放内容的文件夹 → 是不是「procedures」？"],
    ),
    "扩展名是 txt": (
        lambda sop: (sop / "procedures/customer-visit.yaml").rename(sop / "procedures/customer-visit.txt"),
        ["procedures/customer-visit.txt:1:1 E307 扩展名「.txt」不对 → 请把文件改名为 customer-visit.yaml"],
    ),
    "文件名里是句号": (
        lambda sop: (sop / "procedures/customer-visit.yaml").rename(sop / "procedures/customer-visit。yaml"),
        ["procedures/customer-visit。yaml:1:1 E307 扩展名「。yaml」不对 → 请把文件改名为 customer-visit.yaml"],
    ),
    "Word 文件改了扩展名": (
        lambda sop: (sop / "procedures/x.yaml").write_bytes(b"PK\x03\x04\x14\x00"),
        [
            (
                "procedures/x.yaml:1:1 E102 这是 Word、Excel 一类的文件，不是文字文件 → 请把内容写成 YAML；"
                "原来的文件请移到别处"
            )
        ],
    ),
    "年份和文件名不一致": (
        lambda sop: (sop / "calendar/2026.yaml").rename(sop / "calendar/2027.yaml"),
        [
            (
                "calendar/2027.yaml:1:5 E306 文件名「2027」和编号「2026」不一致 → "
                "请把文件改名为 2026.yaml，或把编号改成 2027"
            )
        ],
    ),
    "Word 文件放进内容的文件夹": (
        lambda sop: (sop / "roles/说明.docx").write_bytes(b"PK"),
        ["roles/说明.docx:1:1 W307 这个文件不会进入手册 → 手册内容只放 .yaml 文件，其他文件请移到别处"],
    ),
    "空文件夹": (lambda sop: (sop / "roles/x").mkdir(), []),
    "隐藏文件和 Word 的锁文件": (
        lambda sop: ((sop / ".DS_Store").write_bytes(b"\0"), (sop / "roles/~$x.yaml").write_bytes(b"\0")),
        [],
    ),
    "没有参数表": (
        lambda sop: (
            (sop / "parameters.yaml").unlink(),
            edit(sop.parent, "roles/sales-rep.yaml", "{crm-limit}", "24 小时"),
        ),
        ["procedures/customer-visit.yaml:56:50 E302 找不到参数「crm-limit」 → 先新建这个参数"],
    ),
    "Windows 的换行和标记": (
        lambda sop: [
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
            for path in sop.rglob("*.yaml")
        ],
        [],
    ),
    "GBK": (
        lambda sop: (sop / "glossary.yaml").write_bytes(
            (sop / "glossary.yaml").read_text(encoding="utf-8").encode("gbk")
        ),
        ["glossary.yaml:3:12 E102 文件是 GBK/GB18030 编码 → 请用 UTF-8 编码另存（记事本：另存为 → 编码 → UTF-8）"],
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_files_have_their_places(small, name):
    """What lies in a wrong place, is no file or cannot be read is told once, with the right place; nothing else follows
    from it.
    """
    change, expected = PLACES[name]
    change(small / "sop")
    assert reports(small) == expected


@pytest.mark.parametrize(
    ("locked", "message"),
    [("roles/sales-rep.yaml", "文件打不开"), ("roles", "文件夹打不开")],
    ids=["file", "folder"],
)
def test_what_nobody_may_read_is_told(small, locked, message):
    """A file or folder that the system will not open is a report, not a crash, nor silence; root, who may read
    everything, gives that right up first.
    """
    (small / "sop" / locked).chmod(0)
    humble = (
        [] if os.geteuid() else ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all"]
    )
    done = subprocess.run(
        [*humble, sys.executable, "-m", "generator", "check", "--root", str(small), "--format", "json"],
        cwd=SMALL.parents[2],
        capture_output=True,
        check=False,
    )
    (small / "sop" / locked).chmod(0o755)
    told = [(problem["code"], problem["place"]["file"], problem["message"]) for problem in json.loads(done.stdout)]
    assert told == [("E115", f"sop/{locked}", message)]
