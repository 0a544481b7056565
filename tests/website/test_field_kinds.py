"""The scripts of web forms know every kind of field that the model declares, by the type checker."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.forms.definition import definition
from generator.model import Field
from generator.model.form_rule import FormRule
from generator.model.meanings import MEANINGS
from generator.problems import ProblemsFound
from generator.website import node
from tests.forms.rule_cases import RULES, form_with
from tests.render.word.sample_forms import EVERY_KIND

DEFINITION = "web-form-definition.ts"


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A copy of the scripts of web forms, as a project of its own."""
    node.install()
    for path in node.SCRIPTS.glob("*.ts"):
        if not path.name.endswith("-worker.ts"):
            shutil.copy(path, tmp_path)
    (tmp_path / "tsconfig.json").write_text(
        json.dumps({"extends": str(node.SCRIPTS / "tsconfig.json"), "include": ["web-form*.ts", "globals.d.ts"]})
    )
    return tmp_path


def errors(scripts: Path) -> str:
    """What the type checker says of the copy; nothing if all is well."""
    try:
        node.run_installed("typescript/bin/tsc", "--project", str(scripts), "--pretty", "false")
    except ProblemsFound as error:
        return "\n".join(problem.message for problem in error.problems)
    return ""


def test_the_kinds_are_those_of_the_model(scripts: Path):
    """None is lacking and none is unknown; and what a definition says of each is what its type says."""
    kinds = json.dumps(dict.fromkeys(Field.VARIANTS, True))
    form = json.dumps(definition(EVERY_KIND, {}), ensure_ascii=False)
    meanings = json.dumps(dict.fromkeys(MEANINGS, True))
    (scripts / "web-form-probe.ts").write_text(
        f'import type {{ Form, Kind, Meaning }} from "./web-form-definition";\n'
        f"export const kinds: Record<Kind, true> = {kinds};\nexport const form: Form = {form};\n"
        f"export const meanings: Record<Meaning, true> = {meanings};\n"
    )
    assert errors(scripts) == ""


def test_the_rules_are_those_of_the_model(scripts: Path):
    """Every kind of rule between fields, with all that its definition says."""
    rules = json.dumps(definition(form_with(*RULES), {}), ensure_ascii=False)
    kinds = json.dumps(dict.fromkeys(FormRule.VARIANTS, True))
    (scripts / "web-form-probe.ts").write_text(
        'import type { FormRule } from "./web-form-between";\nimport type { Form } from "./web-form-definition";\n'
        f'export const kinds: Record<FormRule["kind"], true> = {kinds};\nexport const form: Form = {rules};\n'
    )
    assert errors(scripts) == ""


def test_a_rule_without_its_case_is_refused(scripts: Path):
    """A kind of rule that is added is asked for where it is judged."""
    source = (scripts / "web-form-between.ts").read_text()
    added = 'export interface NewRule extends Common { readonly kind: "new" }\nexport type FormRule =\n  | NewRule\n'
    (scripts / "web-form-between.ts").write_text(source.replace("export type FormRule =\n", added))
    assert "'NewRule' is not assignable to parameter of type 'never'" in errors(scripts)


def test_a_kind_without_its_cases_is_refused(scripts: Path):
    """Who adds a kind is led to every place that must know it: what is understood, written, judged and shown."""
    source = (scripts / DEFINITION).read_text()
    added = 'export interface NewField extends Common { readonly kind: "new" }\nexport type Field =\n  | NewField\n'
    (scripts / DEFINITION).write_text(source.replace("export type Field =\n", added))
    told = re.findall(
        r"(web-form-[\w-]+\.ts)\(.*'NewField' is not assignable to parameter of type 'never'", errors(scripts)
    )
    switches = {path.name: path.read_text().count("unreachable(field)") for path in scripts.glob("web-form-*.ts")}
    assert {name: told.count(name) for name in set(told)} == {name: count for name, count in switches.items() if count}
    assert len(told) > 4


def test_a_kind_of_text_without_its_line_is_refused(scripts: Path):
    """Of a kind whose answer is a text, all stands in one table; nothing else has to know it."""
    source = (scripts / DEFINITION).read_text()
    added = 'export interface NewField extends Common { readonly kind: "new" }\nexport type AnyTextField = NewField |'
    (scripts / DEFINITION).write_text(source.replace("export type AnyTextField =", added))
    told = errors(scripts)
    assert re.findall(r"(web-form-[\w-]+\.ts)\(", told) == ["web-form-texts.ts"] and "'new' is missing" in told
