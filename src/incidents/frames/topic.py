"""What a whole text is about: sport, games, exercises, markets, parties and accidents borrow the words of war."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from incidents.frames.cues import QualifierKind, label_words, topic_words
from incidents.frames.records import Rejection
from incidents.lexicons.patterns import tokenize
from incidents.reading import Reading


@frozen
class Topic:
    """How much the words of a text speak for each thing it may be about.

    Attributes:
        scores: For each kind the summed weight of its distinct words.
        words: Number of words of the text.
    """

    scores: dict[QualifierKind, float] = field(factory=dict)
    words: int = 0

    def score(self, kind: QualifierKind) -> float:
        """The summed weight of a kind's distinct words."""
        return self.scores.get(kind, 0.0)


@frozen
class _Rule:
    """When a topic refuses a whole text.

    Attributes:
        least: Least weight of its words.
        times: How many times it must outweigh the words of armed conflict.
        bare: Least weight that is enough where words of conflict are next to none.
    """

    least: float
    times: float
    bare: float


_BARE_TIMES: Final = 2.5
_NO_CONFLICT: Final = 1.0
_LEAST: Final = 3.0
_HEAD: Final = 60
"""Characters in which a text's label stands."""
_RULES: Final = {
    QualifierKind.SPORT: _Rule(5.0, 0.9, 5.0),
    QualifierKind.FICTION: _Rule(5.0, 0.4, 4.0),
    QualifierKind.EXERCISE: _Rule(4.0, 0.4, 4.0),
    QualifierKind.ECONOMY: _Rule(6.0, 1.0, 6.0),
    QualifierKind.POLITICS: _Rule(8.0, 1.0, 8.0),
    QualifierKind.RUMOUR: _Rule(6.0, 0.7, 5.0),
    QualifierKind.ACCIDENT: _Rule(5.0, 1.0, 3.0),
    QualifierKind.CRIME: _Rule(4.0, 0.8, 3.0),
}


def topic_of(text: str, *, title: str | None = None) -> Topic:
    """Weighs the topic words of a text, and of its title where it has one outside.

    Example:
        >>> topic = topic_of("Le gardien de but a sorti le penalty à la mi-temps du match.")
        >>> topic.score(QualifierKind.SPORT) > topic.score(QualifierKind.CONFLICT)
        True
    """
    tokens = tokenize(text if title is None else f"{title}\n{text}")
    found = topic_words(tokens)
    for head in (text, title):
        for kind, words in label_words(tokenize((head or "")[:_HEAD])).items():
            found.setdefault(kind, {}).update(words)
    return Topic({kind: sum(found[kind].values()) for kind in QualifierKind if kind in found}, len(tokens.forms))


def topic_refusal(reading: Reading, *, title: str | None = None) -> Rejection | None:
    """Why a text as a whole tells no incident; None where it may.

    Args:
        reading: The clean text.
        title: The article's title, where it has one outside its text.
    """
    topic = topic_of(reading.text, title=title)
    conflict = topic.score(QualifierKind.CONFLICT)
    for kind, rule in _RULES.items():
        score = topic.score(kind)
        bare = score >= (rule.bare if conflict > _NO_CONFLICT else _LEAST) and score >= _BARE_TIMES * conflict
        if bare or (score >= rule.least and score >= rule.times * conflict):
            return Rejection(0, len(reading.text), f"topic.{kind.value}", f"the text is about {kind.value}")
    return None
