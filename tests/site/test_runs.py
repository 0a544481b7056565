"""Check lists in a real browser: a run is started, ticked, left, found again, taken away and brought back; nobody's
data lingers.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

VISIT = "next/procedures/customer-visit.html"
CHECK = "next/forms/self-check.html"
STEPS = ["备齐资料", "确认时间地点", "面谈", "更新 CRM", "复盘本周拜访"]


def begin(page: Page, name: str) -> None:
    page.get_by_label("名称").fill(name)
    page.get_by_role("button", name="开始一次执行").click()
    expect(page.locator(".hb-run-stamp")).to_contain_text(name)


def tick(page: Page, step: str):
    return page.get_by_role("checkbox", name=f"做完了：{step}")


def ticked(page: Page) -> list[str]:
    """The steps that stand ticked."""
    return [name for name in STEPS if tick(page, name).count() and tick(page, name).is_checked()]


def exported(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def bring_in(page: Page, content: str | bytes) -> str:
    """Import a file; what the page says then."""
    told = page.locator(".hb-run-told")
    page.evaluate("document.querySelector('.hb-run-told').textContent = ''")
    buffer = content if isinstance(content, bytes) else content.encode()
    page.get_by_label("导入 JSON").set_input_files(
        {"name": "runs.json", "mimeType": "application/json", "buffer": buffer}
    )
    expect(told).not_to_be_empty()
    return told.inner_text()


@pytest.fixture
def page(reader) -> Page:
    return reader.new_page()


@pytest.fixture(params=["http", "file"])
def place(request, working, working_address) -> str:
    """Both ways to open the site: from a server, and from a folder by double click."""
    return working_address if request.param == "http" else f"{working.as_uri()}/"


def test_a_run_is_ticked_and_still_there_after_leaving_and_reloading(page, place):
    """Steps are ticked by mouse and by keyboard, the progress counts them; reload and the back button change
    nothing.
    """
    page.goto(f"{place}old/{VISIT}")
    expect(page.locator(".hb-run")).to_have_count(1)
    expect(page.locator(".hb-tick:visible")).to_have_count(0)
    begin(page, "KH-001 3 月 5 日")
    tick(page, "备齐资料").check()
    tick(page, "面谈").focus()
    page.keyboard.press("Space")
    expect(page.locator(".hb-run .hb-count")).to_have_text("2 / 5")
    expect(page.locator(".hb-run-next")).to_contain_text("下一步：确认时间地点（「备齐资料」完成后 2 小时内")
    page.get_by_label("备注").fill("客户改到周四")
    page.reload()
    assert ticked(page) == ["备齐资料", "面谈"]
    assert page.get_by_label("备注").input_value() == "客户改到周四"
    page.locator(".hb-step .hb-who").first.click()
    page.wait_for_url("**/roles/**")
    page.go_back()
    expect(page.locator(".hb-run .hb-count")).to_have_text("2 / 5")
    assert ticked(page) == ["备齐资料", "面谈"]


def test_two_runs_stand_side_by_side(page, working_address):
    """Each keeps its own ticks; the selector, the address and the list of all runs lead from one to the other."""
    page.goto(f"{working_address}old/{VISIT}")
    begin(page, "KH-001")
    tick(page, "备齐资料").check()
    begin(page, "KH-002")
    assert ticked(page) == []
    tick(page, "面谈").check()
    page.get_by_label("正在看").select_option(label="KH-001（1 / 5）")
    assert ticked(page) == ["备齐资料"]
    page.goto(f"{working_address}old/next/my-runs.html")
    page.get_by_role("link", name="KH-002").click()
    expect(page.locator(".hb-run-stamp")).to_contain_text("KH-002")
    assert ticked(page) == ["面谈"]
    page.goto(f"{working_address}old/{VISIT}")
    expect(page.locator(".hb-run-open")).to_be_hidden()


def test_two_tabs_show_the_same_at_once(reader, working_address):
    """What is ticked in one tab is ticked in the other without a reload, and neither writes over the other."""
    one, other = reader.new_page(), reader.new_page()
    one.goto(f"{working_address}old/{VISIT}")
    begin(one, "KH-001")
    other.goto(one.url)
    tick(one, "备齐资料").check()
    expect(tick(other, "备齐资料")).to_be_checked()
    tick(other, "面谈").check()
    expect(one.locator(".hb-run .hb-count")).to_have_text("2 / 5")
    one.get_by_role("button", name="删除").click()
    expect(other.locator(".hb-run-open")).to_be_hidden()


def test_an_edited_step_is_to_be_confirmed_again(page, working_address):
    """In the next edition a changed step is not ticked and says so, a new one is open, one that is gone is named, the
    others stay done.
    """
    page.goto(f"{working_address}old/{VISIT}")
    begin(page, "KH-001")
    for step in STEPS:
        tick(page, step).check()
    run = page.url.partition("?")[2]
    page.goto(f"{working_address}new/{VISIT}?{run}")
    assert ticked(page) == ["确认时间地点", "面谈", "更新 CRM"]
    expect(page.locator(".hb-tick--changed")).to_have_count(1)
    expect(page.locator(".hb-tick--changed")).to_contain_text("已修改，请重新确认")
    expect(tick(page, "当面反馈")).not_to_be_checked()
    expect(page.locator(".hb-run-gone")).to_contain_text("复盘本周拜访")
    expect(page.locator(".hb-run .hb-count")).to_have_text("3 / 5")
    tick(page, "备齐资料").check()
    expect(page.locator(".hb-tick--changed")).to_have_count(0)
    expect(page.locator(".hb-run .hb-count")).to_have_text("4 / 5")


def test_a_finished_run_stays_as_it_was(page, working_address):
    """Its ticks can no longer be moved, a later edition does not undo them, and it can be opened again."""
    page.goto(f"{working_address}old/{VISIT}")
    begin(page, "KH-001")
    tick(page, "备齐资料").check()
    page.get_by_role("button", name="完成这次执行").click()
    expect(page.locator(".hb-run-next")).to_contain_text("有 4 步没有勾")
    expect(tick(page, "备齐资料")).to_be_disabled()
    page.goto(f"{working_address}new/{VISIT}?{page.url.partition('?')[2]}")
    expect(tick(page, "备齐资料")).to_be_checked()
    expect(page.locator(".hb-tick--changed")).to_contain_text("做完以后，这一步已修改")
    page.get_by_role("button", name="重新打开").click()
    expect(tick(page, "备齐资料")).to_be_enabled()
    expect(tick(page, "备齐资料")).not_to_be_checked()


def answer(page: Page, question: str, said: str) -> None:
    """Answer a question of the self-check."""
    page.get_by_role("radiogroup", name=question).get_by_label(said).check()


def remedy(page: Page, place: int):
    """Where it is written what is to be done about the answer to the n-th question, from 0."""
    return page.locator(".hb-yesno").nth(place).get_by_label("改进措施")


def test_the_self_check_is_answered_question_by_question(page, working_address):
    """Yes or no, where each is explained; no counts once it says what is to be done about it; a form that is no check
    list has no run.
    """
    page.goto(f"{working_address}old/{CHECK}")
    expect(page.locator(".hb-run")).to_have_count(1)
    expect(page.locator(".hb-yesno:visible")).to_have_count(0)
    begin(page, "3 月 5 日")
    answer(page, "把话听完", "是")
    count = page.locator(".hb-run .hb-count")
    expect(count).to_have_text("1 / 2")
    expect(remedy(page, 0)).to_be_hidden()
    answer(page, "着装整洁", "否")
    expect(count).to_have_text("1 / 2")
    expect(page.locator(".hb-run-next")).to_have_text("下一项：着装整洁")
    remedy(page, 0).fill("明天换皮鞋")
    expect(count).to_have_text("2 / 2")
    page.reload()
    expect(count).to_have_text("2 / 2")
    assert remedy(page, 0).input_value() == "明天换皮鞋"
    assert page.get_by_role("radiogroup", name="着装整洁").get_by_label("否").is_checked()
    answer(page, "着装整洁", "是")
    expect(remedy(page, 0)).to_be_hidden()
    page.goto(f"{working_address}old/next/forms/visit-record.html")
    expect(page.locator(".hb-confirm")).to_be_visible()
    expect(page.locator(".hb-run")).to_have_count(0)


def test_a_self_check_is_not_finished_without_a_remedy(page, working_address):
    """The button leads to what is missing and says so; with it the run is finished, and closed."""
    page.goto(f"{working_address}old/{CHECK}")
    begin(page, "3 月 5 日")
    answer(page, "着装整洁", "否")
    remedy(page, 0).fill("  ")
    page.get_by_role("button", name="完成这次执行").click()
    expect(page.locator(".hb-run-next")).to_contain_text("「着装整洁」选了「否」")
    expect(remedy(page, 0)).to_be_focused()
    page.keyboard.type("明天换皮鞋")
    page.get_by_role("button", name="完成这次执行").click()
    expect(page.locator(".hb-run-next")).to_contain_text("已于")
    expect(remedy(page, 0)).to_be_disabled()
    expect(page.get_by_role("radiogroup", name="着装整洁").get_by_label("是")).to_be_disabled()


def test_the_answers_are_exported_and_brought_back(page, working_address):
    """As 是 and 否 with what is to be done; what nobody answered is neither; and the file brings all of it back."""
    page.goto(f"{working_address}old/{CHECK}")
    begin(page, "3 月 5 日")
    answer(page, "着装整洁", "否")
    remedy(page, 0).fill("=明天换皮鞋")
    page.goto(f"{working_address}old/next/my-runs.html")
    rows = list(csv.DictReader(io.StringIO(exported(page, "导出 CSV").decode("utf-8-sig"), newline="")))
    assert [(row["步骤"], row["是/否"], row["改进措施"], row["说明"]) for row in rows] == [
        ("着装整洁", "否", "'=明天换皮鞋", ""),
        ("把话听完", "", "", "没有回答"),
    ]
    content = exported(page, "导出 JSON")
    assert [(tick["id"], tick["answer"], tick["remedy"]) for tick in json.loads(content)["runs"][0]["ticks"]] == [
        ("dress", "否", "=明天换皮鞋")
    ]
    page.get_by_role("button", name="清除本机数据").click()
    assert bring_in(page, content) == "导入了 1 条，更新了 0 条，0 条已经在这里。"
    assert exported(page, "导出 JSON") == content


def test_runs_from_before_there_were_answers_go_on(page, working_address):
    """In the browser's store and in an exported file: what was ticked then was meant as yes."""
    page.goto(f"{working_address}old/{CHECK}")
    begin(page, "3 月 5 日")
    answer(page, "把话听完", "是")
    page.evaluate("""() => { const key = Object.keys(localStorage).find(key => key.startsWith("handbook:run:"));
        const entry = JSON.parse(localStorage.getItem(key));
        for (const step of entry.value.steps) delete step.yesno;
        for (const tick of entry.value.ticks) { delete tick.answer; delete tick.remedy; delete tick.yesno; }
        localStorage.setItem(key, JSON.stringify(entry)); }""")
    old = page.evaluate(
        "JSON.parse(localStorage.getItem(Object.keys(localStorage).find(key => key.startsWith('handbook:run:')))).value"
    )
    page.reload()
    expect(page.locator(".hb-run .hb-count")).to_have_text("1 / 2")
    assert page.get_by_role("radiogroup", name="把话听完").get_by_label("是").is_checked()
    answer(page, "着装整洁", "否")
    expect(page.locator(".hb-run .hb-count")).to_have_text("1 / 2")
    page.goto(f"{working_address}old/next/my-runs.html")
    page.get_by_role("button", name="清除本机数据").click()
    assert (
        bring_in(page, json.dumps({"format": "handbook-runs", "version": 1, "runs": [old]}))
        == "导入了 1 条，更新了 0 条，0 条已经在这里。"
    )
    page.goto(f"{working_address}old/{CHECK}")
    assert page.get_by_role("radiogroup", name="把话听完").get_by_label("是").is_checked()


def test_runs_are_found_filtered_and_deleted(page, working_address):
    """By words and by state."""
    page.goto(f"{working_address}old/{VISIT}")
    begin(page, "KH-001")
    page.get_by_role("button", name="完成这次执行").click()
    begin(page, "KH-002")
    page.goto(f"{working_address}old/next/my-runs.html")
    names = page.locator(".hb-run-list a")
    assert names.all_inner_texts() == ["KH-002", "KH-001"]
    page.get_by_label("状态").select_option("finished")
    assert names.all_inner_texts() == ["KH-001"]
    page.get_by_label("状态").select_option("")
    page.get_by_role("searchbox", name="查找").fill("kh-002")
    assert names.all_inner_texts() == ["KH-002"]
    page.get_by_role("button", name="删除 KH-002").click()
    expect(page.locator(".hb-run-list")).to_contain_text("没有符合条件的执行记录")


def test_what_is_exported_can_be_brought_back(page, working_address):
    """JSON out, all cleared, JSON in: the same runs. A second time changes nothing."""
    page.goto(f"{working_address}old/{VISIT}")
    begin(page, "KH-001")
    tick(page, "备齐资料").check()
    runs = page.url
    page.goto(f"{working_address}old/next/my-runs.html")
    content = exported(page, "导出 JSON")
    page.get_by_role("button", name="清除本机数据").click()
    expect(page.locator(".hb-run-list")).to_contain_text("还没有执行记录")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('handbook:'))") == []
    assert bring_in(page, content) == "导入了 1 条，更新了 0 条，0 条已经在这里。"
    assert bring_in(page, content) == "导入了 0 条，更新了 0 条，1 条已经在这里。"
    assert exported(page, "导出 JSON") == content
    page.goto(runs)
    assert ticked(page) == ["备齐资料"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("hello", "不是 JSON"),
        ("{}", "不是执行记录"),
        ("null", "不是执行记录"),
        ('{"format": "handbook-runs", "version": 3, "runs": []}', "另一个版本"),
        ('{"format": "handbook-runs", "version": 1, "runs": [null]}', "第 1 条执行记录的「内容」不对"),
        ('{"format": "handbook-runs", "version": 1, "runs": [{"id": "a"}]}', "第 1 条执行记录的「item」不对"),
    ],
)
def test_a_file_that_is_no_export_is_refused(page, working_address, content, told):
    """With a sentence that says why, and without keeping any of it."""
    page.goto(f"{working_address}old/next/my-runs.html")
    assert told in bring_in(page, content)
    expect(page.locator(".hb-run-list")).to_contain_text("还没有执行记录")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("page", "javascript:alert(1)"),
        ("page", "https://example.com/a.html"),
        ("id", "../x"),
        ("ticks", [{}]),
        ("steps", 1),
        ("started", "昨天"),
        ("note", "长" * 5001),
        ("finished", False),
        ("ticks", [{"id": "a", "print": "", "title": "", "at": "2026-01-01", "answer": "也许"}]),
    ],
    ids=str,
)
def test_a_run_with_a_wrong_field_is_refused_whole(page, working_address, field, value):
    """One bad field and nothing of the file is kept, nor can an address be smuggled in."""
    page.goto(f"{working_address}old/{VISIT}")
    begin(page, "KH-001")
    page.goto(f"{working_address}old/next/my-runs.html")
    data = json.loads(exported(page, "导出 JSON"))
    data["runs"][0][field] = value
    page.get_by_role("button", name="清除本机数据").click()
    assert f"「{field}」不对" in bring_in(page, json.dumps(data))
    expect(page.locator(".hb-run-list")).to_contain_text("还没有执行记录")


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://x","点我")', "+1", "-1", "@SUM(A1)", " =1+1", "＝1", '引号"和,逗号']
)
def test_a_spreadsheet_opens_the_export_as_text(page, working_address, name):
    """UTF-8 with its mark, every cell quoted, no cell a formula, one line a step."""
    page.goto(f"{working_address}old/{VISIT}")
    begin(page, name.strip() or name)
    tick(page, "备齐资料").check()
    page.get_by_label("备注").fill(f"{name}\n第二行")
    page.goto(f"{working_address}old/next/my-runs.html")
    content = exported(page, "导出 CSV")
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [(row["步骤"], row["是/否"]) for row in rows] == [
        (step, "是" if step == "备齐资料" else "否") for step in STEPS
    ]
    assert not any(cell.lstrip()[:1] in tuple("=+-@＝＋－＠") and cell for row in rows for cell in row.values())
    assert (
        rows[0]["执行名称"].removeprefix("'") == name.strip() and rows[0]["备注"].removeprefix("'") == f"{name}\n第二行"
    )


def test_a_run_ends_thirty_days_after_its_last_change(page, working_address):
    """Customers' data does not linger: it is gone from the browser's store too, and not only from sight."""
    page.clock.set_fixed_time(datetime(2026, 3, 1, 9))
    page.goto(f"{working_address}old/{VISIT}")
    begin(page, "KH-001")
    page.clock.set_fixed_time(datetime(2026, 3, 20, 9))
    tick(page, "备齐资料").check()
    page.clock.set_fixed_time(datetime(2026, 4, 19, 8))
    page.reload()
    assert ticked(page) == ["备齐资料"]
    page.clock.set_fixed_time(datetime(2026, 4, 19, 10))
    page.goto(f"{working_address}old/next/index.html")
    page.goto(f"{working_address}old/{VISIT}")
    expect(page.locator(".hb-run-open")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('handbook:run'))") == []


def test_a_company_can_forbid_storing(page, working_address):
    """Then nothing is kept, what was kept before goes, the page says so, and ticking still works until the page is
    left.
    """
    page.goto(f"{working_address}old/{VISIT}")
    begin(page, "KH-001")
    page.goto(f"{working_address}silent/{VISIT}")
    expect(page.locator(".hb-run")).to_contain_text("公司设置了不在浏览器里保存")
    begin(page, "KH-002")
    tick(page, "备齐资料").check()
    expect(page.locator(".hb-run .hb-count")).to_have_text("1 / 5")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('handbook:'))") == []
    page.reload()
    expect(page.locator(".hb-run-open")).to_be_hidden()


def test_a_full_store_loses_no_tick(page, working_address):
    """Where the browser has no room left, the run lives on in memory, and the page says so."""
    page.goto(f"{working_address}old/{VISIT}")
    begin(page, "KH-001")
    page.evaluate("""() => { for (let size = 2 ** 22; size >= 1; size = Math.floor(size / 2)) {
        try { for (let part = 0; ; part++) localStorage.setItem(`full${size}-${part}`, 'x'.repeat(size)); }
        catch { continue; } } }""")
    tick(page, "备齐资料").check()
    tick(page, "面谈").check()
    expect(page.locator(".hb-run .hb-count")).to_have_text("2 / 5")
    expect(page.locator(".hb-run")).to_contain_text("这个浏览器不让保存")


def test_on_a_phone_a_line_says_how_far_the_run_is(page, working_address):
    """It stays in sight, leads to what comes next, hides nothing that has the focus, lies on nothing at the page's end,
    goes with the run.
    """
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{working_address}old/{VISIT}")
    line = page.locator(".hb-run-bar")
    expect(line).to_be_hidden()
    begin(page, "KH-001")
    tick(page, "备齐资料").check()
    expect(line).to_be_in_viewport(ratio=1)
    assert line.inner_text().split("\n")[0].strip() == "1 / 5"
    line.get_by_role("button", name="下一步：确认时间地点").click()
    expect(tick(page, "确认时间地点")).to_be_focused()
    page.evaluate("scrollTo(0, 0)")
    hidden = []
    for _ in range(page.locator("article :is(a[href], input, summary, button)").count()):
        page.keyboard.press("Tab")
        hidden += page.evaluate("""() => {
            const at = document.activeElement, line = document.querySelector(".hb-run-bar");
            const clear = at.getBoundingClientRect().bottom <= line.getBoundingClientRect().top + 1;
            return line.contains(at) || !at.closest("article") || clear ? [] : [at.outerHTML] }""")
    assert hidden == []
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert page.evaluate("""() => { const line = document.querySelector(".hb-run-bar");
        return line.previousElementSibling.getBoundingClientRect().bottom <= line.getBoundingClientRect().top }""")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(line).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 640})
    page.get_by_role("button", name="完成这次执行").click()
    expect(line).to_be_hidden()


def test_a_phone_and_paper_show_a_run_well(reader, working_address):
    """Nothing scrolls sideways at 360 px; a printed run keeps its name, its ticks and its note, and no buttons."""
    page = reader.new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{working_address}old/{VISIT}")
    begin(page, "一个很长的名称" * 8)
    page.get_by_label("备注").fill("客户改到周四")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.goto(f"{working_address}old/next/my-runs.html")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.go_back()
    page.emulate_media(media="print")
    expect(page.locator(".hb-run-stamp")).to_be_visible()
    expect(page.locator(".hb-printed").first).to_have_text("客户改到周四")
    assert page.locator(".hb-run-bar:visible, textarea:visible").count() == 0
    assert page.locator(".hb-run button:visible, .hb-run select:visible, .hb-confirm:visible").count() == 0
