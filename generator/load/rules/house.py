"""The list of the house rules. Each stands in the module of its subject, one function a rule.

A rule sees a handbook whose fields and references are sound, and yields violations: which item, where in its document,
what is wrong and what to write instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from generator.load.rules.adoption import (
    adoptions_are_decided,
    adoptions_can_be_applied,
    nothing_is_called_that_is_off,
    two_hands_are_told_apart,
)
from generator.load.rules.block_marks import texts_are_one_paragraph
from generator.load.rules.changed_clauses import changed_clauses_are_looked_at_again, confirmations_are_of_what_cites
from generator.load.rules.clause_limits import clause_states_are_explained, limits_keep_to_their_clauses
from generator.load.rules.clause_points import points_of_clauses_are_told
from generator.load.rules.colours import the_colour_can_be_read
from generator.load.rules.control_names import names_fit_word_and_records
from generator.load.rules.coverage import clauses_are_covered
from generator.load.rules.day_words import texts_name_the_day_of_their_limit, titles_name_the_cadence_of_their_limit
from generator.load.rules.duplicates import (
    former_ids_are_free,
    lists_hold_nothing_twice,
    nobody_is_asked_by_himself,
    titles_are_told_apart,
)
from generator.load.rules.efforts import efforts_say_how_often, fixed_work_leaves_time_for_customers
from generator.load.rules.figures import limits_are_written_once, literal_figures_agree
from generator.load.rules.file_ids import ids_can_name_files
from generator.load.rules.form_fields import fields_can_be_filled, forms_are_used, totals_add_numbers
from generator.load.rules.form_rules import form_rules_can_be_judged
from generator.load.rules.glossary import one_word_for_one_thing
from generator.load.rules.half_links import links_are_written_whole
from generator.load.rules.import_mappings import imports_fill_their_form
from generator.load.rules.kpi_measures import measures_can_be_taken
from generator.load.rules.kpi_targets import targets_are_clear
from generator.load.rules.link_targets import parts_stay_inside, text_links_lead_somewhere
from generator.load.rules.marked_fields import confirmations_can_be_told, marked_fields_fit, meanings_fit
from generator.load.rules.phases import phases_do_not_come_back
from generator.load.rules.quizzes import questions_can_be_answered
from generator.load.rules.review_dates import reviews_are_not_overdue, reviews_are_not_too_far_off
from generator.load.rules.roles import own_roles_are_complete, scorecards_sum_to_100
from generator.load.rules.samples import required_fields_have_samples, samples_are_answers
from generator.load.rules.stray_marks import braces_name_parameters
from generator.load.rules.text_marks import texts_hold_no_stray_marks
from generator.load.rules.time_limits import time_limits_count_from_something, time_limits_say_when
from generator.load.rules.unfinished_texts import texts_are_written
from generator.load.rules.violation import RuleContext, Violation
from generator.load.rules.working_time import (
    calendar_days_belong_to_their_year,
    routine_limits_fall_into_working_time,
    the_working_day_has_an_order,
    units_say_when_they_work,
)
from generator.memory import FORGETFUL
from generator.problems import Level


def check(sound: RuleContext, readable: RuleContext) -> Iterator[Violation]:
    """All violations of all rules.

    `sound` holds the items without any other mistake. `readable` also holds those whose references lead nowhere: what
    is wrong with their texts is told all the same. Where they have a memory, a rule is asked again only if something
    has changed that it read.
    """
    files: dict[str, RuleContext] = {}

    def found(rule: Rule, context: RuleContext) -> Iterator[Violation]:
        memory = context.memory
        if memory is FORGETFUL:
            return rule(context)
        if rule not in BY_FILE:
            return iter(memory.kept(("rule", rule), partial(_settled, rule, context), context.as_of))
        return chain.from_iterable(of_file(rule, context, id) for _, id, _ in context.handbook.parts())

    def of_file(rule: Rule, context: RuleContext, id: str) -> tuple[Violation, ...]:
        if id not in files:
            files[id] = context.of_file(id)
        return context.memory.kept(("rule", rule, id), partial(_settled, rule, files[id]), context.as_of)

    unset = "settings" in sound.broken
    violations = [readable.as_written(violation) for rule in OF_TEXTS for violation in found(rule, readable)]
    rules = [rule for rule in RULES if not (unset and rule in WITH_SETTINGS)]
    violations += [sound.as_written(violation) for rule in rules for violation in found(rule, sound)]
    yield from violations
    # What is missing from the whole can only be told when nothing is missing, and every time limit has its words.
    errors = {violation.problem.code for violation in violations if violation.problem.level is Level.ERROR}
    if not sound.broken and errors.isdisjoint(NOT_WHOLE):
        for rule in OF_THE_WHOLE:
            if not errors or rule is not required_fields_have_samples:
                yield from map(sound.as_written, found(rule, sound))


def _settled(rule: Rule, context: RuleContext) -> tuple[Violation, ...]:
    """The violations of a rule, with the hints that would be made when they are told: later they might be others."""
    return tuple(violation.settled() for violation in rule(context))


Rule = Callable[[RuleContext], Iterator[Violation]]
RULES: tuple[Rule, ...] = (
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
    routine_limits_fall_into_working_time,
    imports_fill_their_form,
    samples_are_answers,
    lists_hold_nothing_twice,
    titles_are_told_apart,
    former_ids_are_free,
    nobody_is_asked_by_himself,
    braces_name_parameters,
    literal_figures_agree,
    limits_are_written_once,
    texts_name_the_day_of_their_limit,
    titles_name_the_cadence_of_their_limit,
    ids_can_name_files,
    limits_keep_to_their_clauses,
    clause_states_are_explained,
    efforts_say_how_often,
    fixed_work_leaves_time_for_customers,
    adoptions_are_decided,
    adoptions_can_be_applied,
    nothing_is_called_that_is_off,
    two_hands_are_told_apart,
    changed_clauses_are_looked_at_again,
    confirmations_are_of_what_cites,
    the_colour_can_be_read,
)
OF_TEXTS: tuple[Rule, ...] = (
    text_links_lead_somewhere,
    links_are_written_whole,
    texts_hold_no_stray_marks,
    texts_are_one_paragraph,
    texts_are_written,
    phases_do_not_come_back,
)
"""They ask nothing but the texts and what there is to link to."""
BY_FILE: tuple[Rule, ...] = (
    text_links_lead_somewhere,
    links_are_written_whole,
    texts_hold_no_stray_marks,
    texts_are_one_paragraph,
    texts_are_written,
    braces_name_parameters,
    texts_name_the_day_of_their_limit,
    titles_name_the_cadence_of_their_limit,
    time_limits_say_when,
    efforts_say_how_often,
    lists_hold_nothing_twice,
    former_ids_are_free,
    literal_figures_agree,
)
"""They look at the texts or fields of one file after another, and at nothing else of the others but whether it is
there."""
WITH_SETTINGS: tuple[Rule, ...] = (
    confirmations_can_be_told,
    own_roles_are_complete,
    reviews_are_not_too_far_off,
    calendar_days_belong_to_their_year,
    the_working_day_has_an_order,
    units_say_when_they_work,
    routine_limits_fall_into_working_time,
    fixed_work_leaves_time_for_customers,
    the_colour_can_be_read,
)
"""They ask the settings, too."""
NOT_WHOLE = ("E401",)
"""Codes of mistakes with which clauses cannot be looked for."""
OF_THE_WHOLE: tuple[Rule, ...] = (
    forms_are_used,
    clauses_are_covered,
    points_of_clauses_are_told,
    required_fields_have_samples,
)
