"""Triggers: overlap, look-alikes, anaphors, what the tagger says."""

from __future__ import annotations

import pytest

from incidents.annotation import Annotator
from incidents.mentions.triggers import find_triggers, may_hold_trigger
from incidents.types import AttackType


def _found(annotator: Annotator, text: str) -> list[tuple[str, str]]:
    [doc] = annotator.annotate([text])
    return [(text[trigger.start : trigger.end], trigger.entry.id) for trigger in find_triggers(doc)]


def test_of_overlapping_matches_the_longest_is_kept(stanza_annotator: Annotator) -> None:
    assert ("attentat-suicide", "kamikaze") in _found(stanza_annotator, "Un attentat-suicide a visé la caserne.")


def test_a_look_alike_is_blocked(stanza_annotator: Annotator) -> None:
    assert _found(stanza_annotator, "Le chef du réseau a été condamné à mort par contumace.") == []


def test_a_reflexive_of_another_sense_is_no_shot(stanza_annotator: Annotator) -> None:
    found = _found(stanza_annotator, "Des obus se sont abattus sur le quartier.")
    assert "tue_par_balles" not in {entry for _, entry in found}


def test_an_anaphor_takes_the_type_of_the_noun_it_stands_for(stanza_annotator: Annotator) -> None:
    text = "Cette embuscade est survenue après celles menées contre deux patrouilles."
    [doc] = stanza_annotator.annotate([text])
    [anaphor] = [trigger for trigger in find_triggers(doc) if trigger.anaphoric]
    assert text[anaphor.start : anaphor.end] == "celles menées"
    assert anaphor.entry.attack_type is AttackType.AMBUSH


def test_an_anaphor_without_an_event_before_it_is_none(stanza_annotator: Annotator) -> None:
    assert _found(stanza_annotator, "Celles menées par le ministère ont abouti.") == []


def test_an_ordinal_before_a_noun_is_no_anaphor(stanza_annotator: Annotator) -> None:
    found = _found(stanza_annotator, "Après l'attaque, le premier ministre a parlé.")
    assert [entry for _, entry in found] == ["attaque"]


def test_an_unparsed_sentence_holds_no_triggers(stanza_annotator: Annotator) -> None:
    [doc] = stanza_annotator.annotate(["Une bombe a explosé."], needs_syntax=lambda _: False)
    assert find_triggers(doc) == ()


@pytest.mark.parametrize(
    ("text", "expected"), [("Il a plu sur la côte.", False), ("Des inconnus ont attaqué le bourg.", True)]
)
def test_the_sieve_needs_no_annotation(text: str, expected: bool) -> None:
    assert may_hold_trigger(text) is expected


def test_a_past_tense_is_a_verb_whatever_its_tag(stanza_annotator: Annotator) -> None:
    assert ("sautait", "exploser") in _found(
        stanza_annotator, "Lundi, un poteau électrique sautait sur l'axe de Thiou."
    )
