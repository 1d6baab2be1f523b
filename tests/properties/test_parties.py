"""Whatever the text, parties are spans of it, in order and apart."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from incidents.annotation import AnnotatedDoc, Sentence, Token, Word
from incidents.mentions.parties import PartyReader
from incidents.mentions.party_words import cut_words

RELATIONS = ("nsubj", "obj", "nmod", "amod", "det", "case", "appos", "acl", "flat", "conj", "dep")
PIECES = (
    "le groupe", "Qasim al-Jabarin", "Boko Haram", "des hommes", "armés", "du M23", "une vingtaine de", "«", "»", ",",
    "soldats", "français", "l'État islamique", "village de", "Solhan", "l'", "-", "camp de la Minusma", "ADF", ".",
    "\n\n",
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> AnnotatedDoc:
    """A document with a random tree over its words."""
    text = draw(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)))
    pieces = cut_words(text)
    if not pieces:
        return AnnotatedDoc(text, ())
    heads = [draw(st.integers(-1, len(pieces) - 1)) for _piece in pieces]
    tokens = tuple(Token(piece.start, piece.end, at, at + 1) for at, piece in enumerate(pieces))
    words = tuple(
        Word(
            at, piece.text, piece.text, draw(st.sampled_from(("NOUN", "PROPN", "ADJ", "DET", "ADP", "VERB"))), {},
            heads[at], draw(st.sampled_from(RELATIONS)), at, piece.start, piece.end,
        )
        for at, piece in enumerate(pieces)
    )  # fmt: skip
    return AnnotatedDoc(text, (Sentence(0, len(text), tokens, words, parsed=draw(st.booleans())),))


@given(documents())
def test_parties_are_spans_in_order(doc: AnnotatedDoc) -> None:
    reader = PartyReader(doc)
    found = reader.mentions
    assert all(doc.text[party.start : party.end] == party.text and party.name for party in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(documents())
def test_every_word_can_be_read(doc: AnnotatedDoc) -> None:
    reader = PartyReader(doc)
    for sentence in doc.sentences:
        for word in sentence.words:
            party = reader.read(0, word.index)
            assert party is None or doc.text[party.start : party.end] == party.text
