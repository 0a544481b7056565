"""The roster: what it says, however it was saved, and that every mistake in it is told with its line."""

from __future__ import annotations

from datetime import date

import pytest

from generator.problems import ProblemsFound
from generator.reports.roster import COLUMNS, read_roster
from tests.reports.invented import NAMES, ROSTER, handbook

HEAD = ",".join(COLUMNS[:-1]) + "\n"
"""Without 单位, which nobody has to write."""

SAVED = {
    "UTF-8 带签名": ROSTER.encode("utf-8-sig"),
    "UTF-8": ROSTER.encode(),
    "GB18030": ROSTER.encode("gb18030"),
    "Unicode 文本": "\r\n".join(line.replace(",", "\t") for line in ROSTER.splitlines()).encode("utf-16"),
    "分号分隔、Windows 换行": ROSTER.replace(",", ";").replace("\n", "\r\n").encode("utf-8-sig"),
    "日期写成斜杠": ROSTER.replace("2026-11-18,2026-11-19", "2026/11/18,2026年11月19日").encode(),
    "末尾有空行": (ROSTER + ",,,,,,,,\n\n").encode(),
}


@pytest.mark.parametrize("way", SAVED)
def test_a_roster_is_read_as_it_was_saved(way):
    """The same twelve people, in their order, with roles by title, search word and id, superiors by name and 工号, and
    all lines of leave.
    """
    roster = read_roster("名册.csv", SAVED[way], handbook())
    assert {person.staff: person.name for person in roster.people} == NAMES
    assert [person.role for person in roster.people if person.superior == "S0020"] == ["sales-rep"] * 4
    assert roster.by_staff["S0102"].leaves == (
        (date(2026, 11, 18), date(2026, 11, 19)),
        (date(2026, 10, 20), date(2026, 10, 20)),
    )
    assert [person.name for person in roster.team("S0010")] == [
        "李四",
        "张三",
        "王芳",
        "陈晨",
        "刘洋",
        "孙丽",
        "赵磊",
        "吴静",
        "黄凯",
        "林雪",
    ]
    assert (roster.by_staff["S0203"].last, roster.by_staff["S0204"].first) == (date(2026, 11, 13), date(2026, 11, 18))


def test_people_are_found_by_number_and_by_name():
    """However a 工号 is typed; a name only where one person bears it."""
    twins = "S1,张三,销售代表,,,,,,\nS2,张三,销售代表,,,,,,\nS3,李四,销售代表,,,,,,\n"
    roster = read_roster("名册.csv", (HEAD + twins).encode(), handbook())
    assert [roster.find(said) and roster.find(said).staff for said in ("s1", " Ｓ２ ", "李四", "张三", "王五", "")] == [
        "S1",
        "S2",
        "S3",
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("day", "employed", "leave"),
    [
        (date(2026, 11, 17), True, False),
        (date(2026, 11, 18), True, True),
        (date(2026, 11, 19), True, True),
        (date(2026, 11, 20), True, False),
        (date(2023, 4, 9), False, False),
    ],
)
def test_days_at_work(day, employed, leave):
    """Both ends of a leave and the first day at work are included."""
    person = read_roster("名册.csv", ROSTER.encode(), handbook()).by_staff["S0102"]
    assert (person.is_employed(day), person.is_on_leave(day)) == (employed, leave)


MISTAKES = {
    "没有工号": (",张三,销售代表,,,,,,\n", "2 这一行没有写工号 → 每一行都要有工号；没有工号的人请先编一个，不能重复"),
    "没有姓名": (
        "S1,,销售代表,,,,,,\n",
        "2 工号 S1 没有写姓名 → 一个人的第一行要写全姓名和岗位；补写请假的行放在它下面",
    ),
    "主管不在名册里": (
        "S1,张三,销售代表,王五,,,,,\n",
        "2 直属主管「王五」不在名册里 → 写主管的工号或姓名，并给主管也写一行；最上一级留空",
    ),
    "主管有两个同名的": (
        "S1,张三,销售代表,李四,,,,,\nS2,李四,销售主管,,,,,,\nS3,李四,销售主管,,,,,,\n",
        "2 直属主管「李四」有两个同名的人 → 改写工号：S2、S3",
    ),
    "主管绕一圈": (
        "S1,张三,销售代表,S2,,,,,\nS2,李四,销售主管,S1,,,,,\n",
        "2 张三的直属主管绕一圈又是自己 → 请核对「直属主管」一列",
        "3 李四的直属主管绕一圈又是自己 → 请核对「直属主管」一列",
    ),
    "工号给了两个人": (
        "S1,张三,销售代表,,,,,,\ns1,李四,销售代表,,,,,,\n",
        "3 工号 S1 已经是「张三」的，这里又写了「李四」 → 一个工号只能给一个人，请改其中一个",
    ),
    "写了两遍": (
        "S1,张三,销售代表,,,,,,\nS1,张三,销售代表,,,,,,\n",
        "3 工号 S1（张三）写了两遍 → 请删掉这一行；要补写请假，就在这一行写请假起和请假止",
    ),
    "日期不对": (
        "S1,张三,销售代表,,,2026-02-30,去年,,\n",
        "2 「在岗止」写的「去年」不是日期 → 写成 2026-01-31 这样",
        "2 「在岗起」写的「2026-02-30」不是日期 → 写成 2026-01-31 这样",
    ),
    "在岗倒了": (
        "S1,张三,销售代表,,,2026-05-01,2026-04-01,,\n",
        "2 在岗止 2026-04-01 早于在岗起 2026-05-01 → 请核对这两个日期",
    ),
    "请假倒了": (
        "S1,张三,销售代表,,,,,2026-05-02,2026-05-01\n",
        "2 请假止 2026-05-01 早于请假起 2026-05-02 → 请核对这两个日期",
    ),
    "请假只有起": (
        "S1,张三,销售代表,,,,,2026-05-02,\n",
        "2 写了请假起，没有写请假止 → 两列都写；还没定哪天回来的，先写估计的日子",
    ),
    "请假只有止": (
        "S1,张三,销售代表,,,,,,2026-05-02\n",
        "2 写了请假止，没有写请假起 → 两列都写；只请一天的，两列写同一天",
    ),
    "格子里有换行": ('S1,"张\n三",销售代表,,,,,,\nS2,李四,,,,,,,\n', "4 「李四」没有写岗位 → "),
    "几处一起说": (
        "S1,张三,卖货的,,,,,,\n,李四,销售代表,,,,,,\n",
        "2 手册里没有「卖货的」这个岗位 → ",
        "3 这一行没有写工号 → 每一行都要有工号；没有工号的人请先编一个，不能重复",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_is_told_with_its_line(name):
    """All of them at once. A report that ends with the arrow leaves open which roles it lists."""
    rows, *expected = MISTAKES[name]
    with pytest.raises(ProblemsFound) as error:
        read_roster("名册.csv", (HEAD + rows).encode(), handbook())
    told = [f"{problem.place.line} {problem.message} → {problem.hint}" for problem in error.value.problems]
    assert sorted(
        text if not wanted.endswith("→ ") else text.partition("→ ")[0] + "→ "
        for text, wanted in zip(told, expected, strict=True)
    ) == sorted(expected)
    assert {problem.place.file for problem in error.value.problems} == {"名册.csv"}


def test_the_roles_that_may_be_written_are_listed():
    """So that nobody has to look them up."""
    with pytest.raises(ProblemsFound) as error:
        read_roster("名册.csv", (HEAD + "S1,张三,卖货的,,,,,,\n").encode(), handbook())
    assert all(role.title in error.value.problems[0].hint for role in handbook().own_roles())


UNREADABLE = {
    "空文件": (b"", "「名册.csv」文件是空的"),
    "只有空格子": (b',,,\n"",,,\n', "「名册.csv」文件是空的"),
    "Excel 工作簿": (b"PK\x03\x04 and so on", "「名册.csv」这是 Excel 工作簿，不是 CSV"),
    "图片": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "「名册.csv」文件不是文字，或编码不认识"),
    "中文逗号": ("工号，姓名，岗位\nS1，张三，销售代表\n".encode(), "「名册.csv」列与列之间用了中文逗号"),
    "列名两次": ("工号,姓名,岗位,姓名\n".encode(), "「名册.csv」列名「姓名」写了两次"),
    "列太多": (",".join(f"列{n}" for n in range(1001)).encode(), "「名册.csv」内容太多，最多 1000 列"),
    "格子太多": (
        (",".join(f"列{number}" for number in range(1000)) + "\n" + "1\n" * 4000).encode(),
        "「名册.csv」内容太多，最多 400 万格",
    ),
    "缺列": ("工号,姓名\nS1,张三\n".encode(), "名册缺少「岗位」列"),
    "多列": ("工号,姓名,岗位,奖金\nS1,张三,销售代表,1\n".encode(), "名册里没有「奖金」这样的列"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_roster_is_told(name):
    """In one sentence, with what to do."""
    content, message = UNREADABLE[name]
    with pytest.raises(ProblemsFound) as error:
        read_roster("名册.csv", content, handbook())
    assert [problem.message for problem in error.value.problems] == [message]
    assert all(problem.hint for problem in error.value.problems)
