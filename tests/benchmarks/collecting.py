"""How fast copies are collected, by how many processes, and in how much memory: python -m tests.benchmarks.collecting
[copies…]

Prints files a second for one and two processes, the processor time a file takes in the main process and in the workers,
and the most memory that the main process and a worker took, for each number of copies: memory must not grow with their
number. Nothing is asserted.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from generator.records.collection import collect
from tests.records import collected

NUMBERS = (1000, 4000)
FORMAT = ".parquet"


def fill(folder: Path, number: int) -> None:
    """So many copies: half visits, half plans, in a folder a rep."""
    for one in range(number):
        rep, day = f"A{one % 50:03}", (date(2026, 1, 1) + timedelta(one // 100)).isoformat()
        path = folder / rep / f"{day} {one}.docx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(
            collected.visit(rep, day, customer_name=f"示例机械{one}有限公司")
            if one % 2
            else collected.plan(rep, day, first=f"第 {one} 件事")
        )


def measured(folder: Path, out: Path, count: int, results: multiprocessing.Queue) -> None:
    """Collect once in a process of its own; the memory of a process only ever grows."""
    started = time.perf_counter()
    counted = collect(folder, out, collected.forms(), collected.rules(), date(2026, 3, 1), count=count)
    took = time.perf_counter() - started
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    results.put(
        (
            counted.records,
            took,
            [part.ru_utime + part.ru_stime for part in usage],
            [part.ru_maxrss / 1024 for part in usage],
        )
    )


def main() -> None:
    """Measure and print."""
    numbers = [int(argument) for argument in sys.argv[1:]] or NUMBERS
    context = multiprocessing.get_context("spawn")
    for number in numbers:
        with tempfile.TemporaryDirectory() as scratch:
            (folder := Path(scratch) / "copies").mkdir()
            fill(folder, number)
            for title, count, name in (
                ("1 process", 1, "one"),
                ("2 processes", 2, "two"),
                ("2 processes, nothing new", 2, "two"),
            ):
                results = context.Queue()
                process = context.Process(
                    target=measured, args=(folder, Path(scratch) / f"{name}{FORMAT}", count, results)
                )
                process.start()
                records, took, busy, memory = results.get()
                process.join()
                print(
                    f"{number} copies, {title}: {records} records, {number / took:.0f} files/s ({took:.1f} s); "
                    f"main process {1000 * busy[0] / number:.2f} ms a file, {memory[0]:.0f} MB; "
                    f"workers {1000 * busy[1] / number:.2f} ms a file, {memory[1]:.0f} MB",
                    flush=True,
                )


if __name__ == "__main__":
    main()
