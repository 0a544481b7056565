"""What is filled in in the cells that were found: the text of every control, and whether a box is ticked.

A control says it itself. Where people wrote beside a control, or no controls are left, the text of the cell is divided
at the words printed in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from generator.forms import Control, Filling, Shape
from generator.forms.spellings import date_in
from generator.language.phrasing import brief
from generator.model import SignatureField
from generator.submissions.cells import EMPTY, PICTURE, TICKED, ControlContent, DocumentCell, squeezed
from generator.submissions.positions import CellPosition, Plan, Positions
from generator.submissions.tick_marks import CROSSED, ON, SIGNS, split_at_labels, ticked

STOCK_HINTS = frozenset(
    map(
        squeezed,
        (
            "单击或点击此处输入文字。",
            "单击此处输入文字。",
            "点击此处输入文字。",
            "单击或点击以输入文字。",
            "单击这里输入文字。",
            "选择一项。",
            "选择一个项目。",
            "请选择一项。",
            "单击或点击以输入日期。",
            "单击或点击此处输入日期。",
            "单击此处输入日期。",
            "单击此处选择日期。",
            "点击此处输入日期。",
            "Click or tap here to enter text.",
            "Click here to enter text.",
            "Choose an item.",
            "Click or tap to enter a date.",
            "Click here to enter a date.",
        ),
    )
)
"""What Word and WPS show in empty controls when they have lost the hint of the form."""
LONGEST = 20_000
"""In characters: more than this is not divided."""


def filling(plan: Plan, positions: Positions, own_hints: Callable[[], frozenset[str]]) -> Filling:
    """All that is filled in; what is doubtful in it is added to `found.doubts`.

    `own_hints` gives the hints that the file itself keeps.
    """
    reader = _ValueReader(positions.doubts, own_hints)
    rows = {
        plan.tables[section].section.id: tuple(
            reader.values(row, f"第 {number} 行") for number, row in enumerate(rows, 1)
        )
        for section, rows in positions.rows.items()
    }
    return Filling(reader.values(positions.single, ""), rows)


class _ValueReader:
    """Takes the values of cells and keeps what is doubtful."""

    def __init__(self, doubts: list[str], own_hints: Callable[[], frozenset[str]]) -> None:
        self._doubts, self._where, self._own_hints = doubts, "", own_hints

    def values(self, cells: Iterable[tuple[CellPosition, DocumentCell]], where: str) -> dict[str, str | bool]:
        """By tag."""
        self._where = where
        values: dict[str, str | bool] = {}
        for place, cell in cells:
            values |= self._values(place, cell)
        return values

    def _doubt(self, control: Control, message: str) -> None:
        self._doubts.append(f"「{control.field.title}」{self._where}{message}")

    def _values(self, place: CellPosition, cell: DocumentCell) -> dict[str, str | bool]:
        controls, contents = place.controls, self._contents_by_tag(place, cell)
        if len(contents) == len(controls):
            values = {control.tag: self._value(control, contents[control.tag]) for control in controls}
            beside = "".join(piece for piece in cell.pieces if isinstance(piece, str))
            if squeezed(beside) == place.printed:
                return values
            if len(cell.controls) > len(controls) and {control.tag for control in cell.controls} - {
                control.tag for control in controls
            }:
                return values  # cells that were joined: what stands beside is of several fields
            extra = _brief(_unprinted(beside, place).replace(PICTURE, ""))
            if (
                extra and controls[0].shape is not Shape.LINES
            ):  # there, further lines fall out of their control in some programs
                self._doubt(controls[0], f"的控件之外另有文字「{extra}」，已一并读入")
            signs = {
                id(contents[tag]): (TICKED if value is True else EMPTY if value is False else value)
                for tag, value in values.items()
            }
            text = "".join(piece if isinstance(piece, str) else signs.get(id(piece), "") for piece in cell.pieces)
            return self._split(place, text) or values
        whole = "".join(
            piece
            if isinstance(piece, str)
            else piece.text
            if piece.ticked is not None
            else _typed(controls, piece.text)
            for piece in _once(cell)
        )
        return self._split(place, whole) or {}

    def _contents_by_tag(self, place: CellPosition, cell: DocumentCell) -> dict[str, ControlContent]:
        """The controls of the cell by tag; those that lost their tags in their order."""
        expected, controls = place.controls, [piece for piece in _once(cell) if isinstance(piece, ControlContent)]
        by_tag = {control.tag: control for control in reversed(controls) if control.tag}
        contents = {control.tag: by_tag[control.tag] for control in expected if control.tag in by_tag}
        if not contents and len(controls) == len(expected):
            boxes = [control.ticked is not None or squeezed(control.text) in SIGNS for control in controls]
            if boxes == [control.shape is Shape.BOX for control in expected]:
                return {control.tag: other for control, other in zip(expected, controls, strict=True)}
        return contents

    def _value(self, control: Control, content: ControlContent) -> str | bool:
        if control.shape is Shape.BOX:
            return self._box(control, content)
        text = _typed([control], content.text)
        if text and content.shows_hint:
            if text in self._own_hints():
                return ""
            self._doubt(control, f"的控件说自己是空的，却写着「{_brief(text)}」，按写着的读")
        if control.shape is Shape.DATE and text and content.day and not date_in(text) and date_in(content.day):
            self._doubt(control, f"写的「{_brief(text)}」看不出日期，用了控件里存的 {content.day}")
            return content.day
        return self._words(control, text)

    def _words(self, control: Control, text: str) -> str:
        if PICTURE not in text:
            return text.strip()
        self._doubt(control, "里有图片，请打开原件看")
        words = text.replace(PICTURE, "").strip()
        return words or ("（图片）" if isinstance(control.field, SignatureField) else "")

    def _box(self, control: Control, content: ControlContent) -> bool:
        is_ticked = ticked(content.text)
        if content.ticked is None or is_ticked is None:
            return bool(content.ticked if is_ticked is None else is_ticked)
        if is_ticked != content.ticked:
            self._doubt(
                control,
                (
                    f"的方框「{content.text.strip()}」与控件的状态（{'已勾' if content.ticked else '未勾'}）不一样，"
                    "以看到的为准"
                ),
            )
        return is_ticked

    def _split(self, place: CellPosition, text: str) -> dict[str, str | bool] | None:
        """The values in the text of a cell. None if they cannot be told apart."""
        controls = place.controls
        boxes = [control for control in controls if control.shape is Shape.BOX]
        if not boxes:
            return {controls[0].tag: self._words(controls[0], _typed(controls, _rest(text, place)))}
        if len(place.layout_cell.parts) == 1:
            return {controls[0].tag: self._alone(controls[0], text)}
        boxes_and_rest = split_at_labels(place.layout_cell.parts, text) if len(text) < LONGEST else None
        if not boxes_and_rest:
            if text.strip():
                self._doubt(controls[0], f"写成了「{_brief(text)}」，看不出勾了哪些")
            return None
        tick_boxes, rest = boxes_and_rest
        values: dict[str, str | bool] = {}
        for control, box in zip(boxes, tick_boxes, strict=True):
            values[control.tag] = self._marked(control, box.signs)
            if box.words:
                self._doubt(control, f"的选项后面另写了「{_brief(box.words)}」，没有读入")
        for control in controls[len(boxes) :]:
            values[control.tag], rest = self._words(control, _typed([control], rest)), ""
        if rest := rest.strip():
            self._doubt(boxes[-1], f"的选项后面另写了「{_brief(rest)}」，没有读入")
        return values

    def _alone(self, control: Control, text: str) -> bool:
        """A box that is alone in its cell."""
        signs = squeezed(text)
        if not signs or all(sign in SIGNS for sign in signs):
            return self._marked(control, signs)
        is_ticked = signs in ("是", "否", "有", "对", "已", "V", "v", "Y", "y") or any(sign in ON for sign in signs)
        self._doubt(control, f"该打勾的地方写了「{_brief(text)}」，按{'已勾' if is_ticked else '未勾'}读")
        return is_ticked

    def _marked(self, control: Control, signs: str) -> bool:
        """Whether the signs at a box tick it."""
        if any(sign in ON for sign in signs):
            return True
        if any(sign in CROSSED for sign in signs):
            self._doubt(control, "打的是叉，按未勾读")
        return False


def _once(cell: DocumentCell) -> list[str | ControlContent]:
    """What stands in a cell; what a program wrote several times, only once.

    LibreOffice up to 7.4 writes a plain text control once as it is, and then again with its text once for every change
    of script in it.
    """
    pieces: list[str | ControlContent] = []
    last: ControlContent | None = None
    seen: set[str] = set()
    for piece in cell.pieces:
        if isinstance(piece, ControlContent):
            if (
                last
                and not piece.tag
                and piece.plain
                and last.plain
                and piece.alias == last.alias
                and last.text in piece.text
            ):
                continue
            if piece.tag in seen:
                continue
            if piece.tag:
                seen.add(piece.tag)
            last = piece
        elif piece.strip():
            last = None
        pieces.append(piece)
    return pieces


def _typed(controls: Iterable[Control], text: str) -> str:
    """What was filled in: nothing if it is the hint of one of these controls."""
    words = squeezed(text)
    return (
        ""
        if words in STOCK_HINTS or any(words in _hints(control.hint, control.short_hint) for control in controls)
        else text
    )


@cache
def _hints(*hints: str) -> frozenset[str]:
    return frozenset(map(squeezed, hints))


def _unprinted(text: str, place: CellPosition) -> str:
    """The text without the words that are printed in the cell."""
    for word in place.layout_cell.text.split():
        text = text.replace(word, "", 1)
    return text


def _rest(text: str, place: CellPosition) -> str:
    """What is not printed in the cell: a unit may stand at its end, a label at its start."""
    text = text.strip()
    parts = place.layout_cell.parts
    if isinstance(parts[0], str):
        text = text.removeprefix(parts[0].strip()).strip()
    return text.removesuffix(parts[-1].strip()).strip() if isinstance(parts[-1], str) else text


def _brief(text: str) -> str:
    return brief(" ".join(text.split()), 30)
