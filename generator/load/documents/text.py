"""The text of one file, whatever it is saved as, or the reason why it is none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn

from generator.problems import Place, Problem, ProblemsFound
from generator.system.sized_files import TooLarge, read_sized

MAX_BYTES = 500_000
"""A tenfold of what the largest handbooks have in one file."""
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\uf8ff\ufeff\ufffd-\uffff]"
)
"""Controls, separators that YAML takes for line ends, zero-width, no-break, private and replacement characters. U+3000
is normal in Chinese."""
UTF8 = "请用 UTF-8 编码另存（记事本：另存为 → 编码 → UTF-8）"


def read_text(path: Path, name: str) -> str:
    """Read one file. `name` is how problems call it. Raises ProblemsFound if it cannot be read any further."""
    if path.is_symlink() or not path.is_file():
        refuse("E115", "这里要放一个文件", Place(name), "请放文件本身，不要放文件夹、链接或快捷方式")
    try:
        content = read_sized(path, MAX_BYTES)
    except TooLarge as error:
        refuse(
            "E100",
            f"文件有 {error.size / 1e6:.1f} MB，超过 {MAX_BYTES / 1e6:g} MB",
            Place(name),
            "请拆分成多个文件，图片等附件不要写进 YAML",
        )
    except OSError:
        refuse("E115", "文件打不开", Place(name), "请检查这个文件有没有读取权限、是不是正被别的程序占用")
    return decode(content, name)


def decode(content: bytes, name: str) -> str:
    """UTF-8 with or without byte order mark -> text with plain line ends."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        refuse(
            "E102", "这是 Word、Excel 一类的文件，不是文字文件", Place(name), "请把内容写成 YAML；原来的文件请移到别处"
        )
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        refuse("E102", "文件是 UTF-16 编码", Place(name), UTF8)
    try:
        return re.sub("\r\n?", "\n", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line, start = content.count(b"\n", 0, error.start) + 1, content.rfind(b"\n", 0, error.start) + 1
        column = len(content[start : error.start].decode("utf-8-sig", "replace")) + 1
        if error.reason == "unexpected end of data":
            refuse(
                "E102",
                "文件末尾缺了半个字",
                Place(name, line, column, line, column + 1),
                "多半没有保存完或没有传完，请重新保存，或从代码库恢复",
            )
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        refuse("E102", "文件不是 UTF-8 编码", Place(name, line, column, line, column + 1), UTF8)
    refuse("E102", "文件是 GBK/GB18030 编码", Place(name, line, column, line, column + 1), UTF8)


def place_at(file: str, text: str, index: int, length: int = 1) -> Place:
    """Where the character at `index` stands, and those behind it up to `length`, all of one line."""
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    return Place(file, line, column, line, column + length)


def refuse_invisible(character: str, place: Place) -> NoReturn:
    """Raise ProblemsFound for a character that INVISIBLE knows."""
    if character == "\ufffd":
        refuse("E103", "有乱码字符「\ufffd」", place, "原来的字在转换编码时丢了，请重新输入")
    refuse(
        "E103",
        f"有看不见的特殊字符 U+{ord(character):04X}",
        place,
        "多半是从网页、微信或 Word 粘贴带来的，请删除后重新输入",
    )


def refuse(code: str, message: str, place: Place, hint: str) -> NoReturn:
    """Raise ProblemsFound with one problem."""
    raise ProblemsFound(Problem(code, message, place, hint))
