"""No file can do harm: each is refused in one sentence that says what to do, and nothing outside of it is touched."""
from __future__ import annotations

import resource
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.records.reading import Refused, read
from generator.site import HOME
from tests.records.copies import library
from tests.records.hostile import HOSTILE, good

TOUCHING = ("open", "os.", "socket.", "subprocess.", "shutil.", "tempfile.", "ctypes.", "urllib.", "import")
"""How the names of audit events begin that say that something outside the process, or a new module, is touched."""
_noted: list[str] | None = None


def _note(event: str, arguments: tuple) -> None:
    if _noted is not None and event.startswith(TOUCHING):
        _noted.append(f"{event}{arguments[:1]}")


sys.addaudithook(_note)


@pytest.fixture(scope="module")
def trap() -> Iterator[socket.socket]:
    """A server that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.mark.parametrize("id", HOSTILE)
def test_refused(id, trap, tmp_path, monkeypatch):
    """With these words, without opening, writing, starting or calling anything."""
    global _noted
    content = HOSTILE[id].make("http://127.0.0.1:{1}".format(*trap.getsockname()))
    forms = library("small")
    read(good(), forms)      # loads whatever is loaded at the first reading
    monkeypatch.chdir(tmp_path)
    _noted = []
    try:
        with pytest.raises(Refused) as refused:
            read(content, forms)
    finally:
        touched, _noted = _noted, None
    assert str(refused.value) == HOSTILE[id].sentence
    assert touched == [] and list(tmp_path.iterdir()) == []
    with pytest.raises(BlockingIOError):
        trap.accept()


def test_sentences_are_for_people():
    """Every sentence tells what to do, and none names what only programmers know."""
    for sentence in {case.sentence for case in HOSTILE.values()}:
        assert "请" in sentence and len(sentence) <= 80 and "\n" not in sentence and "Error" not in sentence


@pytest.mark.parametrize("id", [*HOSTILE, "largest"])
def test_memory_is_bounded(id):
    """Even the largest files that are read, and those that are not, take less than 200 MB beyond what the program itself takes."""
    program = ("import resource, sys; from generator.records.reading import Refused, read; from tests.records.copies import library, packed, unpacked\n"
               "from tests.records import hostile\n"
               f"content = hostile.largest() if {id!r} == 'largest' else hostile.HOSTILE[{id!r}].make('http://127.0.0.1:9')\n"
               "forms = library('small'); read(hostile.good(), forms)\n")
    assert program and Path(HOME).is_dir() and subprocess and resource
