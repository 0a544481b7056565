"""A file to start from: what is left empty is named, and nothing in it is wrong otherwise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import cli
from generator.authoring.scaffold import next_number, scaffold
from generator.load import schema
from generator.load.documents import parse
from generator.load.schema import schema_of
from generator.model import KINDS, Due, Field


def problems(kind: str, text: str) -> list:
    """What the schema finds in a file."""
    file = parse(text, f"{kind}.yaml")
    return [*file.dropped, *schema.check(KINDS[kind].cls, file)[0]]


@pytest.mark.parametrize(
    "kind", [name for name, kind in KINDS.items() if any(rules["required"] for rules in schema_of(kind.cls).values())]
)
def test_what_is_empty_is_named_and_nothing_else(kind: str):
    """Each line that ends in a colon or a dash and has nothing below it is one problem, at its line."""
    text = scaffold(kind, {})
    lines = text.splitlines()
    held = [(number, line) for number, line in enumerate(lines, 1) if not line.lstrip().startswith("#")]
    depth = [re.match(r"(  |- )*", line).end() for _, line in held] + [0]
    empty = {
        number
        for place, (number, line) in enumerate(held)
        if line.rstrip().endswith((":", "-")) and depth[place + 1] <= depth[place]
    }
    assert {problem.place.line for problem in problems(kind, text)} == empty
    assert {problem.code for problem in problems(kind, text)} <= {"E203"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_may_be_left_out_can_be_switched_on(kind: str):
    """With the single signs taken away, every field of the kind stands there, and none that it has not; examples have
    the right shape.
    """
    switched = re.sub(r"(?m)^((?:  )*)# ", r"\1", scaffold(kind, {}))
    while (further := re.sub(r"(?m)^((?:  )*)# ", r"\1", switched)) != switched:
        switched = further
    file = parse(switched, f"{kind}.yaml")
    assert list(file.data) == list(schema_of(KINDS[kind].cls))
    assert {problem.code for problem in problems(kind, switched)} <= {"E203"}


def test_every_kind_of_field_is_told():
    """Whoever designs a form sees all kinds of fields, and what each must have."""
    text = scaffold("form", {})
    assert [kind for kind in Field.VARIANTS if f"##   {kind} {Field.VARIANTS[kind].TITLE}" not in text] == []
    assert "choice 单选：options（选项，必填）" in text
    assert [example for example in Due.examples if f"due: {example}" not in text] == []


@pytest.mark.parametrize(
    ("used", "expected"),
    [
        ([], None),
        (["XS-QP-01"], "XS-QP-02"),
        (["XS-QP-09", "XS-QP-03"], "XS-QP-10"),
        (["XS-QP-99"], "XS-QP-100"),
        (["XS-QP-01", "XS-GD-07", "XS-QP-02"], "XS-QP-03"),
        (["None", "XS-QP-001x", ""], None),
    ],
    ids=["none", "one", "the highest", "three figures", "the commonest series", "no numbers"],
)
def test_the_next_number(used: list[str], expected: str | None):
    """One more than the highest of the series that most of the kind have."""
    assert next_number(used) == expected


def test_a_new_file_is_complete_but_for_what_only_people_know(small: Path, capsys: pytest.CaptureFixture):
    """`sop new` writes id and number; a second one has the next number although the first is not filled in yet."""
    assert [
        cli.main(["new", kind, id, "--root", str(small)])
        for kind, id in (("流程", "key-visit"), ("procedure", "key-visit-abroad"))
    ] == [0, 0]
    files = [
        (small / f"sop/procedures/{id}.yaml").read_text(encoding="utf-8") for id in ("key-visit", "key-visit-abroad")
    ]
    numbers = [re.search("(?m)^number: (.+)-([0-9]+)$", text).groups() for text in files]
    assert numbers[0][0] == numbers[1][0] and int(numbers[1][1]) == int(numbers[0][1]) + 1
    assert "id: key-visit-abroad\n" in files[1]
    capsys.readouterr()
    assert cli.main(["check", "--root", str(small)]) == 1
    output = capsys.readouterr().out
    assert "「steps" not in output and output.count("[E203] 「purpose」没有填写") == 2


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["菜谱", "soup"], 2, "没有「菜谱」这种文件；可以写：岗位、流程、"),
        (["流程", "Key Visit"], 2, "编号「Key Visit」不对；例如 customer-visit"),
        (["流程", "../../outside"], 2, "编号「../../outside」不对"),
        (["settings", "handbook"], 2, "没有「settings」这种文件"),
        (["流程", "customer-visit"], 1, "已经有编号「customer-visit」了，没有动它；请换一个编号"),
        (["表单", "customer-visit"], 1, "已经有编号「customer-visit」了"),
    ],
    ids=["no such kind", "no id", "a path", "a single file", "there already", "there in another folder"],
)
def test_what_cannot_be_made_is_told(
    small: Path, capsys: pytest.CaptureFixture, arguments: list[str], status: int, said: str
):
    """Nothing is written, and the reason is said."""
    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    assert cli.main(["new", *arguments, "--root", str(small)]) == status
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in small.rglob("*") if path.is_file()} == before


def test_what_the_check_will_ask_for_is_there_or_said():
    """A quiz starts with a right answer; a role says which of its fields whose roles must have."""
    quiz, role = scaffold("quiz", {}), scaffold("role", {})
    assert len(re.findall(r"(?m)^ +right: true$", quiz)) == 1 and len(re.findall(r"(?m)^ +# right: true$", quiz)) == 1
    for title, whose in (("权限", "本部门"), ("考核", "本部门"), ("成长路径", "本部门"), ("协作约定", "协作部门")):
        assert f"## {title}：「{whose}」的必须写" in role
