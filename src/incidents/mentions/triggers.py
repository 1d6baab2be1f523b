"""Triggers: the words of a sentence that evoke an incident."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from attrs import evolve, field, frozen
from attrs.converters import optional

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.lexicons.inflect import participle_forms, verb_forms
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.lexicons.patterns import Pattern, PatternMatch, PatternSet, Tokens, compile_pattern, tokenize
from incidents.mentions.syntax import is_passive, objects, subjects
from incidents.types import AttackType

_NAME: Final = "*"
"""Stands for any name among the nouns that an entry takes as objects."""
ANAPHOR: Final = "celles"
"""The entry of words that stand for an event noun told before."""

_AGAIN: Final = "meme_sort"
"""The entry of phrases that tell the same act anew, done to another."""


class FrameKind(StrEnum):
    """How syntax gives an incident's parts around a trigger, see `incidents.frames.roles`."""

    ACT = "act"
    SUFFER = "suffer"
    BLAST = "blast"
    KILL = "kill"
    DIE = "die"
    CLASH = "clash"
    STREET = "street"
    SEIZE = "seize"
    FOUND = "found"
    NAME = "name"


class Strength(StrEnum):
    """What a trigger may found by itself."""

    EVENT = "event"
    GENERIC = "generic"
    OUTCOME = "outcome"
    MEANS = "means"
    BLOCKED = "blocked"


class Casualty(StrEnum):
    """What happened to the people that a trigger counts; the values are names of incident fields."""

    FATALITIES = "fatalities"
    INJURED = "injured"
    ABDUCTED = "abducted"


class Need(StrEnum):
    """What must hold in its sentence for an ambiguous trigger to count."""

    PLACE = "place"
    PLACE_OBJECT = "place_object"
    PEOPLE_TARGET = "people_target"
    GOODS_TARGET = "goods_target"
    ARMED_OR_UNTOLD = "armed_or_untold"
    NO_OBJECT = "no_object"
    ARMED_ACTOR = "armed_actor"
    UNARMED_ACTOR = "unarmed_actor"
    ARMED_IF_TOLD = "armed_if_told"
    MORE_VIOLENCE = "more_violence"


def _needs(values: Sequence[str]) -> tuple[Need, ...]:
    return tuple(Need(value) for value in values)


@frozen
class TriggerEntry:
    """One concept of `triggers.toml`."""

    id: str
    attack_type: AttackType = field(converter=AttackType)
    frame: FrameKind = field(converter=FrameKind)
    strength: Strength = field(converter=Strength)
    patterns: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    casualty: Casualty | None = field(default=None, converter=optional(Casualty))
    needs: tuple[Need, ...] = field(default=(), converter=_needs)
    objects: frozenset[str] = field(default=frozenset(), converter=frozenset)


@frozen
class TriggerMention:
    """Words that evoke an incident.

    Attributes:
        entry: The lexicon entry.
        sentence: Index of the sentence.
        head: Index of the word that carries the meaning.
        start: First character.
        end: One past the last character.
        verbal: Whether it is a verb or a phrase built on one.
        anaphoric: Whether it stands for another trigger's noun ("celles menées contre"), whose type it has.
    """

    entry: TriggerEntry
    sentence: int
    head: int
    start: int
    end: int
    verbal: bool
    anaphoric: bool = False


@cache
def trigger_entries() -> tuple[TriggerEntry, ...]:
    """The entries of the trigger lexicon."""
    return load_entries(lexicon_path("triggers.toml"), TriggerEntry)


@cache
def _patterns() -> PatternSet[TriggerEntry]:
    return PatternSet(compile_pattern(source, entry) for entry in trigger_entries() for source in entry.patterns)


def may_hold_trigger(text: str) -> bool:
    """Whether a sentence has a word that could begin a trigger; needs no annotation."""
    return _patterns().may_match(tokenize(text).forms)


def headline_entries(text: str) -> tuple[TriggerEntry, ...]:
    """The entries whose words stand in a headline, in text order; the longest matches only.

    A headline has no parse, so that one word alone may be a verb or a noun; "assaillant" is left out as a noun.

    Example:
        >>> [entry.id for entry in headline_entries("Un général tué dans un attentat suicide")]
        ['tuer', 'kamikaze']
    """
    tokens = tokenize(text)
    matches = sorted(_patterns().findall(tokens), key=lambda match: (match.first - match.last, match.first))
    taken: set[int] = set()
    found = []
    for match in matches:
        words = range(match.first, match.last + 1)
        noun_like = len(words) == 1 and tokens.forms[match.first].rstrip("s").endswith("ant")
        if not noun_like and not taken.intersection(words):
            taken.update(words)
            found.append(match)
    kept = sorted(found, key=lambda match: match.first)
    return tuple(match.pattern.value for match in kept if match.pattern.value.strength is not Strength.BLOCKED)


_VERBAL = frozenset(("VERB", "AUX", "X"))
_PAST = ("ait", "aient", "èrent")
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "X", "PRON", "NUM"))


def _head(sentence: Sentence, words: list[int]) -> int:
    """The first content word among the words of a match."""
    for index in words:
        if sentence.words[index].upos in ("VERB", "NOUN", "PROPN"):
            return index
    for index in words:
        if sentence.words[index].upos in ("ADJ", "NUM"):
            return index
    return words[0]


def word_at(sentence: Sentence, position: int) -> int | None:
    """Index of the last word whose token covers a character ("du" gives its article's word)."""
    low, high = 0, len(sentence.tokens)
    while low < high:
        middle = (low + high) // 2
        if sentence.tokens[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    if low < len(sentence.tokens) and sentence.tokens[low].start <= position:
        return sentence.tokens[low].last - 1
    return None


def _anaphor_head(sentence: Sentence, words: list[int]) -> int:
    """ "celles" of "celles menées", "première" of "la première"."""
    return words[-1] if sentence.words[words[0]].upos in ("DET", "ADP") else words[0]


def _is_past_form(text: str, source: str) -> bool:
    """Whether a form is a past tense of the verb that is a whole pattern, whatever the tagger says: "sautait"."""
    if " " in source or not source.endswith(":v"):
        return False
    return text.lower().endswith(_PAST) and text.lower() in verb_forms(source.removesuffix(":v"))


def _opens_with_verb(source: str) -> bool:
    """Whether a pattern begins with the forms of a verb."""
    return source.split()[0].endswith(":v")


def _ends_in_verb(source: str) -> bool:
    """Whether a pattern is a noun and what it does: "avion:n ... bombarder:v|frapper:v"."""
    first, _, rest = source.partition(" ")
    return ":v" not in first and ":pp" not in first and rest.endswith(":v")


def _tag_fits(pattern: Pattern[TriggerEntry], sentence: Sentence, head: int) -> bool:
    """Whether the tagger agrees with a pattern on verb or noun."""
    word = sentence.words[head]
    upos = word.upos
    if len(pattern.elements) > 1:
        lemma, _, kind = pattern.source.split()[0].partition(":")
        is_noun = upos in ("NOUN", "PROPN") and kind == "v" and "|" not in lemma
        return not is_noun or word.text.lower() not in verb_forms(lemma) - participle_forms(lemma)
    if pattern.source.endswith((":v", ":pp")):
        if upos in _VERBAL or _takes_pronoun(sentence, head):
            return True
        # taggers often take a participle for a noun or an adjective
        lemma = pattern.source.rpartition(":")[0]
        return word.text.lower() in participle_forms(lemma) or _is_past_form(word.text, pattern.source)
    return upos in _NOMINAL and not _takes_pronoun(sentence, head)


def _takes_pronoun(sentence: Sentence, head: int) -> bool:
    """Whether a word that is tagged as a noun has a pronoun as its object before it: "il les frappe"."""
    before = sentence.words[head - 1] if head else None
    return before is not None and before.upos == "PRON" and before.relation == "obj" and before.head == head


def _mention(
    match: PatternMatch[TriggerEntry], tokens: Tokens, number: int, sentence: Sentence
) -> TriggerMention | None:
    spans = tokens.spans[match.first : match.last + 1]
    words = [word for span in spans if (word := word_at(sentence, span.start)) is not None]
    if not words or (_opens_with_verb(match.pattern.source) and sentence.words[words[0]].upos == "ADP"):
        return None  # "entre deux factions à": the preposition, not the verb
    head = _anaphor_head(sentence, words) if match.pattern.value.id == ANAPHOR else _head(sentence, words)
    if _ends_in_verb(match.pattern.source) and sentence.words[words[-1]].upos == "VERB":
        if sentence.words[head].relation.startswith("obl"):
            return None  # "ils descendent des hélicoptères et tirent"
        head = words[-1]  # "des hélicoptères … ont bombardé": the noun does it
    if not _tag_fits(match.pattern, sentence, head) or not _takes_any(sentence, head, match.pattern.value.objects):
        return None
    upos, source = sentence.words[head].upos, match.pattern.source
    finite = _is_past_form(sentence.words[head].text, source)
    built_on_verb = (
        finite or upos in ("VERB", "AUX") or ((":v" in source or ":pp" in source) and upos not in ("NOUN", "PROPN"))
    )
    verbal = match.pattern.value.id != ANAPHOR and built_on_verb
    return TriggerMention(match.pattern.value, number, head, spans[0].start, spans[-1].end, verbal)


def _takes_any(sentence: Sentence, head: int, nouns: Collection[str]) -> bool:
    """Whether a verb, where its entry says so, has one of some nouns, or by "*" a name, as its object."""
    if not nouns:
        return True
    taken = subjects(sentence, head) if is_passive(sentence, head) else objects(sentence, head)
    words = (sentence.words[index] for index in taken)
    return any(
        (word.upos == "PROPN" and _NAME in nouns) or word.lemma.lower() in nouns or word.text.lower() in nouns
        for word in words
    )


def find_triggers(doc: AnnotatedDoc) -> tuple[TriggerMention, ...]:
    """Finds the triggers of a document's parsed sentences, in text order; overlapping matches leave the longest."""
    found: list[TriggerMention] = []
    for number, sentence in enumerate(doc.sentences):
        if not sentence.parsed or not sentence.tokens:
            continue
        tokens = tokenize(doc.text, sentence.start, sentence.end)
        mentions = [
            mention
            for match in _patterns().findall(tokens)
            if (mention := _mention(match, tokens, number, sentence)) is not None
        ]
        mentions.sort(key=lambda mention: (mention.start - mention.end, mention.start))
        kept: list[TriggerMention] = []
        for mention in mentions:
            if all(mention.end <= other.start or other.end <= mention.start for other in kept):
                kept.append(mention)
        for mention in sorted(kept, key=lambda mention: mention.start):
            if mention.entry.strength is Strength.BLOCKED:
                continue
            resolved = _resolve(sentence, mention, found)
            if resolved is not None:
                found.append(resolved)
    return tuple(found)


def not_names(triggers: Sequence[TriggerMention], names: Sequence[tuple[int, int]]) -> tuple[TriggerMention, ...]:
    """Leaves out the triggers that are nothing but the name of a place: "à Grenade"."""
    spans = frozenset(names)
    return tuple(trigger for trigger in triggers if (trigger.start, trigger.end) not in spans)


def _resolve(sentence: Sentence, mention: TriggerMention, before: Sequence[TriggerMention]) -> TriggerMention | None:
    """A mention with the type of what it repeats; None where a pronoun stands for no event."""
    if mention.entry.id == ANAPHOR:
        return _resolve_anaphor(sentence, mention, before)
    return _told_again(mention, before) if mention.entry.id == _AGAIN else mention


def _told_again(mention: TriggerMention, before: Sequence[TriggerMention]) -> TriggerMention:
    """ "La mosquée a subi le même sort" with the type of the act told last, in or just before its sentence."""
    for other in reversed(before):
        if other.sentence < mention.sentence - 1:
            break
        if other.entry.strength is Strength.EVENT:
            return evolve(mention, entry=evolve(mention.entry, attack_type=other.entry.attack_type))
    return mention


def _opens_clause(sentence: Sentence, mention: TriggerMention) -> bool:
    """Whether an ordinal stands at the start of a clause: "La seconde a visé", not "d'un bout à l'autre"."""
    first = sentence.words[mention.head]
    if first.text.lower() in ("celle", "celui", "celles", "ceux"):
        return True
    before = [word for word in sentence.words[: mention.head] if word.start < mention.start]
    return not before or before[-1].text in (",", ";", ":", "-", "–", "—", "et", "«")


def _resolve_anaphor(
    sentence: Sentence, mention: TriggerMention, before: Sequence[TriggerMention]
) -> TriggerMention | None:
    """ "celles menées contre" with the type of the noun it stands for: the nearest one in or before its sentence."""
    if not _opens_clause(sentence, mention):
        return None
    if sentence.words[min(mention.head + 1, len(sentence.words) - 1)].upos in ("NOUN", "PROPN", "NUM"):
        return None
    for antecedent in reversed(before):
        if antecedent.sentence < mention.sentence - 1:
            return None
        if not antecedent.verbal:
            entry = evolve(
                mention.entry,
                attack_type=antecedent.entry.attack_type,
                strength=antecedent.entry.strength,
                frame=antecedent.entry.frame,
            )
            return evolve(mention, entry=entry, anaphoric=True)
    return None
