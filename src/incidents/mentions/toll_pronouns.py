"""Tolls of people that a pronoun goes back to: "ils étaient sept quand la bande les a enlevés"."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.mentions.casualties import CasualtyWord, How
from incidents.mentions.figures import Figure, find_figures
from incidents.mentions.toll_mention import TollMention

_THEM = frozenset(("les", "ceux", "celles", "ceux-ci", "celles-ci", "ils", "elles"))


def pronoun_tolls(
    doc: AnnotatedDoc, number: int, words: Sequence[CasualtyWord], figures: Sequence[Figure]
) -> list[TollMention]:
    """The figure that a plural pronoun goes back to, for the first casualty word of a sentence that has one.

    Args:
        doc: The annotated text.
        number: The sentence.
        words: Its casualty words, none of which a figure of its own counts.
        figures: Its figures.
    """
    sentence = doc.sentences[number]
    word = next((word for word in words if word.entry.how is not How.NOUN and _befalls_them(sentence, word)), None)
    if word is None:
        return []
    before = [figure for figure in figures if figure.end <= word.start and _counts_them(figure)]
    at = number
    if not before and number > 0:
        at = number - 1
        before = [figure for figure in find_figures(doc, doc.sentences[at]) if _counts_them(figure)]
    if len(before) != 1:
        return []
    told = before[0]
    return [
        TollMention(
            casualty=word.casualty,
            low=told.low,
            high=told.high,
            sentence=number,
            start=told.start,
            end=told.end,
            trigger=word.trigger,
            rule="toll.pronoun",
        )
    ]


def _befalls_them(sentence: Sentence, word: CasualtyWord) -> bool:
    """Whether a pronoun of the third person plural is what a casualty word befalls."""
    return any(sentence.words[victim].text.lower() in _THEM for victim in word.victims)


def _counts_them(figure: Figure) -> bool:
    return figure.low > 1 and not figure.vague and not figure.subset and not figure.assailant and figure.human
