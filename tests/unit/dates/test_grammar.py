"""The pattern language."""

from __future__ import annotations

import pytest

from incidents.dates.folding import fold
from incidents.dates.grammar import Grammar
from incidents.dates.lexicon import Rule
from incidents.errors import LexiconError


def _grammar(pattern: str) -> Grammar:
    rule = Rule(id="one", pattern=pattern, resolve="none", matches=("x",), rejects=("y",))
    return Grammar((rule,), {"DATE": "DAY MONTH"})


def _found(pattern: str, text: str) -> list[str]:
    hits = _grammar(pattern).scan(fold(text))
    return [text[hit.stream.spans[hit.first][0] : hit.stream.spans[hit.last][1]] for hit in hits]


def test_a_part_stands_for_its_pattern() -> None:
    assert _found("DATE YEAR?", "le 5 avril 2021 et le 6 mai") == ["5 avril 2021", "6 mai"]


def test_brackets_delimit_the_mention() -> None:
    assert _found("le [ DATE ]", "le 5 avril") == ["5 avril"]


def test_a_negative_look_ahead_excludes_each_alternative() -> None:
    assert _found("MONTH !(YEAR | dernier)", "mars 2020, mars dernier, mars") == ["mars"]


def test_a_look_behind_takes_alternatives_of_several_lengths() -> None:
    assert _found("<(en | mois de) MONTH", "en mars, au mois de mai, planète mars") == ["mars", "mai"]


@pytest.mark.parametrize("pattern", ["MOUNTH", "(DAY", "DAY)", "DAY >"])
def test_a_malformed_pattern_is_reported_with_its_entry(pattern: str) -> None:
    with pytest.raises(LexiconError, match="entry 'one'"):
        _grammar(pattern)
