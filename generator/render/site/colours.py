"""The style sheet of the company's colour."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import Settings
from generator.queries.colours import on_dark, on_light
from generator.render import Artifact

PATH = "assets/colours.css"


def colours(settings: Settings) -> tuple[Artifact, ...]:
    """What stands in the place of the accent colours of the theme; nothing where the company sets none."""
    if not settings.colour:
        return ()
    light, dark = _lines(on_light(settings.colour)), _lines(on_dark(settings.colour))
    text = f':root {{\n{light}}}\n\n@media screen {{\n[data-md-color-scheme="slate"] {{\n{dark}}}\n}}\n'
    return (Artifact(PATH, text.encode()),)


def _lines(values: Mapping[str, str]) -> str:
    return "".join(f"  {name}: {value};\n" for name, value in values.items())
