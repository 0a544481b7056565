"""What is committed below `sop/` is sound, current, and as it was released."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from generator.authoring.guide import guide
from generator.authoring.json_schema import editor_files
from generator.load import load_handbook
from generator.load.files import GUIDE
from generator.releases import snapshot
from generator.releases.reader import read_releases
from generator.releases.snapshot import FOLDER
from generator.resources import CONTENT, HOME
from tests.authoring.test_json_schema import marked
from tests.conftest import SMALL
from tests.records import test_imports, test_samples_left_out
from tests.reports.test_measuring import every_measure_runs
from tests.test_pictures import LIMIT

rules = test_samples_left_out.rules

test_every_sample_is_left_out = test_samples_left_out.test_every_sample_is_left_out
test_the_mappings_of_the_handbook = test_imports.test_the_mappings_of_the_handbook


def test_the_guide_is_current(today: date):
    """What is kept beside the content is what the model says; `sop guide` writes it anew."""
    assert (HOME / CONTENT / GUIDE).read_bytes() == guide(load_handbook(SMALL, today).handbook, documents=True)


def test_the_guide_shows_its_pictures():
    """Each once, below the limit, with a description; they stand beside the program's other documents."""
    shown = re.findall(r"(?m)^!\[([^]]{8,})]\(\.\./([^)]+)\)$", (HOME / CONTENT / GUIDE).read_text(encoding="utf-8"))
    kept = {path.relative_to(HOME).as_posix(): path.stat().st_size for path in (HOME / "docs/guide").iterdir()}
    assert kept and sorted(name for _, name in shown) == sorted(kept)
    assert {name: size for name, size in kept.items() if size >= LIMIT} == {}


@pytest.mark.parametrize("name", editor_files())
def test_the_editors_files_are_current(name: str):
    """What is kept for editors is what the model says; `sop guide` writes it anew."""
    assert (HOME / name).read_bytes() == editor_files()[name]


def test_an_editor_marks_nothing():
    """Every file of the draft is right to an editor that knows its schema."""
    assert marked(HOME) == []


def test_the_released_years_are_as_released():
    """Every revision in this repository is sound, and its documents are in canonical form to the byte."""
    releases, problems = read_releases(HOME)
    assert problems == [] and len(releases) == len([path for path in (HOME / FOLDER).glob("[0-9]*") if path.is_dir()])
    for release in releases:
        held = {name: content for name, content in release.files.items() if name.startswith(snapshot.DOCUMENTS)}
        assert {name: snapshot.canonical(json.loads(content)) for name, content in held.items()} == held
        assert release.handbook.settings.title


def test_every_measure_of_the_handbook_runs(source):
    """The measures of its KPIs fit its forms."""
    every_measure_runs(source.draft_handbook)
