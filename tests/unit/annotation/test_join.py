"""Passages out, one document back."""

from __future__ import annotations

import attrs

from incidents.annotation import AnnotatedDoc, Entity, Sentence, Token, Word
from incidents.annotation.join import join_passages, prose_passages
from incidents.article import Article
from incidents.reading import read_article

TEXT = "Un titre sobre\n\nUne bombe a explosé à Gao.\n\nLire aussi : La paix revient\n\nDix civils sont morts."


def annotated(text: str) -> AnnotatedDoc:
    """One sentence of one word a token, the last of them a name."""
    tokens, words, position = [], [], 0
    for index, form in enumerate(text.split(" ")):
        end = position + len(form)
        tokens.append(Token(position, end, index, index + 1))
        words.append(Word(index, form, form.lower(), "X", {"Number": "Sing"}, index - 1, "dep", index, position, end))
        position = end + 1
    sentence = Sentence(0, len(text), tuple(tokens), tuple(words), parsed=index % 2 == 0)
    return AnnotatedDoc(text, (sentence,), (Entity(tokens[-1].start, tokens[-1].end, "LOC"),), "test 1")


def test_only_prose_goes_out_in_order() -> None:
    passages = prose_passages(read_article(Article(text=TEXT, published=None)))
    assert [passage.text for passage in passages] == [
        "Un titre sobre", "Une bombe a explosé à Gao.", "Dix civils sont morts.",
    ]  # fmt: skip
    assert all(TEXT[passage.start :].startswith(passage.text) for passage in passages)


def test_everything_comes_back_at_its_place_and_otherwise_unchanged() -> None:
    reading = read_article(Article(text=TEXT, published=None))
    passages = prose_passages(reading)
    docs = [annotated(passage.text) for passage in passages]
    joined = join_passages(reading, passages, docs)
    assert (joined.text, joined.engine) == (reading.text, "test 1")
    for passage, doc, sentence, entity in zip(passages, docs, joined.sentences, joined.entities, strict=True):
        (own,), by = doc.sentences, passage.start
        assert (sentence.start, sentence.end, sentence.parsed) == (own.start + by, own.end + by, own.parsed)
        assert sentence.tokens == tuple(attrs.evolve(one, start=one.start + by, end=one.end + by) for one in own.tokens)
        assert sentence.words == tuple(attrs.evolve(one, start=one.start + by, end=one.end + by) for one in own.words)
        assert entity == Entity(doc.entities[0].start + by, doc.entities[0].end + by, "LOC")
        assert joined.text[sentence.words[0].start : sentence.words[0].end] == sentence.words[0].text


def test_an_article_without_prose_is_an_empty_document() -> None:
    reading = read_article(Article(text="", published=None))
    assert join_passages(reading, [], []) == AnnotatedDoc(reading.text, (), (), "none")
