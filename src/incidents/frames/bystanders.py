"""Bystanders: words beside an event that name no doer, but who tells of it, holds the place or only helps."""

from __future__ import annotations

from collections.abc import Iterable

from incidents.annotation import Sentence
from incidents.mentions.light_verbs import is_light
from incidents.mentions.syntax import agents, children_by, path_up, preposition

_GOVERNED = frozenset(("xcomp", "ccomp", "advcl", "acl", "obl", "obl:arg", "obl:mod", "nmod"))
_SOURCES = ("selon", "d’ après", "d' après", "d après", "auprès de", "d'après")
_PARTING = frozenset((",", "»", "–", "—"))
_APART = frozenset(("PUNCT", "NOUN", "PROPN", "VERB"))
_ELIDED = ("d", "d’", "d'")
_OF = ("de", "du", "des", "d", "de la", "d'", "de l'")


def is_source(sentence: Sentence, index: int) -> bool:
    """Whether a word only names who tells of an event: "selon X", "a indiqué X", "confirmée par X"."""
    if is_cited(sentence, index):
        return True
    word = sentence.words[index]
    if word.head < 0 or not is_light(sentence, word.head, "speaks"):
        return False
    if word.relation.startswith("obl") and preposition(sentence, index) == "par":
        return True
    return word.relation == "nsubj" or (word.relation == "obj" and is_put_in(sentence, word.head, index))


def is_put_in(sentence: Sentence, verb: int, index: int) -> bool:
    """Whether a verb of saying is put in and its subject follows it: "…, ont indiqué les autorités"."""
    following = sentence.words[verb].relation in ("parataxis", "root", "conj", "ccomp", "advcl", "dep") and index > verb
    words = sentence.words
    first = verb
    while first > 0 and words[first - 1].head == verb and words[first - 1].upos not in _APART:
        first -= 1
    parted = first > 0 and words[first - 1].text in _PARTING
    return following and parted and not children_by(sentence, verb, "nsubj", "nsubj:pass")


def is_cited(sentence: Sentence, index: int) -> bool:
    """Whether a word is a source behind a preposition, "selon X", or its apposition."""
    return _is_behind_source(sentence, index) or _is_beside_source(sentence, index)


def _is_behind_source(sentence: Sentence, index: int) -> bool:
    """Whether a word stands behind "selon", "d'après", however the tree joins the preposition's parts."""
    case = preposition(sentence, index)
    if case in _ELIDED:
        marks = children_by(sentence, index, "case")
        case = " ".join(
            [case, *(sentence.words[part].text for mark in marks for part in children_by(sentence, mark, "fixed"))]
        )
    return case in _SOURCES


def _is_beside_source(sentence: Sentence, index: int) -> bool:
    """Whether a word between two commas says again who the source before it is: "selon le préfet, X, des hommes"."""
    words = sentence.words
    word = words[index]
    if word.relation == "appos" and word.head >= 0:
        return _is_behind_source(sentence, word.head)
    if not word.relation.startswith("nsubj") or not any(
        child > index and words[child].relation.startswith("nsubj") for child in sentence.children[word.head]
    ):
        return False
    first = index
    while first > 0 and words[first - 1].head == index:
        first -= 1
    before = first - 2
    if before < 0 or words[first - 1].text != ",":
        return False
    return any(_is_behind_source(sentence, above) for above in path_up(sentence, before) if above < first)


def is_holder(sentence: Sentence, index: int) -> bool:
    """Whether a word only names who holds a place: "une zone contrôlée par X", "où sévit X", "aux mains de X"."""
    head = sentence.words[index].head
    if head < 0:
        return False
    verb = sentence.words[head]
    if verb.relation == "acl:relcl" and verb.feats.get("Tense") == "Pres" and verb.feats.get("VerbForm") == "Fin":
        return any(sentence.words[child].text.lower() == "où" for child in sentence.children[head])
    first = min((child for child in sentence.children[index] if sentence.words[child].upos == "ADP"), default=index)
    if first > 0 and sentence.words[first - 1].upos == "NOUN" and is_light(sentence, first - 1, "holds"):
        return True  # "en proie à une rébellion", wherever the tree hangs it
    if not is_light(sentence, head, "holds"):
        return False
    if sentence.words[head].upos in ("NOUN", "ADP"):
        return preposition(sentence, index) in _OF
    return sentence.words[head].relation in ("acl", "acl:relcl", "amod", "appos") and index in agents(sentence, head)


def is_help(sentence: Sentence, words: Iterable[int]) -> bool:
    """Whether words govern a verb of mere help, which no doer is accused of: "accuse X d'armer les rebelles"."""
    below = (child for word in words for child in sentence.children[word] if child > word)
    return any(
        sentence.words[child].upos == "VERB"
        and sentence.words[child].relation in _GOVERNED
        and is_light(sentence, child, "abets")
        for child in below
    )
