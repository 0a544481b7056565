"""Where the fields of a form stand."""

from __future__ import annotations

import re

import pytest

from generator.forms import ANSWER_GAP, BOX_GAP, Cell, CellKind, Control, Shape, Table, controls, layout
from generator.model import (
    CheckField,
    ChoicesField,
    DateField,
    EntryRef,
    LongTextField,
    MoneyField,
    NumberField,
    ScoreField,
    Section,
    SignatureField,
    TextField,
    TotalField,
    YesNoField,
)
from tests.forms.rule_cases import form_with
from tests.render.word.sample_forms import EVERY_KIND, HOSTILE, VISIT, field, form

ALL_FORMS = pytest.mark.parametrize("whole", [EVERY_KIND, VISIT, HOSTILE], ids=lambda whole: whole.id)


def table(*fields, rows: int = 0, **more) -> Table:
    """The table of a form with this one section."""
    return layout(form("one", "示例", Section(id="part", fields=fields, rows=rows), **more))[0]


def picture(made: Table) -> list[str]:
    """A table as lines of text: controls as their tags, spans as +."""

    def shown(cell: Cell) -> str:
        words = "".join(f"[{part.tag}]" if isinstance(part, Control) else part for part in cell.parts)
        return words.replace(BOX_GAP, " ").replace(ANSWER_GAP, " ") + "+" * (cell.columns - 1)

    return [" | ".join(map(shown, row.cells)) for row in made.rows]


def text(id: str, **more) -> TextField:
    return field(TextField, id, f"栏{id}", **more)


SHAPES = {
    "two pairs a line": (
        [text("a"), text("b"), text("c"), text("d")],
        ["栏a | [a] | 栏b | [b]", "栏c | [c] | 栏d | [d]"],
    ),
    "one left over takes the line": ([text("a"), text("b"), text("c")], ["栏a | [a] | 栏b | [b]", "栏c | [c]++"]),
    "wide takes the line": (
        [text("a"), text("b", wide=True), text("c")],
        ["栏a | [a]++", "栏b | [b]++", "栏c | [c]++"],
    ),
    "long text takes the line": ([field(LongTextField, "a", "记录"), text("b")], ["记录 | [a]++", "栏b | [b]++"]),
    "question gets half the line": (
        [text("a"), field(CheckField, "b", "是否已经当面向客户说明价格的有效期")],
        ["栏a | [a]++", "是否已经当面向客户说明价格的有效期+ | [b] 是+"],
    ),
    "choices with their words": (
        [field(ChoicesField, "a", "部门", options=("采购", "技术"))],
        ["部门 | [a.1] 采购 [a.2] 技术++"],
    ),
    "yes/no among others": (
        [text("a"), field(YesNoField, "b", "准时", if_no="原因")],
        ["栏a | [a]++", "准时 | [b.yes] 是 [b.no] 否 原因：[b.if-no]++"],
    ),
    "units": (
        [field(NumberField, "a", "人数", unit="人"), field(MoneyField, "b", "金额")],
        ["人数 | [a] 人 | 金额 | [b] 元"],
    ),
    "checklist": (
        [field(YesNoField, "a", "准时"), field(YesNoField, "b", "整洁")],
        [
            "序号 | 内容 | 是 | 否 | 改进措施",
            "1 | 准时 | [a.yes] | [a.no] | [a.if-no]",
            "2 | 整洁 | [b.yes] | [b.no] | [b.if-no]",
        ],
    ),
    "checklist in groups": (
        [
            field(YesNoField, "a", "准时", group="甲"),
            field(YesNoField, "b", "整洁", group="甲"),
            field(YesNoField, "c", "礼貌"),
        ],
        [
            "序号 | 类别 | 内容 | 是 | 否 | 改进措施",
            "1 | 甲 | 准时 | [a.yes] | [a.no] | [a.if-no]",
            "2 |  | 整洁 | [b.yes] | [b.no] | [b.if-no]",
            "3 |  | 礼貌 | [c.yes] | [c.no] | [c.if-no]",
        ],
    ),
    "checklist of different measures": (
        [field(YesNoField, "a", "准时", if_no="原因"), field(YesNoField, "b", "整洁", if_no="改法")],
        [
            "序号 | 内容 | 是 | 否 | 说明",
            "1 | 准时 | [a.yes] | [a.no] | 原因：[a.if-no]",
            "2 | 整洁 | [b.yes] | [b.no] | 改法：[b.if-no]",
        ],
    ),
    "scores": (
        [
            field(ScoreField, "a", "匹配", criteria=("5 分：好",)),
            field(ScoreField, "b", "预算", weight=3),
            field(TotalField, "c", "总分", of=(EntryRef("x", "a"), EntryRef("x", "b"))),
        ],
        [
            "评分项目 | 评分标准 | 权重 | 得分",
            "匹配 | 5 分：好 | 1 | [a] 分",
            "预算 |  | 3 | [b] 分",
            "总分++ | [c] 分",
        ],
    ),
    "scores without criteria": (
        [field(ScoreField, "a", "匹配"), field(ScoreField, "b", "预算")],
        ["匹配 | [a] 分 | 预算 | [b] 分"],
    ),
    "weights without criteria": (
        [field(ScoreField, "a", "匹配", weight=2)],
        ["评分项目 | 权重 | 得分", "匹配 | 2 | [a] 分"],
    ),
}


@pytest.mark.parametrize(("fields", "expected"), SHAPES.values(), ids=SHAPES)
def test_shape_of_a_section_follows_from_its_fields(fields, expected):
    """Every kind of section has the table that readers of such forms expect."""
    assert picture(table(*fields)) == expected


def test_rows_stand_ready_below_one_header():
    """A section with rows has a header and as many equal rows as its author asked for."""
    layout_table = table(text("a", width=30), field(DateField, "b", "日期", width=10), rows=3)
    assert picture(layout_table) == ["栏a | 日期", *["[part.a] | [part.b]"] * 3]
    assert (
        layout_table.repeats
        and layout_table.rows[0].is_head
        and not layout_table.rows[1].is_head
        and layout_table.widths == (30, 10)
    )


def test_neighbours_of_one_group_are_joined():
    """Only neighbouring rows with the same group share its cell."""
    groups = ["甲", "甲", "乙", "甲"]
    layout_table = table(
        *(field(YesNoField, f"f{position}", "准时", group=group) for position, group in enumerate(groups))
    )
    assert [row.cells[1].joined for row in layout_table.rows[1:]] == ["first", "rest", "", ""]


@ALL_FORMS
def test_every_row_fills_all_columns(whole):
    """The spans of each row add up to the columns of its table, or Word would repair the file."""
    assert all(
        sum(cell.columns for cell in row.cells) == len(made.widths) for made in layout(whole) for row in made.rows
    )


@ALL_FORMS
def test_every_field_stands_once(whole):
    """No field is lost, and no tag is used for two places, ready-made rows apart."""
    placed = [
        control
        for made in layout(whole)
        for row in made.rows[: 2 if made.repeats else None]
        for cell in row.cells
        for control in cell.controls
    ]
    assert len({control.tag for control in placed}) == len(placed) == len(controls(whole))
    assert {control.field.id for control in placed} == {
        field.id for section in whole.sections for field in section.fields
    }


@ALL_FORMS
def test_every_control_has_its_label_beside_or_above(whole):
    """A person, and a reader that has lost the tags, finds a field's title left of its value or at the head of its
    column.
    """
    for made in layout(whole):
        for row in made.rows:
            for position, cell in enumerate(row.cells):
                labels = (
                    [made.rows[0].cells[position].text]
                    if made.repeats
                    else [other.text for other in row.cells[:position]]
                )
                assert all(control.field.title in labels for control in cell.controls)


@ALL_FORMS
def test_values_are_found_between_the_printed_parts(whole):
    """The text of a filled cell gives back every value, given only what is printed in it."""
    for made in layout(whole):
        for cell in (cell for row in made.rows for cell in row.cells if cell.controls):
            filled = "".join(part if isinstance(part, str) else f"值{part.tag}" for part in cell.parts)
            pattern = "".join(re.escape(part) if isinstance(part, str) else "(.*?)" for part in cell.parts)
            assert re.fullmatch(pattern, filled).groups() == tuple(f"值{control.tag}" for control in cell.controls)


def test_hints():
    """The author's hint comes before ours; optional fields say so; boxes have none."""
    all_controls = controls(
        form(
            "one",
            "示例",
            Section(
                id="part",
                fields=(
                    text("a", hint="全称"),
                    text("b"),
                    text("c", required=False),
                    field(NumberField, "d", "数", least=0, most=100),
                    field(ScoreField, "e", "分"),
                    field(CheckField, "f", "勾"),
                    field(NumberField, "g", "产量", least=0.5, most=1_500_000),
                ),
            ),
        )
    )
    assert [all_controls[tag].hint for tag in "abcdefg"] == [
        "全称",
        "点此填写",
        "点此填写（选填）",
        "0–100",
        "1–5",
        "",
        "0.5–1500000",
    ]


@pytest.mark.parametrize(
    ("fields", "rows", "hints"),
    [
        ([text("a", required=False), text("b")], 0, ["点此填写（选填）", "点此填写"]),
        ([text("a", required=False)], 0, ["点此填写（选填）"]),
        ([text("a", required=False), text("b", required=False)], 0, ["点此填写", "点此填写"]),
        ([text("a", required=False), text("b")], 2, ["点此填写", "点此填写"]),
    ],
    ids=["among others", "alone", "a part for later", "in rows"],
)
def test_what_may_stay_empty_says_so_only_where_that_tells_something(fields, rows, hints):
    """A part that somebody else fills in, or later, is not for him to leave out."""
    assert [
        control.hint
        for control in controls(form("one", "示例", Section(id="part", fields=tuple(fields), rows=rows))).values()
    ] == hints


def test_columns_share_the_whole_width():
    """Nothing is lost to rounding."""
    layout_table = table(text("a", width=1), text("b", width=1), text("c", width=1), rows=1)
    assert layout_table.columns(100) == [33, 33, 34] and sum(layout_table.columns(9638)) == 9638


def test_room_for_writing():
    """Long texts get the lines that their author asked for, signatures two."""
    layout_table = table(
        field(LongTextField, "a", "记录", lines=7), field(SignatureField, "b", "签名"), text("c"), text("d")
    )
    assert [row.lines for row in layout_table.rows] == [7, 2, 1]


@pytest.mark.parametrize(
    ("titles", "lines"),
    [
        (["姓名"], [1]),
        (["客户联系人姓名", "日期"], [1, 1]),
        (["拜访时间（开始）"], [1]),
        (["客户方参加会议人员名单"], [2]),
    ],
    ids=["short", "seven", "eight", "eleven"],
)
def test_labels_fit_their_column(titles, lines):
    """Labels of up to eight characters stay on one line, up to sixteen on two; 14 tenths of a character are the
    cell's margins.
    """
    layout_table = table(*(field(TextField, f"f{position}", title) for position, title in enumerate(titles)))
    column = (layout_table.widths[0] * 48 / sum(layout_table.widths)) - 1.4
    assert [-(-len(title) // column) for title in titles] == lines


def test_shapes_of_controls():
    """Each kind of field gets the control that suits it."""
    shapes = {control.field.kind: control.shape for control in controls(EVERY_KIND).values() if not control.part}
    assert shapes == {
        "text": Shape.TEXT,
        "longtext": Shape.LINES,
        "phone": Shape.TEXT,
        "code": Shape.TEXT,
        "date": Shape.DATE,
        "time": Shape.TEXT,
        "number": Shape.TEXT,
        "money": Shape.TEXT,
        "score": Shape.TEXT,
        "total": Shape.TEXT,
        "choice": Shape.LIST,
        "check": Shape.BOX,
        "signature": Shape.TEXT,
    }
    assert {
        control.shape for control in controls(EVERY_KIND).values() if control.part in ("yes", "no", "1", "2", "3")
    } == {Shape.BOX}
    assert all(
        cell.kind is not CellKind.VALUE
        for made in layout(EVERY_KIND)
        for row in made.rows
        for cell in row.cells
        if not cell.controls
    )


def test_rules_between_fields_are_hinted_at_where_there_is_room():
    """On the one line that a hint has; not where it would take another, nor in rows or at boxes."""
    rules = (
        "started",
        "date-order",
        "near",
        "follows",
        "discount-limit",
        "whole-sum",
        "budget-size",
        "booth-if",
        "row-sum",
    )
    hints = {tag: control.hint for tag, control in controls(form_with(*rules)).items()}
    assert {tag: hint for tag, hint in hints.items() if "，" in hint} == {
        "start-date": "选择日期，不晚于当天",
        "booked": "选择日期，开始日期 30 天内",
        "discount": "数字，不大于 30%",
        "budget": "金额，一般1–5000",
        "whole": "金额，各项之和",
    }
    assert hints["end-date"] == "选择日期"
