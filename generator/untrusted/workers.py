"""Many small tasks on all cores, which no bad one can stop.

Every worker is a process of its own with one pipe. A task that makes its worker die or hang is reported, the worker
replaced, and the rest goes on. Works wherever `multiprocessing` can spawn, Windows included.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

Task = TypeVar("Task")
Work = Callable[[Any], Iterable[bytes]]

CHUNK = 32
"""Tasks that a worker gets at once."""
DONE = b"\0"
READY = b"\1"
START = 60.0
"""Seconds that a worker may take to start, at the least."""
SPACE = 2_000_000_000
"""Bytes of address space for a worker, if nothing else is said."""


class WorkerDeath(Exception):
    """The worker ended, or was ended because it took too long; says which."""


class CannotStart(Exception):
    """No worker gets as far as its first task."""


def each(
    tasks: Iterable[Task], prepare: Callable[..., Work], argument: Any, count: int, patience: float, space: int = SPACE
) -> Iterator[tuple[Task, bytes | WorkerDeath | None]]:
    """Let at most `count` workers do the tasks, in any order, each in `space` bytes of address space where the
    system can limit it.

    Every worker calls `prepare(argument)` once, and what that gives with each task; both must be importable, and what
    is handed over picklable. Gives (task, piece) for every piece of a result, (task, None) when it is complete, and
    (task, WorkerDeath) in place of that when the worker died, or gave no sign for `patience` seconds. Raises
    CannotStart.
    """
    source = iter(tasks)
    waiting = deque(islice(source, CHUNK + 1))

    def some() -> list[Task]:
        """The next tasks; those that a lost worker did not get to come first."""
        batch = [waiting.popleft() for _ in range(min(CHUNK, len(waiting)))]
        return batch or list(islice(source, CHUNK))

    at_once = count if len(waiting) > CHUNK else min(1, len(waiting))
    workers = [_Worker(prepare, argument, space) for _ in range(at_once)]
    try:
        while workers:
            for worker in workers:
                if (
                    worker.ready
                    and not worker.tasks
                    and not worker.assign(some())
                    and not any(other.tasks for other in workers)
                ):
                    return
            busy = [worker for worker in workers if worker.tasks or not worker.ready]
            seconds_left = min(worker.until(patience) for worker in busy) - time.monotonic()
            readable = wait([worker.pipe for worker in busy], timeout=max(0.0, seconds_left))
            for worker in busy:
                death = None
                if worker.pipe in readable:
                    try:
                        yield from worker.results()
                    except (EOFError, OSError):
                        death = WorkerDeath("中断")
                elif time.monotonic() > worker.until(patience):
                    death = WorkerDeath("超时")
                if death:
                    worker.kill()
                    if not worker.ready:
                        raise CannotStart
                    # Whoever is lost before it got its tasks has not died of one of them.
                    if worker.tasks:
                        yield worker.tasks.popleft(), death
                    waiting.extend(worker.tasks)
                    workers[workers.index(worker)] = _Worker(prepare, argument, space)
    finally:
        for worker in workers:
            worker.kill()


class _Worker:
    def __init__(self, prepare: Callable[..., Work], argument: Any, space: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, prepare, argument, space), daemon=True)
        with _deaf():
            self.process.start()
        theirs.close()
        self.tasks: deque[Any] = deque()
        self.ready = False
        self.since = time.monotonic()

    def assign(self, tasks: list[Any]) -> bool:
        """Give it tasks, if there are any; it must be waiting for them, so that neither side blocks the other."""
        if tasks:
            self.tasks.extend(tasks)
            self.since = time.monotonic()
            with suppress(OSError):  # that it is gone is seen when its answer is read
                self.pipe.send(tasks)
        return bool(tasks)

    def until(self, patience: float) -> float:
        """When its time is up."""
        return self.since + (patience if self.ready else max(patience, START))

    def results(self) -> Iterator[tuple[Any, bytes | None]]:
        """What it sent. Raises EOFError or OSError if it is gone."""
        piece = self.pipe.recv_bytes()
        self.since = time.monotonic()
        if piece == READY:
            self.ready = True
        elif piece == DONE:
            yield self.tasks.popleft(), None
        else:
            yield self.tasks[0], piece

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


@contextmanager
def _deaf() -> Iterator[None]:
    """A process started in here does not hear Ctrl-C, not even while Python itself is starting in it; ours hears it
    afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # started by the first process, it would lift the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, prepare: Callable[..., Work], argument: Any, space: int) -> None:
    """What a worker does until it is sent None, or whoever started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started it: see `_deaf`
    limit_memory(space)
    work = prepare(argument)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send_bytes(READY)
        while (tasks := pipe.recv()) is not None:
            for task in tasks:
                for piece in work(task):
                    pipe.send_bytes(piece)
                pipe.send_bytes(DONE)


def limit_memory(space: int) -> None:
    """Keep this process within `space` bytes of address space, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (space, resource.getrlimit(resource.RLIMIT_AS)[1]))
