"""Real processes, and tasks that end them, hang, or eat all memory."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from generator.untrusted.workers import CHUNK, SPACE, CannotStart, WorkerDeath, _Worker, each


def prepared(word: str) -> Callable[[str], Iterator[bytes]]:
    """What the workers of these tests do."""

    def work(task: str) -> Iterator[bytes]:
        yield f"{word} {task}".encode()
        if task == "die":
            os._exit(1)
        if task == "hang":
            threading.Event().wait()
        if task == "eat":
            try:
                bytearray(8_000_000_000)
                yield b"no limit"
            except MemoryError:
                yield b"refused"
        yield b"end"

    return work


def unprepared(word: str) -> None:
    """What never gets as far as a task."""
    os._exit(1)


def outcome(tasks: list[str], count: int, patience: float = 60.0) -> dict[str, list]:
    """All that came of every task."""
    found: dict[str, list] = {}
    for task, piece in each(tasks, prepared, "did", count, patience):
        found.setdefault(task, []).append(str(piece) if isinstance(piece, WorkerDeath) else piece)
    return found


@pytest.mark.parametrize("count", [1, 3])
def test_every_task_is_done_once(count: int):
    """However many there are, and whoever does them; pieces come in order, and then the end."""
    tasks = [f"task {number}" for number in range(3 * CHUNK + 1)]
    assert outcome(tasks, count) == {task: [f"did {task}".encode(), b"end", None] for task in tasks}


def test_nothing_to_do_starts_nothing():
    assert outcome([], 4) == {}


@pytest.mark.parametrize(("bad", "patience", "said"), [("die", 60.0, "中断"), ("hang", 0.5, "超时")])
def test_a_bad_task_is_told_and_the_rest_goes_on(bad: str, patience: float, said: str):
    """The first, one in the middle of what a worker was handed, and the last."""
    good = [f"task {number}" for number in range(10)]
    found = outcome([bad, *good[:5], bad, *good[5:], bad], 1, patience)
    assert found.pop(bad) == [f"did {bad}".encode(), said] * 3
    assert found == {task: [f"did {task}".encode(), b"end", None] for task in good}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space of a process")
def test_a_worker_has_only_so_much_memory():
    assert outcome(["eat", "task"], 1) == {
        "eat": [b"did eat", b"refused", b"end", None],
        "task": [b"did task", b"end", None],
    }


def test_workers_that_cannot_start_are_told():
    """Instead of being started again and again."""
    with pytest.raises(CannotStart):
        list(each(["task"], unprepared, "did", 2, 60.0))


@pytest.mark.skipif(
    not hasattr(signal, "pthread_sigmask"), reason="Windows cannot keep Ctrl-C from a process that is starting"
)
def test_a_worker_hears_no_ctrl_c_from_its_first_moment_on(ctrl_c):
    """Ctrl-C at a terminal reaches every process; one that is just starting would die of it with a traceback."""
    worker = _Worker(prepared, "did", SPACE)
    try:
        os.kill(worker.process.pid, signal.SIGINT)
        while not worker.pipe.poll(0.001):
            os.kill(worker.process.pid, signal.SIGINT)
        assert list(worker.results()) == [] and worker.ready
    finally:
        worker.kill()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())  # we still hear it
