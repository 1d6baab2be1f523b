"""Every example of the lexicons of senses and methods is a test of its own, read by the whole way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from incidents import Article, Extractor
from incidents.annotation import AnnotatedDoc, Annotator
from incidents.extractor import Explanation
from incidents.frames.senses import Sense, sense_entries
from incidents.mentions.methods import MethodEntry, find_methods, method_entries
from incidents.mentions.triggers import trigger_entries

PUBLISHED = "2023-05-10"
_BRACKETS = re.compile(r"[\[\]]")


def _plain(example: str) -> str:
    return _BRACKETS.sub("", example)


def _examples(entries: Sequence[Any]) -> list[Any]:
    return [
        pytest.param(entry, example, kind == "matches", id=f"{entry.id}-{kind}-{number}")
        for entry in entries
        for kind in ("matches", "rejects")
        for number, example in enumerate(getattr(entry, kind))
    ]


@pytest.fixture(scope="module")
def explanations(extractor: Extractor) -> Mapping[str, Explanation]:
    texts = {_plain(example) for sense in sense_entries() for example in (*sense.matches, *sense.rejects)}
    return {text: extractor.explain(Article(text=text, published=PUBLISHED)) for text in sorted(texts)}


@pytest.mark.parametrize(("sense", "example", "expected"), _examples(sense_entries()))
def test_sense_example(sense: Sense, example: str, expected: bool, explanations: Mapping[str, Explanation]) -> None:
    explanation = explanations[_plain(example)]
    rules = {evidence.rule for incident in explanation.incidents for evidence in incident.evidence}
    rules |= {rejection.rule for rejection in explanation.rejections}
    told = {f"trigger.{trigger}.{sense.id}" for trigger in sense.of} | {f"sense.{sense.id}"}
    assert bool(told & rules) is expected, sorted(rules)


def test_senses_are_of_triggers_that_exist() -> None:
    known = {entry.id for entry in trigger_entries()}
    assert {trigger for sense in sense_entries() for trigger in sense.of} <= known


@pytest.fixture(scope="module")
def annotated(stanza_annotator: Annotator) -> Mapping[str, AnnotatedDoc]:
    texts = sorted({_plain(example) for entry in method_entries() for example in (*entry.matches, *entry.rejects)})
    return dict(zip(texts, stanza_annotator.annotate(texts, needs_syntax=lambda sentence: False), strict=True))


@pytest.mark.parametrize(("entry", "example", "expected"), _examples(method_entries()))
def test_method_example(
    entry: MethodEntry, example: str, expected: bool, annotated: Mapping[str, AnnotatedDoc]
) -> None:
    doc = annotated[_plain(example)]
    found = [(mention.start, mention.end) for mention in find_methods(doc, 0) if mention.entry == entry.id]
    if entry.id == "look_alikes":
        assert bool(find_methods(doc, 0)) is not expected
    elif expected:
        start, end = example.index("["), example.index("]") - 1
        assert any(first <= start and end <= last for first, last in found), found
    else:
        assert not found
