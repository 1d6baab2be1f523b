"""The neutral annotation: what every engine's output becomes, and all that the rules see of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import field, frozen


@frozen
class Word:
    """One syntactic word. The words of a contraction ("du" = de + le) share the characters of its token.

    Attributes:
        index: Position in `Sentence.words`.
        text: The form.
        lemma: Its lemma; the form itself in a sentence without syntax.
        upos: Universal part of speech; "X" in a sentence without syntax.
        feats: Universal features, at least VerbForm, Voice, Tense, Mood, Number, Person where the engine gives them.
        head: Index of the head in the same sentence, -1 for the root.
        relation: Normalised dependency relation, see `incidents.annotation.relations`.
        token: Index in `Sentence.tokens`.
        start: First character of its token.
        end: One past the last character of its token.
    """

    index: int
    text: str
    lemma: str
    upos: str
    feats: Mapping[str, str]
    head: int
    relation: str
    token: int
    start: int
    end: int


@frozen
class Token:
    """One surface token: a span of characters and the words it stands for.

    Attributes:
        start: First character.
        end: One past the last.
        first: Index of its first word.
        last: One past the index of its last word.
    """

    start: int
    end: int
    first: int
    last: int


@frozen
class Sentence:
    """One sentence.

    Attributes:
        start: First character.
        end: One past the last.
        tokens: Surface tokens in order.
        words: Syntactic words in order.
        parsed: Whether lemma, part of speech, head and relation were computed.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]
    parsed: bool = True

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each word the indices of its dependents, in order."""
        lists: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head >= 0:
                lists[word.head].append(word.index)
        return tuple(map(tuple, lists))

    def subtree(self, index: int) -> Iterator[int]:
        """The indices of a word and all that depends on it, in no particular order; safe on cyclic input."""
        seen = {index}
        stack = [index]
        while stack:
            current = stack.pop()
            yield current
            for child in self.children[current]:
                if child not in seen:
                    seen.add(child)
                    stack.append(child)

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads of a word, nearest first; safe on cyclic input."""
        seen = {index}
        current = self.words[index].head
        while current >= 0 and current not in seen:
            yield current
            seen.add(current)
            current = self.words[current].head


@frozen
class Entity:
    """A named entity as an engine marked it; its kind is a weak vote only.

    Attributes:
        start: First character.
        end: One past the last.
        kind: LOC, PER, ORG or MISC.
    """

    start: int
    end: int
    kind: str


@frozen
class AnnotatedDoc:
    """A text with its linguistic annotation; offsets count characters of `text`.

    Attributes:
        text: The text that was annotated, unaltered.
        sentences: Its sentences in order.
        entities: Its named entities in order.
        engine: Name and version of engine and models, such as "stanza 1.15.0 fr_compact".
    """

    text: str
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...] = ()
    engine: str = field(default="none")
