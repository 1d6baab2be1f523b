"""Figures: numerals of a sentence that may count people, with what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.mentions.casualties import cue_patterns, has_cue, nouns, spelled
from incidents.mentions.numbers import Numeral, find_numerals
from incidents.mentions.party_words import fold_word
from incidents.mentions.syntax import subtree_span
from incidents.mentions.triggers import word_at


@frozen
class Figure:
    """A number of people.

    Attributes:
        low: Lowest value.
        high: Highest value, None when open upwards.
        start: First character.
        end: One past the last character.
        words: Indices of the words that it makes up or counts.
        noun: Folded noun that it counts; None when it stands alone ("douze y ont péri").
        human: Whether it counts people by its noun, or has none.
        assailant: Whether its noun names attackers.
        subset: Whether it is a part of a figure before it.
        more: Whether it counts further people ("deux autres").
        vague: An article whose noun is not known to name people: only syntax can tell.
    """

    low: int
    high: int | None
    start: int
    end: int
    words: frozenset[int]
    noun: str | None
    human: bool
    assailant: bool
    subset: bool = False
    more: bool = False
    vague: bool = False


_COUNTING = frozenset(("nummod", "det", "flat", "fixed", "case", "advmod", "amod"))
_AFTER = re.compile(r"\s?(?:[«“\"]\s?)?(?:(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)(?:['’])?)")
_ORDINAL = re.compile(r"(?:deuxième|second|seconde|\w+ième|autre)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SINGULAR_PRONOUNS = frozenset(("il", "elle", "l'", "le", "la", "lui", "celui-ci", "celle-ci"))
_SAME_IN_PLURAL = frozenset(("fil", "petit-fil", "religieux", "religieu"))
_ONE_OF_TWO = frozenset(("premier", "première", "second", "seconde", "deuxième", "troisième", "autre"))
_DEFINITE = frozenset(("le", "l'", "la", "son", "sa", "leur", "ce", "cet", "cette", "un", "une", "notre", "mon", "ma"))


def _counted_words(sentence: Sentence, numeral: Numeral) -> frozenset[int]:
    """The words that a numeral makes up or counts: "vingtaine" and "civils" of "une vingtaine de civils"."""
    index = word_at(sentence, numeral.end - 1)
    if index is None:
        return frozenset()
    found = {index}
    while sentence.words[index].relation in _COUNTING and len(found) < 5:
        head = sentence.words[index].head
        if head < 0 or head in found or abs(head - index) > 6:
            break
        found.add(head)
        index = head
    return frozenset(found)


def _noun(text: str, position: int, end: int) -> tuple[str | None, bool]:
    """The folded noun behind a numeral, and whether "autre" or an ordinal stands between."""
    more = False
    for _ in range(5):
        match = _AFTER.match(text, position, end)
        if match is None:
            return None, more
        word = match["word"].lower()
        key = fold_word(word)
        if _ORDINAL.match(word.rstrip("s")):
            more = True
        elif word in spelled("alone"):
            return None, more
        elif key not in nouns("between"):
            return key, more
        position = match.end()
    return None, more


def _is_article(text: str, numeral: Numeral) -> bool:
    return text[numeral.start : numeral.end].lower() in ("un", "une")


_PART = re.compile(r"\s(?:d'eux|d'elles|d'entre|des\s)")


_ONE_OF_THOSE = re.compile(r"\bdont (?:l['’])?$", re.IGNORECASE)
_IS = re.compile(r"\s(?:est|était|serait|a|avait|aurait|mortellement|grièvement|gravement)\b")


def _counts_people(text: str, numeral: Numeral, noun: str | None, more: bool) -> bool:
    """Whether a numeral may count people at all."""
    if noun in nouns("thing") or _YEAR.fullmatch(text[numeral.start : numeral.end]):
        return False
    if text[numeral.end : numeral.end + 2].lstrip()[:1] in ("%", "€", "$", "°"):
        return False
    if not _is_article(text, numeral):
        return True
    if noun is not None or more or _PART.match(text, numeral.end) is not None:
        return True
    of_those = _ONE_OF_THOSE.search(text, max(0, numeral.start - 12), numeral.start) is not None
    return of_those and _IS.match(text, numeral.end) is not None


_ALL_OF_THEM = re.compile(r"\W*(?:tous|toutes)\s(?:les\s)?", re.IGNORECASE)


def _is_denied(before: str, after: str, noun: str | None) -> bool:
    """Whether the words before a numeral take it back or only resume it: "et non neuf", "tous trois".

    Those of whom one is named are counted: "l'une des sept personnes tuées".
    """
    told = noun in nouns("counted") or any(pattern.match(after) for _, pattern in cue_patterns("befallen"))
    if told and has_cue("one_of", before):
        return False
    match = next((match for _, pattern in cue_patterns("denied") if (match := pattern.search(before))), None)
    return match is not None and (noun is None or not match.group().lower().startswith(("les", "contre", "pas")))


def _is_subset(before: str, noun: str | None) -> bool:
    """Whether a cue before a numeral makes it a part; not "dont trois enfants, cinq blessés"."""
    match = next((match for _, pattern in cue_patterns("subset") if (match := pattern.search(before))), None)
    return match is not None and not (noun in nouns("counted") and "," in match.group())


def _bounds(text: str, numeral: Numeral, sentence: Sentence) -> tuple[int, int | None]:
    """Lowest and highest value, with what the words around say of them."""
    if numeral.high is not None and numeral.high != numeral.low:
        before = text[max(sentence.start, numeral.start - 30) : numeral.start]
        if has_cue("from", before + "de ") or has_cue("from", before):
            return numeral.high, numeral.high
        return numeral.low, numeral.high
    if has_cue("least", text[numeral.end : min(numeral.end + 60, sentence.end)]):
        return numeral.low, None
    return numeral.low, numeral.high


_OF_THE = re.compile(r"\s(?:des|de (?:ces|ses|leurs|nos))\s")


def _is_part_of_next(text: str, pair: Sequence[Numeral]) -> bool:
    """Whether a numeral counts some of those that the next one counts: "six des sept ravisseurs"."""
    if len(pair) < 2 or text[pair[0].start - 1 : pair[0].start] in ("'", "’"):
        return False
    return _OF_THE.fullmatch(text, pair[0].end, pair[1].start) is not None


_SUSPECTED = re.compile(
    r"\s(?:de\s|d['’])?(?:membres?|éléments?|militants?|hommes|individus?)\s(?:présumé|suspecté|soupçonné)"
)


def find_figures(doc: AnnotatedDoc, sentence: Sentence) -> list[Figure]:
    """The numerals of a sentence that may count people, in text order."""
    found = []
    assailants, counted = nouns("assailant"), nouns("counted")
    numerals = list(find_numerals(doc.text, sentence.start, sentence.end))
    for at, numeral in enumerate(numerals):
        whole = numerals[at + 1] if _is_part_of_next(doc.text, numerals[at : at + 2]) else numeral
        noun, more = _noun(doc.text, whole.end, sentence.end)
        before = doc.text[max(sentence.start, numeral.start - 40) : numeral.start]
        after = doc.text[numeral.end : min(numeral.end + 40, sentence.end)]
        opens = _ALL_OF_THEM.fullmatch(doc.text, sentence.start, numeral.start) is not None and noun is None
        if not _counts_people(doc.text, numeral, noun, more) or (_is_denied(before, after, noun) and not opens):
            continue
        article = _is_article(doc.text, numeral)
        low, high = (2, 2) if noun == "couple" and article else _bounds(doc.text, numeral, sentence)
        named = noun is None or noun in counted or names_people(noun)
        found.append(
            Figure(
                low=low,
                high=high,
                start=numeral.start,
                end=numeral.end,
                words=_counted_words(sentence, numeral),
                noun=noun,
                human=noun is None or names_people(noun),
                assailant=noun in assailants or _SUSPECTED.match(doc.text, numeral.end, sentence.end) is not None,
                subset=_is_subset(before, noun),
                more=more,
                vague=article and not (more or named),
            )
        )
    return found


# Endings of nouns for people: "traductrice", "urbaniste", "politologue", "mathématicien".
_OF_PEOPLE = ("trice", "iste", "ologue", "icien", "icienne")


def names_people(noun: str) -> bool:
    """Whether a folded noun is one for human beings, by the lexicon or by its ending."""
    last = noun.rpartition("-")[2]  # "franco-italien"
    if any(word in nouns("people") or word in nouns("assailant") for word in (noun, last)):
        return True
    return len(noun) > 6 and noun.endswith(_OF_PEOPLE) and noun not in nouns("thing")


def is_one_person(sentence: Sentence, index: int, *, strict: bool) -> bool:
    """Whether a word names a single human being.

    Args:
        sentence: Its sentence.
        index: The word.
        strict: Whether proper names and pronouns, which may name things, are left out.
    """
    word = sentence.words[index]
    if word.upos == "PRON":
        return not strict and word.text.lower() in _SINGULAR_PRONOUNS
    if word.upos == "ADJ" and word.text.lower() in _ONE_OF_TWO:
        return not strict and word.relation.startswith(("nsubj", "obj"))
    if word.upos == "PROPN":
        return not strict and not (word.text.isupper() and len(word.text) > 1)
    key = fold_word(word.text)
    if not names_people(key) or (word.feats.get("Number") != "Sing" and key not in _SAME_IN_PLURAL):
        return False
    return any(
        sentence.words[child].text.lower() in _DEFINITE
        for child in sentence.children[index]
        if sentence.words[child].relation == "det"
    )


def single(sentence: Sentence, index: int) -> Figure:
    """The figure one for a person that a word names."""
    start, end = subtree_span(sentence, index)
    key = fold_word(sentence.words[index].text)
    return Figure(1, 1, start, end, frozenset((index,)), key, True, key in nouns("assailant"))
