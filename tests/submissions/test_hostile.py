"""No file can do harm: each is refused in one sentence that says what to do, and nothing outside of it is touched."""

from __future__ import annotations

import json
import random
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from generator.forms import check
from generator.resources import HOME
from generator.submissions.reader import Refusal, read
from tests.submissions.filled_forms import edited, library
from tests.submissions.hostile import HOSTILE, dearest, good

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
    global _noted  # noqa: PLW0603 - an audit hook stays for good, and writes where it was told last
    content = HOSTILE[id].make("http://127.0.0.1:{1}".format(*trap.getsockname()))
    forms = library("small")
    read(good(), forms)  # loads whatever is loaded at the first reading
    monkeypatch.chdir(tmp_path)
    _noted = []
    try:
        with pytest.raises(Refusal) as refused:
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


@pytest.mark.parametrize("seed", range(24))
def test_damaged_copies_are_read_or_refused(seed):
    """Whatever is broken, in the file or in its main part, a reader gets a record or a sentence, and nothing else."""
    chance = random.Random(seed)
    content = bytearray(good())
    if seed % 3 == 0:
        for _ in range(chance.randrange(1, 20)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        damaged = bytes(content)
    else:
        damaged = edited(good(), lambda root: _muddled(root, chance))
    try:
        copy = read(damaged, library("small"))
        assert json.loads(json.dumps(copy.record)) == copy.record and check(copy.form, copy.record) is not None
    except Refusal as refused:
        assert "请" in str(refused)  # noqa: PT017 - either of the two may happen


def _muddled(root: etree._Element, chance: random.Random) -> None:
    """Some elements gone, moved into others, or turned into others."""
    elements = [*root.iter()][2:]
    for _ in range(chance.randrange(1, 40)):
        one, other = chance.choice(elements), chance.choice(elements)
        if chance.random() < 0.3:
            one.tag = other.tag
        elif one.getparent() is not None and chance.random() < 0.5:
            one.getparent().remove(one)
        elif one is not other and one not in other.iterancestors():
            other.append(one)


FRUGAL = """
import resource, sys
from pathlib import Path
from generator.submissions.reader import Refusal, read
from tests.submissions.filled_forms import filled, library
forms = library("small")
read(filled("small", "visit-record"), forms)
taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (taken + 200_000_000,) * 2)
for path in sys.argv[1:]:
    try:
        read(Path(path).read_bytes(), forms)
        print("read")
    except Refusal:
        print("refused")
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="asks Linux how much memory a process has")
def test_memory_is_bounded(tmp_path):
    """Every hostile file, and the largest that is just read, takes less than 200 MB beyond what the program itself
    takes.
    """
    files = []
    for number, content in enumerate([*(case.make("http://127.0.0.1:9") for case in HOSTILE.values()), dearest()]):
        files.append(tmp_path / f"{number}.docx")
        files[-1].write_bytes(content)
    run = subprocess.run(
        [sys.executable, "-c", FRUGAL, *files], cwd=HOME, capture_output=True, text=True, timeout=120, check=False
    )
    assert (run.stdout.split(), run.stderr) == (["refused"] * len(HOSTILE) + ["read"], "")
