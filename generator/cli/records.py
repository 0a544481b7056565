"""The commands for filled forms."""
from __future__ import annotations
