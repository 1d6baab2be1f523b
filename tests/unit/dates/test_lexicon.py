"""The flat tables of the date grammar."""

from __future__ import annotations

import csv
import unicodedata
from itertools import pairwise

import pytest

from incidents.dates.folding import fold
from incidents.dates.lexicon import EPONYMS, HOLIDAYS, ISLAMIC, WORDS, load_forms, load_islamic
from incidents.lexicons.loader import lexicon_path


@pytest.mark.parametrize("name", [WORDS, HOLIDAYS, ISLAMIC, EPONYMS])
def test_a_table_is_in_unicode_form_nfc_and_repeats_no_row(name: str) -> None:
    text = lexicon_path(name).read_text(encoding="utf-8")
    rows = [tuple(row) for row in csv.reader(text.splitlines())]
    assert unicodedata.is_normalized("NFC", text)
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(("word", "number"), [("dix-sept", 17), ("vingt et un", 21), ("soixante-quinze", 75)])
def test_numerals_have_their_value(word: str, number: int) -> None:
    assert load_forms()[word].values["num"] == str(number)


def test_every_weekday_and_month_is_there() -> None:
    forms = load_forms()
    weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    assert [int(forms[day].values["weekday"]) for day in weekdays] == list(range(7))
    assert len([form for form, entry in forms.items() if "month" in entry.values]) == 12


def test_the_islamic_years_follow_one_another() -> None:
    for (first, fitr, adha), (second, _, _) in pairwise(load_islamic()):
        assert first < fitr < adha < second
        assert (second - first).days in (354, 355)


def test_folded_forms_keep_what_tells_them_apart() -> None:
    assert fold("été").text in load_forms()
