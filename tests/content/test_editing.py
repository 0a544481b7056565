"""What the editor does to the files of the shipped handbook."""

from __future__ import annotations

import pytest

from generator.editing.operations import Put, intended
from generator.editing.text_changes import changed
from generator.load.documents import decode, parse
from generator.load.files import read_folder
from generator.model import KINDS
from generator.resources import HOME
from tests.editing.test_operations import other, scalars

SOME, MORE = 10, 40
"""So many values of each file are tried in every run, and where there is time."""


@pytest.mark.parametrize("count", [SOME, pytest.param(MORE, marks=pytest.mark.exhaustive)], ids=["some", "more"])
def test_another_value_is_one_other_line(count):
    """Of every file: its line is another, no other is, and the document says what was meant."""
    tried = 0
    for kind, _, file in read_folder(HOME).files:
        content, values = (HOME / file.file).read_bytes(), list(scalars(file.data))
        step = max(len(values) // count, 1)
        for path, value in values[tried % step :: step]:
            put = Put(path, other(value))
            after = changed(content, file.file, KINDS[kind].cls, put)
            old, new = content.split(b"\n"), after.split(b"\n")
            assert len(old) == len(new), (file.file, path)
            lines = [at for at, (one, two) in enumerate(zip(old, new, strict=True)) if one != two]
            assert lines == [file.place(path).line - 1], (file.file, path)
            assert parse(decode(after, ""), "").data == intended(file.data, put)
            tried += 1
    assert tried > 1000
