"""Rows of people that one casualty word counts: "six soldats, un garde et deux civils"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from incidents.annotation import Sentence
from incidents.mentions.casualties import CasualtyWord
from incidents.mentions.figures import Figure, is_one_person, single
from incidents.mentions.toll_gaps import AUXILIARY
from incidents.mentions.triggers import word_at


def names(text: str, figure: Figure, word: CasualtyWord) -> bool:
    """Whether the noun behind a figure is the casualty word itself."""
    return figure.noun is not None and text[word.start : word.end].lower().startswith(figure.noun[:4])


def joined_before(text: str, lone: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figure that a lone person is joined to: "onze militaires et leur guide"."""
    return [
        figure
        for figure in figures
        if figure.end <= lone.start
        and not figure.subset
        and _WITH_THEIR.fullmatch(text, figure.end, lone.start)
        and not AUXILIARY.search(text, figure.end, lone.start)
    ][-1:]


_AND_THEIR = re.compile(r"\s[^,;:.()«»]{3,45}?\set\s(?:leur|son|sa)\s(?=[^\W\d])")


def joined_after(text: str, sentence: Sentence, known: Sequence[Figure], word: CasualtyWord) -> list[Figure]:
    """The lone person whom the last figure of a row is joined to: "quatre agents et leur chauffeur"."""
    last = max(known, key=lambda figure: figure.end)
    match = _AND_THEIR.match(text, last.end, sentence.end)
    if match is None or last.subset or AUXILIARY.search(match.group()):
        return []
    if last.end <= word.start < match.end():
        return []
    index = word_at(sentence, match.end())
    if index is None or any(index in figure.words for figure in known):
        return []
    return [single(sentence, index)] if is_one_person(sentence, index, strict=True) else []


_ALONGSIDE = re.compile(
    r"(?P<gap>[^;:.()«»]{0,110}?)(?P<mark>,?)\s(?:avec\s|(?:ainsi|en même temps|de même) qu(?:e\s|['’]))"
    r"(?:(?P<one>(?:son|sa|leur|le|la)\s|l['’])|(?:ses|leurs)\s)?(?=[^\W\d]|\d)"
)
_NAME_LAST = re.compile(
    r"\b(?:[A-ZÀ-Ý][\w'’-]*|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|soir|matin|dernier|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|\d{4})$"
)


def alongside(
    text: str, sentence: Sentence, known: Sequence[Figure], word: CasualtyWord, figures: Sequence[Figure]
) -> list[Figure]:
    """Whom the same befell: "il a été enlevé à X avec son chauffeur", "tué le 8 juin, avec trois de ses hommes"."""
    match = _ALONGSIDE.match(text, word.end, sentence.end)
    if match is None or not word.passive or any(figure.end > word.start or figure.subset for figure in known):
        return []
    gap = match["gap"]
    if AUXILIARY.search(gap) or re.search(r"\b(?:qui|que|et)\b", gap):
        return []
    if gap and not match["mark"] and not _NAME_LAST.search(gap):
        return []
    if match["one"] is None:
        return [figure for figure in figures if figure.start == match.end() and figure.human and not figure.vague]
    index = word_at(sentence, match.end())
    if index is None or not is_one_person(sentence, index, strict=True):
        return []
    person = evolve(single(sentence, index), end=sentence.words[index].end)
    return [person, *row_of(text, person, figures, word)]


_LONE_AGAIN = re.compile(r",\s$")


def tells_again(text: str, person: Figure, figure: Figure, word: CasualtyWord) -> bool:
    """Whether a figure only says who a lone person is: "le tireur, X, un Britannique de 44 ans, a été tué"."""
    inside = person.start < figure.start < person.end and figure.low == 1 and figure.end <= word.start
    apart = _LONE_AGAIN.search(text, max(0, figure.start - 2), figure.start) is not None
    return inside and apart and re.search(r"\bet\b", text[person.start : word.start]) is None


def wants_more(text: str, figure: Figure, word: CasualtyWord) -> bool:
    """Whether a participle is plural beside a single person: "trois gardes et un civil tués"."""
    plural = text[word.start : word.end].lower().endswith("s")
    return figure.low == 1 and word.passive and plural and figure.end <= word.start


_AND = re.compile(
    r"(?:(?:,|\bet|ainsi que|de même que|en même temps que)\s|(?:ainsi|de même|en même temps) qu')"
    r"(?:à\s|de\s|d'|par\s)?$"
)


def continues(text: str, figure: Figure, known: Sequence[Figure]) -> bool:
    """Whether a figure stands in a row with others: "six soldats, un garde et deux civils"."""
    row = sorted((*known, figure), key=lambda item: item.start)
    at = row.index(figure)
    second = row[at] if at > 0 else row[1]
    if any(mark in text[row[max(at - 1, 0)].end : second.start] for mark in ":;"):
        return False
    return _AND.search(text, max(0, second.start - 20), second.start) is not None


_WITH_THEIR = re.compile(
    r"\s[^,;:.()«»]{3,45}?(?:\set\s|,?\s(?:ainsi|de même) que\s)(?:leur|son|sa|le|la|un|une|l')\s?"
)
# A preposition before a figure takes it out of the row: "selon un officier, six soldats".
_GOVERNED = re.compile(r"\b(?:selon|d'après|par|pour|avec|contre|chez|sur|dans|après)\s$", re.IGNORECASE)
_STEP = re.compile(r"\s[^,;:.()«»]{1,45}?(?:(?:,|\set|\sainsi que)\s|\sainsi qu')(?:à\s|de\s|d')?")


def row_of(text: str, figure: Figure, figures: Sequence[Figure], word: CasualtyWord) -> list[Figure]:
    """The figures in a row with one that stands beside a casualty word: "cinq soldats et un garde tués"."""
    before = figure.end <= word.start
    row: list[Figure] = []
    for other in reversed(figures) if before else figures:
        edge = row[-1] if row else figure
        first, second = (other, edge) if before else (edge, other)
        if first.end > second.start or not other.human or other.vague or other.noun is None:
            continue
        between = text[first.end : second.start]
        if _GOVERNED.search(text, max(0, other.start - 12), other.start) and before:
            break
        if word.counts_itself or names(text, figure, word) or other.subset is not figure.subset:
            break
        if not _STEP.fullmatch(between) or AUXILIARY.search(between) or second.more:
            break
        row.append(other)
    return row
