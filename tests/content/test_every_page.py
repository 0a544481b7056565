"""The shipped handbook from its first page to its last, in real programs: what takes long because there is so much of
it.
"""

from __future__ import annotations

import pytest

from generator.resources import HOME
from tests.render.word import every_form as files
from tests.render.word import test_book, test_sdk
from tests.site import test_access, test_offline, test_print
from tests.site.test_web_form import works_on_a_phone

pytestmark = pytest.mark.exhaustive

visitor, printed = test_offline.visitor, test_print.printed
every_form, sdk, whole = files.every_form, test_sdk.sdk, test_book.whole

test_axe_finds_nothing = test_access.test_axe_finds_nothing
test_no_page_is_wider_than_a_phone_or_asks_another_host = (
    test_access.test_no_page_is_wider_than_a_phone_or_asks_another_host
)
test_every_page_in_force_opens_after_one_visit_without_a_network = (
    test_offline.test_every_page_in_force_opens_after_one_visit_without_a_network
)
test_every_page_opens_from_a_folder = test_offline.test_every_page_opens_from_a_folder
test_a_printed_page_is_a_clean_document = test_print.test_a_printed_page_is_a_clean_document
test_nothing_of_the_handbook_is_lost = test_book.test_nothing_of_a_whole_handbook_is_lost
test_nothing_of_an_item_is_lost = test_book.test_nothing_of_an_item_is_lost
test_every_heading_is_in_the_outline = test_book.test_every_heading_of_a_whole_handbook_is_in_the_outline
test_every_form_is_valid = test_sdk.test_every_form_is_valid


@pytest.mark.parametrize("id", sorted(path.stem for path in (HOME / "sop" / "forms").glob("*.yaml")))
def test_every_form_works_on_a_phone(page, address, built, source, id, tmp_path):
    """Opens, is worked through and becomes the document that the program makes."""
    works_on_a_phone(page, address, built, source.draft.handbook.forms[id], tmp_path)
