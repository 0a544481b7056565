"""The policy of the site, and what of a page it would stop; no page that a build writes has any of it."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest

from generator.website.bundles import WRITTEN_IN_PAGES, theme_scripts
from generator.website.content_security import policy, problems, server_files

PARTIALS = Path(material.__file__).parent / "templates" / "partials" / "javascripts"
PALETTE = theme_scripts()[-1]

STOPPED = {
    # by id: HTML, and what is said of it; nothing where the policy lets it be
    "a script": ("<script>alert(1)</script>", "页内脚本「alert(1)」"),
    "a script of a type": ('<script type="module">\nalert(1)</script>', "页内脚本「alert(1)」"),
    "a script of the theme": (f"<script>{PALETTE}</script>", None),
    "more than that script": (f"<script>{PALETTE};</script>", "页内脚本「var palette"),
    "data": ('<script id="__config" type="application/json">{"a": "<b onclick=1>"}</script>', None),
    "a file": ('<script src="../assets/handbook.js"></script>', None),
    "a file from elsewhere": ('<script src="https://cdn.example.com/a.js"></script>', "别处的文件 https://cdn"),
    "without a scheme": ('<img src="//cdn.example.com/a.png">', "别处的文件 //cdn"),
    "one of several pictures": ('<img src="a.png" srcset="a.png 1x, https://a.example.com/b.png 2x">', "别处的文件"),
    "a style sheet from elsewhere": ('<link rel="stylesheet" href="https://a.example.com/a.css">', "别处的文件"),
    "the canonical address": ('<link rel="canonical" href="https://handbook.example.com/2026/">', None),
    "a link to elsewhere": ('<a href="https://example.com/">去看</a>', None),
    "a picture in the page": ('<img src="data:image/png;base64,//8=">', None),
    "an attack by a name": ('<h1><img src=x onerror="alert(1)"></h1>', "事件属性 onerror"),
    "in capitals": ("<BODY ONLOAD='alert(1)'>", "事件属性 onload"),
    "an attack escaped": ("<h1>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;</h1>", None),
    "in a text": ("<p>写成 onclick=1 也只是文字</p>", None),
    "a link that runs": ('<a href="java&#10;script:alert(1)">点这里</a>', "属性 href 里的 javascript:"),
    "in a drawing": ('<svg><a xlink:href="javascript:alert(1)"><text>步</text></a></svg>', "属性 xlink:href"),
    "a style": ("<style>p { color: red }</style>", "<style>"),
    "a style of one element": ('<p style="color: red">红</p>', "属性 style"),
    "a frame": ('<iframe src="index.html"></iframe>', "<iframe>"),
    "another base": ('<base href="https://a.example.com/">', "<base>"),
    "a form that sends": ('<form action="https://a.example.com/"></form>', "别处的文件"),
}


@pytest.mark.parametrize("name", STOPPED)
def test_what_a_browser_would_stop_is_a_problem(name):
    """With its line and what it is; what runs under the policy is none."""
    html, said = STOPPED[name]
    found = problems([("site/2026/index.html", f"<!doctype html>\n{html}\n")])
    assert [problem.place.line for problem in found] == ([2] if said else [])
    if said:
        assert found[0].code == "E609" and said in found[0].message and found[0].hint


def test_no_script_of_a_page_is_let_in_by_itself():
    """The policy knows the scripts of the theme alone, and nothing is let in by name or as a whole."""
    value = policy()
    assert len(re.findall(r"'sha256-[A-Za-z0-9+/]{43}='", value)) == len(theme_scripts()) >= 2
    assert "unsafe" not in value and "*" not in value and "http" not in value


def test_the_theme_writes_no_other_script_than_is_known():
    """Whoever raises the theme sees here what it writes into pages now: head.ts takes the place of base.html."""
    writing = {path.name for path in PARTIALS.glob("*.html") if "<script" in path.read_text(encoding="utf-8")}
    assert writing == {*WRITTEN_IN_PAGES, "base.html", "announce.html", "consent.html", "outdated.html"}
    base = (PARTIALS / "base.html").read_text(encoding="utf-8")
    assert set(re.findall(r"(__md_\w+)=(?!=)", base)) == {"__md_scope", "__md_hash", "__md_get", "__md_set"}


def test_both_servers_send_the_policy():
    """In the ready files, once each."""
    files = {artifact.path: artifact.content.decode() for artifact in server_files()}
    assert set(files) == {"serve/nginx.conf", "serve/Caddyfile"}
    assert all(content.count(f'Content-Security-Policy "{policy()}"') == 1 for content in files.values())
