"""House rules over the whole handbook, one function each, listed in RULES at the end.

A rule sees a handbook whose fields and references are sound, and yields violations: which item, where in its document,
what is wrong and what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields

from generator.forms import Holds, field_kind
from generator.language import inline, phrasing
from generator.language.did_you_mean import closest
from generator.language.phrasing import in_one_line
from generator.load.rules.control_names import names_fit_word_and_records
from generator.load.rules.coverage import clauses_are_covered, level
from generator.load.rules.duplicates import (
    former_ids_are_free,
    lists_hold_nothing_twice,
    nobody_is_asked_by_himself,
    titles_are_told_apart,
)
from generator.load.rules.form_rules import form_rules_can_be_judged
from generator.load.rules.import_mappings import imports_fill_their_form
from generator.load.rules.kpi_measures import measures_can_be_taken
from generator.load.rules.marked_fields import confirmations_can_be_told, marked_fields_fit, meanings_fit
from generator.load.rules.review_dates import reviews_are_not_overdue, reviews_are_not_too_far_off
from generator.load.rules.samples import required_fields_have_samples, samples_are_answers
from generator.load.rules.stray_marks import braces_name_parameters, links_have_plain_brackets
from generator.load.rules.time_limits import time_limits_count_from_something, time_limits_say_when
from generator.load.rules.violation import RuleContext, Violation, violation_at
from generator.load.rules.working_time import (
    calendar_days_belong_to_their_year,
    daily_limits_leave_time_for_work,
    the_working_day_has_an_order,
    units_say_when_they_work,
)
from generator.model import AnyField, DataPath, EntryRef, Glossary, Kpi, TotalField, walk
from generator.problems import Level


def check(context: RuleContext) -> Iterator[Violation]:
    """All violations of all rules. What is missing from the whole can only be told when every part is sound."""
    violations = [violation for rule in RULES for violation in rule(context)]
    yield from violations
    if not context.broken and not any(violation.problem.level is Level.ERROR for violation in violations):
        for rule in OF_THE_WHOLE:
            yield from rule(context)


PERCENT = ("%", "百分比", "百分数", "百分之", "个百分点", "percent", "pct")

SHARES = ("占比", "提交率")
"""What a measure takes that is part of a whole."""


def targets_are_clear(context: RuleContext) -> Iterator[Violation]:
    """A KPI has one target, a yellow limit on its bad side, and a source that can feed it."""
    for kpi in context.handbook.kpis.values():
        target = kpi.target
        if (target.at_least is None) == (target.at_most is None):
            yield violation_at(
                kpi.id,
                ("target",),
                "E402",
                f"指标「{kpi.title}」的目标{'没有写方向' if target.at_least is None else '写了两个方向'}",
                "越大越好只写 at_least，越小越好只写 at_most",
            )
        elif kpi.unit == "%" and target.at_least is not None and 0 < target.at_least <= 1:
            yield violation_at(
                kpi.id,
                ("target", "at_least"),
                "E402",
                f"目标是 {phrasing.number(target.at_least)}%，多半少了两位",
                f"单位是 % 的只写数字，例如「{phrasing.number(target.at_least * 100)}」",
            )
        elif (
            kpi.unit == "%"
            and kpi.measure
            and kpi.measure.take in SHARES
            and (beyond := next((name for name, value in vars(target).items() if (value or 0) > 100), ""))
        ):
            yield violation_at(
                kpi.id,
                ("target", beyond),
                "E402",
                f"目标 {phrasing.number(getattr(target, beyond))}% 谁也达不到",
                f"「{kpi.measure.take}」最多 100%，请核对",
            )
        elif target.yellow is not None and _is_good(kpi, target.yellow):
            yield violation_at(
                kpi.id,
                ("target", "yellow"),
                "E402",
                f"黄线 {phrasing.number(target.yellow)} 已经达标了",
                "黄线是未达目标但还没到红区的界限，"
                + "".join(
                    f"要{than} {phrasing.number(limit)}"
                    for than, limit in (("小于", target.at_least), ("大于", target.at_most))
                    if limit is not None
                ),
            )
        if kpi.unit != "%" and unicodedata.normalize("NFKC", kpi.unit).strip() in PERCENT:
            yield violation_at(
                kpi.id,
                ("unit",),
                "E402",
                f"单位「{kpi.unit}」要写成半角的 %",
                '写成「unit: "%"」，或删掉 unit：不写就是 %',
            )
        if not kpi.source.fields and not kpi.source.export:
            yield violation_at(
                kpi.id,
                ("source",),
                "E403",
                f"指标「{kpi.title}」没有数据来源",
                "写 fields（表单栏目）或 export（系统导出的报表名称）",
            )


def _is_good(kpi: Kpi, value: float) -> bool:
    least, most = kpi.target.at_least, kpi.target.at_most
    return (least is None or value >= least) and (most is None or value <= most)


def scorecards_sum_to_100(context: RuleContext) -> Iterator[Violation]:
    """The weights of a role's scorecard sum to 100, and no KPI stands there twice."""
    for role in context.handbook.roles.values():
        total, kpis = sum(line.weight for line in role.scorecard), [line.kpi for line in role.scorecard]
        if role.scorecard and total != 100:
            yield violation_at(
                role.id,
                ("scorecard",),
                "E404",
                f"岗位「{role.title}」的考核权重合计是 {total}，不是 100",
                f"{'还差' if total < 100 else '多了'} {abs(100 - total)}，请调整各指标的 weight",
                at_key=True,
            )
        for position, kpi in enumerate(kpis):
            if kpi in kpis[:position]:
                yield violation_at(
                    role.id, ("scorecard", position, "kpi"), "E404", f"指标「{kpi}」考核了两次", "请合并成一行"
                )


def forms_are_used(context: RuleContext) -> Iterator[Violation]:
    """No form that nothing uses."""
    for form in context.handbook.forms.values():
        if not context.handbook.users_of(form.id):
            yield violation_at(
                form.id,
                ("id",),
                "E405",
                f"没有任何步骤、条文或入职任务用到表单「{form.title}」",
                "在用到它的步骤里写「forms: [" + form.id + "]」，不再需要就删除",
            )


def own_roles_are_complete(context: RuleContext) -> Iterator[Violation]:
    """A role of the department says what it may decide, must be able to do, is measured by and can grow into; a partner
    what is agreed with it.
    """
    for role in context.handbook.roles.values():
        required = ("authority", "skills", "scorecard", "growth") if role.is_own else ("exchanges",)
        for name in required:
            if not getattr(role, name):
                declared = next(declared for declared in fields(role) if declared.name == name)
                yield violation_at(
                    role.id,
                    ("title",),
                    "E418",
                    f"岗位「{role.title}」没有写{declared.metadata['title']}",
                    f"请写上「{name}:」",
                    level(context),
                )


def text_links_lead_somewhere(context: RuleContext) -> Iterator[Violation]:
    """A link in a text leads to a web address, an e-mail address or an existing item."""
    for _, id, part in context.handbook.parts():
        for path, declared, value in walk(part):
            if not declared.metadata["rules"].get("markdown"):
                continue
            for target in inline.links(value):
                if not inline.is_external(target) and not _exists(context, target):
                    yield violation_at(
                        id,
                        path,
                        "E409",
                        f"链接「{in_one_line(target)}」没有目标" if target else "链接的圆括号里是空的",
                        _better_target(context, target),
                        word=target or "]()",
                    )


def _exists(context: RuleContext, target: str) -> bool:
    id, _, entry = target.partition("#")
    return _has(context, EntryRef(id, entry)) if entry else id in context.broken or id in context.handbook.items


def _has(context: RuleContext, ref: EntryRef) -> bool:
    return ref.item in context.broken or ref.entry in context.entries.get(ref.item, ())


def _better_target(context: RuleContext, target: str) -> str:
    """The hint for a link that leads nowhere."""
    if re.match(r"(?:www\.|[\w-]+\.(?:com|cn|net|org)\b)", target):
        return f"写成「https://{target}」"
    id, _, entry = target.partition("#")
    if item_id := next(
        (item.id for item in context.handbook.items.values() if target.strip("《》") in (item.title, *item.aliases)),
        None,
    ):
        return f"这里要写编号，不是名称：{item_id}"
    inside = context.entries.get(id, ())
    guess = closest(entry, inside) if inside else closest(id, context.handbook.items)
    if guess:
        return f"是不是「{f'{id}#{guess}' if inside else guess}」？"
    return (
        f"「{id}」里有：{'、'.join(inside)}"
        if inside
        else "链接写网址、mailto:邮箱，或条目的编号，例如 [客户拜访](customer-visit)"
    )


def one_word_for_one_thing(context: RuleContext) -> Iterator[Violation]:
    """No text uses a word that the glossary forbids.

    A word that would forbid a term, or that is everywhere, is a mistake of the glossary.
    """
    forbidden: dict[str, tuple[str, DataPath]] = {}
    terms = {term.title: term.id for term in context.handbook.glossary.terms}
    for at, term in enumerate(context.handbook.glossary.terms):
        for position, word in enumerate(term.avoid):
            place: DataPath = ("terms", at, "avoid", position)
            if word in terms:
                yield violation_at(
                    "glossary",
                    place,
                    "E410",
                    f"「{word}」本身是术语，不能又是不要用的说法",
                    "请从 avoid 里删掉它，或换一个术语名称",
                )
            else:
                forbidden[word] = (term.title, place)
    by_word: dict[str, list[Violation]] = {word: [] for word in forbidden}
    for _, id, part in context.handbook.parts():
        if isinstance(part, Glossary) or id in context.handbook.sources:
            continue
        for path, declared, value in walk(part):
            if isinstance(value, str) and "ref" not in declared.metadata["rules"] and declared.name != "aliases":
                for word, (title, _) in forbidden.items():
                    if word in value:
                        by_word[word].append(
                            violation_at(id, path, "E410", f"术语表规定不用「{word}」", f"请改成「{title}」", word=word)
                        )
    for word, violations in by_word.items():
        if len(violations) > EVERYWHERE:
            yield violation_at(
                "glossary",
                forbidden[word][1],
                "E410",
                f"不要用的说法「{word}」在手册里出现在 {len(violations)} 处",
                "太宽的词请写得更具体；确实不要用，就先把正文里的改掉，再写到这里",
            )
        else:
            yield from violations


EVERYWHERE = 20
"""A word that stands in more places than this is in use, whatever the glossary says."""


def totals_add_numbers(context: RuleContext) -> Iterator[Violation]:
    """A computed total adds up fields that hold numbers."""
    for form in context.handbook.forms.values():
        for at, section in enumerate(form.sections):
            for position, field in enumerate(section.fields):
                for place, ref in enumerate(field.of if isinstance(field, TotalField) else ()):
                    if ref.item == form.id and not _adds_up(form.field(ref.entry)):
                        yield violation_at(
                            form.id,
                            ("sections", at, "fields", position, "of", place),
                            "E411",
                            f"栏目「{form.field(ref.entry).title}」不是数字，不能合计",
                            "只能合计 number、money、score 三种栏目",
                        )


def _adds_up(field: AnyField) -> bool:
    """Whether it holds a number that is not itself a sum."""
    return field_kind(field).holds is Holds.NUMBER and not isinstance(field, TotalField)


def parts_stay_inside(context: RuleContext) -> Iterator[Violation]:
    """A branch leads to a step of its own procedure, and a total adds up fields of its own form."""
    for part in (*context.handbook.procedures.values(), *context.handbook.forms.values()):
        for path, declared, value in walk(part):
            if path[0] == "rules":  # which have a rule of their own
                continue
            if (path[-2:-1] == ("of",) or declared.name == "to") and value.written != value.entry:
                where = "本表单的栏目" if declared.name == "of" else "本流程的步骤"
                yield violation_at(
                    part.id,
                    path,
                    "E414",
                    f"这里只能写{where}",
                    f"写成「{value.entry}」"
                    if value.item == part.id
                    else f"「{value}」不在本文件里，请改用{where}编号",
                )


def fields_can_be_filled(context: RuleContext) -> Iterator[Violation]:
    """What a field asks for can be answered: its limits leave something between them, no two options are alike, and
    so on, by its kind.
    """
    for form in context.handbook.forms.values():
        for at, section in enumerate(form.sections):
            for position, field in enumerate(section.fields):
                for flaw in field_kind(field).flaws():
                    path = ("sections", at, "fields", position, *flaw.path)
                    yield violation_at(form.id, path, "E415", flaw.message, flaw.hint)


def questions_can_be_answered(context: RuleContext) -> Iterator[Violation]:
    """A question of a self-test has a right and a wrong answer, and what it is about exists."""
    for quiz in context.handbook.quizzes.values():
        for position, question in enumerate(quiz.questions):
            right = [answer.right for answer in question.answers]
            if all(right) or not any(right):
                yield violation_at(
                    quiz.id,
                    ("questions", position, "answers"),
                    "E416",
                    f"这道题没有{'错误' if all(right) else '正确'}的选项",
                    "给正确的选项写 right: true，错误的选项不写",
                    at_key=True,
                )
            texts = [answer.text for answer in question.answers]
            for place, text in enumerate(texts):
                if text in texts[:place]:
                    yield violation_at(
                        quiz.id,
                        ("questions", position, "answers", place, "text"),
                        "E416",
                        f"选项「{in_one_line(text, 20)}」写了两次",
                        "请删除一个，或换一种说法",
                    )
            if question.entry and not _has(context, question.entry):
                yield violation_at(
                    quiz.id,
                    ("questions", position, "entry"),
                    "E416",
                    f"「{question.about}」里没有「{question.entry.entry}」",
                    f"写它的步骤、条文或栏目的编号：{'、'.join(context.entries.get(question.about, ()))}",
                )


RULES: tuple[Callable[[RuleContext], Iterator[Violation]], ...] = (
    time_limits_say_when,
    time_limits_count_from_something,
    targets_are_clear,
    measures_can_be_taken,
    marked_fields_fit,
    meanings_fit,
    confirmations_can_be_told,
    scorecards_sum_to_100,
    own_roles_are_complete,
    reviews_are_not_overdue,
    reviews_are_not_too_far_off,
    text_links_lead_somewhere,
    one_word_for_one_thing,
    totals_add_numbers,
    parts_stay_inside,
    fields_can_be_filled,
    form_rules_can_be_judged,
    names_fit_word_and_records,
    questions_can_be_answered,
    calendar_days_belong_to_their_year,
    the_working_day_has_an_order,
    units_say_when_they_work,
    daily_limits_leave_time_for_work,
    imports_fill_their_form,
    samples_are_answers,
    lists_hold_nothing_twice,
    titles_are_told_apart,
    former_ids_are_free,
    nobody_is_asked_by_himself,
    braces_name_parameters,
    links_have_plain_brackets,
)
OF_THE_WHOLE: tuple[Callable[[RuleContext], Iterator[Violation]], ...] = (
    forms_are_used,
    clauses_are_covered,
    required_fields_have_samples,
)
