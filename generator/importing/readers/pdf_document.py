"""A PDF with text -> passages: lines joined to paragraphs, cells between ruled lines to tables, repeated lines at the
edge of pages to headers and footers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.importing.clause_numbers import clause_number
from generator.importing.passages import Block, Passage, PassageKind, Reading, Table
from generator.system.pdf_file import PageContent, Run, page_contents
from generator.untrusted.package import Refusal

MOST_PAGES = 500
FEWEST_CHARACTERS = 10
"""Characters a page, on average: below, it is a scan."""
SCAN = "是扫描件，没有文字，程序读不出来；请找到 Word 原件，或用文字识别软件转成带文字的 PDF 再导入"


@dataclass
class _Line:
    """A line of a page."""

    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text; a wide gap between runs is two blanks."""
        parts: list[str] = []
        end = None
        for run in sorted(self.runs, key=lambda run: run.x):
            gap = run.x - end if end is not None else 0.0
            parts.append(("  " if gap > run.size * 1.5 else " " if gap > run.size * 0.4 else "") + run.text)
            end = run.x + run.width
        return "".join(parts)

    @property
    def left(self) -> float:
        return min(run.x for run in self.runs)

    @property
    def right(self) -> float:
        return max(run.x + run.width for run in self.runs)

    @property
    def y(self) -> float:
        return self.runs[0].y

    @property
    def size(self) -> float:
        return max(run.size for run in self.runs)


def read(content: bytes) -> Reading:
    """The passages of a PDF; a scan is none. Raises Refusal."""
    pages = page_contents(content, MOST_PAGES)
    if pages is None:
        raise Refusal("PDF 打不开，可能已损坏或加了密码，请用阅读器另存一份没有密码的再导入")
    if len(pages) > MOST_PAGES:
        raise Refusal(f"PDF 超过 {MOST_PAGES} 页，请拆成几份")
    characters = sum(len(run.text.strip()) for page in pages for run in page.runs)
    if characters < FEWEST_CHARACTERS * max(1, len(pages)):
        return Reading((), SCAN)
    return Reading(tuple(_blocks(pages)))


def _blocks(pages: Sequence[PageContent]) -> Iterator[Block]:
    layouts = [_layout(page) for page in pages]
    edges = _edges([lines for lines, _ in layouts], pages)
    aside: list[Passage] = []
    tables = number = 0
    open_table: Table | None = None
    open_grid: _Grid | None = None
    pending: list[str] = []
    start = ""
    last: _Line | None = None

    def flush() -> Iterator[Passage]:
        nonlocal pending
        if pending:
            yield Passage(PassageKind.TEXT, _joined(pending), start)
            pending = []

    for page_number, (lines, grids) in enumerate(layouts, 1):
        margin = max((line.right for line in lines), default=0.0)
        items: list[tuple[float, _Line | _Grid]] = [(-line.y, line) for line in lines]
        items += [(-grid.top, grid) for grid in grids]
        for _, item in sorted(items, key=lambda pair: pair[0]):
            if isinstance(item, _Grid):
                yield from flush()
                if open_table and open_grid and item.goes_on(open_grid):
                    open_table = item.table(tables, page_number, open_table)
                else:
                    if open_table:
                        yield open_table
                    tables += 1
                    open_table = item.table(tables, page_number)
                open_grid, last = item, None
                continue
            if (kind := edges.get((page_number, id(item)))) is not None:
                aside.append(Passage(kind, item.text, f"第 {page_number} 页"))
                continue
            text = item.text.strip()
            if not text:
                continue
            if open_table:
                yield open_table
                open_table = None
            goes_on = (
                last is not None
                and pending
                and last.right > margin - 2.5 * last.size
                and clause_number(text) is None
                and abs(last.size - item.size) < 1
                and not re.search("[。！？；：]$", last.text.strip())
            ) or (
                last is not None
                and pending
                and last.right > margin - 1.2 * last.size
                and clause_number(text) is None
                and abs(last.size - item.size) < 1
                and item.left < last.left + item.size * 0.5 - (0 if len(pending) > 1 else item.size * 1.2)
            )
            if not goes_on:
                yield from flush()
                number += 1
                start = f"第 {page_number} 页，第 {number} 段"
            pending.append(text)
            last = item
    yield from flush()
    if open_table:
        yield open_table
    yield from aside


def _joined(lines: Sequence[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        between = " " if re.search("[A-Za-z0-9,.]$", text) and re.match("[A-Za-z]", line) else ""
        text += between + line
    return text


def _layout(page: PageContent) -> tuple[list[_Line], list[_Grid]]:
    grids = _grids(page)
    outside: list[Run] = []
    for run in page.runs:
        grid = next((grid for grid in grids if grid.holds(run)), None)
        if grid is None:
            outside.append(run)
        else:
            grid.add(run)
    return _lines(outside), grids


def _lines(runs: Sequence[Run]) -> list[_Line]:
    lines: list[_Line] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x)):
        if lines and abs(lines[-1].y - run.y) < max(2.0, run.size * 0.4):
            lines[-1].runs.append(run)
        elif run.text.strip():
            lines.append(_Line([run]))
    return lines


def _edges(pages: Sequence[Sequence[_Line]], sizes: Sequence[PageContent]) -> dict[tuple[int, int], PassageKind]:
    """The lines near the edge of pages that stand on most of them, but for their figures; and numbers of pages."""
    found: dict[tuple[int, int], PassageKind] = {}
    counts: Counter[tuple[str, str]] = Counter()
    near: list[tuple[int, _Line, str, str]] = []
    for page_number, (lines, page) in enumerate(zip(pages, sizes, strict=True), 1):
        for line in lines:
            where = "header" if line.y > page.height * 0.92 else "footer" if line.y < page.height * 0.09 else ""
            if where:
                plain = re.sub(r"\d+|\s", "", line.text)
                counts[(where, plain)] += 1
                near.append((page_number, line, where, plain))
    for page_number, line, where, plain in near:
        is_number = re.fullmatch(r"第?/?共?页?[-—]*(?:第页)?(?:[/，,]?共?页)?", plain) is not None
        if counts[(where, plain)] * 2 > len(pages) or is_number:
            found[(page_number, id(line))] = PassageKind.HEADER if where == "header" else PassageKind.FOOTER
    return found


@dataclass
class _Grid:
    """A table of ruled lines."""

    xs: list[float]
    ys: list[float]
    """From top to bottom."""
    cells: dict[tuple[int, int], list[Run]] = field(default_factory=dict)

    @property
    def top(self) -> float:
        return self.ys[0]

    def holds(self, run: Run) -> bool:
        """Whether a run stands inside."""
        x, y = run.x + min(run.width, run.size) / 2, run.y + run.size * 0.3
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[-1] - 1 <= y <= self.ys[0] + 1

    def add(self, run: Run) -> None:
        """Put a run into its cell."""
        x, y = run.x + min(run.width, run.size) / 2, run.y + run.size * 0.3
        column = max((at for at, left in enumerate(self.xs[:-1]) if left - 1 <= x), default=0)
        row = max((at for at, top in enumerate(self.ys[:-1]) if top + 1 >= y), default=0)
        self.cells.setdefault((row, column), []).append(run)

    def goes_on(self, other: _Grid) -> bool:
        """Whether it has the columns of the one before, so that it is the same table on the next page."""
        return len(self.xs) == len(other.xs) and all(
            abs(here - there) < 3 for here, there in zip(self.xs, other.xs, strict=True)
        )

    def table(self, number: int, page: int, before: Table | None = None) -> Table:
        """The table as passages, after the rows of it on the page before."""
        rows = list(before.rows) if before else []
        for row in range(len(self.ys) - 1):
            cells = []
            for column in range(len(self.xs) - 1):
                lines = _lines(self.cells.get((row, column), []))
                text = _joined([line.text.strip() for line in lines]) if lines else ""
                where = f"第 {page} 页，表 {number} 第 {len(rows) + 1} 行第 {column + 1} 列"
                cells.append(Passage(PassageKind.CELL, text, where))
            rows.append(tuple(cells))
        return Table(tuple(rows), f"表 {number}")


def _grids(page: PageContent) -> list[_Grid]:
    """The tables of a page: where ruled lines across and upright cross one another."""
    across = [rule for rule in page.rules if rule.is_across]
    upright = [rule for rule in page.rules if not rule.is_across]
    grids = []
    for top, bottom in _bands([(rule.y1, rule.y2) for rule in upright]):
        inside = [rule for rule in across if bottom - 2 <= rule.y1 <= top + 2]
        ys = sorted(_merged([rule.y1 for rule in inside]), reverse=True)
        xs = sorted(_merged([rule.x1 for rule in upright if rule.y2 <= top + 2 and rule.y1 >= bottom - 2]))
        if len(xs) >= 3 and len(ys) >= 3:
            grids.append(_Grid(xs, ys))
    return grids


def _bands(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches of a page from top to bottom that upright lines cover without a gap."""
    bands: list[tuple[float, float]] = []
    for low, high in sorted(((min(span), max(span)) for span in spans), key=lambda span: -span[1]):
        if bands and high >= bands[-1][1] - 2:
            bands[-1] = (max(bands[-1][0], high), min(bands[-1][1], low))
        else:
            bands.append((high, low))
    return bands


def _merged(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 3:
            found.append(value)
    return found
