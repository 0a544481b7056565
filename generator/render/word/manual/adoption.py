"""The chapter on what a company does not use, and who holds the roles that it has not got."""

from __future__ import annotations

from generator.model import Handbook
from generator.queries import listing
from generator.render.word.manual.blocks import GridRow, cell_of, grid, head, plain
from generator.render.word.manual.document import WIDTH
from generator.render.word.manual.manuscript import Manuscript


def write_adoption(manuscript: Manuscript, handbook: Handbook) -> None:
    """What is off or planned, and why; who holds which role."""
    adoption = handbook.adoption
    off = [
        GridRow([cell_of(omission.title), cell_of(omission.reason), cell_of(str(omission.starts or "不启用"))])
        for omission in adoption.off
    ]
    held = [
        GridRow([cell_of(holding.title), cell_of(handbook.roles[holding.by].title), cell_of(holding.reason)])
        for holding in adoption.held
    ]
    manuscript.put(plain(listing.scope_of(handbook)))
    if off:
        widths = (2800, WIDTH - 4400, 1600)
        manuscript.put(grid(widths, [head("条目", "为什么", "计划启用"), *off], "不用的条目"))
    if held:
        widths = (2800, 2800, WIDTH - 5600)
        manuscript.put(grid(widths, [head("岗位", "由谁担任", "为什么"), *held], "由别人担任的岗位"))
