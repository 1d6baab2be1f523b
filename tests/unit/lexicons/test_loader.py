"""Lexicon files are validated whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import frozen

from incidents.errors import LexiconError
from incidents.lexicons.loader import load_entries


@frozen
class _Entry:
    id: str
    patterns: tuple[str, ...]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    note: str = ""


_GOOD = 'id = "a"\npatterns = ["x"]\nmatches = ["[x]"]\nrejects = ["y"]\n'


def _load(folder: Path, text: str) -> tuple[_Entry, ...]:
    path = folder / "words.toml"
    path.write_text(text, encoding="utf-8")
    return load_entries(path, _Entry)


def test_entries_become_records_with_tuples(tmp_path: Path) -> None:
    [entry] = _load(tmp_path, f"[[entry]]\n{_GOOD}")
    assert entry == _Entry("a", ("x",), ("[x]",), ("y",))


def test_an_unknown_key_is_named_with_the_nearest_known_one(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"unknown key 'matchs'; did you mean 'matches'\?"):
        _load(tmp_path, f'[[entry]]\n{_GOOD}matchs = ["z"]\n')


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = f'[[entry]]\n{_GOOD}[[entry]]\n{_GOOD}[[entry]]\nid = "b"\npatterns = []\nmatches = ["m"]\n'
    with pytest.raises(LexiconError) as caught:
        _load(tmp_path, text)
    assert any("used twice" in fault for fault in caught.value.faults)
    assert any("'rejects' is missing" in fault for fault in caught.value.faults)


def test_an_entry_without_an_example_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="at least one example under 'rejects'"):
        _load(tmp_path, '[[entry]]\nid = "a"\npatterns = ["x"]\nmatches = ["[x]"]\nrejects = []\n')


def test_text_that_is_not_nfc_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="NFC"):
        _load(tmp_path, f'[[entry]]\n{_GOOD}note = "e\u0301te\u0301"\n')


def test_broken_toml_is_a_lexicon_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError):
        _load(tmp_path, "[[entry]\n")
