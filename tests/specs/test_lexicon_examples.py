"""Every example of the lexicons that the event rules read is a test of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from incidents.annotation import AnnotatedDoc, Annotator
from incidents.frames.qualify import find_qualifier_spans, qualifier_entries
from incidents.lexicons.inflect import conjugations, noun_forms, verb_forms
from incidents.lexicons.patterns import tokenize
from incidents.mentions.claims import ClaimKind, claim_entries, find_claims
from incidents.mentions.light_verbs import light_verb_entries
from incidents.mentions.numbers import find_numerals, numeral_entries
from incidents.mentions.tolls import find_cue_spans, toll_cues
from incidents.mentions.triggers import Strength, find_triggers, trigger_entries

_BRACKETS = re.compile(r"\[([^\]]*)\]")


def _plain(example: str) -> tuple[str, tuple[int, int] | None]:
    """An example without its brackets, and the span they marked."""
    match = _BRACKETS.search(example)
    if match is None:
        return example, None
    start = match.start()
    return example[:start] + match[1] + example[match.end() :], (start, start + len(match[1]))


def _examples(entries: Sequence[Any]) -> list[ParameterSet]:
    return [
        pytest.param(entry, example, kind == "matches", id=f"{entry.id}-{kind}-{number}")
        for entry in entries
        for kind in ("matches", "rejects")
        for number, example in enumerate(getattr(entry, kind))
    ]


@pytest.fixture(scope="session")
def annotate(stanza_annotator: Annotator) -> Callable[[str], AnnotatedDoc]:
    """Annotations of all trigger and claim examples, made in one batch."""
    texts = [
        _plain(example)[0]
        for entry in (*trigger_entries(), *claim_entries())
        for example in (*entry.matches, *entry.rejects)
    ]
    return dict(zip(texts, stanza_annotator.annotate(texts), strict=True)).__getitem__


def _check(found: list[tuple[int, int]], span: tuple[int, int] | None, expected: bool) -> None:
    if expected:
        assert span is not None, "a match needs its span in brackets"
        assert any(start <= span[0] and span[1] <= end for start, end in found), found
    else:
        assert not found


@pytest.mark.parametrize(("entry", "example", "expected"), _examples(trigger_entries()))
def test_trigger_example(entry: Any, example: str, expected: bool, annotate: Callable[[str], AnnotatedDoc]) -> None:
    text, span = _plain(example)
    if entry.strength is Strength.BLOCKED:
        # its words are look-alikes: where they match, no trigger may be found
        assert bool(find_triggers(annotate(text))) is not expected
        return
    triggers = [trigger for trigger in find_triggers(annotate(text)) if trigger.entry.id == entry.id]
    _check([(trigger.start, trigger.end) for trigger in triggers], span, expected)


@pytest.mark.parametrize(("entry", "example", "expected"), _examples(claim_entries()))
def test_claim_example(entry: Any, example: str, expected: bool, annotate: Callable[[str], AnnotatedDoc]) -> None:
    text, span = _plain(example)
    if entry.kind is ClaimKind.OTHER:
        # its words are look-alikes: where they match, no claim may be found
        assert bool(find_claims(annotate(text))) is not expected
        return
    claims = [claim for claim in find_claims(annotate(text)) if claim.entry.id == entry.id]
    _check([(claim.start, claim.end) for claim in claims], span, expected)


@pytest.mark.parametrize(("entry", "example", "expected"), _examples(qualifier_entries()))
def test_qualifier_example(entry: Any, example: str, expected: bool) -> None:
    text, span = _plain(example)
    _check(find_qualifier_spans(text, entry.id), span, expected)


@pytest.mark.parametrize(("entry", "example", "expected"), _examples(toll_cues()))
def test_toll_cue_example(entry: Any, example: str, expected: bool) -> None:
    match = _BRACKETS.search(example)
    before = match is not None and entry.kind in ("not_people", "subset")
    text, span = _plain(example)
    if before and match is not None:
        # these cues are read in the stretch just after or just before a numeral
        text, span = match[1], (0, len(match[1]))
    found = find_cue_spans(text, entry.id)
    assert bool(found) is expected
    if expected and span is not None and found:
        assert found[0][0] < span[1] and span[0] < found[0][1]


@pytest.mark.parametrize(("entry", "example", "expected"), _examples(numeral_entries()))
def test_numeral_example(entry: Any, example: str, expected: bool) -> None:
    text, span = _plain(example)
    _check([(numeral.start, numeral.end) for numeral in find_numerals(text)], span, expected)


@pytest.mark.parametrize(("entry", "example", "expected"), _examples(conjugations()))
def test_conjugation_example(entry: Any, example: str, expected: bool) -> None:
    text, span = _plain(example)
    tokens = tokenize(text)
    forms = verb_forms(entry.sample)
    found = [(at.start, at.end) for form, at in zip(tokens.forms, tokens.spans, strict=True) if form in forms]
    _check(found, span, expected)


@pytest.mark.parametrize(("entry", "example", "expected"), _examples(light_verb_entries()))
def test_light_verb_example(entry: Any, example: str, expected: bool) -> None:
    text, span = _plain(example)
    tokens = tokenize(text)
    forms = {form for verb in entry.verbs for form in verb_forms(verb)}
    forms |= {form for noun in entry.nouns for form in noun_forms(noun)}
    found = [(at.start, at.end) for form, at in zip(tokens.forms, tokens.spans, strict=True) if form in forms]
    _check(found, span, expected)
