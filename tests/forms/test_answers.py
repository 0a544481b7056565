"""Records and what stands in the controls: there and back, and what people's spellings mean."""

from __future__ import annotations

from typing import Any

import pytest

from generator.forms import Filling, check, controls, from_filling, shown, to_filling, total_of, understood, with_totals
from generator.model import (
    CheckField,
    ChoiceField,
    ChoicesField,
    CodeField,
    CodePattern,
    DateField,
    LongTextField,
    MoneyField,
    NumberField,
    PhoneField,
    ScoreField,
    SignatureField,
    TextField,
    TimeField,
    TotalField,
    YesNoField,
)
from tests.forms.checking_cases import COMPLETE
from tests.forms.understood_cases import BOXES, CHOICE, CHOICES, CODES, DATES, NUMBERS, PHONES, TIMES, YES_OR_NO


def without(**gone: Any) -> dict[str, Any]:
    """The complete record, changed; None takes an answer out."""
    changes = {key.replace("__", ".").replace("_", "-"): value for key, value in gone.items()}
    return {key: value for key, value in (COMPLETE | changes).items() if value is not None}


RECORDS: dict[str, dict[str, Any]] = {
    "everything": COMPLETE,
    "nothing": {"in-crm": False},
    "yes": without(on_time="是", on_time__if_no=None),
    "no without measure": without(on_time="否", on_time__if_no=None),
    "yes and no": without(on_time="是/否", on_time__if_no="说不清"),
    "measure alone": without(on_time=None),
    "a measure that looks like an answer": without(on_time__if_no="no"),
    "no option": without(interests=None),
    "every option": without(interests=["设备", "配件", "维保"]),
    "no rows": without(promises=None),
    "many rows": without(
        promises=[{"promise": f"第 {number} 件", "promise-date": f"2026-04-{number:02}"} for number in range(1, 31)]
    ),
    "half a row": without(promises=[{"promise": "寄样本"}, {"promise-date": "2026-03-20"}]),
    "lines": without(content="一\n\n三\n  四"),
    "large amount": without(budget=1234567.89),
    "what nobody understands": without(
        visit_date="上周三", start_time="下班后", people="三五个", budget="面议", way="电话"
    ),
}


@pytest.mark.parametrize("name", RECORDS)
def test_there_and_back(form, name):
    """A record that is written into the controls is read from them as it was."""
    assert from_filling(form, to_filling(form, RECORDS[name])) == RECORDS[name]


def test_only_controls_of_the_form_are_written(form):
    """Every control gets something, and nothing is meant for a control that is not there."""
    filling = to_filling(form, COMPLETE)
    assert {*filling.single, *(tag for rows in filling.rows.values() for row in rows for tag in row)} == set(
        controls(form)
    )


def test_controls_hold_texts_and_ticks(form):
    """What stands in the controls, kind by kind."""
    filling = to_filling(form, without(budget=1234.5))
    expected = {
        "customer-name": "示例机械有限公司",
        "visit-date": "2026-03-18",
        "start-time": "14:00",
        "people": "3",
        "budget": "1,234.5",
        "way": "上门",
        "interests.1": True,
        "interests.2": False,
        "in-crm": True,
        "on-time.yes": False,
        "on-time.no": True,
        "on-time.if-no": "堵车",
        "total": "14",
    }
    assert {tag: filling.single[tag] for tag in expected} == expected
    assert filling.rows == {"promises": ({"promises.promise": "寄样本", "promises.promise-date": "2026-03-20"},)}


@pytest.mark.parametrize(
    ("changes", "tags"),
    [
        ({"interests": "设备"}, {"interests.1"}),
        ({"interests": "设备配件"}, set()),
        ({"interests": 5}, set()),
        ({"interests": ["汽车"]}, set()),
        ({"in_crm": "也许", "interests": None}, set()),
    ],
    ids=["one option alone", "options run together", "a number", "no option", "a word in a box"],
)
def test_only_what_is_meant_is_ticked(form, changes, tags):
    """What is no option and no tick ticks nothing."""
    filling = to_filling(form, without(**changes))
    assert {tag for tag in filling.single if tag.startswith("interests") and filling.single[tag]} == tags
    assert filling.single["in-crm"] is (changes.get("in_crm") is None)


def test_empty_rows_are_no_rows(form):
    """Rows in which nothing stands, or nothing but space, are left out; a row between two others keeps its place
    among them.
    """
    rows = ({}, {"promises.promise": "甲"}, {"promises.promise": " \u3000"}, {"promises.promise": "乙"})
    assert from_filling(form, Filling({}, {"promises": rows})) == {"promises": [{"promise": "甲"}, {"promise": "乙"}]}


@pytest.mark.parametrize(
    ("changes", "total"),
    [
        ({}, 14),
        ({"listening": 2.5}, 9),
        ({"listening": None}, None),
        ({"listening": "好"}, None),
        ({"listening": True}, None),
    ],
    ids=["weighed", "halves", "missing", "a word", "a truth"],
)
def test_totals(form, changes, total):
    """A total is the sum of its fields, scores times their weight, as soon as all are numbers."""
    record = without(total=None, **changes)
    assert total_of(form, form.field("total"), record) == total
    assert with_totals(form, record).get("total") == total


def test_a_total_that_is_written_stays(form):
    """Also where it is wrong: `check` tells."""
    assert with_totals(form, without(total=9))["total"] == 9
    assert [remark.kind for remark in check(form, without(total=9))] == ["total"]


def field(cls: type, **values: Any):
    """A field of this class."""
    kind = next(name for name, variant in cls.VARIANTS.items() if variant is cls)
    return cls(id="f", kind=kind, title="栏目", **values)


@pytest.mark.parametrize("text", DATES)
def test_dates(text):
    """What a text means as a day."""
    assert understood(field(DateField), text) == (DATES[text] or text.strip())


@pytest.mark.parametrize("text", TIMES)
def test_times(text):
    """What a text means as a time of day."""
    assert understood(field(TimeField), text) == (TIMES[text] or text)


@pytest.mark.parametrize(("unit", "text"), NUMBERS)
def test_numbers(unit, text):
    """What a text means as a number of this unit."""
    expected = NUMBERS[unit, text]
    assert understood(field(NumberField, unit=unit), text) == (text if expected is None else expected)


@pytest.mark.parametrize("text", PHONES)
def test_telephone_numbers(text):
    """What a text means as a telephone number; what it means is one, as it stands."""
    meant = understood(field(PhoneField), text)
    assert meant == (PHONES[text] or text.strip())
    assert understood(field(PhoneField), meant) == meant


@pytest.mark.parametrize(("pattern", "text"), CODES)
def test_codes(pattern, text):
    """What a text means as a number that the company writes like this."""
    expected = CODES[pattern, text]
    asked = field(CodeField, pattern=CodePattern.parse(pattern), example="X")
    assert understood(asked, text) == (text.strip() if expected is None else expected)


@pytest.mark.parametrize(
    ("cls", "values", "text", "expected"),
    [
        (MoneyField, {"unit": "万元"}, "12000元", 1.2),
        (ScoreField, {}, "4分", 4),
        (ScoreField, {}, "4 元", "4 元"),
        (TotalField, {"of": ["a", "b"]}, "14 分", 14),
        (TextField, {}, "\u3000是 ", "是"),
        (TextField, {}, "007", "007"),
        (LongTextField, {}, "一\r\n二\r三\n", "一\n二\n三"),
        (SignatureField, {}, "张三", "张三"),
    ],
    ids=["money", "score", "score of money", "total", "text", "digits", "lines", "signature"],
)
def test_other_kinds(cls, values, text, expected):
    """The unit is that of the field; texts lose only the space around them."""
    assert understood(field(cls, **values), text) == expected


@pytest.mark.parametrize(
    ("cls", "cases", "values"),
    [
        (CheckField, BOXES, {}),
        (YesNoField, YES_OR_NO, {}),
        (ChoiceField, CHOICE, {"options": ["上门", "VIP 客户", "A、B"]}),
        (ChoicesField, CHOICES, {"options": ["设备", "配件", "A、B", "B", "VIP"]}),
    ],
    ids=["check", "yesno", "choice", "choices"],
)
def test_ticks_and_options(cls, cases, values):
    """What a text means as a tick, as 是 or 否, as an option or several."""
    assert {text: understood(field(cls, **values), text) for text in cases} == cases


def test_a_long_text_is_divided_too():
    """Separators by the ten thousand, as a broken export has them, leave what stands between them."""
    choices = field(ChoicesField, options=("设备", "A、B"))
    assert understood(choices, "、" * 20_000 + "A、B" + "，" * 20_000 + "设备") == ["A、B", "设备"]


@pytest.mark.parametrize(
    ("cls", "values", "answer", "text"),
    [
        (MoneyField, {}, 1234567.5, "1,234,567.5"),
        (MoneyField, {}, 0, "0"),
        (NumberField, {}, 1234567, "1234567"),
        (NumberField, {"decimals": 4}, 0.0001, "0.0001"),
        (NumberField, {}, 100, "100"),
        (ScoreField, {}, 5, "5"),
        (ChoicesField, {"options": ["甲", "乙"]}, ["甲", "乙"], "甲、乙"),
        (CheckField, {}, True, "是"),
        (CheckField, {}, False, ""),
        (DateField, {}, "2026-03-18", "2026-03-18"),
    ],
)
def test_shown_answers_are_understood(cls, values, answer, text):
    """An answer as it is shown, which means that answer again."""
    assert shown(field(cls, **values), answer) == text
    assert understood(field(cls, **values), text) == answer
