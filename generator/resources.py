"""Where the program finds what it ships besides Python: page templates, theme, the base configuration of MkDocs,
bundled scripts.

In a checkout they stand beside the package and are written by hand; in an installed copy they stand inside it, as
`generator.website.wheel` put them there.
"""

from __future__ import annotations

from pathlib import Path

CONTENT = "sop"
"""The folder of a handbook that its authors write in."""
RELEASED = "revisions"
"""The folder below it that holds what was released."""
PACKAGE = Path(__file__).parent
PACKED = "_data"
"""The folder of an installed package that holds them, laid out like the top of a checkout."""
INSTALLED = (PACKAGE / PACKED).is_dir()
"""Whether this is an installed copy. An editable install is a checkout."""
HOME = PACKAGE / PACKED if INSTALLED else PACKAGE.parent
TEMPLATES = HOME / "templates"
THEME = TEMPLATES / "theme"
CONFIG = HOME / "mkdocs.yml"
PACKS = HOME / "packs"
"""What a new handbook may start with; the content that they are cut from stands below `HOME`, too."""
LOCK = PACKS / "requirements.lock" if INSTALLED else HOME / "requirements.lock"
"""Every package that the program needs, with its hashes."""
HOOK = PACKAGE / "website" / "mkdocs_hook.py"
"""The hook of the preview, which `CONFIG` names by its place in a checkout."""
LOGO = THEME / "assets" / "logo.svg"
BUNDLES = "bundles"
"""The folder below `HOME` that holds, in an installed copy alone, what is bundled from the sources."""
ICONS = (180, 192, 512)
"""Widths of the logo as `icon-<width>.png`, in pixels: one for iOS, two that installing a site asks for."""
