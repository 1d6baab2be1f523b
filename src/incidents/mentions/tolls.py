"""Tolls: how many people a sentence says were killed, wounded or taken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.mentions.casualties import (
    CasualtyWord,
    How,
    TollCue,
    cue_patterns,
    find_casualty_words,
    find_cue_spans,
    has_cue,
    may_hold_toll,
    toll_cues,
)
from incidents.mentions.figures import Figure, find_figures, is_one_person, single
from incidents.mentions.triggers import Casualty, Strength, TriggerMention

__all__ = ["TollCue", "TollMention", "find_cue_spans", "find_tolls", "may_hold_toll", "toll_cues"]


@frozen
class TollMention:
    """A figure and what it counts; the people of one casualty word are added up.

    Attributes:
        casualty: Dead, wounded or taken.
        low: Lowest value.
        high: Highest value, None when open upwards.
        sentence: Index of the sentence.
        start: First character.
        end: One past the last character.
        trigger: The trigger that the casualty word is part of; None for cues such as "aucune victime".
        rule: Identifier of the rule that read it.
        subset: A part of another figure ("dont trois enfants").
        revised: Given as the newest state of a toll.
        former: Given as a toll that was replaced.
        aggregate: Counts a conflict, a country or a stretch of time.
        several: Counts several events together.
        assailants: Counts those who attacked.
        more: Counts further people ("deux autres").
    """

    casualty: Casualty
    low: int
    high: int | None
    sentence: int
    start: int
    end: int
    trigger: TriggerMention | None
    rule: str
    subset: bool = False
    revised: bool = False
    former: bool = False
    aggregate: bool = False
    several: bool = False
    assailants: bool = False
    more: bool = False


# What may not stand between a numeral and the casualty word that counts the same people.
_APART = re.compile(r"[;:.()«»]|\b(?:et|ou|dans|lors|en|par|qui|que|sur|après|avec|dont|quand|lorsque|pour)\b")
_AUXILIARY = re.compile(
    r"\b(?:ont|a|avaient|avait|sont|étaient|était|est|furent|fut|seraient|serait|auraient|aurait|soient|ait)\b"
)
_ASIDE = re.compile(r"[^,]{1,60},\s(?:\w+ment\s)?")
_OBJECT = re.compile(r"\s(?:(?:également|aussi|ainsi|encore|notamment)\s)?(?:un total de\s|les\s|des\s|ces\s)?")
_COST = re.compile(r"\s(?:\w+\s){0,2}à\s(?:un total de\s)?")
_OF = re.compile(r"\s(?:violente\s|brutale\s)?(?:de\s|d'|des\s|du\s|de l')")
_JOINED = re.compile(r",?\s(?:et|ou|et/ou)\s(?:ont\s)?(?:été\s)?(?:\w+ment\s)?")


# Nouns that say who people are as much as what befell them: "trois otages ont été tués".
_ROLES = frozenset(("hostages", "victims"))
_TELLS_EVENT = (Strength.EVENT, Strength.GENERIC)


def _gap(text: str, figure: Figure, word: CasualtyWord) -> int | None:
    """Characters between a figure and a casualty word that stands beside it; None where nothing binds them."""
    if figure.end <= word.start:
        between = text[figure.end : word.start]
        if len(between) > 90 or not (word.passive or word.counts_itself):
            return None
        if word.counts_itself:
            return len(between) if len(between) <= 40 and "," not in between and not _APART.search(between) else None
        aside = _ASIDE.fullmatch(between) is not None and text[word.end : word.end + 1] == ","
        if "," in between and not aside:
            return None
        plain = len(between) <= 45 and not _APART.search(between) and not _AUXILIARY.search(between)
        told = not re.search(r"[;:.()«»]|\bqui\b", between) and _AUXILIARY.search(between)
        return len(between) if aside or plain or told else None
    between = text[word.end : figure.start]
    if figure.start < word.end or word.counts_itself:
        return None
    shape = {How.COST: _COST, How.OF: _OF}.get(word.entry.how or How.STRIKE, _OBJECT)
    if word.entry.how in (How.STRIKE, How.DIE) and word.passive and word.victims:
        return None
    return len(between) if shape.fullmatch(between) else None


def _suits(figure: Figure, word: CasualtyWord) -> bool:
    return figure.human or not word.entry.human


def _words_of(text: str, figure: Figure, words: Sequence[CasualtyWord]) -> list[tuple[CasualtyWord, str]]:
    """The casualty words that tell what befell the people of a figure, one a casualty."""
    best: dict[Casualty, tuple[float, CasualtyWord, str]] = {}
    for word in words:
        if not _suits(figure, word):
            continue
        gap = _gap(text, figure, word)
        if gap is not None and any(figure.end <= other.start < other.end <= word.start for other in words):
            gap = None
        syntax = bool(figure.words & set(word.victims))
        if not syntax and (gap is None or figure.vague):
            continue
        distance = abs(word.start - figure.end) if gap is None else gap
        cost = distance + (0 if syntax else 15) - (30 if word.counts_itself and gap is not None else 0)
        known = best.get(word.casualty)
        if known is None or cost < known[0]:
            best[word.casualty] = (cost, word, "toll.syntax" if syntax else "toll.adjacent")
    chosen = [(word, rule) for _, word, rule in sorted(best.values(), key=lambda item: item[1].start)]
    for word, _ in chosen:
        for other in words:
            first, second = (word, other) if word.start < other.start else (other, word)
            if first.casualty is not second.casualty and _JOINED.fullmatch(text[first.end : second.start]):
                return []
    if len(chosen) > 1:
        verbs = [item for item in chosen if not item[0].counts_itself]
        role = any(word.entry.id in _ROLES for word, _ in chosen)
        nouns = [item for item in chosen if item[0].counts_itself]
        chosen = (verbs if role else nouns) or chosen
    return chosen


def _groups(
    doc: AnnotatedDoc, sentence: Sentence, words: Sequence[CasualtyWord], figures: Sequence[Figure]
) -> list[tuple[CasualtyWord, list[Figure], str]]:
    """For each casualty word the figures of its people, in text order."""
    found: dict[int, list[Figure]] = {}
    rules: dict[int, str] = {}
    pairs = [(words.index(word), figure, rule) for figure in figures for word, rule in _words_of(doc.text, figure, words)]
    for at, figure, rule in sorted(pairs, key=lambda pair: (pair[0], pair[2] != "toll.syntax", -pair[1].start)):
        if rule == "toll.syntax" or at not in found or _continues(doc.text, figure, found[at]):
            found.setdefault(at, []).append(figure)
            rules.setdefault(at, rule)
    _keep_nearest(words, found)
    counted = {index for some in found.values() for figure in some for index in figure.words}
    for at, word in enumerate(words):
        if word.counts_itself:
            continue
        for victim in word.victims:
            if victim not in counted and is_one_person(sentence, victim, strict=word.entry.human):
                found.setdefault(at, []).append(single(sentence, victim))
                rules.setdefault(at, "toll.single")
    return [(words[at], sorted(some, key=lambda item: item.start), rules[at]) for at, some in sorted(found.items())]


_AND = re.compile(r"(?:,|\bet|ainsi que)\s(?:à\s|de\s|d'|par\s)?$")


def _continues(text: str, figure: Figure, known: Sequence[Figure]) -> bool:
    """Whether a figure stands in a row with others: "six soldats, un garde et deux civils"."""
    row = sorted((*known, figure), key=lambda item: item.start)
    at = row.index(figure)
    second = row[at] if at > 0 else row[1]
    return _AND.search(text, max(0, second.start - 20), second.start) is not None


def _keep_nearest(words: Sequence[CasualtyWord], found: dict[int, list[Figure]]) -> None:
    """Takes a figure from a farther casualty word that has a nearer one ("quatre sont morts et 21 ont été blessés")."""
    for at in sorted(found):
        for figure in list(found[at]):
            nearer = [
                other
                for other in found
                if other != at
                and figure in found[other]
                and abs(words[other].start - figure.end) < abs(words[at].start - figure.end)
            ]
            if nearer and len(found[at]) > 1:
                found[at].remove(figure)


def _add_up(figures: Sequence[Figure]) -> tuple[int, int | None, list[Figure]]:
    """The sum of coordinated figures; a first one that is the sum of the others is told twice."""
    rest = sum(figure.low for figure in figures[1:])
    if len(figures) > 2 and figures[0].low == rest:
        figures = figures[:1]
    highs = [figure.high for figure in figures]
    low = sum(figure.low for figure in figures)
    return low, None if None in highs else sum(high for high in highs if high is not None), list(figures)


def _clause(text: str, sentence: Sentence, start: int, end: int) -> str:
    """The part of a sentence between semicolons that holds some characters."""
    first = max(sentence.start, text.rfind(";", sentence.start, start) + 1)
    last = text.find(";", end, sentence.end)
    return text[first : sentence.end if last < 0 else last]


def _toll(
    doc: AnnotatedDoc, sentence: Sentence, word: CasualtyWord, figures: Sequence[Figure], rule: str, *, eventful: bool
) -> TollMention:
    own = [figure for figure in figures if not figure.subset]
    low, high, used = _add_up(own or figures[:1])
    start, end = used[0].start, used[-1].end
    first, last = min(start, word.start), max(end, word.end)
    clause = _clause(doc.text, sentence, first, last)
    around = doc.text[max(sentence.start, first - 90) : min(sentence.end, last + 70)]
    near = doc.text[max(sentence.start, start - 60) : min(sentence.end, end + 25)]
    if word.entry.id == "bodies":
        rule = "toll.bodies"
    elif len(used) > 1:
        rule = "toll.sum"
    return TollMention(
        casualty=word.casualty,
        low=low,
        high=high,
        sentence=word.sentence,
        start=start,
        end=end,
        trigger=word.trigger,
        rule=rule,
        subset=not own,
        revised=has_cue("revised", clause),
        former=has_cue("former", near),
        aggregate=has_cue("aggregate", around) or (not eventful and has_cue("period", around)),
        several=has_cue("several", around),
        assailants=all(figure.assailant for figure in used),
        more=any(figure.more for figure in used),
    )


def _bare_bilan(
    doc: AnnotatedDoc, number: int, words: Sequence[CasualtyWord], figures: Sequence[Figure]
) -> list[TollMention]:
    """Figures behind "le bilan est passé à" that no noun follows: they count what the nearest casualty noun counts."""
    sentence = doc.sentences[number]
    found = []
    for figure in figures:
        before = doc.text[max(sentence.start, figure.start - 120) : figure.start]
        if figure.noun is not None or not has_cue("bilan", before):
            continue
        nouns = [word for word in words if word.entry.how in (How.NOUN, How.OF)]
        after = [word for word in nouns if 0 <= word.start - figure.end <= 30]
        earlier = [word for word in nouns if word.end <= figure.start]
        word = after[0] if after else earlier[-1] if earlier else None
        clause = _clause(doc.text, sentence, figure.start, figure.end)
        found.append(
            TollMention(
                casualty=Casualty.FATALITIES if word is None else word.casualty,
                low=figure.low,
                high=figure.high,
                sentence=number,
                start=figure.start,
                end=figure.end,
                trigger=None if word is None else word.trigger,
                rule="toll.bilan",
                revised=has_cue("revised", clause),
                former=has_cue("former", clause),
                aggregate=has_cue("aggregate", clause),
            )
        )
    return found


def _zero_tolls(doc: AnnotatedDoc, number: int) -> list[TollMention]:
    sentence = doc.sentences[number]
    found: dict[Casualty, TollMention] = {}
    for cue, pattern in cue_patterns("zero"):
        match = pattern.search(doc.text, sentence.start, sentence.end)
        if match is not None:
            for name in cue.casualties:
                casualty = Casualty(name)
                found.setdefault(
                    casualty, TollMention(casualty, 0, 0, number, match.start(), match.end(), None, cue.id)
                )
    return list(found.values())


def find_tolls(doc: AnnotatedDoc, triggers: Sequence[TriggerMention]) -> tuple[TollMention, ...]:
    """Finds the tolls of a document, in text order, one for each casualty word and what it counts."""
    by_sentence = find_casualty_words(doc, triggers)
    eventful = {trigger.sentence for trigger in triggers if trigger.entry.strength in _TELLS_EVENT}
    found: list[TollMention] = []
    for number, sentence in enumerate(doc.sentences):
        if not sentence.tokens:
            continue
        words = by_sentence.get(number, [])
        tolls = _zero_tolls(doc, number)
        bilan = has_cue("bilan", doc.text[sentence.start : sentence.end + 1])
        if words or bilan or "bilan" in doc.text[sentence.start : sentence.end].lower():
            figures = find_figures(doc, sentence)
            groups = _groups(doc, sentence, words, figures)
            counted = [_toll(doc, sentence, *group, eventful=number in eventful) for group in groups]
            taken = {(toll.start, toll.end) for toll in counted}
            used = {figure.start for _, some, _ in groups for figure in some}
            bare = _bare_bilan(doc, number, words, [figure for figure in figures if figure.start not in used])
            tolls += counted + [toll for toll in bare if (toll.start, toll.end) not in taken]
        found.extend(sorted(tolls, key=lambda toll: (toll.start, toll.casualty)))
    return tuple(found)


def without_zero(tolls: Sequence[TollMention]) -> list[TollMention]:
    """The tolls that count somebody."""
    return [toll for toll in tolls if toll.low > 0]


def widened(toll: TollMention, other: TollMention) -> TollMention:
    """The range of two figures that disagree."""
    highs = (toll.high, other.high)
    high = None if None in highs else max(high for high in highs if high is not None)
    return evolve(toll, low=min(toll.low, other.low), high=high)
