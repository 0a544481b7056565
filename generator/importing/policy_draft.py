"""What a document forbids and demands -> a draft of a policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.importing.clauses import ClauseText
from generator.importing.draft import Certainty, Draft, Value
from generator.importing.drafting import Drafting, basis, control, flat, markdown
from generator.importing.ids import new_id
from generator.importing.ledger import Outcome
from generator.importing.parts import Part
from generator.importing.sentences import NEVER, SHOULD, Sentence, level_of, sentences_of
from generator.importing.time_phrases import time_phrases

RULE_PARTS = (Part.RULES, Part.STEPS, Part.OTHER)


def policy_draft(drafting: Drafting, title: str) -> Draft | None:
    """The policy of all that no step has taken; None if nothing is forbidden or demanded."""
    rules = [(sentence, level) for clause in drafting.found for sentence, level in _rules(drafting, clause)]
    if not rules:
        return None
    id = drafting.id_for(title, "policy")
    data: dict[str, Any] = control(drafting, "policy", id, title, "文件名称")
    draft = Draft("policy", id, title, data)
    ids: set[str] = set()
    data["rules"] = [_rule(drafting, draft, sentence, level, ids) for sentence, level in rules]
    told = [clause for clause in drafting.found if clause.part is Part.BREACH]
    if breach := [sentence for clause in told for sentence in sentences_of(clause)]:
        data["breach"] = Value(
            "".join(markdown(sentence.words) for sentence in breach), breach[0].origin, Certainty.LIKELY
        )
        for sentence in breach:
            drafting.take(sentence, f"{draft.path} › 违反后果")
    return draft


def _rules(drafting: Drafting, clause: ClauseText) -> Iterator[tuple[Sentence, tuple[str, Certainty]]]:
    if clause.part not in RULE_PARTS or (clause.heading is None and clause.parent is not None):
        return
    if clause.parent is not None and _is_list(clause.parent):
        return
    for sentence in sentences_of(clause):
        if not drafting.ledger.is_open(sentence.passage) or not _is_open(drafting, sentence):
            continue
        if _is_list(clause):
            usual = NEVER if re.search("下列|以下", sentence.text) else SHOULD
            yield sentence, (level_of(sentence.text) or usual, Certainty.LIKELY)
        elif re.search("[：:]$", sentence.text):
            continue
        elif level := level_of(sentence.text):
            yield sentence, (level, Certainty.SURE if _is_plain(sentence.text, level) else Certainty.LIKELY)
        elif clause.part is Part.RULES:
            yield sentence, (SHOULD, Certainty.LIKELY)


def _is_list(clause: ClauseText) -> bool:
    """Whether a clause ends in a colon, and those inside it are what it lists."""
    ends = [sentence.text for sentence in sentences_of(clause)]
    return bool(ends) and ends[-1].endswith(("：", ":")) and bool(clause.children) and not clause.tables


def _is_open(drafting: Drafting, sentence: Sentence) -> bool:
    taken = [fate for fate in drafting.ledger.fates(sentence.passage) if fate.outcome is Outcome.DRAFT]
    at = sentence.passage.text.find(sentence.text)
    return not any(fate.start <= at < fate.end for fate in taken)


def _is_plain(text: str, level: str) -> bool:
    """Whether only one level is named in a sentence."""
    bans, demands = bool(re.search("禁止|严禁|不得|不准", text)), bool(re.search("必须|应当|务必", text))
    return (bans and not demands) if level == NEVER else (demands and not bans)


def _rule(
    drafting: Drafting, draft: Draft, sentence: Sentence, level: tuple[str, Certainty], ids: set[str]
) -> dict[str, Any]:
    demanded = re.sub("^.{0,10}?(?:应当?|必须|须|不得|严禁|禁止)", "", sentence.words)
    id = new_id(re.split("[，,。；;：:]", demanded)[0][:6], ids, "rule")
    ids.add(id)
    data: dict[str, Any] = {
        "id": Value(id),
        "level": Value(level[0], sentence.origin, level[1]),
        "text": Value(markdown(sentence.words), sentence.origin, Certainty.SURE),
    }
    if _is_list(sentence.clause) and sentence.text.endswith(("：", ":")):
        listed = [inner for child in sentence.clause.children for inner in sentences_of(child)]
        data["details"] = [Value(markdown(inner.words), inner.origin, Certainty.SURE) for inner in listed]
        for inner in listed:
            drafting.take(inner, f"{draft.path} › 条文 {id}")
    if doer := drafting.actors.doer(sentence.text):
        data["binds"] = Value((drafting.role(doer.name, sentence.origin),), f"{sentence.origin}「{doer.name}」")
    phrases = time_phrases(sentence.text, drafting.names)
    if len(phrases) == 1:
        data["due"] = flat(phrases[0].parts, sentence.origin, phrases[0].certainty)
    if forms := drafting.forms_in(sentence.text):
        data["forms"] = Value(tuple(forms), sentence.origin, Certainty.LIKELY)
    below = sentence.clause.children if "details" in data else []
    data["basis"] = basis([sentence.clause, *below])
    drafting.take(sentence, f"{draft.path} › 条文 {id}")
    return data
