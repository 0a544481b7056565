"""Whatever an editor does to a document, its text changes as little as can be, and says what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from generator.editing.operations import Clear, Insert, Move, Put, Remove, intended
from generator.editing.text_changes import Refused, changed
from generator.load.documents import decode, parse
from generator.load.files import read_folder
from generator.model import KINDS, DataPath, Parameters, Policy, Procedure
from tests.conftest import SMALL

FILES = [(kind, file) for kind, _, file in read_folder(SMALL).files]


def scalars(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Any]]:
    """Every value anywhere in data."""
    if isinstance(data, dict | list):
        for step, part in data.items() if isinstance(data, dict) else enumerate(data):
            yield from scalars(part, (*path, step))
    else:
        yield path, data


def lists(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, list[Any]]]:
    """Every list anywhere in data."""
    if isinstance(data, list):
        yield path, data
    if isinstance(data, dict | list):
        for step, part in data.items() if isinstance(data, dict) else enumerate(data):
            yield from lists(part, (*path, step))


def other(value: Any) -> Any:
    """Another value of its type; a text in which everything stands that YAML might take for something else."""
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int | float) else f"改 \"{value}\": '甲', #乙"


def lines_changed(before: bytes, after: bytes) -> tuple[int, int]:
    """How many lines went and how many came."""
    old, new = before.decode().splitlines(), after.decode().splitlines()
    steps = [step for step in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if step[0] != "equal"]
    return sum(step[2] - step[1] for step in steps), sum(step[4] - step[3] for step in steps)


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("kind", "file"), FILES, ids=[file.file for _, file in FILES])
def test_another_value_is_one_other_line(kind, file, ends):
    """Every value of every file, put to another one: its line is another, and no other is; with a byte order mark and
    either line end.
    """
    content = b"\xef\xbb\xbf" + file.text.replace("\n", ends).encode()
    for path, value in scalars(file.data):
        after = changed(content, file.file, KINDS[kind].cls, Put(path, other(value)))
        old, new = content.splitlines(keepends=True), after.splitlines(keepends=True)
        assert len(old) == len(new)
        line = file.place(path).line - 1
        assert [at for at, (one, two) in enumerate(zip(old, new, strict=True)) if one != two] == [line]
        assert parse(decode(after, ""), "").data == intended(file.data, Put(path, other(value)))


@pytest.mark.parametrize(("kind", "file"), FILES, ids=[file.file for _, file in FILES])
def test_entries_come_go_and_move_with_their_own_lines(kind, file):
    """Every entry of every list: taken out, written a second time, moved to each other place."""
    content, cls = file.text.encode(), KINDS[kind].cls
    for path, entries in lists(file.data):
        for position, entry in enumerate(entries):
            gone, come = lines_changed(content, changed(content, file.file, cls, Remove(path, position)))
            assert come == 0 or (gone, come) == (1, 1) or len(entries) == 1
            gone, come = lines_changed(content, changed(content, file.file, cls, Insert(path, position, entry)))
            assert gone == 0 or (gone, come) == (1, 1)
            for target in range(len(entries)):
                moved = changed(content, file.file, cls, Move(path, position, target))
                assert sorted(moved.splitlines()) == sorted(content.splitlines()) or moved.count(
                    b"\n"
                ) == content.count(b"\n")


@pytest.mark.parametrize(("kind", "file"), FILES, ids=[file.file for _, file in FILES])
def test_a_field_that_was_taken_away_is_written_again(kind, file):
    """Every field of every document: away with its lines, then there again, and the document says what it did."""
    content, cls = file.text.encode(), KINDS[kind].cls
    paths = [path for path, _ in [*scalars(file.data), *lists(file.data)] if isinstance(path[-1], str)]
    for path in [path for path in paths if len(path) > 1 or len(file.data) > 1]:
        without = changed(content, file.file, cls, Clear(path))
        value: Any = file.data
        for step in path:
            value = value[step]
        assert lines_changed(content, without)[1] <= 1
        again = changed(without, file.file, cls, Put(path, value))
        assert parse(decode(again, ""), "").data == file.data


POLICY = """\
# 头上的注释
id: rules
title: "规定"   # 加了引号
rules:
  # 第一条的注释
  - id: one
    text: 第一条  # 行尾的注释
    # 一的尾注

  # 第二条的注释
  - id: two
    text: '第二条'
    binds: [sales-rep,  sales-manager]
  - id: three
    text: 第三条
# 尾上的注释
"""
ONE = "  # 第一条的注释\n  - id: one\n    text: 第一条  # 行尾的注释\n    # 一的尾注\n"
TWO = "  # 第二条的注释\n  - id: two\n    text: '第二条'\n    binds: [sales-rep,  sales-manager]\n"
CASES = {
    "a quoted text keeps its quotes": (Put(("title",), "新的"), [('title: "规定"', 'title: "新的"')]),
    "a comment behind it stays": (Put(("rules", 0, "text"), "改了"), [("text: 第一条  #", "text: 改了  #")]),
    "single quotes are doubled": (
        Put(("rules", 1, "text"), "客户's"),
        [("text: '第二条'", "text: '客户''s'")],
    ),
    "a text that YAML would take for more is quoted": (
        Put(("rules", 2, "text"), "时间: 9 点"),
        [("text: 第三条", 'text: "时间: 9 点"')],
    ),
    "a text that reads as a number is quoted": (Put(("rules", 2, "text"), "7"), [("text: 第三条", 'text: "7"')]),
    "an entry that is still empty": (
        Insert(("rules",), 3, {"id": "four", "text": "", "details": [""], "due": {}, "binds": []}),
        [
            (
                "text: 第三条\n",
                'text: 第三条\n  - id: four\n    text: ""\n    details:\n      - ""\n    binds: []\n    due: {}\n',
            )
        ],
    ),
    "a field comes where it is declared": (
        Put(("rules", 2, "level"), "必须"),
        [("  - id: three\n", "  - id: three\n    level: 必须\n")],
    ),
    "brackets keep their blanks": (
        Insert(("rules", 1, "binds"), 2, "new-hire"),
        [("sales-manager]", "sales-manager, new-hire]")],
    ),
    "an entry moves with its comments": (
        Move(("rules",), 1, 0),
        [
            (f"{ONE}\n{TWO}", f"{TWO}\n{ONE}"),
        ],
    ),
    "an entry goes with its comments": (
        Remove(("rules",), 1),
        [
            (TWO, ""),
        ],
    ),
    "the last entry goes": (Remove(("rules",), 2), [("  - id: three\n    text: 第三条\n", "")]),
    "the first field of an entry goes": (Clear(("rules", 2, "id")), [("  - id: three\n    text", "  - text")]),
    "a limit is written in brackets": (
        Put(("rules", 2, "due", "within"), "24 小时"),
        [("    text: 第三条\n", "    text: 第三条\n    due: {within: 24 小时}\n")],
    ),
    "ids are written in brackets": (
        Insert(("rules", 2, "binds"), 0, "sales-rep"),
        [("    text: 第三条\n", "    text: 第三条\n    binds: [sales-rep]\n")],
    ),
    "sentences are written a line each": (
        Put(("rules", 2, "details"), ["甲。", "乙。"]),
        [("    text: 第三条\n", "    text: 第三条\n    details:\n      - 甲。\n      - 乙。\n")],
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_the_rest_of_the_text_stays(name, ends):
    """Comments, quotes, blanks, blank lines and line ends."""
    operation, exchanged = CASES[name]
    wanted = POLICY
    for old, new in exchanged:
        assert wanted.count(old) == 1
        wanted = wanted.replace(old, new)
    after = changed(POLICY.replace("\n", ends).encode(), "x.yaml", Policy, operation)
    assert after.decode() == wanted.replace("\n", ends)


def test_a_file_without_a_line_end_takes_another_entry():
    """At its very end, and keeps having none."""
    content = b"parameters:\n  - id: one"
    after = changed(content, "x.yaml", Parameters, Insert(("parameters",), 1, {"id": "two"}))
    assert after == b"parameters:\n  - id: one\n  - id: two"
    assert changed(after, "x.yaml", Parameters, Move(("parameters",), 1, 0)) == b"parameters:\n  - id: two\n  - id: one"


REFUSED = {
    "nothing stands there": ("id: x\n", Put(("steps", 3, "title"), "甲")),
    "two lists begin in one line": ("steps:\n  - - a\n    - b\n", Remove(("steps", 0), 0)),
    "a character that nobody sees": ("id: x\n", Put(("id",), "甲\u200b乙")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_without_harm_is_refused(name):
    """And says so: the text is not touched."""
    text, operation = REFUSED[name]
    with pytest.raises(Refused, match=r"特殊|看不见|自动改"):
        changed(text.encode(), "x.yaml", Procedure, operation)


@pytest.mark.exhaustive
def test_the_larger_handbook_too():
    """Every value of the handbook of a department, put to another one."""
    root = Path(SMALL).parent / "department"
    count = 0
    for kind, _, file in read_folder(root).files:
        content = (root / file.file).read_bytes()
        for path, value in scalars(file.data):
            after = changed(content, file.file, KINDS[kind].cls, Put(path, other(value)))
            assert lines_changed(content, after) == (1, 1)
            count += 1
    assert count > 3000
