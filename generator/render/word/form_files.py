"""Every file that readers can download, rendered from the model."""

from __future__ import annotations

from pathlib import PurePosixPath

from generator.model import Edition, Handbook
from generator.render.addresses import download
from generator.render.word import Variant, form_document


def form_files(handbook: Handbook, edition: Edition, base: bytes | None = None) -> dict[str, bytes]:
    """Every form in every variant, by its file name. `base` is the company's own base document, where it has one."""
    return {
        PurePosixPath(download(form, variant).path).name: form_document(form, handbook, edition, variant, base)
        for form in handbook.forms.values()
        for variant in Variant
    }
