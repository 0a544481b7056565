"""The lists that document control keeps: tables, for a page and for a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from generator.language import phrasing
from generator.model import KINDS, Clause, Edition, Form, Handbook, Source, Stamp, kind_of
from generator.queries import listing
from generator.queries.suspects import holder_id

Entry = TypeVar("Entry")
Column = tuple[str, int, Callable[[Entry], str]]
"""A title, a width in characters, and what stands there of an entry."""


class Register(NamedTuple):
    """One list."""

    id: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    """Of the columns, in characters."""


class ControlledDocument(NamedTuple):
    """A document, or the whole handbook, as document control knows it."""

    stamp: Stamp
    title: str
    kind: str
    owner: str
    review: str


def registers(handbook: Handbook, edition: Edition) -> list[Register]:
    """受控文件清单, 记录清单, 发放回收记录表; 外来文件清单 where there are such sources, and where the handbook names a
    standard, the matrix to its clauses.
    """
    documents = _controlled(handbook, edition)
    return [
        _documents(documents),
        _records(handbook, edition),
        _copies(documents),
        *([_external(handbook)] if any(source.external for source in handbook.sources.values()) else []),
        *([_clauses(handbook, handbook.settings.standard)] if handbook.settings.standard else []),
    ]


def _controlled(handbook: Handbook, edition: Edition) -> list[ControlledDocument]:
    """All of them, by number; the handbook stands above its parts."""
    settings = handbook.settings
    whole = (
        [ControlledDocument(edition.stamp_of_whole(settings.number), settings.title, "手册", settings.department, "—")]
        if settings.number
        else []
    )
    return whole + [
        ControlledDocument(
            edition.stamp(document),
            document.title,
            KINDS[kind_of(document)].title,
            handbook.roles[document.owner].title,
            phrasing.review_phrase(document),
        )
        for document in sorted(handbook.documents, key=lambda document: document.number)
    ]


def _documents(documents: list[ControlledDocument]) -> Register:
    columns: list[Column[ControlledDocument]] = [
        ("文件编号", 12, lambda document: document.stamp.number),
        ("名称", 26, lambda document: document.title),
        ("类别", 8, lambda document: document.kind),
        ("版次", 8, lambda document: document.stamp.edition),
        ("发布日期", 12, lambda document: document.stamp.issued),
        ("实施日期", 12, lambda document: document.stamp.effective),
        ("归口岗位", 14, lambda document: document.owner),
        ("下次评审", 12, lambda document: document.review),
    ]
    note = "打印和下载的副本一律非受控，以在线现行版为准。"
    return _numbered(_register("documents", "受控文件清单", note, columns, documents))


def _records(handbook: Handbook, edition: Edition) -> Register:
    titles = {id: role.title for id, role in handbook.roles.items()}
    columns: list[Column[Form]] = [
        ("表单编号", 12, lambda form: form.number),
        ("名称", 26, lambda form: form.title),
        ("版次", 8, lambda form: edition.stamp(form).edition),
        ("谁填写", 40, lambda form: phrasing.listed(titles[id] for id in form.filled_by)),
        ("交给谁", 14, lambda form: titles[form.submit_to] if form.submit_to else "—"),
        ("归口岗位", 14, lambda form: titles[form.owner]),
        ("保存期限", 12, lambda form: str(form.retention)),
    ]
    forms = sorted(handbook.forms.values(), key=lambda form: form.number)
    return _numbered(_register("records", "记录清单", "保存期限从记录填完那天算起。", columns, forms))


def _copies(documents: list[ControlledDocument]) -> Register:
    """To be filled in by hand, a line a copy."""
    by_hand = (
        ("接收部门", 14),
        ("接收人签字", 12),
        ("发放日期", 12),
        ("回收日期", 12),
        ("回收人签字", 12),
        ("处理方式", 12),
    )
    columns: list[Column[ControlledDocument]] = [
        ("分发号", 8, lambda document: ""),
        ("文件编号", 12, lambda document: document.stamp.number),
        ("名称", 26, lambda document: document.title),
        ("版次", 8, lambda document: document.stamp.edition),
        *((title, width, lambda document: "") for title, width in by_hand),
    ]
    note = "只在确需纸质副本时发放；每份给一个分发号，换版时收回旧版。"
    return _register("copies", "发放回收记录表", note, columns, documents)


def _external(handbook: Handbook) -> Register:
    """Documents of origin outside the company, as ISO 9001:2015 7.5.3.2 wants them identified and controlled."""
    columns: list[Column[Source]] = [
        ("代号", 8, lambda source: source.id),
        ("名称", 30, lambda source: source.title),
        ("类别", 12, lambda source: source.kind),
        ("原文件编号", 18, lambda source: source.number or "—"),
        ("版次", 10, lambda source: source.version or "—"),
        ("发布日期", 12, lambda source: str(source.issued or "—")),
        ("生效日期", 12, lambda source: str(source.effective or "—")),
        ("发布单位", 18, lambda source: source.owner or "—"),
        ("引用的内容", 12, lambda source: f"{_holders(handbook, source)} 项"),
    ]
    external = [source for source in handbook.sources.values() if source.external]
    note = "法律法规、标准和客户的规定：换了新版，引用它的内容要复核。"
    return _numbered(_register("external", "外来文件清单", note, columns, external))


def _holders(handbook: Handbook, source: Source) -> int:
    """How many items cite a clause of a source."""
    return len({holder_id(each.item) for clause in source.clauses for each in handbook.covering(clause.id)})


def _clauses(handbook: Handbook, standard: str) -> Register:
    source = handbook.sources[standard]
    columns: list[Column[Clause]] = [
        ("条款", 10, lambda clause: clause.id.partition("-")[2]),
        ("内容", 46, lambda clause: clause.about),
        ("由哪里落实", 80, lambda clause: _carriers(handbook, clause.id)),
    ]
    return _register("quality", f"{source.title}对照", "内审和外审时按条款查手册。", columns, source.clauses)


def _register(id: str, title: str, note: str, columns: Sequence[Column[Entry]], entries: Iterable[Entry]) -> Register:
    rows = tuple(tuple(value(entry) for _, _, value in columns) for entry in entries)
    return Register(
        id, title, note, tuple(name for name, _, _ in columns), rows, tuple(width for _, width, _ in columns)
    )


def _numbered(register: Register) -> Register:
    """The same with a column in front that counts the lines."""
    return register._replace(
        columns=("序号", *register.columns),
        rows=tuple((str(number), *row) for number, row in enumerate(register.rows, 1)),
        widths=(6, *register.widths),
    )


def _carriers(handbook: Handbook, clause: str) -> str:
    """流程「客户投诉处理」（XS-QP-12）、…"""
    return phrasing.listed(_called(holder) for holder, _ in listing.by_holder(handbook, handbook.covering(clause)))


def _called(holder: phrasing.Titled) -> str:
    number = getattr(holder, "number", "")
    return f"{KINDS[kind_of(holder)].title}「{holder.title}」" + (f"（{number}）" if number else "")
