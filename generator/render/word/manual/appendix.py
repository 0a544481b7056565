"""The appendices of the handbook: every form as it is printed, and which clause of a source is carried out where."""

from __future__ import annotations

from generator.language import phrasing
from generator.model import Clause, Edition, Form, Handbook
from generator.queries import listing
from generator.render.word.form_document import blocks
from generator.render.word.manual.blocks import GridCell, GridRow, cell_of, grid, head, middle, plain
from generator.render.word.manual.document import WIDTH, running_head
from generator.render.word.manual.manuscript import FORM, Manuscript, RunningHead
from generator.render.word.package import as_text


def write_forms(manuscript: Manuscript, handbook: Handbook, edition: Edition, around: RunningHead) -> None:
    """附录 with the list of all forms, then each form on pages of its own."""
    forms = tuple(document for document in handbook.documents if isinstance(document, Form))
    if not forms:
        return
    manuscript.turn(around)
    manuscript.appendix(0, "表单")
    manuscript.put(
        plain(
            "下列表单是各程序和制度的记录格式。填写时请用在线现行版的 Word 表单；"
            f"按旧版填好的，在新版实施后 {handbook.settings.old_forms}内照收。"
        )
    )
    rows = [
        GridRow(
            [
                middle(form.number),
                cell_of(form.title),
                middle(edition.stamp(form).edition),
                middle(handbook.roles[form.owner].title),
                middle(phrasing.review_phrase(form)),
                middle(str(form.retention)),
            ]
        )
        for form in forms
    ]
    manuscript.put(
        grid(
            (1400, WIDTH - 6500, 800, 1600, 1500, 1200),
            [head("表单编号", "名称", "版次", "归口岗位", "下次评审", "保存期限"), *rows],
            "表单清单",
        )
    )
    for form in forms:
        width, height = manuscript.turn(running_head(form, edition), FORM, form.landscape)
        manuscript.appendix(1, form.title)
        manuscript.put(*map(as_text, blocks(form, handbook, width, height, None)[1:]))


def write_coverage(manuscript: Manuscript, handbook: Handbook, around: RunningHead) -> None:
    """附录 with every clause of every source and what carries it out."""
    if not handbook.sources:
        return
    manuscript.turn(around)
    manuscript.appendix(0, "依据文件对照")
    for source in handbook.sources.values():
        manuscript.appendix(1, f"{source.title}（{source.id}）")
        rows = [
            GridRow([middle(clause.id), _clause(handbook, clause), cell_of(_where(handbook, clause.id))])
            for clause in source.clauses
        ]
        manuscript.put(
            plain(f"{source.kind}，共 {len(source.clauses)} 条。"),
            *(plain(fact, "BookSmall") for fact in listing.source_facts(source)),
            grid((1200, 3000, WIDTH - 4200), [head("条款", "内容摘要", "落实在"), *rows], f"{source.title}对照"),
        )


def _clause(handbook: Handbook, clause: Clause) -> GridCell:
    """What a clause is about, the figures and points of it that must not be lost, and what else is said of it."""
    must = phrasing.listed(clause.must)
    notes = [*([f"要点：{must}"] if must else []), *listing.clause_notes(handbook, clause)]
    return GridCell([plain(clause.about, "BookCell"), *(plain(note, "BookSmall") for note in notes)])


def _where(handbook: Handbook, clause: str) -> str:
    holders = listing.by_holder(handbook, handbook.covering(clause))
    return (
        "；".join(
            f"《{getattr(holder, 'title', '术语')}》"
            + phrasing.listed(phrasing.short_title(holder, entry) for entry in entries)
            for holder, entries in holders
        )
        or "—"
    )
