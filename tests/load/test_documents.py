"""YAML text as business authors write it: kept as it is meant, or refused with a sentence that they understand."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load import excerpts
from generator.load.documents import MAX_BYTES, YamlFile, decode, parse, read
from generator.problems import Place, Problem, ProblemsFound
from tests.conftest import SMALL
from tests.load.syntax_errors import SYNTAX_ERRORS, TOO_LARGE


def outcome(path: Path) -> tuple:
    """What reading a file gives: its data and what was dropped of it, or why it is refused."""
    try:
        file = read(path, path.name)
        given = (file.data, *file.dropped)
    except ProblemsFound as error:
        given = error.problems
    return tuple(
        f"{one.place.line}:{one.place.column} {one.code} {one.message} → {one.hint}" if hasattr(one, "hint") else one
        for one in given
    )


@pytest.mark.parametrize("name", SYNTAX_ERRORS)
def test_what_authors_write(tmp_path, name):
    """Every line of the table: the data as meant, or the one report with the right line and what to write instead."""
    text, *expected = SYNTAX_ERRORS[name]
    path = tmp_path / "item.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert outcome(path) == tuple(expected)


def scalars(data, path=()):
    """Every text, number and truth value inside, with its path."""
    if isinstance(data, dict | list):
        for name, part in data.items() if isinstance(data, dict) else enumerate(data):
            yield from scalars(part, (*path, name))
    else:
        yield path, data


def stretch(file: YamlFile, place) -> str:
    """The characters of a place."""
    lines = file.text.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    return "\n".join([lines[0][place.column - 1 :], *lines[1:]])


@pytest.mark.parametrize("name", sorted(path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yaml")))
@pytest.mark.parametrize(
    "disguise",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: ("# 😀 𠮷\n" + text).encode(),
    ],
    ids=["plain", "bom", "crlf", "emoji"],
)
def test_the_place_of_a_value_covers_its_text(name, disguise):
    """Whatever the line ends and marks of the file: what stands at the place of a value is that value, and before it
    stands its key.
    """
    file = parse(decode(disguise((SMALL / name).read_text(encoding="utf-8")), name), name)
    found = list(scalars(file.data))
    assert len(found) >= 4
    for path, value in found:
        assert stretch(file, file.place(path)).strip("\"'") == (
            str(value).lower() if isinstance(value, bool) else str(value)
        )
        if isinstance(path[-1], str):
            assert stretch(file, file.place(path, key=True)) == path[-1]


def test_a_missing_field_is_shown_at_the_entry_that_lacks_it():
    """The place of something that is not there is the head of the nearest thing around it."""
    file = parse("id: a\nsteps:\n  - id: b\n    due:\n      by: x\n", "a.yaml")
    places = [
        file.place(path)
        for path in (("title",), ("steps", 0, "title"), ("steps", 0, "due", "every"), ("steps", 7, "title"))
    ]
    assert [(place.line, place.column) for place in places] == [(1, 1), (3, 5), (5, 7), (3, 3)]


def test_a_word_is_shown_where_it_stands():
    """Inside a long text, the first line and column of the word itself, in blocks as in quotes."""
    file = parse('a: |\n  第一行\n  和甲方谈\nb: "请甲方签字"\n', "a.yaml")
    places = [file.place((name,), word="甲方") for name in "ab"]
    assert [(place.line, place.column, place.end_column) for place in places] == [(3, 4, 6), (4, 6, 8)]
    assert file.place(("b",), word="没有") == file.place(("b",))


def test_files_are_read_up_to_the_limit_and_not_beyond(tmp_path):
    """A file of half a million bytes is read, a byte more is refused before it is opened."""
    path = tmp_path / "item.yaml"
    entries = b"".join(b"\n- %07d%s" % (number, b"x" * 490) for number in range(MAX_BYTES // 500))
    content = b"a:" + entries[: MAX_BYTES - 2]
    path.write_bytes(content + b"x" * (MAX_BYTES - len(content)))
    assert path.stat().st_size == MAX_BYTES and len(read(path, "item.yaml").data["a"]) == MAX_BYTES // 500
    with path.open("ab") as file:
        file.write(b"x")
    assert outcome(path) == ("1:1 E100 文件有 0.5 MB，超过 0.5 MB → 请拆分成多个文件，图片等附件不要写进 YAML",)


@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_nobody_writes_by_hand_is_refused(name):
    """One text as long as a chapter, or more entries than any list has."""
    text, told = TOO_LARGE[name]
    with pytest.raises(ProblemsFound) as refused:
        parse(text, "item.yaml")
    (problem,) = refused.value.problems
    assert f"{problem.place.line}:{problem.place.column} {problem.code} {problem.message} → {problem.hint}" == told
    shorter = text.replace("字", "", 1).replace("- b\n", "", 10)
    assert parse(shorter, "item.yaml").data["a"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "{a: " * 20_000,
        "? " * 50_000,
        "[a: " * 20_000,
        "- " * 20_000,
        "!!set " * 20_000,
        "&a " * 20_000,
        "\t" * 50_000,
        '"' * 50_001,
        "a: " * 50_000,
        "#" * 500_000,
    ],
    ids=lambda text: text[:6],
)
def test_hostile_files_are_refused_at_once(tmp_path, text):
    """Nesting and repetition that would crash or stall the parser give one report."""
    path = tmp_path / "item.yaml"
    path.write_text(text, encoding="utf-8")
    (told,) = outcome(path)
    assert isinstance(told, str) and " E1" in told


def test_excerpts_read_what_a_report_needs(write_tree):
    """The text of a reported file, whatever its encoding and line ends; nothing for a file that is not there or leads
    elsewhere.
    """
    root = write_tree({"sop/a.yaml": "甲\r\n乙\r".encode("gbk"), "sop/b.yaml": "\ufeff一\r\n二"})
    (root / "sop" / "c.yaml").symlink_to(root / "sop" / "b.yaml")
    problems = [Problem("E1", "", Place(f"sop/{name}.yaml"), related=((Place("sop/d.yaml"), ""),)) for name in "abc"]
    texts = excerpts(root, problems)
    assert (
        set(texts) == {"sop/a.yaml", "sop/b.yaml"}
        and texts["sop/b.yaml"] == "一\n二"
        and texts["sop/a.yaml"].count("\n") == 2
    )
