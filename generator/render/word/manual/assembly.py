"""Puts a controlled document together: cover, change record, contents, chapters, appendices."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.language import phrasing
from generator.model import KINDS, Chapter, Edition, Handbook, Policy, Procedure, Revised, kind_of
from generator.render.word.letterhead import Letterhead, letterhead
from generator.render.word.manual.adoption import write_adoption
from generator.render.word.manual.appendix import write_coverage, write_forms
from generator.render.word.manual.blocks import GridRow, cell_of, gap, grid, head, middle, plain
from generator.render.word.manual.contents import contents
from generator.render.word.manual.cover import Subject, cover
from generator.render.word.manual.document import WIDTH, control_data, running_head
from generator.render.word.manual.docx_file import docx_file
from generator.render.word.manual.figures import write_kpis, write_parameters, write_terms, write_time_limits
from generator.render.word.manual.manuscript import ContentsEntry, Manuscript, RunningHead
from generator.render.word.manual.numbering import ALONE, WHOLE, chinese
from generator.render.word.manual.people import write_paths, write_roles
from generator.render.word.manual.policy import write_policy
from generator.render.word.manual.procedure import write_procedure
from generator.render.word.manual.revision_record import change_record, on_documents, on_item

Scope = Chapter | Procedure | Policy | None
"""What a document is made of: a chapter, a procedure, a policy; None is the whole handbook."""
CATEGORIES = {Procedure: "程序文件", Policy: "管理制度", type(None): "管理手册"}


def scope_of(handbook: Handbook, name: str, chapter: bool = False) -> Scope:
    """The procedure or policy with this id or 文件编号, or the chapter with this id; None for `handbook` or its
    文件编号.

    KeyError if there is nothing of that name.
    """
    if chapter:
        return {chapter.id: chapter for chapter in handbook.settings.chapters}[name]
    if name in ("handbook", handbook.settings.number):
        return None
    items: tuple[Procedure | Policy, ...] = (*handbook.procedures.values(), *handbook.policies.values())
    by_id = {item.id: item for item in items}
    return by_id[name] if name in by_id else {item.number: item for item in items}[name]


def has_contents(scope: Scope) -> bool:
    """Whether the document has a table of contents: one procedure or policy is too short for it."""
    return not isinstance(scope, Procedure | Policy)


def subject_of(handbook: Handbook, edition: Edition, scope: Scope) -> Subject:
    """What the cover says the document is."""
    settings = handbook.settings
    if isinstance(scope, Chapter):
        title = f"第{chinese(_place(handbook, scope))}章　{scope.title}"
        return Subject(title, settings.title, RunningHead(title, settings.number_of(scope), edition.title))
    category = f"{settings.department}{CATEGORIES[scope.__class__]}"
    if scope is None:
        return Subject(settings.title, category, RunningHead(settings.title, settings.number or "", edition.title))
    owner, review = handbook.roles[scope.owner].title, phrasing.review_phrase(scope)
    facts = (("归口岗位", owner), ("下次评审", review))
    return Subject(scope.title, category, running_head(scope, edition), facts)


def book(
    handbook: Handbook,
    edition: Edition,
    scope: Scope,
    history: Sequence[Revised] = (),
    pages: Mapping[str, int] | None = None,
    looks: bytes | None = None,
) -> bytes:
    """The document as a DOCX file.

    `history` is what changed in this edition and in all before it, newest first, for the change record. `pages` gives
    the page of every heading by its bookmark, for the table of contents; without it Word is asked to work them out.
    `looks` is the company's own base document, or a form that was made from it: its header, fonts and styles of forms
    are taken. The same arguments give the same bytes.
    """
    text, subject = (
        _manuscript(handbook, edition, scope, letterhead(looks) if looks else None),
        subject_of(handbook, edition, scope),
    )
    front = Manuscript(text.headings, letterhead=text.letterhead)
    front.put(*cover(subject, handbook.settings, edition, front.turn(None)[0]))
    front.running_heads = text.running_heads
    front.turn(subject.running_head)
    front.put(*change_record(handbook, edition, history, _changed(history, scope), WIDTH))
    if has_contents(scope):
        front.turn(subject.running_head)
        front.put(*contents(text.entries, pages, 2))
    front.turn(subject.running_head)
    text.blocks[:0] = front.blocks
    number = subject.running_head.number or handbook.settings.title
    properties = {"Document": _key(scope), "Revision": edition.revision, "Fingerprint": edition.proof}
    return docx_file(
        text,
        handbook.settings,
        edition,
        subject.title,
        number,
        properties,
        update=pages is None and has_contents(scope),
    )


def entries_of(handbook: Handbook, edition: Edition, scope: Scope) -> list[ContentsEntry]:
    """All headings, in order."""
    return _manuscript(handbook, edition, scope).entries


def paged(entries: Sequence[ContentsEntry], outline: Sequence[tuple[str, int]]) -> Mapping[str, int] | None:
    """The page of every heading by its bookmark, from the outline of a PDF of the document as (title, page).

    None if that has other headings.
    """

    def bare(words: str) -> str:
        return re.sub(r"\s+", "", words)

    if [bare(entry.number + entry.title) for entry in entries] != [bare(title) for title, _ in outline]:
        return None
    return {entry.bookmark: page for entry, (_, page) in zip(entries, outline, strict=True)}


def _manuscript(handbook: Handbook, edition: Edition, scope: Scope, head: Letterhead | None = None) -> Manuscript:
    """Everything after the front matter."""
    around = subject_of(handbook, edition, scope).running_head
    if isinstance(scope, Procedure | Policy):
        alone = Manuscript(ALONE, letterhead=head)
        alone.turn(around)
        _item(alone, scope, handbook, edition)
        return alone
    manuscript = Manuscript(WHOLE, _place(handbook, scope) if scope else 1, head)
    for chapter in handbook.settings.chapters if scope is None else (scope,):
        _chapter(manuscript, chapter, handbook, edition, around)
    if scope is None:
        _reference(manuscript, handbook, around)
        write_forms(manuscript, handbook, edition, around)
        write_coverage(manuscript, handbook, around)
    return manuscript


def _chapter(
    manuscript: Manuscript, chapter: Chapter, handbook: Handbook, edition: Edition, around: RunningHead
) -> None:
    documents = [document for document in handbook.documents if document.chapter == chapter.id]
    manuscript.turn(around)
    manuscript.head(0, chapter.title)
    manuscript.put(plain(chapter.summary), plain("本章的受控文件", "BookCaption"))
    rows = [
        GridRow(
            [
                middle(document.number),
                cell_of(document.title),
                middle(KINDS[kind_of(document)].title),
                middle(edition.stamp(document).edition),
                middle(handbook.roles[document.owner].title),
            ]
        )
        for document in documents
    ]
    manuscript.put(
        grid(
            (1700, WIDTH - 5900, 1200, 1200, 1800),
            [head("文件编号", "名称", "类别", "版次", "归口岗位"), *rows],
            f"{chapter.title}的受控文件",
        )
    )
    for document in documents:
        if isinstance(document, Procedure | Policy):
            manuscript.turn(running_head(document, edition))
            manuscript.head(1, document.title)
            manuscript.put(control_data(document, handbook, edition), gap())
            _item(manuscript, document, handbook, edition)


def _item(manuscript: Manuscript, item: Procedure | Policy, handbook: Handbook, edition: Edition) -> None:
    match item:
        case Procedure():
            write_procedure(manuscript, item, handbook, edition)
        case Policy():
            write_policy(manuscript, item, handbook, edition)


def _reference(manuscript: Manuscript, handbook: Handbook, around: RunningHead) -> None:
    """The chapters that follow those of the settings."""
    for title, content, write in (
        ("岗位说明书", handbook.roles, write_roles),
        ("入职路径", handbook.onboarding, write_paths),
        ("绩效指标", handbook.kpis, write_kpis),
        ("时限一览", True, write_time_limits),
        ("术语和定义", True, write_terms),
        ("企业可调参数", handbook.parameters.parameters, write_parameters),
        ("采用范围", handbook.adoption.off or handbook.adoption.held, write_adoption),
    ):
        if content:
            manuscript.turn(around)
            manuscript.head(0, title)
            write(manuscript, handbook)


def _changed(history: Sequence[Revised], scope: Scope) -> tuple[str, ...]:
    """Sentences on what this edition changed in the document."""
    if isinstance(scope, Procedure | Policy):
        return on_item(history, scope.id)
    return on_documents(history, scope.id if scope else None)


def _key(scope: Scope) -> str:
    """What the document is called in its own properties."""
    return "handbook" if scope is None else f"chapter.{scope.id}" if isinstance(scope, Chapter) else scope.id


def _place(handbook: Handbook, chapter: Chapter) -> int:
    return handbook.settings.chapters.index(chapter) + 1
