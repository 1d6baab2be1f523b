"""Roles: which words of a sentence name who did it and who was struck, read off the tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from incidents.annotation import Sentence
from incidents.frames.operations import operators
from incidents.frames.sides import opposed, sides_named
from incidents.mentions.claims import is_negated
from incidents.mentions.light_verbs import is_light
from incidents.mentions.syntax import (
    agents,
    children_by,
    complements,
    coordinated,
    is_passive,
    objects,
    preposition,
    subjects,
    subtree,
)
from incidents.mentions.triggers import FrameKind, TriggerMention
from incidents.types import AttackType

_MAKES = frozenset(("fait", "font", "faire", "faisait", "faisaient", "faisant", "fit", "firent", "fera", "feront"))
"""Forms of "faire" by which a verb of explosion has a doer: "ont fait sauter"."""
_AGAINST = ("contre", "sur", "envers", "à l' encontre de", "à l encontre de", "vers")
_AT = (*_AGAINST, "à", "dans", "devant", "près de", "au passage de")
_OF = ("de", "du", "des", "d")
_OF_SPLIT = (*_OF, "de la", "d'", "de l'")
_TO = ("à", "au", "aux")
_TO_SPLIT = (*_TO, "à le", "à les", "à la", "à l")
_JOINED = 3
"""How many words behind an event noun the noun stands that "et" joins to it: "l'enlèvement et le meurtre"."""
_HAVE = frozenset(("ont", "avaient", "auraient"))
BOTH_SIDES = "role.between.both"
"""The rule by which one plural names both sides of a clash: "un affrontement entre deux groupes armés"."""
_REPELLED = ("role.object", "role.passive.subject")


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
        either: Behind "de", or a subject of which only the kind tells what it is: actor or target.
    """

    actors: tuple[RoleWord, ...] = ()
    targets: tuple[RoleWord, ...] = ()
    either: tuple[RoleWord, ...] = ()


def _words(indices: Iterable[int], rule: str, weight: float = 1.0) -> list[RoleWord]:
    return [RoleWord(index, rule, weight) for index in indices]


def find_roles(sentence: Sentence, trigger: TriggerMention) -> Roles:
    """Reads the roles around a trigger off the tree."""
    roles = _verbal_roles(sentence, trigger) if trigger.verbal else _nominal_roles(sentence, trigger)
    if roles.actors:
        return roles
    return evolve(roles, actors=tuple(_words(operators(sentence, trigger), "role.operation", 0.8)))


def _inside(sentence: Sentence, trigger: TriggerMention) -> list[int]:
    return [word.index for word in sentence.words if trigger.start <= word.start < trigger.end]


def _has_been(sentence: Sentence, verb: int) -> bool:
    """Whether a verb stands beside "été", by which even verbs that take "être" are passive: "a été passé à tabac"."""
    return any(sentence.words[child].text.lower() == "été" for child in sentence.children[verb])


def _verbal_roles(sentence: Sentence, trigger: TriggerMention) -> Roles:
    """Roles around a verb; who is repelled came to attack: "la garnison a repoussé les assaillants"."""
    roles = _roles_told(sentence, trigger)
    repelled = tuple(role for role in roles.targets if role.rule in _REPELLED)
    if repelled and is_light(sentence, trigger.head, "repels"):
        others = tuple(role for role in roles.targets if role not in repelled)
        return evolve(roles, actors=repelled, targets=(*others, *roles.actors))
    return roles


def _roles_told(sentence: Sentence, trigger: TriggerMention) -> Roles:
    verb, frame = trigger.head, trigger.entry.frame
    if ends_doer(sentence, verb):
        return Roles()
    inside = _inside(sentence, trigger)
    subject = _agreeing(sentence, verb, [index for index in subjects(sentence, verb) if index != verb])
    doer = _words([other for index in inside for other in agents(sentence, index)], "role.agent")
    doer += _words(_shooters(sentence, inside), "role.fire")
    passive = is_passive(sentence, verb) and (not is_light(sentence, verb, "moves") or _has_been(sentence, verb))
    taken = frame is FrameKind.SEIZE or trigger.entry.attack_type is AttackType.ABDUCTION
    if taken and _falls(sentence, inside):
        return Roles(
            tuple(_words(_takers(sentence, inside), "role.taker")), tuple(_words(subject, "role.falls.subject"))
        )
    if frame is FrameKind.SUFFER and not passive and any(index not in inside for index in objects(sentence, verb)):
        return _active_roles(sentence, trigger, subject, doer, inside)
    if frame is FrameKind.SUFFER:
        of = [other for index in inside if index != verb for other in complements(sentence, index, *_OF)]
        return Roles(tuple(doer + _words(of, "role.suffer.of")), tuple(_words(subject, "role.suffer.subject")))
    if frame in (FrameKind.DIE, FrameKind.FOUND):
        return Roles(tuple(doer), tuple(_words(subject, "role.victim", 0.6)))
    if frame is FrameKind.CLASH and not passive:
        other = objects(sentence, verb) + complements(sentence, verb, "à", "contre", "avec")
        sides = _words(subject[1:], "role.clash.second") + _words(other, "role.clash.against")
        return Roles(tuple(_words(subject[:1], "role.clash.first")), tuple(sides))
    if passive:
        lit = _set_on_fire(sentence, inside) if trigger.entry.attack_type is AttackType.ARSON else []
        return Roles(tuple(doer), tuple(_words(lit or subject, "role.passive.subject")))
    return _active_roles(sentence, trigger, subject, doer, inside)


def _agreeing(sentence: Sentence, verb: int, subject: list[int]) -> list[int]:
    """The plural noun beside a plural verb whose one subject is singular: "elle rentrait, lorsque des X l'ont tuée"."""
    if len(subject) != 1 or not any(sentence.words[child].text.lower() in _HAVE for child in sentence.children[verb]):
        return subject
    (only,) = subject
    word = sentence.words[only]
    if word.upos != "NOUN" or word.feats.get("Number") != "Sing" or word.index > verb:
        return subject
    if children_by(sentence, only, "conj") or is_light(sentence, only, "measures"):
        return subject
    marked = any(only < child < verb for child in children_by(sentence, verb, "mark"))
    plural = [
        child
        for child in children_by(sentence, verb, "obl", "obl:mod", "obl:arg")
        if only < child < verb
        and sentence.words[child].feats.get("Number") == "Plur"
        and preposition(sentence, child) in ("de", "des")
    ]
    return plural[-1:] if marked and plural else subject


def ends_doer(sentence: Sentence, verb: int) -> bool:
    """Whether an infinitive tells what became of the clause's subject in the end: "… avant d'être abattu par X"."""
    word = sentence.words[verb]
    around = [sentence.words[child] for child in sentence.children[verb]]
    around += [sentence.words[word.head]] if word.head >= 0 else []
    return {"être", "avant"} <= {other.text.lower() for other in around}


def _falls(sentence: Sentence, inside: Sequence[int]) -> bool:
    """Whether words tell that a place changes hands by what becomes of it: "est passée sous le contrôle de X"."""
    verbs = [word for word in inside if sentence.words[word].upos == "VERB"]
    nouns = [word for word in inside if sentence.words[word].upos == "NOUN"]
    falls = all(is_light(sentence, word, "falls") for word in verbs)
    return falls and any(is_light(sentence, word, "falls") for word in nouns)


def _takers(sentence: Sentence, inside: Sequence[int]) -> list[int]:
    """Who takes a place that falls: the complement of its last word, "aux mains de X"."""
    nouns = [word for word in inside if is_light(sentence, word, "falls") and sentence.words[word].upos == "NOUN"]
    found = [holder for noun in nouns for holder in complements(sentence, noun, *_OF)]
    after = (word for word in sentence.words[max(inside) + 1 :] if word.upos in ("NOUN", "PROPN"))
    return found or [word.index for word in list(after)[:1]]


def _shooters(sentence: Sentence, verbs: Iterable[int]) -> list[int]:
    """Whose fire somebody fell under: "tombé sous les balles de la police", "a succombé à des tirs de l'armée"."""
    return [
        holder
        for verb in verbs
        for noun in [*complements(sentence, verb, "sous", *_TO), *agents(sentence, verb)]
        if is_light(sentence, noun, "fires")
        for holder in complements(sentence, noun, *_OF)
    ]


def told_of(sentence: Sentence, noun: int) -> list[int]:
    """The words of the clauses that tell who a noun is: "des hommes identifiés comme des rebelles"."""
    return [
        word
        for clause in children_by(sentence, noun, "acl", "acl:relcl", "amod")
        if is_light(sentence, clause, "names") and not is_negated(sentence, clause)
        for word in sorted(subtree(sentence, clause))
        if word > clause
    ]


def _active_roles(
    sentence: Sentence, trigger: TriggerMention, subject: list[int], doer: list[RoleWord], inside: list[int]
) -> Roles:
    """Roles around an active verb."""
    verb, frame = trigger.head, trigger.entry.frame
    struck = [index for index in objects(sentence, verb) if index not in inside]
    hung = [other for index in inside for other in complements(sentence, index, *_AGAINST)]
    if frame is FrameKind.STREET:
        return Roles(tuple(_words(subject, "role.subject")), tuple(_words(hung, "role.against")))
    if frame is FrameKind.BLAST:
        return _blast_roles(sentence, trigger, subject, struck)
    at = [] if frame is FrameKind.SEIZE else hung
    extra = complements(sentence, verb, *_TO) if frame in (FrameKind.ACT, FrameKind.KILL) else []
    extra += complements(sentence, verb, *_OF_SPLIT, *_TO) if frame is FrameKind.SEIZE else []
    if trigger.entry.attack_type is AttackType.ARSON:
        struck += _set_on_fire(sentence, inside)
    # "au moins vingt civils" is an object, whatever the tree makes of "au"
    struck += [index for index in extra if _is_at_least(sentence, index)]
    extra = [index for index in extra if index not in struck]
    targets = _words(struck, "role.object") + _words(at, "role.against") + _words(extra, "role.to", 0.5)
    return Roles(tuple(_words(subject, "role.subject") + doer), tuple(targets))


def _set_on_fire(sentence: Sentence, inside: Sequence[int]) -> list[int]:
    """What fire is set to: "ont mis le feu à la mairie", "le feu a été mis à deux pylônes"."""
    if not any(sentence.words[index].text.lower() == "feu" for index in inside):
        return []
    found = [other for index in inside for other in complements(sentence, index, *_TO)]
    return [index for index in dict.fromkeys(found) if index not in inside and sentence.words[index].upos == "NOUN"]


def _is_at_least(sentence: Sentence, index: int) -> bool:
    """Whether "au moins" stands before a number of what a word names."""
    return any(word.text.lower() == "moins" for word in sentence.words[max(index - 4, 0) : index])


def _blast_roles(sentence: Sentence, trigger: TriggerMention, subject: list[int], struck: list[int]) -> Roles:
    """Roles around a verb of explosion: what blows up is struck, who blows something or himself up acts."""
    near = _words(complements(sentence, trigger.head, *_AT), "role.blast.at", 0.5)
    targets = tuple(_words(struck, "role.object") + near)
    if struck or trigger.entry.attack_type is AttackType.SUICIDE_BOMBING:
        return Roles(tuple(_words(subject, "role.blast.subject")), targets)
    outside = [index for index in subject if not trigger.start <= sentence.words[index].start < trigger.end]
    if any(sentence.words[index].text.lower() in _MAKES for index in _inside(sentence, trigger)):
        return Roles(tuple(_words(outside, "role.blast.subject")), targets)
    return Roles((), targets, tuple(_words(outside, "role.blast.either", 0.8)))


def _clause_roles(sentence: Sentence, noun: int) -> tuple[list[RoleWord], list[RoleWord]]:
    """Roles told in the participial and relative clauses of an event noun ("menée par X", "visant Y")."""
    actors: list[RoleWord] = []
    targets: list[RoleWord] = []
    for clause in children_by(sentence, noun, "acl", "acl:relcl", "amod"):
        if is_negated(sentence, clause):
            continue
        if not is_light(sentence, clause, "speaks"):
            actors += _words(agents(sentence, clause), "role.clause.agent")
        targets += _words(complements(sentence, clause, *_AGAINST), "role.clause.against")
        passive = is_passive(sentence, clause)
        if is_light(sentence, clause, "strikes") and not passive:
            targets += _words(objects(sentence, clause), "role.clause.object")
        if is_light(sentence, clause, "does") and not passive:
            actors += _words([index for index in subjects(sentence, clause) if index != noun], "role.clause.subject")
        if is_light(sentence, clause, "aims"):
            targets += _words(complements(sentence, clause, *_TO), "role.clause.aim")
        if is_light(sentence, clause, "blames"):
            actors += _words(complements(sentence, clause, *_TO), "role.clause.attributed")
    return actors, targets


def _governor_roles(sentence: Sentence, noun: int) -> tuple[list[RoleWord], list[RoleWord]]:
    """Roles that the verb gives which an event noun hangs on ("X a mené une attaque", "victime d'une attaque")."""
    noun = _measured(sentence, noun)
    head, relation = sentence.words[noun].head, sentence.words[noun].relation
    if head < 0 or (is_light(sentence, head, "does") and is_negated(sentence, head)):
        return [], []
    proceeds = is_light(sentence, head, "proceeds") and preposition(sentence, noun) in _TO_SPLIT
    if proceeds or (relation == "obj" and is_light(sentence, head, "does")):
        actors = _words(subjects(sentence, head), "role.light.subject")
        return actors, _words(complements(sentence, head, *_AGAINST), "role.light.against")
    if relation == "obj" and is_light(sentence, head, "suffers"):
        return [], _words(subjects(sentence, head), "role.light.sufferer")
    if relation == "nsubj" and is_light(sentence, head, "strikes"):
        objects_ = objects(sentence, head) + complements(sentence, head, "à")
        return [], _words(objects_, "role.noun.strikes")
    if relation in ("nsubj:pass", "nsubj") and is_light(sentence, head, "does"):
        against = complements(sentence, head, *_AGAINST)
        return _words(agents(sentence, head), "role.noun.done_by"), _words(against, "role.noun.done_against")
    if relation in ("nmod", "obl") and is_light(sentence, head, "undergoes"):
        return [], _words(_holders(sentence, head), "role.noun.undergone")
    return [], []


def _measured(sentence: Sentence, noun: int) -> int:
    """The noun that measures an event noun, in whose place it stands: "mener une série de frappes"."""
    word = sentence.words[noun]
    measured = (
        word.relation == "nmod" and preposition(sentence, noun) in _OF and is_light(sentence, word.head, "measures")
    )
    return word.head if measured else noun


def _holders(sentence: Sentence, noun: int) -> list[int]:
    """Who is, was or fell what a noun says: "le convoi a été la cible", "des soldats victimes de"."""
    own = [index for index in subjects(sentence, noun) if index != noun]
    word = sentence.words[noun]
    if own or word.head < 0:
        return own
    if word.relation in ("amod", "appos", "acl", "nmod"):
        return coordinated(sentence, word.head)
    return subjects(sentence, word.head) if word.relation in ("obj", "xcomp", "obl", "conj", "advcl") else []


def _nominal_roles(sentence: Sentence, trigger: TriggerMention) -> Roles:
    noun = trigger.head
    inside = _inside(sentence, trigger)
    of = [other for index in inside for other in complements(sentence, index, *_OF) if other not in inside]
    of = of or _shared(sentence, noun)
    against = [other for index in inside for other in complements(sentence, index, *_AGAINST)]
    against += [other for index in of for other in complements(sentence, index, "contre")]
    actors = _words(agents(sentence, noun), "role.noun.agent")
    targets = _words(against, "role.noun.against")
    if trigger.entry.attack_type is AttackType.ARSON:
        targets += _words(_set_on_fire(sentence, inside), "role.object")
    between = sides_named(sentence, noun, is_clash=trigger.entry.frame is FrameKind.CLASH)
    if between:
        if len(between) == 1 and sentence.words[between[0]].feats.get("Number") == "Plur":
            targets += _words(between, BOTH_SIDES)
        actors += _words(between[:1], "role.between.first")
        targets += _words(between[1:], "role.between.second")
    else:
        first, second = opposed(sentence, noun)
        actors += _words(first[:1], "role.opposed.first")
        targets += _words(second or first[1:], "role.opposed.second")
    if not between and trigger.entry.frame is FrameKind.CLASH:
        targets += _words(complements(sentence, noun, "avec"), "role.clash.with")
    if trigger.entry.frame is FrameKind.NAME:
        return Roles((), tuple(_words(_named_as(sentence, noun), "role.named_target")))
    for more_actors, more_targets in (_clause_roles(sentence, noun), _governor_roles(sentence, noun)):
        actors += more_actors
        targets += more_targets
    if trigger.entry.frame is FrameKind.SUFFER:
        return Roles((*actors, *_words(of, "role.suffer.of")), tuple(targets))
    return Roles(tuple(actors), tuple(targets), tuple(_words(of, "role.noun.of", 0.8)))


def _shared(sentence: Sentence, noun: int) -> list[int]:
    """The complement that an event noun shares with one joined to it by "et": "l'enlèvement et le meurtre | de X"."""
    joined = children_by(sentence, noun, "conj")
    if len(joined) != 1 or sentence.words[joined[0]].upos != "NOUN" or not 0 < joined[0] - noun <= _JOINED:
        return []
    return complements(sentence, joined[0], *_OF)


def _named_as(sentence: Sentence, noun: int) -> list[int]:
    """What a copula or a verb of seeming says that a noun is: "la cible semble avoir été un convoi"."""
    head = sentence.words[noun].head
    if head < 0 or not sentence.words[noun].relation.startswith("nsubj"):
        return []
    inner = children_by(sentence, head, "xcomp", "ccomp")
    return [index for index in (head, *inner) if sentence.words[index].upos in ("NOUN", "PROPN")]
