"""The two sides of a clash: "des combats entre l'armée et X", "des heurts ont opposé X à Y"."""

from __future__ import annotations

from typing import Final

from incidents.annotation import Sentence
from incidents.mentions.light_verbs import is_light
from incidents.mentions.syntax import children_by, complements, coordinated, objects, preposition, subtree

_OF: Final = ("de", "du", "des", "d")
_TO: Final = ("à", "au", "aux")
_REACH: Final = 8
"""How many words behind the first side "et" may stand."""


def sides_named(sentence: Sentence, noun: int, *, is_clash: bool) -> list[int]:
    """The sides that "entre" names of an event noun, what it completes or its verb; of a clash, wherever it stands."""
    near = (complements(sentence, word, "entre") for word in _around(sentence, noun))
    found = next((sides for sides in near if sides), [])
    found = found or (_sides_below(sentence, noun) if is_clash else [])
    return found + children_by(sentence, noun, "conj") if len(found) == 1 else found


def _around(sentence: Sentence, noun: int) -> tuple[int, ...]:
    """An event noun, what it completes ("deux jours | de heurts") and its verb ("des heurts ont éclaté | entre …")."""
    word = sentence.words[noun]
    if word.head < 0:
        return (noun,)
    completes = word.relation == "nmod" and preposition(sentence, noun) in _OF
    breaks_out = word.relation.startswith("nsubj") and not objects(sentence, word.head)
    return (noun, word.head) if completes or breaks_out else (noun,)


def _sides_below(sentence: Sentence, noun: int) -> list[int]:
    """The sides behind what else completes a noun: "des combats pour l'aéroport, entre l'armée et X"."""
    for word in sorted(subtree(sentence, noun)):
        if word < noun or sentence.words[word].upos not in ("NOUN", "PROPN") or preposition(sentence, word) != "entre":
            continue
        sides = coordinated(sentence, word)
        sides = sides if len(sides) > 1 else [word, *_joined_behind(sentence, word)]
        if len(sides) > 1:
            return sides
    return []


def _joined_behind(sentence: Sentence, noun: int) -> list[int]:
    """The noun that "et" joins to a noun, wherever the tree hangs it: "entre l'armée et | des unités mutinées"."""
    after = (word for word in sentence.words[noun + 1 : noun + 1 + _REACH] if word.upos == "CCONJ")
    joined = next(after, None)
    if joined is None or joined.text.lower() != "et" or joined.head < joined.index:
        return []
    return [joined.head] if sentence.words[joined.head].upos in ("NOUN", "PROPN") else []


def _bare_obliques(sentence: Sentence, verb: int) -> list[int]:
    """The nouns with an article that a verb has for objects, although the tree makes circumstances of them."""
    return [
        other
        for child in children_by(sentence, verb, "obl")
        if not preposition(sentence, child) and children_by(sentence, child, "det")
        for other in coordinated(sentence, child)
    ]


def opposed(sentence: Sentence, noun: int) -> tuple[list[int], list[int]]:
    """The two sides of "des combats ont opposé X à Y", "les combats qui opposent X et Y"."""
    clauses = [*children_by(sentence, noun, "acl", "acl:relcl"), sentence.words[noun].head]
    for clause in clauses:
        if clause >= 0 and is_light(sentence, clause, "opposes"):
            first = objects(sentence, clause) or _bare_obliques(sentence, clause)
            return first, complements(sentence, clause, *_TO)
    return [], []
