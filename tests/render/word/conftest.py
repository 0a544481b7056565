"""The forms and documents of the department, which the tests of Word look at."""

from __future__ import annotations

import pytest

from generator import workspace
from tests.department import DEPARTMENT, a_department
from tests.render.word import every_form as files

every_form = files.every_form


@pytest.fixture(scope="session")
def source() -> workspace.SoundWorkspace:
    """The handbook whose forms and documents are looked at."""
    return a_department()


@pytest.fixture(params=sorted(path.stem for path in (DEPARTMENT / "sop" / "forms").glob("*.yaml")))
def form_id(request: pytest.FixtureRequest) -> str:
    """Each of its forms."""
    return request.param
