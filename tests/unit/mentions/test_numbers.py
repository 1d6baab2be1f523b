"""Numerals in words and digits."""

from __future__ import annotations

import pytest

from incidents.mentions.numbers import find_numerals, read_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("douze", 12),
        ("dix-sept", 17),
        ("vingt et une", 21),
        ("soixante et onze", 71),
        ("cent quatre-vingts", 180),
        ("trois cent quatre-vingt-deux", 382),
        ("quatre-vingt-cinq", 85),
        ("quatre-vingt-dix-neuf", 99),
        ("cent un", 101),
        ("deux cent trente", 230),
        ("deux mille", 2000),
        ("1 200", 1200),
        ("40.000", 40000),
        ("septante-deux", 72),
    ],
)
def test_an_exact_numeral_has_its_value(words: str, value: int) -> None:
    assert read_number(words) == (value, True)


@pytest.mark.parametrize(("words", "value"), [("une dizaine", 10), ("une centaine", 100), ("une demi-douzaine", 6)])
def test_a_round_numeral_is_not_exact(words: str, value: int) -> None:
    assert read_number(words) == (value, False)


@pytest.mark.parametrize("words", ["dizaines", "beaucoup", "premier", "9" * 12, ""])
def test_what_is_no_number_has_no_value(words: str) -> None:
    assert read_number(words) is None


def test_at_least_leaves_the_highest_value_open() -> None:
    (numeral,) = find_numerals("Au moins douze morts")
    assert (numeral.low, numeral.high) == (12, None)


def test_between_gives_a_range() -> None:
    (numeral,) = find_numerals("entre dix et quinze morts")
    assert (numeral.low, numeral.high) == (10, 15)


def test_and_alone_joins_no_range() -> None:
    assert [numeral.low for numeral in find_numerals("dix morts et quinze blessés")] == [10, 15]


def test_a_decimal_is_no_count() -> None:
    assert find_numerals("une hausse de 3,5") == find_numerals("une hausse de ")


def test_a_numeral_inside_a_word_is_none() -> None:
    assert find_numerals("le sixième centenaire") == []
