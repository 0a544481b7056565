"""The message that announces a revision: for people to read, and for the group robots of DingTalk, WeCom and Feishu.

Each robot takes its own JSON by a web hook: DingTalk `markdown` (title and text), WeCom `markdown` (at most 4,096 bytes
of UTF-8), Feishu `post` (a title and lines of text and links). Nothing is sent from here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any, NamedTuple

from generator.language import phrasing
from generator.model import CHANGED, GONE, NEW, Change, Revised
from generator.render.addresses import Address
from generator.render.addresses import html as html_address
from generator.render.special_pages import CHANGES, HOME, READING

WECOM_BYTES = 4096
MOST_ITEMS = 3
"""How many items a role is told by name, of those that came, of those that changed and of those that went."""


class Announcement(NamedTuple):
    """What is to be said, in the order in which it is said."""

    title: str
    facts: tuple[str, ...]
    """Sentences that concern everyone."""
    roles: tuple[tuple[str, str], ...]
    """By role: its title, and what changed for it."""
    links: tuple[tuple[str, str], ...]
    """(words, address); none where the handbook has no address."""


def announcement(revised: Revised) -> Announcement:
    """What to say of a released revision."""
    edition, settings, approval = revised.edition, revised.handbook.settings, revised.edition.approval
    facts = [
        f"实施日期：{approval.effective}",
        f"修订摘要：{approval.summary}",
        f"批准：{approval.approved_by}，发布日期 {approval.issued}",
    ]
    if revised.before:
        counts = "，".join(f"{what} {len(titles)} 项" for what, titles in _sorted(revised.changes))
        facts.append(
            f"和 {revised.before}相比共 {len(revised.changes)} 处修订（{counts}），逐条说明见{CHANGES.title}。"
        )
    told = [(role.title, _told(revised, role.id)) for role in revised.handbook.own_roles()] if revised.before else []
    roles = tuple((role, words) for role, words in told if words)
    root = f"{settings.site_url}{edition.name}/" if settings.site_url else ""
    pages = (("打开手册", HOME), (CHANGES.title, CHANGES), (READING.title, READING)) if root else ()
    links = tuple((words, f"{root}{html_address(Address(page.path))}") for words, page in pages)
    return Announcement(f"《{settings.title}》{edition.title}发布", tuple(facts), roles, links)


def _told(revised: Revised, role: str) -> str:
    """修改 12 项（流程「客户拜访」、表单「…」等），新增 1 项（流程「…」）.

    What concerns everyone alike is left to the sentences for everyone.

    What changed most stands first; the pages of other roles, which say what to expect of them, stand last.
    """
    changes = [change for change in revised.changes if role in change.roles]
    return "，".join(
        f"{what} {len(titles)} 项（{phrasing.listed(titles[:MOST_ITEMS])}{'等' if len(titles) > MOST_ITEMS else ''}）"
        for what, titles in _sorted(changes, revised.handbook.roles.keys() - {role})
    )


def _sorted(changes: Sequence[Change], last: Collection[str] = ()) -> list[tuple[str, list[str]]]:
    """The titles of the items that changed, came and went; of each, what changed most first, but the items in `last`
    last.
    """
    found: dict[str, list[tuple[bool, int, str]]] = {CHANGED: [], NEW: [], GONE: []}
    for id, (first, *more) in groupby(changes, key=lambda change: change.item):
        found[first.kind if first.whole else CHANGED].append((id in last, -len(more), first.where[0]))
    words = {CHANGED: "修改", NEW: "新增", GONE: "废止"}
    return [
        (words[kind], [title for *_, title in sorted(held, key=lambda entry: entry[:2])])
        for kind, held in found.items()
        if held
    ]


def markdown(said: Announcement) -> str:
    """For mail and pages."""
    lines = [f"# {said.title}", "", *(f"{fact}\n" for fact in said.facts)]
    lines += (
        ["## 与各岗位有关的修订", "", *(f"- **{role}**：{told}" for role, told in said.roles), ""] if said.roles else []
    )
    return "\n".join([*lines, *(f"- [{words}]({address})" for words, address in said.links)]).rstrip() + "\n"


def html(said: Announcement) -> str:
    """A fragment for mail programs: no styles, no scripts."""
    out = [f"<h1>{escape(said.title)}</h1>", *(f"<p>{escape(fact)}</p>" for fact in said.facts)]
    if said.roles:
        out += [
            "<h2>与各岗位有关的修订</h2>",
            "<ul>",
            *(f"<li><b>{escape(role)}</b>：{escape(told)}</li>" for role, told in said.roles),
            "</ul>",
        ]
    if said.links:
        out.append(
            "<p>"
            + "　".join(f'<a href="{escape(address)}">{escape(words)}</a>' for words, address in said.links)
            + "</p>"
        )
    return "\n".join(out) + "\n"


def dingtalk(said: Announcement) -> str:
    """The body of a request to a DingTalk robot."""
    return _json({"msgtype": "markdown", "markdown": {"title": said.title, "text": _short(said, "\n\n")}})


def wecom(said: Announcement) -> str:
    """The body of a request to a WeCom robot. As many roles as fit are told by name; everyone gets the links."""
    held = said
    while len(_short(held, "\n").encode()) > WECOM_BYTES and held.roles:
        held = held._replace(roles=held.roles[:-1])
    return _json({"msgtype": "markdown", "markdown": {"content": _short(held, "\n")}})


def feishu(said: Announcement) -> str:
    """The body of a request to a Feishu robot."""
    lines = [
        [{"tag": "text", "text": text}] for text in (*said.facts, *(f"{role}：{told}" for role, told in said.roles))
    ]
    links = [[{"tag": "a", "text": words, "href": address}] for words, address in said.links]
    return _json(
        {"msg_type": "post", "content": {"post": {"zh_cn": {"title": said.title, "content": [*lines, *links]}}}}
    )


def _short(said: Announcement, gap: str) -> str:
    roles = [f"> **{role}**：{told}" for role, told in said.roles]
    return gap.join(
        [f"### {said.title}", *said.facts, *roles, *(f"[{words}]({address})" for words, address in said.links)]
    )


def _json(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Announcement], str]] = {
    "md": markdown,
    "html": html,
    "dingtalk": dingtalk,
    "wecom": wecom,
    "feishu": feishu,
}
"""Every way to say it, by its name."""
