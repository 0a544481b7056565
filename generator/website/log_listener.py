"""A way to hear what a library writes to its log."""

from __future__ import annotations

import logging
from collections.abc import Callable


class LogListener(logging.Handler):
    """Passes every record of at least this level on to a function."""

    def __init__(self, listen: Callable[[logging.LogRecord], None], level: int = logging.NOTSET) -> None:
        super().__init__(level)
        self._listen = listen

    def emit(self, record: logging.LogRecord) -> None:
        """Called by the logger."""
        self._listen(record)
