"""Handbook -> artifacts: pages, navigation, Word forms. No disk, no clock, no git."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """One file to be published."""

    path: str
    """Below the output folder, with forward slashes."""
    content: bytes
