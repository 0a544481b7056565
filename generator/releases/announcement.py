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
    """What to say of a released revision. Raises ValueError for a draft."""
    edition, settings, approval = revised.edition, revised.handbook.settings, revised.edition.approval
    if approval is None:
        raise ValueError(f"{edition.name} is no release")
    facts = [
        f"实施日期：{approval.effective}",
        f"修订摘要：{approval.summary}",
        f"批准：{approval.approved_by}，发布日期 {approval.issued}",
    ]
    if revised.before:
        counts = "，".join(f"{what} {len(titles)} 项" for what, titles in _titles_by_change(revised.changes))
        facts.append(
            f"和 {revised.before}相比共 {len(revised.changes)} 处修订（{counts}），逐条说明见{CHANGES.title}。"
        )
    summaries = (
        [(role.title, _role_summary(revised, role.id)) for role in revised.handbook.own_roles()]
        if revised.before
        else []
    )
    roles = tuple((role, words) for role, words in summaries if words)
    root = f"{settings.site_url}{edition.name}/" if settings.site_url else ""
    pages = (("打开手册", HOME), (CHANGES.title, CHANGES), (READING.title, READING)) if root else ()
    links = tuple((words, f"{root}{html_address(Address(page.path))}") for words, page in pages)
    return Announcement(f"《{settings.title}》{edition.title}发布", tuple(facts), roles, links)


def _role_summary(revised: Revised, role: str) -> str:
    """修改 12 项（流程「客户拜访」、表单「…」等），新增 1 项（流程「…」）.

    What concerns everyone alike is left to the sentences for everyone.

    What changed most stands first; the pages of other roles, which say what to expect of them, stand last.
    """
    changes = [change for change in revised.changes if role in change.roles]
    return "，".join(
        f"{what} {len(titles)} 项（{phrasing.listed(titles[:MOST_ITEMS])}{'等' if len(titles) > MOST_ITEMS else ''}）"
        for what, titles in _titles_by_change(changes, revised.handbook.roles.keys() - {role})
    )


def _titles_by_change(changes: Sequence[Change], last: Collection[str] = ()) -> list[tuple[str, list[str]]]:
    """The titles of the items that changed, came and went; of each, what changed most first, but the items in `last`
    last.
    """
    entries_by_kind: dict[str, list[tuple[bool, int, str]]] = {CHANGED: [], NEW: [], GONE: []}
    for id, (first, *more) in groupby(changes, key=lambda change: change.item):
        entries_by_kind[first.kind if first.whole else CHANGED].append((id in last, -len(more), first.where[0]))
    words = {CHANGED: "修改", NEW: "新增", GONE: "废止"}
    return [
        (words[kind], [title for *_, title in sorted(entries, key=lambda entry: entry[:2])])
        for kind, entries in entries_by_kind.items()
        if entries
    ]


def markdown(notice: Announcement) -> str:
    """For mail and pages."""
    lines = [f"# {notice.title}", "", *(f"{fact}\n" for fact in notice.facts)]
    lines += (
        ["## 与各岗位有关的修订", "", *(f"- **{role}**：{summary}" for role, summary in notice.roles), ""]
        if notice.roles
        else []
    )
    return "\n".join([*lines, *(f"- [{words}]({address})" for words, address in notice.links)]).rstrip() + "\n"


def html(notice: Announcement) -> str:
    """A fragment for mail programs: no styles, no scripts."""
    out = [f"<h1>{escape(notice.title)}</h1>", *(f"<p>{escape(fact)}</p>" for fact in notice.facts)]
    if notice.roles:
        out += [
            "<h2>与各岗位有关的修订</h2>",
            "<ul>",
            *(f"<li><b>{escape(role)}</b>：{escape(summary)}</li>" for role, summary in notice.roles),
            "</ul>",
        ]
    if notice.links:
        out.append(
            "<p>"
            + "　".join(f'<a href="{escape(address)}">{escape(words)}</a>' for words, address in notice.links)
            + "</p>"
        )
    return "\n".join(out) + "\n"


def dingtalk(notice: Announcement) -> str:
    """The body of a request to a DingTalk robot."""
    return _json({"msgtype": "markdown", "markdown": {"title": notice.title, "text": _short(notice, "\n\n")}})


def wecom(notice: Announcement) -> str:
    """The body of a request to a WeCom robot. As many roles as fit are told by name; everyone gets the links."""
    shorter = notice
    while len(_short(shorter, "\n").encode()) > WECOM_BYTES and shorter.roles:
        shorter = shorter._replace(roles=shorter.roles[:-1])
    return _json({"msgtype": "markdown", "markdown": {"content": _short(shorter, "\n")}})


def feishu(notice: Announcement) -> str:
    """The body of a request to a Feishu robot."""
    lines = [
        [{"tag": "text", "text": text}]
        for text in (*notice.facts, *(f"{role}：{summary}" for role, summary in notice.roles))
    ]
    links = [[{"tag": "a", "text": words, "href": address}] for words, address in notice.links]
    return _json(
        {"msg_type": "post", "content": {"post": {"zh_cn": {"title": notice.title, "content": [*lines, *links]}}}}
    )


def _short(notice: Announcement, gap: str) -> str:
    roles = [f"> **{role}**：{summary}" for role, summary in notice.roles]
    return gap.join(
        [f"### {notice.title}", *notice.facts, *roles, *(f"[{words}]({address})" for words, address in notice.links)]
    )


def _json(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


FOR_PEOPLE: Mapping[str, Callable[[Announcement], str]] = {"md": markdown, "html": html}
FOR_ROBOTS: Mapping[str, Callable[[Announcement], str]] = {"dingtalk": dingtalk, "wecom": wecom, "feishu": feishu}
"""The bodies of requests to the robots of groups."""
FORMATS = {**FOR_PEOPLE, **FOR_ROBOTS}
"""Every way to say it, by its name."""
