"""The flow chart of a procedure as SVG, drawn at build time: no script, no request, the same bytes for the same
procedure.

One column of numbered boxes, so that the drawing is read at its full size on a phone. Steps of one phase stand in a
frame. Who does a step is said where it is somebody else than in the step before. After a step that ends the flow there
is no arrow. A branch is a line of words at the foot of its box, and a line in a lane at the right that ends at the step
it leads to. Colours come from the style sheet: `currentColor` where it says nothing.
"""

from __future__ import annotations

import unicodedata
from html import escape
from itertools import groupby, pairwise
from typing import NamedTuple

from generator.language.phrasing import spaced
from generator.model import Handbook, Procedure, Step
from generator.render.addresses import anchor_of

BOX = 256
"""Width of a box. All measures are pixels at the drawn size."""
PAD, GAP, LANE, FRAME, EDGE = 9, 20, 14, 10, 2
TITLE, NOTE = 15, 12.5
LINE, NOTE_LINE = 21, 19
NUMBER = 34
"""Room for the number of a step, left of its words."""


class _Box(NamedTuple):
    """A step with its words broken into lines, and where it stands."""

    step: Step
    number: int
    top: float
    title: tuple[str, ...]
    notes: tuple[str, ...]
    """Who does it; empty where it is the same role as in the step before."""
    branches: tuple[tuple[str, ...], ...]

    @property
    def bottom(self) -> float:
        return self.top + _height(self.title, self.notes, self.branches)

    def branch_line(self, position: int) -> float:
        """The middle of the words of a branch."""
        above = sum(len(lines) for lines in self.branches[:position]) + len(self.branches[position]) / 2
        return self.top + PAD + len(self.title) * LINE + len(self.notes) * NOTE_LINE + 4 + above * NOTE_LINE


class _Frame(NamedTuple):
    """The frame of a phase."""

    title: str
    top: float
    bottom: float


def flow(procedure: Procedure, handbook: Handbook) -> str:
    """The SVG element, without blank lines. Every box is a link to its step on the procedure's page."""
    boxes, frames, height = _layout(procedure, handbook)
    left = FRAME + EDGE if frames else EDGE
    lanes = _lanes(boxes)
    width = (
        left
        + BOX
        + (FRAME if frames else 0)
        + (LANE * (max(lanes.values(), default=-1) + 1) + 12 if lanes else 0)
        + EDGE
    )
    name = f"flow-{procedure.id}"
    parts = [
        (
            '<svg class="hb-flow" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            'role="group" '
            f'aria-labelledby="{name}-title" aria-describedby="{name}-desc" '
            f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" fill="none" stroke="none">'
        ),
        f'<title id="{name}-title">{escape(procedure.title)}流程图</title>',
        f'<desc id="{name}-desc">{escape(_in_words(procedure, handbook))}</desc>',
        (
            f'<defs><marker id="{name}-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
            'orient="auto">'
            '<path class="hb-flow-head" d="M0 0L8 4L0 8z" fill="currentColor"/></marker></defs>'
        ),
    ]
    parts += [_frame(frame) for frame in frames]
    parts += [_arrow(above, below, left, name) for above, below in pairwise(boxes) if not above.step.ends]
    parts += [
        _branch(boxes, source, position, lane, left, bool(frames), name) for (source, position), lane in lanes.items()
    ]
    parts += [_drawn(box, left) for box in boxes]
    return "\n".join([*parts, "</svg>"])


def _layout(procedure: Procedure, handbook: Handbook) -> tuple[list[_Box], list[_Frame], float]:
    numbers = {step.id: number for number, step in enumerate(procedure.steps, 1)}
    boxes: list[_Box] = []
    frames: list[_Frame] = []
    y = float(EDGE)
    previous = ""
    for phase, steps in groupby(procedure.steps, key=lambda step: step.phase):
        top = y
        y += NOTE_LINE + FRAME if phase else 0
        for step in steps:
            words = BOX - NUMBER - PAD
            title = _wrapped(step.title, words / TITLE)
            notes = _wrapped(handbook.roles[step.role].title, words / NOTE) if step.role != previous else ()
            previous = step.role
            branches = tuple(
                _wrapped(spaced(f"{branch.when}，转第", str(numbers[branch.to.entry]), "步"), words / NOTE)
                for branch in step.branches
            )
            boxes.append(_Box(step, numbers[step.id], y, title, notes, branches))
            y = boxes[-1].bottom + GAP
        if phase:
            frames.append(_Frame(phase, top, y - GAP + FRAME))
            y += FRAME
    return boxes, frames, (frames[-1].bottom if procedure.steps[-1].phase else boxes[-1].bottom) + EDGE


def _height(title: tuple[str, ...], notes: tuple[str, ...], branches: tuple[tuple[str, ...], ...]) -> float:
    extra = sum(map(len, branches)) * NOTE_LINE + 4 if branches else 0
    return 2 * PAD + len(title) * LINE + len(notes) * NOTE_LINE + extra


def _lanes(boxes: list[_Box]) -> dict[tuple[int, int], int]:
    """By (box, branch): which lane at the right the branch runs in, so that no two run over each other.

    Short ones inside.
    """
    place = {box.step.id: position for position, box in enumerate(boxes)}
    spans = sorted(
        (abs(place[branch.to.entry] - source), source, position, place[branch.to.entry])
        for source, box in enumerate(boxes)
        for position, branch in enumerate(box.step.branches)
    )
    lane_spans: list[list[tuple[int, int]]] = []
    lanes: dict[tuple[int, int], int] = {}
    for _, source, position, target in spans:
        low, high = sorted((source, target))
        lane = next(
            (lane for lane, runs in enumerate(lane_spans) if all(high < start or end < low for start, end in runs)),
            len(lane_spans),
        )
        lane_spans += [[]] if lane == len(lane_spans) else []
        lane_spans[lane].append((low, high))
        lanes[source, position] = lane
    return lanes


def _frame(frame: _Frame) -> str:
    return (
        f'<g class="hb-flow-phase"><rect x="{EDGE}" y="{frame.top:g}" width="{BOX + 2 * FRAME}" '
        f'height="{frame.bottom - frame.top:g}" rx="10" '
        'stroke="currentColor" stroke-opacity=".25"/>'
        f"{_words((frame.title,), EDGE + FRAME + NUMBER, frame.top + 18, NOTE, NOTE_LINE)}</g>"
    )


def _arrow(above: _Box, below: _Box, left: float, name: str) -> str:
    x = left + NUMBER / 2
    return (
        f'<path class="hb-flow-line" d="M{x:g} {above.bottom:g}V{below.top - 1:g}" stroke="currentColor" '
        f'marker-end="url(#{name}-head)"/>'
    )


def _branch(boxes: list[_Box], source: int, position: int, lane: int, left: float, framed: bool, name: str) -> str:
    target = next(box for box in boxes if box.step.id == boxes[source].step.branches[position].to.entry)
    side = left + BOX
    x = side + (FRAME if framed else 0) + 10 + lane * LANE
    start = boxes[source].branch_line(position)
    end = target.top + PAD + LINE / 2 + (4 if target is boxes[source] else 0)
    return (
        f'<path class="hb-flow-line hb-flow-branch" d="M{side:g} {start:g}H{x:g}V{end:g}H{side + 1:g}" '
        f'stroke="currentColor" stroke-dasharray="4 3" stroke-linejoin="round" marker-end="url(#{name}-head)"/>'
    )


def _drawn(box: _Box, left: float) -> str:
    words = left + NUMBER
    lines = box.top + PAD + len(box.title) * LINE
    # The older of the two attributes: the theme writes to the newer one when it changes pages, and what SVG gives there
    # cannot be written to.
    parts = [
        f'<a class="hb-flow-step" xlink:href="#{anchor_of(box.step)}">',
        (
            f'<rect x="{left:g}" y="{box.top:g}" width="{BOX}" height="{box.bottom - box.top:g}" rx="6" '
            'stroke="currentColor"/>'
        ),
        f'<circle cx="{left + NUMBER / 2:g}" cy="{box.top + PAD + LINE / 2:g}" r="10.5" stroke="currentColor"/>',
        (
            f'<text class="hb-flow-number" x="{left + NUMBER / 2:g}" y="{box.top + PAD + LINE / 2 + 4.5:g}" '
            f'font-size="{NOTE}" text-anchor="middle" '
            f'fill="currentColor">{box.number}</text>'
        ),
        _words(box.title, words, box.top + PAD + 15.5, TITLE, LINE, "hb-flow-title"),
        _words(box.notes, words, lines + 13.5, NOTE, NOTE_LINE, "hb-flow-role"),
    ]
    lines += len(box.notes) * NOTE_LINE + 4
    for branch in box.branches:
        parts.append(_words(branch, words, lines + 13.5, NOTE, NOTE_LINE, "hb-flow-when"))
        lines += len(branch) * NOTE_LINE
    return "".join([*parts, "</a>"])


def _words(lines: tuple[str, ...], x: float, y: float, size: float, line: float, css: str = "hb-flow-note") -> str:
    spans = "".join(
        f'<tspan x="{x:g}" dy="{line if position else 0:g}">{escape(words)}</tspan>'
        for position, words in enumerate(lines)
    )
    return f'<text class="{css}" x="{x:g}" y="{y:g}" font-size="{size:g}" fill="currentColor">{spans}</text>'


def _wrapped(text: str, widths: float) -> tuple[str, ...]:
    """Lines of at most so many Chinese characters; a Latin letter or digit counts a little more than half."""
    lines, room = [""], widths
    for character in text:
        width = 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.58
        if width > room and lines[-1]:
            lines.append("")
            room = widths
        lines[-1] += character
        room -= width
    return tuple(line.strip() for line in lines)


def _in_words(procedure: Procedure, handbook: Handbook) -> str:
    numbers = {step.id: number for number, step in enumerate(procedure.steps, 1)}
    steps = []
    for number, step in enumerate(procedure.steps, 1):
        branches = "".join(f"，{branch.when}时转第 {numbers[branch.to.entry]} 步" for branch in step.branches)
        end = "，到此结束" if step.ends else ""
        steps.append(f"第 {number} 步，{step.title}（{handbook.roles[step.role].title}）{branches}{end}")
    return "；".join(steps) + "。"
