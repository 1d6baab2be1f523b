"""Between an article and an engine: prose blocks go out as passages, their annotations come back as one document."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from incidents.annotation.doc import AnnotatedDoc, Entity, Sentence, Token, Word
from incidents.reading.records import Reading


@frozen
class Passage:
    """One prose block as an engine sees it.

    Attributes:
        start: Where it begins in `Reading.text`.
        text: Its characters.
    """

    start: int
    text: str


def prose_passages(reading: Reading) -> list[Passage]:
    """The prose blocks of an article, in order."""
    return [
        Passage(block.start, reading.text[block.start : block.end]) for block in reading.blocks if block.kind.is_prose
    ]


def _shifted(sentence: Sentence, by: int) -> Sentence:
    # spelled out: attrs.evolve takes four times as long, and every word of every article goes through here
    tokens = tuple(Token(token.start + by, token.end + by, token.first, token.last) for token in sentence.tokens)
    words = tuple(
        Word(
            word.index,
            word.text,
            word.lemma,
            word.upos,
            word.feats,
            word.head,
            word.relation,
            word.token,
            word.start + by,
            word.end + by,
        )
        for word in sentence.words
    )
    return Sentence(sentence.start + by, sentence.end + by, tokens, words, sentence.parsed)


def join_passages(reading: Reading, passages: Sequence[Passage], docs: Sequence[AnnotatedDoc]) -> AnnotatedDoc:
    """Puts the annotations of an article's passages together, with offsets into `Reading.text`."""
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for passage, doc in zip(passages, docs, strict=True):
        sentences.extend(_shifted(sentence, passage.start) for sentence in doc.sentences)
        entities.extend(
            Entity(entity.start + passage.start, entity.end + passage.start, entity.kind) for entity in doc.entities
        )
    engine = docs[0].engine if docs else "none"
    return AnnotatedDoc(reading.text, tuple(sentences), tuple(entities), engine)
