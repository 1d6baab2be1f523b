"""Between an article and an engine: prose blocks go out as passages, their annotations come back as one document."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from incidents.annotation.doc import AnnotatedDoc, Entity, Sentence
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
    return Sentence(
        sentence.start + by,
        sentence.end + by,
        tuple(evolve(token, start=token.start + by, end=token.end + by) for token in sentence.tokens),
        tuple(evolve(word, start=word.start + by, end=word.end + by) for word in sentence.words),
        sentence.parsed,
    )


def join_passages(reading: Reading, passages: Sequence[Passage], docs: Sequence[AnnotatedDoc]) -> AnnotatedDoc:
    """Puts the annotations of an article's passages together, with offsets into `Reading.text`."""
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for passage, doc in zip(passages, docs, strict=True):
        sentences.extend(_shifted(sentence, passage.start) for sentence in doc.sentences)
        entities.extend(
            evolve(entity, start=entity.start + passage.start, end=entity.end + passage.start)
            for entity in doc.entities
        )
    engine = docs[0].engine if docs else "none"
    return AnnotatedDoc(reading.text, tuple(sentences), tuple(entities), engine)
