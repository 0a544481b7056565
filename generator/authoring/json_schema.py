"""Model classes -> JSON Schema (draft-07, with the keywords that YAML editors add), so that an editor explains,
completes and checks a file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.authoring import snippets
from generator.authoring.id_schema import FILE, only, own_offers, reference
from generator.load.hints.field_help import requirements
from generator.load.schema import TYPES, schema_of
from generator.model import KINDS, class_title, declared_in, has_fields, hints, is_list, unwrap, variants
from generator.model.fields import NUMBERS
from generator.model.figures import PLACEHOLDER
from generator.resources import CONTENT

SCHEMAS = f"{CONTENT}/.schemas"
"""The folder of the schemas: hidden, so that it is no content."""
WORDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": " true 或 false",
    "array": "列表，每一项以「- 」开头",
}
SIZES = {
    "minlength": ("minLength", "minItems"),
    "maxlength": ("maxLength", "maxItems"),
    "min": ("minimum",) * 2,
    "max": ("maximum",) * 2,
}
"""What a limit is called of a single value, and of a list."""


IDS = f"{SCHEMAS}/{FILE}"
"""Where `generator.authoring.id_schema` is written: beside the others, which refer to it."""
SETTINGS = {
    "yaml.schemaStore.enable": False,
    "yaml.format.bracketSpacing": False,
    "yaml.format.proseWrap": "preserve",
    "yaml.format.printWidth": 10_000,
    "[yaml]": {"editor.defaultFormatter": "redhat.vscode-yaml"},
}
"""Of Visual Studio Code with its YAML extension: no other host is asked for anything, and its formatter leaves lines as
long as they are."""


def editor_files() -> dict[str, bytes]:
    """By path below the root: the schema of every kind, and the settings by which Visual Studio Code finds them. What
    they say of a handbook stands in another file, `IDS`.
    """
    schemas = {f"{SCHEMAS}/{name}.json": json_schema(name) for name in KINDS}
    patterns = {
        path: f"{CONTENT}/{kind.path}{'' if kind.single else '/*.yaml'}"
        for path, kind in zip(schemas, KINDS.values(), strict=True)
    }
    return {
        **schemas,
        ".vscode/settings.json": _written({"yaml.schemas": patterns, **SETTINGS}),
        snippets.FILE: snippets.snippets(),
        ".vscode/extensions.json": _written({"recommendations": ["redhat.vscode-yaml"]}),
    }


def json_schema(kind: str) -> bytes:
    """The schema of one kind of KINDS.

    What it refuses a check refuses too; references and house rules only the check can judge. The ids that a reference
    may name are offered by another file, `generator.authoring.id_schema`.
    """
    schema = _Schema(kind)
    schema.describe(KINDS[kind].cls, KINDS[kind].title)
    whole = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **schema.parts.pop(KINDS[kind].cls.__name__),
        **own_offers(kind),
    }
    return _written({**whole, "definitions": dict(sorted(schema.parts.items()))})


def _written(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


class _Schema:
    """The schemas of all classes of one kind of file, by their names."""

    def __init__(self, kind: str) -> None:
        self.parts: dict[str, Any] = {}
        self._kind = kind

    def describe(self, cls: type, title: str) -> dict[str, str]:
        """Put the schema of a class, and of all inside it, into the parts. Returns a reference to it.

        `title` is what an author calls it, where the class does not say.
        """
        if cls.__name__ not in self.parts:
            described = self._chosen(cls) if "VARIANTS" in vars(cls) else self._mapping(cls)
            self.parts[cls.__name__] = {"title": vars(cls).get("TITLE", title), **described}
        return {"$ref": f"#/definitions/{cls.__name__}"}

    def _chosen(self, cls: type) -> dict[str, Any]:
        """Entries that differ by their kind: the kind decides which schema holds, so that an editor speaks of that one
        alone.
        """
        meanings = {kind: class_title(other) for kind, other in variants(cls).items()}
        choice = [
            {"if": {"properties": {"kind": only(kind)}}, "then": self.describe(other, class_title(other))}
            for kind, other in variants(cls).items()
        ]
        kinds = {"enum": list(meanings), "enumDescriptions": list(meanings.values())}
        return {
            "type": "object",
            "required": ["kind"],
            "properties": {**self._properties(cls), "kind": kinds},
            "allOf": choice,
        }

    def _mapping(self, cls: type) -> dict[str, Any]:
        required = [name for name, rules in schema_of(cls).items() if rules["required"]]
        return {
            "type": "object",
            "additionalProperties": False,
            "required": required,
            "properties": self._properties(cls),
        }

    def _properties(self, cls: type) -> dict[str, Any]:
        """Every field of a class; those that a variant has from its family are described there."""
        family = cls.__bases__[0]
        shared = schema_of(family) if variants(family) else {}
        return {
            name: {"$ref": f"#/definitions/{family.__name__}/properties/{name}"}
            if name in shared
            else self._property(cls, name, rules)
            for name, rules in schema_of(cls).items()
        }

    def _property(self, cls: type, name: str, rules: Mapping[str, Any]) -> dict[str, Any]:
        declared, hint = declared_in(cls, name), hints(cls)[name]
        words = "；".join(filter(None, [declared.help, *requirements(rules, declared.help)]))
        description = "：".join(filter(None, [declared.title, words]))
        about: dict[str, Any] = {"title": declared.title, "description": description}
        of_value = rules["schema"] if is_list(hint) else rules
        if declared.example is not None and "ref" not in of_value:
            about["examples"] = [declared.example]  # where ids are offered, an example would look like one of them
        value_schema = self._value(unwrap(hint), of_value, declared.title)
        if is_list(hint):
            return {
                **about,
                "type": "array",
                "items": value_schema,
                **_limits(rules, 1),
                "errorMessage": f"应是{WORDS['array']}",
            }
        return (
            {**about, "allOf": [value_schema]} if "$ref" in value_schema else {**about, **value_schema}
        )  # draft-07 reads nothing beside a reference

    def _value(self, inner: type, rules: Mapping[str, Any], title: str) -> dict[str, Any]:
        if has_fields(inner):
            return self.describe(inner, title)
        if "allowed" in rules:
            meanings = rules.get("meta", {}).get("meanings", {})
            words = {"enumDescriptions": [meanings[value] for value in rules["allowed"]]} if meanings else {}
            return {"enum": rules["allowed"], **words}
        kind = TYPES.get(inner, "string")
        if pattern := getattr(inner, "pattern", rules.get("regex")):
            # A figure of parameters.yaml may stand in any text; the check judges it with its value.
            example = f"，例如 {inner.example}" if hasattr(inner, "example") else ""
            return {
                "type": kind,
                "pattern": f"^(?:{pattern}|.*{PLACEHOLDER.pattern}.*)$",
                "patternErrorMessage": f"写法不对{example}",
            }
        if named := reference(rules.get("ref", ()), self._kind):
            return named
        least = {"minLength": 1} if rules.get("empty") is False else {}
        if inner is str and "maxlength" in rules:
            # Of a text with a figure by reference the check alone knows the length.
            fewest, most = rules.get("minlength", least.get("minLength", 0)), rules["maxlength"]
            pattern = rf"^(?:[\s\S]{{{fewest},{most}}}|[\s\S]*{PLACEHOLDER.pattern}[\s\S]*)$"
            return {"type": kind, "pattern": pattern, "patternErrorMessage": f"应是 {fewest or 1} 到 {most} 个字"}
        # A number may be that of a figure.
        by_reference = {"type": [kind, "string"], "pattern": f"^{PLACEHOLDER.pattern}$"}
        return {
            **(by_reference if inner in NUMBERS else {"type": kind}),
            **least,
            **(_limits(rules, 0) if rules["type"] != "list" else {}),
            "errorMessage": f"应是{WORDS[kind]}",
        }


def _limits(rules: Mapping[str, Any], many: int) -> dict[str, Any]:
    return {words[many]: rules[rule] for rule, words in SIZES.items() if rule in rules}
