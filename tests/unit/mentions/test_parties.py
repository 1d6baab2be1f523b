"""Parties on hand-made trees and on the default engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest

from incidents.annotation import AnnotatedDoc, Sentence, Token, Word, load_annotator
from incidents.mentions.parties import PartyMention, PartyReader, find_parties, settle_party, type_party
from incidents.mentions.party_context import read_context
from incidents.mentions.party_lexicon import RoleHint, actor_trie
from incidents.mentions.party_words import Casing, PhraseTrie, casing_of, cut_words, fold_word
from incidents.types import PartyKind

Annotate = Callable[[str], AnnotatedDoc]


def flat_doc(text: str) -> AnnotatedDoc:
    """A document whose one sentence was not parsed."""
    pieces = cut_words(text)
    tokens = tuple(Token(piece.start, piece.end, at, at + 1) for at, piece in enumerate(pieces))
    words = tuple(
        Word(at, piece.text, piece.text, "X", {}, -1 if at == 0 else 0, "dep", at, piece.start, piece.end)
        for at, piece in enumerate(pieces)
    )
    return AnnotatedDoc(text, (Sentence(0, len(text), tokens, words, parsed=False),) if pieces else ())


@pytest.fixture(scope="module")
def annotate() -> Annotate:
    engine = load_annotator("stanza")
    return lambda text: engine.annotate([text])[0]


def at(doc: AnnotatedDoc, form: str, **options: object) -> PartyMention:
    """The party read at a word of the first sentence."""
    head = next(word.index for word in doc.sentences[0].words if word.text == form)
    found = type_party(doc.sentences[0], head, doc, **options)  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "key"), [("Rebelles", "rebelle"), ("aux", "a"), ("EIS", "eis"), ("F.A.R.D.C.", "fardc")]
)
def test_words_are_folded(written: str, key: str) -> None:
    assert fold_word(written) == key


@pytest.mark.parametrize(
    ("phrase", "casing"),
    [("shebab", Casing.FREE), ("M23", Casing.ACRONYM), ("Boko Haram", Casing.CAPITAL), ("LeT", Casing.CAPITAL)],
)
def test_casing_of_a_phrase(phrase: str, casing: Casing) -> None:
    assert casing_of(phrase) is casing


def test_trie_prefers_the_longest_phrase() -> None:
    trie = PhraseTrie([("Ansar", 1), ("Ansar al-Islam", 2)])
    text = "Ansar al-Islam"
    found = trie.longest(text, cut_words(text), 0)
    assert found is not None and found.values == (2,)


def test_trie_does_not_cross_a_sentence_end() -> None:
    trie = PhraseTrie([("Boko Haram", 1)])
    text = "Boko. Puis Boko ; Haram"
    assert list(trie.scan(text, cut_words(text))) == []


@pytest.mark.parametrize("text", ["les eis", "le ras al-m23x", "un adf quelconque"])
def test_acronyms_are_not_found_in_lower_case(text: str) -> None:
    assert find_parties(flat_doc(text)) == ()


def test_names_are_found_without_syntax() -> None:
    (found,) = find_parties(flat_doc("Selon elle, Boko Haram a fui"))
    assert (found.text, found.name, found.kind, found.country) == ("Boko Haram", "Boko Haram", PartyKind.REBEL, "NG")


def test_descriptions_are_not_sought_without_syntax() -> None:
    assert find_parties(flat_doc("des hommes armés ont fui")) == ()


@pytest.mark.parametrize("text", ["", " ", "\x00\x01", "«»", "\ud800", "a" * 5000, "de " * 2000])
def test_odd_texts_give_nothing(text: str) -> None:
    assert find_parties(flat_doc(text)) == ()


def test_a_group_founded_later_is_not_meant() -> None:
    doc = flat_doc("Le Mujao est cité")
    assert [party.name for party in find_parties(doc, published=dt.date(2012, 5, 1))] == ["Mujao"]
    assert find_parties(doc, published=dt.date(2005, 5, 1)) == ()


def test_context_counts_countries_and_settles_a_shared_demonym() -> None:
    words = cut_words("À Brazzaville, le Congo-Brazzaville et la RDC : des Congolais de RDC, de la RDC.")
    context = read_context(words, (), hint=None, published=None)
    assert context.likely(("CD", "CG")) == "CD"
    assert read_context(words, (), hint="CG", published=None).likely(("CD", "CG")) == "CG"


def test_a_hint_settles_a_shared_acronym() -> None:
    text = "L'UPC a attaqué"
    words = cut_words(text)
    (match,) = actor_trie().scan(text, words)
    chosen = {
        hint: read_context(words, (match,), hint=hint, published=None).choose(match, words) for hint in ("CF", "CD")
    }
    assert {hint: entry and entry.id for hint, entry in chosen.items()} == {"CF": "upc", "CD": "upc-ituri"}


def test_a_foreign_army_is_an_external_force(annotate: Annotate) -> None:
    doc = annotate("Des soldats français ont ouvert le feu.")
    assert at(doc, "soldats", event_country="ML").kind is PartyKind.EXTERNAL_FORCES
    assert at(doc, "soldats", event_country="FR").kind is PartyKind.STATE_FORCES
    assert at(doc, "soldats").country == "FR"


def test_clauses_and_places_stay_outside(annotate: Annotate) -> None:
    doc = annotate("Des hommes armés qui circulaient à moto ont tué un berger dans la forêt.")
    assert at(doc, "hommes").text == "Des hommes armés"
    assert at(doc, "berger").text == "un berger"


def test_a_quantity_gives_way_to_what_it_counts(annotate: Annotate) -> None:
    found = at(annotate("Une vingtaine de villageois ont été tués."), "vingtaine")
    assert (found.text, found.name, found.kind) == ("Une vingtaine de villageois", "villageois", PartyKind.CIVILIANS)


def test_a_country_stands_for_its_forces(annotate: Annotate) -> None:
    doc = annotate("La Russie a bombardé un hôpital de Kharkiv.")
    found = at(doc, "Russie", event_country="UA", role=RoleHint.ACTOR)
    assert (found.kind, found.country) == (PartyKind.EXTERNAL_FORCES, "RU")


def test_the_role_settles_what_a_noun_leaves_open(annotate: Annotate) -> None:
    doc = annotate("Trois hommes ont été tués par des Dogons.")
    assert at(doc, "hommes", role=RoleHint.TARGET).kind is PartyKind.CIVILIANS
    assert at(doc, "hommes", role=RoleHint.ACTOR).kind is PartyKind.UNKNOWN
    assert at(doc, "Dogons", role=RoleHint.ACTOR).kind is PartyKind.IDENTITY_MILITIA
    assert at(doc, "Dogons", role=RoleHint.TARGET).kind is PartyKind.CIVILIANS


def test_a_party_is_settled_after_the_fact(annotate: Annotate) -> None:
    doc = annotate("Des soldats français et des mercenaires russes ont tiré.")
    soldiers, mercenaries = find_parties(doc, country_hint="ML")
    assert soldiers.kind is PartyKind.EXTERNAL_FORCES
    assert settle_party(soldiers, event_country="FR").kind is PartyKind.STATE_FORCES
    assert settle_party(mercenaries, event_country="RU").kind is PartyKind.EXTERNAL_FORCES


def test_people_in_the_street_are_rioters_or_protesters(annotate: Annotate) -> None:
    doc = annotate("Des habitants ont incendié la mairie.")
    residents = next(party for party in find_parties(doc) if party.name == "habitants")
    assert settle_party(residents, role=RoleHint.ACTOR, crowd=PartyKind.RIOTERS).kind is PartyKind.RIOTERS
    assert settle_party(residents, role=RoleHint.ACTOR).kind is PartyKind.CIVILIANS
    assert settle_party(residents, role=RoleHint.TARGET, crowd=PartyKind.RIOTERS).kind is PartyKind.CIVILIANS


def test_the_sentence_alone_gives_the_same_party(annotate: Annotate) -> None:
    doc = annotate("Le calme règne.\n\nLes rebelles du M23 ont pris Sake.")
    (party,) = find_parties(doc)
    number, head = party.head
    assert type_party(doc.sentences[number], head, doc) == party


def test_an_unknown_noun_has_unknown_kind(annotate: Annotate) -> None:
    found = at(annotate("Le tracteur a été détruit."), "tracteur")
    assert (found.kind, found.rule, found.text) == (PartyKind.UNKNOWN, "", "Le tracteur")


def test_a_pronoun_is_no_party(annotate: Annotate) -> None:
    doc = annotate("Ils ont attaqué le village.")
    assert type_party(doc.sentences[0], 0, doc) is None


def test_spans_slice_back_and_do_not_overlap(annotate: Annotate) -> None:
    doc = annotate("Le groupe « Al-Wafa » et des éléments de l'EI ont tué le général Benali et 12 civils, selon l'ONU.")
    found = PartyReader(doc).mentions
    assert [doc.text[party.start : party.end] for party in found] == [party.text for party in found]
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert len(found) >= 4
