"""The tests of the program where another handbook stands below `sop/`: `python -m tests.engine_alone [options of
pytest]`.

What an author changes there can break a test of the content, which is left out here, but no other: that is what a
run of this shows. The copy in which it runs is taken away afterwards.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generator.resources import HOME
from tests.checkout import copied
from tests.conftest import SMALL


def main(options: list[str]) -> int:
    """Copy the program, put the small handbook into it, run all tests but those of the content; gives pytest's exit
    code.
    """
    with tempfile.TemporaryDirectory() as name:
        root = copied(Path(name, "handbook"), "sop")
        for path in (root / "tests" / "content").glob("*.py"):
            path.unlink()
        shutil.copytree(SMALL / "sop", root / "sop")
        # The packages of npm are what a lock says, whatever stands below `sop/`: they need not be fetched again.
        for packages in ("node", "nu", "sdk"):
            if (HOME / "build" / packages).is_dir():
                shutil.copytree(HOME / "build" / packages, root / "build" / packages, symlinks=True)
        return subprocess.run([sys.executable, "-m", "pytest", *options], cwd=root, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
