"""Every Word form of the shipped handbook, of the draft and of every release: valid, fit to be printed, filled in and
read.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.model import Form
from generator.releases.snapshot import FOLDER
from generator.resources import HOME
from tests.render import test_filled_samples
from tests.render.word import every_form as files
from tests.render.word import test_every_form, test_filling
from tests.render.word.released import Documents, released_documents
from tests.shipped import shipped_handbook
from tests.submissions import test_recognising, test_saved_elsewhere
from tests.submissions.filled_forms import ReleasedForm, forms_of, released

pytestmark = pytest.mark.slow  # there are many

SHEETS = {
    "activity-request-form": (2, 2),
    "case-review-form": (1, 2),
    "complaint-sheet": (1, 2),
    "contract-review": (2, 2),
    "customer-score": (2, 2),
    "discount-approval": (2, 2),
    "handover-sheet": (2, 3),
    "need-application": (2, 2),
    "performance-interview": (2, 2),
    "training-record": (1, 2),
}
"""Forms that may take more than one sheet, with how many on a screen and for a pen."""
IDS = sorted(path.stem for path in (HOME / "sop" / "forms").glob("*.yaml"))
FILES = [path for path in sorted((HOME / FOLDER).glob("*/forms/*.docx")) if not path.stem.endswith(".print")]
"""What was released to be filled in. Nothing is read to say which tests there are; the last one holds it against what
is read.
"""
FORM_NAMES = [f"shipped-{id}" for id in IDS]
DOCUMENT_NAMES = [f"{path.parts[-3]}-{path.name}" for path in FILES]
RELEASED_NAMES = [f"{path.parts[-3]}-{path.stem}" for path in FILES if "." not in path.stem]
REVISIONS = [*sorted({path.parts[-3] for path in FILES}), "next"]

every_form, pages, saved = files.every_form, test_every_form.pages, test_saved_elsewhere.saved


@pytest.fixture(params=IDS)
def form_id(request: pytest.FixtureRequest) -> str:
    """Each form of the draft."""
    return request.param


@pytest.fixture
def sheets(form_id: str) -> tuple[int, int]:
    """How many sheets it may take on a screen and for a pen."""
    return SHEETS.get(form_id, (1, 1))


@pytest.fixture(params=REVISIONS)
def revision(request: pytest.FixtureRequest) -> str:
    """Each revision, and the draft."""
    return request.param


@pytest.fixture(scope="session")
def documents() -> Documents:
    """All that was ever released."""
    return released_documents(shipped_handbook())


@pytest.fixture(params=DOCUMENT_NAMES)
def document(request: pytest.FixtureRequest, documents: Documents) -> tuple[Form, bytes]:
    """Each of them."""
    return documents[request.param]


@pytest.fixture(scope="session")
def forms() -> Mapping[str, tuple[str, str]]:
    """All forms of the draft: the name of the handbook and the id of the form."""
    return forms_of("shipped")


@pytest.fixture(scope="session")
def released_forms() -> Mapping[str, ReleasedForm]:
    """All that were ever released."""
    return released("shipped")


@pytest.fixture(params=FORM_NAMES)
def form_name(request: pytest.FixtureRequest) -> str:
    """Each form, by its name among `forms`."""
    return request.param


@pytest.fixture(params=RELEASED_NAMES)
def released_name(request: pytest.FixtureRequest) -> str:
    """Each released form, by its name among `released_forms`."""
    return request.param


@pytest.fixture(params=FORM_NAMES)
def form_among_many(request: pytest.FixtureRequest, forms: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Each form: the name of the handbook and the id of the form."""
    return forms[request.param]


test_validator_finds_nothing = test_every_form.test_validator_finds_nothing
test_our_own_rules_are_kept = test_every_form.test_our_own_rules_are_kept
test_no_more_paper_than_promised = test_every_form.test_no_more_paper_than_promised
test_a_table_on_two_pages_has_its_header_on_both = test_every_form.test_a_table_on_two_pages_has_its_header_on_both
test_what_was_filled_in_is_read_on_the_page = test_every_form.test_what_was_filled_in_is_read_on_the_page
test_every_form_has_a_sample = test_filled_samples.test_every_form_of_the_handbook_has_a_sample
test_everything_stands_where_it_belongs = test_filling.test_everything_stands_where_it_belongs
test_filled_controls_are_as_word_leaves_them = test_filling.test_filled_controls_are_as_word_leaves_them
test_filled_forms_keep_to_the_standard = test_filling.test_filled_forms_keep_to_the_standard
test_only_the_answers_differ = test_filling.test_only_the_answers_differ
test_same_answers_same_bytes = test_filling.test_same_answers_same_bytes
test_libreoffice_shows_every_answer = test_filling.test_libreoffice_shows_every_answer
test_every_form_is_told_from_all_others = test_recognising.test_every_form_is_told_from_all_others
test_as_filled = test_saved_elsewhere.test_as_filled
test_without_any_controls = test_saved_elsewhere.test_without_any_controls
test_released_forms_as_filled = test_saved_elsewhere.test_released_forms_as_filled
test_saved_by_libreoffice = test_saved_elsewhere.test_saved_by_libreoffice
test_released_forms_saved_by_libreoffice = test_saved_elsewhere.test_released_forms_saved_by_libreoffice


def test_every_form_is_among_them(documents, forms, released_forms):
    """What the names of files tell is what the handbook and its releases hold: no form goes untested."""
    assert set(FORM_NAMES) == set(forms) and set(RELEASED_NAMES) == set(released_forms)
    assert set(DOCUMENT_NAMES) == set(documents)
    assert [edition.name for edition in shipped_handbook().editions] == REVISIONS
