"""Roles around a trigger, read off the tree of one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incidents.annotation import Annotator, Sentence
from incidents.frames.bystanders import is_cited, is_holder, is_source
from incidents.frames.roles import Roles, find_roles
from incidents.mentions.triggers import find_triggers

Read = Callable[[str], tuple[Sentence, Roles]]


@pytest.fixture
def read(stanza_annotator: Annotator) -> Read:
    """The first sentence of a text, and the roles around its first trigger."""

    def _read(text: str) -> tuple[Sentence, Roles]:
        [doc] = stanza_annotator.annotate([text])
        return doc.sentences[0], find_roles(doc.sentences[0], find_triggers(doc)[0])

    return _read


def _texts(read: tuple[Sentence, Roles], role: str) -> list[str]:
    sentence, roles = read
    return [sentence.words[item.word].text for item in getattr(roles, role)]


def test_active_verb_gives_subject_and_object(read: Read) -> None:
    found = read("Des rebelles ont attaqué un convoi.")
    assert _texts(found, "actors") == ["rebelles"]
    assert _texts(found, "targets") == ["convoi"]


def test_passive_verb_gives_agent_and_subject(read: Read) -> None:
    found = read("Un convoi a été attaqué par des rebelles.")
    assert _texts(found, "actors") == ["rebelles"]
    assert _texts(found, "targets") == ["convoi"]


def test_verb_of_movement_with_etre_is_no_passive(read: Read) -> None:
    found = read("Des bandits sont entrés dans le village et ont enlevé deux bergers.")
    assert "bandits" not in _texts(found, "targets")


def test_participle_coordinated_with_an_active_verb_is_active(read: Read) -> None:
    found = read("Des miliciens ont abattu un chauffeur et incendié trois camions.")
    assert _texts(found, "actors") == ["miliciens"]


def test_event_noun_gives_parties_behind_de_and_contre(read: Read) -> None:
    found = read("L'attaque des insurgés contre la base a duré une heure.")
    assert _texts(found, "either") == ["insurgés"]
    assert _texts(found, "targets") == ["base"]


def test_participial_clause_of_an_event_noun_gives_its_agent(read: Read) -> None:
    found = read("Une embuscade tendue par des islamistes a fait deux morts.")
    assert _texts(found, "actors") == ["islamistes"]


def test_light_verb_gives_the_actor_of_its_event_noun(read: Read) -> None:
    assert _texts(read("Les talibans ont mené un assaut contre un poste."), "actors") == ["talibans"]


def test_aim_of_an_event_noun_is_its_target(read: Read) -> None:
    assert "rebelles" in _texts(read("Un raid destiné aux rebelles a tué des pêcheurs."), "targets")


def test_who_is_the_target_of_an_event_noun_is_struck(read: Read) -> None:
    assert "convoi" in _texts(read("Le convoi a été victime d'une embuscade."), "targets")


def test_attributed_event_noun_gives_the_accused(read: Read) -> None:
    assert _texts(read("Une attaque attribuée aux rebelles a fait deux morts."), "actors") == ["rebelles"]


def test_sides_of_opposed_are_actor_and_target(read: Read) -> None:
    found = read("Des combats ont opposé l'armée aux rebelles.")
    assert _texts(found, "actors") == ["armée"]
    assert _texts(found, "targets") == ["rebelles"]


def test_what_explodes_is_left_to_its_kind(read: Read) -> None:
    found = read("Un minibus a sauté près du pont.")
    assert _texts(found, "actors") == []
    assert _texts(found, "either") == ["minibus"]


def test_who_dies_is_a_weak_target(read: Read) -> None:
    _, roles = read("Trois civils ont péri.")
    assert [item.weight for item in roles.targets] == [0.6]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Le gouverneur a indiqué que deux civils avaient été tués.", "gouverneur"),
        ("Selon la police, deux civils ont été tués.", "police"),
    ],
)
def test_who_only_tells_is_a_source(stanza_annotator: Annotator, text: str, word: str) -> None:
    [doc] = stanza_annotator.annotate([text])
    sentence = doc.sentences[0]
    assert is_source(sentence, next(item.index for item in sentence.words if item.text == word))


def test_an_attacker_is_no_source(stanza_annotator: Annotator) -> None:
    [doc] = stanza_annotator.annotate(["Les rebelles ont attaqué la ville."])
    sentence = doc.sentences[0]
    assert not is_source(sentence, next(item.index for item in sentence.words if item.text == "rebelles"))


@pytest.mark.parametrize("source", ["Selon", "D'après"])
def test_apposition_of_a_source_is_cited_and_the_subject_is_not(read: Read, source: str) -> None:
    sentence, _ = read(f"{source} le maire, Issa Traoré, des bandits ont tué deux bergers.")
    cited = [word.text for word in sentence.words if is_cited(sentence, word.index)]
    assert "maire" in cited
    assert "Issa" in cited
    assert "bandits" not in cited


def test_who_holds_a_zone_is_told_from_who_strikes_it(read: Read) -> None:
    sentence, _ = read("Des soldats ont été tués par des bandits dans une zone tenue par les rebelles.")
    assert [word.text for word in sentence.words if is_holder(sentence, word.index)] == ["rebelles"]


def test_negated_verb_beside_an_event_noun_names_no_actor(read: Read) -> None:
    found = read("L'attaque n'a pas été menée par les rebelles.")
    assert _texts(found, "actors") == []
