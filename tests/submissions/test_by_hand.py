"""What people do to a copy besides filling in its controls: what is read of it, and what is said to be doubtful."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from lxml import etree

from generator.render.word import Variant
from generator.submissions.reader import read
from tests.submissions.filled_forms import NAMES, Edit, W, cell_of, control, edited, filled, fragment, library, row_of
from tests.submissions.test_saved_elsewhere import flattened

ANSWERS: dict[str, Any] = {
    "customer-name": "示例机械有限公司",
    "visit-date": "2026-03-18",
    "start-time": "14:00",
    "end-time": "15:00",
    "people": 12,
    "way": "上门",
    "interests": ["设备", "维保"],
    "content": "谈了设备。\n再谈维保。",
    "promises": [
        {"promise": "寄样品", "promise-date": "2026-03-20"},
        {"promise": "发报价", "promise-date": "2026-03-21"},
    ],
    "in-crm": True,
    "on-time": "是",
    "prepared": 4,
    "listening": 5,
    "total": 14,
    "signed": "张三",
}


class Case(NamedTuple):
    """What was done, which answers it changes (None takes one away), what is doubted, and how the fields are found."""

    edit: Edit
    changed: Mapping[str, Any] = MappingProxyType({})
    doubts: tuple[str, ...] = ()
    how: str = "按控件"


def _run(text: str) -> etree._Element:
    made = fragment("<w:r><w:t xml:space='preserve'/></w:r>")
    made[0].text = text
    return made


def beside(tag: str, text: str, before: bool = False) -> Edit:
    """Somebody types next to a control."""
    return lambda root: (control(root, tag).addprevious if before else control(root, tag).addnext)(_run(text))


def shows(tag: str, text: str, **properties: str) -> Edit:
    """A control holds this text; some of its properties are put in."""

    def edit(root: etree._Element) -> None:
        sdt = control(root, tag)
        sdt.find(f"{W}sdtContent")[:] = [_run(text)]
        for name in properties.values():
            sdt.find(f"{W}sdtPr").insert(0, fragment(name))

    return edit


def instead(tag: str, *runs: str | etree._Element) -> Edit:
    """Nothing is left in the cell of this control but these runs."""

    def edit(root: etree._Element) -> None:
        paragraph = cell_of(control(root, tag)).find(f"{W}p")
        paragraph[1:] = [_run(run) if isinstance(run, str) else deepcopy(run) for run in runs]

    return edit


def all_of(*edits: Edit) -> Edit:
    """One after another."""
    return lambda root: [edit(root) for edit in edits] and None


def cleared(tag: str) -> Edit:
    """An emptied control, as Word leaves it when the building block of its hint is lost."""
    return shows(tag, "单击或点击此处输入文字。", hint="<w:showingPlcHdr/>")


def state(tag: str, checked: int) -> Edit:
    """What a box says of itself, without its sign."""
    return lambda root: control(root, tag).find(".//w14:checked", NAMES).set(f"{{{NAMES['w14']}}}val", str(checked))


def text_of(old: str, new: str) -> Edit:
    """Somebody corrects what is printed."""

    def edit(root: etree._Element) -> None:
        for text in root.iter(f"{W}t"):
            text.text = text.text.replace(old, new)

    return edit


def row(change: Callable[[etree._Element], None], position: int = 0) -> Edit:
    """Something is done to a ready-made row."""
    return lambda root: change(row_of(control(root, "promises.promise", position)))


def _deleted(table_row: etree._Element) -> None:
    table_row.getparent().remove(table_row)


def _copied(table_row: etree._Element) -> None:
    table_row.addnext(deepcopy(table_row))


def _added(*texts: str) -> Callable[[etree._Element], None]:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)
    return lambda table_row: table_row.addnext(fragment(f"<w:tr>{cells}</w:tr>"))


def _deleted_with_tracking(table_row: etree._Element) -> None:
    table_row.find(f"{W}trPr").append(fragment('<w:del w:id="1" w:author="x"/>'))


def columns_swapped(root: etree._Element) -> None:
    table = next(table for table in root.iter(f"{W}tbl") if "答应了什么" in "".join(table.itertext()))
    for table_row in table.iter(f"{W}tr"):
        cells = table_row.findall(f"{W}tc")
        table_row.append(cells[0])


def out_of_its_table(root: etree._Element) -> None:
    sdt = control(root, "customer-name")
    paragraph = fragment("<w:p/>")
    root.find(f"{W}body").insert(0, paragraph)
    paragraph.append(sdt)


def table_deleted(root: etree._Element) -> None:
    _deleted(next(control(root, "customer-name").iterancestors(f"{W}tbl")))


def cells_joined(root: etree._Element) -> None:
    """Label and value of the second pair go into the first value's cell, as Word does it when cells are merged."""
    first, second = cell_of(control(root, "customer-name")), cell_of(control(root, "visit-date"))
    label = second.getprevious()
    for cell in (label, second):
        first.extend(cell.findall(f"{W}p"))
        _deleted(cell)


def filled_in_twice(root: etree._Element) -> None:
    body = root.find(f"{W}body")
    first = body[:-1]
    again = deepcopy(first)
    for text in (text for block in again for text in block.iter(f"{W}t")):
        text.text = text.text.replace("示例机械有限公司", "示例商贸")
    body[-1:-1] = again


def three_times(root: etree._Element) -> None:
    for tag in ("customer-name", "signed"):
        sdt = control(root, tag)
        sdt.find(f"{W}sdtPr").remove(sdt.find(f"{W}sdtPr/{W}tag"))
        second, third = deepcopy(sdt), deepcopy(sdt)
        second.find(f".//{W}r").append(deepcopy(second.find(f".//{W}t")))
        sdt.addnext(second)
        second.addnext(third)


DRAWING = fragment("<w:r><w:drawing/></w:r>")
TICK = fragment('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>')
TICK_2 = fragment('<w:r><w:sym w:font="Wingdings 2" w:char="0052"/></w:r>')
COPY = {"promise": "寄样品", "promise-date": "2026-03-20"}
FIRST, SECOND = ANSWERS["promises"]

CASES = {
    "nothing": Case(lambda root: None),
    "text after a control": Case(
        beside("customer-name", "（总部）"),
        {"customer-name": "示例机械有限公司（总部）"},
        ("「客户名称」的控件之外另有文字「（总部）」，已一并读入",),
    ),
    "text before a control": Case(
        beside("customer-name", "客户是", before=True),
        {"customer-name": "客户是示例机械有限公司"},
        ("「客户名称」的控件之外另有文字「客户是」，已一并读入",),
    ),
    "text beside an empty control": Case(
        all_of(cleared("customer-name"), beside("customer-name", "示例商贸")),
        {"customer-name": "示例商贸"},
        ("「客户名称」的控件之外另有文字「示例商贸」，已一并读入",),
    ),
    "text beside a number with a unit": Case(
        beside("people", "多", before=False), {"people": "12多"}, ("「到场人数」的控件之外另有文字「多」，已一并读入",)
    ),
    "another line behind long text": Case(
        lambda root: cell_of(control(root, "content")).append(fragment("<w:p><w:r><w:t>约好再来。</w:t></w:r></w:p>")),
        {"content": "谈了设备。\n再谈维保。\n约好再来。"},
    ),
    "hint of Word": Case(cleared("customer-name"), {"customer-name": None}),
    "hint of the form typed or left": Case(shows("customer-name", "公司全称"), {"customer-name": None}),
    "text in a control that says it is empty": Case(
        shows("customer-name", "示例商贸", hint="<w:showingPlcHdr/>"),
        {"customer-name": "示例商贸"},
        ("「客户名称」的控件说自己是空的，却写着「示例商贸」，按写着的读",),
    ),
    "day in Chinese": Case(shows("visit-date", "2026年3月8日"), {"visit-date": "2026-03-08"}),
    "day that only the control knows": Case(
        shows("visit-date", "上周三"), {}, ("「拜访日期」写的「上周三」看不出日期，用了控件里存的 2026-03-18",)
    ),
    "full-width number with its unit": Case(instead("people", "１２ 人"), {}, (), "按控件和位置"),
    "amount in words of its own": Case(instead("budget", "1.2 万元"), {"budget": 1.2}, (), "按控件和位置"),
    "box that shows a tick and says no": Case(
        state("interests.1", 0), {}, ("「感兴趣的产品」的方框「☑」与控件的状态（未勾）不一样，以看到的为准",)
    ),
    "box that shows none and says yes": Case(
        shows("interests.1", "☐"),
        {"interests": ["维保"]},
        ("「感兴趣的产品」的方框「☐」与控件的状态（已勾）不一样，以看到的为准",),
    ),
    "tick typed into a box": Case(
        all_of(shows("interests.2", "√")),
        {"interests": ["设备", "配件", "维保"]},
        ("「感兴趣的产品」的方框「√」与控件的状态（未勾）不一样，以看到的为准",),
    ),
    "sign of Wingdings in a box": Case(
        all_of(
            state("interests.2", 1),
            lambda root: control(root, "interests.2").find(f"{W}sdtContent").__setitem__(slice(None), [deepcopy(TICK)]),
        ),
        {"interests": ["设备", "配件", "维保"]},
    ),
    "boxes typed over": Case(
        instead("interests.1", "□ 设备　■ 配件　□ 维保"), {"interests": ["配件"]}, (), "按控件和位置"
    ),
    "ticks before the options": Case(instead("interests.1", "√设备　☐ 配件　", TICK, " 维保"), {}, (), "按控件和位置"),
    "signs of another font": Case(
        instead("interests.1", TICK_2, "设备　☐ 配件　", TICK_2, " 维保"), {}, (), "按控件和位置"
    ),
    "tick behind an option": Case(instead("interests.1", "☐ 设备√　☐ 配件　☐ 维保√"), {}, (), "按控件和位置"),
    "cross in a box": Case(
        instead("interests.1", "× 设备　☑ 配件　☐ 维保"),
        {"interests": ["配件"]},
        ("「感兴趣的产品」打的是叉，按未勾读",),
        "按控件和位置",
    ),
    "tick beside a box": Case(
        beside("interests.2", "√", before=True),
        {"interests": ["设备", "配件", "维保"]},
        ("「感兴趣的产品」的控件之外另有文字「√」，已一并读入",),
    ),
    "words behind an option": Case(
        instead("interests.1", "☑ 设备（两台）　☐ 配件　☑ 维保"),
        {},
        ("「感兴趣的产品」的选项后面另写了「（两台）」，没有读入",),
        "按控件和位置",
    ),
    "options deleted": Case(
        instead("interests.1", "都感兴趣"),
        {"interests": None},
        ("「感兴趣的产品」写成了「都感兴趣」，看不出勾了哪些",),
        "按控件和位置",
    ),
    "yes and no": Case(all_of(shows("on-time.no", "☑"), state("on-time.no", 1)), {"on-time": "是/否"}),
    "reason typed without controls": Case(
        instead("on-time.yes", "☐ 是　√ 否　原因： 堵车，晚了\n十分钟"),
        {"on-time": "否", "on-time.if-no": "堵车，晚了\n十分钟"},
        (),
        "按控件和位置",
    ),
    "word instead of a tick": Case(instead("in-crm", "☐ 是√"), {}, (), "按控件和位置"),
    "picture as signature": Case(
        instead("signed", DRAWING), {"signed": "（图片）"}, ("「拜访人签名」里有图片，请打开原件看",), "按控件和位置"
    ),
    "picture beside text": Case(
        instead("content", "见图", DRAWING),
        {"content": "见图"},
        ("「沟通内容」里有图片，请打开原件看",),
        "按控件和位置",
    ),
    "row copied": Case(row(_copied), {"promises": [FIRST, COPY, SECOND]}),
    "row without controls": Case(
        row(_added("请总工来", "2026/4/1"), 2),
        {"promises": [FIRST, SECOND, {"promise": "请总工来", "promise-date": "2026-04-01"}]},
        (),
        "按控件和位置",
    ),
    "empty row without controls": Case(row(_added("", ""), 2), {}, (), "按控件和位置"),
    "row deleted": Case(row(_deleted), {"promises": [SECOND]}),
    "row deleted with tracking": Case(row(_deleted_with_tracking, 1), {"promises": [FIRST]}),
    "row of another width": Case(row(_added("以上共两件"), 2), {}, ("「承诺与下一步」第 4 行的格子数不对，没有读",)),
    "columns swapped, no controls": Case(all_of(flattened, columns_swapped), {}, (), "按位置"),
    "label changed, no controls": Case(
        all_of(flattened, text_of("拜访方式", "方式")),
        {},
        ("「拜访方式」的栏目名称和表单不一样，按位置读的",),
        "按位置",
    ),
    "label changed, with controls": Case(text_of("拜访方式", "方式")),
    "answer that is a label, no controls": Case(
        all_of(shows("customer-name", "沟通内容"), shows("people", "拜访方式"), flattened),
        {"customer-name": "沟通内容", "people": "拜访方式"},
        (),
        "按位置",
    ),
    "row of another table inserted, no controls": Case(
        all_of(
            lambda root: row_of(control(root, "people")).addprevious(
                fragment(
                    "<w:tr><w:tc><w:p><w:r><w:t>天气</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>晴</w:t></w:r>"
                    "</w:p></w:tc></w:tr>"
                )
            ),
            flattened,
        ),
        {},
        (),
        "按位置",
    ),
    "control out of its table": Case(out_of_its_table),
    "controls three times without tags": Case(three_times, {}, (), "按控件和位置"),
    "cells joined": Case(cells_joined),
    "whole form twice": Case(
        filled_in_twice, {}, ("「拜访信息」「自评」「联系与合同」在文件里不止一份，只读了第一份；一次填一个文件",)
    ),
    "table deleted": Case(
        table_deleted,
        dict.fromkeys(
            ("customer-name", "visit-date", "start-time", "end-time", "people", "way", "interests", "content")
        ),
        (
            (
                "没有找到「客户名称」「拜访日期」「开始时间」「结束时间」「到场人数」「客户预算」「拜访方式」"
                "「感兴趣的产品」等 9 栏，可能被删掉了"
            ),
        ),
    ),
}


@pytest.mark.parametrize("id", CASES)
def test_by_hand(id):
    """Every answer that can be told is read, and whatever had to be guessed is said."""
    case = CASES[id]
    copy = read(edited(filled("small", "visit-record", ANSWERS, Variant.EDITABLE), case.edit), library("small"))
    expected = {key: value for key, value in {**ANSWERS, **case.changed}.items() if value is not None}
    assert copy.record == expected
    assert copy.doubts == case.doubts
    assert copy.how == case.how
