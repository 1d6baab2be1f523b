"""Dependency relations and features in one small inventory, whatever scheme a model was trained on.

Rules read only what stands here. The inventory of relations (`RELATIONS`) is that of Universal Dependencies without
subtypes, but for four that French news needs and that every engine can give: ``nsubj:pass`` (subject of a passive),
``obl:agent`` (agent of a passive: "tués *par des hommes armés*"), ``aux:pass`` (its auxiliary) and ``acl:relcl``
(relative clause). Subtypes that models choose differently (``obl:arg`` or ``obl:mod``, ``flat:name`` or
``flat:foreign``, ``expl:pv`` or ``expl:comp``) are gone; a causative "faire" is an ``aux``, its subject an ``nsubj``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import define

_INVENTORY: Final = """
    acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound conj cop csubj dep det discourse
    dislocated expl fixed flat goeswith iobj list mark nmod nsubj nsubj:pass nummod obj obl obl:agent orphan
    parataxis punct reparandum root vocative xcomp
"""
RELATIONS: Final = frozenset(_INVENTORY.split())
"""Every relation that `Word.relation` may hold; ``dep`` is all that is known in a sentence without syntax."""

FEATURES: Final = ("Gender", "Mood", "Number", "Person", "Tense", "VerbForm", "Voice")
"""The features that `Word.feats` may hold. ``Voice`` is ``Pass`` or absent."""

_PARTICIPLE: Final = re.compile(r"(\w{2,})ée?s?")
_IMPERFECT: Final = re.compile(r"(\w{2,}?g(?=e)|\w{2,}?)e?aient")
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


@define
class DraftWord:
    """A word on its way from an engine to a `Word`; the fields mean the same, `token` counts within the sentence."""

    text: str
    lemma: str
    upos: str
    feats: Mapping[str, str]
    head: int
    relation: str
    token: int


def normalise_relation(relation: str) -> str:
    """The relation of the inventory that stands for a model's relation.

    >>> normalise_relation("obl:mod"), normalise_relation("flat:name"), normalise_relation("nsubj:pass")
    ('obl', 'flat', 'nsubj:pass')
    """
    relation = relation.lower()
    if relation in RELATIONS:
        return relation
    base = relation.partition(":")[0]
    return base if base in RELATIONS else "dep"


def reduce_features(features: Mapping[str, str]) -> dict[str, str]:
    """The features that every engine gives, in a fixed order.

    >>> reduce_features({"VerbForm": "Part", "Voice": "Act", "NumType": "Card"})
    {'VerbForm': 'Part'}
    """
    return {name: features[name] for name in FEATURES if name in features and features[name] != "Act"}


def mend(words: Sequence[DraftWord]) -> None:
    """Makes engines agree on verbs, roots, causatives, passives and agents, in place.

    A participle in -é has an infinitive for its lemma, and a form in -aient is a verb. Exactly one word is left
    without a head. "faire" before the infinitive that governs it is an ``aux``. A subject beside a passive auxiliary
    is ``nsubj:pass``. An oblique with "par" under a passive, or under a past participle that stands without an
    auxiliary, is ``obl:agent``, also where a model hung it on a name in between ("tués à Gao par des hommes armés").
    """
    _keep_one_root(words)
    for word in words:
        _mend_verb(word)
        if word.relation == "dep" and word.lemma == "faire" and words[word.head].feats.get("VerbForm") == "Inf":
            word.relation, word.upos = "aux", "AUX"
    children = _children(words)
    passive = [_is_passive(word, [words[child] for child in children[index]]) for index, word in enumerate(words)]
    for index, word in enumerate(words):
        if word.head < 0:
            continue
        if word.relation == "aux:pass":
            for child in children[word.head]:
                if words[child].relation == "nsubj":
                    words[child].relation = "nsubj:pass"
        elif word.relation in ("obl", "nmod") and word.upos in _NOMINAL and _has_par(words, children[index]):
            head = word.head
            if word.relation == "nmod":
                while head >= 0 and words[head].upos == "PROPN":
                    head = words[head].head
            if head >= 0 and passive[head]:
                word.head, word.relation = head, "obl:agent"


def _mend_verb(word: DraftWord) -> None:
    """Mends what models get wrong about verbs that they never saw, as far as French has no exception."""
    if word.upos == "VERB" and (match := _PARTICIPLE.fullmatch(word.lemma)):
        word.lemma = match[1] + "er"
    elif word.upos in ("ADJ", "NOUN") and (match := _IMPERFECT.fullmatch(word.text.lower())):
        word.upos = "VERB"
        word.lemma = match[1].replace("ç", "c") + "er"
        word.feats = {"Mood": "Ind", "Number": "Plur", "Person": "3", "Tense": "Imp", "VerbForm": "Fin"}


def _children(words: Sequence[DraftWord]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in words]
    for index, word in enumerate(words):
        if word.head >= 0:
            children[word.head].append(index)
    return children


def _is_passive(word: DraftWord, children: Sequence[DraftWord]) -> bool:
    """Whether a word is a passive, or a past participle without an auxiliary."""
    relations = {child.relation for child in children}
    if "aux:pass" in relations or "nsubj:pass" in relations:
        return True
    past = word.feats.get("VerbForm") == "Part" and word.feats.get("Tense") != "Pres"
    return past and "aux" not in relations


def _has_par(words: Sequence[DraftWord], children: Sequence[int]) -> bool:
    """Whether "par" introduces the word with these dependents."""
    return next((words[child].text.lower() for child in children if words[child].relation == "case"), "") == "par"


def _keep_one_root(words: Sequence[DraftWord]) -> None:
    """The first root stays; other roots, and words whose head lies outside the sentence, hang from it."""
    if not words:
        return
    for index, word in enumerate(words):
        if word.head == index or not -1 <= word.head < len(words):
            word.head = -1
    roots = [index for index, word in enumerate(words) if word.head < 0]
    if not roots:
        words[0].head = -1
        roots = [0]
    for index in roots[1:]:
        words[index].head = roots[0]
        words[index].relation = "parataxis"
    words[roots[0]].relation = "root"
    for word in words:
        if word.relation == "root" and word.head >= 0:
            word.relation = "parataxis"
