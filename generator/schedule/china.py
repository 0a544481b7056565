"""The clock of China."""

from __future__ import annotations

from datetime import timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has no summer time since 1991; a fixed offset needs no database of time zones, which Windows does not have."""
