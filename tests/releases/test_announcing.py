"""Announcements: what is said, and that each robot gets what its maker asks for."""

from __future__ import annotations

import json

import pytest

from generator.diff.comparison import compare
from generator.model import Revised
from generator.releases.announcement import FORMATS, MOST_ITEMS, WECOM_BYTES, announcement
from tests.builders import DATA, a_handbook, a_release

SETTINGS = {"settings": {"site_url": "https://handbook.example.com/"}}
OLD = a_handbook(settings=SETTINGS)
NEW = a_handbook(
    settings=SETTINGS,
    policy={"dress-code": {"breach": "记过<一次>。"}},
    procedure={
        f"visit-{number}": {
            **DATA["procedure"]["customer-visit"],
            "id": f"visit-{number}",
            "title": f"第 {number} 种拜访",
            "number": f"XS-QP-{number + 10}",
        }
        for number in range(9)
    },
)
REVISED = Revised(a_release(), NEW, tuple(compare(OLD, NEW)), "2024 版")
SAID = announcement(REVISED)


def test_it_says_what_matters():
    """Title, day, summary, who approved, what changed for whom, and where to read it."""
    assert SAID.title == "《示例手册》2025 版发布"
    assert SAID.facts == (
        "实施日期：2025-01-01",
        "修订摘要：第一版。",
        "批准：丙，发布日期 2024-12-15",
        "和 2024 版相比共 10 处修订（修改 1 项，新增 9 项），逐条说明见修订一览。",
    )
    told = dict(SAID.roles)
    assert set(told) == {"销售代表", "销售经理"} and told["销售代表"].startswith(
        "修改 1 项（制度「着装规范」），新增 9 项（流程「第 0 种拜访」、"
    )
    assert told["销售代表"].count("「") == 1 + MOST_ITEMS and told["销售代表"].endswith("等）")
    assert SAID.links[1] == ("修订一览", "https://handbook.example.com/2025/changes.html")


def test_a_role_is_told_first_what_changed_most_for_it():
    """Pages of other roles come last, what concerns everyone is no news for one role, an entry more is no item more,
    what is gone is told.
    """
    visit = {
        "trigger": "约好之时。",
        "result": "记录交齐。",
        "steps": [
            *DATA["procedure"]["customer-visit"]["steps"],
            {**DATA["procedure"]["customer-visit"]["steps"][3], "id": "thank", "title": "致谢"},
        ],
    }
    new = a_handbook(
        settings={"settings": {"tagline": "新的导语。"}},
        role={
            "legal": {"mission": "守住合同。", "duties": ["审全部合同。"], "exchanges": []},
            "sales-rep": {"mission": "让客户愿意再见两次。"},
        },
        procedure={"customer-visit": visit},
    )
    was = a_handbook(kpi={"old": {**DATA["kpi"]["record-on-time"], "id": "old", "title": "旧指标"}})
    notice = announcement(Revised(a_release(), new, tuple(compare(was, new)), "2024 版"))
    assert dict(notice.roles)["销售代表"] == "修改 3 项（流程「客户拜访」、岗位「销售代表」、岗位「法务专员」）"
    assert dict(notice.roles)["销售经理"].endswith("，废止 1 项（指标「旧指标」）")
    assert notice.facts[-1].endswith("（修改 4 项，废止 1 项），逐条说明见修订一览。")


def test_a_first_release_has_no_changes_by_role():
    """And a handbook without an address has no links."""
    notice = announcement(Revised(a_release(), a_handbook()))
    assert (notice.roles, notice.links, len(notice.facts)) == ((), (), 3)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("dingtalk", ("markdown", "text")),
        ("wecom", ("markdown", "content")),
        ("feishu", ("content", "post", "zh_cn", "content")),
    ],
)
def test_robots_get_their_own_json(name, path):
    """The kind of message where the robot looks for it, the words and links inside."""
    body = json.loads(FORMATS[name](SAID))
    assert body["msg_type" if name == "feishu" else "msgtype"] == ("post" if name == "feishu" else "markdown")
    for step in path:
        body = body[step]
    words = json.dumps(body, ensure_ascii=False)
    assert all(
        part in words
        for part in ("实施日期：2025-01-01", "销售代表", "https://handbook.example.com/2025/my-reading.html")
    )


def test_wecom_is_never_sent_too_much():
    """Roles are left out, the facts and links stay."""
    many = SAID._replace(roles=tuple((f"岗位 {number}", "改" * 200) for number in range(40)))
    content = json.loads(FORMATS["wecom"](many))["markdown"]["content"]
    assert (
        len(content.encode()) <= WECOM_BYTES
        and "岗位 0" in content
        and "岗位 39" not in content
        and "修订一览" in content
    )


def test_html_is_escaped():
    """Nothing of the handbook becomes markup in a mail."""
    assert "<一次>" not in FORMATS["html"](SAID._replace(facts=("记过<一次>",))) and "# 《示例手册》" in FORMATS["md"](
        SAID
    )
