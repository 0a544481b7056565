"""A further download for every form: its fillable document, filled in with the samples of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.forms import to_filling
from generator.forms.samples import complete_sample
from generator.model import Handbook
from generator.render.addresses import download, sample
from generator.render.word import Variant
from generator.render.word.fill import Filler


def filled_samples(handbook: Handbook, downloads: Mapping[str, bytes]) -> dict[str, bytes]:
    """By file name; nothing for a form whose samples do not make a complete record.

    `downloads` are the edition's Word forms by file name. What is released stays as it is: the samples are made anew
    from it.
    """
    documents = {}
    for form in handbook.forms.values():
        if record := complete_sample(form):
            blank = downloads[PurePosixPath(download(form, Variant.FILLABLE).path).name]
            documents[PurePosixPath(sample(form).path).name] = Filler(blank).fill(to_filling(form, record))
    return documents
