"""Voice, subjects and objects in dependency trees."""

from __future__ import annotations

import pytest

from incidents.annotation import Annotator, Sentence
from incidents.mentions.syntax import agents, complements, is_passive, objects, preposition, subjects, tree_distance


def _parse(annotator: Annotator, text: str) -> Sentence:
    [doc] = annotator.annotate([text])
    return doc.sentences[0]


def _at(sentence: Sentence, text: str) -> int:
    return next(word.index for word in sentence.words if word.text == text)


def _texts(sentence: Sentence, indices: list[int]) -> list[str]:
    return [sentence.words[index].text for index in indices]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Le maire a été tué.", "tué", True),
        ("Les rebelles ont tué le maire.", "tué", False),
        ("Les rebelles se sont emparés de la ville.", "emparés", False),
        ("Des hommes ont abattu un chauffeur, puis incendié trois camions.", "incendié", False),
        ("Deux civils tués dimanche ont été enterrés.", "tués", True),
    ],
)
def test_voice(stanza_annotator: Annotator, text: str, verb: str, expected: bool) -> None:
    sentence = _parse(stanza_annotator, text)
    assert is_passive(sentence, _at(sentence, verb)) is expected


def test_subjects_are_shared_by_coordinated_verbs(stanza_annotator: Annotator) -> None:
    sentence = _parse(stanza_annotator, "Les rebelles ont attaqué le poste et incendié l'école.")
    assert _texts(sentence, subjects(sentence, _at(sentence, "incendié"))) == ["rebelles"]


def test_subject_of_a_relative_clause_is_its_antecedent(stanza_annotator: Annotator) -> None:
    sentence = _parse(stanza_annotator, "Les hommes qui ont attaqué la ville ont fui.")
    assert _texts(sentence, subjects(sentence, _at(sentence, "attaqué"))) == ["hommes"]


def test_coordinated_objects_are_all_objects(stanza_annotator: Annotator) -> None:
    sentence = _parse(stanza_annotator, "Ils ont tué deux soldats et un gendarme.")
    assert _texts(sentence, objects(sentence, _at(sentence, "tué"))) == ["soldats", "gendarme"]


def test_agents_stand_behind_par(stanza_annotator: Annotator) -> None:
    sentence = _parse(stanza_annotator, "Le poste a été attaqué par des miliciens.")
    assert _texts(sentence, agents(sentence, _at(sentence, "attaqué"))) == ["miliciens"]


def test_complements_by_preposition(stanza_annotator: Annotator) -> None:
    sentence = _parse(stanza_annotator, "Une attaque contre la caserne a échoué.")
    assert _texts(sentence, complements(sentence, _at(sentence, "attaque"), "contre")) == ["caserne"]
    assert preposition(sentence, _at(sentence, "caserne")) == "contre"


def test_tree_distance_counts_arcs(stanza_annotator: Annotator) -> None:
    sentence = _parse(stanza_annotator, "Les rebelles ont attaqué la ville.")
    assert tree_distance(sentence, _at(sentence, "rebelles"), _at(sentence, "ville")) == 2
