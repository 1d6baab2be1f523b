"""Tolls: how many people a sentence says were killed, wounded or taken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.annotation.doc import Token, Word
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
from incidents.mentions.figures import Figure, find_figures
from incidents.mentions.toll_groups import group_figures
from incidents.mentions.triggers import Casualty, Strength, TriggerMention

__all__ = ["TollCue", "TollMention", "find_cue_spans", "find_tolls", "may_hold_toll", "read_tolls", "toll_cues"]


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
        endorsed: The title tells it too.
        bare: Without a noun of its own ("deux sont morts à l'hôpital").
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
    bare: bool = False
    endorsed: bool = False


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


def _clause(text: str, sentence: Sentence, start: int, end: int) -> str:
    """The part of a sentence between semicolons that holds some characters."""
    first = max(sentence.start, text.rfind(";", sentence.start, start) + 1)
    last = text.find(";", end, sentence.end)
    return text[first : sentence.end if last < 0 else last]


def _is_former(text: str, sentence: Sentence, figure: Figure, around: str) -> bool:
    """Whether a figure was replaced: a cue around it, unless its own stretch between commas gives it as the new one."""
    own = text[max(sentence.start, text.rfind(",", sentence.start, figure.start)) : figure.end]
    return has_cue("former", around) and not has_cue("revised", own)


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
    # "deux blessés ont succombé": the dead are so many more
    more = word.casualty is Casualty.FATALITIES and all(figure.noun == "blesse" for figure in used)
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
        subset=not own or word.entry.part,
        revised=has_cue("revised", clause) and not more,
        former=_is_former(doc.text, sentence, used[0], near),
        aggregate=has_cue("aggregate", around) or (not eventful and has_cue("period", around)),
        several=has_cue("several", around),
        assailants=all(figure.assailant for figure in used),
        more=more or any(figure.more for figure in used),
        bare=all(figure.noun is None for figure in used) and rule != "toll.single",
    )


def _counts_nobody(doc: AnnotatedDoc, sentence: Sentence, word: CasualtyWord, figures: Sequence[Figure]) -> bool:
    """Whether a casualty word tells no toll: fighters taken prisoner, captives on their way back, "neutralisés"."""
    if word.casualty is Casualty.ABDUCTED:
        if all(figure.assailant for figure in figures):
            return True
        clause = _clause(doc.text, sentence, figures[0].start, max(figures[-1].end, word.end))
        return word.entry.id == "hostages" and has_cue("released", clause)
    return word.entry.id == "neutralise"


_SO_MANY_MORE = re.compile(r"[^;:.]{0,80}(?:,|\bet)\s")


def _joined(text: str, tolls: Sequence[TollMention]) -> list[TollMention]:
    """Adds what a second verb tells of the same people: "trente ont été tués sur le coup et deux sont morts depuis"."""
    found: list[TollMention] = []
    for toll in sorted(tolls, key=lambda toll: toll.start):
        last = next((other for other in reversed(found) if other.casualty is toll.casualty), None)
        between = "" if last is None else text[last.end : toll.start]
        if last is not None and toll.bare and not toll.subset and _SO_MANY_MORE.fullmatch(between):
            high = None if last.high is None or toll.high is None else last.high + toll.high
            merged = evolve(last, low=last.low + toll.low, high=high, end=toll.end, rule="toll.sum")
            found[found.index(last)] = merged
        else:
            found.append(toll)
    return found


_BESIDE = re.compile(r"[^,;:.\d]{0,30}")
_SOURCE = re.compile(r"\s?,|\s(?:selon|d'après|pour|affirm|assur|dit|disent|réplique|répond)")


def _restates(text: str, sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure without noun opens a sentence and a source follows: "Sept, concède le mouvement"."""
    opens = not any(character.isalnum() for character in text[sentence.start : figure.start])
    return opens and _SOURCE.match(text, figure.end) is not None


_PLACE_BEHIND = re.compile(r"\sautres\s(?:à|au|aux|dans|en|chez|plus tard|depuis|des suites)\b")
_COMMA = re.compile(r"[^;:.]{0,90},\s(?:et\s)?")


def _elliptic(text: str, tolls: Sequence[TollMention], rest: Sequence[Figure]) -> list[TollMention]:
    """Adds what shares a verb told before: "onze sont morts sur place, quatre autres à l'hôpital"."""
    found = list(tolls)
    for figure in rest:
        at = max((at for at, toll in enumerate(found) if toll.end <= figure.start), default=None)
        if at is None or not _PLACE_BEHIND.match(text, figure.end):
            continue
        toll = found[at]
        if _COMMA.fullmatch(text, toll.end, figure.start):
            high = None if toll.high is None or figure.high is None else toll.high + figure.high
            found[at] = evolve(toll, low=toll.low + figure.low, high=high, end=figure.end, rule="toll.sum")
    return found


def _bare_bilan(
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
        restated = last is not None and _restates(doc.text, sentence, figure)
        if figure.noun is not None or not (restated or has_cue("bilan", before)):
            continue
        nouns = [word for word in words if word.entry.how in (How.NOUN, How.OF)]
        after = [word for word in nouns if _BESIDE.fullmatch(doc.text, figure.end, word.start)]
        earlier = [word for word in nouns if word.end <= figure.start]
        earlier = earlier or [word for word in words if word.end <= figure.start]
        word = after[0] if after else earlier[-1] if earlier else None
        clause = _clause(doc.text, sentence, figure.start, figure.end)
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
                former=_is_former(doc.text, sentence, figure, clause),
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


def _last_casualty(
    by_sentence: dict[int, list[CasualtyWord]], number: int, found: Sequence[TollMention]
) -> Casualty | None:
    """What the toll told last counts, else the nearest casualty word, in a sentence or the two before it."""
    if found and number - found[-1].sentence <= 2 and found[-1].low > 0:
        return found[-1].casualty
    return next((by_sentence[at][-1].casualty for at in (number - 1, number - 2, number) if by_sentence.get(at)), None)


_PAIR = re.compile(r"[^,;:.()]{0,40}\bet\s")


def _share_aggregate(text: str, tolls: Sequence[TollMention]) -> list[TollMention]:
    """Marks what is coordinated with the sum of a stretch of time as one too: "100 morts et 200 blessés"."""
    found = sorted(tolls, key=lambda toll: toll.start)
    for at in range(1, len(found)):
        before, toll = found[at - 1], found[at]
        if before.aggregate and before.casualty is not toll.casualty and _PAIR.fullmatch(text, before.end, toll.start):
            found[at] = evolve(toll, aggregate=True)
    return found


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
    bare = _bare_bilan(doc, number, words, [figure for figure in figures if figure.start not in used], last)
    rest = [figure for figure in figures if figure.start not in used]
    return [*_share_aggregate(doc.text, _elliptic(doc.text, _joined(doc.text, counted), rest)), *bare]


def find_tolls(doc: AnnotatedDoc, triggers: Sequence[TriggerMention]) -> tuple[TollMention, ...]:
    """Finds the tolls of a document, in text order, one for each casualty word and what it counts."""
    by_sentence = find_casualty_words(doc, triggers)
    eventful = {trigger.sentence for trigger in triggers if trigger.entry.strength in _TELLS_EVENT}
    found: list[TollMention] = []
    for number, sentence in enumerate(doc.sentences):
        if not sentence.tokens:
            continue
        tolls = _zero_tolls(doc, number)
        words = by_sentence.get(number, [])[:_MOST]
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
