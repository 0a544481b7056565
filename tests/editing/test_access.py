"""Nobody but the person at the form changes anything: hosts, origins, tokens, names, and what git may do."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from generator import cli
from generator.editing.access import Access
from generator.editing.forge_links import pull_request_link
from generator.editing.operations import Put
from generator.resources import CONTENT, HOME
from generator.system.work_trees import SAFE_REMOTE, Person
from tests.editing.conftest import MANAGER, git, serving

SECRET = "kfw-29-skq-41-bla"
VISIT = "sop/procedures/customer-visit.yaml"
PUT = {"do": "put", "path": ["scope"], "value": "全体。"}


def ask(address: str, path: str, content: object = None, **headers: str) -> tuple[int, str, dict[str, str]]:
    """Status, text and headers of an answer. `content` makes it a write; `headers` stand in the place of the usual
    ones, an empty one is left out.
    """
    host = urlsplit(address).netloc
    usual = {"Host": host, "Origin": f"http://{host}"} | {name.replace("_", "-"): v for name, v in headers.items()}
    connection = HTTPConnection(host)
    connection.putrequest("GET" if content is None else "POST", path, skip_host=True)
    body = b"" if content is None else json.dumps(content).encode()
    for name, value in {**usual, "Content-Length": str(len(body))}.items():
        if value:
            connection.putheader(name, value.encode())
    connection.endheaders(body)
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), {name.lower(): value for name, value in answer.getheaders()}


def token(address: str, **headers: str) -> str:
    """The token of somebody's page."""
    found = re.search(r'data-token="([0-9a-f]{64})"', ask(address, "/", **headers)[1])
    assert found
    return found[1]


def change(address: str, asked: object = PUT, **headers: str) -> tuple[int, str]:
    """What becomes of a change of the text of a procedure."""
    status, text, _ = ask(address, "/item/customer-visit/change", {"version": "", "operation": asked}, **headers)
    return status, text


REFUSED = {
    "a name that leads here from elsewhere": {"Host": "evil.example"},
    "another port": {"Host": "127.0.0.1:1"},
    "a page of another site": {"Origin": "http://evil.example"},
    "a page without an origin": {"Origin": "null"},
    "no origin": {"Origin": ""},
    "no token": {"X_Sop_Token": ""},
    "a token of somebody else": {"X_Sop_Token": "0" * 64},
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_write_that_is_not_of_the_page_is_refused(name, edited, desk):
    """And says so in Chinese; the files stay as they are."""
    good = {"X_Sop_Token": token(edited)}
    status, text = change(edited, **(good | REFUSED[name]))
    assert status == 403 and re.search("地址不对|别的网页|过期", text)
    assert desk.draft_of(MANAGER).tree.changed() == frozenset()
    assert change(edited, **good)[0] == 200
    assert desk.draft_of(MANAGER).tree.changed() == {VISIT}


def test_pages_hold_no_script_and_stand_in_no_frame(edited):
    """The policy of the editor's own pages; scripts and styles come from its own address alone."""
    for path in ("/", "/item/customer-visit", "/changes"):
        status, text, headers = ask(edited, path)
        assert status == 200
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert not re.search(r"<script(?![^>]* src=\"/assets/)|style=|\son\w+=|https?://", text)
        assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store"


def test_a_value_is_text_wherever_it_is_shown(edited, desk):
    """Markup in a title is shown, not read."""
    put = {"do": "put", "path": ["title"], "value": "<img src=x onerror=alert(1)>'\"</script>"}
    assert change(edited, put, X_Sop_Token=token(edited))[0] == 200
    for path in ("/", "/item/customer-visit", "/changes"):
        assert "<img" not in ask(edited, path)[1]


MISREAD = {
    "no path": {"do": "put", "value": "x"},
    "a path out of the document": {"do": "put", "path": ["..", "..", "x"], "value": "x"},
    "a position before the first": {"do": "put", "path": ["steps", -1, "title"], "value": "x"},
    "a position behind the last": {"do": "put", "path": ["steps", 99, "title"], "value": "x"},
    "a field that there is not": {"do": "put", "path": ["nothing"], "value": "x"},
    "something else": {"do": "delete everything", "path": ["title"]},
    "a text": "x",
    "nothing": None,
}


@pytest.mark.parametrize("name", MISREAD)
def test_what_no_form_asks_for_is_refused(name, edited, desk):
    """In a sentence, without a traceback."""
    status, text = change(edited, MISREAD[name], X_Sop_Token=token(edited))
    assert status in (400, 422) and "said" in text and "Traceback" not in text
    assert desk.draft_of(MANAGER).tree.changed() == frozenset()


@pytest.mark.parametrize("id", ["..%2F..%2Fetc%2Fpasswd", "nothing", "%00", "handbook.json", "2025", "README"])
def test_names_are_looked_up_and_never_opened(id, edited):
    """What is no document of the draft is not there."""
    status, text, _ = ask(edited, f"/item/{id}")
    assert status == 404 and "Traceback" not in text


def test_a_form_that_is_older_than_its_file_changes_nothing(edited, desk):
    """Two windows of one person: the second is told."""
    good = token(edited)
    old = desk.draft_of(MANAGER).version("customer-visit")
    path = "/item/customer-visit/change"
    assert ask(edited, path, {"version": old, "operation": PUT}, X_Sop_Token=good)[0] == 200
    status, text, _ = ask(edited, path, {"version": old, "operation": PUT}, X_Sop_Token=good)
    assert status == 409 and "刷新" in text


@pytest.fixture
def team(desk):
    """The editor behind a proxy that names the person, with a secret that both know; its address."""
    desk.access = Access(frozenset(), None, "X-Forwarded-User", SECRET)
    with serving(desk) as address:
        yield address


def test_a_name_counts_only_with_the_secret(team):
    """Whoever reaches the port without the proxy is nobody."""
    named = {"X_Forwarded_User": "李四"}
    assert ask(team, "/", **named)[0] == 403
    assert ask(team, "/", **named, X_Sop_Secret="guessed-guessed-guessed")[0] == 403
    assert ask(team, "/", X_Sop_Secret=SECRET)[0] == 403
    status, text, _ = ask(team, "/", **named, X_Sop_Secret=SECRET)
    assert status == 200 and "李四" in text


def test_two_editors_of_one_item_are_told(team, desk):
    """Each has files of their own; a token is of one person alone."""
    zhang, li = ({"X_Sop_Secret": SECRET, "X_Forwarded_User": name} for name in ("张三/../x", "李四"))
    assert change(team, **zhang, X_Sop_Token=token(team, **zhang))[0] == 200
    assert change(team, **li, X_Sop_Token=token(team, **zhang))[0] == 403
    text = ask(team, "/item/customer-visit", **li)[1]
    assert "张三/../x 也在改这一条" in text and "全体。" not in text
    assert "也在改这一条" not in ask(team, "/item/visit-record", **li)[1]
    assert "也在改这一条" not in ask(team, "/item/customer-visit", **zhang)[1]
    assert {path.name for path in desk.repository.trees.iterdir()} == {
        name for person in ("张三/../x", "李四") for key in [Person(person, "").key] for name in (key, f"{key}.name")
    }


WRONG_USE = {
    "--user-header X-User": "--host",
    "--user-header X-User --host a.example": "冒充",
    "--host a.example": "--user-header",
    "--socket a.sock": "--user-header",
    "--address 0.0.0.0:8001": "只能在本机",
    "--address 127.0.0.1": "127.0.0.1:8001",
}


@pytest.mark.parametrize("options", WRONG_USE)
def test_wrong_use_is_told(options, handbook, capsys, monkeypatch):
    """What would let strangers in does not begin."""
    monkeypatch.chdir(handbook)
    try:
        code = cli.main(["edit", *options.split()])
    except SystemExit as end:
        code = end.code
    assert code == 2 and WRONG_USE[options] in capsys.readouterr().err


def test_without_a_repository_it_says_what_to_do(small, capsys, monkeypatch):
    """A folder that is in no repository is told how to become one."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(small.parent))
    assert cli.main(["edit", "--root", str(small)]) == 1
    assert "git init" in capsys.readouterr().out


def test_nothing_of_the_repository_is_run(handbook, desk, tmp_path):
    """Its hooks are passed over, by the checkout of a work tree and by a commit."""
    witness = tmp_path / "witness"
    for name in ("post-checkout", "pre-commit", "commit-msg", "post-commit", "reference-transaction"):
        hook = handbook / ".git" / "hooks" / name
        hook.write_text(f"#!/bin/sh\necho {name} >> '{witness}'\n")
        hook.chmod(0o755)
    draft = desk.draft_of(MANAGER)
    draft.change("customer-visit", [Put(("scope",), "全体。")])
    sent = draft.send("标题", "原因", MANAGER)
    assert git(handbook, "log", "-1", "--format=%s", sent.branch).strip() == "标题" and not witness.exists()
    assert sent.remote == sent.why_not == ""


def test_only_https_and_ssh_are_pushed_to(handbook, desk, tmp_path):
    """A remote that is a folder, or a program, keeps the branch here and says so."""
    for address in (str(tmp_path / "bare.git"), "ext::sh -c touch% x", "file:///srv/x", "http://a.example/x.git"):
        git(handbook, "remote", "add", "origin", address)
        draft = desk.draft_of(MANAGER)
        draft.change("customer-visit", [Put(("scope",), f"全体：{address}")])
        sent = draft.send("标题", "原因", MANAGER)
        assert sent.remote == "" and "https 或 ssh" in sent.why_not
        assert git(handbook, "rev-parse", sent.branch).strip() == sent.commit
        git(handbook, "remote", "remove", "origin")


def test_released_years_cannot_be_touched(handbook, desk):
    """They are no documents of the editor; what got into a work tree some other way is not committed."""
    draft = desk.draft_of(MANAGER)
    released = draft.tree.root / CONTENT / "revisions" / "2025" / "handbook.json"
    released.parent.mkdir(parents=True)
    released.write_text("{}")
    draft.change("customer-visit", [Put(("scope",), "全体。")])
    sent = draft.send("标题", "原因", MANAGER)
    assert git(handbook, "show", "--format=", "--name-only", sent.commit).split() == [VISIT]


def test_a_draft_begins_where_the_branch_is(handbook, desk):
    """Also after it was handed in: the next change is not on top of the last; what was merged meanwhile is there."""
    draft = desk.draft_of(MANAGER)
    draft.change("customer-visit", [Put(("scope",), "全体。")])
    draft.send("标题", "原因", MANAGER)
    assert draft.document("customer-visit")[1].data["scope"] == "全体销售岗位的上门拜访。"
    path = handbook / VISIT
    path.write_text(path.read_text(encoding="utf-8").replace("客户拜访\n", "拜访客户\n", 1), encoding="utf-8")
    git(handbook, "commit", "--all", "--quiet", "--message", "合并")
    draft.tree.renew()
    assert draft.document("customer-visit")[1].data["title"] == "拜访客户"
    assert git(handbook, "status", "--porcelain") == ""


def test_what_is_not_in_the_repository_yet_is_not_lost(handbook, desk):
    """Files that somebody has open in the checkout itself are neither read nor changed."""
    path = handbook / VISIT
    path.write_text(path.read_text(encoding="utf-8").replace("客户拜访\n", "拜访客户\n", 1), encoding="utf-8")
    before = path.read_bytes()
    draft = desk.draft_of(MANAGER)
    draft.change("customer-visit", [Put(("scope",), "全体。")])
    draft.send("标题", "原因", MANAGER)
    assert path.read_bytes() == before


REMOTES = {
    "https://github.com/acme/handbook.git": "https://github.com/acme/handbook/compare/main...edit/x?expand=1",
    "git@github.com:acme/handbook.git": "https://github.com/acme/handbook/compare/main...edit/x?expand=1",
    "https://user:pass@gitlab.com/acme/sales/handbook.git": (
        "https://gitlab.com/acme/sales/handbook/-/merge_requests/new"
        "?merge_request%5Bsource_branch%5D=edit%2Fx&merge_request%5Btarget_branch%5D=main"
    ),
    "ssh://git@gitlab.example.com:2222/acme/handbook": (
        "https://gitlab.example.com/acme/handbook/-/merge_requests/new"
        "?merge_request%5Bsource_branch%5D=edit%2Fx&merge_request%5Btarget_branch%5D=main"
    ),
    "git@gitee.com:acme/handbook.git": "https://gitee.com/acme/handbook/pull/new/acme:edit/x...acme:main",
    "https://git.example.com/acme/handbook.git": "https://git.example.com/acme/handbook/compare/main...edit/x",
    "ssh://git@git.example.com:3000/acme/handbook.git": "https://git.example.com/acme/handbook/compare/main...edit/x",
    "/srv/git/handbook.git": "",
    "": "",
}


@pytest.mark.parametrize("remote", REMOTES)
def test_the_link_opens_the_pull_request(remote):
    """By the address of the remote, without what it says of passwords."""
    assert pull_request_link(remote, "main", "edit/x") == REMOTES[remote]
    assert bool(SAFE_REMOTE.fullmatch(remote)) == bool(REMOTES[remote])


class SocketConnection(HTTPConnection):
    """HTTP over a Unix socket."""

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.host)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no Unix sockets here")
def test_a_team_s_server_waits_on_a_socket(handbook, tmp_path, monkeypatch):
    """`sop edit` behind a proxy: the header counts, for the one host; the end is without a traceback."""
    monkeypatch.chdir(tmp_path)  # the name of a socket may not be long
    options = ["--user-header", "X-Forwarded-User", "--host", "edit.example.com", "--socket", "s"]
    running = subprocess.Popen(
        [sys.executable, "-m", "generator", "edit", "--root", str(handbook), *options],
        env={**os.environ, "PYTHONPATH": str(HOME)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr and "unix:s" in running.stderr.readline()

    def status(host: str, user: str) -> int:
        connection = SocketConnection("s")
        connection.request("GET", "/", headers={"Host": host, "X-Forwarded-User": user.encode()})
        return connection.getresponse().status

    assert [status("edit.example.com", "李四"), status("edit.example.com", ""), status("evil.example", "李四")] == [
        200,
        403,
        403,
    ]
    assert (tmp_path / "s").stat().st_mode & 0o007 == 0
    running.send_signal(signal.SIGTERM)
    assert "Traceback" not in running.communicate(timeout=60)[1]
