"""Roles: which words of a sentence name who did it and who was struck, read off the tree."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from incidents.annotation import Sentence
from incidents.lexicons.inflect import verb_forms
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.mentions.syntax import (
    agents,
    children_by,
    complements,
    coordinated,
    is_passive,
    objects,
    subjects,
)
from incidents.mentions.triggers import FrameKind, TriggerMention

_AGAINST = ("contre", "sur", "envers", "à l' encontre de", "à l encontre de", "vers")
_AT = (*_AGAINST, "à", "dans", "devant", "près de", "au passage de")


@frozen
class LightVerb:
    """One entry of `light_verbs.toml`."""

    id: str
    kind: str
    verbs: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


@frozen
class RoleWord:
    """A word in a role.

    Attributes:
        word: Its index in the sentence.
        rule: Identifier of the rule.
        weight: How far the rule is to be believed, 0..1.
    """

    word: int
    rule: str
    weight: float = 1.0


@frozen
class Roles:
    """The words in the roles of one trigger.

    Attributes:
        actors: Who did it.
        targets: Who or what was struck.
        either: Behind "de": actor or target, as the party's kind decides.
    """

    actors: tuple[RoleWord, ...] = ()
    targets: tuple[RoleWord, ...] = ()
    either: tuple[RoleWord, ...] = ()


@cache
def light_verb_entries() -> tuple[LightVerb, ...]:
    """The entries of the light verb lexicon."""
    return load_entries(lexicon_path("light_verbs.toml"), LightVerb)


@cache
def _light_verbs() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in light_verb_entries():
        forms = found.setdefault(entry.kind, set())
        for verb in entry.verbs:
            forms |= verb_forms(verb)
    return {kind: frozenset(forms) for kind, forms in found.items()}


def _is_light(sentence: Sentence, index: int, kind: str) -> bool:
    return sentence.words[index].text.lower() in _light_verbs()[kind]


def _words(indices: list[int], rule: str, weight: float = 1.0) -> list[RoleWord]:
    return [RoleWord(index, rule, weight) for index in indices]


def find_roles(sentence: Sentence, trigger: TriggerMention) -> Roles:
    """Reads the roles around a trigger off the tree."""
    return _verbal_roles(sentence, trigger) if trigger.verbal else _nominal_roles(sentence, trigger)


def _verbal_roles(sentence: Sentence, trigger: TriggerMention) -> Roles:
    verb, frame = trigger.head, trigger.entry.frame
    subject = [index for index in subjects(sentence, verb) if index != verb]
    inside = [word.index for word in sentence.words if trigger.start <= word.start < trigger.end]
    hung = [other for index in inside for other in complements(sentence, index, *_AGAINST)]
    doer = _words([other for index in inside for other in agents(sentence, index)], "role.agent")
    if frame is FrameKind.SUFFER:
        of = [other for index in inside if index != verb for other in complements(sentence, index, "de", "du", "des", "d")]
        return Roles(tuple(doer + _words(of, "role.suffer.of")), tuple(_words(subject, "role.suffer.subject")))
    if frame is FrameKind.DIE:
        return Roles(tuple(doer), tuple(_words(subject, "role.victim", 0.6)))
    if frame is FrameKind.STREET:
        passive = is_passive(sentence, verb)
        if passive:
            return Roles(tuple(doer), tuple(_words(subject, "role.passive.subject")))
        return Roles(tuple(_words(subject, "role.subject")), tuple(_words(hung, "role.against")))
    if frame is FrameKind.CLASH:
        other = subject[1:] + objects(sentence, verb) + complements(sentence, verb, "à", "contre", "avec")
        return Roles(tuple(_words(subject[:1], "role.clash.first")), tuple(_words(other, "role.clash.second")))
    if is_passive(sentence, verb):
        return Roles(tuple(doer), tuple(_words(subject, "role.passive.subject")))
    struck = [index for index in objects(sentence, verb) if index not in inside]
    if frame is FrameKind.BLAST:
        near = complements(sentence, verb, *_AT)
        return Roles((), tuple(_words(struck, "role.object") + _words(near, "role.blast.at", 0.5)))
    at = [] if frame is FrameKind.SEIZE else hung
    extra = complements(sentence, verb, "à") if frame in (FrameKind.ACT, FrameKind.KILL) else []
    extra += complements(sentence, verb, "de", "du") if frame is FrameKind.SEIZE else []
    targets = _words(struck, "role.object") + _words(at, "role.against") + _words(extra, "role.to", 0.5)
    return Roles(tuple(_words(subject, "role.subject") + doer), tuple(targets))


def _clause_roles(sentence: Sentence, noun: int) -> tuple[list[RoleWord], list[RoleWord]]:
    """Roles told in the participial and relative clauses of an event noun ("menée par X", "visant Y")."""
    actors: list[RoleWord] = []
    targets: list[RoleWord] = []
    for clause in children_by(sentence, noun, "acl", "acl:relcl", "amod"):
        actors += _words(agents(sentence, clause), "role.clause.agent")
        targets += _words(complements(sentence, clause, *_AGAINST), "role.clause.against")
        if _is_light(sentence, clause, "strikes") and not is_passive(sentence, clause):
            targets += _words(objects(sentence, clause), "role.clause.object")
        if _is_light(sentence, clause, "does") and not is_passive(sentence, clause):
            actors += _words([index for index in subjects(sentence, clause) if index != noun], "role.clause.subject")
        if sentence.words[clause].text.lower() in ("attribuée", "attribué", "attribuées", "attribués", "imputée", "imputé", "imputées", "imputés"):
            actors += _words(complements(sentence, clause, "à", "au", "aux"), "role.clause.attributed")
    return actors, targets


def _governor_roles(sentence: Sentence, noun: int) -> tuple[list[RoleWord], list[RoleWord]]:
    """Roles that the verb gives which an event noun hangs on ("X a mené une attaque", "tués dans une attaque")."""
    head, relation = sentence.words[noun].head, sentence.words[noun].relation
    if head < 0:
        return [], []
    if relation == "obj" and _is_light(sentence, head, "does"):
        actors = _words(subjects(sentence, head), "role.light.subject")
        return actors, _words(complements(sentence, head, *_AGAINST), "role.light.against")
    if relation == "obj" and _is_light(sentence, head, "suffers"):
        return [], _words(subjects(sentence, head), "role.light.sufferer")
    if relation == "nsubj" and _is_light(sentence, head, "strikes"):
        objects_ = objects(sentence, head) + complements(sentence, head, "à")
        return [], _words(objects_, "role.noun.strikes")
    if relation in ("nsubj:pass", "nsubj") and _is_light(sentence, head, "does"):
        against = complements(sentence, head, *_AGAINST)
        return _words(agents(sentence, head), "role.noun.done_by"), _words(against, "role.noun.done_against")
    return [], []


def _nominal_roles(sentence: Sentence, trigger: TriggerMention) -> Roles:
    noun = trigger.head
    inside = {word.index for word in sentence.words if trigger.start <= word.start < trigger.end}
    of = [
        other
        for index in sorted(inside)
        for other in complements(sentence, index, "de", "du", "des", "d")
        if other not in inside
    ]
    against = [other for index in sorted(inside) for other in complements(sentence, index, *_AGAINST)]
    actors = _words(agents(sentence, noun), "role.noun.agent")
    targets = _words(against, "role.noun.against")
    between = complements(sentence, noun, "entre")
    if between:
        actors += _words(between[:1], "role.between.first")
        targets += _words(between[1:], "role.between.second")
    for more_actors, more_targets in (_clause_roles(sentence, noun), _governor_roles(sentence, noun)):
        actors += more_actors
        targets += more_targets
    return Roles(tuple(actors), tuple(targets), tuple(_words(of, "role.noun.of", 0.8)))


def opposed(sentence: Sentence, noun: int) -> tuple[list[int], list[int]]:
    """The two sides of "des combats ont opposé X à Y"."""
    head = sentence.words[noun].head
    if head < 0 or sentence.words[head].lemma != "opposer":
        return [], []
    first = [other for index in children_by(sentence, head, "obj") for other in coordinated(sentence, index)]
    return first, complements(sentence, head, "à", "au", "aux")
