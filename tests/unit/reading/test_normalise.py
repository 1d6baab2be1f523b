"""One typography for every text."""

from __future__ import annotations

import unicodedata

import pytest

from incidents.article import Article
from incidents.reading import fold, normalise, read_article


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("L’attaque d‘hier", "L'attaque d'hier"),
        ("l´armée", "l'armée"),
        ("3\u202f500 hommes\u00a0:", "3 500 hommes :"),
        ("a\tb", "a b"),
        ("at\u00adtaque\u200b\ufeff", "attaque"),
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("a\n \n\n b", "a\n\nb"),
        ("a   b", "a b"),
        ("e\u0301te\u0301", "été"),
        ("“oui” „non“", "«oui» «non«"),
        ('il dit "oui".', "il dit «oui»."),
        ("''oui''", "«oui»"),
        ("a\x00b\x1f", "ab"),
        ("ﬁn", "fin"),
        ("Aïn‑Defla −3", "Aïn-Defla -3"),
        ("A&nbsp;: &eacute;t&eacute; &amp; hiver", "A : été & hiver"),
        ("R&D; 5 < 6 & 7", "R&D; 5 < 6 & 7"),
        ("un<br>deux<br/>trois", "un\ndeux\ntrois"),
        ("<p>un</p><p>deux</p>", "un\n\ndeux"),
        ("<div>un</div>deux", "un\n\ndeux"),
        ("un <b>mort</b>, deux", "un mort, deux"),
        ("un<script>var a = '<p>';</script>deux", "un\ndeux"),
        ("un<!-- <p>caché</p> -->deux", "un\ndeux"),
        ("un <script> deux", "un deux"),
        ("un --> deux", "un --> deux"),
        ("", ""),
    ],
)
def test_typography(source: str, text: str) -> None:
    assert normalise(source).text == text


def test_offsets_of_a_text_that_needs_nothing_cost_one_stretch() -> None:
    offsets = normalise("Deux soldats tués.\n\nFin").offsets
    assert (offsets.starts, offsets.sources) == ((0,), (0,))
    assert offsets[-1] == len(offsets) - 1
    assert offsets[1:3] == (1, 2)


def test_an_offset_out_of_range_raises() -> None:
    with pytest.raises(IndexError):
        normalise("a").offsets[2]


@pytest.mark.parametrize(
    ("source", "word", "found"),
    [
        ("Ils ont été <b>tués</b> lundi.", "tués", "tués"),
        (unicodedata.normalize("NFD", "Ils ont été tués."), "tués", unicodedata.normalize("NFD", "tués")),
        ("Ils ont &eacute;t&eacute; tu&eacute;s.", "été", "&eacute;t&eacute;"),
        ("Une at\u00adtaque\u00ad a eu lieu.", "attaque", "at\u00adtaque"),
        ("A & B", "&", "&"),
        ("A &amp; B", "&", "&amp;"),
    ],
)
def test_a_span_goes_back_to_the_characters_of_the_source(source: str, word: str, found: str) -> None:
    reading = read_article(Article(text=source, published=None))
    start = reading.text.index(word)
    first, last = reading.source_span(start, start + len(word))
    assert source[first:last] == found


def test_an_empty_span_is_empty_in_the_source() -> None:
    reading = read_article(Article(text="<p>Deux morts</p>", published=None))
    assert reading.source_span(4, 4) == (7, 7)


def test_fold_keeps_the_length() -> None:
    text = "ÉTÉ à Ménaka, İzmir, Œuvre, ’"
    assert len(fold(text)) == len(text)
    assert fold(text).startswith("ete a menaka")
