"""Named entities of training sentences: gold from the PARSEME-FR layer of Sequoia, silver from spaCy."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from conllu import FORM, Sentence, read

Spans = list[tuple[int, int, str]]
"""Entities of a sentence: index of the first word, of the last, and the kind (LOC PER ORG MISC)."""

_KINDS = {"PERS": "PER", "PROD": "MISC", "EVE": "MISC"}
_COLUMN = 10


def read_gold(paths: Iterable[Path]) -> dict[str, tuple[list[str], Spans]]:
    """For a sentence's id its forms and its outermost entities, from files with a PARSEME:MWE column."""
    found = {}
    for path in paths:
        for sentence in read(path):
            found[sentence.id] = [row[FORM] for row in sentence.words], _outermost(_marked(sentence))
    return found


def align_gold(sentences: Sequence[Sentence], gold: dict[str, tuple[list[str], Spans]]) -> list[Spans | None]:
    """The gold entities of each sentence; None where the layer lacks it or has other words."""
    aligned: list[Spans | None] = []
    for sentence in sentences:
        forms, spans = gold.get(sentence.id, ([], []))
        aligned.append(spans if forms == [row[FORM] for row in sentence.words] else None)
    return aligned


def find_silver(sentences: Sequence[Sentence]) -> list[Spans | None]:
    """The entities that fr_core_news_md finds in each sentence."""
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.load("fr_core_news_md", exclude=["tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer"])
    docs = [Doc(nlp.vocab, words=[row[FORM] for row, _ in sentence.tokens]) for sentence in sentences]
    found: list[Spans | None] = []
    for sentence, doc in zip(sentences, nlp.pipe(docs, batch_size=64), strict=True):
        places = [indices for _, indices in sentence.tokens]
        found.append([(places[ent.start][0], places[ent.end - 1][-1], ent.label_) for ent in doc.ents])
    return found


def write_entities(path: Path, rows: Iterable[list[dict[str, str]]]) -> int:
    """Writes the JSON that stanza's NER training reads; returns the number of sentences."""
    path.parent.mkdir(parents=True, exist_ok=True)
    listed = list(rows)
    path.write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
    return len(listed)


def tag_tokens(sentence: Sentence, spans: Spans) -> list[dict[str, str]]:
    """Surface tokens with BIO tags."""
    kinds = {index: (first, kind) for first, last, kind in spans for index in range(first, last + 1)}
    rows = []
    previous: tuple[int, str] | None = None
    for row, indices in sentence.tokens:
        entity = next((kinds[index] for index in indices if index in kinds), None)
        tag = "O" if entity is None else f"{'I' if entity == previous else 'B'}-{entity[1]}"
        rows.append({"text": row[FORM], "ner": tag})
        previous = entity
    return rows


def _marked(sentence: Sentence) -> dict[tuple[int, int], str]:
    """The entities that a sentence's eleventh column marks; of two readings of a span the primary one."""
    places: dict[str, list[int]] = defaultdict(list)
    labels: dict[str, str] = {}
    for index, row in enumerate(sentence.words):
        for mark in row[_COLUMN].split(";") if len(row) > _COLUMN else ():
            if match := re.fullmatch(r"(\d+)(?::(.*))?", mark):
                places[match[1]].append(index)
                labels.setdefault(match[1], match[2] or "")
    found: dict[tuple[int, int], str] = {}
    for number, indices in places.items():
        if match := re.search(r"\|NE-([A-Z]+)\.(\w+)", labels[number]):
            span = indices[0], indices[-1]
            if span not in found or match[2] == "prim":
                found[span] = _KINDS.get(match[1], match[1])
    return found


def _outermost(marked: dict[tuple[int, int], str]) -> Spans:
    kept: Spans = []
    used: set[int] = set()
    for (first, last), kind in sorted(marked.items(), key=lambda item: item[0][0] - item[0][1]):
        if used.isdisjoint(range(first, last + 1)):
            kept.append((first, last, kind))
            used.update(range(first, last + 1))
    return sorted(kept)
