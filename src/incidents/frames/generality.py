"""Generality: habits, sums, general truths, history and accidents are no single act of our time."""

from __future__ import annotations

import re
from typing import Final

from incidents.annotation import Word
from incidents.frames.cases import Case, Verdict
from incidents.frames.cues import QualifierKind
from incidents.mentions.triggers import FrameKind, Strength
from incidents.types import AttackType

_ACCIDENTAL: Final = frozenset(
    (AttackType.ATTACK, AttackType.BOMBING, AttackType.ARSON, AttackType.SABOTAGE, AttackType.EXECUTION)
)
_OF_MEANS: Final = frozenset((FrameKind.BLAST, FrameKind.STREET))
_BY_WHICH: Final = frozenset(("obl", "obl:arg", "obl:agent", "obl:mod"))
_PARTICIPLE: Final = re.compile(r"ée?s?$")
_TAKEN: Final = frozenset(("nsubj", "obj", "nsubj:pass"))


def ended(case: Case) -> Verdict:
    """A plural noun whose verb tells how often it happens: "les attaques se multiplient"."""
    if case.trigger.verbal or case.dated or case.word.relation != "nsubj" or case.word.feats.get("Number") != "Plur":
        return None
    for cue in case.cues.get(QualifierKind.ENDED, ()):
        if cue.word == case.word.head or case.sentence.words[cue.word].head == case.word.head:
            return cue.entry.id, "how often, not once"
    return None


def general(case: Case) -> Verdict:
    """A general truth: a relative clause in the present ("les bandes qui pillent", "une zone où …"), an adjective."""
    word = case.word
    if not case.trigger.verbal:
        return ("attributive", "only describes a thing") if _is_state_of_things(case) else None
    clause = word
    while clause.head >= 0 and (clause.relation == "conj" or (clause.relation == "advcl" and _is_finite(clause))):
        clause = case.sentence.words[clause.head]
    present = not case.auxiliaries and _is_finite(word) and word.feats.get("Tense") in ("Pres", "Imp")
    who = any(case.sentence.words[child].text.lower() == "qui" for child in case.sentence.children[clause.index])
    if word.relation == "csubj" and word.feats.get("VerbForm") == "Inf":
        return "general", "a general truth"
    if clause.relation == "acl:relcl" and present and _is_told_of_place(case, clause):
        return "general", "what goes on at a place"
    if word.relation == "amod" and not case.children and word.head < word.index:
        return "attributive", "only describes a thing"
    if case.trigger.entry.attack_type is AttackType.ARREST and _only_describes(case):
        return "attributive", "only describes a person"
    if case.dated:
        return None
    if clause.relation == "acl:relcl" and who and present:
        return "general", "a general truth"
    if present and word.feats.get("Tense") == "Pres" and _of_many(case, clause):
        return "general", "a general truth"
    if present and _goes_on(case):
        return "goes_on", "goes on since long"
    if word.relation == "amod" and not case.children:
        return "attributive", "only describes a thing"
    return None


def _only_describes(case: Case) -> bool:
    """Whether a participle says who it is that another verb tells of: "deux hommes arrêtés vendredi ont comparu"."""
    if case.word.relation not in ("acl", "amod") or case.auxiliaries:
        return False
    return any(case.sentence.words[above].upos == "VERB" for above in case.sentence.ancestors(case.trigger.head))


def _is_state_of_things(case: Case) -> bool:
    """Whether a bare adjective made of a participle tells how things are found: "deux chars calcinés"."""
    word = case.word
    bare = word.upos == "ADJ" and word.relation == "amod" and not case.children and word.head == word.index - 1
    return bare and _PARTICIPLE.search(word.text) is not None


def _is_told_of_place(case: Case, clause: Word) -> bool:
    """Whether a relative clause in the present describes the scene of a past event: "une zone où X affronte Y"."""
    words = case.sentence.words
    where = any(words[child].text.lower() == "où" for child in case.sentence.children[clause.index])
    return where and any(
        words[below].relation.startswith("aux")
        for above in case.sentence.ancestors(clause.index)
        for below in case.sentence.children[above]
    )


def _is_finite(word: Word) -> bool:
    """Whether a verb has a person; taggers take "enlèvent" for a present participle."""
    form = word.feats.get("VerbForm")
    return form == "Fin" or (form == "Part" and word.feats.get("Tense") == "Pres" and word.text.endswith("ent"))


def _goes_on(case: Case) -> bool:
    """Whether what a verb tells has been going on: "s'en prennent au pays depuis 2011", "depuis qu'il …"."""
    words = case.sentence.words
    return any(
        words[below].text.lower() == "depuis"
        for child in case.children
        if child.relation.startswith(("obl", "advcl", "advmod"))
        for below in (child.index, *case.sentence.children[child.index])
    )


def _of_many(case: Case, clause: Word) -> bool:
    """Whether all of a kind do it to all of a kind: "les groupes armés enlèvent les chefs"."""
    words = case.sentence.words
    objects = [word for word in case.children if word.relation == "obj"]
    doers = [words[child] for child in case.sentence.children[clause.index] if words[child].relation == "nsubj"]

    def is_kind(word: Word) -> bool:
        articles = {words[child].text.lower() for child in case.sentence.children[word.index]}
        return word.feats.get("Number") == "Plur" and bool(articles & {"les", "des"})

    return bool(objects) and bool(doers) and all(map(is_kind, objects)) and all(map(is_kind, doers))


def untimely(case: Case) -> Verdict:
    """Old wars, accidents and diseases told in the sentence."""
    history = case.cues.get(QualifierKind.HISTORY)
    if history and not case.dated:
        return history[0].entry.id, "history"
    accident = case.cues.get(QualifierKind.ACCIDENT)
    if accident and case.trigger.entry.attack_type in _ACCIDENTAL:
        return accident[0].entry.id, "an accident"
    return None


def aggregate(case: Case, *, loose: bool) -> Verdict:
    """A habit or a sum of many events, without a day of its own."""
    if case.dated:
        return None
    crowd = case.trigger.entry.frame is FrameKind.STREET
    for kind in (QualifierKind.HABITUAL, QualifierKind.AGGREGATE):
        cues = case.cues.get(kind) if not (crowd and kind is QualifierKind.AGGREGATE) else None
        if cues and (case.trigger.entry.strength is not Strength.EVENT or case.trigger.verbal or loose):
            return cues[0].entry.id, kind.value
    return None


def is_loose(case: Case) -> bool:
    """Whether an event noun tells of several events at once ("les attaques"), not as what just happened.

    A plural that a verb in a past tense of narration takes ("des tirs ont éclaté", "ont répliqué par des tirs") tells
    one event.
    """
    if case.trigger.verbal or case.word.feats.get("Number") != "Plur" or case.word.start > case.trigger.start:
        return False
    means = case.trigger.entry.frame in _OF_MEANS and case.word.relation in _BY_WHICH
    if case.trigger.entry.strength is Strength.OUTCOME or not (means or case.word.relation in _TAKEN):
        return True
    governor = case.sentence.words[case.word.head] if case.word.head >= 0 else case.word
    auxiliaries = [
        case.sentence.words[child]
        for child in case.sentence.children[governor.index]
        if case.sentence.words[child].relation.startswith("aux")
    ]
    told = any(word.feats.get("Tense") in ("Pres", "Imp") and word.feats.get("Mood") == "Ind" for word in auxiliaries)
    definite = {word.text.lower() for word in case.children} & {"les", "ces", "ses", "leurs"}
    return not told or bool(definite)
