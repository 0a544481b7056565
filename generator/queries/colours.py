"""The colours that follow from the one that a company sets, readable on light and on dark.

Contrast is that of WCAG 2.2, 1.4.3: https://www.w3.org/TR/WCAG22/#contrast-minimum
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LEAST_CONTRAST = 4.5
"""Of words with what is behind them (level AA)."""
LIGHT, DARK = ("#fbfaf7", "#ffffff", "#f3f1ea"), ("#15191a", "#1c2122", "#22292a")
"""The grounds on which words of the accent colour stand: paper, card and sunk, as in `styles/base.css`."""
WHITE, BLACK = "#ffffff", "#000000"


def contrast(one: str, other: str) -> float:
    """From 1 to 21. Colours are written #rrggbb."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share, from 0 to 1, of another."""
    parts = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def is_readable(colour: str, grounds: tuple[str, ...]) -> bool:
    """Whether words of this colour can be read on all of these grounds."""
    return all(contrast(colour, ground) >= LEAST_CONTRAST for ground in grounds)


def readable(colour: str, grounds: tuple[str, ...], towards: str) -> str:
    """The colour itself, or with as much of another in it as it takes to be readable on these grounds."""
    shares = (step / 20 for step in range(21))
    return next(made for share in shares if is_readable(made := mixed(colour, towards, share), grounds))


def on_light(colour: str) -> Mapping[str, str]:
    """The colours of light pages, by the names that the styles give them."""
    return MappingProxyType(
        {
            "--hb-accent": colour,
            "--hb-accent-hover": mixed(colour, BLACK, 0.25),
            "--hb-accent-wash": wash(colour),
            "--hb-on-accent": WHITE,
        }
    )


def wash(colour: str) -> str:
    """The ground of what is marked with the colour, on light pages."""
    return mixed(WHITE, colour, 0.08)


def on_dark(colour: str) -> Mapping[str, str]:
    """The colours of dark pages: lighter ones, which can be read there."""
    ground = mixed(DARK[1], colour, 0.15)
    accent = readable(colour, (*DARK, ground), WHITE)
    return MappingProxyType(
        {
            "--hb-accent": accent,
            "--hb-accent-hover": mixed(accent, WHITE, 0.3),
            "--hb-accent-wash": ground,
            "--hb-on-accent": readable(mixed(colour, BLACK, 0.7), (accent,), BLACK),
        }
    )


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
