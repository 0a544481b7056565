"""`sop init`: what it refuses, in words that say what to write."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from generator.cli import main

WRONG = {
    "没有公司": (["--engine", "a.whl"], "还缺 --company"),
    "没有安装包": (["--company", "海川公司"], "还缺 --engine"),
    "没有这个内容包": (
        ["--company", "海川公司", "--engine", "a.whl", "--pack", "中等"],
        "没有「中等」这个内容包，可以写：最小、核心、完整",
    ),
    "时刻写得不对": (
        ["--company", "海川公司", "--engine", "a.whl", "--hours", "9点到18点"],
        "「9点到18点」写得不对，要写成 09:00-18:00 这样",
    ),
    "不是安装包": (["--company", "海川公司", "--engine", "engine.zip"], "--engine：要写安装包，文件名以 .whl 结尾"),
    "网址没有校验值": (
        ["--company", "海川公司", "--engine", "https://example.com/a.whl"],
        "--engine：网址后面要写上安装包的校验值",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_meant_is_wrong_use(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options, expected = WRONG[name]
    assert main(["init", str(tmp_path / "neu"), *options]) == 2
    assert expected in capsys.readouterr().err
    assert not (tmp_path / "neu").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    assert main(["init", str(tmp_path), "--company", "海川公司", "--engine", "a.whl"]) == 2
    assert "里已经有东西了" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_another_program_takes_the_place_of_the_pinned_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line, the packages that the new wheel asks for, and the wheel itself."""
    (tmp_path / "engine.txt").write_text("./engine/old.whl --hash=sha256:0\n", encoding="utf-8")
    wheel = tmp_path / "sales_handbook-2.0.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as opened:
        opened.writestr("generator/_data/packs/requirements.lock", "jinja2==9\n")
    assert main(["upgrade", "--root", str(tmp_path), "--engine", str(wheel)]) == 0
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    pinned = (tmp_path / "engine.txt").read_text(encoding="utf-8")
    assert pinned == f"./engine/{wheel.name} --hash=sha256:{digest}\n"
    assert (tmp_path / "requirements.lock").read_text(encoding="utf-8") == "jinja2==9\n"
    assert (tmp_path / "engine" / wheel.name).read_bytes() == wheel.read_bytes()
    assert "make check" in capsys.readouterr().out


def test_what_is_no_wheel_of_ours_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "engine.txt").write_text("old\n", encoding="utf-8")
    (tmp_path / "other.whl").write_bytes(b"no archive")
    assert main(["upgrade", "--root", str(tmp_path), "--engine", str(tmp_path / "other.whl")]) == 2
    assert "不是本程序的安装包" in capsys.readouterr().err
    assert (tmp_path / "engine.txt").read_text(encoding="utf-8") == "old\n"
