"""The forms of which copies are read: those of the department, of the small handbook and of invented ones."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.submissions.filled_forms import ReleasedForm, forms_of, released

FORMS, RELEASED = forms_of("department", "small", "invented"), released("department")


@pytest.fixture(scope="session")
def forms() -> Mapping[str, tuple[str, str]]:
    """All of them: the name of the handbook and the id of the form."""
    return FORMS


@pytest.fixture(scope="session")
def released_forms() -> Mapping[str, ReleasedForm]:
    """All that were ever released."""
    return RELEASED


@pytest.fixture(params=FORMS)
def form_name(request: pytest.FixtureRequest) -> str:
    """Each form, by its name among `forms`."""
    return request.param


@pytest.fixture(params=RELEASED)
def released_name(request: pytest.FixtureRequest) -> str:
    """Each released form, by its name among `released_forms`."""
    return request.param


@pytest.fixture(params=forms_of("department").values(), ids=forms_of("department"))
def form_among_many(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Each form of a handbook that has many: the name of the handbook and the id of the form."""
    return request.param
