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
