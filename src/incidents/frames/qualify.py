"""Qualifiers: is a trigger told as a fact, once, in our time?"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from attrs import field, frozen

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.frames.records import Rejection
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.lexicons.patterns import PatternSet, Tokens, compile_pattern, tokenize
from incidents.mentions.claims import is_negated
from incidents.mentions.triggers import Strength, TriggerMention, word_at


class QualifierKind(StrEnum):
    """What a cue says of a trigger, or of a whole text."""

    HYPOTHETICAL = "hypothetical"
    HABITUAL = "habitual"
    AGGREGATE = "aggregate"
    FOILED = "foiled"
    REPORTED = "reported"
    OTHER_EVENT = "other_event"
    SPORT = "sport"
    FICTION = "fiction"
    EXERCISE = "exercise"
    ACCIDENT = "accident"
    CRIME = "crime"
    ECONOMY = "economy"
    TRIAL = "trial"
    COMMEMORATION = "commemoration"
    PEACE = "peace"
    SUMMARY = "summary"
    CONFLICT = "conflict"


@frozen
class QualifierEntry:
    """One concept of `qualifiers.toml`.

    Attributes:
        id: Stable name, part of the rule id of a rejection.
        kind: What the words say of a trigger or of a text.
        scope: "governor", "sentence", "figure" or "text", see the lexicon's head.
        patterns: The words, in the notation of `incidents.lexicons.patterns`.
        matches: Examples, the words in brackets.
        rejects: Texts without them.
        weight: How much one distinct word counts for a text's topic.
    """

    id: str
    kind: QualifierKind = field(converter=QualifierKind)
    scope: str
    patterns: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    weight: float = 1.0


@frozen
class Cue:
    """Where a qualifier's words stand."""

    entry: QualifierEntry
    word: int
    start: int
    end: int


@cache
def qualifier_entries() -> tuple[QualifierEntry, ...]:
    """The entries of the qualifier lexicon."""
    return load_entries(lexicon_path("qualifiers.toml"), QualifierEntry)


@cache
def _patterns(scope: str) -> PatternSet[QualifierEntry]:
    return PatternSet(
        compile_pattern(source, entry)
        for entry in qualifier_entries()
        if entry.scope == scope
        for source in entry.patterns
    )


def find_cues(doc: AnnotatedDoc, sentence: Sentence) -> dict[QualifierKind, list[Cue]]:
    """The qualifier cues of one sentence, by kind."""
    tokens = tokenize(doc.text, sentence.start, sentence.end)
    found: dict[QualifierKind, list[Cue]] = {}
    for scope in ("governor", "sentence"):
        for match in _patterns(scope).findall(tokens):
            start, end = tokens.spans[match.first].start, tokens.spans[match.last].end
            word = word_at(sentence, start)
            if word is not None:
                entry = match.pattern.value
                found.setdefault(entry.kind, []).append(Cue(entry, word, start, end))
    return found


def find_qualifier_spans(text: str, identifier: str) -> list[tuple[int, int]]:
    """Where the words of one entry of the qualifier lexicon stand in a text."""
    tokens = tokenize(text)
    return [
        (tokens.spans[match.first].start, tokens.spans[match.last].end)
        for scope in sorted({entry.scope for entry in qualifier_entries()})
        for match in _patterns(scope).findall(tokens)
        if match.pattern.value.id == identifier
    ]


def topic_words(tokens: Tokens) -> dict[QualifierKind, dict[str, float]]:
    """The topic words of a whole text and what each counts, by kind: what it may be about, conflict included."""
    found: dict[QualifierKind, dict[str, float]] = {}
    for match in _patterns("text").findall(tokens):
        words = " ".join(tokens.forms[match.first : match.last + 1])
        entry = match.pattern.value
        counted = found.setdefault(entry.kind, {})
        counted[words] = max(entry.weight, counted.get(words, 0.0))
    return found


_IMPLICATIVE = frozenset(
    "venir réussir parvenir finir faire tenter essayer voir laisser continuer avoir être accuser soupçonner aller "
    "sembler commencer achever permettre entendre conduire revendiquer admettre reconnaître affirmer dire nier".split()
)


def _reach(sentence: Sentence, cue: Cue, trigger: TriggerMention) -> bool:
    """Whether a cue governs a trigger: an ancestor in the tree, its auxiliary, or close before it in the same clause."""
    if trigger.start <= cue.start < trigger.end:
        return False
    ancestors = list(sentence.ancestors(trigger.head))
    if cue.word in ancestors[:3] and cue.start < trigger.start:
        return True
    if cue.word in sentence.children[trigger.head] and cue.start < trigger.start:
        return True
    gap = trigger.head - cue.word
    if not 0 < gap <= 4:
        return False
    between = sentence.words[cue.word + 1 : trigger.head]
    return not any(word.text in ",;:.!?" or word.upos == "VERB" for word in between)


def _is_bare_infinitive(sentence: Sentence, trigger: TriggerMention) -> bool:
    word = sentence.words[trigger.head]
    if not trigger.verbal or word.feats.get("VerbForm") != "Inf":
        return False
    if any(sentence.words[child].relation.startswith("aux") for child in sentence.children[trigger.head]):
        return False
    head = word.head
    return not (head >= 0 and sentence.words[head].lemma in _IMPLICATIVE)


def _plural_noun(sentence: Sentence, trigger: TriggerMention) -> bool:
    """Whether an event noun tells of several events at once ("les attaques", "trois attaques")."""
    word = sentence.words[trigger.head]
    if trigger.verbal or word.feats.get("Number") != "Plur":
        return False
    return True


@frozen
class TriggerVerdict:
    """What the qualifiers make of one trigger.

    Attributes:
        rejection: Why it founds no incident, None where it may.
        loose: An aggregate or habitual way of telling: it needs its own date or place to found an incident.
    """

    rejection: Rejection | None = None
    loose: bool = False


def qualify_trigger(
    sentence: Sentence, trigger: TriggerMention, cues: dict[QualifierKind, list[Cue]], *, dated: bool
) -> TriggerVerdict:
    """Says whether a trigger is told as a fact.

    Args:
        sentence: Its sentence.
        trigger: The trigger.
        cues: The sentence's cues.
        dated: Whether its own clause gives it a day.
    """

    def rejected(rule: str, reason: str) -> TriggerVerdict:
        return TriggerVerdict(Rejection(trigger.start, trigger.end, rule, reason))

    word = sentence.words[trigger.head]
    if is_negated(sentence, trigger.head):
        return rejected("qualifier.negated", "negated")
    for kind in (QualifierKind.FOILED, QualifierKind.HYPOTHETICAL):
        for cue in cues.get(kind, ()):
            if _reach(sentence, cue, trigger) and not (dated and kind is QualifierKind.HYPOTHETICAL and trigger.verbal and word.feats.get("VerbForm") != "Inf"):
                return rejected(f"qualifier.{cue.entry.id}", kind.value)
    if trigger.verbal and word.feats.get("Tense") == "Fut":
        return rejected("qualifier.future", "told as future")
    if _is_bare_infinitive(sentence, trigger):
        return rejected("qualifier.infinitive", "an aim, not a fact")
    loose = _plural_noun(sentence, trigger)
    for kind in (QualifierKind.HABITUAL, QualifierKind.AGGREGATE):
        if cues.get(kind) and not dated:
            if trigger.entry.strength is not Strength.EVENT or trigger.verbal or loose:
                return rejected(f"qualifier.{cues[kind][0].entry.id}", kind.value)
            loose = True
    return TriggerVerdict(loose=loose)
