"""Which of several figures a text endorses."""

from __future__ import annotations

import pytest

from incidents.annotation import AnnotatedDoc, Annotator
from incidents.article import Article
from incidents.assembly.toll_choice import ChosenToll, endorsed_toll
from incidents.extractor import Extractor
from incidents.mentions.tolls import find_tolls
from incidents.mentions.triggers import Casualty, find_triggers


@pytest.fixture(scope="module")
def annotator(stanza_annotator: Annotator) -> Annotator:
    return stanza_annotator


def _chosen(annotator: Annotator, text: str, casualty: Casualty = Casualty.FATALITIES) -> ChosenToll | None:
    doc: AnnotatedDoc
    (doc,) = annotator.annotate([text])
    return endorsed_toll(doc, [toll for toll in find_tolls(doc, find_triggers(doc)) if toll.casualty is casualty])


def test_no_figure_no_toll(annotator: Annotator) -> None:
    assert _chosen(annotator, "L'attaque a visé un poste de police.") is None


def test_the_first_figure_counts_where_nothing_replaces_it(annotator: Annotator) -> None:
    chosen = _chosen(annotator, "Six soldats ont été tués. Trois corps ont été ramenés à Gao.")
    assert chosen is not None
    assert chosen.low == 6


def test_the_newest_figure_replaces_the_others(annotator: Annotator) -> None:
    chosen = _chosen(annotator, "Six soldats ont été tués. Le bilan est passé à neuf morts.")
    assert chosen is not None
    assert chosen.low == 9


def test_two_sources_give_a_range(annotator: Annotator) -> None:
    chosen = _chosen(annotator, "Six soldats ont été tués, selon l'armée. Les rebelles évoquent vingt morts.")
    assert chosen is not None
    assert (chosen.low, chosen.high) == (6, 20)


def test_a_count_goes_before_a_single_victim(annotator: Annotator) -> None:
    chosen = _chosen(annotator, "Le conducteur a été tué. Quatorze voyageurs sont morts.")
    assert chosen is not None
    assert chosen.low == 14


def test_killed_attackers_are_added(annotator: Annotator) -> None:
    chosen = _chosen(annotator, "Cinq soldats ont péri dans l'assaut. Quatre assaillants ont été abattus.")
    assert chosen is not None
    assert chosen.low == 9


def test_somebody_hurt_goes_before_nobody(annotator: Annotator) -> None:
    chosen = _chosen(
        annotator, "Personne n'a été blessé à la mairie. Deux passants ont été blessés devant.", Casualty.INJURED
    )
    assert chosen is not None
    assert chosen.low == 2


def test_the_same_toll_in_other_words_is_not_added(annotator: Annotator) -> None:
    chosen = _chosen(annotator, "Dix-huit personnes sont mortes. Il s'agit de dix-huit combattants tués.")
    assert chosen is not None
    assert chosen.low == 18


def test_as_many_attackers_as_soldiers_are_added(annotator: Annotator) -> None:
    chosen = _chosen(annotator, "Cinq soldats ont péri dans l'assaut. Cinq assaillants ont été abattus.")
    assert chosen is not None
    assert chosen.low == 10


def test_a_sum_of_the_figures_before_it_is_the_toll(annotator: Annotator) -> None:
    chosen = _chosen(
        annotator, "Trois agents ont été tués au poste. Six civils ont été tués dehors. Neuf personnes ont donc péri."
    )
    assert chosen is not None
    assert chosen.low == 9


def test_the_last_of_several_new_figures_counts(annotator: Annotator) -> None:
    chosen = _chosen(
        annotator, "Deux soldats sont morts. Le bilan est passé à quatre morts. Le bilan est monté à sept morts."
    )
    assert chosen is not None
    assert chosen.low == 7


def _fatalities(annotator: Annotator, text: str, title: str | None = None) -> list[tuple[int, int | None] | None]:
    extract = Extractor(engine=annotator)
    incidents = extract(Article(text=text, published="2023-05-10", title=title))
    return [toll and (toll.low, toll.high) for toll in (incident.fatalities for incident in incidents)]


def test_a_sum_over_months_hangs_on_no_attack(annotator: Annotator) -> None:
    text = "Des hommes armés ont attaqué un poste lundi à Djibo. En trois mois, 300 civils sont morts dans la région."
    assert _fatalities(annotator, text) == [None]


def test_the_exact_figure_of_the_body_goes_before_an_open_headline(annotator: Annotator) -> None:
    text = "Une bombe a explosé lundi au marché de Mora. Elle a fait 23 morts. Les secours ont retrouvé 20 corps."
    assert _fatalities(annotator, text, "Cameroun : au moins 20 morts à Mora") == [(23, 23)]


def test_a_rounded_headline_in_the_text_gives_way_to_the_lead(annotator: Annotator) -> None:
    text = (
        "Une dizaine de morts dans une attaque à Mora\n\nDes hommes armés ont attaqué lundi Mora, tuant douze civils."
    )
    assert _fatalities(annotator, text) == [(12, 12)]


def _incidents(annotator: Annotator, text: str, title: str) -> list[tuple[int | None, int | None]]:
    found = Extractor(engine=annotator)(Article(text=text, published="2021-04-06", title=title))
    return [
        (
            None if incident.fatalities is None else incident.fatalities.low,
            None if incident.abducted is None else incident.abducted.low,
        )
        for incident in found
    ]


_RAID = "Lundi, des hommes armés ont attaqué le village de Djibo, au Burkina Faso."


def test_a_title_lends_the_lead_a_figure_that_the_text_has_too(annotator: Annotator) -> None:
    text = f"{_RAID} Ils étaient neuf au marché, le feu les a pris."
    assert _incidents(annotator, text, "Burkina : neuf morts à Djibo") == [(9, None)]


def test_a_title_lends_no_figure_that_the_text_lacks(annotator: Annotator) -> None:
    assert _incidents(annotator, _RAID, "Burkina : neuf morts à Djibo") == [(None, None)]


def test_a_title_that_sums_up_lends_nothing(annotator: Annotator) -> None:
    text = f"{_RAID} Ils étaient neuf au marché, le feu les a pris."
    assert _incidents(annotator, text, "Burkina : neuf morts en deux jours") == [(None, None)]


def test_who_died_of_wounds_is_not_counted_as_wounded(annotator: Annotator) -> None:
    text = "Lundi, une bombe a explosé à Kidal. Six soldats ont été atteints ; deux d'entre eux sont morts."
    (found,) = Extractor(engine=annotator)(Article(text=text, published="2021-04-06"))
    assert found.fatalities is not None
    assert found.injured is not None
    assert (found.fatalities.low, found.injured.low) == (2, 4)
