"""A form as data for browsers: everything declared is there, nothing else has to be kept in step."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import fields, replace
from datetime import date

import pytest

from generator.forms.answer_errors import ANSWER_ERRORS
from generator.forms.definition import definition
from generator.forms.kinds.kind import NOT_FOR_BROWSERS
from generator.load import load_handbook
from generator.model import ChoiceField, CodePattern, Edition, Form, Handbook
from generator.render.site import web_forms
from generator.render.word.form_files import form_files
from tests.conftest import SMALL


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return load_handbook(SMALL, date(2026, 1, 15)).handbook


@pytest.fixture(scope="module")
def form(handbook) -> Form:
    """The form of the small handbook, which has every kind of field."""
    return handbook.forms["visit-record"]


def test_every_field_is_there_as_it_is_declared(form, handbook):
    """In its order, with all that the model says of it but what no browser asks for; what is left out is empty."""
    made = json.loads(json.dumps(definition(form, handbook.roles), ensure_ascii=False))
    assert made["said"] == {kind: mistake.sentence for kind, mistake in ANSWER_ERRORS.items()}
    for section, shown in zip(form.sections, made["sections"], strict=True):
        assert (shown["id"], shown["title"], shown["rows"]) == (section.id, section.title, section.rows)
        for field, data in zip(section.fields, shown["fields"], strict=True):
            declared = {
                entry.name: getattr(field, entry.name) for entry in fields(field) if entry.name not in NOT_FOR_BROWSERS
            }
            wanted = {name: _plain(value) or None for name, value in declared.items()}
            assert {name: data.get(name) or None for name in declared} == wanted
            assert data.keys() - declared.keys() <= {"wide", "own", "rules"}
            assert all(data[name] == 0 for name in ("least", "decimals") if declared.get(name) == 0)


def _plain(value: object) -> object:
    """A reference by its id, a pattern by its expression, a list of them as a list."""
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.expression if isinstance(value, CodePattern) else getattr(value, "entry", value)


def test_who_stands_alone_follows_the_layout(form, handbook):
    """As in the Word form: two short fields share a line, the others have one to themselves."""
    form_data = definition(form, handbook.roles)
    narrow = [field["id"] for field in form_data["sections"][0]["fields"] if not field.get("wide")]
    assert narrow == ["customer-name", "visit-date", "start-time", "end-time", "people", "budget"]


@pytest.mark.parametrize(
    ("options", "own"),
    [
        (("销售代表", "销售主管", "其他"), {"sales-rep": "销售代表"}),
        (("销售代表", "财务部", "法务部"), {}),
        (("同意", "不同意"), {}),
    ],
    ids=["asks-for-a-role", "one-role-among-others", "no-role"],
)
def test_a_field_that_asks_for_a_role_says_which_option_is_whose(form, handbook, options, own):
    """Only where most options are roles, and only for roles that fill the form in."""
    asked = ChoiceField(id="who", kind="choice", title="岗位", options=options)
    form_data = definition(replace(form, sections=(replace(form.sections[0], fields=(asked,)),)), handbook.roles)
    assert form_data["sections"][0]["fields"][0].get("own", {}) == own


def test_the_script_holds_the_document_that_is_offered(handbook):
    """The fillable one, byte for byte, beside the definition."""
    edition = Edition(name="next", revision="2026", approval=None, fingerprint="0" * 64, changes={})
    files = form_files(handbook, edition)
    (script,) = web_forms.web_forms(handbook, files)
    material = json.loads(script.content.decode().removeprefix("window.handbookForm = ").removesuffix(";\n"))
    assert (
        script.path == "assets/forms/visit-record.js" and b64decode(material["document"]) == files["visit-record.docx"]
    )
    assert material["definition"] == json.loads(json.dumps(definition(handbook.forms["visit-record"], handbook.roles)))
