"""The command for controlled documents: the handbook, a chapter, a procedure or a policy as DOCX or PDF."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.cli.frame import FILE, argument, command, option
from generator.cli.output import OK, wrong_use
from generator.render.word import fonts
from generator.render.word.fonts import Missing
from generator.system import libreoffice, pdf_file, publishing
from generator.workspace import DRAFT
from generator.workspace import read as read_workspace

ENDINGS = (".docx", ".pdf")
INSTALL = """\
  怎么改：装好字体再导出一次
    Debian、Ubuntu　apt install fonts-liberation fonts-noto-cjk
    Fedora　dnf install liberation-fonts google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts
    Windows　设置 › 系统 › 可选功能，添加「中文(简体)补充字体」
    macOS　把字体文件装进「字体册」"""
"""What is told where fonts were missing."""


@command("export", "把整本手册、一章、一个流程或制度导出为受控文件（Word 或 PDF）")
@argument(
    "what",
    "内容",
    "handbook（默认）；chapter 加章节编号；或流程、制度的编号或文件编号，例如 customer-visit、XS-QP-01",
    nargs=-1,
)
@option("--revision", default=DRAFT, metavar="版本", help=f"例如 2025；不写就是当前草案（{DRAFT}）")
@option(
    "-o",
    "--out",
    type=FILE,
    metavar="文件",
    help=f"结尾是 {' 或 '.join(ENDINGS)}；不写就按编号和名称命名为 .docx；写文件夹就放进去",
)
def export(root: Path, what: tuple[str, ...], revision: str, out: Path | None) -> int:
    """`sop export`"""
    from generator.render import addresses
    from generator.render.word.manual import book, entries_of, has_contents, paged, scope_of

    workspace = read_workspace(root, date.today()).sound()
    history = workspace.until(revision)
    handbook, edition, looks = history[0].handbook, history[0].edition, workspace.looks(revision)
    name = what[-1] if what else "handbook"
    if len(what) > 2 or (len(what) == 2 and what[0] != "chapter"):
        return wrong_use("内容只写一项：handbook、chapter 加章节编号，或一个流程、制度的编号")
    try:
        scope = scope_of(handbook, name, chapter=len(what) == 2)
    except KeyError:
        chapters = "、".join(chapter.id for chapter in handbook.settings.chapters)
        if len(what) == 2 or name == "chapter":
            return wrong_use(f"没有这一章，现有：{chapters}")
        example = next(iter([*handbook.procedures, *handbook.policies]), "流程的编号")
        return wrong_use(
            f"{edition.title}里没有「{name}」这个流程或制度；写它的编号或文件编号，例如 {example}；"
            f"一章写 chapter 加 {chapters} 之一"
        )
    out = out or Path()
    if out.is_dir() or out.suffix == "":
        out = out / addresses.book(handbook, edition, scope).name
    if out.suffix.lower() not in ENDINGS:
        return wrong_use(f"「{out.name}」的结尾不是 {' 或 '.join(ENDINGS)}")
    wants_pdf, pages = out.suffix.lower() == ".pdf", None
    if has_contents(scope) and (wants_pdf or libreoffice.program()):
        entries = entries_of(handbook, edition, scope)
        probe = book(handbook, edition, scope, history, dict.fromkeys((entry.bookmark for entry in entries), 0), looks)
        pages = paged(entries, pdf_file.outline(libreoffice.pdf(probe, out.name, fonts.STAND_INS)))
    content = book(handbook, edition, scope, history, pages, looks)
    if wants_pdf:
        asked = fonts.families(content)
        pdfs = libreoffice.pdfs({"document": content, "specimen": fonts.specimen(asked)}, out.name, fonts.STAND_INS)
        publishing.write_file(out, pdfs["document"])
        _print_missing_fonts(fonts.missing(asked, pdf_file.fonts(pdfs["specimen"])))
    else:
        publishing.write_file(out, content)
    print(out)
    if has_contents(scope):
        print(
            "目录页码按本机 LibreOffice 的排版算出；换了字体或软件，请在目录上右键选「更新」"
            if pages
            else "没有 LibreOffice，目录页码还没有算出：Word 打开时选「是」更新，WPS 在目录上右键选「更新域」",
            file=sys.stderr,
        )
    return OK


def _print_missing_fonts(missing: Sequence[Missing]) -> None:
    """Say which fonts were not there and what stands in the PDF instead: lines and pages end elsewhere then."""
    for font in missing:
        instead = "、".join(font.instead)
        print(
            f"提醒：本机没有字体「{font.family}」，PDF 里用的是 {instead}，换行和分页会与别的电脑不同", file=sys.stderr
        )
    if missing:
        print(INSTALL, file=sys.stderr)
