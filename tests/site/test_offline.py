"""The site without a network: opened from a folder, from a ZIP, and in a browser that has been there before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.render.site.landing_page import VersionEntry
from generator.render.site.offline import zipped
from tests.browsers import StaticFiles, served

IN_FORCE = datetime(2026, 6, 1, 12)
"""A day on which the revision 2026 is in force and the draft is not."""


@pytest.fixture
def visitor(browser) -> Iterator:
    """A page of a browser that has never been here; its list `failed` holds what it asked of other hosts, and errors of
    scripts.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.failed = []
    ours = ("http://127.0.0.1", "data:", "blob:", "file:")
    opened.on("request", lambda request: None if request.url.startswith(ours) else opened.failed.append(request.url))
    opened.on("pageerror", lambda error: opened.failed.append(str(error)))
    opened.clock.install(time=IN_FORCE)
    yield opened
    context.close()
    assert opened.failed == []


def keep(page, address: str) -> None:
    """Visit the landing page once and wait until the browser says that it holds the edition in force."""
    page.goto(address)
    page.wait_for_selector("html[data-hb-kept='2026']", state="attached", timeout=60_000)


def release_draft(folder: Path, effective: str) -> None:
    """Have a site say that its draft was released, in the list for pages and in the list of what may be kept."""
    script, listed = folder / "versions.js", folder / "offline.json"
    content = script.read_text(encoding="utf-8").replace(
        '"draft":true,"effective":null', f'"draft":false,"effective":"{effective}"'
    )
    assert effective in content
    script.write_text(content, encoding="utf-8")
    facts = json.loads(listed.read_text(encoding="utf-8"))
    next(version for version in facts["versions"] if version["effective"] is None)["effective"] = effective
    facts["files"]["versions.js"] = hashlib.sha256(content.encode()).hexdigest()
    listed.write_text(json.dumps(facts), encoding="utf-8")


def pages_of(built: Path, edition: str) -> list[str]:
    """Every page of an edition, below the site."""
    return sorted(path.relative_to(built).as_posix() for path in (built / edition).rglob("*.html"))


def test_every_page_in_force_opens_after_one_visit_without_a_network(visitor, address, built):
    """The first visit is to the landing page alone; then the network is gone, and still every page comes, with its look
    and its state.
    """
    keep(visitor, address)
    visitor.context.set_offline(True)
    visitor.goto(address)
    visitor.wait_for_url(f"{address}2026/index.html")
    for path in pages_of(built, "2026"):
        if path.endswith("404.html"):
            continue
        visitor.goto(address + path)
        visitor.wait_for_selector("html[data-hb-state='current'][data-hb-doubt]", state="attached")
        assert visitor.locator("h1").count() >= 1, path
        assert visitor.evaluate("getComputedStyle(document.querySelector('.md-typeset')).lineHeight") != "normal", path


def test_forms_download_without_a_network(visitor, address):
    """The Word forms are kept with the pages."""
    keep(visitor, address)
    visitor.context.set_offline(True)
    visitor.goto(f"{address}2026/forms/visit-record.html")
    with visitor.expect_download() as download:
        visitor.locator("a[download]").first.click()
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"


def test_without_a_network_nothing_claims_to_be_controlled(visitor, address):
    """What could not be checked says since when, and is a copy: 受控 is only what the server has just confirmed."""
    keep(visitor, address)
    visitor.goto(f"{address}2026/index.html")
    assert visitor.locator(".hb-status").inner_text().startswith("现行 · 受控")
    visitor.context.set_offline(True)
    visitor.goto(f"{address}2026/index.html")
    told = visitor.locator(".hb-status").inner_text()
    assert told.startswith("离线 · 非受控") and "没有连上服务器" in told
    assert "受控" not in visitor.locator("[data-hb=badge]").first.inner_text().replace("非受控", "")


def test_a_page_that_was_not_kept_says_so(visitor, address):
    """No browser error but a sentence and the way home."""
    keep(visitor, address)
    visitor.context.set_offline(True)
    visitor.goto(f"{address}next/coverage.html")
    assert "没有保存在本机" in visitor.locator("body").inner_text()
    visitor.get_by_role("link", name="打开手册首页").click()
    visitor.wait_for_url(f"{address}2026/index.html")


def test_a_new_revision_is_seen_at_the_next_visit_with_a_network(visitor, own_site):
    """However much the browser has kept: a revision that is withdrawn on the server is never shown as in force."""
    folder, address = own_site
    keep(visitor, address)
    release_draft(folder, "2026-05-01")
    visitor.goto(f"{address}2026/index.html")
    visitor.wait_for_selector("html[data-hb-state='old']", state="attached")
    visitor.goto(address)
    visitor.wait_for_url(f"{address}next/index.html")
    visitor.wait_for_selector("html[data-hb-kept='next']", state="attached", timeout=60_000)
    visitor.context.set_offline(True)
    visitor.goto(address)
    visitor.wait_for_url(f"{address}next/index.html")


def test_a_new_revision_is_seen_in_a_window_that_stays_open(visitor, own_site):
    """Without a click: as soon as the window is looked at again, or the network is back; and the copy follows."""
    folder, address = own_site
    keep(visitor, address)
    visitor.goto(f"{address}2026/index.html")
    visitor.wait_for_selector("html[data-hb-state='current']", state="attached")
    release_draft(folder, "2026-05-01")
    visitor.evaluate("dispatchEvent(new Event('online'))")
    visitor.wait_for_selector("html[data-hb-state='old'][data-hb-kept='next']", state="attached", timeout=60_000)


def test_a_page_changed_on_the_server_comes_new(visitor, own_site):
    """The network is asked first, even for a page that is kept."""
    folder, address = own_site
    keep(visitor, address)
    page = folder / "2026" / "glossary.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</h1>", "（已更正）</h1>", 1), encoding="utf-8")
    visitor.goto(f"{address}2026/glossary.html")
    assert "已更正" in visitor.locator("h1").first.inner_text()


def test_the_handbook_can_be_installed(visitor, address, built):
    """A manifest with names, a start page that exists, and square icons of the sizes that it says."""
    visitor.goto(f"{address}2026/index.html")
    link = visitor.locator("link[rel=manifest]")
    assert link.evaluate("link => link.href") == f"{address}manifest.webmanifest"
    found = visitor.context.new_cdp_session(visitor).send("Page.getAppManifest")
    assert found["errors"] == []
    content = json.loads((built / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert content["name"] and content["short_name"] and (built / content["start_url"]).is_file()
    for icon in content["icons"]:
        width = visitor.evaluate(
            "async src => { const image = new Image(); image.src = src; await image.decode(); return [image.width, "
            "image.height]; }",
            address + icon["src"],
        )
        assert "x".join(map(str, width)) == icon["sizes"]


def test_every_page_opens_from_a_folder(visitor, built):
    """A double click is enough: state, look and no error of a script, page by page."""
    for edition in ("2025", "2026", "next"):
        for path in pages_of(built, edition):
            if path.endswith("404.html"):
                continue
            visitor.goto((built / path).as_uri())
            assert visitor.locator("html[data-hb-state]").count() == 1, path


def test_search_works_from_a_folder(visitor, built):
    """The search box is there, and finds."""
    visitor.goto((built / "2026" / "index.html").as_uri())
    field = visitor.locator("input.md-search__input")
    field.click()
    field.press_sequentially("客户拜访")
    visitor.wait_for_selector(".md-search-result__item a")
    assert "客户拜访" in visitor.locator(".md-search-result__item").first.inner_text()


def test_the_zip_opens_by_a_double_click(visitor, address, built, tmp_path):
    """Downloaded from the page on the revision, unpacked, opened: the edition itself, which says that it is a copy."""
    visitor.goto(f"{address}2026/revision.html")
    with visitor.expect_download() as download:
        visitor.locator("[data-hb=archive] a[download]").click()
    assert download.value.suggested_filename.endswith(".zip")
    with ZipFile(download.value.path()) as file:
        file.extractall(tmp_path)
    visitor.goto((tmp_path / "handbook-2026" / "index.html").as_uri())
    visitor.wait_for_url("**/handbook-2026/2026/index.html")
    assert visitor.locator(".hb-status").inner_text().startswith("副本 · 非受控")
    assert not visitor.locator("[data-hb=archive]").first.is_visible()
    visitor.goto((tmp_path / "handbook-2026" / "2026" / "revision.html").as_uri())
    hrefs = visitor.eval_on_selector_all("[data-hb=versions] li a", "links => links.map(link => link.href)")
    assert [href for href in hrefs if href.startswith("file:")] == [
        (tmp_path / "handbook-2026" / "2026" / "index.html").as_uri()
    ]


def test_the_same_pages_give_the_same_zip(source):
    """No clock, no order of a disk."""
    entries = [VersionEntry(edition, ["index.html"]) for edition in source.editions]
    settings = source.draft_handbook.settings
    files = {"index.html": "首页".encode(), "assets/a.css": b"a{}"}
    one, other = (
        zipped(entries[0], entries, settings, dict(order)) for order in (files.items(), reversed(files.items()))
    )
    assert one.content == other.content


def test_the_list_to_keep_is_all_that_readers_need(built):
    """Every page, style, script and form of an edition; not the ZIP and the documents, which hold the same once
    more.
    """
    kept = json.loads((built / "2026" / "offline.json").read_text())
    there = {path.relative_to(built / "2026").as_posix() for path in (built / "2026").rglob("*") if path.is_file()}
    left_out = {
        path
        for path in there - kept.keys()
        if not path.endswith(".map") and "/lunr/" not in path and not path.startswith("downloads/documents/")
    }
    assert kept.keys() <= there
    assert left_out == {"404.html", "sitemap.xml", "sitemap.xml.gz", "offline.json", "downloads/handbook-2026.zip"}


LOGIN = b"<!doctype html><title>login</title><h1>LOGIN</h1><script>window.stolen = true</script>"


class BehindLogin(StaticFiles):
    """A server behind a login: where the session is over it answers everything with its page, and 200."""

    expired = False

    def send_head(self):
        if not self.expired:
            return super().send_head()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        return BytesIO(LOGIN)


@pytest.fixture
def behind_login(built) -> Iterator[tuple[type[BehindLogin], str]]:
    """A server whose session a test can end, and its address."""
    handler = type("Session", (BehindLogin,), {})
    with served(built, handler) as found:
        yield handler, found


def test_a_login_page_is_never_kept(visitor, behind_login):
    """Neither as a page that was visited, nor in the place of a list: without a network the handbook is there."""
    session, address = behind_login
    keep(visitor, address)
    session.expired = True
    for path in ("2026/glossary.html", "2026/index.html", "versions.js", "offline.json", "2026/offline.json", ""):
        visitor.goto(address + path)
        assert visitor.locator("h1").inner_text() == "LOGIN"
    visitor.context.set_offline(True)
    for path in ("2026/glossary.html", "2026/index.html"):
        visitor.goto(address + path)
        visitor.wait_for_selector("html[data-hb-state='current'][data-hb-doubt]", state="attached")
        assert visitor.evaluate("window.stolen") is None
    visitor.goto(address)
    visitor.wait_for_url(f"{address}2026/index.html")


def test_a_login_page_is_not_kept_on_the_first_visit(visitor, behind_login):
    """The session ends while the copy is made: nothing of it is taken."""
    session, address = behind_login
    visitor.goto(f"{address}service-worker.js")
    visitor.evaluate("navigator.serviceWorker.register('service-worker.js').then(() => navigator.serviceWorker.ready)")
    session.expired = True
    visitor.evaluate("navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ keep: 'all' }))")
    visitor.goto(f"{address}2026/glossary.html")
    assert visitor.evaluate("caches.open('handbook').then(cache => cache.keys()).then(keys => keys.length)") == 0


def test_what_was_put_into_the_copy_is_not_shown(visitor, address):
    """Every kept file is held against its list before it is shown, and fetched again once there is a network."""
    keep(visitor, address)
    poison = """async () => {
        const cache = await caches.open("handbook");
        for (const request of await cache.keys()) if (request.url.includes("glossary.html"))
            await cache.put(request, new Response("<h1>POISON</h1>", { headers: { "Content-Type": "text/html" } }));
        await cache.put(location.origin + "/2026/glossary.html", new Response("<h1>POISON</h1>")); }"""
    visitor.evaluate(poison)
    visitor.context.set_offline(True)
    visitor.goto(f"{address}2026/glossary.html")
    assert visitor.locator("h1").inner_text() == "没有网络"
    visitor.context.set_offline(False)
    visitor.goto(f"{address}2026/index.html")
    visitor.wait_for_selector("html[data-hb-kept='2026']", state="attached", timeout=60_000)
    visitor.context.set_offline(True)
    visitor.goto(f"{address}2026/glossary.html")
    assert visitor.locator("h1").inner_text().startswith("术语")


@pytest.mark.parametrize(("age", "there"), [(6, True), (8, False)])
def test_a_copy_ends_after_the_days_of_the_setting(visitor, own_site, age, there):
    """Seven days without the server: then nothing of it is left."""
    folder, address = own_site
    path = folder / "offline.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"days": 7}))
    keep(visitor, address)
    older = """async (days) => {
        const cache = await caches.open("handbook"), at = location.origin + "/.kept";
        const copy = await (await cache.match(at)).json();
        await cache.put(at, new Response(JSON.stringify({ ...copy, checked: copy.checked - days * 86400000 }))); }"""
    visitor.evaluate(older, age)
    visitor.context.set_offline(True)
    visitor.goto(f"{address}2026/glossary.html")
    assert visitor.locator("h1").inner_text().startswith("术语" if there else "没有网络")
    kept_files = visitor.evaluate("caches.open('handbook').then(cache => cache.keys()).then(keys => keys.length)")
    assert (kept_files > 0) == there


def test_a_release_to_come_is_kept_for_its_day(visitor, own_site):
    """Who has no network on that day has it all the same."""
    folder, address = own_site
    release_draft(folder, "2999-01-01")
    keep(visitor, address)
    visitor.context.set_offline(True)
    visitor.goto(f"{address}next/glossary.html")
    assert visitor.locator("h1").first.inner_text().startswith("术语")


def test_who_saves_data_keeps_what_was_read(visitor, address):
    """Nothing is fetched ahead; what was opened is there without a network, proved like all else."""
    visitor.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    visitor.goto(address)
    visitor.wait_for_url(f"{address}2026/index.html")
    listed = "caches.open('handbook').then((cache) => cache.match(location.origin + '/.kept')).then(Boolean)"
    visitor.wait_for_function(listed)
    visitor.goto(f"{address}2026/glossary.html")
    visitor.wait_for_load_state("networkidle")
    visitor.wait_for_function("caches.match(location.href).then(Boolean)")  # it is kept once it is proved
    visitor.context.set_offline(True)
    visitor.goto(f"{address}2026/glossary.html")
    assert visitor.locator("h1").first.inner_text().startswith("术语")
    visitor.goto(f"{address}2026/coverage.html")
    assert visitor.locator("h1").inner_text() == "没有网络"
