"""The colours that follow from a company's own: readable everywhere, by the figures of WCAG."""

from __future__ import annotations

import re

import pytest

from generator.queries.colours import (
    BLACK,
    DARK,
    LEAST_CONTRAST,
    LIGHT,
    WHITE,
    contrast,
    is_readable,
    on_dark,
    on_light,
    readable,
    wash,
)
from generator.render.site.colours import colours
from generator.resources import THEME
from tests.builders import DATA, a_handbook

COLOURS = ("#0f5f60", "#c00000", "#1f5fa8", "#003366", "#7a1fa2", "#333333", "#f0a020", "#ffee00", "#00c8ff")
KNOWN = {
    ("#000000", "#ffffff"): 21.0,
    ("#777777", "#ffffff"): 4.48,
    ("#767676", "#ffffff"): 4.54,
    ("#0000ff", "#ffffff"): 8.59,
}
"""Ratios as the tools of the W3C and WebAIM give them."""


@pytest.mark.parametrize("pair", KNOWN, ids="-".join)
def test_contrast_is_that_of_the_standard(pair):
    assert contrast(*pair) == contrast(*reversed(pair)) == pytest.approx(KNOWN[pair], abs=0.005)


def test_the_grounds_are_those_of_the_styles():
    """What the colour is judged on is what it stands on."""
    style = (THEME / "styles/base.css").read_text(encoding="utf-8")
    light, dark = style.split('[data-md-color-scheme="slate"] {')[:2]
    for grounds, text in ((LIGHT, light), (DARK, dark)):
        assert tuple(re.search(rf"--hb-{name}: (#\w+)", text)[1] for name in ("paper", "card", "sunk")) == grounds


@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_can_be_made_readable(colour):
    """By the least step towards black; on dark pages by one towards white, and so can what stands on it."""
    light = readable(colour, (*LIGHT, wash(colour)), BLACK)
    assert is_readable(light, (*LIGHT, WHITE))
    dark = on_dark(colour)
    assert is_readable(dark["--hb-accent"], (*DARK, dark["--hb-accent-wash"]))
    assert contrast(dark["--hb-on-accent"], dark["--hb-accent"]) >= LEAST_CONTRAST
    assert contrast(on_light(light)["--hb-on-accent"], light) >= LEAST_CONTRAST


def test_without_a_colour_the_theme_has_its_own():
    settings = a_handbook().settings
    assert colours(settings) == ()
    own = a_handbook(settings={"settings": {**DATA["settings"]["settings"], "colour": "#c00000"}}).settings
    [sheet] = colours(own)
    assert sheet.content.decode().count("--hb-accent: ") == 2 and "--hb-accent: #c00000;" in sheet.content.decode()
