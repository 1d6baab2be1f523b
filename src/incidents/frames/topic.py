"""What a whole text is about: sport, games, exercises, markets and accidents borrow the words of war."""

from __future__ import annotations

from incidents.frames.qualify import QualifierKind, topic_words
from incidents.frames.records import Rejection
from incidents.lexicons.patterns import tokenize
from incidents.reading import Reading

_LEAST_WORDS = {
    QualifierKind.SPORT: 4,
    QualifierKind.FICTION: 4,
    QualifierKind.ECONOMY: 5,
    QualifierKind.EXERCISE: 3,
}


def topic_refusal(reading: Reading) -> Rejection | None:
    """Why a text as a whole tells no incident; None where it may."""
    for kind, words in topic_words(tokenize(reading.text)).items():
        least = _LEAST_WORDS.get(kind)
        if least is not None and len(words) >= least:
            return Rejection(0, len(reading.text), f"topic.{kind.value}", f"the text is about {kind.value}")
    return None
