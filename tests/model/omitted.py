"""The one list of fields that an output does not show, each with its reason; those that no output shows say so in the
model, by `internal`.

An output that is not named beside a field shows it: `test_every_field.py` proves it, and fails where an exception is
needed by nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from generator import model
from generator.model.form_rule import FormRule
from tests.model.mutations import Key, declared_fields

ALL = "*"
"""Every field of a class."""
ANY = object
"""Whatever class has such a field."""


def _fields(cls: type, names: str, reason: str) -> Iterator[tuple[Key, str]]:
    return (((cls, name), reason) for name in names.split())


def _table(*parts: Iterable[tuple[Key, str]]) -> Mapping[Key, str]:
    return dict(pair for part in parts for pair in part)


INTERNAL = tuple(
    ((cls, declared.name), declared.metadata["internal"])
    for cls in sorted({cls for cls, _ in declared_fields()}, key=lambda cls: cls.__name__)
    for declared in fields(cls)
    if declared.metadata["internal"]
)
"""Those that the model itself declares to be for the program alone."""
ID = "地址和引用靠它，读者看的是名称"
SUMMED = "给作者和批准人看：变更报告说合起来的用时；给读者看的也是合计"
NEVER = (*_fields(ANY, "id", ID), *INTERNAL, *_fields(model.Effort, ALL, SUMMED))

LAYOUT = (
    *_fields(model.Field, "width wide", "只管 Word 表单的排版"),
    *_fields(model.LongTextField, "lines", "只管 Word 表单的排版"),
    *_fields(model.Form, "landscape", "只管 Word 表单的排版"),
)
COLLECTING = (
    *_fields(model.Import, ALL, "给汇总记录的人用，不是制度内容"),
    *_fields(model.ImportColumn, ALL, "给汇总记录的人用，不是制度内容"),
)
CALENDAR = _table(_fields(model.CalendarYear, ALL, "放假和调休算进每一个时限、日历文件和周报，不单独列出"))
ALIASES = tuple(_fields(model.Item, "aliases", "只供搜索，大家嘴上的叫法不进正文"))
STRICTNESS = (
    *_fields(model.Settings, "uncovered fixed_share", "管检查的松紧，不是手册内容"),
    *_fields(model.Settings, "show_effort", "给不给读者看用时，自己不是内容"),
)

ONLINE = "网站才有，纸面上没有"
BLANK = "附录是打印出来手写的空白表单；怎么填、怎么汇总写在它的网页上"
LINKED = "它指的内容有自己的一页，按那一页的名称搜索"
PATTERN = "写法给程序检查用，读者看的是样例"
CARRIED = "由哪里落实，旁边一栏已经列出"
SCOPE = "不用的内容不该搜得到；有一页说明，按页名搜索"
NUMBER = "没有人按这个数、日期或开关搜索"

OMITTED: Mapping[str, Mapping[Key, str]] = {
    "page": _table(
        NEVER,
        LAYOUT,
        COLLECTING,
        CALENDAR.items(),
        ALIASES,
        STRICTNESS,
        _fields(model.CodeField, "pattern", PATTERN),
        _fields(model.Document, "chapter", "菜单、目录页和首页按章节排列"),
        _fields(model.Quiz, "chapter", "目录页按章节的次序排列"),
        _fields(model.ClauseLimit, "at", CARRIED),
    ),
    "manual": _table(
        _fields(model.Source, "external", "只管列不列进外来文件清单"),
        _fields(model.ClauseLimit, "at", CARRIED),
        NEVER,
        LAYOUT,
        COLLECTING,
        CALENDAR.items(),
        ALIASES,
        STRICTNESS,
        _fields(
            model.Settings,
            "tagline site_url repo_url edit_path time_zone local_storage keep_days offline_days",
            ONLINE,
        ),
        _fields(model.Entrance, ALL, ONLINE),
        *(_fields(cls, ALL, "自测题是学习材料，不是受控文件") for cls in (model.Quiz, model.Question, model.Answer)),
        _fields(model.Form, "staff day plans_next continued promise promise_by", BLANK),
        _fields(model.Field, "hint guide sample required", BLANK),
        _fields(ANY, "maxlength decimals", BLANK),
        _fields(model.NumberField, "least most", BLANK),
        _fields(model.MoneyField, "least most", BLANK),
        _fields(model.TotalField, "of", BLANK),
        _fields(model.CodeField, "pattern example", BLANK),
        _fields(FormRule, ALL, BLANK),
        _fields(model.Form, "rules", BLANK),
        *(
            _fields(cls, "kind", "和一行文字一样，印出来是一格空白")
            for cls in (model.SignatureField, model.CodeField, model.PhoneField)
        ),
    ),
    "document": _table(
        NEVER,
        ALIASES,
        _fields(model.Document, "chapter", "单独成册，不分章；整本手册里按章排列"),
    ),
    "search": _table(
        NEVER,
        LAYOUT,
        COLLECTING,
        CALENDAR.items(),
        STRICTNESS,
        _fields(model.Adoption, ALL, SCOPE),
        _fields(model.Omission, ALL, SCOPE),
        _fields(model.Holding, ALL, SCOPE),
        _fields(ANY, "basis chapter owner", LINKED),
        _fields(model.Step, "accountable consulted informed", LINKED),
        _fields(model.Branch, "to", LINKED),
        _fields(model.Procedure, "kpis related", LINKED),
        _fields(model.Policy, "binds related", LINKED),
        _fields(model.Rule, "binds", LINKED),
        _fields(model.Task, "about sign_off", LINKED),
        _fields(model.Question, "about entry", LINKED),
        _fields(model.DataSource, "fields", LINKED),
        _fields(model.TotalField, "of", LINKED),
        _fields(model.Form, "staff day promise promise_by", LINKED),
        _fields(ANY, "next_review required", NUMBER),
        _fields(model.Regulation, "staff", NUMBER),
        _fields(model.Form, "plans_next continued", NUMBER),
        _fields(model.Step, "ends", NUMBER),
        _fields(model.Answer, "right", NUMBER),
        _fields(model.Kpi, "adjustable", NUMBER),
        _fields(model.ScorecardLine, "weight", NUMBER),
        _fields(model.Section, "rows", NUMBER),
        _fields(ANY, "maxlength decimals", NUMBER),
        *(_fields(cls, "least most", NUMBER) for cls in (model.NumberField, model.MoneyField, model.ScoreField)),
        _fields(model.ScoreField, "weight", NUMBER),
        _fields(model.Target, "yellow", NUMBER),
        _fields(model.CodeField, "pattern", PATTERN),
        _fields(model.Field, "kind", "栏目的种类说的是怎么填，不是填什么"),
        _fields(
            model.Settings,
            "company department confidentiality number working_hours units site_url repo_url edit_path review_every "
            "old_forms emergency time_zone local_storage keep_days offline_days",
            "整本手册的设置，每一页都一样",
        ),
        _fields(model.WorkingHours, ALL, "整本手册的设置，每一页都一样"),
        _fields(model.WorkUnit, ALL, "整本手册的设置，每一页都一样"),
        _fields(model.Role, "unit", LINKED),
        _fields(model.ClauseLimit, "at target_of", LINKED),
        _fields(model.ClauseLimit, "at_least at_most", NUMBER),
        _fields(model.Clause, "decided_on changed_on", NUMBER),
        _fields(model.Confirmation, "on", NUMBER),
        _fields(model.Source, "issued effective external", NUMBER),
        _fields(model.SourceFile, "sha256", NUMBER),
    ),
    "diff": _table(NEVER),
    "registers": _table(
        NEVER,
        ALIASES,
        _fields(model.Document, "chapter", "清单按文件编号排列"),
        _fields(model.Item, "basis", "标准条款对照按条款列出，一份文件的依据写在它自己那里"),
    ),
}
