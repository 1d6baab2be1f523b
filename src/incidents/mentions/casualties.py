"""Casualty words: what a sentence says befell people, and which words of it name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from attrs import field, frozen
from attrs.converters import optional

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.lexicons.patterns import PatternMatch, PatternSet, compile_pattern, tokenize
from incidents.mentions.party_words import fold_word
from incidents.mentions.syntax import complements, is_passive, objects, subjects
from incidents.mentions.triggers import Casualty, TriggerMention, word_at


class How(StrEnum):
    """Where syntax gives the people that a casualty word tells of; see the head of `tolls.toml`."""

    STRIKE = "strike"
    DIE = "die"
    COST = "cost"
    NOUN = "noun"
    OF = "of"
    SEIZE = "seize"


@frozen
class TollCue:
    """One entry of `tolls.toml`: a casualty word, a class of nouns, or a phrase around a figure."""

    id: str
    kind: str
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    regex: str = ""
    note: str = ""
    casualties: tuple[str, ...] = ()
    casualty: Casualty | None = field(default=None, converter=optional(Casualty))
    how: How | None = field(default=None, converter=optional(How))
    human: bool = False
    numbered: bool = False
    part: bool = False
    patterns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@frozen
class CasualtyWord:
    """A word that tells what befell people.

    Attributes:
        entry: Its lexicon entry.
        casualty: Dead, wounded or taken.
        sentence: Index of the sentence.
        head: Index of the word that carries the meaning.
        start: First character.
        end: One past the last character.
        trigger: The trigger that it is part of, if any.
        victims: Indices of the words that name the people, in order.
        passive: Whether the people stand before it: a passive, a participle or a verb of dying.
        fits_tag: Whether the tagger agrees with the entry on noun or verb.
    """

    entry: TollCue
    casualty: Casualty
    sentence: int
    head: int
    start: int
    end: int
    trigger: TriggerMention | None
    victims: tuple[int, ...]
    passive: bool
    fits_tag: bool = True

    @property
    def counts_itself(self) -> bool:
        """Whether it is a noun that a numeral counts ("12 morts")."""
        return self.entry.how is How.NOUN


@cache
def toll_cues() -> tuple[TollCue, ...]:
    """The entries of the toll lexicon."""
    return load_entries(lexicon_path("tolls.toml"), TollCue)


_SHAPES = {
    "subset": "(?:{})$",
    "from": "(?:{})$",
    "bilan": "(?:{})$",
    "denied": "(?:{})$",
    "unreal": "(?:{})$",
    "denies": "(?:{})$",
    "least": "^(?:{})",
    "unhurt": "^(?:{})",
    "fall_to": "^(?:{})",
    "custody": "^(?:{})",
    "taken_before": "^(?:{})",
}


@cache
def cue_patterns(kind: str) -> tuple[tuple[TollCue, re.Pattern[str]], ...]:
    """The regular expressions of one kind of cue; what stands just before or after a numeral is tied to that end."""
    shape = _SHAPES.get(kind, "{}")
    return tuple(
        (cue, re.compile(shape.replace("{}", cue.regex), re.IGNORECASE)) for cue in toll_cues() if cue.kind == kind
    )


def has_cue(kind: str, text: str) -> bool:
    """Whether a stretch of text holds a cue of a kind."""
    return any(pattern.search(text) for _, pattern in cue_patterns(kind))


@cache
def nouns(kind: str) -> frozenset[str]:
    """The folded nouns of one class: people, assailant or thing."""
    return frozenset(fold_word(word) for cue in toll_cues() if cue.kind == kind for word in cue.words)


@cache
def spelled(kind: str) -> frozenset[str]:
    """The words of one class as written, lower-case."""
    return frozenset(word for cue in toll_cues() if cue.kind == kind for word in cue.words)


@cache
def _patterns() -> PatternSet[TollCue]:
    return PatternSet(compile_pattern(source, cue) for cue in toll_cues() for source in cue.patterns)


def may_hold_toll(text: str) -> bool:
    """Whether a sentence has a word that could begin a casualty word; needs no annotation."""
    return _patterns().may_match(tokenize(text).forms)


def find_cue_spans(text: str, identifier: str) -> list[tuple[int, int]]:
    """Where one entry of the toll lexicon matches in a text."""
    cue = next(cue for cue in toll_cues() if cue.id == identifier)
    tokens = tokenize(text)
    if cue.regex:
        return [match.span() for match in re.finditer(cue.regex, text, re.IGNORECASE)]
    if cue.words:
        keys = {fold_word(word) for word in cue.words}
        forms = zip(tokens.forms, tokens.spans, strict=True)
        return [(at.start, at.end) for form, at in forms if form in cue.words or fold_word(form) in keys]
    found = PatternSet(compile_pattern(source, cue) for source in cue.patterns).findall(tokens)
    return [(tokens.spans[match.first].start, tokens.spans[match.last].end) for match in found]


# No sentence of prose has more; see `_longest`, which compares them in pairs.
_MOST_MATCHES = 200
_SENTENCE_OF_DEATH = re.compile(r"(?:\bà|peines? de|danger de|menaces? de|escadrons? de la) mort$")


_SUPERLATIVE = re.compile(r"\b(?:plus|moins|si|aussi) (?:\w+ment )?$")
_IN_HANDS = re.compile(r"(\w+),? (?:aux|entre les) $")
_NONE_OF = re.compile(r"\b(?:(?:pas|point|jamais)(?: \w+)? de|sans|aucun|ni de) $")


def _head(sentence: Sentence, match: PatternMatch[TollCue], words: Sequence[int]) -> int:
    for index in words:
        if sentence.words[index].upos in ("VERB", "NOUN", "PROPN", "ADJ"):
            return index
    return words[0]


def _fits(sentence: Sentence, cue: TollCue, head: int, end: int, text: str, *, alone: bool) -> bool:
    """Whether tag and surroundings suit the entry: a noun entry wants no finite verb, "tomber" no place to fall to."""
    word = sentence.words[head]
    if word.text.lower().startswith("hospitalis") and has_cue("unhurt", text[end : end + 90]):
        return False
    if _SENTENCE_OF_DEATH.search(text, max(0, end - 25), end) and cue.id != "kill":
        return False
    before = text[max(sentence.start, sentence.words[head].start - 30) : sentence.words[head].start]
    if cue.id == "hit" and _SUPERLATIVE.search(before):
        return False
    if cue.how in (How.STRIKE, How.DIE) and _NONE_OF.search(before):
        return False
    if cue.how in (How.NOUN, How.OF):
        return word.upos not in ("VERB", "AUX") or not any(
            sentence.words[child].relation.startswith(("aux", "nsubj")) for child in sentence.children[head]
        )
    if (
        word.upos == "NOUN"
        and sentence.parsed
        and alone
        and any(
            sentence.words[child].relation in ("det", "nummod") and sentence.words[child].index < head
            for child in sentence.children[head]
        )
    ):
        return False
    if cue.id == "held":
        return not _is_place_held(text, sentence.start, word.start) and not has_cue(
            "custody", text[end : end + 40].replace("’", "'")
        )
    if cue.id == "fall":
        return not has_cue("fall_to", text[end : end + 45].replace("’", "'"))
    return True


def _is_place_held(text: str, start: int, end: int) -> bool:
    """Whether "aux mains de" stands right behind the noun of a place: "une ville aux mains des rebelles"."""
    before = _IN_HANDS.search(text, start, end)
    return before is not None and fold_word(before[1]) in nouns("held_place")


def _follows_before(sentence: Sentence, head: int) -> bool:
    """Whether a participle closes "avant d'être tué": it befalls the subject of the clause before."""
    return [word.text.lower() for word in sentence.words[max(0, head - 3) : head]][:1] == ["avant"]


def _victims(sentence: Sentence, cue: TollCue, head: int, inside: Sequence[int]) -> tuple[tuple[int, ...], bool]:
    """The words that name the people, and whether they stand before the casualty word."""
    if not sentence.parsed:
        return (), cue.how not in (How.OF, How.SEIZE)
    word = sentence.words[head]
    if cue.how is How.NOUN:
        beside = word.relation == "appos" and not any(
            sentence.words[child].relation in ("det", "nummod") for child in sentence.children[head]
        )
        return ((head, word.head), True) if beside else ((head,), False)
    if cue.how in (How.OF, How.SEIZE):
        return tuple(complements(sentence, head, "de", "du", "des", "d'", "d")), False
    if cue.how is How.COST:
        to = [other for index in inside for other in complements(sentence, index, "à", "au", "aux")]
        return tuple(dict.fromkeys(to)), False
    if cue.how is How.DIE or is_passive(sentence, head):
        found = list(subjects(sentence, head))
        if not found and word.relation in ("acl", "amod", "acl:relcl") and word.head >= 0:
            found.append(word.head)
        if not found and word.relation.startswith("advcl") and head <= sentence.words[0].index + 1:
            found += subjects(sentence, word.head)
        if not found and _follows_before(sentence, head):
            told = next((up for up in sentence.ancestors(head) if sentence.words[up].upos == "VERB"), None)
            found += [] if told is None else subjects(sentence, told)
        return tuple(dict.fromkeys(found)), True
    return tuple(dict.fromkeys(objects(sentence, head))), False


def _triggers_by_sentence(triggers: Sequence[TriggerMention]) -> dict[int, list[TriggerMention]]:
    found: dict[int, list[TriggerMention]] = {}
    for trigger in triggers:
        found.setdefault(trigger.sentence, []).append(trigger)
    return found


def _sentence_words(doc: AnnotatedDoc, number: int, triggers: Sequence[TriggerMention]) -> list[CasualtyWord]:
    sentence = doc.sentences[number]
    tokens = tokenize(doc.text, sentence.start, sentence.end)
    found: list[CasualtyWord] = []
    for match in _patterns().findall(tokens):
        start, end = tokens.spans[match.first].start, tokens.spans[match.last].end
        spans = tokens.spans[match.first : match.last + 1]
        inside = [word for at in spans if (word := word_at(sentence, at.start)) is not None]
        cue = match.pattern.value
        if not inside or cue.casualty is None:
            continue
        head = _head(sentence, match, inside)
        if not _fits(sentence, cue, head, end, doc.text, alone=len(inside) == 1):
            continue
        people, passive = _victims(sentence, cue, head, inside)
        trigger = next((other for other in triggers if other.start < end and start < other.end), None)
        is_noun = sentence.words[head].upos in ("NOUN", "PROPN", "NUM") if sentence.parsed else cue.how is How.NOUN
        fits_tag = (cue.how in (How.NOUN, How.OF)) is is_noun
        if len(found) >= _MOST_MATCHES:
            break
        found.append(CasualtyWord(cue, cue.casualty, number, head, start, end, trigger, people, passive, fits_tag))
    return _longest(found)


def _longest(words: Sequence[CasualtyWord]) -> list[CasualtyWord]:
    """Overlapping casualty words leave the longest; a noun may count people and have people behind "de" as well."""
    kept: list[CasualtyWord] = []
    both = {How.NOUN, How.OF}
    ordered = sorted(words, key=lambda item: (item.start - item.end, item.start, item.entry.human, not item.fits_tag))
    for word in ordered:
        if all(
            word.end <= other.start or other.end <= word.start or {word.entry.how, other.entry.how} == both
            for other in kept
        ):
            kept.append(word)
    return sorted(kept, key=lambda word: (word.start, word.entry.id))


def find_casualty_words(doc: AnnotatedDoc, triggers: Sequence[TriggerMention]) -> dict[int, list[CasualtyWord]]:
    """The casualty words of a document by sentence, in text order within one."""
    by_sentence = _triggers_by_sentence(triggers)
    found: dict[int, list[CasualtyWord]] = {}
    for number, sentence in enumerate(doc.sentences):
        if sentence.tokens and may_hold_toll(doc.text[sentence.start : sentence.end]):
            words = _sentence_words(doc, number, by_sentence.get(number, ()))
            if words:
                found[number] = words
    return found
