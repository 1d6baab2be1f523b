"""Figures without a noun: "le bilan est passé à 29", "Sept, concède le mouvement", "une trentaine en tout"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.mentions.casualties import CasualtyWord, How, has_cue, nouns
from incidents.mentions.figures import Figure, find_figures
from incidents.mentions.toll_context import clause_around, is_former, text_of
from incidents.mentions.toll_mention import TollMention
from incidents.mentions.triggers import Casualty

_IN_ALL = re.compile(r"\s(?:en tout|au total)\b")
# "L'ONG fait état de 15 morts, le gouvernement de 9".
_VERSUS = re.compile(
    r"\b(?:état|parl\w+) d(?:e\s|')[^;:.]{3,60},\s(?:et\s)?(?:les?|la|l'|des|une?)\s?[^,;:.]{2,40}\sde\s$"
)
_BESIDE = re.compile(r"[^,;:.\d]{0,30}")
_SOURCE = re.compile(
    r"(?:\s(?:au bas mot|au moins|au total|en tout|environ|et \w+))?"
    r"(?:\s?[»”\"])?(?:\s?,|\s(?:selon|d'après|pour|affirm|assur|dit|disent|réplique|répond|rectifi|corrig))"
)


def _restates(doc: AnnotatedDoc, sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure without noun opens a clause and a source follows: "Sept, concède le mouvement"."""
    mark = doc.text.rfind(";", sentence.start, figure.start)
    opens = not any(character.isalnum() for character in doc.text[max(sentence.start, mark) : figure.start])
    if not opens or _SOURCE.match(doc.text, figure.end) is None:
        return False
    earlier = [other for other in find_figures(doc, sentence) if other.end <= mark] if mark >= 0 else []
    return mark < 0 or any(other.human or other.noun in nouns("counted") for other in earlier)


def _dies(word: CasualtyWord, words: Sequence[CasualtyWord]) -> bool:
    """Whether a noun for the wounded names who dies: "un blessé a rendu l'âme, ce qui porte le total à 38"."""
    return word.casualty is Casualty.INJURED and any(
        other.entry.how is How.DIE and set(other.victims) & {word.head, *word.victims} for other in words
    )


def bare_bilans(
    doc: AnnotatedDoc,
    number: int,
    words: Sequence[CasualtyWord],
    figures: Sequence[Figure],
    last: Casualty | None,
) -> list[TollMention]:
    """Figures behind "le bilan est passé à" that no noun follows: they count what the nearest casualty noun counts."""
    sentence = doc.sentences[number]
    found = []
    for figure in figures:
        before = doc.text[max(sentence.start, figure.start - 120) : figure.start]
        asked = number > 0 and has_cue("asked", text_of(doc, number - 1))
        answers = asked and figure is figures[0]
        restated = last is not None and (answers or _restates(doc, sentence, figure))
        restated = restated or (last is not None and _VERSUS.search(before) is not None)
        whole = _IN_ALL.match(doc.text, figure.end) is not None
        bare = figure.noun is None or (asked and figure.human)
        if not bare or not (restated or whole or has_cue("bilan", before)):
            continue
        by_noun = [word for word in words if word.entry.how in (How.NOUN, How.OF) and not _dies(word, words)]
        after = [word for word in by_noun if _BESIDE.fullmatch(doc.text, figure.end, word.start)]
        earlier = [word for word in by_noun if word.end <= figure.start]
        earlier = earlier or [word for word in words if word.end <= figure.start]
        word = after[0] if after else earlier[-1] if earlier else None
        clause = clause_around(doc.text, sentence, figure.start, figure.end)
        found.append(
            TollMention(
                casualty=word.casualty if word is not None else last or Casualty.FATALITIES,
                low=figure.low,
                high=figure.high,
                sentence=number,
                start=figure.start,
                end=figure.end,
                trigger=None if word is None else word.trigger,
                rule="toll.restated" if restated else "toll.bilan",
                revised=has_cue("revised", clause),
                former=is_former(doc.text, sentence, figure, clause),
                aggregate=has_cue("aggregate", clause),
            )
        )
    return found
