"""`sop collect` as it is typed: with and without a terminal, with and without its libraries."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from generator import workspace
from generator.cli import main
from generator.forms import to_filling
from generator.records.store_formats import FORMATS
from generator.render.word.fill import Filler
from generator.resources import HOME
from generator.schedule.china import CHINA
from tests.conftest import SMALL
from tests.forms.checking_cases import COMPLETE

BLOCKED = (
    "import sys\nfor name in ('duckdb', 'python_calamine'): sys.modules[name] = None\n"
    "from generator.cli import main\nsys.exit(main(sys.argv[1:]))"
)
"""What runs a command as if the libraries were not installed."""


@pytest.fixture(scope="module")
def filled(today) -> list[bytes]:
    """Twelve copies of the form of the small handbook."""
    state = workspace.read(SMALL, today).sound()
    filler = Filler(state.draft.downloads["visit-record.editable.docx"])
    fillings = (
        to_filling(state.draft.handbook.forms["visit-record"], {**COMPLETE, "customer-name": f"示例{number}有限公司"})
        for number in range(12)
    )
    return [filler.fill(filling, datetime(2026, 3, 18, 17, tzinfo=CHINA)) for filling in fillings]


@pytest.fixture
def copies(filled, tmp_path) -> Path:
    """A folder with them."""
    (folder := tmp_path / "收到的 表单").mkdir()
    for number, content in enumerate(filled):
        (folder / f"{number}.docx").write_bytes(content)
    return folder


def sop(*arguments: str | Path, code: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command."""
    return subprocess.run(
        [sys.executable, *(["-c", code] if code else ["-m", "generator"]), *map(str, arguments)],
        cwd=HOME,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_what_is_told(copies, small, tmp_path):
    """What came of it on standard output, how far it is on standard error: a line, not a bar, where that is no
    terminal.
    """
    done = sop("collect", copies, "-o", tmp_path / "结果.xlsx", "--root", small)
    assert done.stdout.splitlines() == [
        f"{tmp_path / '结果.xlsx'}：12 条记录，0 个问题，其中迟交 0 条",
        "新读 12 个文件，沿用上次的 0 个，读不出 0 个，重复 0 个，已不在而删去 0 个",
    ]
    assert (done.returncode, done.stderr) == (0, "已读 12/12 个文件\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
@pytest.mark.parametrize("ending", FORMATS)
def test_what_names_people_is_its_owners_alone(copies, small, tmp_path, ending):
    """The store, every file of it, and again when it is brought up to date, however open it was made meanwhile."""
    out = tmp_path / f"结果{ending}"
    for _ in range(2):
        assert main(["collect", str(copies), "-o", str(out), "--root", str(small), "--processes", "1", "--again"]) == 0
        modes = {path.name: path.stat().st_mode & 0o777 for path in (out, *out.glob("*"))}
        assert set(modes.values()) <= {0o600, 0o700} and modes.pop(out.name) == (0o700 if out.is_dir() else 0o600)
        assert set(modes.values()) <= {0o600}
        out.chmod(0o777)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("没有这个文件夹", "-o", "结果.xlsx"), "没有「没有这个文件夹」这个文件夹"),
        (("tests", "-o", "结果.docx"), "「结果.docx」的结尾不是认识的格式"),
        (("tests", "-o", "README.md/结果.xlsx"), "读写文件出错"),
    ],
)
def test_wrong_use_is_told_in_chinese(small, arguments, said, monkeypatch, capsys):
    """One sentence, no traceback."""
    monkeypatch.chdir(HOME)
    assert main(["collect", *arguments, "--root", str(small)]) == 1
    told = capsys.readouterr()
    assert said in told.out + told.err
    assert "Traceback" not in told.err


def test_without_the_libraries(copies, small, tmp_path):
    """All other commands work; this one says what to install."""
    done = sop("collect", copies, "-o", tmp_path / "结果.xlsx", "--root", small, code=BLOCKED)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(
        r"没有装「\w+」，sop collect 用不了，请运行：\S+ -m pip install duckdb python-calamine\n", done.stderr
    )
    assert sop("check", "--root", small, code=BLOCKED).stdout == "没有发现问题\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_ctrl_c_at_a_terminal(copies, small, tmp_path, ctrl_c):
    """A bar moves on a terminal.

    Ctrl-C while it does ends the command without a word, a file or a process left behind.
    """
    import pty

    for number in range(12, 600):  # so many that it is at work whenever the signal comes
        shutil.copyfile(copies / "0.docx", copies / f"{number}.docx")
    ours, theirs = pty.openpty()
    out = tmp_path / "结果.duckdb"
    command = [sys.executable, "-m", "generator", "collect", str(copies), "-o", str(out), "--root", str(small)]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        seen = b""
        while b" 50/600" not in seen:
            seen += os.read(ours, 100)
        os.killpg(process.pid, signal.SIGINT)
        assert (
            process.communicate()[0] == b""
        )  # comes to its end when the last process that could write there has ended
        with pytest.raises(OSError):  # noqa: PT011, PT012 - on some systems the end of a terminal is one
            while more := os.read(ours, 1000):
                seen += more
            raise OSError
    os.close(ours)
    assert process.returncode == 1
    assert "\r███" in seen.decode("utf-8", "ignore") or "\r██·" in seen.decode("utf-8", "ignore")
    assert "Traceback" not in seen.decode("utf-8", "ignore")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small", "收到的 表单"]
