"""`sop check`: what it prints, and the number it ends with."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import SOP, main
from tests.load.editing import edit

PROJECT = Path(__file__).parents[2]


def run(root: Path, *options: str, **environment: str) -> subprocess.CompletedProcess:
    """Run the command as a user does: another process, bytes out."""
    return subprocess.run(
        [sys.executable, "-m", "generator", "check", "--root", str(root), *options],
        cwd=PROJECT,
        capture_output=True,
        timeout=60,
        env={**os.environ, **environment},
        check=False,
    )


def test_a_sound_handbook_ends_with_0(timeless):
    """Nothing found: said in words, nothing on the error stream."""
    done = run(timeless)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "没有发现问题\n", b"")


def test_reminders_end_with_0(timeless, capsys):
    """A warning is shown, and stops nobody."""
    edit(timeless, "kpis/same-day-record.yaml", "2999-12-31", "2020-01-01")
    assert main(["check", "--root", str(timeless)]) == 0
    assert (
        capsys.readouterr().out
        == """\
提醒[W408] 「拜访记录当日完成率」已过评审日期
  sop/kpis/same-day-record.yaml:4:14
    4 | next_review: 2020-01-01
      |              ^^^^^^^^^^
  怎么改：请归口岗位（销售主管）评审后写上新的日期

0 个错误，1 个提醒
"""
    )


def test_errors_end_with_1(timeless):
    """The whole report of a mistake, as it stands on a terminal without colours."""
    edit(timeless, "policies/data-rules.yaml", "level: 应当", "level: 应当的")
    done = run(timeless)
    assert (done.returncode, done.stderr) == (1, b"")
    assert (
        done.stdout.decode()
        == """\
错误[E208] 「应当的」不是「level」可以写的值
  sop/policies/data-rules.yaml:18:12
    18 |     level: 应当的
       |            ^^^^^^
  怎么改：是不是「应当」？可以写：必须、应当、禁止

1 个错误，0 个提醒
"""
    )


WRONG_USE = {
    "": "还缺命令",
    "--": "还缺命令",
    "chekc": "没有「chekc」这个命令，是不是「check」？",
    "relase 2026": "没有「relase」这个命令，是不是「release」或「rename」或「read」？",
    "手册": "没有「手册」这个命令",
    "-x": "没有「-x」这个选项",
    "check --form json": "没有「--form」这个选项，是不是「--format」？",
    "check -x": "没有「-x」这个选项",
    "check --format html": "「--format」：不能写「html」，可以写：text、github、gitlab、json",
    "check --root": "「--root」后面要写一个值",
    "build --out --root sop": "「--out」后面要写一个值",
    "check sop docs": "多写了「sop docs」",
    "collect copies -o a.xlsx --keep=yes": "「--keep」后面不写值",
    "collect copies -o a.xlsx --processes two": "「--processes」：「two」不是整数",
    "collect": "还缺 文件夹、-o/--out",
    "fill": "还缺 表单、数据",
    "release 2026 --summary 第一版": "还缺 --prepared-by、--reviewed-by、--approved-by、--effective",
    "revisions --on 2026-02-30": "「--on」：没有「2026-02-30」这一天，例如 2026-01-31",
    "serve --address 8000": "「--address」：要写成 127.0.0.1:8000 这样",
}
"""Every way to write a command wrongly, and what is said of it."""


@pytest.mark.parametrize("typed", WRONG_USE)
def test_wrong_use_is_told_in_chinese(typed, capsys):
    """One sentence, with the name that may have been meant, and the way to help."""
    with pytest.raises(SystemExit) as end:
        main(typed.split())
    sentence, way = capsys.readouterr().err.splitlines()
    assert (end.value.code, sentence) == (2, f"命令写得不对：{WRONG_USE[typed]}")
    assert re.fullmatch("运行 sop( [a-z]+)? --help 看用法", way)


@pytest.mark.parametrize("name", ["", *SOP.commands])
def test_help_is_in_chinese(name, capsys):
    """Usage, arguments and options: what is not Chinese are names and what is to be typed."""
    with pytest.raises(SystemExit) as end:
        main([*name.split(), "--help"])
    shown = capsys.readouterr().out
    assert end.value.code == 0 and shown.startswith(f"用法：{' '.join(['sop', *name.split()])} ")
    assert "选项：\n" in shown and "显示这段说明" in shown
    assert re.findall(r"Usage|Options|Arguments|Commands|required|default|Show this", shown, re.IGNORECASE) == []


@pytest.mark.parametrize(
    "arguments",
    [["check", "--format", "html"], ["check", "--root"], ["chekc"], [], ["check", "sop"], ["check", "--form", "json"]],
    ids=["format", "no value", "command", "nothing", "argument", "abbreviation"],
)
def test_wrong_use_ends_with_2(arguments, capsys):
    """What the command line does not know is refused with the way to help, and nothing is checked."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    shown = capsys.readouterr()
    assert end.value.code == 2 and shown.out == "" and shown.err.startswith("命令写得不对：") and "--help" in shown.err


def test_github_format(timeless, capsys):
    """Commands for the changed lines first, then the report for the log."""
    edit(timeless, "policies/data-rules.yaml", "level: 应当", "level: 应当的")
    assert main(["check", "--root", str(timeless), "--format", "github"]) == 1
    command, _, report = capsys.readouterr().out.partition("\n")
    assert (
        command == "::error file=sop/policies/data-rules.yaml,line=18,col=12,endLine=18,endColumn=15,title=E208::"
        "「应当的」不是「level」可以写的值%0A怎么改：是不是「应当」？可以写：必须、应当、禁止"
    )
    assert report.startswith("错误[E208] ") and report.endswith("1 个错误，0 个提醒\n")


def test_json_format(timeless, capsys):
    """A list for programs, empty if all is well."""
    assert main(["check", "--root", str(timeless), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    edit(timeless, "policies/data-rules.yaml", "level: 应当", "level: 应当的")
    assert main(["check", "--root", str(timeless), "--format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["code"], found["place"]["file"], found["place"]["line"], found["level"]) == (
        "E208",
        "sop/policies/data-rules.yaml",
        18,
        "error",
    )


def test_a_missing_folder_is_a_report(tmp_path, capsys):
    """Run in the wrong place, the command says what it looks for."""
    assert main(["check", "--root", str(tmp_path / "nowhere")]) == 1
    assert (
        capsys.readouterr().out
        == """\
错误[E304] 没有找到 sop 文件夹
  sop:1:1
  怎么改：请在手册所在的文件夹里运行，或用 --root 指出 sop 的上一级

1 个错误，0 个提醒
"""
    )


def test_the_current_folder_is_the_default(timeless, monkeypatch, capsys):
    """Without --root the handbook is looked for where the command is run."""
    monkeypatch.chdir(timeless)
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "没有发现问题\n"


HOSTILE = {
    "utf-16": b"\xff\xfe\x00",
    "gbk": "标题: 甲".encode("gbk"),
    "nul": b"\x00",
    "deep": b"[" * 10_000,
    "dashes": b"- " * 9_000,
    "escape": b"\x1b[2J\n",
    "tag": b"a: !!python/object/apply:os.system ['true']",
    "odd id": b"id: {}\n",
    "bracket": b"id: [\n",
    "loop": b"a: &b [*b]",
    "empty": b"",
}


@pytest.mark.slow
@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_no_traceback_reaches_a_user(timeless, content):
    """Whatever a file holds, the command ends with 1 and a report in UTF-8, even where the terminal claims to know only
    ASCII.
    """
    (timeless / "sop/roles/sales-rep.yaml").write_bytes(content)
    done = run(timeless, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (1, b"")
    assert (
        "sop/roles/sales-rep.yaml:1:" in done.stdout.decode()
        and "\x1b" not in done.stdout.decode()
        and "Traceback" not in done.stdout.decode()
    )


def test_colours_only_on_a_terminal(timeless, capfdbinary):
    """A pipe gets none; a terminal does, unless NO_COLOR is set."""
    edit(timeless, "policies/data-rules.yaml", "level: 应当", "level: 应当的")
    script = shutil.which("script")
    if not script:
        pytest.skip("script(1), which gives a terminal, is not installed")

    def on_a_terminal(**environment: str) -> bytes:
        command = f"{sys.executable} -m generator check --root {timeless}"
        inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        return subprocess.run(
            [script, "-qec", command, os.devnull],
            cwd=PROJECT,
            capture_output=True,
            timeout=60,
            env=inherited | environment,
            check=False,
        ).stdout

    assert main(["check", "--root", str(timeless)]) == 1
    assert b"\x1b[" not in capfdbinary.readouterr().out
    assert b"\x1b[1;31m" in on_a_terminal()
    assert b"\x1b[" not in on_a_terminal(NO_COLOR="1")
