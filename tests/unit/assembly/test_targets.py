"""The parties around an event that it struck."""

from __future__ import annotations

from incidents import Article, Extractor


def _targets(extractor: Extractor, text: str) -> list[str]:
    [incident, *_] = extractor(Article(text=text, published="2023-05-10"))
    return [party.mention for party in incident.targets]


def test_the_sentence_before_may_name_what_was_struck(extractor: Extractor) -> None:
    text = "Un convoi de l'armée roulait mardi vers Djibo. Une mine a explosé à son passage : six morts."
    assert any(mention.startswith("Un convoi de l'armée") for mention in _targets(extractor, text))


def test_who_tells_of_an_attack_is_not_struck(extractor: Extractor) -> None:
    text = "Le gouverneur Issa Traoré a annoncé que des djihadistes avaient tué lundi neuf villageois à Kaya."
    assert _targets(extractor, text) == ["neuf villageois"]


def test_an_actor_known_by_its_claim_is_not_struck(extractor: Extractor) -> None:
    text = "Une bombe a explosé dimanche devant un commissariat de Quetta. La BLA a revendiqué l'attentat."
    assert all("BLA" not in mention for mention in _targets(extractor, text))
