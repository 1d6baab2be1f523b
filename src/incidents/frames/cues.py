"""Cues: the words that say how a trigger is told, or what a whole text is about."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from attrs import field, frozen

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.lexicons.loader import lexicon_path, load_entries
from incidents.lexicons.patterns import PatternMatch, PatternSet, Tokens, compile_pattern, tokenize
from incidents.mentions.triggers import word_at


class QualifierKind(StrEnum):
    """What a cue says of a trigger, or of a whole text."""

    HYPOTHETICAL = "hypothetical"
    HABITUAL = "habitual"
    AGGREGATE = "aggregate"
    FOILED = "foiled"
    ENDED = "ended"
    OCCURRENCE = "occurrence"
    OCCURRED = "occurred"
    IMPLICATIVE = "implicative"
    FIGURE = "figure"
    POSSESSION = "possession"
    INVENTORY = "inventory"
    HISTORY = "history"
    REPORTED = "reported"
    OVER = "over"
    LATE_DEATH = "late_death"
    OTHER_EVENT = "other_event"
    MOVES_ON = "moves_on"
    LATER = "later"
    SECOND = "second"
    FOLLOWS = "follows"
    ELSEWHERE = "elsewhere"
    UNDATED = "undated"
    OFFICE = "office"
    HERE = "here"
    SPORT = "sport"
    FICTION = "fiction"
    EXERCISE = "exercise"
    ACCIDENT = "accident"
    CRIME = "crime"
    ECONOMY = "economy"
    POLITICS = "politics"
    RUMOUR = "rumour"
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
        scope: "governor", "sentence", "figure", "opening", "word", "text" or "label", see the lexicon's head.
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
    for scope in ("governor", "sentence", "figure", "opening"):
        for match in _patterns(scope).findall(tokens):
            start, end = tokens.spans[match.first].start, tokens.spans[match.last].end
            word = word_at(sentence, start)
            if word is not None:
                entry = match.pattern.value
                found.setdefault(entry.kind, []).append(Cue(entry, word, start, end))
    return found


def is_cue(word: str, kind: QualifierKind) -> bool:
    """Whether a word by itself is a cue of a kind, of the scope "word"."""
    return any(match.pattern.value.kind is kind for match in _patterns("word").findall(tokenize(word)))


def find_qualifier_spans(text: str, identifier: str) -> list[tuple[int, int]]:
    """Where the words of one entry of the qualifier lexicon stand in a text."""
    tokens = tokenize(text)
    entry = next(entry for entry in qualifier_entries() if entry.id == identifier)
    matches = _labels(tokens) if entry.scope == "label" else _patterns(entry.scope).findall(tokens)
    return [
        (tokens.spans[match.first].start, tokens.spans[match.last].end)
        for match in matches
        if match.pattern.value.id == identifier
    ]


def topic_words(tokens: Tokens) -> dict[QualifierKind, dict[str, float]]:
    """The topic words of a whole text and what each counts, by kind: what it may be about, conflict included."""
    return _weighed(tokens, _patterns("text").findall(tokens))


def label_words(tokens: Tokens) -> dict[QualifierKind, dict[str, float]]:
    """What a title or text calls itself in its first words, before punctuation: "Tribune : …", "Critique. …"."""
    return _weighed(tokens, _labels(tokens))


def _labels(tokens: Tokens) -> list[PatternMatch[QualifierEntry]]:
    return [
        match
        for match in _patterns("label").findall(tokens)
        if match.first == 0 and match.last + 1 < len(tokens.forms) and tokens.breaks[match.last + 1]
    ]


def _weighed(tokens: Tokens, matches: Iterable[PatternMatch[QualifierEntry]]) -> dict[QualifierKind, dict[str, float]]:
    """The words of the matches and what each counts, by kind; the same words count once."""
    found: dict[QualifierKind, dict[str, float]] = {}
    for match in matches:
        words = " ".join(tokens.forms[match.first : match.last + 1])
        entry = match.pattern.value
        counted = found.setdefault(entry.kind, {})
        counted[words] = max(entry.weight, counted.get(words, 0.0))
    return found
