"""The Word form that readers sign for what they have read, as a script: a page opened from a folder can fetch nothing else.

The reading page fills it in by the tags of its controls, see `templates/theme/scripts/confirmation-form.ts`.
"""
from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.model import Handbook

from . import Artifact
from .addresses import CONFIRMATION, CONFIRMATION_SCRIPT, download
from .docx import Variant


def confirmation_form(handbook: Handbook, downloads: Mapping[str, bytes]) -> list[Artifact]:
    """Nothing where the handbook has no such form. `downloads` are the edition's Word forms by file name."""
    form = handbook.forms.get(CONFIRMATION)
    if form is None:
        return []
    content = downloads[PurePosixPath(download(form, Variant.FILLABLE).path).name]
    return [Artifact(CONFIRMATION_SCRIPT, f'window.handbookForm = "{b64encode(content).decode()}";\n'.encode())]
