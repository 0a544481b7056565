"""docs/problems.md tells every problem of the check, with an example, as it is printed now."""

from __future__ import annotations

import re

import pytest

from generator.resources import HOME
from tests.problem_page import PAGE, page
from tests.problem_titles import GROUPS, PROBLEMS


def test_every_problem_of_the_check_has_its_title_and_rows():
    """Each code that the check knows, and no other; of no two the same title."""
    sources = [HOME / "generator/problems.py", *(HOME / "generator/load").rglob("*.py")]
    known = {code for path in sources for code in re.findall('"([EW][0-9]{3})"', path.read_text(encoding="utf-8"))}
    assert PROBLEMS.keys() == known and len(known) > 70
    assert {code[1] for code in known} == GROUPS.keys()
    assert len({title for title, _ in PROBLEMS.values()}) == len(PROBLEMS)
    assert [code for code, (title, rows) in PROBLEMS.items() if not rows or len(title) > 20] == []


@pytest.mark.slow
def test_the_page_is_current():
    """What is kept is what the rows and the check say; `make problems` writes it anew."""
    text = page()
    assert PAGE.read_text(encoding="utf-8") == text
    sections = dict(re.findall(r"(?ms)^### (\S+) [^\n]+\n(.*?)(?=^##|\Z)", text))
    assert sections.keys() == PROBLEMS.keys()
    for code, section in sections.items():
        told = re.findall(r"(?m)^(?:错误|提醒)\[(\w+)\]", section)
        assert told == [code] * len(PROBLEMS[code][1]) and section.count("怎么改：") == len(told), code
