"""Visual Studio Code on the draft: its formatter changes nothing, and its YAML extension marks nothing."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from generator.load.files import read_folder
from generator.resources import HOME
from tests.authoring.language_server import language_server

pytestmark = pytest.mark.slow  # every file of the draft through the real server


def test_an_editor_leaves_the_draft_alone():
    """Format Document gives the same bytes, and nothing is underlined, in every file with the settings committed."""
    files = [file for _, _, file in read_folder(HOME).files]
    with language_server(HOME) as server, ExitStack() as opened:
        editors = {file.file: opened.enter_context(server.opened(HOME / file.file, file.text)) for file in files}
        told = {name: [*editor.marks(), *editor.formatted()] for name, editor in editors.items()}
    assert len(told) > 100
    assert {name: changes for name, changes in told.items() if changes} == {}
