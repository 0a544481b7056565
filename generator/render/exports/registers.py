"""The lists that document control keeps: tables, for a page and for a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.language import phrasing
from generator.model import KINDS, Edition, Handbook, kind_of
from generator.queries import listing


class Register(NamedTuple):
    """One list."""

    id: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    """Of the columns, in characters."""


def registers(handbook: Handbook, edition: Edition) -> list[Register]:
    """受控文件清单, 记录清单, 发放回收记录表 and, where the handbook names a standard, the matrix to its clauses."""
    documents = sorted(handbook.documents, key=lambda document: document.number)
    stamps = {document.id: edition.stamp(document) for document in documents}
    whole = (
        [edition.stamp_of_whole(handbook.settings.number)] if handbook.settings.number else []
    )  # the manual stands above its parts
    name_and_class = (handbook.settings.title, "手册")
    role_titles = {id: role.title for id, role in handbook.roles.items()}
    result = [
        Register(
            "documents",
            "受控文件清单",
            "打印和下载的副本一律非受控，以在线现行版为准。",
            ("序号", "文件编号", "名称", "类别", "版次", "发布日期", "实施日期", "归口岗位", "下次评审"),
            _numbered(
                [
                    *(
                        (
                            stamp.number,
                            *name_and_class,
                            stamp.edition,
                            stamp.issued,
                            stamp.effective,
                            handbook.settings.department,
                            "—",
                        )
                        for stamp in whole
                    ),
                    *(
                        (
                            stamps[document.id].number,
                            document.title,
                            KINDS[kind_of(document)].title,
                            stamps[document.id].edition,
                            stamps[document.id].issued,
                            stamps[document.id].effective,
                            role_titles[document.owner],
                            phrasing.review_phrase(document),
                        )
                        for document in documents
                    ),
                ]
            ),
            (6, 12, 26, 8, 8, 12, 12, 14, 12),
        ),
        Register(
            "records",
            "记录清单",
            "保存期限从记录填完那天算起。",
            ("序号", "表单编号", "名称", "版次", "谁填写", "交给谁", "归口岗位", "保存期限"),
            _numbered(
                (
                    form.number,
                    form.title,
                    stamps[form.id].edition,
                    phrasing.listed(role_titles[id] for id in form.filled_by),
                    role_titles[form.submit_to] if form.submit_to else "—",
                    role_titles[form.owner],
                    str(form.retention),
                )
                for form in sorted(handbook.forms.values(), key=lambda form: form.number)
            ),
            (6, 12, 26, 8, 40, 14, 14, 12),
        ),
        Register(
            "copies",
            "发放回收记录表",
            "只在确需纸质副本时发放；每份给一个分发号，换版时收回旧版。",
            (
                "分发号",
                "文件编号",
                "名称",
                "版次",
                "接收部门",
                "接收人签字",
                "发放日期",
                "回收日期",
                "回收人签字",
                "处理方式",
            ),
            tuple(
                ("", number, title, state, "", "", "", "", "", "")
                for number, title, state in (
                    *((stamp.number, name_and_class[0], stamp.edition) for stamp in whole),
                    *(
                        (stamps[document.id].number, document.title, stamps[document.id].edition)
                        for document in documents
                    ),
                )
            ),
            (8, 12, 26, 8, 14, 12, 12, 12, 12, 12),
        ),
    ]
    if handbook.settings.standard:
        source = handbook.sources[handbook.settings.standard]
        result.append(
            Register(
                "quality",
                f"{source.title}对照",
                "内审和外审时按条款查手册。",
                ("条款", "内容", "由哪里落实"),
                tuple(
                    (clause.id.partition("-")[2], clause.about, _carriers(handbook, clause.id))
                    for clause in source.clauses
                ),
                (10, 46, 80),
            )
        )
    return result


def _numbered(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(number), *row) for number, row in enumerate(rows, 1))


def _carriers(handbook: Handbook, clause: str) -> str:
    """流程「客户投诉处理」（XS-QP-12）、…"""
    return phrasing.listed(_called(holder) for holder, _ in listing.by_holder(handbook, handbook.covering(clause)))


def _called(holder: phrasing.Titled) -> str:
    number = getattr(holder, "number", "")
    return f"{KINDS[kind_of(holder)].title}「{holder.title}」" + (f"（{number}）" if number else "")
