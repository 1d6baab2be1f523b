"""Claims whose verb is left out: "X a revendiqué l'attentat de Kaboul, Y celui de Jalalabad"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.mentions.claims import ClaimKind, ClaimMention
from incidents.mentions.syntax import is_passive

ONES: Final = frozenset(("celui", "celle", "ceux", "celles"))
"""Pronouns that stand for another event: "celui de Jalalabad"."""
_NTHS: Final = frozenset(("second", "seconde", "deuxième", "dernier", "dernière", "autre", "troisième"))
_ARTICLES: Final = frozenset(("le", "la", "l'", "l’", "les"))
_JOINS: Final = frozenset((",", ";", "et", "quand", "mais"))
_NOT: Final = frozenset(("pas", "non", "ni", "jamais"))
_NAMES: Final = frozenset(("NOUN", "PROPN"))
_CLAUSAL: Final = frozenset(("VERB", "AUX", "SCONJ"))
_FARTHEST: Final = 16
"""Words between an event and the doer behind it: "celui commis la veille à Jalalabad par les talibans"."""


def with_gapped(doc: AnnotatedDoc, claims: Iterable[ClaimMention]) -> tuple[ClaimMention, ...]:
    """Claims and attributions with those that their sentences go on with, without the verb, in text order.

    Args:
        doc: The annotated text.
        claims: Those that have their verb.
    """
    found: list[ClaimMention] = []
    for claim in claims:
        gapped = list(_gapped(doc.sentences[claim.sentence], claim))
        found += [_without_doers(claim, gapped), *gapped]
    return tuple(sorted(found, key=lambda claim: (claim.sentence, claim.start)))


def _without_doers(claim: ClaimMention, gapped: Sequence[ClaimMention]) -> ClaimMention:
    """A claim without the doers that the tree gives it but that stand in what the sentence goes on with."""
    taken = {word for other in gapped for word in (*other.doers, *other.events)}
    doers, speakers = (tuple(word for word in words if word not in taken) for words in (claim.doers, claim.speakers))
    return evolve(claim, doers=doers, speakers=speakers) if taken else claim


def _gapped(sentence: Sentence, claim: ClaimMention) -> Iterator[ClaimMention]:
    if claim.negated or not claim.events or claim.entry.kind is ClaimKind.DENIAL:
        return
    passive = is_passive(sentence, claim.head)
    for one, first in _others(sentence, claim.head):
        doer = _behind(sentence, one, claim) if passive else _before(sentence, first)
        if doer is not None and not _NOT & {word.text.lower() for word in sentence.words[max(first - 2, 0) : one]}:
            start, end = sorted((first, doer))
            yield evolve(
                claim,
                head=one,
                start=sentence.words[start].start,
                end=sentence.words[end].end,
                speakers=(doer,) if claim.entry.kind is ClaimKind.CLAIM else (),
                doers=(doer,),
                events=(one,),
                gapped=True,
            )


def _others(sentence: Sentence, head: int) -> Iterator[tuple[int, int]]:
    """The words behind a verb that stand for another event, each with the word that its phrase begins with."""
    words = sentence.words
    for at in range(head + 1, len(words)):
        text = words[at].text.lower()
        if text in ONES:
            yield at, at
        elif text in _NTHS and words[at - 1].text.lower() in _ARTICLES:
            yield at, at - 1


def _before(sentence: Sentence, first: int) -> int | None:
    """The noun that nothing but its own words part from the event behind it: ", Y celui de", "et le groupe Y celui"."""
    words = sentence.words
    begin = first
    while begin > 0 and words[begin - 1].text.lower() not in _JOINS:
        begin -= 1
        if words[begin].upos in _CLAUSAL or first - begin > _FARTHEST:
            return None
    if begin == first or words[first - 1].upos == "ADP" or words[begin].upos == "ADP":
        return None
    return next((word.index for word in words[begin:first] if word.upos in _NAMES), None)


def _behind(sentence: Sentence, one: int, claim: ClaimMention) -> int | None:
    """The noun behind the preposition that names the doer: "celui de Jalalabad par Y", "celle de Kunduz à Y"."""
    words = sentence.words
    marks = ("par",) if claim.entry.kind is ClaimKind.CLAIM else ("à", "au", "aux")
    for at in range(one + 1, min(one + _FARTHEST, len(words))):
        if words[at].upos in _CLAUSAL or words[at].text in (";", "et"):
            return None
        if words[at].text.lower() in marks:
            found = next((word for word in words[at + 1 : at + 4] if word.upos in _NAMES), None)
            if found is not None and (claim.entry.kind is ClaimKind.CLAIM or not _is_place(sentence, at)):
                return found.index
    return None


def _is_place(sentence: Sentence, mark: int) -> bool:
    """Whether "à" stands right before a name, as before a town: "celle à Kunduz"; groups have an article."""
    return mark + 1 < len(sentence.words) and sentence.words[mark + 1].upos == "PROPN"
