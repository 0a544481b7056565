"""The same form gives the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.render.word import Variant, form_document
from tests.render.word.sample_forms import EVERY_KIND, HANDBOOK, RELEASED

PRINT_HASHES = """
import hashlib
from generator.render.word import Variant, form_document
from tests.render.word.sample_forms import DRAFT, EVERY_KIND, HANDBOOK, RELEASED
for edition in (DRAFT, RELEASED):
    for variant in Variant:
        print(hashlib.sha256(form_document(EVERY_KIND, HANDBOOK, edition, variant)).hexdigest())
"""


def hashes(**environment: str) -> list[str]:
    """Of all variants, made in a process of its own."""
    result = subprocess.run(
        [sys.executable, "-c", PRINT_HASHES],
        env={**os.environ, **environment},
        cwd=Path.cwd(),
        check=True,
        capture_output=True,
        text=True,
    )
    return result.stdout.split()


def test_bytes_do_not_depend_on_where_and_when():
    """Other hash seeds, another time zone, another language, another time: the same files."""
    first = hashes(PYTHONHASHSEED="0", TZ="Asia/Shanghai")
    assert len(set(first)) == len(first) == 6
    assert (
        hashes(PYTHONHASHSEED="1", TZ="America/New_York", LC_ALL="C")
        == hashes(PYTHONHASHSEED="4242", TZ="UTC")
        == first
    )


@pytest.mark.parametrize("variant", list(Variant))
def test_archive_knows_no_time(variant):
    """Entries are in a fixed order and of a fixed day."""
    archive = ZipFile(BytesIO(form_document(EVERY_KIND, HANDBOOK, RELEASED, variant)))
    names = archive.namelist()
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"] and names[2:] == sorted(names[2:])
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
