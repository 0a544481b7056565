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
from generator.submissions.cells import EMPTY, PICTURE, TICKED, Cell, Held, squeezed
from generator.submissions.positions import Found, Place, Plan
from generator.submissions.tick_marks import CROSSED, ON, SIGNS, divided, ticked

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


def filling(plan: Plan, found: Found, own_hints: Callable[[], frozenset[str]]) -> Filling:
    """All that is filled in; what is doubtful in it is added to `found.doubts`.

    `own_hints` gives the hints that the file itself keeps.
    """
    reader = _Reader(found.doubts, own_hints)
    rows = {
        plan.tables[section].section.id: tuple(
            reader.values(row, f"第 {number} 行") for number, row in enumerate(rows, 1)
        )
        for section, rows in found.rows.items()
    }
    return Filling(reader.values(found.single, ""), rows)


class _Reader:
    """Takes the values of cells and keeps what is doubtful."""

    def __init__(self, doubts: list[str], own_hints: Callable[[], frozenset[str]]) -> None:
        self._doubts, self._where, self._own_hints = doubts, "", own_hints

    def values(self, cells: Iterable[tuple[Place, Cell]], where: str) -> dict[str, str | bool]:
        """By tag."""
        self._where, values = where, {}
        for place, cell in cells:
            values |= self._values(place, cell)
        return values

    def _doubt(self, control: Control, said: str) -> None:
        self._doubts.append(f"「{control.field.title}」{self._where}{said}")

    def _values(self, place: Place, cell: Cell) -> dict[str, str | bool]:
        planned, held = place.controls, self._held(place, cell)
        if len(held) == len(planned):
            values = {control.tag: self._value(control, held[control.tag]) for control in planned}
            beside = "".join(piece for piece in cell.pieces if isinstance(piece, str))
            if squeezed(beside) == place.printed:
                return values
            if len(cell.controls) > len(planned) and {control.tag for control in cell.controls} - {
                control.tag for control in planned
            }:
                return values  # cells that were joined: what stands beside is of several fields
            added = _brief(_unprinted(beside, place).replace(PICTURE, ""))
            if (
                added and planned[0].shape is not Shape.LINES
            ):  # there, further lines fall out of their control in some programs
                self._doubt(planned[0], f"的控件之外另有文字「{added}」，已一并读入")
            shown = {
                id(held[tag]): (TICKED if value is True else EMPTY if value is False else value)
                for tag, value in values.items()
            }
            kept = "".join(piece if isinstance(piece, str) else shown.get(id(piece), "") for piece in cell.pieces)
            return self._divided(place, kept) or values
        whole = "".join(
            piece if isinstance(piece, str) else piece.text if piece.ticked is not None else _typed(planned, piece.text)
            for piece in _once(cell)
        )
        return self._divided(place, whole) or {}

    def _held(self, place: Place, cell: Cell) -> dict[str, Held]:
        """The controls of the cell by tag; those that lost their tags in their order."""
        planned, controls = place.controls, [piece for piece in _once(cell) if isinstance(piece, Held)]
        tagged = {control.tag: control for control in reversed(controls) if control.tag}
        held = {control.tag: tagged[control.tag] for control in planned if control.tag in tagged}
        if not held and len(controls) == len(planned):
            boxes = [control.ticked is not None or squeezed(control.text) in SIGNS for control in controls]
            if boxes == [control.shape is Shape.BOX for control in planned]:
                return {control.tag: other for control, other in zip(planned, controls)}
        return held

    def _value(self, control: Control, held: Held) -> str | bool:
        if control.shape is Shape.BOX:
            return self._box(control, held)
        text = _typed([control], held.text)
        if text and held.hinting:
            if text in self._own_hints():
                return ""
            self._doubt(control, f"的控件说自己是空的，却写着「{_brief(text)}」，按写着的读")
        if control.shape is Shape.DATE and text and held.day and not date_in(text) and date_in(held.day):
            self._doubt(control, f"写的「{_brief(text)}」看不出日期，用了控件里存的 {held.day}")
            return held.day
        return self._words(control, text)

    def _words(self, control: Control, text: str) -> str:
        if PICTURE not in text:
            return text.strip()
        self._doubt(control, "里有图片，请打开原件看")
        words = text.replace(PICTURE, "").strip()
        return words or ("（图片）" if isinstance(control.field, SignatureField) else "")

    def _box(self, control: Control, held: Held) -> bool:
        shown = ticked(held.text)
        if held.ticked is None or shown is None:
            return bool(held.ticked if shown is None else shown)
        if shown != held.ticked:
            self._doubt(
                control,
                f"的方框「{held.text.strip()}」与控件的状态（{'已勾' if held.ticked else '未勾'}）不一样，以看到的为准",
            )
        return shown

    def _divided(self, place: Place, text: str) -> dict[str, str | bool] | None:
        """The values in the text of a cell. None if they cannot be told apart."""
        planned = place.controls
        boxes = [control for control in planned if control.shape is Shape.BOX]
        if not boxes:
            return {planned[0].tag: self._words(planned[0], _typed(planned, _rest(text, place)))}
        if len(place.planned.parts) == 1:
            return {planned[0].tag: self._alone(planned[0], text)}
        found = divided(place.planned.parts, text) if len(text) < LONGEST else None
        if not found:
            if text.strip():
                self._doubt(planned[0], f"写成了「{_brief(text)}」，看不出勾了哪些")
            return None
        marked, rest = found
        values: dict[str, str | bool] = {}
        for control, box in zip(boxes, marked, strict=True):
            values[control.tag] = self._marked(control, box.signs)
            if box.words:
                self._doubt(control, f"的选项后面另写了「{_brief(box.words)}」，没有读入")
        for control in planned[len(boxes) :]:
            values[control.tag], rest = self._words(control, _typed([control], rest)), ""
        if rest := rest.strip():
            self._doubt(boxes[-1], f"的选项后面另写了「{_brief(rest)}」，没有读入")
        return values

    def _alone(self, control: Control, text: str) -> bool:
        """A box that is alone in its cell."""
        said = squeezed(text)
        if not said or all(sign in SIGNS for sign in said):
            return self._marked(control, said)
        meant = said in ("是", "否", "有", "对", "已", "V", "v", "Y", "y") or any(sign in ON for sign in said)
        self._doubt(control, f"该打勾的地方写了「{_brief(text)}」，按{'已勾' if meant else '未勾'}读")
        return meant

    def _marked(self, control: Control, signs: str) -> bool:
        """Whether the signs at a box tick it."""
        if any(sign in ON for sign in signs):
            return True
        if any(sign in CROSSED for sign in signs):
            self._doubt(control, "打的是叉，按未勾读")
        return False


def _once(cell: Cell) -> list[str | Held]:
    """What stands in a cell; what a program wrote several times, only once.

    LibreOffice up to 7.4 writes a plain text control once as it is, and then again with its text once for every change
    of script in it.
    """
    kept: list[str | Held] = []
    last: Held | None = None
    seen: set[str] = set()
    for piece in cell.pieces:
        if isinstance(piece, Held):
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
        kept.append(piece)
    return kept


def _typed(controls: Iterable[Control], text: str) -> str:
    """What was filled in: nothing if it is the hint of one of these controls."""
    said = squeezed(text)
    return (
        ""
        if said in STOCK_HINTS or any(said in _hints(control.hint, control.short_hint) for control in controls)
        else text
    )


@cache
def _hints(*hints: str) -> frozenset[str]:
    return frozenset(map(squeezed, hints))


def _unprinted(text: str, place: Place) -> str:
    """The text without the words that are printed in the cell."""
    for word in place.planned.text.split():
        text = text.replace(word, "", 1)
    return text


def _rest(text: str, place: Place) -> str:
    """What is not printed in the cell: a unit may stand at its end, a label at its start."""
    text = text.strip()
    parts = place.planned.parts
    if isinstance(parts[0], str):
        text = text.removeprefix(parts[0].strip()).strip()
    return text.removesuffix(parts[-1].strip()).strip() if isinstance(parts[-1], str) else text


def _brief(text: str) -> str:
    return brief(" ".join(text.split()), 30)
