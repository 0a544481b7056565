"""The documents of forms as they were released."""

from __future__ import annotations

from generator import workspace
from generator.model import Form

Documents = dict[str, tuple[Form, bytes]]


def released_documents(source: workspace.SoundWorkspace) -> Documents:
    """Every form that was ever released, to be filled in on a screen and on a phone: by revision and name, its
    definition and its document.
    """
    return {
        f"{release.approval.revision}-{name}": (form, content)
        for release in source.archive.releases
        for form in release.handbook.forms.values()
        for name, content in release.forms.items()
        if name in (f"{form.id}.docx", f"{form.id}.editable.docx")
    }
