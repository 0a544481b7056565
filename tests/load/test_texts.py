"""What authors write in texts: nothing of it is printed raw, left open or still to be written without a report."""

from __future__ import annotations

import json

import pytest

from tests.load.editing import edit, reports
from tests.load.text_errors import PLACES, SOUND_TEXTS, TEXT_ERRORS


def put(root, place: str, text: str) -> str:
    """Write a text in the place of another; gives the file."""
    file, before, old = PLACES[place]
    edit(root, file, before + old, before + json.dumps(text, ensure_ascii=False))
    return file


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [(place, text, told) for place, rows in TEXT_ERRORS.items() for text, told in rows],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_would_be_printed_raw_is_told(small, place, text, told):
    """Exactly one report, with what to write instead."""
    file = put(small, place, text)
    assert reports(small) == [f"{file}:{told}"]


@pytest.mark.parametrize(
    ("place", "text"),
    [(place, text) for place, texts in SOUND_TEXTS.items() for text in texts],
    ids=lambda value: value,
)
def test_sound_texts_are_left_alone(small, place, text):
    """What only looks like markup is what its author meant."""
    put(small, place, text)
    assert reports(small) == []


def test_a_phase_that_comes_back(small):
    """The page would show the same heading twice, with other steps between."""
    edit(small, "procedures/customer-visit.yaml", "    phase: 拜访中\n", "    phase: 拜访前\n")
    edit(
        small,
        "procedures/customer-visit.yaml",
        "    title: 确认时间地点\n    phase: 拜访前\n",
        "    title: 确认时间地点\n    phase: 拜访后\n",
    )
    assert reports(small) == [
        (
            "procedures/customer-visit.yaml:41:12 E443 阶段「拜访前」结束以后又回来了 → "
            "中间隔着「确认时间地点」：请调整步骤的先后，或给后面这一段另起一个阶段名"
        ),
        (
            "procedures/customer-visit.yaml:54:12 E443 阶段「拜访后」结束以后又回来了 → "
            "中间隔着「面谈」：请调整步骤的先后，或给后面这一段另起一个阶段名"
        ),
    ]
