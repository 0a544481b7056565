"""A record that somebody wrote as YAML, for a form: fields by their ids or by their titles, values as people spell
them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from generator.forms import DOUBTFUL, INCOMPLETE, Remark, check, keys, understood
from generator.forms.record import IF_NO, NO, YES
from generator.language.did_you_mean import closest
from generator.language.phrasing import in_one_line
from generator.load.documents import YamlFile
from generator.model import AnyField, ChoiceField, ChoicesField, DataPath, Form, NumberField, Section, YesNoField
from generator.problems import Level, Problem

ROOT = ("", 0, "")
E = TypeVar("E", bound=AnyField | Section)
Places = dict[tuple[str, int, str], DataPath]
"""Where an answer stands in the YAML, by the section with rows (empty for none), the number of the row and the key;
without key, the row itself."""


class YamlRecord(NamedTuple):
    """What was understood of a file."""

    record: dict[str, Any]
    problems: list[Problem]
    """By line; what is only incomplete or doubtful is a warning."""


def read_record(form: Form, file: YamlFile, filled: date | None = None) -> YamlRecord:
    """The record in a file, held against the rules of its form. Never raises for what people can write.

    `filled` is the day on which the form is filled in.
    """
    places: Places = {ROOT: ()}
    problems = [*file.dropped]
    single = [field for section in form.sections if not section.rows for field in section.fields]
    record: dict[str, Any] = {}
    for entry, key, value, path in _entries(
        form, [*single, *(section for section in form.sections if section.rows)], file.data, file, (), problems
    ):
        if not isinstance(entry, Section):
            record |= _answer(entry, key, value, file, path, places, ("", 0))
        elif value is not None:
            places[entry.id, 0, entry.id] = path
            record[entry.id] = (
                [
                    _row(form, entry, position, row, file, (*path, position), places, problems)
                    for position, row in enumerate(value)
                ]
                if isinstance(value, list)
                else value
            )
    lacking: dict[DataPath, list[Remark]] = {}
    for remark in check(form, record, filled):
        path = places.get((remark.section, remark.row, remark.key), places.get((remark.section, remark.row, ""), ()))
        if remark.kind in INCOMPLETE:
            lacking.setdefault(path, []).append(remark)
        elif remark.kind in DOUBTFUL:
            hint = "确认没有写错就不用改"
            problems.append(Problem("W904", remark.text, file.place(path), hint, Level.WARNING))
        else:
            problems.append(
                Problem("E902", remark.text, file.place(_narrowed(path, remark, file)), _hint(form, remark, file, path))
            )
    for path, remarks in lacking.items():
        hint = "请补上，或在生成的 Word 表里填" if len(remarks) > 1 else _hint(form, remarks[0], file, path)
        problems.append(
            Problem("W903", "；".join(remark.text for remark in remarks), file.place(path), hint, Level.WARNING)
        )
    return YamlRecord(record, sorted(problems, key=lambda problem: (problem.place.line, problem.place.column)))


def _row(
    form: Form,
    section: Section,
    position: int,
    row: Any,
    file: YamlFile,
    path: DataPath,
    places: Places,
    problems: list[Problem],
) -> Any:
    places[section.id, position + 1, ""] = path
    if row is None or not isinstance(row, Mapping):
        return {} if row is None else row
    answers: dict[str, Any] = {}
    for field, key, value, at in _entries(form, section.fields, row, file, path, problems):
        answers |= _answer(field, key, value, file, at, places, (section.id, position + 1))
    return answers


def _entries(
    form: Form,
    entries: Sequence[E],
    data: Mapping[str, Any],
    file: YamlFile,
    path: DataPath,
    problems: list[Problem],
) -> Iterator[tuple[E, str, Any, DataPath]]:
    """What is written for fields and sections: each with its key in the record, the value and where it stands.

    What is for none becomes a problem.
    """
    names = _names(entries)
    seen: dict[str, str] = {}
    for word, value in data.items():
        if word not in names:
            problems.append(
                Problem(
                    "E901",
                    f"表单「{form.title}」{'的这一行' if path else ''}没有「{in_one_line(word)}」这一栏",
                    file.place((*path, word), key=True),
                    _suggestion(form, word, entries, {names[other][1] for other in data if other in names}),
                )
            )
            continue
        entry, key = names[word]
        if key in seen:
            problems.append(
                Problem(
                    "E901",
                    f"「{entry.title}」写了两次",
                    file.place((*path, word), key=True),
                    "编号和名称是同一栏，请只留一个",
                    related=((file.place((*path, seen[key]), key=True), "第一次写在这里"),),
                )
            )
            continue
        seen[key] = word
        yield entry, key, value, (*path, word)


def _names(entries: Sequence[E]) -> dict[str, tuple[E, str]]:
    """What may be written for each field and section, and the key in the record that it means.

    A title that two share means neither.
    """
    titles = Counter(entry.title for entry in entries)
    names = {entry.title: (entry, entry.id) for entry in entries if titles[entry.title] == 1}
    for entry in entries:
        names[entry.id] = (entry, entry.id)
        if isinstance(entry, YesNoField):
            names[f"{entry.id}.{IF_NO}"] = names[f"{entry.title}.{entry.if_no}"] = (entry, f"{entry.id}.{IF_NO}")
    return names


def _suggestion(form: Form, word: str, entries: Sequence[E], written: set[str]) -> str:
    """The hint for a name that is none."""
    for section in form.sections:
        if section.rows and any(word in (field.id, field.title) and field not in entries for field in section.fields):
            return f"这一栏写在「{section.title or section.id}」的每一行里"
    by_name = {name: entry for entry in entries for name in (entry.id, entry.title) if name}
    if guess := closest(word, by_name):
        return f"是不是「{guess}」" + (
            f"（{by_name[guess].title}）？" if guess == by_name[guess].id and by_name[guess].title else "？"
        )
    others = [f"{entry.id}（{entry.title}）" for entry in entries if entry.id not in written]
    return f"还可以写：{'、'.join(others)}" if others else "请删除这一栏"


def _answer(
    field: AnyField, key: str, value: Any, file: YamlFile, path: DataPath, places: Places, row: tuple[str, int]
) -> dict[str, Any]:
    """What a value adds to the record: nothing where it is empty."""
    for own in keys(field):
        places.setdefault((*row, own), path)
    places[(*row, key)] = path
    if isinstance(value, list) and len(value) == 1 and not isinstance(field, ChoicesField):
        path, value = (*path, 0), value[0]
    if value is None:
        return {}
    if key != field.id:
        return {key: value if isinstance(value, list | dict) else file.raw(path)}
    if (
        isinstance(field, YesNoField)
        and isinstance(value, dict)
        and len(value) == 1
        and (answer := understood(field, next(iter(value)))) in (YES, NO)
    ):
        (word, note), note_key = next(iter(value.items())), f"{field.id}.{IF_NO}"
        places[(*row, note_key)] = (*path, word)
        return (
            {key: answer}
            if note is None
            else {key: answer, note_key: note if isinstance(note, list | dict) else file.raw((*path, word))}
        )
    if isinstance(field, ChoicesField) and isinstance(value, list):
        return {
            key: [
                choice for place, option in enumerate(value) for choice in _choices(field, option, (*path, place), file)
            ]
        }
    return {key: value if isinstance(value, list | dict) else understood(field, file.raw(path))}


def _choices(field: ChoicesField, option: Any, path: DataPath, file: YamlFile) -> list[Any]:
    """The options that one entry of a list means; what cannot be one stays as it is."""
    if isinstance(option, list | dict):
        return [option]
    answer = understood(field, file.raw(path))
    return answer if isinstance(answer, list) else [answer]


def _narrowed(path: DataPath, remark: Remark, file: YamlFile) -> DataPath:
    """In a list of options, the one that is meant."""
    if remark.kind != "option":
        return path
    return next(
        (place for position in range(100) if f"「{in_one_line(file.raw(place := (*path, position)))}」" in remark.text),
        path,
    )


def _hint(form: Form, remark: Remark, file: YamlFile, path: DataPath) -> str:
    """What to write instead, where the remark does not say."""
    if remark.kind == "rows":
        return "每一行以「- 」开头，里面写「栏目: 值」"
    field = form.field(remark.key.removesuffix(f".{IF_NO}"))
    match remark.kind:
        case "missing" if isinstance(field, YesNoField):
            return f"请写上「{field.title}: 是」，或「{field.title}: {{否: {field.if_no}}}」"
        case "missing" | "needed":
            return f"请写上「{field.title}: {field.sample or '……'}」"
        case "unsigned":
            return "可以在生成的 Word 表里签，也可以打印后签"
        case "measure" if isinstance(field, YesNoField):
            return f"写成「{field.title}: {{否: {field.if_no}}}」"
        case "option" if isinstance(field, ChoiceField | ChoicesField) and (
            guess := closest(file.raw(path), field.options)
        ):
            return f"是不是「{guess}」？"
        case "number" if isinstance(field, NumberField) and field.unit:
            return f"只写数字，单位是「{field.unit}」"
        case "answer" if isinstance(field, YesNoField):
            return f"写「是」；选「否」时写「{field.title}: {{否: {field.if_no}}}」"
        case "long":
            return "请写短一些"
        case _:
            return ""
