"""Which figures of a sentence count the people of which casualty word: by the tree, else by the words between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.mentions.casualties import CasualtyWord, How, cue_patterns
from incidents.mentions.figures import Figure, is_one_person, names_people, single
from incidents.mentions.party_words import fold_word
from incidents.mentions.toll_gaps import gap_between
from incidents.mentions.toll_rows import (
    alongside,
    continues,
    joined_after,
    joined_before,
    names,
    row_of,
    tells_again,
    wants_more,
)
from incidents.mentions.triggers import Casualty, word_at

_JOINED = re.compile(r",?\s(?:et|ou|et/ou)\s(?:ont\s)?(?:été\s)?(?:\w+ment\s)?")
_ACRONYM = re.compile(r"\([A-ZÀ-Þ][\wÀ-ÿŞş-]{1,12}\)")
_QUOTED = re.compile(r"[«“\"]([^«»“”\".;:]{1,40})[»”\"]")


def _asides(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Where a sentence names a part of those it counts: ", dont une femme," (see `toll.aside`)."""
    return [
        match.span()
        for _, pattern in cue_patterns("aside")
        for match in pattern.finditer(text, sentence.start, sentence.end)
    ]


def _inside(asides: Sequence[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in asides)


def _masked(text: str, sentence: Sentence, asides: Sequence[tuple[int, int]]) -> str:
    """The text with blanks for the asides, acronyms and marks of short quotations in a sentence; offsets hold."""
    plain = text[sentence.start : sentence.end]
    part = _QUOTED.sub(r" \1 ", plain)
    part = _ACRONYM.sub(lambda match: " " * len(match.group()), part)
    for start, end in asides:
        first, last = start - sentence.start, end - sentence.start
        part = part[:first] + " " * (last - first) + part[last:]
    return text if part == plain else text[: sentence.start] + part + text[sentence.end :]


# Nouns that say who people are as much as what befell them: "trois otages ont été tués".
_ROLES = frozenset(("hostages", "victims"))
# Nouns that tell of people whom other numerals count too: "cinq hommes ont porté les corps".
_BY_NAME = frozenset(("bodies", "hostages"))


def _suits(figure: Figure, word: CasualtyWord) -> bool:
    return figure.human or not word.entry.human or figure.noun == "blesse"


def _words_of(text: str, figure: Figure, words: Sequence[CasualtyWord]) -> list[tuple[CasualtyWord, str]]:
    """The casualty words that tell what befell the people of a figure, one a casualty."""
    best: dict[Casualty, tuple[float, CasualtyWord, str]] = {}
    beside: set[Casualty] = set()
    for word in words:
        if not _suits(figure, word) or (word.entry.id in _BY_NAME and not names(text, figure, word)):
            continue
        gap = gap_between(text, figure, word)
        if gap is not None and any(figure.end <= other.start < other.end <= word.start for other in words):
            gap = None
        syntax = bool(figure.words & set(word.victims))
        if not syntax and (gap is None or figure.vague):
            continue
        if gap is not None:
            beside.add(word.casualty)
        distance = abs(word.start - figure.end) if gap is None else gap
        cost = distance + (0 if syntax else 15) - (30 if word.counts_itself and gap is not None else 0)
        known = best.get(word.casualty)
        if known is None or cost < known[0]:
            best[word.casualty] = (cost, word, "toll.syntax" if syntax else "toll.adjacent")
    chosen = [(word, rule) for _, word, rule in sorted(best.values(), key=lambda item: item[1].start)]
    return _fates(text, words, chosen, hurt_apart=bool(beside - {Casualty.INJURED}))


def _fates(
    text: str, words: Sequence[CasualtyWord], chosen: list[tuple[CasualtyWord, str]], *, hurt_apart: bool
) -> list[tuple[CasualtyWord, str]]:
    """Which of several casualty words tell of the people of one figure.

    Args:
        text: The text.
        words: All casualty words of the sentence.
        chosen: The nearest of each casualty.
        hurt_apart: Whether a word other than a wound stands beside the figure: "ont achevé un blessé".
    """
    for word, _ in chosen:
        for other in words:
            first, second = (word, other) if word.start < other.start else (other, word)
            if first.casualty is not second.casualty and _JOINED.fullmatch(text[first.end : second.start]):
                return []
    if len(chosen) > 1:
        verbs = [item for item in chosen if not item[0].counts_itself]
        role = any(word.entry.id in _ROLES for word, _ in chosen)
        role = role or (hurt_apart and any(word.entry.id == "wounded" for word, _ in chosen))
        role = role or any(word.entry.how is How.DIE and rule == "toll.syntax" for word, rule in chosen)
        nouns = [item for item in chosen if item[0].counts_itself]
        chosen = (verbs if role else nouns) or chosen
    return chosen


def _pairs(
    doc: AnnotatedDoc,
    sentence: Sentence,
    words: Sequence[CasualtyWord],
    figures: Sequence[Figure],
    asides: Sequence[tuple[int, int]],
) -> list[tuple[int, Figure, str]]:
    """Every figure with the position of each casualty word of its people and the rule that joined them."""
    masked = _masked(doc.text, sentence, asides)
    outer = [word for word in words if not _inside(asides, word.start)]
    found = []
    for figure in figures:
        aside = _inside(asides, figure.start)
        own = evolve(figure, subset=True) if aside and figure.noun is not None else figure
        joined = _words_of(doc.text, own, words) if aside else _words_of(masked, own, outer)
        found += [
            (words.index(word), own, rule)
            for word, rule in joined
            if not any(_has_participle(sentence, index, word) for index in figure.words)
        ]
    return found


def _has_participle(sentence: Sentence, index: int, word: CasualtyWord) -> bool:
    """Whether who is named behind a passive has a participle of his own: "six gardes ont été tués et dix arrêtés"."""
    if not word.passive or word.counts_itself or index <= word.head:
        return False
    if any(sentence.words[at].text == ":" for at in range(word.head, index)):
        return False
    return any(
        sentence.words[child].relation.startswith("acl") and sentence.words[child].feats.get("VerbForm") == "Part"
        for child in sentence.children[index]
    )


_SAME = re.compile(r"\s(?:autres?\s)?")
_AS_WELL = re.compile(r"\s[^\W\d]+(?:\s[^\W\d]+)?,?\s(?:ainsi|de même|en même temps) qu(?:e\s|['’])")
"""What follows a figure where another one is added to it: "80 otages ainsi qu'une dizaine de ravisseurs"."""


def _closest(
    text: str, words: Sequence[CasualtyWord], pairs: Sequence[tuple[int, Figure, str]]
) -> list[tuple[int, Figure, str]]:
    """Leaves to a casualty word its own numeral ("cinquante tués"), else what no colon parts from it."""
    kept = []
    verbs = {(at, figure.start) for at, figure, _ in pairs if _has_own(text, figure, words[at])}
    taken = {start for _, start in verbs}
    for at, word in enumerate(words):
        own = [pair for pair in pairs if pair[0] == at and (pair[1].start not in taken or (at, pair[1].start) in verbs)]
        beside = [pair for pair in own if pair[1].end <= word.start and _SAME.fullmatch(text, pair[1].end, word.start)]
        near = [pair for pair in own if not re.search("[:;]", _between(text, pair[1], word))]
        plain = [pair for pair in near or own if not pair[1].vague]
        kept += beside or plain or near or own
    return kept


_OWN_VERB = re.compile(
    r"\s(?:autres?\s)?(?:(?:ont|sont|avaient|étaient|auraient|seraient|a|est)\s(?:été\s)?)?(?:\w+ment\s)?"
)


def _has_own(text: str, figure: Figure, word: CasualtyWord) -> bool:
    """Whether a casualty word follows a figure without noun as its own: "trois autres grièvement blessés"."""
    return figure.noun is None and _OWN_VERB.fullmatch(text, figure.end, word.start) is not None


def _between(text: str, figure: Figure, word: CasualtyWord) -> str:
    return text[figure.end : word.start] if figure.end <= word.start else text[word.end : figure.start]


def group_figures(
    doc: AnnotatedDoc, sentence: Sentence, words: Sequence[CasualtyWord], figures: Sequence[Figure]
) -> list[tuple[CasualtyWord, list[Figure], str]]:
    """For each casualty word the figures of its people, in text order."""
    found: dict[int, list[Figure]] = {}
    rules: dict[int, str] = {}
    asides = _asides(doc.text, sentence)
    pairs = _pairs(doc, sentence, words, figures, asides)
    for at, figure, rule in sorted(
        _closest(doc.text, words, pairs), key=lambda pair: (pair[0], pair[2] != "toll.syntax", -pair[1].start)
    ):
        known = found.setdefault(at, [])
        first = not known or _is_whole_of(figure, known)
        if figure not in known and (first or rule == "toll.syntax" or continues(doc.text, figure, known)):
            known.append(figure)
            rules.setdefault(at, rule)
            if (
                rule == "toll.adjacent"
                or wants_more(doc.text, figure, words[at])
                or _AS_WELL.match(doc.text, figure.end)
            ):
                known += [other for other in row_of(doc.text, figure, figures, words[at]) if other not in known]
    found = {at: known for at, known in found.items() if known}
    _free_roles(words, found)
    _keep_nearest(words, found)
    counted = {index for some in found.values() for figure in some for index in figure.words}
    for at, word in enumerate(words):
        own = any(_SAME.fullmatch(doc.text, figure.end, word.start) for figure in found.get(at, ()))
        if word.counts_itself or word.entry.numbered or own:
            continue
        only = _only_one(doc.text, sentence, word)
        if only is not None and at not in found:
            found[at], rules[at] = [only], "toll.single"
            continue
        for victim in word.victims:
            things = word.entry.human and not _was_taken(sentence, word)
            counted_before = rules.get(at) != "toll.single" and any(not figure.more for figure in found.get(at, ()))
            strict = things or counted_before
            aside = _inside(asides, sentence.words[victim].start) and not _inside(asides, word.start)
            apart = _has_participle(sentence, victim, word)
            if victim in counted or aside or apart or _is_source(sentence, victim):
                continue
            if is_one_person(sentence, victim, strict=strict):
                person = single(sentence, victim)
                known = [figure for figure in found.get(at, ()) if not tells_again(doc.text, person, figure, word)]
                found[at] = [*known, person]
                rules.setdefault(at, "toll.single")
        if at in found:
            found[at] += joined_after(doc.text, sentence, found[at], word)
            found[at] += alongside(doc.text, sentence, found[at], word, figures)
        if rules.get(at) == "toll.single":
            before = [figure for figure in figures if figure.human and not figure.vague]
            found[at] += joined_before(doc.text, found[at][0], before)
    return [(words[at], sorted(some, key=lambda item: item.start), rules[at]) for at, some in sorted(found.items())]


def _was_taken(sentence: Sentence, word: CasualtyWord) -> bool:
    """Whether a verb in a compound tense tells of a capture, so that a pronoun stands for a person: "l'ont emmené"."""
    helped = any(sentence.words[child].relation.startswith("aux") for child in sentence.children[word.head])
    return word.casualty is Casualty.ABDUCTED and word.trigger is not None and helped


def _is_source(sentence: Sentence, index: int) -> bool:
    """Whether a word names who is quoted: "selon un soldat blessé"."""
    return any(sentence.words[child].text.lower() in ("selon", "d'après") for child in sentence.children[index])


_NOBODY_BUT = re.compile(r"\s(?:que|qu')\s?(?P<one>lui|elle|(?:le|la|l'|son|sa|leur)\s?[^\W\d]+)")


def _only_one(text: str, sentence: Sentence, word: CasualtyWord) -> Figure | None:
    """The lone person of "n'a tué que lui", "n'a tué que le chauffeur"."""
    match = _NOBODY_BUT.match(text, word.end, sentence.end)
    index = None if match is None else word_at(sentence, match.end("one") - 1)
    if match is None or index is None or word.entry.how is not How.STRIKE:
        return None
    if sentence.words[index].upos != "PRON" and not names_people(fold_word(sentence.words[index].text)):
        return None
    return single(sentence, index)


def _is_whole_of(figure: Figure, known: Sequence[Figure]) -> bool:
    """Whether all figures known so far are parts told behind a figure."""
    return not figure.subset and all(part.subset and figure.end <= part.start for part in known)


def _free_roles(words: Sequence[CasualtyWord], found: dict[int, list[Figure]]) -> None:
    """Takes from a noun that says who people are those whom a verb counts: "38 otages et 29 assaillants tués"."""
    for at in sorted(found):
        if words[at].entry.id not in _ROLES:
            continue
        told = [figure for other, some in found.items() if not words[other].counts_itself for figure in some]
        found[at] = [figure for figure in found[at] if figure not in told]
    for at in [at for at, some in found.items() if not some]:
        del found[at]


def _keep_nearest(words: Sequence[CasualtyWord], found: dict[int, list[Figure]]) -> None:
    """Takes a figure from a farther casualty word that has a nearer one ("quatre sont morts et 21 ont été blessés")."""
    for at in sorted(found):
        for figure in list(found[at]):
            nearer = [
                other
                for other in found
                if other != at
                and figure in found[other]
                and abs(words[other].start - figure.end) < abs(words[at].start - figure.end)
            ]
            if nearer and len(found[at]) > 1:
                found[at].remove(figure)
