"""Which of several figures a text endorses."""

from __future__ import annotations

import pytest

from incidents.annotation import AnnotatedDoc, Annotator
from incidents.assembly.tolls import ChosenToll, endorsed_toll
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
