"""Every problem that `sop check` knows, with an example and its cure: `make problems` writes docs/problems.md.

The examples are rows of the tables that the tests of `generator.load` hold; what is printed is what the check says of
them.
"""

from __future__ import annotations

import difflib
import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from generator import problem_formats
from generator.load import excerpts, load_handbook
from generator.load.documents import decode, parse
from generator.problems import Problem, ProblemsFound
from generator.resources import HOME
from generator.system import publishing
from tests.conftest import SMALL
from tests.load import (
    adoption_errors,
    field_errors,
    reference_errors,
    rule_violations,
    spread_mistakes,
    syntax_errors,
    text_errors,
)
from tests.load.editing import DAY, edit
from tests.load.test_file_ids import TAKEN, rename
from tests.load.test_many_mistakes import MANY, POLICY
from tests.load.test_references import PLACES
from tests.load.test_texts import put
from tests.problem_titles import GROUPS, PROBLEMS

PAGE = HOME / "docs" / "problems.md"
WIDEST = 70
"""Characters of a line of an example."""
MOST = 8
"""Lines of an example."""
NAME = "sop/例子.yaml"
"""The file of an example that is a text of its own."""
Texts = Mapping[str, str]
"""By name below the root: what stands in the files."""


class Example(NamedTuple):
    """A mistake, as it is written, told and mended."""

    wrong: str
    """Empty where the mistake is not in what a file says."""
    printed: str
    right: str
    """Empty where the hint says it all."""


def page() -> str:
    """The page as Markdown."""
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    yield from (
        "# 检查会指出的问题",
        "",
        "每个问题有一个编号，下面按编号排列：错的写法、检查的原话、改好的样子。没有写「改好」的，照「怎么改」做。",
        "`sop check`、合并请求上的检查和 `sop edit` 说的是同一些话。例子取自程序自己的测试，写的是一本虚构的小手册。",
        "",
        "E 开头的是错误，改好才能合并；W 开头的是提醒。E5 到 E9 开头的出自发布、汇总、读表等命令，原话里写明了怎么办。",
        "",
        "这一页由程序生成（`make problems`），请不要直接改它。",
    )
    for prefix, title in GROUPS.items():
        yield from ("", f"## {title}")
        for code in sorted(PROBLEMS, key=lambda code: (code[1:], code)):
            if code[1:].startswith(prefix):
                name, rows = PROBLEMS[code]
                yield from ("", f"### {code} {name}")
                for row in rows:
                    yield from _shown(example(code, row), row)


def _shown(shown: Example, row: str) -> Iterator[str]:
    yield ""
    if shown.wrong:
        yield from ("错的写法：", "", "```yaml", shown.wrong, "```", "")
    else:
        yield from (f"例如：{row}。", "")
    yield from ("检查的原话：", "", "```text", shown.printed, "```")
    if shown.right:
        yield from ("", "改好：", "", "```yaml", shown.right, "```")


def example(code: str, row: str) -> Example:
    """The example of a problem that a row of the tables gives. KeyError if there is no such row or problem."""
    if row in syntax_errors.SYNTAX_ERRORS:
        return _of_text(code, syntax_errors.SYNTAX_ERRORS[row][0])
    if row in syntax_errors.TOO_LARGE:
        return _of_text(code, syntax_errors.TOO_LARGE[row][0])
    with TemporaryDirectory() as folder:
        root = shutil.copytree(SMALL, Path(folder, "small"))
        before = _texts(root)
        _spoil(root, row)
        problem = next(problem for problem in load_handbook(root, DAY).problems if problem.code == code)
        wrong, right = _changed(before, _texts(root), problem.place.file)
        return Example(wrong, _printed(problem, excerpts(root, [problem])), right)


def _of_text(code: str, content: str | bytes) -> Example:
    """The example that a text of its own gives."""
    try:
        problems: Sequence[Problem] = parse(
            content if isinstance(content, str) else decode(content, NAME), NAME
        ).dropped
    except ProblemsFound as error:
        problems = error.problems
    problem = next(problem for problem in problems if problem.code == code)
    shown = content if isinstance(content, str) else ""
    return Example(_cut(shown.strip("\n").split("\n")), _printed(problem, {NAME: shown}), "")


def _spoil(root: Path, row: str) -> None:
    """Make the mistake of a row in a handbook. KeyError if no table has it."""
    changes = {**field_errors.FIELD_ERRORS, **reference_errors.REFERENCE_ERRORS, **rule_violations.RULE_VIOLATIONS}
    texts = {text: place for place, rows in text_errors.TEXT_ERRORS.items() for text, _ in rows}
    if row in changes:
        edit(root, *changes[row][:3])
    elif row in texts:
        put(root, texts[row], row)
    elif row in spread_mistakes.SPREAD_MISTAKES:
        for change in spread_mistakes.SPREAD_MISTAKES[row][0]:
            edit(root, *change)
    elif row in adoption_errors.ADOPTION_ERRORS:
        edits, adoption, _ = adoption_errors.ADOPTION_ERRORS[row]
        (root / "sop/adoption.yaml").write_text(adoption, encoding="utf-8")
        for change in edits:
            edit(root, *change)
    elif row in PLACES:
        PLACES[row][0](root / "sop")
    elif row in TAKEN:
        rename(root, *TAKEN[row][0])
    else:
        edit(root, POLICY, *MANY[row][:2])


def _texts(root: Path) -> Texts:
    paths = sorted(path for path in (root / "sop").rglob("*.yaml") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def _changed(before: Texts, after: Texts, told: str) -> tuple[str, str]:
    """What a mistake made of the lines that it changed, and these as they were; empty where files came, went or moved.

    Of several files those that are not the one with the report are named.
    """
    if before.keys() != after.keys():
        return "", ""
    wrong, right = list[str](), list[str]()
    for name in before:
        if before[name] != after[name]:
            heads = [f"# {name}"] if name != told else []
            old, new = before[name].split("\n"), after[name].split("\n")
            for tag, first, last, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
                if tag != "equal":
                    around = (
                        0 if end > start and last > first else 1
                    )  # what only came or went is seen by its neighbours
                    wrong += [*heads, *new[max(0, start - around) : end + around]]
                    right += [*heads, *old[max(0, first - around) : last + around]]
                    heads = []
    return _cut(wrong), _cut(right)


def _cut(lines: Sequence[str]) -> str:
    """Lines moved to the left as far as they go, no more and no longer than anybody reads."""
    moved = textwrap.dedent("\n".join(lines)).split("\n")
    short = [line if len(line) <= WIDEST else f"{line[:WIDEST]}…" for line in moved]
    return "\n".join([*short[:MOST], "…"] if len(short) > MOST else short)


def _printed(problem: Problem, texts: Texts) -> str:
    """A problem as a terminal shows it, without the count below it."""
    return problem_formats.text([problem], texts).rsplit("\n\n", 1)[0]


def main() -> None:
    """Write the page."""
    publishing.write_file(PAGE, page().encode())


if __name__ == "__main__":
    main()
