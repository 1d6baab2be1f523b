"""Cleaning, cutting and joining around the models."""

from __future__ import annotations

import pytest

from incidents.annotation.passages import (
    PIECE_CHARACTERS,
    SENTENCE_WORDS,
    clean_for_model,
    cut_long,
    find_pieces,
    must_join,
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("L’armée\u00a0a\ntiré\t!", "L'armée a tiré !"),
        ("a\x00b\x85c\u200bd", "a b c d"),
        ("\ud800 é", "\ufffd é"),
        ("x" * 150 + " fin", "x" * 100 + " " * 51 + "fin"),
    ],
)
def test_text_is_cleaned_in_place(text: str, cleaned: str) -> None:
    assert clean_for_model(text) == cleaned
    assert len(cleaned) == len(text)


def test_blank_lines_part_pieces_and_single_breaks_do_not() -> None:
    text = "Un\ndeux.\n \t\n\nTrois.\n\n"
    assert [text[start:end] for start, end in find_pieces(text)] == ["Un\ndeux.\n", "Trois.\n"]


@pytest.mark.parametrize("text", ["", "\n\n", " \x00 "])
def test_nothing_to_read_gives_no_piece(text: str) -> None:
    assert list(find_pieces(text)) == []


def test_long_paragraph_is_cut_at_sentence_ends() -> None:
    sentence = "Une bombe a explosé près du marché de Gao, a dit M. Touré (AFP). "
    text = sentence * 200
    pieces = [text[start:end] for start, end in find_pieces(text)]
    assert "".join(pieces) == text
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= PIECE_CHARACTERS
    assert all(piece.endswith(". ") for piece in pieces)


def test_long_paragraph_without_sentence_ends_is_cut_at_spaces() -> None:
    text = "mot " * 2000
    pieces = [text[start:end] for start, end in find_pieces(text)]
    assert sum(piece.count("mot") for piece in pieces) == 2000
    assert max(map(len, pieces)) <= PIECE_CHARACTERS


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Selon M. | Bazoum, dix morts.", True),
        ("Il est mort. | Elle vit.", False),
        ("Il est mort ! » | Elle vit.", False),
        ("Il est mort (AFP.) | Elle vit.", False),
        ("L'ONU. | Elle vit.", False),
        ("Le Mali | Elle vit.", True),
        ("Il est mort. | mais elle vit.", True),
        ("Il est mort ; | Elle vit.", True),
        ("Deux (Gao. | Kidal) attaques", True),
        ("Deux (Gao. | Kidal (nord)) attaques", False),
        ("Deux (Gao) sont morts. | Kidal) attaques", False),
    ],
)
def test_cut_is_undone_within_a_sentence(text: str, joined: bool) -> None:
    end = text.index(" | ")
    assert must_join(text.replace(" | ", " "), end, end + 1) is joined


def test_line_break_may_end_a_sentence_without_a_full_stop() -> None:
    assert not must_join("Le Mali\nElle vit.", 7, 8)


def test_short_sentence_is_not_cut() -> None:
    assert list(cut_long(["a", "b"], [1, 2])) == [(0, 2)]
    assert list(cut_long([], [])) == []


def test_long_sentence_is_cut_after_a_comma() -> None:
    tokens = ["mot"] * 150 + [","] + ["mot"] * 150
    assert list(cut_long(tokens, [1] * 301)) == [(0, 151), (151, 301)]


def test_long_sentence_without_commas_is_cut_where_it_is_full() -> None:
    words = [2] * 250
    ranges = list(cut_long(["du"] * 250, words))
    assert [stop - start for start, stop in ranges] == [100, 100, 50]
    assert max(sum(words[start:stop]) for start, stop in ranges) <= SENTENCE_WORDS
