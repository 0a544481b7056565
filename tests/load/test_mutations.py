"""Whatever happens to a file, the loader answers with problems that have words, a place that exists and a way out."""

from __future__ import annotations

import copy
import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import problem_formats
from generator.load import excerpts, load_handbook, schema
from generator.load.documents import parse
from generator.model import KINDS, Figure
from generator.problems import Level
from tests.conftest import SMALL
from tests.department import DEPARTMENT
from tests.load.editing import DAY

VALUES = [
    "",
    "~",
    "true",
    "5",
    "-1.5",
    "[]",
    "{}",
    "[a, b]",
    "{a: b}",
    '""',
    "2026-02-30",
    "是",
    "x" * 300,
    "一 二",
    "{nobody}",
    "a.b.c",
    "[x](y)",
    "*x",
    "&x y",
    "!!str 5",
    "|",
    ">-",
    "'",
    '"',
    "sales-rep",
    "customer-visit.prepare",
    "<<",
    "[[1]]",
    "- a",
    "甲方",
    "24 小时",
]
SCRAPS = [
    "：",
    "，",
    "、",
    "“",
    "”",
    "\t",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    "*",
    "&",
    "!",
    "#",
    " #",
    ": ",
    "- ",
    "? ",
    "|",
    ">",
    "%",
    "@",
    "`",
    "\\",
    "\u200b",
    "\u3000",
    "\u00a0",
    "\ufeff",
    "\u2028",
    "\x00",
    "\x1b",
    "---",
    "...",
    "<<<<<<< HEAD\n",
    "\n",
    "\r",
    "\ufffd",
    "😀",
    ",",
    "<<: ",
    "{x}",
]
NAMES = ["名称", "zzz", "id", "kind", "", "<<"]


def lines_of(text: str) -> list[str]:
    return text.split("\n")


def delete_line(text: str, dice: random.Random) -> str:
    lines = lines_of(text)
    del lines[dice.randrange(len(lines))]
    return "\n".join(lines)


def double_line(text: str, dice: random.Random) -> str:
    lines = lines_of(text)
    at = dice.randrange(len(lines))
    return "\n".join([*lines[: at + 1], *lines[at:]])


def swap_lines(text: str, dice: random.Random) -> str:
    lines = lines_of(text)
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def indent_line(text: str, dice: random.Random) -> str:
    lines = lines_of(text)
    at = dice.randrange(len(lines))
    lines[at] = (
        dice.choice([" ", "  ", "\t", "\u3000"]) + lines[at]
        if dice.random() < 0.5
        else lines[at][dice.choice([1, 2]) :]
    )
    return "\n".join(lines)


def insert_scrap(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice(SCRAPS) + text[at:]


def lose_characters(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text))
    return text[:at] + text[at + dice.choice([1, 1, 2, 10]) :]


def replace_value(text: str, dice: random.Random) -> str:
    matches = list(re.finditer(r"(?<=: )[^\n,}]+|(?<=- )[^\n:]+$", text, re.MULTILINE))
    match = dice.choice(matches)
    return text[: match.start()] + dice.choice(VALUES) + text[match.end() :]


def rename_field(text: str, dice: random.Random) -> str:
    match = dice.choice(list(re.finditer(r"[a-z_]+(?=:)", text)))
    return (
        text[: match.start()]
        + dice.choice([match[0][:-1], match[0] + "s", match[0].upper(), *NAMES])
        + text[match.end() :]
    )


def widen_punctuation(text: str, dice: random.Random) -> str:
    match = dice.choice(list(re.finditer('[:,"\\[\\]{}-]', text)))
    return (
        text[: match.start()]
        + {":": "：", ",": "，", '"': "“", "[": "【", "]": "】", "{": "｛", "}": "｝", "-": "－"}[match[0]]
        + text[match.end() :]
    )


def truncate(text: str, dice: random.Random) -> str:
    return text[: dice.randrange(len(text))]


def borrow_line(text: str, dice: random.Random) -> str:
    lines, others = lines_of(text), lines_of((SMALL / "sop/procedures/customer-visit.yaml").read_text(encoding="utf-8"))
    lines.insert(dice.randrange(len(lines)), dice.choice(others))
    return "\n".join(lines)


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    delete_line,
    double_line,
    swap_lines,
    indent_line,
    insert_scrap,
    lose_characters,
    replace_value,
    rename_field,
    widen_punctuation,
    truncate,
    borrow_line,
)


def damaged(content: bytes, dice: random.Random) -> bytes:
    """The content of a file after one or a few accidents, in its old or in another encoding."""
    text = content.decode()
    for _ in range(dice.choice([1, 1, 1, 2, 4])):
        text = dice.choice(MUTATIONS)(text, dice) if len(text) > 40 and ":" in text else text
    chance = dice.random()
    if chance < 0.03:
        return text.encode("gbk", "replace")
    if chance < 0.05:
        return text.encode("utf-16")
    if chance < 0.08:
        raw = text.encode()
        return raw[: dice.randrange(len(raw) + 1)]
    return text.replace("\n", "\r\n").encode() if chance < 0.2 else text.encode()


def judge(root: Path) -> int:
    """Load and report a handbook; every problem must be fit to be shown. Gives how many there are."""
    problems = load_handbook(root, DAY).problems
    texts = excerpts(root, problems)
    for problem in problems:
        assert (
            re.search("[\u4e00-\u9fff]", problem.message) and "\n" not in problem.message and len(problem.message) < 300
        ), problem
        assert problem.level is Level.WARNING or problem.hint.strip(), problem
        for place in (problem.place, *(place for place, _ in problem.related)):
            lines = texts[place.file].split("\n")
            assert 1 <= place.line <= place.end_line <= len(lines), problem
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1, problem
            assert (place.line, place.column) <= (place.end_line, place.end_column), problem
    assert len(set(problems)) == len(problems)
    assert (
        problem_formats.text(problems, texts)
        and problem_formats.github(problems, texts)
        and problem_formats.as_json(problems)
    )
    return len(problems)


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("source", "cases", "most"),
    [
        pytest.param(SMALL, 220, 1, id="small, one file"),
        pytest.param(SMALL, 60, 6, id="small, several files"),
        pytest.param(DEPARTMENT, 8, 40, id="department"),
    ],
)
def test_no_accident_stops_the_loader(source, cases, most, tmp_path):
    """Hundreds of damaged files, alone or together: never an exception, always problems that can be shown and
    mended.
    """
    shutil.copytree(source / "sop", tmp_path / "sop", ignore=shutil.ignore_patterns("revisions"))
    sound = {path: path.read_bytes() for path in sorted((tmp_path / "sop").rglob("*.yaml"))}
    dice, found = random.Random(20260115), 0
    for case in range(cases):
        struck = (
            [list(sound)[case % len(sound)]]
            if most == 1
            else dice.sample(list(sound), min(len(sound), dice.randint(2, most)))
        )
        broken = {path: damaged(sound[path], dice) for path in struck}
        try:
            for path, content in broken.items():
                path.write_bytes(content)
            found += judge(tmp_path) > 0
        except Exception as error:
            error.add_note(
                "\n".join(f"case {case}, {path.relative_to(tmp_path)}: {content!r}" for path, content in broken.items())
            )
            raise
        finally:
            for path in struck:
                path.write_bytes(sound[path])
    assert found > cases / 2


WRONG = [None, True, 5, 1.5, -3, "", "x", "一行\n两行", [], {}, ["x"], {"x": 1}, [None], [[1]]]


def places(data, path=()):
    """The path of everything inside an author's document."""
    for name, part in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, name)
        yield from places(part, (*path, name))


@pytest.mark.parametrize("file", sorted(path.relative_to(SMALL / "sop").as_posix() for path in SMALL.rglob("*.yaml")))
def test_every_field_explains_a_wrong_value(file):
    """Whatever stands in whichever field: a Chinese sentence, what to write instead, and no trace of the program behind
    it.
    """
    kind = next(kind for kind in KINDS.values() if kind.path in (file, file.rpartition("/")[0]))
    data, dice = parse((SMALL / "sop" / file).read_text(encoding="utf-8"), file).data, random.Random(file)
    told = 0
    for path in places(data):
        changed = copy.deepcopy(data)
        holder = changed
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = dice.choice(WRONG)
        problems, _ = schema.check(
            kind.cls, parse(json.dumps(changed, ensure_ascii=False), file), {"crm-limit": Figure("24 小时", "24 小时")}
        )
        told += len(problems)
        for problem in problems:
            assert (
                re.fullmatch("E20[1-9]", problem.code)
                and re.search("[\u4e00-\u9fff]", problem.message)
                and problem.hint
            ), (path, problem)
            assert not re.search("None|True|False|[\\[\\]{}']|<|>|\n", problem.message), (path, problem)
            written = re.sub(
                r"「\{[a-z_]+: [^{}]*\}」|\{\d(?:,\d)?\}", "", problem.hint
            )  # what to write is shown as an author writes it
            assert not re.search("None|True|False|[{}']|<|>|\n", written), (path, problem)
    assert told
