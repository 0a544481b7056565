"""Ctrl-C while the program is still being loaded."""

from __future__ import annotations

import os
import subprocess
import sys

from generator.resources import HOME

LOADING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background of a shell
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "generator.load":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
from generator.__main__ import run
sys.exit(run())
"""


def test_whoever_gives_up_at_once_sees_no_traceback():
    """The signal arrives in the middle of the imports."""
    done = subprocess.run(
        [sys.executable, "-c", LOADING],
        env={**os.environ, "PYTHONPATH": str(HOME)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
