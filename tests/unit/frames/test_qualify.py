"""Whether a trigger is told as a fact, once, in our time."""

from __future__ import annotations

import pytest

from incidents.annotation import AnnotatedDoc, Annotator, Sentence
from incidents.frames.qualify import QualifierKind, TriggerVerdict, find_cues, find_qualifier_spans, qualify_trigger
from incidents.mentions.triggers import TriggerMention, find_triggers


class Judge:
    """Qualifies the trigger of a sentence that holds some words."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator

    def __call__(self, text: str, words: str, *, dated: bool = False) -> TriggerVerdict:
        doc = self._annotator.annotate([text])[0]
        sentence, trigger = self._trigger(doc, words)
        return qualify_trigger(sentence, trigger, find_cues(doc, sentence), dated=dated)

    @staticmethod
    def _trigger(doc: AnnotatedDoc, words: str) -> tuple[Sentence, TriggerMention]:
        found = [trigger for trigger in find_triggers(doc) if words in doc.text[trigger.start : trigger.end]]
        assert found, f"no trigger holds {words!r}"
        return doc.sentences[found[0].sentence], found[0]


@pytest.fixture(scope="module")
def judge(stanza_annotator: Annotator) -> Judge:
    return Judge(stanza_annotator)


def rule(verdict: TriggerVerdict) -> str | None:
    return None if verdict.rejection is None else verdict.rejection.rule


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Les rebelles n'ont pas attaqué le camp.", "attaqué", "qualifier.negated"),
        ("Aucune attaque n'a été signalée.", "attaque", "qualifier.negated"),
        ("Personne n'a été enlevé.", "enlevé", "qualifier.negated"),
        ("Les rebelles menacent d'attaquer le camp.", "attaquer", "qualifier.possible"),
        ("La police a déjoué un attentat.", "attentat", "qualifier.dejouer"),
        ("Les rebelles attaqueront la ville.", "attaqueront", "qualifier.future"),
        ("Les rebelles attaqueraient la ville.", "attaqueraient", "qualifier.conditional"),
        ("Combien de civils ont été tués ?", "tués", "qualifier.question"),
        ("Les bandes qui pillent les villages se cachent.", "pillent", "qualifier.general"),
        ("Une avalanche a tué neuf soldats.", "tué", "qualifier.sinistre"),
        ("Les convois sont régulièrement attaqués.", "attaqués", "qualifier.habitude"),
        ("Un homme muni de grenades a été repéré.", "grenades", "qualifier.possession"),
    ],
)
def test_turned_down(judge: Judge, text: str, words: str, expected: str) -> None:
    assert rule(judge(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Les rebelles ont attaqué le camp.", "attaqué"),
        ("L'embuscade n'a tué que trois soldats.", "tué"),
        ("L'attentat n'a pas été revendiqué.", "attentat"),
        ("Les rebelles auraient attaqué le camp.", "attaqué"),
        ("Les bandes qui ont pillé le village se cachent.", "pillé"),
        ("Ils ont pillé le marché avant d'incendier l'école.", "incendier"),
        ("Une grenade a explosé.", "explosé"),
    ],
)
def test_let_through(judge: Judge, text: str, words: str) -> None:
    assert rule(judge(text, words)) is None


def test_a_habit_with_a_day_of_its_own_is_an_event(judge: Judge) -> None:
    text = "Le poste, souvent visé, a été attaqué lundi."
    assert rule(judge(text, "attaqué")) is not None
    assert rule(judge(text, "attaqué", dated=True)) is None


def test_a_plural_noun_is_loose(judge: Judge) -> None:
    assert judge("Les attaques inquiètent l'ONU.", "attaques").loose


def test_a_plural_that_has_just_happened_is_not_loose(judge: Judge) -> None:
    assert not judge("Des combats ont éclaté à Sake.", "combats").loose


def test_a_single_noun_is_not_loose(judge: Judge) -> None:
    assert not judge("L'attaque inquiète l'ONU.", "attaque").loose


def test_a_rejection_points_at_its_trigger(judge: Judge) -> None:
    text = "La police a déjoué un attentat."
    rejection = judge(text, "attentat").rejection
    assert rejection is not None
    assert text[rejection.start : rejection.end] == "attentat"


def test_cues_are_grouped_by_kind(stanza_annotator: Annotator) -> None:
    doc = stanza_annotator.annotate(["La police a déjoué un attentat."])[0]
    cues = find_cues(doc, doc.sentences[0])
    assert [doc.text[cue.start : cue.end] for cue in cues[QualifierKind.FOILED]] == ["déjoué"]


def test_spans_of_one_entry(stanza_annotator: Annotator) -> None:
    text = "Le camp est à un jet de pierre de Gao."
    assert [text[start:end] for start, end in find_qualifier_spans(text, "figure_de_guerre")] == ["à un jet de pierre"]
