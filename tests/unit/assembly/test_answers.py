"""Attackers who are struck in turn."""

from __future__ import annotations

from collections.abc import Sequence

from incidents import Article, Extractor


def _actors(extractor: Extractor, text: str) -> Sequence[str]:
    [incident] = extractor(Article(text=text, published="2023-05-10"))
    return [party.name for party in incident.actors]


def test_who_is_shot_at_the_end_did_it(extractor: Extractor) -> None:
    text = "Une camionnette a renversé plusieurs passants mardi à Tel-Aviv. L'assaillant a été abattu par un policier."
    assert _actors(extractor, text) == ["assaillant"]


def test_who_is_named_as_the_doer_stays(extractor: Extractor) -> None:
    text = "Des hommes armés ont attaqué mardi un bus à Kaya. Deux assaillants ont été tués par l'armée."
    assert _actors(extractor, text) == ["hommes armés"]


def test_who_is_shot_after_he_stabbed_did_it(extractor: Extractor) -> None:
    text = "Un homme a été tué par la police lundi à Nice après avoir attaqué des passants au couteau."
    assert _actors(extractor, text) == ["homme"]
