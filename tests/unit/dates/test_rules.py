"""Every example of the grammar's rules is a test of its own."""

from __future__ import annotations

import pytest

from incidents.dates.folding import fold
from incidents.dates.grammar import Hit, default_grammar
from incidents.dates.lexicon import Rule, load_rules

MATCHES = [(rule, text) for rule in load_rules() for text in rule.matches]
REJECTS = [(rule, text) for rule in load_rules() for text in rule.rejects]


def _hits(text: str) -> list[Hit]:
    return list(default_grammar().scan(fold(text)))


def _name(value: object) -> str | None:
    return value.id if isinstance(value, Rule) else None


@pytest.mark.parametrize(("rule", "text"), MATCHES, ids=_name)
def test_rule_finds_the_bracketed_span(rule: Rule, text: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    spans = [(hit.stream.spans[hit.first][0], hit.stream.spans[hit.last][1], hit.rule.id) for hit in _hits(plain)]
    assert (start, end, rule.id) in spans


@pytest.mark.parametrize(("rule", "text"), REJECTS, ids=_name)
def test_rule_leaves_the_counter_example_alone(rule: Rule, text: str) -> None:
    assert rule.id not in [hit.rule.id for hit in _hits(text)]
