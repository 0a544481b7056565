"""Forms filled in on their page, in a real browser: opened, checked, kept as a draft, handed over as the Word document
of the program.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from playwright.sync_api import Page, expect

from generator.forms import to_filling
from generator.forms.samples import sample_record
from generator.load import load_handbook
from generator.model import Form
from generator.render.word.fill import Filler
from generator.submissions.reader import Library, read
from tests.accessibility import violations
from tests.conftest import SMALL
from tests.department import DEPARTMENT
from tests.forms.checking_cases import COMPLETE, EVERYTHING_MISSING
from tests.html_checker import ours
from tests.site.web_forms import answer, controls, downloaded, open_form, parts, problems

VISIT = "old/next/forms/visit-record.html"
FORMS = sorted(path.stem for path in (DEPARTMENT / "sop" / "forms").glob("*.yaml"))
SHAPES = ("visit-record", "self-check", "customer-score", "discount-approval")
"""Forms that have between them all that a web form is made of."""
MANY = {
    **COMPLETE,
    "customer-name": '示例 <机械> & "有限" 公司 𠮷',
    "content": "第一行\n\n  第三行 </w:t>",
    "budget": 2567.5,
    "total": None,
    "promises": [{"promise": f"第 {number} 件", "promise-date": f"2026-04-{number:02}"} for number in range(1, 13)],
}
"""More rows than the document has ready, and what would be markup if it were not text."""


@pytest.fixture
def small_page(reader) -> Page:
    """A page of a browser of its own, in which no script may throw."""
    opened = reader.new_page()
    opened.clock.set_fixed_time("2026-01-15T09:00:00Z")
    return opened


@pytest.fixture(params=["http", "file"])
def place(request, working, working_address) -> str:
    """Both ways to open the site: from a server, and from a folder by double click."""
    return working_address if request.param == "http" else f"{working.as_uri()}/"


def errors(content: bytes, folder: Path) -> list[str]:
    """What the validator of documents finds; of its rules two are wrong, see tests/render/word/test_validity.py."""
    (folder / "filled.docx").write_bytes(content)
    found = OpenXmlValidator().validate(folder / "filled.docx").errors
    return [
        str(error)
        for error in found
        if "'bbPlcHdr'" not in error.description and "relationships/theme" not in error.description
    ]


def works_on_a_phone(page: Page, address: str, built: Path, form: Form, folder: Path) -> None:
    """Opens with all its fields, without any violation of WCAG 2.2 AA, never wider than 360 px; filled in with the
    samples of its fields, it becomes the valid document that the program makes of them.
    """
    page.set_viewport_size({"width": 360, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    open_form(page, f"{address}next/forms/{form.id}.html")
    titles = page.locator(
        ".hb-ask:visible > :is(label, legend), .hb-ask:visible > .hb-picks > label > span:has(.hb-star)"
    )
    shown = titles.evaluate_all("all => all.map(one => one.firstChild.textContent)")
    assert shown == [field.title for section in form.sections for field in section.fields]
    page.get_by_role("button", name="下载 Word").click()
    expect(page.locator(".hb-form-problems")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    for scheme in ("light", "dark") if form.id in SHAPES else ("light",):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    record = sample_record(form)
    answer(page, form, record)
    _, content = downloaded(page)
    assert list(controls(content)) == list(
        controls(Filler((built / f"next/downloads/{form.id}.docx").read_bytes()).fill(to_filling(form, record)))
    )
    assert errors(content, folder) == []


def test_the_document_is_the_one_that_the_program_makes(small_page, place, working, form, tmp_path):
    """Every control, by tag and row, holds what the program writes for the same record; every part but two is as it was
    in the blank form.
    """
    open_form(small_page, place + VISIT)
    answer(small_page, form, MANY)
    expect(small_page.locator(".hb-ask-total")).to_have_text("14")
    name, content = downloaded(small_page)
    blank = (working / "old/next/downloads/visit-record.docx").read_bytes()
    made = Filler(blank).fill(to_filling(form, {key: value for key, value in MANY.items() if value is not None}))
    assert name == "客户拜访记录表-2026-01-15.docx"
    assert list(controls(content)) == list(controls(made)) != list(controls(blank))
    changed = [part for part, held in parts(content).items() if held != parts(blank)[part]]
    assert sorted(changed) == ["docProps/core.xml", "word/document.xml"] and list(parts(content)) == list(parts(blank))
    assert b'<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-15T09:00:00Z<' in parts(content)["docProps/core.xml"]
    assert errors(content, tmp_path) == []
    copy = read(content, Library({"": load_handbook(SMALL, date(2026, 1, 15)).handbook}))
    assert copy.record == {**MANY, "total": 14} and copy.saved == datetime(2026, 1, 15, 9, tzinfo=UTC)


def test_what_is_missing_may_be_left_out_and_what_is_wrong_may_not(small_page, working_address, form):
    """All sentences stand above, each leads to its field; beside the field stands the same.

    They go as the fields are put right.
    """
    open_form(small_page, working_address + VISIT)
    small_page.get_by_role("button", name="下载 Word").click()
    assert problems(small_page) == EVERYTHING_MISSING
    expect(small_page.locator(".hb-form-problems")).to_be_focused()
    small_page.get_by_label("到场人数").fill("三五个")
    small_page.get_by_label("客户预算").fill("1.005 万元")
    assert problems(small_page)[:2] == [
        "「到场人数」写的「三五个」不是数字",
        "「客户预算」写的 1.005 小数太多，最多 2 位",
    ]
    assert small_page.get_by_role("button", name="仍然下载").count() == 0
    people = small_page.get_by_label("到场人数")
    small_page.get_by_role("button", name="「到场人数」写的").click()
    expect(people).to_be_focused()
    expect(people).to_have_accessible_description("人 1–50 「到场人数」写的「三五个」不是数字")
    assert people.get_attribute("aria-invalid") == "true"
    people.fill("3人")
    small_page.get_by_label("客户预算").fill("１２，０００ 元")
    small_page.keyboard.press("Tab")
    expect(people).to_have_value("3")
    expect(small_page.get_by_label("客户预算")).to_have_value("1.2")
    assert people.get_attribute("aria-invalid") is None
    assert problems(small_page) == [sentence for sentence in EVERYTHING_MISSING if "到场人数" not in sentence]
    _, content = downloaded(small_page, "仍然下载，没填的留空")
    assert {tag: text for tag, text, _ in controls(content) if text} == {"people": "3", "budget": "1.2"}
    expect(small_page.get_by_role("button", name="下载 Word")).to_be_focused()
    expect(small_page.locator(".hb-form-problems")).to_be_hidden()


def test_who_signs_by_hand_is_not_held_up(small_page, working_address, form):
    """A missing name alone is told after the download."""
    open_form(small_page, working_address + VISIT)
    answer(small_page, form, {**COMPLETE, "signed": None})
    downloaded(small_page)
    expect(small_page.locator(".hb-form-told")).to_contain_text("「拜访人签名」没有签名。")


def test_no_recent_browser_is_needed(small_page, working_address, form):
    """The document is unpacked by the page's own script: the browser may be that of a phone of some years ago."""
    small_page.add_init_script("delete window.DecompressionStream; delete window.CompressionStream;")
    open_form(small_page, working_address + VISIT)
    assert small_page.evaluate("typeof DecompressionStream") == "undefined"
    answer(small_page, form, COMPLETE)
    _, content = downloaded(small_page)
    assert read(content, Library({"": load_handbook(SMALL, date(2026, 1, 15)).handbook})).record == COMPLETE


def test_a_no_asks_what_to_do(small_page, working_address):
    """The field behind a 否 is there with it, required, and gone with it."""
    open_form(small_page, working_address + VISIT)
    reason = small_page.get_by_label("原因")
    expect(reason).to_be_hidden()
    small_page.get_by_role("radiogroup", name="准时到达").get_by_label("否").check()
    expect(reason).to_be_visible()
    small_page.get_by_role("button", name="下载 Word").click()
    assert "「准时到达」选了「否」，还要填「原因」" in problems(small_page)
    reason.fill("堵车")
    assert not any("准时到达" in sentence for sentence in problems(small_page))
    small_page.get_by_role("radiogroup", name="准时到达").get_by_label("是").check()
    expect(reason).to_be_hidden()


def test_rows_come_and_go_and_come_back(small_page, working_address):
    """A row is added with the focus in it; one that was deleted comes back where it was; remarks name the row."""
    open_form(small_page, working_address + VISIT)
    names = small_page.get_by_label("答应了什么")
    for number in (1, 2, 3):
        if number > 1:
            small_page.get_by_role("button", name="增加一行").click()
            expect(names.nth(number - 1)).to_be_focused()
        names.nth(number - 1).fill(f"第 {number} 件")
    small_page.get_by_role("button", name="删除承诺与下一步第 2 行").click()
    assert [name.input_value() for name in names.all()] == ["第 1 件", "第 3 件"]
    expect(small_page.get_by_role("button", name="撤销")).to_be_focused()
    small_page.keyboard.press("Enter")
    assert [name.input_value() for name in names.all()] == ["第 1 件", "第 2 件", "第 3 件"]
    names.nth(1).fill("")
    small_page.get_by_role("button", name="下载 Word").click()
    assert problems(small_page)[-6:-3] != [] and "承诺与下一步第 1 行：「何时兑现」没有填" in problems(small_page)
    assert not any(
        "第 2 行" in sentence for sentence in problems(small_page)
    ) and "承诺与下一步第 3 行：「何时兑现」没有填" in problems(small_page)


def test_a_counter_comes_near_the_limit(small_page, working_address):
    """Nothing is said of a short text; near the limit what is left, beyond it what is too much, and nothing is cut."""
    open_form(small_page, working_address + VISIT)
    name = small_page.get_by_label("客户名称")
    name.fill("长" * 30)
    assert small_page.locator(".hb-ask-count:visible").count() == 0
    name.fill("长" * 55)
    expect(small_page.get_by_text("还可以写 5 字")).to_be_visible()
    name.fill("长" * 62)
    expect(small_page.get_by_text("多了 2 字")).to_be_visible()
    small_page.get_by_role("button", name="下载 Word").click()
    assert problems(small_page)[0] == "「客户名称」写了 62 字，最多 60 字"


def test_a_draft_is_kept_for_as_long_as_the_company_says(reader, working_address, form):
    """Reload and a second tab show the same; clearing can be undone; nothing is left when all data of this browser is
    cleared.
    """
    page = reader.new_page()
    open_form(page, working_address + VISIT)
    answer(page, form, COMPLETE)
    data = json.loads(page.evaluate("localStorage.getItem('handbook:draft:next:visit-record')"))
    assert data["value"] == {key: value for key, value in COMPLETE.items() if key != "total"}
    assert abs(data["until"] / 1000 - datetime.now(UTC).timestamp() - 30 * 86400) < 600
    page.reload()
    expect(page.get_by_label("客户名称")).to_have_value("示例机械有限公司")
    other = reader.new_page()
    other.goto(working_address + VISIT)
    other.get_by_role("button", name="接着填（有草稿）").click()
    other.get_by_label("客户名称").fill("示例科技有限公司")
    expect(page.get_by_label("客户名称")).to_have_value("示例科技有限公司")
    page.get_by_role("button", name="清空重填").click()
    expect(other.get_by_label("客户名称")).to_have_value("")
    assert page.evaluate("localStorage.getItem('handbook:draft:next:visit-record')") is None
    page.get_by_role("button", name="撤销").click()
    expect(other.get_by_label("客户名称")).to_have_value("示例科技有限公司")
    expect(page.get_by_label("答应了什么")).to_have_value("寄样本")
    other.goto(working_address + "old/next/my-runs.html")
    other.get_by_role("button", name="清除本机数据").click()
    expect(page.get_by_label("客户名称")).to_have_value("")
    assert not [key for key in page.evaluate("Object.keys(localStorage)") if "draft" in key]


def test_where_nothing_may_be_kept_readers_are_told(small_page, working_address, form):
    """The company's switch: the form works, says so, and leaves nothing behind."""
    open_form(small_page, working_address + VISIT.replace("old", "silent"))
    expect(small_page.get_by_text("公司设置了不在浏览器里保存")).to_be_visible()
    answer(small_page, form, COMPLETE)
    downloaded(small_page)
    assert not [key for key in small_page.evaluate("Object.keys(localStorage)") if key.startswith("handbook:")]
    small_page.reload()
    expect(small_page.get_by_label("客户名称")).to_have_value("")


def test_the_keyboard_is_enough(small_page, working_address):
    """From the button to the document without a mouse, in the order of the form."""
    small_page.goto(working_address + VISIT)
    small_page.get_by_role("button", name="在网页上填").focus()
    small_page.keyboard.press("Enter")
    expect(small_page.locator(".hb-web-form h2")).to_be_focused()
    keys = {"客户名称": "示例", "到场人数": "3", "沟通内容": "谈了", "答应了什么": "寄样本", "拜访人签名": "张三"}
    reached = []
    with small_page.expect_download() as download:
        for _ in range(60):
            small_page.keyboard.press("Tab")
            name = small_page.evaluate(
                "(at => at.labels?.[0]?.firstChild.textContent || at.textContent"
                " || at.labels?.[0]?.textContent)(document.activeElement)"
            )
            kind = small_page.evaluate("document.activeElement.type")
            assert small_page.evaluate(
                "(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1)"
                "(getComputedStyle(document.activeElement))"
            ), name
            reached.append(name)
            if kind in ("checkbox", "radio"):
                small_page.keyboard.press("Space")
            elif name in keys:
                small_page.keyboard.type(keys[name])
            elif kind == "button" and name in ("仍然下载，没填的留空", "下载 Word"):
                small_page.keyboard.press("Enter")
                if name != "下载 Word":
                    break
    content = Path(download.value.path()).read_bytes()
    filled = {tag: text for tag, text, _ in controls(content) if text}
    typed = {"customer-name": "示例", "people": "3", "content": "谈了", "promises.promise": "寄样本", "signed": "张三"}
    assert {**typed, "way": "上门", "on-time.yes": True}.items() <= filled.items()
    assert [name for name in reached if name in keys][:5] == list(keys)


def test_today_and_the_reader_s_role_stand_there(page, address):
    """The day that the form is about is today's; a field that asks for the reader's role has it.

    Nothing of this is a draft yet.
    """
    page.clock.set_fixed_time("2026-01-15T09:00:00")
    page.goto(f"{address}next/roles/sales-rep.html")
    page.get_by_role("button", name="设为我的岗位").click()
    open_form(page, f"{address}next/forms/read-confirmation.html")
    expect(page.get_by_label("岗位", exact=False).first).to_have_value("销售代表")
    open_form(page, f"{address}next/forms/visit-record.html")
    expect(page.get_by_label("拜访日期")).to_have_value("2026-01-15")
    assert not [key for key in page.evaluate("Object.keys(localStorage)") if "draft" in key]


def test_pages_are_light_until_somebody_fills_in(page, address):
    """Neither the script of the form nor what fills forms in is asked for before the button is pressed; each is then
    asked for once.
    """
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}next/forms/visit-record.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "form-filling" in url or "assets/forms/" in url]
    page.get_by_role("button", name="在网页上填").click()
    expect(page.locator(".hb-web-form")).to_be_visible()
    scripts = [url for url in asked if "form-filling" in url or "assets/forms/" in url]
    assert scripts == ["next/assets/forms/visit-record.js", "next/assets/form-filling.js"]


def test_it_works_after_instant_navigation_and_back(page, address):
    """Come to the page by a link, fill in, go elsewhere and back: the form is open with the draft."""
    page.goto(f"{address}next/forms/index.html")
    page.locator("article").get_by_role("link", name="销售周工作计划表").first.click()
    page.get_by_role("button", name="在网页上填").click()
    page.get_by_label("填报人").fill("张三")
    page.get_by_role("link", name="每周工作").first.click()
    expect(page.locator("h1")).to_contain_text("每周工作")
    # The page has come when its own scripts have run; until then the theme follows nobody.
    expect(page.get_by_role("button", name="开始一次执行")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("填报人")).to_have_value("张三")
    page.get_by_role("button", name="收起").click()
    expect(page.locator(".hb-web-form")).to_have_count(0)
    expect(page.get_by_role("button", name="接着填（有草稿）")).to_be_focused()
    assert "#" not in page.url


def test_where_it_cannot_be_loaded_readers_are_told(page, own_site):
    """A copy of the folder that is not complete."""
    folder, _ = own_site
    (folder / "next/assets/forms/visit-record.js").unlink()
    page.goto((folder / "next/forms/visit-record.html").as_uri())
    page.get_by_role("button", name="在网页上填").click()
    expect(page.get_by_text("网页表单没有打开")).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "2025/forms/visit-record.html",
        "2026/forms/self-check.html",
        "2026/forms/weekly-plan.html",
        "2026/forms/contract-review.html",
    ],
)
def test_a_released_form_fills_the_document_that_was_released(page, address, built, path, tmp_path):
    """Every part but two is the released one, byte for byte; the document stays valid."""
    open_form(page, address + path)
    page.locator(".hb-web-form input[type=text]").first.fill("示例")
    page.get_by_role("button", name="下载 Word").click()
    _, content = downloaded(page, "仍然下载，没填的留空")
    blank = (built / path.replace("forms", "downloads").replace(".html", ".docx")).read_bytes()
    assert sorted(part for part, held in parts(content).items() if held != parts(blank)[part]) == [
        "docProps/core.xml",
        "word/document.xml",
    ]
    assert "示例" in [text for _, text, _ in controls(content)] and errors(content, tmp_path) == []


@pytest.mark.parametrize("id", FORMS)
def test_every_form_works_on_a_phone(page, address, built, source, id, tmp_path):
    """Opens, is worked through and becomes the document that the program makes."""
    works_on_a_phone(page, address, built, source.draft.handbook.forms[id], tmp_path)


def test_it_is_valid_html_and_does_not_print(page, address, nu, tmp_path):
    """With rows, errors and an open measure; on paper it is not there."""
    for id in ("visit-record", "self-check", "discount-approval", "customer-score"):
        open_form(page, f"{address}next/forms/{id}.html")
        page.get_by_role("button", name="下载 Word").click()
        page.locator(".hb-web-form input[value=否]").first.check() if id == "self-check" else None
        (tmp_path / f"{id}.html").write_text(page.content(), encoding="utf-8")
    assert ours(nu(tmp_path)) == {}
    page.emulate_media(media="print")
    expect(page.locator(".hb-web-form")).to_be_hidden()
