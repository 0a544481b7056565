"""`sop`, and `python -m generator`, which is the same: nothing is imported before Ctrl-C is understood."""

from __future__ import annotations

import sys

INTERRUPTED = 1
"""As where a command is given up while it runs."""


def run() -> int:
    """Run one command. Whoever gives up while the program is still being loaded sees no traceback."""
    try:
        from generator.cli import main

        return main()
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(run())
