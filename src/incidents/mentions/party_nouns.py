"""The noun phrase of a party in a dependency tree, without its clauses, dates and places."""

from __future__ import annotations

from typing import Final

from incidents.annotation import Sentence
from incidents.mentions.party_lexicon import Part, is_bond, is_form_of, words_of
from incidents.mentions.party_words import fold_word

_CLOSE: Final = frozenset({"det", "nummod", "flat", "fixed", "compound", "goeswith"})
_OF: Final = frozenset({"de", "d'", "d’", "du", "des", "d"})
_TO: Final = frozenset({"à", "au", "aux"})
_QUOTES: Final = frozenset('«»"“”-–')
_DEPTH: Final = 4
NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
"""Parts of speech that may head a party's phrase."""
_DEGREES: Final = frozenset(("plus", "moins", "très", "aussi", "si", "trop"))
_ATTRIBUTIVE: Final = frozenset({"xcomp", "amod", "flat", "compound", "fixed", "case", "advmod", "det", "nummod"})


def _close_group(sentence: Sentence, index: int) -> set[int]:
    """A word with what is fused to it: names, numbers, their articles."""
    found = {index}
    stack = [index]
    while stack:
        for child in sentence.children[stack.pop()]:
            if _is_at_least(sentence, child):
                continue
            if sentence.words[child].relation in {*_CLOSE, "case", "advmod"} and child not in found:
                found.add(child)
                stack.append(child)
    return found


def _is_at_least(sentence: Sentence, index: int) -> bool:
    """Whether a word is the second of "au moins", whose first hangs elsewhere."""
    word = sentence.words[index]
    return word.text.lower() in ("moins", "plus") and index > 0 and sentence.words[index - 1].relation != "advmod"


def _adjective(sentence: Sentence, index: int) -> set[int]:
    """An adjective with its adverbs, and what it is "armed with"."""
    found = {index}
    for child in sentence.children[index]:
        word = sentence.words[child]
        if word.relation in {"advmod", "fixed"} and abs(child - index) <= 2:
            found.add(child)
    return found


def _bond(sentence: Sentence, index: int, depth: int) -> set[int]:
    """Whom an adjective of allegiance or descent ties a party to: "des milices fidèles | au maréchal"."""
    if not is_bond(sentence.words[index].text):
        return set()
    return set().union(*(_tied_to(sentence, child, depth) for child in sentence.children[index] if child > index))


def _tied_to(sentence: Sentence, index: int, depth: int) -> set[int]:
    """The words of a complement that follows an adjective of allegiance, whatever the tree hangs it on."""
    marks = [child for child in sentence.children[index] if sentence.words[child].relation == "case" and child < index]
    if not marks or marks[0] == 0 or {sentence.words[mark].text.lower() for mark in marks} - _OF - _TO:
        return set()
    if not is_bond(sentence.words[marks[0] - 1].text) or is_time(sentence, index):
        return set()
    return {*marks, *core_words(sentence, index, depth + 1)}


def case_words(sentence: Sentence, index: int) -> list[str]:
    """The prepositions of a phrase, lower-case."""
    return [
        sentence.words[child].text.lower()
        for child in sentence.children[index]
        if sentence.words[child].relation == "case" and child < index
    ]


def is_time(sentence: Sentence, index: int) -> bool:
    """Whether a word names a time: weekday, month, "nuit"."""
    return fold_word(sentence.words[index].text) in words_of(Part.TIME)


def _of_complement(sentence: Sentence, index: int, depth: int) -> set[int]:
    cases = case_words(sentence, index)
    word = sentence.words[index]
    if not cases or any(case not in _OF for case in cases) or word.upos in {"PRON", "VERB", "NUM"}:
        return set()
    relations = {sentence.words[child].relation for child in sentence.children[index]}
    if word.feats.get("VerbForm") == "Inf" or "cop" in relations:
        return set()
    numbers = [child for child in sentence.children[index] if sentence.words[child].relation == "nummod"]
    if is_time(sentence, index) or (numbers and fold_word(word.text) in words_of(Part.TIME)):
        return set()
    marks = {child for child in sentence.children[index] if sentence.words[child].relation == "case"}
    return marks | core_words(sentence, index, depth + 1)


def _bare_name(sentence: Sentence, head: int, index: int) -> bool:
    """Whether a dependent is a name set beside its head without comma: "le groupe Ansarou"."""
    word = sentence.words[index]
    between = sentence.words[head + 1 : index]
    return (
        index > head
        and not case_words(sentence, index)
        and (word.upos == "PROPN" or word.text[:1].isupper() or word.text[:1].isdigit())
        and not any(other.upos == "PUNCT" and other.text not in _QUOTES for other in between)
    )


def core_words(sentence: Sentence, head: int, depth: int = 0) -> set[int]:
    """The words of a noun phrase that say who: article, number, adjectives, "de" complements, names beside it."""
    found = {head}
    if depth > _DEPTH:
        return found
    for child in sentence.children[head]:
        word = sentence.words[child]
        if child in found:
            continue
        if word.relation in _CLOSE:
            found |= _close_group(sentence, child)
        elif _bare_name(sentence, head, child) and word.relation in {"appos", "nmod", "amod", "dep", "obl"}:
            found |= core_words(sentence, child, depth + 1)
        elif (word.relation == "amod" and _is_adjective(sentence, head, child)) or (
            word.relation == "acl" and _is_trait(word.text)
        ):
            found |= _adjective(sentence, child) | _bond(sentence, child, depth)
        elif word.relation in {"nmod", "obl"} and child > head:
            found |= _of_complement(sentence, child, depth) or _tied_to(sentence, child, depth)
    return found


def _is_adjective(sentence: Sentence, head: int, index: int) -> bool:
    """Whether an ``amod`` is one and not a clause: "des forces alliées", but "des forces | tuées à Gao".

    A word in "-nt" after a plural is a finite verb that was taken for an adjective.
    """
    word = sentence.words[index]
    if index < head or _is_trait(word.text):
        return True
    if word.text.endswith("aient") or (sentence.words[head].text.endswith(("s", "x")) and word.text.endswith("nt")):
        return False
    return word.upos != "VERB" and "VerbForm" not in word.feats and not is_form_of(word.text, Part.OUTCOME)


def _is_trait(text: str) -> bool:
    return is_form_of(text, Part.TRAIT)


def contiguous(sentence: Sentence, words: set[int], head: int) -> tuple[int, int]:
    """First and last of the words that stand together with the head; quotes and hyphens do not part them."""
    first = last = head
    while first > 0:
        step = 2 if sentence.words[first - 1].text in _QUOTES and first - 2 in words else 1
        if first - step not in words:
            break
        first -= step
    while last + 1 < len(sentence.words):
        step = 2 if sentence.words[last + 1].text in _QUOTES and last + 2 in words else 1
        if last + step not in words:
            break
        last += step
    return first, last


def _fused(sentence: Sentence, index: int) -> bool:
    """Whether an article is the second half of "du", "des", "aux"."""
    word = sentence.words[index]
    return word.relation == "det" and index > 0 and sentence.words[index - 1].token == word.token


def phrase_bounds(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last word of a party's core noun phrase; an article fused with a preposition stays outside."""
    if not sentence.parsed:
        return head, head
    first, last = contiguous(sentence, core_words(sentence, head), head)
    loose = {"case", "punct", "cc", "mark"}
    while first < head and (sentence.words[first].relation in loose or _fused(sentence, first)):
        first += 1
    while last > head and sentence.words[last].relation in {"case", "punct", "cc", "det"}:
        last -= 1
    return _with_article(sentence, head, first), last


def _with_article(sentence: Sentence, head: int, first: int) -> int:
    """The first word moved to a "des" that a model split although it is the article of a subject or object."""
    if first == 0 or sentence.words[head].relation not in {"obj", "nsubj", "nsubj:pass", "obl"}:
        return first
    before = sentence.words[first - 1]
    opening = sentence.words[sentence.tokens[before.token].first]
    is_des = before.end - before.start == len("des") and opening.text.lower() in {"des", "de"}
    return opening.index if is_des and before.relation in {"det", "case"} else first


def heads_a_party(sentence: Sentence, index: int) -> bool:
    """Whether a word is used as a noun, and is not the pronoun "personne"."""
    word = sentence.words[index]
    if word.upos not in NOMINAL or word.relation in _ATTRIBUTIVE or (word.upos == "ADJ" and word.relation == "root"):
        return False
    if index and word.text.islower() and sentence.words[index - 1].text.lower() in _DEGREES:
        return False  # "l'attentat le plus meurtrier de l'année"
    if word.relation == "appos" and word.upos == "NOUN" and word.text.islower() and _stands_alone(sentence, index):
        return False
    counted = any(sentence.words[child].relation in {"det", "nummod"} for child in sentence.children[index])
    return counted or word.text.lower() != "personne"


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """Whether nothing but punctuation hangs on a word in the singular: "ce raid, meurtrier, a duré"."""
    plural = sentence.words[index].feats.get("Number") == "Plur"
    return not plural and all(sentence.words[child].relation == "punct" for child in sentence.children[index])
