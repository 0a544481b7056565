"""The pictures in the manuals are there, light enough, and described for those who cannot see them."""

from __future__ import annotations

import re

import pytest

from generator.resources import HOME

LIMIT = 150_000
"""Bytes."""


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_pictures_are_shown(readme):
    """Each manual shows every picture that is kept, and no other; each is below the limit and has a description of its
    own.
    """
    shown = dict(re.findall(r'<img src="([^"]+)" alt="([^"]+)"', (HOME / readme).read_text(encoding="utf-8")))
    kept = {path.relative_to(HOME).as_posix(): path.stat().st_size for path in (HOME / "tests" / "pictures").iterdir()}
    assert kept and set(shown) == set(kept)
    assert {name: size for name, size in kept.items() if size >= LIMIT} == {}
    assert len(set(shown.values())) == len(shown)
