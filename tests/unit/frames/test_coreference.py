"""Pronouns and bare group nouns, resolved by the whole way."""

from __future__ import annotations

import pytest

from incidents import Article, Extractor


def _actors(extractor: Extractor, text: str) -> list[list[str]]:
    found = extractor(Article(text=text, published="2023-05-10"))
    return [[actor.name for actor in incident.actors] for incident in found]


@pytest.mark.parametrize("noun", ["le mouvement", "le groupe", "l'organisation"])
def test_a_definite_group_noun_takes_the_group_named_before(extractor: Extractor, noun: str) -> None:
    text = f"Le M23 poursuit son avancée. Mercredi, {noun} a attaqué une position de l'armée à Kitshanga."
    assert _actors(extractor, text) == [["M23"]]


def test_a_definite_group_noun_without_antecedent_names_nobody(extractor: Extractor) -> None:
    text = "Mercredi, le mouvement a attaqué une position de l'armée à Kitshanga."
    assert _actors(extractor, text) == [[]]


def test_a_described_group_keeps_its_words_beside_the_name(extractor: Extractor) -> None:
    text = "Le M23 poursuit son avancée. Mercredi, les rebelles ont attaqué une position de l'armée à Kitshanga."
    assert _actors(extractor, text) == [["M23", "rebelles"]]


def test_two_groups_named_before_leave_a_description_open(extractor: Extractor) -> None:
    text = "Le M23 et les ADF avancent. Mercredi, les rebelles ont attaqué une position de l'armée à Kitshanga."
    assert _actors(extractor, text) == [["rebelles"]]


def test_an_impersonal_pronoun_stands_for_nobody(extractor: Extractor) -> None:
    text = "Les marcheurs ont été vus. Il y a eu mercredi une explosion devant un commissariat à Bunia."
    assert _actors(extractor, text) == [[]]
