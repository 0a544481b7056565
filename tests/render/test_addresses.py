"""Addresses: one place says where everything lives."""

from __future__ import annotations

import pytest

from generator.render import addresses
from generator.render.addresses import Address
from tests.builders import a_handbook

BOOK = a_handbook()


@pytest.mark.parametrize(
    ("target", "page", "anchor"),
    [
        ("customer-visit", "procedures/customer-visit.md", ""),
        ("customer-visit#meet", "procedures/customer-visit.md", "step-meet"),
        ("customer-visit.meet", "procedures/customer-visit.md", "step-meet"),
        ("visit-record.end-time", "forms/visit-record.md", "field-end-time"),
        ("visit-record#promises", "forms/visit-record.md", "section-promises"),
        ("dress-code#formal", "policies/dress-code.md", "rule-formal"),
        ("legal#review", "roles/legal.md", "exchange-review"),
        ("rep-path#read-visit", "onboarding/rep-path.md", "task-read-visit"),
        ("parameters#rebook", "parameters.md", "parameter-rebook"),
        ("visit-quiz#wear", "quizzes/visit-quiz.md", "question-wear"),
        ("COD-1.3a", "coverage.md", "clause-cod-1-3a"),
        ("record-on-time", "kpis/record-on-time.md", ""),
    ],
)
def test_find(target, page, anchor):
    """Every kind of target that authors and references may write has its place."""
    assert addresses.find(BOOK, target) == Address(page, anchor)


@pytest.mark.parametrize("target", ["nothing", "customer-visit#nothing", "COD-7", "dress-code.meet"])
def test_find_refuses_what_does_not_exist(target):
    """A dead link is a KeyError, never an address."""
    with pytest.raises(KeyError):
        addresses.find(BOOK, target)


@pytest.mark.parametrize(
    ("address", "page", "link"),
    [
        (Address("roles/sales-rep.md"), "procedures/customer-visit.md", "../roles/sales-rep.md"),
        (Address("index.md"), "glossary.md", "index.md"),
        (Address("procedures/a.md", "step-b"), "procedures/a.md", "#step-b"),
        (Address("procedures/a.md", "step-b"), "procedures/b.md", "a.md#step-b"),
        (Address("procedures/a.md"), "procedures/a.md", "a.md"),
        (Address("coverage.md", "clause-cod-1"), "roles/a.md", "../coverage.md#clause-cod-1"),
    ],
)
def test_relative(address, page, link):
    """Links are relative, so that an edition works in any folder and without a server."""
    assert addresses.relative(address, page) == link


def test_html():
    """The built page keeps the name of its source."""
    assert addresses.html(Address("procedures/a.md", "step-b")) == "procedures/a.html#step-b"


def test_downloads_have_a_chinese_name_that_every_system_takes():
    """Paths are ASCII; the offered name says number and title, without signs that Windows refuses."""
    form = a_handbook(form={"visit-record": {"title": "拜访/回访 记录: 表?"}}).forms["visit-record"]
    assert addresses.download(form, "fillable") == ("downloads/visit-record.docx", "XS-QR-01-拜访-回访-记录-表-.docx")
    assert addresses.download(form, "print") == (
        "downloads/visit-record.print.docx",
        "XS-QR-01-拜访-回访-记录-表-（打印版）.docx",
    )
    with pytest.raises(KeyError):
        addresses.download(form, "unknown")


def test_no_two_things_share_an_address():
    """Every item and every clause is found at a place of its own."""
    targets = [*BOOK.items, *BOOK.clauses]
    assert len({addresses.find(BOOK, target) for target in targets}) == len(targets)
