"""Patterns over words: what they match and what they refuse."""

from __future__ import annotations

import pytest

from incidents.errors import ValueNotAllowedError
from incidents.lexicons.inflect import noun_forms, participle_forms, verb_forms
from incidents.lexicons.patterns import PatternSet, compile_pattern, tokenize


def _found(pattern: str, text: str) -> list[str]:
    tokens = tokenize(text)
    matches = PatternSet([compile_pattern(pattern, None)]).finditer(tokens)
    return [text[tokens.spans[match.first].start : tokens.spans[match.last].end] for match in matches]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("attaquer:v", "Ils attaquaient, puis ont attaqué.", ["attaquaient", "attaqué"]),
        ("abattre:pp", "Il abat les hommes abattus.", ["abattus"]),
        ("attentat:n suicide:n?", "Un attentat-suicide et un attentat.", ["attentat-suicide", "attentat"]),
        ("ouvrir:v ... le feu", "Ils ont ouvert samedi soir le feu.", ["ouvert samedi soir le feu"]),
        ("ouvrir:v ... le feu", "Ils ont ouvert, samedi, le feu.", []),
        ("ouvrir:v ... le feu", "Ils ont ouvert un deux trois quatre cinq le feu.", []),
        ("mine:n antichar|terrestre", "Une mine terrestre, une mine d'or.", ["mine terrestre"]),
        ("se:emparer de", "Ils se sont emparés de la ville.", ["se sont emparés de"]),
        ("se:emparer", "Ils s'en étaient déjà emparés.", ["s'en étaient déjà emparés"]),
        ("feu vert", "Le feu. Vert de rage.", []),
        ("tirer:v sur", "Ils ont tiré mardi soir sur un bus.", ["tiré mardi soir sur"]),
        ("tirer:v sur", "Ils ont tiré le 4 mai sur un bus.", ["tiré le 4 mai sur"]),
        ("tirer:v sur", "Ils ont tiré, mardi, sur un bus.", []),
        ("tirer:v sur", "Ils ont tiré profit mardi sur la place.", []),
        ("mettre:v la main @day sur", "Ils ont mis la main lundi 5 avril sur lui.", ["mis la main lundi 5 avril sur"]),
    ],
)
def test_pattern(pattern: str, text: str, expected: list[str]) -> None:
    assert _found(pattern, text) == expected


@pytest.mark.parametrize("pattern", ["", "... feu", "feu ...", "@day feu", "feu @day", "feu? vert", "feu:x"])
def test_a_malformed_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueNotAllowedError):
        compile_pattern(pattern, None)


def test_the_longest_pattern_wins_at_a_word() -> None:
    patterns = PatternSet([compile_pattern("bombe:n", "short"), compile_pattern("bombe:n artisanale", "long")])
    assert [match.pattern.value for match in patterns.finditer(tokenize("une bombe artisanale"))] == ["long"]


def test_findall_gives_the_shorter_ones_too() -> None:
    patterns = PatternSet([compile_pattern("bombe:n", "short"), compile_pattern("bombe:n artisanale", "long")])
    found = {match.pattern.value for match in patterns.findall(tokenize("une bombe artisanale"))}
    assert found == {"short", "long"}


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("piéger", {"piège", "piégeait", "piégés"}),
        ("lancer", {"lançait", "lancé", "lancent"}),
        ("enlever", {"enlève", "enlevaient", "enlèvera"}),
        ("jeter", {"jette", "jetait"}),
        ("essuyer", {"essuie", "essuyé"}),
        ("prendre", {"pris", "prennent", "prendra"}),
        ("détruire", {"détruit", "détruisent", "détruites"}),
        ("commettre", {"commis", "commise", "commettait"}),
        ("tenir", {"tiennent", "tenu", "tint"}),
    ],
)
def test_verb_forms(lemma: str, forms: set[str]) -> None:
    assert forms <= verb_forms(lemma)


def test_participles_of_a_verb_are_all_genders_and_numbers() -> None:
    assert participle_forms("enlever") == {"enlevé", "enlevée", "enlevés", "enlevées"}


def test_a_noun_in_s_has_one_form() -> None:
    assert noun_forms("obus") == {"obus"}


def test_a_verb_of_no_known_class_is_an_error() -> None:
    with pytest.raises(ValueNotAllowedError, match="conjugations.toml"):
        verb_forms("xyz")
