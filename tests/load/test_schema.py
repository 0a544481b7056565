"""Mistakes in single fields: each is told once, in words that say what to write instead, at the line where it was
made.
"""

from __future__ import annotations

import pytest
from cerberus import SchemaError

from generator.load.schema import HandbookValidator, schema_of
from tests.conftest import SMALL
from tests.load.editing import edit, in_full, reports, reports_of
from tests.load.field_errors import FIELD_ERRORS
from tests.load.reference_errors import REFERENCE_ERRORS
from tests.load.rule_violations import RULE_VIOLATIONS
from tests.model.mutations import declared_fields

CLASSES = {cls.__name__: cls for cls, _ in declared_fields()}
"""Every class that an author can write, by its name."""
ELSEWHERE = ("E202", "E303", "E404", "E406", "E407", "E412", "E413", "E416", "E418")
"""What is told where something ought to stand, or of several things together: not at the words that were changed."""


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_cerberus_knows_every_rule_of_the_model(name):
    """A check takes the schemas as they are: a rule that Cerberus does not know would be passed over in silence."""
    HandbookValidator(schema_of(CLASSES[name]))
    with pytest.raises(SchemaError):
        HandbookValidator(schema_of(CLASSES[name]) | {"title": {"type": "string", "unknown": True}})


@pytest.mark.parametrize("name", FIELD_ERRORS)
def test_every_field_mistake_is_explained(name):
    """A wrong field gives exactly its report, and nothing that only follows from it."""
    file, old, new, *expected = FIELD_ERRORS[name]
    assert reports_of(file, old, new) == in_full(file, expected)


@pytest.mark.parametrize(
    ("name", "row"),
    [(name, row) for table in (FIELD_ERRORS, REFERENCE_ERRORS, RULE_VIOLATIONS) for name, row in table.items()],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_reports_point_at_the_words_that_were_changed(name, row):
    """The line of a report is one of the lines that the mistake was put into; a missing field is told at the entry that
    lacks it.
    """
    file, old, new, *_ = row
    before = (SMALL / "sop" / file).read_text(encoding="utf-8")
    start = before.count("\n", 0, before.index(old)) + 1
    lines = before.replace(old, new).splitlines()
    for told in reports_of(file, old, new):
        where, line, rest = told.split(":", 2)
        if where == file and rest.split()[1] not in ELSEWHERE:
            assert start <= int(line) <= start + new.count("\n")
        if where == file and rest.split()[1] == "E202":
            indented = [
                len(text) - len(text.lstrip(" -")) for text in (lines[int(line) - 1], before.splitlines()[start - 1])
            ]
            assert int(line) <= start and indented[0] <= indented[1]


def test_all_mistakes_of_a_file_are_told_at_once(small):
    """Nobody has to mend one mistake to see the next."""
    edit(small, "kpis/same-day-record.yaml", "title: 拜访记录当日完成率\n", "")
    edit(small, "kpis/same-day-record.yaml", "period: 周", "period: 周期")
    edit(small, "kpis/same-day-record.yaml", "yellow: 90", "yellow: 90%")
    edit(small, "kpis/same-day-record.yaml", "visit-record.end-time", "visit-record.endtime")
    assert reports(small) == [
        "kpis/same-day-record.yaml:1:1 E202 缺少必填字段「title」 → 这里写「名称」；最多 40 个字",
        "kpis/same-day-record.yaml:6:32 E204 「yellow」应是数字 → 只写数字：90（单位「%」不用写）",
        (
            "kpis/same-day-record.yaml:7:9 E208 「周期」不是「period」可以写的值 → "
            "是不是「周」？可以写：日、周、双周、月、季度、半年、年"
        ),
        (
            "kpis/same-day-record.yaml:9:37 E302 找不到栏目「visit-record.endtime」 → "
            "是不是「visit-record.end-time」（结束时间）？"
        ),
    ]


def test_mistakes_of_all_files_are_told_at_once(small):
    """Files that cannot be read, wrong fields and dangling references stand in one report, in the order of the
    files.
    """
    edit(small, "forms/visit-record.yaml", "retention: 3 年", "retention: 3年多")
    edit(small, "glossary.yaml", "title: CRM", "titel: CRM")
    edit(small, "onboarding/first-weeks.yaml", "role: sales-rep", "role: sales-reps")
    edit(small, "quizzes/visit-quiz.yaml", "title: 客户拜访自测", "title：客户拜访自测")
    assert reports(small) == [
        (
            "forms/visit-record.yaml:12:12 E209 「3年多」不是时间长度，单位只能是分钟、小时、天、个工作日、周、个月、"
            "年 → 这里写时间长度，例如「3 年」"
        ),
        "glossary.yaml:9:5 E201 没有叫「titel」的字段 → 是不是「title」？",
        "onboarding/first-weeks.yaml:5:7 E302 找不到岗位「sales-reps」 → 是不是「sales-rep」（销售代表）？",
        "quizzes/visit-quiz.yaml:2:6 E199 冒号是全角的「：」 → 请改成英文半角冒号加一个空格「: 」",
    ]


def test_an_unfinished_entry_is_one_mistake(small):
    """All fields that an entry lacks are told together, in an order that does not depend on chance."""
    (small / "sop" / "roles" / "customer-service.yaml").write_text("id: customer-service\n", encoding="utf-8")
    edit(small, "handbook.yaml", "  - id: supervisor\n", "  - id: office\n  - id: supervisor\n")
    assert reports(small) == [
        (
            "handbook.yaml:29:5 E202 缺少 3 个必填字段：summary、title、to → summary 写「一句话说明」；"
            "title 写「入口名称」；to 写「通向哪里」"
        ),
        (
            "roles/customer-service.yaml:1:1 E202 缺少 6 个必填字段：belongs、duties、mission、next_review、owner、"
            "title → "
            "belongs 写「所属」；duties 写「职责」；mission 写「岗位使命」；next_review 写「下次评审日期」；"
            "owner 写「归口岗位」；title 写「名称」"
        ),
    ]


def test_a_list_of_ids_under_a_wrong_name_hides_what_it_defines(small):
    """What a misspelt list would have defined is not reported as missing."""
    edit(small, "parameters.yaml", "parameters:", "parameterss:")
    assert reports(small) == ["parameters.yaml:1:1 E201 没有叫「parameterss」的字段 → 是不是「parameters」？"]


def test_a_value_in_a_message_is_one_short_line(small):
    """Whatever an author writes, a message stays one sentence on one line."""
    edit(small, "policies/data-rules.yaml", "id: data-rules", 'id: "第一行\\n::error::' + "很长" * 100 + '"')
    (told,) = reports(small)
    assert (
        told.startswith("policies/data-rules.yaml:1:5 E207 「第一行 ::error::很长很长")
        and "…」不符合「id」的写法" in told
        and "\n" not in told
        and len(told) < 150
    )
