"""Passages -> clauses: what is numbered, what stands under a heading, and which part of the document it belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.importing.clause_numbers import ANNEX, CHAPTERS, ClauseNumber, clause_number
from generator.importing.grids import Column, GridKind, grid_of, upright
from generator.importing.numerals import number_of
from generator.importing.parts import Part, part_of
from generator.importing.passages import Block, Passage, PassageKind, Table

LONGEST_HEADING, LONGEST_LABEL = 30, 8
SHOWN = 40
"""Characters of a clause that say what it is about."""
ANNEXES_FROM = 100
"""Annexes are numbered from here, so that no clause has their numbers."""


@dataclass(eq=False)
class ClauseText:
    """A clause as it stands in the document."""

    number: str
    """As it is printed; empty for what stands under a heading without a number, and for what stands before all."""
    path: tuple[int, ...]
    """Where it stands among the others: what its id is made of."""
    heading: Passage | None
    """The paragraph that it begins with; None for a row of a table and for what stands before all."""
    title: str
    """What that paragraph says without its number."""
    part: Part
    place: str
    passages: list[Passage] = field(default_factory=list)
    """Everything that belongs to it, the heading first."""
    tables: list[Table] = field(default_factory=list)
    parent: ClauseText | None = None
    children: list[ClauseText] = field(default_factory=list)
    id: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether its first paragraph is a heading, and no sentence."""
        return bool(self.heading) and is_title(self.title)

    @property
    def about(self) -> str:
        """What it is about, in a few words."""
        words = self.title or next((passage.text.strip() for passage in self.passages if passage.text.strip()), "")
        first = re.split("[。；;\n]", words.strip())[0].rstrip("：:")
        return first if len(first) <= SHOWN else first[: SHOWN - 1] + "…"

    @property
    def chain(self) -> Iterator[ClauseText]:
        """It and what it stands in, from within."""
        at: ClauseText | None = self
        while at is not None:
            yield at
            at = at.parent


def is_title(words: str) -> bool:
    """Whether words are a heading: short, and no sentence."""
    plain = words.strip().rstrip("：:")
    return 0 < len(plain) <= LONGEST_HEADING and not re.search("[。；;，,！？：:]", plain)


class _Open:
    """A level of numbers that is open."""

    def __init__(self, scheme: str, ordinal: int, clause: ClauseText, level: int, digits: tuple[int, ...]) -> None:
        self.scheme, self.ordinal, self.clause, self.level, self.digits = scheme, ordinal, clause, level, digits


def clauses(blocks: Sequence[Block], usual: Part, is_open: Callable[[Passage], bool]) -> list[ClauseText]:
    """The clauses of a document, in order, without contents, headers and what stands beside the text.

    `usual` is the part that its clauses belong to where no heading says more; passages that are not open have been
    taken for the title block.
    """
    found: list[ClauseText] = []
    stack: list[_Open] = []
    before = ClauseText("", (0,), None, "", Part.OTHER, "")

    for block in blocks:
        if isinstance(block, Table):
            current = stack[-1].clause if stack else before
            if any(is_open(cell) for row in block.rows for cell in row):
                found += _with_table(current, block)
            continue
        if block.kind is not PassageKind.TEXT or not is_open(block):
            continue
        numbered = _number_of(block)
        if numbered is None and not _is_bare_heading(block, bool(found)):
            (stack[-1].clause if stack else before).passages.append(block)
            continue
        number, title = numbered or (None, block.text.strip())
        _close(stack, number, block)
        parent = stack[-1].clause if stack else None
        ordinal = (
            number.ordinal if number else 1 + sum(1 for other in found if other.parent is parent and not other.number)
        )
        part = _part(number, title, parent, usual)
        clause = ClauseText(
            number.text if number else "", _path(number, ordinal, stack), block, title, part, block.place, [block]
        )
        clause.parent = parent
        if parent:
            parent.children.append(clause)
        found.append(clause)
        if number is None and _has_content(title):
            continue  # 适用范围：全体员工, in which nothing else stands
        scheme = number.scheme if number else f"h{block.level}"
        stack.append(_Open(scheme, ordinal, clause, block.level, number.digits if number else ()))
    return ([before] if before.passages else []) + found


def _with_table(current: ClauseText, table: Table) -> list[ClauseText]:
    """Add a table to a clause; its rows are clauses of their own where each says one thing."""
    table = upright(table)
    current.tables.append(table)
    grid = grid_of(table)
    if grid is None or grid.kind in (GridKind.HISTORY, GridKind.TERMS):
        current.passages += [cell for row in table.rows for cell in row]
        return []
    current.passages += [cell for row in table.rows[: grid.first] for cell in row]
    rows = []
    used = {child.path[-1] for child in current.children}
    for at, row in enumerate(table.rows[grid.first :], grid.first + 1):
        if not any(cell.text.strip() for cell in row):
            continue
        label, step = grid.text(row, Column.NUMBER), grid.text(row, Column.STEP)
        if not label and (numbered := clause_number(step)):
            label = numbered[0].text
        digits = re.sub(r"[^0-9一二三四五六七八九十百]", "", label)
        ordinal = number_of(digits) if re.fullmatch(ORDINAL, label) else None
        ordinal = ordinal if ordinal and ordinal not in used else max(used, default=0) + 1
        used.add(ordinal)
        title = step or next(cell.text for cell in row if cell.text.strip())
        clause = ClauseText(
            label,
            (*current.path, ordinal),
            None,
            title,
            grid.kind.part or current.part,
            f"{table.place} 第 {at} 行",
            list(row),
            parent=current,
        )
        current.children.append(clause)
        rows.append(clause)
    return rows


ORDINAL = "[第（(]?[0-9一二三四五六七八九十百]{1,4}[步）).、]?"


def _number_of(passage: Passage) -> tuple[ClauseNumber, str] | None:
    """The number of a paragraph, of its list or typed, and what follows."""
    if passage.number:
        listed = clause_number(f"{passage.number} {passage.text.lstrip()}") or clause_number(passage.number + " 文")
        if listed:
            return listed[0]._replace(scheme=f"list {listed[0].scheme}"), passage.text.strip()
    return clause_number(passage.text)


def _is_bare_heading(passage: Passage, has_begun: bool) -> bool:
    """Whether a paragraph without a number is a heading."""
    words = passage.text.strip()
    label, sign, rest = words.partition("：")
    if sign and label in PLAIN_HEADINGS and (rest.strip() == "" or part_of(label) in (Part.PURPOSE, Part.SCOPE)):
        return True
    if sign and not rest and part_of(label) is not None and len(label) <= LONGEST_LABEL:
        return True
    if not is_title(words) or "\t" in words:
        return False
    return (
        passage.level > 0
        or (passage.strong and (has_begun or part_of(words) is not None))
        or (re.sub(r"\s|[【】\[\]：:]", "", words) in PLAIN_HEADINGS)
    )


PLAIN_HEADINGS = frozenset(
    re.findall(
        r"\S+",
        """
        目的 适用范围 范围 职责 职责分工 岗位职责 定义 术语和定义 流程 工作流程 操作流程 流程步骤 工作程序 步骤
        记录 相关记录 相关文件 考核指标 规定 要求 附则 总则 罚则 注意事项 行为规范 禁止行为 违规处理 管理规定 衡量指标
        """,
    )
)
"""Headings that are known without bold letters or a style."""


def _has_content(words: str) -> bool:
    """Whether a heading without a number says at once what stands under it."""
    label, sign, rest = words.partition("：")
    return bool(sign and label and rest.strip())


def _close(stack: list[_Open], number: ClauseNumber | None, passage: Passage) -> None:
    """Close the levels that a new clause does not stand in."""
    if number is None:
        while stack and (stack[-1].level == 0 or stack[-1].level >= (passage.level or 9) or passage.level == 0):
            if passage.level == 0 and stack[-1].level and stack[-1].scheme != "h0":
                break
            stack.pop()
        return
    scheme = number.scheme.removeprefix("list ")
    if scheme == ANNEX:
        stack.clear()
        return
    if scheme in CHAPTERS:
        rank = CHAPTERS.index(scheme)
        while stack and not _outranks(stack[-1], rank):
            stack.pop()
        return
    if len(number.digits) > 1:
        _close_pointed(stack, number)
        return
    alike = [at for at, level in enumerate(stack) if level.scheme == number.scheme]
    following = [at for at in alike if stack[at].ordinal + 1 == number.ordinal]
    if following:
        del stack[following[-1] :]
    elif number.ordinal == 1 and alike and alike[-1] != len(stack) - 1 and number.digits:
        pass  # a list of its own inside a clause that is numbered in the same way
    elif alike:
        del stack[alike[-1] :]
    elif passage.level:
        while stack and stack[-1].level >= passage.level:
            stack.pop()


def _close_pointed(stack: list[_Open], number: ClauseNumber) -> None:
    """4.2.1 stands in 4.2, else in 4, else by itself."""
    for length in range(len(number.digits) - 1, 0, -1):
        for at in range(len(stack) - 1, -1, -1):
            is_chapter = stack[at].scheme.removeprefix("list ") in CHAPTERS
            digits = stack[at].digits or ((stack[at].ordinal,) if is_chapter else ())
            if digits == number.digits[:length]:
                del stack[at + 1 :]
                return
    while stack and stack[-1].scheme.removeprefix("list ") not in CHAPTERS and not stack[-1].scheme.startswith("h"):
        stack.pop()


def _outranks(level: _Open, rank: int) -> bool:
    scheme = level.scheme.removeprefix("list ")
    return scheme == ANNEX or (scheme in CHAPTERS and CHAPTERS.index(scheme) < rank)


def _path(number: ClauseNumber | None, ordinal: int, stack: Sequence[_Open]) -> tuple[int, ...]:
    around = stack[-1].clause.path if stack else ()
    if number and number.scheme.removeprefix("list ") == ANNEX:
        return (ANNEXES_FROM + ordinal,)
    if number and len(number.digits) > 1 and (not around or around[0] == number.digits[0]):
        return number.digits
    return (*around, ordinal)


def _part(number: ClauseNumber | None, title: str, parent: ClauseText | None, usual: Part) -> Part:
    """The part that a clause belongs to: what its heading says, or that which it stands in."""
    if number and number.scheme.removeprefix("list ") == ANNEX:
        return Part.ANNEX
    if parent and parent.part is Part.ANNEX:
        return Part.ANNEX
    if parent is None or parent.part in (Part.OTHER, usual):
        if re.match("为了?.+(?:制定|制订|编制)", title):
            return Part.PURPOSE
        if re.match("(?:本|该).{1,12}适用于|适用于|凡.+适用。?$", title):
            return Part.SCOPE
    said = part_of(re.split("[：:]", title)[0]) if is_title(re.split("[：:]", title)[0]) else None
    is_top = parent is None or parent.parent is None
    if said and (is_title(title) or (is_top and said in (Part.PURPOSE, Part.SCOPE))):
        inner = parent.part if parent else None
        # 客户拜访要求 inside the steps is one of them
        return inner if inner in (Part.STEPS, Part.DUTIES, Part.KPIS) and not is_top else said
    if parent and parent.part is not Part.OTHER:
        return parent.part
    return usual


def give_ids(found: Sequence[ClauseText], code: str) -> None:
    """Give every clause its id: the code of the source and the numbers on the way to it; letters tell doubles apart."""
    taken: set[str] = set()
    for clause in found:
        base = f"{code}-{'.'.join(map(str, clause.path))}"
        names = [base, *(base + letter for letter in "abcdefghijklmnopqrstuvwxyz")]
        more = (f"{base}.0.{count}" for count in range(1, len(found) + 1))
        clause.id = next(name for name in (*names, *more) if name not in taken)
        taken.add(clause.id)
