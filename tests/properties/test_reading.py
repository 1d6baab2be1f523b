"""Properties of reading: any text, any typography."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.article import Article
from incidents.reading import Reading, normalise, read_article

PIECES = st.sampled_from(
    [
        "L’attaque a fait douze morts à Ménaka.",
        "Deux soldats ont été tués « près de Gao ».",
        "Lire aussi : L’armée riposte",
        "AFP",
        "BAMAKO, 3 mai (Reuters) –",
        "Publié le 26/05/2025 à 07h42",
        "“Ils ont tiré”, dit-il.",
        "18 commentaires",
        "\n",
        "\n\n",
        " ",
        "- ",
        "©",
        "(",
        "| ",
        "<p>",
        "</p>",
        "&eacute;",
        "<script>",
        "\u00ad",
        "\u200b",
        "e\u0301",
        "\u2028",
        "\r\n",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join))
PROSE = st.lists(
    st.sampled_from(
        [
            "L'attaque a fait douze morts à Ménaka, près de l'école.",
            "GAO, 3 août (AFP) - Deux soldats ont été tués.",
            "Lire aussi : L'armée riposte à Kidal",
            "Aujourd'hui, l'état-major a déclaré : « Nous sommes là ».",
            "Photo d'archives : des soldats à l'entraînement",
            "18 commentaires",
            "(Belga)",
        ]
    ),
    min_size=1,
    max_size=6,
).map("\n\n".join)


def read(text: str) -> Reading:
    return read_article(Article(text=text, published=None))


def content(reading: Reading) -> tuple[object, ...]:
    return reading.text, reading.blocks, reading.dateline, reading.french


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_blocks_are_ordered_and_cover_everything_but_space(text: str) -> None:
    reading = read(text)
    end = 0
    for block in reading.blocks:
        assert end <= block.start < block.end <= len(reading.text)
        assert not reading.text[end : block.start].strip()
        end = block.end
    assert not reading.text[end:].strip()
    if reading.dateline is not None:
        assert not any(
            block.kind.is_prose and block.start < reading.dateline.end and reading.dateline.start < block.end
            for block in reading.blocks
        )


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_offsets_lead_back_into_the_source(text: str) -> None:
    clean = normalise(text)
    offsets = tuple(clean.offsets)
    assert len(offsets) == len(clean.text) + 1
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset <= len(text) for offset in offsets)
    for index, char in enumerate(clean.text):
        if char.isalnum() and char.isascii():
            assert text[offsets[index]] in (char, "&") or not text.isascii()


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_clean_text_is_tidy(text: str) -> None:
    clean = normalise(text).text
    assert unicodedata.is_normalized("NFC", clean)
    assert not set(clean) & set("\r\t\u00a0\u202f\u00ad\u200b\ufeff\u2019\x00")
    assert "\n\n\n" not in clean
    assert clean == clean.strip(" \n")


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_source_spans_slice_back(text: str) -> None:
    reading = read(text)
    for block in reading.blocks:
        start, end = reading.source_span(block.start, block.end)
        assert 0 <= start < end <= len(text)
        assert normalise(text[start:end]).text or not reading.text[block.start : block.end].strip()


@given(PROSE, st.data())
@settings(max_examples=150, deadline=None)
def test_typography_variants_agree(text: str, data: st.DataObject) -> None:
    expected = content(read(text))
    variants = {
        "apostrophes": text.replace("'", "’"),
        "spaces": text.replace(" ", "\u00a0"),
        "narrow spaces": text.replace(" :", "\u202f:"),
        "decomposed": unicodedata.normalize("NFD", text),
        "line ends": text.replace("\n", "\r\n"),
        "old line ends": text.replace("\n", "\r"),
        "byte order mark": "\ufeff" + text,
    }
    position = data.draw(st.integers(0, len(text)))
    variants["soft hyphen"] = text[:position] + "\u00ad" + text[position:]
    for name, variant in variants.items():
        assert content(read(variant)) == expected, name


@given(st.lists(st.sampled_from(["soldats", "tués", "à", "Ménaka", "l’école", "œuvre"]), min_size=1).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_words_are_found_again_in_any_form_of_the_source(text: str) -> None:
    source = unicodedata.normalize("NFD", text).replace(" ", " \u200b")
    reading = read(source)
    for start in range(0, len(reading.text), 5):
        end = min(start + 5, len(reading.text))
        first, last = reading.source_span(start, end)
        assert normalise("|" + source[first:last] + "|").text == "|" + reading.text[start:end] + "|"
