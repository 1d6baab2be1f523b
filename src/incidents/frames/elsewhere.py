"""Places of a sentence where nothing happens: where somebody goes afterwards, lives, serves or holds an office."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from incidents.annotation import Sentence
from incidents.frames.cues import Cue, QualifierKind, find_cues
from incidents.frames.records import Findings
from incidents.mentions.syntax import preposition
from incidents.mentions.triggers import Strength, TriggerMention, word_at

_THERE_IS = re.compile(r"\bil\s+(?:n['’]\s?)?y$", re.IGNORECASE)
_WENT_ON = ("ait", "aient")
"""Endings of the imperfect, which taggers often miss."""
_BREAKS_IN = frozenset(("lorsque", "lorsqu'", "lorsqu’", "quand"))
_SPAN = 10
_NOUNS = frozenset(("NOUN", "PROPN"))
_CLAUSES = frozenset(("acl", "acl:relcl", "amod"))


def is_backdrop(sentence: Sentence, verb: int, events: Collection[int]) -> bool:
    """Whether an event breaks in on what a verb tells: "elle regagnait son domicile de X lorsqu'ils l'ont tuée".

    Args:
        sentence: The sentence.
        verb: Index of the verb.
        events: Indices of the words that head its triggers.
    """
    if not sentence.words[verb].text.endswith(_WENT_ON):
        return False
    for child in sentence.children[verb]:
        clause = {child, *(event for event in events if child in sentence.ancestors(event))}
        marks = {sentence.words[mark].text.lower() for mark in sentence.children[child]}
        if sentence.words[child].relation in _CLAUSES | {"advcl"} and clause & set(events) and marks & _BREAKS_IN:
            return True
    return False


class Elsewhere:
    """The verbs and offices of one sentence that keep a place for themselves.

    Args:
        sentence: The sentence.
        triggers: Its triggers; what hangs on one of them directly is an event's.
        cues: Its qualifier cues.
    """

    def __init__(
        self, sentence: Sentence, triggers: Sequence[TriggerMention], cues: dict[QualifierKind, list[Cue]]
    ) -> None:
        self._sentence = sentence
        self._events = {trigger.head for trigger in triggers} | {
            word.index
            for word in sentence.words
            if any(trigger.start <= word.start and word.end <= trigger.end for trigger in triggers)
        }
        self._wounds = {trigger.head for trigger in triggers if trigger.entry.strength is Strength.OUTCOME}
        self._goals = [
            (cue.start, cue.end) for cue in cues.get(QualifierKind.ELSEWHERE, ()) if cue.word in self._events
        ]
        verbs = self._words(cues.get(QualifierKind.ELSEWHERE, ()))
        self._verbs = {word for word in verbs if sentence.words[word].upos not in _NOUNS}
        self._offices = self._words(cues.get(QualifierKind.OFFICE, ()))

    def _words(self, cues: Iterable[Cue]) -> set[int]:
        return {cue.word for cue in cues} - self._events

    def has_place(self, position: int) -> bool:
        """Whether the place at a position is another's: "se replier vers X", "porte-parole de l'armée dans X"."""
        word = word_at(self._sentence, position)
        if word is None:
            return False
        if any(start <= position <= end + 1 for start, end in self._goals):
            return True  # "succomber à l'hôpital de X", "emmenés vers X"
        office = False
        for ancestor in self._sentence.ancestors(word):
            if ancestor in self._events:
                return ancestor in self._wounds and preposition(self._sentence, word) == "vers"
            if ancestor in self._verbs:
                return not (self._describes_struck(ancestor) or is_backdrop(self._sentence, ancestor, self._events))
            if self._sentence.words[ancestor].upos == "VERB":
                return office or self._is_goal(word, ancestor)
            office = office or ancestor in self._offices
        return office and bool(self._events)

    def _is_goal(self, place: int, verb: int) -> bool:
        """Whether somebody only takes something there: "emmenés pour porter le butin vers X", not "tiré vers X"."""
        sentence = self._sentence
        if preposition(sentence, place) != "vers" or self._describes_struck(verb):
            return False
        return not any(child in self._events for child in sentence.children[verb])

    def _describes_struck(self, verb: int) -> bool:
        """Whether a verb only describes who an event strikes: "des déplacés réfugiés à X ont été tués"."""
        word = self._sentence.words[verb]
        if word.relation not in _CLAUSES or word.head < 0:
            return False
        return any(ancestor in self._events for ancestor in self._sentence.ancestors(word.head))


def points_here(findings: Findings, number: int) -> bool:
    """Whether a sentence or the one before in its paragraph points back to a place told before: "y", "cette ville".

    Args:
        findings: All mentions.
        number: Index of the sentence.
    """
    blocks = findings.block_of
    told = [number - 1] if number and blocks[number - 1] == blocks[number] else []
    return any(_has_here(findings, at) for at in (number, *told))


def _has_here(findings: Findings, number: int) -> bool:
    sentence, text = findings.doc.sentences[number], findings.doc.text
    cues = find_cues(findings.doc, sentence).get(QualifierKind.HERE, ())
    return any(not _THERE_IS.search(text[max(0, cue.start - _SPAN) : cue.end]) for cue in cues)
