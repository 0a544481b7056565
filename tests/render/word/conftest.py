"""Real LibreOffice for the tests that look at forms as people do, and all forms of the handbook as files."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator import workspace
from generator.forms import to_filling
from generator.forms.samples import sample_record
from generator.render.word import Variant, form_document
from generator.render.word.fill import Filler
from tests.shipped import shipped_handbook


@pytest.fixture(scope="session")
def draft() -> workspace.Workspace:
    """The handbook itself."""
    return shipped_handbook()


@pytest.fixture(scope="session")
def every_form(draft: workspace.Workspace) -> dict[str, bytes]:
    """Every form of the handbook in every variant, and filled in with its samples: `visit-record-fillable`,
    `-editable`, `-print`, `-filled`.
    """
    handbook = draft.loaded.handbook
    made = {
        f"{form.id}-{variant}": form_document(form, handbook, draft.editions[-1], variant)
        for form in handbook.forms.values()
        for variant in Variant
    }
    return made | {
        f"{form.id}-filled": Filler(made[f"{form.id}-fillable"]).fill(to_filling(form, sample_record(form)))
        for form in handbook.forms.values()
    }


@pytest.fixture(scope="session")
def converted(
    soffice: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Mapping[str, bytes], str], dict[str, Path]]:
    """Convert documents, given by name, to another format with LibreOffice."""
    profile = tmp_path_factory.mktemp("libreoffice")

    def convert(documents: Mapping[str, bytes], to: str) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp("documents")
        for name, content in documents.items():
            (folder / f"{name}.docx").write_bytes(content)
        out = folder / "out"
        subprocess.run(
            [
                soffice,
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--convert-to",
                to,
                "--outdir",
                out,
                *(folder / f"{name}.docx" for name in documents),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return {name: out / f"{name}.{to}" for name in documents}

    return convert
