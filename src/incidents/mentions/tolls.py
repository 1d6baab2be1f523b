"""Tolls: how many people a sentence says were killed, wounded or taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from attrs import evolve, frozen

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.mentions.numbers import Numeral, find_numerals
from incidents.mentions.syntax import is_passive, subtree_span
from incidents.mentions.triggers import Casualty, FrameKind, TriggerMention, word_at


@frozen
class TollCue:
    """One entry of `tolls.toml`: words that qualify a figure."""

    id: str
    kind: str
    regex: str
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    note: str = ""
    casualties: tuple[str, ...] = ()


@frozen
class TollMention:
    """A figure and what it counts.

    Attributes:
        casualty: Dead, wounded or taken.
        low: Lowest value.
        high: Highest value, None when open upwards.
        sentence: Index of the sentence.
        start: First character.
        end: One past the last character.
        trigger: The casualty word it hangs on, None for cues such as "aucune victime".
        rule: Identifier of the rule that read it.
        subset: A part of another figure ("dont trois enfants").
        revised: Given as the newest state of a toll.
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


@cache
def toll_cues() -> tuple[TollCue, ...]:
    """The entries of the toll lexicon."""
    return load_entries(lexicon_path("tolls.toml"), TollCue)


@cache
def _cues() -> dict[str, tuple[tuple[TollCue, re.Pattern[str]], ...]]:
    by_kind: dict[str, list[tuple[TollCue, re.Pattern[str]]]] = {}
    for cue in toll_cues():
        by_kind.setdefault(cue.kind, []).append((cue, re.compile(cue.regex, re.IGNORECASE)))
    return {kind: tuple(found) for kind, found in by_kind.items()}


def find_cue_spans(text: str, identifier: str) -> list[tuple[int, int]]:
    """Where one cue of the toll lexicon stands in a text."""
    return [
        match.span()
        for some in _cues().values()
        for cue, pattern in some
        if cue.id == identifier
        for match in pattern.finditer(text)
    ]


def _matches(kind: str, text: str, start: int, end: int) -> bool:
    return any(pattern.search(text, start, end) for _, pattern in _cues().get(kind, ()))


def _counted_word(sentence: Sentence, numeral: Numeral) -> int | None:
    """The noun that a numeral counts, or the numeral's own word when it stands alone."""
    last = word_at(sentence, numeral.end - 1)
    if last is None:
        return None
    index = last
    steps = 0
    while sentence.words[index].relation in ("nummod", "det", "flat", "fixed", "case", "advmod") and steps < 4:
        head = sentence.words[index].head
        if head < 0 or head < last - 3 or head > last + 6:
            break
        index, steps = head, steps + 1
    for child in sentence.children[index]:
        word = sentence.words[child]
        if word.relation == "nmod" and index <= last and last < child <= last + 4 and word.upos in ("NOUN", "PROPN", "ADJ"):
            return child
    return index


_OPEN_RELATIONS = frozenset(("conj", "nmod", "appos", "flat", "nummod", "det", "amod", "obl", "fixed", "dep", "advmod"))


def _fits(sentence: Sentence, trigger: TriggerMention, relation: str) -> bool:
    """Whether a phrase that hangs on a casualty verb by a relation is what the verb happened to."""
    if trigger.entry.frame is FrameKind.DIE or not trigger.verbal:
        return relation != "obl:agent"
    if relation in ("nsubj", "nsubj:pass"):
        return relation == "nsubj:pass" or is_passive(sentence, trigger.head)
    return relation not in ("obl:agent", "nsubj")


def _governor(sentence: Sentence, word: int, heads: dict[int, TriggerMention]) -> TriggerMention | None:
    """The casualty trigger whose victims a counted noun is, by the tree."""
    if word in heads and not heads[word].verbal:
        return heads[word]
    for child in sentence.children[word]:
        if child in heads and sentence.words[child].relation in ("acl", "amod", "acl:relcl", "nmod", "conj"):
            if sentence.words[child].relation != "nmod" or not heads[child].verbal:
                return heads[child]
    current, relation, steps = word, sentence.words[word].relation, 0
    while sentence.words[current].head >= 0 and steps < 6:
        head = sentence.words[current].head
        if head in heads:
            return heads[head] if _fits(sentence, heads[head], relation) else None
        if sentence.words[head].upos in ("VERB", "AUX") and relation not in ("conj", "xcomp"):
            return None
        if sentence.words[current].relation not in ("conj", "flat", "appos", "nummod", "fixed"):
            relation = sentence.words[head].relation
        current, steps = head, steps + 1
    return None


def _adjacent(
    text: str, numeral: Numeral, triggers: Sequence[TriggerMention]
) -> TriggerMention | None:
    """The casualty word that follows a numeral at once ("12 morts", "une vingtaine d'autres blessés")."""
    for trigger in triggers:
        if trigger.start < numeral.end:
            continue
        between = text[numeral.end : trigger.start]
        if len(between) <= 30 and not re.search(r"[,;:.()«»]|\bet\b|\bont\b|\ba\b", between):
            return trigger
        return None
    return None


def _is_subset(text: str, sentence: Sentence, numeral: Numeral) -> bool:
    return _matches("subset", text, max(sentence.start, numeral.start - 40), numeral.start)


def _sentence_tolls(
    doc: AnnotatedDoc, number: int, triggers: Sequence[TriggerMention]
) -> list[TollMention]:
    sentence = doc.sentences[number]
    heads = {trigger.head: trigger for trigger in triggers}
    revised = _matches("revised", doc.text, sentence.start, sentence.end)
    found = []
    for numeral in find_numerals(doc.text, sentence.start, sentence.end):
        if _matches("not_people", doc.text, numeral.end, min(numeral.end + 30, sentence.end)):
            continue
        trigger = _adjacent(doc.text, numeral, triggers)
        rule = "toll.adjacent"
        if trigger is None:
            word = _counted_word(sentence, numeral)
            trigger = _governor(sentence, word, heads) if word is not None else None
            rule = "toll.syntax"
        if trigger is None or trigger.entry.casualty is None:
            continue
        found.append(
            TollMention(
                casualty=trigger.entry.casualty,
                low=numeral.low,
                high=numeral.high if numeral.exact or numeral.high is None else numeral.low,
                sentence=number,
                start=numeral.start,
                end=numeral.end,
                trigger=trigger,
                rule=rule,
                subset=_is_subset(doc.text, sentence, numeral),
                revised=revised,
            )
        )
    return found


def _zero_tolls(doc: AnnotatedDoc, number: int) -> list[TollMention]:
    sentence = doc.sentences[number]
    found = []
    for cue, pattern in _cues().get("zero", ()):
        match = pattern.search(doc.text, sentence.start, sentence.end)
        if match is not None:
            found.extend(
                TollMention(Casualty(name), 0, 0, number, match.start(), match.end(), None, cue.id)
                for name in cue.casualties
            )
    return found


def _single_victims(doc: AnnotatedDoc, number: int, triggers: Sequence[TriggerMention], taken: set[int]) -> list[TollMention]:
    """One victim where a killing or taking verb has a singular, definite human as what it happened to."""
    sentence = doc.sentences[number]
    found = []
    for trigger in triggers:
        if trigger.entry.casualty is None or not trigger.verbal or trigger.head in taken:
            continue
        for child in sentence.children[trigger.head]:
            word = sentence.words[child]
            if word.relation not in ("nsubj", "nsubj:pass", "obj") or not _fits(sentence, trigger, word.relation):
                continue
            if word.upos == "PROPN" or (word.upos == "NOUN" and _is_one_person(sentence, child)):
                start, end = subtree_span(sentence, child)
                found.append(
                    TollMention(trigger.entry.casualty, 1, 1, number, start, end, trigger, "toll.single")
                )
                break
    return found


def _is_one_person(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if word.feats.get("Number") != "Sing":
        return False
    determiners = [sentence.words[child].text.lower() for child in sentence.children[index] if sentence.words[child].relation == "det"]
    return any(text in ("le", "l'", "la", "son", "sa", "leur", "ce", "cet", "un", "une") for text in determiners) and _matches(
        "person", word.text.lower(), 0, len(word.text)
    )


def find_tolls(doc: AnnotatedDoc, triggers: Sequence[TriggerMention]) -> tuple[TollMention, ...]:
    """Finds the tolls of a document, in text order; coordinated victims of one verb are summed by `sum_tolls`."""
    by_sentence: dict[int, list[TriggerMention]] = {}
    for trigger in triggers:
        if trigger.entry.casualty is not None:
            by_sentence.setdefault(trigger.sentence, []).append(trigger)
    found: list[TollMention] = []
    for number, sentence in enumerate(doc.sentences):
        if not sentence.parsed or not sentence.tokens:
            continue
        casualty = by_sentence.get(number, [])
        tolls = _sentence_tolls(doc, number, casualty) if casualty else []
        tolls.extend(_zero_tolls(doc, number))
        taken = {toll.trigger.head for toll in tolls if toll.trigger is not None}
        tolls.extend(_single_victims(doc, number, casualty, taken))
        found.extend(sorted(tolls, key=lambda toll: (toll.start, toll.casualty)))
    return tuple(found)


def sum_tolls(tolls: Sequence[TollMention]) -> TollMention:
    """Adds up coordinated figures of one casualty word ("six soldats et un assaillant")."""
    first = tolls[0]
    highs = [toll.high for toll in tolls]
    return evolve(
        first,
        low=sum(toll.low for toll in tolls),
        high=None if None in highs else sum(high for high in highs if high is not None),
        end=tolls[-1].end,
        rule=first.rule if len(tolls) == 1 else "toll.sum",
    )
