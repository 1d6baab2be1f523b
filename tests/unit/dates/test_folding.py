"""Folding of typography."""

from __future__ import annotations

import unicodedata

from incidents.dates.folding import fold


def test_accents_case_and_apostrophes_go() -> None:
    assert fold("L’ÉTÉ À GAO").text == "l'ete a gao"


def test_spans_of_decomposed_text_hold_their_marks() -> None:
    text = unicodedata.normalize("NFD", "le 1er août à Gao")
    folded = fold(text)
    start = folded.text.index("aout")
    first, last = folded.span(start, start + 4)
    assert unicodedata.normalize("NFC", text[first:last]) == "août"


def test_soft_hyphens_are_passed_over() -> None:
    assert fold("sep\u00adtembre").text == "septembre"
