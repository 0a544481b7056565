"""The documents, made and read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.importing.intake import Intake, take_in
from generator.importing.known import Known, known
from generator.importing.readers.documents import ReadDocument, read
from generator.load.files import read_folder
from tests.conftest import SMALL
from tests.importing import documents, more_documents, third_documents
from tests.importing.documents import Truth

DOCUMENTS = {**documents.DOCUMENTS, **more_documents.DOCUMENTS, **third_documents.DOCUMENTS}


@pytest.fixture(scope="session")
def made(converted: Callable[[Mapping[str, bytes], str], dict[str, Path]]) -> Callable[[Truth], bytes]:
    """The bytes of a document."""

    def make(truth: Truth) -> bytes:
        content = truth.write(truth.entries)
        return converted({"file": content}, truth.convert)["file"].read_bytes() if truth.convert else content

    return make


@pytest.fixture(scope="session")
def read_documents(made: Callable[[Truth], bytes]) -> Callable[[str], ReadDocument]:
    """What was read of each, by name; read when first asked for."""
    done: dict[str, ReadDocument] = {}

    def get(name: str) -> ReadDocument:
        if name not in done:
            done[name] = read(f"文件.{DOCUMENTS[name].suffix}", made(DOCUMENTS[name]))
        return done[name]

    return get


@pytest.fixture(scope="session")
def taken_in(read_documents: Callable[[str], ReadDocument]) -> Callable[[str], tuple[Intake, Known]]:
    """What came of each in the small handbook."""

    def get(name: str) -> tuple[Intake, Known]:
        document = read_documents(name)
        have = known((kind, id, file.data) for kind, id, file in read_folder(SMALL).files)
        return take_in(document.name, document.sha256, document.reading, have), have

    return get
