"""The rules of web forms, run in a browser, against those of the program: the same sentences, numbers, texts and
sums.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.forms import INCOMPLETE, Filling, check, from_filling, shown, to_filling, total_of
from generator.forms.definition import definition
from generator.model import CodePattern, MoneyField, NumberField
from generator.website import bundling, node
from tests.forms.checking_cases import CASES, COMPLETE, record_of
from tests.forms.rule_cases import CASES as RULE_CASES
from tests.forms.rule_cases import FILLED, form_with
from tests.forms.understood_cases import CODES, NUMBERS, PHONES

VALUES = (
    0,
    1,
    -1,
    999,
    1000,
    -1000,
    1234567,
    1234.5,
    -1234567.25,
    0.1,
    0.12,
    100.1,
    1e6,
    10_000_000.07,
    0.0001,
    33.3333,
)


@pytest.fixture(scope="module")
def script(tmp_path_factory) -> Path:
    """The rules of web forms, bundled as the variable `rules`."""
    made = tmp_path_factory.mktemp("rules")
    node.install()
    (made / "entry.ts").write_text("".join(f'export * from "{node.SCRIPTS}/{name}";\n' for name in MODULES))
    node.run_installed(
        "esbuild/bin/esbuild",
        str(made / "entry.ts"),
        "--bundle",
        "--format=iife",
        "--global-name=rules",
        f"--target={bundling.TARGET}",
        "--charset=utf8",
        f"--outfile={made / 'rules.js'}",
    )
    return made / "rules.js"


MODULES = ("web-form-rules.ts", "web-form-answers.ts", "web-form-codes.ts")
"""What of the scripts has its like in the program."""


@pytest.fixture(scope="module")
def rules(chromium_process, script, form):
    """Calls a function of the scripts in the browser, once for each list of arguments; 'the form' stands for the form's
    definition.
    """

    def call(name, calls):
        page = chromium_process.running().new_page()
        page.add_script_tag(path=script)
        page.evaluate("form => { window.form = form; }", definition(form, {}))
        answers = page.evaluate(
            (
                "([name, calls]) => calls.map((call) => rules[name](...call.map((one) => one === 'the form' ? form : "
                "one)))"
            ),
            [name, [list(call) for call in calls]],
        )
        page.close()
        return answers

    return call


@pytest.fixture(scope="module")
def said(rules) -> dict[str, list[dict]]:
    """What the browser says of each case."""
    return dict(
        zip(
            CASES,
            rules("check", [("the form", record_of(changes), None) for changes, _ in CASES.values()]),
            strict=False,
        )
    )


@pytest.fixture(scope="module")
def numbers(rules) -> dict[tuple[str, str], float | None]:
    """What the browser takes each text for."""
    return dict(zip(NUMBERS, rules("numberIn", [(text.strip(), unit) for unit, text in NUMBERS]), strict=False))


@pytest.mark.parametrize("name", CASES)
def test_the_same_is_said(said, form, name):
    """Of every record the browser says what the program says, in the same order, of the same places."""
    assert [remark["text"] for remark in said[name]] == CASES[name][1]
    assert [(remark["kind"], remark["key"], remark["section"], remark["row"]) for remark in said[name]] == [
        (remark.kind, remark.key, remark.section, remark.row) for remark in check(form, record_of(CASES[name][0]))
    ]


@pytest.mark.parametrize(("unit", "text"), NUMBERS)
def test_the_same_numbers_are_understood(numbers, unit, text):
    """Full-width digits, commas, units and 万, as people type them."""
    assert numbers[unit, text] == NUMBERS[unit, text]


def test_the_same_is_said_of_rules(rules):
    """Of every record that keeps or breaks rules between fields: the same sentences, in the same order and places."""
    forms = {name: form_with(*between) for name, (between, _, _) in RULE_CASES.items()}
    calls = [(definition(forms[name], {}), record, FILLED.isoformat()) for name, (_, record, _) in RULE_CASES.items()]
    for (name, (_, record, sentences)), said in zip(RULE_CASES.items(), rules("check", calls), strict=True):
        assert [remark["text"] for remark in said] == sentences, name
        assert [(remark["kind"], remark["key"], remark["section"], remark["row"]) for remark in said] == [
            (remark.kind, remark.key, remark.section, remark.row) for remark in check(forms[name], record, FILLED)
        ], name


def test_the_same_telephone_numbers_are_understood(rules):
    """Areas and extensions, +86 and spaces, as people type them."""
    assert dict(zip(PHONES, rules("phoneIn", [(text.strip(),) for text in PHONES]), strict=True)) == PHONES


def test_the_same_codes_are_understood(rules):
    """A pattern is read alike: both engines take the same texts for the company's own."""
    asked = [(text.strip(), CodePattern.parse(pattern).expression) for pattern, text in CODES]
    assert dict(zip(CODES, rules("codeIn", asked), strict=True)) == CODES


@pytest.mark.parametrize(
    "field",
    [MoneyField(id="a", kind="money", title="甲"), NumberField(id="a", kind="number", title="甲")],
    ids=["money", "number"],
)
def test_numbers_are_shown_alike(rules, field):
    """With commas where they are amounts, and without needless zeros."""
    assert rules("shown", [({"id": "a", "kind": field.kind, "title": "甲"}, value) for value in VALUES]) == [
        shown(field, value) for value in VALUES
    ]


def test_the_same_is_written(rules, form):
    """Texts and ticks of all controls, worked-out totals among them, of all records that may become a document; empty
    ones may be left out.
    """
    records = [
        record
        for record in (record_of(changes) for changes, _ in CASES.values())
        if all(remark.kind in INCOMPLETE for remark in check(form, record))
    ]
    assert len(records) > 10
    for record, ours in zip(records, rules("toFilling", [("the form", record) for record in records]), strict=False):
        theirs = to_filling(form, record)
        assert there(ours["single"]) == there(theirs.single)
        assert {id: [there(row) for row in rows] for id, rows in ours["rows"].items()} == {
            id: [there(row) for row in rows] for id, rows in theirs.rows.items()
        }


def there(held: dict[str, str | bool]) -> dict[str, str | bool]:
    """What stands in controls, without empty ones."""
    return {tag: value for tag, value in held.items() if value}


def test_totals_are_the_same(rules, form):
    """Scores times their weight; nothing while one is missing."""
    field = next(
        field for section in definition(form, {})["sections"] for field in section["fields"] if field["id"] == "total"
    )
    records = [COMPLETE, {"prepared": 3}, {"prepared": 3, "listening": "高"}, {"prepared": 0.1, "listening": 0.2}]
    wanted = [total_of(form, form.field("total"), record) for record in records]
    assert rules("totalOf", [("the form", field, record) for record in records]) == wanted


def test_a_record_survives_the_browser(rules, form):
    """What the browser writes into the controls is read back as the record it was."""
    (written,) = rules("toFilling", [("the form", COMPLETE)])
    assert (
        from_filling(form, Filling(written["single"], {id: tuple(rows) for id, rows in written["rows"].items()}))
        == COMPLETE
    )
