"""How fast filled copies are read and checked, beside plain python-docx only opening the same files: python -m
tests.benchmarks.reading

Prints ratios taken in one run, and the peak of memory. The time is that of one core. Nothing is asserted.
"""

from __future__ import annotations

import resource
from collections.abc import Callable
from functools import partial
from io import BytesIO
from statistics import median
from time import process_time

import docx

from generator.forms import check
from generator.submissions.reader import read
from tests.submissions.demanding import demanding
from tests.submissions.filled_forms import Variant, edited, filled, form_of, handbook_of, library
from tests.submissions.test_saved_elsewhere import flattened

ROUNDS, ROWS = 7, 5
"""How often every form is read each way, and filled rows in each of its tables."""


def _opened(content: bytes) -> None:
    docx.Document(BytesIO(content))


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes, at the median of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        taken.append(process_time() - start)
    return median(taken)


def checked(content: bytes) -> None:
    """Read and check one copy."""
    copy = read(content, library("shipped"))
    check(copy.form, copy.record)


def main() -> None:
    """Measure and print."""
    forms = list(handbook_of("shipped")[0].forms)
    copies = {
        form: filled("shipped", form, demanding(form_of("shipped", form), ROWS), Variant.EDITABLE) for form in forms
    }
    theirs = {form: seconds(partial(_opened, copies[form])) for form in forms}
    for name, made in (
        ("by tags", copies),
        ("by labels", {form: edited(content, flattened) for form, content in copies.items()}),
    ):
        ours = {form: seconds(partial(checked, made[form])) for form in forms}
        slowest = max(ours, key=ours.get)
        print(
            f"{name}: {len(forms) / sum(ours.values()):.0f} copies a second, {1000 * min(ours.values()):.1f} to "
            f"{1000 * ours[slowest]:.1f} ms "
            f"({slowest}); {sum(ours.values()) / sum(theirs.values()):.1f} times the time in which python-docx only "
            "opens them "
            f"({1000 * sum(theirs.values()) / len(forms):.1f} ms)"
        )
    print(f"peak of memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
