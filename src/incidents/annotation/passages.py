"""What both engines do with text before and after their models: cleaning, cutting, joining, assembling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from incidents.annotation.doc import Sentence, Token, Word
from incidents.annotation.relations import DraftWord, mend

PIECE_CHARACTERS: Final = 2500
"""Models see at most this many characters at once; a longer paragraph is cut at a likely sentence end."""

SENTENCE_WORDS: Final = 200
"""A parser's memory grows with the square of a sentence's words: longer ones are cut at a comma or semicolon."""

_RUN_CHARACTERS: Final = 100
_LOOK_CHARACTERS: Final = 300

_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_APOSTROPHE = re.compile(r"[\u2018\u2019\u02bc]")
_LONG_RUN = re.compile(rf"\S{{{_RUN_CHARACTERS + 1},}}")
_SENTENCE_END = re.compile(r"[.!?…][»”\")]? +(?=[«“\"(]?[^\W\d_a-zà-ÿ])")
_TERMINAL = re.compile(r"[.!?…»”\"\]]\)?$")
_INITIAL_AT_END = re.compile(r"(?:^|[^\w.])[^\W\d_a-zà-ÿ]\.$")


def clean_for_model(text: str) -> str:
    """The text as models see it: same length, with plain spaces and apostrophes and nothing that could upset them.

    Of a run of more than 100 characters without a space (encoded data, not French) the models see the first 100.
    """
    text = _SURROGATE.sub("\ufffd", _APOSTROPHE.sub("'", _BLANK.sub(" ", text)))
    return _LONG_RUN.sub(lambda run: run[0][:_RUN_CHARACTERS].ljust(len(run[0])), text)


def find_pieces(text: str) -> Iterator[tuple[int, int]]:
    """The spans of text that go to a model one by one: paragraphs between blank lines, cut where they are very long."""
    cleaned = clean_for_model(text)
    start = 0
    position = 0
    for line in [*text.split("\n"), ""]:
        end = position + len(line)
        if not cleaned[position:end].strip():
            yield from _cut(cleaned, start, min(position, len(text)))
            start = end + 1
        position = end + 1


def _cut(cleaned: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        if cleaned[start] == " ":
            start += 1
            continue
        stop = end
        if end - start > PIECE_CHARACTERS:
            stop = start + PIECE_CHARACTERS
            ends = [match.end() for match in _SENTENCE_END.finditer(cleaned, start, stop)]
            space = cleaned.rfind(" ", start, stop)
            stop = ends[-1] if ends else space if space > start else stop
        yield start, stop
        start = stop


def must_join(text: str, end: int, start: int) -> bool:
    """Whether two stretches of text that a model cut apart, one up to `end`, one from `start`, are one sentence.

    They are when the line goes on and nothing that ends a sentence stands between them; after an initial
    ("M. | Bazoum"); before a lower-case letter; inside a bracket that closes soon.

    >>> must_join("Selon M. Bazoum, trois soldats", 8, 9), must_join("Il est mort. Elle vit.", 12, 13)
    (True, False)
    """
    before = text[max(0, end - _LOOK_CHARACTERS) : end]
    after = text[start : start + _LOOK_CHARACTERS]
    if not _TERMINAL.search(before) and "\n" not in text[end:start]:
        return True
    if _INITIAL_AT_END.search(before[-4:]) or before.endswith((";", ",")) or after[:1].islower():
        return True
    closed = after.find(")")
    return before.rfind("(") > before.rfind(")") and closed >= 0 and "(" not in after[:closed]


def cut_long(tokens: Sequence[str], words_of: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Ranges of a sentence's tokens with at most `SENTENCE_WORDS` words each, cut after punctuation if there is some.

    Args:
        tokens: The tokens' characters.
        words_of: How many words each token stands for.
    """
    start = count = 0
    boundary = 0
    for index, token in enumerate(tokens):
        if count + words_of[index] > SENTENCE_WORDS:
            stop = boundary if boundary > start else index
            yield start, stop
            start = stop
            count = sum(words_of[start:index])
        count += words_of[index]
        if token in {",", ";", ":", "."} and count > SENTENCE_WORDS // 2:
            boundary = index + 1
    if start < len(tokens):
        yield start, len(tokens)


def bare_words(text: str, spans: Sequence[tuple[int, int]], forms: Sequence[Sequence[str]]) -> list[DraftWord]:
    """The words of a sentence without syntax: the form is the lemma, "X" the part of speech, and there is no head.

    Args:
        text: The text that the spans count in.
        spans: The tokens' characters.
        forms: For each token the forms of its words.
    """
    return [
        DraftWord(form, form, "X", {}, -1, "dep", token)
        for token, (start, end) in enumerate(spans)
        for form in (forms[token] if len(forms[token]) > 1 else (text[start:end],))
    ]


def build_sentence(spans: Sequence[tuple[int, int]], words: Sequence[DraftWord], *, parsed: bool) -> Sentence:
    """A `Sentence` from the spans of its tokens and its draft words, which are mended first when parsed."""
    if parsed:
        mend(words)
    counts = [0] * len(spans)
    for word in words:
        counts[word.token] += 1
    tokens = []
    first = 0
    for (start, end), count in zip(spans, counts, strict=True):
        tokens.append(Token(start, end, first, first + count))
        first += count
    finished = tuple(
        Word(
            index,
            word.text,
            word.lemma,
            word.upos,
            word.feats,
            word.head,
            word.relation,
            word.token,
            *spans[word.token],
        )
        for index, word in enumerate(words)
    )
    return Sentence(spans[0][0], spans[-1][1], tuple(tokens), finished, parsed)


def parse_features(features: str | None) -> Mapping[str, str]:
    """CoNLL-U's "Name=Value|Name=Value" as a mapping."""
    return dict(pair.split("=", 1) for pair in features.split("|") if "=" in pair) if features else {}
