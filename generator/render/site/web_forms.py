"""Every form as a script: its definition and its fillable Word document.

A page opened from a folder can fetch nothing else.

Web forms (`templates/theme/scripts/web-form.ts`) and the read confirmation fill the document in by the tags of its
controls.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.forms.definition import definition
from generator.model import Handbook
from generator.render import Artifact
from generator.render.addresses import download, filled_name, form_script
from generator.render.word import Variant


def web_forms(handbook: Handbook, downloads: Mapping[str, bytes]) -> list[Artifact]:
    """A script for every form of the edition.

    `downloads` are the edition's Word forms by file name, those of a released one as released.
    """
    artifacts = []
    for form in handbook.forms.values():
        content = downloads[PurePosixPath(download(form, Variant.FILLABLE).path).name]
        material = {
            "definition": definition(form, handbook.roles),
            "name": filled_name(form),
            "document": b64encode(content).decode(),
        }
        text = json.dumps(material, ensure_ascii=False, separators=(",", ":"))
        artifacts.append(Artifact(form_script(form), f"window.handbookForm = {text};\n".encode()))
    return artifacts
