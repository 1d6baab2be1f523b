"""Compares the engines on the gold documents: python benchmarks/engines.py [--write] [--sentences].

Both engines read the same documents, those of `bench.py --check`. ``--write`` puts the figures on the
quality page of the documentation; ``--sentences`` lists the sentences that a parse costs: those of the train documents
whose incident one engine leads to and the other does not.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from bench import slices, write_between

from incidents import Article, Extractor
from incidents.evaluation import ALL_SLOTS, Document, Score, score

MARKERS = ("<!-- engines: make bench -->", "<!-- end of engines -->")
ENGINES = ("stanza", "spacy:fr_core_news_md")
ROWS = ("incident", "place", "date", "actor", "target", "attack_type", "claimed_by", "fatalities", ALL_SLOTS)


def extract(engine: str, documents: Sequence[Document]) -> dict[str, list[dict[str, Any]]]:
    """What an engine leads to in each document."""
    articles = [
        Article(text=one.data["text"], published=one.data["published"], title=one.data.get("title"), id=one.id)
        for one in documents
    ]
    return {str(found.article.id): found.to_dicts() for found in Extractor(engine=engine).pipe(articles)}


def markdown(results: Mapping[str, Score], number: int) -> str:
    """The F1 of each engine as a table."""
    lines = [f"F1 on {number} documents.", "", f"| slot | {' | '.join(results)} |", "|---|" + "--:|" * len(results)]
    rows = {engine: result.rows for engine, result in results.items()}
    for name in ROWS:
        lines.append(f"| {name} | {' | '.join(f'{rows[engine][name].f1:.3f}' for engine in results)} |")
    false = [f"{result.negatives[1]} of {result.negatives[0]}" for result in results.values()]
    return "\n".join([*lines, f"| negatives with a false incident | {' | '.join(false)} |"])


def costs(documents: Sequence[Document], results: Mapping[str, Score]) -> list[str]:
    """For each engine the sentences whose gold incident it misses and the other engine finds."""
    texts = {document.id: document.data["text"] for document in documents}
    found = {
        engine: {
            (outcome.document, str(outcome.gold["trigger"]))
            for outcome in result.outcomes
            if outcome.gold is not None and outcome.found is not None
        }
        for engine, result in results.items()
    }
    lines = []
    for engine, mine in found.items():
        others = set.union(*(theirs for name, theirs in found.items() if name != engine))
        for document, trigger in sorted(others - mine):
            lines.append(f"{engine} {document}: {sentence_of(texts[document], trigger)}")
    return lines


def sentence_of(text: str, words: str) -> str:
    """The sentence in which some words stand."""
    at = max(text.find(words), 0)
    start = max(text.rfind(mark, 0, at) for mark in (". ", "\n", "! ", "? ")) + 1
    ends = [end for mark in (". ", "\n") if (end := text.find(mark, at + len(words))) >= 0]
    return text[start : min(ends, default=len(text)) + 1].strip()


def main() -> None:
    """Runs the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the figures to the quality page")
    parser.add_argument("--sentences", action="store_true", help="list the sentences that a parse costs")
    options = parser.parse_args()
    groups = slices(part=True)
    documents = [document for group in groups.values() for document in group]
    results = {engine: score(documents, extract(engine, documents)) for engine in ENGINES}
    table = markdown(results, len(documents))
    print(table)
    if options.sentences:
        read = [document for name, group in groups.items() if name.startswith("train") for document in group]
        ids = {document.id for document in read}
        for line in costs(documents, results):
            if line.split(" ", 2)[1].rstrip(":") in ids:
                print(line)
    if options.write:
        write_between(MARKERS, table)


if __name__ == "__main__":
    main()
