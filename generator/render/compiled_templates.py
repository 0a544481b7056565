"""How templates are read: strictly, and as they were compiled when they were last used; one whose text has changed is
compiled anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Those of this process, by name and text."""

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja."""
        if bucket.key in self._held:
            bucket.bytecode_from_string(self._held[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja."""
        self._held[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledTemplates()


def page_environment(templates: Path, **options: Any) -> Environment:
    """What fills in the pages of a folder: what is not there is a mistake; what is printed is escaped. `options` are
    Jinja's own. A template is read with one set of them only: what was compiled is known by its path and text.
    """
    return Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
        **options,
    )
