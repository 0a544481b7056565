"""Real LibreOffice, for the tests that look at documents as people do."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest


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
