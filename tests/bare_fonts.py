"""A machine without the fonts that documents ask for, as a bare Debian with Noto is one."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from generator.system.libreoffice import FONTCONFIG

WESTERN = (
    "Times New Roman",
    "Liberation Serif",
    "Tinos",
    "Nimbus Roman",
    "Arial",
    "Liberation Sans",
    "Arimo",
    "Nimbus Sans",
)


def without_western_fonts(folder: Path) -> Path:
    """A file for FONTCONFIG_FILE by which this machine has no font with the widths of Times or Arial."""
    rejected = "".join(
        f'<pattern><patelt name="family"><string>{escape(family)}</string></patelt></pattern>' for family in WESTERN
    )
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<include>{FONTCONFIG}</include><selectfont><rejectfont>{rejected}</rejectfont></selectfont></fontconfig>",
        encoding="utf-8",
    )
    return file
