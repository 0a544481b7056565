"""The paper of a document and its margins."""

from __future__ import annotations

from typing import NamedTuple

from docx.section import Section


class PageSetup(NamedTuple):
    """In English Metric Units, as python-docx has them."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    @property
    def text_width(self) -> int:
        """Between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """Between the margins."""
        return self.height - self.top - self.bottom


def page_setup(section: Section) -> PageSetup | None:
    """The paper of a section; None where the document leaves a part of it to the program that shows it."""
    lengths = (
        section.page_width,
        section.page_height,
        section.left_margin,
        section.right_margin,
        section.top_margin,
        section.bottom_margin,
    )
    known_lengths = [int(length) for length in lengths if length is not None]
    return PageSetup(*known_lengths) if len(known_lengths) == len(lengths) else None
