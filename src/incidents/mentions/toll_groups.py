"""Which figures of a sentence count the people of which casualty word: by the tree, else by the words between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from incidents.annotation import AnnotatedDoc, Sentence
from incidents.mentions.casualties import CasualtyWord, How, cue_patterns
from incidents.mentions.figures import Figure, is_one_person, single
from incidents.mentions.triggers import Casualty

# What may not stand between a numeral and the casualty word that counts the same people.
_APART = re.compile(r"[;:.()«»]|\b(?:et|ou|dans|lors|en|par|qui|que|sur|après|avec|dont|quand|lorsque|pour)\b")
_AUXILIARY = re.compile(
    r"\b(?:ont|a|avaient|avait|sont|étaient|était|est|furent|fut|seraient|serait|auraient|aurait|soient|ait)\b"
)
_PARTICIPLE = re.compile(r"(?:é|i|u|ert|is)e?s?$")
_ASIDE = re.compile(r"[^,]{1,60},\s(?:\w+ment\s)?")
# A long aside: "neuf habitants de X, à 20 km de Y, ont été".
_DISTANT = re.compile(r"[^;:.()«»]{20,190},\s(?:ont|avaient|auraient|sont|étaient|seraient)\s(?:été\s)?(?:\w+\s)?")
_WHEN = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|avant-hier|la veille|le lendemain|ce jour-là)\s"
    r"(?:(?:soir|matin|après-midi|dernier|midi)\s)?)?"
)
_OBJECT = re.compile(
    rf",?\s(?:(?:également|aussi|ainsi|encore|notamment|par erreur)\s)?{_WHEN}(?:un total de\s|les\s|des\s|ces\s)?"
)
_COST = re.compile(r"\s(?:\w+\s){0,2}à\s(?:un total de\s)?")
_OF = re.compile(r"\s(?:violente\s|brutale\s)?(?:de\s|d'|des\s|du\s|de l')")
_ALSO = re.compile(r"[^;:.()]{0,60}(?:ainsi qu|de même qu|en même temps qu)(?:e\s|')")
_JOINED = re.compile(r",?\s(?:et|ou|et/ou)\s(?:ont\s)?(?:été\s)?(?:\w+ment\s)?")
# Characters between a figure and its casualty word, asides included.
_FARTHEST = 500
# Two nouns for one numeral: "six élèves et étudiants tués".
_PAIRED = re.compile(
    r"\set\s(?!(?:les?|la|des|un|une|leurs?|ses|son|sa|deux|trois|quatre|cinq|six|sept)\s)[^\W\d]{4,}(?=\s)"
)
_SPACES = re.compile(r"\s{2,}")
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
    """The text with blanks for the asides and for the marks of short quotations in a sentence; offsets hold."""
    plain = text[sentence.start : sentence.end]
    part = _QUOTED.sub(r" \1 ", plain)
    for start, end in asides:
        first, last = start - sentence.start, end - sentence.start
        part = part[:first] + " " * (last - first) + part[last:]
    return text if part == plain else text[: sentence.start] + part + text[sentence.end :]


# Nouns that say who people are as much as what befell them: "trois otages ont été tués".
_ROLES = frozenset(("hostages", "victims"))
# Nouns that tell of people whom other numerals count too: "cinq hommes ont porté les corps".
_BY_NAME = frozenset(("bodies", "hostages"))


def _gap(text: str, figure: Figure, word: CasualtyWord) -> int | None:
    """Characters between a figure and a casualty word that stands beside it; None where nothing binds them."""
    if figure.end <= word.start:
        if word.start - figure.end > _FARTHEST:
            return None
        between = _SPACES.sub(" ", text[figure.end : word.start])
        if len(between) > 90:
            distant = word.passive and len(between) <= 220 and _DISTANT.fullmatch(between) is not None
            return len(between) if distant and len(_AUXILIARY.findall(between)) == 1 else None
        if word.counts_itself:
            beside = len(between) <= 40 and "," not in between and not _ARTICLE.search(between)
            return len(between) if beside and not _APART.search(between) else None
        aside = _ASIDE.fullmatch(between) is not None and text[word.end : word.end + 1] == ","
        if "," in between and not aside:
            return None
        plain = len(between) <= 45 and not _APART.search(_PAIRED.sub("", between)) and not _AUXILIARY.search(between)
        plain = plain and (word.passive or _PARTICIPLE.search(text, word.start, word.end) is not None)
        told = word.passive and not re.search(r"[;:.()«»]|\bqui\b", between) and _AUXILIARY.search(between)
        return len(between) if aside or plain or told else None
    between = text[word.end : figure.start]
    if figure.start < word.end or word.counts_itself:
        return None
    if word.passive and _ALSO.fullmatch(between):
        return len(between)
    shape = {How.COST: _COST, How.OF: _OF}.get(word.entry.how or How.STRIKE, _OBJECT)
    if word.entry.how in (How.STRIKE, How.DIE) and word.passive and (word.victims or _tells_passive(text, word)):
        return None
    return len(between) if shape.fullmatch(between) else None


_ARTICLE = re.compile(r"\b(?:le|la|les|ce|cet|cette|l')\s?$")
_PAST = re.compile(r"(?:ée?s?|is|us|erts?)$")
_HELPED = re.compile(r"\b(?:a|ont|avait|avaient|aurait|auraient|avoir|ayant)\s(?:\w+\s)?$")


def _tells_passive(text: str, word: CasualtyWord) -> bool:
    """Whether a casualty word is a participle without "avoir", by its letters: "cinq soldats tués, un civil blessé"."""
    participle = _PAST.search(text, word.start, word.end) is not None
    return participle and _HELPED.search(text, max(0, word.start - 25), word.start) is None


def _suits(figure: Figure, word: CasualtyWord) -> bool:
    return figure.human or not word.entry.human


def _names(text: str, figure: Figure, word: CasualtyWord) -> bool:
    """Whether the noun behind a figure is the casualty word itself."""
    return figure.noun is not None and text[word.start : word.end].lower().startswith(figure.noun[:4])


def _words_of(text: str, figure: Figure, words: Sequence[CasualtyWord]) -> list[tuple[CasualtyWord, str]]:
    """The casualty words that tell what befell the people of a figure, one a casualty."""
    best: dict[Casualty, tuple[float, CasualtyWord, str]] = {}
    beside: set[Casualty] = set()
    for word in words:
        if not _suits(figure, word) or (word.entry.id in _BY_NAME and not _names(text, figure, word)):
            continue
        gap = _gap(text, figure, word)
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
    for word, _ in chosen:
        for other in words:
            first, second = (word, other) if word.start < other.start else (other, word)
            if first.casualty is not second.casualty and _JOINED.fullmatch(text[first.end : second.start]):
                return []
    if len(chosen) > 1:
        verbs = [item for item in chosen if not item[0].counts_itself]
        role = any(word.entry.id in _ROLES for word, _ in chosen)
        role = role or (any(word.entry.id == "wounded" for word, _ in chosen) and bool(beside - {Casualty.INJURED}))
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
        found += [(words.index(word), own, rule) for word, rule in joined]
    return found


def group_figures(
    doc: AnnotatedDoc, sentence: Sentence, words: Sequence[CasualtyWord], figures: Sequence[Figure]
) -> list[tuple[CasualtyWord, list[Figure], str]]:
    """For each casualty word the figures of its people, in text order."""
    found: dict[int, list[Figure]] = {}
    rules: dict[int, str] = {}
    asides = _asides(doc.text, sentence)
    pairs = _pairs(doc, sentence, words, figures, asides)
    for at, figure, rule in sorted(pairs, key=lambda pair: (pair[0], pair[2] != "toll.syntax", -pair[1].start)):
        known = found.setdefault(at, [])
        first = not known or _is_whole_of(figure, known)
        if figure not in known and (first or rule == "toll.syntax" or _continues(doc.text, figure, known)):
            known.append(figure)
            rules.setdefault(at, rule)
            if rule == "toll.adjacent" or _wants_more(doc.text, figure, words[at]):
                known += [other for other in _row(doc.text, figure, figures, words[at]) if other not in known]
    found = {at: known for at, known in found.items() if known}
    _free_roles(words, found)
    _keep_nearest(words, found)
    counted = {index for some in found.values() for figure in some for index in figure.words}
    for at, word in enumerate(words):
        if word.counts_itself or word.entry.numbered:
            continue
        for victim in word.victims:
            strict = word.entry.human or any(not figure.more for figure in found.get(at, ()))
            aside = _inside(asides, sentence.words[victim].start) and not _inside(asides, word.start)
            if victim not in counted and not aside and is_one_person(sentence, victim, strict=strict):
                found.setdefault(at, []).append(single(sentence, victim))
                rules.setdefault(at, "toll.single")
        if rules.get(at) == "toll.single":
            before = [figure for figure in figures if figure.human and not figure.vague]
            found[at] += _joined_before(doc.text, found[at][0], before)
    return [(words[at], sorted(some, key=lambda item: item.start), rules[at]) for at, some in sorted(found.items())]


def _joined_before(text: str, lone: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figure that a lone person is joined to: "onze militaires et leur guide"."""
    return [
        figure
        for figure in figures
        if figure.end <= lone.start
        and not figure.subset
        and _WITH_THEIR.fullmatch(text, figure.end, lone.start)
        and not _AUXILIARY.search(text, figure.end, lone.start)
    ][-1:]


def _wants_more(text: str, figure: Figure, word: CasualtyWord) -> bool:
    """Whether a participle is plural beside a single person: "trois gardes et un civil tués"."""
    plural = text[word.start : word.end].lower().endswith("s")
    return figure.low == 1 and word.passive and plural and figure.end <= word.start


def _is_whole_of(figure: Figure, known: Sequence[Figure]) -> bool:
    """Whether all figures known so far are parts told behind a figure."""
    return not figure.subset and all(part.subset and figure.end <= part.start for part in known)


_AND = re.compile(r"(?:,|\bet|ainsi que|de même que)\s(?:à\s|de\s|d'|par\s)?$")


def _continues(text: str, figure: Figure, known: Sequence[Figure]) -> bool:
    """Whether a figure stands in a row with others: "six soldats, un garde et deux civils"."""
    row = sorted((*known, figure), key=lambda item: item.start)
    at = row.index(figure)
    second = row[at] if at > 0 else row[1]
    if any(mark in text[row[max(at - 1, 0)].end : second.start] for mark in ":;"):
        return False
    return _AND.search(text, max(0, second.start - 20), second.start) is not None


_WITH_THEIR = re.compile(r"\s[^,;:.()«»]{3,45}?\set\s(?:leur|son|sa|le|la|un|une|l')\s?")
# A preposition before a figure takes it out of the row: "selon un officier, six soldats".
_GOVERNED = re.compile(r"\b(?:selon|d'après|par|pour|avec|contre|chez|sur|dans|après)\s$", re.IGNORECASE)
_STEP = re.compile(r"\s[^,;:.()«»]{1,45}?(?:,|\set|\sainsi que)\s(?:à\s|de\s|d')?")


def _row(text: str, figure: Figure, figures: Sequence[Figure], word: CasualtyWord) -> list[Figure]:
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
        if word.counts_itself or _names(text, figure, word) or other.subset is not figure.subset:
            break
        if not _STEP.fullmatch(between) or _AUXILIARY.search(between) or second.more:
            break
        row.append(other)
    return row


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
