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
from incidents.mentions.figures import Figure, find_figures, is_one_person, single
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


# What may not stand between a numeral and the casualty word that counts the same people.
_APART = re.compile(r"[;:.()«»]|\b(?:et|ou|dans|lors|en|par|qui|que|sur|après|avec|dont|quand|lorsque|pour)\b")
_AUXILIARY = re.compile(
    r"\b(?:ont|a|avaient|avait|sont|étaient|était|est|furent|fut|seraient|serait|auraient|aurait|soient|ait)\b"
)
_PARTICIPLE = re.compile(r"(?:é|i|u|ert|is)e?s?$")
_ASIDE = re.compile(r"[^,]{1,60},\s(?:\w+ment\s)?")
# A long aside: "neuf habitants de X, à 20 km de Y, ont été".
_DISTANT = re.compile(r"[^;:.()«»]{20,190},\s(?:ont|avaient|auraient|sont|étaient|seraient)\s(?:été\s)?(?:\w+\s)?")
_OBJECT = re.compile(r",?\s(?:(?:également|aussi|ainsi|encore|notamment)\s)?(?:un total de\s|les\s|des\s|ces\s)?")
_COST = re.compile(r"\s(?:\w+\s){0,2}à\s(?:un total de\s)?")
_OF = re.compile(r"\s(?:violente\s|brutale\s)?(?:de\s|d'|des\s|du\s|de l')")
_ALSO = re.compile(r"[^;:.()]{0,60}(?:ainsi qu|de même qu|en même temps qu)(?:e\s|')")
_JOINED = re.compile(r",?\s(?:et|ou|et/ou)\s(?:ont\s)?(?:été\s)?(?:\w+ment\s)?")


# Nouns that say who people are as much as what befell them: "trois otages ont été tués".
_ROLES = frozenset(("hostages", "victims"))
# Nouns that tell of people whom other numerals count too: "cinq hommes ont porté les corps".
_BY_NAME = frozenset(("bodies", "hostages"))
# No sentence of prose has more figures or casualty words; a longer list would cost its square.
_MOST = 60
_TELLS_EVENT = (Strength.EVENT, Strength.GENERIC)


def _gap(text: str, figure: Figure, word: CasualtyWord) -> int | None:
    """Characters between a figure and a casualty word that stands beside it; None where nothing binds them."""
    if figure.end <= word.start:
        between = text[figure.end : word.start]
        if len(between) > 90:
            distant = word.passive and len(between) <= 220 and _DISTANT.fullmatch(between) is not None
            return len(between) if distant and len(_AUXILIARY.findall(between)) == 1 else None
        if word.counts_itself:
            return len(between) if len(between) <= 40 and "," not in between and not _APART.search(between) else None
        aside = _ASIDE.fullmatch(between) is not None and text[word.end : word.end + 1] == ","
        if "," in between and not aside:
            return None
        plain = len(between) <= 45 and not _APART.search(between) and not _AUXILIARY.search(between)
        plain = plain and (word.passive or _PARTICIPLE.search(text, word.start, word.end) is not None)
        told = word.passive and not re.search(r"[;:.()«»]|\bqui\b", between) and _AUXILIARY.search(between)
        return len(between) if aside or plain or told else None
    between = text[word.end : figure.start]
    if figure.start < word.end or word.counts_itself:
        return None
    if word.passive and _ALSO.fullmatch(between):
        return len(between)
    shape = {How.COST: _COST, How.OF: _OF}.get(word.entry.how or How.STRIKE, _OBJECT)
    if word.entry.how in (How.STRIKE, How.DIE) and word.passive and word.victims:
        return None
    return len(between) if shape.fullmatch(between) else None


def _suits(figure: Figure, word: CasualtyWord) -> bool:
    return figure.human or not word.entry.human


def _names(text: str, figure: Figure, word: CasualtyWord) -> bool:
    """Whether the noun behind a figure is the casualty word itself."""
    return figure.noun is not None and text[word.start : word.end].lower().startswith(figure.noun[:4])


def _words_of(text: str, figure: Figure, words: Sequence[CasualtyWord]) -> list[tuple[CasualtyWord, str]]:
    """The casualty words that tell what befell the people of a figure, one a casualty."""
    best: dict[Casualty, tuple[float, CasualtyWord, str]] = {}
    for word in words:
        if not _suits(figure, word) or (word.entry.id in _BY_NAME and not _names(text, figure, word)):
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
        role = role or any(word.entry.how is How.DIE and rule == "toll.syntax" for word, rule in chosen)
        nouns = [item for item in chosen if item[0].counts_itself]
        chosen = (verbs if role else nouns) or chosen
    return chosen


def _groups(
    doc: AnnotatedDoc, sentence: Sentence, words: Sequence[CasualtyWord], figures: Sequence[Figure]
) -> list[tuple[CasualtyWord, list[Figure], str]]:
    """For each casualty word the figures of its people, in text order."""
    found: dict[int, list[Figure]] = {}
    rules: dict[int, str] = {}
    pairs = [
        (words.index(word), figure, rule) for figure in figures for word, rule in _words_of(doc.text, figure, words)
    ]
    for at, figure, rule in sorted(pairs, key=lambda pair: (pair[0], pair[2] != "toll.syntax", -pair[1].start)):
        if rule == "toll.syntax" or at not in found or _continues(doc.text, figure, found[at]):
            found.setdefault(at, []).append(figure)
            rules.setdefault(at, rule)
            if rule == "toll.adjacent":
                found[at] += _row(doc.text, figure, figures, words[at])
    _keep_nearest(words, found)
    counted = {index for some in found.values() for figure in some for index in figure.words}
    for at, word in enumerate(words):
        if word.counts_itself:
            continue
        for victim in word.victims:
            strict = word.entry.human or any(not figure.more for figure in found.get(at, ()))
            if victim not in counted and is_one_person(sentence, victim, strict=strict):
                found.setdefault(at, []).append(single(sentence, victim))
                rules.setdefault(at, "toll.single")
    return [(words[at], sorted(some, key=lambda item: item.start), rules[at]) for at, some in sorted(found.items())]


_AND = re.compile(r"(?:,|\bet|ainsi que|de même que)\s(?:à\s|de\s|d'|par\s)?$")


def _continues(text: str, figure: Figure, known: Sequence[Figure]) -> bool:
    """Whether a figure stands in a row with others: "six soldats, un garde et deux civils"."""
    row = sorted((*known, figure), key=lambda item: item.start)
    at = row.index(figure)
    second = row[at] if at > 0 else row[1]
    if any(mark in text[row[max(at - 1, 0)].end : second.start] for mark in ":;"):
        return False
    return _AND.search(text, max(0, second.start - 20), second.start) is not None


_STEP = re.compile(r"\s[^,;:.()«»]{1,45}?(?:,|\set|\sainsi que)\s(?:à\s|de\s|d')?")


def _row(text: str, figure: Figure, figures: Sequence[Figure], word: CasualtyWord) -> list[Figure]:
    """The figures in a row with one that stands beside a casualty word: "cinq soldats et un garde tués"."""
    before = figure.end <= word.start
    row: list[Figure] = []
    for other in reversed(figures) if before else figures:
        edge = row[-1] if row else figure
        first, second = (other, edge) if before else (edge, other)
        if first.end > second.start or not other.human or other.vague or other.noun is None:
            continue
        between = text[first.end : second.start]
        if word.counts_itself or not _STEP.fullmatch(between) or _AUXILIARY.search(between) or second.more:
            break
        row.append(other)
    return row


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
    groups = _groups(doc, sentence, words, figures)
    counted = [
        _toll(doc, sentence, word, some, rule, eventful=eventful)
        for word, some, rule in groups
        if not _counts_nobody(doc, sentence, word, some)
    ]
    used = {figure.start for _, some, _ in groups for figure in some}
    bare = _bare_bilan(doc, number, words, [figure for figure in figures if figure.start not in used], last)
    rest = [figure for figure in figures if figure.start not in used]
    return [*_elliptic(doc.text, _joined(doc.text, counted), rest), *bare]


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
