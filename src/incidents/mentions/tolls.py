"""Tolls: how many people a sentence says were killed, wounded or taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.annotation.doc import Token, Word
from incidents.mentions.casualties import (
    CasualtyWord,
    TollCue,
    cue_patterns,
    find_casualty_words,
    find_cue_spans,
    has_cue,
    may_hold_toll,
    nouns,
    toll_cues,
)
from incidents.mentions.figures import Figure, find_figures, names_people
from incidents.mentions.party_words import fold_word
from incidents.mentions.toll_bilans import bare_bilans
from incidents.mentions.toll_context import clause_around, is_former, stretch_around, sums_up, text_of
from incidents.mentions.toll_ellipsis import read_together
from incidents.mentions.toll_groups import group_figures
from incidents.mentions.toll_mention import TollMention
from incidents.mentions.toll_pronouns import pronoun_tolls
from incidents.mentions.triggers import Casualty, Strength, TriggerMention

__all__ = ["TollCue", "TollMention", "find_cue_spans", "find_tolls", "may_hold_toll", "read_tolls", "toll_cues"]


# No sentence of prose has more figures or casualty words; a longer list would cost its square.
_MOST = 60
_TELLS_EVENT = (Strength.EVENT, Strength.GENERIC)


def _add_up(figures: Sequence[Figure]) -> tuple[int, int | None, list[Figure]]:
    """The sum of coordinated figures; a first one that is the sum of the others is told twice."""
    rest = sum(figure.low for figure in figures[1:])
    if len(figures) > 2 and figures[0].low == rest:
        figures = figures[:1]
    highs = [figure.high for figure in figures]
    low = sum(figure.low for figure in figures)
    return low, None if None in highs else sum(high for high in highs if high is not None), list(figures)


_NAMED_APART = re.compile(r"\s[^\s,;]{3,}(?:\s[^\s,;]+)?,\s(?!et\b)")
_CLOSED = re.compile(r"[^,;:.]{1,45},\s")


def _without_parts(text: str, figures: Sequence[Figure], word: CasualtyWord) -> Sequence[Figure]:
    """Leaves out who makes up the people of a figure: "dix personnes, des mères et deux bébés, ont été tuées"."""
    if len(figures) < 2 or figures[0].noun not in nouns("anyone") or figures[-1].end > word.start:
        return figures
    opened = _NAMED_APART.match(text, figures[0].end, figures[1].start) is not None
    return figures[:1] if opened and _CLOSED.match(text, figures[-1].end, word.start) else figures


_LEFT = re.compile(
    r"(?P<who>[^\W\d]+)\s(?:ont|avaient|auraient|a|avait|aurait)\s(?:\w+\s)?(?:laissé|perdu|abandonné|enregistré)\s"
    r"[^.;:]{0,45}$"
)


def _are_left(text: str, sentence: Sentence, start: int) -> bool:
    """Whether the dead of a figure are those whom attackers left: "les rebelles ont laissé dix morts"."""
    match = _LEFT.search(text, sentence.start, start)
    return match is not None and fold_word(match["who"].lower()) in nouns("assailant") | {"ennemi"}


def _toll(
    doc: AnnotatedDoc, sentence: Sentence, word: CasualtyWord, figures: Sequence[Figure], rule: str, *, eventful: bool
) -> TollMention:
    own = [figure for figure in figures if not figure.subset]
    low, high, used = _add_up(_without_parts(doc.text, own, word) or figures[:1])
    start, end = used[0].start, used[-1].end
    first, last = min(start, word.start), max(end, word.end)
    clause = clause_around(doc.text, sentence, first, last)
    around = stretch_around(doc.text, sentence, first, last)
    near = doc.text[max(sentence.start, start - 60) : min(sentence.end, end + 25)]
    # "deux blessés ont succombé": the dead are so many more
    more = word.casualty is Casualty.FATALITIES and all(figure.noun == "blesse" for figure in used)
    if word.entry.id in ("bodies", "bodies_of"):
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
        subset=not own or word.entry.part,
        revised=has_cue("revised", clause) and not more,
        former=is_former(doc.text, sentence, used[0], near),
        aggregate=sums_up(doc.text, sentence, around, eventful=eventful) and rule != "toll.single",
        several=has_cue("several", around),
        assailants=all(figure.assailant for figure in used) or _are_left(doc.text, sentence, start),
        more=more or any(figure.more for figure in used),
        bare=all(figure.noun is None for figure in used) and rule != "toll.single",
    )


_PARTICIPLE: Final = 12
"""Characters in which a participle begins behind its noun."""
_INFINITIVE = re.compile(r"\w+(?:er|ir|re)\b")


def _counts_nobody(doc: AnnotatedDoc, sentence: Sentence, word: CasualtyWord, figures: Sequence[Figure]) -> bool:
    """Whether a casualty word tells no toll: fighters or the freed among captives, threats, denials, "neutralisés"."""
    before = doc.text[max(sentence.start, word.start - 60) : word.start]
    if has_cue("denies", before) or (has_cue("unreal", before) and _INFINITIVE.match(doc.text, word.start) is not None):
        return True
    craft = has_cue("craft", text_of(doc, word.sentence)) and all(figure.noun is None for figure in figures)
    if craft and doc.text[word.start : word.end].lower().startswith("abat"):
        return True
    if word.casualty is Casualty.ABDUCTED:
        if all(
            figure.assailant or figure.noun == "suspect" or _goes_on_about_assailants(doc, sentence, figure)
            for figure in figures
        ):
            return True
        clause = clause_around(doc.text, sentence, figures[0].start, max(figures[-1].end, word.end))
        freed = word.entry.id == "hostages" and has_cue("released", clause)
        return freed and not has_cue("taken_before", doc.text[word.end : word.end + _PARTICIPLE])
    return word.entry.id == "neutralise"


_THEIR_CHIEF = re.compile(r"(?:leur|son)\s", re.IGNORECASE)


def _goes_on_about_assailants(doc: AnnotatedDoc, sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure counts more of the assailants just counted: "six rebelles tués et dix autres capturés"."""
    if _OF_THEM.match(doc.text, figure.end):
        return _are_assailants(doc, sentence, figure.start)
    chief = figure.low == 1 and _THEIR_CHIEF.match(doc.text, figure.start - len("leur ")) is not None
    if not (chief or (figure.more and figure.noun is None)):
        return False
    before = [other for other in find_figures(doc, sentence) if other.end <= figure.start and other.human]
    return bool(before) and before[-1].assailant


_OF_THEM = re.compile(r"\sd['’]entre (?:eux|elles)\b")


def _are_assailants(doc: AnnotatedDoc, sentence: Sentence, end: int) -> bool:
    """Whether the last people named before a place of a sentence are attackers: "des bandits ... deux d'entre eux"."""
    before = next((other for other in doc.sentences if other.end <= sentence.start < other.end + 3), None)
    for told in (sentence, before):
        keys = [fold_word(word.text.lower()) for word in told.words if word.end <= end] if told else []
        last = next((key for key in reversed(keys) if names_people(key)), None)
        if last is not None:
            return last in nouns("assailant")
    return False


def _zero_tolls(doc: AnnotatedDoc, number: int) -> list[TollMention]:
    sentence = doc.sentences[number]
    found: dict[Casualty, TollMention] = {}
    for cue, pattern in cue_patterns("zero"):
        match = pattern.search(doc.text, sentence.start, sentence.end)
        if match is not None and not has_cue("unsaid", doc.text[max(sentence.start, match.start() - 40) : match.end()]):
            for name in cue.casualties:
                casualty = Casualty(name)
                found.setdefault(
                    casualty, TollMention(casualty, 0, 0, number, match.start(), match.end(), None, cue.id)
                )
    return list(found.values())


def _is_denied(word: CasualtyWord, zeros: Sequence[TollMention]) -> bool:
    """Whether a casualty word is part of words that tell of nobody: "sans faire de blessé".

    Who was taken is told all the same: "les personnes prises en otage sont saines et sauves".
    """
    taken = word.casualty is Casualty.ABDUCTED
    return any(
        zero.start <= word.start < zero.end and not (taken and zero.casualty is not Casualty.ABDUCTED) for zero in zeros
    )


def _last_casualty(
    by_sentence: dict[int, list[CasualtyWord]], number: int, found: Sequence[TollMention]
) -> Casualty | None:
    """What the toll told last counts, else the nearest casualty word, in a sentence or the two before it."""
    if found and number - found[-1].sentence <= 2 and found[-1].low > 0:
        return found[-1].casualty
    return next((by_sentence[at][-1].casualty for at in (number - 1, number - 2, number) if by_sentence.get(at)), None)


def _sentence_tolls(
    doc: AnnotatedDoc, number: int, words: Sequence[CasualtyWord], last: Casualty | None, *, eventful: bool
) -> list[TollMention]:
    sentence = doc.sentences[number]
    figures = find_figures(doc, sentence)[:_MOST]
    groups = group_figures(doc, sentence, words, figures)
    counted = [
        _toll(doc, sentence, word, some, rule, eventful=eventful)
        for word, some, rule in groups
        if not _counts_nobody(doc, sentence, word, some)
    ]
    used = {figure.start for _, some, _ in groups for figure in some}
    bare = bare_bilans(doc, number, words, [figure for figure in figures if figure.start not in used], last)
    rest = [figure for figure in figures if figure.start not in used]
    told = [*read_together(doc.text, counted, rest), *bare]
    return told or pronoun_tolls(doc, number, words, figures)


def find_tolls(doc: AnnotatedDoc, triggers: Sequence[TriggerMention]) -> tuple[TollMention, ...]:
    """Finds the tolls of a document, in text order, one for each casualty word and what it counts."""
    by_sentence = find_casualty_words(doc, triggers)
    eventful = {trigger.sentence for trigger in triggers if trigger.entry.strength in _TELLS_EVENT}
    found: list[TollMention] = []
    for number, sentence in enumerate(doc.sentences):
        if not sentence.tokens:
            continue
        tolls = _zero_tolls(doc, number)
        words = [word for word in by_sentence.get(number, [])[:_MOST] if not _is_denied(word, tolls)]
        last = _last_casualty(by_sentence, number, found)
        if last is not None or "bilan" in doc.text[sentence.start : sentence.end].lower():
            tolls += _sentence_tolls(doc, number, words, last, eventful=number in eventful)
        found.extend(sorted(tolls, key=lambda toll: (toll.start, toll.casualty)))
    return tuple(found)


def read_tolls(text: str) -> tuple[TollMention, ...]:
    """The tolls of a line that no engine has annotated, such as a title, by its words alone.

    Example:
        >>> [(toll.casualty.value, toll.low) for toll in read_tolls("Mali : douze morts et trois blessés à Djenné")]
        [('fatalities', 12), ('injured', 3)]
    """
    spans = [match.span() for match in re.finditer(r"\w+['’]?|[^\w\s]", text)]
    tokens = tuple(Token(start, end, index, index + 1) for index, (start, end) in enumerate(spans))
    words = tuple(
        Word(index, text[start:end], text[start:end], "X", {}, -1, "dep", index, start, end)
        for index, (start, end) in enumerate(spans)
    )
    sentence = Sentence(0, len(text), tokens, words, parsed=False)
    return find_tolls(AnnotatedDoc(text, (sentence,)), ())
