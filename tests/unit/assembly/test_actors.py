"""Doers that only the text as a whole tells."""

from __future__ import annotations

from incidents import Article, Extractor, Incident
from incidents.assembly.actors import RANKED


def _read(extractor: Extractor, text: str, title: str | None = None) -> list[Incident]:
    return list(extractor(Article(text=text, title=title, published="2023-05-10")))


def test_the_text_and_its_title_tell_the_doer(extractor: Extractor) -> None:
    text = (
        "Deux véhicules bourrés d'explosifs ont sauté mercredi devant la caserne d'Agadez, tuant dix soldats. "
        "Le Mujao voulait punir le Niger."
    )
    [incident] = _read(extractor, text, title="Niger : le Mujao frappe une caserne à Agadez")
    assert [party.name for party in incident.actors] == ["Mujao"]
    assert [item.rule for item in incident.evidence if item.field == "actors"] == [RANKED]


def test_nobody_is_chosen_where_the_text_names_nobody(extractor: Extractor) -> None:
    [incident] = _read(extractor, "Un commerçant a été tué par balle lundi soir à Tumaco. La police enquête.")
    assert not incident.actors


def test_a_doer_that_the_sentence_tells_stands(extractor: Extractor) -> None:
    text = "Des bandits ont tué deux bergers lundi à Tchintabaraden. Le GSIM est implanté dans la région."
    [incident] = _read(extractor, text, title="Niger : le GSIM étend son emprise")
    assert [party.name for party in incident.actors] == ["bandits"]
    assert all(item.rule != RANKED for item in incident.evidence)


def test_a_claim_of_one_attack_says_nothing_of_those_it_sets_apart(extractor: Extractor) -> None:
    text = (
        "Un convoi de la coalition a été attaqué lundi à Taji, au nord de Bagdad. Le groupe Ashab al-Kahf a revendiqué "
        "l'attaque survenue peu après celles menées contre deux convois dans les provinces de Babil et de Wassit."
    )
    found = extractor(Article(text=text, published="2021-04-06"))
    assert [[actor.name for actor in incident.actors] for incident in found] == [["Ashab al-Kahf"], [], []]
